//! A unit of XLIFF that has been read, and the pairs it comes to.

use super::super::Directive;
use super::super::block::Block;
use super::super::units::TranslationUnit;
use super::super::xml::{Segment, in_record};
use crate::text::Tag;

/// A `<trans-unit>` or `<unit>` that is being read.
pub(super) struct Unit {
    pub id: String,
    /// Its segments; in XLIFF 1.2 one.
    pub segments: Vec<Pieces>,
    pub notes: Vec<String>,
    pub directives: Vec<Directive>,
}

/// The sides of a segment.
#[derive(Default)]
pub(super) struct Pieces {
    pub id: Option<String>,
    pub state: Option<String>,
    pub source: Option<Segment>,
    /// The source cut into parts (`<seg-source>`).
    pub cut: Option<Segment>,
    pub target: Option<Segment>,
}

/// What a `<file>` says about its units.
pub(super) struct OfFile {
    pub doc: String,
    pub source_language: Option<Tag>,
    pub target_language: Option<Tag>,
}

impl Unit {
    /// Its segments that are translated, those that are cut part by part, and the texts in their
    /// codes.
    pub fn pairs(self, file: &OfFile) -> Vec<TranslationUnit> {
        let Unit { id, segments, notes, .. } = self;
        let single = segments.len() == 1;
        let mut pairs = Pairs { file, state: None, notes, found: Vec::new() };
        for (number, pieces) in (1..).zip(segments) {
            let id = match (&pieces.id, single) {
                (_, true) => id.clone(),
                (Some(own), false) => format!("{id}/{own}"),
                (None, false) => format!("{id}/{number}"),
            };
            pairs.segment(&id, pieces);
        }
        pairs.found
    }
}

struct Pairs<'f> {
    file: &'f OfFile,
    /// That of the current segment.
    state: Option<String>,
    notes: Vec<String>,
    found: Vec<TranslationUnit>,
}

impl Pairs<'_> {
    fn segment(&mut self, id: &str, pieces: Pieces) {
        let Pieces { state, source, cut, target, .. } = pieces;
        let Some(target) = target.filter(|it| !it.whole.text.trim().is_empty()) else { return };
        let untouched = matches!(state.as_deref(), Some("new" | "needs-translation" | "initial"));
        if untouched && source.as_ref().is_some_and(|it| it.whole.text == target.whole.text) {
            return;
        }
        self.state = state;
        let cut = cut.map_or_else(Vec::new, |cut| cut.parts);
        let (source, mut source_subs) =
            source.map_or((None, Vec::new()), |it| (Some(it.whole), it.subs));
        if cut.is_empty() || target.parts.is_empty() {
            self.pair(id, source, target.whole);
        } else {
            let mut cut: Vec<(String, Option<Block>)> =
                cut.into_iter().map(|(part, block)| (part, Some(block))).collect();
            for (part, block) in target.parts {
                let same = cut.iter_mut().find(|(it, block)| *it == part && block.is_some());
                let source = same.and_then(|(_, block)| block.take());
                self.pair(&format!("{id}/{part}"), source, block);
            }
        }
        source_subs.reverse();
        for (number, sub) in (1..).zip(target.subs) {
            self.pair(&format!("{id}/sub{number}"), source_subs.pop(), sub);
        }
    }

    fn pair(&mut self, id: &str, source: Option<Block>, target: Block) {
        self.found.push(TranslationUnit {
            id: id.to_owned(),
            doc: Some(self.file.doc.clone()),
            source: source.map(|source| Box::new(in_record(source, id, "source"))),
            target: Box::new(in_record(target, id, "target")),
            source_language: self.file.source_language.clone(),
            target_language: self.file.target_language.clone(),
            state: self.state.clone(),
            notes: self.notes.clone(),
            directives: Vec::new(),
        });
    }
}
