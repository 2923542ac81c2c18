//! HTML, cut into tokens by html5gum with byte offsets. Scripts, styles, navigation and controls are
//! no prose; comments that speak to bilint become directives; `lang` and `translate` are followed.

mod elements;
mod text;

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use self::elements::{Role, is_boundary, is_ended_by, is_void, role};
use super::block::{BlockBuilder, BlockKind, MarkKind, ObjectKind};
use super::decoded::Collapsed;
use super::{Block, Directive, Document};
use crate::text::{Span, Tag};

/// Elements inside each other beyond this count are passed over: no page that people wrote has so
/// many, and looking for the one that ends would take long.
const DEEPEST: usize = 512;

pub(super) fn read(document: &mut Document) {
    let raw = std::mem::take(&mut document.raw);
    let body = if raw.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::new(document, &raw);
    for token in Tokenizer::new_with_emitter(&raw[body..], emitter) {
        let Ok(token) = token;
        reader.token(token, body);
    }
    reader.close();
    let (languages, blocks) = (reader.languages, reader.blocks);
    settle_languages(document, blocks, languages);
    document.raw = raw;
}

/// The language of a page is that of `<html>`, else that of most of its blocks; only blocks in
/// another one keep theirs.
fn settle_languages(document: &mut Document, mut blocks: Vec<Block>, root: Option<Tag>) {
    document.language = root.or_else(|| {
        let mut counts: BTreeMap<Option<&Tag>, usize> = BTreeMap::new();
        for block in &blocks {
            *counts.entry(block.language.as_ref()).or_default() += block.text.len();
        }
        let most = counts.into_iter().max_by_key(|(_, bytes)| *bytes);
        most.and_then(|(language, _)| language.cloned())
    });
    for block in &mut blocks {
        if block.language == document.language {
            block.language = None;
        }
    }
    document.blocks = blocks;
}

/// An element that is open.
struct Open {
    name: HtmlString,
    role: Role,
    /// The language of what is inside.
    language: Option<Tag>,
    /// Whether what is inside is to be translated.
    translatable: bool,
    /// Whether it is to be passed over with what is inside.
    skipped: bool,
    /// Whether white space counts in it.
    preserved: bool,
    /// What it marks, from this byte of the block on.
    marks: Vec<MarkKind>,
    start: usize,
    /// Where its start tag begins, in bytes of the file.
    raw: usize,
}

struct Reader<'d> {
    document: &'d mut Document,
    raw: &'d str,
    builder: Option<BlockBuilder>,
    text: Collapsed,
    open: Vec<Open>,
    blocks: Vec<Block>,
    /// The language of `<html>`.
    languages: Option<Tag>,
    /// Inside a title or code, text is collected here.
    aside: Option<String>,
}

impl<'d> Reader<'d> {
    fn new(document: &'d mut Document, raw: &'d str) -> Self {
        Reader {
            document,
            raw,
            builder: None,
            text: Collapsed::default(),
            open: Vec::new(),
            blocks: Vec::new(),
            languages: None,
            aside: None,
        }
    }

    fn token(&mut self, token: Token<usize>, body: usize) {
        let at = |span: html5gum::Span<usize>| {
            let span = Span::new(span.start + body, (span.end + body).max(span.start + body));
            self.raw.get(span.start..span.end).map(|_| span)
        };
        match token {
            Token::StartTag(tag) => {
                if let Some(raw) = at(tag.span) {
                    self.start(tag, raw);
                }
            }
            Token::EndTag(tag) => {
                if let Some(raw) = at(tag.span) {
                    self.end(&tag.name, raw);
                }
            }
            Token::String(string) => {
                if let Some(raw) = at(string.span) {
                    self.string(&String::from_utf8_lossy(&string), raw);
                }
            }
            Token::Comment(comment) => {
                if let Some(raw) = at(comment.span) {
                    self.comment(String::from_utf8_lossy(&comment).trim(), raw);
                }
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: StartTag<usize>, raw: Span) {
        let name = tag.name.as_slice();
        let skipped = self.open.last().is_some_and(|open| open.skipped);
        if !skipped {
            self.end_implied(name, raw);
        }
        let mut role = role(name);
        let attribute = |name: &[u8]| attribute(&tag.attributes, name);
        if attribute(b"hidden").is_some()
            || attribute(b"role").is_some_and(|it| matches!(it.trim(), "navigation" | "search"))
        {
            role = Role::Skipped;
        }
        if attribute(b"role").is_some_and(|it| it.trim() == "heading") {
            role = Role::Block(Some(BlockKind::Heading));
        }
        let collected = self.aside.is_some();
        if !skipped && !collected {
            match role {
                Role::Block(_) | Role::Skipped | Role::Title => self.begin(role),
                Role::Break => self.line_break(raw),
                Role::Image => {
                    let alternative = attribute(b"alt").unwrap_or_default();
                    self.object(ObjectKind::Image, alternative.trim(), raw);
                }
                _ => {}
            }
        }
        if is_void(name) || self.open.len() >= DEEPEST {
            return;
        }
        let outer = self.open.last();
        let language = attribute(b"lang").or_else(|| attribute(b"xml:lang"));
        let language: Option<Tag> = language.and_then(|it| it.trim().parse().ok());
        if name == b"html" && language.is_some() {
            self.languages.clone_from(&language);
        }
        let says = attribute(b"translate").map(|it| it.trim().to_ascii_lowercase());
        let class = attribute(b"class");
        let kept =
            class.is_some_and(|it| it.split_ascii_whitespace().any(|it| it == "notranslate"));
        let translates = match says.as_deref() {
            Some("no") => Some(false),
            Some("yes" | "") => Some(true),
            _ => kept.then_some(false),
        };
        let was = outer.is_none_or(|outer| outer.translatable);
        let inherited = outer.and_then(|outer| outer.language.clone());
        let mut marks = Vec::new();
        if !matches!(role, Role::Block(_)) {
            if let Some(language) = language.as_ref().filter(|it| inherited.as_ref() != Some(it)) {
                marks.push(MarkKind::Language(language.clone()));
            }
            if translates == Some(false) && was {
                marks.push(MarkKind::Protected);
            }
        }
        match role {
            Role::Emphasis => marks.push(MarkKind::Emphasis),
            Role::Link => {
                let target = attribute(b"href");
                marks.extend(target.map(|it| MarkKind::Link(it.trim().to_owned())));
            }
            _ => {}
        }
        if matches!(role, Role::Code | Role::Title) && !skipped && !collected {
            self.aside = Some(String::new());
        }
        self.open.push(Open {
            role,
            language: language.or(inherited),
            translatable: translates.unwrap_or(was),
            skipped: skipped || role == Role::Skipped,
            preserved: name == b"pre" || outer.is_some_and(|outer| outer.preserved),
            marks,
            start: self.length(),
            raw: raw.start,
            name: tag.name,
        });
    }

    /// Ends the elements that end where one with this name begins.
    fn end_implied(&mut self, next: &[u8], raw: Span) {
        while let Some(at) = self.open.iter().rposition(|open| is_ended_by(&open.name, next)) {
            if self.open[at + 1..].iter().any(|open| is_boundary(&open.name)) {
                return;
            }
            self.end_at(at, Span::at(raw.start));
        }
    }

    fn end(&mut self, name: &[u8], raw: Span) {
        if role(name) == Role::Break {
            return self.line_break(raw);
        }
        let Some(at) = self.open.iter().rposition(|open| *open.name == *name) else { return };
        // An inline end tag does not end the blocks it stands in.
        let inline = !matches!(self.open[at].role, Role::Block(_) | Role::Skipped);
        if inline && self.open[at + 1..].iter().any(|open| matches!(open.role, Role::Block(_))) {
            return;
        }
        self.end_at(at, raw);
    }

    /// Ends the element at this place of the stack, with all inside it.
    fn end_at(&mut self, at: usize, raw: Span) {
        while self.open.len() > at {
            // The block that ends is still inside: it takes its language from there.
            let last = self.open.len() - 1;
            let outer_skips = last > 0 && self.open[last - 1].skipped;
            if matches!(self.open[last].role, Role::Block(_)) && !outer_skips {
                self.close();
            }
            let Some(open) = self.open.pop() else { return };
            match open.role {
                Role::Code | Role::Title if self.aside.is_some() => {
                    let nested = self.open.iter().any(|it| it.role == open.role);
                    if !nested && !open.skipped {
                        self.end_aside(&open, raw);
                    }
                }
                Role::Block(_) => {}
                _ if !open.skipped => self.mark(&open),
                _ => {}
            }
        }
    }

    fn end_aside(&mut self, open: &Open, raw: Span) {
        let Some(content) = self.aside.take() else { return };
        if open.role == Role::Title {
            let title = content.split_whitespace().collect::<Vec<_>>().join(" ");
            self.document.metadata.entry("title".to_owned()).or_insert(title);
            return;
        }
        let whole = Span::new(open.raw, raw.end.max(open.raw));
        // A block of code is not part of a sentence.
        if !open.preserved {
            self.object(ObjectKind::Code, &content, whole);
        }
    }

    fn string(&mut self, value: &str, raw: Span) {
        if let Some(aside) = &mut self.aside {
            aside.push_str(value);
            return;
        }
        let (skipped, preserved) =
            self.open.last().map_or((false, false), |open| (open.skipped, open.preserved));
        if skipped {
            return;
        }
        let decoded = text::decode(raw.of(self.raw), raw.start, value);
        if preserved {
            self.text.push_preserved(&decoded);
        } else {
            self.text.push(&decoded);
        }
        self.write();
    }

    /// Hands the text that was read on to the block.
    fn write(&mut self) {
        let run = self.text.take();
        if !run.is_empty() {
            self.builder().run(&run);
        }
    }

    fn object(&mut self, kind: ObjectKind, content: &str, raw: Span) {
        self.text.flush_space();
        self.write();
        self.builder().object(kind, content, raw);
    }

    /// One break is a line; two are the end of a paragraph.
    fn line_break(&mut self, raw: Span) {
        if self.aside.is_some() || self.open.last().is_some_and(|open| open.skipped) {
            return;
        }
        if self.builder.as_ref().is_some_and(|builder| builder.ends_with('\n')) {
            return self.close();
        }
        self.text.line_break(raw);
        self.write();
    }

    fn comment(&mut self, comment: &str, raw: Span) {
        if comment.starts_with("bilint-") {
            let before = self.blocks.len();
            let text = comment.to_owned();
            self.document.directives.push(Directive { text, raw, before });
        }
    }

    /// Bytes of the block so far, with the space before what follows.
    fn length(&self) -> usize {
        let length = self.builder.as_ref().map_or(0, BlockBuilder::len);
        if length == 0 { 0 } else { length + self.text.pending() }
    }

    fn mark(&mut self, open: &Open) {
        if let Some(builder) = &mut self.builder {
            for kind in &open.marks {
                builder.mark(open.start, kind.clone());
            }
        }
    }

    fn builder(&mut self) -> &mut BlockBuilder {
        self.builder.get_or_insert_with(|| {
            let kinds = self.open.iter().rev().map(|open| open.role);
            let kind = kinds
                .filter_map(|role| match role {
                    Role::Block(kind) => kind,
                    _ => None,
                })
                .next();
            BlockBuilder::new(kind.unwrap_or(BlockKind::Paragraph))
        })
    }

    fn begin(&mut self, role: Role) {
        if matches!(role, Role::Block(_)) {
            self.close();
        }
    }

    /// Ends the block, unless there is no prose in it.
    fn close(&mut self) {
        self.text.restart();
        let surrounding = self.open.iter().rev().find(|open| matches!(open.role, Role::Block(_)));
        let language = surrounding.and_then(|open| open.language.clone());
        let translatable = surrounding.is_none_or(|open| open.translatable);
        if let Some(mut builder) = self.builder.take() {
            for open in &mut self.open {
                for kind in &open.marks {
                    builder.mark(open.start, kind.clone());
                }
                open.start = 0;
            }
            if !builder.is_blank() {
                let block = builder.finish();
                self.blocks.push(Block { language, translatable, ..block });
            }
        }
    }
}

fn attribute<'t>(
    attributes: &'t BTreeMap<HtmlString, Spanned<HtmlString, usize>>,
    name: &[u8],
) -> Option<std::borrow::Cow<'t, str>> {
    let value = attributes.iter().find(|(it, _)| ***it == *name)?.1;
    Some(String::from_utf8_lossy(value))
}

#[cfg(test)]
mod tests;
