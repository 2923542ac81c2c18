//! What a side of a unit denies, and the words by which it says no in other ways.

use std::borrow::Cow;

use super::parts::sentences_in;
use crate::align::{LinkedWord, WordKind};
use crate::language::{Negation, WordKinds};
use crate::reading::{Segment, Side, TextWord};
use crate::text::{Span, fold, is_word_char};

/// How far from the negator the word that it denies may stand, in bytes.
const REACH: usize = 40;
/// In a literal translation so many content words have their rendering.
const LITERAL: f64 = 0.75;
/// A sentence of fewer content words shows no way of translating.
const FEWEST: usize = 4;

/// A word that a side denies.
pub(super) struct Denial<'l> {
    /// The block of the side that denies.
    pub block: usize,
    /// The word that says no, in bytes of its block.
    pub negator: Span,
    /// Whether that word denies a whole clause.
    pub of_clause: bool,
    /// Whether that word denies the noun behind it.
    pub of_noun: bool,
    /// Whether it denies a word and not a number, which is put right so (`27, nicht 29`).
    pub of_word: bool,
    /// Whether it is the denied word itself that stands on the other side, not one beside it.
    pub is_rendered: bool,
    /// The word that is denied, or one beside it.
    denied: Span,
    /// What stands for it on the other side.
    pub rendering: &'l LinkedWord,
}

impl Denial<'_> {
    /// From the negator to the denied word, whichever comes first.
    pub fn said(&self) -> Span {
        self.negator.join(self.denied)
    }
}

/// A word of a side with its block.
struct Spoken<'s> {
    block: usize,
    word: TextWord<'s>,
}

impl<'s> Spoken<'s> {
    /// The word folded, with the apostrophe of a typewriter.
    fn plain(&self) -> Cow<'s, str> {
        plain(&self.word.form().folded)
    }
}

/// What the segments of one side say, as far as saying no goes.
pub(super) struct Voice<'s> {
    side: &'s Side,
    segments: &'s [Segment],
    words: Vec<Spoken<'s>>,
    /// The numbers of the words that deny something.
    negators: Vec<usize>,
}

impl<'s> Voice<'s> {
    /// How many words of some segments may deny something; a cheap question.
    pub fn negators(side: &Side, segments: &[Segment]) -> usize {
        let negating = |it: &Segment| side.words_in(*it).places(WordKinds::NEGATES).count();
        segments.iter().map(negating).sum()
    }

    pub fn of(side: &'s Side, segments: &'s [Segment]) -> Voice<'s> {
        let spoken = |segment: &Segment| {
            let block = segment.block;
            side.words_in(*segment).iter().map(move |word| Spoken { block, word })
        };
        let words: Vec<Spoken<'_>> = segments.iter().flat_map(spoken).collect();
        let mut voice = Voice { side, segments, words, negators: Vec::new() };
        voice.negators = (0..voice.words.len()).filter(|at| voice.denies(*at)).collect();
        voice
    }

    fn negation(&self) -> &'s Negation {
        &self.side.pack.negation
    }

    /// Whether no word denies anything.
    pub fn is_silent(&self) -> bool {
        self.negators.is_empty()
    }

    /// Whether what is denied is so on a condition, which another language may state without saying no
    /// (`Nobody may … without`: `Wer … will, braucht`).
    pub fn is_conditional(&self) -> bool {
        let conditions = |at: &usize| self.negation().makes_condition(&self.words[*at].plain());
        let condition = (0..self.words.len()).find(conditions);
        condition.is_some_and(|at| self.negators.iter().any(|negator| *negator != at))
    }

    /// How many words deny something.
    pub fn count(&self) -> usize {
        self.negators.len()
    }

    /// Whether a word of its side stands in its segments.
    fn says(&self, word: &LinkedWord) -> bool {
        self.segments.iter().any(|it| it.block == word.block() && it.span.contains(word.span()))
    }

    /// Share of its content words that have a link, 0 to 1; `own`: the words of its side.
    fn share_rendered(&self, own: &[LinkedWord]) -> f64 {
        let words = own.iter().filter(|it| it.kind != WordKind::Function && self.says(it));
        let (all, linked) =
            words.fold((0, 0), |(all, linked), it| (all + 1, linked + usize::from(it.is_linked())));
        if all < FEWEST { 0.0 } else { linked as f64 / all as f64 }
    }

    /// Sentences in all segments, which are whole records where a file has those.
    pub fn sentences(&self) -> usize {
        sentences_in(self.side, self.segments).count()
    }

    /// Bytes of all segments.
    pub fn length(&self) -> usize {
        self.segments.iter().map(|it| it.span.len()).sum()
    }

    /// Whether words were kept in the other side's language, its negators among them.
    pub fn keeps(&self, other: &Voice<'_>) -> bool {
        let foreign = |it: &Spoken<'_>| other.negation().negates(&it.plain());
        self.words.iter().any(|it| !it.word.is(WordKinds::NEGATES) && foreign(it))
    }

    /// What is denied and stands on the other side too, whose words are `others`.
    pub fn denials<'l>(
        &self,
        own: &'l [LinkedWord],
        other: &Voice<'_>,
        others: &'l [LinkedWord],
    ) -> Vec<Denial<'l>> {
        // Where nearly every word has its rendering, what stands beside the denied one will do.
        let is_literal = self.share_rendered(own) >= LITERAL;
        let denial = |at: &usize| {
            let Spoken { block, word } = &self.words[*at];
            let clause = self.clause(*block, word.span);
            let near: Vec<&LinkedWord> =
                own.iter().filter(|it| it.block() == *block && is_near(it, word.span)).collect();
            let denied = denied(&near, word.span, clause);
            let beside = || beside(&near, word.span, clause).filter(|_| is_literal);
            let is_rendered = denied.is_some();
            let denied = denied.or_else(beside)?;
            let plain = self.words[*at].plain();
            let of_noun = self.negation().negates_noun(&plain);
            let rendering = others.get(denied.link()?).filter(|it| other.says(it))?;
            // No site is closed: all sites stay.
            if of_noun && other.is_of_all(rendering) {
                return None;
            }
            Some(Denial {
                block: *block,
                negator: word.span,
                of_clause: self.negation().negates_clause(&plain),
                of_noun,
                of_word: denied.kind != WordKind::Fixed,
                is_rendered,
                denied: denied.span(),
                rendering,
            })
        };
        self.negators.iter().filter_map(denial).collect()
    }

    /// Whether the word before one of its side speaks of all of a kind.
    fn is_of_all(&self, word: &LinkedWord) -> bool {
        let place = (word.block(), word.span().start);
        let at = self.words.partition_point(|it| (it.block, it.word.span.start) < place);
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        before.is_some_and(|it| {
            it.block == word.block() && self.negation().speaks_of_all(&it.plain())
        })
    }

    /// The places of words that say no in any way, except those that render a word of the other side
    /// that says no by itself, too.
    pub fn answers(
        &self,
        own: &[LinkedWord],
        other: &Voice<'_>,
        others: &[LinkedWord],
    ) -> Vec<(usize, Span)> {
        let paired = |it: &Spoken<'_>| {
            let at = (it.block, it.word.span);
            let word = own.iter().find(|word| (word.block(), word.span()) == at);
            let partner = word.and_then(|word| others.get(word.link()?));
            partner.is_some_and(|partner| other.hints_at(partner))
        };
        let says_no = |it: &&Spoken<'_>| {
            it.word.is(WordKinds::NEGATES)
                || it.word.is(WordKinds::HINTS_NO) && !self.is_preposition(it) && !paired(it)
        };
        self.words.iter().filter(says_no).map(|it| (it.block, it.word.span)).collect()
    }

    /// Whether a word that may be a particle of a verb is none here: behind a particle the clause ends
    /// (`lehnte es ab`, but `ab dem Tag`).
    fn is_preposition(&self, it: &Spoken<'_>) -> bool {
        let text = &self.side.text(it.block)[it.word.span.end..];
        let goes_on = text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_word_char));
        goes_on && self.negation().is_particle(&it.plain())
    }

    /// Whether a word says no by itself without being a negator.
    fn hints_at(&self, word: &LinkedWord) -> bool {
        let folded = fold(word.span().of(self.side.text(word.block())));
        let folded = plain(&folded);
        self.negation().hints(&folded) && !self.negation().negates(&folded)
    }

    /// The clause around a place: between marks that part a sentence.
    pub fn clause(&self, block: usize, place: Span) -> Span {
        let text = self.side.text(block);
        let parts =
            |c: char| matches!(c, ',' | ';' | ':' | '–' | '—' | '(' | ')' | '.' | '!' | '?');
        let start = text[..place.start].rfind(parts).unwrap_or(0);
        let end = text[place.end..].find(parts).map_or(text.len(), |at| place.end + at);
        Span::new(start, end)
    }

    /// Whether a word is a negator that denies something.
    fn denies(&self, at: usize) -> bool {
        let Spoken { block, word } = &self.words[at];
        if !word.is(WordKinds::NEGATES) || self.in_idiom(at) {
            return false;
        }
        let text = self.side.text(*block);
        let (before, rest) = (text[..word.span.start].trim_end(), &text[word.span.end..]);
        // `No, thanks`, `a no-deal Brexit`
        let opens = before.is_empty() || !before.ends_with(is_word_char);
        !(rest.starts_with('-') || rest.starts_with(',') && opens)
    }

    /// Whether the word is part of a phrase that denies nothing.
    fn in_idiom(&self, at: usize) -> bool {
        self.negation().idioms.iter().any(|idiom| {
            let is_at =
                |at: usize, part: &str| self.words.get(at).is_some_and(|it| it.plain() == part);
            let place = idiom.split(' ').position(|part| is_at(at, part));
            let start = place.and_then(|place| at.checked_sub(place));
            let all_from = |start: usize| {
                idiom.split(' ').enumerate().all(|(place, part)| is_at(start + place, part))
            };
            start.is_some_and(all_from)
        })
    }
}

/// Whether a content word stands so near a negator that it may be denied.
fn is_near(word: &LinkedWord, negator: Span) -> bool {
    let distance = word.span().start.saturating_sub(negator.end)
        + negator.start.saturating_sub(word.span().end);
    word.kind != WordKind::Function && distance <= REACH
}

/// Of the content words near a negator the one that it denies, if that has a link.
fn denied<'l>(near: &[&'l LinkedWord], negator: Span, clause: Span) -> Option<&'l LinkedWord> {
    let linked = |it: &&LinkedWord| it.is_linked();
    let mut behind = near.iter().copied().filter(|it| it.span().start >= negator.end);
    if let Some(next) = behind.next().filter(|it| clause.covers(it.span().start)) {
        return Some(next).filter(linked);
    }
    // Behind its verb (`akzeptierte das Argument nicht`), or where nothing follows.
    let before =
        |it: &&LinkedWord| it.span().end <= negator.start && clause.covers(it.span().start);
    near.iter().copied().rfind(before).filter(linked)
}

/// Of the content words near a negator the nearest in its clause that has a link.
fn beside<'l>(near: &[&'l LinkedWord], negator: Span, clause: Span) -> Option<&'l LinkedWord> {
    let inside = |it: &&LinkedWord| it.is_linked() && clause.covers(it.span().start);
    near.iter().copied().filter(inside).min_by_key(|it| it.span().start.abs_diff(negator.end))
}

/// A folded word with the apostrophe of a typewriter.
fn plain(folded: &str) -> Cow<'_, str> {
    if folded.contains(['’', '‘']) {
        Cow::Owned(folded.replace(['’', '‘'], "'"))
    } else {
        Cow::Borrowed(folded)
    }
}
