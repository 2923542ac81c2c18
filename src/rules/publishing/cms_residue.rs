//! ## What it does
//! Finds lines that a content system left in the text: comment prompts, share menus, newsletter and
//! "read on" lines, slugs (`ttn-de-58`), and template or short codes (`{{title}}`, `[/caption]`).
//!
//! ## Why is this bad?
//! The line belongs to the page the source was copied from. In print it is nonsense, and the reader
//! sees that nobody looked.
//!
//! ## What stays silent
//! Sentences that speak about newsletters and comments; opinion pieces (`Kommentar: …`); headlines
//! that read like a prompt; what is quoted; codes in code spans and in bilingual files, where they
//! are placeholders; files whose segments are not one text; addresses and words with hyphens
//! (`U-20-WM`).
//!
//! ## Fix safety
//! Taking the line out is safe where it is a known phrase, word for word, and nothing but such lines
//! follows. Everywhere else it is unsafe: the line may have been meant.

use std::sync::Arc;

use super::residue::{Phrases, Residue};
use crate::document::{BlockKind, Continuity};
use crate::reading::{Bracket, BracketShape, Partner};
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, is_quotation_mark};

pub(super) static RULE: Rule = Rule {
    name: "cms-residue",
    group: Group::Publishing,
    severity: Severity::Major,
    category: "accuracy/addition",
    its: "addition",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[],
    why: "The line belongs to a web page, not to the article.",
    advice: "Delete the line.",
    examples: &[
        Example::new("de", "Der Rat tagt am Montag.\n\n⟦ttn-de-58⟧\n\n⟦Schreibe einen Kommentar⟧")
            .fixed("Der Rat tagt am Montag.\n\n\n\n"),
        Example::new(
            "de",
            "Der Rat tagt am Montag.\n\n⟦Teilen: Facebook | WhatsApp | Link kopieren⟧\n\nEr berät den Etat.",
        ),
        Example::new(
            "de",
            "Der Rat tagt am Montag.\n\n⟦Jetzt für unseren Kultur-Newsletter anmelden⟧\n\nEr berät den Etat.",
        ),
        Example::new("de", "⟦{{title}}⟧\n\nDer Rat tagt am Montag ⟦[/caption]⟧ in Kiel."),
        Example::new("de-CH", "Der Rat tagt am Montag.\n\n⟦Leave a comment⟧"),
        Example::new("fr", "Le conseil se réunit lundi.\n\n⟦Laisser un commentaire⟧"),
        Example::new(
            "de",
            "Schreiben Sie einen Kommentar\n\nWarum Leser nicht mehr antworten, weiß niemand.",
        ),
        Example::new("de", "Der Rat tagt.\n\nAuf der Karte steht: Noch {{days}} Tage.")
            .source("en", "The council meets.\n\nThe card says: {{days}} days left."),
        Example::new(
            "de",
            "Der Rat tagt.\n\n⟦[related_posts ids=\"4471,4502\"]⟧\n\nEr berät bis Montag.",
        ),
        Example::new("de", "Der Rat tagt [laut Satzung = immer] am Montag.\n\nEr berät."),
        Example::new("de", "Kommentar: Jetzt muss der Senat handeln\n\nDer Senat zögert."),
        Example::new(
            "de",
            "Der Rat tagt am Montag.\n\nFacebook, Instagram, WhatsApp: ein Konzern hört zu\n\nUnter dem Text steht: „Schreibe einen Kommentar“.",
        ),
        Example::new(
            "de",
            "Melden Sie sich hier an, wenn Sie ein Bett brauchen, steht auf dem Zettel.\n\nEr hängt seit Mai.",
        ),
        Example::new(
            "de",
            "Die Mannschaft reist ab.\n\nU-20-WM\n\nDas Turnier [sic] beginnt am 3. Mai.",
        ),
        Example::new(
            "fr",
            "Le journal ferme.\n\nSa lettre d’information comptait 4 000 abonnés.\n\nLe conseil [de la ville] se tait.",
        ),
    ],
    logic: Logic::Document(|| Box::<Lines>::default()),
};

/// How many blocks from either end are likely to hold left-overs.
const EDGE: usize = 4;

/// The lines of a document that may be left-overs.
#[derive(Default)]
struct Lines {
    phrases: Option<Arc<Phrases>>,
    found: Vec<(usize, Residue)>,
    /// The last block that is prose.
    last_prose: Option<usize>,
    prose: usize,
}

impl Accumulator for Lines {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        if cx.target().document.continuity == Continuity::Isolated {
            return;
        }
        let it = &cx.target().blocks()[block];
        if it.kind != BlockKind::Unit && codes(cx, block, out) {
            return;
        }
        let phrases = self.phrases.get_or_insert_with(|| Phrases::of(cx.pack()));
        match phrases.classify(&it.text) {
            Some(residue) if it.kind != BlockKind::Cell => self.found.push((block, residue)),
            _ => {
                self.last_prose = Some(block);
                self.prose += 1;
            }
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        // A file of such lines is no article.
        let Some(last_prose) = self.last_prose.filter(|_| self.found.len() <= 3 * self.prose)
        else {
            return;
        };
        let count = cx.target().blocks().len();
        for &(block, residue) in &self.found {
            let tail = block > last_prose;
            let edge = tail || block < EDGE || block + EDGE >= count;
            let Some(confidence) = confidence(cx, block, residue, tail, edge) else { continue };
            let text = cx.text(block);
            let span = trimmed(text);
            let what = match residue {
                Residue::Slug => "name of an entry in the content system",
                Residue::Menu => "menu of a web page",
                Residue::Phrase(_) | Residue::Opening | Residue::Call => "line of a web page",
            };
            let proposal = out.report(
                block,
                span,
                format!("{what} left in the text: “{}”", shortened(span.of(text))),
            );
            let exact = matches!(residue, Residue::Phrase(_));
            let fix = if exact && tail { Applicability::Safe } else { Applicability::Unsafe };
            proposal.confidence(confidence).delete(fix, Span::new(0, text.len()));
            if tail {
                proposal.evidence("nothing of the article follows");
            }
            if is_dated(residue, text) {
                proposal.severity(Severity::Minor);
            }
        }
    }
}

/// How sure it is that the line is none of the article's; none when it may be.
fn confidence(
    cx: &Context<'_>,
    block: usize,
    residue: Residue,
    tail: bool,
    edge: bool,
) -> Option<f64> {
    let blocks = cx.target().blocks();
    let (kind, text) = (blocks[block].kind, blocks[block].text.trim_end());
    // The headline may be worded like a prompt; above a headline stands what belongs to the page.
    let headline = block == 0 && blocks.get(1).is_none_or(|next| next.kind != BlockKind::Heading);
    if headline && residue != Residue::Slug {
        return None;
    }
    let item = kind == BlockKind::ListItem;
    let stop = text.ends_with(['.', '?']);
    let base = match residue {
        Residue::Slug => 0.9,
        Residue::Menu => 0.9,
        Residue::Phrase(1) if item && !tail => return None,
        // One word may be a heading, two with a stop an answer.
        Residue::Phrase(1 | 2) if stop && !tail => return None,
        Residue::Phrase(1) => 0.65,
        Residue::Phrase(_) => 0.9,
        Residue::Opening if stop && !edge => return None,
        Residue::Opening if stop && sentences_of(cx, block) > 2 => return None,
        Residue::Opening if stop || is_dated(residue, text) => 0.6,
        Residue::Opening => 0.8,
        Residue::Call if item && !tail => return None,
        Residue::Call => 0.75,
    };
    Some(if tail {
        base + 0.08
    } else if edge {
        base + 0.04
    } else {
        base
    })
}

/// `Veröffentlicht am 3. Mai`: a page's line, but one that an editor may want to keep.
fn is_dated(residue: Residue, text: &str) -> bool {
    residue == Residue::Opening && text.bytes().any(|byte| byte.is_ascii_digit())
}

fn sentences_of(cx: &Context<'_>, block: usize) -> usize {
    cx.target().sentences_of(block).len()
}

/// Reports the codes in a block; whether there is nothing else in it.
fn codes(cx: &Context<'_>, block: usize, out: &mut Findings) -> bool {
    let text = cx.text(block);
    let brackets = cx.target().brackets_of(block);
    if brackets.is_empty() {
        return false;
    }
    let mut spans: Vec<Span> = Vec::new();
    for bracket in brackets.iter().filter(|it| it.partner == Partner::Found) {
        let within = spans.last().is_some_and(|last| last.contains(bracket.span));
        if !within && is_code(cx, text, bracket) && !is_placeholder(cx, block, bracket) {
            spans.push(bracket.span);
        }
    }
    let whole = trimmed(text);
    let rest: usize = spans.iter().map(|span| span.len()).sum();
    let objects = text.matches(OBJECT).count() * OBJECT.len_utf8();
    let blank = text.chars().filter(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    let alone = !spans.is_empty() && rest + objects + blank >= text.len();
    // A bare word in brackets is a code when it stands alone or is closed by another one.
    let closes = |span: &Span| text[span.start..].starts_with("[/");
    let sure = |span: &Span| {
        alone || text[span.start..].starts_with('{') || closes(span) || span.of(text).contains('=')
    };
    if alone {
        report(text, block, whole, out);
        return true;
    }
    let closed = spans.iter().any(closes);
    for span in spans.iter().filter(|span| closed || sure(span)) {
        report(text, block, *span, out);
    }
    false
}

fn report(text: &str, block: usize, span: Span, out: &mut Findings) {
    let message =
        format!("code of the content system left in the text: {}", shortened(span.of(text)));
    out.report(block, span, message)
        .confidence(0.93)
        .advice("Delete the code.")
        .delete(Applicability::Unsafe, span);
}

/// Whether the source's sentence has a code in such braces too: it is to be filled in, and whether
/// it is right is for `placeholder-mismatch`.
fn is_placeholder(cx: &Context<'_>, block: usize, bracket: &Bracket) -> bool {
    let opening = bracket.span.of(cx.text(block)).get(..2).unwrap_or_default();
    bracket.shape == BracketShape::Curly && cx.source_holds(block, bracket.span, opening)
}

/// `{{title}}`, `{% if %}`, `[caption id="3"]`, `[/caption]`, `[embed]`
fn is_code(cx: &Context<'_>, text: &str, bracket: &Bracket) -> bool {
    let inner = bracket.inner().of(text);
    match bracket.shape {
        BracketShape::Curly => {
            let pair = |open: char, close: char| inner.starts_with(open) && inner.ends_with(close);
            inner.len() > 2 && (pair('{', '}') || pair('%', '%'))
        }
        BracketShape::Square => {
            let is_name =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
            let known = |name: &str| cx.pack().publishing.short_codes.words.contains(name);
            if let Some(name) = inner.strip_prefix('/') {
                return !name.is_empty() && name.chars().all(is_name);
            }
            match inner.split_once([' ', '=']) {
                Some((name, rest)) => {
                    let named = known(name) && (rest.contains('=') || rest.contains('"'));
                    // Whatever its name, nobody writes attributes into an insertion.
                    named || name.chars().all(is_name) && has_attribute(rest)
                }
                None => known(inner),
            }
        }
        BracketShape::Round => false,
    }
}

/// `ids="4471"`, with quotation marks of any kind.
fn has_attribute(text: &str) -> bool {
    text.match_indices('=').any(|(at, _)| {
        let quoted = |c: char| c == '\'' || is_quotation_mark(c);
        text[at + 1..].starts_with(quoted) && text[..at].ends_with(|c: char| c.is_ascii_lowercase())
    })
}

fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// The first words, for messages.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.replace(OBJECT, "…");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}
