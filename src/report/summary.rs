//! The end of what people read: snippets without a place, and the figures of the run in a line.

use std::io::{self, Write};

use super::{Look, Run, Summary, printable};
use crate::settings::Severity;
use crate::text::squeeze;

pub(super) fn write(run: &Run, look: Look, out: &mut impl Write) -> io::Result<()> {
    if !run.unplaced.is_empty() {
        let one = run.unplaced.len() == 1;
        let belong = if one { "snippet belongs" } else { "snippets belong" };
        let target = printable(&run.unplaced[0].target);
        writeln!(out, "{} {belong} to no place in {target}:", number(run.unplaced.len()))?;
        for snippet in &run.unplaced {
            let id = snippet.id.as_ref().map(|id| format!("record {id}"));
            let place = id.unwrap_or_else(|| snippet.line.to_string());
            let text = head(&printable(&squeeze(&snippet.excerpt)));
            writeln!(out, "  {}:{}: {text}", printable(&snippet.path), printable(&place))?;
        }
        writeln!(out)?;
    }
    let summary = in_a_line(&run.summary);
    if !look.colour {
        return writeln!(out, "{summary}");
    }
    writeln!(out, "\u{1B}[1m{summary}\u{1B}[0m")
}

/// Up to 80 characters of a text.
pub(super) fn head(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// `7 findings in 1 article (1 critical, 2 major, 4 minor), 3 fixable; 1,080 words`.
fn in_a_line(summary: &Summary) -> String {
    let mut line = match summary.findings {
        0 => "no findings".to_owned(),
        1 => "1 finding".to_owned(),
        many => format!("{} findings", number(many)),
    };
    let units = [(summary.articles, "article"), (summary.segments, "segment")];
    let used: Vec<String> = units
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{} {name}{}", number(*count), plural(*count)))
        .collect();
    line += &match used.as_slice() {
        [] => " in 0 articles".to_owned(),
        used => format!(" in {}", used.join(" and ")),
    };
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .rev()
        .map(|severity| (summary.count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| format!("{} {severity}", number(count)))
        .collect();
    if !counts.is_empty() {
        line += &format!(" ({}), {} fixable", counts.join(", "), number(summary.fixable));
    }
    line + &format!("; {} word{}", number(summary.words), plural(summary.words))
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The number with its thousands set apart.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_in_words() {
        assert_eq!(in_a_line(&Summary::default()), "no findings in 0 articles; 0 words");
        let summary = Summary {
            articles: 1,
            segments: 1200,
            words: 10_080,
            findings: 7,
            critical: 1,
            minor: 6,
            fixable: 3,
            ..Summary::default()
        };
        assert_eq!(
            in_a_line(&summary),
            "7 findings in 1 article and 1,200 segments (1 critical, 6 minor), 3 fixable; 10,080 words"
        );
    }
}
