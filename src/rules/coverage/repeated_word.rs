//! ## What it does
//! Finds a word that stands twice in a row: `zum zum`, `le le`.
//!
//! ## Why is this bad?
//! Engines stumble like this where two segments meet, and it is the first thing readers see.
//!
//! ## What stays silent
//! Words that the language doubles: relative clauses (`die die`), emphasis (`sehr sehr`), in
//! quotations also `so so`; `die, die` with a comma; names (`New York, New York`, `Bora Bora`,
//! `von von der Leyen`); numbers; the end of a sentence; what the source doubles too.
//!
//! ## Fix safety
//! Taking one of the two out is unsafe: another word may have been meant.

use std::collections::BTreeMap;

use crate::document::Continuity;
use crate::language::Pack;
use crate::reading::TextWords;
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{Span, Word, words};

pub(super) static RULE: Rule = Rule {
    name: "repeated-word",
    group: Group::Coverage,
    severity: Severity::Minor,
    category: "accuracy/addition",
    its: "duplication",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["repeated-sentence", "repetition-loop", "untranslated-sentence"],
    why: "Readers trip over a word that stands twice.",
    advice: "Take one of the two out, and see whether another word was meant.",
    examples: &[
        Example::new("de", "Der Kurs fiel ⟦zum zum⟧ dritten Mal.")
            .fixed("Der Kurs fiel zum dritten Mal."),
        Example::new("de", "⟦Und und⟧ dann kam das ⟦Gericht Gericht⟧ ins Spiel.")
            .fixed("Und dann kam das Gericht ins Spiel."),
        Example::new("de", "Es ist 28-mal ⟦so so⟧ stark wie das andere.")
            .fixed("Es ist 28-mal so stark wie das andere."),
        Example::new("de", "Sie kam ⟦nach nach⟧ Kiel.")
            .source("en", "She came to Kiel.")
            .fixed("Sie kam nach Kiel."),
        Example::new("fr", "C’est ⟦le le⟧ troisième en six ans.")
            .fixed("C’est le troisième en six ans."),
        Example::new("de", "Die, die die Stadt lieben, sind sehr sehr viele, sehr, sehr viele."),
        Example::new("de", "Bora Bora und New York, New York; Duran Duran spielten 20 20."),
        Example::new("de", "„Das ist so so schön“, sagte sie. „Really really good.“"),
        Example::new("de", "Die Rede von von der Leyen war kurz. Kurz war sie."),
        Example::new("de", "Der Verband hilft in in Kiel ansässigen Firmen."),
        Example::new("de", "Er will das Essen essen und der Fischer fischen."),
        Example::new("de", "Er rief links links an.").source("en", "He shouted left left."),
        Example::new(
            "de-CH",
            "Es ging um um die 20 Leute, die der der Wirtschaft fernen Partei glauben.",
        ),
        Example::new("fr", "Nous nous levons, et elle le fait faire faire."),
    ],
    logic: Logic::Document(|| Box::<Doubles>::default()),
};

/// Words with a capital that nothing shows to be common nouns: names, unless the document has them
/// alone too.
#[derive(Default)]
struct Doubles {
    names: Vec<(usize, Span, String)>,
}

impl Accumulator for Doubles {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        let text = cx.text(block);
        for run in runs(text, &cx.target().words_of(block)) {
            let span = Span::new(run[0].span.start, run[run.len() - 1].span.end);
            match judge(cx, block, &run) {
                Verdict::Right => {}
                Verdict::Name => self.names.push((block, span, run[0].text.to_owned())),
                Verdict::Wrong(sure) => report(cx, block, span, run[0], sure, out),
            }
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        // In a language whose nouns all have capitals the document's other words must help.
        let isolated = cx.target().document.continuity == Continuity::Isolated;
        if self.names.is_empty() || isolated || !cx.pack().letters.capital_nouns {
            return;
        }
        let mut alone: BTreeMap<&str, usize> =
            self.names.iter().map(|(_, _, name)| (name.as_str(), 0)).collect();
        for block in cx.target().blocks() {
            for word in words(&block.text) {
                if let Some(count) = alone.get_mut(word.text) {
                    *count += 1;
                }
            }
        }
        for (block, span, name) in &self.names {
            if alone.get(name.as_str()).is_some_and(|count| *count >= 4) {
                let first =
                    Word { span: Span::new(span.start, span.start + name.len()), text: name };
                report(cx, *block, *span, first, 0.6, out);
            }
        }
    }
}

/// The words of a text that stand twice or more in a row with nothing but space between them.
fn runs<'t>(text: &str, words: &TextWords<'t>) -> Vec<Vec<Word<'t>>> {
    let mut runs: Vec<Vec<Word<'t>>> = Vec::new();
    let alike =
        words.folded().zip(words.folded().skip(1)).enumerate().filter(|(_, it)| it.0 == it.1);
    for (at, _) in alike {
        if let (Some(last), Some(word)) = (words.get(at), words.get(at + 1))
            && is_same(last.text(), word.text())
            && is_space(&text[last.span.end..word.span.start])
        {
            match runs.last_mut() {
                Some(run) if run[run.len() - 1].span == last.span => run.push(word.word()),
                _ => runs.push(vec![last.word(), word.word()]),
            }
        }
    }
    runs
}

/// Whether the words are one, but for a capital on the first: `Und und`, not `die Die`.
fn is_same(one: &str, other: &str) -> bool {
    one == other
        || (one.chars().next().is_some_and(char::is_uppercase) && one.to_lowercase() == other)
}

fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

enum Verdict {
    Right,
    Name,
    Wrong(f64),
}

fn judge(cx: &Context<'_>, block: usize, run: &[Word<'_>]) -> Verdict {
    let pack = cx.pack();
    let (first, last) = (run[0], run[run.len() - 1]);
    let lower = first.text.to_lowercase();
    let number = first.has_digit() || pack.number_index.spells(&lower);
    if number || pack.words.doubling.words.contains(&lower) || source_doubles(cx, block, first) {
        return Verdict::Right;
    }
    let quoted = cx.target().quotations().is_quoted(block, first.span.start);
    let function = pack.words.function.words.contains(&lower);
    let known = function || pack.words.common.words.contains(&lower);
    if quoted && (!known || pack.words.spoken_doubling.words.contains(&lower)) {
        return Verdict::Right;
    }
    if pack.names.particles.words.contains(first.text) && opens_name(cx, block, last) {
        return Verdict::Right;
    }
    let nests = pack.words.nesting_prepositions.words.contains(&lower);
    if nests && opens_attribute(cx.text(block), last, pack) {
        return Verdict::Right;
    }
    let starts = cx.target().sentence_at(block, first.span.start).is_some_and(|sentence| {
        words(sentence.span.of(cx.text(block)))
            .next()
            .is_some_and(|word| sentence.span.start + word.span.start == first.span.start)
    });
    // `das Essen essen`: a noun and its verb.
    if first.text != run[1].text && !(starts && function) {
        return Verdict::Right;
    }
    if first.is_capitalised() && !(known && (starts || pack.letters.capital_nouns)) {
        return Verdict::Name;
    }
    // A single letter is a label or a note.
    if first.text.chars().count() == 1 && !function {
        return Verdict::Right;
    }
    match (cx.pair.source.is_some(), known) {
        (_, true) if quoted => Verdict::Wrong(0.75),
        (true, true) => Verdict::Wrong(0.95),
        (false, true) => Verdict::Wrong(0.9),
        (_, false) => Verdict::Wrong(0.75),
    }
}

/// Whether a family name may follow: a capital, after an article at most, that is no common noun.
fn opens_name(cx: &Context<'_>, block: usize, last: Word<'_>) -> bool {
    let text = &cx.text(block)[last.span.end..];
    let mut rest = words(text).take(2);
    let is_name = |word: Word<'_>| {
        word.is_capitalised() && !cx.pack().words.common.words.contains(&word.text.to_lowercase())
    };
    match rest.next() {
        Some(word) if is_name(word) => true,
        Some(word) if word.text.chars().count() <= 3 => rest.next().is_some_and(is_name),
        _ => false,
    }
}

/// Whether an attribute follows that has its own preposition: `in in Kiel ansässigen Firmen`, a
/// noun, then a word of content right before another noun.
fn opens_attribute(text: &str, last: Word<'_>, pack: &Pack) -> bool {
    const REACH: usize = 7;
    let rest = &text[last.span.end..];
    let clause = &rest[..rest.find([',', '.', ';', ':', '–', '!', '?']).unwrap_or(rest.len())];
    let clause: Vec<Word<'_>> = words(clause).take(REACH).collect();
    let Some(noun) = clause.iter().position(Word::is_capitalised) else { return false };
    clause[noun + 1..].windows(2).any(|pair| {
        !pair[0].is_capitalised()
            && !pair[0].has_digit()
            && !pack.words.function.words.contains(pair[0].text)
            && pair[1].is_capitalised()
    })
}

/// Whether the source of the sentence doubles a word too.
fn source_doubles(cx: &Context<'_>, block: usize, first: Word<'_>) -> bool {
    let Some(counterpart) = cx.pair.counterpart(block, first.span) else { return false };
    counterpart.texts().any(|text| {
        let mut before: Option<&str> = None;
        words(text)
            .any(|word| before.replace(word.text).is_some_and(|last| is_same(last, word.text)))
    })
}

fn report(
    cx: &Context<'_>,
    block: usize,
    span: Span,
    first: Word<'_>,
    sure: f64,
    out: &mut Findings,
) {
    let said = span.of(cx.text(block));
    out.report(block, span, format!("word repeated: “{said}”"))
        .confidence(sure)
        .delete(Applicability::Unsafe, Span::new(first.span.end, span.end));
}
