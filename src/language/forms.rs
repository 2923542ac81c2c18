//! The forms of a language's words, with what its pack says of them: found out once, kept from text to
//! text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use foldhash::fast::FixedState;

use super::{Begun, Heard, Pack, WordKinds};
use crate::text::{Case, fold, letter_bits};

/// Forms that one table keeps from text to text, at most: some 22 MB.
const MOST: usize = 1 << 16;
/// Tables that wait for their next text, at most: as many as there may be threads.
const IDLE: usize = 64;

/// A word as it is written, with what is known of it.
#[derive(Clone, Debug)]
pub struct WordForm {
    /// The word as it is written.
    pub text: Box<str>,
    /// The word in lower case.
    pub lower: Box<str>,
    /// The word folded: lower case, no accents.
    pub folded: Box<str>,
    /// Its length in characters.
    pub letters: u32,
    /// The bits of its letters, folded.
    pub letter_bits: u32,
    /// What it is.
    pub kinds: WordKinds,
    /// The phrases that render a formula of another language and may begin with it, by their numbers.
    pub calques: Box<[usize]>,
    /// The names of countries, cities and the like that may begin with it.
    pub begun: Box<[Begun]>,
    /// How it sounds: found out when first asked for, since only names are heard.
    heard: OnceLock<Heard>,
}

impl WordForm {
    fn new(word: &str, pack: &Pack) -> WordForm {
        let lower = word.to_lowercase();
        let folded = fold(word);
        let calques: Box<[usize]> = pack.calques.starting(&lower).collect();
        let exonyms = &pack.names.exonyms;
        let begun: Box<[Begun]> = match exonyms.has_head(word) {
            true => exonyms.begun(word, &folded).collect(),
            false => Box::default(),
        };
        let kinds = spelled(word, pack)
            | listed(word, &lower, &folded, pack)
            | in_names(word, &folded, pack)
            | exonyms.roles(&begun)
            | in_calques(&lower, &calques, pack);
        WordForm {
            text: word.into(),
            letters: word.chars().count() as u32,
            kinds,
            calques,
            begun,
            letter_bits: letter_bits(&folded),
            heard: OnceLock::new(),
            folded: folded.into(),
            lower: lower.into(),
        }
    }

    /// How it sounds.
    pub fn heard(&self) -> &Heard {
        self.heard.get_or_init(|| Heard::of(&self.text, &self.folded))
    }
}

/// What the spelling of a word says.
fn spelled(word: &str, pack: &Pack) -> WordKinds {
    let ends_as_noun = |ending: &String| word.ends_with(ending.as_str());
    let case = Case::of(word);
    all_of([
        (WordKinds::CAPITALISED, word.starts_with(char::is_uppercase)),
        (WordKinds::ENDS_SMALL, word.chars().skip(1).all(char::is_lowercase)),
        (WordKinds::DIGIT, word.bytes().any(|byte| byte.is_ascii_digit())),
        (WordKinds::MARK, !word.chars().all(char::is_alphanumeric)),
        (WordKinds::ASCII, word.bytes().all(|byte| byte.is_ascii_alphanumeric())),
        (WordKinds::SINGLE, word.chars().nth(1).is_none()),
        (WordKinds::SMALL, case == Case::Lower),
        (WordKinds::CAPITALS, case == Case::Capitals),
        (WordKinds::MIXED, case == Case::Mixed),
        (WordKinds::NOUN_ENDING, pack.letters.noun_endings.iter().any(ends_as_noun)),
    ])
}

/// What a pack says of a word, given in lower case and folded as well.
fn listed(word: &str, lower: &str, folded: &str, pack: &Pack) -> WordKinds {
    let (words, address) = (&pack.words, &pack.address);
    let typed: Cow<'_, str> = match folded.is_ascii() {
        true => folded.into(),
        false => folded.replace(['’', '‘'], "'").into(),
    };
    all_of([
        (WordKinds::FUNCTION, words.function.words.contains(lower)),
        (WordKinds::COMMON, words.common.words.contains(lower)),
        (WordKinds::LOAN, words.loans.words.contains(lower)),
        (WordKinds::NEGATES, pack.negation.negates(&typed)),
        (WordKinds::HINTS_NO, pack.negation.hints(&typed)),
        (WordKinds::SPEECH_VERB, pack.speech.verbs.contains(word)),
        (WordKinds::FAMILIAR, address.familiar.contains(word)),
        (WordKinds::FAMILIAR_SMALL, address.familiar.contains(lower)),
        (WordKinds::FORMAL, address.formal.contains(word)),
        (WordKinds::COUNTS, pack.number_index.may_begin_in(word)),
        (WordKinds::JOINS_LIST, pack.syntax.list_joiners.contains(lower)),
    ])
}

/// What a word, given folded as well, is in names beside the first word of those that are listed.
fn in_names(word: &str, folded: &str, pack: &Pack) -> WordKinds {
    all_of([
        (WordKinds::SECOND_IN_NAME, pack.names.exonyms.has_second(folded)),
        (WordKinds::LIKE_NAME, is_spelled_as_name(word, pack)),
    ])
}

/// Letters that a name must have to be told from others.
const SHORTEST_NAME: usize = 4;

/// Whether a word may be a name by its letters, of which one is small at least; months and days of the
/// week are none.
pub fn is_spelled_as_name(word: &str, pack: &Pack) -> bool {
    let calendar = &pack.calendar;
    word.chars().all(char::is_alphabetic)
        && word.chars().nth(SHORTEST_NAME - 1).is_some()
        && word.chars().any(char::is_lowercase)
        && !calendar.months.iter().chain(&calendar.weekdays).flatten().any(|it| it == word)
}

/// What a word in lower case is in phrases that render formulas: those with these numbers may begin
/// with it.
fn in_calques(lower: &str, begun: &[usize], pack: &Pack) -> WordKinds {
    all_of([
        (WordKinds::BEGINS_CALQUE, !begun.is_empty()),
        (WordKinds::OPENS_CALQUE, pack.calques.going_on(begun, None).next().is_some()),
        (WordKinds::SECOND_IN_CALQUE, pack.calques.has_second(lower)),
    ])
}

/// The kinds that are true.
fn all_of<const N: usize>(kinds: [(WordKinds, bool); N]) -> WordKinds {
    kinds.into_iter().filter(|(_, is)| *is).map(|(kind, _)| kind).collect()
}

/// What a table says at once of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormEntry {
    /// The number of its form.
    pub number: u32,
    /// The number of the first form that was met of those that are folded alike.
    pub folded: u32,
    /// What it is.
    pub kinds: WordKinds,
}

/// Forms by their numbers.
#[derive(Debug)]
pub struct FormTable {
    id: u64,
    /// Words of 15 bytes at most by their bytes and length: most words are, and comparing them so
    /// needs no look at another place of memory.
    short: HashMap<Short, FormEntry, FixedState>,
    /// Of these the last one that was met for each place: a text has most words of the text before it,
    /// where that is another translation of the same source or the sentence before.
    recent: Vec<(Short, FormEntry)>,
    long: HashMap<Box<str>, FormEntry, FixedState>,
    by_folded: HashMap<Box<str>, u32, FixedState>,
    forms: Vec<WordForm>,
}

impl Default for FormTable {
    fn default() -> FormTable {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        FormTable {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            short: HashMap::default(),
            recent: Vec::new(),
            long: HashMap::default(),
            by_folded: HashMap::default(),
            forms: Vec::new(),
        }
    }
}

impl FormTable {
    /// What tells the table from all others of this run, whose numbers mean other forms.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// What is known of a word at once.
    pub fn entry(&mut self, word: &str, pack: &Pack) -> FormEntry {
        let Some(short) = short(word) else {
            let known = self.long.get(word).copied();
            return known.unwrap_or_else(|| {
                let entry = self.add(word, pack);
                self.long.insert(word.into(), entry);
                entry
            });
        };
        let place = place_in_recent(short);
        if let Some((recent, entry)) = self.recent.get(place)
            && *recent == short
        {
            return *entry;
        }
        let entry = self.short.get(&short).copied().unwrap_or_else(|| {
            let entry = self.add(word, pack);
            self.short.insert(short, entry);
            entry
        });
        self.recent.resize(RECENT, Default::default());
        self.recent[place] = (short, entry);
        entry
    }

    /// Takes in a word that was not met.
    #[cold]
    fn add(&mut self, word: &str, pack: &Pack) -> FormEntry {
        let number = self.forms.len() as u32;
        let form = WordForm::new(word, pack);
        let folded = *self.by_folded.entry(form.folded.clone()).or_insert(number);
        let kinds = form.kinds;
        self.forms.push(form);
        FormEntry { number, folded, kinds }
    }

    /// A form by its number.
    #[inline]
    pub fn form(&self, number: u32) -> &WordForm {
        &self.forms[number as usize]
    }
}

/// A short word as two numbers, which make smaller entries than one of 128 bits: its first bytes, and
/// the others with its length.
type Short = (u64, u64);

/// Words that were met last are looked for among so many: one look at memory in place of two.
const RECENT: usize = 1 << 13;

/// Where a short word stands among those that were met last.
fn place_in_recent((first, others): Short) -> usize {
    let mixed = (first ^ others.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - RECENT.ilog2())) as usize
}

/// A word as such numbers; none of a longer one.
fn short(word: &str) -> Option<Short> {
    let (bytes, length) = (word.as_bytes(), word.len() as u32);
    if length > 15 {
        return None;
    }
    // The last eight bytes hold the others, which takes no loop over them.
    let (first, others) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let others = u64::from_le_bytes(*last).checked_shr(8 * (16 - length));
            (u64::from_le_bytes(*first), others.unwrap_or_default())
        }
        _ => (few(bytes), 0),
    };
    Some((first, others | u64::from(length) << 56))
}

/// Fewer than eight bytes as a number that no others of the same length have.
fn few(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

/// The tables of a language that no text is read with.
#[derive(Debug, Default)]
pub struct FormMemory(Mutex<Vec<FormTable>>);

impl Clone for FormMemory {
    fn clone(&self) -> FormMemory {
        FormMemory::default()
    }
}

impl FormMemory {
    /// A table to read a text with.
    pub fn take(&self) -> FormTable {
        self.idle().pop().unwrap_or_default()
    }

    /// Keeps a table for the next text. One that holds too much is given up.
    pub fn give_back(&self, table: FormTable) {
        let mut idle = self.idle();
        if table.forms.len() < MOST && idle.len() < IDLE {
            idle.push(table);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<FormTable>> {
        // Whatever a thread did that gave up, the list is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody else knows of forms, by their numbers in the tables that they are met in.
#[derive(Debug)]
pub struct ByForm<T> {
    /// The tables that were met last, the last one first.
    tables: Vec<(u64, Vec<Option<T>>)>,
}

/// So many tables are remembered: there is hardly ever more than one a language and thread.
const REMEMBERED: usize = 16;

impl<T> Default for ByForm<T> {
    fn default() -> ByForm<T> {
        ByForm { tables: Vec::new() }
    }
}

impl<T: Clone> ByForm<T> {
    /// What is known of a form of this number in the table of this id; `find_out` says it the first
    /// time.
    #[inline]
    pub fn get(&mut self, key: (u64, u32), find_out: impl FnOnce() -> T) -> T {
        self.known(key).cloned().unwrap_or_else(|| self.learn(key, find_out))
    }

    /// What is known of a form of this number, if the table of this id was met last.
    #[inline]
    pub fn known(&self, (table, form): (u64, u32)) -> Option<&T> {
        let (id, known) = self.tables.first()?;
        if *id == table { known.get(form as usize)?.as_ref() } else { None }
    }

    /// The same as [`get`](Self::get), for a form that may be met for the first time.
    #[cold]
    pub fn learn(&mut self, (table, form): (u64, u32), find_out: impl FnOnce() -> T) -> T {
        let known = self.place(table, form as usize);
        known.get_or_insert_with(find_out).clone()
    }

    /// The place of a form in the list of its table, which is brought to the front.
    fn place(&mut self, table: u64, form: usize) -> &mut Option<T> {
        match self.tables.iter().position(|(id, _)| *id == table) {
            Some(place) => self.tables[..=place].rotate_right(1),
            None => {
                self.tables.truncate(REMEMBERED - 1);
                self.tables.insert(0, (table, Vec::new()));
            }
        }
        let known = &mut self.tables[0].1;
        if known.len() <= form {
            known.resize(form + 1, None);
        }
        &mut known[form]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn short_words_are_told_from_each_other() {
        let text = "abcdefghijklmnop";
        let mut words: Vec<String> = (0..=15).map(|end| text[..end].to_owned()).collect();
        for length in 1..=15 {
            for at in 0..length {
                let mut word = text[..length].to_owned();
                word.replace_range(at..=at, "z");
                words.push(word);
            }
        }
        let numbers: HashSet<_> = words.iter().map(|word| short(word)).collect();
        assert_eq!(numbers.len(), words.len());
        assert!(!numbers.contains(&None) && short(text).is_none());
    }
}
