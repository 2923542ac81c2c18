//! The characters that quote, and what their neighbours say about which way one faces.
//!
//! One code point plays different parts in different languages (U+201C closes in German and opens
//! in English), and apostrophes, inches and minutes look like quotation marks. The glyph says what
//! is possible, the neighbours what is likely; the machine in `quotations` decides.

use crate::language::Pack;
use crate::text::{OBJECT, is_word_char, next_char, previous_char};

/// Which part a mark plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
    /// It opens a paragraph of a quotation that began in an earlier one.
    Continue,
}

/// The pair of glyphs a quotation is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkStyle {
    /// The opening glyph.
    pub open: char,
    /// The closing glyph.
    pub close: char,
}

/// Whether the character is a quotation mark of the outer kind in some language.
pub(super) fn is_double(glyph: char) -> bool {
    matches!(
        glyph,
        '"' | '„'
            | '“'
            | '”'
            | '‟'
            | '«'
            | '»'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
    )
}

/// Whether the character is a quotation mark of the inner kind, or an apostrophe.
pub(super) fn is_single(glyph: char) -> bool {
    matches!(glyph, '\'' | '‚' | '‘' | '’' | '‛' | '‹' | '›' | '`' | '´' | '＇')
}

/// The closing glyphs that some language pairs with an opening one.
pub(super) fn closers(open: char) -> &'static [char] {
    match open {
        '„' => &['“', '”', '‟'],
        '“' | '‟' => &['”'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '"' => &['"'],
        '＂' => &['＂'],
        '‚' => &['‘', '’', '‛'],
        '‘' | '‛' => &['’'],
        '’' => &['’'],
        '\'' => &['\''],
        '‹' => &['›'],
        '›' => &['‹', '›'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        _ => &[],
    }
}

/// What the neighbours of a mark look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    pub before: Option<char>,
    pub after: Option<char>,
}

impl Neighbours {
    /// The neighbours of the mark of `length` bytes at byte `at`.
    pub(super) fn of(text: &str, at: usize, length: usize) -> Self {
        Self { before: previous_char(text, at), after: next_char(text, at + length) }
    }

    /// Between two letters or digits.
    pub(super) fn is_within_word(self) -> bool {
        self.before.is_some_and(is_word_char) && self.after.is_some_and(is_word_char)
    }

    /// A boundary on the left, something that begins on the right.
    pub(super) fn looks_open(self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || is_left_boundary(c))
            && self.after.is_some_and(|c| !c.is_whitespace() && !is_right_boundary(c))
    }

    /// Something that ends on the left, a boundary on the right.
    pub(super) fn looks_closed(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !is_left_boundary(c))
            && self.after.is_none_or(|c| c.is_whitespace() || is_right_boundary(c))
    }
}

fn is_left_boundary(character: char) -> bool {
    matches!(
        character,
        '(' | '[' | '{' | '/' | '-' | '–' | '—' | '„' | '‚' | '¿' | '¡' | '=' | '*' | '|'
    )
}

fn is_right_boundary(character: char) -> bool {
    matches!(
        character,
        ')' | ']'
            | '}'
            | '/'
            | '-'
            | '–'
            | '—'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '*'
            | '|'
    ) || matches!(character, '“' | '”' | '‘' | '’')
}

/// The glyphs of the styles at home in a language, the usual style's alone.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnGlyphs {
    pub openers: Vec<char>,
    pub closers: Vec<char>,
}

impl OwnGlyphs {
    /// The first style decides what an ambiguous glyph means in this language.
    pub(super) fn of(pack: &Pack) -> Self {
        let style = pack.quotes.styles.first();
        let pairs = || style.into_iter().flat_map(|style| [&style.primary, &style.secondary]);
        Self {
            openers: pairs().filter_map(|pair| pair.open.chars().next()).collect(),
            closers: pairs().filter_map(|pair| pair.close.chars().next()).collect(),
        }
    }

    /// The part of a glyph that plays only one.
    fn role(&self, glyph: char) -> Option<Role> {
        match (self.openers.contains(&glyph), self.closers.contains(&glyph)) {
            (true, false) => Some(Role::Open),
            (false, true) => Some(Role::Close),
            _ => None,
        }
    }
}

/// The part an outer mark can play here; none when glyph and neighbours leave it open.
///
/// `own` are the glyphs that open and that close quotations in the text's language.
pub(super) fn facing(glyph: char, neighbours: Neighbours, own: &OwnGlyphs) -> Option<Role> {
    let shape = match (neighbours.looks_open(), neighbours.looks_closed()) {
        (true, false) => Some(Role::Open),
        (false, true) => Some(Role::Close),
        _ => None,
    };
    match glyph {
        // Engines that turn marks around close with the low one: “so„.
        '„' => Some(shape.unwrap_or(Role::Open)),
        '‚' | '「' | '『' | '《' => Some(Role::Open),
        '」' | '』' | '》' => Some(Role::Close),
        '“' | '‟' if own.closers.contains(&glyph) => Some(shape.unwrap_or(Role::Close)),
        '“' | '‟' => Some(shape.unwrap_or(Role::Open)),
        '”' => Some(shape.unwrap_or(Role::Close)),
        '‹' | '›' | '«' | '»' => shape.or_else(|| own.role(glyph)),
        _ => shape,
    }
}

/// Whether the mark measures: inches or seconds behind a number.
pub(super) fn is_measure(neighbours: Neighbours) -> bool {
    neighbours.before.is_some_and(|c| c.is_ascii_digit())
}

/// Whether an opening-looking single mark is an apostrophe all the same: `’68er`, `’s`, `’n`.
pub(super) fn is_elision(text: &str, after: usize) -> bool {
    let rest = &text[after..];
    let word: &str = &rest[..rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len())];
    rest.starts_with(|c: char| c.is_ascii_digit())
        || (word.chars().count() <= 3
            && word.starts_with(char::is_lowercase)
            && !rest[word.len()..].starts_with(is_single))
        || rest.starts_with(OBJECT)
}
