//! Checkstyle's XML: files, with what was found in them.

use std::io::{self, Write};

use super::xml::escaped;
use super::{Checked, Run, places};

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    // The version is that of the format; readers look for it.
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
}

/// The findings of one pair.
pub(super) fn piece(checked: Checked<'_>, out: &mut impl Write) -> io::Result<()> {
    for finding in checked.findings {
        let place = if places::counts_in_file(finding) {
            format!("line=\"{}\" column=\"{}\"", finding.line, finding.column)
        } else {
            format!("line=\"{}\"", places::line(checked.pair, finding))
        };
        let level = places::level(finding.severity, "info");
        let (message, rule) = (escaped(&places::message(finding)), escaped(&finding.rule));
        writeln!(
            out,
            "    <error {place} severity=\"{level}\" message=\"{message}\" source=\"bilint.{rule}\"/>"
        )?;
    }
    Ok(())
}

/// A file begins, perhaps behind another.
pub(super) fn next_file(behind: bool, path: &str, out: &mut impl Write) -> io::Result<()> {
    if behind {
        out.write_all(b"  </file>\n")?;
    }
    writeln!(out, "  <file name=\"{}\">", escaped(path))
}

pub(super) fn end(mut behind: bool, run: &Run, out: &mut impl Write) -> io::Result<()> {
    for failures in run.errors.chunk_by(|one, next| one.path == next.path) {
        next_file(behind, &failures[0].path, out)?;
        behind = true;
        for failure in failures {
            let message = escaped(&failure.message);
            writeln!(
                out,
                "    <error line=\"1\" severity=\"error\" message=\"{message}\" source=\"bilint\"/>"
            )?;
        }
    }
    out.write_all(if behind { b"  </file>\n</checkstyle>\n" } else { b"</checkstyle>\n" })
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{hostile, rendered};

    #[test]
    fn files_hold_their_findings() {
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<checkstyle version=\"4.3\">
  <file name=\"article.de.txt\">
    <error line=\"1\" column=\"12\" severity=\"error\" message=\"editorial bracket left \
untranslated: [their]\" source=\"bilint.untranslated-bracket\"/>
  </file>
</checkstyle>
";
        assert_eq!(rendered(Format::Checkstyle), expected);
    }

    #[test]
    fn hostile_texts_stay_in_their_attribute() {
        let text = hostile(Format::Checkstyle);
        assert_eq!(text.lines().count(), 9, "{text}");
        assert!(!text.contains(['\u{0}', '\u{1B}']), "{text:?}");
        assert!(text.contains("&quot;,&apos;&lt;/file&gt;]]&gt;&amp;&#10;::error::%0A"), "{text}");
    }
}
