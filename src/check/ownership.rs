//! One cause, one finding: a proposal whose rule yields to another rule's proposal at the same
//! place becomes a related place of that one.

use std::collections::BTreeMap;

use super::said::Said;
use crate::rules::{Proposal, ProposedRelated, Rule};
use crate::text::Span;

/// A proposal that stands, and what yielded to it.
pub(super) struct Owned {
    pub rule: Said,
    pub proposal: Proposal,
    /// The rules that found the related places which were not the proposal's own, by their index
    /// in `proposal.related`.
    pub yielded: Vec<(usize, &'static str)>,
}

/// Carries out what the rules' `yields_to` says, and drops what is said twice.
pub(super) fn settle(proposals: Vec<(&'static Rule, Proposal)>) -> Vec<Owned> {
    let claims = Claims::new(&proposals);
    let mut winners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut lost = vec![false; proposals.len()];
    for (index, (rule, proposal)) in proposals.iter().enumerate() {
        if let Some(winner) = claims.winner(&proposals, index, rule, proposal) {
            lost[index] = true;
            winners.entry(winner).or_default().push(index);
        }
    }
    let places: Vec<(usize, Span, &'static str, String)> = proposals
        .iter()
        .map(|(rule, proposal)| {
            (proposal.block, proposal.span, rule.name, proposal.message.clone())
        })
        .collect();
    let mut owned = Vec::new();
    for (index, (rule, mut proposal)) in proposals.into_iter().enumerate() {
        if lost[index] {
            continue;
        }
        let mut yielded = Vec::new();
        for loser in winners.remove(&index).unwrap_or_default() {
            let (block, span, name, message) = &places[loser];
            let known = proposal.related.iter().any(|it| it.block == *block && it.span == *span);
            if !known && (*block, *span) != (proposal.block, proposal.span) {
                yielded.push((proposal.related.len(), *name));
                let note = message.clone();
                proposal.related.push(ProposedRelated { block: *block, span: *span, note });
            }
        }
        owned.push(Owned { rule: Said::from(rule), proposal, yielded });
    }
    owned
}

/// Which proposals speak about which places.
struct Claims {
    /// The places of each block in order.
    by_block: BTreeMap<usize, Vec<Claim>>,
}

struct Claim {
    span: Span,
    /// The furthest end of the claims whose middle this is (see [`set_reaches`]).
    reach: usize,
    /// The proposal, and whether it is its own place, not a related one.
    proposal: usize,
    own: bool,
}

impl Claims {
    fn new(proposals: &[(&'static Rule, Proposal)]) -> Self {
        let mut by_block: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
        for (index, (_, proposal)) in proposals.iter().enumerate() {
            let mut claim = |block, span: Span, own| {
                let claim = Claim { span, reach: span.end, proposal: index, own };
                by_block.entry(block).or_default().push(claim);
            };
            claim(proposal.block, proposal.span, true);
            proposal.related.iter().for_each(|related| claim(related.block, related.span, false));
        }
        for claims in by_block.values_mut() {
            claims.sort_by_key(|claim| (claim.span, claim.proposal));
            set_reaches(claims);
        }
        Self { by_block }
    }

    /// The proposal that owns what `proposal` has found, if there is one; of several the first.
    fn winner(
        &self,
        proposals: &[(&'static Rule, Proposal)],
        index: usize,
        rule: &Rule,
        proposal: &Proposal,
    ) -> Option<usize> {
        let claims = self.by_block.get(&proposal.block)?;
        let span = proposal.span;
        let wins = |claim: &Claim| {
            let owner = proposals[claim.proposal].0;
            let said_before = claim.own
                && owner.name == rule.name
                && claim.proposal < index
                && claim.span == span;
            said_before || (rule.yields_to.contains(&owner.name) && claim.span.overlaps(span))
        };
        let mut winner: Option<usize> = None;
        each_near(claims, span, &mut |claim| {
            if winner.is_none_or(|first| claim.proposal < first) && wins(claim) {
                winner = Some(claim.proposal);
            }
        });
        winner
    }
}

/// Makes ordered claims a search tree: the middle one is the root, what is before it and behind it
/// its two branches, and each knows how far its tree reaches. One claim that spans a whole text
/// does not make all others be looked at again and again (an augmented interval tree; Cormen et
/// al., Introduction to Algorithms, "Augmenting data structures"). Returns the reach of all.
fn set_reaches(claims: &mut [Claim]) -> usize {
    let (before, rest) = claims.split_at_mut(claims.len() / 2);
    let Some((middle, behind)) = rest.split_first_mut() else { return 0 };
    middle.reach = middle.span.end.max(set_reaches(before)).max(set_reaches(behind));
    middle.reach
}

/// Calls `visit` with the claims that overlap `span` or touch it, in order.
fn each_near(claims: &[Claim], span: Span, visit: &mut impl FnMut(&Claim)) {
    let (before, rest) = claims.split_at(claims.len() / 2);
    let Some((middle, behind)) = rest.split_first() else { return };
    if middle.reach < span.start {
        return;
    }
    each_near(before, span, visit);
    if middle.span.start <= span.end {
        if middle.span.end >= span.start {
            visit(middle);
        }
        each_near(behind, span, visit);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The tree finds what looking at every claim finds, in the same order.
        #[test]
        fn the_tree_finds_every_claim_that_is_near(
            spans in proptest::collection::vec((0_usize..40, 0_usize..20), 0..30),
            start in 0_usize..50,
            length in 0_usize..10,
        ) {
            let mut claims: Vec<Claim> = spans
                .iter()
                .map(|&(start, length)| Span::new(start, start + length))
                .enumerate()
                .map(|(proposal, span)| Claim { span, reach: span.end, proposal, own: true })
                .collect();
            claims.sort_by_key(|claim| (claim.span, claim.proposal));
            set_reaches(&mut claims);
            let span = Span::new(start, start + length);
            let mut found = Vec::new();
            each_near(&claims, span, &mut |claim| found.push(claim.proposal));
            let near = claims.iter().filter(|it| it.span.start <= span.end && it.span.end >= span.start);
            prop_assert_eq!(found, near.map(|it| it.proposal).collect::<Vec<_>>());
        }
    }
}
