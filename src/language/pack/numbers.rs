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
    /// Decimal marks that are read as the language's own too.
    #[serde(default)]
    pub other_decimals: Vec<String>,
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

/// Number words: blocks and how they are put together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberWords {
    /// Where the facts come from.
    pub source: String,
    /// Whether a number is written as one word (`zweiundvierzig`).
    pub joined: bool,
    /// Words inside a number that add nothing (`und`, `and`, `et`).
    pub joiners: Vec<String>,
    /// Words for one half before a word for a power of ten (`half a million`).
    pub halves: Vec<String>,
    /// Ends of a word that add one half (`zweieinhalb`).
    pub half_endings: Vec<String>,
    /// Words behind a number that add one half (`and a half`).
    pub half_phrases: Vec<String>,
    /// What makes an ordinal of a number word.
    pub ordinal_endings: Vec<String>,
    /// What inflects a number word.
    pub inflections: Vec<String>,
    /// What makes a decade of tens in letters (`siebziger`).
    pub decade_endings: Vec<String>,
    /// What makes an ordinal of digits, directly behind them.
    pub digit_ordinals: Vec<String>,
    /// What makes a decade of digits, directly behind them (`1970s`).
    pub digit_decades: Vec<String>,
    /// Words before a number that make a decade of it (`années 70`).
    pub decade_marks: Vec<String>,
    /// Lower-case block to value; words that are mostly something else (`ein`) are left out.
    pub values: BTreeMap<String, u64>,
    /// Blocks that count only where more of a number follows (`ein` in `einhundert`).
    pub inner: BTreeMap<String, u64>,
    /// Blocks that multiply what stands before them (`hundred`).
    pub multipliers: BTreeMap<String, u64>,
    /// Ordinals that are not made by rule.
    pub ordinals: BTreeMap<String, u64>,
    /// Words that tell a number by the way (`both`, `twice`), with the number in digits.
    pub hints: BTreeMap<String, String>,
    /// Parts of a whole (`Drittel`), with how many make the whole.
    pub fractions: BTreeMap<String, u32>,
    /// Words that count in lots (`dozen`).
    pub collectives: BTreeMap<String, u64>,
    /// Words for an unknown multiple (`thousands`).
    pub vague: BTreeMap<String, u64>,
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
