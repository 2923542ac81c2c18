use std::borrow::Cow;

use serde::Serialize;

use crate::document::Edit;
use crate::reading::Segment;
use crate::rules::Applicability;
use crate::settings::Severity;
use crate::text::Span;

/// What was found, at its place in the file.
///
/// Serialised it is the JSON of the command line's contract; what is not there is null.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The file, as it was named.
    pub path: String,
    /// The member of a packed file that the span counts in.
    pub part: Option<String>,
    /// The record.
    pub id: Option<String>,
    /// The record's field.
    pub field: Option<String>,
    /// The rule's name.
    pub rule: Cow<'static, str>,
    /// The harm.
    pub severity: Severity,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// MQM-Core dimension and type.
    pub category: Cow<'static, str>,
    /// ITS 2.0 `locQualityIssueType`.
    pub its: Cow<'static, str>,
    /// What is wrong, with the words of the text.
    pub message: String,
    /// UTF-8 bytes of the file, member or field; none when the whole document is meant.
    pub span: Option<Span>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The decoded text at the span.
    pub excerpt: String,
    /// What shows it in the source.
    pub source: Option<SourcePlace>,
    /// Other places that belong to it.
    pub related: Vec<RelatedPlace>,
    /// The repair.
    pub fix: Option<Fix>,
    /// By what it is recognised after edits elsewhere in the text.
    pub fingerprint: String,
    /// Why it is believed, where the message does not say it.
    #[serde(skip)]
    pub evidence: Option<String>,
    /// Why it matters.
    #[serde(skip)]
    pub why: Cow<'static, str>,
    /// What to do.
    #[serde(skip)]
    pub advice: Cow<'static, str>,
    /// The same place in words of the reading: the block of the target and the bytes of its text.
    #[serde(skip)]
    pub reading: Segment,
}

/// A place in the source or among the snippets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePlace {
    /// The file, as it was named.
    pub path: String,
    /// The member of a packed file that the span counts in.
    pub part: Option<String>,
    /// The record.
    pub id: Option<String>,
    /// The record's field.
    pub field: Option<String>,
    /// UTF-8 bytes of the file, member or field.
    pub span: Span,
    /// The decoded text at the span.
    pub excerpt: String,
    /// The number of the block in its document.
    #[serde(skip)]
    pub block: usize,
}

/// Another place of the same text that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelatedPlace {
    /// The rule that found it, which is the finding's own or one that yielded to it.
    pub rule: Cow<'static, str>,
    /// The record, where it is another one than the finding's own.
    pub id: Option<String>,
    /// UTF-8 bytes of the file, member or field.
    pub span: Span,
    /// The decoded text at the span.
    pub excerpt: String,
    /// What it has to do with the finding.
    pub note: String,
    /// The number of the block of the target.
    #[serde(skip)]
    pub block: usize,
}

/// A repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// What is to be changed, in order; spans do not overlap.
    pub edits: Vec<Edit>,
}
