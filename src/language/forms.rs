//! The forms of a language's words, with what its pack says of them: found out once, kept from text to
//! text.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::Pack;
use crate::text::{Case, fold};

/// Forms that one table keeps from text to text, at most: some 18 MB.
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
    /// How capitals and small letters are spread over it.
    pub case: Case,
    /// Whether its first letter is a capital.
    pub is_capitalised: bool,
    /// Whether it holds a digit.
    pub has_digit: bool,
    /// Whether it holds anything but letters and digits.
    pub has_mark: bool,
    /// Whether it is a function word.
    pub is_function: bool,
    /// Whether it is a common word.
    pub is_common: bool,
    /// Whether it is a loan word.
    pub is_loan: bool,
    /// Whether the name of a country, a city or the like begins with it.
    pub begins_name: bool,
    /// Whether it ends as only nouns do.
    pub ends_as_noun: bool,
    /// Whether it negates.
    pub negates: bool,
    /// Whether it may carry a negation, as a negator or in another way.
    pub hints_no: bool,
    /// Whether it is a verb of saying.
    pub is_speech_verb: bool,
    /// Whether it addresses the reader in the familiar form.
    pub is_familiar: bool,
    /// Whether it addresses the reader in the formal form.
    pub is_formal: bool,
    /// Whether something that counts or measures may begin in it.
    pub may_count: bool,
    /// Whether a phrase that renders a formula of another language may begin with it.
    pub may_be_calque: bool,
    /// The number of the first form that was met of those that are folded alike.
    pub folded_number: u32,
}

impl WordForm {
    fn new(word: &str, pack: &Pack) -> WordForm {
        let lower = word.to_lowercase();
        let folded = fold(word);
        let words = &pack.words;
        let may_be_calque = pack.calques.starting(&lower).next().is_some();
        let typed = folded.replace(['’', '‘'], "'");
        WordForm {
            text: word.into(),
            letters: word.chars().count() as u32,
            case: Case::of(word),
            is_capitalised: word.chars().next().is_some_and(char::is_uppercase),
            has_digit: word.bytes().any(|byte| byte.is_ascii_digit()),
            has_mark: !word.chars().all(char::is_alphanumeric),
            is_function: words.function.words.contains(&lower),
            is_common: words.common.words.contains(&lower),
            is_loan: words.loans.words.contains(&lower),
            begins_name: pack.names.exonyms.may_begin(word),
            ends_as_noun: pack.letters.noun_endings.iter().any(|it| word.ends_with(it.as_str())),
            negates: pack.negation.negates(&typed),
            hints_no: pack.negation.hints(&typed),
            is_speech_verb: pack.speech.verbs.contains(word),
            is_familiar: pack.address.familiar.contains(word),
            is_formal: pack.address.formal.contains(word),
            may_count: pack.number_index.may_begin_in(word),
            may_be_calque,
            folded_number: 0,
            folded: folded.into(),
            lower: lower.into(),
        }
    }

    /// Whether it is one of the language's words, as far as the pack lists them.
    pub fn is_known(&self) -> bool {
        self.is_function || self.is_common || self.is_loan
    }
}

/// Forms by their numbers.
#[derive(Debug)]
pub struct FormTable {
    id: u64,
    /// Words of 15 bytes at most by their bytes and length: most words are, and comparing them so
    /// needs no look at another place of memory.
    short: HashMap<(u64, u64), u32, FixedState>,
    long: HashMap<Box<str>, u32, FixedState>,
    by_folded: HashMap<Box<str>, u32, FixedState>,
    forms: Vec<WordForm>,
}

impl Default for FormTable {
    fn default() -> FormTable {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        FormTable {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            short: HashMap::default(),
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

    /// The number of a word's form.
    pub fn number(&mut self, word: &str, pack: &Pack) -> u32 {
        let short = short(word);
        let known = match &short {
            Some(short) => self.short.get(short),
            None => self.long.get(word),
        };
        if let Some(number) = known {
            return *number;
        }
        let number = self.forms.len() as u32;
        let mut form = WordForm::new(word, pack);
        form.folded_number = *self.by_folded.entry(form.folded.clone()).or_insert(number);
        self.forms.push(form);
        match short {
            Some(short) => _ = self.short.insert(short, number),
            None => _ = self.long.insert(word.into(), number),
        }
        number
    }

    /// A form by its number.
    #[inline]
    pub fn form(&self, number: u32) -> &WordForm {
        &self.forms[number as usize]
    }
}

/// A short word as a number.
fn short(word: &str) -> Option<(u64, u64)> {
    let mut bytes = [0; 16];
    bytes[..15].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    bytes[15] = word.len() as u8;
    // Two numbers make smaller entries than one of 128 bits.
    let both = u128::from_le_bytes(bytes);
    Some((both as u64, (both >> 64) as u64))
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
    pub fn get(&mut self, (table, form): (u64, u32), find_out: impl FnOnce() -> T) -> T {
        if let Some((id, known)) = self.tables.first()
            && *id == table
            && let Some(Some(known)) = known.get(form as usize)
        {
            return known.clone();
        }
        let known = self.place(table, form as usize);
        known.get_or_insert_with(find_out).clone()
    }

    /// The place of a form in the list of its table, which is brought to the front.
    #[cold]
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
