//! Annotations: what people say is wrong with a text, and where.

use serde::Deserialize;

use crate::text::Span;

/// An annotation of one fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The rule that should find it, where the annotator named one.
    pub rule: Option<String>,
    /// The kind of fault, in the annotator's words (WMT's or MQM-Core's).
    pub category: Option<String>,
    /// The text that the span counts in.
    pub field: Field,
    /// Where it is, in UTF-8 bytes of that text; none when the whole text is meant.
    pub span: Option<Span>,
    /// What the annotator has to say.
    pub note: String,
}

/// A side of a translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The text that was translated.
    Source,
    /// The translation.
    #[default]
    Target,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// UTF-8 bytes.
    Bytes,
    /// Characters (Unicode scalar values).
    Chars,
}

/// A line of gold data that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}, line {line}: {message}")]
pub struct GoldError {
    /// The file, as it was named.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// An annotation as it is written: offsets not yet understood.
#[derive(Debug, Deserialize)]
pub(super) struct RawGold {
    rule: Option<String>,
    category: Option<String>,
    #[serde(default, alias = "side")]
    pub(super) field: Field,
    start: Option<usize>,
    end: Option<usize>,
    unit: Option<Unit>,
    /// The text at the span, by which mistaken offsets are noticed.
    text: Option<String>,
    #[serde(default)]
    note: String,
}

impl RawGold {
    /// The annotation with its span in bytes of `text`. `unit` holds where it names none itself.
    pub(super) fn place(self, text: &Characters<'_>, unit: Option<Unit>) -> Result<Gold, String> {
        if self.rule.is_none() && self.category.is_none() {
            return Err("an annotation needs a `rule` or a `category`".to_owned());
        }
        let span = match (self.start, self.end) {
            (None, None) => None,
            (Some(start), Some(end)) => {
                let unit = self.unit.or(unit).ok_or(
                    "the offsets have no unit; say \"unit\": \"bytes\" or \"unit\": \"chars\"",
                )?;
                let span = text.span(start, end, unit).ok_or_else(|| {
                    format!("{start} to {end} is no stretch of the text, counted in {unit:?}")
                })?;
                Some(span)
            }
            _ => return Err("`start` and `end` go together".to_owned()),
        };
        if let (Some(span), Some(said)) = (span, &self.text)
            && span.of(text.text) != said
        {
            return Err(format!("{:?} stands there, not {said:?}", span.of(text.text)));
        }
        Ok(Gold {
            rule: self.rule,
            category: self.category,
            field: self.field,
            span,
            note: self.note,
        })
    }
}

/// Reads the annotations of one text: JSON Lines with `rule` or `category`, `start`, `end`, `unit`
/// (`bytes` or `chars`) and, if wanted, `text` and `note`. `path` is the name for error messages.
///
/// # Errors
/// When a line is none, its offsets lie outside the text or inside a character, or its `text` is
/// not what stands there: figures over a part of the gold would look like figures over all of it.
pub fn parse(path: &str, lines: &str, text: &str) -> Result<Vec<Gold>, GoldError> {
    let characters = Characters::new(text);
    json_lines(path, lines, |raw: RawGold| raw.place(&characters, None))
}

/// The objects of JSON Lines, empty lines passed over.
pub(super) fn json_lines<Raw: for<'l> Deserialize<'l>, T>(
    path: &str,
    lines: &str,
    make: impl Fn(Raw) -> Result<T, String>,
) -> Result<Vec<T>, GoldError> {
    let mut items = Vec::new();
    for (number, line) in (1..).zip(lines.trim_start_matches('\u{FEFF}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let item = serde_json::from_str(line).map_err(|error| error.to_string()).and_then(&make);
        items.push(item.map_err(|message| GoldError {
            path: path.to_owned(),
            line: number,
            message,
        })?);
    }
    Ok(items)
}

/// From characters of a text to bytes and back.
#[derive(Clone, Debug)]
pub(super) struct Characters<'t> {
    text: &'t str,
    /// The byte at which each character starts, and the end of the text.
    starts: Vec<usize>,
}

impl<'t> Characters<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The span in bytes, if it lies in the text and cuts no character.
    fn span(&self, start: usize, end: usize, unit: Unit) -> Option<Span> {
        if start > end {
            return None;
        }
        let (start, end) = match unit {
            Unit::Bytes => (start, end),
            Unit::Chars => (*self.starts.get(start)?, *self.starts.get(end)?),
        };
        self.text.get(start..end).map(|_| Span::new(start, end))
    }

    /// A span of bytes, counted in characters; a byte inside a character counts as its start.
    pub(super) fn count(&self, span: Span) -> Span {
        let count = |at: usize| self.starts.partition_point(|start| *start <= at).max(1) - 1;
        Span::new(count(span.start), count(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Är „gut“, ja.";

    fn one(line: &str) -> Result<Option<Span>, String> {
        parse("gold", line, TEXT).map(|gold| gold[0].span).map_err(|error| error.to_string())
    }

    #[test]
    fn offsets_count_bytes_or_characters() {
        let quote = Some(Span::new(4, 7));
        assert_eq!(
            one(r#"{"rule": "x", "start": 4, "end": 7, "unit": "bytes", "text": "„"}"#),
            Ok(quote)
        );
        assert_eq!(
            one(r#"{"rule": "x", "start": 3, "end": 4, "unit": "chars", "text": "„"}"#),
            Ok(quote)
        );
        assert_eq!(
            one(r#"{"rule": "x", "start": 13, "end": 13, "unit": "chars"}"#),
            Ok(Some(Span::at(TEXT.len())))
        );
        assert_eq!(one(r#"{"category": "Other"}"#), Ok(None));
    }

    #[test]
    fn mistaken_offsets_are_refused() {
        let wrong = [
            r#"{"rule": "x", "start": 5, "end": 7, "unit": "bytes"}"#,
            r#"{"rule": "x", "start": 3, "end": 99, "unit": "chars"}"#,
            r#"{"rule": "x", "start": 4, "end": 3, "unit": "chars"}"#,
            r#"{"rule": "x", "start": 3, "end": 4}"#,
            r#"{"rule": "x", "start": 3, "unit": "chars"}"#,
            r#"{"rule": "x", "start": 3, "end": 4, "unit": "chars", "text": "g"}"#,
            r#"{"start": 3, "end": 4, "unit": "chars"}"#,
            "broken",
        ];
        for line in wrong {
            let error = one(&format!("\n{line}")).unwrap_err();
            assert!(error.starts_with("gold, line 2: "), "{line}: {error}");
        }
    }

    #[test]
    fn bytes_are_counted_back_into_characters() {
        let characters = Characters::new(TEXT);
        assert_eq!(characters.count(Span::new(4, 10)), Span::new(3, 7));
        assert_eq!(characters.count(Span::at(TEXT.len())), Span::at(13));
        assert_eq!(Characters::new("").count(Span::at(0)), Span::at(0));
    }
}
