use serde::Deserialize;

use crate::language::WordSet;

use super::SourcedWords;

/// What content systems and agencies leave in a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publishing {
    /// Whole lines that a content system puts under a text, exact but for case and final marks:
    /// comment prompts, cookie notices.
    pub residue_lines: SourcedWords,
    /// Beginnings of lines that ask the reader for something: share, subscribe, read on.
    pub residue_openings: SourcedWords,
    /// Beginnings of credit lines that translate an English one (`Zusätzliche Berichterstattung von`).
    pub credit_openings: SourcedWords,
    /// Words that render the `via` of a photo credit but should not (`über`, `durch`).
    pub credit_prepositions: SourcedWords,
    /// Agencies and picture desks.
    pub agencies: SourcedWords,
    /// Words that open a credit when a colon follows: `Foto`, `Bild`.
    pub credit_labels: SourcedWords,
    /// What lines ask of the reader in words of their own: `Jetzt für den Newsletter anmelden`.
    pub residue_calls: Vec<ResidueCall>,
    /// Sentences that a content system makes from its own words and a title.
    pub residue_frames: Vec<ResidueFrame>,
    /// Networks and other ways of sharing, as share menus name them.
    pub channels: SourcedWords,
    /// Names of the codes that content systems put into square brackets: `caption`, `embed`.
    pub short_codes: SourcedWords,
}

/// A line that a content system writes around a title: `Der Beitrag … erschien zuerst auf …`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResidueFrame {
    /// Where the fact comes from.
    pub source: String,
    /// How the line begins.
    pub start: String,
    /// What stands in it later on.
    pub inner: String,
}

/// Something that a web page wants of its reader: a short line without a final stop that holds one
/// of the topics and one of the calls. All in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResidueCall {
    /// Where the words come from.
    pub source: String,
    /// What it is about: the word, or the last part of a compound (`newsletter`).
    pub topics: WordSet,
    /// What to do: a word or several (`anmelden`, `laisser un`).
    pub calls: WordSet,
}
