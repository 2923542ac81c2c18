use std::collections::BTreeMap;

use serde::Deserialize;

/// Numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbers {
    /// Where the separators come from.
    pub source: String,
    /// The decimal mark.
    pub decimal: String,
    /// Marks that group digits by three, the usual one first; spaces included.
    pub group: Vec<String>,
    /// Words for powers of ten.
    pub scale: Scale,
    /// Words for small numbers.
    pub words: NumberWords,
}

/// Words for powers of ten.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scale {
    /// Where the facts come from.
    pub source: String,
    /// Word or abbreviation (as written, with its full stop) to its power of ten.
    pub powers: BTreeMap<String, u8>,
}

/// Number words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberWords {
    /// Where the facts come from.
    pub source: String,
    /// Lower-case word to value; words that are mostly something else (`ein`) are left out.
    pub values: BTreeMap<String, u64>,
}

/// The calendar.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {
    /// Where the facts come from.
    pub source: String,
    /// January to December, each with its forms, the full name first.
    pub months: Vec<Vec<String>>,
    /// Monday to Sunday, each with its forms, the full name first.
    pub weekdays: Vec<Vec<String>>,
}
