use super::digits::{Digits, Shape};
use super::tokens::{Gap, Is, Token, gap};
use super::{Kind, Quantity, Style, Weight, Written};
use crate::language::{Facts, Form, Pack, Roles};
use crate::text::{Decimal, OBJECT, Span, previous_char};

/// Makes quantities of tokens: numbers with their scale words, and what stands around them.
pub(super) fn read(text: &str, tokens: &[Token<'_>], pack: &Pack) -> Vec<Quantity> {
    let mut reader = Reader { text, tokens, pack, found: Vec::new(), done: 0 };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found
}

struct Reader<'r, 'p> {
    text: &'r str,
    tokens: &'r [Token<'p>],
    pack: &'p Pack,
    found: Vec<Quantity>,
    /// Up to where tokens belong to a quantity.
    done: usize,
}

/// A number and where it ends, in tokens.
struct Number {
    quantity: Quantity,
    next: usize,
}

impl<'p> Reader<'_, 'p> {
    /// Reads what starts with token `at`, and says with which to go on.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if let Some(facts) = token.facts() {
            let named = |value: u8, kind| Quantity {
                kind,
                weight: Weight::Loose,
                ..plain(token.span, Decimal::whole(value.into()))
            };
            if let Some(month) = facts.month {
                self.found.push(named(month, Kind::Month));
                return at + 1;
            }
            if let Some(weekday) = facts.weekday {
                self.found.push(named(weekday, Kind::Weekday));
                return at + 1;
            }
            if let Some(minutes) = facts.time {
                let time = Quantity {
                    kind: Kind::Time,
                    weight: Weight::Hint,
                    ..plain(token.span, Decimal::whole(minutes))
                };
                self.found.push(time);
                return at + 1;
            }
        }
        if let Is::Digits(digits) = token.is {
            match digits.shape {
                Shape::Number { .. } | Shape::Clock(_) => {}
                Shape::Date { day, month, year, either } => {
                    return self.date(at, day, month, year, either);
                }
                Shape::Chain(parts) => {
                    for part in parts.into_iter().flatten() {
                        let value = part.of(self.text).parse().unwrap_or_default();
                        let label = Quantity {
                            kind: Kind::Label,
                            weight: Weight::Hint,
                            written: Written::Digits,
                            ..plain(part, Decimal::new(value, 0))
                        };
                        self.found.push(label);
                    }
                    return at + 1;
                }
            }
        }
        let Some(number) = self.number(at) else { return at + 1 };
        let next = self.attach(at, number);
        self.done = next;
        next
    }

    fn gap(&self, at: usize) -> Gap {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(other)) => gap(self.text, one.span.end, other.span.start),
            _ => Gap::Other,
        }
    }

    fn facts(&self, at: usize) -> Option<&'p Facts> {
        self.tokens.get(at)?.facts()
    }

    /// The number that starts with token `at`, with its scale words.
    fn number(&self, at: usize) -> Option<Number> {
        let mut number = match self.tokens[at].is {
            Is::Digits(digits) => self.digits(at, digits)?,
            Is::Composed(composed) => {
                let firm = composed.form == Form::Cardinal
                    && composed.value > Decimal::whole(12)
                    && composed.unit.is_none();
                let weight = match composed.form {
                    Form::Hint | Form::Vague | Form::Decade => Weight::Hint,
                    _ if firm => Weight::Firm,
                    _ => Weight::Loose,
                };
                let kind = match composed.form {
                    Form::Ordinal => Kind::Ordinal,
                    Form::Decade => Kind::Decade,
                    _ if composed.percent => Kind::Percent,
                    _ => Kind::Number,
                };
                let quantity = Quantity {
                    kind,
                    weight,
                    unit: composed.unit,
                    ..plain(self.tokens[at].span, composed.value)
                };
                Number { quantity, next: at + 1 }
            }
            Is::Word(facts) => self.spelled(at, facts)?,
        };
        self.scales(&mut number);
        self.halves(&mut number);
        self.parts(&mut number);
        Some(number)
    }

    /// A number in digits with what is glued to it.
    fn digits(&self, at: usize, digits: Digits) -> Option<Number> {
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
    fn spelled(&self, at: usize, facts: &Facts) -> Option<Number> {
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
    fn scales(&self, number: &mut Number) {
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
    fn halves(&self, number: &mut Number) {
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
    fn parts(&self, number: &mut Number) {
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

    /// Gives a number what stands around it, and keeps it.
    fn attach(&mut self, at: usize, number: Number) -> usize {
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
            // `100m` in money.
            if quantity.currency.is_some() {
                quantity.also = None;
            }
        }
        self.found.push(quantity);
        next
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
            let evening = evening
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
    fn date(
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

/// A plain number in words at a place.
fn plain(span: Span, value: Decimal) -> Quantity {
    Quantity {
        span,
        whole: span,
        value,
        also: None,
        foreign: None,
        kind: Kind::Number,
        currency: None,
        unit: None,
        written: Written::Words,
        weight: Weight::Firm,
        approximate: false,
        scale: None,
        style: Style::Neutral,
    }
}

fn hint_of_one(facts: &Facts) -> Option<u64> {
    let (value, form) = facts.number?;
    (form == Form::Hint && value == Decimal::whole(1)).then_some(1)
}

fn plain_number(digits: &Digits) -> Option<u32> {
    match digits.shape {
        Shape::Number { plain, .. } => plain,
        _ => None,
    }
}

/// Four digits that nothing parts, from the Middle Ages on.
fn is_year(digits: &Digits) -> bool {
    digits.span.len() == 4 && plain_number(digits).is_some_and(|it| (1200..2200).contains(&it))
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

/// A hyphen, a space, or a short word between spaces: `half a million`, `about the 500`.
fn is_short_gap(between: &str) -> bool {
    between == "-"
        || between.len() <= 6
            && between.starts_with(char::is_whitespace)
            && between.ends_with(char::is_whitespace)
            && between.trim().chars().all(char::is_alphabetic)
}

fn gap_is_mark(text: &str, from: usize, token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| matches!(text.get(from..token.span.start), Some("'" | "’")))
        && previous_char(text, from).is_some()
}
