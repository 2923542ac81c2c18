//! reviewdog's diagnostics. Their columns count bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::Checked;
use super::places::{self, Region};
use crate::check::{Edit, Finding};
use crate::pair::Pair;
use crate::text::{Position, Span};

#[derive(Serialize)]
struct Diagnostic<'f> {
    message: String,
    location: Location<'f>,
    severity: &'static str,
    code: Code<'f>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'f>>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Code<'f> {
    value: &'f str,
}

#[derive(Serialize)]
struct Suggestion<'f> {
    range: Range,
    text: &'f str,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

impl From<Position> for Place {
    fn from(position: Position) -> Place {
        Place { line: position.line, column: Some(position.column) }
    }
}

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"source\": {\"name\": \"bilint\"},\n\"diagnostics\": [\n")
}

pub(super) fn piece(checked: Checked<'_>, out: &mut impl Write) -> io::Result<()> {
    for (index, finding) in checked.findings.iter().enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &diagnostic(checked.pair, finding))?;
    }
    Ok(())
}

fn diagnostic<'f>(pair: &Pair, finding: &'f Finding) -> Diagnostic<'f> {
    let region = places::in_file(pair, finding);
    let range = region.zip(finding.span).and_then(|(region, span)| range(pair, region, span));
    // What is no place in the file cannot be changed there.
    let edits = finding.fix.as_ref().filter(|_| range.is_some()).map(|fix| &fix.edits);
    let suggestion = |edit: &'f Edit| {
        let span = Span::new(edit.start, edit.end);
        let region = places::region(&pair.target.document, finding.reading.block, span)?;
        Some(Suggestion { range: self::range(pair, region, span)?, text: &edit.text })
    };
    // A suggestion stands for itself in a review: the parts of a repair are no use one by one.
    let edits = edits.filter(|edits| edits.len() == 1);
    // Where columns are not known, a line says where to look.
    let line = || Place { line: places::line(pair, finding), column: None };
    let range = range.or_else(|| finding.span.map(|_| Range { start: line(), end: None }));
    Diagnostic {
        message: places::message(finding),
        location: Location { path: &finding.path, range },
        severity: match places::level(finding.severity, "info") {
            "error" => "ERROR",
            "warning" => "WARNING",
            _ => "INFO",
        },
        code: Code { value: &finding.rule },
        suggestions: edits.into_iter().flatten().filter_map(suggestion).collect(),
    }
}

fn range(pair: &Pair, region: Region, span: Span) -> Option<Range> {
    let Region { start, end } = places::in_bytes(&pair.target.document, region, span)?;
    Some(Range { start: start.into(), end: Some(end.into()) })
}

pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n]}\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{HOSTILE, hostile, pair, render, rendered};
    use super::super::{Checked, Format, Run};

    #[test]
    fn columns_count_bytes() {
        let (pair, findings) = pair("Größe.\r\nÜber [their] Pläne.");
        let checked = Checked { pair: &pair, findings: &findings };
        let report = render(Format::Rdjson, checked, &Run::default());
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["source"]["name"], "bilint");
        let range = json!({"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 14}});
        assert_eq!(report["diagnostics"][0]["location"]["range"], range, "{report}");
        assert_eq!(report["diagnostics"][0]["severity"], "ERROR");
    }

    #[test]
    fn a_repair_is_a_suggestion() {
        let report: Value = serde_json::from_str(&rendered(Format::Rdjson)).unwrap();
        let suggestion = &report["diagnostics"][0]["suggestions"][0];
        assert_eq!(suggestion["text"], "");
        assert_eq!(suggestion["range"]["end"]["column"], 19);
    }

    #[test]
    fn hostile_texts_come_back_as_they_were() {
        let report: Value = serde_json::from_str(&hostile(Format::Rdjson)).unwrap();
        assert_eq!(report["diagnostics"][0]["location"]["path"], HOSTILE);
    }
}
