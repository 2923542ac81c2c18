//! Names from another alphabet, which each language spells in its own way.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{Case, Form, Forms, Written};
use super::likeness::sounds;
use crate::language::Pack;
use crate::reading::Side;
use crate::text::fold;

/// Letters of the shortest name that is compared.
const SHORTEST: usize = 6;

/// Spellings that sound like one name of the source and differ (`Woroschenko` and `Woroshenko` for
/// `Voroshenko`), the rarer one first.
pub(super) fn spellings<'f>(
    written: &'f Written<'_>,
    source: &Side,
    pack: &Pack,
) -> Vec<(&'f Form<'f>, &'f Form<'f>)> {
    let is_name = |it: &&Forms<'_>| {
        it.word.chars().nth(SHORTEST - 1).is_some()
            && it.all.iter().all(|form| form.case == Case::Capitalised)
            && !pack.knows(&it.word)
    };
    let mut names: Vec<&Forms<'_>> = written.words.iter().filter(is_name).collect();
    names.sort_unstable_by(|a, b| a.word.cmp(&b.word));
    let mut by_sound = BTreeMap::<String, Vec<&Form<'_>>>::new();
    for name in names {
        by_sound.entry(sounds(&name.folded)).or_default().extend(&name.all);
    }
    by_sound.retain(|_, forms| forms.len() > 1);
    if by_sound.is_empty() {
        return Vec::new();
    }
    let words = (0..source.blocks().len()).flat_map(|block| source.words_of(block).iter());
    let (mut asked, mut folded) = (BTreeSet::<&str>::new(), BTreeSet::<&str>::new());
    for word in words.filter(|word| word.form.is_capitalised) {
        asked.insert(word.text);
        folded.insert(&word.form.folded);
    }
    let heard: BTreeSet<String> = folded.into_iter().map(sounds).collect();
    let mut found = Vec::new();
    for (_, forms) in by_sound.into_iter().filter(|(sound, _)| heard.contains(sound)) {
        let Some(usual) = forms.iter().max_by_key(|form| form.places.len()) else { continue };
        let is_slip = |form: &&&Form<'_>| {
            form.places.len() < usual.places.len()
                && fold(form.text) != fold(usual.text)
                && !asked.contains(usual.text)
        };
        found.extend(forms.iter().filter(is_slip).map(|form| (*form, *usual)));
    }
    found
}
