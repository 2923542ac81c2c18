//! ## What it does
//! Finds a sentence in a language that is neither the text's nor the source's.
//!
//! ## Why is this bad?
//! Engines that serve many languages sometimes answer in another one.
//!
//! ## What stays silent
//! Short sentences and those full of names, in which no language can be told; quotations; what the
//! source has in that language too; sentences left in the source's language
//! (`untranslated-sentence`).
//!
//! ## Fix safety
//! No fix: the sentence has to be translated.

use super::report::shown;
use crate::language::{Belonging, Vocabulary, detect_any};
use crate::reading::Segment;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{squeeze, words};

pub(super) static RULE: Rule = Rule {
    name: "wrong-language",
    group: Group::Untranslated,
    severity: Severity::Major,
    category: "accuracy/untranslated",
    its: "untranslated",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue", "untranslated-sentence"],
    why: "The reader gets a sentence of a language that has nothing to do with the text.",
    advice: "Translate the sentence from the source.",
    examples: &[
        Example::new(
            "de",
            "Der Hafen steht still. ⟦De veerboten varen sinds maandag niet meer en niemand weet waarom dat zo is.⟧",
        )
        .source("en", "The harbour is idle. The ferries have not sailed since Monday and nobody knows why."),
        Example::new(
            "de",
            "Der Hafen steht still. ⟦Les bateaux ne sont plus partis depuis lundi et personne ne sait pourquoi.⟧",
        )
        .source("en", "The harbour is idle. The ferries have not sailed since Monday and nobody knows why."),
        Example::new("de", "Der Hafen steht still. ⟦Паромы не ходят с понедельника, и никто не знает почему.⟧")
            .source("en", "The harbour is idle. The ferries have not sailed since Monday and nobody knows why."),
        Example::new("de", "Es siegten Julia Brandt, Marta Nowak, Pedro Costa, Ana Sousa und Luca Rossi."),
        Example::new("de", "Er sagte: „Nous sommes partis depuis lundi et personne ne sait pourquoi.“"),
        Example::new(
            "de",
            "Auf dem Stein steht es. Sic transit gloria mundi et omnia vanitas vanitatum est.",
        )
        .source("en", "It stands on the stone. Sic transit gloria mundi et omnia vanitas vanitatum est."),
    ],
    logic: Logic::Block(check),
};

/// In fewer words no language can be told from its neighbours.
const LEAST_WORDS: usize = 7;

/// How many letters of a script without spaces make a sentence.
const LEAST_LETTERS: usize = 12;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    // Of a language whose words are not known, its neighbours cannot be told.
    if cx.pack().words.function.words.is_empty() {
        return;
    }
    let own = &cx.pair.words_of(block).own;
    for sentence in cx.target().sentences_of(block) {
        let text = cx.target().text_of(*sentence);
        // So few words of the language's own that a sentence may do without: nearly all sentences
        // are passed over here.
        let first = own.partition_point(|at| *at < sentence.span.start);
        let known = own[first..].partition_point(|at| *at < sentence.span.end);
        if known * 60 > text.len() || text.len() < LEAST_LETTERS {
            continue;
        }
        if !may_be_other_language(cx, text)
            || cx.target().quotations().is_quoted(block, sentence.span.start)
            || is_in_source(cx, *sentence)
        {
            continue;
        }
        let Some((name, confidence)) = other_language(cx, text) else { continue };
        let message = format!("in another language ({name}): {}", shown(text));
        let proposal = out.report(block, sentence.span, message);
        proposal.confidence(confidence);
        if let Some(counterpart) = cx.pair.counterpart(block, sentence.span)
            && let [segment] = counterpart.segments
        {
            proposal.source(segment.block, segment.span);
        }
    }
}

/// Whether the words of a sentence leave room for a language that is neither the target's nor the
/// source's.
fn may_be_other_language(cx: &Context<'_>, text: &str) -> bool {
    let vocabulary = Vocabulary::between(cx.pack(), &cx.foreign_packs());
    let (mut all, mut plain, mut foreign, mut own) = (0, 0, 0, 0);
    for word in words(text).filter(|word| !word.has_digit()) {
        all += 1;
        plain += usize::from(!word.is_capitalised());
        match vocabulary.belonging(&word.text.to_lowercase()) {
            Some(Belonging::Own) => own += 1,
            Some(Belonging::Foreign(_)) if cx.pair.has_source() => foreign += 1,
            _ => {}
        }
    }
    all >= LEAST_WORDS && plain * 2 >= all && own * 8 <= all && foreign * 5 <= all
}

/// The code of the language of a sentence when it is neither the target's nor the source's, and how
/// sure that is. It takes longer than all else that is found out about a sentence.
fn other_language(cx: &Context<'_>, text: &str) -> Option<(String, f64)> {
    let detected = detect_any(text)?;
    let language = detected.tag.language();
    let expected = [Some(cx.pack()), cx.source_pack().map(|pack| &**pack)];
    let other = expected.iter().flatten().all(|pack| pack.tag.language() != language);
    let confidence = if detected.confidence >= 0.5 { 0.85 } else { 0.6 };
    other.then(|| (language.to_owned(), confidence))
}

/// Whether the source has the sentence as it stands.
fn is_in_source(cx: &Context<'_>, sentence: Segment) -> bool {
    let text = squeeze(cx.target().text_of(sentence));
    cx.source_texts(sentence.block, sentence.span).any(|source| squeeze(source).contains(&text))
}
