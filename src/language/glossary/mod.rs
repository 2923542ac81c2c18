//! A user's glossary: terms that must be rendered so, and words that must not be used for them.

mod matching;
mod readers;
mod tbx;

use std::sync::{Arc, OnceLock};

pub use matching::{Found, Terms};
pub use readers::{GlossaryError, GlossaryFormat, read_glossary};

use crate::language::Pack;
use crate::text::Tag;

/// Things with their terms in two languages.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The things, in the file's order.
    pub concepts: Vec<Concept>,
    /// The terms as they are looked for; made for the first pair of languages that asks.
    terms: OnceLock<Arc<Terms>>,
}

/// A thing and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its terms, preferred ones before others.
    pub terms: Vec<Term>,
    /// What the glossary says about it.
    pub note: Option<String>,
}

/// What a thing is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as the glossary writes it.
    pub text: String,
    /// In which language.
    pub language: TermLanguage,
    /// Whether it must not be used.
    pub forbidden: bool,
}

/// The language of a term, as far as a glossary says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermLanguage {
    /// That of the source, whatever it is.
    Source,
    /// That of the translation.
    Target,
    /// This one.
    Of(Tag),
}

impl Concept {
    /// The terms of the source's language.
    pub fn source<'c>(&'c self, source: &'c Pack) -> impl Iterator<Item = &'c str> {
        let is_source = |it: &&Term| match &it.language {
            TermLanguage::Source => true,
            TermLanguage::Target => false,
            TermLanguage::Of(tag) => tag.language() == source.tag.language(),
        };
        self.terms.iter().filter(is_source).map(|it| it.text.as_str())
    }

    /// The terms of the target's language that may be used, or those that must not.
    pub fn target<'c>(
        &'c self,
        target: &'c Pack,
        forbidden: bool,
    ) -> impl Iterator<Item = &'c str> {
        let is_target = move |it: &&Term| match &it.language {
            TermLanguage::Source => false,
            TermLanguage::Target => it.forbidden == forbidden,
            TermLanguage::Of(tag) => {
                it.forbidden == forbidden && tag.language() == target.tag.language()
            }
        };
        self.terms.iter().filter(is_target).map(|it| it.text.as_str())
    }
}

impl Glossary {
    /// A glossary of these things.
    pub fn new(concepts: Vec<Concept>) -> Glossary {
        Glossary { concepts, terms: OnceLock::new() }
    }

    /// The terms, ready to be looked for in texts of two languages.
    pub fn terms(&self, source: &Pack, target: &Pack) -> Arc<Terms> {
        let terms = self.terms.get_or_init(|| Arc::new(Terms::new(&self.concepts, source, target)));
        if terms.languages == (source.tag.base(), target.tag.base()) {
            return terms.clone();
        }
        Arc::new(Terms::new(&self.concepts, source, target))
    }
}
