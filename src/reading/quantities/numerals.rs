use super::digits::{Digits, Shape};
use super::phrases::{Number, Reader, is_short_gap, plain, plain_number};
use super::tokens::{Gap, Is, Token, gap};
use super::{Kind, Quantity, Style, Weight, Written};
use crate::language::{Facts, Form, Roles};
use crate::text::{Decimal, OBJECT, Span, previous_char};

/// Numbers alone: in digits, in words, with what multiplies and parts them.
impl Reader<'_, '_> {
    /// A number in digits with what is glued to it.
    pub(super) fn digits(&self, at: usize, digits: Digits) -> Option<Number> {
        let span = digits.span;
        let (value, foreign, style, kind) = match digits.shape {
            Shape::Number { value, foreign, style, .. } => (value, foreign, style, Kind::Number),
            Shape::Clock(minutes) => (Decimal::whole(minutes), None, Style::Neutral, Kind::Time),
            _ => return None,
        };
        let mut quantity = Quantity {
            foreign,
            style,
            kind,
            written: Written::Digits,
            // `15:13` may be a result.
            weight: if kind == Kind::Time { Weight::Loose } else { Weight::Firm },
            ..plain(span, value)
        };
        let mut next = at + 1;
        let glued = self.gap(at) == Gap::None && self.tokens.get(at + 1).is_some();
        if let Some(facts) = self.facts(at + 1).filter(|_| glued) {
            if facts.roles.any(Roles::DIGIT_DECADE) && value.to_u64().is_some_and(|it| it % 10 == 0)
            {
                quantity.kind = Kind::Decade;
                quantity.span.end = self.tokens[at + 1].span.end;
                next += 1;
            } else if facts.roles.any(Roles::DIGIT_ORDINAL) {
                quantity.kind = Kind::Ordinal;
                next += 1;
            }
        } else if self.text[span.end..].starts_with(['\'', '’'])
            && gap_is_mark(self.text, span.end, self.tokens.get(at + 1))
            && self.facts(at + 1).is_some_and(|it| it.roles.any(Roles::DIGIT_DECADE))
        {
            // `1980’s`
            quantity.kind = Kind::Decade;
            quantity.span.end = self.tokens[at + 1].span.end;
            next += 1;
        } else if self.text[span.end..].starts_with(|c: char| c.is_alphabetic()) {
            quantity.kind = Kind::Label;
        }
        if let Some(facts) = self.facts(at + 1).filter(|it| it.roles.any(Roles::CLOCK_GLUED))
            && facts.known
            && matches!(self.gap(at), Gap::None | Gap::Space)
            && let Some(hour) = plain_number(&digits).filter(|it| *it <= 24)
        {
            // `15h30`, `15 h 30`, `15h`.
            let minutes = match self.tokens.get(at + 2).map(|it| it.is) {
                Some(Is::Digits(it))
                    if matches!(self.gap(at + 1), Gap::None | Gap::Space) && it.span.len() == 2 =>
                {
                    plain_number(&it).filter(|it| *it < 60)
                }
                _ => None,
            };
            if minutes.is_some() || glued {
                quantity.kind = Kind::Time;
                quantity.value = Decimal::whole(u64::from(hour * 60 + minutes.unwrap_or(0)));
                next = at + 2 + usize::from(minutes.is_some());
                quantity.span.end = self.tokens[next - 1].span.end;
            }
        }
        if quantity.kind == Kind::Number && self.is_label(at, span) {
            quantity.kind = Kind::Label;
        }
        if quantity.kind == Kind::Number && is_year(&digits) {
            quantity.kind = Kind::Year;
        }
        let marked = at
            .checked_sub(1)
            .and_then(|it| self.facts(it))
            .is_some_and(|it| it.roles.any(Roles::DECADE_MARK) && self.gap(at - 1) == Gap::Space);
        if marked && value.to_u64().is_some_and(|it| it % 10 == 0 && it > 0) {
            quantity.kind = Kind::Decade;
        }
        if quantity.kind == Kind::Label {
            quantity.weight = Weight::Hint;
        } else if quantity.kind == Kind::Number && value == Decimal::whole(1) {
            quantity.weight = Weight::Loose;
        }
        Some(Number { quantity, next })
    }

    /// Whether digits belong to a name or number something: `A380`, `Covid-19`, `[3]`, `1. `.
    fn is_label(&self, at: usize, span: Span) -> bool {
        let before = &self.text[..span.start];
        let glued_word = match before.chars().next_back() {
            Some('-' | '‑') => {
                let stem = before.trim_end_matches(['-', '‑']);
                // Between digits it parts them; behind a word it makes a name, save before a year.
                stem.ends_with(char::is_alphabetic) && span.len() < 4
            }
            Some(last) => last.is_alphabetic() && !self.is_money(at),
            None => false,
        };
        let after = &self.text[span.end..];
        let cited = before.ends_with('[') && after.starts_with(']');
        let listed = before.trim_start().is_empty()
            && span.len() <= 2
            && (after.starts_with(". ") || after.starts_with(") "));
        let object = before.ends_with([OBJECT, '#', '@', '/', '_', '=', '&'])
            || after.starts_with([OBJECT, '_', '@', '='])
            || after.starts_with('/') && !after[1..].starts_with(' ');
        let zero = span.len() > 1 && span.of(self.text).starts_with("00");
        glued_word || cited || listed || object || zero
    }

    fn is_money(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.and_then(|it| self.facts(it)).is_some_and(|it| it.currency.is_some())
            && self.gap(at - 1) == Gap::None
    }

    /// A number in words.
    pub(super) fn spelled(&self, at: usize, facts: &Facts) -> Option<Number> {
        let token = &self.tokens[at];
        let single = |value, weight, kind| {
            let quantity = Quantity { weight, kind, ..plain(token.span, value) };
            Some(Number { quantity, next: at + 1 })
        };
        // `half a million`, `eine halbe Million`
        let article = self.facts(at + 1).is_some_and(|it| it.inner.is_some());
        let place = at + 1 + usize::from(article);
        if facts.roles.any(Roles::HALF)
            && let Some(next) = self.tokens.get(place)
            && let Some(power) = next.facts().and_then(|it| it.scale)
            && is_short_gap(&self.text[token.span.end..next.span.start])
            && next.span.len() > 3
        {
            let quantity = Quantity {
                weight: Weight::Loose,
                scale: Some((next.span, power)),
                ..plain(token.span.join(next.span), Decimal::new(5, -1).scaled(power))
            };
            return Some(Number { quantity, next: place + 1 });
        }
        // `half a mile`, `eine halbe Stunde`
        let before = if article { self.tokens[at + 1].span } else { token.span };
        if facts.roles.any(Roles::HALF)
            && self.facts(place).is_some_and(|it| it.unit.is_some())
            && self.tokens[place].span.len() > 2
            && self.gap(place - 1) == Gap::Space
            && (!article || self.gap(at) == Gap::Space)
        {
            let quantity = Quantity {
                weight: Weight::Loose,
                ..plain(token.span.join(before), Decimal::new(5, -1))
            };
            return Some(Number { quantity, next: place });
        }
        if let Some(one) = facts.inner.or_else(|| hint_of_one(facts)) {
            let follows = self.facts(at + 1).filter(|_| self.gap(at) == Gap::Space);
            let more = follows.is_some_and(|it| {
                it.multiplier.is_some()
                    || it.collective.is_some()
                    || it.scale.is_some() && self.tokens[at + 1].span.len() > 3
            });
            let halved = follows.is_some_and(|it| it.roles.any(Roles::HALF));
            if more {
                return self.cardinal(at, one, true);
            }
            if halved && let Some(half) = self.facts(at + 1) {
                return self.spelled(at + 1, half).filter(|it| it.quantity.scale.is_some());
            }
            facts.number?;
        }
        if let Some((value, form)) = facts.number {
            return match form {
                Form::Cardinal => self.cardinal(at, value.to_u64()?, false),
                Form::Ordinal => single(value, Weight::Loose, Kind::Ordinal),
                Form::Hint | Form::Vague => single(value, Weight::Hint, Kind::Number),
                Form::Decade => single(value, Weight::Hint, Kind::Decade),
            };
        }
        if let Some(factor) = facts.multiplier {
            // `a few hundred`: alone it is no number to rely on.
            let mut number = self.cardinal(at, factor, true)?;
            if number.quantity.value == Decimal::whole(factor) {
                number.quantity.weight = Weight::Hint;
            }
            return Some(number);
        }
        if let Some(lot) = facts.collective {
            return single(Decimal::whole(lot), Weight::Hint, Kind::Number);
        }
        if let Some(parts) = facts.fraction {
            return single(Decimal::whole(1).over(parts)?, Weight::Hint, Kind::Fraction);
        }
        // A word of scale alone: `millions`, `Milliarden`.
        let power = facts.scale.filter(|_| token.span.len() > 3)?;
        let quantity = Quantity {
            weight: Weight::Hint,
            scale: Some((token.span, power)),
            ..plain(token.span, Decimal::new(1, power.into()))
        };
        Some(Number { quantity, next: at + 1 })
    }

    /// A number of several words: `two hundred and forty-five`.
    fn cardinal(&self, at: usize, first: u64, article: bool) -> Option<Number> {
        let (mut value, mut next) = (first, at + 1);
        let mut ordinal = false;
        loop {
            let close = matches!(self.gap(next - 1), Gap::Space | Gap::Hyphen);
            let Some(facts) = self.facts(next).filter(|_| close) else { break };
            let joined = facts.roles.any(Roles::JOINER);
            let (place, facts) = if joined {
                let close = matches!(self.gap(next), Gap::Space | Gap::Hyphen);
                match self.facts(next + 1).filter(|_| close) {
                    Some(facts) => (next + 1, facts),
                    None => break,
                }
            } else {
                (next, facts)
            };
            if let Some(factor) = facts.multiplier.filter(|_| !joined && value < 100) {
                value *= factor;
            } else if let Some(more) = facts
                .number
                .and_then(|(it, form)| {
                    // `twenty-first`: the first and second are mostly hints.
                    let placed = form == Form::Hint
                        && value >= 20
                        && self.gap(place - 1) == Gap::Hyphen
                        && it <= Decimal::whole(2);
                    ordinal = form == Form::Ordinal || placed;
                    let counts = placed || matches!(form, Form::Cardinal | Form::Ordinal);
                    it.to_u64().filter(|_| counts)
                })
                .or(facts.inner.filter(|_| value >= 20))
            {
                let hyphen = self.gap(place - 1) == Gap::Hyphen;
                let tens = !joined || value >= 100 || !self.pack.number_index.is_joined();
                let fits = match more {
                    ..10 if value.is_multiple_of(100) => joined || hyphen || value > 100,
                    ..10 => value.is_multiple_of(10) && (value > 10 || hyphen) && tens,
                    // `soixante-dix`, `quatre-vingt-dix`
                    10..20 => value.is_multiple_of(100) || hyphen && matches!(value % 100, 60 | 80),
                    20 if value == 4 && hyphen => {
                        value = 60;
                        true
                    }
                    20..100 => value.is_multiple_of(100) && value > 0,
                    _ => false,
                };
                // `two and five`: both are numbers of their own.
                if !fits || joined && value < 20 {
                    ordinal = false;
                    break;
                }
                value += more;
            } else {
                break;
            }
            next = place + 1;
        }
        let span = self.tokens[at].span.join(self.tokens[next - 1].span);
        let mut value = Decimal::whole(value);
        if let Some(lot) = self.facts(next).and_then(|it| it.collective)
            && self.gap(next - 1).is_close()
            && !ordinal
        {
            value = value.times(Decimal::whole(lot))?;
            let span = span.join(self.tokens[next].span);
            let quantity = Quantity { weight: Weight::Loose, ..plain(span, value) };
            return Some(Number { quantity, next: next + 1 });
        }
        let firm = value > Decimal::whole(12) && !article && !ordinal;
        let weight = if firm { Weight::Firm } else { Weight::Loose };
        let kind = if ordinal { Kind::Ordinal } else { Kind::Number };
        Some(Number { quantity: Quantity { weight, kind, ..plain(span, value) }, next })
    }

    /// Takes in scale words: `5.9 billion`, `184mn`, `3 Tsd. Mrd.`
    pub(super) fn scales(&self, number: &mut Number) {
        let mut times = 0;
        while times < 2
            && matches!(number.quantity.kind, Kind::Number | Kind::Year | Kind::Fraction)
            && let Some(facts) = self.facts(number.next)
            && let Some(power) = facts.scale
        {
            let token = &self.tokens[number.next];
            let gap = gap(self.text, number.quantity.span.end, token.span.start);
            let short = token.span.len() == 1;
            // `GJ 3512b` is a name.
            let name = short && number.quantity.value >= Decimal::whole(1_000);
            if name {
                (number.quantity.kind, number.quantity.weight) = (Kind::Label, Weight::Hint);
            }
            if name || !gap.is_close() || short && gap != Gap::None {
                break;
            }
            let it = &mut number.quantity;
            // `100m` is a distance as well, where no money stands before it.
            it.also = facts.unit.filter(|_| times == 0).map(|_| it.value);
            it.value = it.value.scaled(power);
            it.foreign = it.foreign.map(|value| value.scaled(power));
            it.kind = Kind::Number;
            it.span.end = token.span.end;
            it.scale = Some(match it.scale {
                Some((span, before)) => (span.join(token.span), before + power),
                None => (token.span, power),
            });
            let hinted = it.weight == Weight::Hint && it.value.digits() != 1;
            if it.weight == Weight::Loose || hinted && it.kind == Kind::Number {
                it.weight = Weight::Firm;
            }
            number.next += 1;
            times += 1;
        }
    }

    /// Takes in `and a half`, `½`.
    pub(super) fn halves(&self, number: &mut Number) {
        let Some(token) = self.tokens.get(number.next) else { return };
        let close = gap(self.text, number.quantity.span.end, token.span.start).is_close();
        if matches!(token.span.of(self.text), "1/2" | "1⁄2")
            && close
            && number.quantity.kind == Kind::Number
            && let Some(sum) = number.quantity.value.plus(Decimal::new(5, -1))
        {
            number.quantity.value = sum;
            number.quantity.span.end = token.span.end;
            number.next += 1;
            return;
        }
        let Some(facts) = token.facts() else { return };
        let sign = facts.number.filter(|_| token.span.of(self.text).starts_with(['½', '¼', '¾']));
        let more = match sign {
            Some((value, _)) => value,
            None if facts.roles.any(Roles::AND_HALF) => Decimal::new(5, -1),
            None => return,
        };
        let it = &mut number.quantity;
        let power = it.scale.map_or(0, |(_, power)| power);
        if let Some(sum) = it.value.plus(more.scaled(power)).filter(|_| close) {
            it.value = sum;
            it.span.end = token.span.end;
            it.kind = Kind::Number;
            number.next += 1;
        }
    }

    /// Takes in `thirds`: two thirds.
    pub(super) fn parts(&self, number: &mut Number) {
        let Some(token) = self.tokens.get(number.next) else { return };
        let Some(parts) = token.facts().and_then(|it| it.fraction) else { return };
        let it = &mut number.quantity;
        let close = gap(self.text, it.span.end, token.span.start).is_close();
        let few = it.value < Decimal::whole(20)
            && it.written == Written::Words
            && it.kind == Kind::Number
            && (it.weight > Weight::Hint || it.value == Decimal::whole(1));
        if let Some(share) = it.value.over(parts).filter(|_| close && few) {
            it.value = share;
            it.span.end = token.span.end;
            it.kind = Kind::Fraction;
            it.weight = Weight::Loose;
            number.next += 1;
        }
    }
}

fn hint_of_one(facts: &Facts) -> Option<u64> {
    let (value, form) = facts.number?;
    (form == Form::Hint && value == Decimal::whole(1)).then_some(1)
}

/// Four digits that nothing parts, from the Middle Ages on.
fn is_year(digits: &Digits) -> bool {
    digits.span.len() == 4 && plain_number(digits).is_some_and(|it| (1200..2200).contains(&it))
}

fn gap_is_mark(text: &str, from: usize, token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| matches!(text.get(from..token.span.start), Some("'" | "’")))
        && previous_char(text, from).is_some()
}
