//! The terms of the user's glossaries in a unit of text.

use std::sync::Arc;

use crate::language::glossary::{Concept, Glossary, Terms};
use crate::pair::{Counterpart, Unit};
use crate::reading::{Segment, Side};
use crate::rules::Context;
use crate::text::Span;

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// Sentences around a unit in which a term may stand for it.
const AROUND: usize = 1;

/// A term in a text.
pub(super) struct Use<'p> {
    pub(super) concept: &'p Concept,
    pub(super) block: usize,
    /// In bytes of the block.
    pub(super) span: Span,
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Source,
    Target,
    Forbidden,
}

/// A glossary, ready for the languages of a pair; nothing without a source's language.
pub(super) fn glossaries<'p>(cx: &Context<'p>) -> Vec<(&'p Glossary, Arc<Terms>)> {
    let own = cx.pack();
    let source = cx.source_pack().map_or(own, |pack| &**pack);
    let ready = |glossary: &'p Arc<Glossary>| (&**glossary, glossary.terms(source, own));
    cx.pair.glossaries().iter().map(ready).collect()
}

/// The terms of a glossary in some segments.
pub(super) fn uses<'p>(
    (glossary, terms): &(&'p Glossary, Arc<Terms>),
    side: &Side,
    segments: &[Segment],
    wanted: Wanted,
) -> Vec<Use<'p>> {
    let in_segment = |segment: &Segment| {
        let text = side.text_of(*segment);
        let found = match wanted {
            Wanted::Source => terms.in_source(text, &side.pack),
            Wanted::Target => terms.in_target(text, &side.pack),
            Wanted::Forbidden => terms.forbidden_in(text, &side.pack),
        };
        let segment = *segment;
        found.into_iter().map(move |it| Use {
            concept: &glossary.concepts[it.concept],
            block: segment.block,
            span: it.span.shifted(segment.span.start),
        })
    };
    segments.iter().flat_map(in_segment).collect()
}

/// The source of a unit, if it is sure.
pub(super) fn sure_source<'p>(unit: &Unit<'p>) -> Option<Counterpart<'p>> {
    unit.source.filter(|source| source.confidence >= SURE)
}

/// The segments with the sentences around them, where a text has any.
pub(super) fn around(side: &Side, segments: &[Segment]) -> Vec<Segment> {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return Vec::new() };
    if !side.has_context() {
        return segments.to_vec();
    }
    let all = side.sentences();
    let start =
        all.partition_point(|it| (it.block, it.span.end) <= (first.block, first.span.start));
    let end = all.partition_point(|it| (it.block, it.span.start) < (last.block, last.span.end));
    all[start.saturating_sub(AROUND)..(end + AROUND).min(all.len())].to_vec()
}
