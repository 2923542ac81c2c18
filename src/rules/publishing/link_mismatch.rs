//! ## What it does
//! Finds a web or mail address of the source that the translation has changed or lost, in the text
//! and behind links.
//!
//! ## Why is this bad?
//! The reader who follows the link lands nowhere, or on something else.
//!
//! ## What stays silent
//! Addresses that differ by `http` and `https`, `www.`, a final slash or capitals in the host; the
//! translation's own version of a page (`/en/` and `/de/`, `en.example.org` and `de.example.org`,
//! `?lang=de`), also where the rest of the path is translated; links of an article's own; an unsure
//! alignment.
//!
//! ## Fix safety
//! The source's address is put in place of the other. A person must look whether the other one was
//! meant.

use super::tokens::{Kind, Token, compare};
use crate::document::{MarkKind, ObjectKind};
use crate::pair::Unit;
use crate::reading::{Segment, Side};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, Tag};

pub(super) static RULE: Rule = Rule {
    name: "link-mismatch",
    group: Group::Publishing,
    severity: Severity::Major,
    category: "design-and-markup/markup-tag",
    its: "markup",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The reader who follows the link lands nowhere, or on something else.",
    advice: "Write the address as the source has it.",
    examples: &[
        Example::new("de", "Mehr dazu steht auf ⟦https://example.org/hafen⟧ und in der Zeitung.")
            .source("en", "Read more at https://example.org/harbour and in the newspaper.")
            .fixed("Mehr dazu steht auf https://example.org/harbour und in der Zeitung."),
        Example::new("de", "Schreiben Sie an ⟦redaktion@example.org⟧, wenn Sie etwas wissen.")
            .source("en", "Write to newsroom@example.org if you know something.")
            .fixed("Schreiben Sie an newsroom@example.org, wenn Sie etwas wissen."),
        Example::new("de", "⟦Mehr dazu steht im Netz und in der Zeitung.⟧")
            .source("en", "Read more at https://example.org/harbour and in the newspaper."),
        Example::new("de", "Mehr dazu steht auf www.example.org/de/hafen/ und in der Zeitung.")
            .source("en", "Read more at https://example.org/en/harbour and in the newspaper."),
        Example::new("de", "Mehr dazu steht auf https://de.example.org/x?a=1.")
            .source("en", "Read more at http://en.Example.org/x?a=1."),
        Example::new("fr", "Lire aussi https://example.org/port?lang=fr ici.")
            .source("en", "See also https://example.org/port?lang=en here."),
    ],
    logic: Logic::Unit(check),
};

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    compare(cx, unit, &Kind { name: "address", read, meet }, out);
}

/// The addresses of a segment and the targets of its links.
fn read(side: &Side, segment: Segment) -> Vec<Token> {
    let block = &side.blocks()[segment.block];
    if block.marks.is_empty() && block.objects.is_empty() {
        return Vec::new();
    }
    let first = block.marks.partition_point(|mark| mark.span.start < segment.span.start);
    let marks = block.marks[first..].iter().take_while(|it| it.span.start < segment.span.end);
    let mut tokens: Vec<Token> = marks
        .filter_map(|mark| match &mark.kind {
            MarkKind::Link(target) => Some(token(segment.block, mark.span, target, false)),
            _ => None,
        })
        .collect();
    let first = block.objects.partition_point(|object| object.at < segment.span.start);
    let objects = block.objects[first..].iter().take_while(|it| it.at < segment.span.end);
    for object in objects.filter(|it| it.kind == ObjectKind::Address) {
        let span = Span::new(object.at, object.at + OBJECT.len_utf8());
        // The address is the text of its own link.
        if !tokens.iter().any(|it| it.span.contains(span)) {
            tokens.push(token(segment.block, span, &object.content, true));
        }
    }
    tokens.sort_by_key(|it| it.span);
    // What points into the page itself changes with its headings.
    tokens.retain(|it| !it.key.starts_with('#'));
    tokens
}

fn token(block: usize, span: Span, address: &str, replaceable: bool) -> Token {
    Token { block, span, key: normal(address), text: address.to_owned(), replaceable }
}

/// The address without what makes no difference.
fn normal(address: &str) -> String {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = address.split_at(address.find(['/', '?', '#']).unwrap_or(address.len()));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    format!("{host}{}", path.trim_end_matches('/'))
}

/// Whether an address is the other's version in the translation's language.
fn meet(cx: &Context<'_>, asked: &Token, given: &Token) -> bool {
    let Some(pack) = cx.source_pack() else { return false };
    let (own, other) = (marked(&given.key, &cx.pack().tag), marked(&asked.key, &pack.tag));
    // Both name their languages, or only the translation does; the rest of the path may be
    // translated then.
    own.1 && own.0.split('/').next() == other.0.split('/').next()
}

/// An address with its language left out, and whether it named one.
fn marked(address: &str, tag: &Tag) -> (String, bool) {
    let language = tag.language();
    let names = |part: &str| {
        let part = part.to_lowercase();
        let part = part.split(['-', '_']).next().unwrap_or_default();
        part == language
    };
    let mut found = false;
    let mut bare = String::with_capacity(address.len());
    for piece in address.split_inclusive(['/', '.', '?', '&', '=', '#']) {
        let part = piece.trim_end_matches(['/', '.', '?', '&', '=', '#']);
        if names(part) {
            found = true;
        } else {
            bare.push_str(piece);
        }
    }
    (bare.trim_end_matches(['/', '.']).to_owned(), found)
}
