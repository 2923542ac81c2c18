//! `--fix`, `--unsafe-fixes` and `--diff` on real files.

#![cfg(feature = "cli")]

use std::fs;
use std::io::{Read, Write};
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
    let text = "Eins , zwei. Über Nacht fiel Schnee.\n\n".repeat(1500);
    let records = "{\"target\": \"Eins , zwei.\", \"target_lang\": \"de\"}\n".repeat(3000);
    for (name, old) in [("a.de.txt", text), ("a.jsonl", records)] {
        let folder = folder(&format!("killed-{name}"));
        let path = folder.join(name);
        let mut args = vec!["check", name, "--fix", "--select", "space-before-punctuation"];
        args.extend(["--format", "jsonl"]);
        let new = old.replace(" ,", ",");
        let (mut killed, mut finished, mut step) = (0, 0, 4);
        // The whole run is cut at many places, wherever this machine happens to be then.
        for round in 0..30 {
            fs::write(&path, &old).unwrap();
            let mut run = command(&folder, &args);
            let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(step));
            let done = run.try_wait().unwrap().is_some();
            let _ = run.kill();
            run.wait().unwrap();
            let now = fs::read_to_string(&path).unwrap();
            assert!(now == old || now == new, "round {round}: neither old nor new");
            killed += usize::from(!done);
            finished += usize::from(now == new);
            step = if done { 4 + round } else { step + step / 8 + 1 };
        }
        assert!(killed > 0);
        // However slow the machine: a run that is left alone ends.
        if finished == 0 {
            fs::write(&path, &old).unwrap();
            command(&folder, &args).output().unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), new);
        }
    }
}

/// A file of each format with faults, and what it must hold afterwards.
const FILES: &[(&str, &str, &str)] = &[
    (
        "a.jsonl",
        "{\"id\": 1, \"target\": \"\\u201eGut\\u201c , sagte\\n sie .\", \"n\": [1.50]}\r\n{\"target\":\"Ja.\"}",
        "{\"id\": 1, \"target\": \"\\u201eGut\\u201c, sagte\\n sie.\", \"n\": [1.50]}\r\n{\"target\":\"Ja.\"}",
    ),
    (
        "a.csv",
        "\u{FEFF}id;source;target\r\n7;x;\"Er \"\"Max\"\" , kam .\"\r\n8;\"y\";Sie kam .\r\n",
        "\u{FEFF}id;source;target\r\n7;x;\"Er \"\"Max\"\", kam.\"\r\n8;\"y\";Sie kam.\r\n",
    ),
    ("a.tsv", "source\ttarget\nx\tEr \"kam\" , sah .\n", "source\ttarget\nx\tEr \"kam\", sah.\n"),
    (
        "a.de.html",
        "<!DOCTYPE html>\r\n<p class=x>R&amp;D <b>kam </b>, sah &amp; ging .<p>Ü&nbsp;<!-- , -->ja",
        "<!DOCTYPE html>\r\n<p class=x>R&amp;D <b>kam</b>, sah &amp; ging.<p>Ü&nbsp;<!-- , -->ja",
    ),
    (
        "a.xlf",
        "<xliff version='1.2'>\n<file target-language='de'><trans-unit id='a'><source> ,</source>\
         <target>F&amp;E <g id='1'>kam</g> , <![CDATA[sah < ging .]]></target></trans-unit></file></xliff>",
        "<xliff version='1.2'>\n<file target-language='de'><trans-unit id='a'><source> ,</source>\
         <target>F&amp;E <g id='1'>kam</g>, <![CDATA[sah < ging.]]></target></trans-unit></file></xliff>",
    ),
    (
        "b.xlf",
        "<xliff version='2.1' trgLang='de'><file id='f'><unit id='u'><segment><source>x ,</source>\
         <target>Er <pc id='1'>kam</pc> , sah<ph id='2'/>.</target></segment></unit></file></xliff>",
        "<xliff version='2.1' trgLang='de'><file id='f'><unit id='u'><segment><source>x ,</source>\
         <target>Er <pc id='1'>kam</pc>, sah<ph id='2'/>.</target></segment></unit></file></xliff>",
    ),
    (
        "a.tmx",
        "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>x ,</seg></tuv>\r\n\
         <tuv xml:lang='de'><seg>Er &quot;kam&quot; , sah .</seg></tuv></tu></body></tmx>\r\n",
        "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>x ,</seg></tuv>\r\n\
         <tuv xml:lang='de'><seg>Er &quot;kam&quot;, sah.</seg></tuv></tu></body></tmx>\r\n",
    ),
    (
        "a.po",
        "msgid \"\"\nmsgstr \"Language: de\\n\"\n\n# , x\nmsgid \"x ,\"\nmsgstr \"Er \\\"kam\\\" \"\n\", sah .\"\n",
        "msgid \"\"\nmsgstr \"Language: de\\n\"\n\n# , x\nmsgid \"x ,\"\nmsgstr \"Er \\\"kam\\\"\"\n\", sah.\"\n",
    ),
    (
        "a.de.srt",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Er kam</i> , sah\r\nund ging .\r\n",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Er kam</i>, sah\r\nund ging.\r\n",
    ),
    (
        "a.de.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Er &amp; sie , sahen .\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Er &amp; sie, sahen.\n",
    ),
];

const SPACES: &[&str] =
    &["check", ".", "--fix", "--select", "space-before-punctuation", "--min-confidence", "0"];

#[test]
fn every_format_is_mended_in_place() {
    let folder = folder("formats");
    for (name, old, _) in FILES {
        fs::write(folder.join(name), old).unwrap();
    }
    let run = bilint(&folder, SPACES);
    for (name, _, new) in FILES {
        let now = fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(&now, new, "{name}: {}", stderr(&run));
    }
    assert_eq!(names(&folder).len(), FILES.len(), "nothing is left lying about");
    let again = bilint(&folder, SPACES);
    assert!(!stderr(&again).contains("fix"), "{}", stderr(&again));
}

#[test]
fn a_field_that_needs_quotation_marks_gets_them() {
    let folder = folder("quoted");
    let old = "source,target\nx,„Das ist nicht gut“ sagte Anna Weber am Montag.\n\
        y,\"„Das ist nicht gut“ sagte Anna Weber am Montag.\"\n";
    fs::write(folder.join("a.csv"), old).unwrap();
    let args = ["check", "a.csv", "--target-lang", "de", "--fix", "--select", "quote-punctuation"];
    let run = bilint(&folder, &[&args[..], &["--min-severity", "info", "--unsafe-fixes"]].concat());
    let quoted = "\"„Das ist nicht gut“, sagte Anna Weber am Montag.\"";
    let new = format!("source,target\nx,{quoted}\ny,{quoted}\n");
    assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), new, "{}", stderr(&run));
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder =
        flate2::GzBuilder::new().mtime(1).filename("x").write(Vec::new(), Default::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_files_are_compressed_again() {
    let folder = folder("compressed");
    fs::write(folder.join("a.de.txt.gz"), gzipped("Eins , zwei.\n")).unwrap();
    let (_, old, new) = FILES.iter().find(|it| it.0 == "a.tmx").unwrap();
    fs::write(folder.join("a.tmx.gz"), gzipped(old)).unwrap();
    let run = bilint(&folder, SPACES);
    for (name, new) in [("a.de.txt.gz", "Eins, zwei.\n"), ("a.tmx.gz", new)] {
        let file = fs::read(folder.join(name)).unwrap();
        let mut text = String::new();
        let mut decoder = flate2::read::GzDecoder::new(&*file);
        decoder.read_to_string(&mut text).unwrap();
        assert_eq!(&text, new, "{}", stderr(&run));
        assert_eq!(decoder.header().unwrap().filename(), Some(&b"x"[..]));
    }
}

/// Names and packed bytes of the members of a zip file.
fn members(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index_raw(index).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        members.push((member.name().unwrap().into_owned(), bytes));
    }
    members
}

#[test]
fn of_packed_documents_one_member_changes() {
    let folder = folder("packed");
    let word = "<w:document><w:body><w:p><w:r><w:t>Er kam</w:t></w:r><w:r><w:t xml:space=\"preserve\"> , sah\
         </w:t></w:r></w:p><w:p><w:r><w:t>Sie &amp; er.Ende</w:t></w:r></w:p></w:body></w:document>";
    let open = "<office:document-content><office:body><office:text><text:p>Er <text:span>kam</text:span> , \
         sah.</text:p></office:text></office:body></office:document-content>";
    let pack = |name: &str, main: &str, text: &str| {
        let mut writer = zip::ZipWriter::new(fs::File::create(folder.join(name)).unwrap());
        let stored = zip::write::SimpleFileOptions::default();
        let stored = stored.compression_method(zip::CompressionMethod::Stored);
        writer.start_file("mimetype", stored).unwrap();
        writer.write_all(b"application/x").unwrap();
        for (name, text) in [("a/b.bin", "abc"), (main, text), ("z.xml", "<z/>")] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
    };
    pack("a.de.docx", "word/document.xml", word);
    pack("a.de.odt", "content.xml", open);
    let before = ["a.de.docx", "a.de.odt"].map(|name| members(&folder.join(name)));
    let select = "space-before-punctuation,missing-space";
    let args = ["check", ".", "--select", select, "--min-confidence", "0"];
    let diff = bilint(&folder, &[&args[..], &["--diff"]].concat());
    let shown = String::from_utf8(diff.stdout).unwrap();
    assert!(shown.contains("-Er kam , sah\n") && shown.contains("+Er kam, sah\n"), "{shown}");
    let run = bilint(&folder, &[&args[..], &["--fix"]].concat());
    let read = |name: &str, member: &str| {
        let mut archive = zip::ZipArchive::new(fs::File::open(folder.join(name)).unwrap()).unwrap();
        std::io::read_to_string(archive.by_name(member).unwrap()).unwrap()
    };
    let new = word.replace("> , sah", ">, sah").replace("er.Ende", "er. Ende");
    assert_eq!(read("a.de.docx", "word/document.xml"), new, "{}", stderr(&run));
    let new = open.replace("</text:span> , ", "</text:span>, ");
    assert_eq!(read("a.de.odt", "content.xml"), new, "{}", stderr(&run));
    for (name, before) in ["a.de.docx", "a.de.odt"].into_iter().zip(before) {
        let after = members(&folder.join(name));
        assert_eq!(after.len(), before.len());
        for (new, old) in after.iter().zip(&before) {
            assert_eq!(new.0, old.0);
            let main = ["word/document.xml", "content.xml"].contains(&new.0.as_str());
            assert_eq!(new.1 == old.1, !main, "{name}: {}", new.0);
        }
    }
    let again = bilint(&folder, &[&args[..], &["--fix"]].concat());
    assert!(!stderr(&again).contains("fix"), "{}", stderr(&again));
}
