use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::error::SettingsError;
use super::finding::Finding;
use super::ownership::{self, Owned};
use super::said::Said;
use super::suppression::{Remark, SideFile, Suppressions, unused};
use super::{assemble, fingerprint, seams};
use crate::document::Block;
use crate::pair::{Pair, Unit};
use crate::reading::Segment;
use crate::rules::{
    CUSTOM, Context, Custom, CustomError, Findings, Logic, Options, Proposal, Rule, SelectionError,
    all, find, known, select,
};
use crate::settings::Settings;

/// The rule that the pipeline itself states.
const UNUSED: &str = "unused-suppression";

/// Checks pairs with a fixed set of rules and settings.
#[derive(Debug)]
pub struct Checker {
    rules: Vec<&'static Rule>,
    custom: Vec<Custom>,
    /// The options of all rules that have any, by rule.
    options: BTreeMap<&'static str, Options>,
    /// Those of the rules that run, in their order.
    own_options: Vec<Options>,
    /// What rules without options are given.
    none: Options,
    settings: Settings,
}

/// What a check has brought.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// What is wrong with comments that speak to bilint.
    pub remarks: Vec<Remark>,
    /// How many findings people have accepted in the text.
    pub suppressed: usize,
    /// How long each rule has worked, when that was asked for.
    pub timings: BTreeMap<Cow<'static, str>, Duration>,
}

impl Checker {
    /// A checker that runs what the settings select.
    ///
    /// # Errors
    /// When the settings name rules or options that there are not, or a custom rule cannot run.
    pub fn new(settings: Settings) -> Result<Checker, SettingsError> {
        let mut custom = Vec::new();
        let mut names = BTreeSet::new();
        for rule in &settings.custom {
            if !names.insert(rule.name.clone()) {
                let message = format!("there are two custom rules `{}`", rule.name);
                return Err(CustomError { rule: rule.name.clone(), key: "name", message }.into());
            }
            custom.push(Custom::new(rule.clone())?);
        }
        let mut selection = settings.selection.clone();
        let is_custom = |name: &String| name == CUSTOM || names.contains(name);
        let (chosen, refused) = (selection.select.clone(), selection.ignore.clone());
        let extended = selection.extend.clone();
        let wanted = |name: &str| {
            let has = |set: &BTreeSet<String>, name: &str| set.contains(name);
            let named = has(&chosen, name) || has(&extended, name);
            let by_group = chosen.is_empty() || has(&chosen, CUSTOM) || has(&extended, CUSTOM);
            !has(&refused, name) && (named || (by_group && !has(&refused, CUSTOM)))
        };
        custom.retain(|it| wanted(&it.rule.name));
        let only_custom = !selection.select.is_empty() && selection.select.iter().all(is_custom);
        for set in [&mut selection.select, &mut selection.extend, &mut selection.ignore] {
            set.retain(|name| !is_custom(name));
        }
        let mut rules = select(&selection)?;
        if only_custom {
            // Nothing of bilint's own was selected, which an empty list would not say.
            rules.retain(|rule| {
                let names = &selection.extend;
                names.contains(rule.name) || names.contains(rule.group.name())
            });
        }
        for name in settings.severities.keys().filter(|name| !is_custom(name)) {
            if find(name).is_none() {
                known(name)?;
                return Err(SelectionError { name: name.clone(), similar: None }.into());
            }
        }
        let mut options = BTreeMap::new();
        for registered in all().filter(|it| !it.options.is_empty()) {
            let name = registered.rule.name;
            options.insert(name, Options::presets(registered.options));
        }
        for (rule, table) in &settings.options {
            let Some(registered) = find(rule) else {
                known(rule)?;
                return Err(SelectionError { name: rule.clone(), similar: None }.into());
            };
            let read = Options::read(rule, registered.options, table);
            let error = |error| SettingsError::Option { rule: rule.clone(), error };
            options.insert(registered.rule.name, read.map_err(error)?);
        }
        let of_rule = |rule: &&Rule| options.get(rule.name).cloned().unwrap_or_default();
        let own_options = rules.iter().map(of_rule).collect();
        let none = Options::default();
        Ok(Checker { rules, custom, options, own_options, none, settings })
    }

    /// The rules that run, custom ones apart.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// The settings it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The findings in a pair, in the order of their places.
    pub fn check(&self, pair: &Pair) -> Vec<Finding> {
        self.verdict(pair, None, false).findings
    }

    /// The same with what is to be said about it. `beside`: what is accepted in a file beside the
    /// text. `timed`: whether to take the time of each rule; not to be asked for where there is no
    /// clock.
    pub fn verdict(&self, pair: &Pair, beside: Option<&SideFile>, timed: bool) -> Verdict {
        let mut verdict = Verdict::default();
        let mut suppressions = Suppressions::collect(&pair.target.document, beside);
        let proposals = self.proposals(pair, &mut verdict, timed);
        let judges = self.rules.iter().find(|rule| rule.name == UNUSED);
        if judges.is_some() && !suppressions.all.is_empty() {
            self.mark_used(pair, &proposals, &mut suppressions);
        }
        let (own, custom) = proposals;
        let harm = |rule: &Rule, proposal: &Proposal| {
            let said = self.settings.severities.get(rule.name).copied();
            said.or(proposal.severity).unwrap_or(rule.severity)
        };
        let enough = |rule: &Rule, proposal: &Proposal| {
            harm(rule, proposal) >= self.settings.min_severity
                && proposal.confidence >= self.settings.min_confidence
                && !self.is_accepted(pair, proposal)
        };
        let own = own.into_iter().filter(|(rule, proposal)| enough(rule, proposal)).collect();
        let mut owned = ownership::settle(own);
        let least = self.settings.min_severity;
        let custom = custom.into_iter().map(|(custom, proposal)| owned_by(custom, proposal));
        owned.extend(custom.filter(|it| !self.is_accepted(pair, &it.proposal)));
        for it in &mut owned {
            if let Some(severity) = self.settings.severities.get(&*it.rule.name) {
                (it.rule.severity, it.rule.decided) = (*severity, true);
            }
        }
        owned.retain(|it| it.rule.harm(it.proposal.severity) >= least);
        verdict.findings = assemble::findings(pair, owned);
        let before = verdict.findings.len();
        if !suppressions.all.is_empty() {
            verdict.findings.retain(|it| !suppressions.accept(it, group_of(&it.rule)));
        }
        verdict.suppressed = before - verdict.findings.len();
        self.add_unused(pair, &mut suppressions, &mut verdict);
        let unknown = suppressions.names().into_iter().filter_map(|name| self.unknown(name));
        let unknown: Vec<Remark> = unknown.collect();
        verdict.remarks = suppressions.remarks;
        verdict.remarks.extend(unknown);
        verdict.remarks.sort();
        verdict
    }

    /// What the rules propose, bilint's own and the user's.
    fn proposals<'c>(&'c self, pair: &Pair, verdict: &mut Verdict, timed: bool) -> Proposals<'c> {
        let (mut own, mut custom) = (Vec::new(), Vec::new());
        let checked = Checked::of(pair);
        for (rule, options) in self.rules.iter().zip(&self.own_options) {
            let begun = timed.then(Instant::now);
            let context = Context { pair, house: &self.settings.house, options };
            let proposals = run(rule, &context, &checked).proposals;
            own.extend(proposals.into_iter().map(|proposal| (*rule, proposal)));
            if let Some(begun) = begun {
                *verdict.timings.entry(rule.name.into()).or_default() += begun.elapsed();
            }
        }
        for rule in &self.custom {
            let begun = timed.then(Instant::now);
            let mut out = Findings::default();
            rule.check(&self.context(pair, CUSTOM), &mut out);
            custom.extend(out.proposals.into_iter().map(|proposal| (rule, proposal)));
            if let Some(begun) = begun {
                let name = Cow::Owned(rule.rule.name.clone());
                *verdict.timings.entry(name).or_default() += begun.elapsed();
            }
        }
        seams::add_up(pair, &mut own);
        (own, custom)
    }

    fn context<'p>(&'p self, pair: &'p Pair, rule: &str) -> Context<'p> {
        let options = self.options.get(rule).unwrap_or(&self.none);
        Context { pair, house: &self.settings.house, options }
    }

    /// Whether what a proposal points to is right as it stands in this house.
    fn is_accepted(&self, pair: &Pair, proposal: &Proposal) -> bool {
        let house = &self.settings.house;
        if house.accepted.is_empty() {
            return false;
        }
        house.accepts(proposal.span.of(pair.target.text(proposal.block)).trim())
    }

    /// Marks what the suppressions ignore, of whatever harm and however sure, and also of rules that
    /// they name and that do not run.
    fn mark_used(&self, pair: &Pair, proposals: &Proposals<'_>, suppressions: &mut Suppressions) {
        let all_of = |rule: &'static Rule, proposal: &Proposal| Owned {
            rule: Said::from(rule),
            proposal: proposal.clone(),
            yielded: Vec::new(),
        };
        let own = proposals.0.iter().map(|(rule, proposal)| all_of(rule, proposal));
        let custom = proposals.1.iter().map(|(custom, it)| owned_by(custom, it.clone()));
        let mut owned: Vec<Owned> = own.chain(custom).collect();
        let names = suppressions.names();
        let named = |rule: &Rule| names.contains(rule.name) || names.contains(rule.group.name());
        let idle = all().map(|it| it.rule).filter(|rule| named(rule));
        let idle = idle.filter(|rule| !self.rules.iter().any(|it| it.name == rule.name));
        let checked = Checked::of(pair);
        for rule in idle {
            let found = run(rule, &self.context(pair, rule.name), &checked).proposals;
            owned.extend(found.iter().map(|proposal| all_of(rule, proposal)));
        }
        for finding in assemble::findings(pair, owned) {
            suppressions.accept(&finding, group_of(&finding.rule));
        }
    }

    fn add_unused(&self, pair: &Pair, suppressions: &mut Suppressions, verdict: &mut Verdict) {
        let Some(rule) = self.rules.iter().find(|rule| rule.name == UNUSED) else { return };
        let severity = self.settings.severities.get(UNUSED).copied().unwrap_or(rule.severity);
        if severity < self.settings.min_severity || suppressions.all.is_empty() {
            return;
        }
        let judged = |name: &str| name != UNUSED && self.unknown(name).is_none();
        let mut findings = unused(rule, &pair.target.document, suppressions, &judged);
        findings.iter_mut().for_each(|it| it.severity = severity);
        let before = findings.len();
        findings.retain(|it| !suppressions.accept(it, rule.group.name()));
        verdict.suppressed += before - findings.len();
        let contexts = vec![(String::new(), String::new()); findings.len()];
        fingerprint::stamp(&mut findings, &contexts);
        verdict.findings.extend(findings);
        verdict.findings.sort_by_key(|it| it.reading.block);
    }

    /// What is to be said about a name that no rule or group bears.
    fn unknown(&self, name: &str) -> Option<Remark> {
        if name == CUSTOM || self.settings.custom.iter().any(|it| it.name == name) {
            return None;
        }
        let error = known(name).err()?;
        Some(Remark { line: None, message: format!("bilint-ignore: {error}") })
    }
}

type Proposals<'c> = (Vec<(&'static Rule, Proposal)>, Vec<(&'c Custom, Proposal)>);

fn owned_by(custom: &Custom, proposal: Proposal) -> Owned {
    Owned { rule: Said::from(custom), proposal, yielded: Vec::new() }
}

fn group_of(rule: &str) -> &'static str {
    find(rule).map_or(CUSTOM, |it| it.rule.group.name())
}

/// What is checked of a translation.
struct Checked<'p> {
    pair: &'p Pair,
    /// For each block whether it is checked.
    blocks: Vec<bool>,
    /// The units that have a block which is checked, or that nothing renders; found when first asked
    /// for, since it takes an alignment.
    units: OnceCell<Vec<Unit<'p>>>,
}

impl<'p> Checked<'p> {
    fn of(pair: &'p Pair) -> Checked<'p> {
        let language = pair.target.pack.tag.language();
        let checked = |block: &Block| {
            // What stands in another language than the text was left so on purpose.
            block.translatable && block.language.as_ref().is_none_or(|it| it.language() == language)
        };
        let blocks = pair.target.blocks().iter().map(checked).collect();
        Checked { pair, blocks, units: OnceCell::new() }
    }

    fn blocks(&self) -> impl Iterator<Item = usize> {
        (0..self.blocks.len()).filter(|block| self.blocks[*block])
    }

    fn units(&self) -> &[Unit<'p>] {
        self.units.get_or_init(|| {
            let checked = |it: &Segment| self.blocks[it.block];
            let any = |unit: &Unit<'_>| unit.target.is_empty() || unit.target.iter().any(checked);
            self.pair.units().filter(any).collect()
        })
    }
}

fn run(rule: &Rule, cx: &Context<'_>, checked: &Checked<'_>) -> Findings {
    let mut out = Findings::default();
    match rule.logic {
        Logic::Unit(check) => {
            checked.units().iter().for_each(|unit| check(cx, unit, &mut out));
        }
        Logic::Block(check) => checked.blocks().for_each(|block| check(cx, block, &mut out)),
        Logic::Document(make) => {
            let mut accumulator = make();
            checked.blocks().for_each(|block| accumulator.observe(cx, block, &mut out));
            accumulator.finish(cx, &mut out);
        }
        Logic::Pipeline => {}
    }
    out
}
