//! What a quantity is among the others of its side.

use super::Item;
use super::answers::{Answer, answer};
use super::claims::says;
use crate::language::Pack;
use crate::reading::{Kind, Quantity, Weight};
use crate::text::Decimal;

/// Whether the source has these very digits, which say another number there: that they agree with
/// one more number of the source is chance (`10,000` where it has 10 percent, too).
pub(super) fn is_copied(given: &Item<'_>, asked: &[Item<'_>], pack: &Pack) -> bool {
    let same = |it: &&Item<'_>| it.digits() == given.digits();
    asked.iter().filter(same).any(|it| answer(it.is, given.is, pack) == Answer::Misread)
}

/// Quantities that the source says oftener than the translation: of each value one.
pub(super) fn said_oftener(
    asked: &[Item<'_>],
    given: &[Item<'_>],
    met: &[bool],
    pack: &Pack,
) -> Vec<usize> {
    let same =
        |one: &Quantity, other: &Quantity| one.kind == other.kind && one.value == other.value;
    let oftener = |number: &usize| {
        let one = asked[*number].is;
        let first = !asked[..*number].iter().any(|it| same(one, it.is));
        first && met[*number] && one.weight > Weight::Hint && {
            let times = asked.iter().filter(|it| same(one, it.is)).count();
            times > 1 && times > given.iter().filter(|it| says(one, it.is, pack)).count()
        }
    };
    (0..asked.len()).filter(oftener).collect()
}

/// The day of a month that is told with its day (`9 September`, `September 9`).
pub(super) fn day_of_month(items: &[Item<'_>], month: usize) -> Option<Decimal> {
    /// Bytes between the two.
    const APART: usize = 3;
    if items[month].is.kind != Kind::Month {
        return None;
    }
    let is_beside = |it: &&Item<'_>| {
        let (one, other) = (it.is.span, items[month].is.span);
        let apart = other.start.saturating_sub(one.end) + one.start.saturating_sub(other.end);
        it.is.kind == Kind::Day && it.block == items[month].block && apart <= APART
    };
    let before = month.checked_sub(1).and_then(|it| items.get(it)).filter(is_beside);
    before.or_else(|| items.get(month + 1).filter(is_beside)).map(|it| it.is.value)
}

/// Takes from what is left a number that the other side tells by how far it lies from another one: `up
/// by 6 points, to 44 per cent`, `from 38 to 44 per cent`.
pub(super) fn told_as_change(
    asked: &[Item<'_>],
    given: &[Item<'_>],
    (asked_left, given_left): (&mut Vec<usize>, &mut Vec<usize>),
) {
    asked_left.retain(|number| {
        let Some(at) = given_left.iter().position(|it| is_change(&asked[*number], *it, given))
        else {
            return true;
        };
        given_left.remove(at);
        false
    });
    given_left.retain(|place| {
        let Some(at) = asked_left.iter().position(|it| is_change(&given[*place], *it, asked))
        else {
            return true;
        };
        asked_left.remove(at);
        false
    });
}

/// Whether a number of the one side is how far a number of the other lies from the one beside it.
fn is_change(change: &Item<'_>, at: usize, items: &[Item<'_>]) -> bool {
    let beside = |other: usize| {
        let (one, other) = (&items[at], items.get(other)?);
        // The second percentage may be told without its sign.
        let counts = one.block == other.block
            && (is_alike(one.is, other.is) || is_bare(one.is) && is_share(other.is));
        let apart = one.is.value.to_f64() - other.is.value.to_f64();
        counts.then(|| (apart.abs() - change.is.value.to_f64()).abs() < 1e-9)
    };
    // Of mere counts (`nine votes to five`) too many lie as far apart as another one says.
    let (it, of) = (change.is, items[at].is);
    let measures = is_share(it) || it.unit.is_some() || it.currency.is_some();
    // What has a percentage beside it may be one without its sign, however far that is.
    if is_share(it) && is_bare(of) {
        return (0..items.len()).filter_map(beside).any(|it| it);
    }
    measures
        && is_alike(it, of)
        && [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(beside).any(|it| it)
}

fn is_share(it: &Quantity) -> bool {
    matches!(it.kind, Kind::Percent | Kind::Points)
}

/// Whether a number does not say what it counts.
fn is_bare(it: &Quantity) -> bool {
    it.kind == Kind::Number
        && it.unit.is_none()
        && it.currency.is_none()
        && it.weight > Weight::Hint
}

/// Whether two quantities count the same; percentage points are what percentages lie apart.
fn is_alike(one: &Quantity, other: &Quantity) -> bool {
    let kind = |it: &Quantity| if it.kind == Kind::Points { Kind::Percent } else { it.kind };
    let counts = |it: &Quantity| it.weight > Weight::Hint && !it.is_calendar();
    counts(one)
        && counts(other)
        && (kind(one), one.unit, one.currency) == (kind(other), other.unit, other.currency)
}
