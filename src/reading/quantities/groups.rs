use super::tokens::{Gap, Token, gap};
use super::{Kind, Quantity, Weight, Written};
use crate::language::{Pack, Roles};
use crate::text::Decimal;

/// Sees to quantities that say more together: dates, ranges, seasons.
pub(super) fn read(text: &str, found: &mut [Quantity], tokens: &[Token<'_>], _pack: &Pack) {
    found.sort_by_key(|it| it.span);
    dates(text, found);
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let between = gap(text, first.whole.end, second.whole.start);
        if season(text, first, second) {
            continue;
        }
        let roles = Roles::RANGE;
        let word = |role: Roles| {
            let token = tokens.partition_point(|it| it.span.start < first.whole.end);
            tokens.get(token).is_some_and(|it| {
                it.span.end <= second.whole.start
                    && it.facts().is_some_and(|facts| facts.roles.any(role))
                    && text[first.whole.end..second.whole.start].len() <= it.span.len() + 2
            })
        };
        let range = matches!(between, Gap::Hyphen | Gap::Dash) || word(roles);
        if range || word(Roles::PAIR) {
            share(first, second);
        }
    }
}

/// What two ends of a range have in common stands at one of them.
fn share(first: &mut Quantity, second: &mut Quantity) {
    let plain = |it: &Quantity| {
        matches!(it.kind, Kind::Number | Kind::Year)
            && it.unit.is_none()
            && it.weight > Weight::Hint
    };
    if !plain(first) && first.kind != Kind::Label || second.weight == Weight::Hint {
        return;
    }
    let rich = second.unit.is_some()
        || second.currency.is_some()
        || second.scale.is_some()
        || matches!(second.kind, Kind::Percent | Kind::Points | Kind::Time);
    if first.currency.is_some() && second.currency.is_none() && second.unit.is_none() {
        second.currency = first.currency;
    }
    if !rich {
        return;
    }
    if let (None, Some((_, power))) = (first.scale, second.scale)
        && first.value < Decimal::whole(1000)
    {
        first.also = Some(first.value.scaled(power));
    }
    match second.kind {
        Kind::Percent | Kind::Points if first.currency.is_none() => first.kind = second.kind,
        Kind::Time => {
            // `3-5pm`: which half of the day the first is in is not said.
            if let Some(hour) = first.value.to_u64().filter(|it| *it <= 24) {
                let half = second.value.to_u64().map_or(0, |it| it / 720 * 720);
                first.kind = Kind::Time;
                first.also = Some(Decimal::whole(hour * 60 % 720 + 720 - half));
                first.value = Decimal::whole(hour * 60 % 720 + half);
            }
        }
        _ => {
            first.unit = second.unit;
            first.currency = first.currency.or(second.currency);
            if first.unit.is_some() || first.currency.is_some() {
                first.kind = Kind::Number;
            }
        }
    }
}

/// `2019/20`, `2019–20`: the second is a year too.
fn season(text: &str, first: &mut Quantity, second: &mut Quantity) -> bool {
    let close = matches!(text.get(first.span.end..second.span.start), Some("/" | "-" | "–"));
    let year = first.value.to_u64().filter(|it| (1200..2100).contains(it));
    let Some(year) = year.filter(|_| close && first.span.len() == 4) else { return false };
    // `1994-5`, `2019/20`, `1999/00`.
    let cut = match second.span.len() {
        1 => 10,
        2 => 100,
        _ => return false,
    };
    let short = second.value.to_u64().filter(|it| *it > year % cut || *it == 0);
    let Some(short) = short else { return false };
    if second.unit.is_some() || second.currency.is_some() || second.kind == Kind::Percent {
        return false;
    }
    if first.kind == Kind::Label {
        (first.kind, first.weight) = (Kind::Year, Weight::Loose);
    }
    second.also = Some(second.value);
    second.value = Decimal::whole(year / cut * cut + short + if short == 0 { cut } else { 0 });
    second.kind = Kind::Year;
    second.weight = Weight::Loose;
    true
}

/// Days and years around the names of months.
fn dates(text: &str, found: &mut [Quantity]) {
    for at in 0..found.len() {
        if found[at].kind != Kind::Month || found[at].written == Written::Digits {
            continue;
        }
        let mut last = at;
        if at + 1 < found.len() {
            let gap = gap(text, found[at].span.end, found[at + 1].span.start);
            let day = is_day(&found[at + 1]) && matches!(gap, Gap::Space);
            let label = found[at + 1].span.len() <= 2;
            if day && label {
                make_day(&mut found[at + 1]);
                last = at + 1;
            }
        }
        if last + 1 < found.len() {
            let gap = gap(text, found[last].whole.end, found[last + 1].span.start);
            let next = &mut found[last + 1];
            if next.kind == Kind::Year && matches!(gap, Gap::Space | Gap::Comma) {
                next.whole = next.span;
            }
        }
        let Some(before) = at.checked_sub(1) else { continue };
        let gap = gap(text, found[before].whole.end, found[at].span.start);
        if is_day(&found[before]) && matches!(gap, Gap::Space | Gap::Stop) && last == at {
            make_day(&mut found[before]);
        }
    }
}

fn is_day(quantity: &Quantity) -> bool {
    let number = matches!(quantity.kind, Kind::Number | Kind::Ordinal | Kind::Label);
    let value = quantity.value.to_u64().is_some_and(|it| (1..=31).contains(&it));
    number && value && quantity.unit.is_none() && quantity.currency.is_none()
}

fn make_day(quantity: &mut Quantity) {
    quantity.kind = Kind::Day;
    quantity.weight = quantity.weight.max(Weight::Loose);
    if quantity.written == Written::Digits {
        quantity.weight = Weight::Firm;
    }
}
