//! Engines beside each other.

use std::fmt::{Result, Write};

use super::super::batch::{Batch, Cell, Engines, engines};
use super::super::summary::number;
use super::{charts, isolated, words};

/// So many kinds of fault are compared.
const KINDS: usize = 12;

pub(super) fn write(batch: &Batch, out: &mut String) -> Result {
    let Some(engines) = engines(batch) else { return Ok(()) };
    writeln!(
        out,
        "<section id=\"engines\" aria-labelledby=\"which\"><h2 id=\"which\">Engines beside each \
         other</h2>\n<p class=\"lead\">{}</p>\n<p class=\"quiet\">Over the {} that all of them have \
         translated. The lines show between which bounds a figure lies with a probability of 95 % \
         ({} draws of the same texts for all engines): where few texts are compared they are wide.\
         </p>",
        verdict(&engines),
        words::count(engines.texts, "text"),
        number(engines.draws)
    )?;
    let most = engines.penalty.iter().map(|it| it.rate.high).fold(0.0, f64::max);
    head(&engines, "Penalty points per 1,000 words", out)?;
    row("All faults, weighed", &engines.penalty, most, out)?;
    writeln!(out, "</tbody></table></div>")?;
    let kinds = &engines.kinds[..engines.kinds.len().min(KINDS)];
    if !kinds.is_empty() {
        head(&engines, "Findings per 1,000 words", out)?;
        for kind in kinds {
            let most = kind.engines.iter().map(|it| it.rate.high).fold(0.0, f64::max);
            row(&words::category(&kind.category), &kind.engines, most, out)?;
        }
        writeln!(out, "</tbody></table></div>")?;
    }
    writeln!(out, "</section>")
}

/// Which engine does best, and how sure that is.
fn verdict(engines: &Engines) -> String {
    let best = isolated(&engines.engines[0]);
    let others = engines.engines.iter().zip(&engines.behind_first).skip(1);
    let clear: Vec<String> = others
        .clone()
        .filter(|(_, behind)| behind.is_clear())
        .map(|(name, behind)| {
            format!(
                "{} has {} points more ({} to {})",
                isolated(name),
                words::points(behind.value),
                words::points(behind.low),
                words::points(behind.high)
            )
        })
        .collect();
    let unclear: Vec<String> =
        others.filter(|(_, behind)| !behind.is_clear()).map(|it| isolated(it.0)).collect();
    let mut verdict = format!("<strong>{best} has the fewest points.</strong>");
    if !clear.is_empty() {
        verdict += &format!(" {}.", clear.join("; "));
    }
    if !unclear.is_empty() {
        verdict += &format!(
            " Between {best} and {} the difference is too small to tell from chance.",
            unclear.join(", ")
        );
    }
    verdict
}

fn head(engines: &Engines, what: &str, out: &mut String) -> Result {
    write!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-label=\"{what} by engine\" tabindex=\"0\">\
         <table class=\"list engines\"><thead><tr><th scope=\"col\">{what}</th>"
    )?;
    for name in &engines.engines {
        write!(out, "<th scope=\"col\">{}</th>", isolated(name))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")
}

fn row(name: &str, cells: &[Cell], most: f64, out: &mut String) -> Result {
    write!(out, "<tr><th scope=\"row\">{}</th>", isolated(name))?;
    for cell in cells {
        let rate = &cell.rate;
        write!(
            out,
            "<td><span class=\"strong\">{:.1}</span> <span class=\"quiet\">{:.1} to {:.1}; {}</span>",
            rate.value,
            rate.low,
            rate.high,
            words::count(cell.findings, "finding")
        )?;
        charts::interval(rate, most, out)?;
        write!(out, "</td>")?;
    }
    writeln!(out, "</tr>")
}
