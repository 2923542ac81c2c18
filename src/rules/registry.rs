use std::collections::BTreeSet;

use super::options::RuleOption;
use super::rule::{Rule, Stage};
use super::{
    brackets, case, characters, coverage, hygiene, names, numbers, publishing, punctuation, quotes,
    spacing, syntax, terms, untranslated,
};
use crate::settings::Selection;

/// A rule with the text of its file, whose module documentation is the rule's.
#[derive(Clone, Copy)]
pub struct Registered {
    /// The rule.
    pub rule: &'static Rule,
    /// The text of its file.
    pub file: &'static str,
    /// What can be set about it.
    pub options: &'static [RuleOption],
}

/// Lists the rules of a group: one name a rule, which is its module's and its file's. A rule that
/// has options names the constant that holds them: `lost_quote [OPTIONS]`.
macro_rules! rules {
    (@options $name:ident) => { &[] };
    (@options $name:ident $options:ident) => { $name::$options };
    ($($name:ident $([$options:ident])?),* $(,)?) => {
        $(mod $name;)*

        /// The rules of this group.
        pub const RULES: &[$crate::rules::Registered] = &[$($crate::rules::Registered {
            rule: &$name::RULE,
            file: include_str!(concat!(stringify!($name), ".rs")),
            options: $crate::rules::registry::rules!(@options $name $($options)?),
        }),*];
    };
}
pub(super) use rules;

/// All rules, group by group.
pub fn all() -> impl Iterator<Item = Registered> {
    let groups = [
        quotes::RULES,
        brackets::RULES,
        spacing::RULES,
        punctuation::RULES,
        characters::RULES,
        numbers::RULES,
        untranslated::RULES,
        coverage::RULES,
        syntax::RULES,
        case::RULES,
        names::RULES,
        terms::RULES,
        publishing::RULES,
        hygiene::RULES,
    ];
    groups.into_iter().flatten().copied()
}

/// The rule of this name.
pub fn find(name: &str) -> Option<Registered> {
    all().find(|registered| registered.rule.name == name)
}

impl Registered {
    /// The rule's documentation: the module comment of its file, in Markdown.
    pub fn documentation(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        text.join("\n")
    }

    /// What the rule finds: the first paragraph under the heading of its documentation.
    pub fn summary(&self) -> String {
        let documentation = self.documentation();
        let lines =
            documentation.lines().skip_while(|line| line.is_empty() || line.starts_with('#'));
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A name that is neither a rule nor a group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule or group `{name}`{}; `bilint rules` lists them", similar.as_ref().map(|it| format!(" (did you mean `{it}`?)")).unwrap_or_default())]
pub struct SelectionError {
    /// What was given.
    pub name: String,
    /// The nearest name there is.
    pub similar: Option<String>,
}

/// The rules that a selection lets run, in the registry's order.
///
/// A rule's own name weighs more than its group's; between equals `ignore` wins. A preview rule
/// runs when preview is on or when it is selected by its own name.
pub fn select(selection: &Selection) -> Result<Vec<&'static Rule>, SelectionError> {
    for name in selection.select.iter().chain(&selection.extend).chain(&selection.ignore) {
        known(name)?;
    }
    let runs = |rule: &Rule| {
        let by_name = |names: &BTreeSet<String>| names.contains(rule.name);
        let by_group = |names: &BTreeSet<String>| names.contains(rule.group.name());
        let named = by_name(&selection.select) || by_name(&selection.extend);
        if by_name(&selection.ignore) {
            return false;
        }
        if named {
            return true;
        }
        let wanted = selection.select.is_empty()
            || by_group(&selection.select)
            || by_group(&selection.extend);
        wanted
            && !by_group(&selection.ignore)
            && (rule.stage == Stage::Default || selection.preview)
    };
    Ok(all().map(|registered| registered.rule).filter(|rule| runs(rule)).collect())
}

/// Whether there is a rule or a group of this name.
pub fn known(name: &str) -> Result<(), SelectionError> {
    let names: BTreeSet<&str> =
        all().flat_map(|registered| [registered.rule.name, registered.rule.group.name()]).collect();
    if names.contains(name) {
        return Ok(());
    }
    let similar = names
        .into_iter()
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known.to_owned());
    Err(SelectionError { name: name.to_owned(), similar })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(select: &[&str], ignore: &[&str]) -> Selection {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Selection { select: set(select), ignore: set(ignore), ..Selection::default() }
    }

    fn names(select_: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        select(&selection(select_, ignore)).unwrap().iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn a_rules_own_name_weighs_more_than_its_groups() {
        assert!(
            names(&["quotes"], &["reopened-quote"]).iter().all(|name| *name != "reopened-quote")
        );
        assert_eq!(names(&["reopened-quote"], &["quotes"]), ["reopened-quote"]);
        assert!(names(&[], &[]).contains(&"untranslated-bracket"));
    }

    #[test]
    fn unknown_names_are_answered_with_a_near_one() {
        let error = select(&selection(&["reopend-quote"], &[])).unwrap_err();
        assert_eq!(error.similar.as_deref(), Some("reopened-quote"));
        assert!(error.to_string().contains("did you mean `reopened-quote`?"));
    }

    #[test]
    fn every_rule_is_documented_and_shown() {
        for registered in all() {
            let rule = registered.rule;
            assert!(registered.documentation().len() > 100, "{}", rule.name);
            let bad = rule.examples.iter().filter(|example| example.is_bad()).count();
            assert!(bad >= 2, "{}: bad examples", rule.name);
            assert!(rule.examples.len() - bad >= 2, "{}: good examples", rule.name);
            assert!(!rule.why.is_empty() && !rule.advice.is_empty(), "{}", rule.name);
            assert_eq!(find(rule.name).unwrap().rule.name, rule.name);
            for winner in rule.yields_to {
                assert!(find(winner).is_some(), "{} yields to {winner}", rule.name);
            }
        }
    }
}
