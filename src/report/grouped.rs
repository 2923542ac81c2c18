//! A line a finding under the name of its file, in columns, and the figures at the end.

use std::io::{self, Write};

use super::{Look, Run, printable, summary};
use crate::check::Finding;
use crate::settings::Severity;

/// The findings of one pair.
pub(super) fn piece(findings: &[Finding], look: Look, out: &mut impl Write) -> io::Result<()> {
    let places: Vec<String> = findings.iter().map(place).collect();
    let width = places.iter().map(|place| place.chars().count()).max().unwrap_or(0);
    for (finding, place) in findings.iter().zip(&places) {
        let severity = format!("{:<8}", finding.severity);
        let (rule, message) = (printable(&finding.rule), printable(&finding.message));
        if look.colour {
            let colour = colour(finding.severity);
            let severity = format!("\u{1B}[{colour}m{severity}\u{1B}[0m");
            writeln!(out, "  {place:<width$}  {severity}  {message}  \u{1B}[2m{rule}\u{1B}[0m")?;
        } else {
            writeln!(out, "  {place:<width$}  {severity}  {message}  {rule}")?;
        }
    }
    Ok(())
}

/// Line and column, behind the record they count in.
fn place(finding: &Finding) -> String {
    let Finding { line, column, id, .. } = finding;
    match id {
        Some(id) => format!("record {}:{line}:{column}", printable(id)),
        None => format!("{line}:{column}"),
    }
}

const fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "1;91",
        Severity::Major => "1;93",
        Severity::Minor => "1;94",
        Severity::Info => "1;92",
    }
}

/// A file begins, perhaps behind another.
pub(super) fn next_file(
    behind: bool,
    path: &str,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    if behind {
        writeln!(out)?;
    }
    let path = printable(path);
    if look.colour { writeln!(out, "\u{1B}[1m{path}\u{1B}[0m") } else { writeln!(out, "{path}") }
}

pub(super) fn end(behind: bool, run: &Run, look: Look, out: &mut impl Write) -> io::Result<()> {
    if behind {
        writeln!(out)?;
    }
    summary::write(run, look, out)
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{HOSTILE, hostile, rendered};

    #[test]
    fn findings_stand_under_their_file() {
        let text = rendered(Format::Grouped);
        let expected = "article.de.txt
  1:12  major     editorial bracket left untranslated: [their]  untranslated-bracket

1 finding in 1 article (1 major), 1 fixable; 6 words
";
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let text = hostile(Format::Grouped);
        assert!(!text.contains(['\u{1B}', '\u{0}', '\u{202E}']), "{text:?}");
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(HOSTILE.contains('\n'));
    }
}
