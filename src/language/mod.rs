//! Facts about languages, as data: what marks a language quotes with, where its sentences end, how
//! it writes numbers, what a content system leaves behind in it.
//!
//! The facts stand in `packs/*.toml`, each table with its source. Nothing outside this floor
//! matches on a language: it asks the [`Pack`].

mod code;
mod detect;
mod forms;
pub mod glossary;
mod heard;
mod kinds;
pub mod lexicon;
mod number_index;
mod pack;
mod packs;
mod vocabulary;
mod word_set;

pub use code::Code;
pub use detect::{Detected, detect, detect_any};
pub use forms::{ByForm, FormEntry, FormMemory, FormTable, WordForm, is_spelled_as_name};
pub use heard::{Heard, bare, is_vowel, sounds};
pub use kinds::WordKinds;
pub use number_index::{Composed, Facts, Form, NumberIndex, Roles};
pub use pack::{
    Abbreviations, Address, Begun, Brackets, Calendar, Calque, Calques, CommaPlace, Exonym,
    Exonyms, Inflection, Letters, MarkPair, Measure, Names, Negation, NumberWords, Numbers, Pack,
    Phrase, Publishing, Punctuation, Quantities, QuoteConventions, QuoteStyle, Quotes, ResidueCall,
    ResidueFrame, Scale, Sentences, SourcedWords, Spacing, Speech, Spelled, Syntax, Words,
};
pub use packs::{all_packs, others, pack};
pub use vocabulary::{Belonging, Belongings, ForeignWords, Vocabulary};
pub use word_set::WordSet;
