//! ## What it does
//! Finds a name, an acronym or a currency that one text writes in several forms (`RMB` and `Rmb`,
//! `NordWind` and `Nordwind`, `Orbán` and `Orban`, `YouTube` and `You Tube`), and acronyms in
//! mixed case that stand in capitals (`SAAS` for `SaaS`).
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

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{Form, Forms, Place, Written};
use super::transliterated::spellings;
use crate::language::Pack;
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, ProposedEdit,
    Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{Case, Span, is_word_char, next_char, previous_char};

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
        Example::new("de", "Kálmán kam. Mit Kálmán kam Ada, nicht aber ⟦Kalman⟧."),
        Example::new(
            "de",
            "Lena Hollberg sprach. Später traf man Lena ⟦Holberg⟧. Es war Lena Hollberg.",
        ),
        Example::new("de", "Woroschenko kam. Später sprach ⟦Woroshenko⟧, dann wieder Woroschenko.")
            .source("en", "Voroshenko came. Later Voroshenko spoke, then Voroshenko again."),
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

/// A form that should be another.
struct Slip<'f> {
    wrong: String,
    right: &'f str,
    places: Vec<Place>,
    /// Where the other form stands first.
    model: Option<Place>,
    confidence: f64,
}

impl Accumulator for Names {
    fn observe(&mut self, _cx: &Context<'_>, block: usize, _out: &mut Findings) {
        self.blocks.push(block);
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let written = Written::of(cx.target(), &self.blocks);
        let in_capitals = |form: &Form<'_>| form.case == Case::Capitals;
        let may_slip = |it: &&Forms<'_>| it.all.len() > 1 || it.all.iter().any(in_capitals);
        let mut words: Vec<&Forms<'_>> = written.words.iter().filter(may_slip).collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        let mut slips = Vec::new();
        for Forms { word, all, .. } in words {
            slips.extend(against_the_list(word, all, cx.pack()));
            if cx.target().has_context() {
                slips.extend(against_each_other(&written, word, all, cx.pack()));
            }
        }
        if cx.target().has_context() {
            slips.extend(accents(&written, cx.pack()));
            slips.extend(split_names(&written, cx.pack()));
            slips.extend(family_names(&written, cx.pack()));
            let moved = cx.pair.source.as_ref();
            let moved = moved.map(|side| spellings(&written, side));
            slips.extend(moved.into_iter().flatten().map(|(rare, usual)| slip(rare, usual, 0.8)));
        }
        slips.sort_by_key(|slip| slip.places.first().copied());
        slips.dedup_by(|a, b| a.wrong == b.wrong && a.places.first() == b.places.first());
        for slip in slips {
            report(cx, &slip, out);
        }
    }
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
        text: (*right).to_owned(),
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

/// Acronyms whose right form the pack knows.
fn against_the_list<'f>(word: &str, forms: &'f [Form<'_>], pack: &'f Pack) -> Vec<Slip<'f>> {
    if forms.iter().all(|form| form.case != Case::Capitals) {
        return Vec::new();
    }
    let list = &pack.names.mixed_case_acronyms.words;
    let is_written_so =
        |it: &&String| it.eq_ignore_ascii_case(word) || !it.is_ascii() && it.to_lowercase() == word;
    let Some(right) = list.iter().find(is_written_so) else { return Vec::new() };
    // `PCS` may be another acronym, and no plural.
    if right.ends_with('s') || is_case_pair(word, pack) {
        return Vec::new();
    }
    let model = forms.iter().find(|form| form.text == *right).map(|form| form.places[0]);
    let wrong = forms.iter().filter(|form| form.case == Case::Capitals);
    wrong
        .map(|form| Slip {
            wrong: form.text.to_owned(),
            right,
            places: form.places.to_vec(),
            model,
            confidence: if model.is_some() { 0.95 } else { 0.85 },
        })
        .collect()
}

/// Forms that differ by case only.
fn against_each_other<'f>(
    written: &Written<'_>,
    word: &str,
    forms: &'f [Form<'_>],
    pack: &Pack,
) -> Vec<Slip<'f>> {
    if forms.len() < 2 || pack.knows(word) || is_case_pair(word, pack) {
        return Vec::new();
    }
    let Some(right) = most_used(forms.iter()) else { return Vec::new() };
    let has_lower = forms.iter().any(|form| form.case == Case::Lower);
    let slips = forms.iter().filter(|form| form.text != right.text).filter_map(|form| {
        let confidence = case_confidence(written, word, (form, right), has_lower, pack)?;
        Some(slip(form, right, confidence))
    });
    slips.collect()
}

/// How sure it is that two forms are one name, from what their capitals show.
fn case_confidence(
    written: &Written<'_>,
    word: &str,
    (form, right): (&Form<'_>, &Form<'_>),
    has_lower: bool,
    pack: &Pack,
) -> Option<f64> {
    let (length, clear) = (word.chars().count(), form.places.len() < right.places.len());
    let only_first = form.text.chars().skip(1).eq(right.text.chars().skip(1));
    let gendered = |text: &str| {
        let endings = &pack.names.gender_endings.words;
        endings.iter().any(|ending| text.len() > ending.len() && text.ends_with(ending.as_str()))
    };
    if gendered(form.text) || gendered(right.text) || (only_first && !written.is_inside(form)) {
        return None;
    }
    let sure = |confidence: f64| if clear { confidence } else { confidence - 0.1 };
    match (form.case, right.case) {
        (Case::Lower, Case::Mixed) => (length >= 5).then_some(0.7),
        (Case::Lower, _) | (_, Case::Lower) => None,
        (Case::Mixed | Case::Capitalised, Case::Mixed) => Some(sure(0.9)),
        (Case::Mixed, Case::Capitalised) => Some(sure(0.8)),
        (Case::Capitals, Case::Mixed) | (Case::Mixed, Case::Capitals) => Some(sure(0.85)),
        // An ordinary word may stand in capitals for emphasis, and two letters are many a name.
        (Case::Capitalised, Case::Capitals) if clear => (length >= 3 && !has_lower).then_some(0.8),
        (Case::Capitals, Case::Capitalised) => {
            let fits = clear && (3..=5).contains(&length) && !has_lower;
            (fits && written.is_inside(form)).then_some(0.75)
        }
        (Case::Capitalised | Case::Capitals, Case::Capitals | Case::Capitalised) => {
            let fits = (3..=5).contains(&length) && !has_lower;
            (fits && written.is_inside(right)).then_some(0.65)
        }
    }
}

/// Forms that differ by accents only: `Orbán` and `Orban`.
fn accents<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
    // A word that is also written small is no name.
    let is_name = |it: &&Forms<'_>| {
        it.word.chars().nth(3).is_some()
            && it.all.iter().all(|form| form.case != Case::Lower)
            && !it.is_known
    };
    // Of two words that accents part one has accents itself.
    let accented = written.words.iter().filter(|it| it.folded != it.word);
    let accented: BTreeSet<&str> = accented.filter(is_name).map(|it| &*it.folded).collect();
    if accented.is_empty() {
        return Vec::new();
    }
    let mut alike: BTreeMap<&str, Vec<&Forms<'_>>> = BTreeMap::new();
    let may_meet = written.words.iter().filter(|it| accented.contains(&*it.folded));
    for word in may_meet.filter(is_name) {
        alike.entry(&word.folded).or_default().push(word);
    }
    let own_letters = |text: &str| -> String {
        let own = |c: char| pack.letters.special.contains(c);
        text.to_lowercase().chars().filter(|c| own(*c)).collect()
    };
    let mut slips = Vec::new();
    for mut words in alike.into_values().filter(|words| words.len() > 1) {
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        let forms = || words.iter().flat_map(|it| &it.all);
        let Some(right) = most_used(forms()) else { continue };
        let others = forms().filter(|form| {
            form.text.to_lowercase() != right.text.to_lowercase()
                && form.case == right.case
                && own_letters(form.text) == own_letters(right.text)
        });
        slips.extend(others.map(|form| slip(form, right, 0.8)));
    }
    slips
}

/// Names with capitals inside that stand in two words elsewhere: `You Tube`.
fn split_names<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
    let all = written.words.iter().flat_map(|it| &it.all);
    let mixed: Vec<&Form<'_>> = all.filter(|form| form.case == Case::Mixed).collect();
    if mixed.is_empty() {
        return Vec::new();
    }
    let split = written.couples().filter_map(|places| {
        let couple = &places[0].0;
        let joins = |it: &&&Form<'_>| it.text.strip_prefix(couple.first) == Some(couple.second);
        let joined = mixed.iter().find(joins)?;
        let gendered = pack.names.gender_endings.words.contains(couple.second);
        // Between equals the joined form may be what lost a space.
        let clear = joined.places.len() > places.len();
        let hyphen = if couple.hyphen { "-" } else { " " };
        (!gendered && clear).then(|| Slip {
            wrong: format!("{}{hyphen}{}", couple.first, couple.second),
            right: joined.text,
            places: places.iter().map(|(_, place)| *place).collect(),
            model: joined.places.first().copied(),
            confidence: 0.8,
        })
    });
    split.collect()
}

/// A first name with more family names than this says nothing about any of them.
const MANY: usize = 40;

/// One letter of a family name differs behind the same first name.
fn family_names<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
    let couples: Vec<_> = written.couples().filter(|places| !places[0].0.hyphen).collect();
    let mut slips = Vec::new();
    for group in couples.chunk_by(|a, b| a[0].0.first == b[0].0.first) {
        let first = group[0][0].0.first;
        let is_name = (2..=MANY).contains(&group.len())
            && first.chars().count() >= 3
            && !pack.knows(&first.to_lowercase())
            && written.form(first).is_some_and(|form| written.is_inside(form))
            && written.forms(&first.to_lowercase()).iter().all(|form| form.case != Case::Lower);
        if !is_name {
            continue;
        }
        for places in group {
            let rare = &places[0].0;
            let Some(form) = written.form(rare.second) else { continue };
            let right =
                group.iter().filter_map(|other| written.form(other[0].0.second)).find(|it| {
                    it.places.len() > form.places.len() && is_misspelt(form.text, it.text, pack)
                });
            if let Some(right) = right {
                let inner = |(_, (block, span)): &(_, Place)| {
                    let start = span.end - rare.second.len();
                    (*block, Span::new(start, span.end))
                };
                slips.push(Slip {
                    places: places.iter().map(inner).collect(),
                    ..slip(form, right, 0.7)
                });
            }
        }
    }
    slips
}

/// Whether one letter differs, not at the end, where an inflection would stand, and not by a letter
/// that makes another word (`Müller`, `Möller`).
fn is_misspelt(rare: &str, usual: &str, pack: &Pack) -> bool {
    let special = |text: &str| -> usize {
        text.chars().filter(|c| pack.letters.special.contains(c.to_ascii_lowercase())).count()
    };
    rare.chars().count() >= 6
        && !rare.starts_with(usual)
        && !usual.starts_with(rare)
        && rare.chars().next() == usual.chars().next()
        && rare.chars().next_back() == usual.chars().next_back()
        && Case::of(rare) == Case::of(usual)
        && special(rare) == 0
        && special(usual) == 0
        && strsim::levenshtein(rare, usual) == 1
        && !pack.knows(&rare.to_lowercase())
        && !pack.knows(&usual.to_lowercase())
}

fn slip<'f>(form: &Form<'_>, right: &'f Form<'_>, confidence: f64) -> Slip<'f> {
    Slip {
        wrong: form.text.to_owned(),
        right: right.text,
        places: form.places.to_vec(),
        model: right.places.first().copied(),
        confidence,
    }
}

/// The form with the most places, the earliest among equals.
fn most_used<'f, 't: 'f>(forms: impl Iterator<Item = &'f Form<'t>>) -> Option<&'f Form<'t>> {
    forms.min_by_key(|form| (usize::MAX - form.places.len(), form.places.first().copied()))
}

fn is_case_pair(word: &str, pack: &Pack) -> bool {
    pack.names.case_pairs.words.contains(&word.to_uppercase())
}
