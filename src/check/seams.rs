//! Evidence adds up: where a machine put two pieces together, several small things are wrong within a
//! few words. A doubtful finding beside another sign of the same seam is believed more; its harm stays
//! what it is.

use std::collections::BTreeMap;

use crate::pair::Pair;
use crate::rules::{Proposal, Rule};
use crate::text::Span;

/// Rules whose findings are marks of a seam.
const SIGNS: &[&str] = &[
    "displaced-closing-quote",
    "doubled-punctuation",
    "missing-space",
    "orphan-closing-quote",
    "repeated-space",
    "repeated-word",
    "space-before-punctuation",
    "stranded-bracket",
    "torn-list",
    "unbalanced-bracket",
    "unclosed-quote",
    "untranslated-bracket",
];

/// Rules whose findings a seam bears out, beside the signs themselves.
const BORNE_OUT: &[&str] = &["addition", "broken-paragraph", "omission"];

/// Signs so far apart, in words, still belong to one seam.
const WORDS: usize = 3;
/// Those words are no longer than this, in bytes.
const REACH: usize = 48;
/// How much of a sign's confidence speaks for its neighbour: so much that a doubtful finding of .4 is
/// stated beside a certain sign. Chosen, not measured: too few planted faults have both.
const SHARE: f64 = 0.4;

/// Raises the confidence of what stands beside a sign of the same seam.
pub(super) fn add_up(pair: &Pair, proposals: &mut [(&'static Rule, Proposal)]) {
    let mut signs: BTreeMap<usize, Vec<(Span, usize)>> = BTreeMap::new();
    for (number, (rule, proposal)) in proposals.iter().enumerate() {
        if SIGNS.contains(&rule.name) {
            signs.entry(proposal.block).or_default().push((proposal.span, number));
        }
    }
    signs.values_mut().for_each(|of_block| of_block.sort_unstable());
    let mut raised = Vec::new();
    for (number, (rule, proposal)) in proposals.iter().enumerate() {
        let Some(of_block) = signs.get(&proposal.block) else { continue };
        if !SIGNS.contains(&rule.name) && !BORNE_OUT.contains(&rule.name) {
            continue;
        }
        let (text, own) = (pair.target.text(proposal.block), proposal.span);
        // Signs are short: those further away do not reach the place.
        let first = of_block.partition_point(|it| it.0.start + 2 * REACH < own.start);
        let beside = of_block[first..].iter().take_while(|it| it.0.start <= own.end + REACH);
        // What is wrong in one place for two rules is one sign.
        let near = beside.filter(|(span, other)| {
            proposals[*other].0.name != rule.name && is_near(text, own, *span)
        });
        let strongest = near.max_by(|a, b| {
            let sure = |it: &(Span, usize)| proposals[it.1].1.confidence;
            sure(a).total_cmp(&sure(b)).then(b.1.cmp(&a.1))
        });
        if let Some((_, sign)) = strongest {
            raised.push((number, *sign));
        }
    }
    let said: Vec<(usize, f64, String)> = raised
        .into_iter()
        .map(|(number, sign)| {
            let (own, other) = (&proposals[number].1, &proposals[sign].1);
            let doubt = (1.0 - own.confidence) * (1.0 - SHARE * other.confidence);
            let seam = format!("beside another sign of the same seam: {}", other.message);
            let evidence = match &own.evidence {
                Some(evidence) => format!("{evidence}; {seam}"),
                None => seam,
            };
            (number, 1.0 - doubt, evidence)
        })
        .collect();
    for (number, confidence, evidence) in said {
        proposals[number].1.confidence(confidence).evidence(evidence);
    }
}

/// Whether two places that do not overlap are a few words apart.
fn is_near(text: &str, one: Span, other: Span) -> bool {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    if first.end > second.start {
        return false;
    }
    let between = Span::new(first.end, second.start);
    between.len() <= REACH && between.of(text).split_whitespace().count() <= WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::find;

    #[test]
    fn the_rules_exist() {
        for name in SIGNS.iter().chain(BORNE_OUT) {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn places_are_near_within_a_few_words() {
        let text = "eins zwei drei vier fünf sechs sieben";
        let place = |word: &str| {
            let at = text.find(word).unwrap();
            Span::new(at, at + word.len())
        };
        assert!(is_near(text, place("eins"), place("fünf")));
        assert!(is_near(text, place("fünf"), place("eins")));
        assert!(!is_near(text, place("eins"), place("sechs")));
        assert!(!is_near(text, Span::new(0, 12), place("zwei")));
    }
}
