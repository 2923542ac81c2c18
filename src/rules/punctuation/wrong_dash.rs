//! ## What it does
//! Finds hyphens that stand for a dash: two in a row (`--`), or one between spaces (` - `).
//!
//! ## Why is this bad?
//! A hyphen joins words, a dash parts them. Engines copy what typists put for a dash.
//!
//! ## What stays silent
//! Results, ranges and differences (`3 - 2`), list markers, datelines of agencies, options
//! (`--verbose`), rules (`---`). A text that has spaced hyphens, or two hyphens, for all its dashes is
//! told so once. A hyphen in a sentence that stands alone is information: how the text around it sets
//! its dashes is not known.
//!
//! ## Fix safety
//! The language's dash is put in. That is safe for two hyphens, and for one where the source has a
//! dash at that place.

use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, ProposedEdit,
    Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, next_char, previous_char, run_after, run_before, token_before};

pub(super) static RULE: Rule = Rule {
    name: "wrong-dash",
    group: Group::Punctuation,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "A hyphen joins words; readers expect a dash where two parts of a sentence meet.",
    advice: "Put the language's dash, or a comma.",
    examples: &[
        Example::new("de", "Sie sprach einen Satz ⟦--⟧ den kürzesten des Abends.")
            .fixed("Sie sprach einen Satz – den kürzesten des Abends."),
        Example::new("de", "Er kam – endlich. Niemand hat gefragt ⟦-⟧ das tut weh.")
            .fixed("Er kam – endlich. Niemand hat gefragt – das tut weh."),
        Example::new("de", "Niemand hat gefragt ⟦-⟧ das tut weh.")
            .source("en", "Nobody asked — that hurts.")
            .fixed("Niemand hat gefragt – das tut weh."),
        Example::new("fr", "La nuit fut longue⟦--⟧et froide.")
            .fixed("La nuit fut longue – et froide."),
        Example::new("de", "Er kam ⟦--⟧ spät. Sie ging -- früh. Wir -- alle -- blieben.")
            .fixed("Er kam – spät. Sie ging – früh. Wir – alle – blieben."),
        Example::new("de", "Die Fotos – sie sind zahm ⟦-⟧, die niemand sah, hängen noch.")
            .fixed("Die Fotos – sie sind zahm –, die niemand sah, hängen noch."),
        Example::new("de", "Der Rat ⟦-⟧ er tagt im Mai - hat nicht - wie üblich - geladen."),
        Example::new("de", "Ein- und Ausgänge – das Spiel endete 3 - 2, von 9 - 12 Uhr."),
        Example::new(
            "de",
            "KIEL (dpa) - Der Rat tagt – wie jeden Mai. Die Option --laut und a - b.",
        ),
        Example::new("de", "- Ein Punkt – und noch einer\n- Ein US-Dollar-Konto --- Ende"),
        Example::new("de", "Der Zug Kiel–Lübeck fuhr – wie immer – pünktlich."),
    ],
    logic: Logic::Document(|| Box::new(Dashes::default())),
};

/// So many double hyphens, and no dash, are the way of the whole text.
const HABIT: usize = 4;

/// A spaced hyphen that stands for a dash.
struct Hyphen {
    block: usize,
    span: Span,
    /// The source has a dash at its place.
    shown: bool,
    confidence: f64,
}

/// What was seen of the dashes of a text.
#[derive(Default)]
struct Dashes {
    has_dash: bool,
    doubles: Vec<(usize, Span)>,
    hyphens: Vec<Hyphen>,
}

impl Accumulator for Dashes {
    fn observe(&mut self, cx: &Context<'_>, block: usize, _out: &mut Findings) {
        let text = cx.text(block);
        self.has_dash =
            self.has_dash || !text.is_ascii() && (text.contains(" – ") || text.contains(" — "));
        for (at, end) in runs(text) {
            let span = Span::new(at, end);
            match end - at {
                1 => self.hyphens.extend(hyphen(cx, block, span)),
                2 if is_double(text, span) => self.doubles.push((block, span)),
                _ => {}
            }
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let throughout = !self.has_dash && self.doubles.len() >= HABIT;
        doubles(cx, &self.doubles, throughout, out);
        let (slips, habit): (Vec<&Hyphen>, Vec<&Hyphen>) =
            self.hyphens.iter().partition(|hyphen| self.has_dash || hyphen.shown);
        let dash = cx.pack().punctuation.dash.trim();
        for hyphen in slips {
            let text = cx.text(hyphen.block);
            let message = format!("spaced hyphen for a dash {}", place(text, hyphen.span));
            let proposal = out.report(hyphen.block, hyphen.span, message);
            let applicability =
                if hyphen.shown { Applicability::Safe } else { Applicability::Unsafe };
            proposal.confidence(hyphen.confidence).replace(applicability, hyphen.span, dash);
            if hyphen.shown {
                proposal.evidence("the source has a dash here");
            }
        }
        let Some((first, others)) = habit.split_first() else { return };
        let message = match habit.len() {
            1 => "spaced hyphen for a dash".to_owned(),
            count => format!("spaced hyphens for dashes throughout ({count} places)"),
        };
        let proposal = out.report(first.block, first.span, message);
        proposal.confidence(first.confidence);
        if !cx.target().has_context() {
            // How the text around it sets its dashes is not known.
            proposal.severity(Severity::Info);
        }
        for hyphen in others {
            proposal.related(hyphen.block, hyphen.span, "another spaced hyphen");
        }
        for hyphen in habit {
            proposal.replace_in(Applicability::Unsafe, hyphen.block, hyphen.span, dash);
        }
    }
}

/// Runs of hyphens: where they start and end.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut done = 0;
    std::iter::from_fn(move || {
        let start = done + memchr::memchr(b'-', &text.as_bytes()[done..])?;
        let length = text[start..].bytes().take_while(|byte| *byte == b'-').count();
        done = start + length;
        Some((start, done))
    })
}

/// A single hyphen, if it stands between spaces and for a dash.
fn hyphen(cx: &Context<'_>, block: usize, span: Span) -> Option<Hyphen> {
    let text = cx.text(block);
    let space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}');
    if !previous_char(text, span.start).is_some_and(space)
        || !next_char(text, span.end).is_some_and(|c| space(c) || matches!(c, '\n' | ','))
    {
        return None;
    }
    let (before, after) = (text[..span.start].trim_end(), text[span.end..].trim_start());
    let (left, right) = (before.chars().next_back()?, after.chars().next()?);
    let drawn = |c: char| matches!(c, '-' | '–' | '—' | '|' | '+' | '=' | '*' | '<' | '>' | '/');
    let number = |c: char| c.is_ascii_digit() || matches!(c, '€' | '$' | '%' | OBJECT);
    if drawn(left) || drawn(right) || number(left) && number(right) {
        return None;
    }
    let (word, next) = (run_before(before, before.len()), run_after(after, 0));
    // `a - b`
    if word.chars().count() == 1 && next.chars().count() == 1 {
        return None;
    }
    // `KIEL (dpa) - Der Rat`: the dateline of an agency.
    if left == ')' && before.split_whitespace().take(6).count() <= 5 {
        return None;
    }
    let shown = cx.source_texts(block, span).any(|source| source.contains(['—', '–']));
    // `Kiel - Lübeck`: a route or a fixture, which a dash parts too.
    let names = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let route = names(word) && names(next);
    let confidence = if shown {
        0.95
    } else if route {
        0.7
    } else {
        0.9
    };
    Some(Hyphen { block, span, shown, confidence })
}

/// Whether two hyphens stand for a dash: between words or between spaces.
fn is_double(text: &str, span: Span) -> bool {
    let (before, after) = (previous_char(text, span.start), next_char(text, span.end));
    let side = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphabetic() || c.is_whitespace() || "“”»«’‘)],\"".contains(c))
    };
    let option = before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric);
    // `-- Ada Brandt` under a quotation; a line of hyphens alone parts sections.
    let rest = text[span.end..].trim_start();
    let starts = text[..span.start].trim().is_empty();
    let signs = starts && after == Some(' ') && rest.starts_with(char::is_uppercase);
    signs || (!starts && side(before) && side(after) && !option)
}

/// Reports two hyphens at each place, or once where a text has them for all its dashes.
fn doubles(cx: &Context<'_>, places: &[(usize, Span)], throughout: bool, out: &mut Findings) {
    let shown = if throughout { 1 } else { places.len() };
    for (block, span) in &places[..shown] {
        let message = if throughout {
            format!("two hyphens for dashes throughout ({} places)", places.len())
        } else {
            format!("two hyphens for a dash {}", place(cx.text(*block), *span))
        };
        let repaired = if throughout { places } else { &[(*block, *span)] };
        let edits = repaired.iter().map(|(block, span)| ProposedEdit {
            block: *block,
            span: *span,
            text: dash_at(cx, *block, *span).to_owned(),
        });
        let proposal = out.report(*block, *span, message).confidence(0.95);
        proposal.fix = Some((Applicability::Safe, edits.collect()));
        if throughout {
            for (block, span) in &places[1..] {
                proposal.related(*block, *span, "another two hyphens");
            }
        }
    }
}

/// The language's dash, with its spaces where there are none.
fn dash_at<'p>(cx: &Context<'p>, block: usize, span: Span) -> &'p str {
    let text = cx.text(block);
    let spaced = previous_char(text, span.start).is_some_and(char::is_whitespace)
        || next_char(text, span.end).is_some_and(char::is_whitespace);
    let dash = &cx.pack().punctuation.dash;
    if spaced { dash.trim() } else { dash.as_str() }
}

/// Where a dash stands, for messages.
fn place(text: &str, span: Span) -> String {
    let word = token_before(text, text[..span.start].trim_end().len());
    format!("behind “{word}”")
}
