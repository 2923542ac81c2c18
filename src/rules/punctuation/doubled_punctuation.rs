//! ## What it does
//! Finds marks that stand twice where one belongs: `..`, `,,`, `.,`, quotation marks (`„„`) of which
//! one has no partner, and question marks of two scripts side by side (`؟?`).
//!
//! ## Why is this bad?
//! Two sentences were joined, or a mark was carried over from the source beside the translation's.
//!
//! ## What stays silent
//! Ellipses; `?!` and `!!!`; commas behind abbreviations (`etc.,`, `Inc.,`, `D.C.,`), ordinals and
//! names that end in a mark (`Yahoo!,`); ranges and paths (`1..5`, `../`).
//!
//! ## Fix safety
//! One mark stays. That is safe where both are the same, unless the sentence goes on: two dots may
//! be half an ellipsis. Two commas for a low quotation mark are replaced by it, which is unsafe.

use super::scripts::own_mark;
use crate::language::Pack;
use crate::reading::{Characters, FaultKind};
use crate::rules::quotes::faults_in;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{
    OBJECT, Span, is_closing_mark, is_opening_mark, next_char, previous_char, run_before,
    token_before,
};

pub(super) static RULE: Rule = Rule {
    name: "doubled-punctuation",
    group: Group::Punctuation,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "Two marks in one place show a seam between two sentences, or two languages.",
    advice: "Leave the mark that belongs here, and see whether something is missing between the two.",
    examples: &[
        Example::new("de", "Das Gesetz gilt⟦..⟧ Der Rat⟦,,⟧ der tagt, schwieg⟦.,⟧")
            .fixed("Das Gesetz gilt. Der Rat, der tagt, schwieg."),
        Example::new("de", "⟦„⟧„Das ist alles“, sagte Ada Brandt. Mehr nicht.")
            .fixed("„Das ist alles“, sagte Ada Brandt. Mehr nicht."),
        Example::new("de", "Sie nannte es „alles“⟦“⟧ und ging.")
            .fixed("Sie nannte es „alles“ und ging."),
        Example::new("de", "Wer hat das gesagt⟦؟?⟧").fixed("Wer hat das gesagt?"),
        Example::new("de", "Er sagte ⟦,,⟧Nein, danke“ und ging.")
            .fixed("Er sagte „Nein, danke“ und ging."),
        Example::new("fr", "La nuit coûte 19,90 euros⟦..⟧ Elle est longue.")
            .fixed("La nuit coûte 19,90 euros. Elle est longue."),
        Example::new("de", "„„Die Räuber“ sind ein Drama“, sagte sie; er las „Die „Räuber““."),
        Example::new("de", "Na ja ... Wie bitte?! Nein!!! Nie …. Gut...., und dann...?"),
        Example::new(
            "de",
            "Brandt Inc., Holt & Co., Papst Franz I., Washington, D.C., usw., z. B.: ja",
        ),
        Example::new("de", "Bei Yahoo!, OOH! und „Wer?“, dem Spiel, von 1..5 in ../ordner"),
        Example::new("de", "Das sagte Nancy Holt (D., Mass.), Platz 3., im Team von will.i.am."),
        Example::new(
            "fr",
            "Au XIVe siècle av. J.-C., M. Dupont, etc., dit\u{A0}: «\u{A0}Non\u{A0}!\u{A0}».",
        ),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    quotation_marks(cx, block, out);
    if !cx.target().characters_of(block).has(Characters::STOPS.or(Characters::STRANGE)) {
        return;
    }
    let text = cx.text(block);
    for run in runs(text, cx.pack()) {
        let Some(found) = judge(cx, block, run) else { continue };
        let before = token_before(text, run.start);
        let place =
            if before.is_empty() { String::new() } else { format!(" behind “{before}”") };
        let proposal = out.report(block, run, format!("“{}”{place}", run.of(text)));
        proposal.confidence(found.confidence);
        if let Some((applicability, mark)) = found.fix {
            proposal.replace(applicability, run, mark);
        }
    }
}

/// Quotation marks that stand twice where one belongs.
fn quotation_marks(cx: &Context<'_>, block: usize, out: &mut Findings) {
    for (fault, mark) in faults_in(cx, block, FaultKind::Doubled) {
        let message = format!("quotation mark “{}” stands twice", mark.glyph);
        out.report(block, mark.span, message)
            .confidence(fault.confidence)
            .delete(Applicability::Safe, mark.span);
    }
}

/// Two or more stops and commas in a row, those of other scripts too.
fn runs(text: &str, pack: &Pack) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(Span, usize)> = None;
    for (at, character) in text.char_indices() {
        let stops = is_stop(character)
            || (!character.is_ascii()
                && own_mark(pack, text, at, character).is_some_and(is_own_stop));
        if !stops {
            found.extend(open.take().filter(|(_, count)| *count > 1).map(|(span, _)| span));
            continue;
        }
        let (start, count) = open.map_or((at, 0), |(span, count)| (span.start, count));
        open = Some((Span::new(start, at + character.len_utf8()), count + 1));
    }
    found.extend(open.filter(|(_, count)| *count > 1).map(|(span, _)| span));
    found
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '?')
}

fn is_own_stop(own: &str) -> bool {
    own.chars().all(is_stop)
}

/// What is wrong with a run of marks.
struct Doubled {
    confidence: f64,
    fix: Option<(Applicability, String)>,
}

fn judge(cx: &Context<'_>, block: usize, run: Span) -> Option<Doubled> {
    let text = cx.text(block);
    let marks = run.of(text);
    if !marks.is_ascii() {
        return two_scripts(cx.pack(), text, run);
    }
    let (before, after) = (previous_char(text, run.start), next_char(text, run.end));
    let behind_word = before.is_some_and(|c| c.is_alphanumeric() || is_closing(c));
    let safe = |confidence, mark: &str| {
        Some(Doubled { confidence, fix: Some((Applicability::Safe, mark.to_owned())) })
    };
    match marks {
        ",," if !behind_word && after.is_some_and(char::is_alphanumeric) => {
            let open = cx.pack().quotes.styles.first()?.primary.open.clone();
            let fix = Some((Applicability::Unsafe, open));
            Some(Doubled { confidence: 0.85, fix })
        }
        _ if !behind_word => None,
        ".." => two_dots(text, run, after),
        ",," => safe(0.95, ","),
        ".," | ".;" | ".:" | ".?" | ".!" if is_abbreviated(cx, block, run) => None,
        // At the end of a text the stop is what stays.
        ".," if text[run.end..].trim().is_empty() => safe(0.9, "."),
        ".," | ".;" | ".:" | ".?" | ".!" => Some(Doubled { confidence: 0.9, fix: None }),
        ";;" => safe(0.8, ";"),
        ",." | ";." | ":." => safe(0.95, "."),
        ",;" | ";," | ",:" | ":," | ",?" | ",!" => Some(Doubled { confidence: 0.9, fix: None }),
        "?." | "!." => {
            let word = run_before(text, run.start);
            let named = !word.starts_with(char::is_lowercase) || cx.source_holds(block, run, marks);
            (!named).then_some(Doubled { confidence: 0.7, fix: None })
        }
        _ => None,
    }
}

fn is_closing(character: char) -> bool {
    is_closing_mark(character) || matches!(character, '%' | OBJECT)
}

fn two_dots(text: &str, run: Span, after: Option<char>) -> Option<Doubled> {
    if after.is_some_and(|c| !c.is_whitespace() && !is_closing(c)) {
        return None;
    }
    let goes_on = text[run.end..].trim_start().starts_with(char::is_lowercase);
    Some(match goes_on {
        true => Doubled { confidence: 0.7, fix: None },
        false => Doubled { confidence: 0.95, fix: Some((Applicability::Safe, ".".to_owned())) },
    })
}

/// Marks of two scripts: one of them is the language's own, or stands for it.
fn two_scripts(pack: &Pack, text: &str, run: Span) -> Option<Doubled> {
    let marks = run.of(text).char_indices().map(|(at, mark)| {
        own_mark(pack, text, run.start + at, mark).map_or_else(|| mark.to_string(), str::to_owned)
    });
    let marks: Vec<String> = marks.collect();
    let first = marks.first()?;
    let same = marks.iter().all(|mark| mark == first);
    let applicability = if same { Applicability::Safe } else { Applicability::Unsafe };
    Some(Doubled { confidence: 0.97, fix: Some((applicability, first.clone())) })
}

/// Whether the stop that the run starts with may belong to the word before it: an abbreviation, an
/// initial, an ordinal, a word that the source writes so too.
fn is_abbreviated(cx: &Context<'_>, block: usize, run: Span) -> bool {
    let (text, pack) = (cx.text(block), cx.pack());
    let word = run_before(text, run.start);
    let is_plain = word.chars().count() >= 4
        && word.chars().all(char::is_alphabetic)
        && word.chars().skip(1).all(char::is_lowercase);
    let last = token_before(text, run.start);
    let last = format!("{}.", last.trim_start_matches(is_opening_mark));
    let lists = [&pack.abbreviations.never_final, &pack.abbreviations.maybe_final];
    let abbreviates = |form: &str| lists.iter().any(|list| list.words.contains(form));
    if !is_plain && !word.is_empty() || last.matches('.').count() > 1 {
        return true;
    }
    let dotted = format!("{word}.");
    if abbreviates(&last) || abbreviates(&dotted) {
        return true;
    }
    // A quotation or a bracket has ended with its own stop.
    if word.is_empty() {
        return false;
    }
    let known = pack.has_of_its_own(&word.to_lowercase());
    let short = word.chars().count() < 6 && !known;
    // Last parts of abbreviations in several parts (`n. Chr.`) are not listed alone.
    let part = lists.iter().any(|list| list.words.iter().any(|it| it.ends_with(&dotted)));
    part || cx.source_holds(block, run, &dotted) && !known
        || short && word.starts_with(char::is_uppercase)
}
