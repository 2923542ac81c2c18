//! XLIFF with remarks about its translations, as ITS 2.0 puts them (`locQualityIssue`). Something is
//! put in between; every byte that was there stays.
//!
//! In XLIFF 1.2 and, with its ITS module, in 2.1 and later a stretch of text is marked by `<mrk>`. A
//! stretch that overlaps tags is marked piece by piece in 1.2, and between `<sm>` and `<em>` in 2.x.

use super::super::xml::{Element, Token, Xml, XmlError};
use crate::text::Span;

const ITS: &str = "http://www.w3.org/2005/11/its";

/// A remark about a stretch of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The stretch, in bytes of the file; an empty one is a place where something is missing.
    pub span: Span,
    /// The type of ITS 2.0 (`locQualityIssueType`).
    pub kind: String,
    /// What is to be said.
    pub comment: String,
    /// How grave it is, from 0 to 100.
    pub severity: u8,
}

/// A file with remarks in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub text: String,
    /// How many remarks lie in no translation.
    pub left_out: usize,
    /// Whether the file's version of XLIFF has a way to put them.
    pub possible: bool,
}

/// Puts remarks into the translations of an XLIFF file.
pub fn annotated(text: &str, annotations: &[Annotation]) -> Result<Annotated, XmlError> {
    let File { version, prefix, declaration, root, mut regions } = File::read(text)?;
    if version == Version::Without {
        let (text, left_out) = (text.to_owned(), annotations.len());
        return Ok(Annotated { text, left_out, possible: false });
    }
    let mut sorted: Vec<&Annotation> = annotations.iter().collect();
    // Of those that begin in one place the longest stands outermost.
    sorted.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut ids = "bilint-".to_owned();
    while text.contains(&ids) {
        ids.push('-');
    }
    let mut marker = Marker { version, prefix, ids, count: 0 };
    let mut left_out = 0;
    for annotation in sorted {
        let at = regions.partition_point(|it| it.inside.end < annotation.span.start);
        match regions.get_mut(at).filter(|it| it.inside.contains(annotation.span)) {
            Some(region) => marker.mark(annotation, region, text),
            None => left_out += 1,
        }
    }
    let mut tags: Vec<(usize, String)> = Vec::new();
    if marker.count > 0 {
        tags.push((root, declaration));
    }
    for Region { items, data, .. } in regions {
        for Item { raw, put, .. } in items {
            let Some(tag) = put else { continue };
            let in_data = data.iter().any(|it| (it.start..=it.end).contains(&raw.start));
            tags.push((raw.start, if in_data { format!("]]>{tag}<![CDATA[") } else { tag }));
        }
    }
    Ok(Annotated { text: with_tags(text, &tags), left_out, possible: true })
}

fn with_tags(text: &str, tags: &[(usize, String)]) -> String {
    let length: usize = tags.iter().map(|(_, tag)| tag.len()).sum();
    let mut written = String::with_capacity(text.len() + length);
    let mut done = 0;
    for (at, tag) in tags {
        written.push_str(&text[done..*at]);
        written.push_str(tag);
        done = *at;
    }
    written.push_str(&text[done..]);
    written
}

/// What a version of XLIFF has for remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// 1.x: elements that stand inside each other.
    Nested,
    /// 2.0: nothing.
    Without,
    /// 2.1 and later: its ITS module, also for stretches that overlap.
    Module,
}

/// What is to be known about a file before something is put in.
struct File {
    version: Version,
    /// The prefix of ITS.
    prefix: &'static str,
    /// What the root must say about ITS, and where.
    declaration: String,
    root: usize,
    regions: Vec<Region>,
}

/// The inside of a `<target>`.
struct Region {
    inside: Span,
    /// Its tags in order, those that are put in among them.
    items: Vec<Item>,
    /// The insides of its CDATA sections.
    data: Vec<Span>,
}

/// A tag.
struct Item {
    raw: Span,
    /// Tells which end tag belongs to which start tag; none when it does not matter.
    pair: Option<usize>,
    /// What is put in; none for a tag that is there.
    put: Option<String>,
}

impl File {
    fn read(text: &str) -> Result<File, XmlError> {
        let mut xml = Xml::new(text.as_bytes());
        let mut file = File {
            version: Version::Without,
            prefix: "its",
            declaration: String::new(),
            root: 0,
            regions: Vec::new(),
        };
        while let Some(token) = xml.next()? {
            let Token::Start(element) = token else { continue };
            if xml.depth() == 1 {
                file.begin(&element, xml.span());
            }
            let is_empty = xml.span().of(text).ends_with("/>");
            if element.local() == "target" && !is_empty {
                file.regions.push(Region::read(&mut xml, text)?);
            }
        }
        Ok(file)
    }

    fn begin(&mut self, root: &Element, raw: Span) {
        self.version = match root.attribute("version").unwrap_or_default().trim() {
            "2.0" => Version::Without,
            version if version.starts_with("1.") => Version::Nested,
            _ => Version::Module,
        };
        self.root = raw.start + 1 + root.name.len();
        match root.attribute("xmlns:its") {
            Some(ITS) => {}
            Some(_) => {
                self.prefix = "itsq";
                self.declaration = format!(" xmlns:itsq=\"{ITS}\"");
            }
            None => self.declaration = format!(" xmlns:its=\"{ITS}\""),
        }
        let version = format!("{}:version", self.prefix);
        if root.attribute(&version).is_none() {
            self.declaration += &format!(" {version}=\"2.0\"");
        }
    }
}

impl Region {
    /// Reads the element whose start tag was the last token.
    fn read(xml: &mut Xml<&[u8]>, text: &str) -> Result<Region, XmlError> {
        let start = xml.span().end;
        let outside = xml.depth() - 1;
        let (mut items, mut data, mut open) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            let token = xml.next()?;
            let raw = xml.span();
            match token {
                Some(Token::Start(_)) => {
                    // An element without an end tag of its own is never cut.
                    let pair = (!raw.of(text).ends_with("/>")).then_some(raw.start);
                    open.push(pair);
                    items.extend(pair.map(|_| Item { raw, pair, put: None }));
                }
                Some(Token::End) if xml.depth() <= outside => {
                    return Ok(Region { inside: Span::new(start, raw.start), items, data });
                }
                Some(Token::End) => {
                    let pair = open.pop().flatten();
                    items.extend(pair.map(|_| Item { raw, pair, put: None }));
                }
                Some(Token::Text(_)) if raw.of(text).starts_with("<![CDATA[") => {
                    data.push(Span::new(raw.start + "<![CDATA[".len(), raw.end - "]]>".len()));
                }
                Some(_) => {}
                None => return Ok(Region { inside: Span::at(start), items, data }),
            }
        }
    }

    fn put(&mut self, index: usize, at: usize, pair: Option<usize>, tag: String) {
        self.items.insert(index, Item { raw: Span::at(at), pair, put: Some(tag) });
    }
}

/// Marks stretches.
struct Marker {
    version: Version,
    prefix: &'static str,
    /// What ids begin with: nothing else in the file.
    ids: String,
    /// Marks that were made.
    count: usize,
}

impl Marker {
    fn mark(&mut self, annotation: &Annotation, region: &mut Region, text: &str) {
        let Span { start, end } = annotation.span;
        let items = &region.items;
        let first = items.partition_point(|it| it.raw.end <= start);
        let last = first + items[first..].partition_point(|it| it.raw.start < end);
        let alone = |at: &usize| {
            let pair = items[*at].pair;
            pair.is_some() && items[first..last].iter().filter(|it| it.pair == pair).count() == 1
        };
        let cuts: Vec<usize> = (first..last).filter(alone).collect();
        let number = self.next();
        if !cuts.is_empty() && self.version == Version::Module {
            let id = format!("{}{number}", self.ids);
            let opening = format!("<sm{}/>", self.attributes(annotation, number));
            region.put(last, end, None, format!("<em startRef=\"{id}\"/>"));
            return region.put(first, start, None, opening);
        }
        // The stretches between the tags that are cut off from their partners, the last one first.
        let mut bounds: Vec<(usize, usize, Span)> = Vec::new();
        let (mut from, mut index) = (start, first);
        for cut in cuts {
            bounds.push((index, cut, Span::new(from, items[cut].raw.start.max(from))));
            (from, index) = (items[cut].raw.end, cut + 1);
        }
        bounds.push((index, last, Span::new(from, end.max(from))));
        let several = bounds.len() > 1;
        bounds.retain(|(index, last, span)| {
            let tags: usize = items[*index..*last].iter().map(|it| it.raw.len()).sum();
            !several || (span.len() > tags && !span.of(text).trim().is_empty())
        });
        for (position, (index, last, span)) in bounds.iter().enumerate().rev() {
            let number = if position == 0 { number } else { self.next() };
            let opening = format!("<mrk{}>", self.attributes(annotation, number));
            // Numbers of marks and places of tags are told apart.
            let pair = Some(usize::MAX - number);
            region.put(*last, span.end, pair, "</mrk>".to_owned());
            region.put(*index, span.start, pair, opening);
        }
    }

    fn next(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn attributes(&self, annotation: &Annotation, number: usize) -> String {
        let Marker { prefix, ids, .. } = self;
        let kind = match self.version {
            Version::Module => format!("id=\"{ids}{number}\" type=\"its:generic\""),
            _ => "mtype=\"x-its\"".to_owned(),
        };
        let Annotation { kind: issue, comment, severity, .. } = annotation;
        format!(
            " {kind} {prefix}:locQualityIssueType=\"{}\" {prefix}:locQualityIssueComment=\"{}\" \
             {prefix}:locQualityIssueSeverity=\"{severity}\"",
            value(issue),
            value(comment),
        )
    }
}

/// The value of an attribute; characters that XML cannot have are shown as lost ones.
fn value(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            '"' => value.push_str("&quot;"),
            '\n' | '\r' | '\t' => value.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => value.push('\u{FFFD}'),
            character => value.push(character),
        }
    }
    value
}
