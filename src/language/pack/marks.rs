use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::WordSet;

use super::MarkPair;

/// Spaces.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spacing {
    /// Where the facts come from.
    pub source: String,
    /// Marks before which a space belongs (French `:;!?»`), or may stand.
    pub spaced_before: String,
    /// Signs behind a number that a space parts from it (`%`, `°C`, `€`, `km`).
    pub spaced_units: WordSet,
    /// Whether newsrooms hold to that space, so that its absence is a fault; where they do not, it
    /// is a matter of fine typography.
    pub strict_units: bool,
    /// The space that is put in by a fix, usually U+00A0.
    pub unit_space: String,
}

/// Marks other than quotation marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Punctuation {
    /// Where the facts come from.
    pub source: String,
    /// The marks in use, beside digits and letters (CLDR punctuation exemplars).
    pub marks: String,
    /// Marks of other scripts and what stands for them here (`，` = `,`).
    pub foreign: BTreeMap<String, String>,
    /// The typographic apostrophe.
    pub apostrophe: String,
    /// Whether the language marks possession with apostrophe and s.
    pub possessive_apostrophe: bool,
    /// The dash of a parenthesis, with the spaces around it (` – ` or `—`).
    pub dash: String,
    /// Marks that open what `?` and `!` close (`¿`, `¡`); empty for most languages.
    pub inverted: Vec<MarkPair>,
}

/// Letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letters {
    /// Where the facts come from.
    pub source: String,
    /// Letters beyond a to z in the language's own words, lower case (CLDR main exemplars).
    pub special: String,
    /// The vowels that may have an accent, in lower case and without it.
    pub accented_vowels: String,
    /// Whether nouns are capitalised within a sentence.
    pub capital_nouns: bool,
    /// Letters of a text for each letter of the same text in English.
    pub expansion: f64,
    /// Whether headings are written with capitals throughout, at least by some.
    pub title_case: bool,
    /// Endings that only nouns have, in lower case; none in languages whose nouns have no capitals.
    pub noun_endings: Vec<String>,
}
