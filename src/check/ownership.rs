//! One cause, one finding: a proposal whose rule yields to another rule's proposal at the same
//! place becomes a related place of that one.

use std::collections::BTreeMap;

use crate::rules::{Proposal, ProposedRelated, Rule};
use crate::text::Span;

/// A proposal that stands, and what yielded to it.
pub(super) struct Owned {
    pub rule: &'static Rule,
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
        owned.push(Owned { rule, proposal, yielded });
    }
    owned.sort_by_key(|it| (it.proposal.block, it.proposal.span, it.rule.name));
    owned
}

/// Which proposals speak about which block.
struct Claims {
    by_block: BTreeMap<usize, Vec<usize>>,
}

impl Claims {
    fn new(proposals: &[(&'static Rule, Proposal)]) -> Self {
        let mut by_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, (_, proposal)) in proposals.iter().enumerate() {
            let blocks = proposal.related.iter().map(|related| related.block);
            for block in blocks.chain([proposal.block]) {
                let claims = by_block.entry(block).or_default();
                if claims.last() != Some(&index) {
                    claims.push(index);
                }
            }
        }
        Self { by_block }
    }

    /// The proposal that owns what `proposal` has found, if there is one.
    fn winner(
        &self,
        proposals: &[(&'static Rule, Proposal)],
        index: usize,
        rule: &Rule,
        proposal: &Proposal,
    ) -> Option<usize> {
        let claims = self.by_block.get(&proposal.block)?;
        claims.iter().copied().find(|other| {
            let (owner, claim) = &proposals[*other];
            let said_before = owner.name == rule.name
                && *other < index
                && (claim.block, claim.span) == (proposal.block, proposal.span);
            said_before
                || (rule.yields_to.contains(&owner.name)
                    && claims_place(claim, proposal.block, proposal.span))
        })
    }
}

fn claims_place(claim: &Proposal, block: usize, span: Span) -> bool {
    (claim.block == block && claim.span.overlaps(span))
        || claim.related.iter().any(|related| related.block == block && related.span.overlaps(span))
}
