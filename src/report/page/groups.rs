//! Figures by desk, engine and languages, and how the articles are spread.

use std::fmt::{Result, Write};

use super::super::batch::{Article, Batch, Group, groups};
use super::super::summary::number;
use super::{charts, isolated, words};
use crate::settings::Severity;

pub(super) fn write(batch: &Batch, out: &mut String) -> Result {
    if batch.articles.len() < 2 {
        return Ok(());
    }
    writeln!(
        out,
        "<section id=\"groups\" aria-labelledby=\"where\"><h2 id=\"where\">Where the faults are</h2>"
    )?;
    spread(batch, out)?;
    table(batch, "Desk", "of no desk", |it| it.desk.clone(), out)?;
    table(batch, "Engine", "engine not known", |it| it.engine.clone(), out)?;
    table(batch, "Languages", "", |it| Some(it.languages()), out)?;
    if batch.articles.iter().all(|it| it.desk.is_none() && it.engine.is_none()) {
        writeln!(
            out,
            "<p class=\"quiet tip\">Figures by desk and by engine appear here when front matter \
             (<code>desk: Politics</code>, <code>engine: …</code>), a pattern of file names, or a \
             table given with <code>--metadata</code> says them.</p>"
        )?;
    }
    writeln!(out, "</section>")
}

fn spread(batch: &Batch, out: &mut String) -> Result {
    let values: Vec<f64> = batch.articles.iter().map(|it| it.score.per_1000_words()).collect();
    writeln!(
        out,
        "<figure class=\"card\"><figcaption><strong>How the {}s are spread.</strong> How many (above \
         the columns) have how many penalty points per 1,000 words (below); half of them have {}.</figcaption>",
        words::noun(batch),
        match batch.median() {
            0.0 => "none".to_owned(),
            points => format!("{} or fewer", words::points(points)),
        }
    )?;
    charts::spread(&values, out)?;
    writeln!(out, "</figure>")
}

fn table(
    batch: &Batch,
    what: &str,
    nameless: &str,
    key: impl Fn(&Article) -> Option<String>,
    out: &mut String,
) -> Result {
    let groups = groups(batch, key);
    if groups.is_empty() {
        return Ok(());
    }
    let most = groups.iter().map(|it| it.score.per_1000_words()).fold(0.0, f64::max);
    let noun = words::title(words::noun(batch));
    writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-label=\"By {0}\" tabindex=\"0\">\
         <table class=\"list\"><thead><tr><th scope=\"col\">{what}</th>\
         <th scope=\"col\" class=\"n\">{noun}s</th><th scope=\"col\" class=\"n\">Need a look</th>\
         <th scope=\"col\" class=\"n\">Words</th><th scope=\"col\">Findings</th>\
         <th scope=\"col\" colspan=\"2\">Penalty per 1,000 words</th></tr></thead>\n<tbody>",
        what.to_lowercase()
    )?;
    for group in &groups {
        row(group, what, nameless, most, out)?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn row(group: &Group, what: &str, nameless: &str, most: f64, out: &mut String) -> Result {
    let name = match &group.name {
        Some(name) => format!(
            "<a href=\"#articles\" data-filter=\"{}\" data-value=\"{}\">{}</a>",
            what.to_lowercase(),
            super::escaped(name),
            isolated(name)
        ),
        None => format!("<i>{nameless}</i>"),
    };
    let summary = &group.summary;
    let points = group.score.per_1000_words();
    write!(
        out,
        "<tr><th scope=\"row\">{name}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>\
         <td class=\"n\">{}</td><td class=\"found\">",
        number(summary.articles + summary.segments),
        number(group.failing),
        number(summary.words),
    )?;
    charts::stacked(Severity::ALL.map(|it| summary.count(it)), summary.findings, out)?;
    let found = words::by_severity(|severity| summary.count(severity));
    let found = if found.is_empty() { "none".to_owned() } else { found };
    write!(
        out,
        "<span>{found}</span></td><td class=\"n strong\">{}</td><td class=\"gauge\">",
        words::points(points)
    )?;
    charts::bar(points, most, out)?;
    writeln!(out, "</td></tr>")
}
