//! Codes of products and the like, letters and a number, with a hyphen here and without one there:
//! `H40` and `H-40`.

use std::collections::BTreeMap;

use super::forms::Place;
use super::slips::Slip;
use crate::language::WordKinds;
use crate::reading::{Side, TextWord};
use crate::text::{Span, is_word_char, next_char, previous_char};

/// Capitals that a code begins with, at most.
const MOST_LETTERS: usize = 4;

/// The places of a code, written in one way each.
#[derive(Default)]
struct Code<'t> {
    whole: Vec<(&'t str, Place)>,
    parted: Vec<(&'t str, Place)>,
}

/// Codes that a text writes in both ways: the one that the source does not have, else the rarer one,
/// among equals the later one.
pub(super) fn codes<'t>(
    side: &'t Side,
    blocks: &[usize],
    source_has: impl Fn(&str) -> bool,
) -> Vec<Slip<'t>> {
    let mut found: BTreeMap<String, Code<'t>> = BTreeMap::new();
    for &block in blocks {
        let (text, words) = (side.text(block), side.words_of(block));
        for number in words.places(WordKinds::DIGIT) {
            let Some(word) = words.get(number) else { continue };
            let before = number.checked_sub(1).and_then(|before| words.get(before));
            if let Some(span) = before.and_then(|before| parted(text, before, word)) {
                let code = found.entry(span.of(text).replace('-', "")).or_default();
                code.parted.push((span.of(text), (block, span)));
            } else if is_code(word.text()) && stands_alone(text, word.span) {
                let code = found.entry(word.text().to_owned()).or_default();
                code.whole.push((word.text(), (block, word.span)));
            }
        }
    }
    found.into_values().filter_map(|code| slip(code, &source_has)).collect()
}

fn slip<'t>(code: Code<'t>, source_has: impl Fn(&str) -> bool) -> Option<Slip<'t>> {
    let rank = |places: &[(&str, Place)]| {
        let (text, first) = places.first()?;
        Some((!source_has(text), usize::MAX - places.len(), *first))
    };
    let (whole, parted) = (rank(&code.whole)?, rank(&code.parted)?);
    let (usual, rare) =
        if whole < parted { (code.whole, code.parted) } else { (code.parted, code.whole) };
    Some(Slip {
        wrong: rare[0].0.to_owned(),
        right: usual[0].0.into(),
        places: rare.iter().map(|it| it.1).collect(),
        model: Some(usual[0].1),
        confidence: 0.8,
    })
}

/// Capitals and then digits: `H40`.
fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_uppercase());
    let letters = word[..word.len() - digits.len()].chars().count();
    (1..=MOST_LETTERS).contains(&letters)
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Capitals and a number behind a hyphen: `H-40`.
fn parted(text: &str, letters: TextWord<'_>, number: TextWord<'_>) -> Option<Span> {
    let is_number = number.text().bytes().all(|byte| byte.is_ascii_digit());
    let capitals = letters.text().chars().all(char::is_uppercase)
        && letters.text().chars().count() <= MOST_LETTERS;
    let span = letters.span.join(number.span);
    let joined = &text[letters.span.end..number.span.start] == "-";
    (is_number && capitals && joined && stands_alone(text, span)).then_some(span)
}

/// Whether it is no part of a longer code, an address or a range; a compound may begin with it.
fn stands_alone(text: &str, span: Span) -> bool {
    let before = previous_char(text, span.start);
    let behind = &text[span.end..];
    let goes_on = behind.strip_prefix(['-', '–', '/', '.', ':', ',', '_']);
    before.is_none_or(|c| !is_word_char(c) && !matches!(c, '-' | '/' | '.' | '_' | '#' | '@'))
        && !next_char(text, span.end).is_some_and(is_word_char)
        && !goes_on.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}
