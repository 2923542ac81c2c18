//! The names in a stretch of a text: what has a name in every language, and what is called by its
//! own name.

use std::borrow::Cow;
use std::cell::OnceCell;

use smallvec::SmallVec;

use super::forms::parts;
use super::likeness::{Name, OwnName};
use crate::language::{
    Begun, Exonym, Exonyms, Pack, Spelled, WordForm, WordKinds, is_spelled_as_name,
};
use crate::reading::{Segment, Side, TextWord, TextWords};
use crate::text::{Case, Span, Word, fold, letter_bits};

/// Sentences around a unit whose words count as its own for what they support.
const AROUND: usize = 2;
/// Longer stretches are no sentences, in bytes.
pub(super) const LONGEST: usize = 8 * 1024;

/// Marks that part clauses.
const CLAUSE_MARKS: [char; 12] = [',', '.', ';', ':', '!', '?', '(', ')', '[', ']', '–', '—'];

/// A word of a stretch, or a part of one around its apostrophes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention<'p> {
    /// The word; of a part it is known whether it is capitalised, and no more.
    word: TextWord<'p>,
    is_part: bool,
}

impl<'p> Mention<'p> {
    /// A whole word.
    pub(super) fn of(word: TextWord<'p>) -> Mention<'p> {
        Mention { word, is_part: false }
    }

    fn of_part(word: TextWord<'p>, Word { text, span }: Word<'p>) -> Mention<'p> {
        let mut kinds = WordKinds::empty();
        kinds.set(WordKinds::CAPITALISED, text.starts_with(char::is_uppercase));
        Mention { word: word.part(span, kinds), is_part: true }
    }

    /// The block in which it stands.
    pub(super) fn block(&self) -> usize {
        self.word.block()
    }

    /// Where it stands in its block, in bytes.
    pub(super) fn span(&self) -> Span {
        self.word.span
    }

    /// Whether its first letter is a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.word.kinds.contains(WordKinds::CAPITALISED)
    }

    /// The word as it is written.
    pub(super) fn text(&self) -> &'p str {
        self.word.text()
    }

    /// Whether it holds a sign that is no letter or digit, as far as is known.
    pub(super) fn may_hold_sign(&self) -> bool {
        self.is_part || self.word.kinds.contains(WordKinds::MARK)
    }

    /// What is known of the word; nothing of a part.
    pub(super) fn form(&self) -> Option<&'p WordForm> {
        (!self.is_part).then(|| self.word.form())
    }

    /// How capitals and small letters are spread over it.
    pub(super) fn case(&self) -> Case {
        if self.is_part { Case::of(self.text()) } else { self.word.kinds.case() }
    }

    /// The word in small letters.
    #[inline]
    pub(super) fn lower(&self) -> Cow<'p, str> {
        self.form().map_or_else(|| self.text().to_lowercase().into(), |form| (*form.lower).into())
    }

    /// The word folded.
    #[inline]
    pub(super) fn folded(&self) -> Cow<'p, str> {
        self.form().map_or_else(|| fold(self.text()).into(), |form| (*form.folded).into())
    }

    /// The bits of its letters, folded.
    fn letter_bits(&self) -> u32 {
        self.form().map_or_else(|| letter_bits(&fold(self.text())), |form| form.letter_bits)
    }

    /// Whether it is one of the language's words, as far as the pack lists them.
    #[inline]
    pub(super) fn is_known(&self, pack: &Pack) -> bool {
        match self.is_part {
            true => is_known_part(self.text(), pack),
            false => self.word.is(WordKinds::KNOWN),
        }
    }

    /// Whether it is spelled as a name may be.
    pub(super) fn is_like_name(&self, pack: &Pack) -> bool {
        match self.is_part {
            true => is_spelled_as_name(self.text(), pack),
            false => self.word.is(WordKinds::LIKE_NAME),
        }
    }

    /// Whether a name of a country or the like may begin here, with another word behind it.
    fn may_begin_a_name(&self, next: Option<&Mention<'_>>, exonyms: &Exonyms) -> bool {
        if self.is_part {
            return exonyms.may_begin(self.text());
        }
        let goes_on = |next: &Mention<'_>| next.is_part || next.word.is(WordKinds::SECOND_IN_NAME);
        self.word.is(WordKinds::MAY_NAME)
            || self.word.is(WordKinds::OPENS_NAME) && next.is_some_and(goes_on)
    }
}

impl Spelled for Mention<'_> {
    fn folded(&self) -> Cow<'_, str> {
        Mention::folded(self)
    }

    fn begun(&self, exonyms: &Exonyms) -> Cow<'_, [Begun]> {
        match self.form() {
            Some(form) => Cow::Borrowed(&form.begun),
            None => exonyms.begun(self.text(), &fold(self.text())).collect(),
        }
    }
}

/// Whether a part of a word is a word; hardly any is asked about.
#[cold]
fn is_known_part(part: &str, pack: &Pack) -> bool {
    pack.knows(&part.to_lowercase())
}

#[inline]
fn has_apostrophe(word: &TextWord<'_>) -> bool {
    word.is(WordKinds::MARK) && word.text().contains(['\'', '’'])
}

/// Whether one of some words is parted by apostrophes.
pub(super) fn has_apostrophes(words: &TextWords<'_>) -> bool {
    words.having(WordKinds::MARK).any(|word| has_apostrophe(&word))
}

/// Adds words that have more than one letter, parted at their apostrophes.
pub(super) fn add_mentions<'p>(words: &TextWords<'p>, all: &mut Vec<Mention<'p>>) {
    if !has_apostrophes(words) {
        words.without(WordKinds::SINGLE).for_each(|word| all.push(Mention::of(word)));
        return;
    }
    for word in words.iter() {
        if has_apostrophe(&word) {
            all.extend(parts(word.word()).map(|part| Mention::of_part(word, part)));
        } else if !word.is(WordKinds::SINGLE) {
            all.push(Mention::of(word));
        }
    }
}

/// The words of some segments, with what they name.
pub(super) struct Stretch<'p> {
    side: &'p Side,
    pub(super) words: Vec<Mention<'p>>,
    /// What its words name, found when first asked for: in many units nobody does.
    exonyms: OnceCell<Vec<Exonym>>,
    /// The parts of words ready to be compared with others, made when first asked for: of whole words
    /// their forms know all of it.
    parts: OnceCell<Vec<OnceCell<OwnName>>>,
}

impl<'p> Stretch<'p> {
    /// The words of some segments; nothing of those too long to be sentences.
    pub(super) fn of(side: &'p Side, segments: &[Segment]) -> Stretch<'p> {
        let sentences = || segments.iter().filter(|it| it.span.len() <= LONGEST);
        let most = sentences().map(|it| side.words_in(*it).len()).sum();
        let mut words = Vec::with_capacity(most);
        sentences().for_each(|it| add_mentions(&side.words_in(*it), &mut words));
        Stretch { side, words, exonyms: OnceCell::new(), parts: OnceCell::new() }
    }

    /// What has a name in every language, in order.
    pub(super) fn exonyms(&self) -> &[Exonym] {
        self.exonyms.get_or_init(|| {
            let exonyms = &self.side.pack.names.exonyms;
            exonyms.find(&self.words, |at| {
                self.words[at].may_begin_a_name(self.words.get(at + 1), exonyms)
            })
        })
    }

    /// A word ready to be compared with others.
    pub(super) fn name(&self, word: usize) -> Name<'_> {
        let mention = &self.words[word];
        if let Some(form) = mention.form() {
            return Name::of(form);
        }
        let empty = || self.words.iter().map(|_| OnceCell::new()).collect();
        let parts = self.parts.get_or_init(empty);
        parts[word].get_or_init(|| OwnName::new(mention.text())).name()
    }

    /// Whether the very word stands in it.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|it| it.span().len() == word.len() && it.text() == word)
    }

    /// Whether something is named by this code.
    pub(super) fn names(&self, code: &str) -> bool {
        self.exonyms().iter().any(|it| &*it.names == code)
    }

    /// Whether a word holds a form of what is named by this code.
    pub(super) fn holds(&self, code: &str) -> bool {
        let cores = self.side.pack.names.exonyms.cores(code);
        let cores: SmallVec<[(&str, u32); 8]> =
            cores.iter().map(|core| (core.as_str(), letter_bits(core))).collect();
        let holds = |word: &Mention<'_>| {
            // Most words have not all of the letters.
            let letters = word.letter_bits();
            let mut likely = cores.iter().filter(|(_, needed)| needed & !letters == 0);
            likely.any(|(core, _)| word.folded().contains(core))
        };
        !cores.is_empty() && self.words.iter().any(holds)
    }

    /// Where in its block an exonym stands.
    pub(super) fn place(&self, exonym: &Exonym) -> (usize, Span) {
        let (first, last) = (self.words[exonym.start], self.words[exonym.end - 1]);
        let together = last.block() == first.block();
        (first.block(), if together { first.span().join(last.span()) } else { first.span() })
    }

    /// Whether a word opens a sentence.
    pub(super) fn opens(&self, word: usize) -> bool {
        let (block, span) = (self.words[word].block(), self.words[word].span());
        // What no stop parts from the word before opens none, and the first of a block opens one: for
        // most words no sentences need be read.
        if self.gap(word).is_some_and(|gap| gap.chars().all(ends_nothing)) {
            return false;
        }
        let is_first = word.checked_sub(1).is_none_or(|before| self.words[before].block() != block);
        if is_first && !self.side.text(block)[..span.start].contains(char::is_alphanumeric) {
            return true;
        }
        self.side.sentence_at(block, span.start).is_some_and(|sentence| {
            let before = &self.side.text(block)[sentence.span.start..span.start];
            !before.contains(char::is_alphanumeric)
        })
    }

    /// Whether nothing but a space stands between a word and the one before it.
    pub(super) fn is_spaced(&self, word: usize) -> bool {
        self.gap(word) == Some(" ")
    }

    /// Whether a mark of a clause stands between a word and the one before it.
    pub(super) fn is_parted(&self, word: usize) -> bool {
        self.gap(word).is_none_or(|gap| gap.contains(CLAUSE_MARKS))
    }

    /// What stands between a word and the one before it in its block.
    fn gap(&self, word: usize) -> Option<&'p str> {
        let (here, before) = (self.words.get(word)?, self.words.get(word.checked_sub(1)?)?);
        let gap = || &self.side.text(here.block())[before.span().end..here.span().start];
        (before.block() == here.block()).then(gap)
    }

    /// How far into the stretch a word stands, from 0 to 1.
    pub(super) fn share(&self, word: usize) -> f64 {
        word as f64 / self.words.len().max(1) as f64
    }
}

/// Whether a character between two words ends no sentence, whatever stands beside it.
fn ends_nothing(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, ' ' | ',' | ';' | ':' | '-' | '–' | '(' | '"' | '\'' | '’' | '„' | '“' | '”')
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
