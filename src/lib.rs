//! Finds what machine translation leaves behind in published articles.
//!
//! A [`Document`] is a text with its places, a [`Pair`] a translation beside its source, a
//! [`Checker`] runs the rules over it and gives [`Finding`]s:
//!
//! ```
//! use bilint::{Checker, Document, Format, Languages, Pair, Settings};
//!
//! let text = "„Das Geld ist alle. „Wir hören auf“, sagte Ada Brandt.".to_owned();
//! let article = Document::read("article.de.txt", Format::Plain, text);
//! let pair = Pair::target_alone(article, &Languages::default());
//! let findings = Checker::new(Settings::default())?.check(&pair);
//! assert_eq!(findings[0].rule, "reopened-quote");
//! # Ok::<(), bilint::check::SettingsError>(())
//! ```
//!
//! The modules are floors, from the ground up: [`text`], [`settings`], [`language`], [`document`],
//! [`reading`], [`align`], [`pair`], [`rules`], [`check`], [`evaluate`], [`history`], [`report`], and under the
//! `cli` feature the command line; none imports one above it.

pub mod align;
pub mod check;
pub mod document;
pub mod evaluate;
pub mod history;
pub mod language;
pub mod pair;
pub mod reading;
pub mod report;
pub mod rules;
pub mod settings;
pub mod text;

pub use check::{Checker, Finding};
pub use document::{Document, Format};
pub use pair::{Languages, Pair};
pub use settings::{Settings, Severity};
