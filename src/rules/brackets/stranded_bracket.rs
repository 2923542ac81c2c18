//! ## What it does
//! Finds an editor's insertion that was cut off from its sentence: behind a full stop or a closing
//! mark, between two sentences, where it explains nothing any more.
//!
//! ## Why is this bad?
//! The insertion belonged into the sentence before; the engine ended that too early. What the
//! bracket explains is now unclear.
//!
//! ## What stays silent
//! A bracket that begins a sentence (`[Die Firma] hat …`), whole sentences and notes in brackets,
//! stage directions (`[lacht]`), references, `[…]`; a bracket that the source has in the same place.
//!
//! ## Fix safety
//! Putting the insertion before the full stop is unsafe: it may belong further into the sentence.

use crate::reading::{Bracket, BracketContent, BracketShape, Partner};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, end_of, first_word, is_final_stop, trim_closing};

pub(super) static RULE: Rule = Rule {
    name: "stranded-bracket",
    group: Group::Brackets,
    severity: Severity::Major,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["displaced-closing-quote"],
    why: "The insertion explains nothing where it stands now.",
    advice: "Put the insertion into the sentence it belongs to, and take out the full stop that cut it off.",
    examples: &[
        Example::new(
            "de",
            "„Wir warten auf den Bericht. ⟦[des Senats]⟧ Dann sehen wir weiter“, sagte sie.",
        ),
        Example::new("de", "Er lobte die Arbeit. ⟦[der Feuerwehr]⟧ Danach ging er.")
            .fixed("Er lobte die Arbeit [der Feuerwehr]. Danach ging er."),
        Example::new(
            "de",
            "„Der Paragraf verlangt Vorsorge. ⟦[Brandt]⟧ Aber er wusste nichts“, hieß es.",
        ),
        Example::new("de", "„Im Herbst sind sie weg!“ ⟦[die Gäste]⟧ Er hatte recht."),
        Example::new(
            "fr",
            "« Le calcul est injuste. ⟦[pour les petits]⟧ Nous partons », dit-elle.",
        ),
        Example::new("de", "„Wir sind froh. [Die Firma] hat gezahlt“, sagte sie."),
        Example::new("de", "„So war das. [lacht] Wir waren jung.“"),
        Example::new("de", "Das war alles. [Der Text wurde ergänzt.] Mehr kommt nicht."),
        Example::new("de", "„Es war laut. […] Dann kam [der Wirt] dazu.“ [1] Schluss."),
        Example::new("de", "Er kam mit ca. [hundert] Leuten, z. B. [den Nachbarn]."),
        Example::new("de", "„Es ist so. [seufzend] Ja.“")
            .source("en", "“It is so. [with a sigh] Yes.”"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    for bracket in cx.target().brackets_of(block) {
        if bracket.shape != BracketShape::Square
            || bracket.partner != Partner::Found
            || bracket.content != BracketContent::Words
            || !is_cut_off(cx, bracket)
            || source_has_it_so(cx, bracket)
        {
            continue;
        }
        let words = bracket.span.of(cx.text(block));
        let message = format!("insertion {words} is cut off from its sentence");
        let proposal = out.report(block, bracket.span, message);
        proposal.confidence(0.85);
        let text = cx.text(block);
        let before = text[..bracket.span.start].trim_end();
        // The stop and the closing marks around it, before which the insertion goes.
        let stem = trim_closing(before).trim_end_matches(is_final_stop);
        let stem = trim_closing(stem).len();
        let moved = format!(" {words}{}", &before[stem..]);
        proposal.replace(Applicability::Unsafe, Span::new(stem, bracket.span.end), moved);
    }
}

/// Whether a sentence ends before the bracket and none begins with it.
fn is_cut_off(cx: &Context<'_>, bracket: &Bracket) -> bool {
    let text = cx.text(bracket.block);
    let inner = bracket.inner().of(text).trim();
    if !follows_stop(cx, bracket) || inner.ends_with(is_final_stop) {
        return false;
    }
    let is_small = inner.starts_with(char::is_lowercase);
    let next = first_word(&text[bracket.span.end..]);
    // A capital behind the bracket begins the next sentence: this one is the bracket alone.
    let stands_alone = next.is_none_or(|word| cx.pack().sentences.starters.contains(word.text));
    is_small || stands_alone
}

/// Whether a stop that ends a sentence stands before the bracket, on either side of closing marks.
fn follows_stop(cx: &Context<'_>, bracket: &Bracket) -> bool {
    let before = cx.text(bracket.block)[..bracket.span.start].trim_end();
    trim_closing(before).ends_with(['.', '!', '?']) && is_sentence_end(cx, bracket, before)
}

/// How much of the text before a bracket is read again to see whether a sentence ends there, in
/// bytes: one sentence may hold thousands of brackets.
const REACH: usize = 160;

/// Whether the stop before the bracket ends a sentence and not an abbreviation.
fn is_sentence_end(cx: &Context<'_>, bracket: &Bracket, before: &str) -> bool {
    let pack = cx.pack();
    let probe = pack.sentences.starters.first().map_or("A", String::as_str);
    // Asked as if a sentence followed: the bracket itself hides what follows from the reading.
    let start = cx.target().sentence_at(bracket.block, before.len().saturating_sub(1));
    let from = start.map_or(0, |sentence| sentence.span.start.min(before.len()));
    let sentence = end_of(&before[from..], REACH);
    let probed = format!("{sentence} {probe} x.");
    let last = crate::reading::sentences(&probed, pack).pop();
    last.is_some_and(|last| last.start > sentence.len())
}

/// Whether the source has its bracket behind a stop too.
fn source_has_it_so(cx: &Context<'_>, bracket: &Bracket) -> bool {
    let Some(counterpart) = cx.pair.counterpart(bracket.block, bracket.span) else { return false };
    let side = counterpart.side;
    counterpart.segments.iter().any(|segment| {
        let text = side.text(segment.block);
        side.brackets_of(segment.block).iter().any(|it| {
            let before = text[..it.span.start].trim_end();
            segment.span.contains(it.span)
                && it.shape == BracketShape::Square
                && before.ends_with(|c| is_final_stop(c) || matches!(c, '”' | '"'))
        })
    })
}
