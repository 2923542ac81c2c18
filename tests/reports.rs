//! Reports for other tools, made by the program and held against what those tools expect.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// A run over all articles of the corpora, records, loose snippets and files that cannot be read,
/// with all reports at once.
fn reports(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let records = folder.join("records.jsonl");
    let record = |id: &str| {
        let record = serde_json::json!({
            "id": id, "source": "He has [our] plan.", "target": "„Er hat [our] Plan“, hieß es.",
            "source_lang": "en", "target_lang": "de",
        });
        format!("{record}\n")
    };
    fs::write(&records, format!("{}no record\n{}", record("a"), record("b<&\"\u{1}"))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
    command.args(["check", "corpora", "missing & gone.txt", "--preview"]).arg(&records);
    command.args(["--min-severity", "info", "--min-confidence", "0", "--format", "concise"]);
    for format in ["sarif", "junit", "checkstyle", "gitlab", "rdjson", "csv", "jsonl"] {
        command.arg("--output").arg(format!("{format}={}", folder.join(format).display()));
    }
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn reports_are_what_their_readers_expect() {
    let folder = reports("reports");
    let lines = fs::read_to_string(folder.join("jsonl")).unwrap();
    let findings: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(findings.len() > 100);
    as_the_schema_says(&findings);
    sarif(&json(&folder.join("sarif")), &findings);
    junit(&fs::read_to_string(folder.join("junit")).unwrap(), &findings);
    checkstyle(&fs::read_to_string(folder.join("checkstyle")).unwrap(), &findings);
    assert_eq!(
        json(&folder.join("rdjson"))["diagnostics"].as_array().unwrap().len(),
        findings.len()
    );
    let table = fs::read(folder.join("csv")).unwrap();
    let rows = csv::Reader::from_reader(&*table).into_records().map(Result::unwrap);
    assert_eq!(rows.count(), findings.len());
    let violations = json(&folder.join("gitlab"));
    let violations = violations.as_array().unwrap();
    let mut fingerprints: Vec<&Value> = violations.iter().map(|it| &it["fingerprint"]).collect();
    fingerprints.sort_by_key(|fingerprint| fingerprint.to_string());
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), findings.len());
}

/// Findings are what the project's own schema says they are.
fn as_the_schema_says(findings: &[Value]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/finding.schema.json");
    let validator = jsonschema::validator_for(&json(&path)).unwrap();
    for finding in findings {
        let faults: Vec<String> = validator.iter_errors(finding).map(|it| it.to_string()).collect();
        assert!(faults.is_empty(), "{finding}: {faults:#?}");
    }
    let mut broken = findings[0].clone();
    broken["severity"] = "bad".into();
    assert!(!validator.is_valid(&broken));
}

/// The schema of the standard, and what GitHub asks for besides.
fn sarif(report: &Value, findings: &[Value]) {
    let mut schema =
        json(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-schema-2.1.0.json"));
    // The published schema has an expression that is none: a bracket too many in the form of language
    // tags. No report has one.
    for object in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][object]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(report)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .take(5)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // A validator that finds nothing wrong anywhere would be none.
    let mut broken = report.clone();
    broken["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&broken));

    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string());
        let region = &place["region"];
        assert!(region["startLine"].as_u64().unwrap() >= 1, "{result}");
        if finding["id"].is_null() {
            assert_eq!(region["startLine"], finding["line"]);
            assert_eq!(region["startColumn"], finding["column"]);
        }
        assert_eq!(finding["source"].is_null(), !points_to_source(result), "{result}");
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string());
    }
    for rule in rules {
        assert!(rule["help"]["markdown"].as_str().unwrap().len() > 100);
        assert!(rule["shortDescription"]["text"].as_str().unwrap().len() <= 1024);
    }
}

fn points_to_source(result: &Value) -> bool {
    let related = result["relatedLocations"].as_array();
    related.is_some_and(|related| related.iter().any(|it| it["message"]["text"] == "source"))
}

/// An element: its name, attributes, and how deep it stands.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    depth: usize,
}

/// The elements of a well-formed document, in order.
fn elements(text: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut elements, mut depth) = (Vec::new(), 0);
    let element = |start: &BytesStart<'_>, depth| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(Result::unwrap)
            .map(|it| (it.key.as_ref().to_owned(), it.value.into_owned()))
            .collect(),
        depth,
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                elements.push(element(&start, depth));
                depth += 1;
            }
            Event::Empty(start) => elements.push(element(&start, depth)),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    elements
}

/// What a schema says about an element: its attributes and whether they must be there, and the
/// elements in it. Enough for schemas that know neither types nor an order.
#[derive(Default)]
struct Declared {
    attributes: BTreeMap<String, bool>,
    children: Vec<String>,
}

fn declared(schema: &str) -> BTreeMap<String, Declared> {
    let mut declared: BTreeMap<String, Declared> = BTreeMap::new();
    let mut current = String::new();
    for element in elements(schema) {
        let attribute = |name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        match element.name.as_str() {
            "xs:element" if element.depth == 1 => {
                current = attribute("name");
                declared.insert(current.clone(), Declared::default());
            }
            _ if element.depth == 1 => current.clear(),
            "xs:element" => {
                declared.entry(current.clone()).or_default().children.push(attribute("ref"));
            }
            "xs:attribute" => {
                let required = attribute("use") == "required";
                let declared = declared.entry(current.clone()).or_default();
                declared.attributes.insert(attribute("name"), required);
            }
            _ => {}
        }
    }
    declared
}

/// What does not go with the schema.
fn faults(text: &str, schema: &BTreeMap<String, Declared>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for Element { name, attributes, depth } in elements(text) {
        open.truncate(depth);
        let Some(declared) = schema.get(&name) else {
            faults.push(format!("<{name}> is not known"));
            continue;
        };
        if open.last().is_some_and(|parent| !schema[parent].children.contains(&name)) {
            faults.push(format!("<{name}> in <{}>", open[depth - 1]));
        }
        let unknown = attributes.keys().filter(|it| !declared.attributes.contains_key(*it));
        faults.extend(unknown.map(|it| format!("{it} of <{name}>")));
        let required = declared.attributes.iter().filter(|(_, required)| **required);
        let missing = required.filter(|(it, _)| !attributes.contains_key(*it));
        faults.extend(missing.map(|(it, _)| format!("no {it} of <{name}>")));
        open.push(name);
    }
    faults
}

/// The schema that Jenkins reads, and what the report says.
fn junit(text: &str, findings: &[Value]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/junit-10.xsd");
    let schema = declared(&fs::read_to_string(path).unwrap());
    assert_eq!(faults(text, &schema), [""; 0]);
    // A validator that finds nothing wrong anywhere would be none.
    let broken = text.replacen(" tests=", " count=", 1).replacen("<testcase", "<case", 1);
    assert_eq!(faults(&broken, &schema).len(), 3);
    let elements = elements(text);
    let sum = |name: &str| -> usize {
        let suites = elements.iter().filter(|it| it.name == "testsuite");
        suites.map(|it| it.attributes[name].parse::<usize>().unwrap()).sum()
    };
    let count = |name: &str| elements.iter().filter(|it| it.name == name).count();
    assert_eq!(sum("tests"), count("testcase"));
    assert_eq!(sum("failures"), count("failure"));
    assert_eq!((sum("errors"), count("error")), (2, 2));
    let grave = |it: &&Value| it["severity"] == "major" || it["severity"] == "critical";
    assert_eq!(count("failure"), findings.iter().filter(grave).count());
    assert_eq!(count("failure") + count("system-out"), findings.len());
}

fn checkstyle(text: &str, findings: &[Value]) {
    let elements = elements(text);
    for element in &elements {
        let depth = ["checkstyle", "file", "error"].iter().position(|name| *name == element.name);
        assert_eq!(Some(element.depth), depth, "{}", element.name);
    }
    let errors = elements.iter().filter(|it| it.name == "error");
    for error in errors.clone() {
        let severity = error.attributes["severity"].as_str();
        assert!(["error", "warning", "info"].contains(&severity));
        assert!(error.attributes["line"].parse::<usize>().is_ok());
    }
    // Two inputs could not be read.
    assert_eq!(errors.count(), findings.len() + 2);
}
