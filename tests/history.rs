//! `--history` and `bilint history`, through the program itself.

#![cfg(all(feature = "cli", feature = "history"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("bilint-runs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("articles")).unwrap();
        Folder(path)
    }

    fn article(&self, name: &str, text: &str) {
        fs::write(self.0.join("articles").join(name), text).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
        command.args(args).current_dir(&self.0).env("NO_COLOR", "1");
        command
    }

    fn bilint(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What `history show` says, as JSON.
    fn shown(&self) -> Value {
        let output = self.bilint(&["history", "show", "runs.sqlite", "--format", "json"]);
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn check(&self) -> Output {
        self.bilint(&["check", "articles", "--history", "runs.sqlite", "--target-lang", "de"])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

#[test]
fn a_run_says_what_is_new_and_fixed() {
    let folder = Folder::new("said");
    folder.article("a.de.txt", "Er ging zum zum Hafen.\n\nDann , hieß es, kam er zurück.\n");
    folder.article("b.de.txt", "Sie blieb am Ufer.\n");
    let first = said(&folder.check());
    assert!(first.contains("history of 1 run: 2 texts noted for the first time"), "{first}");

    let mended = "Oben war es still.\n\nEr ging zum zum Hafen.\n\nDann, hieß es, kam er zurück.\n";
    folder.article("a.de.txt", mended);
    folder.article("c.de.txt", "Sie blieb am am Ufer.\n");
    let second = said(&folder.check());
    let change = "history of 2 runs: 0 findings new, 1 fixed, 1 still there in 2 texts checked \
                  before; 1 text for the first time";
    assert!(second.contains(change), "{second}");

    folder.article("b.de.txt", "Sie blieb blieb am Ufer.\n");
    let third = folder.bilint(&[
        "check",
        "articles/b.de.txt",
        "--history",
        "runs.sqlite",
        "--target-lang=de",
        "--ignore=wrong-dash",
    ]);
    let third = said(&third);
    assert!(third.contains("1 findings new, 0 fixed, 0 still there in 1 text"), "{third}");
    assert!(third.contains("settings or bilint itself have changed"), "{third}");

    let shown = folder.shown();
    let numbers = |key: &str| -> Vec<u64> {
        let runs = shown["runs"].as_array().unwrap().iter();
        runs.map(|run| run[key].as_u64().unwrap()).collect()
    };
    assert_eq!((numbers("articles"), numbers("new")), (vec![2, 3, 1], vec![0, 0, 1]));
    assert_eq!((numbers("fixed"), numbers("still")), (vec![0, 1, 0], vec![0, 1, 0]));
    assert_eq!(shown["rules"][0]["rule"], "repeated-word");
    // The same articles from another folder are the same articles.
    let above = folder.0.parent().unwrap();
    let name = folder.0.file_name().unwrap().to_str().unwrap();
    let path = |end: &str| format!("{name}/{end}");
    let mut again = folder.command(&["check", &path("articles"), "--target-lang=de", "--history"]);
    let again = again.arg(path("runs.sqlite")).current_dir(above).output().unwrap();
    assert!(
        said(&again).contains("0 findings new, 0 fixed, 3 still there in 3 texts"),
        "{again:?}"
    );
}

#[test]
fn what_is_in_it_can_be_taken_out() {
    let folder = Folder::new("taken");
    folder.article("a.de.txt", "Er ging zum zum Hafen , und kam „zurück.\n");
    for at in ["1788220800", "1788825600"] {
        let mut check = folder.command(&["check", "articles", "--history", "runs.sqlite"]);
        check.env("SOURCE_DATE_EPOCH", at).output().unwrap();
    }
    let export = |args: &[&str]| {
        let output = folder.bilint(&[&["history", "export", "runs.sqlite"], args].concat());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let lines = export(&[]);
    let rows: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(rows[0]["at"], "2026-09-01T00:00:00Z");
    assert_eq!((&rows[0]["path"], &rows[0]["is_new"]), (&"articles/a.de.txt".into(), &Value::Null));
    assert_eq!(rows.last().unwrap()["is_new"], false);
    for table in ["findings", "articles", "runs"] {
        let lines = export(&["--table", table]);
        let csv = export(&["--table", table, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names = reader.headers().unwrap().clone();
        let mut count = 0;
        for (row, line) in reader.records().zip(lines.lines()) {
            let (row, line) = (row.unwrap(), serde_json::from_str::<Value>(line).unwrap());
            for (name, cell) in names.iter().zip(row.iter()) {
                let told = match &line[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(cell, told, "{table}: {name}");
            }
            count += 1;
        }
        assert!(count > 0 && count == lines.lines().count(), "{table}");
    }
    folder.bilint(&["history", "export", "runs.sqlite", "-o", "all.jsonl"]);
    assert_eq!(fs::read_to_string(folder.0.join("all.jsonl")).unwrap(), lines);

    let pruned = folder.bilint(&["history", "prune", "runs.sqlite", "--older-than", "2026-09-02"]);
    assert!(said(&pruned).contains("1 run taken out, 1 left"), "{pruned:?}");
    assert_eq!(folder.shown()["runs"].as_array().unwrap().len(), 1);
    let unclear = folder.bilint(&["history", "prune", "runs.sqlite"]);
    assert_eq!(unclear.status.code(), Some(2));
}

#[test]
fn a_file_that_is_no_history_is_refused_before_anything_is_checked() {
    let folder = Folder::new("refused");
    folder.article("a.de.txt", "Er ging zum zum Hafen.\n");
    fs::write(folder.0.join("runs.sqlite"), "mine\n".repeat(300)).unwrap();
    let output = folder.check();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
    assert!(said(&output).contains("is no history of bilint"), "{output:?}");
    assert_eq!(fs::read(folder.0.join("runs.sqlite")).unwrap(), "mine\n".repeat(300).as_bytes());
    let missing = folder.bilint(&["history", "show", "none.sqlite"]);
    assert!(said(&missing).contains("there is no such file"), "{missing:?}");
}

#[test]
fn runs_at_the_same_time_are_all_noted() {
    let folder = Folder::new("same-time");
    for number in 0..6 {
        folder.article(&format!("{number}.de.txt"), "Er ging zum zum Hafen , und kam zurück.\n");
    }
    let args = ["check", "articles", "--history", "runs.sqlite", "--target-lang", "de"];
    let runs: Vec<_> = (0..4)
        .map(|_| folder.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
        .collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    let shown = folder.shown();
    let runs = shown["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 4);
    let sum = |key: &str| runs.iter().map(|run| run[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("compared"), sum("still"), sum("new"), sum("fixed")), (18, 36, 0, 0));
}

/// How often a run is killed.
const KILLED: u64 = 50;

#[test]
fn a_run_that_is_killed_leaves_the_history_whole() {
    let folder = Folder::new("killed");
    let text = "Er ging zum zum Hafen , und kam zurück.\n\nSie blieb blieb am Ufer ,aber kurz.\n\n";
    for number in 0..40 {
        let own = format!("Der Kahn {number} lag am am Steg , sagt man.\n\n");
        folder.article(&format!("{number}.de.txt"), &(own + text).repeat(4));
    }
    // How long a run takes that nobody disturbs, history and all.
    let begun = Instant::now();
    assert_eq!(folder.check().status.code(), Some(0));
    folder.check();
    let most = u64::try_from(begun.elapsed().as_micros() / 2).unwrap();
    let articles = folder.shown()["runs"][0]["articles"].clone();
    let args = ["check", "articles", "--history", "runs.sqlite", "--target-lang", "de"];
    let journal = folder.0.join("runs.sqlite-journal");
    let mut dice = Dice(6);
    let (mut died, mut amid, mut noted) = (0, 0, 2);
    for round in 0..KILLED {
        let mut run = folder.command(&args);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if round % 2 == 0 {
            std::thread::sleep(Duration::from_micros(dice.below(most)));
        } else {
            // Half of them while the history is being written.
            while !journal.exists() && run.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(50));
            }
            std::thread::sleep(Duration::from_micros(dice.below(most / 20)));
        }
        run.kill().unwrap();
        died += u64::from(run.wait().unwrap().code().is_none());
        amid += u64::from(journal.exists());
        noted = whole(&folder.0.join("runs.sqlite"), noted, articles.as_u64().unwrap());
    }
    assert!(died >= KILLED / 2, "only {died} of {KILLED} runs were killed before they ended");
    assert!(
        amid >= KILLED / 10,
        "only {amid} of {KILLED} runs were killed while they were writing"
    );
    // And it goes on from there.
    let last = said(&folder.check());
    let expected = format!("history of {} runs: 0 findings new, 0 fixed", noted + 1);
    assert!(last.contains(&expected), "{last}");
}

#[test]
fn a_first_run_that_is_killed_leaves_nothing_that_stands_in_the_way() {
    let folder = Folder::new("first");
    folder.article("a.de.txt", "Er ging zum zum Hafen , und kam zurück.\n");
    let mut dice = Dice(7);
    for round in 0..10 {
        let name = format!("{round}.sqlite");
        let path = folder.0.join(&name);
        let mut run = folder.command(&["check", "articles", "--history", &name]);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !path.exists() && run.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(50));
        }
        std::thread::sleep(Duration::from_micros(dice.below(3000)));
        run.kill().unwrap();
        run.wait().unwrap();
        let history = Connection::open(&path).unwrap();
        let query = "PRAGMA integrity_check";
        assert_eq!(history.query_row(query, (), |row| row.get::<_, String>(0)).unwrap(), "ok");
        drop(history);
        let next = folder.bilint(&["check", "articles", "--history", &name]);
        assert_eq!(next.status.code(), Some(0), "{next:?}");
        assert!(said(&next).contains("history of "), "{next:?}");
    }
}

/// Looks through a history in which `before` runs were noted; gives how many there are now.
fn whole(path: &Path, before: u64, articles: u64) -> u64 {
    let history = Connection::open(path).unwrap();
    let one = |query: &str| -> String { history.query_row(query, (), |row| row.get(0)).unwrap() };
    assert_eq!(one("PRAGMA integrity_check"), "ok");
    let lost: Option<String> =
        history.query_row("PRAGMA foreign_key_check", (), |row| row.get(0)).ok();
    assert_eq!(lost, None);
    let runs: u64 = one("SELECT CAST(count(*) AS TEXT) FROM runs").parse().unwrap();
    assert!(runs == before || runs == before + 1, "{before} runs became {runs}");
    // No run is there in part.
    let parts: u64 = one(&format!(
        "SELECT CAST(count(*) AS TEXT) FROM runs
         WHERE (SELECT count(*) FROM checks WHERE run = runs.id) <> {articles}"
    ))
    .parse()
    .unwrap();
    assert_eq!(parts, 0);
    runs
}
