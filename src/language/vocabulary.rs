use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::{ByForm, Pack};
use crate::text::Tag;

/// Which of several languages a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// A function word or common word of the language itself that none of the others has.
    Own,
    /// A word that the language has as well: a loan word, a homograph, a common word.
    Shared,
    /// A word that only other languages have.
    Foreign(ForeignWords),
}

/// Which other languages have a word, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignWords {
    /// The languages, by their bits in the order they were given.
    pub languages: u8,
    /// Whether it is a function word in one of them.
    pub function: bool,
}

/// The words by which a language is told from others.
#[derive(Debug)]
pub struct Vocabulary {
    words: HashMap<String, Belonging, FixedState>,
    /// What was found out about the forms of texts, as far as no thread is at work with it.
    idle: Mutex<Vec<Belongings>>,
}

/// What is known of forms.
pub type Belongings = ByForm<Option<Belonging>>;

impl Vocabulary {
    /// The words of `own` and of the other languages. It is made when first asked for and kept.
    ///
    /// Nothing is foreign to a language about which nothing is known.
    pub fn between(own: &Pack, others: &[Arc<Pack>]) -> Arc<Vocabulary> {
        type Known = BTreeMap<(Tag, Vec<Tag>), Arc<Vocabulary>>;
        static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let key = (own.tag.clone(), others.iter().map(|pack| pack.tag.clone()).collect());
        // What is in the map is whole even if a thread gave up while it held the lock.
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Arc::new(Vocabulary::new(own, others))).clone()
    }

    fn new(own: &Pack, others: &[Arc<Pack>]) -> Vocabulary {
        let mut words = HashMap::default();
        if own.words.function.words.is_empty() {
            return Vocabulary { words, idle: Mutex::default() };
        }
        for (index, pack) in others.iter().enumerate().take(8) {
            let lists = [(&pack.words.function, true), (&pack.words.common, false)];
            for (word, is_function) in lists
                .iter()
                .flat_map(|(list, function)| list.words.iter().map(|it| (it, *function)))
            {
                let entry = words
                    .entry(word.clone())
                    .or_insert(Belonging::Foreign(ForeignWords { languages: 0, function: false }));
                if let Belonging::Foreign(foreign) = entry {
                    foreign.languages |= 1 << index;
                    foreign.function |= is_function;
                }
            }
        }
        for word in own.words.function.words.iter().chain(&own.words.common.words) {
            words.entry(word.clone()).and_modify(share).or_insert(Belonging::Own);
        }
        for word in &own.words.loans.words {
            words.entry(word.clone()).and_modify(share).or_insert(Belonging::Shared);
        }
        Vocabulary { words, idle: Mutex::default() }
    }

    /// Works with what was found out about forms, which no other thread has meanwhile.
    pub fn with_belongings<T>(&self, work: impl FnOnce(&mut Belongings) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut known = known.unwrap_or_default();
        let done = work(&mut known);
        idle().push(known);
        done
    }

    /// What is known of a word, given in lower case and with the typographic apostrophe.
    pub fn belonging(&self, lower: &str) -> Option<Belonging> {
        self.words.get(lower).copied()
    }
}

fn share(belonging: &mut Belonging) {
    if matches!(belonging, Belonging::Foreign(_)) {
        *belonging = Belonging::Shared;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn words_that_two_languages_share_show_neither() {
        let (de, en) = (pack(&"de".parse().unwrap()), pack(&"en".parse().unwrap()));
        let words = Vocabulary::between(&de, &[en]);
        let foreign = |word: &str| match words.belonging(word) {
            Some(Belonging::Foreign(foreign)) => Some(foreign.function),
            _ => None,
        };
        assert_eq!(words.belonging("und"), Some(Belonging::Own));
        assert_eq!(words.belonging("die"), Some(Belonging::Shared));
        assert_eq!(words.belonging("team"), Some(Belonging::Shared));
        assert_eq!(foreign("the"), Some(true));
        assert_eq!(foreign("company"), Some(false));
        assert_eq!(words.belonging("xyz"), None);
    }

    #[test]
    fn nothing_is_foreign_to_an_unknown_language() {
        let (und, en) = (pack(&"und".parse().unwrap()), pack(&"en".parse().unwrap()));
        assert_eq!(Vocabulary::between(&und, &[en]).belonging("the"), None);
    }
}
