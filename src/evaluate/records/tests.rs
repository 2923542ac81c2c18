use super::*;

fn figures(lines: &str) -> RecordFigures {
    evaluate("r.jsonl", lines.as_bytes(), &Settings::default(), &Languages::default()).unwrap()
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
    assert_eq!((category.gold, category.hit, category.touched, category.found), (1, 1, 1, 0));

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
    assert!(table.contains("Fluency/Punctuation                       1      0      0.0         0          1        1"), "{table}");
}

#[test]
fn labels_are_compared_with_whether_anything_grave_is_found() {
    let target = "„Das Geld [of the company] ist alle“, sagte Ada Brandt.";
    let bad =
        format!("{{\"target\": \"{target}\", \"target_lang\": \"de\", \"label\": \"BAD\"}}\n");
    let minor = reopened(", \"doc\": \"a\", \"label\": \"OK\"");
    let good = "{\"target\": \"Alles ist gut.\", \"target_lang\": \"de\", \"label\": \"OK\"}\n";
    let figures = figures(&(bad + &minor + good));
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
    let figures =
        evaluate("r.jsonl", lines.as_slice(), &Settings::default(), &Languages::default()).unwrap();
    let lines: Vec<usize> = figures.unusable.iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 3, 4, 5]);
    assert_eq!(figures.records, 1);
}

const TABLE: &str = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n\
    A\td\t1\t1\tr1\tOne.\t<v>Eins</v>.\tAccuracy/Mistranslation\tMajor\n\
    B\td\t1\t1\tr1\tOne.\tEin.\tNo-error\tNo-error\n\
    A\td\t1\t1\tr2\tOne.\t<v>Eins</v>.\tAccuracy/Mistranslation\tMinor\n\
    A\td\t1\t2\tr1\tTwo <v>ü</v> three.\tZwei.\tAccuracy/Omission\tMajor\n\
    A\td\t1\t2\tr1\tTwo\n";

#[test]
fn tables_of_wmt_are_read_by_system_and_document() {
    let mut records = mqm_records("t.tsv", TABLE.as_bytes()).into_iter();
    let error = records.next().unwrap().unwrap_err().to_string();
    assert_eq!(error, "t.tsv, line 6: the row has too few columns");
    let records: Vec<GoldRecord> = records.map(Result::unwrap).collect();
    let of =
        |record: &GoldRecord| (record.record.doc.clone().unwrap(), record.record.target.clone());
    let texts: Vec<_> = records.iter().map(of).collect();
    let expected = [("d#A", "Eins."), ("d#A", "Zwei."), ("d#B", "Ein.")];
    assert_eq!(texts, expected.map(|(doc, text)| (doc.to_owned(), text.to_owned())));
    let gold: Vec<_> = records
        .iter()
        .map(|it| it.said.gold.iter().flatten().map(|it| (it.field, it.span)).collect::<Vec<_>>())
        .collect();
    assert_eq!(gold[0], [(Field::Target, Some(Span::new(0, 4)))]);
    assert_eq!(gold[1], [(Field::Source, Some(Span::new(4, 6)))]);
    assert!(gold[2].is_empty());

    let figures =
        evaluate_mqm("t.tsv", TABLE.as_bytes(), &Settings::default(), &Languages::default())
            .unwrap();
    assert_eq!((figures.annotated, figures.documents, figures.unusable.len()), (3, 2, 1));
    let other = mqm_records("t.tsv", "a\tb\n".as_bytes());
    assert!(other[0].as_ref().unwrap_err().to_string().contains("no column `system`"));
}
