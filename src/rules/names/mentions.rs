//! The names in a stretch of a text: what has a name in every language, and what is called by its
//! own name.

use std::cell::OnceCell;

use super::forms::parts;
use super::likeness::Name;
use crate::language::{Exonym, Pack};
use crate::reading::{Segment, Side};
use crate::text::{Span, Word};

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
    /// The words ready to be compared with others, made when first asked for.
    names: Vec<OnceCell<Name>>,
}

impl<'p> Stretch<'p> {
    /// The words of some segments; nothing of those too long to be sentences.
    pub(super) fn of(side: &'p Side, segments: &[Segment], pack: &Pack) -> Stretch<'p> {
        let exonyms = &pack.names.exonyms;
        let (mut all, mut places) = (Vec::new(), Vec::<(usize, Span)>::new());
        let (mut opens, mut spaced, mut parted) = (Vec::new(), Vec::new(), Vec::new());
        let mut may_name = Vec::new();
        for segment in segments.iter().filter(|it| it.span.len() <= LONGEST) {
            let text = side.text(segment.block);
            let mut sentences = side.sentences_of(segment.block).iter().peekable();
            let mut opened = None;
            for word in side.words_in(*segment).iter() {
                while let Some(sentence) = sentences.next_if(|it| it.span.start <= word.span.start)
                {
                    opened = Some(sentence.span.start);
                }
                let mut add = |part: Word<'p>, may_begin: bool| {
                    let span = part.span;
                    let before = places.last().filter(|(block, _)| *block == segment.block);
                    let gap = before.map(|(_, before)| &text[before.end..span.start]);
                    spaced.push(gap == Some(" "));
                    parted.push(gap.is_none_or(|gap| gap.contains(CLAUSE_MARKS)));
                    let is_first =
                        |start: usize| !text[start..span.start].contains(char::is_alphanumeric);
                    opens.push(opened.is_some_and(is_first));
                    places.push((segment.block, span));
                    may_name.push(may_begin);
                    all.push(Word {
                        span: Span::new(
                            span.start - segment.span.start,
                            span.end - segment.span.start,
                        ),
                        ..part
                    });
                };
                if word.text.contains(['\'', '’']) {
                    parts(word.word()).for_each(|part| add(part, exonyms.may_begin(part.text)));
                } else if word.form.letters > 1 {
                    add(word.word(), word.form.may_name);
                }
                // Whatever follows in this sentence is not its first word.
                opened = None;
            }
        }
        let exonyms = exonyms.find(&all, |at| may_name[at]);
        let names = all.iter().map(|_| OnceCell::new()).collect();
        Stretch { words: all, places, opens, spaced, parted, exonyms, names }
    }

    /// A word ready to be compared with others.
    pub(super) fn name(&self, word: usize) -> &Name {
        self.names[word].get_or_init(|| Name::new(self.words[word].text))
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
