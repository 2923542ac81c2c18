//! ## What it does
//! Finds text of the translation, a sentence or a clear part of one, for which the source has nothing.
//!
//! ## Why is this bad?
//! Engines invent clauses, and content systems put in text of other articles. The author never said
//! it.
//!
//! ## What stays silent
//! Sentences that were merged or split; what renders a neighbouring sentence; short sentences and
//! parts of fewer than three content words; captions, credits and headings; free translations, in
//! which words without a counterpart are everywhere; what content systems leave behind, which
//! `cms-residue` names; an unsure alignment; snippets, which are not the whole source.
//!
//! ## Fix safety
//! No fix: whether the text should stay has to be decided.

use super::parts::{
    Lengths, Part, letters, part_without_counterpart, score_at, sentences_in, shown, usual_ratio,
};
use crate::align::WordKind;
use crate::pair::{Counterpart, Unit};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_word_char};

pub(super) static RULE: Rule = Rule {
    name: "addition",
    group: Group::Coverage,
    severity: Severity::Major,
    category: "accuracy/addition",
    its: "addition",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue", "repeated-sentence", "untranslated-sentence"],
    why: "The source does not say this; readers take it for the author's words.",
    advice: "Compare with the source; take the text out if nothing there stands for it.",
    examples: &[
        Example::new(
            "de",
            "Der Rat stimmte am Dienstag dem ⟦Bau eines neuen Schwimmbads im Norden der Altstadt und \
             dem Haushalt⟧ zu.",
        )
        .source("en", "The council agreed on Tuesday."),
        Example::new(
            "de",
            "Die Brücke bleibt gesperrt, sagte Ilse Brandt, weil ⟦Ingenieure bei einer Inspektion \
             tiefe Risse in zwei Pfeilern gefunden⟧ hatten.",
        )
        .source("en", "The bridge stays closed, said Ilse Brandt."),
        Example::new("en", "He shouted “Glück auf, altes Eisen” – good luck, old iron – and left.")
            .source("de", "Er rief „Glück auf, altes Eisen“ und ging."),
        Example::new("de", "Die Brücke bleibe für den gesamten Verkehr gesperrt, so Ilse Brandt.")
            .source("en", "The bridge stays closed to all traffic, said Ilse Brandt."),
        Example::new("de", "Der in Kiel ansässige Konzern stellt in diesem Jahr 300 Leute ein.")
            .source("en", "The Kiel-based group is hiring 300 people this year."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// A sentence without a counterpart must be this sure to have none.
const SURE_ALONE: f64 = 0.8;
/// So many segments on either side may have what seems to be added.
const REACH: usize = 2;
/// Of the words that seem to be added, this share may stand there by chance.
const ELSEWHERE: f64 = 0.5;
/// A part of this score is as likely added as not: measured on planted additions and on human
/// translations that were read. Translators add more than they leave out.
const MIDDLE: f64 = 9.8;
/// Parts that are less sure are not worth a look at the neighbours.
const LEAST: f64 = 0.4;
/// Translators cut sentences in two and say more in them: where the translation has more sentences
/// than the source, a part must be this sure.
const SURE_SENTENCE: f64 = 0.7;
/// Where it has not, the source's own words must be accounted for, this share of them: those that are
/// not are what the part renders in words of its own. Measured as `MIDDLE` was.
const ACCOUNTED: f64 = 0.75;
/// The confidence of a part that may well render something.
const DOUBTFUL: f64 = 0.4;

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    if cx.pair.source.is_none() || unit.target.is_empty() {
        return;
    }
    match unit.source {
        Some(source) if source.confidence >= SURE => part(cx, unit, &source, out),
        Some(_) => {}
        None => whole(cx, unit, out),
    }
}

/// A sentence for which the source has none.
fn whole(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    const FEWEST: usize = 4;
    let Some((first, last)) = unit.target.first().zip(unit.target.last()) else { return };
    if first.block != last.block || !cx.target().blocks()[first.block].kind.is_running_text() {
        return;
    }
    let around = cx.pair.word_links_around_source(unit, REACH);
    let words = around.target.iter().filter(|word| word.kind != WordKind::Function);
    let (all, found) =
        words.fold((0, 0), |(all, found), word| (all + 1, found + usize::from(word.is_linked())));
    if all < FEWEST || found as f64 > ELSEWHERE * all as f64 || unit.confidence < SURE_ALONE {
        return;
    }
    let span = Span::new(first.span.start, last.span.end);
    let text = shown(span.of(cx.text(first.block)));
    out.report(first.block, span, format!("the source has nothing for this: {text}"))
        .confidence(unit.confidence.min(0.9))
        .evidence(format!("{found} of its {all} words are found in the source's sentences around"));
}

/// A part of a sentence for which the source has nothing.
fn part(cx: &Context<'_>, unit: &Unit<'_>, source: &Counterpart<'_>, out: &mut Findings) {
    let lengths = || Lengths {
        own: unit.target.iter().map(|it| letters(cx.target().text_of(*it))).sum(),
        other: source.texts().map(letters).sum(),
        usual: usual_ratio(cx.pack(), &source.side.pack),
    };
    let in_target = |block: usize, span: Span| letters(span.of(cx.text(block)));
    // Words that need no rendering are told from the others by lists of them.
    if [cx.pack(), &source.side.pack].iter().any(|it| it.words.function.words.is_empty()) {
        return;
    }
    let links = cx.word_links(unit);
    let least = score_at(LEAST, MIDDLE);
    let found = part_without_counterpart(&links.target, &links.source, least, lengths, in_target);
    let Some(part) = found else { return };
    if part.confidence(MIDDLE) < LEAST
        || is_gloss(cx, source, &part)
        || stands_elsewhere(cx, unit, &part)
    {
        return;
    }
    let mut confidence = part.confidence(MIDDLE).min(source.confidence);
    let sentences = sentences_in(cx.target(), unit.target).count();
    let clear = if sentences > sentences_in(source.side, source.segments).count() {
        confidence >= SURE_SENTENCE
    } else {
        part.accounted >= ACCOUNTED
    };
    if !clear {
        confidence = confidence.min(DOUBTFUL);
    }
    let text = shown(part.span.of(cx.text(part.block)));
    out.report(part.block, part.span, format!("the source has nothing for this: {text}"))
        .confidence(confidence)
        .evidence(format!("none of these {} words has a counterpart", part.words));
}

/// Whether the part renders words of the source's language that stand beside it, parted from it by a
/// bracket or a dash: `Glück auf – good luck`.
fn is_gloss(cx: &Context<'_>, source: &Counterpart<'_>, part: &Part) -> bool {
    const MARKS: [char; 5] = ['(', ')', '–', '—', '-'];
    let text = cx.text(part.block);
    let kept = |words: &str| {
        let words = words.trim_matches(|c: char| !is_word_char(c));
        words.contains(' ') && source.texts().any(|source| source.contains(words))
    };
    let from = text.floor_char_boundary(part.span.start.saturating_sub(BESIDE));
    let to = text.floor_char_boundary(part.span.end + BESIDE);
    let (before, behind) = (&text[from..part.span.start], &text[part.span.end..to]);
    let opens = before.rfind(MARKS).filter(|at| before[*at..].split(' ').count() <= GLOSS);
    let closes = behind.find(MARKS).filter(|at| behind[..*at].split(' ').count() <= GLOSS);
    opens.is_some_and(|at| kept(last_words(&before[..at])))
        || closes.is_some_and(|at| kept(first_words(&behind[at..])))
}

/// Words between a mark and the part, at most, and words that must have been kept.
const GLOSS: usize = 3;
/// How far to either side of the part is looked, in bytes.
const BESIDE: usize = 200;

fn last_words(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.rmatch_indices(' ').nth(GLOSS - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn first_words(text: &str) -> &str {
    let skipped = text.len() - text.trim_start_matches(|c: char| !is_word_char(c)).len();
    let text = &text[skipped..];
    let end = text.match_indices(' ').nth(GLOSS - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether the source's neighbouring sentences have what the part says.
fn stands_elsewhere(cx: &Context<'_>, unit: &Unit<'_>, part: &Part) -> bool {
    let around = cx.pair.word_links_around_source(unit, REACH);
    let words = around.target.iter().filter(|word| {
        word.kind != WordKind::Function
            && word.block() == part.block
            && part.span.contains(word.span())
    });
    let found = words.filter(|word| word.is_linked()).count();
    found as f64 > ELSEWHERE * part.words as f64
}
