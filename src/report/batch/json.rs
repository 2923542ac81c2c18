//! A batch as JSON: what the page shows, for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::super::{Failure, Summary, Unplaced};
use super::{
    Article, Batch, Engines, Group, Kind, Limits, RuleCount, engines, groups, kinds, rules,
};
use crate::check::Score;
use crate::history::{Change, Point, Recorded, RuleChange};

/// Grows when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Data<'a> {
    version: u32,
    name: &'a str,
    day: Option<&'a str>,
    complete: bool,
    passes: bool,
    reasons: Vec<String>,
    limits: &'a Limits,
    summary: Summary,
    score: Score,
    failing: usize,
    by_desk: Vec<Group>,
    by_engine: Vec<Group>,
    by_languages: Vec<Group>,
    by_category: Vec<Kind>,
    by_rule: Vec<RuleCount>,
    engines: Option<Engines>,
    history: Option<Past<'a>>,
    worst: Vec<usize>,
    errors: &'a [Failure],
    unplaced: &'a [Unplaced],
}

/// What was there before.
#[derive(Serialize)]
struct Past<'a> {
    compared: usize,
    #[serde(flatten)]
    change: Change,
    otherwise_checked: bool,
    rules: &'a [RuleChange],
    series: &'a [Point],
    /// By number of the article: how it has changed, and which of its findings are new.
    articles: BTreeMap<usize, ArticlePast>,
}

#[derive(Serialize)]
struct ArticlePast {
    #[serde(flatten)]
    change: Change,
    new_findings: Vec<usize>,
}

impl<'a> Past<'a> {
    fn of(batch: &Batch, recorded: &'a Recorded) -> Past<'a> {
        let articles = batch.articles.iter().enumerate().filter_map(|(number, article)| {
            let new = article.findings.iter().enumerate().filter(|it| it.1.is_new).map(|it| it.0);
            Some((number, ArticlePast { change: article.change?, new_findings: new.collect() }))
        });
        Past {
            compared: recorded.compared,
            change: recorded.change,
            otherwise_checked: recorded.otherwise_checked,
            rules: &recorded.rules,
            series: &recorded.series,
            articles: articles.collect(),
        }
    }
}

/// Writes the whole; `text` gives what [`Gathered`](super::Gathered) has for programs of the article
/// with a number, and is asked in order.
///
/// # Errors
/// When the texts cannot be read, or the sink takes no more.
pub fn json(
    batch: &Batch,
    text: &mut dyn FnMut(usize) -> io::Result<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let reasons = batch.reasons();
    let data = Data {
        version: VERSION,
        name: &batch.name,
        day: batch.day.as_deref(),
        complete: batch.stopped.is_none(),
        passes: reasons.is_empty(),
        reasons,
        limits: &batch.limits,
        summary: batch.summary(),
        score: batch.score(),
        failing: batch.articles.iter().filter(|it| !batch.passes(it)).count(),
        by_desk: groups(batch, |it| it.desk.clone()),
        by_engine: groups(batch, |it| it.engine.clone()),
        by_languages: groups(batch, |it| Some(Article::languages(it))),
        by_category: kinds(batch),
        by_rule: rules(batch),
        engines: engines(batch),
        history: batch.history.as_ref().map(|it| Past::of(batch, it)),
        worst: batch.worst(),
        errors: &batch.errors,
        unplaced: &batch.unplaced,
    };
    let mut head = serde_json::to_vec(&data)?;
    // The articles follow as the last of its fields.
    head.pop();
    out.write_all(&head)?;
    out.write_all(b",\"articles\":[")?;
    for number in 0..batch.articles.len() {
        out.write_all(if number > 0 { b",\n" } else { b"\n" })?;
        out.write_all(text(number)?.as_bytes())?;
    }
    out.write_all(b"]}\n")
}
