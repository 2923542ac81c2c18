//! The forms in which the words of a document are written, and where.

use std::collections::BTreeMap;

use crate::reading::Side;
use crate::text::{
    Span, Word, end_of, first_word, next_char, previous_char, start_of, words, words_backwards,
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
        let rest: Vec<bool> = letters.map(char::is_uppercase).collect();
        match (first_is_capital, rest.contains(&true), rest.contains(&false)) {
            (false, false, _) => Case::Lower,
            (true, false, _) => Case::Capitalised,
            (true, true, false) => Case::Capitals,
            _ => Case::Mixed,
        }
    }
}

/// A spelling with the places where it stands, in order.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) places: Vec<Place>,
    /// Whether it stands anywhere but at a sentence's start.
    pub(super) inside: bool,
}

/// Two capitalised words side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Couple {
    pub(super) first: String,
    pub(super) second: String,
    /// Whether a hyphen joins them.
    pub(super) hyphen: bool,
}

/// All forms of a document.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// The spellings of each word, the earliest first, by the word in small letters.
    pub(super) by_word: BTreeMap<String, Vec<Form>>,
    /// Capitalised words side by side, with their places.
    pub(super) couples: BTreeMap<Couple, Vec<Place>>,
}

impl Forms {
    /// Takes in the words of a block. Words of tags, file names and lines in capitals are no forms
    /// of a name.
    pub(super) fn add(&mut self, side: &Side, block: usize) {
        let text = side.text(block);
        let parts: Vec<Word<'_>> = words(text).flat_map(parts).collect();
        for (index, word) in parts.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &parts[before]);
            let after = parts.get(index + 1);
            if is_marked(text, word.span) || is_set_in_capitals(side, block, word, before, after) {
                continue;
            }
            let place = (block, word.span);
            let inside = !starts_sentence(side, block, word.span);
            self.note(word.text, place, inside);
            if let Some(next) = after.filter(|next| word.is_capitalised() && next.is_capitalised())
            {
                let gap = &text[word.span.end..next.span.start];
                if matches!(gap, " " | "\u{A0}" | "-") {
                    let couple = Couple {
                        first: word.text.to_owned(),
                        second: next.text.to_owned(),
                        hyphen: gap == "-",
                    };
                    let span = word.span.join(next.span);
                    self.couples.entry(couple).or_default().push((block, span));
                }
            }
        }
    }

    fn note(&mut self, word: &str, place: Place, inside: bool) {
        let forms = self.by_word.entry(word.to_lowercase()).or_default();
        match forms.iter_mut().find(|form| form.text == word) {
            Some(form) => {
                form.places.push(place);
                form.inside |= inside;
            }
            None => forms.push(Form { text: word.to_owned(), places: vec![place], inside }),
        }
    }

    /// The spelling, if the document has it.
    pub(super) fn form(&self, word: &str) -> Option<&Form> {
        self.by_word.get(&word.to_lowercase())?.iter().find(|form| form.text == word)
    }
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
    before: Option<&Word<'_>>,
    after: Option<&Word<'_>>,
) -> bool {
    if Case::of(word.text) != Case::Capitals {
        return false;
    }
    let text = side.text(block);
    let beside = |left: Span, right: Span| matches!(&text[left.end..right.start], " " | "\u{A0}");
    let capitals = |other: &Word<'_>| Case::of(other.text) == Case::Capitals;
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
