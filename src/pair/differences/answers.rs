use super::DifferenceKind;
use crate::language::{Code, Measure, Pack};
use crate::reading::{Kind, Quantity};
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

/// How far converted and rounded values may lie apart, in shares of the value.
const CONVERTED: f64 = 0.06;

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
        || asked.foreign.is_some_and(|it| it == given.value)
        || (given.approximate || asked.approximate) && rounded(asked, given);
    if near { Answer::Same } else { Answer::No }
}

/// Whether some reading of the one and some reading of the other fit.
fn any(asked: &Quantity, given: &Quantity, fits: impl Fn(Decimal, Decimal) -> bool) -> bool {
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
    if let (Some(one), Some(other)) = (asked.unit, given.unit) {
        let (Some(from), Some(to)) = (measure(one, pack), measure(other, pack)) else {
            return None;
        };
        let same = one == other || from.dimension != to.dimension;
        return (!same && !converted(asked, given, pack)).then_some(DifferenceKind::Unit);
    }
    None
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

fn measure(code: Code, pack: &Pack) -> Option<&Measure> {
    pack.quantities.measures.get(code.as_str())
}

/// Whether two units measure the same, as length and length.
pub(super) fn same_dimension(one: Code, other: Code, pack: &Pack) -> Option<String> {
    let (one, other) = (measure(one, pack)?, measure(other, pack)?);
    (one.dimension == other.dimension).then(|| one.dimension.clone())
}

/// Whether the one is the other in another unit, rounded.
fn converted(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    let (Some(one), Some(other)) = (asked.unit, given.unit) else { return false };
    let (Some(from), Some(to)) = (measure(one, pack), measure(other, pack)) else { return false };
    if one == other || from.dimension != to.dimension {
        return false;
    }
    any(asked, given, |a, b| {
        let expected = (a.to_f64() * from.factor + from.offset - to.offset) / to.factor;
        let given = b.to_f64();
        let last_digit = 10f64.powi(b.exponent().min(0));
        (expected - given).abs() <= (expected.abs() * CONVERTED).max(last_digit * 0.51)
    })
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

/// Half a whole is 50 percent of it.
fn same_share(asked: &Quantity, given: &Quantity) -> bool {
    let part = |it: &Quantity| it.value < Decimal::whole(1) && it.kind != Kind::Percent;
    let percent = |it: &Quantity| it.kind == Kind::Percent;
    percent(asked) && part(given) && asked.value == given.value.scaled(2)
        || percent(given) && part(asked) && given.value == asked.value.scaled(2)
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
