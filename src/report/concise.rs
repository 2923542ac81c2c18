//! A line a finding: `path:line:column: severity[rule] message`, which editors can jump to.

use std::io::{self, Write};

use super::printable;
use crate::check::Finding;

pub(super) fn piece(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let Finding { path, line, column, severity, rule, message, id, .. } = finding;
        write!(
            out,
            "{}:{line}:{column}: {severity}[{rule}] {}",
            printable(path),
            printable(message)
        )?;
        match id {
            // Line and column are those of the record, which must be named then.
            Some(id) => writeln!(out, " (record {})", printable(id))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}
