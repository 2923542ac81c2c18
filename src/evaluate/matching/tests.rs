use super::*;
use crate::check::RelatedPlace;
use crate::reading::Segment;
use crate::settings::Severity;

const TEXT: &str = "„Größe“ übt „Süße“ – „Öl“ für die Bürger von Köln.";

/// A finding of a rule at a span of bytes, with the related places of its own rule.
fn finding(rule: &str, span: Span, related: &[(&str, Span)]) -> Finding {
    let category = find(rule).map_or("accuracy/omission", |known| known.rule.category);
    Finding {
        path: "t".to_owned(),
        part: None,
        id: None,
        field: None,
        rule: rule.to_owned().into(),
        severity: Severity::Minor,
        confidence: 0.9,
        category: category.into(),
        its: "other".into(),
        message: String::new(),
        span: Some(span),
        line: 1,
        column: 1,
        excerpt: String::new(),
        source: None,
        related: related
            .iter()
            .map(|(rule, span)| RelatedPlace {
                rule: (*rule).to_owned().into(),
                id: None,
                span: *span,
                block: 0,
                excerpt: String::new(),
                note: String::new(),
            })
            .collect(),
        fix: None,
        fingerprint: String::new(),
        evidence: None,
        why: "".into(),
        advice: "".into(),
        reading: Segment { block: 0, span },
    }
}

fn gold(rule: &str, span: Span) -> Gold {
    Gold { rule: Some(rule.to_owned()), span: Some(span), ..Gold::default() }
}

/// The `nth` place (from 0) where a string stands in the text.
fn at(needle: &str, nth: usize) -> Span {
    let (start, found) = TEXT.match_indices(needle).nth(nth).unwrap();
    Span::new(start, start + found.len())
}

fn found_by(gold: &[Gold], findings: &[Finding]) -> Vec<Option<usize>> {
    matching(TEXT, gold, findings).found_by
}

#[test]
fn half_of_the_longer_span_is_enough() {
    let spans = |start, end| Span::new(start, end);
    assert!(same_place(spans(10, 20), spans(15, 25)));
    assert!(!same_place(spans(10, 20), spans(16, 26)));
    assert!(same_place(spans(10, 30), spans(12, 22)));
    assert!(!same_place(spans(10, 30), spans(13, 22)));
    // Half of the shorter one is not.
    assert!(!same_place(spans(0, 100), spans(10, 20)));
}

#[test]
fn edges_may_lie_two_characters_apart() {
    assert!(same_place(Span::new(10, 11), Span::new(12, 13)));
    assert!(!same_place(Span::new(10, 11), Span::new(13, 14)));
    assert!(!same_place(Span::new(10, 11), Span::new(10, 14)));
    // An omission is an empty span.
    assert!(same_place(Span::at(10), Span::at(12)));
    assert!(same_place(Span::at(10), Span::new(9, 11)));
    assert!(!same_place(Span::at(10), Span::at(13)));
    assert!(!same_place(Span::at(10), Span::new(5, 15)));
}

#[test]
fn tolerance_counts_characters_not_bytes() {
    // From the closing mark to the next opening one it is five characters, seven bytes; to the
    // letter two before the mark it is two characters, four bytes.
    let mark = at("“", 0);
    let two_before = at("ß", 0);
    assert_eq!((mark.start - two_before.start, mark.len()), (3, 3));
    assert_eq!(found_by(&[gold("x", mark)], &[finding("x", two_before, &[])]), [Some(0)]);
    let three_before = at("ö", 0);
    assert_eq!(found_by(&[gold("x", mark)], &[finding("x", three_before, &[])]), [None]);
}

#[test]
fn rules_must_agree() {
    let mark = at("„", 1);
    let matching = matching(TEXT, &[gold("x", mark)], &[finding("y", mark, &[])]);
    assert_eq!(matching, Matching { found_by: vec![None], right: vec![false] });
}

#[test]
fn categories_agree_where_no_rule_is_named() {
    let mark = at("„", 1);
    let by_category =
        |category: &str| Gold { rule: None, category: Some(category.to_owned()), ..gold("", mark) };
    let orphan = [finding("orphan-closing-quote", mark, &[])];
    assert_eq!(found_by(&[by_category("Fluency/Punctuation")], &orphan), [Some(0)]);
    assert_eq!(found_by(&[by_category("linguistic-conventions")], &orphan), [Some(0)]);
    assert_eq!(found_by(&[by_category("Accuracy/Omission")], &orphan), [None]);
    let source = Gold { field: Field::Source, ..by_category("Fluency/Punctuation") };
    assert_eq!(found_by(&[source], &orphan), [None]);
}

#[test]
fn one_finding_is_one_annotation() {
    let (mark, near) = (at("„", 1), at("S", 0));
    let two = [gold("x", mark), gold("x", near)];
    let one = matching(TEXT, &two, &[finding("x", mark, &[])]);
    assert_eq!(one, Matching { found_by: vec![Some(0), None], right: vec![true] });

    let twice = [finding("x", mark, &[]), finding("x", mark, &[])];
    assert_eq!(matching(TEXT, &two[..1], &twice).right, [true, false]);
}

#[test]
fn as_many_as_possible_are_paired() {
    // The first annotation is near both findings, the second near the first one only: taking the
    // nearest first would leave the second alone.
    let [first, second] = [Span::new(30, 34), Span::new(28, 31)];
    let findings = [finding("x", Span::new(29, 33), &[]), finding("x", Span::new(32, 36), &[])];
    let golds = [gold("x", first), gold("x", second)];
    let text = "x".repeat(40);
    let characters = Characters::new(&text);
    let slots = Slots::new(&characters, &findings);
    assert_eq!(slots.fitting(&characters, &golds[0], &findings), [0, 1]);
    assert_eq!(slots.fitting(&characters, &golds[1], &findings), [0]);
    let matching = matching(&text, &golds, &findings);
    assert_eq!(matching.found_by, [Some(1), Some(0)]);
    assert_eq!(matching.right, [true, true]);
}

#[test]
fn a_related_place_is_found_too() {
    let (early, late) = (at("“", 0), at("“", 1));
    let own = [finding("x", early, &[("x", late)])];
    let matched = matching(TEXT, &[gold("x", late)], &own);
    assert_eq!(matched, Matching { found_by: vec![Some(0)], right: vec![true] });
    let both = matching(TEXT, &[gold("x", early), gold("x", late)], &own);
    assert_eq!(both.found_by, [Some(0), Some(0)]);
}

#[test]
fn a_place_of_the_rule_that_owns_it_is_found_but_not_right() {
    // An orphan mark yields to a displaced one.
    let (early, late) = (at("“", 0), at("“", 2));
    let owner = [finding("displaced-closing-quote", early, &[("orphan-closing-quote", late)])];
    let matched = matching(TEXT, &[gold("orphan-closing-quote", late)], &owner);
    assert_eq!(matched, Matching { found_by: vec![Some(0)], right: vec![false] });
    // Not the other way round.
    let servant = [finding("orphan-closing-quote", early, &[("orphan-closing-quote", late)])];
    assert_eq!(found_by(&[gold("displaced-closing-quote", late)], &servant), [None]);
    // And only at related places.
    let at_own = [finding("displaced-closing-quote", late, &[])];
    assert_eq!(found_by(&[gold("orphan-closing-quote", late)], &at_own), [None]);
}

#[test]
fn own_spans_go_before_related_places() {
    let mark = at("“", 1);
    let findings = [finding("x", at("“", 0), &[("x", mark)]), finding("x", mark, &[])];
    let matched = matching(TEXT, &[gold("x", mark)], &findings);
    assert_eq!(matched, Matching { found_by: vec![Some(1)], right: vec![false, true] });
}

#[test]
fn whole_texts_match_whole_texts() {
    let whole = Gold { span: None, ..gold("x", Span::at(0)) };
    let finding = Finding { span: None, ..finding("x", Span::at(0), &[]) };
    assert_eq!(found_by(std::slice::from_ref(&whole), std::slice::from_ref(&finding)), [Some(0)]);
    assert_eq!(found_by(&[gold("x", Span::at(0))], &[finding]), [None]);
}
