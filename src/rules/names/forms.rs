//! The forms in which the words of a document are written, and where.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use smallvec::{SmallVec, smallvec};

use crate::reading::Side;
use crate::text::{
    Span, Word, end_of, first_word, fold, next_char, previous_char, start_of, words,
    words_backwards,
};

/// A place in the document: block and bytes of its text.
pub(super) type Place = (usize, Span);

/// How capitals and small letters are spread over a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `rmb`
    Lower,
    /// `Rmb`
    Capitalised,
    /// `RMB`
    Capitals,
    /// `SaaS`, `YouTube`, `iPhone`
    Mixed,
}

impl Case {
    pub(super) fn of(word: &str) -> Case {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let first_is_capital = letters.next().is_some_and(char::is_uppercase);
        let (mut capitals, mut small) = (false, false);
        for letter in letters {
            let is_capital = letter.is_uppercase();
            capitals |= is_capital;
            small |= !is_capital;
        }
        match (first_is_capital, capitals, small) {
            (false, false, _) => Case::Lower,
            (true, false, _) => Case::Capitalised,
            (true, true, false) => Case::Capitals,
            _ => Case::Mixed,
        }
    }
}

/// A spelling with the places where it stands, in order.
#[derive(Clone, Debug)]
pub(super) struct Form<'t> {
    pub(super) text: &'t str,
    pub(super) case: Case,
    pub(super) places: SmallVec<[Place; 1]>,
    /// Whether it stands anywhere but at a sentence's start.
    pub(super) inside: bool,
}

/// The spellings of one word.
#[derive(Debug)]
pub(super) struct Forms<'t> {
    /// The word in small letters.
    pub(super) word: Cow<'t, str>,
    /// The same folded.
    pub(super) folded: Cow<'t, str>,
    /// The earliest first.
    pub(super) all: SmallVec<[Form<'t>; 1]>,
}

/// Two capitalised words side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Couple<'t> {
    pub(super) first: &'t str,
    pub(super) second: &'t str,
    /// Whether a hyphen joins them.
    pub(super) hyphen: bool,
}

/// The words of a document that may be names, with all their forms.
#[derive(Debug, Default)]
pub(super) struct Written<'t> {
    /// The words, the earliest first.
    pub(super) words: Vec<Forms<'t>>,
    /// Their numbers by the words in small letters.
    numbers: HashMap<Cow<'t, str>, usize, FixedState>,
    /// Capitalised words side by side, with their places.
    pub(super) couples: BTreeMap<Couple<'t>, Vec<Place>>,
}

/// A part of a word of a text.
struct Part<'t> {
    word: Word<'t>,
    lower: Cow<'t, str>,
    folded: Cow<'t, str>,
    /// Whether the pack knows it.
    known: bool,
}

impl<'t> Written<'t> {
    /// Takes in the words of a block. Words of tags, file names and lines in capitals are no forms
    /// of a name, nor are words that the pack knows and that are written as it knows them.
    pub(super) fn add(&mut self, side: &'t Side, block: usize) {
        let text = side.text(block);
        let parts = parts_of(side, block);
        for (index, part) in parts.iter().enumerate() {
            let word = part.word;
            let case = Case::of(word.text);
            let is_name = !part.known || matches!(case, Case::Capitals | Case::Mixed);
            let after = parts.get(index + 1).map(|after| after.word);
            let coupled = after.filter(|next| word.is_capitalised() && next.is_capitalised());
            if !is_name && coupled.is_none() || is_marked(text, word.span) {
                continue;
            }
            let before = || index.checked_sub(1).map(|before| parts[before].word);
            if case == Case::Capitals && is_set_in_capitals(side, block, &word, before(), after) {
                continue;
            }
            if is_name {
                self.note(part, case, (block, word.span), !starts_sentence(side, block, word.span));
            }
            if let Some(next) = coupled {
                let gap = &text[word.span.end..next.span.start];
                if matches!(gap, " " | "\u{A0}" | "-") {
                    let (first, second) = (word.text, next.text);
                    let couple = Couple { first, second, hyphen: gap == "-" };
                    let span = word.span.join(next.span);
                    self.couples.entry(couple).or_default().push((block, span));
                }
            }
        }
    }

    fn note(&mut self, part: &Part<'t>, case: Case, place: Place, inside: bool) {
        let words = &mut self.words;
        let number = *self.numbers.entry(part.lower.clone()).or_insert_with(|| {
            let (word, folded) = (part.lower.clone(), part.folded.clone());
            words.push(Forms { word, folded, all: SmallVec::new() });
            words.len() - 1
        });
        let (forms, text) = (&mut self.words[number].all, part.word.text);
        match forms.iter_mut().find(|form| form.text == text) {
            Some(form) => {
                form.places.push(place);
                form.inside |= inside;
            }
            None => forms.push(Form { text, case, places: smallvec![place], inside }),
        }
    }

    /// The spellings of a word, given in small letters.
    pub(super) fn forms(&self, lower: &str) -> &[Form<'t>] {
        self.numbers.get(lower).map_or(&[], |number| &self.words[*number].all)
    }

    /// The spelling, if the document has it.
    pub(super) fn form(&self, word: &str) -> Option<&Form<'t>> {
        self.forms(&word.to_lowercase()).iter().find(|form| form.text == word)
    }
}

/// The words of a block, parted at their apostrophes.
fn parts_of(side: &Side, block: usize) -> Vec<Part<'_>> {
    let words = side.words_of(block);
    let mut found = Vec::with_capacity(words.len());
    for word in words.iter() {
        if word.text.contains(['\'', '’']) {
            found.extend(parts(word.word()).map(|part| {
                let lower = part.text.to_lowercase();
                let known = side.pack.knows(&lower);
                Part { word: part, known, folded: fold(part.text).into(), lower: lower.into() }
            }));
        } else if word.form.letters > 1 {
            let (lower, folded) = (Cow::Borrowed(&*word.form.lower), &*word.form.folded);
            let known = word.form.is_known();
            found.push(Part { word: word.word(), known, lower, folded: folded.into() });
        }
    }
    found
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
fn is_marked(text: &str, span: Span) -> bool {
    let sign = |c: char| "#@/_\\=".contains(c);
    span.of(text).contains(['.', '_', ':'])
        || previous_char(text, span.start).is_some_and(|c| sign(c) || c == '.')
        || next_char(text, span.end).is_some_and(sign)
        || (text[span.end..].starts_with('.')
            && text[span.end + 1..].starts_with(char::is_alphanumeric))
}

/// Whether the capitals are the line's, the title's or a dateline's, not the word's own.
fn is_set_in_capitals(
    side: &Side,
    block: usize,
    word: &Word<'_>,
    before: Option<Word<'_>>,
    after: Option<Word<'_>>,
) -> bool {
    let text = side.text(block);
    let beside = |left: Span, right: Span| matches!(&text[left.end..right.start], " " | "\u{A0}");
    let capitals = |other: Word<'_>| Case::of(other.text) == Case::Capitals;
    let run = before.is_some_and(|it| capitals(it) && beside(it.span, word.span))
        || after.is_some_and(|it| capitals(it) && beside(word.span, it.span));
    let rest = text[word.span.end..].trim_start();
    let dateline = before.is_none()
        && !text[word.span.end..].starts_with('-')
        && (rest.is_empty() || rest.starts_with(['(', '–', '—', '-', ',', '/']));
    // `Uber Technologies (UBER)`: the sign of a share. An acronym in brackets has other words before.
    let ticker = text[..word.span.start].ends_with('(')
        && rest.starts_with([')', ':', '.'])
        && words_backwards(end_of(&text[..word.span.start], 256))
            .take(4)
            .any(|it| it.text.to_uppercase() == word.text);
    run || dateline || ticker || is_title(side, block, word.span)
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
