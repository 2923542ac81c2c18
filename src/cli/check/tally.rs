//! What is counted during a run besides the report's own figures; `--statistics`, `--timings`, and
//! the gate that decides the exit status.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use bilint::Severity;
use bilint::check::BaselineEntry;
use bilint::report::Summary;
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
}

impl Gate {
    /// Whether the findings pass; what is too much of a rule is said.
    pub fn status(&self, summary: &Summary, tally: &Tally) -> Status {
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
        if fails { Status::Findings } else { Status::Clean }
    }
}
