use super::phrases::{Reader, plain, plain_number};
use super::tokens::{Gap, Is};
use super::{Kind, Quantity, Weight};
use crate::language::Form;
use crate::text::{Decimal, Span, is_word_char, previous_char};

const DAY: i64 = 24 * 60;
const HALF_DAY: u64 = 12 * 60;

/// Times of day that are told from the hour: `halb acht`, `a quarter to nine`; weekdays that are told
/// by the night before.
impl Reader<'_, '_> {
    /// Reads the hour at token `at` when words before it say how far from it the time is.
    pub(super) fn told_from_the_hour(&mut self, at: usize) -> bool {
        let token = &self.tokens[at];
        let hour = match token.is {
            Is::Digits(digits) => plain_number(&digits).map(u64::from),
            Is::Word(facts) => facts
                .number
                .filter(|(_, form)| *form == Form::Cardinal)
                .and_then(|(value, _)| value.to_u64()),
            Is::Composed(_) => None,
        };
        let Some(hour) = hour.filter(|hour| (1..=24).contains(hour)) else { return false };
        // `Fünf vor zwei Jahren gebaute Schiffe`
        let counts = self.facts(at + 1).is_some_and(|it| it.unit.is_some());
        if counts && self.gap(at) == Gap::Space {
            return false;
        }
        let phrases = &self.pack.quantities.clock_phrases;
        let found = phrases.iter().filter_map(|(phrase, minutes)| {
            self.starts_before(phrase, token.span.start).map(|start| (start, *minutes))
        });
        // `fünf vor halb acht` is not `halb acht`.
        let Some((start, minutes)) = found.min_by_key(|it| it.0) else { return false };
        let minutes = (hour as i64 * 60 + minutes).rem_euclid(DAY) as u64;
        // `Viertel` was read as a part of a whole.
        while self.found.pop_if(|it| it.span.end > start).is_some() {}
        self.found.push(Quantity {
            kind: Kind::Time,
            weight: Weight::Loose,
            // Which half of the day it is, is not said.
            also: Some(Decimal::whole((minutes + HALF_DAY) % DAY as u64)),
            ..plain(Span::new(start, token.span.end), Decimal::whole(minutes))
        });
        true
    }

    /// The seconds of a time that something took, in hours, minutes and seconds: `2:31:05`.
    pub(super) fn seconds(&self, digits: Span) -> Option<u64> {
        let mut parts = digits.of(self.text).split(':');
        let hours = parts.next().filter(|it| it.len() <= 2)?.parse::<u64>().ok()?;
        let mut sixtieths = || {
            let part = parts.next().filter(|it| it.len() == 2)?.parse::<u64>().ok()?;
            (part < 60).then_some(part)
        };
        let (minutes, seconds) = (sixtieths()?, sixtieths()?);
        parts.next().is_none().then_some((hours * 60 + minutes) * 60 + seconds)
    }

    /// The day before a weekday, where words before it name the night that leads to it (`in der Nacht
    /// zum Dienstag`: Monday night).
    pub(super) fn day_before(&self, at: usize, weekday: u8) -> Option<Decimal> {
        let start = self.tokens[at].span.start;
        let eves = &self.pack.quantities.eve_phrases;
        eves.iter().any(|phrase| self.starts_before(phrase, start).is_some()).then(|| {
            let before = if weekday == 1 { 7 } else { weekday - 1 };
            Decimal::whole(before.into())
        })
    }

    /// Where a phrase starts that stands right before byte `at`, upper or lower case alike.
    fn starts_before(&self, phrase: &str, at: usize) -> Option<usize> {
        let before = self.text[..at].strip_suffix([' ', '\u{A0}'])?;
        let start = before.len().checked_sub(phrase.len())?;
        let same = before.get(start..)?.eq_ignore_ascii_case(phrase);
        (same && !previous_char(self.text, start).is_some_and(is_word_char)).then_some(start)
    }
}
