//! What a finding says of its rule, whoever wrote the rule.

use std::borrow::Cow;

use crate::rules::{Custom, Rule};
use crate::settings::Severity;

/// The words of a rule that its findings bear.
pub(super) struct Said {
    pub name: Cow<'static, str>,
    pub severity: Severity,
    /// Whether the user has said how grave it is: then no finding says otherwise.
    pub decided: bool,
    pub category: Cow<'static, str>,
    pub its: Cow<'static, str>,
    pub why: Cow<'static, str>,
    pub advice: Cow<'static, str>,
}

impl Said {
    /// The harm of a finding that says `own` of itself.
    pub fn harm(&self, own: Option<Severity>) -> Severity {
        own.filter(|_| !self.decided).unwrap_or(self.severity)
    }
}

impl From<&'static Rule> for Said {
    fn from(rule: &'static Rule) -> Said {
        Said {
            name: rule.name.into(),
            severity: rule.severity,
            decided: false,
            category: rule.category.into(),
            its: rule.its.into(),
            why: rule.why.into(),
            advice: rule.advice.into(),
        }
    }
}

impl From<&Custom> for Said {
    fn from(custom: &Custom) -> Said {
        let rule = &custom.rule;
        let why = "A rule of this house is against it.".into();
        let advice = "Change it, or accept it with a comment that gives the reason.".into();
        Said {
            name: rule.name.clone().into(),
            severity: rule.severity,
            decided: false,
            category: "style/organizational-style".into(),
            its: "style".into(),
            why: rule.why.clone().map_or(why, Cow::Owned),
            advice: rule.advice.clone().map_or(advice, Cow::Owned),
        }
    }
}
