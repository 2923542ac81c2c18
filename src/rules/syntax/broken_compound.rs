//! ## What it does
//! Finds a compound that is hyphenated only in part: `Nordwerk B300-Pumpen` for
//! `Nordwerk-B300-Pumpen`, `US-Entity List` for `US-Entity-List`, `12-Zoll Leitung` for
//! `12-Zoll-Leitung`; and one in two words where the source has two nouns side by side: `Backstein
//! Gebäude` for `Backsteingebäude`.
//!
//! ## Why is this bad?
//! In a language that joins all parts of such a compound the hyphen tells what belongs together;
//! with half of the hyphens the last part seems to belong to the model alone. Engines copy the
//! spaces of the source.
//!
//! ## What stays silent
//! Names that the compound could also stand beside: `US-Präsidentin Ada Holt`, `liefert Nordwerk
//! B300-Pumpen`; names of two words before a hyphen (`New York-Reise`), which some houses write so,
//! unless the text joins them elsewhere; `Haupt- und Nebenfach`; first names and family names with
//! hyphens; a noun with what it counts or names (`zehn Minuten Fußweg`, `das Wort Freiheit`).
//!
//! ## Fix safety
//! The parts are joined by hyphens. A person should look: the first part may be a word of its own.

use std::sync::Arc;

use super::compounds::{Compound, Joint, compounds};
use super::torn_nouns::{source_joins_pair, torn_nouns};
use super::usage::{Usage, stem};
use crate::language::Pack;
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{Span, first_word, last_word};

pub(super) static RULE: Rule = Rule {
    name: "broken-compound",
    group: Group::Syntax,
    severity: Severity::Minor,
    category: "linguistic-conventions/spelling",
    its: "misspelling",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["untranslated-sentence"],
    why: "With half of the hyphens readers join the wrong parts.",
    advice: "Join all parts of the compound by hyphens.",
    examples: &[
        Example::new("de", "Die ⟦Nordwerk B300-Pumpen⟧ stehen still.")
            .fixed("Die Nordwerk-B300-Pumpen stehen still."),
        Example::new("de", "Der Export von ⟦Nordwerk B300-Pumpen⟧ ruht; Nordwerk-Pumpen fehlen.")
            .fixed("Der Export von Nordwerk-B300-Pumpen ruht; Nordwerk-Pumpen fehlen."),
        Example::new("de", "Die Firma steht auf der ⟦US-Watch List⟧.")
            .source("en", "The firm is on the US watch list.")
            .fixed("Die Firma steht auf der US-Watch-List."),
        Example::new("de", "Die ⟦8-Zoll Leitung⟧ ist dicht.")
            .fixed("Die 8-Zoll-Leitung ist dicht."),
        Example::new("de", "Die ⟦Hamburg-Berlin Strecke⟧ ist gesperrt.")
            .source("en", "The Hamburg-Berlin line is closed.")
            .fixed("Die Hamburg-Berlin-Strecke ist gesperrt."),
        Example::new("de", "Das Geld des ⟦Private-Equity Hauses⟧ ist da.")
            .source("en", "The money of the private equity house is there."),
        Example::new("de", "Dort steht ein altes ⟦Backstein Gebäude⟧ am Fluss.")
            .source("en", "There stands an old brick building by the river."),
        Example::new("de", "Für ihn hat das Wort Freiheit keinen Sinn.")
            .source("en", "To him the word freedom makes no sense."),
        Example::new("de", "Es sind zehn Minuten Fahrt und zwei Dutzend Häuser.")
            .source("en", "It is ten minutes drive and two dozen houses."),
        Example::new(
            "de",
            "Eine Milliarde Menschen in Sozialen Netzwerken legten in den Straßen Feuer.",
        )
        .source("en", "One billion people on social networks set off street fires."),
        Example::new("de", "Nach dem Angriff Anfang des Jahres schwieg er.")
            .source("en", "After the attack earlier this year he fell silent."),
        Example::new("de", "Im ersten Fall läuft die Region Gefahr, zurückzufallen.")
            .source("en", "In the first case the region risks falling behind."),
        Example::new("de", "Sie fragt, welche Arten von Informationen Unternehmen teilen.")
            .source("en", "She asks what types of information companies share."),
        Example::new("de", "Der Rat gab dem Kind Wasser und der Stadt Zeit.")
            .source("en", "The council gave the child water and the city time."),
        Example::new("de", "Deshalb hat die Polizei Angst vor dem Winter.")
            .source("en", "That is why the police fear the winter."),
        Example::new("de", "Sie weiß, dass Kinder Hunde mögen.")
            .source("en", "She knows that children like dogs."),
        Example::new("de", "Das sagte Brand-Olsen Beamten der Stadt.")
            .source("en", "Brand-Olsen said so to officials of the city."),
        Example::new("de", "Ein ⟦Drei-Gänge Menü⟧ kostet dort 80 Euro."),
        Example::new(
            "de",
            "Künstliche Intelligenz (KI) boomt, auch im ⟦Künstliche Intelligenz-Sektor⟧.",
        ),
        Example::new("de", "Die ⟦Wall Street-Banken⟧ zögern, andere Wall-Street-Häuser nicht."),
        Example::new("de", "Das Geld kommt vom ⟦EU-Blue Harbour Fund⟧ und von der Stadt.")
            .source("en", "The money comes from the EU Blue Harbour Fund and from the city."),
        Example::new("de", "Die ⟦Norholm Rail-Automaten⟧ nahmen kein Geld an.")
            .source("en", "The Norholm Rail ticket machines took no money."),
        Example::new("de", "Beim ⟦Ladies Who Sail-Treffen⟧ kamen alle zu Wort.")
            .source("en", "At the Ladies Who Sail meeting everybody had their say.")
            .fixed("Beim Ladies-Who-Sail-Treffen kamen alle zu Wort."),
        Example::new("de", "Er kaufte den Nordwerk HIV-Selbsttest in der Apotheke.")
            .source("en", "He bought the Nordwerk HIV self-test at the chemist’s."),
        Example::new("de", "„Nein“, sagte Imke Brand-Olsen, die Anwältin.")
            .source("en", "“No,” said Imke Brand-Olsen, the lawyer."),
        Example::new("de", "Die Nordwerk-B300-Pumpen und die B300-Pumpen stehen still."),
        Example::new("de", "Dorthin liefert Nordwerk B300-Pumpen und Ventile."),
        Example::new("de", "Die Partei trete in Sachen CO2-Abgabe auf der Stelle."),
        Example::new("de", "Der Deutsche Fußball-Bund hilft dem deutschen Fußball."),
        Example::new("de", "US-Präsidentin Ada Holt traf EU-Kommissar Jan de Wit in New York."),
        Example::new("de", "Der US-Popstar Lia Moore kam, und der Popstar Lia Moore sang."),
        Example::new("de", "Haupt- und Nebenfach, Ein- und Ausgabe, eine New York-Reise."),
        Example::new("de", "Der 45-Jährige Mann und die CDU-Chefin Anne-Marie Kern-Holt kamen."),
        Example::new("de", "Im Juli fuhren A4-Pendler und Berliner S-Bahn-Fahrer im VW ID.3-Taxi."),
    ],
    logic: Logic::Document(|| Box::new(Compounds::default())),
};

/// What the text shows about its compounds.
#[derive(Default)]
struct Compounds {
    blocks: Vec<usize>,
    found: Vec<Compound>,
}

impl Accumulator for Compounds {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        let pack = cx.pack();
        if !pack.syntax.hyphenated_compounds {
            return;
        }
        self.blocks.push(block);
        let text = cx.text(block);
        // Half a compound has a hyphen.
        if memchr::memchr(b'-', text.as_bytes()).is_some() {
            self.found.extend(compounds(text, block, pack));
        }
        for span in torn_nouns(cx, block) {
            let written = span.of(text);
            out.report(block, span, format!("“{written}” is one word in two"))
                .confidence(0.75)
                .evidence("the source has a compound here")
                .advice("Write the compound as one word.");
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        if self.found.is_empty() {
            return;
        }
        let usage = Usage::new(cx.target(), cx.pack(), &self.blocks);
        let judge = Judge { cx, others: cx.foreign_packs(), usage };
        for compound in &self.found {
            let Some((confidence, evidence)) = judge.judge(compound) else { continue };
            let text = cx.text(compound.block);
            let span = whole_name(cx, compound);
            let written = span.of(text);
            let joined = written.replace([' ', '\u{A0}'], "-");
            let message = format!("“{written}” is joined only in part");
            let proposal = out.report(compound.block, span, message);
            proposal
                .confidence(confidence)
                .advice(format!("Write “{joined}”, or part the words."))
                .replace(Applicability::Unsafe, span, joined);
            if let Some(evidence) = evidence {
                proposal.evidence(evidence);
            }
        }
    }
}

/// What is asked about compounds, and of what.
struct Judge<'c, 'p> {
    cx: &'c Context<'p>,
    /// The packs of other languages.
    others: Vec<Arc<Pack>>,
    usage: Usage<'c, 'p>,
}

impl Judge<'_, '_> {
    /// How sure it is that the parts belong together, and why; none when they may not.
    fn judge(&self, compound: &Compound) -> Option<(f64, Option<String>)> {
        let cx = self.cx;
        let Compound { first, second, joint, .. } = compound;
        match joint {
            Joint::BeforeModel { argument: true, .. } => None,
            Joint::BeforeModel { behind_determiner, .. } => {
                let name = format!("{first} {second}");
                let camel = first.chars().skip(1).any(char::is_uppercase);
                if self.usage.joins(first) {
                    Some((0.9, Some(format!("the text also has “{first}-”"))))
                } else if source_has(cx, compound, &name) {
                    Some((0.9, Some("the source has both side by side".to_owned())))
                } else if *behind_determiner {
                    Some((if camel { 0.85 } else { 0.65 }, None))
                } else {
                    camel.then_some((0.6, None))
                }
            }
            Joint::BeforeNoun => {
                let name = format!("{first} {second}");
                if self.usage.joins_both(first, second) {
                    return Some((
                        0.75,
                        Some(format!("the text also has “{}-”", name.replace(' ', "-"))),
                    ));
                }
                // `Nordwerk HIV-Selbsttest`: a brand may stand before a compound that is whole.
                if second.chars().count() <= 5 && second.chars().all(char::is_uppercase) {
                    return None;
                }
                // `Imogen Thackray-Bell` is a name with a hyphen of its own.
                let written = compound.span.of(cx.text(compound.block));
                (source_has(cx, compound, &name) && !source_has(cx, compound, written))
                    .then(|| (0.6, Some("the source has both side by side".to_owned())))
            }
            Joint::BehindAdjective => {
                let initials = [first, second].into_iter().filter_map(|it| it.chars().next());
                let acronym: String = initials.flat_map(char::to_uppercase).collect();
                let is_acronym =
                    acronym.chars().count() == 2 && acronym.chars().all(char::is_uppercase);
                let is_term = || self.usage.describes(stem(first, cx.pack()), second);
                (is_acronym && self.usage.has_acronym(&acronym) && is_term())
                    .then(|| (0.75, Some(format!("the text has the term and “{acronym}” as well"))))
            }
            Joint::BehindMeasure => Some((0.9, None)),
            Joint::BehindAcronym => self.judge_kept(compound),
            Joint::BehindPair => source_joins_pair(cx, compound)
                .then(|| (0.85, Some("the source has all of them side by side".to_owned()))),
        }
    }

    /// `US-Entity List`: whether the last two words are a name that was kept in the source's
    /// language, and not a noun with somebody's name.
    fn judge_kept(&self, compound: &Compound) -> Option<(f64, Option<String>)> {
        let cx = self.cx;
        let Compound { first, second, .. } = compound;
        let (own, name) = (cx.pack(), format!("{first} {second}"));
        if own.knows(&first.to_lowercase()) {
            return None;
        }
        let foreign = |word: &str| {
            let lower = word.to_lowercase();
            !own.knows(&lower) && self.others.iter().any(|pack| pack.knows(&lower))
        };
        // In the source it is no person's name when it is written small.
        if source_has(cx, compound, &name.to_lowercase()) {
            return Some((0.9, Some("the source has these words side by side".to_owned())));
        }
        let written = compound.span.of(cx.text(compound.block));
        if source_has(cx, compound, &written.replacen('-', " ", 1)) {
            return Some((0.85, Some("the source has these words side by side".to_owned())));
        }
        let prefix = written.split('-').next().unwrap_or(written);
        if (foreign(first) || foreign(second))
            && source_has(cx, compound, &name)
            && source_has(cx, compound, prefix)
        {
            return Some((0.8, Some(format!("the source has the name “{name}”"))));
        }
        if (foreign(first) || foreign(second))
            && self.usage.names(first, second)
            && !self.usage.parts(first, second)
        {
            return Some((0.85, Some(format!("the text also has “{name}” by itself"))));
        }
        (foreign(first) && foreign(second)).then_some((0.7, None))
    }
}

/// The compound with the further words that the source has in the same name: `EU-Green Travel Fund`,
/// `New Harbour Times-Leser`.
fn whole_name(cx: &Context<'_>, compound: &Compound) -> Span {
    let mut span = compound.span;
    let text = cx.text(compound.block);
    if matches!(compound.joint, Joint::BeforeNoun) {
        // Back to where the name starts: `New Harbour Times-Leser`.
        while let Some(before) = text[..span.start].strip_suffix(' ').and_then(last_word) {
            let longer = Span::new(before.span.start, span.end);
            let name = longer.of(text).rsplit_once('-').map_or("", |(name, _)| name);
            let adjoins = before.span.end + 1 == span.start && before.is_capitalised();
            if !adjoins || !source_has(cx, compound, name) {
                break;
            }
            span = longer;
        }
        return span;
    }
    if !matches!(compound.joint, Joint::BehindAcronym) {
        return span;
    }
    while let Some(next) = first_word(&text[span.end..]) {
        let longer = Span::new(span.start, span.end + next.span.end);
        let adjoins = next.span.start == 1 && next.is_capitalised();
        let name = longer.of(text).split_once('-').map_or("", |(_, name)| name);
        if !adjoins || !source_has(cx, compound, name) {
            break;
        }
        span = longer;
    }
    span
}

/// Whether the source of the place has these words.
fn source_has(cx: &Context<'_>, compound: &Compound, words: &str) -> bool {
    cx.pair
        .counterpart(compound.block, compound.span)
        .is_some_and(|counterpart| counterpart.texts().any(|text| text.contains(words)))
}
