//! Names and acronyms that stand with other capitals elsewhere: `NordWind` and `Nordwind`.

use super::forms::{Form, Written};
use super::slips::{Slip, most_used, slip};
use crate::language::Pack;
use crate::text::Case;

/// Acronyms whose right form the pack knows.
pub(super) fn against_the_list<'f>(
    word: &str,
    forms: &'f [Form<'_>],
    pack: &'f Pack,
) -> Vec<Slip<'f>> {
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
            right: right.into(),
            places: form.places.to_vec(),
            model,
            confidence: if model.is_some() { 0.95 } else { 0.85 },
        })
        .collect()
}

/// Forms that differ by case only.
pub(super) fn against_each_other<'f>(
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

fn is_case_pair(word: &str, pack: &Pack) -> bool {
    pack.names.case_pairs.words.contains(&word.to_uppercase())
}
