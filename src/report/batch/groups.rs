//! The figures of a batch by desk, engine, languages, kind of fault and rule.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Summary;
use super::{Article, Batch};
use crate::check::Score;
use crate::rules::find;
use crate::settings::Severity;

/// So many articles show what a rule finds.
const EXAMPLES: usize = 3;

/// Articles that have something in common.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What they have in common; none for those of which it is not known.
    pub name: Option<String>,
    /// Those that do not pass.
    pub failing: usize,
    /// Their figures together.
    #[serde(flatten)]
    pub summary: Summary,
    /// Their findings, weighed.
    pub score: Score,
}

/// Findings of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// MQM-Core dimension and type.
    pub category: String,
    /// The findings.
    pub findings: usize,
    /// By severity, the mildest first.
    pub by_severity: [usize; 4],
}

/// What a rule has found.
#[derive(Clone, Debug, Serialize)]
pub struct RuleCount {
    /// The rule's name.
    pub rule: String,
    /// The gravest harm of its findings.
    pub severity: Severity,
    /// The findings.
    pub findings: usize,
    /// How many articles have any.
    pub articles: usize,
    /// Points of them all.
    pub penalty: f64,
    /// Why it matters.
    pub why: String,
    /// What to do; empty for rules of the user's own, whose findings say it.
    pub advice: String,
    /// Some of them, from different articles.
    pub examples: Vec<Example>,
}

/// A finding that shows what a rule finds.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// The number of the article in the list, from 0.
    pub article: usize,
    /// The number of the finding in the article, from 0.
    pub finding: usize,
    /// What it says.
    pub message: String,
}

/// The articles of a batch by what `key` says of them, the worst group first; those of which it says
/// nothing come last. Empty when it says nothing of any.
pub fn groups(batch: &Batch, key: impl Fn(&Article) -> Option<String>) -> Vec<Group> {
    let mut groups: BTreeMap<Option<String>, Group> = BTreeMap::new();
    for article in &batch.articles {
        let name = key(article);
        let group = groups.entry(name.clone()).or_insert_with(|| Group {
            name,
            failing: 0,
            summary: Summary::default(),
            score: Score::new(0, &batch.weights),
        });
        group.failing += usize::from(!batch.passes(article));
        group.summary.add(&article.summary);
        group.score.add(&article.score);
    }
    if groups.keys().all(Option::is_none) {
        return Vec::new();
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|a, b| {
        let by_score = b.score.per_1000_words().total_cmp(&a.score.per_1000_words());
        a.name.is_none().cmp(&b.name.is_none()).then(by_score).then_with(|| a.name.cmp(&b.name))
    });
    groups
}

/// The findings by MQM-Core category, the commonest first.
pub fn kinds(batch: &Batch) -> Vec<Kind> {
    let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
    for finding in batch.articles.iter().flat_map(|article| &article.findings) {
        let kind = kinds.entry(&finding.category).or_insert_with(|| Kind {
            category: finding.category.to_string(),
            findings: 0,
            by_severity: [0; 4],
        });
        kind.findings += 1;
        kind.by_severity[finding.severity as usize] += 1;
    }
    let mut kinds: Vec<Kind> = kinds.into_values().collect();
    kinds.sort_by_key(|kind| (std::cmp::Reverse(kind.findings), kind.category.clone()));
    kinds
}

/// The rules that have found something, the one whose findings weigh the most first.
pub fn rules(batch: &Batch) -> Vec<RuleCount> {
    let mut rules: BTreeMap<&str, RuleCount> = BTreeMap::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    // The worst articles show best what a rule finds.
    for number in batch.worst() {
        for (at, finding) in batch.articles[number].findings.iter().enumerate() {
            let count = rules.entry(&finding.rule).or_insert_with(|| RuleCount {
                rule: finding.rule.to_string(),
                severity: finding.severity,
                findings: 0,
                articles: 0,
                penalty: 0.0,
                why: finding.why.to_string(),
                advice: find(&finding.rule).map_or("", |it| it.rule.advice).to_owned(),
                examples: Vec::new(),
            });
            count.findings += 1;
            count.severity = count.severity.max(finding.severity);
            count.penalty += batch.weights.of(finding.kind);
            if last.insert(&finding.rule, number) != Some(number) {
                count.articles += 1;
                if count.examples.len() < EXAMPLES {
                    let message = finding.message.clone();
                    count.examples.push(Example { article: number, finding: at, message });
                }
            }
        }
    }
    let mut rules: Vec<RuleCount> = rules.into_values().collect();
    rules.iter_mut().for_each(|it| it.penalty = (it.penalty * 1000.0).round() / 1000.0);
    rules.sort_by(|a, b| {
        b.penalty
            .total_cmp(&a.penalty)
            .then(b.findings.cmp(&a.findings))
            .then_with(|| a.rule.cmp(&b.rule))
    });
    rules
}
