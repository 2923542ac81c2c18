//! Whether what a `bilint.toml` says fits what there is: rules, options, patterns.

use std::collections::BTreeMap;

use bilint::Severity;
use bilint::rules::{CUSTOM, Custom, Options, all, find, known};
use bilint::settings::{Config, HouseStyle};

use super::super::check::Patterns;
use super::glob;
use super::place::Step;

/// What is wrong, and where.
pub struct Wrong {
    pub steps: Vec<Step>,
    pub message: String,
}

fn wrong(steps: &[&dyn ToStep], message: impl ToString) -> Wrong {
    let steps = steps.iter().map(|step| step.step()).collect();
    Wrong { steps, message: message.to_string() }
}

trait ToStep {
    fn step(&self) -> Step;
}

impl ToStep for &str {
    fn step(&self) -> Step {
        Step::Key((*self).to_owned())
    }
}

impl ToStep for usize {
    fn step(&self) -> Step {
        Step::Item(*self)
    }
}

/// Looks through the settings of one file. `own_rules`: the custom rules of all files.
pub fn verify(config: &Config, own_rules: &[String]) -> Result<(), Wrong> {
    let names = Names { own_rules };
    let select = config.select.as_deref().unwrap_or_default();
    names.lists(
        &[],
        &[("select", select), ("extend-select", &config.extend_select), ("ignore", &config.ignore)],
    )?;
    for name in config.max_findings.keys() {
        names
            .rule_or_group(name)
            .map_err(|error| wrong(&[&"max-findings", &name.as_str()], error))?;
    }
    names.tables(&[], &config.severities, &config.rules)?;
    share(&[], config.min_confidence)?;
    let limits = [
        ("max-penalty", config.max_penalty),
        ("max-document-penalty", config.max_document_penalty),
    ];
    for (key, limit) in limits {
        points(limit).map_err(|error| wrong(&[&key], error))?;
    }
    for (kind, weight) in &config.score {
        points(Some(*weight)).map_err(|error| wrong(&[&"score", &kind.name()], error))?;
    }
    style(&[], &config.style)?;
    for (index, by) in config.overrides.iter().enumerate() {
        let steps = [Step::Key("overrides".to_owned()), Step::Item(index)];
        let select = by.select.as_deref().unwrap_or_default();
        names.lists(
            &steps,
            &[("select", select), ("extend-select", &by.extend_select), ("ignore", &by.ignore)],
        )?;
        names.tables(&steps, &by.severities, &by.rules)?;
        share(&steps, by.min_confidence)?;
        style(&steps, &by.style)?;
        for (number, pattern) in by.files.iter().enumerate() {
            glob(pattern)
                .map_err(|error| inside(&steps, wrong(&[&"files", &number], error.kind())))?;
        }
    }
    for (index, pattern) in config.pairs.iter().flatten().enumerate() {
        Patterns::new(&[pattern.as_str()])
            .map_err(|message| wrong(&[&"pairs", &index], message))?;
    }
    for (index, rule) in config.custom.iter().enumerate() {
        if config.custom[..index].iter().any(|other| other.name == rule.name) {
            let message = format!("there are two custom rules `{}`", rule.name);
            return Err(wrong(&[&"custom", &index, &"name"], message));
        }
        Custom::new(rule.clone())
            .map_err(|error| wrong(&[&"custom", &index, &error.key], &error.message))?;
    }
    Ok(())
}

/// The same fault, in a table.
fn inside(steps: &[Step], mut wrong: Wrong) -> Wrong {
    wrong.steps = [steps, &wrong.steps].concat();
    wrong
}

fn share(steps: &[Step], share: Option<f64>) -> Result<(), Wrong> {
    match share {
        Some(share) if !(0.0..=1.0).contains(&share) => {
            Err(inside(steps, wrong(&[&"min-confidence"], "a number from 0 to 1 is needed")))
        }
        _ => Ok(()),
    }
}

fn points(points: Option<f64>) -> Result<(), &'static str> {
    match points {
        Some(points) if !points.is_finite() || points < 0.0 => Err("a number from 0 up is needed"),
        _ => Ok(()),
    }
}

fn style(steps: &[Step], style: &HouseStyle) -> Result<(), Wrong> {
    let marks = [("quotation", &style.quotation), ("inner-quotation", &style.inner_quotation)];
    for (key, marks) in marks {
        if marks.as_ref().is_some_and(|marks| marks.iter().any(|it| it.chars().count() != 1)) {
            let message = "one opening and one closing mark are needed, such as [\"»\", \"«\"]";
            return Err(inside(steps, wrong(&[&"style", &key], message)));
        }
    }
    Ok(())
}

struct Names<'c> {
    own_rules: &'c [String],
}

impl Names<'_> {
    fn is_own(&self, name: &str) -> bool {
        name == CUSTOM || self.own_rules.iter().any(|own| own == name)
    }

    fn rule_or_group(&self, name: &str) -> Result<(), String> {
        if self.is_own(name) {
            return Ok(());
        }
        known(name).map_err(|error| error.to_string())
    }

    /// A rule, where a group will not do.
    fn rule(&self, name: &str) -> Result<(), String> {
        self.rule_or_group(name)?;
        let is_group = name == CUSTOM || all().any(|it| it.rule.group.name() == name);
        if is_group {
            return Err(format!("`{name}` is a group; name its rules"));
        }
        Ok(())
    }

    fn lists(&self, steps: &[Step], lists: &[(&str, &[String])]) -> Result<(), Wrong> {
        for (key, list) in lists {
            for (index, name) in list.iter().enumerate() {
                self.rule_or_group(name)
                    .map_err(|error| inside(steps, wrong(&[key, &index], error)))?;
            }
        }
        Ok(())
    }

    fn tables(
        &self,
        steps: &[Step],
        severities: &BTreeMap<String, Severity>,
        rules: &BTreeMap<String, toml::Table>,
    ) -> Result<(), Wrong> {
        for name in severities.keys() {
            let fault = |error| inside(steps, wrong(&[&"severities", &name.as_str()], error));
            self.rule(name).map_err(fault)?;
        }
        for (name, table) in rules {
            let fault = |error| inside(steps, wrong(&[&"rules", &name.as_str()], error));
            self.rule(name).map_err(fault)?;
            let declared = find(name).map_or(&[][..], |it| it.options);
            Options::read(name, declared, table).map_err(|error| {
                let at = error.option.clone();
                inside(steps, wrong(&[&"rules", &name.as_str(), &at.as_str()], error))
            })?;
        }
        Ok(())
    }
}
