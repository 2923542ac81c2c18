//! The names in a stretch of a text: what has a name in every language, and what is called by its
//! own name.

use super::forms::parts;
use crate::language::{Exonym, Pack};
use crate::reading::{Segment, Side};
use crate::text::{Span, Word, words};

/// Sentences around a unit whose words count as its own for what they support.
const AROUND: usize = 2;
/// Longer stretches are no sentences, in bytes.
const LONGEST: usize = 8 * 1024;

/// Marks that part clauses.
const CLAUSE_MARKS: [char; 12] = [',', '.', ';', ':', '!', '?', '(', ')', '[', ']', '–', '—'];

/// The words of some segments, with what they name.
pub(super) struct Stretch<'p> {
    pub(super) words: Vec<Word<'p>>,
    /// For each word its block and its place there.
    pub(super) places: Vec<(usize, Span)>,
    /// For each word whether it opens a sentence.
    pub(super) opens: Vec<bool>,
    /// For each word whether a space parts it from the one before.
    pub(super) spaced: Vec<bool>,
    /// For each word whether a mark of a clause stands before it, or nothing at all.
    parted: Vec<bool>,
    pub(super) exonyms: Vec<Exonym>,
}

impl<'p> Stretch<'p> {
    /// The words of some segments; nothing of those too long to be sentences.
    pub(super) fn of(side: &'p Side, segments: &[Segment], pack: &Pack) -> Stretch<'p> {
        let (mut all, mut places) = (Vec::new(), Vec::<(usize, Span)>::new());
        let (mut opens, mut spaced, mut parted) = (Vec::new(), Vec::new(), Vec::new());
        for segment in segments.iter().filter(|it| it.span.len() <= LONGEST) {
            let text = side.text(segment.block);
            for word in words(segment.span.of(text)).flat_map(parts) {
                let span = word.span.shifted(segment.span.start);
                let before = places.last().filter(|(block, _)| *block == segment.block);
                let gap = before.map(|(_, before)| &text[before.end..span.start]);
                spaced.push(gap == Some(" "));
                parted.push(gap.is_none_or(|gap| gap.contains(CLAUSE_MARKS)));
                opens.push(is_first(side, segment.block, span));
                places.push((segment.block, span));
                all.push(word);
            }
        }
        let exonyms = pack.names.exonyms.find(&all);
        Stretch { words: all, places, opens, spaced, parted, exonyms }
    }

    /// Where in its block an exonym stands.
    pub(super) fn place(&self, exonym: &Exonym) -> (usize, Span) {
        let (block, first) = self.places[exonym.start];
        let (last_block, last) = self.places[exonym.end - 1];
        (block, if last_block == block { first.join(last) } else { first })
    }

    /// Whether nothing but a space stands between a word and the one before it.
    pub(super) fn is_spaced(&self, word: usize) -> bool {
        self.spaced.get(word).copied().unwrap_or_default()
    }

    /// Whether a mark of a clause stands between a word and the one before it.
    pub(super) fn is_parted(&self, word: usize) -> bool {
        self.parted.get(word).copied().unwrap_or(true)
    }

    /// How far into the stretch a word stands, from 0 to 1.
    pub(super) fn share(&self, word: usize) -> f64 {
        word as f64 / self.words.len().max(1) as f64
    }
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

fn is_first(side: &Side, block: usize, span: Span) -> bool {
    side.sentence_at(block, span.start).is_some_and(|sentence| {
        !side.text(block)[sentence.span.start..span.start].contains(char::is_alphanumeric)
    })
}
