//! The forms in which the words of a document are written, and where.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::{SmallVec, smallvec};

use super::mentions::{Mention, add_mentions, has_apostrophes};
use super::sightings::Sightings;
use crate::language::{Heard, WordForm, WordKinds};
use crate::reading::{Side, TextWords};
use crate::text::{
    Case, Span, Word, end_of, first_word, next_char, start_of, words, words_backwards,
};

/// A place in the document: block and bytes of its text.
pub(super) type Place = (usize, Span);

/// A spelling with the places where it stands, in order.
#[derive(Clone, Debug)]
pub(super) struct Form<'t> {
    pub(super) text: &'t str,
    pub(super) case: Case,
    pub(super) places: SmallVec<[Place; 1]>,
}

/// The spellings of one word.
#[derive(Debug)]
pub(super) struct Forms<'t> {
    /// The word in small letters.
    pub(super) word: Cow<'t, str>,
    /// The same folded.
    pub(super) folded: Cow<'t, str>,
    /// Whether the pack knows it.
    pub(super) is_known: bool,
    /// What is known of the form that was met first; nothing of a part of a word.
    form: Option<&'t WordForm>,
    /// The earliest first, those in small letters last.
    pub(super) all: SmallVec<[Form<'t>; 1]>,
}

impl Forms<'_> {
    /// The number of how it sounds, which others hardly ever have.
    pub(super) fn sound(&self) -> u32 {
        self.form.map_or_else(|| Heard::of(&self.word, &self.folded).whole, |it| it.heard().whole)
    }
}

/// Two capitalised words side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Couple<'t> {
    pub(super) first: &'t str,
    pub(super) second: &'t str,
    /// Whether a hyphen joins them.
    pub(super) hyphen: bool,
}

/// The words of a document that may be names, with all their forms: all of them, or those of which
/// something may be said.
#[derive(Debug)]
pub(super) struct Written<'t> {
    side: &'t Side,
    /// The words, the earliest first.
    pub(super) words: Vec<Forms<'t>>,
    /// Their numbers by the words in small letters.
    numbers: HashMap<Cow<'t, str>, usize, FixedState>,
    /// Capitalised words side by side, in the order of their letters.
    couples: Vec<(Couple<'t>, Place)>,
}

impl<'t> Written<'t> {
    /// The words of some blocks of which something may be said: a word that stands in one form alone,
    /// sounds like no other and is no acronym is left out, which most are.
    pub(super) fn of(side: &'t Side, blocks: &[usize]) -> Written<'t> {
        // Of parts of words less is known.
        if blocks.iter().any(|block| has_apostrophes(&side.words_of(*block))) {
            return Written::all_of(side, blocks);
        }
        let suspects = Sightings::of(side, blocks).suspects();
        let mut written = Written::empty(side);
        for sighting in suspects.names {
            let words = side.words_of(sighting.block());
            let Some(word) = words.get(sighting.at()).map(Mention::of) else { continue };
            if stands_for_itself(side, &word, || around(&words, sighting.at())) {
                written.note(&word, word.case());
            }
        }
        for first in suspects.couples {
            let words = side.words_of(first.block());
            let Some(word) = words.get(first.at()).map(Mention::of) else { continue };
            if let (before, Some(next)) = around(&words, first.at())
                && stands_for_itself(side, &word, || (before, Some(next)))
            {
                written.couple(&word, &next);
            }
        }
        for sighting in suspects.small {
            let word = side.words_of(sighting.block()).get(sighting.at()).map(Mention::of);
            word.iter().for_each(|word| written.note_small(word));
        }
        written.couples.sort_unstable();
        written
    }

    /// All words of some blocks, parted at their apostrophes.
    pub(super) fn all_of(side: &'t Side, blocks: &[usize]) -> Written<'t> {
        let mut written = Written::empty(side);
        let (mut parts, mut small) = (Vec::new(), Vec::new());
        for &block in blocks {
            parts.clear();
            add_mentions(&side.words_of(block), &mut parts);
            for index in 0..parts.len() {
                let before = index.checked_sub(1).map(|before| parts[before]);
                written.add(parts[index], (before, parts.get(index + 1).copied()), &mut small);
            }
        }
        small.iter().for_each(|word| written.note_small(word));
        written.couples.sort_unstable();
        written
    }

    fn empty(side: &'t Side) -> Written<'t> {
        Written { side, words: Vec::new(), numbers: HashMap::default(), couples: Vec::new() }
    }

    /// Takes in a word with those before and behind it. Those in small letters are put aside: alone
    /// they are no names.
    fn add(
        &mut self,
        word: Mention<'t>,
        (before, after): (Option<Mention<'t>>, Option<Mention<'t>>),
        small: &mut Vec<Mention<'t>>,
    ) {
        let case = word.case();
        let is_name =
            matches!(case, Case::Capitals | Case::Mixed) || !word.is_known(&self.side.pack);
        if case == Case::Lower {
            small.extend(is_name.then_some(word));
            return;
        }
        let coupled = after.filter(|next| word.is_capitalised() && next.is_capitalised());
        if !is_name && coupled.is_none() || !stands_for_itself(self.side, &word, || (before, after))
        {
            return;
        }
        if is_name {
            self.note(&word, case);
        }
        if let Some(next) = coupled {
            self.couple(&word, &next);
        }
    }

    /// Takes in two capitalised words, if nothing but a space or a hyphen parts them.
    fn couple(&mut self, word: &Mention<'t>, next: &Mention<'t>) {
        let gap = &self.side.text(word.block())[word.span().end..next.span().start];
        if matches!(gap, " " | "\u{A0}" | "-") {
            let (first, second) = (word.text(), next.text());
            let couple = Couple { first, second, hyphen: gap == "-" };
            self.couples.push((couple, (word.block(), word.span().join(next.span()))));
        }
    }

    /// Takes in a word in small letters that stands with a capital elsewhere.
    fn note_small(&mut self, word: &Mention<'t>) {
        let is_known = self.numbers.contains_key(&*word.lower());
        if is_known && !is_marked(self.side.text(word.block()), word) {
            self.note(word, Case::Lower);
        }
    }

    fn note(&mut self, word: &Mention<'t>, case: Case) {
        let (words, lower) = (&mut self.words, word.lower());
        let number = *self.numbers.entry(lower.clone()).or_insert_with(|| {
            let (folded, is_known) = (word.folded(), word.is_known(&self.side.pack));
            let form = word.form();
            words.push(Forms { word: lower, folded, is_known, form, all: SmallVec::new() });
            words.len() - 1
        });
        let (forms, text, place) =
            (&mut self.words[number].all, word.text(), (word.block(), word.span()));
        match forms.iter_mut().find(|form| form.text == text) {
            Some(form) => form.places.push(place),
            None => forms.push(Form { text, case, places: smallvec![place] }),
        }
    }

    /// Capitalised words side by side, all places of each couple together.
    pub(super) fn couples(&self) -> impl Iterator<Item = &[(Couple<'t>, Place)]> {
        self.couples.chunk_by(|a, b| a.0 == b.0)
    }

    /// Whether a form stands anywhere but at a sentence's start.
    pub(super) fn is_inside(&self, form: &Form<'_>) -> bool {
        form.places.iter().any(|(block, span)| !starts_sentence(self.side, *block, *span))
    }

    /// A word, given in small letters.
    pub(super) fn word(&self, lower: &str) -> Option<&Forms<'t>> {
        self.numbers.get(lower).map(|number| &self.words[*number])
    }

    /// The spellings of a word, given in small letters.
    pub(super) fn forms(&self, lower: &str) -> &[Form<'t>] {
        self.word(lower).map_or(&[], |word| &word.all)
    }

    /// The spelling, if the document has it.
    pub(super) fn form(&self, word: &str) -> Option<&Form<'t>> {
        self.forms(&word.to_lowercase()).iter().find(|form| form.text == word)
    }
}

/// The words before and behind that of a number; single characters are passed over.
fn around<'t>(words: &TextWords<'t>, at: usize) -> (Option<Mention<'t>>, Option<Mention<'t>>) {
    let before = words.last_without(at, WordKinds::SINGLE).map(Mention::of);
    (before, words.next_without(at, WordKinds::SINGLE).map(Mention::of))
}

/// Whether a capitalised word is written so for its own sake: words of tags, file names and lines in
/// capitals are no forms of a name. `around` finds the words before and behind it.
fn stands_for_itself<'t>(
    side: &Side,
    word: &Mention<'t>,
    around: impl FnOnce() -> (Option<Mention<'t>>, Option<Mention<'t>>),
) -> bool {
    let is_set = || {
        let (before, after) = around();
        is_set_in_capitals(side, word, before, after)
    };
    !(is_marked(side.text(word.block()), word) || word.case() == Case::Capitals && is_set())
}

/// The parts of a word around its apostrophes: `l’OTAN`, `OpenAI’s`.
pub(super) fn parts(word: Word<'_>) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    let pieces: Vec<Word<'_>> = word
        .text
        .split(['\'', '’'])
        .map(|piece| {
            let from = start;
            start += piece.len();
            start += next_char(word.text, start).map_or(0, char::len_utf8);
            let span = Span::new(from, from + piece.len()).shifted(word.span.start);
            Word { span, text: piece }
        })
        .collect();
    pieces.into_iter().filter(|piece| piece.text.chars().count() > 1)
}

/// Whether a sign makes it a tag, an address or a file's name.
#[inline]
fn is_marked(text: &str, word: &Mention<'_>) -> bool {
    let (bytes, span) = (text.as_bytes(), word.span());
    let sign = |byte: u8| matches!(byte, b'#' | b'@' | b'/' | b'_' | b'\\' | b'=');
    let before = span.start.checked_sub(1).map(|before| bytes[before]);
    let behind = bytes.get(span.end).copied();
    word.may_hold_sign() && word.text().contains(['.', '_', ':'])
        || before.is_some_and(|it| sign(it) || it == b'.')
        || behind.is_some_and(sign)
        || (behind == Some(b'.') && text[span.end + 1..].starts_with(char::is_alphanumeric))
}

/// Whether the capitals are the line's, the title's or a dateline's, not the word's own.
fn is_set_in_capitals(
    side: &Side,
    word: &Mention<'_>,
    before: Option<Mention<'_>>,
    after: Option<Mention<'_>>,
) -> bool {
    let text = side.text(word.block());
    let beside = |left: Span, right: Span| matches!(&text[left.end..right.start], " " | "\u{A0}");
    let capitals = |other: Mention<'_>| other.case() == Case::Capitals;
    let run = before.is_some_and(|it| capitals(it) && beside(it.span(), word.span()))
        || after.is_some_and(|it| capitals(it) && beside(word.span(), it.span()));
    let rest = text[word.span().end..].trim_start();
    let dateline = before.is_none()
        && !text[word.span().end..].starts_with('-')
        && (rest.is_empty() || rest.starts_with(['(', '–', '—', '-', ',', '/']));
    // `Uber Technologies (UBER)`: the sign of a share. An acronym in brackets has other words before.
    let ticker = text[..word.span().start].ends_with('(')
        && rest.starts_with([')', ':', '.'])
        && words_backwards(end_of(&text[..word.span().start], 256))
            .take(4)
            .any(|it| it.text.to_uppercase() == word.text());
    run || dateline || ticker || is_title(side, word.block(), word.span())
}

/// Whether it stands in marks with a few words at most.
fn is_title(side: &Side, block: usize, span: Span) -> bool {
    const MOST_WORDS: usize = 4;
    // No more than these can start between a title's opening mark and one of its few words.
    const NESTED: usize = 16;
    let quoted = side.quotations().quoted_in(block);
    let end = quoted.partition_point(|it| it.span.start <= span.start);
    quoted[..end].iter().rev().take(NESTED).any(|it| {
        let title = start_of(it.span.of(side.text(block)), 256);
        it.span.contains(span) && words(title).nth(MOST_WORDS).is_none()
    })
}

fn starts_sentence(side: &Side, block: usize, span: Span) -> bool {
    let text = side.text(block);
    side.sentence_at(block, span.start)
        .is_some_and(|sentence| first_word(&text[sentence.span.start..span.start]).is_none())
}
