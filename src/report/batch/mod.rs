//! A batch of articles as data: what `bilint report` tells, whatever it is shown as.
//!
//! Articles are [`Gathered`] one by one while their texts are at hand. What stays in memory of each
//! is its figures and its findings in short; its texts go on to wherever the report is put together.

mod article;
mod details;
mod engines;
mod groups;
mod json;
mod revision;
mod text;

use std::collections::BTreeMap;

use serde::Serialize;

pub use article::{About, Article, Brief, Revised};
pub(super) use details::in_a_page;
pub use details::{Gathered, Manner};
pub use engines::{Cell, Engines, Interval, KindOfFault, engines};
pub use groups::{Example, Group, Kind, RuleCount, groups, kinds, rules};
pub use json::json;
pub use revision::{Change, Revision, Told, Words};

use super::summary::number;
use super::{Failure, Summary, Unplaced};
use crate::check::Score;
use crate::history::{ArticleChange, Recorded};
use crate::rules::{CUSTOM, find};
use crate::settings::{Severity, Weights};

/// What a batch must not exceed.
#[derive(Clone, Debug, Serialize)]
pub struct Limits {
    /// A finding of this harm or more fails.
    pub fail_on: Severity,
    /// More findings of a rule or group fail.
    pub max_findings: BTreeMap<String, usize>,
    /// More penalty points per 1,000 words over all articles fail.
    pub max_penalty: Option<f64>,
    /// More penalty points per 1,000 words in one article fail.
    pub max_document_penalty: Option<f64>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fail_on: Severity::Major,
            max_findings: BTreeMap::new(),
            max_penalty: None,
            max_document_penalty: None,
        }
    }
}

/// All that a report tells, but for the texts.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// What was checked, in a word or two.
    pub name: String,
    /// The day of the report, as `2026-11-29`.
    pub day: Option<String>,
    /// The articles, in the order in which they were given.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub errors: Vec<Failure>,
    /// Snippets without a place.
    pub unplaced: Vec<Unplaced>,
    /// What it must not exceed.
    pub limits: Limits,
    /// What findings weigh.
    pub weights: Weights,
    /// What was there before, when the run is noted in a history.
    pub history: Option<Recorded>,
    /// How many files there were, when the run was stopped before it had read them all.
    pub stopped: Option<usize>,
}

impl Batch {
    /// The figures of all articles.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.articles.iter().for_each(|article| summary.add(&article.summary));
        summary
    }

    /// The findings of all articles, weighed.
    pub fn score(&self) -> Score {
        let mut score = Score::new(0, &self.weights);
        self.articles.iter().for_each(|article| score.add(&article.score));
        score
    }

    /// The points per 1,000 words that half of the articles keep to.
    pub fn median(&self) -> f64 {
        let points = self.articles.iter().map(|it| it.score.per_1000_words());
        let mut points: Vec<f64> = points.collect();
        points.sort_by(f64::total_cmp);
        points.get(points.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
    }

    /// Whether an article passes.
    pub fn passes(&self, article: &Article) -> bool {
        self.grave(&article.summary) == 0 && article.score.passes(self.limits.max_document_penalty)
    }

    /// How many findings fail by their harm.
    pub fn grave(&self, summary: &Summary) -> usize {
        let grave = Severity::ALL.into_iter().filter(|it| *it >= self.limits.fail_on);
        grave.map(|severity| summary.count(severity)).sum()
    }

    /// Why the batch does not pass, in sentences; empty when it does.
    pub fn reasons(&self) -> Vec<String> {
        let (summary, score) = (self.summary(), self.score());
        let mut reasons = Vec::new();
        let grave = self.grave(&summary);
        if grave > 0 {
            let name = self.limits.fail_on.name();
            let (findings, are) = if grave == 1 { ("finding", "is") } else { ("findings", "are") };
            let more = if self.limits.fail_on == Severity::Critical { "" } else { " or worse" };
            reasons.push(format!(
                "{} {findings} {are} {name}{more}, where none may be",
                number(grave)
            ));
        }
        for (name, most) in &self.limits.max_findings {
            let group = |rule: &str| find(rule).map_or(CUSTOM, |it| it.rule.group.name());
            let all = self.articles.iter().flat_map(|article| &article.findings);
            let count = all.filter(|it| it.rule == *name || group(&it.rule) == name).count();
            if count > *most {
                let count = number(count);
                reasons.push(format!("{count} findings of {name}, where {most} may be"));
            }
        }
        if let Some(most) = self.limits.max_penalty.filter(|most| !score.passes(Some(*most))) {
            let points = score.per_1000_words();
            reasons
                .push(format!("{points:.1} penalty points per 1,000 words, where {most} may be"));
        }
        if let Some(most) = self.limits.max_document_penalty {
            let fails = |article: &&Article| !article.score.passes(Some(most));
            let count = self.articles.iter().filter(fails).count();
            if count > 0 {
                let (articles, have) =
                    if count == 1 { ("article", "has") } else { ("articles", "have") };
                reasons.push(format!(
                    "{} {articles} {have} more than {most} penalty points per 1,000 words",
                    number(count)
                ));
            }
        }
        reasons
    }

    /// Takes what a history says of the articles and their findings.
    pub fn compare(&mut self, recorded: Recorded) {
        let changes = recorded.articles.iter().map(|it| (it.path.as_str(), it));
        let changes: BTreeMap<&str, &ArticleChange> = changes.collect();
        for article in &mut self.articles {
            let known = article.known_as.as_deref().and_then(|name| changes.get(name));
            let Some(change) = known.filter(|change| change.previous.is_some()) else { continue };
            article.change = Some(change.change);
            for finding in &mut article.findings {
                finding.is_new = change.new.contains(&finding.fingerprint);
            }
        }
        self.history = Some(recorded);
    }

    /// The numbers of the articles, the worst first: by points per 1,000 words.
    pub fn worst(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.articles.len()).collect();
        let points = |number: &usize| self.articles[*number].score.per_1000_words();
        order.sort_by(|a, b| points(b).total_cmp(&points(a)).then(a.cmp(b)));
        order
    }
}
