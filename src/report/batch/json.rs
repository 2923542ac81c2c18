//! A batch as JSON: what the page shows, for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::super::{Failure, Summary, Unplaced};
use super::{Article, Batch, Engines, Group, Kind, Limits, RuleCount, engines, groups, kinds, rules};
use crate::check::Score;

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
    worst: Vec<usize>,
    errors: &'a [Failure],
    unplaced: &'a [Unplaced],
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
