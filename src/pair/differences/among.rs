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
