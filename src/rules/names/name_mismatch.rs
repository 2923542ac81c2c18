//! ## What it does
//! Finds a name that the source does not have in place of one that it has: another country
//! (`Frankreich` for `Israel`), another person (`Anna Weber` for `Anna Fischer`), or the same name
//! misspelt (`Thurnhill` for `Thornhill`), if only in one place. A name in the place of another is known by the words around
//! both: `Fabrik in Dortmund` for `factory in Thornhill`.
//!
//! ## Why is this bad?
//! The article says something about the wrong person, firm or country.
//!
//! ## What stays silent
//! Names that languages have words of their own for (`Cologne` and `Köln`, `UN` and `Vereinte Nationen`,
//! `Dutch` and `niederländisch`), a capital that stands for its country, endings and compounds
//! (`Webers`, `Trump-Regierung`), names moved from another alphabet (`Gorbachev`, `Gorbatschow`), names
//! that the sentences around have, and an unsure alignment. A name that is only missing is no finding
//! of this rule.
//!
//! ## Fix safety
//! The name of the source is put in its place. A person must look: endings and articles may have to
//! change with it.

use std::cell::{LazyCell, OnceCell};

use super::kept::are_kept;
use super::likeness::{Endings, Likeness, Name, is_slip};
use super::mentions::{Mention, Stretch, around};
use super::nouns::may_be_noun;
use super::spelling::begin_otherwise;
use crate::language::Pack;
use crate::pair::Unit;
use crate::reading::{Segment, Side};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::words;

pub(super) static RULE: Rule = Rule {
    name: "name-mismatch",
    group: Group::Names,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "inconsistent-entities",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The article says something about the wrong person, firm or country.",
    advice: "Write the name as the source has it.",
    examples: &[
        Example::new("de", "Die Fabrik in ⟦Thurnhill⟧ bleibt vorerst geschlossen.")
            .source("en", "The factory in Thornhill will stay closed for now.")
            .fixed("Die Fabrik in Thornhill bleibt vorerst geschlossen."),
        Example::new("de", "Der Minister reiste nach ⟦Spanien⟧ und sprach mit Ada Quendt.")
            .source("en", "The minister travelled to Norway and spoke with Ada Quendt.")
            .fixed("Der Minister reiste nach Norwegen und sprach mit Ada Quendt."),
        Example::new("de", "Er sprach mit Ada ⟦Lurring⟧ über den Hafen.")
            .source("en", "He spoke with Ada Quendt about the harbour.")
            .fixed("Er sprach mit Ada Quendt über den Hafen."),
        Example::new("fr", "Le maire, Hugo ⟦Thurnhill⟧, reste chez lui.")
            .source("en", "The mayor, Hugo Thornhill, stays at home.")
            .fixed("Le maire, Hugo Thornhill, reste chez lui."),
        Example::new("de", "Die Fabrik in ⟦Dortmund⟧ bleibt vorerst geschlossen.")
            .source("en", "The factory in Thornhill will stay closed for now.")
            .fixed("Die Fabrik in Thornhill bleibt vorerst geschlossen."),
        Example::new(
            "en",
            "On Monday he phoned from a car park in ⟦Leipzig⟧. Germany is far away.",
        )
        .source("de", "Am Montag rief er von einem Parkplatz in Cottbus an. Deutschland ist weit.")
        .fixed("On Monday he phoned from a car park in Cottbus. Germany is far away."),
        Example::new("de", "Dort sprachen Oksana ⟦Bell⟧ und Hinrich ⟦Klockmann⟧ miteinander.")
            .source("en", "There Oksana Bel and Hinrich Klokkemann spoke with each other."),
        Example::new("de", "Quillfeather schrieb. ⟦Quilfeather⟧ antwortete in zwei Sätzen.")
            .source("en", "Quillfeather wrote. Quillfeather replied in two sentences.")
            .fixed("Quillfeather schrieb. Quillfeather antwortete in zwei Sätzen."),
        Example::new("de", "⟦Thurnhill⟧ schwieg zwei Tage lang.")
            .source("en", "Thornhill was silent for two days.")
            .fixed("Thornhill schwieg zwei Tage lang."),
        Example::new("de", "Sie traf Ada ⟦Lindquist⟧. In der Stadt war es still.")
            .source("en", "She met Ada Lindqvist. The city was quiet."),
        Example::new("en", "The orchestra travels to ⟦Munich⟧. In Milan it plays on Sunday.")
            .source("de", "Das Orchester reist nach Mailand. In Mailand spielt es am Sonntag."),
        Example::new("de", "Die Föderative Republik und die Pyrenäen, wo man in Drachmen zahlte.")
            .source("en", "In the Federative Republic and the Pyrenees people paid in Drachmas."),
        Example::new(
            "de",
            "Er wurde von Papst Franziskus empfangen, in der Hauptstadt Abchasiens.",
        )
        .source("en", "He was received by Pope Francis in the capital of Abkhazia."),
        Example::new("fr", "Les Franciscains aiment la Méditerranée.")
            .source("en", "The Franciscans like the Mediterranean."),
        Example::new("de", "Kölner Richter und die Vereinten Nationen rügten Pekings Pläne.")
            .source("en", "Judges in Cologne and the UN criticised the Chinese plans."),
        Example::new("de", "Gorbatschow traf Merkels Sprecher, die Trump-Regierung schwieg.")
            .source(
                "en",
                "Gorbachev met the Merkel spokesman; the Trump administration was silent.",
            ),
        Example::new("de", "Im Nahen Osten warten die Niederländer auf Chodorkowski.")
            .source("en", "In the Middle East the Dutch are waiting for Khodorkovsky."),
        Example::new("de", "Das Weiße Haus und Großbritannien zögern.")
            .source("en", "Washington and the UK are hesitating."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// How sure it is that a name which a slip of the pen parts from the source's is meant to be it.
pub(super) const MISSPELT: f64 = 0.8;
/// How sure it is that a name stands for another beside whose place words render one another.
pub(super) const FRAMED: f64 = 0.65;
/// The same where they do so on both sides.
const FRAMED_TWICE: f64 = 0.75;
/// So many blocks before and behind may show how a name is spelled otherwise.
const BLOCKS_AROUND: usize = 64;
/// So many words of these at most: a block may be a book.
const WORDS_AROUND: usize = 4_000;

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    if are_kept(cx, (source.side, source.segments), (cx.target(), unit.target)) {
        return;
    }
    let asked = Stretch::of(source.side, source.segments);
    let has_exonym = asked.exonyms().iter().any(|it| !it.hint);
    let is_capitalised = |at: usize| asked.words[at].is_capitalised();
    if !has_exonym && !(0..asked.words.len()).any(is_capitalised) {
        return;
    }
    let given = Stretch::of(cx.target(), unit.target);
    let names = Names { cx, unit, asked: &asked, given: &given, endings: OnceCell::new() };
    let lost = names.lost_exonyms();
    let lost_names = names.lost_names();
    if lost.is_empty() && lost_names.is_empty() {
        names.families(out);
        return;
    }
    let sides = ((source.side, source.segments), (cx.target(), unit.target));
    let wide = Wide { sides, asked: OnceCell::new(), given: OnceCell::new() };
    names.exonyms(&lost, &wide, out);
    names.own_names(&lost_names, &wide, out);
}

/// A unit's names on both sides.
pub(super) struct Names<'c, 'p> {
    pub(super) cx: &'c Context<'p>,
    pub(super) unit: &'c Unit<'c>,
    pub(super) asked: &'c Stretch<'p>,
    pub(super) given: &'c Stretch<'p>,
    /// The endings of both languages: most units have no names to be compared.
    endings: OnceCell<Endings<'p>>,
}

/// The same with the sentences around, read when first asked for.
pub(super) struct Wide<'c, 'p> {
    sides: (Part<'c, 'p>, Part<'c, 'p>),
    asked: OnceCell<Stretch<'p>>,
    given: OnceCell<Stretch<'p>>,
}

/// Segments with their side.
type Part<'c, 'p> = (&'p Side, &'c [Segment]);

impl<'p> Wide<'_, 'p> {
    pub(super) fn asked(&self) -> &Stretch<'p> {
        self.asked.get_or_init(|| Wide::read(self.sides.0))
    }

    pub(super) fn given(&self) -> &Stretch<'p> {
        self.given.get_or_init(|| Wide::read(self.sides.1))
    }

    fn read((side, segments): Part<'_, 'p>) -> Stretch<'p> {
        Stretch::of(side, &around(side, segments))
    }
}

impl<'p> Names<'_, 'p> {
    pub(super) fn endings(&self) -> &Endings<'p> {
        self.endings.get_or_init(|| {
            let source = self.cx.source_pack().map(|pack| &**pack);
            let packs = source.into_iter().chain([self.cx.pack()]);
            let endings = packs.flat_map(|pack| &pack.inflection.endings);
            Endings(endings.map(|(ending, _)| ending.as_str()).collect())
        })
    }

    /// Names of the source, by the number of their word, that nothing in the translation looks like.
    fn lost_names(&self) -> Vec<usize> {
        let Some(pack) = self.cx.source_pack() else { return Vec::new() };
        let asked = self.asked;
        let is_name = |at: &usize| {
            let word = &asked.words[*at];
            !self.given.has(word.text())
                && !self.cx.pair.memory().lists_source(word.text())
                && (!asked.exonyms().iter().any(|it| (it.start..it.end).contains(at))
                    || self.is_spelled_alike(word.text()))
        };
        // Most words go by at a glance.
        let is_unknown = |word: &Mention<'_>| {
            word.is_capitalised() && !word.is_known(pack) && word.is_like_name(pack)
        };
        let words = asked.words.iter().enumerate();
        let unknown = words.filter_map(|(at, word)| is_unknown(word).then_some(at));
        unknown.filter(is_name).collect()
    }

    fn own_names(&self, lost: &[usize], wide: &Wide<'_, 'p>, out: &mut Findings) {
        let mut claimed = self.families(out);
        for &lost in lost {
            let same_in = |stretch: &Stretch<'_>| {
                let asked = self.asked.name(lost);
                (0..stretch.words.len()).find(|at| {
                    stretch.words[*at].is_capitalised() && self.are_same(asked, stretch.name(*at))
                })
            };
            if let Some(at) = same_in(self.given) {
                if !claimed.contains(&at) && self.is_slip_here(lost, at) {
                    claimed.insert(at);
                    self.replace(lost, at, MISSPELT, out);
                }
                continue;
            }
            // That the sentences around spell it well does not excuse a slip here.
            let elsewhere = LazyCell::new(|| same_in(wide.given()).is_some());
            // A capital that begins a sentence makes no name; only its likeness to one may.
            let opens = self.asked.opens(lost);
            let candidates = (0..self.given.words.len())
                .filter(|at| !claimed.contains(at) && self.is_foreign_name(*at, wide));
            let found = candidates
                .filter_map(|at| Some((self.claim(lost, at, wide)?, at)))
                .filter(|(confidence, _)| *confidence >= MISSPELT || !opens && !*elsewhere)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((confidence, at)) = found else {
                let may_be = || self.given.exonyms().iter().any(|it| !it.hint);
                if !opens && may_be() && !*elsewhere {
                    self.exonym_for(lost, wide, &mut claimed, out);
                }
                continue;
            };
            claimed.insert(at);
            self.replace(lost, at, confidence, out);
        }
    }

    /// Reports a word of the translation for which the source has another name.
    pub(super) fn replace(&self, lost: usize, at: usize, confidence: f64, out: &mut Findings) {
        let (name, given) = (self.asked.words[lost], self.given.words[at]);
        let message = format!("“{}” for the source’s “{}”", given.text(), name.text());
        out.report(given.block(), given.span(), message)
            .confidence(confidence)
            .source(name.block(), name.span())
            .replace(Applicability::Unsafe, given.span(), name.text());
    }

    /// Whether a name that would pass for another spelling of the source's lost or got a letter here
    /// alone: the translation spells it as the source does elsewhere, and the source never as here.
    fn is_slip_here(&self, lost: usize, at: usize) -> bool {
        let (name, word) = (self.asked.words[lost], self.given.words[at]);
        let near = |side: &Side, block: usize, name: &str| {
            let first = block.saturating_sub(BLOCKS_AROUND);
            let blocks = side.blocks().iter().skip(first).take(2 * BLOCKS_AROUND);
            let mut words = blocks.flat_map(|block| words(&block.text)).take(WORDS_AROUND);
            words.any(|it| it.text == name)
        };
        is_slip(name.text(), word.text(), self.endings())
            && near(self.cx.target(), word.block(), name.text())
            && self.unit.source.is_some_and(|it| !near(it.side, name.block(), word.text()))
    }

    /// Whether a word of the translation is a name that the source does not have.
    pub(super) fn is_foreign_name(&self, at: usize, wide: &Wide<'_, 'p>) -> bool {
        let word = &self.given.words[at];
        word.is_capitalised()
            && !word.is_known(self.cx.pack())
            && word.is_like_name(self.cx.pack())
            && !self.cx.pair.memory().lists_target(word.text())
            && (!self.given.exonyms().iter().any(|it| (it.start..it.end).contains(&at))
                || self.is_spelled_alike(word.text()))
            && !self.is_named_around(self.given.name(at), wide)
    }

    /// Whether the source's sentences have a name of the translation.
    fn is_named_around(&self, name: Name<'_>, wide: &Wide<'_, 'p>) -> bool {
        let asked = wide.asked();
        (0..asked.words.len()).any(|at| self.are_same(asked.name(at), name))
    }

    /// Whether both languages list the name as it is spelled (`Leipzig`): that its country is named
    /// says nothing of it.
    fn is_spelled_alike(&self, word: &str) -> bool {
        let lists = |pack: &Pack| {
            let exonyms = &pack.names.exonyms;
            exonyms.find(&[word], |_| exonyms.may_begin(word)).iter().any(|it| !it.hint)
        };
        lists(self.cx.pack()) && self.cx.source_pack().is_some_and(|pack| lists(pack))
    }

    /// Whether a word of the source and one of the translation are one name.
    fn are_same(&self, asked: Name<'_>, given: Name<'_>) -> bool {
        asked.likeness(given, self.endings()) == Likeness::Same
    }

    /// Whether a word of the source and one of the translation may be one name in two languages
    /// (`Francis` and `Franziskus`, `Abkhazia` and `Abchasien`).
    pub(super) fn are_cognate(&self, asked: usize, given: usize) -> bool {
        self.asked.name(asked).is_cognate(self.given.name(given))
    }

    /// How sure it is that the translation's word stands for the source's name; none when nothing
    /// says so.
    fn claim(&self, lost: usize, at: usize, wide: &Wide<'_, 'p>) -> Option<f64> {
        let (name, word) = (self.asked.words[lost].text(), self.given.words[at].text());
        // Without a lexicon a name may be a people or an adjective that both languages have: what
        // stands beside must show that it is a person's.
        let listed = !self.cx.pair.translations().is_empty();
        let likeness = self.asked.name(lost).likeness(self.given.name(at), self.endings());
        if likeness == Likeness::Misspelt {
            return (listed || self.has_partner(lost, at)).then_some(MISSPELT);
        }
        // In a heading all words have capitals.
        if self.is_heading() {
            return None;
        }
        // The first name stands, the family name is another.
        if self.follows_same(lost, at) && begin_otherwise(name, word) {
            return Some(0.75);
        }
        if self.are_cognate(lost, at) {
            return None;
        }
        // Another one with first name and family name, none of which the source has.
        let pair = |at: usize| at < self.given.words.len() && self.is_foreign_name(at, wide);
        let whole = (self.given.is_spaced(at) && pair(at - 1))
            || (pair(at + 1) && self.given.is_spaced(at + 1));
        let mere = || may_be_noun(self.given, at, self.cx.pack(), self.cx.pair.memory());
        if whole && listed && !mere() {
            return Some(0.65);
        }
        let first = (0..lost).rev().take_while(|it| self.is_lost_beside(*it)).last();
        match self.frame((first.unwrap_or(lost), lost), at, wide) {
            0 => None,
            1 => Some(FRAMED),
            _ => Some(FRAMED_TWICE),
        }
    }

    /// Whether both words stand behind the same capitalised word.
    pub(super) fn follows_same(&self, lost: usize, at: usize) -> bool {
        let before =
            |stretch: &Stretch<'p>, at: usize| at.checked_sub(1).map(|it| stretch.words[it]);
        let (asked, given) = (before(self.asked, lost), before(self.given, at));
        asked.zip(given).is_some_and(|(asked, given)| {
            asked.text() == given.text()
                && asked.is_capitalised()
                && self.asked.is_spaced(lost)
                && self.given.is_spaced(at)
        })
    }

    /// Whether the same name stands beside both words, before or behind.
    fn has_partner(&self, lost: usize, at: usize) -> bool {
        let next = |stretch: &Stretch<'_>, at: usize| {
            stretch
                .words
                .get(at + 1)
                .filter(|it| it.is_capitalised())
                .map(|it| it.text().to_owned())
        };
        let behind = next(self.asked, lost);
        self.follows_same(lost, at) || (behind.is_some() && behind == next(self.given, at))
    }

    /// Whether nearly all words of the source have capitals, as in a heading.
    pub(super) fn is_heading(&self) -> bool {
        let capitals = self.asked.words.iter().filter(|it| it.is_capitalised()).count();
        capitals * 3 > self.asked.words.len() * 2
    }
}
