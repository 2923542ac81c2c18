//! Names from another alphabet, which each language spells in its own way.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{Case, Form, Forms};
use super::likeness::sounds;
use crate::language::Pack;
use crate::reading::Side;
use crate::text::{fold, words};

/// Letters of the shortest name that is compared.
const SHORTEST: usize = 6;

/// Spellings that sound like one name of the source and differ (`Woroschenko` and `Woroshenko` for
/// `Voroshenko`), the rarer one first.
pub(super) fn spellings<'f>(
    forms: &'f Forms,
    source: &Side,
    pack: &Pack,
) -> Vec<(&'f Form, &'f Form)> {
    let mut by_sound = BTreeMap::<String, Vec<&Form>>::new();
    for (word, forms) in &forms.by_word {
        let is_name = word.chars().count() >= SHORTEST
            && !pack.knows(word)
            && forms.iter().all(|form| Case::of(&form.text) == Case::Capitalised);
        if is_name {
            by_sound.entry(sounds(&fold(word))).or_default().extend(forms);
        }
    }
    by_sound.retain(|_, forms| forms.len() > 1);
    if by_sound.is_empty() {
        return Vec::new();
    }
    let asked: BTreeSet<&str> = source
        .blocks()
        .iter()
        .flat_map(|block| words(&block.text))
        .filter(|word| word.is_capitalised())
        .map(|word| word.text)
        .collect();
    let heard: BTreeSet<String> = asked.iter().map(|word| sounds(&fold(word))).collect();
    let mut found = Vec::new();
    for (_, forms) in by_sound.into_iter().filter(|(sound, _)| heard.contains(sound)) {
        let Some(usual) = forms.iter().max_by_key(|form| form.places.len()) else { continue };
        let is_slip = |form: &&&Form| {
            form.places.len() < usual.places.len()
                && fold(&form.text) != fold(&usual.text)
                && !asked.contains(usual.text.as_str())
        };
        found.extend(forms.iter().filter(is_slip).map(|form| (*form, *usual)));
    }
    found
}
