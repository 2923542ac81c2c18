//! TBX: an entry has a section a language, which has a section a term with notes on its status.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::readers::{GlossaryError, is_forbidding, is_useful};
use super::{Concept, Term, TermLanguage};
use crate::text::Tag;

/// The entry that is being read.
#[derive(Default)]
struct Entry {
    concept: Concept,
    /// The language at hand.
    language: Option<Tag>,
    term: String,
    forbidden: bool,
}

/// What the text at hand is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Term,
    Status,
    Other,
}

/// The entries of a file, one after the other: its size is no matter.
pub(super) fn read(reader: impl BufRead) -> Result<Vec<Concept>, GlossaryError> {
    let mut xml = Reader::from_reader(reader);
    let (mut concepts, mut entry) = (Vec::new(), Entry::default());
    let (mut buffer, mut inside, mut status) = (Vec::new(), Inside::Other, String::new());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "termEntry" | "conceptEntry" => entry = Entry::default(),
                "langSet" | "langSec" => entry.language = language(&tag),
                "tig" | "ntig" | "termSec" => {
                    entry.term.clear();
                    entry.forbidden = false;
                }
                "term" => inside = Inside::Term,
                "termNote" if has_attribute(&tag, "type", "administrativeStatus") => {
                    inside = Inside::Status;
                    status.clear();
                }
                _ => {}
            },
            Event::Text(text) => match inside {
                Inside::Term => entry.term.push_str(&text),
                Inside::Status => status.push_str(&text),
                Inside::Other => {}
            },
            Event::GeneralRef(name) if inside == Inside::Term => {
                let named = match &*name as &str {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "apos" => Some('\''),
                    "quot" => Some('"'),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                entry.term.extend(named);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "term" => inside = Inside::Other,
                "termNote" => {
                    entry.forbidden |= inside == Inside::Status && is_forbidding(&status);
                    inside = Inside::Other;
                }
                "tig" | "ntig" | "termSec" => entry.take_term(),
                "termEntry" | "conceptEntry" => {
                    let concept = std::mem::take(&mut entry).concept;
                    if is_useful(&concept) {
                        concepts.push(concept);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(concepts),
            _ => {}
        }
        buffer.clear();
    }
}

impl Entry {
    fn take_term(&mut self) {
        let term = self.term.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(tag) = self.language.clone().filter(|_| !term.is_empty()) {
            let language = TermLanguage::Of(tag);
            self.concept.terms.push(Term { text: term, language, forbidden: self.forbidden });
        }
        self.term.clear();
    }
}

/// The language that a section names.
fn language(tag: &BytesStart<'_>) -> Option<Tag> {
    let lang = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == "lang")?;
    lang.value.parse().ok()
}

fn has_attribute(tag: &BytesStart<'_>, name: &str, value: &str) -> bool {
    tag.attributes()
        .flatten()
        .any(|it| it.key.local_name().as_ref() == name && it.value.as_ref() == value)
}
