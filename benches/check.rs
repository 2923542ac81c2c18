//! How fast articles and segment pairs are checked: `cargo bench`.

use bilint::document::{TranslationUnit, UnitOptions, Units, records_with_one_doc};
use bilint::{Checker, Document, Format, Languages, Pair, Settings};
use divan::Bencher;

/// That of the command, whose speed is measured here.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

const ARTICLE: &str = include_str!("../corpora/business-chips-slump/machine.de.txt");
const SOURCE: &str = include_str!("../corpora/business-chips-slump/source.en.txt");

/// Articles with their translations.
const ARTICLES: &[(&str, &str)] = &[
    (SOURCE, ARTICLE),
    (
        include_str!("../corpora/court-ferry-verdict/source.en.txt"),
        include_str!("../corpora/court-ferry-verdict/machine.de.txt"),
    ),
    (
        include_str!("../corpora/crime-art-theft/source.en.txt"),
        include_str!("../corpora/crime-art-theft/machine.de.txt"),
    ),
    (
        include_str!("../corpora/health-clinic-merger/source.en.txt"),
        include_str!("../corpora/health-clinic-merger/machine.de.txt"),
    ),
    (
        include_str!("../corpora/politics-water-vote/source.en.txt"),
        include_str!("../corpora/politics-water-vote/machine.de.txt"),
    ),
    (
        include_str!("../corpora/agency-storm-rail/source.en.txt"),
        include_str!("../corpora/agency-storm-rail/machine.de.txt"),
    ),
    (
        include_str!("../corpora/sport-handball-final/source.en.txt"),
        include_str!("../corpora/sport-handball-final/machine.de.txt"),
    ),
    (
        include_str!("../corpora/tech-outage-cloud/source.en.txt"),
        include_str!("../corpora/tech-outage-cloud/machine.de.txt"),
    ),
];

fn read(name: &str, text: &str) -> Document {
    Document::read(name, Format::Plain, text.to_owned())
}

/// One article alone.
#[divan::bench]
fn article_alone(bencher: Bencher) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    bencher.counter(divan::counter::BytesCount::of_str(ARTICLE)).bench(|| {
        let pair = Pair::target_alone(read("article.de.txt", ARTICLE), &Languages::default());
        checker.check(&pair)
    });
}

/// One article with its source, aligned.
#[divan::bench]
fn article_with_source(bencher: Bencher) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    bencher.counter(divan::counter::BytesCount::of_str(ARTICLE)).bench(|| {
        let source = Some(read("article.en.txt", SOURCE));
        let target = read("article.de.txt", ARTICLE);
        checker.check(&Pair::new(target, source, None, &Languages::default()))
    });
}

/// The same article a hundred times in one text.
#[divan::bench(args = [10, 100])]
fn long_text(bencher: Bencher, copies: usize) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    let text = vec![ARTICLE; copies].join("\n\n");
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| {
        let pair = Pair::target_alone(read("long.de.txt", &text), &Languages::default());
        checker.check(&pair)
    });
}

/// Words of a segment on its source's side, on average, as in news that people annotated.
const WORDS: usize = 28;
/// Segments of a document.
const SEGMENTS: usize = 12;

/// Segments with their translations, as they stand in the articles: neighbouring ones together, so that
/// they are as long as wanted.
fn segment_pairs() -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (source, target) in ARTICLES {
        let (source, target) = (read("a.en.txt", source), read("a.de.txt", target));
        let pair = Pair::new(target, Some(source), None, &Languages::default());
        let units: Vec<_> = pair.units().filter(|it| !it.target.is_empty()).collect();
        let (mut source, mut target) = (String::new(), String::new());
        for unit in units {
            for text in unit.source.iter().flat_map(|it| it.texts()) {
                source.push_str(text);
                source.push(' ');
            }
            for segment in unit.target {
                target.push_str(pair.target.text_of(*segment));
                target.push(' ');
            }
            if source.split(' ').count() > WORDS * 2 / 3 {
                pairs.push((source.trim_end().to_owned(), target.trim_end().to_owned()));
                (source, target) = (String::new(), String::new());
            }
        }
    }
    pairs
}

/// The pairs as JSON Lines, in documents.
fn records(pairs: &[(String, String)]) -> String {
    let record = |(number, (source, target)): (usize, &(String, String))| {
        let doc = (number / SEGMENTS).to_string();
        let record = serde_json::json!({
            "doc": doc,
            "source": source,
            "target": target,
            "source_lang": "en",
            "target_lang": "de",
        });
        format!("{record}\n")
    };
    pairs.iter().enumerate().map(record).collect()
}

/// The records of a file of your own, `BILINT_RECORDS=pairs.jsonl cargo bench segment_stream`; those
/// of the corpora where none is named.
fn stream() -> String {
    match std::env::var_os("BILINT_RECORDS") {
        Some(path) => std::fs::read_to_string(path).expect("a file of records"),
        None => records(&segment_pairs()),
    }
}

/// Segment pairs of some 30 words a side as a stream of records, all default rules, on one core.
#[divan::bench]
fn segment_stream(bencher: Bencher) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    let lines = stream();
    let languages = Languages::default();
    bencher.counter(divan::counter::ItemsCount::new(lines.lines().count())).bench(|| {
        let units = Units::new(Format::JsonLines, lines.as_bytes(), &UnitOptions::default());
        let mut units = units.peekable();
        let mut found = 0;
        while let Some(group) = records_with_one_doc(&mut units, |error| panic!("{error}")) {
            let (source, target) =
                TranslationUnit::documents("pairs.jsonl", Format::JsonLines, group);
            found += checker.check(&Pair::new(target, source, None, &languages)).len();
        }
        found
    });
}
