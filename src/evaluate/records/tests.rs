use super::*;

fn figures(lines: &str) -> RecordFigures {
    evaluate("r.jsonl", lines.as_bytes(), &Settings::default()).unwrap()
}

/// A record whose third mark (characters 20 to 21) opens a quotation again.
fn reopened(rest: &str) -> String {
    let target = "„Das Geld ist alle. „Wir hören auf“, sagte Ada Brandt.";
    format!("{{\"target\": \"{target}\", \"target_lang\": \"de\"{rest}}}\n")
}

#[test]
fn findings_are_counted_by_words() {
    let figures = figures(&(reopened(", \"doc\": \"a\"") + &reopened(", \"doc\": \"b\"")));
    assert_eq!((figures.records, figures.documents, figures.annotated), (2, 2, 0));
    assert_eq!((figures.frequency.words, figures.frequency.faults()), (20, 2));
    assert_eq!(figures.rules, BTreeMap::new());
    let mut out = Vec::new();
    figures.table(&mut out).unwrap();
    let table = String::from_utf8(out).unwrap();
    let row = "reopened-quote                      0        2        0        0         100.000\n";
    assert!(table.contains(row), "{table}");
    assert!(!table.contains("annotated") && !table.contains("MCC"), "{table}");
}

#[test]
fn consecutive_records_with_one_doc_are_one_document() {
    let line = |target: &str, doc: &str| {
        format!("{{\"target\": \"{target}\", \"target_lang\": \"de\", \"doc\": \"{doc}\"}}\n")
    };
    let open = "„Das Geld ist alle.";
    let close = "Wir hören auf“, sagte Ada Brandt.";
    let together = figures(&(line(open, "a") + "broken\n" + &line(close, "a")));
    assert_eq!((together.documents, together.frequency.faults()), (1, 0));
    assert!(together.unusable[0].to_string().starts_with("r.jsonl, line 2: expected value"));
    let apart = figures(&(line(open, "a") + &line(close, "b")));
    assert_eq!((apart.documents, apart.frequency.faults()), (2, 2));
}

#[test]
fn marks_of_raters_are_hit_by_findings_of_their_kind() {
    let errors = |errors: &str| {
        let rest = format!(", \"doc\": \"a\", \"unit\": \"chars\", \"errors\": [{errors}]");
        figures(&reopened(&rest))
    };
    let error = |category: &str, start: usize, end: usize| {
        format!(
            "{{\"category\": \"{category}\", \"severity\": \"Minor\", \"start\": {start}, \
             \"end\": {end}, \"side\": \"target\"}}"
        )
    };
    let one = RuleFigures { findings: 1, on_fitting: 1, on_any: 1, matched: 1 };
    assert_eq!(errors(&error("Fluency/Punctuation", 20, 21)).rules["reopened-quote"], one);

    // Marks of raters are often wider.
    let wide = errors(&error("Fluency/Punctuation", 20, 34));
    assert_eq!(wide.faults, RuleFigures { matched: 0, ..one });
    let category = wide.categories["Fluency/Punctuation"];
    assert_eq!((category.gold, category.hit, category.touched, category.matched), (1, 1, 1, 0));

    let other = errors(&error("Accuracy/Mistranslation", 20, 34));
    assert_eq!(other.faults, RuleFigures { matched: 0, on_fitting: 0, ..one });
    let category = other.categories["Accuracy/Mistranslation"];
    assert_eq!((category.hit, category.touched), (0, 1));

    let elsewhere = errors(&error("Fluency/Punctuation", 30, 34));
    assert_eq!(elsewhere.faults, RuleFigures { findings: 1, ..RuleFigures::default() });
    let none = errors("");
    assert_eq!((none.annotated, none.faults.findings), (1, 1));
    let mut out = Vec::new();
    wide.table(&mut out).unwrap();
    let table = String::from_utf8(out).unwrap();
    assert!(table.contains("Fluency/Punctuation               1      1  100.0"), "{table}");
}

#[test]
fn labels_are_compared_with_whether_anything_is_found() {
    let good = "{\"target\": \"Alles ist gut.\", \"target_lang\": \"de\", \"label\": \"OK\"}\n";
    let figures = figures(&(reopened(", \"doc\": \"a\", \"label\": \"BAD\"") + good + good));
    assert_eq!(figures.labels.mcc(), 1.0);
    let json = serde_json::to_value(&figures).unwrap();
    assert_eq!(json["labels"]["true_negatives"], 2);
    assert_eq!(json["unusable"], serde_json::json!([]));
}

#[test]
fn lines_that_cannot_be_used_are_named() {
    let outside = ", \"errors\": [{\"category\": \"Other\", \"start\": 5, \"end\": 900, \
                   \"unit\": \"chars\"}]";
    let mut lines = (reopened(outside) + "\n{\"label\": \"OK\"}\n").into_bytes();
    lines.extend(b"\xFF\n{\"target\": \"Ja.\", \"label\": \"perhaps\"}\n{\"target\": \"Ja.\"}");
    let figures = evaluate("r.jsonl", lines.as_slice(), &Settings::default()).unwrap();
    let lines: Vec<usize> = figures.unusable.iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 3, 4, 5]);
    assert_eq!(figures.records, 1);
}
