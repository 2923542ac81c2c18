use serde::Deserialize;

use crate::text::{fold, letter_bits};

/// How a language says no.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Negation {
    /// Where the facts come from.
    pub source: String,
    /// Words that negate what they belong to, folded (`not`, `never`, `kein*`).
    pub negators: Vec<Pattern>,
    /// Those of them that deny a whole clause and are no part of another phrase (`not`; not `nothing`,
    /// which may be an object).
    pub clause_negators: Vec<Pattern>,
    /// Those of them that deny the noun that follows (`kein*`, `no`).
    pub noun_negators: Vec<Pattern>,
    /// Words that make a condition of what is denied, folded: who may do nothing without it, needs it
    /// (`without`, `unless`).
    pub conditions: Vec<Pattern>,
    /// Words for all of a kind, folded: of what none is done the opposite may be done to all (`alle`).
    pub universals: Vec<Pattern>,
    /// Words that say no in another way, folded (`verhinder*`, `*los`, `kaum`): where one stands, a
    /// negation of the source may be in it.
    pub hints: Vec<Pattern>,
    /// Those of them that are particles of verbs, and say no at the end of a clause only (`ab`).
    pub particles: Vec<Pattern>,
    /// Words that look like a hint and are none (`unter*`).
    pub exceptions: Vec<Pattern>,
    /// Phrases with a negator that deny nothing, or that other languages say without one, folded
    /// (`not only`, `no matter`).
    pub idioms: Vec<String>,
}

impl Negation {
    /// Whether a word, folded, negates.
    pub fn negates(&self, folded: &str) -> bool {
        any_fits(&self.negators, folded)
    }

    /// Whether a word, folded, denies a whole clause.
    pub fn negates_clause(&self, folded: &str) -> bool {
        any_fits(&self.clause_negators, folded)
    }

    /// Whether a word, folded, denies the noun behind it.
    pub fn negates_noun(&self, folded: &str) -> bool {
        any_fits(&self.noun_negators, folded)
    }

    /// Whether a word, folded, speaks of all of a kind.
    pub fn speaks_of_all(&self, folded: &str) -> bool {
        self.universals.iter().any(|it| it.fits(folded))
    }

    /// Whether a word, folded, makes a condition of what is denied.
    pub fn makes_condition(&self, folded: &str) -> bool {
        self.conditions.iter().any(|it| it.fits(folded))
    }

    /// Whether a word, folded, says no as the particle of a verb only.
    pub fn is_particle(&self, folded: &str) -> bool {
        self.particles.iter().any(|it| it.fits(folded))
    }

    /// Whether a word, folded, may carry a negation.
    pub fn hints(&self, folded: &str) -> bool {
        self.negates(folded)
            || (any_fits(&self.hints, folded) && !any_fits(&self.exceptions, folded))
    }
}

/// Whether a folded word is one of some patterns'.
fn any_fits(patterns: &[Pattern], folded: &str) -> bool {
    let letters = letter_bits(folded);
    // Most words have not all of a pattern's letters.
    patterns.iter().filter(|it| it.letters & !letters == 0).any(|it| it.fits(folded))
}

/// A folded word, open at the end that has a star.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Pattern {
    text: String,
    /// The bits of its letters.
    letters: u32,
    open_start: bool,
    open_end: bool,
}

impl From<String> for Pattern {
    fn from(written: String) -> Pattern {
        let text = fold(written.trim_matches('*'));
        Pattern {
            open_start: written.starts_with('*'),
            open_end: written.ends_with('*'),
            letters: letter_bits(&text),
            text,
        }
    }
}

impl Pattern {
    /// Whether a folded word is one of the pattern's; a star stands for one letter at least.
    fn fits(&self, folded: &str) -> bool {
        let longer = folded.len() > self.text.len();
        match (self.open_start, self.open_end) {
            (false, false) => folded == self.text,
            (false, true) => folded.starts_with(&self.text),
            (true, false) => longer && folded.ends_with(&self.text),
            (true, true) => folded.contains(&self.text),
        }
    }
}
