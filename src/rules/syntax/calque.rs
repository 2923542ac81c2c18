//! ## What it does
//! Finds fixed word-for-word renderings of news formulas: `am Ende des Tages` for "at the end of the
//! day", `auf derselben Seite` for "on the same page", `es bleibt zu sehen` for "it remains to be seen".
//!
//! ## Why is this bad?
//! Each word is right and the phrase is not the language's: it means something else, or nothing.
//!
//! ## What stays silent
//! With the source: a phrase whose English original is not there, where the list knows it. Words in
//! quotation marks as titles. Phrases that the language has taken in (`Sinn machen`) are not in the
//! list; each entry has a note on what it means and what to write.
//!
//! ## Fix safety
//! No fix: the sentence has to be put another way.

use std::collections::BTreeMap;

use crate::language::{Calque, WordKinds};
use crate::reading::TextWord;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, words};

pub(super) static RULE: Rule = Rule {
    name: "calque",
    group: Group::Syntax,
    severity: Severity::Minor,
    category: "style/unidiomatic-style",
    its: "style",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["untranslated-bracket"],
    why: "A formula of the source rendered word for word means something else, or nothing.",
    advice: "Say it as the language says it.",
    examples: &[
        Example::new("de", "⟦Am Ende des Tages⟧ zählt das Ergebnis, meint die Ministerin.")
            .source("en", "At the end of the day it is the result that counts, the minister says."),
        Example::new(
            "de",
            "Die Firma lehnte es ab, den Fall ⟦zu kommentieren, als sie erreicht⟧ wurde.",
        )
        .source("en", "The company declined to comment when reached."),
        Example::new("de", "Er sei ⟦auf derselben Seite⟧ wie die Ministerin, hieß es.")
            .source("en", "He was on the same page as the minister, it was said."),
        Example::new("de", "Er steht auf derselben Seite des Flusses wie die Ministerin.")
            .source("en", "He stands on the same side of the river as the minister."),
        Example::new("de", "Am Ende des Tages gingen alle müde nach Hause.")
            .source("en", "When evening came they all went home tired."),
        Example::new("de", "Das Ergebnis zählt. Die Firma wollte sich dazu nicht äußern."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let calques = &cx.pack().calques;
    if calques.is_empty() {
        return;
    }
    let text = cx.text(block);
    let all = cx.target().words_of(block);
    let mut first: BTreeMap<Span, &Calque> = BTreeMap::new();
    // Words that begin phrases are frequent, those that go on with them are not.
    let goes_on = |(word, next): &(TextWord<'_>, Option<TextWord<'_>>)| {
        word.is(WordKinds::OPENS_CALQUE)
            || next.is_some_and(|next| next.is(WordKinds::SECOND_IN_CALQUE))
    };
    for at in all.places(WordKinds::BEGINS_CALQUE) {
        let pair = all.get(at).map(|word| (word, all.get(at + 1)));
        let Some((word, _)) = pair.filter(goes_on) else { continue };
        let lower = |number: usize| Some(&*all.get(at + number)?.form().lower);
        for calque in calques.going_on(&word.form().calques, lower(1)) {
            let length = calque.phrase.length(lower);
            let Some(last) = length.and_then(|length| all.get(at + length - 1)) else { continue };
            let span = Span::new(word.span.start, last.span.end);
            let parted = span.of(text).contains(['.', '!', '?', ';', ':']);
            if parted || first.keys().any(|known| known.overlaps(span)) {
                continue;
            }
            if let Some(sure) = belief(cx, block, span, calque) {
                first.insert(span, calque);
                let message = format!("“{}” renders a formula word for word", span.of(text));
                out.report(block, span, message)
                    .confidence(sure)
                    .evidence(calque.note.clone())
                    .advice(format!("Better: {}.", calque.better));
            }
        }
    }
}

/// How sure it is that the phrase is a calque here; none where the source says otherwise.
fn belief(cx: &Context<'_>, block: usize, span: Span, calque: &Calque) -> Option<f64> {
    let mut sources = cx.source_texts(block, span).peekable();
    if sources.peek().is_none() || calque.from.is_empty() {
        return (!calque.literal).then_some(if calque.from.is_empty() { 0.8 } else { 0.6 });
    }
    let found = sources.any(|text| {
        let lower: Vec<String> = words(text).map(|word| word.text.to_lowercase()).collect();
        calque.is_from(&lower.iter().map(String::as_str).collect::<Vec<_>>())
    });
    found.then_some(0.85)
}
