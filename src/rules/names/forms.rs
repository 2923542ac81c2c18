//! The forms in which the words of a document are written, and where.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::{SmallVec, smallvec};

use super::mentions::{Mention, add_mentions, has_apostrophes};
use crate::language::{Heard, WordForm, WordKinds};
use crate::reading::Side;
use crate::text::{
    Case, Span, Word, end_of, first_word, next_char, start_of, words, words_backwards,
};

/// Of so many words of a text one or less may be a name nobody knows, in most texts.
const WORDS_TO_A_NAME: usize = 4;

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

/// The words of a document that may be names, with all their forms.
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
    /// The words of some blocks.
    pub(super) fn of(side: &'t Side, blocks: &[usize]) -> Written<'t> {
        let all: usize = blocks.iter().map(|block| side.words_of(*block).len()).sum();
        let most = all / WORDS_TO_A_NAME;
        let (words, numbers) = (
            Vec::with_capacity(most),
            HashMap::with_capacity_and_hasher(most, FixedState::default()),
        );
        let mut written = Written { side, words, numbers, couples: Vec::new() };
        let (mut parts, mut small) = (Vec::new(), Vec::new());
        for &block in blocks {
            let words = side.words_of(block);
            if has_apostrophes(&words) {
                parts.clear();
                add_mentions(&words, &mut parts);
                for index in 0..parts.len() {
                    let before = || parts.get(index.checked_sub(1)?).copied();
                    let after = parts.get(index + 1).copied();
                    written.add(parts[index], (before, after), &mut small);
                }
                continue;
            }
            // Words that the pack knows are passed over at a glance.
            for at in words.places_where(may_be_form) {
                let Some(word) = words.get(at) else { continue };
                let after = words.next_without(at, WordKinds::SINGLE);
                let is_coupled = || after.is_some_and(|it| it.is(WordKinds::CAPITALISED));
                if is_usual(word.kinds) && !is_coupled() {
                    continue;
                }
                let before = || words.last_without(at, WordKinds::SINGLE).map(Mention::of);
                let after = after.map(Mention::of);
                written.add(Mention::of(word), (before, after), &mut small);
            }
        }
        small.iter().for_each(|word| written.note_small(word));
        written.couples.sort_unstable();
        written
    }

    /// Takes in a word with those before and behind it. Words of tags, file names and lines in capitals
    /// are no forms of a name, nor are words that the pack knows and that are written as it knows them.
    /// Those in small letters are put aside: alone they are none either.
    fn add(
        &mut self,
        word: Mention<'t>,
        (before, after): (impl FnOnce() -> Option<Mention<'t>>, Option<Mention<'t>>),
        small: &mut Vec<Mention<'t>>,
    ) {
        let side = self.side;
        let case = word.case();
        let is_name = matches!(case, Case::Capitals | Case::Mixed) || !word.is_known(&side.pack);
        if case == Case::Lower {
            small.extend(is_name.then_some(word));
            return;
        }
        let text = side.text(word.block());
        let coupled = after.filter(|next| word.is_capitalised() && next.is_capitalised());
        if !is_name && coupled.is_none() || is_marked(text, &word) {
            return;
        }
        if case == Case::Capitals && is_set_in_capitals(side, &word, before(), after) {
            return;
        }
        if is_name {
            self.note(&word, case);
        }
        if let Some(next) = coupled {
            let gap = &text[word.span().end..next.span().start];
            if matches!(gap, " " | "\u{A0}" | "-") {
                let (first, second) = (word.text(), next.text());
                let couple = Couple { first, second, hyphen: gap == "-" };
                self.couples.push((couple, (word.block(), word.span().join(next.span()))));
            }
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

/// Whether a word may be a form of a name, whatever stands around it.
fn may_be_form(kinds: WordKinds) -> bool {
    let is_small = kinds.contains(WordKinds::SMALL);
    !(kinds.contains(WordKinds::SINGLE) || is_small && is_usual(kinds))
}

/// Whether the pack knows the word, and its capitals are those of any word.
fn is_usual(kinds: WordKinds) -> bool {
    kinds.intersects(WordKinds::KNOWN) && !kinds.intersects(WordKinds::CAPITALS | WordKinds::MIXED)
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
