//! Lexicons in the formats that users have: tab-separated, Ding (`trans-de-en`), dictd (FreeDict).

use std::collections::HashMap;
use std::io::{self, BufRead};

use super::Lexicon;
use crate::text::Tag;

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The bytes could not be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A line that is no entry.
    #[error(
        "line {line}: no entry of a lexicon: `{text}` (wanted: `word<TAB>rendering, rendering`, or \
         Ding's `word :: word`)"
    )]
    Line {
        /// Its number, from 1.
        line: usize,
        /// Its start.
        text: String,
    },
    /// The languages of the two columns could not be told.
    #[error(
        "its languages cannot be told from its words; say them in its first line, tabs between: \
         `# bilint lexicon<TAB>en<TAB>de`"
    )]
    Languages,
    /// The index points outside the dictionary.
    #[error("line {line} of the index points to no entry of the dictionary")]
    Index {
        /// Its number, from 1.
        line: usize,
    },
}

/// What the first line of a file says whose languages are known.
pub(crate) const HEADER: &str = "# bilint lexicon";

/// A pair of words with its strength.
type Entry = (String, String, f32);

/// Reads a tab-separated or a Ding lexicon, told apart line by line.
///
/// Tab-separated: `headword<TAB>rendering, rendering…`, with a strength above 0 and at most 1 in a
/// third column if there is one. Ding: `German; words {f} | … :: English; words | …`. Lines that are
/// empty or start with `#` are passed over; the first may state the languages.
pub fn read_lexicon(reader: impl BufRead) -> Result<Lexicon, LexiconError> {
    let mut pairs: Vec<Entry> = Vec::new();
    let mut languages = None;
    for (index, line) in reader.lines().enumerate() {
        let line = line?;
        let line = line.trim_start_matches('\u{FEFF}').trim_end();
        if line.is_empty() || line.starts_with('#') {
            languages = languages.or_else(|| stated(line));
            continue;
        }
        let entries = if line.contains('\t') { tsv_line(line) } else { ding_line(line) };
        let Some(entries) = entries else {
            let text = line.chars().take(40).collect();
            return Err(LexiconError::Line { line: index + 1, text });
        };
        pairs.extend(entries);
    }
    match languages {
        Some((source, target)) => Ok(Lexicon::from_pairs(source, target, pairs)),
        None => Lexicon::of_pairs(pairs).ok_or(LexiconError::Languages),
    }
}

fn stated(line: &str) -> Option<(Tag, Tag)> {
    let mut tags = line.strip_prefix(HEADER)?.trim_start().split('\t');
    Some((tags.next()?.parse().ok()?, tags.next()?.parse().ok()?))
}

/// The pairs of a line `headword<TAB>rendering, rendering<TAB>strength`.
pub(super) fn tsv_line(line: &str) -> Option<Vec<Entry>> {
    let mut columns = line.split('\t');
    let headword = columns.next()?.trim();
    let renderings = columns.next()?;
    let strength = match columns.next() {
        Some(column) => column.trim().parse().ok().filter(|it| *it > 0.0 && *it <= 1.0)?,
        None => 1.0,
    };
    let pair = |rendering: &str| (headword.to_owned(), rendering.to_owned(), strength);
    let renderings = renderings.split([',', ';']).map(str::trim).filter(|it| !it.is_empty());
    (!headword.is_empty()).then(|| renderings.map(pair).collect())
}

/// The pairs of a line of Ding: entries parted by `|` meet their counterparts, of the words parted
/// by `;` each meets each.
fn ding_line(line: &str) -> Option<Vec<Entry>> {
    let (left, right) = line.split_once("::")?;
    let mut pairs = Vec::new();
    for (left, right) in left.split('|').zip(right.split('|')) {
        let right = ding_words(right);
        for word in ding_words(left) {
            pairs.extend(right.iter().map(|other| (word.clone(), other.clone(), 1.0)));
        }
    }
    Some(pairs)
}

fn ding_words(column: &str) -> Vec<String> {
    let bare = without_notes(column);
    let words = bare.split([';', ',']).map(bare_word).filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

/// A word as it is looked up: without what marks an infinitive or a reflexive verb.
fn bare_word(word: &str) -> &str {
    let word = word.trim();
    let marks = ["to ", "sich ", "etw. ", "jdn. ", "jdm. ", "sth. ", "sb. "];
    marks.iter().fold(word, |word, mark| word.strip_prefix(mark).unwrap_or(word)).trim()
}

/// The text without what stands in brackets of any kind or between slashes.
fn without_notes(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut pronunciation = false;
    for character in text.chars() {
        match character {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => pronunciation = !pronunciation,
            _ if depth == 0 && !pronunciation => bare.push(character),
            _ => {}
        }
    }
    bare
}

/// Reads a dictionary of dictd as FreeDict makes them: an index (`headword<TAB>offset<TAB>length`, the
/// numbers in base 64) and the entries it points to, unpacked: the headword's line, then lines of
/// renderings.
pub fn read_dictd(index: impl BufRead, dictionary: &[u8]) -> Result<Lexicon, LexiconError> {
    Lexicon::of_pairs(dictd_pairs(index, dictionary)?).ok_or(LexiconError::Languages)
}

fn dictd_pairs(index: impl BufRead, dictionary: &[u8]) -> Result<Vec<Entry>, LexiconError> {
    let mut pairs: Vec<Entry> = Vec::new();
    for (number, line) in index.lines().enumerate() {
        let line = line?;
        let mut columns = line.split('\t');
        let (Some(headword), Some(offset), Some(length)) =
            (columns.next(), columns.next().and_then(base64), columns.next().and_then(base64))
        else {
            return Err(LexiconError::Index { line: number + 1 });
        };
        // Notes of the dictionary about itself.
        if headword.starts_with("00") {
            continue;
        }
        let entry = offset.checked_add(length).and_then(|end| dictionary.get(offset..end));
        let entry = entry.ok_or(LexiconError::Index { line: number + 1 })?;
        let entry = String::from_utf8_lossy(entry);
        for rendering in entry.lines().skip(1).flat_map(freedict_words) {
            pairs.push((headword.to_owned(), rendering, 1.0));
        }
    }
    Ok(pairs)
}

/// The renderings of a line of an entry; a line of an example or a remark has none.
fn freedict_words(line: &str) -> Vec<String> {
    let line = line.trim();
    if line.starts_with(['"', '-']) || line.contains(": ") {
        return Vec::new();
    }
    let bare = without_notes(line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    let words = bare.split([';', ',']).map(bare_word).filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

/// A number as dictd writes it: digits A–Z, a–z, 0–9, +, /, the highest first.
fn base64(text: &str) -> Option<usize> {
    static DIGITS: std::sync::LazyLock<HashMap<char, usize>> = std::sync::LazyLock::new(|| {
        let digits = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']);
        digits.enumerate().map(|(value, digit)| (digit, value)).collect()
    });
    text.chars()
        .try_fold(0usize, |number, digit| number.checked_mul(64)?.checked_add(*DIGITS.get(&digit)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lexicon: &Lexicon, word: &str) -> Vec<String> {
        lexicon.renderings(word).iter().map(|it| it.text.clone()).collect()
    }

    #[test]
    fn tab_separated() {
        let text = "# bilint lexicon\ten\tde\nharbour\tHafen, Zufluchtsort\nharbour\tHafen\nsaw\tSäge\t0.5\n";
        let lexicon = read_lexicon(text.as_bytes()).unwrap();
        assert_eq!(texts(&lexicon, "Harbour"), ["Hafen", "Zufluchtsort"]);
        assert_eq!(lexicon.renderings("saw")[0].strength, 0.5);
        assert_eq!(texts(&lexicon.inverted(), "Hafen"), ["harbour"]);
    }

    #[test]
    fn ding() {
        let entries = "Hafen {m} [naut.]; Anlegestelle {f} | Anlegestellen {pl} :: harbour [Br.]; port | ports\n\
                       sich fürchten | fürchtend :: to fear sth. | fearing\n";
        let header = "# bilint lexicon\tde\ten\n";
        let lexicon = read_lexicon(format!("{header}{entries}").as_bytes()).unwrap();
        assert_eq!(texts(&lexicon, "Hafen"), ["harbour", "port"]);
        assert_eq!(texts(&lexicon, "Anlegestellen"), ["ports"]);
        assert_eq!(texts(&lexicon, "fürchtend"), ["fearing"]);
    }

    #[test]
    fn what_is_no_lexicon_is_named_with_its_line() {
        let error = read_lexicon("a\tb\nno entry here\n".as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("line 2: no entry of a lexicon: `no entry here`"));
        let error = read_lexicon("x\ty\tmuch\n".as_bytes()).unwrap_err();
        assert!(matches!(error, LexiconError::Line { line: 1, .. }));
    }

    #[test]
    fn dictd_entries_are_found_by_their_offsets() {
        assert_eq!(base64("BA"), Some(64));
        assert_eq!(base64("!"), None);
        let dictionary = b"harbour /x/ <n>\nHafen, Anlegestelle\nport <n>\nHafen\n";
        let index = "harbour\tA\tk\nport\tk\tP\n";
        let pair = |word: &str, rendering: &str| (word.to_owned(), rendering.to_owned(), 1.0);
        assert_eq!(
            dictd_pairs(index.as_bytes(), dictionary).unwrap(),
            [pair("harbour", "Hafen"), pair("harbour", "Anlegestelle"), pair("port", "Hafen")]
        );
        let outside = read_dictd("port\tk\t//\n".as_bytes(), dictionary);
        assert!(matches!(outside, Err(LexiconError::Index { line: 1 })));
    }
}
