//! Quantities by value, as the language writes them: `5.9bn` and `5,9 Milliarden` are the same.
//!
//! A text is cut into digits and words of the pack’s number index (`tokens`); numbers (`numerals`)
//! with what stands around them (`around`) are made of these (`phrases`), and then those that say
//! more together: ranges, dates (`groups`).

mod around;
mod clock;
mod digits;
mod groups;
mod numerals;
mod phrases;
#[cfg(test)]
mod tests;
mod tokens;

use self::tokens::Token;
use crate::language::{Code, Pack};
use crate::text::{Decimal, Span};

/// A number in a text, or a name of the calendar that stands for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its scale word, in bytes of the text.
    pub span: Span,
    /// The number with its sign, currency or unit too.
    pub whole: Span,
    /// What it is worth; of a time the minutes from midnight.
    pub value: Decimal,
    /// What it is worth if it shares the scale of its neighbour (`5 to 7 million`), or read in
    /// another way that the words allow.
    pub also: Option<Decimal>,
    /// What it is worth if its separators are those of another language (`1,500` in German).
    pub foreign: Option<Decimal>,
    /// What it numbers.
    pub kind: Kind,
    /// The money it counts.
    pub currency: Option<Code>,
    /// The unit it counts.
    pub unit: Option<Code>,
    /// The unit that it counts for (`14 dollars an acre`), with the end of its name, in bytes of the text.
    pub per: Option<(Code, usize)>,
    /// How it is written.
    pub written: Written,
    /// How much can be asked of it.
    pub weight: Weight,
    /// Whether a word before it says that it is not exact.
    pub approximate: bool,
    /// Its scale word, with the power of ten.
    pub scale: Option<(Span, u8)>,
    /// How its separators fit the language.
    pub style: Style,
}

/// What a quantity numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Anything that is counted or measured.
    Number,
    /// A place in a row.
    Ordinal,
    /// A part of a whole.
    Fraction,
    /// So many in a hundred.
    Percent,
    /// The difference of two percentages.
    Points,
    /// A year of the calendar.
    Year,
    /// A month, January being 1.
    Month,
    /// A day of the month.
    Day,
    /// A day of the week, Monday being 1.
    Weekday,
    /// Ten years of the calendar, by their first.
    Decade,
    /// A time of day; with am or pm, or as the 24-hour clock has it.
    Time,
    /// Hours, minutes and seconds that something took (`2:31:05`), in seconds.
    Duration,
    /// A number of a name or code: `A380`, `Covid-19`.
    Label,
}

/// How a quantity is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// With digits.
    Digits,
    /// In words.
    Words,
}

/// How much can be asked of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It may answer another one, nothing more: `both`, `first`, the number of a name.
    Hint,
    /// It asks for nothing, but one that differs speaks against it: `two`.
    Loose,
    /// A translation must have it too.
    Firm,
}

/// How the separators of digits fit the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// There are none, or any language has them.
    Neutral,
    /// They are the language's own.
    Own,
    /// They are another language's, beyond doubt.
    Foreign,
}

impl Quantity {
    /// Whether it is a number by itself: neither a name of the calendar nor a mere hint.
    pub fn is_number(&self) -> bool {
        self.written == Written::Digits
            || self.weight > Weight::Hint && !matches!(self.kind, Kind::Month | Kind::Weekday)
    }

    /// Whether it belongs to a date.
    pub fn is_calendar(&self) -> bool {
        matches!(self.kind, Kind::Year | Kind::Month | Kind::Day | Kind::Weekday | Kind::Decade)
    }
}

/// The quantities of a text in order; they do not overlap.
pub fn quantities(text: &str, pack: &Pack) -> Vec<Quantity> {
    QuantityReader::new(pack).read(text, std::iter::empty())
}

/// Reads one text after the other.
pub(super) struct QuantityReader<'p> {
    pack: &'p Pack,
    tokens: Vec<Token<'p>>,
}

impl<'p> QuantityReader<'p> {
    pub(super) fn new(pack: &'p Pack) -> QuantityReader<'p> {
        QuantityReader { pack, tokens: Vec::new() }
    }

    /// The quantities of a text. `idle`: words in which none begins, in order.
    pub(super) fn read(&mut self, text: &str, idle: impl Iterator<Item = Span>) -> Vec<Quantity> {
        let QuantityReader { pack, tokens } = self;
        tokens.clear();
        tokens::tokens(text, idle, pack, tokens);
        if tokens.is_empty() {
            return Vec::new();
        }
        let mut found = phrases::read(text, tokens, pack);
        groups::read(text, &mut found, tokens, pack);
        found.sort_by_key(|it| it.span);
        found.retain(|it| !is_idle(it));
        found
    }
}

/// Hints of one alone (`ein`, `first`) answer nothing that is ever asked.
fn is_idle(quantity: &Quantity) -> bool {
    quantity.weight == Weight::Hint
        && quantity.written == Written::Words
        && quantity.value == Decimal::whole(1)
        && quantity.unit.is_none()
        && quantity.currency.is_none()
}
