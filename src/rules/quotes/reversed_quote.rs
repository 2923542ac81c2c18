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
use crate::align::{LinkedWord, WordKind};
use crate::pair::{Counterpart, Unit};
use crate::reading::{QuoteMark, Role, Segment};
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
        Example::new("de", "Die Jungen hätten sie „hässlich“ und „kraus“ genannt.")
            .source("en", "The boys called them “ugly” and “nappy”."),
        Example::new(
            "de",
            "Sie sagte erst „Ja“ und dann „Nein“; er nannte es „gut“ oder „schlecht“.",
        ),
        Example::new("de", "„Das“ sagte Ada Brandt „ist alles.“")
            .source("en", "“That,” said Ada Brandt, “is ‘all’.”"),
        Example::new("de", "Das Haus bleibt“, sagte sie. „Und er auch."),
    ],
    logic: Logic::Unit(check),
};

/// More words than these are not quoted by mistake.
const MOST_WORDS: usize = 5;

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let quotations = cx.target().quotations();
    for segment in unit.target {
        let (block, text) = (segment.block, cx.text(segment.block));
        let marks = &quotations.marks[quotations.marks_in(block)];
        let first = marks.partition_point(|it| it.span.start < segment.span.start);
        let end = marks.partition_point(|it| it.span.end <= segment.span.end);
        for pair in marks[first..end.max(first)].windows(2) {
            let [close, open] = pair else { continue };
            let Some(inside) = between(text, close, open) else { continue };
            let lost = close.partner.is_none() && open.partner.is_none();
            let shown = is_quoted_in_source(cx, unit, block, inside);
            let speaks = words(inside.of(text)).any(|it| cx.pack().speech.verbs.contains(it.text));
            if !speaks && (lost || shown) {
                report(cx, (close, open), inside, shown, out);
            }
        }
    }
}

fn report(
    cx: &Context<'_>,
    (close, open): (&QuoteMark, &QuoteMark),
    inside: Span,
    shown: bool,
    out: &mut Findings,
) {
    let said = inside.of(cx.text(close.block));
    let message = format!("quotation marks around “{said}” face the wrong way");
    let proposal = out.report(close.block, close.span, message);
    proposal.confidence(if shown { 0.9 } else { 0.75 }).related(
        open.block,
        open.span,
        "the other mark of the pair",
    );
    if shown {
        proposal.evidence("the source quotes these words");
    }
    if let Some((opening, closing)) = turned_round(cx, open.glyph, close.glyph) {
        let turned = format!(" {opening}{said}{closing} ");
        let both = Span::new(close.span.start, open.span.end);
        proposal.replace(Applicability::Unsafe, both, turned);
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

/// Whether the source quotes the words: it has them as they are between marks, or what they render.
fn is_quoted_in_source(cx: &Context<'_>, unit: &Unit<'_>, block: usize, inside: Span) -> bool {
    let Some(source) = unit.source else { return false };
    let said = inside.of(cx.text(block));
    let count = words(said).count();
    // Quotations about as short as the words are.
    let short = |it: &(usize, Span)| words(it.1.of(source.side.text(it.0))).count() <= count + 1;
    let quoted: Vec<(usize, Span)> = quotations_in(&source).into_iter().filter(short).collect();
    let same = |it: &(usize, Span)| fold(it.1.of(source.side.text(it.0))).contains(&fold(said));
    if quoted.iter().any(same) {
        return true;
    }
    let links = cx.word_links(unit);
    let stands_quoted = |word: &&LinkedWord| {
        let partner = word.link().and_then(|link| links.source.get(link));
        partner.is_some_and(|it| {
            quoted.iter().any(|(block, span)| *block == it.block() && span.contains(it.span()))
        })
    };
    let rendered: Vec<&LinkedWord> = links
        .target
        .iter()
        .filter(|it| it.block() == block && inside.contains(it.span()))
        .filter(|it| it.kind != WordKind::Function)
        .collect();
    !rendered.is_empty() && rendered.iter().all(stands_quoted)
}

/// What the source's segments have between marks, by block.
fn quotations_in(source: &Counterpart<'_>) -> Vec<(usize, Span)> {
    let quotations = source.side.quotations();
    let of_segment = |segment: &Segment| {
        let pairs = quotations.pairs_in(segment.block).iter();
        let marks = pairs.map(|pair| (&quotations.marks[pair.open], &quotations.marks[pair.close]));
        marks
            .filter(|(open, close)| open.block == close.block)
            .map(|(open, close)| (close.block, Span::new(open.span.end, close.span.start)))
            .filter(|(_, quoted)| segment.span.contains(*quoted))
            .collect::<Vec<_>>()
    };
    source.segments.iter().flat_map(of_segment).collect()
}
