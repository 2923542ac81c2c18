//! ## What it does
//! Finds a word or a phrase of up to eight words that stands three times or more in a row: an engine
//! that got caught in a loop.
//!
//! ## Why is this bad?
//! The text says nothing there, and what the source says is missing.
//!
//! ## What stays silent
//! What the source says as often; emphasis (`sehr, sehr, sehr`), calls and laughter in quotations (`Nein,
//! nein, nein!`, `ha ha ha`), numbers, single letters, scores, dates, lists of the same word with
//! something between them.
//!
//! ## Fix safety
//! All but the first are taken out. A person must look what is missing.

use crate::reading::TextWord;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, Word, fold, words};

pub(super) static RULE: Rule = Rule {
    name: "repetition-loop",
    group: Group::Coverage,
    severity: Severity::Major,
    category: "accuracy/addition",
    its: "duplication",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "An engine got caught in a loop: the text says nothing here.",
    advice: "Take the repetitions out, and translate what is missing.",
    examples: &[
        Example::new("de", "Die ⟦Stadt der Stadt der Stadt der⟧ Stadt wächst.")
            .fixed("Die Stadt der Stadt wächst."),
        Example::new("de", "Es gab ⟦Matrosen Matrosen Matrosen Matrosen⟧ im Hafen.")
            .fixed("Es gab Matrosen im Hafen."),
        Example::new("fr", "Il est ⟦dans le port, dans le port, dans le port⟧ de Brest."),
        Example::new(
            "de",
            "Das ist sehr, sehr, sehr schön. „Nein, nein, nein!“, rief er. Ha ha ha!",
        ),
        Example::new("de", "Bla bla bla: 1 1 1, Aufschlag 6:4 6:4 6:4, A A A, New York, New York."),
        Example::new("de", "Immer weiter, immer weiter, immer weiter fuhr er.")
            .source("en", "On and on, on and on, on and on he drove."),
        Example::new("de", "Die, die die Häuser bauen, und die, die sie kaufen."),
    ],
    logic: Logic::Block(check),
};

/// A phrase that comes round has at most so many words.
const LONGEST: usize = 8;
/// It stands so many times in a row.
const TIMES: usize = 3;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let words = cx.target().words_of(block);
    let folded: Vec<u32> = words.folded().collect();
    if !(1..=LONGEST).any(|length| may_come_round(&folded, length)) {
        return;
    }
    let mut at = 0;
    while at + TIMES <= folded.len() {
        let Some((length, end)) = round(&folded, at) else {
            at += 1;
            continue;
        };
        let all: Vec<Word<'_>> = words.iter().map(TextWord::word).collect();
        let run = &all[at..end];
        if is_loop(cx, block, run, length) {
            let span = run[0].span.join(run[run.len() - 1].span);
            let first = Span::new(run[0].span.start, run[length - 1].span.end);
            let times = run.len() / length;
            let message = format!("“{}” {times} times in a row", first.of(text));
            out.report(block, span, message)
                .confidence(if length > 1 || times > TIMES { 0.9 } else { 0.75 })
                .delete(Applicability::Unsafe, Span::new(first.end, span.end));
        }
        at = end;
    }
}

/// Whether so many words in a row are the same as those a phrase of this length before them that the
/// phrase may come round somewhere.
fn may_come_round(folded: &[u32], length: usize) -> bool {
    let enough = length * (TIMES - 1);
    let pairs = || folded.iter().zip(folded.get(length..).unwrap_or_default());
    // Hardly ever there are so many at all, and counting them takes no decisions.
    if pairs().filter(|(word, next)| word == next).count() < enough {
        return false;
    }
    let mut same = 0;
    pairs().any(|(word, next)| {
        same = if word == next { same + 1 } else { 0 };
        same >= enough
    })
}

/// The length of the shortest phrase that comes round at word `at`, and where its last round ends.
fn round<W: PartialEq>(folded: &[W], at: usize) -> Option<(usize, usize)> {
    (1..=LONGEST).find_map(|length| {
        let rest = &folded[at..];
        if rest.len() < length * TIMES {
            return None;
        }
        let same = rest[length..].iter().zip(rest).take_while(|(a, b)| a == b).count();
        let times = same / length + 1;
        (times >= TIMES).then_some((length, at + times * length))
    })
}

fn is_loop(cx: &Context<'_>, block: usize, run: &[Word<'_>], length: usize) -> bool {
    let (text, pack) = (cx.text(block), cx.pack());
    let phrase = &run[..length];
    let lower = |word: &Word<'_>| word.text.to_lowercase();
    // Numbers, letters, calls: `6:4 6:4 6:4`, `ha ha ha`.
    if phrase.iter().all(|word| word.has_digit() || word.text.chars().count() <= 3 && length == 1) {
        return false;
    }
    if length == 1 {
        let commas = run.windows(2).any(|it| text[it[0].span.end..it[1].span.start].contains(','));
        let quoted = cx.target().quotations().is_quoted(block, run[0].span.start);
        let emphatic = pack.words.doubling.words.contains(&lower(&phrase[0]));
        if commas || quoted || emphatic {
            return false;
        }
    }
    // Anything between the rounds must be the same each time.
    let gaps: Vec<&str> =
        run.windows(2).map(|it| &text[it[0].span.end..it[1].span.start]).collect();
    let regular = gaps.iter().zip(gaps.iter().skip(length)).all(|(a, b)| a == b);
    let ends = gaps.iter().any(|gap| gap.contains(['\n', '|', '\t']));
    regular && !ends && !source_loops(cx, block, run, length)
}

/// Whether the source comes round as well.
fn source_loops(cx: &Context<'_>, block: usize, run: &[Word<'_>], length: usize) -> bool {
    cx.source_texts(block, run[0].span).any(|text| {
        let folded: Vec<String> = words(text).map(|word| fold(word.text)).collect();
        (0..folded.len()).any(|at| round(&folded, at).is_some_and(|(other, _)| other <= length + 2))
    })
}
