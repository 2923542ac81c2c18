//! How well sentences are cut, measured against texts whose sentences are known.
//!
//! A text is exact when all its sentences are those of the gold, whatever the width of its spaces. A boundary is the end of a sentence
//! that is not the last of its text: the last one is found by everybody.

use std::collections::BTreeMap;
use std::fmt;
use std::io::BufRead;

use serde::{Deserialize, Serialize};

use crate::language::pack;
use crate::reading::sentences;
use crate::text::Tag;

/// Cuts every text of a stream of JSON Lines and compares its sentences with the gold:
/// `{"id": …, "lang": "de", "text": "…", "sentences": ["…", …]}`, one text a line.
///
/// # Errors
///
/// When a line cannot be read, is not of that shape, or holds a sentence that its text does not: a
/// score over a part of the gold would look like one over all of it.
pub fn evaluate(reader: impl BufRead) -> Result<SegmentationScore, SegmentationError> {
    let mut score = SegmentationScore::default();
    for (number, line) in (1..).zip(reader.lines()) {
        let line = line.map_err(|error| SegmentationError::Io { line: number, error })?;
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() {
            continue;
        }
        let invalid = |message| SegmentationError::Invalid { line: number, message };
        let gold: Gold = serde_json::from_str(line).map_err(|error| invalid(error.to_string()))?;
        let expected = gold.ends().map_err(invalid)?;
        let found = gold.ends_found();
        let language = score.languages.entry(gold.lang.clone()).or_default();
        language.add(&expected, &found);
        if expected != found {
            language.inexact.push(gold.id.unwrap_or_else(|| number.to_string()));
        }
    }
    Ok(score)
}

/// Why a gold file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SegmentationError {
    /// The line is not a text with its sentences.
    #[error(
        "line {line}: {message}; expected an object such as {{\"lang\": \"de\", \"text\": \"Eins. \
         Zwei.\", \"sentences\": [\"Eins.\", \"Zwei.\"]}}"
    )]
    Invalid {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The file cannot be read further.
    #[error("line {line}: {error}")]
    Io {
        /// The line's number, from 1.
        line: usize,
        /// What happened.
        error: std::io::Error,
    },
}

/// The scores of all languages of a gold file. `Display` writes them as a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SegmentationScore {
    /// One score a language.
    pub languages: BTreeMap<Tag, LanguageScore>,
}

/// How well the sentences of one language are cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LanguageScore {
    /// Texts in the gold.
    pub texts: usize,
    /// Texts whose sentences are all as in the gold.
    pub exact: usize,
    /// Boundaries in the gold.
    pub expected: usize,
    /// Boundaries that were found, right or wrong.
    pub found: usize,
    /// Boundaries that were found and stand in the gold.
    pub correct: usize,
    /// The ids of the texts that are not exact, in the order of the file; the line’s number for a
    /// text without an id.
    pub inexact: Vec<String>,
}

impl LanguageScore {
    /// The share of exact texts, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        share(self.exact, self.texts)
    }

    /// The share of the found boundaries that are right, 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.correct, self.found)
    }

    /// The share of the gold’s boundaries that were found, 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.correct, self.expected)
    }

    fn add(&mut self, expected: &[End], found: &[End]) {
        self.texts += 1;
        self.exact += usize::from(expected == found);
        // The last end is that of the text.
        let expected = &expected[..expected.len().saturating_sub(1)];
        let found = &found[..found.len().saturating_sub(1)];
        self.expected += expected.len();
        self.found += found.len();
        self.correct += found.iter().filter(|end| expected.binary_search(end).is_ok()).count();
    }
}

/// Nothing asked for is nothing missed.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for SegmentationScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "language  texts  exact  exact %  precision %  recall %")?;
        for (tag, score) in &self.languages {
            writeln!(
                f,
                "{:<8}  {:>5}  {:>5}  {:>7.1}  {:>11.1}  {:>8.1}",
                tag.to_string(),
                score.texts,
                score.exact,
                100.0 * score.accuracy(),
                100.0 * score.precision(),
                100.0 * score.recall(),
            )?;
        }
        Ok(())
    }
}

/// How many bytes of a text stand before the end of a sentence, white space apart: gold is often
/// written with plain single spaces where its text is not.
type End = usize;

#[derive(Deserialize)]
struct Gold {
    id: Option<String>,
    lang: Tag,
    text: String,
    sentences: Vec<String>,
}

impl Gold {
    /// Where the gold’s sentences end in the text.
    fn ends(&self) -> Result<Vec<End>, String> {
        let mut rest = visible(&self.text);
        for (number, sentence) in (1..).zip(&self.sentences) {
            let mut sentence = visible(sentence).peekable();
            let given = sentence.peek().is_some();
            if !given || !sentence.all(|character| rest.next() == Some(character)) {
                return Err(format!("sentence {number} does not follow in the text"));
            }
        }
        match rest.next() {
            None => Ok(ends(self.sentences.iter().map(String::as_str))),
            Some(_) => Err("the text goes on behind its last sentence".to_owned()),
        }
    }

    /// Where bilint ends the sentences of the text.
    fn ends_found(&self) -> Vec<End> {
        ends(sentences(&self.text, &pack(&self.lang)).iter().map(|span| span.of(&self.text)))
    }
}

fn ends<'t>(sentences: impl Iterator<Item = &'t str>) -> Vec<End> {
    sentences
        .scan(0, |end, sentence| {
            *end += visible(sentence).map(char::len_utf8).sum::<usize>();
            Some(*end)
        })
        .collect()
}

fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|character| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(lines: &str) -> SegmentationScore {
        evaluate(lines.as_bytes()).unwrap()
    }

    fn error(line: &str) -> String {
        evaluate(format!("\n{line}\n").as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn texts_and_boundaries_are_counted() {
        let score = score(
            "{\"id\": \"a\", \"lang\": \"de\", \"text\": \"Eins. Zwei. Drei.\", \
             \"sentences\": [\"Eins.\", \"Zwei.\", \"Drei.\"]}\n\n\
             {\"id\": \"b\", \"lang\": \"de\", \"text\": \"Eins. Zwei. Drei.\", \
             \"sentences\": [\"Eins.  Zwei.\", \"Drei.\"]}\n\
             {\"lang\": \"en\", \"text\": \"One\", \"sentences\": [\"One\"]}\n",
        );
        let german = &score.languages[&"de".parse().unwrap()];
        assert_eq!((german.texts, german.exact), (2, 1));
        assert_eq!((german.expected, german.found, german.correct), (3, 4, 3));
        assert_eq!(german.inexact, ["b"]);
        assert_eq!((german.precision(), german.recall()), (0.75, 1.0));
        assert_eq!(score.languages[&"en".parse().unwrap()].accuracy(), 1.0);
        assert_eq!(
            score.to_string(),
            "language  texts  exact  exact %  precision %  recall %\n\
             de            2      1     50.0         75.0     100.0\n\
             en            1      1    100.0        100.0     100.0\n"
        );
        let json = serde_json::to_value(&score).unwrap();
        assert_eq!(json["languages"]["de"]["correct"], 3);
    }

    #[test]
    fn errors_name_the_line() {
        assert!(error("broken").starts_with("line 2: expected value"));
        assert!(error("{\"lang\": \"de\"}").starts_with("line 2: missing field `text`"));
        let other = "{\"lang\": \"de\", \"text\": \"Eins.\", \"sentences\": [\"Zwei.\"]}";
        assert!(error(other).starts_with("line 2: sentence 1 does not follow"));
        let short = "{\"lang\": \"de\", \"text\": \"Eins. Zwei.\", \"sentences\": [\"Eins.\"]}";
        assert!(error(short).starts_with("line 2: the text goes on"));
        let bytes: &[u8] = b"{}\xFF\n";
        assert!(evaluate(bytes).unwrap_err().to_string().starts_with("line 1: "));
    }
}
