//! Facts about languages, as data: what marks a language quotes with, where its sentences end, how
//! it writes numbers, what a content system leaves behind in it.
//!
//! The facts stand in `packs/*.toml`, each table with its source. Nothing outside this floor
//! matches on a language: it asks the [`Pack`].

mod detect;
mod pack;
mod packs;

pub use detect::{Detected, detect};
pub use pack::*;
pub use packs::{all_packs, others, pack};
