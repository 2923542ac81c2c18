//! ## What it does
//! Finds a name, an acronym or a currency that one text writes in several forms (`RMB` and `Rmb`,
//! `NordWind` and `Nordwind`, `Orbán` and `Orban`, `YouTube` and `You Tube`, `H40` and `H-40`), and
//! acronyms in mixed case that stand in capitals (`SAAS` for `SaaS`).
//!
//! ## Why is this bad?
//! Engines translate sentence by sentence and do not remember how they wrote a name. Readers and
//! search engines take two forms for two things.
//!
//! ## What stays silent
//! Words that are right in both forms (`US` and `us`, `Wagen` and `wagen`), lines and titles in
//! capitals, datelines, tags and file names, gendered forms (`LeserInnen`), inflected forms, words in
//! capitals for emphasis, and forms that the source has as well. The form that is used more often
//! passes for the right one, between equals the earlier one; a single word in capitals beside a single
//! one in small letters may be emphasis.
//!
//! ## Fix safety
//! All places of the rarer form are changed to the other. A person should look which is right.

use super::accents::accents;
use super::capitals::{against_each_other, against_the_list};
use super::codes::codes;
use super::couples::{family_names, split_names};
use super::forms::{Form, Forms, Place, Written};
use super::homophones::spellings;
use super::slips::{Slip, slip};
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, ProposedEdit,
    Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{Case, is_word_char, next_char, previous_char};

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-name",
    group: Group::Names,
    severity: Severity::Minor,
    category: "linguistic-conventions/textual-conventions",
    its: "inconsistent-entities",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["name-mismatch", "untranslated-sentence"],
    why: "Readers take two forms of a name for two things.",
    advice: "Write the name in one form throughout the text.",
    examples: &[
        Example::new("de", "Sie zahlte 2 Millionen RMB, er 3 Millionen RMB und 5 Mio. ⟦Rmb⟧.")
            .fixed("Sie zahlte 2 Millionen RMB, er 3 Millionen RMB und 5 Mio. RMB."),
        Example::new("de", "Wie andere ⟦SAAS⟧-Firmen wächst sie.")
            .fixed("Wie andere SaaS-Firmen wächst sie."),
        Example::new("de", "NordWerk liefert. Dort liefert ⟦Nordwerk⟧ nicht, nur NordWerk."),
        Example::new("de", "Die Nato tagt, und die ⟦NATO⟧ schweigt. Bei der Nato heißt es: nein."),
        Example::new("de", "Bei YouTube steht es, auch auf ⟦You Tube⟧, sagt YouTube."),
        Example::new(
            "de",
            "Die H40 fliegt. Sie kaufte eine zweite ⟦H-40⟧ und verkauft ihre H40-Akkus.",
        )
        .source("en", "The H40 flies. She bought a second H40 and sells her H40 batteries."),
        Example::new("de", "Das Formular S-1 liegt in der S1 aus, die S-1 ist lang.")
            .source("en", "Form S-1 is handed out on the S1, the S-1 is long."),
        Example::new(
            "de",
            "Auf der A7 und der A-7-12, im Raum B 40 und auf Seite B40, Az. X-5/21.",
        ),
        Example::new("de", "Skovby Varme baut. Skovby Varme zahlt. ⟦SkovbyVarme⟧ schweigt.")
            .source("en", "Skovby Varme builds. Skovby Varme pays. Skovby Varme is silent."),
        Example::new("de", "Kálmán kam. Mit Kálmán kam Ada, nicht aber ⟦Kalman⟧."),
        Example::new(
            "de",
            "Lena Hollberg sprach. Später traf man Lena ⟦Holberg⟧. Es war Lena Hollberg.",
        ),
        Example::new("de", "Woroschenko kam. Später sprach ⟦Woroshenko⟧, dann wieder Woroschenko.")
            .source("en", "Voroshenko came. Later Voroshenko spoke, then Voroshenko again."),
        Example::new("de", "Dorrie Malkin kam. So sagt es ⟦Malkyn⟧.")
            .source("en", "Dorrie Malkin came. That is what Malkin says."),
        Example::new("de", "Philipp kam. Später sah Philipp den Golfer Philip.")
            .source("en", "King Philip came. Later Philip saw the golfer Philip."),
        Example::new("de", "Hannoveraner und Hanoveraner kamen, die Hannoveraner zuerst.")
            .source("en", "Hanoverians and Hanoverians came, the Hanoverians first."),
        Example::new("fr", "L’OTAN se tait. À l’⟦Otan⟧, on attend l’OTAN."),
        Example::new("de", "Wagen wir es? Der Wagen hält. WIR sagten uns: Die US-Firma zahlt uns."),
        Example::new("de", "KIEL (dpa) – In Kiel steht „KIEL“ an der Wand. SCHLUSS IN KIEL"),
        Example::new("de", "Die LeserInnen und Leserinnen in Berlin und Berlins Leser."),
        Example::new(
            "de",
            "Hollberg (HOLL) fiel, Lyra (LYRA) stieg, und Lyra wuchs. IRINA und Irina.",
        ),
        Example::new("de", "Das ist WICHTIG. Wichtig ist auch #NATO und die Nato.txt der Nato."),
        Example::new(
            "de",
            "Mütter und Mutter, Ban Ki-moon und KI, Lena Meier und Lena Meiers Hund.",
        ),
        Example::new("fr", "L’Etat paie, dit l’État. Il a vu l’IA et Ia Mori."),
    ],
    logic: Logic::Document(|| Box::new(Names::default())),
};

/// The blocks of the document: what is written in them is looked at when all of it is there.
#[derive(Default)]
struct Names {
    blocks: Vec<usize>,
}

impl Accumulator for Names {
    fn observe(&mut self, _cx: &Context<'_>, block: usize, _out: &mut Findings) {
        self.blocks.push(block);
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let written = Written::of(cx.target(), &self.blocks);
        let mut slips = all_slips(cx, &written);
        if cx.target().has_context() {
            slips.extend(codes(cx.target(), &self.blocks, |form| source_has(cx, form)));
        }
        slips.sort_by_key(|slip| slip.places.first().copied());
        slips.dedup_by(|a, b| a.wrong == b.wrong && a.places.first() == b.places.first());
        for slip in slips {
            report(cx, &slip, out);
        }
    }
}

/// The slips of every kind.
fn all_slips<'f>(cx: &Context<'f>, written: &'f Written<'_>) -> Vec<Slip<'f>> {
    let pack = cx.pack();
    let in_capitals = |form: &Form<'_>| form.case == Case::Capitals;
    let may_slip = |it: &&Forms<'_>| it.all.len() > 1 || it.all.iter().any(in_capitals);
    let mut words: Vec<&Forms<'_>> = written.words.iter().filter(may_slip).collect();
    words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
    let mut slips = Vec::new();
    for Forms { word, all, .. } in words {
        slips.extend(against_the_list(word, all, pack));
        if cx.target().has_context() {
            slips.extend(against_each_other(written, word, all, pack));
        }
    }
    if cx.target().has_context() {
        slips.extend(accents(written, pack));
        slips.extend(split_names(written, pack));
        slips.extend(family_names(written, pack));
        let moved = cx.pair.source.as_ref();
        let moved = moved.map(|side| spellings(written, side, (pack, cx.pair.memory())));
        slips.extend(moved.into_iter().flatten().map(|(rare, usual)| slip(rare, usual, 0.8)));
    }
    slips
}

fn report(cx: &Context<'_>, slip: &Slip<'_>, out: &mut Findings) {
    let Slip { wrong, right, places, .. } = slip;
    let Some(((block, span), others)) = places.split_first() else { return };
    // What the source has too was not made by the translation.
    if source_has(cx, wrong) && Case::of(wrong) != Case::Lower {
        return;
    }
    let message = match slip.model {
        Some(_) => format!("“{wrong}” is “{right}” elsewhere in the text"),
        None => format!("“{wrong}” is written “{right}”"),
    };
    let edit = |(block, span): &Place| ProposedEdit {
        block: *block,
        span: *span,
        text: right.to_string(),
    };
    let edits = places.iter().map(edit).collect();
    let proposal = out.report(*block, *span, message);
    proposal.confidence(slip.confidence).advice(format!("Write “{right}” throughout the text."));
    proposal.fix = Some((Applicability::Unsafe, edits));
    for (block, span) in others {
        proposal.related(*block, *span, format!("“{wrong}” again"));
    }
    if let Some((block, span)) = slip.model {
        proposal.related(block, span, format!("“{right}” here"));
    }
}

fn source_has(cx: &Context<'_>, form: &str) -> bool {
    cx.pair.source.as_ref().is_some_and(|side| {
        side.blocks().iter().any(|block| {
            let mut found = block.text.match_indices(form);
            found.any(|(at, _)| stands_alone(&block.text, at, form))
        })
    })
}

/// Whether what stands at byte `at` is no part of a longer word.
fn stands_alone(text: &str, at: usize, form: &str) -> bool {
    !previous_char(text, at).is_some_and(is_word_char)
        && !next_char(text, at + form.len()).is_some_and(is_word_char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};
    use crate::pair::{Languages, Pair};
    use crate::rules::Options;
    use crate::settings::HouseStyle;

    /// A translation as plain text, with its source.
    fn pair(source: &str, target: &str) -> Pair {
        let read = |name: &str, text: &str| Document::read(name, Format::Plain, text.to_owned());
        let source = Some(read("text.en.txt", source));
        Pair::new(read("text.de.txt", target), source, None, &Languages::default())
    }

    /// The slips among some words of a translation: what is wrong, what is right, where, how sure.
    fn slips(pair: &Pair, written: &Written<'_>) -> Vec<(String, String, Vec<Place>, f64)> {
        let (house, options) = (HouseStyle::default(), Options::default());
        let cx = Context { pair, house: &house, options: &options };
        let slips = all_slips(&cx, written).into_iter();
        let mut slips: Vec<_> =
            slips.map(|it| (it.wrong, it.right.into_owned(), it.places, it.confidence)).collect();
        slips.sort_by(|a, b| a.partial_cmp(b).unwrap());
        slips
    }

    #[test]
    fn words_left_out_are_no_slips() {
        let examples = RULE.examples.iter().filter(|it| it.language == "de");
        let bare = |text: &str| text.replace(['⟦', '⟧'], "").replace(['’', '\''], "");
        let (mut sources, mut targets) = (String::new(), String::new());
        for example in examples {
            targets.push_str(&format!("{}\n\n", bare(example.target)));
            let (_, source) = example.source.unwrap_or_default();
            sources.push_str(&format!("{}\n\n", bare(source)));
        }
        let chips = (
            include_str!("../../../corpora/business-chips-slump/source.en.txt"),
            include_str!("../../../corpora/business-chips-slump/machine.de.txt"),
        );
        let ferry = (
            include_str!("../../../corpora/court-ferry-verdict/source.en.txt"),
            include_str!("../../../corpora/court-ferry-verdict/machine.de.txt"),
        );
        let texts = [(sources.as_str(), targets.as_str()), chips, ferry];
        let mut found = 0;
        for (source, target) in texts.map(|(source, target)| (bare(source), bare(target))) {
            let pair = pair(&source, &target);
            let blocks: Vec<usize> = (0..pair.target.blocks().len()).collect();
            let all = slips(&pair, &Written::all_of(&pair.target, &blocks));
            assert_eq!(slips(&pair, &Written::of(&pair.target, &blocks)), all);
            found += all.len();
        }
        assert!(found > 10, "{found}");
    }
}
