//! ## What it does
//! Finds HTML entities (`&nbsp;`, `&quot;`, `&#8222;`) and tags (`<br>`, `</p>`) that were left in
//! the prose.
//!
//! ## Why is this bad?
//! Readers see code where a space, a mark or a line break belongs.
//!
//! ## What stays silent
//! `AT&T;`, `R&D;`, `a < b`, names in angle brackets, code, and what the source has just so: texts
//! about markup, and files that carry tags on both sides.
//!
//! ## Fix safety
//! An entity is replaced by its character, which is safe unless that would be markup again (`&lt;`).
//! Tags are taken out; a line break becomes a space. That is unsafe: what they enclosed may have
//! been meant to look different.

use super::entities::{entity, is_tag};
use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_word_char, next_char, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "stray-markup",
    group: Group::Characters,
    severity: Severity::Minor,
    category: "design-and-markup/markup",
    its: "markup",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["markup-mismatch"],
    why: "Readers see code where a space, a mark or a line break belongs.",
    advice: "Put the character that is meant, or take the tag out.",
    examples: &[
        Example::new("de", "Gegen 140⟦&nbsp;⟧Mio. Euro sagte er: ⟦&bdquo;⟧Nein⟦&#8220;⟧.")
            .fixed("Gegen 140\u{A0}Mio. Euro sagte er: „Nein“."),
        Example::new("de", "Der Rat tagt.⟦<br />⟧Er tagt ⟦<em class=\"x\">⟧lange⟦</em>⟧.")
            .fixed("Der Rat tagt. Er tagt lange."),
        Example::new("fr", "Il dit⟦&amp;nbsp;⟧: non.").fixed("Il dit\u{A0}: non."),
        Example::new("de-CH", "Salt ⟦&amp;⟧ Slate spielt.").fixed("Salt & Slate spielt."),
        Example::new("de", "AT&T; baut R&D; aus: a < b und c > d, siehe <Name> und I <3 U."),
        Example::new("de", "Fox & Friends; Preis <b oder >a, &copy ohne Strichpunkt, &T;"),
        Example::new("de", "Das Zeichen &amp; steht für das Und, <br> für den Umbruch.")
            .source("en", "The sign &amp; stands for and, <br> for a break."),
    ],
    logic: Logic::Block(check),
};

/// The longest entity and the longest tag that are looked for, in bytes.
const ENTITY: usize = 12;
const TAG: usize = 300;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::MARKUP) {
        return;
    }
    let text = cx.text(block);
    let mut done = 0;
    while let Some(at) = text[done..].find(['&', '<']).map(|at| done + at) {
        done = at + 1;
        let found =
            if text[at..].starts_with('&') { entity_at(text, at) } else { tag_at(text, at) };
        let Some(stray) = found else { continue };
        done = stray.span.end;
        let shown = stray.span.of(text);
        if cx.source_holds(block, stray.span, shown) {
            continue;
        }
        let what = if shown.starts_with('&') { "entity" } else { "tag" };
        out.report(block, stray.span, format!("HTML {what} left in the text: {shown}"))
            .confidence(0.95)
            .replace(stray.applicability, stray.span, stray.replacement);
    }
}

/// Markup in the text, and what belongs there instead.
struct Stray {
    span: Span,
    applicability: Applicability,
    replacement: String,
}

/// The entity at byte `at`; one that was written twice over (`&amp;nbsp;`) as a whole.
fn entity_at(text: &str, at: usize) -> Option<Stray> {
    let mut end = at + 1;
    loop {
        let rest = &text.as_bytes()[end..];
        let length = rest.iter().take(ENTITY).position(|byte| *byte == b';')?;
        let character = entity(text.get(end..end + length)?)?;
        end += length + 1;
        let again = character == '&' && {
            let rest = &text.as_bytes()[end..];
            let length = rest.iter().take(ENTITY).position(|byte| *byte == b';');
            length.and_then(|it| entity(text.get(end..end + it)?)).is_some()
        };
        if !again {
            let markup = matches!(character, '<' | '>');
            return Some(Stray {
                span: Span::new(at, end),
                applicability: if markup { Applicability::Unsafe } else { Applicability::Safe },
                replacement: character.to_string(),
            });
        }
    }
}

/// The tag at byte `at`.
fn tag_at(text: &str, at: usize) -> Option<Stray> {
    let bytes = text.as_bytes();
    let name = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
    let length = bytes[name..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let rest = &bytes[name + length..];
    let close = rest.iter().take(TAG).position(|byte| matches!(byte, b'>' | b'<'))?;
    let inner = &text[name + length..name + length + close];
    // `Preis <b oder >a`: inside a tag stand attributes.
    let attributes = inner.trim().trim_end_matches('/').trim();
    let fits = attributes.is_empty() || inner.starts_with([' ', '\n']) && attributes.contains('=');
    if rest[close] != b'>' || !is_tag(&text[name..name + length]) || !fits {
        return None;
    }
    let span = Span::new(at, name + length + close + 1);
    let parts = text[name..name + length].eq_ignore_ascii_case("br")
        && previous_char(text, at).is_some_and(|c| !c.is_whitespace())
        && next_char(text, span.end).is_some_and(is_word_char);
    let replacement = if parts { " ".to_owned() } else { String::new() };
    Some(Stray { span, applicability: Applicability::Unsafe, replacement })
}
