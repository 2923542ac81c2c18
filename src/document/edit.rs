//! Changes: from the words of a reading to the bytes of a file.

use std::borrow::Cow;

use serde::Serialize;

use super::counted::{Of, Quoting};
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
    /// packed files, and in fields whose place is not known.
    pub fn edit_of_file(&self, block: &Block, edit: &Edit) -> Option<Edit> {
        let field = match block.counted.as_deref().map(|counted| &counted.of) {
            None | Some(Of::File) => return Some(edit.clone()),
            Some(Of::Member(_)) => return None,
            Some(Of::Field(field)) => field.as_ref()?,
        };
        let Span { start, end } = field.map.raw(Span::new(edit.start, edit.end));
        let text = field.quoting.written(&edit.text)?.into_owned();
        Some(Edit { start, end, text })
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
    /// A value as it is written in this way; none when it cannot be.
    fn written<'t>(self, value: &'t str) -> Option<Cow<'t, str>> {
        match self {
            Quoting::Json => {
                let quoted = serde_json::to_string(value).ok()?;
                Some(Cow::Owned(quoted[1..quoted.len() - 1].to_owned()))
            }
            Quoting::Doubled => Some(escaped(value, |it| (it == '"').then_some("\"\""))),
            Quoting::Bare(delimiter) => {
                let fits = !value.bytes().any(|it| it == delimiter || b"\"\r\n".contains(&it));
                fits.then_some(Cow::Borrowed(value))
            }
        }
    }
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
