//! Spellings of one name that sound alike: names from another alphabet, which each language spells in
//! its own way, and slips that the ear does not tell.

use std::collections::BTreeSet;

use super::forms::{Form, Forms, Written};
use crate::align::PairMemory;
use crate::language::{Pack, WordKinds, sounds};
use crate::reading::Side;
use crate::text::{Case, fold};

/// Letters of the shortest name that is compared.
const SHORTEST: usize = 6;

/// Spellings that sound like one name of the source and differ (`Woroschenko` and `Woroshenko` for
/// `Voroshenko`, `Malkyn` beside `Malkin`), the wrong one first.
pub(super) fn spellings<'f>(
    written: &'f Written<'_>,
    source: &Side,
    (pack, memory): (&Pack, &PairMemory),
) -> Vec<(&'f Form<'f>, &'f Form<'f>)> {
    let is_name = |it: &&Forms<'_>| {
        !it.is_known
            && it.word.chars().nth(SHORTEST - 1).is_some()
            && it.all.iter().all(|form| form.case == Case::Capitalised)
    };
    let names = written.words.iter().filter(is_name);
    let mut heard: Vec<(u32, &Forms<'_>)> = names.map(|name| (name.sound(), name)).collect();
    heard.sort_unstable_by_key(|(sound, _)| *sound);
    // Most names sound like no other.
    let likely = heard.chunk_by(|(a, _), (b, _)| a == b);
    let likely = likely.filter(|names| names.len() > 1 || names[0].1.all.len() > 1).flatten();
    let mut names: Vec<(String, &Forms<'_>)> =
        likely.map(|(_, name)| (sounds(&name.folded), *name)).collect();
    names.sort_unstable_by(|(a, one), (b, other)| (a, &one.word).cmp(&(b, &other.word)));
    let alike = names.chunk_by(|(a, _), (b, _)| a == b);
    let mut alike = alike.filter(|names| names.iter().map(|it| it.1.all.len()).sum::<usize>() > 1);
    let Some(first) = alike.next() else { return Vec::new() };
    let capitalised = |block| source.words_of(block).having(WordKinds::CAPITALISED);
    let (mut asked, mut folded) = (BTreeSet::<&str>::new(), BTreeSet::<&str>::new());
    for word in (0..source.blocks().len()).flat_map(capitalised) {
        asked.insert(word.text());
        folded.insert(&word.form().folded);
    }
    let heard: BTreeSet<String> = folded.into_iter().map(sounds).collect();
    let mut found = Vec::new();
    for names in [first].into_iter().chain(alike).filter(|names| heard.contains(&names[0].0)) {
        let forms: Vec<&Form<'_>> = names.iter().flat_map(|(_, name)| &name.all).collect();
        // The source's own spelling, if it is used at all, is right where the other is no oftener.
        let copied = forms.iter().find(|form| asked.contains(form.text));
        let Some(right) = copied.or(forms.iter().max_by_key(|form| form.places.len())) else {
            continue;
        };
        let is_slip = |form: &&&Form<'_>| {
            let (times, most) = (form.places.len(), right.places.len());
            let is_rarer = if copied.is_some() { times <= most } else { times < most };
            let is_own = || copied.is_some() && is_own(form.text, right.text, pack, memory);
            is_rarer
                && !asked.contains(form.text)
                && fold(form.text) != fold(right.text)
                && !is_own()
        };
        found.extend(forms.iter().filter(is_slip).map(|form| (*form, *right)));
    }
    found
}

/// Whether a language has a word or name that is spelled so, beside a name that is spelled as in the
/// source: `Komitee` and `Committee`, `Mexiko` and `New Mexico`, `Kapitol` and `Capitol Records`.
fn is_own(form: &str, copied: &str, pack: &Pack, memory: &PairMemory) -> bool {
    let with_k = |text: &str| fold(text).replace('c', "k");
    pack.names.exonyms.may_begin(form)
        || with_k(form) == with_k(copied)
        || memory.lists_target(form)
}
