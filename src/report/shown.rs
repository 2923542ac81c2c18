//! The text in which people are shown the places of a block.

use crate::check::Edit;
use crate::document::{Document, PlaceMap, Raw};
use crate::text::Span;

/// The text that places of a block are shown in.
pub(super) fn raw_of(document: &Document, block: usize) -> Shown<'_> {
    let Some(block) = document.blocks.get(block) else {
        let raw = Raw { text: "", start: 0 };
        return Shown { text: "", raw, map: None };
    };
    let raw = document.raw(block);
    if document.format.is_packed() {
        return Shown { text: &block.text, raw, map: Some(&block.map) };
    }
    Shown { text: raw.text, raw, map: None }
}

/// The text that places are shown in: what they count in, or the paragraph of a packed document,
/// whose members are not for people.
#[derive(Clone, Copy)]
pub(super) struct Shown<'d> {
    pub(super) text: &'d str,
    raw: Raw<'d>,
    map: Option<&'d PlaceMap>,
}

impl Shown<'_> {
    /// The span of a place in bytes of the text.
    pub(super) fn local(&self, span: Span) -> Option<Span> {
        let Some(map) = self.map else { return self.raw.local(span) };
        let local = map.text(span);
        self.text.get(local.start..local.end).map(|_| local)
    }

    #[cfg(feature = "cli")]
    pub(super) fn is(&self, other: &Shown<'_>) -> bool {
        std::ptr::eq(self.text, other.text)
    }
}

/// An edit in bytes of the text that is shown.
pub(super) fn local(raw: Shown<'_>, edit: &Edit) -> Option<Edit> {
    let span = raw.local(Span::new(edit.start, edit.end))?;
    Some(Edit { start: span.start, end: span.end, text: edit.text.clone() })
}
