//! ## What it does
//! Finds a pair of marks that face the wrong way: the closing mark stands before the quoted word and
//! the opening one behind it (`mit“ Nein „gestimmt`).
//!
//! ## Why is this bad?
//! The words that are quoted stand outside, and everything around them reads as quoted.
//!
//! ## What stays silent
//! What stands between two quotations (`„Ja“ und „Nein“`); an attribution in the middle of one
//! (`„Ja“, sagte sie, „und nein“`); more than a few words; straight marks, which face no way.
//!
//! ## Fix safety
//! Turning the marks round is unsafe: the quotation around them has to be read, too.

use super::faults::turned_round;
use crate::pair::Counterpart;
use crate::reading::{QuoteMark, Role};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, fold, is_word_char, next_char, previous_char, words};

pub(super) static RULE: Rule = Rule {
    name: "reversed-quote",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["displaced-closing-quote", "mojibake", "untranslated-sentence", "wrong-language"],
    why: "The quoted words stand outside the marks, and the words around them inside.",
    advice: "Turn both marks round, so that they enclose the quoted words.",
    examples: &[
        Example::new("de", "Er hatte den Plan eine⟦“⟧ große „Dummheit genannt und ging.")
            .fixed("Er hatte den Plan eine „große“ Dummheit genannt und ging."),
        Example::new("de", "„Wir nannten ihn⟦“⟧ Dusty „und der Name passt“, sagte Ada Brandt.")
            .source("en", "“We called him ‘Dusty’ and the name fits,” said Ada Brandt.")
            .fixed("„Wir nannten ihn „Dusty“ und der Name passt“, sagte Ada Brandt."),
        Example::new("de", "„Wir nannten ihn“ Dusty „und der Name passt“, sagte Ada Brandt.")
            .source("en", "“We called him” Dusty “and the name fits,” said Ada Brandt."),
        Example::new(
            "de",
            "Sie sagte erst „Ja“ und dann „Nein“; er nannte es „gut“ oder „schlecht“.",
        ),
        Example::new("de", "„Das“ sagte Ada Brandt „ist alles.“")
            .source("en", "“That,” said Ada Brandt, “is ‘all’.”"),
        Example::new("de", "Das Haus bleibt“, sagte sie. „Und er auch."),
    ],
    logic: Logic::Block(check),
};

/// More words than these are not quoted by mistake.
const MOST_WORDS: usize = 5;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let quotations = cx.target().quotations();
    let text = cx.text(block);
    for pair in quotations.marks[quotations.marks_in(block)].windows(2) {
        let [close, open] = pair else { continue };
        let Some(inside) = between(text, close, open) else { continue };
        let lost = close.partner.is_none() && open.partner.is_none();
        let shown = cx.pair.counterpart(block, close.span).filter(|it| quotes(it, inside.of(text)));
        let speaks = words(inside.of(text)).any(|it| cx.pack().speech.verbs.contains(it.text));
        if speaks || !lost && shown.is_none() {
            continue;
        }
        let said = inside.of(text);
        let message = format!("quotation marks around “{said}” face the wrong way");
        let proposal = out.report(block, close.span, message);
        proposal.confidence(if shown.is_some() { 0.9 } else { 0.75 }).related(
            block,
            open.span,
            "the other mark of the pair",
        );
        if shown.is_some() {
            proposal.evidence(format!("the source quotes words at the place of “{said}”"));
        }
        if let Some((opening, closing)) = turned_round(cx, open.glyph, close.glyph) {
            let (before, after) = (close.span.start, open.span.end);
            let turned = format!(" {opening}{said}{closing} ");
            proposal.replace(Applicability::Unsafe, Span::new(before, after), turned);
        }
    }
}

/// The words between a closing mark that clings to the word before it and an opening mark that clings
/// to the word behind it.
fn between(text: &str, close: &QuoteMark, open: &QuoteMark) -> Option<Span> {
    let faces = close.role == Role::Close && open.role == Role::Open;
    if !faces || close.single || open.single || close.glyph == '"' || open.glyph == '"' {
        return None;
    }
    let gap = Span::new(close.span.end, open.span.start);
    let inside = gap.of(text);
    let words = inside.trim();
    let clings = |c: Option<char>| c.is_some_and(is_word_char);
    let spaced = inside.len() >= words.len() + 2 && !words.is_empty();
    let plain = words.chars().all(|c| is_word_char(c) || matches!(c, ' ' | '-' | '’' | '\''));
    let count = words.split(' ').count();
    let start = gap.start + (inside.len() - inside.trim_start().len());
    (spaced
        && plain
        && count <= MOST_WORDS
        && clings(previous_char(text, close.span.start))
        && clings(next_char(text, open.span.end)))
    .then(|| Span::new(start, start + words.len()))
}

/// Whether the source quotes words of the same number, or the same words, where the translation has
/// `words`.
fn quotes(source: &Counterpart<'_>, words_here: &str) -> bool {
    let count = words(words_here).count();
    source.segments.iter().any(|segment| {
        let text = source.side.text(segment.block);
        source.side.quotations().pairs_in(segment.block).iter().any(|pair| {
            let marks = &source.side.quotations().marks;
            let (open, close) = (&marks[pair.open], &marks[pair.close]);
            if open.block != segment.block || !segment.span.contains(open.span) {
                return false;
            }
            let quoted = Span::new(open.span.end, close.span.start).of(text);
            fold(quoted).contains(&fold(words_here)) && words(quoted).count() <= count + 1
                || words(quoted).count().abs_diff(count) <= 1 && words(quoted).count() <= MOST_WORDS
        })
    })
}
