use super::Style;
use crate::language::Pack;
use crate::text::{Decimal, Span, next_char};

/// Digits with what parts them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// What digits with separators are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// One number.
    Number { value: Decimal, foreign: Option<Decimal>, style: Style, plain: Option<u32> },
    /// A time of day that is written with a colon, in minutes.
    Clock(u64),
    /// A date in figures, each part with its place; day and month may change places.
    Date { day: (u32, Span), month: (u32, Span), year: Option<(u32, Span)>, either: bool },
    /// One number after the other: a result, a version, a telephone number.
    Chain(Parts),
}

/// The runs of digits of a chain.
pub(super) type Parts = [Option<Span>; MOST];

const MOST: usize = 6;

/// What has been cut at separators.
struct Cut {
    parts: [Span; MOST],
    marks: [char; MOST],
    count: usize,
}

/// Reads the digits that start at `start`; of endless rows nothing, with where they end.
pub(super) fn digits(text: &str, start: usize, pack: &Pack) -> Result<Digits, usize> {
    let cut = cut(text, start, pack);
    let parts = &cut.parts[..cut.count];
    let end = parts.last().map_or(start, |it| it.end);
    let span = Span::new(start, end);
    if parts.iter().any(|it| it.len() > 27) {
        return Err(end);
    }
    let value = |part: Span| part.of(text).parse::<u128>().unwrap_or_default();
    let small = |part: Span| u32::try_from(value(part)).unwrap_or(u32::MAX);
    let marks = &cut.marks[..cut.count.saturating_sub(1)];
    let all = |mark: char| marks.iter().all(|it| *it == mark);
    let number = |value, foreign, style| Shape::Number {
        value,
        foreign,
        style,
        plain: (parts.len() == 1 && span.len() <= 9).then(|| small(parts[0])),
    };
    let shape = match marks {
        [] => number(Decimal::new(value(parts[0]), 0), None, Style::Neutral),
        [':'] if parts[1].len() == 2 && small(parts[0]) <= 24 && small(parts[1]) < 60 => {
            Shape::Clock(u64::from(small(parts[0]) * 60 + small(parts[1])))
        }
        ['-', '-'] | ['/', '/'] | ['.', '.'] if date(parts, marks[0], text).is_some() => {
            date(parts, marks[0], text).unwrap_or(Shape::Chain([None; MOST]))
        }
        ['.'] if is_short_date(text, parts, pack) => Shape::Date {
            day: (small(parts[0]), parts[0]),
            month: (small(parts[1]), parts[1]),
            year: None,
            either: false,
        },
        _ if marks.iter().any(|it| matches!(it, ':' | '/' | '-')) => chain(parts),
        [mark] if !is_space(*mark) => single(text, parts, *mark, pack)
            .map_or_else(|| chain(parts), |(value, foreign, style)| number(value, foreign, style)),
        _ => {
            let (last, groups) = marks.split_last().unwrap_or((&' ', &[]));
            let grouped =
                |parts: &[Span]| parts[0].len() <= 3 && parts[1..].iter().all(|it| it.len() == 3);
            let joined = |parts: &[Span]| {
                let mut whole = 0u128;
                for part in parts {
                    whole = whole.checked_mul(10u128.pow(part.len() as u32))?;
                    whole = whole.checked_add(value(*part))?;
                }
                Some(whole)
            };
            let is_group = |mark: char| pack.numbers.group.iter().any(|it| it.starts_with(mark));
            if all(*last) && grouped(parts) {
                let style = if is_group(*last) { Style::Own } else { Style::Foreign };
                let whole = joined(parts).map(|it| Decimal::new(it, 0));
                whole.map_or_else(|| chain(parts), |whole| number(whole, None, style))
            } else if let [first, ..] = groups
                && groups.iter().all(|it| it == first)
                && matches!(last, '.' | ',')
                && grouped(&parts[..parts.len() - 1])
                && let Some(whole) = joined(parts)
            {
                let decimals = parts[parts.len() - 1].len() as i32;
                let own = pack.numbers.decimal.starts_with(*last) && is_group(*first);
                let style = if own { Style::Own } else { Style::Foreign };
                number(Decimal::new(whole, -decimals), None, style)
            } else {
                chain(parts)
            }
        }
    };
    Ok(Digits { span, shape })
}

/// A number with one mark in it: decimal or group, of this language or another one.
fn single(
    text: &str,
    parts: &[Span],
    mark: char,
    pack: &Pack,
) -> Option<(Decimal, Option<Decimal>, Style)> {
    let (whole, part) = (parts[0].of(text), parts[1].of(text));
    let all = format!("{whole}{part}").parse::<u128>().ok()?;
    let decimal = Decimal::new(all, -(part.len() as i32));
    let other = || pack.numbers.other_decimals.iter().any(|it| it.starts_with(mark));
    let is_decimal = pack.numbers.decimal.starts_with(mark) || other();
    let is_group = pack.numbers.group.iter().any(|it| it.starts_with(mark));
    let groups = part.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    let grouped = Decimal::new(all, 0);
    match mark {
        '.' | ',' if !groups && part.len() <= 9 => {
            let style = if is_decimal { Style::Own } else { Style::Foreign };
            Some((decimal, None, style))
        }
        '.' | ',' if !groups => None,
        _ if is_decimal => Some((decimal, Some(grouped), Style::Own)),
        _ if is_group && groups => {
            let other = matches!(mark, '.' | ',').then_some(decimal);
            Some((grouped, other, Style::Own))
        }
        '.' | ',' => Some((decimal, Some(grouped), Style::Foreign)),
        '\'' | '’' if groups => Some((grouped, None, Style::Foreign)),
        _ => None,
    }
}

fn chain(parts: &[Span]) -> Shape {
    let mut chain = [None; MOST];
    chain.iter_mut().zip(parts).for_each(|(place, part)| *place = Some(*part));
    Shape::Chain(chain)
}

/// Cuts the digits at the separators that digits follow.
fn cut(text: &str, start: usize, pack: &Pack) -> Cut {
    let bytes = text.as_bytes();
    let run =
        |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut cut = Cut { parts: [Span::at(start); MOST], marks: [' '; MOST], count: 1 };
    cut.parts[0] = Span::new(start, run(start));
    while cut.count < MOST {
        let last = cut.parts[cut.count - 1];
        let Some(mark) = next_char(text, last.end) else { break };
        let from = last.end + mark.len_utf8();
        if !bytes.get(from).is_some_and(u8::is_ascii_digit) {
            break;
        }
        let part = Span::new(from, run(from));
        let fits = match mark {
            '.' | ',' | ':' | '/' | '⁄' => true,
            '\'' | '’' => part.len() == 3,
            // Only as in 2023-10-03 and 555-1234-567: other hyphens part numbers.
            '-' => {
                cut.count > 1 && cut.marks[0] == '-' || {
                    bytes.get(part.end) == Some(&b'-')
                        && bytes.get(part.end + 1).is_some_and(u8::is_ascii_digit)
                }
            }
            _ if is_space(mark) => {
                let spaced = cut.marks[..cut.count - 1].iter().all(|it| *it == mark);
                part.len() == 3
                    && spaced
                    && last.len() <= 3
                    && (cut.count == 1 || last.len() == 3)
                    && !last.of(text).starts_with('0')
                    && pack.numbers.group.iter().any(|it| it.starts_with(mark))
            }
            _ => false,
        };
        if !fits {
            break;
        }
        cut.marks[cut.count - 1] = if mark == '⁄' { '/' } else { mark };
        cut.parts[cut.count] = part;
        cut.count += 1;
    }
    cut
}

fn is_space(mark: char) -> bool {
    matches!(mark, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// A date of three figures.
fn date(parts: &[Span], mark: char, text: &str) -> Option<Shape> {
    let figure = |part: Span| Some((part.of(text).parse::<u32>().ok()?, part));
    let [first, second, third] = parts else { return None };
    let (year, month, day) = match mark {
        '-' if first.len() == 4 => (figure(*first)?, figure(*second)?, figure(*third)?),
        '-' => return None,
        '.' => (figure(*third)?, figure(*second)?, figure(*first)?),
        _ => {
            let (one, other) = (figure(*first)?, figure(*second)?);
            // Which of the two is the month, one that is too large shows.
            let (month, day) = if other.0 > 12 { (one, other) } else { (other, one) };
            (figure(*third)?, month, day)
        }
    };
    let either = mark == '/' && day.0 <= 12;
    let year_fits = matches!(year.1.len(), 2 | 4);
    let fits = (1..=31).contains(&day.0) && (1..=12).contains(&month.0) && year_fits;
    fits.then_some(Shape::Date { day, month, year: Some(year), either })
}

/// `3.10.` where a full stop makes an ordinal.
fn is_short_date(text: &str, parts: &[Span], pack: &Pack) -> bool {
    let figure = |part: Span, most: u32| {
        part.len() <= 2 && part.of(text).parse::<u32>().is_ok_and(|it| (1..=most).contains(&it))
    };
    let behind = &text[parts[1].end..];
    pack.sentences.ordinal_period
        && figure(parts[0], 31)
        && figure(parts[1], 12)
        && behind.starts_with('.')
        && behind[1..].chars().find(|c| !c.is_whitespace()).is_some_and(|c| !c.is_uppercase())
}
