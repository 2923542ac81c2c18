//! ## What it does
//! Finds a placeholder of the source that the translation has changed or lost: `{name}`, `{{count}}`,
//! `${price}`, `%s`, `%1$d`, `%(title)s`.
//!
//! ## Why is this bad?
//! The program that fills them in prints the placeholder itself, or nothing, or stops.
//!
//! ## What stays silent
//! Placeholders in another order; `%` behind a number; braces with words of prose in them; an unsure
//! alignment.
//!
//! ## Fix safety
//! The source's placeholder is put in place of the other. A person must look, since it may be another
//! one.

use super::tokens::{Kind, Token, compare};
use crate::pair::Unit;
use crate::reading::{Characters, Segment, Side};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "placeholder-mismatch",
    group: Group::Publishing,
    severity: Severity::Major,
    category: "design-and-markup/markup-tag",
    its: "markup",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "What should be filled in stands in the text as it is, or is missing.",
    advice: "Write the placeholder as the source has it.",
    examples: &[
        Example::new("de", "Hallo ⟦{Vorname}⟧, Sie haben {count} Artikel gelesen.")
            .source("en", "Hello {name}, you have read {count} articles.")
            .fixed("Hallo {name}, Sie haben {count} Artikel gelesen."),
        Example::new("de", "⟦Sie haben Artikel von %(author)s gelesen.⟧")
            .source("en", "You have read %d articles by %(author)s."),
        Example::new("de", "Noch ⟦$ {price}⟧ im Monat.")
            .source("en", "Now ${price} a month.")
            .fixed("Noch ${price} im Monat."),
        Example::new("de", "Von %2$s lasen Sie %1$d Artikel, {{count}} davon heute.")
            .source("en", "You read %1$d articles by %2$s, {{count}} of them today."),
        Example::new("de", "Um 5 % stieg es, zu 100 %ig sicher {so die Firma selbst}.")
            .source("en", "It rose by 5% so that it is 100% sure {as the firm says}."),
    ],
    logic: Logic::Unit(check),
};

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    compare(cx, unit, &Kind { name: "placeholder", read, meet: |_, _, _| false }, out);
}

fn read(side: &Side, segment: Segment) -> Vec<Token> {
    if !side.characters_of(segment.block).has(Characters::PLACEHOLDER) {
        return Vec::new();
    }
    let text = segment.span.of(side.text(segment.block));
    let mut tokens: Vec<Token> = Vec::new();
    for at in memchr::memchr2_iter(b'{', b'%', text.as_bytes()) {
        if tokens.last().is_some_and(|it| at + segment.span.start < it.span.end) {
            continue;
        }
        let span = if text[at..].starts_with('{') { braced(text, at) } else { percent(text, at) };
        if let Some(span) = span {
            let written = span.of(text);
            tokens.push(Token {
                block: segment.block,
                span: span.shifted(segment.span.start),
                key: written.to_owned(),
                text: written.to_owned(),
                replaceable: true,
            });
        }
    }
    tokens
}

/// `{name}`, `{{name}}`, `${name}`, `#{name}`: a name, a number or nothing in braces. A space that
/// stands where none may is part of it, so that it is not the source's.
fn braced(text: &str, at: usize) -> Option<Span> {
    const LONGEST: usize = 64;
    let depth = text[at..].bytes().take_while(|it| *it == b'{').count();
    let inner = at + depth;
    let length = text[inner..].bytes().take(LONGEST).position(|it| it == b'}')?;
    let name = text.get(inner..inner + length)?;
    let is_name = |c: char| c.is_alphanumeric() || "_.:-[]#$@".contains(c);
    if !name.trim().chars().all(is_name) {
        return None;
    }
    let closed = text[inner + length..].bytes().take_while(|it| *it == b'}').count();
    let before = &text[..at];
    let sigil = ["$ ", "% ", "$", "%", "#"].iter().find(|it| before.ends_with(**it));
    let start = at - sigil.map_or(0, |it| it.len());
    Some(Span::new(start, inner + length + closed.min(depth)))
}

/// `%s`, `%1$d`, `%.2f`, `%(name)s`.
fn percent(text: &str, at: usize) -> Option<Span> {
    let before = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    if before.ends_with(|c: char| c.is_ascii_digit()) || previous_char(text, at) == Some('%') {
        return None;
    }
    let rest = &text[at + 1..];
    let after = match rest.strip_prefix('(') {
        Some(name) => {
            let end = name.find(')')?;
            name[..end].chars().all(|c| c.is_alphanumeric() || c == '_').then_some(())?;
            &name[end + 1..]
        }
        None => rest.trim_start_matches(|c: char| c.is_ascii_digit() || "$.".contains(c)),
    };
    let letter = after.chars().next().filter(|c| "sdifuxXcgeo@".contains(*c))?;
    let end = text.len() - after.len() + letter.len_utf8();
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    ends.then(|| Span::new(at, end))
}
