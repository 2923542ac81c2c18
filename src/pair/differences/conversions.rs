//! Measures that are told in other units, and rates that are.

use super::answers::{any, same_money};
use super::items::Item;
use crate::language::{Code, Measure, Pack};
use crate::reading::Quantity;

/// How far converted and rounded values may lie apart, in shares of the value.
const CONVERTED: f64 = 0.06;

fn measure(code: Code, pack: &Pack) -> Option<&Measure> {
    pack.quantities.measures.get(code.as_str())
}

/// Temperatures hardly change by more.
const MOST_DEGREES: f64 = 40.0;

/// The dimension whose units people count in as they like.
pub(super) const TIME: &str = "time";
/// A degree of an angle or of a temperature.
const DEGREE: &str = "deg";

/// Two units that measure the same, as length and length. A bare degree is one of the unit that is usual
/// where the translation is read; that of the source is then one of the other.
fn measures(one: Code, other: Code, pack: &Pack) -> Option<(&Measure, &Measure)> {
    let (bare, usual) = (|it: Code| it.as_str() == DEGREE, Code::new(&pack.quantities.degree));
    let opposite = |it: Code| Code::new(if it.as_str() == "F" { "C" } else { "F" });
    let to = if bare(other) { usual.or_else(|| opposite(one))? } else { other };
    let from = if bare(one) { opposite(to)? } else { one };
    let (from, to) = (measure(from, pack)?, measure(to, pack)?);
    (from.dimension == to.dimension).then_some((from, to))
}

/// The dimension of two units that measure the same, as length and length.
pub(super) fn same_dimension(one: Code, other: Code, pack: &Pack) -> Option<&str> {
    let (one, other) = (measure(one, pack)?, measure(other, pack)?);
    (one.dimension == other.dimension).then_some(&one.dimension)
}

/// Whether a value is another one that was expected, rounded; `digit`: the power of ten of the last
/// digit that is told.
fn is_near(given: f64, expected: f64, digit: i32) -> bool {
    let last_digit = 10f64.powi(digit.min(0));
    (expected - given).abs() <= (expected.abs() * CONVERTED).max(last_digit * 0.51)
}

/// Whether the one is the other in another unit, rounded.
pub(super) fn converted(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    let (Some(one), Some(other)) = (asked.unit, given.unit) else { return false };
    let Some((from, to)) = measures(one, other, pack) else { return false };
    if one == other && one.as_str() != DEGREE {
        return false;
    }
    any(asked, given, |a, b| {
        let (a, given, digit) = (a.to_f64(), b.to_f64(), b.exponent());
        let expected = (a * from.factor + from.offset - to.offset) / to.factor;
        // A few degrees less are converted otherwise than a temperature.
        let may_change = from.offset != to.offset && a.abs() <= MOST_DEGREES;
        let change = a * from.factor / to.factor;
        is_near(given, expected, digit) || may_change && is_near(given, change, digit)
    })
}

/// Whether the same number counts another unit of what it measures.
pub(super) fn is_other_unit(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    let (Some(one), Some(other)) = (asked.unit, given.unit) else { return false };
    let differ = one != other && one.as_str() != DEGREE && measures(one, other, pack).is_some();
    differ && !converted(asked, given, pack)
}

/// Whether a number was converted, and its unit kept: `720 acres` are `290 Hektar` and not `290 Acres`.
pub(super) fn is_kept_unit(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    const NEAR: f64 = 0.02;
    let unit = asked.unit.filter(|it| given.unit == Some(*it));
    let Some((unit, from)) = unit.and_then(|it| Some((it, measure(it, pack)?))) else {
        return false;
    };
    if from.dimension == TIME {
        return false;
    }
    let (value, told) = (asked.value.to_f64(), given.value.to_f64());
    pack.quantities.measures.iter().any(|(code, to)| {
        let expected = (value * from.factor + from.offset - to.offset) / to.factor;
        code != unit.as_str()
            && to.dimension == from.dimension
            && (expected - told).abs() <= expected.abs() * NEAR
    })
}

/// What a rate is multiplied by where it is told for other units: an acre is less than a hectare, and
/// so are its costs. None where the two are no such rates.
fn factor(asked: &Quantity, given: &Quantity, pack: &Pack) -> Option<f64> {
    let (one, other) = (asked.per?.0, given.per?.0);
    let (from, to) = measures(one, other, pack).filter(|_| one != other)?;
    let per = to.factor / from.factor;
    if let (Some(one), Some(other)) = (asked.currency, given.currency) {
        return same_money(one, other, pack).then_some(per);
    }
    let (one, other) = (asked.unit?, given.unit?);
    if one == other {
        return Some(per);
    }
    let (from, to) = measures(one, other, pack)?;
    Some(per * from.factor / to.factor)
}

/// What a rate was multiplied by, where the one is the other in other units, rounded.
pub(super) fn rate(asked: &Quantity, given: &Quantity, pack: &Pack) -> Option<f64> {
    let factor = factor(asked, given, pack)?;
    let near = |a: f64, b: f64, digit| is_near(b, a * factor, digit);
    any(asked, given, |a, b| near(a.to_f64(), b.to_f64(), b.exponent())).then_some(factor)
}

/// Whether a rate kept its number though it is told for other units: 14 dollars an acre are not 14
/// dollars a hectare.
pub(super) fn is_kept_rate(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    any(asked, given, |a, b| a == b)
        && factor(asked, given, pack).is_some_and(|it| !is_near(1.0, it, 0))
}

/// What measures were multiplied by where they are told in other units.
pub(super) struct Steps {
    /// Where the unit is another.
    of_units: Vec<f64>,
    /// Where what it is counted for is another.
    of_rates: Vec<f64>,
}

impl Steps {
    /// The steps from measures of the source to those of the target.
    pub(super) fn between(asked: &[Item<'_>], given: &[Item<'_>], pack: &Pack) -> Steps {
        let mut steps = Steps { of_units: Vec::new(), of_rates: Vec::new() };
        let measured = |it: &&Item<'_>| it.is.unit.is_some() || it.is.per.is_some();
        for one in asked.iter().filter(measured) {
            for other in given.iter().filter(measured) {
                let step = other.is.value.to_f64() / one.is.value.to_f64();
                if rate(one.is, other.is, pack).is_some() {
                    steps.of_rates.push(step);
                } else if converted(one.is, other.is, pack) {
                    steps.of_units.push(step);
                }
            }
        }
        steps
    }

    /// Whether a bare number is another one times what a measure beside it was multiplied by: `15 feet …
    /// eight` are `4.5 metres … two and a half`.
    pub(super) fn lead(&self, one: &Quantity, other: &Quantity) -> bool {
        let (from, to, digit) = (one.value.to_f64(), other.value.to_f64(), other.value.exponent());
        let leads = |steps: &[f64]| steps.iter().any(|it| is_near(to, from * it, digit - 1));
        let bare = one.unit.is_none() || other.unit.is_none();
        // What is counted for may be left out the second time.
        let short = one.unit == other.unit && (one.per.is_none() || other.per.is_none());
        bare && leads(&self.of_units) || (bare || short) && leads(&self.of_rates)
    }
}
