//! ## What it does
//! Finds a sentence whose source says no and whose translation does not, or the other way round.
//!
//! ## Why is this bad?
//! A lost "not" turns a statement into its opposite. Readers cannot see it, and it is what publishers
//! have to correct in public.
//!
//! ## What stays silent
//! A sentence that says no in any other way: by a prefix (`unmöglich`, `ineffizient`), a verb
//! (`verhindern`, `ablehnen`), a noun (`Mangel`), `kaum`, `statt`, `nur`, unless that renders a word
//! of the other side that says no so, too (`did not fail`: `nicht gescheitert`); phrases that deny
//! nothing (`not only`, `no matter`); two denials that make one condition (`nobody … without`: `wer …
//! braucht`); a number put right (`27, nicht 29`); words that were kept in the source's language; a
//! word beside the "not" that the other side has in a way of its own; an unsure alignment.
//!
//! ## Fix safety
//! No fix: what the source denies has to be read.

use std::slice;

use crate::align::LinkedWord;
use crate::pair::{Counterpart, Unit};
use crate::reading::Segment;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::denials::{Denial, Voice};
use super::parts::sentences_in;

pub(super) static RULE: Rule = Rule {
    name: "lost-negation",
    group: Group::Coverage,
    severity: Severity::Critical,
    category: "accuracy/mistranslation",
    its: "mistranslation",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["omission", "untranslated-sentence"],
    why: "Without its \"not\" the sentence says the opposite of its source.",
    advice: "Compare the sentence with its source and put the negation back.",
    examples: &[
        Example::new("de", "⟦Das Gericht akzeptierte dieses Argument.⟧")
            .source("en", "The court did not accept this argument."),
        Example::new("de", "⟦Der Verband plant ein Wiederholungsspiel.⟧")
            .source("en", "The federation is not planning a replay."),
        Example::new("en", "⟦The court accepted the argument.⟧")
            .source("de", "Das Gericht akzeptierte das Argument nicht."),
        Example::new("de", "⟦Wir sind mit diesem Plan gescheitert.⟧")
            .source("en", "We did not fail with this plan."),
        Example::new("de", "⟦Die Brücke wird nicht im Mai geöffnet.⟧")
            .source("en", "The bridge will be opened in May."),
        Example::new("de", "⟦Das Gericht hat keinen Zeugen gehört.⟧")
            .source("en", "The court heard a witness."),
        Example::new("de", "Sein Vermögen steht in keinem Verhältnis zu seinem Einkommen.")
            .source("en", "His assets are disproportionate to his income."),
        Example::new("de", "⟦Sie ging, nachdem sie ihm die Hand geschüttelt hatte.⟧")
            .source("en", "She left without shaking his hand."),
        Example::new("de", "⟦Der Vertrag läuft nicht aus, wenn die Stadt ihn verlängert.⟧")
            .source("en", "The contract does not expire unless the city extends it."),
        Example::new("de", "Wer die Brücke betreten will, braucht einen Helm.")
            .source("en", "Nobody may enter the bridge without a helmet."),
        Example::new("de", "Die Stadt klagt nur dann, wenn der Verein klagt.")
            .source("en", "The city will not sue unless the club sues."),
        Example::new("de", "Miete für eine Wand schuldet nur, wer sie sich ausgesucht hat.")
            .source("en", "Nobody owes rent for a wall that they did not choose."),
        Example::new("de", "⟦Der Zeuge widersprach ihr vor Gericht.⟧")
            .source("en", "The witness did not contradict her in court."),
        Example::new("de", "Monatelang herrschte Schweigen in der Stadt.")
            .source("en", "For months the town heard nothing."),
        Example::new("de", "Die Gewerkschaft verlangt, bis 2031 alle Standorte zu erhalten.")
            .source("en", "The union wants no site closed before 2031."),
        Example::new("de", "⟦Die Fans werden den Streik stoppen, bis die Stadt zahlt.⟧")
            .source("en", "The fans will not stop the strike until the city pays."),
        Example::new("de", "Die Brücke ist frühestens im Mai fertig.")
            .source("en", "The bridge will not be finished before May."),
        Example::new("de", "Das Alter war falsch: Sie ist 27, nicht 29.")
            .source("en", "Her age was wrong: we wrote 29, but she is 27."),
        Example::new("de", "Um Gefühle allein geht es nicht.")
            .source("en", "There is more to it than feelings."),
        Example::new("en", "Believe me, that isn’t the same thing.")
            .source("de", "Das ist nicht dasselbe, glauben Sie mir."),
        Example::new("de", "Wir raten davon ab, diese Brücke zu betreten.")
            .source("en", "You should not enter this bridge."),
        Example::new("de", "Die Brücke wird nicht vor Mai geöffnet.")
            .source("en", "The bridge remains closed until May."),
        Example::new("de", "Das Gericht lehnte dieses Argument ab.")
            .source("en", "The court did not accept this argument."),
        Example::new("de", "Der Verband plant kein Wiederholungsspiel.")
            .source("en", "The federation is not planning a replay."),
        Example::new("de", "Der Zug ist unpünktlich.").source("en", "The train is not punctual."),
        Example::new("de", "Sie spielte die Geige und auch die Orgel.")
            .source("en", "She played not only the violin but also the organ."),
        Example::new("de", "Auf dem Schild stand „Do not enter the bridge“.")
            .source("en", "The sign said “Do not enter the bridge”."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.8;
/// Longer units say no in too many ways, in bytes.
const LONGEST: usize = 1200;
/// How sure it is where no word of the other side says no; where one does elsewhere in the sentence, or
/// only what stands beside the denied word has a rendering; and where the translation says no and its
/// source does not.
const CONFIDENCE: (f64, f64, f64) = (0.85, 0.65, 0.75);

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    if source.side.pack.negation.negators.is_empty() || cx.pack().negation.negators.is_empty() {
        return;
    }
    // Where both sides say no as often, each answers the other.
    if said_as_often(cx, (&source, source.segments), unit.target) {
        return;
    }
    let whole = |out| weigh(cx, unit, (&source, source.segments), unit.target, out);
    let told: Vec<Segment> = sentences_in(cx.target(), unit.target).collect();
    if told.len() < 2 {
        return whole(out);
    }
    let said: Vec<Segment> = sentences_in(source.side, source.segments).collect();
    if said.len() != told.len() {
        return whole(out);
    }
    // Each sentence beside its own: in the course of several much is denied.
    for (said, told) in said.iter().zip(&told) {
        let (said, told) = (slice::from_ref(said), slice::from_ref(told));
        if !said_as_often(cx, (&source, said), told) {
            weigh(cx, unit, (&source, said), told, out);
        }
    }
}

/// Whether some segments of the target say no as often as some of the source.
fn said_as_often(
    cx: &Context<'_>,
    (source, said): (&Counterpart<'_>, &[Segment]),
    told: &[Segment],
) -> bool {
    Voice::negators(source.side, said) == Voice::negators(cx.target(), told)
}

/// Reports what some segments of a unit deny and those that render them do not.
fn weigh(
    cx: &Context<'_>,
    unit: &Unit<'_>,
    (source, said): (&Counterpart<'_>, &[Segment]),
    told: &[Segment],
    out: &mut Findings,
) {
    let (said, told) = (Voice::of(source.side, said), Voice::of(cx.target(), told));
    if said.is_silent() && told.is_silent() || said.length().max(told.length()) > LONGEST {
        return;
    }
    let links = cx.word_links(unit);
    let single = || told.sentences() <= 1 && said.sentences() <= 1;
    let (asked, given) = ((&said, &*links.source), (&told, &*links.target));
    if let Some((denial, alone)) = unanswered(asked, given, |it| it.is_rendered || it.of_clause) {
        let is_sure = alone && denial.is_rendered;
        if alone || denial.of_clause && denial.is_rendered && single() {
            let confidence = if is_sure { CONFIDENCE.0 } else { CONFIDENCE.1 };
            lost(cx, unit, &denial, confidence.min(source.confidence), out);
        }
    } else if let Some((denial, true)) =
        unanswered(given, asked, |it| it.is_rendered && it.of_word && (it.of_clause || it.of_noun))
        && single()
    {
        gained(cx, &denial, CONFIDENCE.2.min(source.confidence), out);
    }
}

/// What the one side denies and the other does not, of what counts; and whether the other says no
/// nowhere at all.
fn unanswered<'l>(
    (own, words): (&Voice<'_>, &'l [LinkedWord]),
    (other, others): (&Voice<'_>, &'l [LinkedWord]),
    counts: impl Fn(&Denial<'_>) -> bool,
) -> Option<(Denial<'l>, bool)> {
    let mut denials = own.denials(words, other, others);
    denials.retain(counts);
    if denials.is_empty() || other.keeps(own) {
        return None;
    }
    let answers = other.answers(others, own, words);
    if answers.is_empty() {
        let first = denials.into_iter().next().filter(|_| !own.is_conditional());
        return first.map(|it| (it, true));
    }
    // `not … unless`: `nur …, wenn`; `nobody … who did not`: `nur, wer`
    let resolved = other.is_silent() && (own.is_conditional() || own.count() > 1);
    if answers.len() >= own.count() || resolved {
        return None;
    }
    let open = |it: &Denial<'_>| {
        let clause = other.clause(it.rendering.block(), it.rendering.span());
        !answers.iter().any(|(block, at)| *block == it.rendering.block() && clause.covers(at.start))
    };
    denials.into_iter().find(open).map(|it| (it, false))
}

fn lost(
    cx: &Context<'_>,
    unit: &Unit<'_>,
    denial: &Denial<'_>,
    confidence: f64,
    out: &mut Findings,
) {
    let Some(source) = unit.source else { return };
    let rendering = denial.rendering;
    let sentence = unit
        .target
        .iter()
        .find(|it| it.block == rendering.block() && it.span.contains(rendering.span()));
    let Some(place) = sentence.or(unit.target.first()) else { return };
    let said = denial.said().of(source.side.text(denial.block));
    let rendered = rendering.span().of(cx.text(rendering.block()));
    let message = format!("the source says \"{said}\", the translation does not say no");
    out.report(place.block, place.span, message)
        .confidence(confidence)
        .evidence(format!("\"{rendered}\" stands for what the source denies"))
        .source(denial.block, denial.negator);
}

fn gained(cx: &Context<'_>, denial: &Denial<'_>, confidence: f64, out: &mut Findings) {
    let Some(sentence) = cx.target().sentence_at(denial.block, denial.negator.start) else {
        return;
    };
    let said = denial.said().of(cx.text(denial.block));
    let message = format!("the translation says \"{said}\", the source does not say no");
    out.report(denial.block, sentence.span, message)
        .confidence(confidence)
        .advice("Compare the sentence with its source and take the negation out.")
        .evidence("no word of the source says no")
        .source(denial.rendering.block(), denial.rendering.span());
}
