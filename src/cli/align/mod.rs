//! `bilint align SOURCE TARGET`: which sentences render which.

mod html;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bilint::Document;
use bilint::align::{Placement, align, features, place_snippets};
use bilint::language::detect;
use bilint::language::lexicon::Translations;
use bilint::reading::{Segment, Side};
use bilint::text::{Span, Tag, squeeze};
use clap::ValueEnum;
use serde::Serialize;

use super::input;
use super::lexicon::LexiconArgs;
use super::output::{error, print};
use super::{CommandError, Status};

/// Snippets that are less sure of their place than this (0 to 1) have none, as in `check`.
const SNIPPET_CONFIDENCE: f64 = 0.5;

#[derive(clap::Args)]
pub struct Args {
    /// The source text
    source: PathBuf,
    /// Its translation
    target: PathBuf,
    /// Every line is a segment; nothing is split or joined
    #[arg(long)]
    lines: bool,
    /// SOURCE holds loose snippets in any order: a line each, or JSON Lines with `snippet`
    #[arg(long)]
    snippets: bool,
    /// How to print the alignment
    #[arg(long, value_enum, default_value_t = Format::Beads)]
    format: Format,
    /// The source's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG")]
    source_lang: Option<Tag>,
    /// The translation's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG")]
    target_lang: Option<Tag>,
    #[command(flatten)]
    lexicons: LexiconArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Numbers from 0: `[0]:[0, 1]`
    Beads,
    /// Source, a tab, translation
    Tsv,
    /// A JSON object a bead
    Jsonl,
    /// A page with both texts side by side
    Html,
}

/// Segments that belong together, by their numbers.
struct Row {
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f64,
    moved: bool,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let mut status = Status::Clean;
    let source = if args.snippets {
        input::snippets(&args.source, &mut |failure| {
            error(&format!("{}: {}", failure.path, failure.message));
            status = Status::Failed;
        })?
    } else {
        read(&args.source, args.lines)?
    };
    let target = read(&args.target, args.lines)?;
    let source = side(source, args.source_lang.as_ref());
    let target = side(target, args.target_lang.as_ref());
    let whole = args.lines || args.snippets;
    let source_segments = segments(&source, whole);
    let target_segments = segments(&target, args.lines);
    let source_features = features(&source, &source_segments);
    let target_features = features(&target, &target_segments);
    let lexicons = args.lexicons.read()?;
    let translations = Translations::new(source.pack.clone(), target.pack.clone(), &lexicons);
    let rows = if args.snippets {
        let placements = place_snippets(&source_features, &target_features, &translations);
        placed(placements, target_segments.len())
    } else {
        let alignment = align(&source_features, &target_features, &translations);
        let rows = alignment.beads().iter().map(|bead| Row {
            source: bead.source.clone().collect(),
            target: bead.target.clone().collect(),
            confidence: bead.confidence,
            moved: bead.moved,
        });
        rows.collect()
    };
    let (source, target) = ((&source, &*source_segments), (&target, &*target_segments));
    let mut out = Vec::new();
    write(args, &rows, source, target, &mut out).map_err(CommandError::Write)?;
    print(&out)?;
    Ok(status)
}

fn read(path: &Path, lines: bool) -> Result<Document, CommandError> {
    Ok(if lines { input::lines(path)? } else { input::document(path, &input::name_of(path))? })
}

fn side(document: Document, tag: Option<&Tag>) -> Side {
    let tag = tag.or(document.language.as_ref()).cloned().unwrap_or_else(|| {
        let detected = detect(&document.prose(), &[]);
        detected.map_or_else(|| Tag::language_only("und"), |detected| detected.tag)
    });
    Side::new(document, &tag)
}

fn segments(side: &Side, whole_blocks: bool) -> Vec<Segment> {
    if !whole_blocks {
        return side.sentences().to_vec();
    }
    let blocks = side.blocks().iter().enumerate();
    blocks.map(|(block, it)| Segment { block, span: Span::new(0, it.text.len()) }).collect()
}

/// Rows in the order of the target. Snippets that meet in a segment of the target share a row; a
/// snippet without place stands behind the row of the snippet before it.
fn placed(mut placements: Vec<Placement>, target: usize) -> Vec<Row> {
    let believed = |it: &Placement| it.target.is_some() && it.confidence >= SNIPPET_CONFIDENCE;
    let (mut rows, mut loose): (Vec<Row>, Vec<(usize, f64)>) = (Vec::new(), Vec::new());
    placements
        .sort_by_key(|it| (it.target.as_ref().map_or(usize::MAX, |range| range.start), it.snippet));
    let mut done = 0;
    for placement in placements {
        let range = match &placement.target {
            Some(range) if believed(&placement) => range.clone(),
            _ => {
                loose.push((placement.snippet, placement.confidence));
                continue;
            }
        };
        match rows.last_mut() {
            Some(row) if range.start < done => {
                row.source.push(placement.snippet);
                row.target.extend(done..range.end.max(done));
                row.confidence = row.confidence.min(placement.confidence);
            }
            _ => {
                rows.extend((done..range.start).map(alone));
                rows.push(Row {
                    source: vec![placement.snippet],
                    target: range.clone().collect(),
                    confidence: placement.confidence,
                    moved: false,
                });
            }
        }
        done = done.max(range.end);
    }
    rows.extend((done..target).map(alone));
    for row in &mut rows {
        row.source.sort_unstable();
    }
    loose.sort_by_key(|(snippet, _)| *snippet);
    for (snippet, confidence) in loose {
        let before = snippet.checked_sub(1);
        let after = before.and_then(|it| rows.iter().position(|row| row.source.contains(&it)));
        let row = Row { source: vec![snippet], target: Vec::new(), confidence, moved: false };
        rows.insert(after.map_or(0, |at| at + 1), row);
    }
    rows
}

fn alone(target: usize) -> Row {
    Row { source: Vec::new(), target: vec![target], confidence: 1.0, moved: false }
}

type Segments<'s> = (&'s Side, &'s [Segment]);

fn write(
    args: &Args,
    rows: &[Row],
    source: Segments<'_>,
    target: Segments<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    match args.format {
        Format::Html => {
            out.write_all(html::page(rows, source, target, args.snippets).as_bytes())?;
        }
        Format::Beads => {
            for row in rows {
                writeln!(out, "{:?}:{:?}", row.source, row.target)?;
            }
        }
        Format::Tsv => {
            let text = |side, numbers| squeeze(&texts(side, numbers).join(" "));
            for row in rows {
                writeln!(out, "{}\t{}", text(source, &row.source), text(target, &row.target))?;
            }
        }
        Format::Jsonl => {
            for row in rows {
                let bead = JsonBead {
                    source: listed(source, &row.source),
                    target: listed(target, &row.target),
                    confidence: (row.confidence * 100.0).round() / 100.0,
                    moved: row.moved,
                };
                serde_json::to_writer(&mut *out, &bead)?;
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(())
}

fn texts((side, segments): Segments<'_>, numbers: &[usize]) -> Vec<String> {
    let excerpt = |number: &usize| {
        let segment = segments[*number];
        side.blocks()[segment.block].excerpt(segment.span)
    };
    numbers.iter().map(excerpt).collect()
}

#[derive(Serialize)]
struct JsonBead {
    source: Vec<JsonSegment>,
    target: Vec<JsonSegment>,
    confidence: f64,
    /// Only where it stands elsewhere in the target than in the source.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
}

#[derive(Serialize)]
struct JsonSegment {
    index: usize,
    span: Span,
    text: String,
}

fn listed((side, segments): Segments<'_>, numbers: &[usize]) -> Vec<JsonSegment> {
    let one = |number: &usize| {
        let segment = segments[*number];
        let block = &side.blocks()[segment.block];
        let text = block.excerpt(segment.span);
        JsonSegment { index: *number, span: block.map.raw(segment.span), text }
    };
    numbers.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placement(snippet: usize, target: Option<std::ops::Range<usize>>) -> Placement {
        Placement { snippet, target, confidence: 0.9 }
    }

    #[test]
    fn snippets_stand_in_the_order_of_the_target() {
        let placements = vec![
            placement(0, None),
            placement(1, Some(3..5)),
            placement(2, Some(0..1)),
            placement(3, None),
            placement(4, Some(4..6)),
            Placement { snippet: 5, target: Some(1..2), confidence: 0.2 },
        ];
        let rows: Vec<String> = placed(placements, 7)
            .iter()
            .map(|row| format!("{:?}:{:?}", row.source, row.target))
            .collect();
        assert_eq!(
            rows,
            [
                "[0]:[]",
                "[2]:[0]",
                "[3]:[]",
                "[]:[1]",
                "[]:[2]",
                "[1, 4]:[3, 4, 5]",
                "[5]:[]",
                "[]:[6]"
            ]
        );
    }
}
