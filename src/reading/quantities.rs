//! Numbers by value, as the language writes them: `5.9bn` and `5,9 Milliarden` are the same.

use crate::language::Pack;
use crate::text::{Span, is_word_char, next_char, previous_char, words};

/// An exact decimal number in normal form, so that equal values compare equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    mantissa: u128,
    /// Power of ten that the mantissa is to be multiplied by.
    exponent: i32,
}

impl Decimal {
    /// `mantissa · 10^exponent`.
    pub fn new(mantissa: u128, exponent: i32) -> Self {
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        if mantissa == 0 {
            return Self { mantissa, exponent: 0 };
        }
        while mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent }
    }

    /// The number multiplied by a power of ten.
    pub fn scaled(self, power: u8) -> Self {
        Self::new(self.mantissa, self.exponent + i32::from(power))
    }
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number with its scale word, in bytes of the text.
    pub span: Span,
    /// What it is worth.
    pub value: Decimal,
}

/// The numbers of a text in order: digits with the separators of the pack, with the scale word
/// behind them, and number words.
///
/// Digits whose separators fit no number (dates, versions, results) are read one by one.
pub fn quantities(text: &str, pack: &Pack) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut done = 0;
    let mut add = |start: usize, end: usize, value: Decimal| {
        let (end, power) = scale(text, end, pack).unwrap_or((end, 0));
        found.push(Quantity { span: Span::new(start, end), value: value.scaled(power) });
        end
    };
    for word in words(text) {
        let mut at = word.span.start.max(done);
        // One word of UAX #29 may hold several numbers: a date, a version.
        while let Some(skip) = text.get(at..word.span.end).and_then(|it| it.find(is_digit)) {
            let start = at + skip;
            at = match digits(text, start, pack) {
                Some((end, value)) => add(start, end, value),
                None => word.span.end,
            };
        }
        done = done.max(at);
        if !word.has_digit()
            && let Some(value) = pack.numbers.words.values.get(&word.text.to_lowercase())
        {
            done = add(word.span.start, word.span.end, Decimal::new(u128::from(*value), 0));
        }
    }
    found
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// The number whose first digit stands at `start`: where it ends and its value.
fn digits(text: &str, start: usize, pack: &Pack) -> Option<(usize, Decimal)> {
    let run = |from: usize| from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = run(start);
    // Behind a separator that fits no number each run of digits stands for itself.
    if is_chained(text, start) {
        return Some((end, Decimal::new(value_of(&text[start..end])?, 0)));
    }
    let mut value = value_of(&text[start..end])?;
    let mut exponent = 0;
    let first_group = end - start <= 3 && !text[start..end].starts_with('0');
    // Groups of three, all parted by the same mark.
    let mut grouped = false;
    for mark in pack.numbers.group.iter().filter(|_| first_group) {
        while let Some(rest) = text[end..].strip_prefix(mark.as_str())
            && run(text.len() - rest.len()) - (text.len() - rest.len()) == 3
        {
            let group = text.len() - rest.len();
            value = value.checked_mul(1000)?.checked_add(value_of(&text[group..group + 3])?)?;
            end = group + 3;
            grouped = true;
        }
        if grouped {
            break;
        }
    }
    // One decimal mark: the language's own, or the other one where digits show it is no group.
    let rest = text[end..].char_indices().next();
    if let Some((_, mark @ ('.' | ','))) = rest {
        let fraction = end + 1..run(end + 1);
        let own = pack.numbers.decimal.starts_with(mark);
        let fits = !fraction.is_empty() && (own || (!grouped && fraction.len() != 3));
        let chained = matches!(next_char(text, fraction.end), Some('.' | ',' | ':'))
            && text[fraction.end + 1..].starts_with(|c: char| c.is_ascii_digit());
        if fits && !chained && fraction.len() <= 9 {
            exponent = -(fraction.len() as i32);
            let scale = 10u128.pow(fraction.len() as u32);
            value = value.checked_mul(scale)?.checked_add(value_of(&text[fraction.clone()])?)?;
            end = fraction.end;
        }
    }
    Some((end, Decimal::new(value, exponent)))
}

/// Whether digits and a separator stand right before byte `at`.
fn is_chained(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(['.', ',', ':', '/']);
    before.is_some_and(|before| before.ends_with(is_digit))
}

fn value_of(digits: &str) -> Option<u128> {
    (digits.len() <= 27).then(|| digits.parse().ok()).flatten()
}

/// The scale word or abbreviation behind a number that ends at `end`.
fn scale(text: &str, end: usize, pack: &Pack) -> Option<(usize, u8)> {
    let rest = text[end..].trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let start = text.len() - rest.len();
    let length = rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
    let powers = &pack.numbers.scale.powers;
    // A single letter is a scale only right behind the digits (`5m`, not `5 m`).
    let (word, dotted) = (&rest[..length], rest.get(..length + 1).filter(|it| it.ends_with('.')));
    if word.len() == 1 && start > end {
        return None;
    }
    let spelled = dotted.filter(|it| powers.contains_key(*it)).or(Some(word));
    let known = spelled.and_then(|it| Some((start + it.len(), *powers.get(it)?)));
    known.filter(|_| previous_char(text, end).is_some_and(is_word_char))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn values(tag: &str, text: &str) -> Vec<Decimal> {
        let pack = pack(&tag.parse().unwrap());
        quantities(text, &pack).into_iter().map(|quantity| quantity.value).collect()
    }

    fn plain(value: u128) -> Decimal {
        Decimal::new(value, 0)
    }

    #[test]
    fn the_same_value_in_two_languages() {
        for (english, german) in [
            ("$5.9bn", "5,9 Milliarden Dollar"),
            ("1,250.50", "1.250,50"),
            ("twelve", "12"),
            ("2 million", "2 Mio."),
            ("10,000 people", "10 000 Menschen"),
        ] {
            assert_eq!(values("en", english), values("de", german), "{english}");
        }
        assert_eq!(values("de-CH", "1’250.50"), values("en", "1250.5"));
    }

    #[test]
    fn separators_that_fit_no_number_part_numbers() {
        assert_eq!(values("de", "3.10.2023"), [plain(3), plain(10), plain(2023)]);
        assert_eq!(values("de", "3:2"), [plain(3), plain(2)]);
        assert_eq!(values("de", "2019, 2020"), [plain(2019), plain(2020)]);
        assert_eq!(values("de", "5.9 Prozent"), [Decimal::new(59, -1)]);
        assert!(values("de", "9".repeat(40).as_str()).is_empty());
    }
}
