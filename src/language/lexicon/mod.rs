//! Word translations: evidence for which sentences belong together, and for what a sentence lacks.
//!
//! One lexicon is built in (`lexicons/en-de.tsv`, written for this project); others are read from
//! files that the user names. A lexicon is never a judge of a translation: a rendering that it does
//! not list says nothing.

mod built_in;
mod lemmas;
mod readers;
mod writer;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;

pub use built_in::built_in;
pub use lemmas::lemmas;
pub use readers::{LexiconError, read_dictd, read_lexicon};
pub use writer::write_lexicon;

use crate::language::{Pack, detect, pack};
use crate::text::{Tag, fold, folded};

/// One rendering of a headword.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendering {
    /// The rendering as the lexicon writes it.
    pub text: String,
    /// How good a rendering it is, above 0, at most 1; 1 where the lexicon says nothing of it.
    pub strength: f32,
}

/// Headwords of one language with their renderings in another.
#[derive(Clone, Debug)]
pub struct Lexicon {
    source: Tag,
    target: Tag,
    entries: HashMap<String, Vec<Rendering>, FixedState>,
    inverted: OnceLock<Arc<Lexicon>>,
}

impl Lexicon {
    /// An empty lexicon from one language to another.
    pub fn new(source: Tag, target: Tag) -> Lexicon {
        Lexicon {
            source: source.base(),
            target: target.base(),
            entries: HashMap::default(),
            inverted: OnceLock::new(),
        }
    }

    /// A lexicon of pairs of words whose languages are found out from the words.
    ///
    /// None where a column is in no language that can be told.
    fn of_pairs(pairs: Vec<(String, String, f32)>) -> Option<Lexicon> {
        // Words enough to tell a language by, spread over the whole lexicon.
        const SAMPLE: usize = 4000;
        let step = (pairs.len() / SAMPLE).max(1);
        let sample = |column: fn(&(String, String, f32)) -> &str| {
            let words: Vec<&str> = pairs.iter().step_by(step).map(column).collect();
            detect(&words.join(" "), &[]).map(|it| it.tag)
        };
        let (source, target) = (sample(|it| &it.0)?, sample(|it| &it.1)?);
        Some(Lexicon::from_pairs(source, target, pairs))
    }

    fn from_pairs(source: Tag, target: Tag, pairs: Vec<(String, String, f32)>) -> Lexicon {
        let mut lexicon = Lexicon::new(source, target);
        for (headword, rendering, strength) in pairs {
            lexicon.insert(&headword, &rendering, strength);
        }
        lexicon
    }

    /// Adds a rendering; one that is already there is kept as it is.
    pub fn insert(&mut self, headword: &str, rendering: &str, strength: f32) {
        let renderings = self.entries.entry(fold(headword)).or_default();
        if renderings.iter().all(|it| it.text != rendering) {
            renderings.push(Rendering { text: rendering.to_owned(), strength });
        }
    }

    /// The language of the headwords and that of the renderings.
    pub fn languages(&self) -> (&Tag, &Tag) {
        (&self.source, &self.target)
    }

    /// Number of headwords.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no headword.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The renderings of a headword in the form a dictionary lists it, folded or not.
    pub fn renderings(&self, headword: &str) -> &[Rendering] {
        self.entries.get(&*folded(headword)).map_or(&[], Vec::as_slice)
    }

    /// The headwords in alphabetical order, folded.
    pub fn headwords(&self) -> Vec<&str> {
        let mut headwords: Vec<&str> = self.entries.keys().map(String::as_str).collect();
        headwords.sort_unstable();
        headwords
    }

    /// The lexicon the other way round, made when first asked for.
    pub fn inverted(&self) -> Arc<Lexicon> {
        let invert = || {
            let mut inverted = Lexicon::new(self.target.clone(), self.source.clone());
            for headword in self.headwords() {
                for rendering in &self.entries[headword] {
                    inverted.insert(&rendering.text, headword, rendering.strength);
                }
            }
            Arc::new(inverted)
        };
        self.inverted.get_or_init(invert).clone()
    }
}

/// The lexicons that are asked about a pair of texts, and how their words change their form.
#[derive(Clone, Debug)]
pub struct Translations {
    /// What is known about the source's language.
    pub source: Arc<Pack>,
    /// What is known about the target's language.
    pub target: Arc<Pack>,
    lexicons: Vec<Arc<Lexicon>>,
}

impl Translations {
    /// The built-in lexicon of the pair of languages, if there is one, and those of the user's that
    /// serve it in either direction.
    pub fn new(source: Arc<Pack>, target: Arc<Pack>, lexicons: &Lexicons) -> Translations {
        let wanted = (source.tag.base(), target.tag.base());
        let own = if lexicons.without_built_in { None } else { built_in(&wanted.0, &wanted.1) };
        let given = lexicons.given.iter().filter_map(|lexicon| match lexicon.languages() {
            (from, to) if (from, to) == (&wanted.0, &wanted.1) => Some(lexicon.clone()),
            (from, to) if (to, from) == (&wanted.0, &wanted.1) => Some(lexicon.inverted()),
            _ => None,
        });
        let lexicons = own.into_iter().chain(given).collect();
        Translations { source, target, lexicons }
    }

    /// No lexicon, of languages about which nothing is known.
    pub fn none() -> Translations {
        let pack = pack(&Tag::language_only("und"));
        Translations { source: pack.clone(), target: pack, lexicons: Vec::new() }
    }

    /// Whether no lexicon serves the pair.
    pub fn is_empty(&self) -> bool {
        self.lexicons.is_empty()
    }

    /// Whether a form in a source text has a headword.
    pub fn lists_source(&self, form: &str) -> bool {
        !self.is_empty() && self.has_headword(&lemmas(form, &self.source))
    }

    /// Whether a form in a target text renders some headword.
    pub fn lists_target(&self, form: &str) -> bool {
        !self.is_empty() && self.has_rendering(&lemmas(form, &self.target))
    }

    /// Whether one of some lemmas of the source, folded, is a headword.
    pub(crate) fn has_headword(&self, lemmas: &[String]) -> bool {
        self.lexicons.iter().any(|it| lemmas.iter().any(|lemma| it.entries.contains_key(lemma)))
    }

    /// Whether one of some lemmas of the target, folded, renders a headword.
    pub(crate) fn has_rendering(&self, lemmas: &[String]) -> bool {
        let inverted = self.lexicons.iter().map(|it| it.inverted());
        inverted.into_iter().any(|it| lemmas.iter().any(|lemma| it.entries.contains_key(lemma)))
    }

    /// All renderings that the lexicons list, in no order, some of them more than once.
    pub(crate) fn all_renderings(&self) -> impl Iterator<Item = &str> {
        let entries = self.lexicons.iter().flat_map(|lexicon| lexicon.entries.values());
        entries.flatten().map(|rendering| rendering.text.as_str())
    }

    /// The headwords of several words, folded, in no order.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &str> {
        let headwords = self.lexicons.iter().flat_map(|lexicon| lexicon.entries.keys());
        headwords.map(String::as_str).filter(|headword| headword.contains(' '))
    }

    /// Whether nothing but the built-in lexicon is asked.
    pub(crate) fn is_built_in(&self) -> bool {
        let [lexicon] = &self.lexicons[..] else { return false };
        built_in(&self.source.tag, &self.target.tag).is_some_and(|own| Arc::ptr_eq(&own, lexicon))
    }

    /// Whether both ask the same lexicons about the same languages.
    pub(crate) fn is_same_as(&self, other: &Translations) -> bool {
        let same = |(one, other): (&Arc<Lexicon>, &Arc<Lexicon>)| Arc::ptr_eq(one, other);
        self.source.tag == other.source.tag
            && self.target.tag == other.target.tag
            && self.lexicons.len() == other.lexicons.len()
            && self.lexicons.iter().zip(&other.lexicons).all(same)
    }

    /// The renderings of a word in the form a dictionary lists it.
    pub fn renderings(&self, headword: &str) -> Vec<&Rendering> {
        let mut found: Vec<&Rendering> = Vec::new();
        for rendering in self.listed(headword) {
            if found.iter().all(|it| it.text != rendering.text) {
                found.push(rendering);
            }
        }
        found
    }

    /// The same as the lexicons list them: what several of them have comes several times.
    pub fn listed(&self, headword: &str) -> impl Iterator<Item = &Rendering> {
        let headword = folded(headword);
        self.lexicons.iter().filter_map(move |it| it.entries.get(&*headword)).flatten()
    }

    /// What a form in a source text may be rendered by: renderings of all words it may be a form of.
    pub fn renderings_of(&self, form: &str) -> Vec<&Rendering> {
        if self.is_empty() {
            Vec::new()
        } else {
            self.renderings_of_lemmas(&lemmas(form, &self.source))
        }
    }

    /// The renderings of some lemmas, folded, each once.
    pub(crate) fn renderings_of_lemmas(&self, lemmas: &[String]) -> Vec<&Rendering> {
        let mut found: Vec<&Rendering> = Vec::new();
        for lemma in lemmas {
            for rendering in self.lexicons.iter().filter_map(|it| it.entries.get(lemma)).flatten() {
                if found.iter().all(|it| it.text != rendering.text) {
                    found.push(rendering);
                }
            }
        }
        found
    }
}

/// The lexicons of a run.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    /// Those that the user named.
    pub given: Vec<Arc<Lexicon>>,
    /// Whether the built-in lexicon is left out.
    pub without_built_in: bool,
}
