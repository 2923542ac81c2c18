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
    /// The furthest end of this and all claims before it: where the search for overlaps may stop.
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
            let mut reach = 0;
            for claim in claims {
                reach = reach.max(claim.span.end);
                claim.reach = reach;
            }
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
        let wins = |claim: &&Claim| {
            let owner = proposals[claim.proposal].0;
            let said_before = claim.own
                && owner.name == rule.name
                && claim.proposal < index
                && claim.span == span;
            said_before || (rule.yields_to.contains(&owner.name) && claim.span.overlaps(span))
        };
        let after = claims.partition_point(|claim| claim.span.start <= span.end);
        let near = claims[..after].iter().rev().take_while(|claim| claim.reach >= span.start);
        near.filter(wins).map(|claim| claim.proposal).min()
    }
}
