use std::collections::HashSet;
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::language::WordSet;

use super::Exonyms;

/// A list of words with its source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourcedWords {
    /// Where the list comes from.
    pub source: String,
    /// The words.
    pub words: WordSet,
}

/// Words by which a language is known, all in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries, particles.
    pub function: SourcedWords,
    /// Common words of news that carry content.
    pub common: SourcedWords,
    /// Words that may rightly stand twice in a row (`die die`, `sehr sehr`).
    pub doubling: SourcedWords,
    /// Words that may stand twice in a row when people talk, and nowhere else (`so so`).
    pub spoken_doubling: SourcedWords,
    /// Prepositions that may stand twice in a row since attributes stand before their noun and may
    /// have a preposition of their own (`in in Kiel ansässigen Firmen`); none in most languages.
    pub nesting_prepositions: SourcedWords,
    /// Words that belong to this language and to others as well: taken over (`Software`), or written
    /// alike (`neutral`).
    pub loans: SourcedWords,
    /// Phrases of other languages that are used as they are, words parted by spaces whatever stands
    /// between them in a text (`fair play`, `de facto`).
    pub loan_phrases: SourcedWords,
}

/// Words that end in a full stop which is not the end of a sentence.
///
/// An entry that starts with a hyphen is the end of compounds (`-str.`); one that goes on behind its
/// stop is not parted there (`p.m. Eastern`); names that end in another stop count too (`Yahoo!`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviations {
    /// Those that never end a sentence: titles, `z. B.`, `Nr.`
    pub never_final: SourcedWords,
    /// Those that may end one: `usw.`, `etc.`, `Co.`, `v. Chr.`
    pub maybe_final: SourcedWords,
    /// What stands behind the first letter of each word of them, found when first asked for.
    #[serde(skip)]
    tails: OnceLock<HashSet<Box<str>, FixedState>>,
}

impl Abbreviations {
    /// Whether none of them has a word, given with its stop, whatever its first letter is.
    pub fn lack(&self, word: &str) -> bool {
        let tail =
            |word: &str| word.chars().next().map(|first| Box::from(&word[first.len_utf8()..]));
        let tails = self.tails.get_or_init(|| {
            let all = self.never_final.words.iter().chain(self.maybe_final.words.iter());
            all.flat_map(|entry| entry.split(' ')).filter_map(tail).collect()
        });
        word.chars().next().is_none_or(|first| !tails.contains(&word[first.len_utf8()..]))
    }
}

/// Names and acronyms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Nouns, lower case, that businesses are named by; compounds end in them. Before them an
    /// apostrophe and s is the name's own (`Eva’s Blumenladen`) where the language has no other.
    pub businesses: SourcedWords,
    /// Acronyms that mix capitals and small letters, in their right form (`SaaS`, `IoT`).
    pub mixed_case_acronyms: SourcedWords,
    /// Forms that differ by case only and both are right: `EU` and `eu`, `IT` and `it`.
    pub case_pairs: SourcedWords,
    /// Endings with a capital inside a word that mark gender, not a name (`Innen`).
    pub gender_endings: SourcedWords,
    /// Names that hold an apostrophe and s (`McDonald’s`).
    pub apostrophe_names: SourcedWords,
    /// What other languages put behind a name and an apostrophe to show possession (English `s`).
    pub foreign_possessives: SourcedWords,
    /// Letters at a name's end behind which the genitive has no s (`Hans’ Haus`).
    pub sibilants: SourcedWords,
    /// Lower-case words that open a family name and are prepositions too, so that they rightly stand
    /// twice: `von von der Leyen`.
    pub particles: SourcedWords,
    /// Countries, cities, regions and organisations that languages have names of their own for.
    pub exonyms: Exonyms,
}

/// Words that address the reader, as they are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Address {
    /// Where the facts come from.
    pub source: String,
    /// Words of the familiar form (`du`, `tu`).
    pub familiar: WordSet,
    /// Words of the formal form (`Sie`, `vous`).
    pub formal: WordSet,
    /// Whether a capital alone tells the formal form, so that it says nothing at a sentence's start.
    pub by_capital: bool,
}
