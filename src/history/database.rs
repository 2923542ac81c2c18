use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::{Article, ArticleChange, Found, HistoryError, Recorded, Run, counts, queries, schema};
use crate::check::Score;
use crate::settings::Weights;

/// How long a run waits for another one.
const PATIENCE: Duration = Duration::from_secs(60);

/// A file of past runs.
#[derive(Debug)]
pub struct History {
    pub(super) connection: Connection,
}

/// Which runs are kept when old ones are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The last ones, so many.
    Last(usize),
    /// Those that began at this time, in seconds since 1970, or later.
    Since(i64),
}

/// A finding with how often it stands in the article: records of one file may repeat a sentence.
type Times = BTreeMap<String, (Found, usize)>;

impl History {
    /// Opens a history, and starts it where there is no file yet. An older one is brought to the
    /// shape of today.
    ///
    /// # Errors
    /// When the file is something else, is of a later bilint, or cannot be read or written.
    pub fn open(path: &Path) -> Result<History, HistoryError> {
        History::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a history that is there.
    ///
    /// # Errors
    /// As for [`History::open`], and when there is none.
    pub fn existing(path: &Path) -> Result<History, HistoryError> {
        if !path.exists() {
            return Err(HistoryError::File("there is no such file".to_owned()));
        }
        History::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<History, HistoryError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        // Whoever only reads a history of today takes no lock that others would have to wait for.
        if version != schema::STEPS.len() as i64 || !schema::is_ours(&connection)? {
            let transaction = begin(&mut connection)?;
            schema::migrate(&transaction)?;
            transaction.commit()?;
        }
        Ok(History { connection })
    }

    /// Notes a run and compares each of its articles with the run before that covered it. The run is
    /// kept when `tell`, which is given the comparison, has done its work.
    ///
    /// # Errors
    /// When the history cannot be written, and what `tell` fails with; the history is then as it was.
    pub fn record<T, E: From<HistoryError>>(
        &mut self,
        run: &Run,
        weights: &Weights,
        tell: impl FnOnce(&Recorded) -> Result<T, E>,
    ) -> Result<T, E> {
        let (transaction, recorded) = self.noted(run, weights)?;
        let told = tell(&recorded)?;
        transaction.commit().map_err(HistoryError::from)?;
        Ok(told)
    }

    fn noted(
        &mut self,
        run: &Run,
        weights: &Weights,
    ) -> Result<(Transaction<'_>, Recorded), HistoryError> {
        let transaction = begin(&mut self.connection)?;
        transaction.execute(
            "INSERT INTO runs (at, version, settings) VALUES (?, ?, ?)",
            params![run.at, run.version, run.settings],
        )?;
        let mut recorded = Recorded { run: transaction.last_insert_rowid(), ..Recorded::default() };
        let mut by_path: BTreeMap<&str, Article> = BTreeMap::new();
        for article in &run.articles {
            match by_path.get_mut(article.path.as_str()) {
                Some(known) => {
                    known.score.add(&article.score);
                    known.findings.extend(article.findings.iter().cloned());
                }
                None => {
                    by_path.insert(&article.path, article.clone());
                }
            }
        }
        for article in by_path.into_values() {
            let change = note_article(&transaction, recorded.run, &article, weights)?;
            recorded.compared += usize::from(change.previous.is_some());
            recorded.change.add(change.change);
            recorded.articles.push(change);
        }
        recorded.otherwise_checked = queries::otherwise_checked(&transaction, recorded.run)?;
        recorded.rules = queries::rules(&transaction, recorded.run)?;
        recorded.series = queries::series(&transaction, weights, None)?;
        Ok((transaction, recorded))
    }

    /// Takes old runs out, and what only they knew; says how many. The file becomes smaller.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub fn prune(&mut self, keep: Keep) -> Result<usize, HistoryError> {
        let transaction = begin(&mut self.connection)?;
        let pruned = match keep {
            Keep::Since(at) => transaction.execute(
                "CREATE TEMP TABLE pruned AS SELECT id FROM runs WHERE at < ?",
                params![at],
            ),
            Keep::Last(runs) => transaction.execute(
                "CREATE TEMP TABLE pruned AS SELECT id FROM runs ORDER BY id DESC LIMIT -1 OFFSET ?",
                params![i64::try_from(runs).unwrap_or(i64::MAX)],
            ),
        };
        pruned?;
        let count: usize =
            transaction.query_row("SELECT count(*) FROM pruned", (), |row| row.get(0))?;
        transaction.execute_batch(
            "DELETE FROM found WHERE run IN pruned;
             DELETE FROM labels WHERE run IN pruned;
             DELETE FROM checks WHERE run IN pruned;
             DELETE FROM runs WHERE id IN pruned;
             DELETE FROM findings WHERE id NOT IN (SELECT finding FROM found);
             DELETE FROM articles WHERE id NOT IN (SELECT article FROM checks);
             DROP TABLE pruned;",
        )?;
        transaction.commit()?;
        if count > 0 {
            self.connection.execute_batch("VACUUM")?;
        }
        Ok(count)
    }
}

/// A transaction that writes: it waits for its turn at once, not in the middle of its work, where
/// waiting could be in vain.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, HistoryError> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn note_article(
    transaction: &Transaction<'_>,
    run: i64,
    article: &Article,
    weights: &Weights,
) -> Result<ArticleChange, HistoryError> {
    let mut known = transaction.prepare_cached(
        "INSERT INTO articles (path) VALUES (?) ON CONFLICT DO UPDATE SET path = path RETURNING id",
    )?;
    let id: i64 = known.query_row([&article.path], |row| row.get(0))?;
    let mut change = ArticleChange { path: article.path.clone(), ..ArticleChange::default() };
    let now = counted(&article.findings);
    let previous = previous_check(transaction, id, weights)?;
    if let Some((before, at, score)) = previous {
        (change.previous, change.score) = (Some(at), Some(score));
        compare(&now, &findings_of(transaction, id, before)?, &mut change);
    }
    let told = |count: usize| previous.map(|_| count);
    let [info, minor, minor_punctuation, major, non_translation, critical] = counts(&article.score);
    let mut check = transaction.prepare_cached(
        "INSERT INTO checks (article, run, words, info, minor, minor_punctuation, major,
             non_translation, critical, previous, new, fixed, still)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    check.execute(params![
        id,
        run,
        article.score.words,
        info,
        minor,
        minor_punctuation,
        major,
        non_translation,
        critical,
        previous.map(|(before, ..)| before),
        told(change.change.new),
        told(change.change.fixed),
        told(change.change.still),
    ])?;
    let mut label = transaction.prepare_cached("INSERT INTO labels VALUES (?, ?, ?, ?)")?;
    for (name, value) in &article.labels {
        label.execute(params![id, run, name, value])?;
    }
    note_findings(transaction, (id, run), &now)?;
    Ok(change)
}

/// The last check of an article: its run, when that began, its score.
fn previous_check(
    transaction: &Transaction<'_>,
    article: i64,
    weights: &Weights,
) -> Result<Option<(i64, i64, Score)>, HistoryError> {
    let mut check = transaction.prepare_cached(
        "SELECT run, at, words, info, minor, minor_punctuation, major, non_translation, critical
         FROM checks JOIN runs ON runs.id = run WHERE article = ? ORDER BY run DESC LIMIT 1",
    )?;
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, queries::score(row, 2, weights)?));
    Ok(check.query_row([article], read).optional()?)
}

fn counted(findings: &[Found]) -> Times {
    let mut times = Times::new();
    for found in findings {
        times.entry(found.fingerprint.clone()).or_insert_with(|| (found.clone(), 0)).1 += 1;
    }
    times
}

fn compare(now: &Times, before: &Times, change: &mut ArticleChange) {
    let in_other = |other: &Times, name: &String| other.get(name).map_or(0, |(_, times)| *times);
    for (name, (_, times)) in now {
        let still = in_other(before, name).min(*times);
        change.change.still += still;
        change.change.new += times - still;
        if *times > still {
            change.new.insert(name.clone());
        }
    }
    for (name, (found, times)) in before {
        let gone = times - in_other(now, name).min(*times);
        change.change.fixed += gone;
        if gone > 0 {
            change.fixed.push(found.clone());
        }
    }
    change.fixed.sort_by(|a, b| (a.line, &a.fingerprint).cmp(&(b.line, &b.fingerprint)));
}

fn findings_of(
    transaction: &Transaction<'_>,
    article: i64,
    run: i64,
) -> Result<Times, HistoryError> {
    let mut found = transaction.prepare_cached(
        "SELECT fingerprint, rule, severity, confidence, category, message, excerpt, line, times
         FROM found JOIN findings ON findings.id = finding
         WHERE found.article = ? AND run = ?",
    )?;
    let rows = found.query_map([article, run], |row| {
        let found = Found {
            fingerprint: row.get(0)?,
            rule: row.get(1)?,
            severity: queries::severity(row, 2)?,
            confidence: row.get(3)?,
            category: row.get(4)?,
            message: row.get(5)?,
            excerpt: row.get(6)?,
            line: row.get(7)?,
        };
        Ok((found.fingerprint.clone(), (found, row.get(8)?)))
    })?;
    Ok(rows.collect::<Result<Times, _>>()?)
}

fn note_findings(
    transaction: &Transaction<'_>,
    (article, run): (i64, i64),
    findings: &Times,
) -> Result<(), HistoryError> {
    let mut known = transaction.prepare_cached(
        "INSERT INTO findings (article, fingerprint, rule, category, message, excerpt)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET category = excluded.category, message = excluded.message,
             excerpt = excluded.excerpt
         RETURNING id",
    )?;
    let mut noted = transaction.prepare_cached(
        "INSERT INTO found (article, run, finding, times, severity, confidence, line)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (fingerprint, (found, times)) in findings {
        let Found { rule, category, message, excerpt, .. } = found;
        let id: i64 = known
            .query_row(params![article, fingerprint, rule, category, message, excerpt], |row| {
                row.get(0)
            })?;
        let severity = found.severity.name();
        noted.execute(params![article, run, id, times, severity, found.confidence, found.line])?;
    }
    Ok(())
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> HistoryError {
        let file = |message: &str| HistoryError::File(message.to_owned());
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => HistoryError::Foreign,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => HistoryError::Busy,
            Some(ErrorCode::CannotOpen) => {
                file("cannot be opened; is its folder there, and may it be written to?")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                file("cannot be written to, and a history of an older bilint has to be")
            }
            Some(ErrorCode::DiskFull) => file("cannot be written: the disk is full"),
            Some(ErrorCode::DatabaseCorrupt) => {
                file("is damaged; take a copy that is whole, or move it away to begin anew")
            }
            _ => HistoryError::Database(error.to_string()),
        }
    }
}
