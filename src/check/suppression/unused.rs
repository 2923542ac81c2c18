//! The rule `unused-suppression`: comments that ignore nothing.

use super::{Origin, Suppression, Suppressions};
use crate::check::finding::{Finding, Fix};
use crate::document::{Directive, Document, Edit};
use crate::reading::Segment;
use crate::rules::{Applicability, Rule};
use crate::text::Span;

/// States which suppressions ignore nothing. With `known`, only names it accepts are judged: what
/// there is no rule for is said elsewhere.
pub(in crate::check) fn unused(
    rule: &'static Rule,
    document: &Document,
    suppressions: &Suppressions,
    known: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A file beside records speaks of all of them, and these are some.
    let in_part = document.blocks.first().is_some_and(|block| block.record.is_some());
    let whole = |it: &&Suppression| !(in_part && matches!(it.origin, Origin::SideFile));
    for suppression in suppressions.all.iter().filter(whole) {
        let judged = suppression.names.iter().zip(&suppression.used);
        let idle: Vec<usize> = judged
            .enumerate()
            .filter(|(_, ((name, _), used))| !**used && known(name))
            .map(|(index, _)| index)
            .collect();
        if !idle.is_empty() {
            findings.push(finding(rule, document, suppression, &idle));
        }
    }
    findings
}

fn finding(
    rule: &'static Rule,
    document: &Document,
    suppression: &Suppression,
    idle: &[usize],
) -> Finding {
    let named: Vec<String> =
        idle.iter().map(|index| format!("`{}`", suppression.names[*index].0)).collect();
    let place = match suppression.origin {
        Origin::Comment(..) => "the comment",
        Origin::SideFile => "an entry of the file beside the text",
    };
    let mut finding = Finding {
        path: document.path.clone(),
        part: None,
        id: None,
        field: None,
        rule: rule.name.into(),
        severity: rule.severity,
        confidence: 0.9,
        category: rule.category.into(),
        its: rule.its.into(),
        message: format!("{place} ignores {}, and there is nothing to ignore", named.join(", ")),
        span: None,
        line: 1,
        column: 1,
        excerpt: String::new(),
        source: None,
        related: Vec::new(),
        fix: None,
        fingerprint: String::new(),
        evidence: None,
        why: rule.why.into(),
        advice: rule.advice.into(),
        reading: Segment { block: 0, span: Span::at(0) },
    };
    let Origin::Comment(index, end) = suppression.origin else { return finding };
    let directive = &document.directives[index];
    let last = document.blocks.len().saturating_sub(1);
    finding.reading.block = directive.before.min(last);
    let Some(comment) = comment_span(document, directive) else {
        // Comments of bilingual files: the unit they stand before tells where.
        let block = document.blocks.get(finding.reading.block);
        finding.id = block.and_then(|it| it.record.as_ref()).map(|it| it.id.clone());
        return finding;
    };
    let text = document.text();
    let position = document.line_index().position(text, comment.start);
    (finding.line, finding.column) = (position.line, position.column);
    finding.span = Some(comment);
    finding.excerpt = comment.of(text).to_owned();
    let edits = if idle.len() < suppression.names.len() {
        without_names(text, comment, directive, suppression, idle)
    } else {
        let ends = end.and_then(|end| comment_span(document, &document.directives[end]));
        let comments = [Some(comment), ends].into_iter().flatten();
        Some(comments.map(|comment| taken_out(text, comment)).collect())
    };
    finding.fix = edits.map(|edits| Fix { applicability: Applicability::Safe, edits });
    finding
}

/// The comment with the signs around it; none where it does not count in the file's text.
fn comment_span(document: &Document, directive: &Directive) -> Option<Span> {
    let raw = document.text().get(directive.raw.start..directive.raw.end)?;
    if !raw.contains(&directive.text) {
        return None;
    }
    let start = directive.raw.start + (raw.len() - raw.trim_start().len());
    Some(Span::new(start, start + raw.trim().len()))
}

/// Takes a comment out: with its line where it stands alone, else with the space before it.
fn taken_out(text: &str, comment: Span) -> Edit {
    let (before, after) = (&text[..comment.start], &text[comment.end..]);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = after.find('\n').map_or(text.len(), |at| comment.end + at + 1);
    let alone = text[line_start..comment.start].trim().is_empty()
        && text[comment.end..line_end].trim().is_empty();
    let edit = |start, end| Edit { start, end, text: String::new() };
    if !alone {
        let spaces = before.len() - before.trim_end_matches(' ').len();
        let joins = after.starts_with(|it: char| !it.is_whitespace());
        return edit(comment.start - if joins { 0 } else { spaces }, comment.end);
    }
    // Between two empty lines one of them goes too.
    let empty_before = line_start == 0
        || text[..line_start].trim_end_matches(['\r', '\n', ' ']).len() + 1 < line_start;
    let next = &text[line_end..];
    let next_end = next.find('\n').map_or(next.len(), |at| at + 1);
    let empty_after = next_end > 0 && next[..next_end].trim().is_empty();
    edit(line_start, if empty_before && empty_after { line_end + next_end } else { line_end })
}

/// Takes names out of the list of a comment that has others too.
fn without_names(
    text: &str,
    comment: Span,
    directive: &Directive,
    suppression: &Suppression,
    idle: &[usize],
) -> Option<Vec<Edit>> {
    let start = comment.start + comment.of(text).find(&directive.text)?;
    let names = &suppression.names;
    let (first, last) = (names.first()?.1, names.last()?.1);
    let kept = (0..names.len()).filter(|index| !idle.contains(index));
    let kept: Vec<&str> = kept.map(|index| names[index].0.as_str()).collect();
    let text = kept.join(", ");
    Some(vec![Edit { start: start + first.start, end: start + last.end, text }])
}
