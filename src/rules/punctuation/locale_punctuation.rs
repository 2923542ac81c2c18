//! ## What it does
//! Finds marks of another script (a full-width comma, an Arabic question mark) in a text whose
//! language has its own, and a question or an exclamation that lacks the mark which opens it in
//! languages that have one (`¿`).
//!
//! ## Why is this bad?
//! The mark is the wrong width, or faces the wrong way: an engine took it from another language.
//!
//! ## What stays silent
//! Marks among letters of the script they belong to; texts in languages that write with them.
//!
//! ## Fix safety
//! The language's own mark is put in, with the space it needs. That is safe. Where a question
//! begins is for a person to say.

use super::scripts::own_mark;
use crate::language::Pack;
use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_word_char, next_char, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "locale-punctuation",
    group: Group::Punctuation,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["doubled-punctuation", "untranslated-sentence", "wrong-language"],
    why: "Readers see at once that the mark belongs to another script or language.",
    advice: "Put the language's own mark.",
    examples: &[
        Example::new("de", "Das Gesetz kommt spät⟦，⟧aber richtig⟦。⟧")
            .fixed("Das Gesetz kommt spät, aber richtig."),
        Example::new("de", "Wer hat das gesagt⟦؟⟧").fixed("Wer hat das gesagt?"),
        Example::new("fr", "Qui l’a dit\u{A0}⟦？⟧").fixed("Qui l’a dit\u{A0}?"),
        Example::new("de", "Auf dem Schild steht 你好，世界。 und darunter سلام، دنیا؟ in Rot."),
        Example::new("de", "Was, so spät? Ja; leider! Um 12:30 Uhr (MEZ), 5 %."),
        Example::new("ja", "これは本です。そうですか？"),
        Example::new("ar", "هل هذا صحيح؟ نعم، صحيح."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let (text, pack) = (cx.text(block), cx.pack());
    let strange = cx.target().characters_of(block).has(Characters::STRANGE);
    let characters = if strange { text } else { "" }.char_indices();
    for (at, mark) in characters.filter(|(_, c)| !c.is_ascii()) {
        let Some(own) = own_mark(pack, text, at, mark) else { continue };
        let span = Span::new(at, at + mark.len_utf8());
        let message = format!("“{mark}” belongs to another script; here it is “{own}”");
        out.report(block, span, message).confidence(0.97).replace(
            Applicability::Safe,
            span,
            with_space(text, span, own, pack),
        );
    }
    for pair in &pack.punctuation.inverted {
        let lacking = cx.target().sentences_of(block).iter().filter(|sentence| {
            let text = sentence.span.of(text);
            text.contains(&pair.close) && !text.contains(&pair.open)
        });
        for sentence in lacking {
            let text = sentence.span.of(text);
            let Some(at) = text.find(&pair.close) else { continue };
            let start = sentence.span.start + at;
            let span = Span::new(start, start + pair.close.len());
            let message = format!("“{}” without the “{}” that opens it", pair.close, pair.open);
            out.report(block, span, message).confidence(0.85);
        }
    }
}

/// The mark with a space behind it where a word follows, and before it where the language wants one.
fn with_space(text: &str, span: Span, own: &str, pack: &Pack) -> String {
    let before = previous_char(text, span.start).is_some_and(is_word_char)
        && pack.spacing.spaced_before.contains(own);
    let behind = matches!(own, "," | "." | ";" | ":" | "?" | "!")
        && next_char(text, span.end).is_some_and(char::is_alphabetic);
    let space = if before { pack.spacing.unit_space.as_str() } else { "" };
    format!("{space}{own}{}", if behind { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use crate::rules::Options;
    use crate::settings::HouseStyle;
    use std::sync::Arc;

    use super::*;
    use crate::language::MarkPair;
    use crate::{Document, Format, Languages, Pair};

    /// No pack has inverted marks yet.
    #[test]
    fn questions_are_opened_where_the_language_does_so() {
        let text = "¿Quién viene? Nadie viene hoy. Y quién se va?";
        let document = Document::read("t.txt", Format::Plain, text.to_owned());
        let tag = "es".parse().unwrap();
        let languages = Languages { target: Some(tag), ..Languages::default() };
        let mut pair = Pair::target_alone(document, &languages);
        let mut pack = Pack::clone(&pair.target.pack);
        pack.punctuation.inverted = vec![MarkPair { open: "¿".into(), close: "?".into() }];
        pair.target.pack = Arc::new(pack);
        let mut out = Findings::default();
        let (house, options) = (HouseStyle::default(), Options::default());
        check(&Context { pair: &pair, house: &house, options: &options }, 0, &mut out);
        let spans: Vec<Span> = out.proposals.iter().map(|it| it.span).collect();
        assert_eq!(spans, [Span::new(text.len() - 1, text.len())]);
    }
}
