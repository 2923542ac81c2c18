//! A table, a row a finding. Texts stand in it as they are: a spreadsheet that takes what begins with
//! `=` for a formula has to be told that these columns are text.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{COLUMNS, Cell};
use crate::check::Finding;

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    row(COLUMNS.iter().map(|column| Cow::Borrowed(column.name)), out)
}

pub(super) fn piece(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let cells = COLUMNS.iter().map(|column| match (column.cell)(finding) {
            Cell::Text(text) => text,
            Cell::Count(count) => count.to_string().into(),
            Cell::Share(share) => share.to_string().into(),
            Cell::Missing => "".into(),
        });
        row(cells, out)?;
    }
    Ok(())
}

fn row<'c>(cells: impl Iterator<Item = Cow<'c, str>>, out: &mut impl Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    for cell in cells {
        writer.write_field(cell.as_bytes()).map_err(io::Error::other)?;
    }
    writer.write_record(None::<&[u8]>).map_err(io::Error::other)?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{HOSTILE, hostile, rendered};
    use super::COLUMNS;

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
        assert_eq!((&row[0], row.len()), (HOSTILE, COLUMNS.len()));
        assert!(row[13].ends_with(HOSTILE));
    }
}
