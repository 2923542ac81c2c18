//! What a history is asked for.

use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use super::{Change, History, HistoryError, Point, RuleChange};
use crate::check::Score;
use crate::settings::{PenaltyKind, Severity, Weights};

impl History {
    /// All runs, in the order in which they were recorded. With the name of a label there is a point
    /// for each of its values in a run, and none for articles without it.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn series(
        &self,
        weights: &Weights,
        label: Option<&str>,
    ) -> Result<Vec<Point>, HistoryError> {
        series(&self.connection, weights, label)
    }

    /// What each rule has found in a run, by name.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn rules(&self, run: i64) -> Result<Vec<RuleChange>, HistoryError> {
        rules(&self.connection, run)
    }

    /// The names of the labels that articles bear.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn labels(&self) -> Result<Vec<String>, HistoryError> {
        let mut names =
            self.connection.prepare("SELECT DISTINCT name FROM labels ORDER BY name")?;
        let names = names.query_map((), |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// How many articles the history knows.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn articles(&self) -> Result<usize, HistoryError> {
        let count = "SELECT count(*) FROM articles";
        Ok(self.connection.query_row(count, (), |row| row.get(0))?)
    }

    /// The runs that covered an article, as points of its own trend.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn series_of(&self, path: &str, weights: &Weights) -> Result<Vec<Point>, HistoryError> {
        let part = "JOIN checks ON checks.run = runs.id
             JOIN articles ON articles.id = checks.article AND articles.path = ?1
             GROUP BY runs.id ORDER BY runs.id";
        points(&self.connection, weights, "NULL", part, Some(path))
    }
}

pub(super) fn series(
    connection: &Connection,
    weights: &Weights,
    label: Option<&str>,
) -> Result<Vec<Point>, HistoryError> {
    let part = match label {
        None => {
            "LEFT JOIN checks ON checks.run = runs.id
             WHERE ?1 IS NULL GROUP BY runs.id ORDER BY runs.id"
        }
        Some(_) => {
            "JOIN checks ON checks.run = runs.id
             JOIN labels ON labels.article = checks.article AND labels.run = checks.run
                 AND labels.name = ?1
             GROUP BY runs.id, labels.value ORDER BY runs.id, labels.value"
        }
    };
    points(connection, weights, label.map_or("NULL", |_| "labels.value"), part, label)
}

/// The points of `runs` with what `part` joins to it, where `?1` stands for `about`.
fn points(
    connection: &Connection,
    weights: &Weights,
    label: &str,
    part: &str,
    about: Option<&str>,
) -> Result<Vec<Point>, HistoryError> {
    let sums =
        ["words", "info", "minor", "minor_punctuation", "major", "non_translation", "critical"]
            .map(|column| format!("coalesce(sum({column}), 0)"))
            .join(", ");
    let mut points = connection.prepare(&format!(
        "SELECT runs.id, at, version, settings, {label}, count(checks.run), count(previous),
             coalesce(sum(new), 0), coalesce(sum(fixed), 0), coalesce(sum(still), 0), {sums}
         FROM runs {part}"
    ))?;
    let points = points.query_map([about], |row| {
        let change = Change { new: row.get(7)?, fixed: row.get(8)?, still: row.get(9)? };
        Ok(Point {
            run: row.get(0)?,
            at: row.get(1)?,
            version: row.get(2)?,
            settings: row.get(3)?,
            label: row.get(4)?,
            articles: row.get(5)?,
            compared: row.get(6)?,
            change,
            score: score(row, 10, weights)?,
        })
    })?;
    Ok(points.collect::<Result<_, _>>()?)
}

pub(super) fn rules(connection: &Connection, run: i64) -> Result<Vec<RuleChange>, HistoryError> {
    // Both sides of the comparison at once: what this run found and what the one before did. Where
    // that one has been pruned there is nothing to compare with.
    let mut rules = connection.prepare_cached(
        "WITH checked AS (
             SELECT article, run, (SELECT id FROM runs WHERE id = previous) AS previous
             FROM checks WHERE run = ?1
         ), both AS (
             SELECT finding, found.times AS now, 0 AS before, previous
             FROM checked JOIN found USING (article, run)
             UNION ALL
             SELECT finding, 0, found.times, previous
             FROM checked JOIN found ON found.article = checked.article AND found.run = previous
         ), each AS (
             SELECT finding, previous, sum(now) AS now, sum(before) AS before
             FROM both GROUP BY finding
         )
         SELECT rule, sum(now),
             coalesce(sum(max(0, now - before)) FILTER (WHERE previous IS NOT NULL), 0),
             coalesce(sum(max(0, before - now)) FILTER (WHERE previous IS NOT NULL), 0),
             coalesce(sum(min(now, before)) FILTER (WHERE previous IS NOT NULL), 0)
         FROM each JOIN findings ON findings.id = finding GROUP BY rule ORDER BY rule",
    )?;
    let rules = rules.query_map([run], |row| {
        let change = Change { new: row.get(2)?, fixed: row.get(3)?, still: row.get(4)? };
        Ok(RuleChange { rule: row.get(0)?, findings: row.get(1)?, change })
    })?;
    Ok(rules.collect::<Result<_, _>>()?)
}

/// Whether a run was compared with one that had other settings or was made by another version.
pub(super) fn otherwise_checked(connection: &Connection, run: i64) -> Result<bool, HistoryError> {
    let question = "SELECT EXISTS (
         SELECT 1 FROM runs AS now JOIN checks ON checks.run = now.id
             JOIN runs AS before ON before.id = previous
         WHERE now.id = ? AND (now.settings, now.version) <> (before.settings, before.version)
     )";
    Ok(connection.query_row(question, [run], |row| row.get(0))?)
}

/// The score in the columns from `first` on: words, then the kinds in their order.
pub(super) fn score(row: &Row<'_>, first: usize, weights: &Weights) -> rusqlite::Result<Score> {
    let mut score = Score::new(row.get(first)?, weights);
    for (column, kind) in (first + 1..).zip(PenaltyKind::ALL) {
        score.count(kind, row.get(column)?);
    }
    Ok(score)
}

pub(super) fn severity(row: &Row<'_>, column: usize) -> rusqlite::Result<Severity> {
    let name: String = row.get(column)?;
    let failed =
        |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    name.parse().map_err(failed)
}
