//! What is counted during a run besides the report's own figures; `--statistics`, `--timings`, and
//! the gate that decides the exit status.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use bilint::Severity;
use bilint::check::{BaselineEntry, SCORE_HEADING, Score};
use bilint::history::Article;
use bilint::report::{Run, Summary};
use bilint::rules::{CUSTOM, find};

use super::super::Status;
use super::super::output::note;

/// What was counted.
#[derive(Debug, Default)]
pub struct Tally {
    pub by_rule: BTreeMap<String, usize>,
    /// Left out: accepted in the text or beside it.
    pub suppressed: usize,
    /// Left out: accepted in the baseline.
    pub in_baseline: usize,
    /// Left out: on lines that have not changed.
    pub unchanged: usize,
    /// The work of each rule, and of what is done besides.
    pub timings: BTreeMap<String, Duration>,
    /// The score of the whole run, known at its end.
    pub score: Score,
    /// The article whose findings weigh the most for its length.
    pub worst: Option<(String, Score)>,
    /// What was checked, where it is noted in a history.
    pub articles: Vec<Article>,
    /// The findings themselves, where they are collected.
    pub entries: Vec<BaselineEntry>,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        for (rule, count) in other.by_rule {
            *self.by_rule.entry(rule).or_default() += count;
        }
        self.suppressed += other.suppressed;
        self.in_baseline += other.in_baseline;
        self.unchanged += other.unchanged;
        for (rule, time) in other.timings {
            *self.timings.entry(rule).or_default() += time;
        }
        self.entries.extend(other.entries);
        self.articles.extend(other.articles);
        if let Some((path, score)) = other.worst {
            self.compare(path, score);
        }
    }

    /// Remembers the article if it is the worst so far. Segments that stand alone are none: a
    /// sentence of ten words with a fault in it says nothing by its score.
    pub fn worst(&mut self, path: &str, summary: &Summary, score: &Score) {
        if summary.articles > 0 {
            self.compare(path.to_owned(), *score);
        }
    }

    fn compare(&mut self, path: String, score: Score) {
        let more = |(_, worst): &(String, Score)| score.per_1000_words() > worst.per_1000_words();
        if self.worst.as_ref().is_none_or(more) {
            self.worst = Some((path, score));
        }
    }

    /// Says what was left out on the user's word.
    pub fn say(&self) {
        let left_out = [
            (self.in_baseline, "in the baseline"),
            (self.unchanged, "on lines that have not changed"),
        ];
        for (count, place) in left_out.into_iter().filter(|(count, _)| *count > 0) {
            let findings = if count == 1 { "finding" } else { "findings" };
            note(&format!("{count} {findings} {place} left out"));
        }
    }

    /// How often each rule has found something, the most often first.
    pub fn statistics(&self) {
        let mut counts: Vec<(&String, &usize)> = self.by_rule.iter().collect();
        counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), *rule));
        let width = counts.first().map_or(1, |(_, count)| count.to_string().len()).max(4);
        let mut text = format!("{:>width$}  rule\n", "found");
        for (rule, count) in counts {
            let severity = find(rule).map_or("custom", |it| it.rule.severity.name());
            text += &format!("{count:>width$}   {rule} ({severity})\n");
        }
        if self.suppressed > 0 {
            text += &format!("{:>width$}   accepted in the texts\n", self.suppressed);
        }
        text += &format!("score: {}\n  {SCORE_HEADING}\n", in_a_line(&self.score));
        // When nobody listens on stderr there is nobody to be told so.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// How long the rules and the rest have worked, added up over all threads.
    pub fn timings(&self, wall: Duration) {
        let mut times: Vec<(&String, &Duration)> = self.timings.iter().collect();
        times.sort_by_key(|(rule, time)| (std::cmp::Reverse(**time), *rule));
        let mut text = "       ms  rule (all threads together)\n".to_owned();
        let line =
            |time: Duration, name: &str| format!("{:>9.1}  {name}\n", time.as_secs_f64() * 1000.0);
        for (rule, time) in times {
            text += &line(*time, rule);
        }
        text += &line(wall, "the whole run, on the clock");
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
}

/// What makes a run fail.
#[derive(Clone, Debug)]
pub struct Gate {
    pub fail_on: Severity,
    /// More findings than this of a rule or group.
    pub max_findings: BTreeMap<String, usize>,
    /// More penalty points per 1,000 words than this, over all texts.
    pub max_penalty: Option<f64>,
    /// More penalty points per 1,000 words than this, in one article.
    pub max_document_penalty: Option<f64>,
}

impl Gate {
    /// Whether the findings pass; what is too much of a rule is said.
    pub fn status(&self, run: &Run, tally: &Tally) -> Status {
        let summary = &run.summary;
        let grave = Severity::ALL.into_iter().filter(|severity| *severity >= self.fail_on);
        let mut fails = grave.map(|severity| summary.count(severity)).sum::<usize>() > 0;
        for (name, most) in &self.max_findings {
            let group = |rule: &str| find(rule).map_or(CUSTOM, |it| it.rule.group.name());
            let counted = tally.by_rule.iter();
            let counted = counted.filter(|(rule, _)| *rule == name || group(rule) == name);
            let count: usize = counted.map(|(_, count)| count).sum();
            if count > *most {
                note(&format!(
                    "{count} findings of `{name}`, and {most} are the most there may be"
                ));
                fails = true;
            }
        }
        fails |= exceeds("all texts", &run.score, self.max_penalty);
        if let Some((path, score)) = &tally.worst {
            fails |= exceeds(path, score, self.max_document_penalty);
        }
        if fails { Status::Findings } else { Status::Clean }
    }
}

/// Whether the findings weigh more than they may, which is then said with what was weighed.
fn exceeds(what: &str, score: &Score, most: Option<f64>) -> bool {
    let Some(most) = most.filter(|_| !score.passes(most)) else { return false };
    let line = in_a_line(score);
    note(&format!("{what}: {line}; {most} are the most there may be ({SCORE_HEADING})"));
    true
}

/// `12.5 penalty points per 1,000 words (1 major × 5 in 400 words)`.
fn in_a_line(score: &Score) -> String {
    let weighed = score.in_words();
    let weighed = if weighed.is_empty() { "no findings".to_owned() } else { weighed };
    let points = score.per_1000_words();
    format!("{points:.1} penalty points per 1,000 words ({weighed} in {} words)", score.words)
}
