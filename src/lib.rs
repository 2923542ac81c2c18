//! bilint.
pub mod align;
pub mod document;
pub mod evaluate;
pub mod language;
pub mod pair;
pub mod reading;
pub mod rules;
pub mod settings;
pub mod text;

pub use check::{Checker, Finding};
pub use document::{Document, Format};
pub use pair::{Languages, Pair};
pub use settings::{Settings, Severity};
