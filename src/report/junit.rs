//! JUnit's XML: a suite for every file, a failed test for every finding that makes the run fail, a
//! passed one for any other and for a file without findings.
//!
//! The form is that of the schema of Jenkins's xUnit plug-in, which has no total of skipped tests.
//! Suites go out one by one: their totals are known when the next file begins, and a total of all of
//! them is left out, as the schema allows.

use std::io::{self, Write};

use super::xml::escaped;
use super::{Checked, Run, places};
use crate::check::Finding;
use crate::settings::Severity;

/// Some tests of a file.
#[derive(Debug, Default)]
pub(super) struct Tests {
    text: Vec<u8>,
    count: usize,
    failures: usize,
    errors: usize,
}

/// The tests that the findings of one pair stand for.
pub(super) fn tests(checked: Checked<'_>, fail_on: Severity) -> Tests {
    let mut tests = Tests { count: checked.findings.len(), ..Tests::default() };
    for finding in checked.findings {
        let fails = finding.severity >= fail_on;
        tests.failures += usize::from(fails);
        // Writing into memory cannot fail.
        let _ = test(finding, fails, &mut tests.text);
    }
    tests
}

fn test(finding: &Finding, fails: bool, out: &mut impl Write) -> io::Result<()> {
    let Finding { path, line, column, rule, severity, .. } = finding;
    let inside = places::inside(finding.part.as_deref(), finding.id.as_deref(), None);
    let inside = inside.map(|inside| format!("{inside} ")).unwrap_or_default();
    open(path, &format!("{rule} ({inside}{line}:{column})"), out)?;
    let message = places::message(finding);
    let text = format!(
        "{path}:{line}:{column}: {severity}[{rule}] {message}\n{}\n{}",
        finding.why, finding.advice
    );
    if fails {
        write!(
            out,
            "      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n",
            escaped(&message),
            escaped(rule),
            escaped(&text)
        )
    } else {
        let text = escaped(&text);
        write!(out, "      <system-out>{text}</system-out>\n    </testcase>\n")
    }
}

fn open(path: &str, name: &str, out: &mut impl Write) -> io::Result<()> {
    let (path, name) = (escaped(path), escaped(name));
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\">")
}

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bilint\">\n")
}

/// The suite of the file whose tests are coming in.
#[derive(Debug, Default)]
pub(super) struct Suites {
    open: Option<(String, Tests)>,
}

impl Suites {
    /// Adds tests; the suite before is written when they are another file's.
    pub(super) fn add(
        &mut self,
        path: String,
        tests: Tests,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match &mut self.open {
            Some((open, sum)) if *open == path => {
                sum.text.extend(tests.text);
                sum.count += tests.count;
                sum.failures += tests.failures;
                sum.errors += tests.errors;
                Ok(())
            }
            _ => {
                let done = self.open.replace((path, tests));
                done.map_or(Ok(()), |(path, tests)| suite(&path, &tests, out))
            }
        }
    }

    /// Writes what is left, with a test for everything that could not be read.
    pub(super) fn end(mut self, run: &Run, out: &mut impl Write) -> io::Result<()> {
        for failure in &run.errors {
            let mut text = Vec::new();
            let message = escaped(&failure.message);
            open(&failure.path, &format!("read: {}", failure.message), &mut text)?;
            write!(text, "      <error message=\"{message}\" type=\"read\"/>\n    </testcase>\n")?;
            let tests = Tests { text, count: 1, failures: 0, errors: 1 };
            self.add(failure.path.clone(), tests, out)?;
        }
        if let Some((path, tests)) = self.open {
            suite(&path, &tests, out)?;
        }
        out.write_all(b"</testsuites>\n")
    }
}

fn suite(path: &str, tests: &Tests, out: &mut impl Write) -> io::Result<()> {
    let Tests { text, count, failures, errors } = tests;
    writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" \
         skipped=\"0\">",
        escaped(path),
        (*count).max(1)
    )?;
    if *count == 0 {
        writeln!(out, "    <testcase name=\"no findings\" classname=\"{}\"/>", escaped(path))?;
    }
    out.write_all(text)?;
    out.write_all(b"  </testsuite>\n")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, pair, render, rendered};
    use super::super::{Format, Run};
    use super::*;

    #[test]
    fn a_finding_is_a_failed_test() {
        let text = rendered(Format::Junit);
        let suite = "  <testsuite name=\"article.de.txt\" tests=\"1\" failures=\"1\" errors=\"0\" \
                     skipped=\"0\">\n    <testcase name=\"untranslated-bracket (1:12)\" \
                     classname=\"article.de.txt\">\n      <failure message=\"editorial bracket \
                     left untranslated: [their]\" type=\"untranslated-bracket\">article.de.txt:1:12";
        assert!(text.contains(suite), "{text}");
        assert!(text.ends_with("</failure>\n    </testcase>\n  </testsuite>\n</testsuites>\n"));
    }

    #[test]
    fn what_may_pass_is_a_passed_test() {
        let (pair, findings) = pair("Man glaubt an [their] Pläne.");
        let checked = Checked { pair: &pair, findings: &findings };
        assert_eq!(tests(checked, Severity::Critical).failures, 0);
        let clean = render(Format::Junit, Checked { pair: &pair, findings: &[] }, &Run::default());
        assert!(clean.contains("tests=\"1\" failures=\"0\""), "{clean}");
        assert!(clean.contains("<testcase name=\"no findings\""), "{clean}");
    }

    #[test]
    fn hostile_texts_stay_where_they_are() {
        let text = hostile(Format::Junit);
        assert!(!text.contains(['\u{0}', '\u{1B}']), "{text:?}");
        assert!(!text.contains("]]>") && !text.contains("</file>"), "{text}");
        assert!(text.contains("errors=\"1\""), "{text}");
    }
}
