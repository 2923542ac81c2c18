//! Where sentences end: the boundaries of UAX #29, corrected by what the pack knows about
//! abbreviations, ordinals and the words sentences start with.
//!
//! UAX #29 alone splits behind every abbreviation and ordinal; the standard leaves these to
//! tailoring with data (section 5.1, "suppressions"), which is what packs hold.

use unicode_segmentation::UnicodeSegmentation;

use crate::language::{Abbreviations, Pack};
use crate::text::{Span, is_word_char, words};

/// The sentences of a block's text, in order, without the white space between them.
pub fn sentences(text: &str, pack: &Pack) -> Vec<Span> {
    // A line break inside a block is a space: the block's reader has joined the lines.
    let unbroken = text.replace(['\n', '\r', '\u{2028}'], " ");
    let text = if unbroken.len() == text.len() { unbroken.as_str() } else { text };

    let mut found = Vec::new();
    let mut start = 0;
    for boundary in boundaries(text) {
        let (before, after) = (text[start..boundary].trim_end(), text[boundary..].trim_start());
        if before.trim().is_empty() || after.is_empty() || !ends_sentence(before, after, pack) {
            continue;
        }
        push(&mut found, text, start, boundary);
        start = boundary;
    }
    push(&mut found, text, start, text.len());
    found
}

fn push(found: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let sentence = text[start..end].trim_end();
    let end = start + sentence.len();
    let start = end - sentence.trim_start().len();
    if start < end {
        found.push(Span::new(start, end));
    }
}

/// Where a sentence may end: the boundaries of UAX #29, and stops it passes over since digits or a
/// dash lead to a small letter (`. 12 people`), and ellipses, which it does not know as stops.
fn boundaries(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> =
        text.split_sentence_bound_indices().map(|(start, _)| start).skip(1).collect();
    let more = text.char_indices().filter_map(|(at, character)| {
        let rest = &text[at + character.len_utf8()..];
        let stop = matches!(character, '.' | '!' | '?' | '…');
        if !stop {
            return None;
        }
        let closed = rest.trim_start_matches(is_closing);
        let next = closed.trim_start();
        let spaced = next.len() < closed.len();
        let starts = next.starts_with(|c: char| c.is_ascii_digit()) || character == '…';
        (spaced && starts).then(|| text.len() - next.len())
    });
    places.extend(more);
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether the sentence `before` ends where `after` goes on.
fn ends_sentence(before: &str, after: &str, pack: &Pack) -> bool {
    let stem = before.trim_end_matches(is_closing);
    let Some(stop) = stem.chars().next_back() else { return false };
    // Full-width stops need no space behind them; ours do.
    if matches!(stop, '。' | '！' | '？') {
        return true;
    }
    let opened = after.trim_start_matches(is_opening);
    let Some(first) = opened.chars().next() else { return false };
    if first.is_lowercase() || !matches!(stop, '.' | '!' | '?' | '…') {
        return false;
    }
    let is_start = starts_sentence(opened, pack);
    match stop {
        _ if is_inside_abbreviation(stem, opened, pack) => false,
        '!' | '?' => true,
        '…' => is_start || !pack.letters.capital_nouns,
        _ if stem.ends_with("..") => is_start || !pack.letters.capital_nouns,
        // A closing mark behind the stop makes it the end of what was quoted.
        _ if stem.len() < before.len() => !is_never_final(stem, pack),
        _ => {
            !is_abbreviation(stem, opened, is_start, pack)
                && !is_ordinal(stem, opened, is_start, pack)
        }
    }
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '”' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}'
    )
}

fn is_opening(character: char) -> bool {
    is_closing(character)
        || matches!(
            character,
            '„' | '‚' | '(' | '[' | '–' | '—' | '-' | ' ' | '\u{A0}' | '\u{202F}'
        )
}

/// Whether the text starts with a word that sentences like to start with.
fn starts_sentence(text: &str, pack: &Pack) -> bool {
    words(text)
        .next()
        .is_some_and(|word| word.span.start == 0 && pack.sentences.starters.contains(word.text))
}

/// Whether the stop at the end of `stem` belongs to an abbreviation that does not end the sentence.
fn is_abbreviation(stem: &str, after: &str, is_start: bool, pack: &Pack) -> bool {
    if is_never_final(stem, pack) {
        return true;
    }
    let tail = Tail { stem };
    let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
    if tail.any(|token| pack.abbreviations.maybe_final.words.contains(token)) {
        return !is_start && (pack.letters.capital_nouns || next_is_digit || tail.is_dotted());
    }
    // An initial: `J. R. Holt`.
    tail.is_initial() && !is_start
}

/// Whether `stem` ends in an abbreviation that never ends a sentence.
fn is_never_final(stem: &str, pack: &Pack) -> bool {
    Tail { stem }.any(|token| pack.abbreviations.never_final.words.contains(token))
}

/// Whether the place lies inside an abbreviation of several parts: `z.|B.`, `i.|d. R.`
fn is_inside_abbreviation(stem: &str, after: &str, pack: &Pack) -> bool {
    let known = |token: &str| {
        let Abbreviations { never_final, maybe_final } = &pack.abbreviations;
        never_final.words.contains(token) || maybe_final.words.contains(token)
    };
    let heads = || after.match_indices(['.']).take(2).map(|(at, stop)| &after[..at + stop.len()]);
    stem.ends_with('.')
        && heads().any(|head| {
            head.len() <= 12 && Tail { stem }.any(|tail| known(&format!("{tail} {head}")))
        })
}

/// Whether the stop makes an ordinal of the digits or the Roman number before it.
fn is_ordinal(stem: &str, after: &str, is_start: bool, pack: &Pack) -> bool {
    if !pack.sentences.ordinal_period {
        return false;
    }
    let number = stem[..stem.len() - 1].trim_start_matches(is_opening);
    let number = number.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let Some(next) = words(after).next() else { return false };
    let is_month = pack.calendar.months.iter().flatten().any(|month| month == next.text);
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return is_month
            || pack.sentences.ordinal_nouns.contains(next.text)
            || (number.len() <= 2 && !is_start && is_counted(stem, number, pack));
    }
    let is_roman = !number.is_empty() && number.bytes().all(|byte| b"IVX".contains(&byte));
    is_roman && !is_start
}

/// Whether an article or a preposition before the number shows that it counts: `am 3. Spieltag`.
fn is_counted(stem: &str, number: &str, pack: &Pack) -> bool {
    let before = &stem[..stem.len() - 1 - number.len()];
    words(before).next_back().is_some_and(|word| {
        before.trim_end().len() == word.span.end
            && pack.words.function.words.contains(&word.text.to_lowercase())
    })
}

/// The last tokens of a text that ends in a full stop.
struct Tail<'t> {
    stem: &'t str,
}

impl<'t> Tail<'t> {
    /// Whether `known` holds for the last token, the last two or the last three, written with plain
    /// spaces: `B.`, `z. B.`, `i. d. R.`
    fn any(&self, known: impl Fn(&str) -> bool) -> bool {
        let plain = |text: &str| text.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
        self.starts().any(|start| known(&plain(&self.stem[start..])))
    }

    /// Where the last token starts, the last two, the last three.
    fn starts(&self) -> impl Iterator<Item = usize> + 't {
        let stem = self.stem;
        let mut end = stem.len();
        std::iter::from_fn(move || {
            if end == 0 {
                return None;
            }
            let head = stem[..end].trim_end();
            let start = head
                .char_indices()
                .rev()
                .find(|(_, c)| c.is_whitespace())
                .map_or(0, |(at, c)| at + c.len_utf8());
            end = start;
            let token = &stem[start..];
            Some(start + (token.len() - token.trim_start_matches(is_opening).len()))
        })
        .take(3)
    }

    fn last(&self) -> &'t str {
        self.starts().next().map_or("", |start| &self.stem[start..])
    }

    /// `J.`, `J.R.`, `-J.`
    fn is_initial(&self) -> bool {
        let last = self.last();
        let last = last.rsplit('-').next().unwrap_or(last);
        let mut letters = last.chars().filter(|c| is_word_char(*c));
        letters.next().is_some_and(char::is_uppercase)
            && last.split('.').all(|part| part.chars().count() <= 1)
    }

    /// `U.S.`, `a.m.`: more than one stop.
    fn is_dotted(&self) -> bool {
        self.last().matches('.').count() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn cut(tag: &str, text: &str) -> Vec<String> {
        let pack = pack(&tag.parse().unwrap());
        sentences(text, &pack).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    /// The text is written with `|` where a sentence ends.
    fn check(tag: &str, text: &str) {
        let expected: Vec<&str> = text.split('|').map(str::trim).collect();
        assert_eq!(cut(tag, &text.replace('|', "")), expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check(
            "de",
            "Dr. Müller kam z. B. am 3. Oktober, d. h. spät. |Er blieb bis 2019. |Das war es.",
        );
        check(
            "de",
            "Es kamen Bäume, Sträucher usw. hinzu. |Er sah Hunde, Katzen usw. |Das war alles.",
        );
        check(
            "en",
            "Dr. Smith left the U.S. Senate in Jan. 2019. |He lives in the U.S. |They do not.",
        );
        check("fr", "M. Dupont est arrivé. |Il a dit : « Non. »");
    }

    #[test]
    fn ordinals_and_initials() {
        check("de", "Im 19. Jahrhundert regierte Friedrich II. Preußen. |J. R. Holt schwieg.");
        check("de", "Sie liegt auf Platz 3. |Der Trainer lobte den 2. Senat.");
        check("de", "Das war 2023. |Menschen jubelten.");
    }

    #[test]
    fn quotations_and_ellipses() {
        check(
            "de",
            "„Das ist gut. |Es bleibt so“, sagte er. |„Ja!“, rief sie. |„Nein!“ |Alle lachten.",
        );
        check("de", "„Wirklich?“ fragte er. |Na ja … |Es ging so. |Er sah … Sterne.");
        check("de", "(Das stimmt.) |Mehr nicht.");
        check("en", "“I know.” |He paused. |12 people left.");
    }

    #[test]
    fn white_space_is_nobodys() {
        assert_eq!(cut("de", "  Eins.\n Zwei.  "), ["Eins.", "Zwei."]);
        assert!(cut("de", " \n ").is_empty());
    }
}
