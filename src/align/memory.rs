//! What was found out about the words of two languages, kept from text to text.
//!
//! A word that stands in a thousand records is looked up in the lexicons once. Nothing here changes
//! what is found: a memory that is full is emptied, and what was in it is found out again.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::index::Index;
use super::notes::Notes;
use crate::language::lexicon::Translations;

/// What is remembered of words, by pairs of languages and lexicons.
#[derive(Clone, Debug, Default)]
pub struct WordMemory {
    known: Arc<Mutex<Vec<Arc<PairMemory>>>>,
}

impl WordMemory {
    /// What is remembered of the words of two languages.
    pub fn of(&self, translations: &Translations) -> Arc<PairMemory> {
        // What is in the list is whole even if a thread gave up while it held the lock.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.iter().find(|it| it.translations.is_same_as(translations)) {
            return found.clone();
        }
        known.push(Arc::new(PairMemory::new(translations.clone())));
        known[known.len() - 1].clone()
    }
}

/// What is remembered of the words of two languages.
#[derive(Debug)]
pub struct PairMemory {
    pub(super) translations: Translations,
    index: OnceLock<Arc<Index>>,
    /// The notes that no thread is at work with.
    #[expect(
        clippy::vec_box,
        reason = "they are large, and taken and put back for every question"
    )]
    idle: Mutex<Vec<Box<Notes>>>,
}

impl PairMemory {
    /// An empty memory.
    pub fn new(translations: Translations) -> PairMemory {
        PairMemory { translations, index: OnceLock::new(), idle: Mutex::default() }
    }

    /// Whether a form in a source text has a headword in the lexicons.
    pub fn lists_source(&self, form: &str) -> bool {
        self.lists(form, true, |form| self.translations.lists_source(form))
    }

    /// Whether a form in a target text renders some headword of the lexicons.
    pub fn lists_target(&self, form: &str) -> bool {
        self.lists(form, false, |form| self.translations.lists_target(form))
    }

    fn lists(&self, form: &str, of_source: bool, look_up: impl FnOnce(&str) -> bool) -> bool {
        if self.translations.is_empty() {
            return false;
        }
        self.with_notes(|notes| notes.is_listed(form, of_source, look_up))
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.translations))
    }

    /// Works with notes that no other thread has meanwhile.
    pub(super) fn with_notes<T>(&self, work: impl FnOnce(&mut Notes) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let notes = idle().pop();
        let new = || Box::new(Notes::new(&self.translations));
        let mut notes = notes.filter(|it| !it.are_full()).unwrap_or_else(new);
        let done = work(&mut notes);
        idle().push(notes);
        done
    }
}
