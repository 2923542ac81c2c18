//! ## What it does
//! Finds a text that addresses its reader as `du` here and as `Sie` there (`tu` and `vous`), outside
//! quotations.
//!
//! ## Why is this bad?
//! English has one word for both; engines choose anew in every sentence. The reader does not know
//! who is talking to him.
//!
//! ## What stays silent
//! What people say in quotations; `Sie` at the start of a sentence, which may be `sie`; a text that
//! keeps to one form; `ihr`, which may be hers.
//!
//! ## Fix safety
//! No fix: verbs change with the form.

use crate::language::WordKinds;
use crate::rules::{Accumulator, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, Word};

pub(super) static RULE: Rule = Rule {
    name: "mixed-address",
    group: Group::Terms,
    severity: Severity::Info,
    category: "audience-appropriateness/language-register",
    its: "register",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue"],
    why: "The reader is addressed in two ways.",
    advice: "Keep to one form of address.",
    examples: &[
        Example::new(
            "de",
            "Wenn Sie reisen, nehmen Sie Ihren Pass mit. Packe ⟦deinen⟧ Koffer früh. Dann haben Sie Zeit.",
        ),
        Example::new(
            "de",
            "Wenn Sie säen, gießen Sie Ihr Beet. ⟦Dein⟧ Garten dankt es. Warten Sie ab.",
        ),
        Example::new("fr", "Prenez votre valise, si vous partez. Prends ⟦ton⟧ temps, vous verrez."),
        Example::new(
            "de",
            "Wenn Sie reisen, nehmen Sie Ihren Pass mit. „Packe deinen Koffer“, rief er.",
        ),
        Example::new(
            "de",
            "Sie kam spät. Hast du deinen Pass, fragt man sich da. Ihr Koffer war fort.",
        ),
        Example::new("de", "Das Du-Wort bot er ihr an, und das Ihre nahm sie mit."),
    ],
    logic: Logic::Document(|| Box::<Addresses>::default()),
};

type Place = (usize, Span);

/// Where the reader is addressed, in either form.
#[derive(Default)]
struct Addresses {
    familiar: Vec<Place>,
    formal: Vec<Place>,
}

impl Accumulator for Addresses {
    fn observe(&mut self, cx: &Context<'_>, block: usize, _out: &mut Findings) {
        let pack = cx.pack();
        if pack.address.familiar.is_empty() || !cx.target().has_context() {
            return;
        }
        let text = cx.text(block);
        for word in cx.target().words_of(block).having(WordKinds::ADDRESSES) {
            let (kinds, word) = (word.kinds, word.word());
            // A capital at the start of a sentence is nothing special.
            let familiar = kinds.contains(WordKinds::FAMILIAR)
                || kinds.contains(WordKinds::CAPITALISED | WordKinds::FAMILIAR_SMALL)
                    && opens(cx, block, word);
            let formal = !familiar && kinds.contains(WordKinds::FORMAL);
            if (familiar || formal)
                && !cx.target().quotations().is_quoted(block, word.span.start)
                && !joins(text, word)
                && !(formal && pack.address.by_capital && opens(cx, block, word))
            {
                let places = if familiar { &mut self.familiar } else { &mut self.formal };
                places.push((block, word.span));
            }
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let (Some(familiar), Some(formal)) = (self.familiar.first(), self.formal.first()) else {
            return;
        };
        let familiar_is_rare = self.familiar.len() <= self.formal.len();
        let (rare, usual) = if familiar_is_rare { (familiar, formal) } else { (formal, familiar) };
        let (ours, theirs) = (rare.1.of(cx.text(rare.0)), usual.1.of(cx.text(usual.0)));
        out.report(
            rare.0,
            rare.1,
            format!("“{ours}” here, “{theirs}” elsewhere: two forms of address"),
        )
        .confidence(if self.familiar.len().min(self.formal.len()) > 1 { 0.8 } else { 0.65 })
        .related(usual.0, usual.1, format!("“{theirs}” here"));
    }
}

/// Whether a hyphen makes it part of another word (`Du-Wort`).
fn joins(text: &str, word: Word<'_>) -> bool {
    text[word.span.end..].starts_with('-') || text[..word.span.start].ends_with('-')
}

/// Whether it opens its sentence, where a capital is nothing special.
fn opens(cx: &Context<'_>, block: usize, word: Word<'_>) -> bool {
    let text = cx.text(block);
    let before = text[..word.span.start].trim_end();
    cx.target().sentence_at(block, word.span.start).is_none_or(|sentence| {
        !text[sentence.span.start..word.span.start].contains(char::is_alphanumeric)
    }) || before.ends_with([':', '–', '—', '-', '…', '(', '"', '„', '“', '»', '«', '•'])
}
