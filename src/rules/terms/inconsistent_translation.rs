//! ## What it does
//! Finds a sentence that the source has twice, word for word, and that the translation renders in
//! two ways.
//!
//! ## Why is this bad?
//! What was said once again reads as if something else were meant; in a memory of translations one
//! of the two is a slip.
//!
//! ## What stays silent
//! Sentences of fewer than four words; renderings that differ by spaces, marks or capitals only;
//! sentences that are aligned with more than one; an unsure alignment.
//!
//! ## Fix safety
//! No fix: either may be the better one.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::reading::{Segment, Side};
use crate::rules::{Accumulator, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-translation",
    group: Group::Terms,
    severity: Severity::Info,
    category: "linguistic-conventions/textual-conventions",
    its: "inconsistency",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["repeated-sentence"],
    why: "The same words of the source read as if something else were meant.",
    advice: "Render both sentences alike, unless the difference is meant.",
    examples: &[
        Example::new("de", "Der Hafen bleibt bis Mai zu.\n\nSie fuhr.\n\n⟦Bis Mai ist der Hafen geschlossen.⟧")
            .source("en", "The harbour stays closed until May.\n\nShe left.\n\nThe harbour stays closed until May."),
        Example::new("de", "Wir bauen das Haus neu.\n\nNein.\n\n⟦Das Haus wird von uns neu gebaut.⟧")
            .source("en", "We are rebuilding the house.\n\nNo.\n\nWe are rebuilding the house."),
        Example::new("de", "Der Hafen bleibt bis Mai zu.\n\nSie fuhr.\n\nDer Hafen bleibt – bis Mai – zu.")
            .source("en", "The harbour stays closed until May.\n\nShe left.\n\nThe harbour stays closed until May."),
        Example::new("de", "Ich weiß nicht.\n\nSie fuhr.\n\nKeine Ahnung.")
            .source("en", "I don’t know.\n\nShe left.\n\nI don’t know."),
    ],
    logic: Logic::Document(|| Box::<Rendered>::default()),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.8;
/// Sentences with fewer words are rendered as it fits.
const LEAST_WORDS: usize = 4;

/// What each sentence of the source was rendered by first.
#[derive(Default)]
struct Rendered;

impl Accumulator for Rendered {
    fn observe(&mut self, _cx: &Context<'_>, _block: usize, _out: &mut Findings) {}

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let mut first: HashMap<Look, Vec<(Segment, Segment)>, FixedState> = HashMap::default();
        if cx.pair.segments().len() < 2 {
            return;
        }
        for unit in cx.pair.units() {
            let Some(source) = unit.source.filter(|it| it.confidence >= SURE) else { continue };
            let ([asked], [given]) = (source.segments, unit.target) else { continue };
            let Some(look) = look(source.side, *asked) else { continue };
            let known = first.entry(look).or_default();
            let same = known.iter().find(|(other, _)| are_alike(source.side, *other, *asked));
            let Some((_, place)) = same else {
                known.push((*asked, *given));
                continue;
            };
            if !are_alike(cx.target(), *place, *given) {
                let message = "the source has the same sentence twice, the translation has not";
                out.report(given.block, given.span, message)
                    .source(asked.block, asked.span)
                    .related(place.block, place.span, "rendered so here");
            }
        }
    }
}

/// What tells most sentences apart at a glance: how many words they have, the first and the last.
type Look = (usize, u32, u32);

/// How a sentence looks; none where it has too few words.
fn look(side: &Side, segment: Segment) -> Option<Look> {
    let words = side.words_in(segment);
    let (first, last) = (words.get(0)?, words.last()?);
    let look = (words.len(), first.folded, last.folded);
    (words.len() >= LEAST_WORDS).then_some(look)
}

/// Whether two segments have the same words, folded.
fn are_alike(side: &Side, one: Segment, other: Segment) -> bool {
    let folded = |segment| side.words_in(segment).folded();
    folded(one).eq(folded(other))
}
