//! XML as a stream of tokens with their places in the file, read by quick-xml. What every format
//! written in XML stands on.
//!
//! No document type is ever fetched and no entity but the five of XML is resolved; a file that
//! declares entities of its own is refused.

mod segment;
mod steps;

pub(super) use segment::{Segment, in_record};
pub(super) use steps::{InSteps, Steps};

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::counted::Origin;
use super::decoded::Decoded;
use super::tee::Tee;
use crate::text::Span;

/// Why XML cannot be read further.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct XmlError {
    /// The line where it was noticed, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A piece of XML.
#[derive(Debug)]
pub(super) enum Token {
    /// A start tag; an empty element is a start and an end.
    Start(Element),
    /// An end tag.
    End,
    /// Text, as it is read: references resolved, line breaks of any kind as `\n`.
    Text(Decoded),
    /// A comment, without the white space around it.
    Comment(String),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Element {
    /// The name, prefix included.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Element {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value: &str = &attribute.value;
            let decoded = quick_xml::escape::unescape(value);
            let decoded = decoded.map_or_else(|_| value.to_owned(), |it| it.into_owned());
            (attribute.key.as_ref().to_owned(), decoded)
        });
        Element { attributes: attributes.collect(), name: start.name().as_ref().to_owned() }
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The value of the attribute with this name, prefix included.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The value of the first of these attributes that is there, as a language tag.
    pub fn language(&self, names: &[&str]) -> Option<crate::text::Tag> {
        names.iter().find_map(|name| self.attribute(name)?.trim().parse().ok())
    }
}

/// The tokens of a file.
pub(super) struct Xml<R> {
    reader: Reader<Tee<R>>,
    buffer: Vec<u8>,
    /// Where the bytes begin that were taken and not let go.
    origin: Origin,
    keeps: bool,
    /// Where the last token stands.
    span: Span,
    /// Elements that are open.
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub fn new(input: R) -> Xml<R> {
        let mut reader = Reader::from_reader(Tee::new(input));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            reader,
            buffer: Vec::new(),
            origin: Origin::START,
            keeps: false,
            span: Span::at(0),
            depth: 0,
        }
    }

    /// The next token; none at the end of the file. What is neither markup nor text (declarations,
    /// instructions) is passed over.
    pub fn next(&mut self) -> Result<Option<Token>, XmlError> {
        loop {
            if !self.keeps {
                self.let_go();
            }
            let start = self.origin.byte + self.reader.get_mut().taken.len();
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event.into_owned(),
                Err(error) => return Err(self.error(explained(&error))),
            };
            let end = self.origin.byte + self.reader.get_mut().taken.len();
            self.span = Span::new(start, end);
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    return Ok(Some(Token::Start(Element::new(&tag))));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Token::End));
                }
                Event::Text(text) => {
                    let mut decoded = Decoded::default();
                    if text.len() == self.span.len() {
                        decoded.lines(&text, start);
                    } else {
                        decoded.decoded(&text, self.span);
                    }
                    return Ok(Some(Token::Text(decoded)));
                }
                Event::CData(text) => {
                    const OPENING: usize = "<![CDATA[".len();
                    let mut decoded = Decoded::default();
                    decoded.lines(&text.into_inner(), start + OPENING);
                    return Ok(Some(Token::Text(decoded)));
                }
                Event::GeneralRef(reference) => {
                    let mut decoded = Decoded::default();
                    let reference = reference.into_inner();
                    match resolved(&reference) {
                        Some(character) => {
                            decoded.decoded(character.encode_utf8(&mut [0; 4]), self.span);
                        }
                        None => decoded.verbatim(&format!("&{reference};"), start),
                    }
                    return Ok(Some(Token::Text(decoded)));
                }
                Event::Comment(comment) => {
                    return Ok(Some(Token::Comment(comment.trim().to_owned())));
                }
                Event::Decl(declaration) => {
                    if let Some(Ok(encoding)) = declaration.encoding() {
                        let name = encoding.trim().to_ascii_lowercase();
                        if !matches!(name.as_str(), "utf-8" | "utf8" | "us-ascii" | "ascii") {
                            let message = format!(
                                "says that it is written in {encoding}; save the file as UTF-8"
                            );
                            return Err(self.error(message));
                        }
                    }
                }
                Event::DocType(doctype) => {
                    if doctype.to_ascii_uppercase().contains("<!ENTITY") {
                        let message =
                            "declares entities of its own, which are not resolved, since \
                            they may grow without end or lead out of the file; write their text"
                                .to_owned();
                        return Err(self.error(message));
                    }
                }
                Event::PI(_) => {}
                Event::Eof if self.depth > 0 => {
                    return Err(self.error("ends before its last element does".to_owned()));
                }
                Event::Eof => return Ok(None),
            }
        }
    }

    /// Passes over what is inside the element whose start tag was the last token, and its end tag.
    pub fn skip(&mut self) -> Result<(), XmlError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// The text inside the element whose start tag was the last token; its end tag is passed.
    pub fn text(&mut self) -> Result<String, XmlError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Token::Text(piece)) => text.push_str(&piece.text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    /// Where the last token stands.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Elements that are open behind the last token.
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// Keeps the bytes behind the last token.
    pub fn keep(&mut self) {
        self.let_go();
        self.keeps = true;
    }

    /// The bytes that were kept, up to the last token, and where they begin.
    pub fn kept(&mut self) -> (String, Origin) {
        self.keeps = false;
        let taken = &self.reader.get_mut().taken;
        let before = self.span.start.saturating_sub(self.origin.byte).min(taken.len());
        (String::from_utf8_lossy(&taken[..before]).into_owned(), self.origin)
    }

    /// Lets go of what was taken.
    fn let_go(&mut self) {
        let tee = self.reader.get_mut();
        // Only behind a `\r` it matters what follows.
        let next = if tee.taken.ends_with(b"\r") { tee.peek() } else { None };
        self.origin.pass(&tee.taken, next);
        tee.taken.clear();
    }

    /// An error at the line that was reached.
    pub fn error(&mut self, message: String) -> XmlError {
        let mut here = self.origin;
        here.pass(&self.reader.get_mut().taken, None);
        XmlError { line: here.line, message }
    }
}

fn explained(error: &quick_xml::Error) -> String {
    match error {
        quick_xml::Error::Io(error) => format!("cannot be read: {error}"),
        error => format!("not well-formed XML: {error}"),
    }
}

/// The character that a reference between `&` and `;` stands for; none when XML does not know it.
fn resolved(reference: &str) -> Option<char> {
    Some(match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = reference.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            let character = code.ok().filter(|code| *code != 0).and_then(char::from_u32);
            character.unwrap_or(char::REPLACEMENT_CHARACTER)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<Vec<(String, String)>, XmlError> {
        let mut reader = Xml::new(xml.as_bytes());
        let mut texts = Vec::new();
        while let Some(token) = reader.next()? {
            if let Token::Text(text) = token {
                let whole = Span::new(0, text.text.len());
                texts.push((text.map.raw(whole).of(xml).to_owned(), text.text));
            }
        }
        Ok(texts)
    }

    #[test]
    fn texts_have_their_places() {
        let xml = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!DOCTYPE a SYSTEM \
            \"a.dtd\"><a x='1'>Ü &amp; &#x201E;<b/><![CDATA[<c> & d]]>\r\n&nbsp; e & f</a>";
        let found = texts(xml).unwrap();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(raw, text)| (raw.as_str(), text.as_str())).skip(1).collect();
        assert_eq!(
            found,
            [
                ("Ü ", "Ü "),
                ("&amp;", "&"),
                (" ", " "),
                ("&#x201E;", "„"),
                ("<c> & d", "<c> & d"),
                ("\r\n", "\n"),
                ("&nbsp;", "&nbsp;"),
                (" e ", " e "),
                ("& f", "& f"),
            ]
        );
    }

    #[test]
    fn bombs_and_torn_files_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"xx\"><!ENTITY c \"&b;&b;\">]>\n<a>&c;</a>";
        assert!(texts(bomb).unwrap_err().message.contains("entities of its own"));
        let latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a/>";
        assert!(texts(latin).unwrap_err().to_string().contains("ISO-8859-1"));
        let torn = texts("<a>\n<b>\ntext").unwrap_err();
        assert_eq!(torn.to_string(), "line 3: ends before its last element does");
        assert!(texts("<a></b>").is_err());
    }

    #[test]
    fn kept_bytes_are_those_between_tokens() {
        let xml = "<a>\n <b>x &lt; <i>y</i></b></a>";
        let mut reader = Xml::new(xml.as_bytes());
        for _ in 0..3 {
            reader.next().unwrap();
        }
        reader.keep();
        while reader.depth() >= 2 {
            reader.next().unwrap();
        }
        let (kept, origin) = reader.kept();
        assert_eq!(kept, "x &lt; <i>y</i>");
        assert_eq!((origin.byte, origin.line, origin.column), (8, 2, 5));
    }
}
