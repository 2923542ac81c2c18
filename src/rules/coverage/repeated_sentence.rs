//! ## What it does
//! Finds a sentence that the text says a second time, word for word or nearly so.
//!
//! ## Why is this bad?
//! Segments that overlap are translated twice; the reader reads the same thing again.
//!
//! ## What stays silent
//! Short sentences (`Nein.`); what speakers say again; refrains and slogans in quotation marks;
//! headings that the text takes up, lists and tables; captions; what the source says twice.
//!
//! ## Fix safety
//! Taking the second one out is unsafe: it may have been meant, or another sentence is missing in
//! its place.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use foldhash::fast::FixedState;

use crate::document::{BlockKind, Continuity};
use crate::language::WordKinds;
use crate::reading::Segment;
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Preset, Rule,
    RuleOption, Stage,
};
use crate::settings::Severity;
use crate::text::{Span, fold, words};

pub(super) static RULE: Rule = Rule {
    name: "repeated-sentence",
    group: Group::Coverage,
    severity: Severity::Minor,
    category: "accuracy/addition",
    its: "duplication",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["cms-residue", "duplicate-caption", "repetition-loop"],
    why: "The reader reads the same sentence twice.",
    advice: "Take the second one out, and see whether another sentence is missing in its place.",
    examples: &[
        Example::new(
            "de",
            "Der Hafen steht seit Mai still. ⟦Der Hafen steht seit Mai still.⟧ Niemand weiß Rat.",
        )
        .fixed("Der Hafen steht seit Mai still. Niemand weiß Rat."),
        Example::new(
            "de",
            "Der Anwalt forderte eine Strafe von zwei Jahren. Der Richter lehnte den Antrag ab.\n\n⟦Der Anwalt forderte eine Strafe von zwei Jahren. Der Richter lehnte den Antrag ab.⟧ Dann ging er.",
        ),
        Example::new(
            "de",
            "Der alte Hafen von Kiel steht seit Mai völlig still. ⟦Der alte Hafen in Kiel steht seit Mai völlig still.⟧",
        ),
        Example::new(
            "fr",
            "Le port est fermé depuis le mois de mai. ⟦Le port est fermé depuis le mois de mai.⟧",
        ),
        Example::new("de", "Kommt er wieder? Nein. Kommt sie wieder? Nein. Ist das alles? Nein."),
        Example::new(
            "de",
            "Der Hafen von Kiel steht still\n\nDer Hafen von Kiel steht still. Niemand weiß Rat.",
        ),
        Example::new(
            "de",
            "„Wir gehen heute nicht nach Hause“, riefen sie.\n\n„Wir gehen heute nicht nach Hause“, riefen sie.",
        ),
        Example::new(
            "de",
            "Der Pegel fiel am Montag auf 3 Meter. Der Pegel fiel am Dienstag auf 2 Meter.",
        ),
        Example::new("de", "Der Hafen steht seit Mai still. Der Hafen steht seit Mai still.")
            .source(
                "en",
                "The harbour has been idle since May. The harbour has been idle since May.",
            ),
        Example::new(
            "de-CH",
            "- Der Zug fährt um 8 Uhr ab Bern.\n- Der Zug fährt um 8 Uhr ab Bern.",
        ),
    ],
    logic: Logic::Document(|| Box::<Said>::default()),
};

pub(super) const OPTIONS: &[RuleOption] = &[RuleOption {
    name: "least-words",
    what: "A sentence with fewer words may be said again.",
    preset: Preset::Count(5),
}];

/// How many sentences back one is looked for that is nearly the same.
const NEAR: usize = 4;

/// What the document has said so far.
#[derive(Default)]
struct Said {
    /// Where each sentence was said first.
    first: HashMap<Rc<[u32]>, Spoken, FixedState>,
    /// The last sentences with their words.
    last: VecDeque<(Spoken, Rc<[u32]>)>,
    count: usize,
    repeats: Vec<Repeat>,
}

/// A sentence by its place and its number.
#[derive(Clone, Copy)]
struct Spoken {
    segment: Segment,
    number: usize,
}

/// Sentences in a row of one block that repeat others in a row.
struct Repeat {
    second: Segment,
    first: Segment,
    /// The numbers of the last sentence and of the one it repeats.
    numbers: (usize, usize),
    confidence: f64,
}

impl Accumulator for Said {
    fn observe(&mut self, cx: &Context<'_>, block: usize, _out: &mut Findings) {
        let target = cx.target();
        let kind = target.blocks()[block].kind;
        let body = kind.is_running_text() || kind == BlockKind::Unit;
        if target.document.continuity == Continuity::Isolated || !body {
            return;
        }
        for &segment in target.sentences_of(block) {
            self.count += 1;
            let words = target.words_in(segment);
            if words.len() < cx.options.count("least-words") || quoted(cx, segment) {
                continue;
            }
            let here = Spoken { segment, number: self.count };
            let spoken: Rc<[u32]> = words.folded().collect();
            let is_near = |(there, known): &&(Spoken, Rc<[u32]>)| {
                nearly_same(known, &spoken, (cx, there.segment, segment))
            };
            let found = match self.first.get(&spoken) {
                Some(there) => Some((*there, 0.92)),
                None => self.last.iter().find(is_near).map(|(there, _)| (*there, 0.75)),
            };
            if let Some((there, sure)) = found
                && !source_repeats(cx, there.segment, segment)
            {
                self.add(here, there, sure);
            }
            self.first.entry(spoken.clone()).or_insert(here);
            if self.last.len() == NEAR {
                self.last.pop_front();
            }
            self.last.push_back((here, spoken));
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        for repeat in &self.repeats {
            let Repeat { second, first, confidence, .. } = repeat;
            let text = cx.text(second.block);
            let message = match confidence {
                sure if *sure > 0.9 => "this has been said before, word for word",
                _ => "this has just been said in nearly the same words",
            };
            let proposal = out.report(second.block, second.span, message);
            proposal
                .confidence(*confidence)
                .related(first.block, first.span, "said here first")
                .delete(Applicability::Unsafe, with_space(text, second.span));
            // The lead may give away a sentence of the body.
            if second.block > first.block + 1 && first.block <= 1 {
                proposal.severity(Severity::Info);
            }
        }
    }
}

impl Said {
    /// Adds a repeat, to the last one where both go on.
    fn add(&mut self, here: Spoken, there: Spoken, sure: f64) {
        if let Some(last) = self.repeats.last_mut()
            && last.second.block == here.segment.block
            && last.first.block == there.segment.block
            && last.numbers == (here.number - 1, there.number.saturating_sub(1))
        {
            last.second.span = last.second.span.join(here.segment.span);
            last.first.span = last.first.span.join(there.segment.span);
            last.numbers = (here.number, there.number);
            last.confidence = last.confidence.max(sure);
            return;
        }
        self.repeats.push(Repeat {
            second: here.segment,
            first: there.segment,
            numbers: (here.number, there.number),
            confidence: sure,
        });
    }
}

/// Whether a part of the sentence is quoted: speakers and songs say things again.
fn quoted(cx: &Context<'_>, segment: Segment) -> bool {
    // Stretches that start before the sentence and reach into it are among the last ones: only the
    // short ones nested in them may stand between.
    const NESTED: usize = 16;
    let quoted = cx.target().quotations().quoted_in(segment.block);
    let end = quoted.partition_point(|it| it.span.start < segment.span.end);
    quoted[..end].iter().rev().take(NESTED).any(|it| it.span.overlaps(segment.span))
}

/// Whether all but a small word or two are the same, in the same order; other numbers and other
/// words of weight make another sentence. The words by their folded forms; `places`: the sentences.
fn nearly_same(
    one: &[u32],
    other: &[u32],
    (cx, first, second): (&Context<'_>, Segment, Segment),
) -> bool {
    const ENOUGH: usize = 8;
    // Longer sentences are hardly ever repeated but for a word; this bounds the cost.
    const TOO_MANY: usize = 80;
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    if shorter < ENOUGH || longer > TOO_MANY || longer - shorter > 1 {
        return false;
    }
    let alike = |(a, b): &(&u32, &u32)| a == b;
    let start = one.iter().zip(other).take_while(alike).count();
    let end = one[start..].iter().rev().zip(other[start..].iter().rev()).take_while(alike).count();
    let light = |segment: Segment, words: std::ops::Range<usize>| {
        let all = cx.target().words_in(segment);
        words.len() <= 1
            && words
                .filter_map(|at| all.get(at))
                .all(|word| word.form().folded.chars().count() <= 4 && !word.is(WordKinds::DIGIT))
    };
    light(first, start..one.len() - end) && light(second, start..other.len() - end)
}

/// Whether the source has the same sentence in both places.
fn source_repeats(cx: &Context<'_>, first: Segment, second: Segment) -> bool {
    let counterpart = |segment: Segment| cx.pair.counterpart(segment.block, segment.span);
    let (Some(one), Some(other)) = (counterpart(first), counterpart(second)) else { return false };
    let words_of = |counterpart: crate::pair::Counterpart<'_>| -> Vec<String> {
        counterpart.texts().flat_map(words).map(|word| fold(word.text)).collect()
    };
    one.segments != other.segments && words_of(one) == words_of(other)
}

/// The span with the space before it, or behind it at a block's start.
fn with_space(text: &str, span: Span) -> Span {
    let before = text[..span.start].trim_end().len();
    if before > 0 {
        return Span::new(before, span.end);
    }
    let after = text.len() - text[span.end..].trim_start().len();
    Span::new(span.start, after)
}
