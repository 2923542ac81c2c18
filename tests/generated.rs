//! The parts of the README, and the schemas, that are made from the program: a test fails when they
//! are stale,
//! `BILINT_UPDATE=1 cargo test --test generated` rewrites them.

#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;

use bilint::report::Format;

/// What the program prints when it is run in the project's folder.
fn output(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bilint"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The text with what stands between the marks of `name` replaced.
fn replaced(text: &str, name: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).expect("the README has the mark") + open.len();
    let end = start + text[start..].find(&close).expect("the README has the mark");
    format!("{}{}{}", &text[..start], content, &text[end..])
}

/// The formats of reports as a table.
fn formats() -> String {
    let rows = Format::ALL.iter().map(|it| format!("| `{it}` | {} |\n", it.purpose()));
    rows.fold("| Format | What it is |\n| --- | --- |\n".to_owned(), |table, row| table + &row)
}

/// The formats that are read as a table.
fn inputs() -> String {
    let mut table = "| Format | Files | What is in one |\n| --- | --- | --- |\n".to_owned();
    for format in bilint::Format::ALL {
        let extensions = bilint::Format::EXTENSIONS.iter().filter(|(_, it)| it == format);
        let extensions: Vec<String> = extensions.map(|(name, _)| format!("`.{name}`")).collect();
        let sides = if format.is_bilingual() { "source and translation" } else { "one text" };
        table += &format!("| {} | {} | {sides} |\n", format.title(), extensions.join(" "));
    }
    table
}

#[test]
fn the_readme_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let old = std::fs::read_to_string(&path).unwrap();
    let article = "corpora/business-chips-slump";
    let (source, target) =
        (format!("{article}/source.en.txt"), format!("{article}/machine.de.txt"));
    let rules = "reopened-quote,displaced-closing-quote,untranslated-bracket,torn-list";
    let excerpt = output(&["check", "--source", &source, &target, "--select", rules]);
    let new = replaced(&old, "output", &format!("```text\n{excerpt}```\n"));
    let new = replaced(&new, "rules", &output(&["rules", "--format", "markdown"]));
    let new = replaced(&new, "formats", &formats());
    let new = replaced(&new, "inputs", &inputs());
    if std::env::var_os("BILINT_UPDATE").is_some() {
        std::fs::write(&path, new).unwrap();
    } else {
        assert!(
            old == new,
            "README.md is stale; `BILINT_UPDATE=1 cargo test --test generated` rewrites it"
        );
    }
}

#[test]
fn the_schemas_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = [
        ("config", "cli/config/bilint.schema.json"),
        ("finding", "report/finding.schema.json"),
        ("report", "report/batch/report.schema.json"),
    ];
    for (of, file) in files {
        let path = folder.join(file);
        let new = output(&["config", "schema", of]);
        if std::env::var_os("BILINT_UPDATE").is_some() {
            std::fs::write(&path, new).unwrap();
        } else {
            let old = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                old == new,
                "src/{file} is stale; `BILINT_UPDATE=1 cargo test --test generated` rewrites it"
            );
        }
    }
}
