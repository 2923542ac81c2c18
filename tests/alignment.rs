//! The alignment against gold of the project's own, and against input that nobody would write.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bilint::align::{Alignment, Features, align, features};
use bilint::document::{Block, Continuity, Document, RecordPlace};
use bilint::evaluate::alignment::{GoldTexts, evaluate_alignment};
use bilint::language::lexicon::{Lexicons, Translations};
use bilint::reading::{Segment, Side};
use bilint::text::Span;
use bilint::{Format, text::Tag};

/// The strict F1 on articles full of what is hard: merges of up to five, moved blocks, boilerplate.
const STRICT: f64 = 0.73;

/// The lax one.
const LAX: f64 = 0.85;

/// How long odd input may take, compiled without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

fn tag(text: &str) -> Tag {
    text.parse().unwrap()
}

#[test]
fn own_gold_is_met() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/alignment/en-de");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "gold"));
    paths.sort();
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    let documents: Vec<GoldTexts> = paths
        .iter()
        .map(|path| GoldTexts {
            name: path.display().to_string(),
            source: text(&path.with_extension("src")),
            target: text(&path.with_extension("tgt")),
            gold: text(path),
        })
        .collect();
    assert!(documents.len() >= 5);
    let figures =
        evaluate_alignment(&documents, (&tag("en"), &tag("de")), &Lexicons::default()).unwrap();
    assert!(figures.strict.f1 >= STRICT && figures.lax.f1 >= LAX, "{figures}");
}

fn read(language: &str, lines: impl Iterator<Item = String>) -> Vec<Features> {
    let place = |at: usize| RecordPlace { id: at.to_string(), field: "text" };
    let blocks: Vec<Block> =
        lines.enumerate().map(|(at, line)| Block::of_record(place(at), &line)).collect();
    let whole = |(block, it): (usize, &Block)| Segment { block, span: Span::new(0, it.text.len()) };
    let segments: Vec<Segment> = blocks.iter().enumerate().map(whole).collect();
    let document = Document::of_records("t", Format::Plain, Continuity::Segments, blocks);
    features(&Side::new(document, &tag(language)), &segments)
}

/// Aligns in time; every line of either side is in just one bead.
fn aligned(source: &[Features], target: &[Features]) -> Alignment {
    let start = Instant::now();
    let alignment = align(source, target, &Translations::none());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let lines = |count: fn(&bilint::align::Bead) -> usize| -> usize {
        alignment.beads().iter().map(count).sum()
    };
    assert_eq!(lines(|bead| bead.source.len()), source.len());
    assert_eq!(lines(|bead| bead.target.len()), target.len());
    alignment
}

fn one_to_one(alignment: &Alignment) -> usize {
    let is_one = |bead: &&bilint::align::Bead| bead.source == bead.target && bead.source.len() == 1;
    alignment.beads().iter().filter(is_one).count()
}

#[test]
fn equal_lines_are_aligned_in_order() {
    let line = || "The council of Velmora voted on 12 May.".to_owned();
    let side = read("en", std::iter::repeat_with(line).take(5_000));
    assert_eq!(one_to_one(&aligned(&side, &side)), 5_000);
}

#[test]
fn empty_lines_are_quick() {
    let side = read("en", std::iter::repeat_n(String::new(), 20_000));
    aligned(&side, &side);
    aligned(&side[..1], &side);
    assert!(aligned(&side, &[]).beads().iter().all(|bead| bead.target.is_empty()));
    assert!(aligned(&[], &side).beads().iter().all(|bead| bead.source.is_empty()));
}

#[test]
fn one_endless_line_is_quick() {
    let line: String = (0..150_000).map(|at| format!("Velmora {at} ")).collect();
    let long = read("en", std::iter::once(line));
    aligned(&long, &long);
    aligned(&long, &read("de", (0..500).map(|at| format!("Velmora hat {at} Brücken."))));
}

#[test]
fn a_text_that_is_no_translation_is_hardly_aligned() {
    let pick = |words: &[&'static str], at: usize| words[at % words.len()];
    let english = read(
        "en",
        (0..300).map(|at| {
            let who = pick(&["Nurses", "Farmers", "Judges", "Pilots", "Monks"], at * 7 + at / 5);
            let what = pick(&["harvest", "appeal", "runway", "hymn"], at * 3 + at / 4);
            format!("{who} of ward {} praised the {what} until dusk.", at * 13 + 1)
        }),
    );
    let german = read(
        "de",
        (0..300).map(|at| {
            let who = pick(&["Zwei Züge", "Alle Köche", "Mehr Bäume"], at * 5 + at / 3);
            format!("{who} blieben gestern wegen Nebels {} Minuten stehen!", 50_000 + at * 17)
        }),
    );
    let sure = aligned(&english, &german)
        .beads()
        .iter()
        .filter(|bead| !bead.source.is_empty() && !bead.target.is_empty())
        .filter(|bead| bead.confidence >= 0.9)
        .count();
    assert!(sure < 30, "{sure} sure beads");
}
