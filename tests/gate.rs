//! What stands between a translation and its publication: baselines and changed lines in the life of
//! a text.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn bilint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gate").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

const OLD: &str = "Eins.\n\nSie gingen zum zum Hafen.\n\nZwei.\n\nUnd kam kam nicht an.\n";

#[test]
fn a_baseline_survives_edits_elsewhere() {
    let folder = folder("baseline");
    fs::create_dir(folder.join("texts")).unwrap();
    let path = folder.join("texts/a.de.txt");
    fs::write(&path, OLD).unwrap();
    let select = ["--select", "repeated-word", "--fail-on", "minor", "--format", "concise"];
    let wrote = bilint(&folder, &[&["baseline", "write", "texts"], &select[..2]].concat());
    assert_eq!(wrote.status.code(), Some(0), "{}", stderr(&wrote));
    let baseline = folder.join("bilint-baseline.jsonl");
    let first = fs::read_to_string(&baseline).unwrap();
    assert_eq!(first.lines().count(), 3, "{first}");
    assert!(first.contains("\"path\":\"texts/a.de.txt\""), "{first}");

    let new = format!("Ein neuer Vorspann.\n\n{OLD}\nUnd noch noch ein Satz.\n");
    fs::write(&path, &new).unwrap();
    // From wherever the baseline is named, its paths are the same.
    let check = |from: &Path, file: &str, target: &str| {
        bilint(from, &[&["check", target, "--baseline", file], &select[..]].concat())
    };
    for run in [
        check(&folder, "bilint-baseline.jsonl", "texts"),
        check(&folder.join("texts"), "../bilint-baseline.jsonl", "a.de.txt"),
    ] {
        assert_eq!(run.status.code(), Some(1));
        assert_eq!(stdout(&run).lines().count(), 1, "{}", stdout(&run));
        assert!(stdout(&run).contains("noch noch"));
        assert!(stderr(&run).contains("2 findings in the baseline left out"), "{}", stderr(&run));
    }

    // What was mended is taken out; what was written twice is the same.
    fs::write(&path, new.replace("kam kam", "kam")).unwrap();
    let pruned = bilint(&folder, &["baseline", "prune", "texts", "--select", "repeated-word"]);
    assert!(stderr(&pruned).contains("1 taken out, 1 left"), "{}", stderr(&pruned));
    let before = fs::read_to_string(&baseline).unwrap();
    bilint(&folder, &["baseline", "prune", "texts", "--select", "repeated-word"]);
    assert_eq!(fs::read_to_string(&baseline).unwrap(), before);

    // A baseline of half the files would forget the rest.
    fs::write(folder.join("texts/b.de.txt"), b"\xFF\xFEx").unwrap();
    let refused = bilint(&folder, &["baseline", "write", "texts"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&baseline).unwrap(), before);
}

fn git(folder: &Path, args: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(args);
    command.current_dir(folder).output().is_ok_and(|output| output.status.success())
}

#[test]
fn only_changed_lines_count() {
    let folder = folder("changed");
    if !git(&folder, &["init", "-q", "-b", "main"]) {
        // No git here: there is nothing to try.
        return;
    }
    let path = folder.join("a ü.de.txt");
    fs::write(&path, OLD).unwrap();
    assert!(git(&folder, &["add", "-A"]) && git(&folder, &["commit", "-qm", "1"]));
    let args = ["check", ".", "--select", "repeated-word", "--format", "concise"];
    let since = |revision: &str| {
        bilint(&folder, &[&args[..], &["--changed-since", revision, "--fail-on", "minor"]].concat())
    };
    let run = since("HEAD");
    assert_eq!((run.status.code(), stdout(&run)), (Some(0), ""), "{}", stderr(&run));
    assert!(stderr(&run).contains("2 findings on lines that have not changed left out"));

    fs::write(&path, format!("Sie riefen riefen laut.\n\n{}", OLD.replace("an.", "dort an.")))
        .unwrap();
    fs::write(folder.join("new.de.txt"), "Dort standen standen Boote.\n").unwrap();
    let run = since("main");
    assert_eq!(run.status.code(), Some(1));
    let places: Vec<&str> = stdout(&run).lines().map(|it| &it[..it.find(": ").unwrap()]).collect();
    assert_eq!(places, ["a ü.de.txt:1:5", "a ü.de.txt:9:5", "new.de.txt:1:6"], "{}", stdout(&run));

    let unknown = since("no-such-branch");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("git knows no commit `no-such-branch`"));
    let option = since("--output=x");
    assert_eq!(option.status.code(), Some(2), "a revision is never an option");
    assert!(!folder.join("x").exists());

    let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
    command.args(args).args(["--changed-since", "HEAD"]).current_dir(&folder).env("PATH", "");
    let without = command.output().unwrap();
    assert_eq!(without.status.code(), Some(2));
    assert!(stderr(&without).contains("needs git"), "{}", stderr(&without));
}

/// Records have lines of the file, packed documents have none.
#[test]
fn changes_in_records_and_packed_documents_count() {
    let folder = folder("changed-formats");
    if !git(&folder, &["init", "-q", "-b", "main"]) {
        return;
    }
    let record = |id: &str, text: &str| {
        format!("{{\"id\": \"{id}\", \"target\": \"{text}\", \"target_lang\": \"de\"}}\n")
    };
    let unit = |id: &str, text: &str| {
        format!("<trans-unit id=\"{id}\"><target>{text}</target></trans-unit>\n")
    };
    let write = |second: &str| {
        let first = "Sie gingen zum zum Hafen.";
        fs::write(folder.join("a.jsonl"), record("x", first) + &record("y", second)).unwrap();
        let table = format!("id,target\nx,{first}\ny,\"Zwei\nZeilen: {second}\"\n");
        fs::write(folder.join("a.csv"), table).unwrap();
        let units = unit("x", first) + &unit("y", second);
        let head = "<xliff version=\"1.2\"><file target-language=\"de\">\n";
        fs::write(folder.join("a.xlf"), format!("{head}{units}</file></xliff>")).unwrap();
        let mut writer = zip::ZipWriter::new(fs::File::create(folder.join("a.de.docx")).unwrap());
        writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let text = format!("<w:document><w:p><w:r><w:t>{second}</w:t></w:r></w:p></w:document>");
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap();
    };
    write("Und kam nicht an.");
    assert!(git(&folder, &["add", "-A"]) && git(&folder, &["commit", "-qm", "1"]));
    let args = ["check", ".", "--select", "repeated-word", "--target-lang", "de"];
    let args = [&args[..], &["--changed-since", "HEAD", "--format", "github"]].concat();
    assert_eq!(stdout(&bilint(&folder, &args)), "");
    write("Und kam kam nicht an.");
    let run = bilint(&folder, &args);
    let place =
        |line: &str| line[line.find("file=").unwrap()..line.find(",title").unwrap()].to_owned();
    let mut places: Vec<String> = stdout(&run).lines().map(place).collect();
    places.sort();
    let docx = "file=a.de.docx,line=1";
    let xlf = "file=a.xlf,line=3,endLine=3,col=32,endColumn=39";
    let all = ["file=a.csv,line=3", docx, "file=a.jsonl,line=2", xlf];
    assert_eq!(places, all, "{}{}", stdout(&run), stderr(&run));
}

#[test]
fn shells_and_manuals_know_the_commands() {
    let folder = folder("helpers");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = bilint(&folder, &["completions", shell]);
        assert!(stdout(&run).contains("changed-since"), "{shell}");
    }
    assert!(stdout(&bilint(&folder, &["man"])).contains("baseline"));
    assert!(stdout(&bilint(&folder, &["man", "check"])).contains("changed"));
    assert_eq!(bilint(&folder, &["man", "nothing"]).status.code(), Some(2));
}

#[test]
fn the_hooks_take_every_format() {
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks = fs::read_to_string(hooks).unwrap();
    let patterns: Vec<&str> = hooks.lines().filter_map(|it| it.strip_prefix("  files: ")).collect();
    assert_eq!(patterns.len(), 2);
    for pattern in patterns {
        let pattern = regex::Regex::new(pattern).unwrap();
        for (extension, format) in bilint::Format::EXTENSIONS {
            // These hold other things too.
            let other = matches!(
                format,
                bilint::Format::JsonLines | bilint::Format::Csv | bilint::Format::Tsv
            );
            assert_eq!(pattern.is_match(&format!("a/b.{extension}")), !other, "{extension}");
        }
    }
}
