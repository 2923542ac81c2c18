//! CommonMark, read by pulldown-cmark with byte offsets. Front matter becomes metadata, HTML
//! comments that speak to bilint become directives; code, other HTML and tables' rules are no prose.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::block::{BlockBuilder, BlockKind, MarkKind, ObjectKind};
use super::{Directive, Document};
use crate::text::Span;

pub(super) fn read(document: &mut Document) {
    // Smart punctuation stays off: bilint judges the marks that stand in the file.
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let raw = std::mem::take(&mut document.raw);
    let body = if raw.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(document, &raw, body);
    for (event, range) in Parser::new_ext(&raw[body..], options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    document.raw = raw;
}

struct Reader<'d> {
    document: &'d mut Document,
    raw: &'d str,
    /// Bytes before the parsed text.
    skipped: usize,
    builder: Option<BlockBuilder>,
    /// The kinds that surround the current place, innermost last.
    kinds: Vec<BlockKind>,
    /// Links and emphasis that are open: where they start, in bytes of the block.
    open: Vec<(usize, MarkKind)>,
    /// Inside code, metadata or an image, text is collected here.
    aside: Option<(Aside, String, Span)>,
}

enum Aside {
    CodeBlock,
    Metadata,
    Image,
}

impl<'d> Reader<'d> {
    fn new(document: &'d mut Document, raw: &'d str, skipped: usize) -> Self {
        let (kinds, open) = (Vec::new(), Vec::new());
        Self { document, raw, skipped, builder: None, kinds, open, aside: None }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let raw = Span::new(range.start + self.skipped, range.end + self.skipped);
        match event {
            Event::Start(tag) => self.start(tag, raw),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, raw),
            Event::Code(code) => self.builder().object(ObjectKind::Code, &code, raw),
            Event::SoftBreak => self.line_break(" ", raw),
            Event::HardBreak => self.line_break("\n", raw),
            Event::Html(html) => self.comment(&html, raw),
            Event::InlineHtml(html) => {
                self.comment(&html, raw);
                if self.aside.is_none() {
                    self.builder().tag(&html);
                }
            }
            Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, raw: Span) {
        match tag {
            Tag::Paragraph => self.open_block(BlockKind::Paragraph),
            Tag::Heading { .. } => self.open_block(BlockKind::Heading),
            Tag::TableCell => self.open_block(BlockKind::Cell),
            Tag::BlockQuote(_) => self.kinds.push(BlockKind::Quotation),
            Tag::Item => {
                self.kinds.push(BlockKind::ListItem);
                self.open_block(BlockKind::ListItem);
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                let start = self.builder().len();
                self.open.push((start, MarkKind::Emphasis));
            }
            Tag::Link { dest_url, .. } => {
                let start = self.builder().len();
                self.open.push((start, MarkKind::Link(dest_url.into_string())));
            }
            Tag::Image { .. } => self.aside = Some((Aside::Image, String::new(), raw)),
            Tag::CodeBlock(_) => {
                self.close();
                self.aside = Some((Aside::CodeBlock, String::new(), raw));
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.aside = Some((Aside::Metadata, String::new(), raw));
            }
            Tag::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.close();
                self.kinds.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if let Some((start, kind)) = self.open.pop() {
                    self.builder().mark(start, kind);
                }
            }
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => match self.aside.take()
            {
                Some((Aside::Image, text, raw)) => {
                    self.builder().object(ObjectKind::Image, &text, raw);
                }
                Some((Aside::Metadata, text, raw)) => {
                    self.metadata(&text);
                    self.ignored_in_front_matter(raw);
                }
                Some((Aside::CodeBlock, ..)) | None => {}
            },
            _ => {}
        }
    }

    fn text(&mut self, text: &CowStr<'_>, raw: Span) {
        if let Some((_, collected, _)) = &mut self.aside {
            collected.push_str(text);
            return;
        }
        if raw.of(self.raw) == &**text {
            self.builder().text(text, raw);
        } else {
            self.builder().decoded(text, raw);
        }
    }

    fn line_break(&mut self, text: &str, raw: Span) {
        match &mut self.aside {
            Some((_, collected, _)) => collected.push(' '),
            None => self.builder().decoded(text, raw),
        }
    }

    fn comment(&mut self, html: &str, raw: Span) {
        let Some(comment) = html.trim().strip_prefix("<!--") else { return };
        let comment = comment.strip_suffix("-->").unwrap_or(comment).trim();
        if comment.starts_with("bilint-") {
            let before = self.document.blocks.len();
            let text = comment.to_owned();
            self.document.directives.push(Directive { text, raw, before });
        }
    }

    /// The keys of front matter: the scalar ones, one a line.
    fn metadata(&mut self, text: &str) {
        for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
            if key.starts_with(char::is_alphabetic) {
                let value = value.trim().trim_matches(['"', '\'']).to_owned();
                self.document.metadata.insert(key.trim().to_owned(), value);
            }
        }
        self.document.language = ["lang", "language", "locale"]
            .iter()
            .find_map(|key| self.document.metadata.get(*key)?.parse().ok());
    }

    /// What the key `bilint-ignore` of the front matter says, itself or in a list, is said of the
    /// whole file.
    fn ignored_in_front_matter(&mut self, block: Span) {
        let (mut start, mut in_list) = (block.start, false);
        for line in block.of(self.raw).split_inclusive('\n') {
            let content = line.trim();
            let span = Span::new(start, start + line.trim_end().len());
            start += line.len();
            let said = if let Some(value) = content.strip_prefix("bilint-ignore:") {
                in_list = true;
                value
            } else if let Some(item) = content.strip_prefix("- ").filter(|_| in_list) {
                item
            } else {
                in_list = false;
                continue;
            };
            let said = said.trim().trim_matches(['"', '\'']);
            if !said.is_empty() {
                let (text, before) = (format!("bilint-ignore-file {said}"), 0);
                self.document.directives.push(Directive { text, raw: span, before });
            }
        }
    }

    fn builder(&mut self) -> &mut BlockBuilder {
        self.builder.get_or_insert_with(|| BlockBuilder::new(BlockKind::Paragraph))
    }

    fn open_block(&mut self, kind: BlockKind) {
        // A paragraph inside a list item or a block quotation is one of these.
        let kind = match (kind, self.kinds.last()) {
            (BlockKind::Paragraph, Some(outer)) => *outer,
            (kind, _) => kind,
        };
        match &mut self.builder {
            Some(builder) if builder.is_blank() => builder.set_kind(kind),
            _ => {
                self.close();
                self.builder = Some(BlockBuilder::new(kind));
            }
        }
    }

    /// Ends the block, unless there is no prose in it.
    fn close(&mut self) {
        if let Some(builder) = self.builder.take()
            && !builder.is_blank()
        {
            self.document.blocks.push(builder.finish());
        }
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Document, Format, MarkKind};
    use crate::text::Span;

    const TEXT: &str = "---\ntitle: \"Ein Titel\"\nlang: de-CH\n---\n\n# Über *uns*\n\n\
        Ein [Verweis](https://x.org) mit `code`\nund R&amp;D.\n\n> Zitat eins\n> geht weiter.\n\n\
        - Punkt\n\n  zweiter Absatz\n\n<!-- bilint-ignore repeated-word: so gewollt -->\n\n\
        ```\nnicht lesen\n```\n\n![Bild](a.jpg)\n";

    #[test]
    fn prose_is_found_with_its_kind() {
        let document = Document::read("a.md", Format::Markdown, TEXT.to_owned());
        let blocks: Vec<(BlockKind, &str)> =
            document.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading, "Über uns"),
                (BlockKind::Paragraph, "Ein Verweis mit \u{FFFC} und R&D."),
                (BlockKind::Quotation, "Zitat eins geht weiter."),
                (BlockKind::ListItem, "Punkt"),
                (BlockKind::ListItem, "zweiter Absatz"),
                (BlockKind::Paragraph, "\u{FFFC}"),
            ]
        );
        assert_eq!(document.metadata["title"], "Ein Titel");
        assert_eq!(document.language.as_ref().unwrap().to_string(), "de-CH");
        assert_eq!(document.directives[0].before, 5);
        let link = &document.blocks[1].marks[0];
        assert_eq!(link.kind, MarkKind::Link("https://x.org".to_owned()));
        assert_eq!(link.span.of(&document.blocks[1].text), "Verweis");
    }

    #[test]
    fn front_matter_speaks_of_the_whole_file() {
        let text = "---\r\ntitle: A\r\nbilint-ignore:\r\n  - lost-quote: so gewollt\r\n\
            - 'repeated-word: Gedicht'\r\ntags:\r\n- x\r\n---\r\n\r\nText.\r\n";
        let document = Document::read("a.md", Format::Markdown, text.to_owned());
        let said: Vec<(&str, &str)> =
            document.directives.iter().map(|it| (it.text.as_str(), it.raw.of(text))).collect();
        assert_eq!(
            said,
            [
                ("bilint-ignore-file lost-quote: so gewollt", "  - lost-quote: so gewollt"),
                ("bilint-ignore-file repeated-word: Gedicht", "- 'repeated-word: Gedicht'"),
            ]
        );
    }

    #[test]
    fn a_credit_makes_a_caption() {
        let text = "![](a.jpg)\n\nDer *Hafen*. © Jane Roe/Agentur\n".to_owned();
        let document = Document::read("a.md", Format::Markdown, text);
        assert_eq!(document.blocks.last().unwrap().kind, BlockKind::Caption);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let document = Document::read("a.md", Format::Markdown, TEXT.to_owned());
        let block = &document.blocks[1];
        let at = block.text.find("R&D").unwrap();
        let place = document.place(block, Span::new(at, at + 3)).span.unwrap();
        assert_eq!(place.of(TEXT), "R&amp;D");
        let quotation = &document.blocks[2];
        let whole = document.place(quotation, Span::new(0, quotation.text.len())).span.unwrap();
        assert_eq!(whole.of(TEXT), "Zitat eins\n> geht weiter.");
    }
}
