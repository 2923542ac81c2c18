//! GitLab's code quality report: a JSON array.

use std::io::{self, Write};

use serde::Serialize;

use super::{Checked, places};

#[derive(Serialize)]
struct Violation<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    /// GitLab knows the same words, and `blocker`.
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"[\n")
}

pub(super) fn piece(checked: Checked<'_>, out: &mut impl Write) -> io::Result<()> {
    for (index, finding) in checked.findings.iter().enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        let region = places::in_file(checked.pair, finding);
        let line = places::line(checked.pair, finding);
        let lines = Lines { begin: line, end: region.map_or(line, |region| region.end.line) };
        let violation = Violation {
            description: places::message(finding),
            check_name: &finding.rule,
            // GitLab knows a violation by this alone, in whichever file it is.
            fingerprint: places::identity(finding),
            severity: finding.severity.name(),
            location: Location { path: &finding.path, lines },
        };
        serde_json::to_writer(&mut *out, &violation)?;
    }
    Ok(())
}

pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n]\n")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Format;
    use super::super::testing::{HOSTILE, hostile, rendered};

    #[test]
    fn a_finding_is_a_violation() {
        let report: Value = serde_json::from_str(&rendered(Format::Gitlab)).unwrap();
        let violation = &report[0];
        assert_eq!(violation["check_name"], "untranslated-bracket");
        assert_eq!(violation["severity"], "major");
        assert_eq!(violation["location"]["lines"]["begin"], 1);
        assert_eq!(violation["fingerprint"].as_str().unwrap().len(), 16);
    }

    #[test]
    fn hostile_texts_come_back_as_they_were() {
        let report: Value = serde_json::from_str(&hostile(Format::Gitlab)).unwrap();
        assert_eq!(report[0]["location"]["path"], HOSTILE);
    }
}
