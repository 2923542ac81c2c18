//! How a quantity that one side lacks and one that the other lacks may stand for each other.

use super::answers::{rounds_to, same_money};
use super::claims::Bead;
use super::conversions::{TIME, is_kept_unit, same_dimension};
use super::{DifferenceKind, Item};
use crate::language::{Code, Roles};
use crate::reading::{Kind, Quantity, Segment, Side, Weight};
use crate::text::{Decimal, words};

impl Bead<'_, '_> {
    /// How the one may stand for the other: the kind of the difference, how much they have in
    /// common, and how sure it is that they should be the same; no claim where that is none.
    pub(super) fn likeness(
        &self,
        one: &Item<'_>,
        other: &Item<'_>,
    ) -> Option<(DifferenceKind, u8, Option<f64>)> {
        let (a, b) = (one.is, other.is);
        let named = |it: &Quantity| matches!(it.kind, Kind::Month | Kind::Weekday);
        if (named(a) || named(b)) && a.kind != b.kind {
            return None;
        }
        let firm = a.weight == Weight::Firm || b.weight == Weight::Firm;
        let digits = a.value.digits() == b.value.digits() && a.value.digits() != 0;
        let apart = a.value.exponent() - b.value.exponent();
        if digits && apart != 0 && apart % 3 == 0 && (a.scale.is_some() || b.scale.is_some()) {
            return Some((DifferenceKind::Scale, 9, Some(0.95)));
        }
        if a.kind == Kind::Time && b.kind == Kind::Time {
            let sure = (!self.has_zones()).then(|| self.half_day(a, b));
            return Some((DifferenceKind::Time, 8, sure));
        }
        if a.kind == Kind::Duration && b.kind == Kind::Duration {
            return Some((DifferenceKind::Number, 8, Some(0.85)));
        }
        if [Kind::Time, Kind::Duration].iter().any(|it| a.kind == *it || b.kind == *it) {
            return None;
        }
        if a.is_calendar() && a.kind == b.kind {
            // Weekdays and months in words are told by heart; half of a date is not.
            let confidence = if matches!(a.kind, Kind::Month | Kind::Weekday) { 0.8 } else { 0.9 };
            return Some((DifferenceKind::Date, 8, Some(confidence)));
        }
        // `in 2023`: two years ago; `on 17 April`: eleven days after the race.
        let few = |it: &Quantity| it.value < Decimal::whole(100);
        let spans = |it: &Quantity| few(it) && it.unit.is_some_and(|unit| self.is_time(unit));
        if a.is_calendar() && spans(b) || b.is_calendar() && spans(a) {
            return Some((DifferenceKind::Date, 1, None));
        }
        let share = |it: &Quantity| matches!(it.kind, Kind::Percent | Kind::Points);
        let mut closeness = 2;
        if share(a) && share(b) {
            closeness += 4;
        } else if share(a) || share(b) {
            closeness -= 2;
        }
        let mut kind = DifferenceKind::Number;
        match (a.unit, b.unit) {
            (Some(from), Some(to)) if from == to => {
                closeness += 4;
                if is_kept_unit(a, b, self.pack) {
                    kind = DifferenceKind::Unit;
                }
            }
            (Some(from), Some(to)) => match same_dimension(from, to, self.pack) {
                Some(dimension) => {
                    closeness += 3;
                    if dimension != TIME {
                        kind = DifferenceKind::Unit;
                    }
                }
                None => closeness -= 1,
            },
            _ => {}
        }
        if let (Some(from), Some(to)) = (a.currency, b.currency) {
            if same_money(from, to, self.pack) {
                closeness += 4;
            } else {
                // A sum in other money may be the same sum.
                return Some((kind, closeness, None));
            }
        }
        if a.kind == b.kind {
            closeness += 1;
        }
        if a.written == b.written {
            closeness += 1;
        }
        if digits {
            closeness += 1;
        }
        let confidence = if rounds_to(a, b) {
            // Rounding that nothing announces is a liberty, not an error.
            None
        } else if firm {
            Some(if closeness >= 3 { 0.9 } else { 0.7 })
        } else {
            let alike = a.unit.is_some() && a.unit == b.unit || a.kind == b.kind && closeness >= 4;
            alike.then_some(if a.unit.is_some() { 0.8 } else { 0.6 })
        };
        Some((kind, closeness, confidence))
    }

    fn is_time(&self, unit: Code) -> bool {
        self.pack.quantities.measures.get(unit.as_str()).is_some_and(|it| it.dimension == TIME)
    }

    /// Twelve hours apart may be the other half of the day, which words elsewhere tell.
    fn half_day(&self, a: &Quantity, b: &Quantity) -> f64 {
        let apart = a.value.to_u64().zip(b.value.to_u64()).map(|(a, b)| a.abs_diff(b));
        if apart == Some(720) { 0.55 } else { 0.85 }
    }

    /// Whether a time zone is named on either side.
    fn has_zones(&self) -> bool {
        let named = |side: &Side, segments: &[Segment]| {
            segments.iter().any(|segment| {
                let (text, index) = (side.text_of(*segment), &side.pack.number_index);
                words(text).any(|word| {
                    index
                        .word(text, word.span.start, word.span.end)
                        .is_some_and(|(_, facts)| facts.roles.any(Roles::ZONE))
                })
            })
        };
        named(self.source.side, self.source.segments) || named(&self.pair.target, self.unit.target)
    }
}
