//! bilint.
pub mod document;
pub mod language;
pub mod reading;
pub mod settings;
pub mod text;
