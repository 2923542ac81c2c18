use super::among::{day_of_month, is_copied, said_oftener, told_as_change};
use super::answers::{Answer, answer};
use super::conversions::{Steps, is_kept_rate};
use super::items::items;
use super::{Comparison, Difference, DifferenceKind, Item};
use crate::language::Pack;
use crate::pair::{Counterpart, Pair, Unit};
use crate::reading::{Kind, Quantity, Segment, Side, Weight, Written};
use crate::text::{Decimal, Span};

/// Beads with more quantities are lists and tables, in which too much moves.
const MOST: usize = 64;

/// Claims what differs in one bead.
pub(super) fn claims(
    pair: &Pair,
    unit: &Unit<'_>,
    source: &Counterpart<'_>,
    asked: &[Item<'_>],
    given: &[Item<'_>],
    out: &mut Comparison,
) {
    if asked.len() > MOST || given.len() > MOST {
        return;
    }
    let pack = &pair.target.pack;
    let mut bead = Bead { pair, unit, source, pack, out };
    let mut met_asked = vec![false; asked.len()];
    let mut met_given = vec![false; given.len()];
    for (number, one) in asked.iter().enumerate() {
        let mut other = None;
        for (place, it) in given.iter().enumerate() {
            match answer(one.is, it.is, pack) {
                Answer::No => {}
                Answer::Same => {
                    (met_asked[number], met_given[place]) = (true, true);
                    if it.is.foreign.is_some() && !is_copied(it, asked, pack) {
                        bead.out.confirmed.push((it.block, it.index));
                    }
                }
                Answer::Misread => {
                    (met_asked[number], met_given[place]) = (true, true);
                    bead.out.misread.push((it.block, it.index));
                }
                Answer::Conflict(kind) => other = other.or(Some((place, kind))),
            }
        }
        if let Some((place, kind)) = other.filter(|_| !met_asked[number]) {
            met_asked[number] = true;
            // Where another one of the source is met by it, there is no conflict.
            let free = !asked.iter().any(|it| answer(it.is, given[place].is, pack) == Answer::Same);
            met_given[place] = true;
            let counts = one.is.weight > Weight::Hint && given[place].is.weight > Weight::Hint;
            if free && counts {
                bead.claim(kind, one, &given[place], 0.8);
            }
        }
    }
    let left = |met: &[bool], items: &[Item<'_>]| -> Vec<usize> {
        let open = |it: &usize| !met[*it] && items[*it].is.weight > Weight::Hint;
        (0..items.len()).filter(open).collect()
    };
    let (mut asked_left, mut given_left) = (left(&met_asked, asked), left(&met_given, given));
    bead.dates(asked, given, &mut asked_left, &mut given_left);
    bead.hours(asked, given, (&met_asked, &met_given));
    if asked_left.is_empty() && given_left.is_empty() {
        return;
    }
    told_as_change(asked, given, (&mut asked_left, &mut given_left));
    bead.told_around(asked, given, &mut asked_left, &mut given_left);
    bead.pairs(asked, given, &mut asked_left, &mut given_left);
    // Of what the source says twice and the translation once, the other one may stand here.
    let mut once = said_oftener(asked, given, &met_asked, pack);
    if !given_left.is_empty() && !once.is_empty() {
        bead.pairs(asked, given, &mut once, &mut given_left);
    }
    // A loose snippet may be a part of its sentence, and its neighbours are not known.
    if pair.source.is_some() {
        bead.added(given, &given_left);
        bead.missing(asked, &asked_left);
    }
}

/// The power of ten that makes the value of the one of the digits of the other.
fn power(asked: &Quantity, given: &Quantity) -> Option<u8> {
    let (_, power) = given.scale.filter(|_| asked.value.digits() == given.value.digits())?;
    let power = i32::from(power) + asked.value.exponent() - given.value.exponent();
    u8::try_from(power).ok().filter(|it| *it > 0)
}

/// What is wrong with a quantity: its number, with what that counts if it is this.
fn place(kind: DifferenceKind, given: &Quantity) -> Span {
    match kind {
        DifferenceKind::Currency | DifferenceKind::Percent | DifferenceKind::Unit => given.whole,
        _ => given.span,
    }
}

/// A quantity with what it counts and counts for.
fn rate_of(quantity: &Quantity) -> Span {
    quantity.per.map_or(quantity.whole, |(_, end)| Span::new(quantity.whole.start, end))
}

pub(super) fn says(asked: &Quantity, given: &Quantity, pack: &Pack) -> bool {
    answer(asked, given, pack) != Answer::No
}

/// The quantities of the segments before and behind some others.
fn around<'s>(side: &'s Side, all: &[Segment], some: &[Segment]) -> Vec<Item<'s>> {
    let (Some(first), Some(last)) = (some.first(), some.last()) else { return Vec::new() };
    let before = all.partition_point(|it| it < first);
    let after = all.partition_point(|it| it <= last);
    let mut found = items(side, &all[before.saturating_sub(1)..before]);
    found.extend(items(side, &all[after..all.len().min(after + 1)]));
    found
}

/// A bead with what is found out about it.
pub(super) struct Bead<'b, 'p> {
    pub(super) pair: &'p Pair,
    pub(super) unit: &'b Unit<'p>,
    pub(super) source: &'b Counterpart<'p>,
    pub(super) pack: &'p Pack,
    out: &'b mut Comparison,
}

impl Bead<'_, '_> {
    fn claim(&mut self, kind: DifferenceKind, one: &Item<'_>, other: &Item<'_>, confidence: f64) {
        // The parts of one date are one cause.
        let near = |it: &Difference| {
            it.block == other.block
                && it.kind == kind
                && it.span.end + 12 >= other.is.span.start
                && other.is.span.end + 12 >= it.span.start
        };
        if kind == DifferenceKind::Date && self.out.differences.iter().rev().take(2).any(near) {
            return;
        }
        let of_rate = kind == DifferenceKind::Unit && is_kept_rate(one.is, other.is, self.pack);
        let said = if of_rate { rate_of(one.is) } else { one.is.whole };
        self.out.differences.push(Difference {
            kind,
            block: other.block,
            span: if of_rate { rate_of(other.is) } else { place(kind, other.is) },
            quantity: Some(other.index),
            source: Some(Segment { block: one.block, span: said }),
            power: power(one.is, other.is),
            said: said.of(one.side.text(one.block)).to_owned(),
            confidence,
        });
    }

    /// Claims months whose day is the same and that are not: whatever is said around, it is one date.
    fn dates(
        &mut self,
        asked: &[Item<'_>],
        given: &[Item<'_>],
        asked_left: &mut Vec<usize>,
        given_left: &mut Vec<usize>,
    ) {
        asked_left.retain(|&number| {
            let Some(day) = day_of_month(asked, number) else { return true };
            let same = |place: &usize| day_of_month(given, *place) == Some(day);
            let Some(at) = given_left.iter().position(same) else { return true };
            let other = &given[given_left.remove(at)];
            self.claim(DifferenceKind::Date, &asked[number], other, 0.9);
            false
        });
    }

    /// Takes from what is left what the neighbouring beads have, where it has moved, and what is told in
    /// step with a measure there or here that was converted.
    fn told_around(
        &self,
        asked: &[Item<'_>],
        given: &[Item<'_>],
        asked_left: &mut Vec<usize>,
        given_left: &mut Vec<usize>,
    ) {
        let (source, pack) = (self.source, self.pack);
        let near_given = around(&self.pair.target, self.pair.segments(), self.unit.target);
        asked_left.retain(|it| !near_given.iter().any(|other| says(asked[*it].is, other.is, pack)));
        let segments = self.pair.source_segments(source.side);
        let near_asked = around(source.side, segments, source.segments);
        given_left.retain(|it| !near_asked.iter().any(|other| says(other.is, given[*it].is, pack)));
        if asked_left.is_empty() || given_left.is_empty() {
            return;
        }
        let one = [asked, &near_asked[..near_asked.len().min(MOST)]].concat();
        let other = [given, &near_given[..near_given.len().min(MOST)]].concat();
        let steps = Steps::between(&one, &other, pack);
        given_left.retain(|place| {
            let leads_here = |number: &usize| steps.lead(asked[*number].is, given[*place].is);
            let Some(at) = asked_left.iter().position(leads_here) else { return true };
            asked_left.remove(at);
            false
        });
    }

    /// Claims words for a time of day of which each side has one that the other has not: noon is not
    /// midnight.
    fn hours(&mut self, asked: &[Item<'_>], given: &[Item<'_>], met: (&[bool], &[bool])) {
        let open = |items: &[Item<'_>], met: &[bool]| {
            let is_open = |it: &usize| items[*it].is.kind == Kind::Time && !met[*it];
            let mut all = (0..items.len()).filter(is_open);
            let only = all.next().filter(|it| items[*it].is.weight == Weight::Hint);
            only.filter(|_| all.next().is_none())
        };
        let (Some(one), Some(other)) = (open(asked, met.0), open(given, met.1)) else { return };
        self.claim(DifferenceKind::Time, &asked[one], &given[other], 0.8);
    }

    /// Claims for what is left on one side what is left on the other.
    fn pairs(
        &mut self,
        asked: &[Item<'_>],
        given: &[Item<'_>],
        asked_left: &mut Vec<usize>,
        given_left: &mut Vec<usize>,
    ) {
        let mut candidates = Vec::new();
        for &number in asked_left.iter() {
            for &place in given_left.iter() {
                let (one, other) = (&asked[number], &given[place]);
                if let Some((kind, closeness, confidence)) = self.likeness(one, other) {
                    let order = number.abs_diff(place);
                    candidates.push((closeness, order, number, place, kind, confidence));
                }
            }
        }
        candidates.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1, it.2, it.3));
        for (_, _, number, place, kind, confidence) in candidates {
            let (Ok(one), Ok(other)) =
                (asked_left.binary_search(&number), given_left.binary_search(&place))
            else {
                continue;
            };
            asked_left.remove(one);
            given_left.remove(other);
            if let Some(confidence) = confidence {
                self.claim(kind, &asked[number], &given[place], confidence);
            }
        }
    }

    /// Claims numbers that the source does not have.
    fn added(&mut self, given: &[Item<'_>], left: &[usize]) {
        for &place in left {
            let other = &given[place];
            let it = other.is;
            let bare = it.written == Written::Digits && it.weight == Weight::Firm;
            // Translators add what foreign sums are worth at home.
            let aside = other.is_in_brackets() && (it.currency.is_some() || it.unit.is_some());
            let spelled = it.written == Written::Words
                && it.weight == Weight::Firm
                && it.value > Decimal::whole(100)
                && it.value.digits() != 1;
            if !(bare || spelled) || aside || it.kind == Kind::Label {
                continue;
            }
            let kind = match it.kind {
                Kind::Year | Kind::Day | Kind::Decade => DifferenceKind::Date,
                Kind::Time => DifferenceKind::Time,
                _ => DifferenceKind::Number,
            };
            self.out.differences.push(Difference {
                kind,
                block: other.block,
                span: it.span,
                quantity: Some(other.index),
                source: None,
                power: None,
                said: String::new(),
                confidence: 0.7,
            });
        }
    }

    /// Claims numbers that the translation does not have.
    fn missing(&mut self, asked: &[Item<'_>], left: &[usize]) {
        let Some(segment) = self.unit.target.first() else { return };
        for &number in left {
            let one = &asked[number];
            let it = one.is;
            // A sum in brackets converts the one before it.
            if it.currency.is_some() && one.is_in_brackets() {
                continue;
            }
            // Years, ages and counts are often told in other words, or can be seen from the rest.
            let counts = it.currency.is_some()
                || matches!(it.kind, Kind::Percent | Kind::Points)
                || it.kind == Kind::Number
                    && it.value.digits() > 9
                    && (it.scale.is_some_and(|(span, _)| span.len() > 1)
                        || it.value > Decimal::whole(100));
            if it.weight < Weight::Firm || it.written == Written::Words || !counts {
                continue;
            }
            self.out.differences.push(Difference {
                kind: DifferenceKind::Number,
                block: segment.block,
                span: segment.span,
                quantity: None,
                source: Some(one.segment()),
                power: None,
                said: one.words().to_owned(),
                confidence: 0.6,
            });
        }
    }
}
