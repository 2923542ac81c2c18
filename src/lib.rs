//! bilint.
pub mod align;
pub mod document;
pub mod evaluate;
pub mod language;
pub mod reading;
pub mod settings;
pub mod text;
