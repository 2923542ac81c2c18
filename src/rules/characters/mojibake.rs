//! ## What it does
//! Finds characters that were read in the wrong encoding (`Ã¼` for ü, `â€ž` for „), characters that
//! were lost (U+FFFD) and letters that became a question mark (`fÃ¼r` as `f?r`).
//!
//! ## Why is this bad?
//! The word cannot be read, found or spoken.
//!
//! ## What stays silent
//! Letters of other languages (`São Paulo`), a letter before a closing quotation mark (`das Ä“`),
//! question marks that ask.
//!
//! ## Fix safety
//! The characters are read again in the right encoding, which is safe: nothing is lost. A letter
//! that became a question mark is guessed from known words, which is unsafe.

use super::encoding::broken;
use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, run_after, run_before};

pub(super) static RULE: Rule = Rule {
    name: "mojibake",
    group: Group::Characters,
    severity: Severity::Major,
    category: "design-and-markup/character-encoding",
    its: "characters",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[],
    why: "The word cannot be read or found.",
    advice: "Put the right character, and look for the step that read the text in the wrong encoding.",
    examples: &[
        Example::new("de", "Eine Ausnahme f⟦Ã¼⟧r Höfe in ⟦Ã–⟧sterreich.")
            .fixed("Eine Ausnahme für Höfe in Österreich."),
        Example::new("de", "Er sagte: ⟦â€ž⟧Nein⟦â€œ⟧ zu 5⟦Â\u{A0}â‚¬⟧.")
            .fixed("Er sagte: „Nein“ zu 5\u{A0}€."),
        Example::new("de", "Herr M⟦\u{FFFD}⟧ller wartet f⟦?⟧r immer."),
        Example::new("fr", "Un r⟦Ã©⟧gime d⟦â€™⟧assurance.").fixed("Un régime d’assurance."),
        Example::new("de", "Aus São Paulo, Ålesund und Århus: „das Ä“, Ö–Ü und Â."),
        Example::new("fr", "«\u{A0}À\u{A0}» et « â » : l’âge, la pâte à «\u{A0}crêpes\u{A0}»."),
        Example::new("de", "Wann?Jetzt? Wie?so? Wer war das?"),
        Example::new("de", "5 € für Ähren, 20 °C, „Ärger“ – §12 und ½ l…"),
    ],
    logic: Logic::Block(check),
};

const LOST: char = '\u{FFFD}';

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let (text, characters) = (cx.text(block), cx.target().characters_of(block));
    if !characters.has(Characters::BROKEN.or(Characters::STRANGE).or(Characters::QUESTION)) {
        return;
    }
    for it in broken(text, cx.pack()) {
        let shown = it.span.of(text);
        let word = word_around(text, it.span);
        match it.whole {
            Some(whole) => out
                .report(block, it.span, format!("“{shown}” in “{word}” was “{}”", visible(&whole)))
                .confidence(0.98)
                .replace(Applicability::Safe, it.span, whole),
            None => out
                .report(
                    block,
                    it.span,
                    format!("characters read in the wrong encoding in “{word}”"),
                )
                .confidence(0.95),
        };
    }
    let mut done = 0;
    while let Some(start) = text[done..].find(LOST).map(|at| done + at) {
        let rest = &text[start..];
        done = start + rest.len() - rest.trim_start_matches(LOST).len();
        let span = Span::new(start, done);
        let word = word_around(text, span);
        if !cx.source_holds(block, span, word) {
            out.report(block, span, format!("character lost in “{word}”")).confidence(0.98);
        }
    }
    for (at, _) in text.match_indices('?') {
        asked(cx, block, Span::new(at, at + 1), out);
    }
}

/// Reports a question mark in a word that a letter of the language makes a known one.
fn asked(cx: &Context<'_>, block: usize, span: Span, out: &mut Findings) {
    let (text, pack) = (cx.text(block), cx.pack());
    let (before, after) = (run_before(text, span.start), run_after(text, span.end));
    let small =
        |run: &str| run.starts_with(char::is_alphabetic) && run.ends_with(char::is_lowercase);
    if !small(before) || !small(after) {
        return;
    }
    let known = |word: &str| pack.knows(&word.to_lowercase());
    let mut letters = pack.letters.special.chars();
    let Some(letter) = letters.find(|letter| known(&format!("{before}{letter}{after}"))) else {
        return;
    };
    // `ja?nein`: both are words of their own.
    if known(before) && known(after) {
        return;
    }
    out.report(block, span, format!("“{before}?{after}” was “{before}{letter}{after}”"))
        .confidence(0.9)
        .replace(Applicability::Unsafe, span, letter);
}

/// The word around a place, what is broken in it included.
fn word_around(text: &str, span: Span) -> &str {
    let solid = |(_, c): &(usize, char)| !c.is_whitespace();
    let start = text[..span.start].char_indices().rev().take(24).take_while(solid).last();
    let end = text[span.end..].char_indices().take(24).take_while(solid).last();
    let start = start.map_or(span.start, |(at, _)| at);
    &text[start..end.map_or(span.end, |(at, c)| span.end + at + c.len_utf8())]
}

/// The text with its spaces named, for messages.
fn visible(text: &str) -> String {
    text.replace('\u{A0}', "[no-break space]").replace('\u{AD}', "[soft hyphen]")
}
