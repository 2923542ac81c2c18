//! The shape of `bilint.toml`, as plain types: whoever opens the file hands its text to
//! [`Config::parse`].

mod merge;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CustomRule, HouseStyle, PenaltyKind, Severity};
use crate::text::Tag;

/// What a `bilint.toml` says. What it does not say is left to the file it extends, and to presets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Another file of this kind that holds where this one says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extend: Option<String>,
    /// Only these rules or groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// These rules or groups besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// Not these rules or groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Rules that are still being tried run too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview: Option<bool>,
    /// Findings of less harm are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<Severity>,
    /// Findings less sure than this (0 to 1) are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<f64>,
    /// A finding of this harm or more makes the run fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<Severity>,
    /// More findings of a rule or group than this make the run fail.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub max_findings: BTreeMap<String, usize>,
    /// More penalty points per 1,000 words than this, over all texts, make the run fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_penalty: Option<f64>,
    /// More penalty points per 1,000 words than this in one text make the run fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_document_penalty: Option<f64>,
    /// How much findings count in the score, in points, by kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub score: BTreeMap<PenaltyKind, f64>,
    /// The source's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<Tag>,
    /// The translation's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_lang: Option<Tag>,
    /// Which variety a language is in, where a text does not say: `de = "de-CH"`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<String, Tag>,
    /// How the files of a text are named in its languages: `{slug}.{lang}.md`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairs: Option<Vec<String>>,
    /// Lexicons beside the built-in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicons: Option<Vec<String>>,
    /// The glossary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glossary: Option<String>,
    /// The file of accepted findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// The harm of a rule's findings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severities: BTreeMap<String, Severity>,
    /// The options of rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, toml::Table>,
    /// How the house writes.
    #[serde(skip_serializing_if = "is_preset")]
    pub style: HouseStyle,
    /// What is otherwise for some files; later ones go over earlier ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Rules of the user's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomRule>,
}

/// What is otherwise for some files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Which files: patterns such as `sport/**/*.md`, from the folder of `bilint.toml`; one without
    /// `/` holds in every folder.
    pub files: Vec<String>,
    /// Only these rules or groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// These rules or groups besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// Not these rules or groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Findings of less harm are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<Severity>,
    /// Findings less sure than this (0 to 1) are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<f64>,
    /// The source's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<Tag>,
    /// The translation's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_lang: Option<Tag>,
    /// Which variety a language is in, where a text does not say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<String, Tag>,
    /// The harm of a rule's findings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub severities: BTreeMap<String, Severity>,
    /// The options of rules.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, toml::Table>,
    /// How the house writes here.
    #[serde(default, skip_serializing_if = "is_preset")]
    pub style: HouseStyle,
}

fn is_preset(style: &HouseStyle) -> bool {
    *style == HouseStyle::default()
}

impl Config {
    /// Reads the text of a `bilint.toml`.
    ///
    /// # Errors
    /// When it is no TOML of this shape; the error knows the place.
    pub fn parse(text: &str) -> Result<Config, toml::de::Error> {
        toml::from_str(text)
    }
}
