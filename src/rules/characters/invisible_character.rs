//! ## What it does
//! Finds characters that cannot be seen and do nothing here: zero-width spaces and joiners, byte
//! order marks, marks of writing direction, control characters, soft hyphens outside words.
//!
//! ## Why is this bad?
//! The word is not found by a search, breaks in odd places, or shows as a box.
//!
//! ## What stays silent
//! Joiners within emoji and in scripts that need them (Persian, Indic scripts), marks of direction
//! in a text with Hebrew or Arabic, soft hyphens between letters, which print systems put there.
//!
//! ## Fix safety
//! The character is taken out; nothing that can be seen changes, so that is safe.

use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_european_letter, next_char, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Characters,
    severity: Severity::Minor,
    category: "design-and-markup/character-encoding",
    its: "characters",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["mojibake"],
    why: "The word cannot be found by a search and may break in odd places.",
    advice: "Take the character out.",
    examples: &[
        Example::new("de", "Das Torf⟦\u{200B}⟧moos und der Hashtag #Veltra⟦\u{200B}⟧Crash.")
            .fixed("Das Torfmoos und der Hashtag #VeltraCrash."),
        Example::new("de", "Der ⟦\u{FEFF}\u{2060}⟧Rat tagt⟦\u{200E}⟧ im Mai⟦\u{8}⟧.")
            .fixed("Der Rat tagt im Mai."),
        Example::new("fr", "La vigne⟦\u{AD}⟧ gèle.").fixed("La vigne gèle."),
        Example::new(
            "de",
            "Die Familie 👨\u{200D}👩\u{200D}👧 und das Donau\u{AD}dampf\u{AD}schiff ❤\u{FE0F}.",
        ),
        Example::new("de", "Auf Persisch heißt es می\u{200C}خواهم, auf Hebräisch\u{200F} שלום."),
        Example::new("hi", "क\u{94D}\u{200D}ष और श\u{94D}\u{200C}र"),
        Example::new("fr", "Il reste 5\u{A0}% des vignes\u{202F}; c’est peu."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    if !cx.target().characters_of(block).has(Characters::STRANGE) {
        return;
    }
    let right_to_left = text.chars().any(is_right_to_left);
    let mut run: Option<(Span, char)> = None;
    for (at, character) in text.char_indices() {
        if !is_idle(text, at, character, right_to_left) {
            continue;
        }
        let end = at + character.len_utf8();
        run = match run {
            Some((span, first)) if span.end == at => Some((Span::new(span.start, end), first)),
            other => {
                report(block, other, out);
                Some((Span::new(at, end), character))
            }
        };
    }
    report(block, run, out);
}

fn report(block: usize, run: Option<(Span, char)>, out: &mut Findings) {
    let Some((span, first)) = run else { return };
    let message = format!("invisible character: {} (U+{:04X})", name(first), u32::from(first));
    out.report(block, span, message).confidence(0.95).delete(Applicability::Safe, span);
}

/// Whether the character cannot be seen and has nothing to do at this place.
fn is_idle(text: &str, at: usize, character: char, right_to_left: bool) -> bool {
    let end = at + character.len_utf8();
    let neighbours = [previous_char(text, at), next_char(text, end)];
    match character {
        '\u{200B}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{180E}'
        | '\u{FFF9}'..='\u{FFFB}' => {
            // Scripts without spaces break at a zero-width space.
            neighbours.iter().flatten().all(|c| !c.is_alphabetic() || is_european_letter(*c))
        }
        // Joiners belong to emoji and to scripts that join or part their letters.
        '\u{200C}' | '\u{200D}' => neighbours.iter().flatten().all(|c| {
            is_european_letter(*c)
                || c.is_ascii()
                || matches!(*c, '\u{A0}'..='\u{BF}' | '\u{2010}'..='\u{203A}')
        }),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            !right_to_left
        }
        '\u{AD}' => !neighbours.iter().all(|c| c.is_some_and(char::is_alphanumeric)),
        '\t' | '\n' | '\r' => false,
        _ => character.is_control(),
    }
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn name(character: char) -> &'static str {
    match character {
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        '\u{AD}' => "soft hyphen",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "mark of writing direction"
        }
        _ if character.is_control() => "control character",
        _ => "format character",
    }
}
