//! The figures of the articles in `corpora`: what was planted is found, what is clean stays silent.
//!
//! Annotations of rules that are still being tried are left out; the table that a failure shows
//! says which.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bilint::evaluate::articles::{Article, ArticleFigures, Version, evaluate};
use bilint::rules;
use bilint::{Languages, Settings};

/// The share of planted faults that must be found.
const RECALL: f64 = 0.95;

/// The share of findings in the machine versions that must be planted faults.
const PRECISION: f64 = 0.95;

/// The articles: folders with a machine version. Gold of other kinds stands beside them.
fn articles() -> Vec<Article> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut folders: Vec<_> =
        fs::read_dir(&corpora).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let article = |folder: &std::path::PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| format!("{name}/{}", entry.unwrap().file_name().to_string_lossy()))
            .filter(|path| Article::uses(path))
            .collect();
        files.sort();
        let files = files.into_iter().map(|path| {
            let text = fs::read_to_string(corpora.join(&path)).unwrap();
            (path, text)
        });
        Article::from_files(&name, files).unwrap_or_else(|error| panic!("corpora/{error}"))
    };
    folders
        .iter()
        .filter(|folder| folder.is_dir())
        .map(article)
        .filter(|article| article.machine.is_some() || article.clean.is_some())
        .collect()
}

fn shown(figures: &ArticleFigures) -> String {
    let mut out = Vec::new();
    figures.table(&mut out).unwrap();
    figures.list(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn planted_faults_are_found_and_clean_texts_stay_silent() {
    let articles = articles();
    let language = |version: &Option<Version>| {
        let tag = version.as_ref().and_then(|it| it.language.clone());
        tag.map(|tag| tag.language().to_owned()).unwrap_or_default()
    };
    for (from, to, fewest) in [("en", "de", 12), ("de", "en", 2)] {
        let of_pair = |it: &&Article| language(&it.source) == from && language(&it.clean) == to;
        let count = articles.iter().filter(of_pair).count();
        assert!(count >= fewest, "only {count} articles from {from} to {to}");
    }
    let complete = articles.iter().all(|it| it.source.is_some() && it.clean.is_some());
    assert!(complete, "an article lacks its source or its clean version");

    let figures = evaluate(articles, &Settings::default(), &Languages::default()).unwrap();
    let (faults, information) = (figures.faults, figures.information);
    let mut short = Vec::new();
    let shares = [
        ("recall of faults", faults.recall(), RECALL),
        ("precision of faults", faults.precision(), PRECISION),
        ("recall of information", information.recall(), RECALL),
    ];
    for (what, share, wanted) in shares {
        if share.is_some_and(|share| share < wanted) {
            short.push(format!("{what} is below {wanted}"));
        }
    }
    if figures.clean.faults() > 0 {
        short.push("there are false alarms in clean versions".to_owned());
    }
    assert!(short.is_empty(), "{}\n{}", short.join("\n"), shown(&figures));
}

#[test]
fn every_rule_has_a_planted_fault() {
    let machines = articles().into_iter().filter_map(|article| article.machine);
    let planted: BTreeSet<String> =
        machines.flat_map(|(_, gold)| gold).filter_map(|gold| gold.rule).collect();
    let known: BTreeSet<String> = rules::all().map(|it| it.rule.name.to_owned()).collect();
    let lacking: Vec<&String> = known.difference(&planted).collect();
    assert!(lacking.is_empty(), "no article has a fault for {lacking:?}");
    let unknown: Vec<&String> = planted.difference(&known).collect();
    assert!(unknown.is_empty(), "annotated, but no rules: {unknown:?}");
}
