//! The score: findings weighed against the length of the text.
//!
//! It speaks of the part of quality that bilint can see. A person who reads the text sees more, so it
//! is never a human MQM score, and [`HEADING`] stands wherever it is shown. Weights are
//! [`Weights`]; what a finding is taken for says [`kind_of`]. Confidence is no weight: how sure bilint
//! is does not make a fault smaller, and `--min-confidence` decides what is a finding at all.
//!
//! Scores count in whole findings and are weighed last, so that those of a thousand texts can be
//! added up in any order and come out the same.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::finding::Finding;
use crate::pair::Pair;
use crate::settings::{PenaltyKind, Severity, Weights};

/// What every score is headed by.
pub const HEADING: &str =
    "the part of quality that bilint can see; not a human MQM score, and no substitute for one";

/// Rules whose findings are sentences that were not translated: what WMT calls a non-translation.
const NON_TRANSLATIONS: [&str; 2] = ["untranslated-sentence", "wrong-language"];

/// Findings of one text or of many, weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Words of the translations, as in [`words_of`].
    pub words: usize,
    counts: [usize; PenaltyKind::ALL.len()],
    weights: Weights,
}

/// What the findings of one kind weigh.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// The kind.
    pub kind: PenaltyKind,
    /// How many findings there are.
    pub count: usize,
    /// Points a finding.
    pub weight: f64,
    /// Points of them all.
    pub penalty: f64,
}

/// The words of a translation: UAX #29 words of all blocks that were to be translated.
pub fn words_of(pair: &Pair) -> usize {
    let blocks = pair.target.blocks().iter().enumerate();
    let blocks = blocks.filter(|(_, block)| block.translatable);
    blocks.map(|(number, _)| pair.target.words_of(number).len()).sum()
}

/// What a finding is weighed as.
///
/// Minor findings of MQM's type punctuation, of whichever dimension, are minor punctuation: WMT's
/// raters mark wrong marks, marks of another language and wrong spaces so. A sentence in the wrong
/// language is a non-translation while its severity is major; who has set another severity for the
/// rule means that one.
pub fn kind_of(finding: &Finding) -> PenaltyKind {
    match finding.severity {
        Severity::Info => PenaltyKind::Info,
        Severity::Minor if finding.category.ends_with("/punctuation") => {
            PenaltyKind::MinorPunctuation
        }
        Severity::Minor => PenaltyKind::Minor,
        Severity::Major if NON_TRANSLATIONS.contains(&&*finding.rule) => {
            PenaltyKind::NonTranslation
        }
        Severity::Major => PenaltyKind::Major,
        Severity::Critical => PenaltyKind::Critical,
    }
}

/// Weighs the findings in a text of so many words.
pub fn score(findings: &[Finding], words: usize, weights: &Weights) -> Score {
    let mut score = Score::new(words, weights);
    findings.iter().for_each(|finding| score.count(kind_of(finding), 1));
    score
}

impl Score {
    /// The score of a text of so many words in which nothing was found.
    pub fn new(words: usize, weights: &Weights) -> Score {
        Score { words, weights: *weights, ..Score::default() }
    }

    /// Counts findings of a kind.
    pub fn count(&mut self, kind: PenaltyKind, findings: usize) {
        self.counts[kind as usize] += findings;
    }

    /// Adds other texts. They are weighed as these are.
    pub fn add(&mut self, other: &Score) {
        self.words += other.words;
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            *own += other;
        }
    }

    /// What was weighed, all kinds, the mildest first.
    pub fn weighed(&self) -> [Weighed; PenaltyKind::ALL.len()] {
        PenaltyKind::ALL.map(|kind| {
            let (count, weight) = (self.counts[kind as usize], self.weights.of(kind));
            Weighed { kind, count, weight, penalty: count as f64 * weight }
        })
    }

    /// How many findings were weighed.
    pub fn findings(&self) -> usize {
        self.counts.iter().sum()
    }

    /// All points together.
    pub fn penalty(&self) -> f64 {
        self.weighed().iter().map(|it| it.penalty).sum()
    }

    /// Points per 1,000 words. A text without words is taken for one of a single word.
    pub fn per_1000_words(&self) -> f64 {
        self.penalty() * 1000.0 / self.words.max(1) as f64
    }

    /// The same on MQM's scale of 100, its raw linear score: 100 less the points per 100 words, and 0
    /// where that would be less.
    pub fn of_100(&self) -> f64 {
        (100.0 - self.per_1000_words() / 10.0).max(0.0)
    }

    /// Whether there are no more points per 1,000 words than `most`. With no such limit everything
    /// passes.
    pub fn passes(&self, most: Option<f64>) -> bool {
        most.is_none_or(|most| self.per_1000_words() <= most)
    }

    /// What was weighed, in words: `2 major × 5, 1 minor × 1`; empty when nothing was found.
    pub fn in_words(&self) -> String {
        let weighed = self.weighed();
        let found = weighed.iter().rev().filter(|it| it.count > 0);
        let found = found.map(|it| format!("{} {} × {}", it.count, it.kind.in_words(), it.weight));
        found.collect::<Vec<_>>().join(", ")
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
        let mut weighed = self.weighed();
        weighed.iter_mut().for_each(|it| it.penalty = rounded(it.penalty));
        let mut fields = serializer.serialize_struct("Score", 6)?;
        fields.serialize_field("what", HEADING)?;
        fields.serialize_field("words", &self.words)?;
        fields.serialize_field("penalty", &rounded(self.penalty()))?;
        fields.serialize_field("per_1000_words", &rounded(self.per_1000_words()))?;
        fields.serialize_field("of_100", &rounded(self.of_100()))?;
        fields.serialize_field("weighed", &weighed)?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rules::find;
    use crate::{Checker, Document, Format, Languages, Settings};

    /// The bracket is major, the space before the comma minor punctuation.
    fn found() -> (Vec<Finding>, usize) {
        let text = "Das hat [their] Sprecherin gesagt , heißt es.".to_owned();
        let document = Document::read("a.de.txt", Format::Plain, text);
        let languages = Languages { target: Some("de".parse().unwrap()), ..Languages::default() };
        let pair = Pair::target_alone(document, &languages);
        (Checker::new(Settings::default()).unwrap().check(&pair), words_of(&pair))
    }

    #[test]
    fn findings_are_weighed_by_kind_and_length() {
        let (findings, words) = found();
        let score = score(&findings, words, &Weights::default());
        assert_eq!((score.words, score.findings()), (7, 2));
        assert_eq!(score.in_words(), "1 major × 5, 1 minor punctuation × 0.1");
        assert!((score.penalty() - 5.1).abs() < 1e-9);
        assert!((score.per_1000_words() - 5100.0 / 7.0).abs() < 1e-9);
        assert!((score.of_100() - (100.0 - 510.0 / 7.0)).abs() < 1e-9);
        assert!(score.passes(None) && score.passes(Some(729.0)) && !score.passes(Some(728.0)));
    }

    #[test]
    fn weights_can_be_set() {
        let (findings, words) = found();
        let weights = Weights::with(&BTreeMap::from([(PenaltyKind::MinorPunctuation, 2.0)]));
        assert_eq!(score(&findings, words, &weights).penalty(), 7.0);
    }

    #[test]
    fn scores_add_up_in_any_order() {
        let weights = Weights::default();
        let text = |kind: PenaltyKind, words: usize| {
            let mut score = Score::new(words, &weights);
            score.count(kind, words / 10);
            score
        };
        let texts = [
            text(PenaltyKind::MinorPunctuation, 300),
            text(PenaltyKind::Minor, 70),
            text(PenaltyKind::NonTranslation, 110),
        ];
        let (mut forth, mut back) = (Score::new(0, &weights), Score::new(0, &weights));
        texts.iter().for_each(|it| forth.add(it));
        texts.iter().rev().for_each(|it| back.add(it));
        assert_eq!(forth, back);
        assert_eq!((forth.words, forth.penalty()), (480, 3.0 + 7.0 + 275.0));
    }

    #[test]
    fn sentences_in_the_wrong_language_are_no_translations() {
        let (mut findings, _) = found();
        for name in NON_TRANSLATIONS {
            let rule = find(name).unwrap().rule;
            assert_eq!((rule.category, rule.severity), ("accuracy/untranslated", Severity::Major));
            findings[0].rule = name.into();
            findings[0].severity = Severity::Major;
            assert_eq!(kind_of(&findings[0]), PenaltyKind::NonTranslation);
            findings[0].severity = Severity::Minor;
            assert_eq!(kind_of(&findings[0]), PenaltyKind::Minor);
        }
    }

    #[test]
    fn a_text_without_words_has_a_finite_score() {
        let mut score = Score::default();
        assert_eq!((score.per_1000_words(), score.of_100()), (0.0, 100.0));
        score.count(PenaltyKind::Critical, 1);
        assert_eq!((score.per_1000_words(), score.of_100()), (25_000.0, 0.0));
    }

    #[test]
    fn what_was_weighed_is_told() {
        let (findings, words) = found();
        let json = serde_json::to_value(score(&findings, words, &Weights::default())).unwrap();
        assert_eq!(json["what"], HEADING);
        assert_eq!(json["weighed"].as_array().unwrap().len(), 6);
        assert_eq!(json["weighed"][3]["kind"], "major");
        assert_eq!(
            (json["penalty"].as_f64(), json["per_1000_words"].as_f64()),
            (Some(5.1), Some(728.571))
        );
    }
}
