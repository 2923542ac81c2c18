//! The command line as people and scripts use it.

#![cfg(feature = "cli")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn bilint() -> Command {
    Command::new(env!("CARGO_BIN_EXE_bilint"))
}

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn commands() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "0")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = folder("pipe");
    let line = "{\"target\": \"Man glaubt an [their] Pläne.\", \"target_lang\": \"de\"}\n";
    std::fs::write(folder.join("many.jsonl"), line.repeat(5000)).unwrap();
    let mut child = bilint()
        .args(["check", "many.jsonl", "--select", "untranslated-bracket"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut head = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut head).unwrap();
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(!text(&stderr).contains("panic") && !text(&stderr).contains("error"));
}

#[test]
fn threads_change_nothing() {
    let folder = folder("threads");
    for number in 0..40 {
        let article = "Man glaubt an [their] Pläne.\n\n".repeat(number * 7 % 40);
        std::fs::write(folder.join(format!("{number}.txt")), article).unwrap();
    }
    let run = |jobs: &str| {
        let mut command = bilint();
        command.args(["check", ".", "--format", "json", "--select", "untranslated-bracket"]);
        let output = command.args(["--jobs", jobs, "--target-lang", "de"]).current_dir(&folder);
        output.output().unwrap().stdout
    };
    let one = run("1");
    assert!(serde_json::from_slice::<serde_json::Value>(&one).is_ok());
    assert!(one == run("2") && one == run("7"));
}

#[test]
fn long_lines_do_not_fill_the_screen() {
    let folder = folder("long");
    let article =
        format!("{0}Man glaubt an [their] Pläne. {0}", "Über Nacht fiel Schnee. ".repeat(50_000));
    std::fs::write(folder.join("long.de.txt"), article).unwrap();
    let mut command = bilint();
    command.args(["check", "long.de.txt", "--select", "untranslated-bracket"]);
    let output = command.current_dir(&folder).output().unwrap();
    let shown = text(&output.stdout);
    assert!(shown.contains("[their]") && shown.contains(":1:1200015"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 120), "{shown}");
}

#[test]
fn the_text_cannot_steer_the_terminal() {
    let mut child = bilint()
        .args(["check", "-", "--target-lang", "de", "--select", "untranslated-bracket"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let article = "Man glaubt\u{1B}[2J an [their\u{1B}] Pläne\u{202E}.\n";
    child.stdin.take().unwrap().write_all(article.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = text(&output.stdout);
    assert!(shown.contains("their"), "{shown}");
    assert!(!shown.contains(['\u{1B}', '\u{202E}']), "{shown:?}");
}
