use crate::language::Pack;
use crate::pair::{Difference, DifferenceKind};
use crate::reading::Quantity;
use crate::rules::{Context, Findings, Proposal};
use crate::text::Span;

/// Reports the differences of one kind in a block; `more` adds what only that rule knows.
pub(super) fn report(
    cx: &Context<'_>,
    block: usize,
    kind: DifferenceKind,
    out: &mut Findings,
    mut more: impl FnMut(&Difference, &mut Proposal),
) {
    if !cx.pair.has_source() {
        return;
    }
    for difference in cx.pair.comparison().of_block(block).iter().filter(|it| it.kind == kind) {
        let given = difference.span.of(cx.text(block));
        let said = &difference.said;
        let message = match (difference.quantity, difference.source) {
            (Some(_), Some(_)) => format!("“{given}” stands where the source has “{said}”"),
            (Some(_), None) => format!("“{given}” is not in the source"),
            _ => format!("“{said}” of the source is missing here"),
        };
        let proposal = out.report(block, difference.span, message);
        proposal.confidence(difference.confidence);
        if let Some(source) = difference.source {
            proposal.source(source.block, source.span);
        }
        more(difference, proposal);
    }
}

/// The quantity of the target that a difference is about.
pub(super) fn quantity<'p>(cx: &Context<'p>, difference: &Difference) -> Option<&'p Quantity> {
    cx.target().quantities_of(difference.block).get(difference.quantity?)
}

/// The digits of a quantity with their separators, without a scale word.
pub(super) fn digits(quantity: &Quantity, text: &str) -> Span {
    let given = quantity.span.of(text);
    let end = given.rfind(|c: char| c.is_ascii_digit()).map_or(given.len(), |it| it + 1);
    Span::new(quantity.span.start, quantity.span.start + end)
}

/// Digits with foreign separators in the language's own; `grouped` when a lone mark groups.
pub(super) fn localised(digits: &str, grouped: bool, pack: &Pack) -> String {
    let is_mark = |c: &char| !c.is_ascii_digit();
    let marks: Vec<char> = digits.chars().filter(is_mark).collect();
    let last = marks.last().copied();
    // The last mark is the decimal one, if it is the only one of its kind.
    let lone = marks.iter().filter(|it| Some(**it) == last).count() == 1;
    let decimal = last.filter(|mark| lone && !grouped && matches!(mark, '.' | ','));
    let group = pack.numbers.group.first().map_or("", String::as_str);
    let mut right = String::with_capacity(digits.len());
    for character in digits.chars() {
        match character {
            '0'..='9' => right.push(character),
            _ if Some(character) == decimal => right.push_str(&pack.numbers.decimal),
            _ => right.push_str(group),
        }
    }
    right
}
