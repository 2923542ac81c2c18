//! Changes: from the words of a reading to the bytes of a file.

use std::borrow::Cow;

use serde::Serialize;

use super::counted::{Of, Quoting};
use super::office::kept_space;
use super::{Block, Document, Format, ObjectKind};
use crate::text::{OBJECT, Span};

/// A change to a file, a member or a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The first byte that is replaced.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

impl Document {
    /// The change to the file, member or field that puts `text` in place of a span of a block's text.
    ///
    /// `text` is prose; it is written as the format writes prose. What stands for itself in the
    /// text (an entity, a code span) is replaced whole; a U+FFFC of `text` keeps the object that
    /// stands in the span. Tags and codes inside the span stay: an element would lose its end. In
    /// Markdown markup inside the span goes with it.
    pub fn edit(&self, block: &Block, span: Span, text: String) -> Edit {
        let Span { start, end } = block.map.raw(span);
        let raw = self.raw(block);
        let written = |text: &str| self.written(block, start, text).into_owned();
        let mut objects = block.objects.iter().filter(|object| span.covers(object.at));
        let raw_of = |at: usize| {
            let object = block.map.raw(Span::new(at, at + OBJECT.len_utf8()));
            raw.get(object).unwrap_or_default()
        };
        let mut parts = text.split(OBJECT);
        let mut text = written(parts.next().unwrap_or_default());
        for part in parts {
            text.push_str(objects.next().map_or("", |object| raw_of(object.at)));
            text.push_str(&written(part));
        }
        for object in objects.filter(|object| object.kind == ObjectKind::Placeholder) {
            text.push_str(raw_of(object.at));
        }
        if self.format.has_tags() || self.format == Format::Po {
            for gap in block.map.gaps(span) {
                let gap = raw.get(gap).unwrap_or_default();
                match (self.format, without_space(gap)) {
                    (Format::Html, Some(tags)) => text.push_str(&tags),
                    _ => text.push_str(gap),
                }
            }
        }
        Edit { start, end, text }
    }

    /// The change to the bytes of the file (unpacked, where it is packed with gzip) that an edit of
    /// this block's text amounts to. None where places are not those of the file: in members of
    /// packed files, and in fields whose place is not known. A field of a table that needs quotation
    /// marks afterwards, or needs them no longer, is written anew.
    pub fn edit_of_file(&self, block: &Block, edit: &Edit) -> Option<Edit> {
        let Some(counted) = block.counted.as_deref() else { return Some(edit.clone()) };
        let field = match &counted.of {
            Of::File => return Some(edit.clone()),
            Of::Member(_) => return None,
            Of::Field(field) => field.as_ref()?,
        };
        let map = field.map(&counted.text)?;
        if let Some(text) = field.quoting.written(&edit.text) {
            let Span { start, end } = map.raw(Span::new(edit.start, edit.end));
            return Some(Edit { start, end, text: text.into_owned() });
        }
        let (before, after) = (counted.text.get(..edit.start)?, counted.text.get(edit.end..)?);
        let value = [before, &edit.text, after].concat();
        let Span { start, end } = map.raw(Span::new(0, counted.text.len()));
        let (text, quotes) = field.quoting.anew(&value)?;
        Some(Edit { start: start - quotes, end: end + quotes, text })
    }

    /// What an edit of a packed document's member needs besides: nothing, or a change to the tag
    /// before it.
    pub fn edit_beside(&self, block: &Block, edit: &Edit) -> Option<Edit> {
        let text = self.raw(block).text;
        if self.format == Format::Docx { kept_space(text, edit) } else { None }
    }

    /// Prose as the format writes it at byte `at` of what the block's places count in.
    fn written<'t>(&self, block: &Block, at: usize, text: &'t str) -> Cow<'t, str> {
        if block.counted.as_deref().is_some_and(|counted| matches!(counted.of, Of::Field(_))) {
            return Cow::Borrowed(text);
        }
        match self.format {
            Format::Po => escaped(text, |character| match character {
                '"' => Some("\\\""),
                '\\' => Some("\\\\"),
                '\n' => Some("\\n"),
                '\t' => Some("\\t"),
                '\r' => Some("\\r"),
                _ => None,
            }),
            format if format.has_tags() && !self.is_in_cdata(block, at) => {
                escaped(text, |character| match character {
                    '&' => Some("&amp;"),
                    '<' => Some("&lt;"),
                    '>' => Some("&gt;"),
                    _ => None,
                })
            }
            _ => Cow::Borrowed(text),
        }
    }

    fn is_in_cdata(&self, block: &Block, at: usize) -> bool {
        let raw = self.raw(block);
        let before = raw.get(Span::new(raw.start, at)).unwrap_or_default();
        let opened = before.rfind("<![CDATA[");
        self.format != Format::Html && opened.is_some_and(|at| !before[at..].contains("]]>"))
    }
}

impl Quoting {
    /// A part of a value as it is written in this way; none when the whole value must be written
    /// anew.
    fn written<'t>(self, part: &'t str) -> Option<Cow<'t, str>> {
        match self {
            Quoting::Json => {
                let quoted = serde_json::to_string(part).ok()?;
                Some(Cow::Owned(quoted[1..quoted.len() - 1].to_owned()))
            }
            Quoting::Doubled => Some(doubled(part)),
            Quoting::DoubledIfNeeded => None,
            Quoting::Bare(delimiter) => {
                let fits = !part.bytes().any(|it| it == delimiter || b"\"\r\n".contains(&it));
                fits.then_some(Cow::Borrowed(part))
            }
        }
    }

    /// A whole value with the quotation marks that it needs now, and how many bytes of such marks
    /// stand on either side of the old one. None when the format has no way of writing it.
    fn anew(self, value: &str) -> Option<(String, usize)> {
        let quoted = |value: &str| format!("\"{}\"", doubled(value));
        match self {
            Quoting::Json | Quoting::Doubled => None,
            Quoting::DoubledIfNeeded if value.contains(['\t', '\r', '\n']) => None,
            Quoting::DoubledIfNeeded if value.contains('"') => Some((quoted(value), 1)),
            Quoting::DoubledIfNeeded => Some((value.to_owned(), 1)),
            // Between tabs a field ends with its line, whatever marks stand around it.
            Quoting::Bare(b'\t') if value.contains(['\t', '\r', '\n']) => None,
            Quoting::Bare(_) => Some((quoted(value), 0)),
        }
    }
}

fn doubled(text: &str) -> Cow<'_, str> {
    escaped(text, |it| (it == '"').then_some("\"\""))
}

/// Tags and comments of HTML without the white space between them, which said nothing where it stood
/// and might where it comes to stand. None when there is anything else.
fn without_space(gap: &str) -> Option<String> {
    let mut tags = String::with_capacity(gap.len());
    let mut rest = gap.trim_start();
    while !rest.is_empty() {
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with('<') {
            let mut quote = None;
            let end = rest.find(|it| match (quote, it) {
                (None, '>') => true,
                (None, '"' | '\'') => {
                    quote = Some(it);
                    false
                }
                (Some(open), it) => {
                    quote = quote.filter(|_| open != it);
                    false
                }
                (None, _) => false,
            });
            end? + 1
        } else {
            return None;
        };
        tags.push_str(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    Some(tags)
}

fn escaped(text: &str, escape: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.contains(|character| escape(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match escape(character) {
            Some(escape) => written.push_str(escape),
            None => written.push(character),
        }
    }
    Cow::Owned(written)
}
