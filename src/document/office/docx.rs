//! Office Open XML: the body of the document, then its footnotes and endnotes. What was deleted
//! under revision, field codes, comments, headers and footers are not read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::block::{Block, BlockKind, MarkKind, ObjectKind};
use super::super::counted::{CountedText, Of, Origin};
use super::super::decoded::Decoded;
use super::super::edit::Edit;
use super::super::xml::{Element, Token, Xml, XmlError};
use super::package::{Package, PackageError};
use super::story::Story;
use crate::text::{Span, Tag};

pub(super) fn read(
    package: &mut Package,
    language: &mut Option<Tag>,
) -> Result<Vec<Block>, PackageError> {
    let document = document_name(package)?;
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let styles = match package.optional(&format!("{folder}/styles.xml"))? {
        Some(text) => in_part("styles.xml", styles(&text))?,
        None => BTreeMap::new(),
    };
    let name = document.rsplit('/').next().unwrap_or_default();
    let links = match package.optional(&format!("{folder}/_rels/{name}.rels"))? {
        Some(text) => in_part("document.xml.rels", relations(&text))?,
        None => Vec::new(),
    };
    let mut blocks = Vec::new();
    let mut languages = BTreeMap::new();
    let notes = ["footnotes.xml", "endnotes.xml"].map(|name| format!("{folder}/{name}"));
    for name in [document].into_iter().chain(notes) {
        let text = if blocks.is_empty() && !name.ends_with("notes.xml") {
            package.member(&name)?
        } else {
            let Some(text) = package.optional(&name)? else { continue };
            text
        };
        let counted = CountedText::new(text, Origin::START, Of::Member(name.clone()));
        let body = Body::new(Arc::new(counted), &styles, &links, &mut languages);
        blocks.extend(in_part(&name, body.read())?);
    }
    // Most programs mark every run with the language that they recognised.
    *language = languages.into_iter().max_by_key(|(_, bytes)| *bytes).map(|(tag, _)| tag);
    Ok(blocks)
}

/// What must be written into the tag before a text that is edited, so that white space at the edges
/// of the text counts, if some comes to stand there.
pub(in crate::document) fn kept_space(raw: &str, edit: &Edit) -> Option<Edit> {
    let before = raw.get(..edit.start)?;
    let tag = before.rfind('<')?;
    let (name, old) = before[tag..].split_once('>')?;
    let is_text = name == "<w:t" || name.starts_with("<w:t ");
    if !is_text || name.contains("xml:space") {
        return None;
    }
    // Tags that the edit keeps stand behind its text.
    let (new, kept) = edit.text.split_once('<').unwrap_or((&edit.text, ""));
    let rest = if kept.is_empty() { raw.get(edit.end..)?.split('<').next()? } else { "" };
    let text = [old, new, rest].concat();
    let at = tag + name.len();
    let at_edge = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let insert = || Edit { start: at, end: at, text: " xml:space=\"preserve\"".to_owned() };
    at_edge.then(insert)
}

fn in_part<T>(part: &str, result: Result<T, XmlError>) -> Result<T, PackageError> {
    result.map_err(|error| PackageError::Xml { part: part.to_owned(), error })
}

/// The name of the member with the text.
fn document_name(package: &mut Package) -> Result<String, PackageError> {
    const USUAL: &str = "word/document.xml";
    let Some(text) = package.optional("_rels/.rels")? else { return Ok(USUAL.to_owned()) };
    let relations = in_part("_rels/.rels", relations(&text))?;
    let main = relations.into_iter().find(|it| it.kind.ends_with("/officeDocument"));
    Ok(main.map_or(USUAL.to_owned(), |it| it.target.trim_start_matches('/').to_owned()))
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(text: &str) -> Result<Vec<Relation>, XmlError> {
    let mut xml = Xml::new(text.as_bytes());
    let mut relations = Vec::new();
    while let Some(token) = xml.next()? {
        if let Token::Start(element) = token
            && element.local() == "Relationship"
        {
            let owned = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            relations.push(Relation {
                id: owned("Id"),
                kind: owned("Type"),
                target: owned("Target"),
            });
        }
    }
    Ok(relations)
}

/// The kinds of paragraphs that the styles stand for, by the ids of the styles. Their names are the
/// same in every language.
fn styles(text: &str) -> Result<BTreeMap<String, BlockKind>, XmlError> {
    let mut xml = Xml::new(text.as_bytes());
    let mut styles: BTreeMap<String, BlockKind> = BTreeMap::new();
    let mut parents: Vec<(String, String)> = Vec::new();
    let mut id = String::new();
    while let Some(token) = xml.next()? {
        let Token::Start(element) = token else { continue };
        let value = element.attribute("w:val").unwrap_or_default();
        match element.local() {
            "style" => id = element.attribute("w:styleId").unwrap_or_default().to_owned(),
            "name" => {
                if let Some(kind) = kind_of_style(&value.to_lowercase()) {
                    styles.insert(id.clone(), kind);
                }
            }
            "basedOn" => parents.push((id.clone(), value.to_owned())),
            _ => {}
        }
    }
    // A style is of its parent's kind; parents mostly stand before their children.
    for (child, parent) in parents {
        if let Some(kind) = styles.get(&parent).copied() {
            styles.entry(child).or_insert(kind);
        }
    }
    Ok(styles)
}

fn kind_of_style(name: &str) -> Option<BlockKind> {
    let starts = |heads: &[&str]| heads.iter().any(|head| name.starts_with(head));
    Some(match name {
        _ if starts(&["heading", "title", "subtitle", "toc heading"]) => BlockKind::Heading,
        _ if starts(&["caption"]) => BlockKind::Caption,
        _ if starts(&["quote", "intense quote", "block text"]) => BlockKind::Quotation,
        _ if starts(&["list"]) => BlockKind::ListItem,
        _ => return None,
    })
}

/// A member with paragraphs.
struct Body<'b> {
    counted: Arc<CountedText>,
    styles: &'b BTreeMap<String, BlockKind>,
    links: &'b [Relation],
    /// Bytes of text in each language.
    languages: &'b mut BTreeMap<Tag, usize>,
    story: Story,
    /// The elements that are open.
    open: Vec<Open>,
    /// Cells that are open.
    cells: usize,
    language: Option<Tag>,
    hidden: bool,
    /// The text of the element that is open.
    run: Decoded,
}

/// What an element is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    Run,
    Link,
    /// Its text is prose; white space at its edges counts if it says so.
    Text {
        preserved: bool,
    },
    /// What is inside is drawn: text boxes in it have paragraphs of their own.
    Cell,
    Other,
}

impl<'b> Body<'b> {
    fn new(
        counted: Arc<CountedText>,
        styles: &'b BTreeMap<String, BlockKind>,
        links: &'b [Relation],
        languages: &'b mut BTreeMap<Tag, usize>,
    ) -> Body<'b> {
        let story = Story::new(Arc::clone(&counted));
        let (open, cells, language, hidden) = (Vec::new(), 0, None, false);
        let run = Decoded::default();
        Body { counted, styles, links, languages, story, open, cells, language, hidden, run }
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
        let on =
            |element: &Element| !matches!(element.attribute("w:val"), Some("0" | "false" | "none"));
        let open = match element.name.as_str() {
            // What was taken out, what is a second copy, what is code.
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:instrText" | "w:delText" | "w:sdtPr"
            | "w:sectPr" | "w:tblPr" => return xml.skip(),
            "w:footnote" | "w:endnote"
                if element.attribute("w:type").is_some_and(|it| it.contains("eparator")) =>
            {
                return xml.skip();
            }
            "w:p" => {
                let cell = self.cells > 0;
                self.story.begin(if cell { BlockKind::Cell } else { BlockKind::Paragraph });
                Open::Paragraph
            }
            "w:pStyle" => {
                let kind = self.styles.get(element.attribute("w:val").unwrap_or_default());
                if let Some(kind) = kind.filter(|_| self.cells == 0) {
                    self.story.set_kind(*kind);
                }
                Open::Other
            }
            "w:numPr" if self.cells == 0 => {
                self.story.set_kind(BlockKind::ListItem);
                Open::Other
            }
            "w:outlineLvl" if self.cells == 0 => {
                self.story.set_kind(BlockKind::Heading);
                Open::Other
            }
            "w:tc" => {
                self.cells += 1;
                Open::Cell
            }
            "w:r" => {
                (self.language, self.hidden) = (None, false);
                self.story.begin_mark(None);
                Open::Run
            }
            "w:b" | "w:i" | "w:u" if on(element) && self.in_run() => {
                self.story.set_mark(MarkKind::Emphasis);
                Open::Other
            }
            "w:vanish" if on(element) && self.in_run() => {
                self.hidden = true;
                Open::Other
            }
            "w:lang" if self.in_run() => {
                self.language = element.language(&["w:val"]);
                Open::Other
            }
            "w:hyperlink" => {
                let id = element.attribute("r:id").unwrap_or_default();
                let target = self.links.iter().find(|it| it.id == id).map(|it| it.target.clone());
                let anchor = || element.attribute("w:anchor").map(|it| format!("#{it}"));
                self.story.begin_mark(target.or_else(anchor).map(MarkKind::Link));
                Open::Link
            }
            "w:t" => Open::Text { preserved: element.attribute("xml:space") == Some("preserve") },
            "w:tab" | "w:ptab" if self.in_run() => self.character("\t", raw),
            "w:br" | "w:cr" if self.in_run() => self.character("\n", raw),
            "w:noBreakHyphen" => self.character("\u{2011}", raw),
            "w:softHyphen" => self.character("\u{AD}", raw),
            "wp:docPr" => {
                let names = ["descr", "title"];
                let said = names.iter().find_map(|name| element.attribute(name));
                self.story.object(ObjectKind::Image, said.unwrap_or_default(), raw);
                Open::Other
            }
            "m:oMath" => {
                let text = xml.text()?;
                let raw = Span::new(raw.start, xml.span().end);
                self.story.object(ObjectKind::Code, &text, raw);
                return Ok(());
            }
            _ => Open::Other,
        };
        self.open.push(open);
        Ok(())
    }

    fn in_run(&self) -> bool {
        let inner = self.open.iter().rev();
        let mut inner = inner.filter(|it| matches!(it, Open::Run | Open::Paragraph));
        inner.next() == Some(&Open::Run)
    }

    fn character(&mut self, text: &str, raw: Span) -> Open {
        if !self.hidden {
            self.story.decoded(text, raw);
        }
        Open::Other
    }

    fn text(&mut self, text: &Decoded) {
        if matches!(self.open.last(), Some(Open::Text { .. })) && !self.hidden {
            self.run.part(text, Span::new(0, text.text.len()));
        }
    }

    /// Hands on the text of an element, which comes in pieces where it has references.
    fn end_text(&mut self, preserved: bool) {
        let text = std::mem::take(&mut self.run);
        if let Some(language) = &self.language {
            *self.languages.entry(language.clone()).or_default() += text.text.len();
        }
        if preserved {
            return self.story.text(&text);
        }
        let trimmed = text.text.trim_matches([' ', '\t', '\n']);
        let start = text.text.find(trimmed).unwrap_or(0);
        let mut part = Decoded::default();
        part.part(&text, Span::new(start, start + trimmed.len()));
        self.story.text(&part);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph) => self.story.end(),
            Some(Open::Run | Open::Link) => self.story.end_mark(),
            Some(Open::Cell) => self.cells = self.cells.saturating_sub(1),
            Some(Open::Text { preserved }) => self.end_text(preserved),
            Some(Open::Other) | None => {}
        }
    }
}
