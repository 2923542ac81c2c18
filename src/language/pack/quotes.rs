use serde::Deserialize;

/// An opening and a closing mark.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "(String, String)")]
pub struct MarkPair {
    /// The opening mark, without padding.
    pub open: String,
    /// The closing mark, without padding.
    pub close: String,
}

impl From<(String, String)> for MarkPair {
    fn from((open, close): (String, String)) -> Self {
        Self { open, close }
    }
}

/// Quotation marks: the first style is the language's own, the others are at home in it too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotes {
    /// The styles, the usual one first.
    pub styles: Vec<QuoteStyle>,
    /// What surrounds the marks.
    pub conventions: QuoteConventions,
}

/// One consistent way of quoting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteStyle {
    /// Where the fact comes from.
    pub source: String,
    /// What people call it (`newspaper`, `book`, `Swiss`).
    pub name: String,
    /// The outer marks.
    pub primary: MarkPair,
    /// The marks of a quotation inside a quotation.
    pub secondary: MarkPair,
}

/// How quotation marks meet other marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteConventions {
    /// Where the facts come from.
    pub source: String,
    /// Where the comma between quoted speech and its attribution stands: `outside` or `inside` the
    /// closing mark, or `either`.
    pub comma: CommaPlace,
    /// Whether a comma parts quoted speech from an attribution behind it (`“, sagte er`).
    pub attribution_comma: bool,
    /// Whether an attribution may stand inside the marks (French incise: « Nous, dit-il, … »).
    pub attribution_inside: bool,
    /// The spaces that may stand inside the marks; empty where none may.
    pub padding: Vec<String>,
}

/// Where a comma stands beside a closing quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommaPlace {
    /// Behind it (German, British English for most).
    Outside,
    /// Before it (American English).
    Inside,
    /// Both are in use.
    Either,
}
