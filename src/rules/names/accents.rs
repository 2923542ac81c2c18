//! Names that stand with and without their accents.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{Forms, Written};
use super::slips::{Slip, most_used, slip};
use crate::language::Pack;
use crate::text::Case;

/// Forms that differ by accents only: `Orbán` and `Orban`.
pub(super) fn accents<'f>(written: &'f Written<'_>, pack: &Pack) -> Vec<Slip<'f>> {
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
