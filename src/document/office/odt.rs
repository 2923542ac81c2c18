//! OpenDocument texts: the body of `content.xml`. What was deleted under revision, annotations,
//! indexes, headers and footers are not read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::block::{Block, BlockKind, MarkKind, ObjectKind};
use super::super::counted::{CountedText, Of, Origin};
use super::super::decoded::{Collapsed, Decoded};
use super::super::xml::{Element, Token, Xml, XmlError};
use super::package::{Package, PackageError};
use super::story::Story;
use crate::text::Span;

const CONTENT: &str = "content.xml";

pub(super) fn read(package: &mut Package) -> Result<Vec<Block>, PackageError> {
    let text = package.member(CONTENT)?;
    let counted = CountedText::new(text, Origin::START, Of::Member(CONTENT.to_owned()));
    let blocks = Body::new(Arc::new(counted)).read();
    blocks.map_err(|error| PackageError::Xml { part: CONTENT.to_owned(), error })
}

/// What an element is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A paragraph, with the white space of the one it stands in.
    Paragraph,
    Mark,
    Kind,
    Frame,
    Other,
}

struct Body {
    counted: Arc<CountedText>,
    story: Story,
    open: Vec<Open>,
    /// The kinds that surround the current place, innermost last.
    kinds: Vec<BlockKind>,
    /// The white space of each open paragraph.
    texts: Vec<Collapsed>,
    /// The styles that automatic ones are made from, by the names of these.
    parents: BTreeMap<String, String>,
    /// What an open frame shows.
    frames: Vec<(Span, String)>,
}

impl Body {
    fn new(counted: Arc<CountedText>) -> Body {
        Body {
            story: Story::new(Arc::clone(&counted)),
            counted,
            open: Vec::new(),
            kinds: Vec::new(),
            texts: Vec::new(),
            parents: BTreeMap::new(),
            frames: Vec::new(),
        }
    }

    fn read(mut self) -> Result<Vec<Block>, XmlError> {
        let counted = Arc::clone(&self.counted);
        let mut xml = Xml::new(counted.text.as_bytes());
        while let Some(token) = xml.next()? {
            match token {
                Token::Start(element) => self.start(&element, &mut xml)?,
                Token::End => self.end(),
                Token::Text(text) => self.text(&text),
                Token::Comment(_) => {}
            }
        }
        Ok(self.story.blocks)
    }

    fn start(&mut self, element: &Element, xml: &mut Xml<&[u8]>) -> Result<(), XmlError> {
        let raw = xml.span();
        let open = match element.name.as_str() {
            "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "text:ruby-text"
            | "text:table-of-content"
            | "text:alphabetical-index"
            | "office:forms"
            | "text:script"
            | "text:sequence-decls" => return xml.skip(),
            "style:style" => {
                let name = element.attribute("style:name");
                let parent = element.attribute("style:parent-style-name");
                if let (Some(name), Some(parent)) = (name, parent) {
                    self.parents.insert(name.to_owned(), parent.to_owned());
                }
                Open::Other
            }
            "text:p" | "text:h" => {
                let kind = self.kind(element);
                self.flush();
                self.story.begin(kind);
                self.texts.push(Collapsed::default());
                Open::Paragraph
            }
            "text:span" => self.mark(Some(MarkKind::Emphasis)),
            "text:a" => {
                let target = element.attribute("xlink:href").map(str::to_owned);
                self.mark(target.map(MarkKind::Link))
            }
            "text:list-item" | "text:list-header" => self.within(BlockKind::ListItem),
            "table:table-cell" => self.within(BlockKind::Cell),
            "text:note-body" => self.within(BlockKind::Paragraph),
            "text:s" => {
                let count = element.attribute("text:c").and_then(|it| it.parse::<usize>().ok());
                // No line is that long.
                let spaces = " ".repeat(count.unwrap_or(1).min(1000));
                self.character(&spaces, raw)
            }
            "text:tab" => self.character("\t", raw),
            "text:line-break" => self.character("\n", raw),
            "draw:frame" => {
                self.frames.push((raw, String::new()));
                Open::Frame
            }
            "svg:title" | "svg:desc" if !self.frames.is_empty() => {
                let said = xml.text()?;
                if let Some((_, content)) = self.frames.last_mut() {
                    content.push_str(if content.is_empty() { said.trim() } else { "" });
                }
                return Ok(());
            }
            "draw:image" => {
                if let Some((raw, content)) = self.frames.last().cloned() {
                    self.flush_space();
                    self.story.object(ObjectKind::Image, &content, raw);
                }
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
        Ok(())
    }

    fn kind(&self, element: &Element) -> BlockKind {
        if element.name == "text:h" {
            return BlockKind::Heading;
        }
        if let Some(kind) = self.kinds.last() {
            return *kind;
        }
        let mut style = element.attribute("text:style-name").unwrap_or_default();
        // A style that is its own ancestor is none that a program wrote.
        for _ in 0..8 {
            let name = style.to_lowercase();
            let starts = |heads: &[&str]| heads.iter().any(|head| name.starts_with(head));
            if starts(&["heading", "title", "subtitle"]) {
                return BlockKind::Heading;
            }
            if starts(&["quotation"]) {
                return BlockKind::Quotation;
            }
            if starts(&["caption", "illustration", "figure", "drawing"]) {
                return BlockKind::Caption;
            }
            match self.parents.get(style) {
                Some(parent) => style = parent,
                None => break,
            }
        }
        BlockKind::Paragraph
    }

    fn within(&mut self, kind: BlockKind) -> Open {
        self.kinds.push(kind);
        Open::Kind
    }

    fn mark(&mut self, kind: Option<MarkKind>) -> Open {
        self.flush_space();
        self.story.begin_mark(kind);
        Open::Mark
    }

    fn text(&mut self, text: &Decoded) {
        if let Some(collapsed) = self.texts.last_mut() {
            collapsed.push(text);
            self.flush();
        }
    }

    fn character(&mut self, text: &str, raw: Span) -> Open {
        self.flush_space();
        self.story.decoded(text, raw);
        Open::Other
    }

    /// Hands the text that was read on.
    fn flush(&mut self) {
        if let Some(collapsed) = self.texts.last_mut() {
            let run = collapsed.take();
            self.story.text(&run);
        }
    }

    fn flush_space(&mut self) {
        if let Some(collapsed) = self.texts.last_mut() {
            collapsed.flush_space();
        }
        self.flush();
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph) => {
                self.texts.pop();
                self.story.end();
            }
            Some(Open::Mark) => self.story.end_mark(),
            Some(Open::Kind) => {
                self.kinds.pop();
            }
            Some(Open::Frame) => {
                self.frames.pop();
            }
            Some(Open::Other) | None => {}
        }
    }
}
