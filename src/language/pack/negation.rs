use serde::Deserialize;

use crate::text::fold;

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
        self.negators.iter().any(|it| it.fits(folded))
    }

    /// Whether a word, folded, denies a whole clause.
    pub fn negates_clause(&self, folded: &str) -> bool {
        self.clause_negators.iter().any(|it| it.fits(folded))
    }

    /// Whether a word, folded, denies the noun behind it.
    pub fn negates_noun(&self, folded: &str) -> bool {
        self.noun_negators.iter().any(|it| it.fits(folded))
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
        let fits = |patterns: &[Pattern]| patterns.iter().any(|it| it.fits(folded));
        self.negates(folded) || (fits(&self.hints) && !fits(&self.exceptions))
    }
}

/// A folded word, open at the end that has a star.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Pattern {
    text: String,
    open_start: bool,
    open_end: bool,
}

impl From<String> for Pattern {
    fn from(written: String) -> Pattern {
        Pattern {
            open_start: written.starts_with('*'),
            open_end: written.ends_with('*'),
            text: fold(written.trim_matches('*')),
        }
    }
}

impl Pattern {
    /// Whether a folded word is one of the pattern's; a star stands for one letter at least.
    pub fn fits(&self, folded: &str) -> bool {
        let longer = folded.len() > self.text.len();
        // Most words have another first or last letter.
        let (own, other) = (self.text.as_bytes(), folded.as_bytes());
        if !self.open_start && own.first() != other.first()
            || !self.open_end && own.last() != other.last()
        {
            return false;
        }
        match (self.open_start, self.open_end) {
            (false, false) => folded == self.text,
            (false, true) => folded.starts_with(&self.text),
            (true, false) => longer && folded.ends_with(&self.text),
            (true, true) => folded.contains(&self.text),
        }
    }
}
