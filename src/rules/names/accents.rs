//! Names that stand with and without their accents.

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
    let is_accented = |it: &&Forms<'_>| !it.word.is_ascii() && it.folded != it.word;
    let mut names: Vec<&Forms<'_>> =
        written.words.iter().filter(is_accented).filter(is_name).collect();
    let plain = names.iter().filter_map(|it| written.word(&it.folded));
    let plain: Vec<&Forms<'_>> = plain.filter(|it| it.folded == it.word).filter(is_name).collect();
    if plain.is_empty() && names.len() < 2 {
        return Vec::new();
    }
    names.extend(plain);
    names.sort_unstable_by(|a, b| (&a.folded, &a.word).cmp(&(&b.folded, &b.word)));
    names.dedup_by(|a, b| a.word == b.word);
    let own_letters = |text: &str| -> String {
        let own = |c: char| pack.letters.special.contains(c);
        text.to_lowercase().chars().filter(|c| own(*c)).collect()
    };
    let mut slips = Vec::new();
    for words in names.chunk_by(|a, b| a.folded == b.folded).filter(|words| words.len() > 1) {
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
