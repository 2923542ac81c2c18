//! Findings by kind and severity, and rule by rule with examples.

use std::fmt::{Result, Write};

use super::super::batch::{Batch, RuleCount, kinds};
use super::super::summary::number;
use super::{charts, isolated, words};
use crate::report::xml::escaped;

pub(super) fn write(batch: &Batch, rules: &[RuleCount], out: &mut String) -> Result {
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section id=\"faults\" aria-labelledby=\"kinds\"><h2 id=\"kinds\">What goes wrong</h2>"
    )?;
    by_kind(batch, out)?;
    writeln!(out, "<h3 id=\"rules\">Rule by rule</h3>\n<div class=\"rules\">")?;
    let most = rules.iter().map(|it| it.findings).max().unwrap_or(1);
    for rule in rules {
        one(batch, rule, most, out)?;
    }
    writeln!(out, "</div>\n</section>")
}

fn by_kind(batch: &Batch, out: &mut String) -> Result {
    let kinds = kinds(batch);
    let most = kinds.iter().map(|it| it.findings).max().unwrap_or(1);
    writeln!(
        out,
        "<figure class=\"card\"><figcaption><strong>By kind and severity.</strong> Kinds are those of \
         MQM, the usual grid for faults of translation.</figcaption>\n<table class=\"bars\"><thead \
         class=\"unseen\"><tr><th scope=\"col\">Kind</th><th scope=\"col\">Findings</th>\
         <th scope=\"col\">By severity</th></tr></thead><tbody>"
    )?;
    for kind in &kinds {
        write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"wide\">",
            isolated(&words::category(&kind.category)),
            number(kind.findings)
        )?;
        charts::stacked(kind.by_severity, most, out)?;
        let told = words::by_severity(|severity| kind.by_severity[severity as usize]);
        writeln!(out, "<span class=\"unseen\">{told}</span></td></tr>")?;
    }
    writeln!(out, "</tbody></table>\n</figure>")
}

fn one(batch: &Batch, rule: &RuleCount, most: usize, out: &mut String) -> Result {
    let name = escaped(&rule.rule);
    let severity = rule.severity;
    let place = if batch.articles.len() > 1 {
        format!(" in {}", words::count(rule.articles, words::noun(batch)))
    } else {
        String::new()
    };
    write!(
        out,
        "<details id=\"r-{name}\"><summary><span class=\"name\">{}</span> <b class=\"{severity}\">\
         {severity}</b> <span class=\"quiet\">{}{place}</span>",
        isolated(&words::title(&rule.rule)),
        words::count(rule.findings, "finding")
    )?;
    charts::bar(rule.findings as f64, most as f64, out)?;
    writeln!(
        out,
        "</summary>\n<p>{} <span class=\"do\">{}</span></p>\n<p class=\"quiet\">For example:</p>\n<ul>",
        isolated(&rule.why),
        isolated(&rule.advice)
    )?;
    for example in &rule.examples {
        let article = example.article;
        writeln!(
            out,
            "<li>{} <a href=\"#a{article}.{}\">{}</a></li>",
            isolated(&example.message),
            example.finding,
            isolated(&batch.articles[article].title)
        )?;
    }
    writeln!(out, "</ul>")?;
    if batch.articles.len() > 1 {
        writeln!(
            out,
            "<p><a href=\"#articles\" data-filter=\"rule\" data-value=\"{name}\">All {} with it</a> · \
             <code>bilint explain {name}</code></p>",
            words::count(rule.articles, words::noun(batch))
        )?;
    }
    writeln!(out, "</details>")
}
