//! What stands around the page: its head, the ways through it, notes on how to read it, the script.

use std::fmt::{Result, Write};

use super::super::batch::{self, Batch};
use super::{first, isolated};
use crate::check::SCORE_HEADING;
use crate::report::xml::escaped;

const STYLES: [&str; 4] = [
    include_str!("assets/theme.css"),
    include_str!("assets/page.css"),
    include_str!("assets/article.css"),
    include_str!("assets/print.css"),
];

const SCRIPTS: [&str; 3] = [
    include_str!("assets/page.js"),
    include_str!("assets/table.js"),
    include_str!("assets/article.js"),
];

/// The script comes last, when all that it works on is there.
pub(super) fn scripts() -> String {
    // In a block nothing of it is in the way of what browsers define themselves.
    format!("<script>\n\"use strict\";\n{{\n{}}}\n</script>\n</body>\n</html>\n", SCRIPTS.concat())
}

/// `beside`: texts come from files beside the page, which must be allowed to be loaded.
pub(super) fn head(batch: &Batch, beside: bool, out: &mut String) -> Result {
    let name = escaped(&batch.name);
    let files = if beside { " file: 'self'" } else { "" };
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"bilint {}\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'{files}; base-uri 'none'; \
         form-action 'none'\">\n\
         <title>Translation report: {name}</title>\n<style>\n{}</style>\n</head>\n<body>",
        env!("CARGO_PKG_VERSION"),
        STYLES.concat()
    )?;
    writeln!(
        out,
        "<a class=\"skip\" href=\"#state\">To the report</a>\n<header class=\"top\">\n\
         <a class=\"brand\" href=\"#overview\">Translation report</a>\n\
         <nav aria-label=\"Parts of the report\"><ul>"
    )?;
    for (id, title) in parts(batch) {
        writeln!(out, "<li><a href=\"#{id}\">{title}</a></li>")?;
    }
    writeln!(
        out,
        "</ul></nav>\n<button type=\"button\" id=\"theme\" hidden>Dark</button>\n</header>\n\
         <main id=\"report\">"
    )
}

fn parts(batch: &Batch) -> Vec<(&'static str, &'static str)> {
    let mut parts = vec![("overview", "Overview")];
    if batch.articles.len() > 1 {
        parts.push(("groups", "Where"));
    }
    if batch::engines(batch).is_some() {
        parts.push(("engines", "Engines"));
    }
    if batch.history.as_ref().is_some_and(|it| it.series.len() > 1) {
        parts.push(("trend", "Trend"));
    }
    if batch.summary().findings > 0 {
        parts.push(("faults", "Faults"));
    }
    parts.push(("articles", "Articles"));
    parts.push(("reading", "How to read this"));
    parts
}

pub(super) fn foot(batch: &Batch, out: &mut String) -> Result {
    writeln!(
        out,
        "<section id=\"reading\" aria-labelledby=\"how\"><h2 id=\"how\">How to read this</h2>\n\
         <div class=\"columns\">\n\
         <h3>Severity</h3>\n<dl>\n\
         <dt class=\"critical\">critical</dt><dd>The reader is told something false: another number, a \
         lost “not”. Correct it before anything else.</dd>\n\
         <dt class=\"major\">major</dt><dd>The reader stumbles or is misled: a sentence in the wrong \
         language, a quotation that ends too early, something left out.</dd>\n\
         <dt class=\"minor\">minor</dt><dd>It looks careless and misleads nobody: a wrong mark, a \
         doubled word.</dd>\n\
         <dt class=\"info\">info</dt><dd>Worth knowing; usually right as it is.</dd>\n</dl>\n\
         <h3>Penalty points</h3>\n<p>Each finding costs points: {}. They are added up and divided by \
         the words of the translation, in thousands, so that long and short articles compare. \
         <strong>It is {SCORE_HEADING}.</strong></p>\n\
         <h3>Passing</h3>\n<p>An article needs a look when one of its findings is {} or worse{}. \
         Whoever runs the report sets this.</p>\n\
         <h3>Confidence</h3>\n<p>Each finding says how sure it is. A finding can be wrong: read the \
         sentence before you change it. One that is right as it stands can be accepted for good, with \
         a reason, and does not come back.</p>\n</div>\n",
        escaped(&first::weights(batch)),
        batch.limits.fail_on,
        match batch.limits.max_document_penalty {
            Some(most) =>
                format!(", or when it has more than {most} penalty points per 1,000 words"),
            None => String::new(),
        }
    )?;
    if !batch.unplaced.is_empty() {
        writeln!(
            out,
            "<h3>Snippets without a place</h3>\n<p>These belong to no place in their \
                       translation:</p>\n<ul>"
        )?;
        for snippet in &batch.unplaced {
            writeln!(
                out,
                "<li>{}: {}</li>",
                isolated(&snippet.target),
                isolated(&snippet.excerpt)
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(
        out,
        "</section>\n</main>\n<main id=\"article\" hidden tabindex=\"-1\"></main>\n\
         <footer>Made by bilint {}{}. This page loads nothing from the network.</footer>\n\
         <p id=\"said\" class=\"unseen\" role=\"status\"></p>",
        env!("CARGO_PKG_VERSION"),
        batch.day.as_ref().map_or_else(String::new, |day| {
            format!(" on {}", escaped(&super::words::day(day)))
        })
    )
}
