//! ## What it does
//! Finds a sentence of the source, or a clear part of one, that the translation leaves out.
//!
//! ## Why is this bad?
//! Engines drop clauses and whole sentences, and the translation reads well without them. Readers
//! miss facts, and nobody sees it.
//!
//! ## What stays silent
//! Sentences that were merged or split; what stands in a neighbouring sentence instead; short
//! sentences and parts of fewer than three content words; captions and credits; free translations, in
//! which words without a counterpart are everywhere; an unsure alignment; snippets, which are not the
//! whole source.
//!
//! ## Fix safety
//! No fix: the missing text has to be translated.

use super::parts::{
    Lengths, Part, letters, part_without_counterpart, score_at, shown, usual_ratio,
};
use crate::align::WordKind;
use crate::document::BlockKind;
use crate::pair::{Counterpart, Unit};
use crate::reading::{Segment, TextWord};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "omission",
    group: Group::Coverage,
    severity: Severity::Major,
    category: "accuracy/omission",
    its: "omission",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &[],
    why: "Readers of the translation do not learn what the source says here.",
    advice: "Translate the missing text and put it in.",
    examples: &[
        Example::new("de", "Der Rat stimmte dem Haushalt am Dienstag⟦⟧ zu.").source(
            "en",
            "The council approved the budget on Tuesday after a long debate about the rising cost of \
             electricity for schools and hospitals.",
        ),
        Example::new("de", "Die Brücke bleibt gesperrt, sagte Bürgermeisterin Ilse Brandt⟦⟧.").source(
            "en",
            "The bridge stays closed, said mayor Ilse Brandt, because engineers found deep cracks in \
             two pillars during an inspection.",
        ),
        Example::new("de", "Die Brücke bleibt gesperrt, sagte Bürgermeisterin Ilse Brandt.").source(
            "en",
            "The bridge will remain closed to all traffic, according to mayor Ilse Brandt.",
        ),
        Example::new(
            "de",
            "Der Rat stimmte dem Haushalt am Dienstag zu. Vorher hatte er lange über die Stromkosten \
             von Schulen und Kliniken debattiert, die immer weiter steigen.",
        )
        .source(
            "en",
            "The council approved the budget on Tuesday after a long debate about the rising cost of \
             electricity for schools and hospitals.",
        ),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// So many segments on either side may hold what seems to be missing.
const REACH: usize = 2;
/// Of the words that seem to be missing, this share may stand there by chance.
const ELSEWHERE: f64 = 0.5;

/// From how sure an alignment on which share of the words of a sentence without counterpart may stand
/// around by chance, and how sure the finding is at least. Measured on sentences that were dropped.
const STEPS: [(f64, f64, f64); 3] = [(0.45, 0.34, 0.6), (SURE, 0.51, SURE), (0.95, 0.66, SURE)];

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|_| cx.pair.source.is_some()) else { return };
    if unit.target.is_empty() {
        whole(cx, unit, &source, out);
    } else if source.confidence >= SURE {
        part(cx, unit, &source, out);
    }
}

/// A sentence that nothing renders.
fn whole(cx: &Context<'_>, unit: &Unit<'_>, source: &Counterpart<'_>, out: &mut Findings) {
    const FEWEST: usize = 3;
    // Lists are cut short more freely than texts.
    const FEWEST_IN_LIST: usize = 5;
    let Some((first, last)) = source.segments.first().zip(source.segments.last()) else { return };
    let kind = source.side.blocks()[first.block].kind;
    let is_item = kind == BlockKind::ListItem;
    if first.block != last.block || !(kind.is_running_text() || is_item) {
        return;
    }
    let around = cx.pair.word_links_around_target(unit, REACH);
    let words = around.source.iter().filter(|word| word.kind != WordKind::Function);
    let (all, found) =
        words.fold((0, 0), |(all, found), word| (all + 1, found + usize::from(word.is_linked())));
    // The surer the alignment, the more words may stand around by chance.
    let (_, most, least) =
        *STEPS.iter().rfind(|(from, ..)| source.confidence >= *from).unwrap_or(&(0.0, 0.0, 0.0));
    let fewest = if is_item { FEWEST_IN_LIST } else { FEWEST };
    if all < fewest || is_item && source.confidence < SURE || found as f64 >= most * all as f64 {
        return;
    }
    let (block, at) = match unit.after {
        Some(after) => (after.block, after.span.end),
        None if cx.target().blocks().is_empty() => return,
        None => (0, 0),
    };
    let span = Span::new(first.span.start, last.span.end);
    let text = shown(span.of(source.side.text(first.block)));
    out.report(block, Span::new(at, at), format!("a sentence of the source is missing: {text}"))
        .severity(Severity::Critical)
        .confidence(source.confidence.clamp(least, 0.95))
        .evidence(format!("{found} of its {all} words are found in the sentences around"))
        .source(first.block, span);
}

/// A part of a sentence that nothing renders.
fn part(cx: &Context<'_>, unit: &Unit<'_>, source: &Counterpart<'_>, out: &mut Findings) {
    let lengths = || Lengths {
        own: source.texts().map(letters).sum(),
        other: unit.target.iter().map(|it| letters(cx.target().text_of(*it))).sum(),
        usual: usual_ratio(&source.side.pack, cx.pack()),
    };
    let in_source = |block: usize, span: Span| letters(span.of(source.side.text(block)));
    // Words that need no rendering are told from the others by lists of them.
    if [cx.pack(), &source.side.pack].iter().any(|it| it.words.function.words.is_empty()) {
        return;
    }
    let links = cx.word_links(unit);
    let least = score_at(LEAST, MIDDLE);
    let found = part_without_counterpart(&links.source, &links.target, least, lengths, in_source);
    let Some(part) = found else { return };
    if part.confidence(MIDDLE) < LEAST || stands_elsewhere(cx, unit, &part) {
        return;
    }
    let Some(last) = unit.target.last() else { return };
    let text = shown(part.span.of(source.side.text(part.block)));
    // Where the part ends its sentence, at the end; else behind the rendering of the last word before
    // it, so far as there is one; else before that of the next one.
    let before = links.source.iter().rev().find_map(|word| {
        let earlier = word.block() == part.block && word.span().end <= part.span.start;
        links.target.get(word.link()?).filter(|_| earlier)
    });
    let behind = links.source.iter().find_map(|word| {
        let later = word.block() == part.block && word.span().start >= part.span.end;
        links.target.get(word.link()?).filter(|_| later)
    });
    let (block, at) = match (before, behind) {
        (_, None) => (last.block, end_of_words(cx, last, begins_clause(source, &part))),
        (Some(before), _) => (before.block(), before.span().end),
        (None, Some(behind)) => {
            let text = &cx.text(behind.block())[..behind.span().start];
            (behind.block(), text.trim_end().len())
        }
    };
    let mut confidence = part.confidence(MIDDLE).min(source.confidence);
    let lengths = lengths();
    if confidence < SURE_LONG && lengths.other >= lengths.own {
        confidence = confidence.min(DOUBTFUL);
    }
    out.report(
        block,
        Span::new(at, at),
        format!("the translation lacks a part of the source: {text}"),
    )
    .confidence(confidence)
    .evidence(format!("none of these {} words has a counterpart", part.words))
    .source(part.block, part.span);
}

/// A part of this score is as likely missing as not: measured on planted omissions and on human
/// translations that were read.
const MIDDLE: f64 = 8.7;
/// Parts that are less sure are not worth a look at the neighbours.
const LEAST: f64 = 0.4;
/// A translation that is as long as its source, in letters, hardly lacks a part of it: one must be
/// this sure. Measured as `MIDDLE` was.
const SURE_LONG: f64 = 0.9;
/// The confidence of a part that may well be rendered.
const DOUBTFUL: f64 = 0.4;

/// Where the last word of a segment ends, in bytes of its block; what is no clause of its own belongs
/// before the particle of a verb (`stimmte am Dienstag … zu`).
fn end_of_words(cx: &Context<'_>, segment: &Segment, is_clause: bool) -> usize {
    let particles = &cx.pack().inflection.separable;
    let mut words = cx.target().words_in(*segment).iter().rev();
    let is_particle = |word: &TextWord<'_>| particles.iter().any(|it| **it == *word.form().lower);
    let end = words.find(|word| is_clause || !is_particle(word));
    end.map_or(segment.span.end, |word| word.span.end)
}

/// Whether a comma or a word that joins clauses stands before the part.
fn begins_clause(source: &Counterpart<'_>, part: &Part) -> bool {
    let text = &source.side.text(part.block)[..part.span.start];
    let joiners = &source.side.pack.syntax.list_joiners;
    let before = text.trim_end();
    before.ends_with([',', ';', '–', '—']) || {
        let last = before.rsplit(' ').next().unwrap_or_default();
        joiners.contains(&last.to_lowercase())
    }
}

/// Whether the neighbouring sentences render the part.
fn stands_elsewhere(cx: &Context<'_>, unit: &Unit<'_>, part: &Part) -> bool {
    let around = cx.pair.word_links_around_target(unit, REACH);
    let words = around.source.iter().filter(|word| {
        word.kind != WordKind::Function
            && word.block() == part.block
            && part.span.contains(word.span())
    });
    let found = words.filter(|word| word.is_linked()).count();
    found as f64 > ELSEWHERE * part.words as f64
}
