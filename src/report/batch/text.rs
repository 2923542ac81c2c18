//! Both texts of an article as a page shows them: rows of paragraphs that belong together, cut where
//! a sentence, a finding or a place that belongs to one begins or ends.
//!
//! Lengths count UTF-16 units, since the page's script cuts the texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::check::Finding;
use crate::document::{Block, BlockKind};
use crate::pair::Pair;
use crate::reading::{Segment, Side};
use crate::text::Span;

/// Paragraphs that belong together.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    /// Of the translation.
    #[serde(rename = "t", skip_serializing_if = "Vec::is_empty")]
    pub target: Vec<Paragraph>,
    /// Of the source, or snippets of it.
    #[serde(rename = "s", skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Paragraph>,
}

/// A paragraph.
#[derive(Debug, Serialize)]
pub(super) struct Paragraph {
    #[serde(rename = "k", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(rename = "t")]
    text: String,
    #[serde(rename = "r")]
    runs: Vec<Run>,
}

/// A stretch of a paragraph, in which nothing begins or ends. Written as a list without what is not
/// there: length, unit (-1: none), findings, related places.
#[derive(Debug, Default, PartialEq)]
struct Run {
    length: usize,
    unit: Option<usize>,
    findings: Vec<usize>,
    related: Vec<usize>,
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element(&self.length)?;
        list.serialize_element(&self.unit.map_or(-1, |unit| unit as i64))?;
        if !self.findings.is_empty() || !self.related.is_empty() {
            list.serialize_element(&self.findings)?;
        }
        if !self.related.is_empty() {
            list.serialize_element(&self.related)?;
        }
        list.end()
    }
}

/// What begins and ends in one block.
#[derive(Clone, Debug, Default)]
struct Marks {
    units: Vec<(Span, usize)>,
    findings: Vec<(Span, usize)>,
    related: Vec<(Span, usize)>,
}

/// The rows of a pair. Units and findings are counted on from `unit` and `finding`; with the number
/// that follows the last unit.
pub(super) fn rows(
    pair: &Pair,
    findings: &[Finding],
    (unit, finding): (usize, usize),
) -> (Vec<Row>, usize) {
    let mut target = vec![Marks::default(); pair.target.blocks().len()];
    let sides: Vec<&Side> = [&pair.source, &pair.snippets].into_iter().flatten().collect();
    let mut sources: Vec<Vec<Marks>> =
        sides.iter().map(|side| vec![Marks::default(); side.blocks().len()]).collect();
    let side_of = |side: &Side| sides.iter().position(|it| std::ptr::eq(*it, side));
    // For each block of a side the block of the target that most of it belongs to.
    let mut beside: Vec<BTreeMap<usize, BTreeMap<usize, usize>>> =
        vec![BTreeMap::new(); sides.len()];
    let mut next = unit;
    for (number, it) in (unit..).zip(pair.units()) {
        next = number + 1;
        for Segment { block, span } in it.target {
            target[*block].units.push((*span, number));
        }
        let Some(counterpart) = it.source else { continue };
        let Some(side) = side_of(counterpart.side) else { continue };
        for Segment { block, span } in counterpart.segments {
            sources[side][*block].units.push((*span, number));
            if let Some(first) = it.target.first() {
                let blocks = beside[side].entry(*block).or_default();
                *blocks.entry(first.block).or_default() += span.len();
            }
        }
    }
    for (number, it) in (finding..).zip(findings) {
        let Segment { block, span } = it.reading;
        target[block].findings.push((span, number));
        for related in &it.related {
            let span = pair.target.document.blocks[related.block].map.text(related.span);
            target[related.block].related.push((span, number));
        }
        let source = it.source.as_ref();
        let side = source.and_then(|it| sides.iter().position(|at| at.document.path == it.path));
        if let (Some(source), Some(side)) = (source, side) {
            let block = &sides[side].document.blocks[source.block];
            let span = block.map.text(source.span);
            sources[side][source.block].findings.push((span, number));
        }
    }
    let mut rows: Vec<Row> = Vec::new();
    let paragraphs = pair.target.blocks().iter().zip(&target);
    rows.extend(
        paragraphs.map(|(block, marks)| Row {
            target: vec![paragraph(block, marks)],
            source: Vec::new(),
        }),
    );
    for ((side, marks), beside) in sides.iter().zip(&sources).zip(&beside) {
        // What nothing renders stands behind what stands before it in the source.
        let mut last = 0;
        for (number, (block, marks)) in side.blocks().iter().zip(marks).enumerate() {
            let most = beside.get(&number).and_then(|blocks| {
                blocks.iter().max_by_key(|(block, length)| (**length, usize::MAX - **block))
            });
            last = most.map_or(last, |(block, _)| *block);
            if rows.is_empty() {
                rows.push(Row::default());
            }
            rows[last].source.push(paragraph(block, marks));
        }
    }
    (rows, next)
}

fn paragraph(block: &Block, marks: &Marks) -> Paragraph {
    let end = block.text.len();
    let all = || marks.units.iter().chain(&marks.findings).chain(&marks.related);
    let mut cuts: BTreeSet<usize> = [0, end].into();
    cuts.extend(all().flat_map(|(span, _)| [span.start, span.end]).filter(|at| *at <= end));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let (mut text, mut runs) = (String::new(), Vec::new());
    let unit_at = |at: usize| marks.units.iter().find(|(span, _)| span.covers(at)).map(|it| it.1);
    for (index, start) in cuts.iter().copied().enumerate() {
        let at = |it: &&(Span, usize)| it.0.is_empty() && it.0.start == start;
        let here: Vec<usize> = marks.findings.iter().filter(at).map(|it| it.1).collect();
        if !here.is_empty() {
            let unit = unit_at(start.saturating_sub(1));
            runs.push(Run { unit, findings: here, ..Run::default() });
        }
        let Some(stop) = cuts.get(index + 1) else { break };
        let covers = |it: &&(Span, usize)| it.0.start <= start && *stop <= it.0.end;
        let numbers = |list: &[(Span, usize)]| {
            let numbers: BTreeSet<usize> = list.iter().filter(covers).map(|it| it.1).collect();
            numbers.into_iter().collect::<Vec<usize>>()
        };
        let piece = block.excerpt(Span::new(start, *stop));
        let findings = numbers(&marks.findings);
        let mut related = numbers(&marks.related);
        related.retain(|number| !findings.contains(number));
        let length = piece.encode_utf16().count();
        runs.push(Run { length, unit: unit_at(start), findings, related });
        text += &piece;
    }
    runs.retain(|run| run.length > 0 || !run.findings.is_empty());
    Paragraph { kind: kind(block.kind), text, runs }
}

/// The word for what looks otherwise than running text.
const fn kind(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Paragraph => None,
        BlockKind::Heading => Some("heading"),
        BlockKind::ListItem => Some("item"),
        BlockKind::Caption => Some("caption"),
        BlockKind::Quotation => Some("quotation"),
        BlockKind::Cell => Some("cell"),
        BlockKind::Unit => Some("unit"),
        BlockKind::Cue => Some("cue"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::*;

    fn rows_of(target: &str, source: &str) -> (Vec<Row>, Vec<Finding>) {
        let (pair, findings) = testing::pair_of("a.de.txt", target, Some(source));
        let (rows, _) = rows(&pair, &findings, (0, 0));
        (rows, findings)
    }

    #[test]
    fn runs_cut_the_text_where_findings_are() {
        let text = "🦊 Er lobt [their] Pläne.";
        let (rows, _) = rows_of(text, "He praises [their] plans.");
        let paragraph = &rows[0].target[0];
        let units: Vec<u16> = paragraph.text.encode_utf16().collect();
        let mut at = 0;
        let mut marked = Vec::new();
        for run in &paragraph.runs {
            let piece = String::from_utf16(&units[at..at + run.length]).unwrap();
            at += run.length;
            if run.findings == [0] {
                marked.push(piece);
            }
            assert_eq!(run.unit, Some(0));
        }
        assert_eq!((at, marked), (units.len(), vec!["[their]".to_owned()]));
        assert_eq!(paragraph.text, text);
        let of_source = &rows[0].source[0].runs;
        assert!(of_source.iter().any(|run| run.findings == [0]), "{of_source:?}");
    }

    #[test]
    fn paragraphs_stand_beside_those_they_render() {
        let target = "Er lobt an [their] Plänen nichts.\n\nDas Haus am Fluss ist seit Jahren leer.";
        let source = "He praises nothing about [their] plans.\n\nNobody has seen the river so high \
                      since the war.\n\nThe house by the river has been empty for years.";
        let (rows, _) = rows_of(target, source);
        let beside: Vec<usize> = rows.iter().map(|row| row.source.len()).collect();
        assert_eq!(rows.len(), 2);
        // What nothing renders stands behind what the source has before it.
        assert_eq!(beside, [2, 1]);
        let missing = &rows[0].source[1].runs[0];
        let rendered = rows.iter().flat_map(|row| &row.target).flat_map(|it| &it.runs);
        assert!(rendered.clone().all(|run| run.unit != missing.unit), "{missing:?}");
    }
}
