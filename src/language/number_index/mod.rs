//! The words and signs of a pack that matter for quantities, ready to be looked up.

mod build;
mod compose;
mod facts;

use std::collections::HashMap;

use foldhash::fast::FixedState;

pub use facts::{Composed, Facts, Form, Roles};

use super::Code;

/// The words and signs of a pack that matter for quantities, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct NumberIndex {
    entries: HashMap<Box<str>, Facts, FixedState>,
    /// Signs that are no words, the longest first.
    signs: Vec<(Box<str>, Facts)>,
    /// The characters of these, in order.
    sign_characters: Vec<char>,
    /// Which first two bytes (in lower case, folded to 12 bits) a known word may have.
    starts: Vec<u64>,
    /// The same for composed words.
    composed_starts: Vec<u64>,
    blocks: Vec<(Box<str>, Block)>,
    half_endings: Vec<Box<str>>,
    endings: HashMap<Box<str>, Ending, FixedState>,
    joined: bool,
}

#[derive(Clone, Copy, Debug)]
enum Block {
    Value(u64),
    Inner(u64),
    Multiplier(u64),
    Joiner,
}

#[derive(Clone, Copy, Debug)]
enum Ending {
    Ordinal,
    Inflection,
    Decade,
    Unit(Code),
    Percent,
}

/// The longest phrase that is looked up, in bytes.
const LONGEST: usize = 48;

impl NumberIndex {
    /// What the word at `start..end` of a text is, with the end of the phrase it starts.
    #[inline]
    pub fn word(&self, text: &str, start: usize, end: usize) -> Option<(usize, &Facts)> {
        // Most words begin as none of the tables does.
        if !is_marked(&self.starts, &text.as_bytes()[start..end]) {
            return None;
        }
        self.look_up(text, start, end)
    }

    fn look_up(&self, text: &str, start: usize, end: usize) -> Option<(usize, &Facts)> {
        let word = &text[start..end];
        let entry = self.entry(word)?;
        if entry.words > 1 {
            let mut buffer = String::with_capacity(LONGEST);
            buffer.push_str(word);
            let mut best = None;
            let mut at = end;
            for _ in 1..entry.words {
                let rest = &text[at..];
                let mut chars = rest.chars();
                let Some(gap) = chars.next().filter(|it| parts(*it)) else { break };
                let from = at + gap.len_utf8();
                let length =
                    text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from);
                if length == 0 || buffer.len() + length >= LONGEST {
                    break;
                }
                buffer.push(' ');
                buffer.push_str(&text[from..from + length]);
                at = from + length;
                if let Some(facts) = self.entry(&buffer).filter(|it| it.known) {
                    best = Some((at, facts));
                }
            }
            if best.is_some() {
                return best;
            }
        }
        entry.known.then_some((end, entry))
    }

    /// Whether a number, a unit or anything else of the tables may begin within a word of UAX #29. Of
    /// words that hold more than Latin letters and marks it is not found out.
    pub fn may_begin_in(&self, word: &str) -> bool {
        let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ');
        let is_plain = |c: char| is_letter(c) || matches!(c, '\'' | '’' | '‘' | '.' | ':' | '_');
        let begins = |run: &str| {
            let is_listed = is_marked(&self.starts, run.as_bytes()) && self.entry(run).is_some();
            is_listed || self.compose(run).is_some()
        };
        !word.chars().all(is_plain) || word.split(|c| !is_letter(c)).any(begins)
    }

    /// The entry of a word as it is written, or in lower case.
    fn entry(&self, word: &str) -> Option<&Facts> {
        if let Some(facts) = self.entries.get(word) {
            return Some(facts);
        }
        // Short forms (`M`, `mn`) mean what they mean in one case only.
        if word.len() < 3 || word.len() >= LONGEST || !word.starts_with(char::is_uppercase) {
            return None;
        }
        with_lower(word, |lower| self.entries.get(lower))
    }

    /// The sign that starts at `at` of a text, or that ends there with what stands before it
    /// (`US$`): where it starts and ends.
    pub fn sign(&self, text: &str, at: usize) -> Option<(usize, usize, &Facts)> {
        let first = text[at..].chars().next()?;
        self.sign_characters.binary_search(&first).ok()?;
        self.signs.iter().find_map(|(sign, facts)| {
            let place = sign.find(first)?;
            let start = at.checked_sub(place)?;
            let fits = text.get(start..)?.starts_with(&**sign);
            let before = place > 0 && text[..start].ends_with(char::is_alphanumeric);
            (fits && !before).then_some((start, start + sign.len(), facts))
        })
    }

    /// Whether the language writes its numbers as one word.
    pub fn is_joined(&self) -> bool {
        self.joined
    }

    /// Whether a word, given in lower case, is a number spelled out, from two on.
    pub fn spells(&self, lower: &str) -> bool {
        let known = self.entries.get(lower).is_some_and(|facts| {
            facts.multiplier.is_some()
                || facts.number.is_some_and(|(_, form)| form == Form::Cardinal)
        });
        known
            || self
                .compose(lower)
                .is_some_and(|it| it.form == Form::Cardinal && it.unit.is_none() && !it.percent)
    }
}

/// Between the words of a phrase.
fn parts(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{202F}' | '-' | '/' | '\'' | '’' | '.')
}

fn key_of(form: &str) -> String {
    form.chars().map(|c| if parts(c) { ' ' } else { c }).collect()
}

/// Hands on a word in lower case, from the stack.
fn with_lower<T>(word: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; LONGEST * 3];
    let mut length = 0;
    if let Some(place) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        return then(std::str::from_utf8(place).unwrap_or_default());
    }
    for character in word.chars().flat_map(char::to_lowercase) {
        let Some(place) = buffer.get_mut(length..length + character.len_utf8()) else { break };
        character.encode_utf8(place);
        length += character.len_utf8();
    }
    then(std::str::from_utf8(&buffer[..length]).unwrap_or_default())
}

/// The first two bytes, letters of ASCII in lower case, as twelve bits.
fn start_bits(word: &[u8]) -> usize {
    let byte = |at: usize| {
        let byte = word.get(at).copied().unwrap_or_default();
        // The second byte of `Ü` and `ü` differ by case alone.
        if byte.is_ascii_uppercase() || (at == 1 && (0x80..0xA0).contains(&byte)) {
            usize::from(byte | 0x20)
        } else {
            usize::from(byte)
        }
    };
    (byte(0) & 0x3F) << 6 | (byte(1) & 0x3F)
}

fn mark(bits: &mut [u64], word: &str) {
    let place = start_bits(word.as_bytes());
    bits[place / 64] |= 1 << (place % 64);
}

fn is_marked(bits: &[u64], word: &[u8]) -> bool {
    let place = start_bits(word);
    bits.get(place / 64).is_some_and(|it| it & (1 << (place % 64)) != 0)
}
