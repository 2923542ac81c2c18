use std::ops::Range;

use super::Pair;
use crate::align::{Alignment, align, features, place_snippets};
use crate::document::Continuity;
use crate::reading::{Segment, Side};
use crate::text::Span;

/// A snippet is believed to belong where it was put from this confidence on.
const SNIPPET_CONFIDENCE: f64 = 0.5;

/// Which segments of the target belong to which of the source.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) target: Vec<Segment>,
    pub(super) source: Vec<Segment>,
    snippets: Vec<Segment>,
    alignment: Option<Alignment>,
    /// For each target segment the snippets that belong to it, with how sure this is.
    placed: Vec<Vec<(usize, f64)>>,
    pub(super) unplaced: Vec<UnplacedSnippet>,
}

/// A snippet for which no place was found.
#[derive(Clone, Debug, PartialEq)]
pub struct UnplacedSnippet {
    /// Its block among the snippets.
    pub block: usize,
    /// How sure it is that it is from elsewhere, from 0 to 1.
    pub confidence: f64,
}

/// Segments of the target with what they translate; one of the two may be empty.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'p> {
    /// Neighbouring segments of the target.
    pub target: &'p [Segment],
    /// What they translate.
    pub source: Option<Counterpart<'p>>,
    /// Where in the target the unit belongs, if it has no segment there: behind this one.
    pub after: Option<Segment>,
}

/// What the source has for something of the target.
#[derive(Clone, Copy, Debug)]
pub struct Counterpart<'p> {
    /// The source, or the loose snippets.
    pub side: &'p Side,
    /// Neighbouring segments there.
    pub segments: &'p [Segment],
    /// How sure the alignment is, from 0 to 1.
    pub confidence: f64,
}

impl<'p> Counterpart<'p> {
    /// The texts of the segments.
    pub fn texts(&self) -> impl Iterator<Item = &'p str> {
        let side = self.side;
        self.segments.iter().map(move |segment| side.text_of(*segment))
    }
}

impl Links {
    pub(super) fn new(pair: &Pair) -> Links {
        let target = segments(&pair.target);
        let mut links = Links { target, ..Links::default() };
        let needs_features =
            pair.has_source() && pair.target.document.continuity == Continuity::Paragraphs;
        let target_features =
            if needs_features { features(&pair.target, &links.target) } else { Vec::new() };
        if let Some(source) = &pair.source {
            links.source = segments(source);
            links.alignment = Some(if pair.target.document.continuity == Continuity::Paragraphs {
                align(&features(source, &links.source), &target_features)
            } else {
                // The pairs of a bilingual file are taken as they stand.
                Alignment::one_to_one(links.source.len().min(links.target.len()))
            });
        }
        if let Some(snippets) = &pair.snippets {
            links.place(snippets, &target_features);
        }
        links
    }

    fn place(&mut self, snippets: &Side, target: &[crate::align::Features]) {
        self.snippets = whole_blocks(snippets);
        self.placed = vec![Vec::new(); self.target.len()];
        for placement in place_snippets(&features(snippets, &self.snippets), target) {
            match placement.target.filter(|_| placement.confidence >= SNIPPET_CONFIDENCE) {
                Some(range) => {
                    for segment in &mut self.placed[range] {
                        segment.push((placement.snippet, placement.confidence));
                    }
                }
                None => self.unplaced.push(UnplacedSnippet {
                    block: self.snippets[placement.snippet].block,
                    confidence: placement.confidence,
                }),
            }
        }
    }

    pub(super) fn units<'p>(&'p self, pair: &'p Pair) -> impl Iterator<Item = Unit<'p>> {
        let beads =
            self.alignment.iter().flat_map(|alignment| &alignment.beads).map(move |bead| Unit {
                target: &self.target[bead.target.clone()],
                source: self.aligned(pair, bead.source.clone(), bead.confidence),
                after: bead.target.start.checked_sub(1).map(|before| self.target[before]),
            });
        let alone = if self.alignment.is_some() { 0..0 } else { 0..self.target.len() };
        let alone = alone.map(move |index| Unit {
            target: &self.target[index..=index],
            source: self.snippet_at(pair, index),
            after: None,
        });
        beads.chain(alone)
    }

    pub(super) fn counterpart<'p>(
        &'p self,
        pair: &'p Pair,
        block: usize,
        span: Span,
    ) -> Option<Counterpart<'p>> {
        let index = self.segment_at(block, span.start)?;
        let aligned = self.alignment.as_ref().and_then(|alignment| {
            let bead = alignment.bead_of_target(index)?;
            self.aligned(pair, bead.source.clone(), bead.confidence)
        });
        aligned.or_else(|| self.snippet_at(pair, index))
    }

    fn aligned<'p>(
        &'p self,
        pair: &'p Pair,
        range: Range<usize>,
        confidence: f64,
    ) -> Option<Counterpart<'p>> {
        let side = pair.source.as_ref()?;
        let segments = &self.source[range];
        (!segments.is_empty()).then_some(Counterpart { side, segments, confidence })
    }

    fn snippet_at<'p>(&'p self, pair: &'p Pair, index: usize) -> Option<Counterpart<'p>> {
        let (snippet, confidence) = *self.placed.get(index)?.first()?;
        let side = pair.snippets.as_ref()?;
        Some(Counterpart { side, segments: &self.snippets[snippet..=snippet], confidence })
    }

    fn segment_at(&self, block: usize, at: usize) -> Option<usize> {
        let after = self
            .target
            .partition_point(|segment| (segment.block, segment.span.start) <= (block, at));
        let index = after.checked_sub(1)?;
        (self.target[index].block == block).then_some(index)
    }
}

/// What is aligned: sentences of a text, whole records of a bilingual file.
fn segments(side: &Side) -> Vec<Segment> {
    match side.document.continuity {
        Continuity::Paragraphs => side.sentences().to_vec(),
        Continuity::Segments | Continuity::Isolated => whole_blocks(side),
    }
}

fn whole_blocks(side: &Side) -> Vec<Segment> {
    let whole = |(block, text): (usize, &crate::document::Block)| Segment {
        block,
        span: Span::new(0, text.text.len()),
    };
    side.blocks().iter().enumerate().map(whole).collect()
}
