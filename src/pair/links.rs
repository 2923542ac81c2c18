use std::ops::Range;

use super::Pair;
use crate::align::{Alignment, Features, align, features, place_snippets};
use crate::document::Continuity;
use crate::language::lexicon::Translations;
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
    /// Its number among the pair's units, from 0.
    pub number: usize,
    /// Neighbouring segments of the target.
    pub target: &'p [Segment],
    /// What they translate.
    pub source: Option<Counterpart<'p>>,
    /// How sure the alignment is of it, from 0 to 1.
    pub confidence: f64,
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
        let bilingual = pair.target.document.format.is_bilingual();
        let continuity = pair.target.document.continuity;
        // The pairs of a bilingual file are taken as they stand; cues of two files only while there
        // are as many on both sides.
        let as_they_stand = continuity != Continuity::Paragraphs
            && (bilingual
                || pair.source.as_ref().is_none_or(|it| segments(it).len() == links.target.len()));
        let needs_features = pair.has_source() && !(as_they_stand && pair.snippets.is_none());
        let target_features =
            if needs_features { features(&pair.target, &links.target) } else { Vec::new() };
        if let Some(source) = &pair.source {
            links.source = segments(source);
            links.alignment = Some(if as_they_stand {
                Alignment::one_to_one(links.source.len().min(links.target.len()))
            } else {
                align(&features(source, &links.source), &target_features, &pair.translations)
            });
        }
        if let Some(snippets) = &pair.snippets {
            links.place(snippets, &target_features, &pair.translations);
        }
        links
    }

    fn place(&mut self, snippets: &Side, target: &[Features], translations: &Translations) {
        self.snippets = whole_blocks(snippets);
        self.placed = vec![Vec::new(); self.target.len()];
        let features = features(snippets, &self.snippets);
        for placement in place_snippets(&features, target, translations) {
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
        let beads = self.alignment.iter().flat_map(|alignment| alignment.beads()).enumerate();
        let beads = beads.map(move |(number, bead)| Unit {
            number,
            target: &self.target[bead.target.clone()],
            source: self.aligned(pair, bead.source.clone(), bead.confidence),
            confidence: bead.confidence,
            after: bead.target.start.checked_sub(1).map(|before| self.target[before]),
        });
        let alone = if self.alignment.is_some() { 0..0 } else { 0..self.target.len() };
        let alone = alone.map(move |index| Unit {
            number: index,
            target: &self.target[index..=index],
            source: self.snippet_at(pair, index),
            confidence: 1.0,
            after: None,
        });
        beads.chain(alone)
    }

    /// Number of units.
    pub(super) fn len(&self) -> usize {
        self.alignment.as_ref().map_or(self.target.len(), |it| it.beads().len())
    }

    /// The target segments around a place between two of them: `reach` before and behind.
    pub(super) fn around(&self, unit: &Unit<'_>, reach: usize) -> &[Segment] {
        let at = match (unit.target.first(), unit.after) {
            (Some(first), _) => self.position(first),
            (None, Some(after)) => self.position(&after) + 1,
            (None, None) => 0,
        };
        let from = at.saturating_sub(reach);
        let to = (at + unit.target.len() + reach).min(self.target.len());
        &self.target[from..to]
    }

    fn position(&self, segment: &Segment) -> usize {
        self.target
            .partition_point(|it| (it.block, it.span.start) < (segment.block, segment.span.start))
    }

    /// The source segments around those of a unit: `reach` before and behind.
    pub(super) fn source_around(&self, segments: &[Segment], reach: usize) -> &[Segment] {
        let Some(first) = segments.first() else { return &[] };
        let key = |it: &Segment| (it.block, it.span.start);
        let at = self.source.partition_point(|it| key(it) < key(first));
        let to = (at + segments.len() + reach).min(self.source.len());
        &self.source[at.saturating_sub(reach)..to]
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
