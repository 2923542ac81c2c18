//! Facts about languages, as data: what marks a language quotes with, where its sentences end, how
//! it writes numbers, what a content system leaves behind in it.
//!
//! The facts stand in `packs/*.toml`, each table with its source. Nothing outside this floor
//! matches on a language: it asks the [`Pack`].

mod detect;
pub mod glossary;
pub mod lexicon;
mod pack;
mod packs;

pub use detect::{Detected, detect};
pub use pack::{
    Abbreviations, Address, Brackets, Calendar, Calque, Calques, CommaPlace, Exonym, Exonyms,
    Inflection, Letters, MarkPair, Names, NumberWords, Numbers, Pack, Phrase, Publishing,
    Punctuation, QuoteConventions, QuoteStyle, Quotes, ResidueCall, ResidueFrame, Scale, Sentences,
    SourcedWords, Spacing, Speech, Syntax, Words,
};
pub use packs::{all_packs, others, pack};
