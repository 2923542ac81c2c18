use super::super::glyphs::Role;
use super::super::glyphs::{
    Neighbours, OwnGlyphs, facing, is_double, is_elision, is_measure, is_single,
};
use crate::text::Span;

/// A character that may quote, before the machine has decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub span: Span,
    pub glyph: char,
    pub single: bool,
    pub facing: Facing,
}

/// What glyph and neighbours say about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    /// It plays this part.
    Certain(Role),
    /// It opens or closes, whichever fits.
    Open,
    /// It closes an inner quotation if one is open; else it is an apostrophe.
    CloseOrApostrophe,
    /// An apostrophe.
    Apostrophe,
    /// It closes if a quotation in these marks is open; else it measures (inches, seconds).
    CloseOrMeasure,
}

/// The candidates of a block's text, in order.
pub(super) fn candidates(text: &str, own: &OwnGlyphs) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut open_accents = 0usize;
    // No other byte begins a character that quotes.
    let may_quote =
        |(_, byte): &(usize, u8)| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
    for (at, _) in text.bytes().enumerate().filter(may_quote) {
        let Some(glyph) = text[at..].chars().next() else { break };
        let (double, single) = (is_double(glyph), is_single(glyph));
        if !double && !single {
            continue;
        }
        let span = Span::new(at, at + glyph.len_utf8());
        if matches!(glyph, '`' | '´') {
            let facing = accent(text, span, &mut open_accents);
            found.extend(facing.map(|facing| Candidate { span, glyph, single, facing }));
            continue;
        }
        let neighbours = Neighbours::of(text, at, glyph.len_utf8());
        let facing = if double {
            outer(glyph, neighbours, own)
        } else {
            inner(text, span, glyph, neighbours, own)
        };
        found.extend(facing.map(|facing| Candidate { span, glyph, single, facing }));
    }
    drop_lone_straight(&mut found);
    found
}

fn outer(glyph: char, neighbours: Neighbours, own: &OwnGlyphs) -> Option<Facing> {
    if glyph == '"' && is_measure(neighbours) {
        return Some(Facing::CloseOrMeasure);
    }
    Some(match facing(glyph, neighbours, own) {
        Some(role) => Facing::Certain(role),
        None => Facing::Open,
    })
}

fn inner(
    text: &str,
    span: Span,
    glyph: char,
    neighbours: Neighbours,
    own: &OwnGlyphs,
) -> Option<Facing> {
    if neighbours.is_within_word() {
        return Some(Facing::Apostrophe);
    }
    match glyph {
        '‹' | '›' => facing(glyph, neighbours, own).map(Facing::Certain),
        '‚' => neighbours.looks_open().then_some(Facing::Certain(Role::Open)),
        _ if neighbours.looks_closed() => Some(Facing::CloseOrApostrophe),
        _ if !neighbours.looks_open() => None,
        _ if is_elision(text, span.end) => Some(Facing::Apostrophe),
        '‘' | '‛' | '\'' => Some(Facing::Certain(Role::Open)),
        '’' if own.openers.contains(&'’') => Some(Facing::Certain(Role::Open)),
        _ => Some(Facing::Apostrophe),
    }
}

/// A backtick or an acute accent on its own: an apostrophe in a word and at its edges, unless an
/// earlier one stands as if it opened something (`` `ls` ``).
fn accent(text: &str, span: Span, open_accents: &mut usize) -> Option<Facing> {
    let neighbours = Neighbours::of(text, span.start, span.len());
    let behind_letter = neighbours.before.is_some_and(char::is_alphabetic);
    if neighbours.is_within_word() {
        return Some(Facing::Apostrophe);
    }
    if neighbours.looks_open() {
        if is_elision(text, span.end) && *open_accents == 0 {
            return Some(Facing::Apostrophe);
        }
        *open_accents += 1;
        return None;
    }
    if *open_accents > 0 {
        *open_accents -= 1;
        return None;
    }
    (neighbours.looks_closed() && behind_letter).then_some(Facing::Apostrophe)
}

/// A straight single mark that nothing can close behind it is an apostrophe.
fn drop_lone_straight(candidates: &mut [Candidate]) {
    let mut closer_follows = false;
    for candidate in candidates.iter_mut().rev() {
        if candidate.glyph != '\'' {
            continue;
        }
        match candidate.facing {
            Facing::CloseOrApostrophe => closer_follows = true,
            Facing::Certain(Role::Open) if !closer_follows => candidate.facing = Facing::Apostrophe,
            Facing::Certain(Role::Open) => closer_follows = false,
            _ => {}
        }
    }
}
