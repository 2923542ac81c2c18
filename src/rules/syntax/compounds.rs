//! Compounds with a hyphen on one side and a space on the other.

use crate::language::Pack;
use crate::text::{Span, is_word_char, next_char, previous_char};

/// Where the space stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Between a name and a model with a hyphen: `Nordwerk B300-Pumpen`.
    BeforeModel {
        /// Whether an article or another determiner stands before it.
        behind_determiner: bool,
        /// Whether the name may be a part of the sentence of its own: `liefert Nordwerk B300-…`.
        argument: bool,
    },
    /// Between two capitalised words, the second with a hyphen: `Wall Street-Banken`.
    BeforeNoun,
    /// Between an adjective and the noun that makes a term with it: `Künstliche Intelligenz-Firma`.
    BehindAdjective,
    /// Behind a number with its measure: `12-Zoll Leitung`.
    BehindMeasure,
    /// Behind an acronym with its noun: `US-Entity List`.
    BehindAcronym,
    /// Behind other words that a hyphen joins: `Hamburg-Berlin Strecke`.
    BehindPair,
}

/// A compound that may be joined only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compound {
    /// The block it stands in.
    pub(super) block: usize,
    /// All of it, in bytes of the block's text.
    pub(super) span: Span,
    /// The word before the space, without what a hyphen joins to it.
    pub(super) first: String,
    /// The word behind the space, likewise.
    pub(super) second: String,
    /// Where the space stands.
    pub(super) joint: Joint,
}

/// A stretch without white space, without the marks around it.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    span: Span,
    text: &'t str,
    /// Whether no mark stands before it.
    opens: bool,
    /// Whether no mark stands behind it.
    closes: bool,
}

impl<'t> Token<'t> {
    /// The token in a piece between two spaces, if it is no mere mark.
    fn of(text: &'t str, piece: Span) -> Option<Token<'t>> {
        let whole = piece.of(text);
        let inner = whole.trim_start_matches(|c: char| !is_word_char(c));
        let core = inner.trim_end_matches(|c: char| !is_word_char(c) && c != '-');
        let start = piece.end - inner.len();
        let span = Span::new(start, start + core.len());
        let (opens, closes) = (start == piece.start, span.end == piece.end);
        (!core.is_empty()).then_some(Token { span, text: core, opens, closes })
    }
}

/// What stands between two spaces, whatever it is, around byte `at`.
fn piece(text: &str, at: usize) -> Span {
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}');
    let space = text[..at].char_indices().rfind(|(_, c)| is_space(*c));
    let start = space.map_or(0, |(place, space)| place + space.len_utf8());
    Span::new(start, text[at..].find(is_space).map_or(text.len(), |length| at + length))
}

fn piece_before(text: &str, here: Span) -> Option<Span> {
    Some(piece(text, here.start - previous_char(text, here.start)?.len_utf8()))
}

fn piece_behind(text: &str, here: Span) -> Option<Span> {
    Some(piece(text, here.end + next_char(text, here.end)?.len_utf8()))
}

/// The compounds of a text that have a hyphen on one side of a space.
pub(super) fn compounds(text: &str, block: usize, pack: &Pack) -> Vec<Compound> {
    let (mut found, mut last) = (Vec::new(), None);
    let mut done = 0;
    for hyphen in memchr::memchr_iter(b'-', text.as_bytes()) {
        // A piece may hold any number of hyphens.
        if hyphen < done {
            continue;
        }
        let here = piece(text, hyphen);
        done = here.end;
        let before = piece_before(text, here).map(|left| (left, here));
        let behind = piece_behind(text, here).map(|right| (here, right));
        for (left, right) in before.into_iter().chain(behind) {
            // Another hyphen may have led there.
            if last.is_none_or(|last| last < left.start) {
                last = Some(left.start);
                found.extend(compound(text, block, (left, right), pack));
            }
        }
    }
    found
}

/// Two tokens side by side, nothing but one space between them.
fn tokens(text: &str, (left, right): (Span, Span)) -> Option<(Token<'_>, Token<'_>)> {
    let (left, right) = (Token::of(text, left)?, Token::of(text, right)?);
    (left.closes && right.opens).then_some((left, right))
}

fn compound(text: &str, block: usize, pieces: (Span, Span), pack: &Pack) -> Option<Compound> {
    let (left, right) = tokens(text, pieces)?;
    let span = Span::new(left.span.start, right.span.end);
    if is_marked(text, span) {
        return None;
    }
    let before = piece_before(text, pieces.0);
    let before = before.and_then(|before| tokens(text, (before, pieces.0))).map(|it| it.0);
    let (first, second, joint) = before_hyphen(left, right, before, pack)
        .or_else(|| behind_hyphen(left, right, pack))
        .or_else(|| behind_adjective(left, right))?;
    Some(Compound { block, span, first, second, joint })
}

/// Whether a sign before or behind makes it something else: a hashtag, a file name.
fn is_marked(text: &str, span: Span) -> bool {
    previous_char(text, span.start).is_some_and(|c| "#@/_".contains(c))
        || next_char(text, span.end).is_some_and(|c| "/_".contains(c))
}

/// `Nordwerk B300-Pumpen`, `Wall Street-Banken`
fn before_hyphen(
    left: Token<'_>,
    right: Token<'_>,
    before: Option<Token<'_>>,
    pack: &Pack,
) -> Option<(String, String, Joint)> {
    let (model, noun) = right.text.rsplit_once('-')?;
    if !is_noun(noun) || !is_name(left.text, pack) {
        return None;
    }
    let joint = if is_model(model) {
        let lower = before.filter(|it| it.text.starts_with(char::is_lowercase));
        let declined =
            |it: &Token<'_>| it.text.ends_with(|c| pack.syntax.adjective_letters.contains(c));
        let function = |it: &Token<'_>| pack.words.function.words.contains(it.text);
        Joint::BeforeModel {
            behind_determiner: before
                .is_some_and(|it| pack.syntax.determiners.contains(&it.text.to_lowercase())),
            // A verb before it, or a name that goes on from the word before.
            argument: lower.is_some_and(|it| !function(&it) && !declined(&it))
                || before.is_some_and(|it| pack.syntax.finite_verbs.contains(it.text)),
        }
    } else if is_name(model, pack) && !left.text.contains('-') {
        Joint::BeforeNoun
    } else {
        return None;
    };
    Some((left.text.to_owned(), model.to_owned(), joint))
}

/// `12-Zoll Leitung`, `US-Entity List`, `Hamburg-Berlin Strecke`
fn behind_hyphen(
    left: Token<'_>,
    right: Token<'_>,
    pack: &Pack,
) -> Option<(String, String, Joint)> {
    let (head, noun) = left.text.split_once('-')?;
    if !is_noun(right.text) || right.text.contains('-') || noun.contains('-') {
        return None;
    }
    let number = !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    // `Zwei-Sterne Restaurant`: a number word and its noun are only half of a compound.
    let spelled = pack.number_index.spells(&head.to_lowercase()) && is_noun(noun);
    let joint = if spelled || number && pack.syntax.measure_nouns.contains(noun) {
        Joint::BehindMeasure
    } else if is_acronym(head) && is_noun(noun) {
        Joint::BehindAcronym
    } else if is_noun(head) && is_noun(noun) {
        Joint::BehindPair
    } else {
        return None;
    };
    Some((noun.to_owned(), right.text.to_owned(), joint))
}

/// `Künstliche Intelligenz-Firma`
fn behind_adjective(left: Token<'_>, right: Token<'_>) -> Option<(String, String, Joint)> {
    let (term, noun) = right.text.split_once('-')?;
    let fits = left.text.chars().count() >= 5
        && left.text.chars().all(char::is_alphabetic)
        && is_noun(term)
        && noun.starts_with(char::is_uppercase);
    fits.then(|| (left.text.to_owned(), term.to_owned(), Joint::BehindAdjective))
}

/// A capital and then small letters, or an acronym with its plural's s.
fn is_noun(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
}

/// A capitalised word that is none of the language's common ones.
fn is_name(word: &str, pack: &Pack) -> bool {
    is_noun(word) && !pack.knows(&word.to_lowercase())
}

/// Letters and digits, a letter first: `A100`, `S-940`.
fn is_model(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.chars().all(|c| c.is_alphanumeric() || c == '-')
        && word.chars().take_while(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Two to four capitals: `US`, `EU`, `KI`.
fn is_acronym(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}
