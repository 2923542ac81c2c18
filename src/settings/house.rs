use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How a house writes, where its language leaves a choice. What is not said is left to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HouseStyle {
    /// The marks of a quotation: the opening one and the closing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotation: Option<[String; 2]>,
    /// The marks of a quotation inside a quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner_quotation: Option<[String; 2]>,
    /// How numbers are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<NumberStyle>,
    /// Words and names that are right as they stand here, whatever a rule says.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub accepted: BTreeSet<String>,
}

/// How a house writes numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberStyle {
    /// The mark before decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// What parts thousands; empty for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grouping: Option<String>,
}

impl HouseStyle {
    /// Whether a word or name is right as it stands.
    pub fn accepts(&self, text: &str) -> bool {
        self.accepted.contains(text)
    }

    /// The same with what `over` says put over it; accepted words are those of both.
    pub fn with(&self, over: &HouseStyle) -> HouseStyle {
        let numbers = match (&self.numbers, &over.numbers) {
            (Some(own), Some(over)) => Some(NumberStyle {
                decimal: over.decimal.clone().or_else(|| own.decimal.clone()),
                grouping: over.grouping.clone().or_else(|| own.grouping.clone()),
            }),
            (own, over) => over.clone().or_else(|| own.clone()),
        };
        HouseStyle {
            quotation: over.quotation.clone().or_else(|| self.quotation.clone()),
            inner_quotation: over.inner_quotation.clone().or_else(|| self.inner_quotation.clone()),
            numbers,
            accepted: self.accepted.union(&over.accepted).cloned().collect(),
        }
    }
}
