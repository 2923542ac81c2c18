//! The first screen: the state, what to look at first, what to do.

use std::fmt::{Result, Write};

use super::super::batch::{Article, Batch, RuleCount};
use super::super::summary::number;
use super::{charts, isolated, trend, words};
use crate::report::xml::escaped;
use crate::settings::{PenaltyKind, Severity};

/// So many articles and faults are named.
const NAMED: usize = 5;

/// So many files that could not be read are named at once.
const FAILED: usize = 5;

pub(super) fn write(batch: &Batch, rules: &[RuleCount], out: &mut String) -> Result {
    writeln!(out, "<section id=\"overview\" aria-labelledby=\"state\">")?;
    kicker(batch, out)?;
    writeln!(out, "<h1 id=\"state\">{}</h1>", headline(batch))?;
    verdict(batch, out)?;
    trend::sentence(batch, out)?;
    warnings(batch, out)?;
    figures(batch, out)?;
    if batch.summary().findings > 0 {
        writeln!(
            out,
            "<p class=\"meanings quiet\"><b class=\"critical\">critical</b> the reader is told something \
             false <b class=\"major\">major</b> the reader stumbles or is misled \
             <b class=\"minor\">minor</b> it looks careless</p>\n<div class=\"pair\">"
        )?;
        look_first(batch, out)?;
        what_to_do(batch, rules, out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

fn kicker(batch: &Batch, out: &mut String) -> Result {
    let mut languages: Vec<String> = batch.articles.iter().map(Article::languages).collect();
    languages.sort();
    languages.dedup();
    let mut parts = vec![isolated(&batch.name)];
    match &languages[..] {
        [] => {}
        [one] => parts.push(escaped(one)),
        many => parts.push(words::count(many.len(), "language pair")),
    }
    parts.extend(batch.day.as_ref().map(|day| escaped(&words::day(day))));
    writeln!(out, "<p class=\"kicker\">{}</p>", parts.join(" <span>·</span> "))
}

/// The state in a sentence.
fn headline(batch: &Batch) -> String {
    let failing = batch.articles.iter().filter(|it| !batch.passes(it)).count();
    let noun = words::noun(batch);
    let all = batch.articles.len();
    let found = batch.summary().findings;
    match (all, failing, found) {
        (0, _, _) => "Nothing could be checked.".to_owned(),
        (1, 0, 0) => format!("Nothing was found in this {noun}."),
        (_, 0, 0) => format!("Nothing was found in {}.", words::count(all, noun)),
        (1, 0, _) => format!("This {noun} passes, with {}.", words::count(found, "small finding")),
        (1, _, _) => format!("This {noun} needs a look before it goes out."),
        (_, 0, _) if batch.reasons().is_empty() => {
            format!("All {} pass.", words::count(all, noun))
        }
        (_, 0, _) => format!("Each {noun} passes, but not all of them together."),
        (_, 1, _) => format!("1 of {} needs a look before it goes out.", words::count(all, noun)),
        (_, some, _) if some == all => {
            format!("All {} need a look before they go out.", words::count(all, noun))
        }
        (_, some, _) => format!(
            "{} of {} need a look before they go out.",
            number(some),
            words::count(all, noun)
        ),
    }
}

fn verdict(batch: &Batch, out: &mut String) -> Result {
    let reasons = batch.reasons();
    if batch.articles.is_empty() {
        return Ok(());
    }
    if reasons.is_empty() {
        let limit = batch.limits.fail_on.name();
        let more = if batch.limits.fail_on == Severity::Critical { "" } else { " or worse" };
        return writeln!(
            out,
            "<p class=\"verdict pass\"><strong>Passed</strong> No finding is {limit}{more}.</p>"
        );
    }
    let reasons: Vec<String> = reasons.iter().map(|it| escaped(it)).collect();
    writeln!(
        out,
        "<p class=\"verdict fail\"><strong>Not passed</strong> {}.</p>",
        reasons.join("; ")
    )
}

/// What the report lacks.
fn warnings(batch: &Batch, out: &mut String) -> Result {
    let noun = words::noun(batch);
    if let Some(of) = batch.stopped {
        writeln!(
            out,
            "<p class=\"warning\"><strong>This report is not complete.</strong> The run was stopped \
             when it had read {} of {}; what is here holds for those.</p>",
            number(batch.articles.len()),
            words::count(of, "file")
        )?;
    }
    if !batch.errors.is_empty() {
        writeln!(
            out,
            "<details class=\"warning\"><summary><strong>{} could not be read</strong> and {} not \
             in the figures.</summary>\n<ul>",
            words::count(batch.errors.len(), "file"),
            if batch.errors.len() == 1 { "is" } else { "are" }
        )?;
        for error in batch.errors.iter().take(FAILED * 20) {
            writeln!(out, "<li>{}: {}</li>", isolated(&error.path), isolated(&error.message))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    let alone = batch.articles.iter().filter(|it| it.source_lang.is_none()).count();
    if alone > 0 {
        let of = if alone == batch.articles.len() { "no" } else { "a" };
        let (what, were) = match (of, alone) {
            ("no", 1) => (format!("This {noun} has no source beside it"), "it was"),
            ("no", _) => (format!("No {noun} has a source beside it"), "they were"),
            (_, 1) => (format!("1 {noun} has no source beside it"), "it was"),
            _ => (format!("{} have no source beside them", words::count(alone, noun)), "they were"),
        };
        writeln!(
            out,
            "<p class=\"warning\">{what}: {were} checked alone, so wrong numbers and names, missing \
             sentences and lost negations could not be seen.</p>"
        )?;
    }
    Ok(())
}

fn figures(batch: &Batch, out: &mut String) -> Result {
    let (summary, score) = (batch.summary(), batch.score());
    let noun = words::title(words::noun(batch));
    let failing = batch.articles.iter().filter(|it| !batch.passes(it)).count();
    writeln!(out, "<dl class=\"figures\">")?;
    writeln!(
        out,
        "<div><dt>{noun}s</dt><dd class=\"big\">{}</dd><dd>{} {} a look</dd></div>",
        number(batch.articles.len()),
        number(failing),
        if failing == 1 { "needs" } else { "need" }
    )?;
    write!(out, "<div><dt>Findings</dt><dd class=\"big\">{}</dd><dd>", number(summary.findings))?;
    charts::stacked(Severity::ALL.map(|it| summary.count(it)), summary.findings, out)?;
    write!(out, "<ul class=\"legend\">")?;
    for severity in Severity::ALL.into_iter().rev() {
        let count = summary.count(severity);
        if count > 0 || severity == Severity::Critical {
            write!(out, "<li class=\"{severity}\">{} {severity}</li>", number(count))?;
        }
    }
    writeln!(out, "</ul></dd></div>")?;
    writeln!(
        out,
        "<div><dt>Penalty per 1,000 words</dt><dd class=\"big\">{}</dd><dd>points; fewer are better{}. \
         <a href=\"#reading\">How it is counted</a></dd></div>",
        words::points(score.per_1000_words()),
        match batch.articles.len() {
            0..3 => String::new(),
            _ if batch.median() == 0.0 => {
                format!(", half of the {}s have none", words::noun(batch))
            }
            _ => format!(
                ", half of the {}s have {} or fewer",
                words::noun(batch),
                words::points(batch.median())
            ),
        }
    )?;
    writeln!(
        out,
        "<div><dt>Words checked</dt><dd class=\"big\">{}</dd><dd>{}</dd></div>\n</dl>",
        number(summary.words),
        match summary.fixable {
            0 => String::new(),
            some => format!("{} with a repair at hand", words::count(some, "finding")),
        }
    )
}

fn look_first(batch: &Batch, out: &mut String) -> Result {
    let worst: Vec<usize> = batch.worst().into_iter().take(NAMED).collect();
    let worst: Vec<usize> =
        worst.into_iter().filter(|it| batch.articles[*it].summary.findings > 0).collect();
    let one = batch.articles.len() == 1;
    let heading = if one { "Open the article" } else { "Look at these first" };
    writeln!(
        out,
        "<section class=\"card\" aria-labelledby=\"worst\"><h2 id=\"worst\">{heading}</h2>\n\
         <p class=\"quiet\">{}</p>\n<ol class=\"worst\">",
        if one {
            "Both texts side by side, with all findings."
        } else {
            "Most penalty points per 1,000 words, which stand on the right."
        }
    )?;
    for number in worst {
        let article = &batch.articles[number];
        let points = words::points(article.score.per_1000_words());
        let found = words::by_severity(|severity| article.summary.count(severity));
        let gravest = article.findings.iter().rev().max_by_key(|it| it.severity);
        let desk = article.desk.as_ref().map(|it| isolated(it));
        let engine = article.engine.as_ref().map(|it| format!("translated by {}", isolated(it)));
        let parts = [desk, engine].into_iter().flatten();
        let about: String = parts.map(|it| format!("{it} · ")).collect();
        writeln!(
            out,
            "<li><a href=\"#a{number}\">{}</a><span class=\"points\" title=\"penalty points per \
             1,000 words\">{points}</span><span class=\"quiet\">{about}{found}</span>",
            isolated(&article.title)
        )?;
        if let Some(gravest) = gravest {
            let severity = gravest.severity;
            writeln!(
                out,
                "<span class=\"said\"><b class=\"{severity}\">{severity}</b> {}</span>",
                isolated(&gravest.message)
            )?;
        }
        writeln!(out, "</li>")?;
    }
    let more = batch.articles.len();
    writeln!(out, "</ol>")?;
    if more > NAMED {
        writeln!(
            out,
            "<p><a href=\"#articles\">All {}</a></p>",
            words::count(more, words::noun(batch))
        )?;
    }
    writeln!(out, "</section>")
}

fn what_to_do(batch: &Batch, rules: &[RuleCount], out: &mut String) -> Result {
    writeln!(
        out,
        "<section class=\"card\" aria-labelledby=\"common\"><h2 id=\"common\">What goes wrong, and \
         what to do</h2>\n<p class=\"quiet\">The kinds of fault that cost the most points.</p>\n\
         <ol class=\"common\">"
    )?;
    for rule in rules.iter().take(NAMED) {
        let severity = rule.severity;
        let articles = words::count(rule.articles, words::noun(batch));
        let place =
            if batch.articles.len() > 1 { format!(" in {articles}") } else { String::new() };
        writeln!(
            out,
            "<li><a href=\"#r-{}\">{}</a> <b class=\"{severity}\">{severity}</b><span class=\"quiet\">\
             {}{place}. {}</span><span class=\"said\">{}</span></li>",
            escaped(&rule.rule),
            isolated(&words::title(&rule.rule)),
            words::count(rule.findings, "finding"),
            isolated(&rule.why),
            isolated(&rule.advice)
        )?;
    }
    writeln!(out, "</ol>")?;
    if rules.len() > NAMED {
        writeln!(out, "<p><a href=\"#faults\">All {} kinds of fault</a></p>", rules.len())?;
    }
    writeln!(out, "</section>")
}

/// What findings weigh, for the notes at the end.
pub(super) fn weights(batch: &Batch) -> String {
    let all = PenaltyKind::ALL.into_iter().rev();
    let all = all.map(|kind| format!("{} {}", kind.in_words(), batch.weights.of(kind)));
    all.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::super::batch::{About, Gathered, Manner};
    use super::super::super::{Checked, testing};
    use super::*;
    use crate::settings::Weights;

    /// A text with a major finding, or one in which nothing is left of it.
    fn article(faulty: bool) -> Article {
        let (pair, mut findings) = testing::pair("Er lobt an [their] Pläne nichts.");
        if !faulty {
            findings.clear();
        }
        let checked = Checked { pair: &pair, findings: &findings };
        let (about, weights) = (&About::default(), &Weights::default());
        let manner = Manner { about, weights, data: false, revision: None };
        Gathered::of(&[checked], &manner).unwrap().article
    }

    fn batch(faulty: &[bool]) -> Batch {
        Batch { articles: faulty.iter().map(|it| article(*it)).collect(), ..Batch::default() }
    }

    #[test]
    fn the_state_is_said_in_a_sentence() {
        let said = |faulty: &[bool]| headline(&batch(faulty));
        assert_eq!(said(&[]), "Nothing could be checked.");
        assert_eq!(said(&[false]), "Nothing was found in this article.");
        assert_eq!(said(&[true]), "This article needs a look before it goes out.");
        assert_eq!(said(&[true, false]), "1 of 2 articles needs a look before it goes out.");
        assert_eq!(said(&[true, true, false]), "2 of 3 articles need a look before they go out.");
        assert_eq!(said(&[true, true]), "All 2 articles need a look before they go out.");
        let mut mild = batch(&[true, true]);
        mild.limits.fail_on = Severity::Critical;
        assert_eq!(headline(&mild), "All 2 articles pass.");
        mild.limits.max_penalty = Some(1.0);
        assert_eq!(headline(&mild), "Each article passes, but not all of them together.");
    }

    #[test]
    fn what_the_report_lacks_is_said() {
        let mut stopped = batch(&[true]);
        stopped.stopped = Some(1200);
        let mut out = String::new();
        warnings(&stopped, &mut out).unwrap();
        assert!(out.contains("when it had read 1 of 1,200 files"), "{out}");
        assert!(
            out.contains("This article has no source beside it: it was checked alone"),
            "{out}"
        );
    }
}
