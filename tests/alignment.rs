//! The alignment against gold of the project's own, and against input that nobody would write.

use std::fs;
use std::path::{Path, PathBuf};

use bilint::align::{Alignment, Features, Placement, align, features, place_snippets};
use bilint::document::{Block, Continuity, Document, RecordPlace};
use bilint::evaluate::alignment::{GoldTexts, evaluate_alignment};
use bilint::language::lexicon::{Lexicons, Translations};
use bilint::language::pack;
use bilint::reading::{Segment, Side};
use bilint::text::Span;
use bilint::{Format, text::Tag};

/// The strict F1 on articles full of what is hard: merges of up to five, moved blocks, boilerplate.
const STRICT: f64 = 0.73;

/// The lax one.
const LAX: f64 = 0.85;

/// From this confidence on a snippet counts as placed, as in a check.
const PLACED: f64 = 0.5;

/// Of snippets from elsewhere, each beside the snippets of an article, the share that may be placed.
const FOREIGN_PLACED: f64 = 0.01;

/// Of an article's own snippets the share that must be placed.
const OWN_PLACED: f64 = 0.9;

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
    let alignment = align(source, target, &Translations::none());
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

/// The lines of a file of every other English article in `corpora` that has a German version.
fn lines_of_articles(file: &str, odd: bool) -> Vec<String> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut folders: Vec<_> =
        fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path()).collect();
    let both = ["source.en.txt", "clean.de.txt"];
    folders.retain(|folder| both.iter().all(|file| folder.join(file).is_file()));
    folders.sort();
    let some = folders.iter().enumerate().filter(|(at, _)| (at % 2 == 1) == odd);
    let texts = some.map(|(_, folder)| fs::read_to_string(folder.join(file)).unwrap());
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
fn texts_that_are_no_translations_are_hardly_aligned() {
    let english = read("en", lines_of_articles("source.en.txt", false).into_iter());
    let german = read("de", lines_of_articles("clean.de.txt", true).into_iter());
    assert!(english.len().min(german.len()) > 50);
    let alignment = aligned(&english, &german);
    let partnered =
        |bead: &&bilint::align::Bead| !bead.source.is_empty() && !bead.target.is_empty();
    let sure = alignment.beads().iter().filter(partnered).filter(|bead| bead.confidence >= 0.8);
    assert!(sure.count() < 3, "{alignment:?}");
}

/// The sentences of a text: as they are written and what the aligner knows of them.
fn sentences(path: &Path, language: &str) -> (Vec<String>, Vec<Features>) {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).unwrap();
    let side = Side::new(Document::read(&name, Format::of_name(&name), text), &tag(language));
    let segments = side.sentences();
    let texts = segments.iter().map(|segment| side.text_of(*segment).to_owned()).collect();
    (texts, features(&side, segments))
}

/// The file of a folder whose name starts so and that comes first.
fn starting_with(folder: &Path, start: &str) -> Option<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let fits = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(start);
    paths.filter(fits).min()
}

#[test]
fn snippets_from_elsewhere_are_hardly_placed() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let foreign = fs::read_to_string(corpora.join("alignment/foreign-snippets.txt")).unwrap();
    let foreign: Vec<Features> = read("en", foreign.lines().map(str::to_owned));
    assert_eq!(foreign.len(), 100);
    let translations = Translations::new(pack(&tag("en")), pack(&tag("de")), &Lexicons::default());
    let believed = |it: &Placement| it.target.is_some() && it.confidence >= PLACED;
    let (mut articles, mut placed, mut own, mut own_placed) = (0, Vec::new(), 0, 0);
    let mut folders: Vec<_> =
        fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let Some(clean) = starting_with(&folder, "clean.de") else { continue };
        let Some(source) = starting_with(&folder, "source.en") else { continue };
        let (_, target) = sentences(&clean, "de");
        let (texts, _) = sentences(&source, "en");
        // Some sentences, the later half first: an order that is not the text's.
        let mut snippets: Vec<String> = texts.into_iter().skip(2).step_by(4).collect();
        let half = snippets.len() / 2;
        snippets.rotate_left(half);
        let snippets = read("en", snippets.into_iter());
        let placements = place_snippets(&snippets, &target, &translations);
        (articles, own) = (articles + 1, own + placements.len());
        own_placed += placements.iter().filter(|it| believed(it)).count();
        for (number, one) in foreign.iter().enumerate() {
            let at = number % (snippets.len() + 1);
            let mut all = snippets.clone();
            all.insert(at, one.clone());
            let placement = place_snippets(&all, &target, &translations).swap_remove(at);
            if believed(&placement) {
                placed.push((folder.display().to_string(), number, placement));
            }
        }
    }
    assert!(articles >= 13 && own > 100);
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    assert!(share(placed.len(), articles * foreign.len()) <= FOREIGN_PLACED, "{placed:?}");
    assert!(share(own_placed, own) >= OWN_PLACED, "{own_placed} of {own}");
}
