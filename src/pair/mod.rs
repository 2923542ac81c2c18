//! What a rule sees: a translation, its source as far as it is there, and which parts of the two
//! belong together.

mod links;

use std::sync::{Arc, OnceLock};

pub use links::{Counterpart, Unit, UnplacedSnippet};

use self::links::Links;
use crate::document::Document;
use crate::language::glossary::Glossary;
use crate::language::lexicon::{Lexicons, Translations};
use crate::language::{detect, pack};
use crate::reading::{Segment, Side};
use crate::text::{Span, Tag};

/// A translation beside its source.
#[derive(Debug)]
pub struct Pair {
    /// The translation: what is checked.
    pub target: Side,
    /// The text it was made from.
    pub source: Option<Side>,
    /// Loose pieces of source, in any order; some may be from elsewhere.
    pub snippets: Option<Side>,
    translations: Translations,
    glossaries: Vec<Arc<Glossary>>,
    links: OnceLock<Links>,
}

/// The languages of a pair as the user knows them, what is not known being detected, and the lexicons
/// that are asked about their words.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    /// The source's.
    pub source: Option<Tag>,
    /// The target's.
    pub target: Option<Tag>,
    /// Word translations: the built-in lexicon, unless it is left out, and those of the user.
    pub lexicons: Lexicons,
    /// The user's glossaries: terms that must be rendered so.
    pub glossaries: Vec<Arc<Glossary>>,
}

impl Pair {
    /// A translation with what there is of its source.
    ///
    /// Languages: what the user says goes first, then what the files say, then detection.
    pub fn new(
        target: Document,
        source: Option<Document>,
        snippets: Option<Document>,
        languages: &Languages,
    ) -> Pair {
        let snippets = snippets.filter(|document| !document.blocks.is_empty());
        let source_tag = [&source, &snippets]
            .into_iter()
            .flatten()
            .next()
            .map(|document| language_of(document, languages.source.as_ref(), &[]));
        let target_tag = language_of(&target, languages.target.as_ref(), &[]);
        let source_tag = source_tag.unwrap_or_else(|| target_tag.clone());
        let side = |document| Side::new(document, &source_tag);
        let target = Side::new(target, &target_tag);
        let packs = (pack(&source_tag), target.pack.clone());
        Pair {
            source: source.map(side),
            snippets: snippets.map(side),
            translations: Translations::new(packs.0, packs.1, &languages.lexicons),
            target,
            glossaries: languages.glossaries.clone(),
            links: OnceLock::new(),
        }
    }

    /// A translation alone.
    pub fn target_alone(target: Document, languages: &Languages) -> Pair {
        Pair::new(target, None, None, languages)
    }

    /// Whether there is anything of the source.
    pub fn has_source(&self) -> bool {
        self.source.is_some() || self.snippets.is_some()
    }

    /// What lexicons say of the words of the two languages.
    pub fn translations(&self) -> &Translations {
        &self.translations
    }

    /// The user's glossaries.
    pub fn glossaries(&self) -> &[Arc<Glossary>] {
        &self.glossaries
    }

    /// The units: segments of the target with their counterparts, in the target's order. Source
    /// segments that nothing translates have a unit of their own.
    pub fn units(&self) -> impl Iterator<Item = Unit<'_>> {
        self.links().units(self)
    }

    /// What the source has for a place of the target.
    pub fn counterpart(&self, block: usize, span: Span) -> Option<Counterpart<'_>> {
        self.links().counterpart(self, block, span)
    }

    /// The snippets that belong to no place of the target.
    pub fn unplaced_snippets(&self) -> &[UnplacedSnippet] {
        &self.links().unplaced
    }

    /// The target's segments as they are aligned: sentences, or the records of a bilingual file.
    pub fn segments(&self) -> &[Segment] {
        &self.links().target
    }

    fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
    }
}

/// The language of a document; English-like defaults are never assumed: a text in which nothing is
/// recognised gets the root's facts.
fn language_of(document: &Document, said: Option<&Tag>, allowed: &[Tag]) -> Tag {
    if let Some(tag) = said.or(document.language.as_ref()) {
        return tag.clone();
    }
    let detected = detect(&document.prose(), allowed);
    detected.map_or_else(|| Tag::language_only("und"), |detected| detected.tag)
}
