//! Marks of Markdown that a translation broke: they stand in the text as they are, and what they
//! marked in the source is not marked.

use crate::document::{Block, BlockKind, MarkKind, ObjectKind};
use crate::pair::{Counterpart, Unit};
use crate::reading::{Bracket, BracketShape, Partner, Segment};
use crate::rules::{Applicability, Context, Findings};
use crate::text::{OBJECT, Span};

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// The deepest heading.
const MOST_SIGNS: usize = 6;

/// States the marks of a unit that are broken.
pub(super) fn broken_marks(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    for segment in unit.target {
        heading(cx, *segment, &source, out);
        emphasis(cx, *segment, &source, out);
    }
    links(cx, unit, &source, out);
}

/// `##Title`: without a space behind its signs it is a paragraph.
fn heading(cx: &Context<'_>, segment: Segment, source: &Counterpart<'_>, out: &mut Findings) {
    let block = &cx.target().blocks()[segment.block];
    let signs = block.text.len() - block.text.trim_start_matches('#').len();
    let glued = block.text[signs..].starts_with(|c: char| !c.is_whitespace());
    let is_heading = |it: &Segment| source.side.blocks()[it.block].kind == BlockKind::Heading;
    if block.kind != BlockKind::Paragraph
        || !(1..=MOST_SIGNS).contains(&signs)
        || !glued
        || segment.span.start > signs
        || !source.segments.iter().any(is_heading)
    {
        return;
    }
    let shown = &block.text[..signs];
    let message = format!("no space behind “{shown}”: the source’s heading is a paragraph here");
    let whole = Span::new(0, block.text.trim_end().len());
    out.report(segment.block, whole, message)
        .advice("Put a space between the signs and the heading.")
        .replace(Applicability::Unsafe, Span::at(signs), " ");
}

/// `**word` without the mark that closes it.
fn emphasis(cx: &Context<'_>, segment: Segment, source: &Counterpart<'_>, out: &mut Findings) {
    const MARK: &str = "**";
    let text = cx.target().text_of(segment);
    let mut found = text.match_indices(MARK);
    let (Some((at, _)), None) = (found.next(), found.next()) else { return };
    let is_marked = |it: &Segment| {
        let block = &source.side.blocks()[it.block];
        marks_in(block, *it).any(|mark| *mark == MarkKind::Emphasis)
    };
    if text[at + MARK.len()..].starts_with('*')
        || source.texts().any(|text| text.contains(MARK))
        || !source.segments.iter().any(is_marked)
    {
        return;
    }
    // One that opens is shown with all that it was to mark.
    let opens = text[at + MARK.len()..].starts_with(|c: char| !c.is_whitespace());
    let end = if opens { text.trim_end().len() } else { at + MARK.len() };
    let span = Span::new(at, end).shifted(segment.span.start);
    out.report(segment.block, span, format!("“{MARK}” without a partner stands in the text"))
        .advice("Mark the words that the source marks, on both sides.");
}

/// `[words] (https://…)`: with a space between them they are no link.
fn links(cx: &Context<'_>, unit: &Unit<'_>, source: &Counterpart<'_>, out: &mut Findings) {
    let asked = source.segments.iter().map(|it| links_in(&source.side.blocks()[it.block], *it));
    let given = unit.target.iter().map(|it| links_in(&cx.target().blocks()[it.block], *it));
    if asked.sum::<usize>() <= given.sum::<usize>() {
        return;
    }
    for segment in unit.target {
        let block = &cx.target().blocks()[segment.block];
        let brackets = cx.target().brackets_of(segment.block);
        let first = brackets.partition_point(|it| it.span.start < segment.span.start);
        let inside = brackets[first..].iter().take_while(|it| it.span.start < segment.span.end);
        for bracket in inside {
            let Some(target) = parted_target(block, bracket) else { continue };
            let message = "a space between a link’s words and its address: it is no link";
            let gap = Span::new(bracket.span.end, target.start);
            out.report(segment.block, bracket.span.join(target), message)
                .advice("Take the space out.")
                .delete(Applicability::Unsafe, gap);
        }
    }
}

/// The address in round brackets that a space parts from a square one.
fn parted_target(block: &Block, bracket: &Bracket) -> Option<Span> {
    if bracket.shape != BracketShape::Square || bracket.partner != Partner::Found {
        return None;
    }
    let rest = &block.text[bracket.span.end..];
    let start = bracket.span.end + (rest.len() - rest.trim_start().len());
    let address = start + 1;
    let closed = block.text[start..].strip_prefix('(')?.strip_prefix(OBJECT)?.starts_with(')');
    let object = block.objects.binary_search_by_key(&address, |it| it.at).ok()?;
    let is_address = block.objects[object].kind == ObjectKind::Address;
    (closed && start > bracket.span.end && is_address)
        .then(|| Span::new(start, address + OBJECT.len_utf8() + 1))
}

/// How many links begin in a segment.
fn links_in(block: &Block, segment: Segment) -> usize {
    marks_in(block, segment).filter(|mark| matches!(mark, MarkKind::Link(_))).count()
}

/// The marks that begin in a segment.
fn marks_in(block: &Block, segment: Segment) -> impl Iterator<Item = &MarkKind> {
    let first = block.marks.partition_point(|mark| mark.span.start < segment.span.start);
    let inside = block.marks[first..].iter();
    inside.take_while(move |mark| mark.span.start < segment.span.end).map(|mark| &mark.kind)
}
