//! The tables of a history, version by version: a new file goes through all steps, an old one through
//! those that it lacks. A step that has been released is never changed.

use rusqlite::{Connection, Transaction};

use super::HistoryError;

/// What SQLite's header says of a history: `bilt`.
const APPLICATION: i64 = 0x6269_6C74;

/// Step `n` makes version `n + 1` of version `n`.
pub(super) const STEPS: [&str; 2] = [
    // What was checked and found. A finding is kept once, and noted with every run that found it.
    "CREATE TABLE runs (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         at INTEGER NOT NULL,
         version TEXT NOT NULL,
         settings TEXT NOT NULL
     ) STRICT;
     CREATE TABLE articles (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
     CREATE TABLE checks (
         run INTEGER NOT NULL REFERENCES runs (id),
         article INTEGER NOT NULL REFERENCES articles (id),
         words INTEGER NOT NULL,
         info INTEGER NOT NULL,
         minor INTEGER NOT NULL,
         minor_punctuation INTEGER NOT NULL,
         major INTEGER NOT NULL,
         non_translation INTEGER NOT NULL,
         critical INTEGER NOT NULL,
         PRIMARY KEY (article, run)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX checks_of_run ON checks (run);
     CREATE TABLE findings (
         id INTEGER PRIMARY KEY,
         article INTEGER NOT NULL REFERENCES articles (id),
         fingerprint TEXT NOT NULL,
         rule TEXT NOT NULL,
         category TEXT NOT NULL,
         message TEXT NOT NULL,
         excerpt TEXT NOT NULL,
         UNIQUE (article, fingerprint)
     ) STRICT;
     CREATE TABLE found (
         article INTEGER NOT NULL,
         run INTEGER NOT NULL,
         finding INTEGER NOT NULL REFERENCES findings (id),
         times INTEGER NOT NULL,
         severity TEXT NOT NULL,
         confidence REAL NOT NULL,
         line INTEGER NOT NULL,
         PRIMARY KEY (article, run, finding),
         FOREIGN KEY (article, run) REFERENCES checks (article, run)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX found_of_finding ON found (finding);",
    // The change since the run before, which outlives that run when it is pruned; and what articles
    // are told apart by.
    "ALTER TABLE checks ADD COLUMN previous INTEGER;
     ALTER TABLE checks ADD COLUMN new INTEGER;
     ALTER TABLE checks ADD COLUMN fixed INTEGER;
     ALTER TABLE checks ADD COLUMN still INTEGER;
     UPDATE checks SET previous = (
         SELECT max(before.run) FROM checks AS before
         WHERE before.article = checks.article AND before.run < checks.run
     );
     UPDATE checks SET still = (
         SELECT coalesce(sum(min(now.times, before.times)), 0)
         FROM found AS now JOIN found AS before USING (article, finding)
         WHERE now.article = checks.article
             AND now.run = checks.run AND before.run = checks.previous
     ) WHERE previous IS NOT NULL;
     UPDATE checks SET
         new = (
             SELECT coalesce(sum(times), 0) FROM found
             WHERE found.article = checks.article AND found.run = checks.run
         ) - still,
         fixed = (
             SELECT coalesce(sum(times), 0) FROM found
             WHERE found.article = checks.article AND found.run = checks.previous
         ) - still
     WHERE previous IS NOT NULL;
     CREATE TABLE labels (
         article INTEGER NOT NULL,
         run INTEGER NOT NULL,
         name TEXT NOT NULL,
         value TEXT NOT NULL,
         PRIMARY KEY (article, run, name),
         FOREIGN KEY (article, run) REFERENCES checks (article, run)
     ) STRICT, WITHOUT ROWID;",
];

/// Whether a file says that it is a history.
pub(super) fn is_ours(connection: &Connection) -> Result<bool, HistoryError> {
    let said: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(said == APPLICATION)
}

/// Brings a file to the latest version, a new one from nothing.
pub(super) fn migrate(transaction: &Transaction<'_>) -> Result<(), HistoryError> {
    let known = STEPS.len() as i64;
    let ours = is_ours(transaction)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    let version = match (ours, tables) {
        (true, _) if found > known => return Err(HistoryError::Newer { found, known }),
        (true, _) => found,
        (false, 0) => 0,
        (false, _) => return Err(HistoryError::Foreign),
    };
    for (step, version) in STEPS.iter().zip(1..).filter(|(_, of)| *of > version) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    if version == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
    }
    Ok(())
}
