//! What a text says, read once: quotations and brackets, sentences, quantities.
//!
//! Rules never scan the text for these themselves; they ask the [`Side`].

mod brackets;
mod characters;
mod glance;
mod glyphs;
mod quantities;
mod quotations;
mod readings;
mod sentences;
mod side;
mod words;

pub use crate::text::Decimal;
pub use brackets::{Bracket, BracketContent, BracketShape, Partner};
pub use characters::Characters;
pub use glyphs::{MarkStyle, Role};
pub use quantities::{Kind, Quantity, Style, Weight, Written, quantities};
pub use quotations::{
    Apostrophe, Fault, FaultKind, Quotation, Quotations, QuoteMark, Quoted, attribution,
};
pub use readings::LastReadings;
pub use sentences::sentences;
pub use side::{Segment, Side};
pub use words::{TextWord, TextWords};
