//! Commands for GitHub's workflows: what is printed becomes annotations of a run and of a pull
//! request. GitHub shows ten of each level for a step; the log has them all.

use std::io::{self, Write};

use super::{Checked, Run, places, printable};

pub(super) fn piece(checked: Checked<'_>, out: &mut impl Write) -> io::Result<()> {
    for finding in checked.findings {
        let level = places::level(finding.severity, "notice");
        write!(out, "::{level} file={}", property(&finding.path))?;
        if let Some(region) = places::in_file(checked.pair, finding) {
            let (start, end) = (region.start, region.end);
            write!(out, ",line={},endLine={}", start.line, end.line)?;
            // Columns are for annotations within one line.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
        } else {
            write!(out, ",line={}", places::line(checked.pair, finding))?;
        }
        let title = format!("bilint: {}", finding.rule);
        writeln!(out, ",title={}::{}", property(&title), data(&places::message(finding)))?;
    }
    Ok(())
}

pub(super) fn end(run: &Run, out: &mut impl Write) -> io::Result<()> {
    for snippet in &run.unplaced {
        let message =
            format!("snippet belongs to no place in {}: {}", snippet.target, snippet.excerpt);
        let path = property(&snippet.path);
        // The line of a record is not one of the file.
        let line =
            if snippet.field.is_none() { format!(",line={}", snippet.line) } else { String::new() };
        writeln!(out, "::notice file={path}{line},title=bilint::{}", data(&message))?;
    }
    for failure in &run.errors {
        let path = property(&failure.path);
        writeln!(out, "::error file={path},title=bilint::{}", data(&failure.message))?;
    }
    Ok(())
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    // Line breaks are spaces already.
    printable(text).replace('%', "%25")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{hostile, rendered};
    use super::*;

    #[test]
    fn a_finding_is_a_command() {
        assert_eq!(
            rendered(Format::Github),
            "::error file=article.de.txt,line=1,endLine=1,col=12,endColumn=19,\
             title=bilint%3A untranslated-bracket::editorial bracket left untranslated: [their]\n"
        );
    }

    #[test]
    fn hostile_texts_give_no_commands() {
        let text = hostile(Format::Github);
        assert!(text.lines().all(|line| line.starts_with("::error file=")), "{text}");
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("::%250A") && !text.contains("%0A"), "{text}");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25 ");
    }
}
