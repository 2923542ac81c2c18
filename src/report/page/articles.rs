//! The list of the articles, the worst first.

use std::collections::BTreeSet;
use std::fmt::{Result, Write};

use super::super::batch::{Article, Batch, RuleCount};
use super::super::summary::number;
use super::{charts, isolated, words};
use crate::report::xml::escaped;
use crate::settings::Severity;

/// What the list can be narrowed to.
struct Columns {
    desks: BTreeSet<String>,
    engines: BTreeSet<String>,
    languages: BTreeSet<String>,
}

pub(super) fn write(batch: &Batch, rules: &[RuleCount], out: &mut String) -> Result {
    let all = || batch.articles.iter();
    let columns = Columns {
        desks: all().filter_map(|it| it.desk.clone()).collect(),
        engines: all().filter_map(|it| it.engine.clone()).collect(),
        languages: all().map(Article::languages).collect(),
    };
    let noun = words::title(words::noun(batch));
    writeln!(
        out,
        "<section id=\"articles\" aria-labelledby=\"list\"><h2 id=\"list\">{noun}s, the worst first</h2>"
    )?;
    filters(batch, rules, &columns, out)?;
    let head = |label: &str, key: &str, class: &str, out: &mut String| {
        write!(
            out,
            "<th scope=\"col\" class=\"{class}\"><button type=\"button\" data-sort=\"{key}\">{label}\
             </button></th>"
        )
    };
    write!(out, "<table class=\"list\" id=\"table\"><thead><tr>")?;
    head(&noun, "title", "", out)?;
    if !columns.desks.is_empty() {
        head("Desk", "desk", "", out)?;
    }
    if !columns.engines.is_empty() {
        head("Engine", "engine", "", out)?;
    }
    if columns.languages.len() > 1 {
        head("Languages", "languages", "", out)?;
    }
    head("Words", "words", "n", out)?;
    head("Findings", "findings", "", out)?;
    head("Penalty per 1,000 words", "points", "n", out)?;
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let most = all().map(|it| it.summary.findings).max().unwrap_or(1);
    for number in batch.worst() {
        row(batch, number, &columns, most, out)?;
    }
    writeln!(
        out,
        "</tbody></table>\n<p id=\"more\" hidden><button type=\"button\"></button></p>\n</section>"
    )
}

fn filters(batch: &Batch, rules: &[RuleCount], columns: &Columns, out: &mut String) -> Result {
    writeln!(
        out,
        "<form id=\"filters\" role=\"search\" aria-label=\"Narrow the list\" hidden>\n\
         <label>Search <input type=\"search\" name=\"text\" placeholder=\"titles, files, texts\" \
         autocomplete=\"off\"></label>"
    )?;
    let select = |label: &str,
                  name: &str,
                  values: &mut dyn Iterator<Item = (String, String)>,
                  out: &mut String| {
        write!(out, "<label>{label} <select name=\"{name}\"><option value=\"\">all</option>")?;
        for (value, shown) in values {
            write!(out, "<option value=\"{}\">{}</option>", escaped(&value), escaped(&shown))?;
        }
        writeln!(out, "</select></label>")
    };
    let same = |it: &String| (it.clone(), it.clone());
    writeln!(
        out,
        "<label>State <select name=\"state\"><option value=\"\">all</option>\
         <option value=\"fail\">needs a look</option><option value=\"pass\">passes</option></select></label>"
    )?;
    if !columns.desks.is_empty() {
        select("Desk", "desk", &mut columns.desks.iter().map(same), out)?;
    }
    if !columns.engines.is_empty() {
        select("Engine", "engine", &mut columns.engines.iter().map(same), out)?;
    }
    if columns.languages.len() > 1 {
        select("Languages", "languages", &mut columns.languages.iter().map(same), out)?;
    }
    let mut severities =
        Severity::ALL.into_iter().rev().filter(|it| batch.summary().count(*it) > 0);
    let mut severities =
        severities.by_ref().map(|it| (it.to_string(), format!("with {it} findings")));
    select("Severity", "severity", &mut severities, out)?;
    let mut names: Vec<(String, String)> =
        rules.iter().map(|it| (it.rule.clone(), words::title(&it.rule))).collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    select("Fault", "rule", &mut names.into_iter(), out)?;
    writeln!(
        out,
        "<button type=\"reset\">Clear</button>\n<output name=\"count\"></output>\n</form>"
    )
}

fn row(batch: &Batch, index: usize, columns: &Columns, most: usize, out: &mut String) -> Result {
    let article = &batch.articles[index];
    let summary = &article.summary;
    let points = article.score.per_1000_words();
    let passes = batch.passes(article);
    write!(
        out,
        "<tr data-a=\"{index}\" data-state=\"{}\" data-found=\"{}\"",
        if passes { "pass" } else { "fail" },
        Severity::ALL.map(|it| summary.count(it).to_string()).join(" ")
    )?;
    let wanted = [
        ("desk", article.desk.clone(), !columns.desks.is_empty()),
        ("engine", article.engine.clone(), !columns.engines.is_empty()),
        ("languages", Some(article.languages()), columns.languages.len() > 1),
    ];
    for (name, value, _) in wanted.iter().filter(|it| it.2) {
        write!(out, " data-{name}=\"{}\"", escaped(value.as_deref().unwrap_or_default()))?;
    }
    write!(
        out,
        "><th scope=\"row\"><a href=\"#a{index}\">{}</a> <span class=\"quiet path\">{}</span></th>",
        isolated(&article.title),
        isolated(&article.path)
    )?;
    for (name, value, _) in wanted.iter().filter(|it| it.2) {
        let value = value.as_deref().unwrap_or_default();
        write!(out, "<td class=\"{name}\">{}</td>", isolated(value))?;
    }
    write!(out, "<td class=\"n words\">{}</td><td class=\"found\">", number(summary.words))?;
    charts::stacked(Severity::ALL.map(|it| summary.count(it)), most, out)?;
    let found = words::by_severity(|severity| summary.count(severity));
    let found = if found.is_empty() { "none".to_owned() } else { found };
    let mut notes = Vec::new();
    if let Some(change) = article.change.filter(|it| it.new + it.fixed > 0) {
        notes.push(format!(
            "{} new, {} fixed since it was checked before",
            change.new, change.fixed
        ));
    }
    if let Some(it) = article.revised {
        notes.push(format!("the edit removed {} and brought {}", it.removed, it.brought));
    }
    let notes: String =
        notes.iter().map(|it| format!("<span class=\"change\">{it}</span>")).collect();
    writeln!(
        out,
        "<span>{found}</span>{notes}</td><td class=\"n points {}\">{}</td></tr>",
        if passes { "pass" } else { "fail" },
        words::points(points)
    )
}
