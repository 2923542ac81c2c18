//! ## What it does
//! Finds a space before a comma, a stop or another mark that stands close to its word, on the inner
//! side of a bracket (`( kein Scherz)`), and before the hyphen that joins a word to a quotation
//! (`„Nebel“ -Premiere`).
//!
//! ## Why is this bad?
//! The space is the seam where a link, a tag or a piece of the sentence was taken out or put in by
//! a machine; the order of words beside it is often wrong too. The mark may slip to the next line.
//!
//! ## What stays silent
//! Marks that the language sets with a space (French `:`, `;`, `!`, `?`), brackets that are spaced so in
//! the source, too, or that hold no words, ellipses, results and ratios (`3 : 2`), smileys, `.NET`, addresses that were parted from the stop on purpose.
//!
//! ## Fix safety
//! The space is taken out, which is safe.

use crate::reading::{Bracket, Characters, Partner};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, is_closing_mark, run_after, token_before};

pub(super) static RULE: Rule = Rule {
    name: "space-before-punctuation",
    group: Group::Spacing,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "whitespace",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "The mark may slip to the next line, and the seam shows that something was cut here.",
    advice: "Take the space out, and see whether the words around it are in order.",
    examples: &[
        Example::new("de", "Der Umsatz stieg⟦ ,⟧ der Gewinn nicht⟦ .⟧")
            .fixed("Der Umsatz stieg, der Gewinn nicht."),
        Example::new("de", "„Das ist alles“⟦ ,⟧ sagte sie.").fixed("„Das ist alles“, sagte sie."),
        Example::new("de", "Die „Nebel“⟦ -⟧Premiere war ausverkauft.")
            .fixed("Die „Nebel“-Premiere war ausverkauft."),
        Example::new("de", "Das Haus ⟦( ⟧ein alter Bau⟦ )⟧ steht leer.")
            .fixed("Das Haus (ein alter Bau) steht leer."),
        Example::new("de", "Haken setzen: [ ] ja, [x] nein, f( ) und (…), ( 1 + 2 ) sind 3."),
        Example::new("de", "Er las „Nebel“ - und ging; im „Norden“ -3 Grad."),
        Example::new("de", "Fünf⟦ !⟧ Und was nun⟦ ?⟧").fixed("Fünf! Und was nun?"),
        Example::new("fr", "La récolte est perdue⟦\u{A0},⟧ dit-il.")
            .fixed("La récolte est perdue, dit-il."),
        Example::new("fr", "Qui vient\u{A0}? Personne ; c’est fini !"),
        Example::new("de", "Na ja … Das Spiel endete 3 : 2 . . . und das mit .NET :-) oder ;)"),
        Example::new("de", "Na gut ... und dann? Mehr auf www.beispiel.de ."),
        Example::new("de", "Ein Fünftel, .5 von allem, blieb übrig; er lachte ;-)"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    hyphens(cx, block, out);
    brackets(cx, block, out);
    if !cx.target().characters_of(block).has(Characters::SPACED_STOP) {
        return;
    }
    let text = cx.text(block);
    for (at, mark) in text.match_indices([',', '.', ';', ':', '!', '?']) {
        let before = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
        if before.len() == at || cx.pack().spacing.spaced_before.contains(mark) {
            continue;
        }
        if !is_followed_by_end(&text[at + 1..], mark) || stands_apart(before, mark, text, at) {
            continue;
        }
        let word = token_before(before, before.len());
        let message = format!("space between “{word}” and the mark “{mark}” behind it");
        let proposal = out.report(block, Span::new(before.len(), at + 1), message);
        proposal
            // A colon is sometimes set apart for its looks: `Mann : Frau`.
            .confidence(if mark == ":" { 0.75 } else { 0.95 })
            .delete(Applicability::Safe, Span::new(before.len(), at));
    }
}

/// A hyphen that joins a word to a quotation, and a space before it: `„Nebel“ -Premiere`.
fn hyphens(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    for pair in quotations.pairs_in(block) {
        let end = quotations.marks[pair.close].span.end;
        let rest = text[end..].strip_prefix([' ', '\u{A0}', '\u{202F}']);
        let word = rest.and_then(|it| it.strip_prefix('-')).map_or("", |it| run_after(it, 0));
        // `"x" -v` is a command.
        let joins = word.chars().count() > 1 && word.starts_with(char::is_alphabetic);
        if let (true, Some(rest)) = (joins, rest) {
            let hyphen = text.len() - rest.len();
            let message = format!("space between a quotation and “-{word}”, which belongs to it");
            out.report(block, Span::new(end, hyphen + 1), message)
                .confidence(0.9)
                .delete(Applicability::Safe, Span::new(end, hyphen));
        }
    }
}

/// Spaces on the inner sides of a bracket that holds words.
fn brackets(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let holds_words = |it: &&Bracket| {
        it.partner == Partner::Found && it.inner().of(text).contains(char::is_alphabetic)
    };
    for bracket in cx.target().brackets_of(block).iter().filter(holds_words) {
        let inner = bracket.inner();
        let words = inner.of(text).trim_matches([' ', '\u{A0}', '\u{202F}']);
        let start = inner.start + inner.of(text).find(words).unwrap_or_default();
        let end = start + words.len();
        let opening = (Span::new(inner.start, start), Span::new(bracket.span.start, start));
        let closing = (Span::new(end, inner.end), Span::new(end, bracket.span.end));
        for (space, place) in [opening, closing].into_iter().filter(|(space, _)| !space.is_empty())
        {
            let has_it = || cx.source_holds(block, place, place.of(text));
            if cx.pair.has_source() && has_it() {
                continue;
            }
            let message = "space between a bracket and the words in it";
            out.report(block, place, message).confidence(0.9).delete(Applicability::Safe, space);
        }
    }
}

/// Whether nothing but more of these marks, a closing mark or a space stands behind the mark.
fn is_followed_by_end(rest: &str, mark: &str) -> bool {
    let rest = rest.trim_start_matches(['!', '?']);
    match rest.chars().next() {
        None => true,
        // `;)` and `:“` are drawn, not written.
        Some('"') => !matches!(mark, ":" | ";") && !rest[1..].starts_with(char::is_alphanumeric),
        Some(next) if is_closing_mark(next) => !matches!(mark, ":" | ";"),
        Some(next) => next.is_whitespace(),
    }
}

/// Whether the mark may well stand apart from what is before it.
fn stands_apart(before: &str, mark: &str, text: &str, at: usize) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let next = text[at + mark.len()..].trim_start().chars().next();
    let digit = |c: char| c.is_ascii_digit();
    match last {
        // An address is parted from the stop so that the stop does not become part of it.
        OBJECT | '(' | '[' | '{' => true,
        '.' | '…' => next == Some('.') || before.ends_with(" .") || before.ends_with(".."),
        ':' | ';' => true,
        _ if mark == "." && next == Some('.') => true,
        _ => mark == ":" && digit(last) && next.is_some_and(digit),
    }
}
