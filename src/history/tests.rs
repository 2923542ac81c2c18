use std::fs;
use std::path::PathBuf;

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::*;
use crate::settings::Weights;

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("bilint-history-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("history.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn found(fingerprint: &str) -> Found {
    Found {
        fingerprint: fingerprint.to_owned(),
        rule: if fingerprint.starts_with('q') { "lost-quote" } else { "repeated-word" }.to_owned(),
        severity: Severity::Minor,
        confidence: 0.75,
        category: "accuracy/omission".to_owned(),
        message: "„weg“".to_owned(),
        excerpt: "ein\nWort".to_owned(),
        line: 3,
    }
}

/// An article in which this was found, one for each word.
fn article(path: &str, fingerprints: &str) -> Article {
    let findings: Vec<Found> = fingerprints.split_whitespace().map(found).collect();
    let mut score = Score::new(100, &Weights::default());
    score.count(PenaltyKind::Minor, findings.len());
    Article { path: path.to_owned(), score, findings, ..Article::default() }
}

fn run(at: i64, articles: Vec<Article>) -> Run {
    Run { articles, ..Run::new(at, "the same") }
}

fn record(history: &mut History, run: &Run) -> Recorded {
    let keep = |recorded: &Recorded| Ok::<_, HistoryError>(recorded.clone());
    history.record(run, &Weights::default(), keep).unwrap()
}

fn rows(history: &History, table: Table) -> Vec<Map<String, Value>> {
    let names = history.columns(table).unwrap();
    let mut rows = Vec::new();
    let all = history.rows(table, |cells| {
        rows.push(names.iter().cloned().zip(cells.iter().cloned()).collect());
        Ok::<(), HistoryError>(())
    });
    all.map(|()| rows).unwrap()
}

const fn change(new: usize, fixed: usize, still: usize) -> Change {
    Change { new, fixed, still }
}

#[test]
fn a_run_is_compared_with_the_last_one_that_covered_the_article() {
    let folder = Folder::new("compared");
    let mut history = History::open(&folder.file()).unwrap();
    let first = record(&mut history, &run(10, vec![article("a", "x y q1"), article("b", "x")]));
    assert_eq!((first.compared, first.change), (0, Change::default()));
    assert_eq!(first.articles[0].previous, None);

    record(&mut history, &run(20, vec![article("b", "")]));
    let third = record(&mut history, &run(30, vec![article("b", "z"), article("a", "y q2 q3")]));
    assert_eq!((third.run, third.compared, third.change), (3, 2, change(3, 2, 1)));
    let [a, b] = &third.articles[..] else { panic!("{third:?}") };
    assert_eq!((a.path.as_str(), a.previous, a.change), ("a", Some(10), change(2, 2, 1)));
    assert_eq!(a.new, BTreeSet::from(["q2".to_owned(), "q3".to_owned()]));
    assert_eq!(a.fixed, [found("q1"), found("x")]);
    assert_eq!(a.score.unwrap().penalty(), 3.0);
    // What had gone once and is there again is new.
    assert_eq!((b.previous, b.change), (Some(20), change(1, 0, 0)));
    let rules: Vec<(&str, usize, Change)> =
        third.rules.iter().map(|it| (it.rule.as_str(), it.findings, it.change)).collect();
    assert_eq!(rules, [("lost-quote", 2, change(2, 1, 0)), ("repeated-word", 2, change(1, 1, 1))]);
    let trend: Vec<(i64, usize, f64)> =
        third.series.iter().map(|it| (it.at, it.articles, it.score.per_1000_words())).collect();
    assert_eq!(trend, [(10, 2, 20.0), (20, 1, 0.0), (30, 2, 20.0)]);
    assert_eq!(third.series[2].change, third.change);
    let of_a = rows(&history, Table::Findings).into_iter().filter(|row| row["path"] == "a");
    let told: Vec<String> =
        of_a.map(|it| format!("{}{}", it["fingerprint"], it["is_new"])).collect();
    assert_eq!(
        told,
        [r#""q1"null"#, r#""x"null"#, r#""y"null"#, r#""q2"true"#, r#""q3"true"#, r#""y"false"#]
    );
    assert_eq!(history.series_of("b", &Weights::default()).unwrap().len(), 3);
    assert_eq!(history.series(&Weights::default(), None).unwrap(), third.series);
}

#[test]
fn sentences_that_stand_often_are_counted() {
    let folder = Folder::new("counted");
    let mut history = History::open(&folder.file()).unwrap();
    record(&mut history, &run(1, vec![article("a", "x x y")]));
    let then = record(&mut history, &run(2, vec![article("a", "x"), article("a", "y y y")]));
    assert_eq!(then.change, change(2, 1, 2));
    assert_eq!(then.series[1].articles, 1, "one path is one article");
    assert_eq!(then.series[1].score.words, 200);
}

#[test]
fn what_cannot_be_told_is_not_kept() {
    let folder = Folder::new("told");
    let mut history = History::open(&folder.file()).unwrap();
    record(&mut history, &run(1, vec![article("a", "x")]));
    let failed = history.record(&run(2, vec![article("a", "")]), &Weights::default(), |recorded| {
        assert_eq!(recorded.change, change(0, 1, 0));
        Err::<(), _>(HistoryError::Busy)
    });
    assert!(matches!(failed, Err(HistoryError::Busy)));
    let again = record(&mut history, &run(3, vec![article("a", "x")]));
    assert_eq!((again.change, again.series.len()), (change(0, 0, 1), 2));
}

#[test]
fn other_settings_are_noticed() {
    let folder = Folder::new("settings");
    let mut history = History::open(&folder.file()).unwrap();
    record(&mut history, &run(1, vec![article("a", "x")]));
    assert!(!record(&mut history, &run(2, vec![article("a", "x")])).otherwise_checked);
    let other = Run { articles: vec![article("a", "x")], ..Run::new(3, "others") };
    assert!(record(&mut history, &other).otherwise_checked);
    let unknown = Run { articles: vec![article("new", "x")], ..Run::new(4, "yet others") };
    assert!(!record(&mut history, &unknown).otherwise_checked);
}

#[test]
fn labels_have_trends_of_their_own() {
    let folder = Folder::new("labels");
    let mut history = History::open(&folder.file()).unwrap();
    let of = |path: &str, engine: &str, found: &str| {
        let labels = BTreeMap::from([("engine".to_owned(), engine.to_owned())]);
        Article { labels, ..article(path, found) }
    };
    for at in [1, 2] {
        let articles = vec![of("a", "opus", "x y"), of("b", "m2m", "z"), article("c", "x")];
        record(&mut history, &run(at, articles));
    }
    let series = history.series(&Weights::default(), Some("engine")).unwrap();
    let told: Vec<(i64, Option<&str>, usize)> =
        series.iter().map(|it| (it.run, it.label.as_deref(), it.score.findings())).collect();
    let expected = [(1, "m2m", 1), (1, "opus", 2), (2, "m2m", 1), (2, "opus", 2)];
    assert_eq!(told, expected.map(|(run, engine, count)| (run, Some(engine), count)));
    assert_eq!(history.labels().unwrap(), ["engine"]);
    let rows = rows(&history, Table::Articles);
    assert_eq!(rows[0]["labels"], serde_json::json!({"engine": "opus"}));
    assert_eq!(rows[2]["labels"], serde_json::json!({}));
}

#[test]
fn old_runs_can_go() {
    let folder = Folder::new("pruned");
    let mut history = History::open(&folder.file()).unwrap();
    for (at, found) in [(10, "x y"), (20, "x"), (30, "x z")] {
        record(&mut history, &run(at, vec![article("a", found), article(&at.to_string(), "q")]));
    }
    let before = history.series(&Weights::default(), None).unwrap();
    assert_eq!(history.prune(Keep::Since(20)).unwrap(), 1);
    // What was known of the runs that stay stays.
    assert_eq!(history.series(&Weights::default(), None).unwrap(), before[1..]);
    assert_eq!(history.articles().unwrap(), 3);
    assert_eq!(history.prune(Keep::Last(5)).unwrap(), 0);
    assert_eq!(history.prune(Keep::Last(1)).unwrap(), 1);
    let rows = rows(&history, Table::Findings);
    assert_eq!(rows.len(), 3);
    // The run before is gone: nobody knows what is new.
    assert!(rows.iter().all(|row| row["is_new"].is_null()), "{rows:?}");
    assert!(history.rules(3).unwrap().iter().all(|it| it.change == Change::default()));
    assert_eq!(record(&mut history, &run(40, vec![article("a", "z")])).change, change(0, 1, 1));
}

/// A history of version 1, in the tables that it had.
fn version_1(path: &std::path::Path, runs: &[Run]) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(schema::STEPS[0]).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 0x62696C74")
        .unwrap();
    let id = |table: &str, condition: &str| -> Option<i64> {
        let query = format!("SELECT id FROM {table} WHERE {condition}");
        connection.query_row(&query, (), |row| row.get(0)).ok()
    };
    let insert = |text: &str, values: &[&dyn rusqlite::ToSql]| -> i64 {
        connection.execute(text, values).unwrap();
        connection.last_insert_rowid()
    };
    for run in runs {
        let number = insert(
            "INSERT INTO runs (at, version, settings) VALUES (?, ?, ?)",
            params![run.at, run.version, run.settings],
        );
        for article in &run.articles {
            let path = &article.path;
            let place = id("articles", &format!("path = '{path}'"));
            let place =
                place.unwrap_or_else(|| insert("INSERT INTO articles (path) VALUES (?)", &[path]));
            let [_, minor, ..] = counts(&article.score);
            insert(
                "INSERT INTO checks VALUES (?, ?, ?, 0, ?, 0, 0, 0, 0)",
                params![number, place, article.score.words, minor],
            );
            for found in &article.findings {
                let name = &found.fingerprint;
                let known =
                    id("findings", &format!("article = {place} AND fingerprint = '{name}'"));
                let known = known.unwrap_or_else(|| {
                    insert(
                        "INSERT INTO findings (article, fingerprint, rule, category, message, excerpt)
                         VALUES (?, ?, ?, ?, ?, ?)",
                        params![
                            place,
                            name,
                            found.rule,
                            found.category,
                            found.message,
                            found.excerpt
                        ],
                    )
                });
                insert(
                    "INSERT INTO found VALUES (?, ?, ?, 1, ?, ?, ?)",
                    params![
                        place,
                        number,
                        known,
                        found.severity.name(),
                        found.confidence,
                        found.line
                    ],
                );
            }
        }
    }
}

#[test]
fn an_old_history_becomes_one_of_today() {
    let folder = Folder::new("migrated");
    let runs = [
        run(10, vec![article("a", "x y q1"), article("b", "x")]),
        run(20, vec![article("b", "")]),
        run(30, vec![article("a", "y q2 q3"), article("b", "z")]),
    ];
    version_1(&folder.file(), &runs);
    let mut old = History::existing(&folder.file()).unwrap();
    let fresh = folder.0.join("fresh.sqlite");
    let mut new = History::open(&fresh).unwrap();
    for run in &runs {
        record(&mut new, run);
    }
    let weights = Weights::default();
    assert_eq!(old.series(&weights, None).unwrap(), new.series(&weights, None).unwrap());
    assert_eq!(old.rules(3).unwrap(), new.rules(3).unwrap());
    for table in Table::ALL {
        assert_eq!(rows(&old, table), rows(&new, table), "{}", table.name());
    }
    // And it goes on as a new one does.
    let next = run(40, vec![article("a", "q2"), article("c", "x")]);
    assert_eq!(record(&mut old, &next), record(&mut new, &next));
    let shape = |history: &History| -> Vec<String> {
        let query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
        let mut query = history.connection.prepare(query).unwrap();
        let shape = query.query_map((), |row| row.get(0)).unwrap();
        shape.map(Result::unwrap).collect()
    };
    assert_eq!(shape(&old), shape(&new));
}

#[test]
fn what_is_no_history_or_a_later_one_is_refused() {
    let folder = Folder::new("refused");
    let other = folder.0.join("other.sqlite");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    assert!(matches!(History::open(&other), Err(HistoryError::Foreign)));
    let text = folder.0.join("text.sqlite");
    fs::write(&text, "no database, but long enough to be one at first sight\n".repeat(40)).unwrap();
    assert!(matches!(History::open(&text), Err(HistoryError::Foreign)));
    assert!(matches!(History::existing(&folder.file()), Err(HistoryError::File(_))));
    assert!(!folder.file().exists(), "whoever only looks makes no file");

    drop(History::open(&folder.file()).unwrap());
    let later = Connection::open(folder.file()).unwrap();
    later.execute_batch("PRAGMA user_version = 99; CREATE TABLE wonders (name TEXT)").unwrap();
    drop(later);
    let bytes = fs::read(folder.file()).unwrap();
    let error = History::open(&folder.file()).unwrap_err();
    assert!(matches!(error, HistoryError::Newer { found: 99, known: 2 }), "{error}");
    assert_eq!(fs::read(folder.file()).unwrap(), bytes, "it was left alone");
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let folder = Folder::new("at-once");
    let path = folder.file();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = &path;
            scope.spawn(move || {
                for at in 0..5 {
                    let mut history = History::open(path).unwrap();
                    let own = article(&format!("of-{thread}"), "x");
                    record(&mut history, &run(at, vec![own, article("of-all", "x y")]));
                }
            });
        }
    });
    let history = History::open(&path).unwrap();
    let series = history.series(&Weights::default(), None).unwrap();
    assert_eq!(series.len(), 20);
    let compared: usize = series.iter().map(|it| it.compared).sum();
    assert_eq!(compared, 4 * 4 + 19, "each but the first of an article has one before it");
    assert!(series.iter().all(|it| it.change.new == 0));
}
