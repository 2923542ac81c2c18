//! A history as tables, for other programs.

use rusqlite::types::ValueRef;
use serde_json::Value;

use super::{History, HistoryError};

/// What is handed out, a row each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The runs.
    Runs,
    /// The articles of every run, with what was counted.
    Articles,
    /// The findings of every run.
    Findings,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 3] = [Table::Runs, Table::Articles, Table::Findings];

    /// The name by which it is chosen.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Runs => "runs",
            Table::Articles => "articles",
            Table::Findings => "findings",
        }
    }

    const fn query(self) -> &'static str {
        match self {
            Table::Runs => {
                "SELECT id AS run, strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, version,
                     settings, count(checks.run) AS articles, coalesce(sum(words), 0) AS words,
                     coalesce(sum(info), 0) AS info, coalesce(sum(minor), 0) AS minor,
                     coalesce(sum(minor_punctuation), 0) AS minor_punctuation,
                     coalesce(sum(major), 0) AS major,
                     coalesce(sum(non_translation), 0) AS non_translation,
                     coalesce(sum(critical), 0) AS critical, count(previous) AS compared,
                     coalesce(sum(new), 0) AS new, coalesce(sum(fixed), 0) AS fixed,
                     coalesce(sum(still), 0) AS still
                 FROM runs LEFT JOIN checks ON checks.run = id GROUP BY id ORDER BY id"
            }
            Table::Articles => {
                "SELECT run, strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, path,
                     (SELECT json_group_object(name, value) FROM labels
                      WHERE labels.article = checks.article AND labels.run = checks.run) AS labels,
                     words, info, minor, minor_punctuation, major, non_translation, critical,
                     previous, new, fixed, still
                 FROM checks JOIN runs ON runs.id = run JOIN articles ON articles.id = article
                 ORDER BY run, path"
            }
            Table::Findings => {
                "SELECT found.run, strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, path,
                     line, rule, severity, confidence, category, message, excerpt, times,
                     CASE WHEN previous IS NULL OR previous NOT IN (SELECT id FROM runs) THEN NULL
                         ELSE NOT EXISTS (
                             SELECT 1 FROM found AS before
                             WHERE before.article = found.article AND before.run = previous
                                 AND before.finding = found.finding)
                     END AS is_new,
                     fingerprint
                 FROM found JOIN checks ON checks.article = found.article AND checks.run = found.run
                     JOIN runs ON runs.id = found.run JOIN articles ON articles.id = found.article
                     JOIN findings ON findings.id = finding
                 ORDER BY found.run, path, line, fingerprint"
            }
        }
    }
}

impl History {
    /// The names of a table's columns.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn columns(&self, table: Table) -> Result<Vec<String>, HistoryError> {
        let query = self.connection.prepare(table.query())?;
        Ok(query.column_names().map(str::to_owned).collect())
    }

    /// Hands out the rows of a table one by one, in the order of the runs, a cell for each of its
    /// columns: what is not known is null, labels are an object, times are UTC.
    ///
    /// # Errors
    /// When the history cannot be read, and what `row` fails with.
    pub fn rows<E: From<HistoryError>>(
        &self,
        table: Table,
        mut row: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<(), E> {
        let names = self.columns(table)?;
        let mut query = self.connection.prepare(table.query()).map_err(HistoryError::from)?;
        let mut rows = query.query(()).map_err(HistoryError::from)?;
        while let Some(found) = rows.next().map_err(HistoryError::from)? {
            let mut cells = Vec::with_capacity(names.len());
            for (number, name) in names.iter().enumerate() {
                cells.push(match found.get_ref(number).map_err(HistoryError::from)? {
                    ValueRef::Integer(number) if name == "is_new" => (number != 0).into(),
                    ValueRef::Integer(number) => number.into(),
                    ValueRef::Real(number) => number.into(),
                    ValueRef::Text(text) => match String::from_utf8_lossy(text) {
                        text if name == "labels" => {
                            serde_json::from_str(&text).unwrap_or(Value::Null)
                        }
                        text => text.into(),
                    },
                    ValueRef::Null | ValueRef::Blob(_) => Value::Null,
                });
            }
            row(&cells)?;
        }
        Ok(())
    }
}
