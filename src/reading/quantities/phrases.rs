use super::digits::{Digits, Shape};
use super::tokens::{Gap, Is, Token, gap};
use super::{Kind, Quantity, Style, Weight, Written};
use crate::language::{Facts, Form, Pack};
use crate::text::{Decimal, Span};

/// Makes quantities of tokens: numbers with their scale words, and what stands around them.
pub(super) fn read(text: &str, tokens: &[Token<'_>], pack: &Pack) -> Vec<Quantity> {
    let mut reader = Reader { text, tokens, pack, found: Vec::new(), done: 0 };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found
}

pub(super) struct Reader<'r, 'p> {
    pub(super) text: &'r str,
    pub(super) tokens: &'r [Token<'p>],
    pub(super) pack: &'p Pack,
    pub(super) found: Vec<Quantity>,
    /// Up to where tokens belong to a quantity.
    pub(super) done: usize,
}

/// A number and where it ends, in tokens.
pub(super) struct Number {
    pub(super) quantity: Quantity,
    pub(super) next: usize,
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
                let also = self.day_before(at, weekday);
                self.found.push(Quantity { also, ..named(weekday, Kind::Weekday) });
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
                Shape::Chain(_) if self.seconds(digits.span).is_some() => {
                    let seconds = self.seconds(digits.span).unwrap_or_default();
                    let duration = Quantity {
                        kind: Kind::Duration,
                        weight: Weight::Loose,
                        written: Written::Digits,
                        ..plain(digits.span, Decimal::whole(seconds))
                    };
                    self.found.push(duration);
                    return at + 1;
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
        if self.told_from_the_hour(at) {
            self.done = at + 1;
            return at + 1;
        }
        let Some(number) = self.number(at) else { return at + 1 };
        let next = self.attach(at, number);
        self.done = next;
        next
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(other)) => gap(self.text, one.span.end, other.span.start),
            _ => Gap::Other,
        }
    }

    pub(super) fn facts(&self, at: usize) -> Option<&'p Facts> {
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
}

/// A plain number in words at a place.
pub(super) fn plain(span: Span, value: Decimal) -> Quantity {
    Quantity {
        span,
        whole: span,
        value,
        also: None,
        foreign: None,
        kind: Kind::Number,
        currency: None,
        unit: None,
        per: None,
        written: Written::Words,
        weight: Weight::Firm,
        approximate: false,
        scale: None,
        style: Style::Neutral,
    }
}

pub(super) fn plain_number(digits: &Digits) -> Option<u32> {
    match digits.shape {
        Shape::Number { plain, .. } => plain,
        _ => None,
    }
}

/// A hyphen, a space, or a short word between spaces: `half a million`, `about the 500`.
pub(super) fn is_short_gap(between: &str) -> bool {
    between == "-"
        || between.len() <= 6
            && between.starts_with(char::is_whitespace)
            && between.ends_with(char::is_whitespace)
            && between.trim().chars().all(char::is_alphabetic)
}
