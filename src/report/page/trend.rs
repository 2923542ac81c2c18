//! Whether it is getting better: the runs of a history.

use std::fmt::{Result, Write};

use super::super::batch::Batch;
use super::super::summary::number;
use super::{charts, isolated, words};
use crate::history::{Change, Point, Recorded};

/// So many runs are drawn.
const DRAWN: usize = 60;

/// So many runs stand in the table.
const LISTED: usize = 12;

/// What has changed, in a sentence for the first screen.
pub(super) fn sentence(batch: &Batch, out: &mut String) -> Result {
    let Some(recorded) = &batch.history else { return Ok(()) };
    if recorded.compared == 0 {
        return writeln!(
            out,
            "<p class=\"since\">This run is the first of its articles in the history; the next one \
             will say what has changed.</p>"
        );
    }
    let Change { new, fixed, still } = recorded.change;
    write!(
        out,
        "<p class=\"since\"><strong>Since {} checked before:</strong> {} new, {} fixed, {} still \
         there.",
        if recorded.compared == 1 {
            format!("the {} was", words::noun(batch))
        } else {
            format!("{} were", words::count(recorded.compared, words::noun(batch)))
        },
        words::count(new, "finding"),
        number(fixed),
        number(still)
    )?;
    if recorded.otherwise_checked {
        write!(
            out,
            " <span class=\"quiet\">The settings or bilint itself have changed since then, which may \
             be why.</span>"
        )?;
    }
    writeln!(out, " <a href=\"#trend\">Trend</a></p>")
}

pub(super) fn write(batch: &Batch, out: &mut String) -> Result {
    let Some(recorded) = batch.history.as_ref().filter(|it| it.series.len() > 1) else {
        return Ok(());
    };
    let series = &recorded.series[recorded.series.len().saturating_sub(DRAWN)..];
    writeln!(
        out,
        "<section id=\"trend\" aria-labelledby=\"better\"><h2 id=\"better\">Is it getting better?</h2>\n\
         <p class=\"lead\">{}</p>",
        verdict(series)
    )?;
    let points: Vec<f64> = series.iter().map(|it| it.score.per_1000_words()).collect();
    let told: Vec<String> = series
        .iter()
        .map(|it| format!("{}: {}", day(it), words::points(it.score.per_1000_words())))
        .collect();
    writeln!(
        out,
        "<figure class=\"card\"><figcaption><strong>Penalty points per 1,000 words</strong> in {}, \
         the latest on the right.</figcaption>",
        words::count(series.len(), "run")
    )?;
    charts::line(&points, &told.join("; "), out)?;
    writeln!(
        out,
        "<p class=\"ends\"><span>{}: {}</span> <span>{}: {}</span></p></figure>",
        day(&series[0]),
        words::points(points[0]),
        day(&series[series.len() - 1]),
        words::points(points[points.len() - 1])
    )?;
    runs(series, out)?;
    rules(recorded, out)?;
    writeln!(out, "</section>")
}

fn verdict(series: &[Point]) -> String {
    let points = |it: &Point| it.score.per_1000_words();
    let (last, before) = (&series[series.len() - 1], &series[series.len() - 2]);
    let (now, then) = (points(last), points(before));
    let day = day(before);
    // Within a tenth, texts differ more than engines do.
    let change = if now < then * 0.9 {
        "fewer than"
    } else if now > then * 1.1 {
        "more than"
    } else {
        "about as many as"
    };
    format!(
        "<strong>{} points per 1,000 words, {change} in the run before</strong> ({} on {day}).",
        words::points(now),
        words::points(then)
    )
}

fn day(point: &Point) -> String {
    words::day(&words::date(point.at))
}

fn runs(series: &[Point], out: &mut String) -> Result {
    writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-label=\"Runs\" tabindex=\"0\"><table class=\"list\">\
         <thead><tr><th scope=\"col\">Run</th><th scope=\"col\" class=\"n\">Texts</th>\
         <th scope=\"col\" class=\"n\">Words</th><th scope=\"col\" class=\"n\">Findings</th>\
         <th scope=\"col\" class=\"n\">New</th><th scope=\"col\" class=\"n\">Fixed</th>\
         <th scope=\"col\" class=\"n\">Penalty per 1,000 words</th></tr></thead>\n<tbody>"
    )?;
    for point in series.iter().rev().take(LISTED) {
        let change = |count: usize| match point.compared {
            0 => "–".to_owned(),
            _ => number(count),
        };
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n strong\">{}</td></tr>",
            day(point),
            number(point.articles),
            number(point.score.words),
            number(point.score.findings()),
            change(point.change.new),
            change(point.change.fixed),
            words::points(point.score.per_1000_words())
        )?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// The rules that have changed most.
fn rules(recorded: &Recorded, out: &mut String) -> Result {
    let mut rules: Vec<_> =
        recorded.rules.iter().filter(|it| it.change.new + it.change.fixed > 0).collect();
    rules.sort_by_key(|it| std::cmp::Reverse(it.change.new.abs_diff(it.change.fixed)));
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h3>What has changed most</h3>\n<ul class=\"changed\">")?;
    for rule in rules.iter().take(8) {
        let Change { new, fixed, still } = rule.change;
        writeln!(
            out,
            "<li>{}: <b class=\"major\">{} new</b> <b class=\"gone\">{} fixed</b> <span class=\"quiet\">{} still there</span></li>",
            isolated(&words::title(&rule.rule)),
            number(new),
            number(fixed),
            number(still)
        )?;
    }
    writeln!(out, "</ul>")
}
