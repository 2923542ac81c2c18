use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::document::{Block, BlockKind, Continuity, Document, Format, RecordPlace};
use crate::reading::{Segment, Side};
use crate::text::Span;

const ENGLISH: [&str; 10] = [
    "Harbour town of Velmora plans new tram line",
    "The council of Velmora voted on Tuesday to spend 45 million euros on a tram line to the port.",
    "Mayor Ilse Brandt called the decision historic.",
    "\"We have waited 30 years for this,\" she said.",
    "Is the money well spent?",
    "The opposition doubts it and points to the theatre, whose renovation cost 12.5 million instead of 8 million.",
    "Construction is to begin in 2027, and the first trams will run three years later.",
    "About 18,000 passengers a day are expected, according to a study by the University of Lund.",
    "Shopkeepers on Castellan Street fear for their business during the work.",
    "Brandt promised them help.",
];

const GERMAN: [&str; 10] = [
    "Hafenstadt Velmora plant neue Straßenbahnlinie",
    "Der Stadtrat von Velmora hat am Dienstag beschlossen, 45 Millionen Euro für eine Straßenbahn zum Hafen auszugeben.",
    "Bürgermeisterin Ilse Brandt nannte die Entscheidung historisch.",
    "„Darauf haben wir 30 Jahre gewartet“, sagte sie.",
    "Ist das Geld gut angelegt?",
    "Die Opposition bezweifelt es und verweist auf das Theater, dessen Renovierung 12,5 Millionen statt 8 Millionen kostete.",
    "Der Bau soll 2027 beginnen, und die ersten Bahnen werden drei Jahre später fahren.",
    "Erwartet werden laut einer Studie der Universität Lund rund 18.000 Fahrgäste am Tag.",
    "Ladenbesitzer in der Castellan-Straße fürchten während der Arbeiten um ihr Geschäft.",
    "Brandt versprach ihnen Hilfe.",
];

fn read<L: AsRef<str>>(tag: &str, lines: &[L]) -> Vec<Features> {
    let place = |at: usize| RecordPlace { id: at.to_string(), field: "text" };
    let blocks: Vec<Block> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| Block::of_record(place(at), line.as_ref()))
        .collect();
    let segments: Vec<Segment> = (0..lines.len())
        .map(|block| Segment { block, span: Span::new(0, blocks[block].text.len()) })
        .collect();
    let document = Document::of_records("t", Format::Plain, Continuity::Segments, blocks);
    features(&Side::new(document, &tag.parse().unwrap()), &segments)
}

/// The beads as gold files write them, null beads left out.
fn show(alignment: &Alignment) -> Vec<(Vec<usize>, Vec<usize>)> {
    let pair = |bead: &Bead| (bead.source.clone().collect(), bead.target.clone().collect());
    let partnered = |bead: &&Bead| !bead.source.is_empty() && !bead.target.is_empty();
    alignment.beads().iter().filter(partnered).map(pair).collect()
}

fn align_lines(source: &[&str], target: &[&str]) -> Vec<(Vec<usize>, Vec<usize>)> {
    show(&align(&read("en", source), &read("de", target), &Translations::none()))
}

fn one_by_one(n: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    (0..n).map(|at| (vec![at], vec![at])).collect()
}

#[test]
fn a_faithful_translation_is_aligned_line_by_line() {
    assert_eq!(align_lines(&ENGLISH, &GERMAN), one_by_one(10));
    let alignment = align(&read("en", &ENGLISH), &read("de", &GERMAN), &Translations::none());
    assert!(alignment.beads().iter().all(|bead| bead.confidence > 0.8), "{alignment:?}");
}

#[test]
fn merged_and_split_lines_are_found() {
    let merged = [ENGLISH[2], ENGLISH[3]].join(" ");
    let mut source = ENGLISH.to_vec();
    source.splice(2..4, [merged.as_str()]);
    let split =
        ["Der Bau soll 2027 beginnen,", "und die ersten Bahnen werden drei Jahre später fahren."];
    let mut target = GERMAN.to_vec();
    target.splice(6..7, split);
    let beads = align_lines(&source, &target);
    assert!(beads.contains(&(vec![2], vec![2, 3])), "{beads:?}");
    assert!(beads.contains(&(vec![5], vec![6, 7])), "{beads:?}");
    assert_eq!(beads.len(), 9);
}

#[test]
fn dropped_lines_stay_without_a_partner() {
    let mut target = GERMAN.to_vec();
    target.remove(5);
    let alignment = align(&read("en", &ENGLISH), &read("de", &target), &Translations::none());
    assert!(alignment.bead_of_source(5).unwrap().target.is_empty());
    assert_eq!(alignment.bead_of_source(6).unwrap().target, 5..6);
    assert_eq!(alignment.bead_of_target(8).unwrap().source, 9..10);
    assert!(alignment.bead_of_target(9).is_none());
}

#[test]
fn boilerplate_is_not_glued_to_its_neighbours() {
    let mut target = GERMAN.to_vec();
    target.insert(8, "Newsletter bestellen");
    target.insert(3, "Foto: privat");
    let alignment = align(&read("en", &ENGLISH), &read("de", &target), &Translations::none());
    for (stray, before) in [(3, 2), (9, 7)] {
        assert!(alignment.bead_of_target(stray).unwrap().source.is_empty(), "{alignment:?}");
        assert_eq!(alignment.bead_of_target(stray - 1).unwrap().source, before..before + 1);
    }
}

#[test]
fn a_block_that_stands_elsewhere_is_found() {
    let mut target = GERMAN.to_vec();
    let block: Vec<&str> = target.drain(1..3).collect();
    target.splice(7..7, block);
    let alignment = align(&read("en", &ENGLISH), &read("de", &target), &Translations::none());
    for (line, place) in [(1, 7), (2, 8)] {
        let bead = alignment.bead_of_source(line).unwrap();
        assert_eq!((&bead.target, bead.moved), (&(place..place + 1), true), "{alignment:?}");
        assert_eq!(alignment.bead_of_target(place), Some(bead));
    }
    assert!(alignment.beads().iter().filter(|bead| bead.moved).count() == 2);
}

#[test]
fn headings_meet_headings() {
    let side = |tag: &str, text: &str| {
        let document = Document::read("t.md", Format::Markdown, text.to_owned());
        let side = Side::new(document, &tag.parse().unwrap());
        let segments = side.sentences().to_vec();
        let kinds: Vec<BlockKind> =
            segments.iter().map(|it| side.blocks()[it.block].kind).collect();
        (features(&side, &segments), kinds)
    };
    let (source, _) = side("en", "# Why now\n\nNobody knew.\n\n# What comes next\n\nNobody knows.");
    let (target, kinds) = side("de", "# Warum jetzt\n\n# Wie es weitergeht\n\nKeiner weiß es.");
    let alignment = align(&source, &target, &Translations::none());
    for (at, kind) in kinds.iter().enumerate() {
        let partners = alignment.bead_of_target(at).unwrap().source.clone();
        let heads = |line: usize| source[line].traits & features::Trait::Heads.bit() != 0;
        assert!(partners.clone().all(|it| heads(it) == (*kind == BlockKind::Heading)));
    }
}

#[test]
fn empty_sides_are_all_null() {
    assert!(align(&[], &[], &Translations::none()).beads().is_empty());
    let lines = read("en", &ENGLISH);
    let alignment = align(&lines, &[], &Translations::none());
    assert_eq!(alignment.beads().len(), 10);
    assert!(alignment.beads().iter().all(|bead| bead.target.is_empty() && bead.confidence > 0.99));
    assert_eq!(align(&[], &lines, &Translations::none()).beads().len(), 10);
    assert!(place_snippets(&[], &lines, &Translations::none()).is_empty());
    assert_eq!(place_snippets(&lines[..1], &[], &Translations::none())[0].target, None);
}

#[test]
fn one_line_against_many() {
    let many: Vec<String> =
        (0..100).map(|at| format!("Der Abschnitt Nummer {at} handelt von Wetter.")).collect();
    let one = ["Section number 57 is about the weather."];
    let alignment = align(&read("en", &one), &read("de", &many), &Translations::none());
    assert_eq!(alignment.bead_of_source(0).unwrap().target, 57..58);
    assert_eq!(alignment.beads().len(), 100);
}

#[test]
fn long_texts_keep_to_the_band() {
    let words = ["Regen", "Sturm", "Nebel", "Schnee", "Hagel", "Frost", "Tau"];
    let line = |at: usize| format!("Am Tag {} fiel viel {}.", at * 7 + 1, words[at % 7]);
    let source: Vec<String> = (0..3000).map(line).collect();
    let target: Vec<String> = (0..3000).filter(|at| at % 50 != 0).map(line).collect();
    let alignment = align(&read("de", &source), &read("de", &target), &Translations::none());
    let right = (0..3000).filter(|at| at % 50 != 0).filter(|at| {
        let expected = at - at / 50 - 1;
        alignment.bead_of_source(*at).is_some_and(|bead| bead.target == (expected..expected + 1))
    });
    assert!(right.count() > 2900);
}

#[test]
fn snippets_find_their_places_in_any_order() {
    let snippets = [ENGLISH[7], ENGLISH[1], "Rain is likely in the north on Friday.", ENGLISH[5]];
    let placements =
        place_snippets(&read("en", &snippets), &read("de", &GERMAN), &Translations::none());
    for (placement, line) in [(0, 7), (1, 1), (3, 5)] {
        assert_eq!(placements[placement].target, Some(line..line + 1));
    }
    // What is from elsewhere is not placed, or hardly.
    assert!(placements[2].target.is_none() || placements[2].confidence < 0.5);
    assert!(placements[0].confidence > 0.8);
}

#[test]
fn a_snippet_may_cover_several_sentences() {
    let snippet = [ENGLISH[5], ENGLISH[6], ENGLISH[7]].join(" ");
    let placements =
        place_snippets(&read("en", &[snippet]), &read("de", &GERMAN), &Translations::none());
    assert_eq!(placements[0].target, Some(5..8));
}

#[test]
fn the_same_input_gives_the_same_output() {
    let (source, target) = (read("en", &ENGLISH), read("de", &GERMAN));
    assert_eq!(
        align(&source, &target, &Translations::none()),
        align(&source, &target, &Translations::none())
    );
    assert_eq!(
        place_snippets(&source, &target, &Translations::none()),
        place_snippets(&source, &target, &Translations::none())
    );
}

#[test]
fn a_ready_made_alignment_can_be_asked() {
    let alignment = Alignment::one_to_one(3);
    assert_eq!(alignment.bead_of_target(2).unwrap().source, 2..3);
    assert!(alignment.bead_of_source(3).is_none());
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop::collection::vec(
        prop::sample::select(vec![
            "Velmora", "12", "3,5", "theatre", "Theater", "is", "?", "„", "ein", "Photo", "Foto",
            ":", "und", "\u{FFFC}", "中文", "", "...",
        ]),
        0..9,
    );
    prop::collection::vec(line.prop_map(|words| words.join(" ")), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn beads_part_both_sides(source in lines(), target in lines()) {
        let alignment = align(&read("en", &source), &read("de", &target), &Translations::none());
        let mut lines = Vec::new();
        let (mut i, mut j) = (0, 0);
        for bead in alignment.beads() {
            prop_assert_eq!(bead.target.start, j);
            prop_assert!((0.0..=1.0).contains(&bead.confidence));
            if !bead.moved && !bead.source.is_empty() {
                prop_assert!(bead.source.start >= i);
                i = bead.source.end;
            }
            j = bead.target.end;
            lines.extend(bead.source.clone());
            for line in bead.source.clone() {
                prop_assert_eq!(alignment.bead_of_source(line), Some(bead));
            }
            for line in bead.target.clone() {
                prop_assert_eq!(alignment.bead_of_target(line), Some(bead));
            }
        }
        prop_assert_eq!(j, target.len());
        lines.sort_unstable();
        prop_assert!(lines.into_iter().eq(0..source.len()));
    }

    #[test]
    fn snippets_are_placed_inside_the_target(source in lines(), target in lines()) {
        let placements = place_snippets(&read("en", &source), &read("de", &target), &Translations::none());
        prop_assert_eq!(placements.len(), source.len());
        for (at, placement) in placements.iter().enumerate() {
            prop_assert_eq!(placement.snippet, at);
            prop_assert!((0.0..=1.0).contains(&placement.confidence));
            let inside = |range: &Range<usize>| range.start < range.end && range.end <= target.len();
            prop_assert!(placement.target.as_ref().is_none_or(inside));
        }
    }
}
