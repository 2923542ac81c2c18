//! What is known about the rules, for those who read results without the program at hand.

use std::collections::BTreeSet;

use super::super::places;
use super::shapes::{Configuration, RuleObject, RuleProperties, Text};
use crate::rules::{Example, Registered, all};

/// The rules of these names: those of the registry in its order, then any others.
pub(super) fn described(names: &BTreeSet<&str>) -> Vec<RuleObject> {
    let known = all().filter(|registered| names.contains(registered.rule.name));
    let mut rules: Vec<RuleObject> = known.map(|registered| described_one(&registered)).collect();
    let is_known = |name: &&&str| all().any(|registered| registered.rule.name == **name);
    rules.extend(names.iter().filter(|name| !is_known(name)).map(|name| other(name)));
    rules
}

fn described_one(registered: &Registered) -> RuleObject {
    let rule = registered.rule;
    let level = places::level(rule.severity, "note");
    // GitHub shows ten tags and refuses more than twenty.
    let tags = [rule.group.name(), rule.category, rule.its].into_iter().collect::<BTreeSet<_>>();
    RuleObject {
        id: rule.name.to_owned(),
        short_description: registered.summary().into(),
        full_description: rule.why.to_owned().into(),
        help: Text {
            text: format!("{} {}", rule.why, rule.advice),
            markdown: Some(explained(registered)),
        },
        default_configuration: Configuration { level },
        properties: RuleProperties {
            tags: tags.into_iter().map(str::to_owned).collect(),
            severity: if level == "note" { "recommendation" } else { level },
        },
    }
}

/// A rule that is not in the registry: one of the user's own.
fn other(name: &str) -> RuleObject {
    let text = || Text::from("A rule of this project's own.".to_owned());
    RuleObject {
        id: name.to_owned(),
        short_description: text(),
        full_description: text(),
        help: text(),
        default_configuration: Configuration { level: "warning" },
        properties: RuleProperties { tags: Vec::new(), severity: "warning" },
    }
}

/// What `bilint explain` says, as Markdown.
fn explained(registered: &Registered) -> String {
    let rule = registered.rule;
    let documentation = registered.documentation();
    let mut page = format!("{}\n\n## What to do\n\n{}\n", documentation.trim(), rule.advice);
    let (bad, good): (Vec<&Example>, Vec<&Example>) =
        rule.examples.iter().partition(|example| example.is_bad());
    for (title, examples) in [("Found", bad), ("Not found", good)] {
        page.push_str(&format!("\n## {title}\n"));
        for example in examples {
            // Texts hold what Markdown and HTML would take for theirs, backticks too.
            page.push_str("\n~~~text\n");
            let lines = example.source.into_iter().chain([(example.language, example.target)]);
            let fixed = example.fixed.map(|fixed| ("fixed", fixed));
            for (label, text) in lines.chain(fixed) {
                page.push_str(&format!("{label}: {text}\n"));
            }
            page.push_str("~~~\n");
        }
    }
    page
}
