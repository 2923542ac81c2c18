//! The report as data, and as a file that is whole or not there.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::{bilint, data, folder, generated, report};

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn data_says_what_is_known_of_the_articles() {
    let folder = folder("data");
    write(
        &folder,
        &[
            ("in/one.en.md", "He praises nothing about their plans.\n"),
            (
                "in/one.de.md",
                "---\ntitle: Eins\nsection: Politik\n---\nEr lobt an [their] Plänen nichts.\n",
            ),
            ("in/two.en.md", "She stays.\n\nHe goes.\n"),
            ("in/two.de.md", "---\ntitle: Zwei\n---\nSie bleibt.\n\nEr geht.\n"),
            ("in/broken.de.md", "\u{0}"),
            ("table.csv", "path,desk,engine\nin/two.de.md,Sport,opus\nin/three.de.md,Sport,opus\n"),
        ],
    );
    fs::write(folder.join("in/broken.de.md"), [0xFF, 0xFE, 0x41, 0x00]).unwrap();
    let arguments = ["in", "--source-lang", "en", "--metadata", "table.csv"];
    let output = report(&folder, &[&arguments[..], &["--format", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("1 of 2 rows fit no article"), "{said}");
    let told = data(&folder, &arguments);
    let schema = bilint(&folder).args(["config", "schema", "report"]).output().unwrap().stdout;
    let schema = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&told).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(told["version"], 1);
    assert_eq!(told["errors"][0]["path"], "in/broken.de.md");
    assert_eq!((&told["complete"], &told["passes"]), (&json!(true), &json!(false)));
    let articles = told["articles"].as_array().unwrap();
    let of = |title: &str| articles.iter().find(|it| it["title"] == title).unwrap();
    assert_eq!(of("Eins")["desk"], "Politik");
    assert_eq!((&of("Zwei")["desk"], &of("Zwei")["engine"]), (&json!("Sport"), &json!("opus")));
    assert_eq!(of("Eins")["findings"][0]["rule"], "untranslated-bracket");
    assert_eq!(
        of("Zwei")["units"][1],
        json!({"source": "He goes.", "target": "Er geht.", "confidence": of("Zwei")["units"][1]["confidence"]})
    );
    assert_eq!(told["by_desk"].as_array().unwrap().len(), 2);
    assert_eq!(told["by_rule"][0]["examples"][0]["finding"], 0);
    assert_eq!(told["day"], "2026-11-30");
    let page = report(&folder, &[&arguments[..], &["-o", "report.html"]].concat());
    assert_eq!(page.status.code(), Some(2));
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("1 file could not be read") && page.contains("in/broken.de.md"));
}

#[test]
fn engines_are_compared_over_the_texts_that_all_translated() {
    let folder = folder("engines");
    write(&folder, &[("bilint.toml", "pairs = [\"{slug}.{lang}.{engine}.md\"]\n")]);
    for number in 0..6 {
        let source = "She praises their plans. He stays at home. The house is old.\n";
        let good = "Sie lobt ihre Pläne. Er bleibt zu Hause. Das Haus ist alt.\n";
        let bad = "Sie lobt [their] Pläne. Er bleibt zu Hause. Das Haus ist alt.\n";
        write(
            &folder,
            &[
                (&format!("in/a{number}.en.md"), source),
                (&format!("in/a{number}.de.clear.md"), good),
                (&format!("in/a{number}.de.muddy.md"), bad),
            ],
        );
    }
    write(&folder, &[("in/alone.en.md", "He goes."), ("in/alone.de.muddy.md", "Er [their] geht.")]);
    let told = data(&folder, &["in"]);
    let engines = &told["engines"];
    assert_eq!(engines["engines"], json!(["clear", "muddy"]));
    assert_eq!(engines["texts"], 6, "what one engine alone has translated does not count");
    assert_eq!(engines["penalty"][0]["value"], 0.0);
    // One major finding in eleven words, in each of the texts: nothing is left to chance.
    let behind = &engines["behind_first"][1];
    assert_eq!((&behind["low"], &behind["high"]), (&behind["value"], &behind["value"]));
    assert_eq!(engines["kinds"][0]["engines"][1]["findings"], 6);
    assert!(told["articles"].as_array().unwrap().iter().all(|it| !it["source"].is_null()));
    let page = report(&folder, &["in"]);
    let page = String::from_utf8(page.stdout).unwrap();
    assert!(page.contains("<strong><bdi>clear</bdi> has the fewest points.</strong>"));
}

#[test]
fn an_edit_is_told_sentence_by_sentence() {
    let folder = folder("edit");
    write(
        &folder,
        &[
            ("old/a.de.md", "Er lobt [their] Pläne. Das bleibt stehen.\n"),
            ("new/a.de.md", "Er lobt ihre Pläne. Das bleibt stehen. Er geht [again].\n"),
            ("new/b.de.md", "Das ist neu.\n"),
        ],
    );
    let told = data(&folder, &["new", "--compare", "old"]);
    let changes = &told["articles"][0]["changes"];
    assert_eq!(changes["path"], "old/a.de.md");
    assert_eq!(changes["removed"][0]["rule"], "untranslated-bracket");
    assert_eq!(changes["brought"].as_array().unwrap().len(), 1);
    assert_eq!(told["articles"][0]["revised"]["removed"], 1);
    assert!(told["articles"][1]["changes"].is_null());
    let page = report(&folder, &["--compare", "old/a.de.md", "new/a.de.md", "-o", "report.html"]);
    assert_eq!(page.status.code(), Some(1));
    assert!(fs::read_to_string(folder.join("report.html")).unwrap().contains("\"changes\":{"));
    let wrong = report(&folder, &["new", "--compare", "old/a.de.md"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn who_stops_a_run_gets_what_is_done() {
    let folder = folder("stopped");
    generated::batch(&folder.join("week"), 400, 400);
    let arguments = ["report", "week", "--source-lang", "en", "--jobs", "1", "-o", "report.html"];
    let mut child = bilint(&folder).args(arguments).stderr(Stdio::piped()).spawn().unwrap();
    // It listens once the file is begun.
    let begun = Instant::now();
    let waits = || fs::read_dir(&folder).unwrap().count() < 2;
    while waits() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(400));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("This report is not complete."), "{}", &page[page.len() - 200..]);
    assert!(page.ends_with("</html>\n"));
}

/// A run that is killed, whenever, leaves the old report as it was or the new one whole.
#[cfg(unix)]
#[test]
fn no_half_written_report_takes_the_place_of_an_old_one() {
    let folder = folder("killed");
    generated::batch(&folder.join("week"), 40, 150);
    let arguments = ["report", "week", "--source-lang", "en", "-o", "report.html"];
    let begun = Instant::now();
    bilint(&folder).args(arguments).output().unwrap();
    let whole = begun.elapsed();
    let page = folder.join("report.html");
    fs::write(&page, "the old one").unwrap();
    let mut ended = 0;
    for kill in 0..50_u32 {
        let mut child = bilint(&folder).args(arguments).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * kill / 45);
        let _ = child.kill();
        child.wait().unwrap();
        let text = fs::read_to_string(&page).unwrap();
        assert!(text == "the old one" || text.ends_with("</html>\n"), "kill {kill}");
        ended += usize::from(text != "the old one");
        fs::write(&page, "the old one").unwrap();
    }
    assert!(ended < 50, "no run was killed before its end");
}
