use super::digits::{Digits, Shape};
use super::phrases::{Number, Reader, is_short_gap, plain};
use super::tokens::{Gap, Is, Token, gap};
use super::{Kind, Quantity, Style, Weight, Written};
use crate::language::{Code, Facts, Roles};
use crate::text::{Decimal, Span};

/// What stands around numbers: money, units, shares, hours.
impl Reader<'_, '_> {
    /// Gives a number what stands around it, and keeps it.
    pub(super) fn attach(&mut self, at: usize, number: Number) -> usize {
        let Number { mut quantity, mut next } = number;
        quantity.whole = quantity.span;
        self.before(at, &mut quantity);
        if quantity.kind == Kind::Label {
            // A row of letters and digits may still name money or a unit that was not known.
            self.found.push(quantity);
            return next;
        }
        // Behind a number: up to two of currency, unit, share, time.
        for _ in 0..2 {
            let links = &self.pack.quantities.links;
            let is_link =
                |word: &str| quantity.scale.is_some() && links.iter().any(|it| it == word);
            // The link may be a token too.
            let token = self.tokens.get(next);
            let linked = token.is_some_and(|it| is_link(it.span.of(self.text)));
            let place = next + usize::from(linked);
            let Some(token) = self.tokens.get(place) else { break };
            let Some(facts) = token.facts() else { break };
            let gap = gap(self.text, quantity.whole.end, token.span.start);
            let word = self.text[quantity.whole.end..token.span.start]
                .trim_matches([' ', '\u{A0}', '’', '\'']);
            let close = gap.is_close() || gap == Gap::Other && is_link(word);
            next = if close { place } else { next };
            if !close || !self.take(&mut quantity, token, facts, gap, at) {
                break;
            }
            quantity.whole.end = token.span.end;
            next += 1;
        }
        if quantity.unit.is_some() || quantity.currency.is_some() {
            if quantity.kind == Kind::Year {
                quantity.kind = Kind::Number;
            }
            if let Some((per, end, after)) = self.per(quantity.whole.end, next) {
                (quantity.per, next) = (Some((per, end)), after);
            }
            // `100m` in money.
            if quantity.currency.is_some() {
                quantity.also = None;
            }
        }
        self.found.push(quantity);
        next
    }

    /// The unit that something which ends at byte `end` is counted for (`an acre`, `je Liter`), with
    /// its end and the token behind it.
    fn per(&self, end: usize, next: usize) -> Option<(Code, usize, usize)> {
        // The word between may be a token too: `an` is one.
        let tokens = self.tokens.iter().enumerate().skip(next).take(2);
        tokens.filter_map(|(at, it)| Some((at, it.span, it.facts()?.unit?))).find_map(
            |(at, span, unit)| {
                let between = self.text.get(end..span.start)?.trim();
                let words = &self.pack.quantities.per_words;
                let named = span.len() > 1 || between == "/";
                // `30 Euro im Jahr 2020` are spent once.
                let dated =
                    self.text[span.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                (named && !dated && words.iter().any(|it| it == between)).then_some((
                    unit,
                    span.end,
                    at + 1,
                ))
            },
        )
    }

    /// Currency and hedges before the number.
    fn before(&self, at: usize, quantity: &mut Quantity) {
        let Some(mut place) = at.checked_sub(1).filter(|it| *it + 1 > self.done) else { return };
        let mut start = quantity.whole.start;
        if let Some(currency) = self.facts(place).and_then(|it| it.currency)
            && matches!(gap(self.text, self.tokens[place].span.end, start), Gap::None | Gap::Space)
            && quantity.kind != Kind::Ordinal
        {
            quantity.currency = Some(currency);
            start = self.tokens[place].span.start;
            quantity.whole.start = start;
            if quantity.kind == Kind::Label {
                quantity.kind = Kind::Number;
            }
            let Some(earlier) = place.checked_sub(1).filter(|it| *it + 1 > self.done) else {
                return;
            };
            place = earlier;
        }
        let hedge = self.facts(place).is_some_and(|it| it.roles.any(Roles::HEDGE));
        let between = self.text.get(self.tokens[place].span.end..start).unwrap_or_default();
        quantity.approximate = hedge && is_short_gap(between);
    }

    /// Takes one thing behind the number; says whether it belonged to it.
    fn take(
        &self,
        it: &mut Quantity,
        token: &Token<'_>,
        facts: &Facts,
        gap: Gap,
        at: usize,
    ) -> bool {
        let hour = match self.tokens[at].is {
            Is::Digits(digits) => clock(&digits, it, self.text),
            _ => it.value.to_u64().filter(|hour| *hour <= 24).map(|hour| hour * 60),
        };
        let noon = facts.roles.any(Roles::BEFORE_NOON) || facts.roles.any(Roles::AFTER_NOON);
        if let Some(minutes) = hour.filter(|_| noon && gap != Gap::Hyphen) {
            let after = facts.roles.any(Roles::AFTER_NOON);
            let minutes = minutes % 720 + if after { 720 } else { 0 };
            it.value = Decimal::whole(minutes);
            (it.kind, it.foreign, it.style) = (Kind::Time, None, Style::Neutral);
            it.weight = it.weight.max(Weight::Loose);
            it.span.end = token.span.end;
            return true;
        }
        if let Some(minutes) = hour.filter(|_| facts.roles.any(Roles::CLOCK)) {
            let evening = self.tokens.iter().find(|later| later.span.start >= token.span.end);
            // `um 9.30 Uhr, an Feiertagen auch abends` speaks of another time.
            let beside = |it: &&Token<'_>| is_beside(&self.text[token.span.end..it.span.start]);
            let evening = evening
                .filter(beside)
                .and_then(|it| it.facts())
                .is_some_and(|it| it.roles.any(Roles::EVENING) && !it.roles.any(Roles::MORNING));
            let after = if evening && minutes < 720 { 720 } else { 0 };
            it.value = Decimal::whole(minutes + after);
            (it.kind, it.foreign, it.style) = (Kind::Time, None, Style::Neutral);
            it.weight = it.weight.max(Weight::Loose);
            return true;
        }
        if it.kind == Kind::Time {
            return false;
        }
        if facts.roles.any(Roles::POINTS) {
            it.kind = Kind::Points;
            return true;
        }
        if facts.roles.any(Roles::PERCENT) {
            it.kind = Kind::Percent;
            return true;
        }
        let spelled = token.span.of(self.text);
        let letter = spelled.len() == 1 && spelled.is_ascii() && gap != Gap::None;
        let unit = facts.unit.filter(|_| {
            !letter
                || self.pack.spacing.spaced_units.iter().any(|it| it == spelled)
                    && !self.text[token.span.end..].starts_with('.')
        });
        let currency = facts.currency.filter(|_| it.currency.is_none() && !letter);
        if it.kind == Kind::Decade || unit.is_none() && currency.is_none() {
            return false;
        }
        if it.kind == Kind::Ordinal && it.written == Written::Words {
            return false;
        }
        let other = it.unit.is_some();
        it.currency = it.currency.or(currency);
        it.unit = it.unit.or(unit);
        !other
    }

    /// A date in figures: day, month and year, one by one.
    pub(super) fn date(
        &mut self,
        at: usize,
        day: (u32, Span),
        month: (u32, Span),
        year: Option<(u32, Span)>,
        either: bool,
    ) -> usize {
        let part = |(value, span): (u32, Span), kind, also: Option<u32>| Quantity {
            kind,
            also: also.map(|it| Decimal::whole(it.into())),
            written: Written::Digits,
            weight: Weight::Loose,
            ..plain(span, Decimal::whole(value.into()))
        };
        let swapped = |other: u32| either.then_some(other);
        self.found.push(part(day, Kind::Day, swapped(month.0)));
        self.found.push(part(month, Kind::Month, swapped(day.0)));
        if let Some((value, span)) = year {
            let century = if span.len() == 2 { if value < 50 { 2000 } else { 1900 } } else { 0 };
            self.found.push(part((value + century, span), Kind::Year, None));
        }
        at + 1
    }
}

/// Whether a part of the day belongs to a time that so much parts it from: two words at most, and no
/// mark.
fn is_beside(between: &str) -> bool {
    between.split_whitespace().count() <= 2
        && between.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
}

/// The minutes of what can be a time: `3`, `3.30`, `3:30`.
fn clock(digits: &Digits, quantity: &Quantity, text: &str) -> Option<u64> {
    match digits.shape {
        Shape::Clock(minutes) => Some(minutes),
        Shape::Number { plain: Some(hour), .. } if hour <= 24 => Some(u64::from(hour) * 60),
        Shape::Number { .. } if quantity.scale.is_none() => {
            let (hour, minute) = digits.span.of(text).split_once('.')?;
            let (hour, minute): (u64, u64) =
                (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
            (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
        }
        _ => None,
    }
}
