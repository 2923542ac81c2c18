//! The same table as CSV's, as a Parquet file (zstd), for data frames and databases.
//!
//! Findings are gathered into row groups of bounded size and written as each is full; the program
//! holds one group, whatever the length of the run.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::columns::{COLUMNS, Cell, Column, Kind};
use crate::check::Finding;

/// A row group is full with so many rows …
const ROWS: usize = 1 << 16;

/// … or with so many bytes of text.
const BYTES: usize = 1 << 25;

/// A table that is being written.
#[derive(Debug, Default)]
pub struct Table {
    /// None until something is written.
    writer: Option<SerializedFileWriter<Vec<u8>>>,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that are still to be written, and for each row whether it has one.
#[derive(Debug, Default)]
struct Values {
    there: Vec<i16>,
    texts: Vec<ByteArray>,
    counts: Vec<i64>,
    shares: Vec<f64>,
}

impl Table {
    /// Adds findings, and writes what is ready.
    pub fn add(&mut self, findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
        self.columns.resize_with(COLUMNS.len(), Values::default);
        for finding in findings {
            for (values, column) in self.columns.iter_mut().zip(&COLUMNS) {
                self.bytes += values.add((column.cell)(finding));
            }
            self.rows += 1;
            if self.rows == ROWS || self.bytes >= BYTES {
                self.group().map_err(io::Error::other)?;
            }
        }
        match &mut self.writer {
            Some(writer) => out.write_all(&std::mem::take(writer.inner_mut())),
            None => Ok(()),
        }
    }

    /// Writes what is left, and the end.
    pub fn end(mut self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.rest().map_err(io::Error::other)?)
    }

    fn rest(&mut self) -> Result<Vec<u8>, ParquetError> {
        if self.rows > 0 {
            self.group()?;
        }
        // A table without findings is one all the same.
        self.writer.take().map_or_else(writer, Ok)?.into_inner()
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let file = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(writer()?),
        };
        let mut group = file.next_row_group()?;
        for (values, column) in self.columns.iter_mut().zip(&COLUMNS) {
            let Some(mut writer) = group.next_column()? else { break };
            let there = (!column.always).then_some(&values.there[..]);
            match writer.untyped() {
                ColumnWriter::ByteArrayColumnWriter(it) => {
                    it.write_batch(&values.texts, there, None)?;
                }
                ColumnWriter::Int64ColumnWriter(it) => {
                    it.write_batch(&values.counts, there, None)?;
                }
                ColumnWriter::DoubleColumnWriter(it) => {
                    it.write_batch(&values.shares, there, None)?;
                }
                _ => {}
            }
            writer.close()?;
            *values = Values::default();
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Values {
    /// Adds a cell; says how many bytes of text it has.
    fn add(&mut self, cell: Cell<'_>) -> usize {
        self.there.push(i16::from(cell != Cell::Missing));
        match cell {
            Cell::Text(text) => {
                self.texts.push(ByteArray::from(text.as_bytes().to_vec()));
                return text.len();
            }
            Cell::Count(count) => self.counts.push(i64::try_from(count).unwrap_or(i64::MAX)),
            Cell::Share(share) => self.shares.push(share),
            Cell::Missing => {}
        }
        0
    }
}

fn writer() -> Result<SerializedFileWriter<Vec<u8>>, ParquetError> {
    let columns: Vec<String> = COLUMNS.iter().map(declared).collect();
    let schema = format!("message findings {{ {} }}", columns.join(" "));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("bilint version ", env!("CARGO_PKG_VERSION")).to_owned());
    let schema = Arc::new(parse_message_type(&schema)?);
    SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build()))
}

/// `required binary path (STRING);`
fn declared(column: &Column) -> String {
    let presence = if column.always { "required" } else { "optional" };
    let (physical, logical) = match column.kind {
        Kind::Text => ("binary", " (STRING)"),
        Kind::Count => ("int64", ""),
        Kind::Share => ("double", ""),
    };
    format!("{presence} {physical} {}{logical};", column.name)
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;

    use super::super::testing::{HOSTILE, pair_of};
    use super::*;

    fn written(batches: &[&[Finding]]) -> SerializedFileReader<bytes::Bytes> {
        let (mut table, mut out) = (Table::default(), Vec::new());
        for findings in batches {
            table.add(findings, &mut out).unwrap();
        }
        table.end(&mut out).unwrap();
        SerializedFileReader::new(bytes::Bytes::from(out)).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let source = Some("He praises [their] plans not at all.");
        let (_, with) = pair_of("a.de.txt", "Er lobt an [their] Pläne nichts.", source);
        let (_, mut without) = pair_of(HOSTILE, "Er lobt an [their] Pläne nichts.", None);
        without[0].message += HOSTILE;
        without[0].span = None;
        without[0].fix = None;
        let file = written(&[&with, &[], &without]);
        let mut rows = 0;
        for (row, finding) in file.get_row_iter(None).unwrap().zip(with.iter().chain(&without)) {
            let row = row.unwrap();
            for ((name, field), column) in row.get_column_iter().zip(&COLUMNS) {
                assert_eq!(name, column.name);
                match ((column.cell)(finding), field) {
                    (Cell::Text(cell), Field::Str(text)) => assert_eq!(cell, *text),
                    (Cell::Count(cell), Field::Long(count)) => assert_eq!(cell as i64, *count),
                    (Cell::Share(cell), Field::Double(share)) => assert_eq!(cell, *share),
                    (Cell::Missing, Field::Null) => {}
                    (cell, field) => panic!("{name}: {cell:?} became {field:?}"),
                }
            }
            rows += 1;
        }
        assert_eq!(rows, with.len() + without.len());
        let group = file.metadata().row_group(0);
        let zstd = |it: &::parquet::file::metadata::ColumnChunkMetaData| {
            matches!(it.compression(), Compression::ZSTD(_))
        };
        assert!(group.columns().iter().all(zstd));
    }

    #[test]
    fn a_table_without_findings_has_its_columns() {
        let file = written(&[]);
        let metadata = file.metadata().file_metadata();
        assert_eq!(metadata.num_rows(), 0);
        assert_eq!(metadata.schema_descr().num_columns(), COLUMNS.len());
    }

    #[test]
    fn row_groups_are_of_bounded_size() {
        let (_, findings) = pair_of("a.de.txt", "Er lobt an [their] Pläne nichts.", None);
        let many = vec![findings[0].clone(); ROWS / 2 + 1];
        let mut long = vec![findings[0].clone(); 3];
        long.iter_mut().for_each(|it| it.message = "x".repeat(BYTES));
        let file = written(&[&many, &many, &long]);
        let rows: Vec<i64> = file.metadata().row_groups().iter().map(|it| it.num_rows()).collect();
        assert_eq!(rows, [ROWS as i64, 3, 1, 1]);
    }
}
