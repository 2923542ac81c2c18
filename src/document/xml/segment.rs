//! The segments of XLIFF and TMX: text with inline codes.

use std::io::BufRead;
use std::sync::Arc;

use super::super::block::{Block, BlockBuilder, BlockKind, MarkKind, ObjectKind, RecordPlace};
use super::super::counted::{CountedText, Of};
use super::super::decoded::Decoded;
use super::{Element, Token, Xml, XmlError};
use crate::text::Span;

/// A side of a translation unit.
#[derive(Debug)]
pub(in crate::document) struct Segment {
    /// All its text.
    pub whole: Block,
    /// The parts that it is cut into (`<mrk mtype="seg">`), by their ids.
    pub parts: Vec<(String, Block)>,
    /// Texts inside its codes (`<sub>`).
    pub subs: Vec<Block>,
}

/// A piece of a segment.
enum Item {
    Text(Decoded),
    Object { content: String, raw: Span },
    Break(Span),
    Open(Option<MarkKind>),
    Close,
    OpenPart(String),
    ClosePart,
}

/// An element that is open.
enum Frame {
    Mark,
    Part,
    /// A code: its text is not prose.
    Code {
        content: String,
        start: usize,
        object: bool,
        breaks: bool,
    },
    /// A text inside a code: the pieces of what it stands in wait.
    Sub(Vec<Item>),
    Ignored,
}

impl Segment {
    /// Reads the segment whose start tag was the last token, up to its end tag. `preserved`: white
    /// space counts as it stands; otherwise one that breaks a line is a space.
    pub fn read<R: BufRead>(xml: &mut Xml<R>, preserved: bool) -> Result<Segment, XmlError> {
        xml.keep();
        let outside = xml.depth().saturating_sub(1);
        let (mut items, mut subs, mut frames) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            match xml.next()? {
                Some(Token::Start(element)) => {
                    frames.push(open(&element, xml.span(), &mut items, frames.last()));
                }
                Some(Token::End) if xml.depth() <= outside => break,
                Some(Token::End) => close(frames.pop(), xml.span(), &mut items, &mut subs),
                Some(Token::Text(text)) => match frames.last_mut() {
                    Some(Frame::Code { content, .. }) => content.push_str(&text.text),
                    Some(Frame::Ignored) => {}
                    _ => items.push(Item::Text(text)),
                },
                Some(Token::Comment(_)) => {}
                None => break,
            }
        }
        let (text, origin) = xml.kept();
        let counted = Arc::new(CountedText::new(text, origin, Of::File));
        let block = |items: &[Item]| block(items, preserved).counted_in(Arc::clone(&counted));
        let parts = parts(&items).into_iter().map(|(id, items)| (id, block(items))).collect();
        Ok(Segment {
            whole: block(&items),
            parts,
            subs: subs.iter().map(|items| block(items)).collect(),
        })
    }
}

/// A block of a record.
pub(in crate::document) fn in_record(block: Block, id: &str, field: &'static str) -> Block {
    Block { record: Some(RecordPlace { id: id.to_owned(), field }), ..block }
}

fn open(element: &Element, raw: Span, items: &mut Vec<Item>, outer: Option<&Frame>) -> Frame {
    let name = element.local();
    if name == "sub" {
        return Frame::Sub(std::mem::take(items));
    }
    if matches!(outer, Some(Frame::Code { .. } | Frame::Ignored)) {
        return Frame::Ignored;
    }
    match name {
        "g" | "pc" | "hi" => {
            items.push(Item::Open(Some(MarkKind::Code)));
            Frame::Mark
        }
        "mrk" if element.attribute("mtype") == Some("seg") => {
            items.push(Item::OpenPart(element.attribute("mid").unwrap_or_default().to_owned()));
            Frame::Part
        }
        "mrk" => {
            let kept = element.attribute("mtype") == Some("protected")
                || element.attribute("translate") == Some("no");
            items.push(Item::Open(kept.then_some(MarkKind::Protected)));
            Frame::Mark
        }
        "x" | "ph" | "ut" | "bx" | "ex" | "bpt" | "ept" | "it" | "sc" | "ec" | "sm" | "em" => {
            let names = ["equiv-text", "equiv", "disp", "dispStart"];
            let content = names.iter().find_map(|name| element.attribute(name));
            let says = |name: &str, value: &str| element.attribute(name) == Some(value);
            Frame::Code {
                content: content.unwrap_or_default().to_owned(),
                start: raw.start,
                object: matches!(name, "x" | "ph" | "ut"),
                breaks: says("ctype", "lb") || says("subType", "xlf:lb") || says("type", "lb"),
            }
        }
        "cp" => {
            let code = element.attribute("hex").and_then(|it| u32::from_str_radix(it, 16).ok());
            let character = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
            let mut text = Decoded::default();
            text.decoded(&character.to_string(), raw);
            items.push(Item::Text(text));
            Frame::Ignored
        }
        _ => {
            items.push(Item::Open(None));
            Frame::Mark
        }
    }
}

fn close(frame: Option<Frame>, end: Span, items: &mut Vec<Item>, subs: &mut Vec<Vec<Item>>) {
    match frame {
        Some(Frame::Mark) => items.push(Item::Close),
        Some(Frame::Part) => items.push(Item::ClosePart),
        Some(Frame::Sub(outer)) => subs.push(std::mem::replace(items, outer)),
        Some(Frame::Code { content, start, object, breaks }) => {
            let raw = Span::new(start, end.end);
            let written = content.trim_start().to_ascii_lowercase();
            if breaks || written.starts_with("<br") {
                items.push(Item::Break(raw));
            } else if object {
                items.push(Item::Object { content, raw });
            }
        }
        Some(Frame::Ignored) | None => {}
    }
}

/// The parts of a segment that is cut, each with its pieces.
fn parts(items: &[Item]) -> Vec<(String, &[Item])> {
    let mut parts = Vec::new();
    let mut open: Option<(&String, usize)> = None;
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::OpenPart(id) if open.is_none() => open = Some((id, at + 1)),
            Item::ClosePart => {
                if let Some((id, start)) = open.take() {
                    parts.push((id.clone(), &items[start..at]));
                }
            }
            _ => {}
        }
    }
    parts
}

fn block(items: &[Item], preserved: bool) -> Block {
    let mut builder = BlockBuilder::new(BlockKind::Unit);
    let mut marks: Vec<(usize, Option<MarkKind>)> = Vec::new();
    let mut run = Decoded::default();
    let has_text = |item: &Item| match item {
        Item::Text(text) => preserved || !text.text.trim_matches(is_white).is_empty(),
        Item::Object { .. } => true,
        _ => false,
    };
    let first = items.iter().position(has_text).unwrap_or(items.len());
    let last = items.iter().rposition(has_text).unwrap_or(0);
    for (at, item) in items.iter().enumerate() {
        if let Item::Text(text) = item {
            if preserved {
                run.part(text, Span::new(0, text.text.len()));
            } else {
                unwrap_lines(text, at <= first, at >= last, &mut run);
            }
            continue;
        }
        builder.run(&std::mem::take(&mut run));
        match item {
            Item::Object { content, raw } => builder.object(ObjectKind::Placeholder, content, *raw),
            Item::Break(raw) => builder.decoded("\n", *raw),
            Item::Open(kind) => marks.push((builder.len(), kind.clone())),
            Item::Close => {
                if let Some((start, Some(kind))) = marks.pop() {
                    builder.mark(start, kind);
                }
            }
            Item::Text(_) | Item::OpenPart(_) | Item::ClosePart => {}
        }
    }
    builder.run(&run);
    builder.finish()
}

/// The white space of XML, line breaks read as one.
fn is_white(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n')
}

/// White space in which a line ends is one space, and none at the edges of the segment: files are
/// set in lines to be looked at.
fn unwrap_lines(text: &Decoded, first: bool, last: bool, run: &mut Decoded) {
    let mut done = 0;
    for line_end in memchr::memchr_iter(b'\n', text.text.as_bytes()) {
        if line_end < done {
            continue;
        }
        let start = done + text.text[done..line_end].trim_end_matches(is_white).len();
        let rest = &text.text[line_end..];
        let end = line_end + rest.find(|it| !is_white(it)).unwrap_or(rest.len());
        run.part(text, Span::new(done, start));
        let at_edge = (first && start == 0) || (last && end == text.text.len());
        if !at_edge {
            run.decoded(" ", text.map.raw(Span::new(start, end)));
        }
        done = end;
    }
    run.part(text, Span::new(done, text.text.len()));
}
