//! From what rules propose, in words of the reading, to findings with places in the file.

use std::borrow::Cow;

use super::finding::{Finding, Fix, RelatedPlace, SourcePlace};
use super::fingerprint;
use super::ownership::Owned;
use crate::document::{Block, Edit};
use crate::pair::Pair;
use crate::reading::Segment;
use crate::rules::{Applicability, ProposedEdit, ProposedRelated};

/// The findings with their places, in the order of the reading.
pub(super) fn findings(pair: &Pair, mut owned: Vec<Owned>) -> Vec<Finding> {
    let key = |it: &Owned| (it.proposal.block, it.proposal.span);
    owned.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.rule.name.cmp(&b.rule.name)));
    let contexts: Vec<(String, String)> = owned
        .iter()
        .map(|it| {
            let span = it.proposal.span;
            fingerprint::context(pair.target.text(it.proposal.block), span.start, span.end)
        })
        .collect();
    let mut findings: Vec<Finding> = owned.into_iter().map(|it| finding(pair, it)).collect();
    fingerprint::stamp(&mut findings, &contexts);
    findings
}

fn finding(pair: &Pair, owned: Owned) -> Finding {
    let Owned { rule, proposal, yielded } = owned;
    let document = &pair.target.document;
    let block = &document.blocks[proposal.block];
    let place = document.place(block, proposal.span);
    let start = place.span.map_or(0, |span| span.start);
    let position = document.position(block, start);
    let here = |other: usize| document.shares_places(&document.blocks[other], block);
    let told = |other: usize| here(other) || is_record_beside(&document.blocks[other], block);
    let related = proposal.related.iter().enumerate().filter(|(_, it)| told(it.block));
    let related = related.map(|(index, related)| {
        let yielded = yielded.iter().find(|(at, _)| *at == index);
        let name = yielded.map_or_else(|| rule.name.clone(), |(_, name)| Cow::Borrowed(*name));
        related_place(pair, name, block, related)
    });
    let related: Vec<RelatedPlace> = related.collect();
    let reading = Segment { block: proposal.block, span: proposal.span };
    let source = proposal.source.and_then(|segment| source_place(pair, reading, segment));
    let severity = rule.harm(proposal.severity);
    Finding {
        path: document.path.clone(),
        part: place.part,
        id: place.id,
        field: place.field,
        rule: rule.name,
        severity,
        confidence: (proposal.confidence * 100.0).round() / 100.0,
        category: rule.category,
        its: rule.its,
        message: proposal.message,
        span: place.span,
        line: position.line,
        column: position.column,
        excerpt: block.excerpt(proposal.span),
        source,
        related,
        // An edit has no id: those in another record could not be told from those in this one.
        fix: proposal
            .fix
            .filter(|(_, edits)| edits.iter().all(|edit| here(edit.block)))
            .map(|(applicability, edits)| fix(pair, applicability, edits)),
        fingerprint: String::new(),
        evidence: proposal.evidence,
        why: rule.why,
        advice: proposal.advice.map_or(rule.advice, Cow::Owned),
        reading,
    }
}

/// Whether a block is the same field of another record.
fn is_record_beside(other: &Block, own: &Block) -> bool {
    match (&other.record, &own.record) {
        (Some(other), Some(own)) => other.id != own.id && other.field == own.field,
        _ => false,
    }
}

fn related_place(
    pair: &Pair,
    rule: Cow<'static, str>,
    own: &Block,
    related: &ProposedRelated,
) -> RelatedPlace {
    let block = &pair.target.document.blocks[related.block];
    let elsewhere = block.record.as_ref().filter(|_| is_record_beside(block, own));
    RelatedPlace {
        rule,
        id: elsewhere.map(|record| record.id.clone()),
        span: block.map.raw(related.span),
        excerpt: block.excerpt(related.span),
        note: related.note.clone(),
        block: related.block,
    }
}

/// The place that a rule pointed to: on the side that the target's place has its counterpart on,
/// which is that of the snippets where the source has nothing for it.
fn source_place(pair: &Pair, target: Segment, segment: Segment) -> Option<SourcePlace> {
    let counterpart = pair.counterpart(target.block, target.span).map(|it| it.side);
    let side = counterpart.or(pair.source.as_ref()).or(pair.snippets.as_ref())?;
    let document = &side.document;
    let block = document.blocks.get(segment.block)?;
    block.text.get(segment.span.start..segment.span.end)?;
    let place = document.place(block, segment.span);
    Some(SourcePlace {
        path: document.path.clone(),
        part: place.part,
        id: place.id,
        field: place.field,
        span: block.map.raw(segment.span),
        excerpt: block.excerpt(segment.span),
        block: segment.block,
    })
}

fn fix(pair: &Pair, applicability: Applicability, edits: Vec<ProposedEdit>) -> Fix {
    let document = &pair.target.document;
    let mut edits: Vec<Edit> = edits
        .into_iter()
        .map(|edit| document.edit(&document.blocks[edit.block], edit.span, edit.text))
        .collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    Fix { applicability, edits }
}
