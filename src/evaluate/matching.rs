//! Which findings are which annotations.
//!
//! A finding is an annotation when the rules agree (the categories, where the annotator named no
//! rule) and the spans do: they overlap by at least half of the longer one, or both their edges lie
//! within two characters. An annotation counts as found also when it is a related place of a
//! finding of its rule or of a rule that this one yields to. One place of a finding is one
//! annotation at most, and the other way round; of all ways to pair them, one with most pairs.

use std::collections::{BTreeMap, VecDeque};

use super::categories::fits;
use super::gold::{Characters, Field, Gold};
use crate::check::Finding;
use crate::rules::find;
use crate::text::Span;

/// How far apart edges may lie, in characters.
const TOLERANCE: usize = 2;

/// Which annotations were found and which findings are right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// For each annotation the number of the finding that found it.
    pub found_by: Vec<Option<usize>>,
    /// For each finding whether it is annotated, at its own span or at a related place of its own
    /// rule.
    pub right: Vec<bool>,
}

/// Pairs annotations of the translation with findings in it; annotations of the source are never
/// found. All spans count bytes of `text`.
pub fn matching(text: &str, gold: &[Gold], findings: &[Finding]) -> Matching {
    let characters = Characters::new(text);
    let slots = Slots::new(&characters, findings);
    let mut own: Vec<Vec<usize>> = Vec::with_capacity(gold.len());
    let mut all = Vec::with_capacity(gold.len());
    for gold in gold {
        let fitting = slots.fitting(&characters, gold, findings);
        own.push(fitting.iter().copied().filter(|slot| slots.of[*slot].is_own()).collect());
        all.push(fitting);
    }
    // The findings' own spans go first, so that a related place takes no annotation from them.
    let mut pairs = Pairs { slot: vec![None; gold.len()], gold: vec![None; slots.of.len()] };
    for edges in [own, all] {
        for index in 0..gold.len() {
            if pairs.slot[index].is_none() {
                pairs.augment(index, &edges);
            }
        }
    }
    let mut matching =
        Matching { found_by: vec![None; gold.len()], right: vec![false; findings.len()] };
    for (index, slot) in pairs.slot.iter().enumerate() {
        let Some(slot) = slot.map(|slot| &slots.of[slot]) else { continue };
        matching.found_by[index] = Some(slot.finding);
        let own_rule = slot.is_own() || is_of(&gold[index], &findings[slot.finding]);
        matching.right[slot.finding] |= own_rule;
    }
    matching
}

/// Whether two spans, counted in characters, are the same place.
pub fn same_place(one: Span, other: Span) -> bool {
    let near =
        one.start.abs_diff(other.start) <= TOLERANCE && one.end.abs_diff(other.end) <= TOLERANCE;
    let longer = one.len().max(other.len());
    near || (longer > 0 && 2 * one.shared(other) >= longer)
}

/// Whether the annotator means what the finding's rule finds.
fn is_of(gold: &Gold, finding: &Finding) -> bool {
    match (&gold.rule, &gold.category) {
        (Some(rule), _) => *rule == finding.rule,
        (None, Some(category)) => fits(category, &finding.category),
        (None, None) => false,
    }
}

/// Whether the annotator means what stands at a related place of the finding, whose own rule may
/// have yielded to it.
fn is_owned_by(gold: &Gold, finding: &Finding, related_rule: &str) -> bool {
    match (&gold.rule, &gold.category) {
        (Some(rule), _) => {
            find(rule).is_some_and(|known| known.rule.yields_to.contains(&&*finding.rule))
        }
        (None, Some(category)) => {
            find(related_rule).is_some_and(|known| fits(category, known.rule.category))
        }
        (None, None) => false,
    }
}

/// A place of a finding.
struct Slot {
    finding: usize,
    /// The number among its related places; none for its own span.
    related: Option<usize>,
    /// In characters.
    span: Option<Span>,
}

impl Slot {
    fn is_own(&self) -> bool {
        self.related.is_none()
    }
}

/// The places of all findings, ordered by their starts; those without a span first.
struct Slots {
    of: Vec<Slot>,
}

impl Slots {
    fn new(characters: &Characters<'_>, findings: &[Finding]) -> Self {
        let count = |span| characters.count(span);
        let mut of = Vec::new();
        for (number, finding) in findings.iter().enumerate() {
            of.push(Slot { finding: number, related: None, span: finding.span.map(count) });
            of.extend(finding.related.iter().enumerate().map(|(nth, related)| Slot {
                finding: number,
                related: Some(nth),
                span: Some(count(related.span)),
            }));
        }
        of.sort_by_key(|slot| (slot.span, slot.finding, slot.related));
        Self { of }
    }

    /// The slots that may be the annotation: the findings' own spans first, the nearest first.
    fn fitting(
        &self,
        characters: &Characters<'_>,
        gold: &Gold,
        findings: &[Finding],
    ) -> Vec<usize> {
        if gold.field == Field::Source {
            return Vec::new();
        }
        let span = gold.span.map(|span| characters.count(span));
        // Spans that share half of the longer one start no further apart than either is long.
        let reach = span.map_or(0, |span| span.len().max(TOLERANCE));
        let start = |slot: &Slot| slot.span.map(|span| span.start);
        let (low, high) = (
            span.map(|span| span.start.saturating_sub(reach)),
            span.map(|span| span.start + reach),
        );
        let first = self.of.partition_point(|slot| start(slot) < low);
        let near = self.of[first..].iter().take_while(|slot| start(slot) <= high);
        let mut fitting: Vec<(bool, usize, usize)> = Vec::new();
        for (index, slot) in (first..).zip(near) {
            let distance = match (span, slot.span) {
                (None, None) => 0,
                (Some(one), Some(other)) if same_place(one, other) => {
                    one.start.abs_diff(other.start) + one.end.abs_diff(other.end)
                }
                _ => continue,
            };
            let finding = &findings[slot.finding];
            let agrees = is_of(gold, finding)
                || slot
                    .related
                    .is_some_and(|nth| is_owned_by(gold, finding, &finding.related[nth].rule));
            if agrees {
                fitting.push((slot.related.is_some(), distance, index));
            }
        }
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, _, index)| index).collect()
    }
}

/// Annotations and slots that belong to each other so far.
struct Pairs {
    /// For each annotation its slot.
    slot: Vec<Option<usize>>,
    /// For each slot its annotation.
    gold: Vec<Option<usize>>,
}

impl Pairs {
    /// Finds a slot for an annotation, moving others to other slots where that makes room. What
    /// was paired stays paired.
    fn augment(&mut self, gold: usize, edges: &[Vec<usize>]) {
        let mut reached_from = BTreeMap::new();
        let mut queue = VecDeque::from([gold]);
        while let Some(asking) = queue.pop_front() {
            for slot in &edges[asking] {
                if reached_from.contains_key(slot) {
                    continue;
                }
                reached_from.insert(*slot, asking);
                match self.gold[*slot] {
                    Some(holder) => queue.push_back(holder),
                    None => return self.shift(*slot, &reached_from),
                }
            }
        }
    }

    fn shift(&mut self, free: usize, reached_from: &BTreeMap<usize, usize>) {
        let mut next = Some(free);
        while let Some(slot) = next {
            let gold = reached_from[&slot];
            next = self.slot[gold].replace(slot);
            self.gold[slot] = Some(gold);
        }
    }
}

#[cfg(test)]
mod tests;
