//! What a rule sees: a translation, its source as far as it is there, and which parts of the two
//! belong together.

mod differences;
mod foreign;
mod links;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use differences::{Comparison, Difference, DifferenceKind};
pub use foreign::{BlockWords, ForeignKind, ForeignWord, is_rendered_otherwise, lookup_form};
pub use links::{Counterpart, Unit, UnplacedSnippet};

use self::links::Links;
use crate::align::{PairMemory, WordLinks, WordMemory, link_words};
use crate::document::Document;
use crate::language::glossary::Glossary;
use crate::language::lexicon::{Lexicons, Translations};
use crate::language::{Pack, detect, others, pack};
use crate::reading::{LastReadings, Segment, Side};
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
    memory: Arc<PairMemory>,
    glossaries: Vec<Arc<Glossary>>,
    links: OnceLock<Links>,
    word_links: OnceLock<Vec<OnceLock<WordLinks>>>,
    comparison: OnceLock<Comparison>,
    words: OnceLock<Vec<BlockWords>>,
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
    /// Which variety a language is in, where nobody says: by language, `de` → `de-CH`.
    pub variants: BTreeMap<String, Tag>,
    /// What is found out about words on the way, for the texts that follow.
    pub memory: WordMemory,
    /// What was read in the last source, for the next translation of it.
    pub last: LastReadings,
}

impl Languages {
    /// The variety of a language that is meant when none is said.
    fn variant(&self, tag: Tag) -> Tag {
        if tag != tag.base() {
            return tag;
        }
        self.variants.get(tag.language()).cloned().unwrap_or(tag)
    }
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
        let target_tag = languages.variant(language_of(&target, languages.target.as_ref(), &[]));
        let source_tag = source_tag.map(|tag| languages.variant(tag));
        let source_tag = source_tag.unwrap_or_else(|| target_tag.clone());
        let side = |document| languages.last.side(document, &source_tag);
        let target = Side::new(target, &target_tag);
        let packs = (pack(&source_tag), target.pack.clone());
        let translations = Translations::new(packs.0, packs.1, &languages.lexicons);
        Pair {
            source: source.map(side),
            snippets: snippets.map(side),
            memory: languages.memory.of(&translations),
            translations,
            target,
            glossaries: languages.glossaries.clone(),
            links: OnceLock::new(),
            words: OnceLock::new(),
            comparison: OnceLock::new(),
            word_links: OnceLock::new(),
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

    /// The facts of the source's language; none when nothing of the source is there.
    pub fn source_pack(&self) -> Option<&Arc<Pack>> {
        let side = self.source.as_ref().or(self.snippets.as_ref())?;
        Some(&side.pack)
    }

    /// The packs whose words are foreign in the target: the source's; without a source, those of
    /// every other language.
    pub fn foreign_packs(&self) -> Vec<Arc<Pack>> {
        match self.source_pack() {
            Some(pack) => vec![pack.clone()],
            None => others(&self.target.pack).collect(),
        }
    }

    /// The words of a block of the target that tell its language.
    pub fn words_of(&self, block: usize) -> &BlockWords {
        &self.words.get_or_init(|| foreign::read(self))[block]
    }

    /// What lexicons say of the words of the two languages.
    pub fn translations(&self) -> &Translations {
        &self.translations
    }

    /// What was found out about the words of the two languages.
    pub fn memory(&self) -> &PairMemory {
        &self.memory
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

    /// Which words of a unit render which; no words where the unit has one side only.
    pub fn word_links(&self, unit: &Unit<'_>) -> &WordLinks {
        let empty = || (0..self.links().len()).map(|_| OnceLock::new()).collect();
        self.word_links.get_or_init(empty)[unit.number].get_or_init(|| match unit.source {
            Some(source) if !unit.target.is_empty() => {
                let sides = ((source.side, source.segments), (&self.target, unit.target));
                link_words(sides.0, sides.1, &self.memory)
            }
            _ => WordLinks::default(),
        })
    }

    /// The words of a unit's source beside those of the target's segments around it, `reach` before
    /// and behind: where a rendering may stand if not in the unit.
    pub fn word_links_around_target(&self, unit: &Unit<'_>, reach: usize) -> WordLinks {
        let Some(source) = unit.source else { return WordLinks::default() };
        let around = self.links().around(unit, reach);
        link_words((source.side, source.segments), (&self.target, around), &self.memory)
    }

    /// The words of a unit's target beside those of the source's segments around what it translates;
    /// for a unit without source, around what its neighbours translate.
    pub fn word_links_around_source(&self, unit: &Unit<'_>, reach: usize) -> WordLinks {
        let Some(source) = &self.source else { return WordLinks::default() };
        let beside = match unit.source {
            Some(counterpart) => counterpart.segments,
            None => {
                let neighbours = self.links().around(unit, 1).iter();
                let mut found = neighbours
                    .filter_map(|it| self.counterpart(it.block, it.span)?.segments.first());
                found.next().map(std::slice::from_ref).unwrap_or_default()
            }
        };
        let around = self.links().source_around(beside, reach);
        link_words((source, around), (&self.target, unit.target), &self.memory)
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

    /// The segments of the source, or of the snippets, as they are aligned.
    pub fn source_segments(&self, side: &Side) -> &[Segment] {
        let links = self.links();
        let is_source = self.source.as_ref().is_some_and(|source| std::ptr::eq(source, side));
        if is_source { &links.source } else { &[] }
    }

    /// What quantities differ between the two sides.
    pub fn comparison(&self) -> &Comparison {
        self.comparison.get_or_init(|| differences::compare(self))
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
