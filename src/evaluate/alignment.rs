//! Alignments against gold: texts of which a line is a segment, and beads (`[0]:[0, 1]`, `[]:[3]`).
//!
//! Strict and lax by vecalign's definitions (Thompson and Koehn 2019): strict counts a bead only if
//! both its sides are those of the gold, lax if some line of it is linked in the gold to a line of its
//! other side; precision counts beads without a partner, recall drops them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::align::{Alignment, Features, Placement, align, features, place_snippets};
use crate::document::{Block, Continuity, Document, Format, RecordPlace};
use crate::language::lexicon::{Lexicons, Translations};
use crate::language::pack;
use crate::reading::{Segment, Side};
use crate::text::{Span, Tag};

/// A line of a gold alignment that is no bead.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{name}: line {line} is no bead like `[0]:[0, 1]`")]
pub struct EvaluationError {
    /// The document.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
}

/// A bead of the gold alignment: numbers of source and target lines, from 0, in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoldBead {
    /// The source lines.
    pub source: Vec<usize>,
    /// The target lines.
    pub target: Vec<usize>,
}

impl GoldBead {
    fn is_null(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }
}

/// Reads a gold alignment; empty lines are passed over.
///
/// # Errors
/// The number of a line, from 1, that is no bead.
pub fn parse_gold(text: &str) -> Result<Vec<GoldBead>, usize> {
    let list = |text: &str| -> Option<Vec<usize>> {
        let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
        let mut numbers = Vec::new();
        for part in inner.split(',').filter(|_| !inner.trim().is_empty()) {
            numbers.push(part.trim().parse().ok()?);
        }
        numbers.sort_unstable();
        Some(numbers)
    };
    let bead = |line: &str| {
        let (source, target) = line.split_once(':')?;
        Some(GoldBead { source: list(source)?, target: list(target)? })
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| bead(line).ok_or(at + 1)).collect()
}

/// Right and wrong ones, by precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// Share of the beads found that are right; beads without a partner count.
    pub precision: f64,
    /// Share of the gold's beads that were found; beads without a partner do not count.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

impl Score {
    fn of((found_right, found): (usize, usize), (gold_right, gold): (usize, usize)) -> Score {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(found_right, found), share(gold_right, gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Score { precision, recall, f1 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Score { precision, recall, f1 } = self;
        write!(formatter, "P {precision:.3} R {recall:.3} F1 {f1:.3}")
    }
}

/// How right the most confident answers are: from a confidence on, how many there are and what
/// share of them is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Trust {
    /// The least confidence, 0 to 1.
    pub from: f64,
    /// The confidence below which the next step begins, 0 to 1.
    pub below: f64,
    /// Answers with such a confidence.
    pub answers: usize,
    /// Share of them that is right.
    pub right: f64,
}

/// What came out of aligning a set of documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AlignmentFigures {
    /// The number of documents.
    pub documents: usize,
    /// Beads whose both sides are the gold's.
    pub strict: Score,
    /// Beads with some line that is linked in gold to some line of the other side.
    pub lax: Score,
    /// How far confidences can be believed.
    pub trust: Vec<Trust>,
}

impl fmt::Display for AlignmentFigures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} documents", self.documents)?;
        writeln!(formatter, "strict {}", self.strict)?;
        writeln!(formatter, "lax    {}", self.lax)?;
        show_trust(formatter, &self.trust)
    }
}

/// What came out of placing snippets.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SnippetFigures {
    /// The number of documents.
    pub documents: usize,
    /// The number of snippets.
    pub snippets: usize,
    /// Share of snippets placed at just the gold's lines, or rightly nowhere.
    pub strict: f64,
    /// Share of snippets placed at some of the gold's lines, or rightly nowhere.
    pub lax: f64,
    /// Share of snippets placed anywhere.
    pub placed: f64,
    /// Share of the placed snippets that are placed at some of the gold's lines.
    pub precision: f64,
    /// How far confidences of placed snippets can be believed.
    pub trust: Vec<Trust>,
}

impl fmt::Display for SnippetFigures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SnippetFigures { documents, snippets, strict, lax, placed, precision, trust } = self;
        writeln!(formatter, "{documents} documents, {snippets} snippets")?;
        writeln!(formatter, "strict {strict:.3}, lax {lax:.3}")?;
        writeln!(formatter, "placed {placed:.3} of them, of these right {precision:.3}")?;
        show_trust(formatter, trust)
    }
}

fn show_trust(formatter: &mut fmt::Formatter<'_>, trust: &[Trust]) -> fmt::Result {
    for Trust { from, below, answers, right } in trust {
        writeln!(
            formatter,
            "confidence {from:.2} to {below:.2}: {answers} answers, right {right:.3}"
        )?;
    }
    Ok(())
}

/// A document with its gold alignment, as three texts whose lines are the segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldTexts {
    /// What the document is called, for messages.
    pub name: String,
    /// `NAME.src`.
    pub source: String,
    /// `NAME.tgt`.
    pub target: String,
    /// `NAME.gold`.
    pub gold: String,
}

/// Aligns all documents and compares with gold.
pub fn evaluate_alignment(
    documents: &[GoldTexts],
    (source, target): (&Tag, &Tag),
    lexicons: &Lexicons,
) -> Result<AlignmentFigures, EvaluationError> {
    let mut tally = Tally::default();
    let mut answers = Vec::new();
    let translations = Translations::new(pack(source), pack(target), lexicons);
    let documents = read(documents, source, target)?;
    for document in &documents {
        let alignment = align(&document.source, &document.target, &translations);
        let found = beads(&alignment);
        tally.add(&document.gold, &found);
        let right = |bead: &GoldBead| document.gold.contains(bead);
        let confidences = alignment.beads().iter().map(|bead| bead.confidence);
        answers.extend(confidences.zip(found.iter().map(right)));
    }
    Ok(AlignmentFigures {
        documents: documents.len(),
        strict: tally.score(|counts| counts.strict),
        lax: tally.score(|counts| counts.lax),
        trust: trust(&answers),
    })
}

/// Places the source lines of all documents as snippets and compares with gold.
pub fn evaluate_snippets(
    documents: &[GoldTexts],
    (source, target): (&Tag, &Tag),
    lexicons: &Lexicons,
) -> Result<SnippetFigures, EvaluationError> {
    let translations = Translations::new(pack(source), pack(target), lexicons);
    let documents = read(documents, source, target)?;
    let mut answers = Vec::new();
    let mut figures = SnippetFigures { documents: documents.len(), ..SnippetFigures::default() };
    let (mut strict, mut lax) = (0, 0);
    for document in &documents {
        let mut gold: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for bead in &document.gold {
            for line in &bead.source {
                gold.entry(*line).or_default().extend(&bead.target);
            }
        }
        for Placement { snippet, target, confidence } in
            place_snippets(&document.source, &document.target, &translations)
        {
            let gold = gold.remove(&snippet).unwrap_or_default();
            let found: BTreeSet<usize> = target.clone().into_iter().flatten().collect();
            let touches = !gold.is_disjoint(&found) || (gold.is_empty() && found.is_empty());
            strict += usize::from(gold == found);
            lax += usize::from(touches);
            figures.snippets += 1;
            if target.is_some() {
                answers.push((confidence, touches));
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    figures.strict = share(strict, figures.snippets);
    figures.lax = share(lax, figures.snippets);
    figures.placed = share(answers.len(), figures.snippets);
    figures.precision = share(answers.iter().filter(|it| it.1).count(), answers.len());
    figures.trust = trust(&answers);
    Ok(figures)
}

struct GoldDocument {
    source: Vec<Features>,
    target: Vec<Features>,
    gold: Vec<GoldBead>,
}

fn read(
    documents: &[GoldTexts],
    source: &Tag,
    target: &Tag,
) -> Result<Vec<GoldDocument>, EvaluationError> {
    let one = |texts: &GoldTexts| {
        let gold = parse_gold(&texts.gold);
        Ok(GoldDocument {
            source: features_of_lines(&texts.source, source),
            target: features_of_lines(&texts.target, target),
            gold: gold.map_err(|line| EvaluationError { name: texts.name.clone(), line })?,
        })
    };
    documents.iter().map(one).collect()
}

/// The features of a text in which each line is a segment.
fn features_of_lines(text: &str, tag: &Tag) -> Vec<Features> {
    let blocks: Vec<Block> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            Block::of_record(RecordPlace { id: (at + 1).to_string(), field: "text" }, line)
        })
        .collect();
    let segments: Vec<Segment> = blocks
        .iter()
        .enumerate()
        .map(|(block, it)| Segment { block, span: Span::new(0, it.text.len()) })
        .collect();
    let document = Document::of_records("lines", Format::Plain, Continuity::Segments, blocks);
    features(&Side::new(document, tag), &segments)
}

fn beads(alignment: &Alignment) -> Vec<GoldBead> {
    let bead = |bead: &crate::align::Bead| GoldBead {
        source: bead.source.clone().collect(),
        target: bead.target.clone().collect(),
    };
    alignment.beads().iter().map(bead).collect()
}

/// Right ones and all, strictly and laxly judged.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    strict: (usize, usize),
    lax: (usize, usize),
}

impl Counts {
    /// Judges `beads` by `standard`.
    fn add(&mut self, standard: &[GoldBead], beads: &[&GoldBead]) {
        let known: BTreeSet<&GoldBead> = standard.iter().collect();
        let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for bead in standard {
            for line in &bead.source {
                partners.entry(*line).or_default().extend(&bead.target);
            }
        }
        for bead in beads {
            let strict = known.contains(bead);
            let linked = |line: &usize| {
                let partners = partners.get(line);
                partners.is_some_and(|it| bead.target.iter().any(|line| it.contains(line)))
            };
            let lax = strict || bead.source.iter().any(linked);
            self.strict = (self.strict.0 + usize::from(strict), self.strict.1 + 1);
            self.lax = (self.lax.0 + usize::from(lax), self.lax.1 + 1);
        }
    }
}

/// Both directions, summed over documents.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    precision: Counts,
    recall: Counts,
}

impl Tally {
    fn add(&mut self, gold: &[GoldBead], found: &[GoldBead]) {
        self.precision.add(gold, &found.iter().collect::<Vec<_>>());
        let whole: Vec<&GoldBead> = gold.iter().filter(|bead| !bead.is_null()).collect();
        self.recall.add(found, &whole);
    }

    fn score(&self, of: impl Fn(&Counts) -> (usize, usize)) -> Score {
        Score::of(of(&self.precision), of(&self.recall))
    }
}

/// Answers with their confidence, in steps.
fn trust(answers: &[(f64, bool)]) -> Vec<Trust> {
    const STEPS: [f64; 8] = [0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.0];
    let step = |edges: &[f64]| {
        let last = edges[1] >= 1.0;
        let inside = answers.iter().filter(|it| it.0 >= edges[0] && (it.0 < edges[1] || last));
        let (all, right) = inside.fold((0, 0usize), |(all, right): (usize, usize), it| {
            (all + 1, right + usize::from(it.1))
        });
        let share = right as f64 / all.max(1) as f64;
        Trust { from: edges[0], below: edges[1], answers: all, right: share }
    };
    STEPS.windows(2).map(step).filter(|it| it.answers > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(text: &str) -> Vec<GoldBead> {
        parse_gold(text).unwrap()
    }

    #[test]
    fn gold_is_read() {
        let read = gold("[0]:[0, 1]\n\n[]:[2]\n[1,2]:[ ]\n");
        assert_eq!(read[0], GoldBead { source: vec![0], target: vec![0, 1] });
        assert!(read[1].is_null() && read[2].is_null());
        assert_eq!(parse_gold("[0]:[0]\n0:1"), Err(2));
    }

    #[test]
    fn null_beads_count_for_precision_only() {
        let mut tally = Tally::default();
        tally.add(&gold("[0]:[0]\n[1]:[1, 2]\n[]:[3]"), &gold("[0]:[0]\n[1]:[1]\n[]:[2]\n[]:[3]"));
        let (strict, lax) = (tally.score(|it| it.strict), tally.score(|it| it.lax));
        assert_eq!((strict.precision, strict.recall), (0.5, 0.5));
        assert_eq!((lax.precision, lax.recall), (0.75, 1.0));
    }
}
