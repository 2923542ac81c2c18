//! For people: the place in the text with what belongs to it, the source, why it matters, what to
//! do.

mod window;

use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};

use self::window::Window;
use super::shown::{local, raw_of};
use super::summary::{self, head};
use super::{Checked, Look, Run, fix, printable, wrap};
use crate::check::{Edit, Finding, RelatedPlace};
use crate::document::Document;
use crate::pair::Pair;
use crate::reading::Segment;
use crate::settings::Severity;
use crate::text::{Position, squeeze};

/// What the frame around a text takes of a line, in characters.
const FRAME: usize = 10;

/// So many places that are not in the excerpt are named.
const ELSEWHERE: usize = 4;

/// A counterpart that is less sure than this (0 to 1) is not shown as the source.
const SURE_ENOUGH: f64 = 0.5;

/// A source sentence is shown in no more lines than this.
const SOURCE_LINES: usize = 6;

pub(super) fn piece(checked: Checked<'_>, look: Look, out: &mut impl Write) -> io::Result<()> {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut before they are rendered; the renderer is to leave them alone.
    let renderer = renderer.term_width(look.width.max(40) * 4);
    for finding in checked.findings {
        let mut places = Vec::new();
        let group = group(checked.pair, finding, look.width.max(40) - FRAME, &mut places);
        let text = renderer.render(&[group]);
        writeln!(out, "{}\n", with_places(&text, &places))?;
    }
    Ok(())
}

/// Stands for a place until the text is rendered: the renderer would count the columns of what it is
/// given, and it is given windows of lines.
const PLACE: &str = "\u{E000}place\u{E001}";

/// Puts the places in, one after the other, for what the renderer thinks they are.
fn with_places(rendered: &str, places: &[String]) -> String {
    let mut parts = rendered.split(PLACE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, place) in parts.zip(places) {
        text.push_str(place);
        text.push_str(part.trim_start_matches(|it: char| it == ':' || it.is_ascii_digit()));
    }
    text
}

/// `path:line:column`, with the record where there is one.
fn place(path: &str, id: Option<&String>, position: Position) -> String {
    let Position { line, column } = position;
    match id {
        Some(id) => format!("{}:{line}:{column} (record {})", printable(path), printable(id)),
        None => format!("{}:{line}:{column}", printable(path)),
    }
}

fn group<'f>(
    pair: &Pair,
    finding: &'f Finding,
    width: usize,
    places: &mut Vec<String>,
) -> Group<'f> {
    let level = match finding.severity {
        Severity::Critical => Level::ERROR,
        Severity::Major => Level::WARNING,
        Severity::Minor => Level::INFO,
        Severity::Info => Level::NOTE,
    };
    let level = level.with_name(finding.severity.name());
    let title = level.primary_title(printable(&finding.message)).id(&*finding.rule);
    let mut elements: Vec<Element<'_>> = Vec::new();
    let here = Position { line: finding.line, column: finding.column };
    places.push(place(&finding.path, finding.id.as_ref(), here));
    let mut elsewhere = Vec::new();
    match target(pair, finding, width, &mut elsewhere) {
        Some(snippet) => elements.push(snippet.path(PLACE).into()),
        None => elements.push(Origin::path(PLACE).into()),
    }
    if let Some((snippet, place)) = source(pair, finding, width) {
        elements.push(snippet.path(PLACE).into());
        places.push(place);
    }
    let more = elsewhere.len().saturating_sub(ELSEWHERE);
    for note in elsewhere.iter().take(ELSEWHERE) {
        elements.push(message("note", Level::NOTE, note, width));
    }
    if more > 0 {
        elements.push(message("note", Level::NOTE, &format!("and {more} more places"), width));
    }
    if let Some(evidence) = &finding.evidence {
        elements.push(message("seen", Level::NOTE, evidence, width));
    }
    elements.push(message("why", Level::NOTE, &finding.why, width));
    elements.push(message("help", Level::HELP, &finding.advice, width));
    // What is written in a member of a packed file nobody reads.
    if let Some(fix) = finding.fix.as_ref().filter(|_| finding.part.is_none()) {
        let raw = raw_of(&pair.target.document, finding.reading.block);
        let edits: Option<Vec<Edit>> = fix.edits.iter().map(|edit| local(raw, edit)).collect();
        if let Some(text) = edits.and_then(|edits| fix::described(raw.text, &edits)) {
            let name = format!("fix ({})", fix.applicability.name());
            elements.push(message(&name, Level::HELP, &text, width));
        }
    }
    Group::with_title(title).elements(elements)
}

/// A message under the text, broken into lines.
fn message(name: &str, level: Level<'static>, text: &str, width: usize) -> Element<'static> {
    let lines = wrap(&printable(text), width.saturating_sub(name.len()).max(30));
    level.with_name(name.to_owned()).message(lines.join("\n")).into()
}

/// The place in the translation with the places that belong to it; those that stand elsewhere are
/// put in words.
fn target(
    pair: &Pair,
    finding: &Finding,
    width: usize,
    elsewhere: &mut Vec<String>,
) -> Option<Snippet<'static, Annotation<'static>>> {
    let document = &pair.target.document;
    let raw = raw_of(document, finding.reading.block);
    let span = raw.local(finding.span?)?;
    let shown_in =
        |it: &RelatedPlace| raw.local(it.span).filter(|_| raw_of(document, it.block).is(&raw));
    let raw = raw.text;
    let related = finding.related.iter().filter_map(shown_in);
    let core = related.fold(span, |core, span| {
        let both = core.join(span);
        let line = raw.get(both.start..both.end).filter(|text| !text.contains('\n'));
        if both.len() <= width && line.is_some() { both } else { core }
    });
    let window = Window::around(raw, core, width)?;
    let mut snippet = Snippet::source(window.text.clone()).line_start(finding.line);
    if let Some(shown) = window.shown(span) {
        snippet = snippet.annotation(AnnotationKind::Primary.span(shown));
    }
    for related in &finding.related {
        match shown_in(related).and_then(|span| window.shown(span)) {
            Some(shown) => {
                let label = printable(&related.note).into_owned();
                snippet = snippet.annotation(AnnotationKind::Context.span(shown).label(label));
            }
            None => elsewhere.push(in_words(document, related)),
        }
    }
    Some(snippet)
}

fn in_words(document: &Document, related: &RelatedPlace) -> String {
    let block = &document.blocks[related.block];
    let line = document.position(block, related.span.start).line;
    let place = match &block.record {
        Some(record) => format!("record {}", record.id),
        None => format!("line {line}"),
    };
    format!("{} ({place}: {})", related.note, head(&squeeze(&related.excerpt)))
}

/// What the rule points to in the source; where it points to nothing, the sentence that the place
/// translates. With the place that it bears.
fn source(
    pair: &Pair,
    finding: &Finding,
    width: usize,
) -> Option<(Snippet<'static, Annotation<'static>>, String)> {
    if let Some(shown) = &finding.source {
        let sides = [&pair.source, &pair.snippets].into_iter().flatten();
        let document = sides.map(|side| &side.document).find(|it| it.path == shown.path)?;
        let raw = raw_of(document, shown.block);
        let local = raw.local(shown.span)?;
        let window = Window::around(raw.text, local, width)?;
        let position = document.position(&document.blocks[shown.block], shown.span.start);
        let mut snippet = Snippet::source(window.text.clone()).line_start(position.line);
        if let Some(span) = window.shown(local) {
            snippet = snippet.annotation(AnnotationKind::Context.span(span));
        }
        return Some((snippet, place(&shown.path, shown.id.as_ref(), position)));
    }
    let Segment { block, span } = finding.reading;
    let counterpart = pair.counterpart(block, span).filter(|it| it.confidence >= SURE_ENOUGH)?;
    let first = counterpart.segments.first()?;
    let document = &counterpart.side.document;
    let block = &document.blocks[first.block];
    let position = document.position(block, block.map.raw(first.span).start);
    let segments = counterpart.segments.iter();
    let texts = segments.map(|it| squeeze(&document.blocks[it.block].excerpt(it.span)));
    let mut lines = wrap(&printable(&texts.collect::<Vec<_>>().join(" ")), width);
    if lines.len() > SOURCE_LINES {
        lines.truncate(SOURCE_LINES);
        lines.push("…".to_owned());
    }
    let snippet = Snippet::source(lines.join("\n")).line_start(position.line);
    let id = block.record.as_ref().map(|record| &record.id);
    let place = place(&document.path, id, position);
    Some((snippet.line_numbering(false).fold(false), place))
}

pub(super) fn end(run: &Run, look: Look, out: &mut impl Write) -> io::Result<()> {
    summary::write(run, look, out)
}
