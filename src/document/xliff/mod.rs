//! XLIFF 1.2 and 2.x: the segments of each `<file>` are one document. Units that are not to be
//! translated, or are not translated yet, are passed over; so are suggestions (`<alt-trans>`,
//! `<mtc:matches>`).

mod annotated;
#[cfg(test)]
mod tests;
mod unit;

use std::collections::VecDeque;
use std::io::BufRead;

pub use self::annotated::{Annotated, Annotation, annotated};
use self::unit::{OfFile, Pieces, Unit};
use super::Directive;
use super::units::{TranslationUnit, directive};
use super::xml::{Element, InSteps, Segment, Steps, Token, Xml, XmlError};
use crate::text::Tag;

/// The units of an XLIFF file.
pub(super) struct Units<R> {
    xml: Xml<R>,
    /// The elements that are open.
    scopes: Vec<Scope>,
    source_language: Option<Tag>,
    target_language: Option<Tag>,
    files: usize,
    count: usize,
    unit: Option<Unit>,
    /// Comments that no unit has taken yet.
    directives: Vec<Directive>,
}

/// What holds inside an element.
struct Scope {
    name: String,
    translatable: bool,
    preserved: bool,
}

impl<R: BufRead> Units<R> {
    pub fn new(input: R) -> InSteps<Units<R>> {
        InSteps::new(Units {
            xml: Xml::new(input),
            scopes: Vec::new(),
            source_language: None,
            target_language: None,
            files: 0,
            count: 0,
            unit: None,
            directives: Vec::new(),
        })
    }

    fn start(&mut self, element: &Element) -> Result<(), XmlError> {
        let name = element.local();
        if self.scopes.is_empty() && name != "xliff" {
            let message = format!("the file is no XLIFF: it begins with <{}>", element.name);
            return Err(self.xml.error(message));
        }
        let outer = self.scopes.last();
        let translatable = match element.attribute("translate") {
            Some("no") => false,
            Some("yes") => true,
            _ => outer.is_none_or(|it| it.translatable),
        };
        let preserved = match element.attribute("xml:space") {
            Some(space) => space == "preserve",
            None => outer.is_some_and(|it| it.preserved),
        };
        match name {
            "xliff" | "file" => self.languages(element, name),
            "trans-unit" | "unit" => {
                self.count += 1;
                let id = element.attribute("id").filter(|id| !id.is_empty());
                let id = id.map_or_else(|| self.count.to_string(), str::to_owned);
                let segments = if name == "unit" { Vec::new() } else { vec![Pieces::default()] };
                let (notes, directives) = (Vec::new(), Vec::new());
                self.unit = Some(Unit { id, segments, notes, directives });
            }
            "segment" => {
                if let Some(unit) = &mut self.unit {
                    let owned = |name: &str| element.attribute(name).map(str::to_owned);
                    let (id, state) = (owned("id"), owned("state"));
                    unit.segments.push(Pieces { id, state, ..Pieces::default() });
                }
            }
            "source" | "seg-source" | "target" if self.unit.is_some() => {
                return self.side(element, preserved);
            }
            "note" => return self.note(),
            "alt-trans" | "bin-unit" | "ignorable" | "originalData" | "matches" | "glossary"
            | "metadata" | "changeTrack" | "validation" | "resourceData" | "skeleton" | "skl"
            | "internal-file" | "seg-defs" | "count-group" | "prop-group" => {
                return self.xml.skip();
            }
            _ => {}
        }
        self.scopes.push(Scope { name: name.to_owned(), translatable, preserved });
        Ok(())
    }

    fn languages(&mut self, element: &Element, name: &str) {
        if name == "file" {
            self.files += 1;
        }
        let source = element.language(&["source-language", "srcLang"]);
        let target = element.language(&["target-language", "trgLang"]);
        // A file of 1.2 that names no language has none; one of 2.x has those of its root.
        let says = element.attribute("source-language").is_some();
        self.source_language = source.or(self.source_language.take());
        self.target_language = target.or(self.target_language.take().filter(|_| !says));
    }

    fn side(&mut self, element: &Element, preserved: bool) -> Result<(), XmlError> {
        let translated = self.scopes.last().is_none_or(|it| it.translatable);
        let segment = Segment::read(&mut self.xml, preserved)?;
        let Some(pieces) = self.unit.as_mut().and_then(|it| it.segments.last_mut()) else {
            return Ok(());
        };
        match element.local() {
            "source" => pieces.source = Some(segment),
            "seg-source" => pieces.cut = Some(segment),
            _ if translated => {
                if let Some(state) = element.attribute("state") {
                    pieces.state = Some(state.to_owned());
                }
                pieces.target = Some(segment);
            }
            _ => {}
        }
        Ok(())
    }

    /// A note is the comment that programs for translators keep: it may speak to bilint.
    fn note(&mut self) -> Result<(), XmlError> {
        let start = self.xml.span().start;
        let text = self.xml.text()?;
        let raw = crate::text::Span::new(start, self.xml.span().end);
        match (&mut self.unit, directive(&text, raw)) {
            (Some(unit), Some(directive)) => unit.directives.push(directive),
            (Some(unit), None) => unit.notes.push(text.trim().to_owned()),
            (None, directive) => self.directives.extend(directive),
        }
        Ok(())
    }

    /// Hands on what a unit holds.
    fn finish(&mut self, ready: &mut VecDeque<TranslationUnit>) {
        let Some(mut unit) = self.unit.take() else { return };
        let own = std::mem::take(&mut unit.directives);
        let mut pairs = unit.pairs(&OfFile {
            doc: self.files.to_string(),
            source_language: self.source_language.clone(),
            target_language: self.target_language.clone(),
        });
        // What is said of one unit is forgotten with it.
        let lasts = |it: &Directive| !pairs.is_empty() || !it.text.starts_with("bilint-ignore ");
        self.directives.extend(own.into_iter().filter(lasts));
        if let Some(first) = pairs.first_mut() {
            first.directives = std::mem::take(&mut self.directives);
        }
        ready.extend(pairs);
    }
}

impl<R: BufRead> Steps for Units<R> {
    fn step(&mut self, ready: &mut VecDeque<TranslationUnit>) -> Result<bool, XmlError> {
        match self.xml.next()? {
            Some(Token::Start(element)) => self.start(&element)?,
            Some(Token::End) => {
                let scope = self.scopes.pop();
                if scope.is_some_and(|it| matches!(it.name.as_str(), "unit" | "trans-unit")) {
                    self.finish(ready);
                }
            }
            Some(Token::Comment(comment)) => {
                let raw = self.xml.span();
                let directives = match &mut self.unit {
                    Some(unit) => &mut unit.directives,
                    None => &mut self.directives,
                };
                directives.extend(directive(&comment, raw));
            }
            Some(Token::Text(_)) => {}
            None => return Ok(false),
        }
        Ok(true)
    }
}
