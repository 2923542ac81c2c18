//! The findings as JSON: one document, or one object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::Run;
use crate::check::Finding;

/// The document opens; its findings follow, one a line.
pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"findings\": [\n")
}

/// The findings of one pair, parted by commas.
pub(super) fn piece(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for (index, finding) in findings.iter().enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, finding)?;
    }
    Ok(())
}

/// The document closes with what is said about the run as a whole.
pub(super) fn end(run: &Run, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n],\n\"unplaced\": ")?;
    array(&run.unplaced, out)?;
    out.write_all(b",\n\"errors\": ")?;
    array(&run.errors, out)?;
    out.write_all(b",\n\"summary\": ")?;
    serde_json::to_writer(&mut *out, &run.summary)?;
    out.write_all(b",\n\"score\": ")?;
    serde_json::to_writer(&mut *out, &run.score)?;
    out.write_all(b"}\n")
}

fn array<T: Serialize>(items: &[T], out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, item) in items.iter().enumerate() {
        out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut *out, item)?;
    }
    out.write_all(if items.is_empty() { b"]" } else { b"\n]" })
}

/// A finding a line.
pub(super) fn lines(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        serde_json::to_writer(&mut *out, finding)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
