use serde_json::{Value, json};

use super::super::testing::{HOSTILE, hostile, pair, pair_of, render, rendered};
use super::super::{Checked, Format, Run};
use super::*;
use crate::check::SourcePlace;
use crate::text::Span;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_finding_is_a_result_with_its_rule() {
    let report = parsed(&rendered(Format::Sarif));
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let result = &run["results"][0];
    assert_eq!(result["level"], "error");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        *place,
        json!({
            "artifactLocation": {"uri": "article.de.txt", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 19},
        })
    );
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 11);
    assert_eq!(change["replacements"][0].get("insertedContent"), None);
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], result["ruleId"]);
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Not found"));
    assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 10);
}

#[test]
fn an_omission_stands_at_its_place_and_points_to_the_source() {
    let source = "The town builds.\nThey praise [their] plans.";
    let (pair, mut findings) = pair_of("a.de.txt", "Er lobt an [their] Pläne.", Some(source));
    findings[0].span = Some(Span::at(8));
    findings[0].source = Some(SourcePlace {
        path: "article.en.txt".to_owned(),
        part: None,
        id: None,
        field: None,
        span: Span::new(17, 43),
        excerpt: source[17..].to_owned(),
        block: 1,
    });
    let checked = Checked { pair: &pair, findings: &findings };
    let report = parsed(&render(Format::Sarif, checked, &Run::default()));
    let result = &report["runs"][0]["results"][0];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    let expected = json!({"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 9});
    assert_eq!(*region, expected);
    let related = &result["relatedLocations"][0];
    assert_eq!((&related["id"], &related["message"]["text"]), (&json!(1), &json!("source")));
    let region = &related["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&json!(2), &json!(1)));
    assert!(result["message"]["text"].as_str().unwrap().contains("([source](1)"), "{result}");
}

#[test]
fn hostile_texts_come_back_as_they_were() {
    let text = hostile(Format::Sarif);
    let report = parsed(&text);
    let result = &report["runs"][0]["results"][0];
    assert!(result["message"]["text"].as_str().unwrap().contains(HOSTILE));
    assert!(result["ruleId"].as_str().unwrap().ends_with(HOSTILE));
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(
        uri.as_str().unwrap().starts_with("a%22,'%3C/file%3E%5D%5D%3E&%0A%3A%3Aerror"),
        "{uri}"
    );
    let notification = &report["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], HOSTILE);
}

#[test]
fn brackets_that_look_like_links_are_escaped() {
    let (pair, mut findings) = pair("Er lobt an [their](1) Pläne.");
    findings[0].message = "left: [their](1)".to_owned();
    let checked = Checked { pair: &pair, findings: &findings };
    let report = parsed(&render(Format::Sarif, checked, &Run::default()));
    let message = &report["runs"][0]["results"][0]["message"]["text"];
    assert_eq!(message, "left: \\[their\\](1)");
}

fn entry(severity: Severity, confidence: f64, number: usize) -> Entry {
    let json = format!(
        "{{\"number\":{number},\"hash\":\"{:x}\"}}",
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    );
    Entry { rule: "untranslated-bracket".into(), severity, confidence, json: json.into() }
}

fn numbers(text: &[u8]) -> Vec<u64> {
    let report: Value = serde_json::from_slice(text).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    results.iter().map(|result| result["number"].as_u64().unwrap()).collect()
}

#[test]
fn the_worst_are_kept_in_their_order() {
    let mut results = Results::default();
    let severities = [Severity::Minor, Severity::Major, Severity::Minor, Severity::Critical];
    for (number, severity) in severities.into_iter().enumerate() {
        results.add(vec![entry(severity, 0.5 + number as f64 / 10.0, number)]);
    }
    let mut out = Vec::new();
    let told = results.write_within(3, limits::PACKED, &Run::default(), &mut out).unwrap();
    assert_eq!(numbers(&out), [1, 2, 3]);
    assert!(told.unwrap().starts_with("SARIF: 1 of 4 findings are left out"));
    let report: Value = serde_json::from_slice(&out).unwrap();
    let notification = &report["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "warning");
}

#[test]
fn packed_reports_are_cut_to_size() {
    let results = || {
        let mut results = Results::default();
        results.add((0..5000).map(|number| entry(Severity::Minor, 0.9, number)).collect());
        results
    };
    let mut out = Vec::new();
    let told = results().write_within(9999, 30_000, &Run::default(), &mut out).unwrap();
    let kept = numbers(&out).len();
    assert!(told.is_some() && kept > 1000 && kept < 4000, "{kept}");
    let packed = limits::packed(|packed| packed.write_all(&out)).unwrap();
    assert!(packed <= 30_000 && packed > 20_000, "{packed}");
    assert!(results().write(&Run::default(), &mut Vec::new()).unwrap().is_none());
}

#[test]
fn what_comes_late_may_be_worst() {
    let mut results = Results::default();
    let batch =
        |from: usize, severity| (from..from + 20_000).map(move |it| entry(severity, 0.9, it));
    results.add(batch(0, Severity::Minor).collect());
    results.add(batch(20_000, Severity::Minor).collect());
    results.add(batch(40_000, Severity::Major).collect());
    let mut out = Vec::new();
    let told = results.write(&Run::default(), &mut out).unwrap();
    let numbers = numbers(&out);
    assert_eq!((numbers.len(), numbers[4999], numbers[5000]), (25_000, 4999, 40_000));
    assert!(told.unwrap().contains("35000 of 60000"));
}
