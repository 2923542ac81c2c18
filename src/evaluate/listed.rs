//! Single cases, for people to look at.

use std::fmt;

use serde::Serialize;

use crate::check::Finding;
use crate::settings::Severity;
use crate::text::{LineIndex, Span};

/// How much text is shown on either side of a place, in characters.
const CONTEXT: usize = 40;

/// A place that was missed, or where something was found that is no fault. `Display` writes it on
/// one line, in its context.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed {
    /// The file, as it was named.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The harm that the finding states; none for what was missed.
    pub severity: Option<Severity>,
    /// UTF-8 bytes of the file; none when the whole text is meant.
    pub span: Option<Span>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The text around the place, which stands between ⟦ and ⟧.
    pub context: String,
    /// The finding's message or the annotator's note.
    pub note: String,
}

impl Listed {
    /// A finding in a text, whose places count bytes of `text`.
    pub(super) fn finding(text: &str, finding: &Finding) -> Listed {
        Listed {
            path: finding.path.clone(),
            rule: finding.rule.to_string(),
            severity: Some(finding.severity),
            span: finding.span,
            line: finding.line,
            column: finding.column,
            context: finding.span.map_or_else(String::new, |span| context(text, span)),
            note: finding.message.clone(),
        }
    }

    /// A place of a text that was annotated and not found.
    pub(super) fn missed(
        path: &str,
        text: &str,
        lines: &LineIndex,
        rule: &str,
        span: Option<Span>,
        note: &str,
    ) -> Listed {
        let position = lines.position(text, span.map_or(0, |span| span.start));
        Listed {
            path: path.to_owned(),
            rule: rule.to_owned(),
            severity: None,
            span,
            line: position.line,
            column: position.column,
            context: span.map_or_else(String::new, |span| context(text, span)),
            note: note.to_owned(),
        }
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.rule)?;
        if let Some(severity) = self.severity {
            write!(f, " ({severity})")?;
        }
        if !self.context.is_empty() {
            write!(f, ": {}", self.context)?;
        }
        if !self.note.is_empty() {
            write!(f, "  [{}]", self.note)?;
        }
        Ok(())
    }
}

/// The text around a span, line breaks shown as ⏎.
fn context(text: &str, span: Span) -> String {
    let (before, rest) = text.split_at(span.start);
    let (inside, after) = rest.split_at(span.len());
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(span.start, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    format!("{}⟦{inside}⟧{}", &before[from..], &after[..to]).replace(['\n', '\r'], "⏎")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shown_in_their_context() {
        let text = "Über „Maß“\nund Ziel";
        assert_eq!(context(text, Span::new(6, 9)), "Über ⟦„⟧Maß“⏎und Ziel");
        assert_eq!(context(text, Span::at(0)), "⟦⟧Über „Maß“⏎und Ziel");
        let long = "ä".repeat(100);
        assert_eq!(context(&long, Span::new(100, 102)).chars().count(), 83);
    }
}
