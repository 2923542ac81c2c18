//! What every floor stands on: spans of bytes, lines and columns, words, normal forms, language tags.
//!
//! Nothing here knows a fact about a language, a document or a rule.

mod case;
mod cut;
mod decimal;
mod fold;
mod lines;
mod marks;
mod span;
mod tag;
mod words;

pub use case::Case;
pub use cut::Words;
pub use decimal::Decimal;
pub use fold::{fold, folded, letter_bits, squeeze};
pub use lines::{LineIndex, Position, line_breaks};
pub use marks::{is_closing_mark, is_final_stop, is_opening_mark, is_quotation_mark, trim_closing};
pub use span::Span;
pub use tag::{InvalidTag, Tag};
pub use words::{
    Word, end_of, first_word, is_european_letter, is_word_char, last_word, next_char,
    previous_char, run_after, run_before, start_of, token_before, words, words_backwards,
};

/// The character that stands in a block's text for something that is not prose: a code span, an
/// image, a placeholder (U+FFFC OBJECT REPLACEMENT CHARACTER).
pub const OBJECT: char = '\u{FFFC}';
