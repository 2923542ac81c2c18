//! Places where two words meet at a mark without a space.

use crate::language::Pack;
use crate::reading::{
    Bracket, BracketContent, BracketShape, Characters, Partner, Quotations, QuoteMark, Role,
};
use crate::rules::Context;
use crate::text::{
    Span, is_final_stop, is_word_char, next_char, previous_char, run_after, run_before,
};

/// How much of what hangs together is looked at to either side of a mark, in characters.
const REACH: usize = 48;

/// A mark with a space missing beside it.
pub(super) struct Seam {
    /// The mark.
    pub mark: Span,
    /// Where the space belongs.
    pub space: usize,
    /// How sure it is that it is missing, from 0 to 1.
    pub confidence: f64,
}

/// Stops and commas with words on both sides.
pub(super) fn stops(cx: &Context<'_>, block: usize) -> Vec<Seam> {
    let mut found = Vec::new();
    if !cx.target().characters_of(block).has(Characters::GLUED_STOP) {
        return found;
    }
    let text = cx.text(block);
    let is_stop = |byte: u8| matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?');
    for at in text.bytes().enumerate().filter(|(_, byte)| is_stop(*byte)).map(|(at, _)| at) {
        let mark = &text[at..at + 1];
        let (before, after) = (run_before(text, at), run_after(text, at + 1));
        if before.is_empty() || after.is_empty() || is_code(text, at) {
            continue;
        }
        let Some(confidence) = stop(cx.pack(), mark, before, after, text, at) else { continue };
        let span = Span::new(at, at + 1);
        let joined = &text[at - before.len()..at + 1 + after.len()];
        if cx.source_holds(block, span, joined) {
            continue;
        }
        found.push(Seam { mark: span, space: at + 1, confidence });
    }
    found
}

/// How sure it is that `before` and `after` are two words which lack a space behind the mark.
fn stop(pack: &Pack, mark: &str, before: &str, after: &str, text: &str, at: usize) -> Option<f64> {
    let letters = |run: &str, least: usize| {
        run.chars().count() >= least && run.chars().all(char::is_alphabetic)
    };
    let starts = pack.sentences.starters.contains(after);
    let sentence = is_capitalised_word(after) && ends_small(before);
    let number = before.bytes().all(|byte| byte.is_ascii_digit());
    match mark {
        "." if number => {
            let month = pack.calendar.months.iter().flatten().any(|month| month == after);
            let counted = month || pack.sentences.ordinal_nouns.contains(after);
            (starts || pack.sentences.ordinal_period && counted).then_some(0.85)
        }
        "." if !sentence || is_abbreviation(pack, before, text, at) => None,
        "." if starts => Some(0.97),
        // `report.Pdf`, `Spiegel.De`
        "." if after.chars().count() <= 3 => None,
        "." if before.starts_with(char::is_lowercase) => Some(0.9),
        "." => Some(0.6),
        "," if number => (letters(after, 3) && !before.starts_with('0')).then_some(0.7),
        "," if letters(before, 3) && after.bytes().all(|byte| byte.is_ascii_digit()) => Some(0.75),
        "," | ";" => (letters(before, 2)
            && letters(after, 2)
            && (ends_small(before) || ends_small(after))
            && !token(text, at).contains('&'))
        .then_some(0.9),
        // `Schüler:Innen`
        ":" => (sentence && starts && after.chars().count() > 2).then_some(0.8),
        _ => (sentence && starts).then_some(0.85),
    }
}

fn is_capitalised_word(run: &str) -> bool {
    let mut characters = run.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase)
        && characters.all(|c| c.is_lowercase())
}

fn ends_small(run: &str) -> bool {
    run.chars().count() > 1 && run.ends_with(char::is_lowercase)
}

/// Whether the stop behind `word` abbreviates it.
fn is_abbreviation(pack: &Pack, word: &str, text: &str, at: usize) -> bool {
    let dotted = format!("{word}.");
    let lists = [&pack.abbreviations.never_final, &pack.abbreviations.maybe_final];
    // `Dipl.-Ing.Müller`: what hangs together is compared too.
    let whole = token(text, at);
    let parts = |list: &&crate::language::SourcedWords| {
        list.words.contains(dotted.as_str())
            || list.words.iter().any(|it| it.len() > dotted.len() && whole.starts_with(it.as_str()))
    };
    lists.iter().any(parts)
}

/// What hangs together around byte `at`, without spaces, as far as `REACH` to either side.
fn token(text: &str, at: usize) -> &str {
    let solid = |(_, c): &(usize, char)| !c.is_whitespace();
    let before = text[..at].char_indices().rev().take(REACH).take_while(solid);
    let behind = text[at..].char_indices().take(REACH).take_while(solid);
    let start = before.last().map_or(at, |(start, _)| start);
    let end = behind.last().map_or(at, |(last, c)| at + last + c.len_utf8());
    &text[start..end]
}

/// Whether the place lies in an address, a path or another string of signs.
fn is_code(text: &str, at: usize) -> bool {
    let token = token(text, at);
    token.contains(['@', '/', '\\', '_', '=', '<', '>', '{', '#', '\u{FFFC}'])
}

/// Brackets that stand close to a word on the outside.
pub(super) fn brackets(cx: &Context<'_>, block: usize) -> Vec<Seam> {
    let text = cx.text(block);
    let whole = cx.target().brackets_of(block).iter().filter(|it| it.partner == Partner::Found);
    let mut found = Vec::new();
    for bracket in whole {
        let Some(inside) = inside(bracket, bracket.inner().of(text)) else { continue };
        let before = run_before(text, bracket.span.start);
        let plain_word = before.chars().count() >= 2
            && ends_small(before)
            && before.chars().skip(1).all(char::is_lowercase);
        if let (true, Some(confidence)) = (plain_word, inside.before) {
            let start = bracket.span.start;
            found.push(Seam { mark: Span::new(start, start + 1), space: start, confidence });
        }
        let after = run_after(text, bracket.span.end);
        if let (true, Some(confidence)) = (after.chars().count() >= 2, inside.behind) {
            let end = bracket.span.end;
            found.push(Seam { mark: Span::new(end - 1, end), space: end, confidence });
        }
    }
    found
}

/// How sure it is that what a bracket holds is parted from the words around it.
struct Inside {
    before: Option<f64>,
    behind: Option<f64>,
}

fn inside(bracket: &Bracket, text: &str) -> Option<Inside> {
    let square = bracket.shape == BracketShape::Square;
    if bracket.shape == BracketShape::Curly || square && bracket.content != BracketContent::Words {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let long = |word: &&str| word.chars().filter(|c| is_word_char(*c)).count() > 1;
    if words.len() > 1 {
        // `f(x, y)` is a formula.
        let sure = words.iter().any(long).then_some(if square { 0.85 } else { 0.92 });
        let behind = sure.filter(|_| !text.trim_end().ends_with(['-', '‑']));
        return Some(Inside { before: sure, behind });
    }
    // `Leser(innen)`, `Eisen(III)`, `Nature(2019)`, `Deutsch(land)`
    let word = *words.first()?;
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '+' | '-'));
    let name = word.starts_with(char::is_uppercase) && long(&word) && !roman;
    name.then_some(Inside { before: Some(if square { 0.7 } else { 0.85 }), behind: None })
}

/// Quotation marks that stand close to a word on the outside.
pub(super) fn quotation_marks(cx: &Context<'_>, block: usize) -> Vec<Seam> {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    let mut found = Vec::new();
    for index in quotations.marks_in(block) {
        let mark = &quotations.marks[index];
        // Which way a straight mark faces is a guess, and inner marks are apostrophes too.
        if mark.single || mark.glyph == '"' || is_part_of_word(quotations, index, mark, text) {
            continue;
        }
        let (start, end) = (mark.span.start, mark.span.end);
        let (before, after) = (previous_char(text, start), next_char(text, end));
        let padding = |c: char| matches!(c, '\u{A0}' | '\u{202F}');
        if mark.role == Role::Close {
            let behind = run_after(text, end).chars().count() >= 2;
            let in_place = before.is_some_and(|c| c.is_alphabetic() || padding(c))
                || before.is_some_and(is_final_stop);
            if behind && in_place {
                found.push(Seam { mark: mark.span, space: end, confidence: 0.85 });
            }
            continue;
        }
        let opens = after.is_some_and(|c| is_word_char(c) || padding(c));
        let joined = before.is_some_and(|c| {
            is_word_char(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')')
        });
        if opens && joined {
            found.push(Seam { mark: mark.span, space: start, confidence: 0.9 });
        }
    }
    found
}

/// Whether the mark belongs to a quotation of one word that is part of a longer one: `„Nicht“wähler`.
fn is_part_of_word(quotations: &Quotations, index: usize, mark: &QuoteMark, text: &str) -> bool {
    let own = |pair: &&crate::reading::Quotation| pair.open == index || pair.close == index;
    // Pairs stand in the order of their closing marks.
    let from = quotations.pairs.partition_point(|pair| pair.close < index);
    let Some(pair) = quotations.pairs[from..].iter().take(8).find(own) else { return false };
    let (open, close) = (&quotations.marks[pair.open], &quotations.marks[pair.close]);
    if open.block != mark.block || close.block != mark.block {
        return false;
    }
    let quoted = text[open.span.end..close.span.start].trim();
    let glued = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    !quoted.contains(char::is_whitespace)
        && (glued(previous_char(text, open.span.start)) || glued(next_char(text, close.span.end)))
        && !quoted.ends_with(['.', '!', '?', ','])
}
