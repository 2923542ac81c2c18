use std::collections::BTreeMap;
use std::io::BufRead;

use super::read::{GoldRecord, Said};
use crate::document::Record;
use crate::evaluate::gold::{Field, Gold, GoldError};
use crate::text::Span;

const OPEN: &str = "<v>";
const CLOSE: &str = "</v>";

/// The columns that are needed, each by the names it has had.
const COLUMNS: [&[&str]; 6] = [
    &["system"],
    &["doc"],
    &["seg_id", "globalSegId", "segId"],
    &["source"],
    &["target"],
    &["category"],
];

/// Reads an MQM table as WMT publishes them: tab-separated, with a head, a row an error, which
/// stands between `<v>` and `</v>` in the source or the target; `No-error` where a rater saw none.
///
/// All rows of a segment of a system make one record with the errors of all its raters, the same
/// error once; segments of one document and system follow each other. The whole table is held, since
/// its rows go from system to system. A row that cannot be used is an error.
pub fn mqm_records(path: &str, input: impl BufRead) -> Vec<Result<GoldRecord, GoldError>> {
    let mut table = Table::default();
    let mut columns = None;
    for (number, line) in (1..).zip(input.lines()) {
        let done = match (line, &columns) {
            (Err(error), _) => {
                let broken = error.kind() != std::io::ErrorKind::InvalidData;
                table.errors.push((number, error.to_string()));
                if broken {
                    break;
                }
                continue;
            }
            (Ok(line), None) => head(&line).map(|found| columns = Some(found)),
            (Ok(line), Some(columns)) if !line.trim().is_empty() => {
                table.add(number, &line, columns)
            }
            (Ok(_), Some(_)) => Ok(()),
        };
        if let Err(message) = done {
            table.errors.push((number, message));
            if columns.is_none() {
                break;
            }
        }
    }
    table.finish(path)
}

fn head(line: &str) -> Result<[usize; 6], String> {
    let names: Vec<&str> = line.trim_start_matches('\u{FEFF}').trim_end().split('\t').collect();
    let mut columns = [0; 6];
    for (column, known) in columns.iter_mut().zip(COLUMNS) {
        *column = names
            .iter()
            .position(|name| known.contains(name))
            .ok_or_else(|| format!("the table has no column `{}`", known[0]))?;
    }
    Ok(columns)
}

#[derive(Default)]
struct Table {
    /// The segments in the order of their first rows.
    segments: Vec<GoldRecord>,
    /// Their numbers, by system, document and segment.
    known: BTreeMap<[String; 3], usize>,
    /// The documents' numbers, in the order of their first rows.
    documents: BTreeMap<String, usize>,
    /// What cannot be used, with its line.
    errors: Vec<(usize, String)>,
}

impl Table {
    fn add(&mut self, number: usize, line: &str, columns: &[usize; 6]) -> Result<(), String> {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |column: usize| {
            fields.get(columns[column]).copied().ok_or("the row has too few columns")
        };
        let [system, doc, segment] = [field(0)?, field(1)?, field(2)?];
        let (source, in_source) = unmarked(field(3)?);
        let (target, in_target) = unmarked(field(4)?);
        let category = field(5)?;
        let index = *self
            .known
            .entry([system.to_owned(), doc.to_owned(), segment.to_owned()])
            .or_insert_with(|| {
                let doc = format!("{doc}#{system}");
                let documents = self.documents.len();
                self.documents.entry(doc.clone()).or_insert(documents);
                self.segments.push(GoldRecord {
                    record: Record {
                        id: number.to_string(),
                        doc: Some(doc),
                        source: Some(source.clone()),
                        target: target.clone(),
                        source_language: None,
                        target_language: None,
                    },
                    said: Said { gold: Some(Vec::new()), bad: None },
                });
                self.segments.len() - 1
            });
        let segment = &mut self.segments[index];
        if segment.record.target != target || segment.record.source.as_ref() != Some(&source) {
            return Err("the text is another than in the segment's first row".to_owned());
        }
        if category.eq_ignore_ascii_case("no-error") {
            return Ok(());
        }
        let (field, span) = match (in_target, in_source) {
            (None, Some(span)) => (Field::Source, Some(span)),
            (span, _) => (Field::Target, span),
        };
        let category = Some(category.to_owned());
        let gold = Gold { category, field, span, ..Gold::default() };
        let all = segment.said.gold.get_or_insert_default();
        if !all.contains(&gold) {
            all.push(gold);
        }
        Ok(())
    }

    fn finish(self, path: &str) -> Vec<Result<GoldRecord, GoldError>> {
        let Table { mut segments, documents, errors, .. } = self;
        segments.sort_by_key(|it| it.record.doc.as_ref().and_then(|doc| documents.get(doc)));
        let errors = errors
            .into_iter()
            .map(|(line, message)| Err(GoldError { path: path.to_owned(), line, message }));
        errors.chain(segments.into_iter().map(Ok)).collect()
    }
}

/// The text without marks, and what stood between the first two.
fn unmarked(text: &str) -> (String, Option<Span>) {
    let span = text.find(OPEN).and_then(|start| {
        let length = text[start + OPEN.len()..].find(CLOSE)?;
        Some(Span::new(start, start + length))
    });
    (text.replace(OPEN, "").replace(CLOSE, ""), span)
}
