use super::DifferenceKind;
use super::conversions::{converted, is_kept_rate, is_other_unit, rate};
use crate::language::{Code, Pack};
use crate::reading::{Kind, Quantity, Written};
use crate::text::Decimal;

/// How a quantity of the target answers one of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Not at all.
    No,
    /// It says the same.
    Same,
    /// It says the same if its separators are the source's.
    Misread,
    /// The number is the same, what it counts is not.
    Conflict(DifferenceKind),
}

/// How far a value that is said to be approximate may lie from the exact one.
const APPROXIMATE: f64 = 0.15;

/// Compares a quantity of the source with one of the target.
pub(super) fn answer(asked: &Quantity, given: &Quantity, pack: &Pack) -> Answer {
    let named = |it: &Quantity| matches!(it.kind, Kind::Month | Kind::Weekday);
    if named(asked) || named(given) {
        let same = asked.kind == given.kind && any(asked, given, |a, b| a == b);
        return if same { Answer::Same } else { Answer::No };
    }
    if asked.kind == Kind::Time || given.kind == Kind::Time {
        return if same_time(asked, given) { Answer::Same } else { Answer::No };
    }
    if let Some(hundredths) = hundredths(asked, given, pack) {
        return hundredths;
    }
    if is_kept_rate(asked, given, pack) {
        return Answer::Conflict(DifferenceKind::Unit);
    }
    if any(asked, given, |a, b| a == b) {
        return match conflict(asked, given, pack) {
            Some(kind) => Answer::Conflict(kind),
            None => Answer::Same,
        };
    }
    if given.foreign.is_some_and(|it| it == asked.value) {
        // Prices of fuel have three decimals (`1,335 Euro`), the last of them counting.
        let price = given.currency.is_some() && given.value < Decimal::whole(10);
        let counts = given.value.exponent() < -2;
        return if price && counts { Answer::Same } else { Answer::Misread };
    }
    let near = near_decade(asked, given)
        || same_share(asked, given)
        || converted(asked, given, pack)
        || rate(asked, given, pack).is_some()
        || asked.foreign.is_some_and(|it| it == given.value)
        || (given.approximate || asked.approximate) && rounded(asked, given);
    if near { Answer::Same } else { Answer::No }
}

/// Whether some reading of the one and some reading of the other fit.
pub(super) fn any(
    asked: &Quantity,
    given: &Quantity,
    fits: impl Fn(Decimal, Decimal) -> bool,
) -> bool {
    let readings = |it: &Quantity| [Some(it.value), it.also].into_iter().flatten();
    readings(asked).any(|a| readings(given).any(|b| fits(a, b)))
}

/// What the two count, where that differs though the number is the same.
fn conflict(asked: &Quantity, given: &Quantity, pack: &Pack) -> Option<DifferenceKind> {
    let share = |it: &Quantity| matches!(it.kind, Kind::Percent | Kind::Points);
    if share(asked) && share(given) {
        return (asked.kind != given.kind).then_some(DifferenceKind::Percent);
    }
    if share(asked) != share(given) {
        let other = |it: &Quantity| !share(it) && (it.currency.is_some() || it.unit.is_some());
        let exchanged = other(asked) || other(given);
        return exchanged.then_some(DifferenceKind::Percent);
    }
    if let (Some(one), Some(other)) = (asked.currency, given.currency) {
        return (!same_money(one, other, pack)).then_some(DifferenceKind::Currency);
    }
    is_other_unit(asked, given, pack).then_some(DifferenceKind::Unit)
}

/// Whether two currencies can be the same money.
pub(super) fn same_money(one: Code, other: Code, pack: &Pack) -> bool {
    let covers = |one: Code, other: Code| {
        let family = pack.quantities.families.get(one.as_str());
        family.is_some_and(|family| family.iter().any(|it| it == other.as_str()))
    };
    one == other || covers(one, other) || covers(other, one)
}

/// `455 pence` are `4,55 Pfund`, and not `455 Pfund`. None where the two are no such sums.
fn hundredths(asked: &Quantity, given: &Quantity, pack: &Pack) -> Option<Answer> {
    let (one, other) = (asked.currency?, given.currency?);
    let minor = |it: Code| pack.quantities.minor_currencies.iter().any(|code| code == it.as_str());
    if minor(one) == minor(other) || !same_money(one, other, pack) {
        return None;
    }
    let (small, large) = if minor(one) { (asked, given) } else { (given, asked) };
    if any(small, large, |small, large| small == large.scaled(2)) {
        return Some(Answer::Same);
    }
    let same = any(asked, given, |a, b| a == b);
    Some(if same { Answer::Conflict(DifferenceKind::Currency) } else { Answer::No })
}

/// Whether the one is the other with fewer digits.
fn rounded(asked: &Quantity, given: &Quantity) -> bool {
    any(asked, given, |a, b| {
        let (exact, round) = if a.exponent() < b.exponent() { (a, b) } else { (b, a) };
        let (exact_value, round_value) = (exact.to_f64(), round.to_f64());
        let apart = (exact_value - round_value).abs();
        apart <= 10f64.powi(round.exponent()) && apart <= exact_value * APPROXIMATE
    })
}

/// Whether the one is the other rounded to fewer digits by the rules, said or not.
pub(super) fn rounds_to(asked: &Quantity, given: &Quantity) -> bool {
    any(asked, given, |a, b| {
        let apart = (a.to_f64() - b.to_f64()).abs();
        !asked.is_calendar()
            && !given.is_calendar()
            && a.exponent() < b.exponent()
            && apart <= 10f64.powi(b.exponent()) * 0.51
            && apart <= a.to_f64() * 0.05
    })
}

/// Half a whole is 50 percent of it, an eighth 12.5, a third 33.
fn same_share(asked: &Quantity, given: &Quantity) -> bool {
    let (percent, part) = match (asked.kind, given.kind) {
        (Kind::Percent, _) => (asked, given),
        (_, Kind::Percent) => (given, asked),
        _ => return false,
    };
    let part = match part.kind {
        Kind::Percent | Kind::Points => return false,
        // `an eighth` is read as the place in a row.
        Kind::Ordinal if part.written == Written::Words => 1.0 / part.value.to_f64(),
        _ => part.value.to_f64(),
    };
    let (percent, told) = (percent.value.to_f64(), part * 100.0);
    // What is rounded is rounded to whole percent, and is no small part.
    let rounding = if told < 5.0 { 1e-9 } else { 0.501 };
    part < 1.0 && (percent - told).abs() < rounding
}

/// The 1970s are the seventies; a decade of life is one too.
fn near_decade(asked: &Quantity, given: &Quantity) -> bool {
    let decade = |it: &Quantity| it.kind == Kind::Decade;
    let short = |it: &Quantity| it.value.to_u64().map(|value| value % 100);
    (decade(asked) || decade(given))
        && short(asked).is_some()
        && short(asked) == short(given)
        && (asked.value < Decimal::whole(100) || given.value < Decimal::whole(100))
}

/// Times are the same on a clock of twelve hours where one of them does not say which half; a bare
/// number may be an hour, or hours and minutes (`1300 GMT`).
fn same_time(asked: &Quantity, given: &Quantity) -> bool {
    let time = |it: &Quantity| it.kind == Kind::Time;
    if time(asked) && time(given) {
        return any(asked, given, |a, b| {
            let (Some(a), Some(b)) = (a.to_u64(), b.to_u64()) else { return false };
            a % 1440 == b % 1440
        });
    }
    let (clock, number) = if time(asked) { (asked, given) } else { (given, asked) };
    let (Some(clock), Some(number)) = (clock.value.to_u64(), number.value.to_u64()) else {
        // `9.30` may be a time that nothing marks.
        let digits = number.value.digits();
        let hundredths = number.value.exponent() >= -2 && number.value.exponent() < 0;
        let minutes = match number.value.exponent() {
            -1 => digits / 10 * 60 + digits % 10 * 10,
            _ => digits / 100 * 60 + digits % 100,
        };
        let clock = clock.value.to_u64().map(u128::from);
        return hundredths && clock.is_some_and(|it| it % 720 == minutes % 720);
    };
    number <= 24 && number * 60 % 720 == clock % 720
        || number <= 2400 && (number / 100 * 60 + number % 100) % 720 == clock % 720
}
