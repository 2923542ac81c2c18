//! What was read in a text, kept for the next one that says the same.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::brackets::Bracket;
use super::characters::Characters;
use super::glance::Glance;
use super::quantities::Quantity;
use super::quotations::Quotations;
use super::side::{Segment, Side};
use super::words::Reading;
use crate::document::{Block, Continuity, Document};
use crate::language::{Pack, pack};
use crate::text::Tag;

/// A longer text, in bytes, is not kept.
const MOST: usize = 1 << 20;

/// What is read in the blocks of a text, each when first asked for. It says nothing of where the text
/// stands in its file, and so holds for another file with the same words.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) id: ReadingsId,
    pub(super) words: OnceLock<Reading>,
    pub(super) glances: OnceLock<Vec<Glance>>,
    pub(super) characters: OnceLock<Vec<Characters>>,
    pub(super) sentences: OnceLock<Vec<Segment>>,
    pub(super) quotations: OnceLock<Quotations>,
    pub(super) brackets: OnceLock<Vec<Bracket>>,
    pub(super) quantities: OnceLock<Vec<Vec<Quantity>>>,
}

/// What tells readings from all others of this run.
#[derive(Debug)]
pub(super) struct ReadingsId(pub(super) u64);

impl Default for ReadingsId {
    fn default() -> ReadingsId {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        ReadingsId(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// The readings of the last text, for the next one that says the same. Where engines are compared, each
/// of them brings the source along once more; where articles are checked beside the same snippets, each
/// of them brings those.
#[derive(Clone, Debug, Default)]
pub struct LastReadings {
    kept: Arc<Mutex<Option<Kept>>>,
}

impl LastReadings {
    /// A document in the language of `tag`, with what was read in the last one if it says the same.
    pub fn side(&self, document: Document, tag: &Tag) -> Side {
        let pack = pack(tag);
        // What is kept is whole even if a thread gave up while it held the lock.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|it| it.says_the_same(&document, &pack)) {
            return Side::with_readings(document, pack, kept.readings.clone());
        }
        // The old ones go first: they give back what the language's words are known by.
        *kept = None;
        let readings = Arc::default();
        let bytes: usize = document.blocks.iter().map(|it| it.text.len()).sum();
        if bytes <= MOST {
            *kept = Some(Kept::of(&document, &pack, &readings));
        }
        Side::with_readings(document, pack, readings)
    }
}

/// A text with its readings.
#[derive(Debug)]
struct Kept {
    pack: Arc<Pack>,
    continuity: Continuity,
    /// The blocks' texts, one behind another.
    text: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    readings: Arc<Readings>,
}

impl Kept {
    fn of(document: &Document, pack: &Arc<Pack>, readings: &Arc<Readings>) -> Kept {
        let mut text = String::new();
        let add = |block: &Block| {
            text.push_str(&block.text);
            text.len()
        };
        let ends = document.blocks.iter().map(add).collect();
        let continuity = document.continuity;
        Kept { pack: pack.clone(), continuity, text, ends, readings: readings.clone() }
    }

    /// Whether whatever is read in a document would be the same.
    fn says_the_same(&self, document: &Document, pack: &Arc<Pack>) -> bool {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut texts = starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end]);
        Arc::ptr_eq(&self.pack, pack)
            && self.continuity == document.continuity
            && self.ends.len() == document.blocks.len()
            && document.blocks.iter().all(|it| texts.next() == Some(&it.text))
    }
}
