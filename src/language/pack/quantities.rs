use std::collections::BTreeMap;

use serde::Deserialize;

/// What stands around numbers: money, units, shares, times. A form of several words is written with
/// single spaces; a space or a hyphen may stand between the words in a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quantities {
    /// Where the facts come from.
    pub source: String,
    /// Words before a number that make it approximate.
    pub hedges: Vec<String>,
    /// Words and signs for percent, their adjectives included.
    pub percent: Vec<String>,
    /// Words for percentage points.
    pub points: Vec<String>,
    /// Words between the ends of a range (`bis`).
    pub range_words: Vec<String>,
    /// Words between two numbers that share a unit (`und`).
    pub pair_words: Vec<String>,
    /// Words that link a number with what it counts (`millions de dollars`).
    pub links: Vec<String>,
    /// Words between a number and the unit that it counts for (`je`, `per`).
    pub per_words: Vec<String>,
    /// The code of the unit that a bare degree of temperature is in; empty where it may be any.
    pub degree: String,
    /// Words behind a time of day (`Uhr`).
    pub clock: Vec<String>,
    /// Marks of the hours before noon, behind digits.
    pub before_noon: Vec<String>,
    /// Marks of the hours after noon, behind digits.
    pub after_noon: Vec<String>,
    /// What stands between hours and minutes instead of a mark (`15h30`).
    pub clock_glued: Vec<String>,
    /// Words that put an hour before noon.
    pub mornings: Vec<String>,
    /// Words that put an hour after noon.
    pub evenings: Vec<String>,
    /// Words right before an hour, in lower case, with the minutes that the time lies behind it
    /// (`halb`: −30, `quarter past`: 15).
    pub clock_phrases: BTreeMap<String, i64>,
    /// Words right before a weekday, in lower case, that make a night of it which begins the day
    /// before (`nacht zum`).
    pub eve_phrases: Vec<String>,
    /// Words, in lower case, that stand right before a month without a day (`im`), and not before a
    /// date.
    pub month_words: Vec<String>,
    /// Names of time zones.
    pub zones: Vec<String>,
    /// What may be added to a weekday's name (`Montagabend`).
    pub weekday_endings: Vec<String>,
    /// What inflects an adjective made of a unit (`jährig`).
    pub adjective_endings: Vec<String>,
    /// Whether the sign of a currency stands before the number (`$5`).
    pub sign_first: bool,
    /// Whether the day stands before the month in a date.
    pub day_first: bool,
    /// A date in words: `{d}`, `{month}`, `{y}`; empty where there is no one way.
    pub date_format: String,
    /// A time of day: `{h}` and `{mm}`, in 24 hours; empty where there is no one way.
    pub time_format: String,
    /// The names of currencies behind a number, by code, in the plural.
    pub currency_names: BTreeMap<String, String>,
    /// Words for a time of day, in minutes from midnight.
    pub times: BTreeMap<String, u64>,
    /// Currencies by code, with the forms that stand for them.
    pub currencies: BTreeMap<String, Vec<String>>,
    /// Units by code, with the forms that stand for them.
    pub units: BTreeMap<String, Vec<String>>,
    /// Ends of adjectives by the code of their unit (`45-jährig`).
    pub unit_adjectives: BTreeMap<String, Vec<String>>,
    /// Forms that name no country, as codes, with the currencies that they may stand for.
    pub families: BTreeMap<String, Vec<String>>,
    /// Codes of a hundredth of a currency.
    pub minor_currencies: Vec<String>,
    /// What the units measure.
    pub measures: BTreeMap<String, Measure>,
}

/// A unit: `value · factor + offset` is the same in the base unit of the dimension.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// What it measures: `length`, `mass`.
    pub dimension: String,
    /// How many base units one of it is.
    pub factor: f64,
    /// What is added after that.
    #[serde(default)]
    pub offset: f64,
}
