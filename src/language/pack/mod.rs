//! What is known about one language, table by table.

mod calques;
mod exonyms;
mod inflection;
mod marks;
mod negation;
mod numbers;
mod publishing;
mod quantities;
mod quotes;
mod syntax;
mod words;

use serde::Deserialize;

use super::{FormMemory, NumberIndex};
use crate::text::Tag;

pub use calques::{Calque, Calques, Phrase};
pub use exonyms::{Begun, Exonym, Exonyms, Spelled};
pub use inflection::Inflection;
pub use marks::{Letters, Punctuation, Spacing};
pub use negation::Negation;
pub use numbers::{Calendar, NumberWords, Numbers, Scale};
pub use publishing::{Publishing, ResidueCall, ResidueFrame};
pub use quantities::{Measure, Quantities};
pub use quotes::{CommaPlace, MarkPair, QuoteConventions, QuoteStyle, Quotes};
pub use syntax::{Brackets, Sentences, Speech, Syntax};
pub use words::{Abbreviations, Address, Names, SourcedWords, Words};

/// What bilint knows about one language in one region.
///
/// Every table names its `source`: a CLDR version, a document that was read, or
/// `practice, unverified`. Words are written as in running text unless a field says otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    /// The language, with the region when the pack was asked for one that differs.
    pub tag: Tag,
    /// The language's English name.
    pub name: String,
    /// Quotation marks and how they are used.
    pub quotes: Quotes,
    /// Spaces between words, marks and signs.
    pub spacing: Spacing,
    /// Marks that end or part sentences, dashes, apostrophes.
    pub punctuation: Punctuation,
    /// Letters beyond a to z.
    pub letters: Letters,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Money, units, shares, times.
    pub quantities: Quantities,
    /// Names of months and weekdays.
    pub calendar: Calendar,
    /// Words that end in a full stop.
    pub abbreviations: Abbreviations,
    /// Where sentences end.
    pub sentences: Sentences,
    /// How words change their form.
    pub inflection: Inflection,
    /// How the language says no.
    pub negation: Negation,
    /// Words by which the language is known.
    pub words: Words,
    /// Square brackets that editors put in.
    pub brackets: Brackets,
    /// How speech is attributed.
    pub speech: Speech,
    /// Order of words and the building of compounds.
    pub syntax: Syntax,
    /// Names and acronyms.
    pub names: Names,
    /// Word-for-word renderings of formulas of other languages.
    pub calques: Calques,
    /// Words that address the reader.
    pub address: Address,
    /// What content systems and agencies leave in a text.
    pub publishing: Publishing,
    /// The words of numbers, money, units and dates, ready to be looked up; made from the tables.
    #[serde(skip)]
    pub number_index: NumberIndex,
    /// What was found out about the forms of its words.
    #[serde(skip)]
    pub forms: FormMemory,
}

impl Pack {
    /// Whether a word, given in lower case, is one of the language: a function word, a common word
    /// or a loan word. Rare words are not in the lists, so that `false` says little.
    pub fn knows(&self, lower: &str) -> bool {
        self.has_of_its_own(lower) || self.words.loans.words.contains(lower)
    }

    /// Whether a word, given in lower case, shows the language: a function word or a common word,
    /// but no loan word, which another language has as well (`Guide`).
    pub fn has_of_its_own(&self, lower: &str) -> bool {
        self.words.function.words.contains(lower) || self.words.common.words.contains(lower)
    }
}
