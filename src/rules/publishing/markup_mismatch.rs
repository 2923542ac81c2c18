//! ## What it does
//! Finds inline tags of the source (`<b>`, `</a>`, `<br/>`, `<x id="1"/>`) that the translation has
//! changed or lost, or has where the source has none beside other tags; in Markdown also headings, links
//! and emphasis of the source whose marks a slip broke: `##Title`, `[words] (https://…)`, `**word`.
//!
//! ## Why is this bad?
//! Half a page comes out in bold, a link stays open, or the file cannot be read any more.
//!
//! ## What stays silent
//! Tags in another order; other attributes but for `id`; a source without any tag (what stands in the
//! translation then is `stray-markup`); emphasis of Markdown, which translators may set anew; an
//! unsure alignment.
//!
//! ## Fix safety
//! The source's tag is put in place of the other. A person must look at the pair.

use super::markdown::broken_marks;
use super::tokens::{Kind, Token, compare};
use crate::document::Format;
use crate::pair::Unit;
use crate::reading::{Segment, Side};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, next_char, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "markup-mismatch",
    group: Group::Publishing,
    severity: Severity::Major,
    category: "design-and-markup/markup-tag",
    its: "markup",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The page comes out wrong: text in bold, a link that stays open, a file that breaks.",
    advice: "Write the tags as the source has them.",
    examples: &[
        Example::new("de", "Der <b>Hafen⟦<b>⟧ bleibt zu.")
            .source("en", "The <b>harbour</b> stays closed.")
            .fixed("Der <b>Hafen</b> bleibt zu."),
        Example::new("de", "⟦Der Hafen</i> bleibt zu.⟧")
            .source("en", "The <i>harbour</i> stays closed."),
        Example::new("de", "Drücken Sie <kbd>Sca⟦n<kbd> ⟧hier.")
            .source("en", "Press <kbd>Scan</kbd> here.")
            .markdown(),
        Example::new("de", "Zu bleibt der <b class=\"x\">Hafen</b>,<br> sagt <x id=\"1\"/>.")
            .source("en", "The <b>harbour</b><br/> stays closed, says <x id=\"1\"/>."),
        Example::new("de", "# Hafen\n\n⟦##Was nun geschieht⟧\n\nDer Hafen bleibt zu.")
            .source("en", "# Harbour\n\n## What happens now\n\nThe harbour stays closed.")
            .markdown(),
        Example::new(
            "de",
            "Der Bericht ⟦[„Im Hafen“] (https://example.org/a)⟧ liegt seit Montag vor.",
        )
        .source(
            "en",
            "The report [“In the harbour”](https://example.org/a) has been out since Monday.",
        )
        .fixed("Der Bericht [„Im Hafen“](https://example.org/a) liegt seit Montag vor.")
        .markdown(),
        Example::new("de", "⟦**Der Hafen: Das Tor bleibt bis Montag zu.⟧")
            .source("en", "**The harbour**: The gate stays closed until Monday.")
            .markdown(),
        Example::new("de", "Der Bericht [Seite 3] (https://example.org/a) liegt seit Montag vor.")
            .source("en", "The report [page 3] (https://example.org/a) has been out since Monday.")
            .markdown(),
        Example::new("de", "#hafen ist das Wort des Tages.")
            .source("en", "#harbour is the word of the day.")
            .markdown(),
        Example::new("de", "Preise ab 5 Euro**, *ohne* Gewähr.")
            .source("en", "Prices from 5 euros**, *no* guarantee.")
            .markdown(),
        Example::new("de", "Bei 3 < 5 und 7 > 6 gilt: a <b, sagt er.")
            .source("en", "With 3 < 5 and 7 > 6 it is a <b, he says."),
    ],
    logic: Logic::Unit(check),
};

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let has_tag = |source: crate::pair::Counterpart<'_>| {
        source.segments.iter().any(|it| !read(source.side, *it).is_empty())
    };
    if unit.source.is_some_and(has_tag) {
        compare(cx, unit, &Kind { name: "tag", read, meet: |_, _, _| false }, out);
    }
    if cx.target().document.format == Format::Markdown {
        broken_marks(cx, unit, out);
    }
}

fn read(side: &Side, segment: Segment) -> Vec<Token> {
    let text = segment.span.of(side.text(segment.block));
    let mut tokens = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        if at < done {
            continue;
        }
        let Some((end, key)) = tag(text, at) else { continue };
        done = end;
        let span = Span::new(at, end);
        tokens.push(Token {
            block: segment.block,
            span: span.shifted(segment.span.start),
            key,
            text: span.of(text).to_owned(),
            replaceable: true,
        });
    }
    let block = &side.blocks()[segment.block];
    // A tag that a reader took out of the text is shown by the letters around it.
    let around = |at: usize| {
        let before = previous_char(&block.text, at).map_or(0, char::len_utf8);
        let behind = next_char(&block.text, at).map_or(0, char::len_utf8);
        Span::new(at - before, at + behind)
    };
    for inline in &block.tags {
        let inside = (segment.span.start..=segment.span.end).contains(&inline.at);
        let Some((_, key)) = tag(&inline.text, 0).filter(|_| inside) else { continue };
        tokens.push(Token {
            block: segment.block,
            span: around(inline.at),
            key,
            text: inline.text.clone(),
            replaceable: false,
        });
    }
    tokens.sort_by_key(|token| token.span.start);
    tokens
}

/// Where a tag that starts at byte `at` ends, and what it is compared by: its name, whether it opens
/// or closes, its id.
fn tag(text: &str, at: usize) -> Option<(usize, String)> {
    const LONGEST: usize = 512;
    let length = text[at + 1..].bytes().take(LONGEST).position(|it| it == b'>' || it == b'<')?;
    let inner = text.get(at + 1..at + 1 + length)?;
    if !text[at + 1 + length..].starts_with('>') {
        return None;
    }
    let (closes, body) = match inner.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, inner),
    };
    let name_end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let name = &body[..name_end];
    let rest = body[name_end..].trim_end_matches('/').trim();
    let attributes = rest.is_empty() || rest.contains('=');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !attributes {
        return None;
    }
    let id = rest.split_whitespace().find(|it| it.starts_with("id=")).unwrap_or_default();
    let key = format!("{}{} {id}", if closes { "/" } else { "" }, name.to_lowercase());
    Some((at + 2 + length, key))
}
