use std::borrow::Cow;

use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

use super::stop::is_opening;
use super::{is_name, word_before};
use crate::language::{Abbreviations, Pack, SourcedWords};
use crate::text::{is_word_char, words};

/// What the pack says of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    NeverFinal,
    MaybeFinal,
}

/// The longest abbreviation has so many tokens.
const TOKENS: usize = 4;

/// The last tokens of a sentence that ends in a stop.
pub(super) struct Tail<'s> {
    /// The sentence’s end, with plain single spaces and apostrophes as packs write them.
    stem: Cow<'s, str>,
    /// Whether nothing of the sentence stands before the stem.
    whole: bool,
    /// Where in the stem the last token starts, the last two, the last three, the last four.
    starts: SmallVec<[usize; TOKENS]>,
}

impl<'s> Tail<'s> {
    /// The tail of `stem`; `whole` says whether nothing of the sentence stands before that.
    pub fn new(stem: &'s str, whole: bool) -> Self {
        let stem = plain(last_tokens(stem));
        let mut starts = SmallVec::new();
        let mut end = stem.len();
        while end > 0 && starts.len() < TOKENS {
            let space = stem[..end].trim_end().rfind(' ');
            if space.is_none() && !whole {
                break;
            }
            end = space.map_or(0, |space| space + 1);
            let opened = stem[end..].trim_start_matches(is_opening);
            starts.push(stem.len() - opened.len());
        }
        Self { stem, whole, starts }
    }

    /// What the pack says of the abbreviation at the end; the longest that it knows counts
    /// (`v. Chr.` before `Chr.`).
    pub fn find(&self, pack: &Pack) -> Option<Abbreviation> {
        let listed = |start: &usize| {
            let token = &self.stem[*start..];
            look_up(token, pack).or_else(|| {
                let is_first = self.whole && self.starts.last() == Some(start);
                let small = is_first.then(|| small_first(token)).flatten()?;
                look_up(&small, pack)
            })
        };
        // `Ex-Prof.`, `Abs./Nr.`, `l’art.`, and endings of compounds that the pack lists as `-str.`
        let in_compound = || {
            let last = self.last();
            let part = last.rsplit(['-', '/', '(', '’']).next()?;
            look_up(part, pack).or_else(|| look_up_ending(last, pack))
        };
        self.starts.iter().rev().find_map(listed).or_else(in_compound)
    }

    /// Whether the place lies inside an abbreviation of several parts (`z.|B.`, `i.|d. R.`) or what
    /// the pack lists with the word behind it (`p.m.|Eastern`).
    pub fn goes_on(&self, after: &str, pack: &Pack) -> bool {
        let Abbreviations { never_final, maybe_final, .. } = &pack.abbreviations;
        self.starts.iter().take(3).any(|start| {
            let token = &self.stem[*start..];
            [never_final, maybe_final]
                .into_iter()
                .any(|listed| listed.words.behind(token).any(|more| starts_with_words(after, more)))
        })
    }

    /// Whether the stop belongs to an abbreviation that does not end the sentence, where `after`
    /// follows.
    pub fn is_abbreviation(&self, after: &str, is_start: bool, pack: &Pack) -> bool {
        let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
        match self.find(pack) {
            // `Seit Jan. Die Polizei …`: months are names of their own.
            Some(Abbreviation::NeverFinal) => !(is_start && self.is_month(pack)),
            Some(Abbreviation::MaybeFinal) if is_start => false,
            Some(Abbreviation::MaybeFinal) => {
                pack.letters.capital_nouns || next_is_digit || self.dotted_goes_on(after, pack)
            }
            // `44 a. C.`, `p.e.v.`: where nouns are written small, a capital behind it is a new start.
            None if !pack.letters.capital_nouns && self.is_small_chain() => next_is_digit,
            None if self.is_initial() => self.initial_goes_on(after, is_start, pack),
            None => !is_start && self.looks_short(after, pack),
        }
    }

    /// Whether the sentence so far is nothing but a number or letter: `1.`, `a.`, `IV.`
    pub fn is_enumerator(&self) -> bool {
        let ([start], true) = (&self.starts[..], self.whole) else { return false };
        let label = self.stem[*start..].trim_end_matches('.');
        let digits = label.bytes().all(|byte| byte.is_ascii_digit()) && label.len() <= 3;
        let roman = label.bytes().all(|byte| b"IVX".contains(&byte)) && label.len() <= 5;
        digits || roman || label.chars().count() == 1
    }

    fn last(&self) -> &str {
        self.starts.first().map_or("", |start| &self.stem[*start..])
    }

    fn word_before_last(&self) -> Option<&str> {
        self.starts.first().and_then(|start| word_before(&self.stem, *start))
    }

    fn is_month(&self, pack: &Pack) -> bool {
        let last = self.last();
        pack.calendar.months.iter().flatten().any(|month| month == last)
    }

    /// Whether the name to which an initial belongs goes on: `J. R. Holt`.
    fn initial_goes_on(&self, after: &str, is_start: bool, pack: &Pack) -> bool {
        let before = self.word_before_last();
        let is_name = |word: &str| is_name(word, pack);
        let is_letter = before.is_some_and(|word| pack.sentences.lettered.contains(word))
            // The platform, which is named more often than the rare names in X.
            || (self.last() == "X." && before.is_some_and(|word| !is_name(word)));
        if is_letter {
            return false;
        }
        if !is_start {
            return true;
        }
        // `selon J. Le Goff`: an article can be part of a name, where nouns are written small.
        !pack.letters.capital_nouns
            && !before.is_some_and(is_name)
            && after
                .split([' ', '’', '\''])
                .nth(1)
                .is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
    }

    /// `J.`, `J.R.`, `-J.`
    fn is_initial(&self) -> bool {
        let last = self.last();
        let last = last.rsplit('-').next().unwrap_or(last);
        let mut letters = last.chars().filter(|c| is_word_char(*c));
        letters.next().is_some_and(char::is_uppercase) && has_short_parts(last)
    }

    /// `a. C.`, `p.e.v.`: several short parts, the first of them small.
    fn is_small_chain(&self) -> bool {
        let last = self.last();
        let before = self.starts.get(1).map_or("", |start| &self.stem[*start..]);
        let is_chain = |chain: &str| {
            chain.starts_with(char::is_lowercase)
                && chain.matches('.').count() > 1
                && has_short_parts(&chain.replace(char::is_whitespace, ""))
        };
        is_chain(last) || is_chain(before)
    }

    /// Whether a name goes on behind `U.S.`, or a time behind `a.m.` (`Monday`, `EST`).
    fn dotted_goes_on(&self, after: &str, pack: &Pack) -> bool {
        let last = self.last();
        if last.matches('.').count() < 2 {
            return false;
        }
        let Some(next) = words(after).next().filter(|_| last.starts_with(char::is_lowercase))
        else {
            return true;
        };
        let days = pack.calendar.months.iter().chain(&pack.calendar.weekdays).flatten();
        let is_acronym = next.text.len() > 1 && next.text.chars().all(char::is_uppercase);
        is_acronym || days.into_iter().any(|name| name == next.text)
    }

    /// Whether an unknown token is written like an abbreviation: single small letters (`r.`,
    /// `p.n.e.`) and, where the pack knows none at all, short words without a vowel (`św.`).
    fn looks_short(&self, after: &str, pack: &Pack) -> bool {
        let last = self.last();
        let is_letter = |c: char| c.is_alphabetic() || c == '.';
        if !last.chars().all(is_letter) || !last.contains(char::is_alphabetic) {
            return false;
        }
        let known = !pack.abbreviations.never_final.words.is_empty();
        let mut next = after.chars().skip(1);
        if has_short_parts(last) && next.next() == Some('.') {
            return true;
        }
        // `100 m.` is a unit; `2010 r.` a year.
        let counted = self.word_before_last().is_some_and(|word| {
            word.ends_with(|c: char| c.is_ascii_digit()) && (known || word.len() != 4)
        });
        if counted {
            return false;
        }
        let letters = last.trim_end_matches('.');
        has_short_parts(last)
            || (!known
                && (2..=4).contains(&letters.chars().count())
                && letters.chars().skip(1).all(char::is_lowercase)
                && letters.nfd().all(is_no_vowel))
    }
}

/// Letters of a word that is no initial and nothing short.
const LONG: usize = 5;

/// Whether the stop at the end of a stem stands behind a long word of letters alone that is no Roman
/// number and in no abbreviation, so that no more need be asked about it. Most stops stand so.
pub(super) fn is_behind_word(stem: &str, pack: &Pack) -> bool {
    let Some(body) = stem.strip_suffix('.') else { return false };
    let Some((at, before)) = body.char_indices().rfind(|(_, c)| !c.is_alphabetic()) else {
        return false;
    };
    let word = &stem[at + before.len_utf8()..];
    before.is_whitespace()
        && body.ends_with(char::is_lowercase)
        && word.chars().nth(LONG).is_some()
        && pack.abbreviations.lack(word)
        && look_up_ending(word, pack).is_none()
}

/// Whether no part between stops has more than one letter.
fn has_short_parts(token: &str) -> bool {
    token.split('.').all(|part| part.chars().count() <= 1)
}

/// Whether the character, decomposed, is a consonant of the Latin alphabet or a mark on one.
fn is_no_vowel(character: char) -> bool {
    let consonant = character.is_ascii_alphabetic()
        && !matches!(character.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    consonant || character == 'ł' || unicode_normalization::char::is_combining_mark(character)
}

fn look_up(token: &str, pack: &Pack) -> Option<Abbreviation> {
    if pack.abbreviations.never_final.words.contains(token) {
        Some(Abbreviation::NeverFinal)
    } else if pack.abbreviations.maybe_final.words.contains(token) {
        Some(Abbreviation::MaybeFinal)
    } else {
        None
    }
}

/// Looks for an entry such as `-str.` at the end of the token.
fn look_up_ending(token: &str, pack: &Pack) -> Option<Abbreviation> {
    let Abbreviations { never_final, maybe_final, .. } = &pack.abbreviations;
    let ends = |listed: &SourcedWords| {
        // They stand at the beginning of the list, or nearly so.
        let listed = listed.words.iter().skip_while(|entry| entry.as_str() < "-");
        let mut endings = listed.map_while(|entry| entry.strip_prefix('-'));
        endings.any(|ending| token.len() > ending.len() && token.ends_with(ending))
    };
    if ends(never_final) {
        Some(Abbreviation::NeverFinal)
    } else {
        ends(maybe_final).then_some(Abbreviation::MaybeFinal)
    }
}

/// The token with a small first letter, when it has a capital.
fn small_first(token: &str) -> Option<String> {
    let first = token.chars().next().filter(|first| first.is_uppercase())?;
    Some(first.to_lowercase().chain(token.chars().skip(1)).collect())
}

/// Whether the text starts with the words of `entry`, whatever its spaces, and parts from them there.
fn starts_with_words(text: &str, entry: &str) -> bool {
    let mut rest = text.chars();
    entry.chars().all(|character| {
        rest.next().is_some_and(|c| c == character || (character == ' ' && c.is_whitespace()))
    }) && (entry.ends_with('.') || !rest.next().is_some_and(is_word_char))
}

/// The end of the text with more than the four tokens that are ever looked at.
fn last_tokens(text: &str) -> &str {
    let mut start = text.len();
    for _ in 0..6 {
        start = text[..start].trim_end().rfind(char::is_whitespace).unwrap_or_default();
    }
    &text[start..]
}

/// The text with plain single spaces and apostrophes as packs write them.
fn plain(text: &str) -> Cow<'_, str> {
    let mut is_spaced = false;
    let differs = text.chars().any(|c| {
        let is_second = is_spaced && c == ' ';
        is_spaced = c == ' ';
        is_second || c == '\'' || (c != ' ' && c.is_whitespace())
    });
    if !differs {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for (at, mark) in text.match_indices(|c: char| c == '\'' || c.is_whitespace()) {
        plain.push_str(&text[done..at]);
        done = at + mark.len();
        if mark == "'" {
            plain.push('’');
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.push_str(&text[done..]);
    plain.into()
}
