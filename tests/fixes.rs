//! `--fix`, `--unsafe-fixes` and `--diff` on real files.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn bilint(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fixes").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|it| it.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn only_the_bytes_of_the_fixes_change() {
    let folder = folder("bytes");
    let old = "\u{FEFF}Titel\r\n\r\n„Gut , sehr gut“,\u{A0}sagte sie .\r\nÜber 5  %.\r\n";
    fs::write(folder.join("a.de.txt"), old).unwrap();
    let markdown =
        "---\ntitle: \"a , b\"\n---\n\n# Titel\n\n* Er *kam , sah* und `a , b` &amp; ging .\n";
    fs::write(folder.join("b.de.md"), markdown).unwrap();
    let run = bilint(&folder, &["check", ".", "--fix", "--select", "space-before-punctuation"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    assert!(stderr(&run).contains("4 fixes made in 2 files"), "{}", stderr(&run));
    let new = old.replace("Gut ,", "Gut,").replace("sie .", "sie.");
    assert_eq!(fs::read_to_string(folder.join("a.de.txt")).unwrap(), new);
    let new = markdown.replace("kam ,", "kam,").replace("ging .", "ging.");
    assert_eq!(fs::read_to_string(folder.join("b.de.md")).unwrap(), new);
    assert_eq!(names(&folder), ["a.de.txt", "b.de.md"], "nothing is left lying about");
}

#[test]
fn what_remains_decides_the_status() {
    let folder = folder("status");
    let text = "Man glaubt an [their] Pläne , hieß es.\n";
    fs::write(folder.join("a.de.txt"), text).unwrap();
    let args = ["check", "a.de.txt", "--fix", "--format", "concise"];
    let run = bilint(&folder, &args);
    assert_eq!(run.status.code(), Some(1));
    let shown = String::from_utf8(run.stdout).unwrap();
    assert!(shown.contains("untranslated-bracket") && !shown.contains("space-before"), "{shown}");
    let run = bilint(&folder, &["check", "a.de.txt", "--fix", "--unsafe-fixes"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let new = fs::read_to_string(folder.join("a.de.txt")).unwrap();
    assert_eq!(new, "Man glaubt an Pläne, hieß es.\n");
}

#[test]
fn a_diff_changes_nothing() {
    let folder = folder("diff");
    let text = "Eins.\n\nZwei , drei.\n\nVier.\n";
    fs::write(folder.join("a.de.txt"), text).unwrap();
    let run = bilint(&folder, &["check", "a.de.txt", "--diff", "--fail-on", "minor"]);
    assert_eq!(run.status.code(), Some(1));
    let shown = String::from_utf8(run.stdout).unwrap();
    assert_eq!(
        shown,
        "--- a.de.txt\n+++ a.de.txt\n@@ -1,5 +1,5 @@\n Eins.\n \n-Zwei , drei.\n+Zwei, drei.\n \n Vier.\n"
    );
    assert_eq!(fs::read_to_string(folder.join("a.de.txt")).unwrap(), text);
    for args in [&["check", "a.de.txt", "--unsafe-fixes"][..], &["check", "-", "--fix"]] {
        assert_eq!(bilint(&folder, args).status.code(), Some(2));
    }
}

/// Whatever the rules propose, one run makes all of it.
#[test]
fn a_second_run_finds_nothing_more_to_fix() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut articles: Vec<_> =
        fs::read_dir(corpora).unwrap().map(|it| it.unwrap().path()).collect();
    articles.sort();
    for level in ["--fix", "--unsafe-fixes"] {
        let folder = folder(&format!("twice{level}"));
        for (number, article) in articles.iter().filter(|it| it.is_dir()).enumerate() {
            let here = folder.join(number.to_string());
            fs::create_dir(&here).unwrap();
            for file in fs::read_dir(article).unwrap().map(|it| it.unwrap().path()) {
                let name = file.file_name().unwrap().to_str().unwrap();
                if name.starts_with("source.") || name.starts_with("machine.") {
                    fs::copy(&file, here.join(name)).unwrap();
                }
            }
        }
        let mut args = vec!["check", ".", "--fix", "--min-severity", "info", "--preview"];
        args.extend((level != "--fix").then_some(level));
        let first = bilint(&folder, &args);
        assert!(stderr(&first).contains("fixes made in"), "{}", stderr(&first));
        assert!(!stderr(&first).contains("error"), "{}", stderr(&first));
        let second = bilint(&folder, &args);
        assert!(!stderr(&second).contains("fix"), "{}", stderr(&second));
    }
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    fs::create_dir(folder.join("real")).unwrap();
    let real = folder.join("real/a.txt");
    fs::write(&real, "Eins , zwei.\n").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/a.txt", folder.join("a.de.txt")).unwrap();
    bilint(&folder, &["check", "a.de.txt", "--fix"]);
    assert!(folder.join("a.de.txt").is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "Eins, zwei.\n");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&folder.join("real")), ["a.txt"]);
}

#[test]
fn a_killed_run_leaves_the_old_file_or_the_new_one() {
    let folder = folder("killed");
    let old = "Eins , zwei. Über Nacht fiel Schnee.\n\n".repeat(2000);
    let new = old.replace(" ,", ",");
    let path = folder.join("a.de.txt");
    let args = ["check", "a.de.txt", "--fix", "--select", "space-before-punctuation"];
    let args = [&args[..], &["--format", "jsonl"]].concat();
    let (mut killed, mut step) = (0, 4);
    // The whole run is cut at many places, wherever this machine happens to be then.
    for round in 0..40 {
        fs::write(&path, &old).unwrap();
        let mut run =
            command(&folder, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(step));
        let done = run.try_wait().unwrap().is_some();
        let _ = run.kill();
        run.wait().unwrap();
        let now = fs::read_to_string(&path).unwrap();
        assert!(now == old || now == new, "round {round}: neither old nor new");
        killed += usize::from(!done);
        step = if done { 4 + round } else { step + step / 8 + 1 };
    }
    assert!(killed > 0);
}

#[test]
fn what_cannot_be_changed_in_place_is_said() {
    let folder = folder("records");
    let line = "{\"target\": \"Eins , zwei.\", \"target_lang\": \"de\"}\n";
    fs::write(folder.join("a.jsonl"), line).unwrap();
    let run =
        bilint(&folder, &["check", "a.jsonl", "--fix", "--select", "space-before-punctuation"]);
    let text = fs::read_to_string(folder.join("a.jsonl")).unwrap();
    if text == line {
        assert!(stderr(&run).contains("1 fix not made"), "{}", stderr(&run));
    } else {
        assert_eq!(text, line.replace(" ,", ","));
    }
}
