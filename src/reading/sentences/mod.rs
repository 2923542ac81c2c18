//! Where sentences end: behind stops that have a space behind them, save where the pack or the
//! sentence itself shows that the stop means something else.
//!
//! The sentence boundaries of UAX #29 leave abbreviations, ordinals and quotations to tailoring with
//! data (section 5.1); packs hold that data. Places are looked for directly, since UAX #29 also
//! passes over some that news texts need: before digits, behind ellipses, before dashes that open
//! a reply.
//!
//! Every question looks at a few words beside the stop only, or at what was noted in passing, so
//! that the cost stays linear however long a sentence gets.

mod abbreviations;
mod ordinals;
mod sentence;
mod stop;
#[cfg(test)]
mod tests;

use abbreviations::{Abbreviation, Tail, is_behind_word};
use sentence::Sentence;
use stop::Stop;

use crate::language::Pack;
use crate::text::{Span, next_char, previous_char, words, words_backwards};

/// The sentences of a block's text, in order, without the white space between them. Spans count
/// bytes.
pub fn sentences(text: &str, pack: &Pack) -> Vec<Span> {
    let mut found = Vec::new();
    each_sentence(text, pack, |span| found.push(span));
    found
}

/// Hands on the sentences of a block's text.
pub(super) fn each_sentence(text: &str, pack: &Pack, mut found: impl FnMut(Span)) {
    let padded = padded_closing_marks(pack);
    let mut sentence = Sentence::new(0);
    let mut at = 0;
    let bytes = text.as_bytes();
    loop {
        // Nearly all characters are letters and spaces, in which nothing ends.
        let rest = &bytes[at..];
        let plain = rest.iter().position(|byte| !IS_PLAIN[usize::from(*byte)]);
        let plain = plain.unwrap_or(rest.len());
        if !sentence.has_word {
            sentence.has_word = text[at..at + plain].contains(char::is_alphanumeric);
        }
        at += plain;
        let Some(character) = next_char(text, at) else { break };
        if !stop::is_stop(character) {
            sentence.note(text, at, character);
            at += character.len_utf8();
            continue;
        }
        let stop = Stop::read(text, at, &sentence, &padded);
        if (Place { text, sentence: &sentence, stop: &stop, pack }).ends_sentence() {
            push(&mut found, text, sentence.start, stop.closed);
            sentence = Sentence::new(stop.next);
            at = stop.next;
        } else {
            at = stop.end;
        }
    }
    push(&mut found, text, sentence.start, text.len());
}

/// The bytes of characters which neither end nor quote nor bracket nor part anything: of ASCII, and
/// from À to ȿ. Bytes that go on a character follow one that is plain.
const IS_PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let told = matches!(
            byte,
            b'.' | b'!' | b'?' | b'-' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\''
        );
        plain[byte as usize] = !told;
        byte += 1;
    }
    while byte < 0xC9 {
        plain[byte as usize] = byte < 0xC0 || byte >= 0xC3;
        byte += 1;
    }
    plain
};

fn push(found: &mut impl FnMut(Span), text: &str, start: usize, end: usize) {
    let sentence = text[start..end].trim_end();
    let end = start + sentence.len();
    let start = end - sentence.trim_start().len();
    if start < end {
        found(Span::new(start, end));
    }
}

/// Closing marks that a space may part from the stop before them: `« Non. »`.
fn padded_closing_marks(pack: &Pack) -> Vec<char> {
    if pack.quotes.conventions.padding.is_empty() {
        return Vec::new();
    }
    let styles = || pack.quotes.styles.iter().flat_map(|style| [&style.primary, &style.secondary]);
    styles()
        .filter_map(|pair| pair.close.chars().next())
        .filter(|close| !styles().any(|pair| pair.open.starts_with(*close)))
        .collect()
}

/// A stop in its sentence.
struct Place<'p> {
    text: &'p str,
    sentence: &'p Sentence,
    stop: &'p Stop,
    pack: &'p Pack,
}

impl<'p> Place<'p> {
    fn ends_sentence(&self) -> bool {
        let Self { text, sentence, stop, pack } = *self;
        // `…`, `[…]` or `?` alone belong to what follows.
        if !sentence.has_word || stop.next == text.len() {
            return false;
        }
        // Full-width stops need no space behind them; ours do.
        if stop.next == stop.closed {
            return stop.is_wide(text);
        }
        let opened = self.opened();
        if !may_start(&text[stop.next..]) || !may_start(opened) {
            return false;
        }
        if is_small(opened) && !self.is_resumed() {
            return false;
        }
        if self.is_between_dashes() {
            return false;
        }
        let is_start = starts_sentence(opened, pack);
        if self.is_in_bracket() {
            return is_start;
        }
        let stem = self.stem();
        let has_closing = stop.end < stop.closed;
        match stop.mark {
            stop::Mark::Loud if !has_closing && Tail::new(stem, true).find(pack).is_some() => {
                is_start
            }
            stop::Mark::Loud => !(has_closing && self.is_attributed(opened)),
            stop::Mark::Ellipsis => is_start || !pack.letters.capital_nouns,
            stop::Mark::Full => self.full_stop_ends(stem, opened, is_start, has_closing),
        }
    }

    fn full_stop_ends(&self, stem: &str, opened: &str, is_start: bool, has_closing: bool) -> bool {
        let Self { sentence, pack, .. } = *self;
        if is_behind_word(stem, pack) {
            return true;
        }
        let tail = Tail::new(stem, sentence.start + stem.len() == self.stop.end);
        if has_closing {
            // A closing mark behind the stop makes it the end of what was quoted.
            return tail.find(pack) != Some(Abbreviation::NeverFinal);
        }
        !tail.is_enumerator()
            && !tail.goes_on(&self.text[self.stop.next..], pack)
            && !tail.is_abbreviation(opened, is_start, pack)
            && !ordinals::is_ordinal(stem, opened, is_start, pack)
    }

    /// The end of the sentence so far, with the stop, without the marks that close behind it.
    fn stem(&self) -> &'p str {
        near_end(&self.text[self.sentence.start..self.stop.end])
    }

    /// The beginning of what follows, without the marks that open it.
    fn opened(&self) -> &'p str {
        near_start(&self.text[self.stop.next..]).trim_start_matches(stop::is_opening)
    }

    /// Whether what follows may start with a small letter: a quotation from the middle of a sentence
    /// (`“… and so on.”`), or words behind an inverted mark (`¿y tú?`).
    fn is_resumed(&self) -> bool {
        if self.text[self.stop.next..].starts_with(['¿', '¡']) {
            return true;
        }
        let quoted = self.text[self.stop.next..].strip_prefix(stop::is_quotation_mark);
        self.stop.mark == stop::Mark::Full && quoted.is_some_and(|quoted| quoted.starts_with('…'))
    }

    /// Whether the stop stands before the second dash of a pair: `Er kam – endlich! – Anfang Mai`.
    fn is_between_dashes(&self) -> bool {
        let is_dash = |character| matches!(character, '–' | '—' | '-');
        self.stop.mark != stop::Mark::Full
            && next_char(self.text, self.stop.next).is_some_and(is_dash)
            && self.sentence.dashes % 2 == 1
    }

    /// Whether a bracket that opened within the sentence closes behind the stop.
    fn is_in_bracket(&self) -> bool {
        let closing = &self.text[self.stop.end..self.stop.closed];
        self.sentence.open_bracket && closing.contains([')', ']', '}'])
    }

    /// Whether a speaker and a verb of saying follow what is a quotation from its start:
    /// `“Why now?” Smith asked.`
    fn is_attributed(&self, opened: &str) -> bool {
        let closing = &self.text[self.stop.end..self.stop.closed];
        // Capitals show names only where other nouns are written small.
        let quoted = !self.pack.letters.capital_nouns
            && closing.chars().any(stop::is_quotation_mark)
            && self.text[self.stop.next..].starts_with(opened)
            && !self.sentence.quotes_later;
        if !quoted || starts_sentence(opened, self.pack) {
            return false;
        }
        let mut end = 0;
        for (number, word) in words(opened).take(5).enumerate() {
            if opened[end..word.span.start].contains([',', ';', ':', '!', '?', '“', '"', '„']) {
                return false;
            }
            if number > 0 && self.pack.speech.verbs.contains(word.text) {
                return true;
            }
            if !word.is_capitalised() {
                return false;
            }
            end = word.span.end;
        }
        false
    }
}

/// The most bytes of a sentence that are looked at beside a stop.
const NEAR: usize = 160;

fn near_end(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

fn near_start(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// Whether a sentence may start with the text: not with a mark that joins or parts.
fn may_start(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        None | Some(',' | ';' | ':' | '&' | '/' | '=' | '%' | '‰' | '°' | '!' | '?') => false,
        // `.NET`
        Some('.') => characters.next().is_some_and(char::is_uppercase),
        Some(_) => true,
    }
}

/// Whether the text starts with a small letter; `iPhone` counts as a capital.
fn is_small(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_lowercase)
        && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether the text starts with a word that sentences like to start with.
fn starts_sentence(text: &str, pack: &Pack) -> bool {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .unwrap_or(text.len());
    let word = match &text[..end] {
        word if word.contains('\'') => &*word.replace('\'', "’"),
        word => word,
    };
    let starters = &pack.sentences.starters;
    if starters.contains(word) {
        // `A.` is an initial.
        return next_char(text, end) != Some('.') || word.chars().count() > 1;
    }
    // Where nouns alone are capitalised, any other word with a capital starts a sentence.
    if pack.letters.capital_nouns && pack.words.function.words.contains(&word.to_lowercase()) {
        return next_char(text, end) != Some('.');
    }
    // `It’s` starts with `It`, `L’affaire` with `L’`; a hyphen makes another word (`Mehr-Aufwand`).
    word.split_once('’')
        .is_some_and(|(head, _)| starters.contains(head) || starters.contains(&format!("{head}’")))
}

/// Whether the word may be a name: it has a capital and is none of the small words of the language.
fn is_name(word: &str, pack: &Pack) -> bool {
    word.starts_with(char::is_uppercase)
        && !pack.words.function.words.contains(&word.to_lowercase())
}

/// The word before byte `at`, where only spaces part it from there.
fn word_before(text: &str, at: usize) -> Option<&str> {
    let before = text[..at].trim_end();
    let word = words_backwards(before).next()?;
    (word.span.end == before.len() && previous_char(text, at).is_some_and(char::is_whitespace))
        .then_some(word.text)
}
