//! Names of two words: what a space parts that is one word elsewhere, and first names whose family
//! names differ by a letter.

use std::cmp::Ordering;

use super::forms::{Form, Place, Written};
use super::slips::{Slip, slip};
use crate::language::Pack;
use crate::text::{Case, Span};

/// Names with capitals inside that stand in two words elsewhere (`You Tube`), and those that lost their
/// space in one place (`SkovbyVarme`).
pub(super) fn split_names<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
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
        let hyphen = if couple.hyphen { "-" } else { " " };
        let parted = format!("{}{hyphen}{}", couple.first, couple.second);
        let parted_places: Vec<Place> = places.iter().map(|(_, place)| *place).collect();
        // Between equals either may be the slip.
        match joined.places.len().cmp(&places.len()) {
            _ if gendered => None,
            Ordering::Equal => None,
            Ordering::Greater => Some(Slip {
                wrong: parted,
                right: joined.text.into(),
                places: parted_places,
                model: joined.places.first().copied(),
                confidence: 0.8,
            }),
            Ordering::Less => Some(Slip {
                wrong: joined.text.to_owned(),
                right: parted.into(),
                places: joined.places.to_vec(),
                model: parted_places.first().copied(),
                confidence: 0.8,
            }),
        }
    });
    split.collect()
}

/// A first name with more family names than this says nothing about any of them.
const MANY: usize = 40;

/// One letter of a family name differs behind the same first name.
pub(super) fn family_names<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
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
