//! The XLIFF file that was checked, with the findings in it as ITS 2.0 puts them
//! (`locQualityIssue`): editors show them where they belong.

use std::io::{self, Write};

use crate::check::Finding;
use crate::document::{Annotated, Annotation, annotated};
use crate::settings::Severity;

/// What is to be put into the file.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    placed: Vec<Annotation>,
    /// How many findings have no place.
    others: usize,
}

pub(super) fn remarks(findings: &[Finding]) -> Remarks {
    let mut remarks = Remarks::default();
    for finding in findings {
        let Some(span) = finding.span else {
            remarks.others += 1;
            continue;
        };
        remarks.placed.push(Annotation {
            span,
            kind: finding.its.to_string(),
            comment: format!("{}: {}. {}", finding.rule, finding.message, finding.advice),
            severity: weight(finding.severity),
        });
    }
    remarks
}

/// ITS 2.0 counts from 0 to 100 and leaves it to its users how.
const fn weight(severity: Severity) -> u8 {
    match severity {
        Severity::Info => 10,
        Severity::Minor => 30,
        Severity::Major => 60,
        Severity::Critical => 100,
    }
}

impl Remarks {
    pub(super) fn add(&mut self, more: Remarks) {
        self.placed.extend(more.placed);
        self.others += more.others;
    }

    /// Writes the file that was read as `original` with them; what is not in it is the answer, as a
    /// sentence.
    pub(super) fn write(self, original: &str, out: &mut impl Write) -> io::Result<Option<String>> {
        let Annotated { text, left_out, possible } = match annotated(original, &self.placed) {
            Ok(annotated) => annotated,
            Err(error) => {
                out.write_all(original.as_bytes())?;
                return Ok(Some(format!("no finding was written into the XLIFF file: {error}")));
            }
        };
        out.write_all(text.as_bytes())?;
        let count = left_out + self.others;
        let findings = if count == 1 { "1 finding is" } else { &format!("{count} findings are") };
        Ok(match (count, possible) {
            (0, _) => None,
            (_, true) => Some(format!(
                "{findings} not in the XLIFF file, since no place in a target is theirs"
            )),
            (_, false) => Some(format!(
                "{findings} not in the XLIFF file: version 2.0 has no way to write them \
                 (locQualityIssue of ITS 2.0), 1.2 and 2.1 have"
            )),
        })
    }
}
