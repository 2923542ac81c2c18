//! A table, a row a finding. Texts stand in it as they are: a spreadsheet that takes what begins with
//! `=` for a formula has to be told that these columns are text.

use std::io::{self, Write};

use crate::check::Finding;

/// The names of the columns.
const COLUMNS: [&str; 19] = [
    "path",
    "part",
    "id",
    "field",
    "line",
    "column",
    "start",
    "end",
    "rule",
    "severity",
    "confidence",
    "category",
    "its",
    "message",
    "excerpt",
    "source_path",
    "source_excerpt",
    "fix",
    "fingerprint",
];

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    row(&COLUMNS, out)
}

pub(super) fn piece(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let source = finding.source.as_ref();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let place = |place: Option<usize>| place.map(|it| it.to_string()).unwrap_or_default();
        let cells: [&str; COLUMNS.len()] = [
            &finding.path,
            &text(&finding.part),
            &text(&finding.id),
            &text(&finding.field),
            &finding.line.to_string(),
            &finding.column.to_string(),
            &place(finding.span.map(|span| span.start)),
            &place(finding.span.map(|span| span.end)),
            &finding.rule,
            finding.severity.name(),
            &finding.confidence.to_string(),
            &finding.category,
            &finding.its,
            &finding.message,
            &finding.excerpt,
            source.map_or("", |source| &source.path),
            source.map_or("", |source| &source.excerpt),
            finding.fix.as_ref().map_or("", |fix| fix.applicability.name()),
            &finding.fingerprint,
        ];
        row(&cells, out)?;
    }
    Ok(())
}

fn row(cells: &[&str], out: &mut impl Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::other)?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{HOSTILE, hostile, rendered};

    #[test]
    fn a_finding_is_a_row() {
        let text = rendered(Format::Csv);
        let row = "article.de.txt,,,,1,12,11,18,untranslated-bracket,major,0.95,\
                   accuracy/untranslated,untranslated,editorial bracket left untranslated: \
                   [their],[their],,,unsafe,";
        assert!(text.lines().nth(1).unwrap().starts_with(row), "{text}");
    }

    #[test]
    fn hostile_texts_come_back_as_they_were() {
        let text = hostile(Format::Csv);
        let mut rows = ::csv::Reader::from_reader(text.as_bytes());
        let row = rows.records().next().unwrap().unwrap();
        assert_eq!((&row[0], row.len()), (HOSTILE, 19));
        assert!(row[13].ends_with(HOSTILE));
    }
}
