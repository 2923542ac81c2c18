//! JSON Schemas, made from what there is: of `bilint.toml`, and of a finding.

use bilint::Severity;
use bilint::rules::{Group, Preset, all};
use bilint::settings::{PenaltyKind, Weights};
use serde_json::{Map, Value, json};

pub(super) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `bilint.toml`.
pub fn config() -> Value {
    let top = [
        said(
            "extend",
            string(),
            "Another file of this kind, whose settings hold where this one says nothing.",
        ),
        said("select", names(), "Only these rules or groups."),
        said("extend-select", names(), "These rules or groups besides."),
        said("ignore", names(), "Not these rules or groups."),
        said("preview", json!({"type": "boolean"}), "Rules that are still being tried run too."),
        said("min-severity", severity(), "Findings of less harm are left out."),
        said("min-confidence", share(), "Findings less sure than this are left out."),
        said("fail-on", severity(), "A finding of this harm or more makes the run fail."),
        said(
            "max-findings",
            table(count()),
            "More findings of a rule or group than this make the run fail.",
        ),
        said(
            "max-penalty",
            points(),
            "More penalty points per 1,000 words than this, over all texts, make the run fail.",
        ),
        said(
            "max-document-penalty",
            points(),
            "More penalty points per 1,000 words than this in one text make the run fail.",
        ),
        said("score", score(), "How much findings count in the score, in points, by kind."),
        said("source-lang", string(), "The source's language, a BCP 47 tag."),
        said("target-lang", string(), "The translation's language, a BCP 47 tag."),
        said(
            "variants",
            table(string()),
            "Which variety a language is in where nobody says: de = \"de-CH\".",
        ),
        said(
            "pairs",
            list(string()),
            "How the files of a text are named in its languages: {slug}.{lang}.md.",
        ),
        said(
            "lexicons",
            list(string()),
            "Lexicons beside the built-in one: files, `auto`, `none`.",
        ),
        said("glossary", string(), "The glossary: a file."),
        said("baseline", string(), "The file of accepted findings."),
        said("severities", table(severity()), "The harm of a rule's findings, by rule."),
        said("rules", rules(), "The options of rules, by rule."),
        said("style", style(), "How the house writes."),
        said(
            "overrides",
            list(overrides()),
            "What is otherwise for some files; later ones go over earlier ones.",
        ),
        said("custom", list(custom()), "Rules of your own."),
    ];
    let mut schema = object(top, &[]);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("bilint.toml");
    schema
}

/// The weights, with their presets.
fn score() -> Value {
    let weights = Weights::default();
    let kinds = PenaltyKind::ALL.map(|kind| {
        let mut weight = points();
        weight["default"] = json!(weights.of(kind));
        said(kind.name(), weight, kind.meaning())
    });
    object(kinds, &[])
}

fn overrides() -> Value {
    let keys = [
        said(
            "files",
            list(string()),
            "Which files: patterns from the folder of bilint.toml; one without / holds in every folder.",
        ),
        said("select", names(), "Only these rules or groups."),
        said("extend-select", names(), "These rules or groups besides."),
        said("ignore", names(), "Not these rules or groups."),
        said("min-severity", severity(), "Findings of less harm are left out."),
        said("min-confidence", share(), "Findings less sure than this are left out."),
        said("source-lang", string(), "The source's language, a BCP 47 tag."),
        said("target-lang", string(), "The translation's language, a BCP 47 tag."),
        said("variants", table(string()), "Which variety a language is in where nobody says."),
        said("severities", table(severity()), "The harm of a rule's findings, by rule."),
        said("rules", rules(), "The options of rules, by rule."),
        said("style", style(), "How the house writes here."),
    ];
    object(keys, &["files"])
}

fn rules() -> Value {
    let with_options = all().filter(|it| !it.options.is_empty());
    let tables = with_options.map(|registered| {
        let options = registered.options.iter().map(|option| {
            let (kind, preset) = match option.preset {
                Preset::Count(preset) => (count(), json!(preset)),
                Preset::Share(preset) => (share(), json!(preset)),
                Preset::Flag(preset) => (json!({"type": "boolean"}), json!(preset)),
                Preset::Words(preset) => (list(string()), json!(preset)),
            };
            let (name, mut kind) = said(option.name, kind, option.what);
            kind["default"] = preset;
            (name, kind)
        });
        (registered.rule.name, object(options, &[]))
    });
    object(tables, &[])
}

fn style() -> Value {
    let marks = json!({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2});
    let numbers = [
        said("decimal", string(), "The mark before decimals."),
        said("grouping", string(), "What parts thousands; empty for nothing."),
    ];
    let keys = [
        said("quotation", marks.clone(), "The marks of a quotation: opening and closing."),
        said("inner-quotation", marks, "The marks of a quotation inside a quotation."),
        said("numbers", object(numbers, &[]), "How numbers are written."),
        said("accepted", list(string()), "Words and names that are right as they stand."),
    ];
    object(keys, &[])
}

fn custom() -> Value {
    let pair = [
        said("source", string(), "The source."),
        said("target", string(), "The translation."),
        said("fixed", string(), "The translation after the fix."),
    ];
    let example = json!({"anyOf": [string(), object(pair, &["target"])]});
    let flag = json!({"type": "boolean"});
    let keys = [
        said("name", json!({"type": "string", "pattern": "^[a-z0-9-]+$"}), "The rule's name."),
        said(
            "message",
            string(),
            "What is wrong; $0 stands for what was found, $1 for its first group.",
        ),
        said("severity", severity(), "The harm; minor when nothing is said."),
        said("why", string(), "Why it matters."),
        said("advice", string(), "What to do."),
        said(
            "languages",
            list(string()),
            "Languages of the translation it is for; all when empty.",
        ),
        said("find", string(), "The pattern looked for in the translation."),
        said("replace", string(), "What is to stand there instead; $1 stands for the first group."),
        said("safe", flag.clone(), "Whether --fix may replace it unseen."),
        said("source", string(), "The pattern that the source of the sentence must match."),
        said("target", string(), "The pattern that the translation of such a sentence must match."),
        said("ignore-case", flag, "Whether small and capital letters are the same."),
        said(
            "bad",
            list(example.clone()),
            "Texts in which it must find something, between ⟦ and ⟧ if such marks are there.",
        ),
        said("good", list(example), "Texts in which it must find nothing."),
    ];
    object(keys, &["name", "message"])
}

/// The schema of a finding: a line of `--format jsonl`, an item of `findings` in `json`.
pub fn finding() -> Value {
    let maybe = |kind: &str| json!({"type": [kind, "null"]});
    let whole = |least: u32| json!({"type": "integer", "minimum": least});
    let span = object(
        [
            said("start", whole(0), "The first byte."),
            said("end", whole(0), "One past the last byte."),
        ],
        &["start", "end"],
    );
    let or_null = |schema: &Value| json!({"anyOf": [schema, {"type": "null"}]});
    let place = [
        said("path", string(), "The file, as it was named."),
        said("part", maybe("string"), "The member of a packed file that the span counts in."),
        said("id", maybe("string"), "The record: its own id, else its number from 1."),
        said(
            "field",
            maybe("string"),
            "The record's field whose decoded value the span counts in.",
        ),
    ];
    let excerpt = said("excerpt", string(), "The decoded text at the span.");
    let source = place.iter().cloned().chain([("span", span.clone()), excerpt.clone()]);
    let source = object(source, &["path", "part", "id", "field", "span", "excerpt"]);
    let related = object(
        [
            said("rule", string(), "The rule that found it."),
            said(
                "id",
                maybe("string"),
                "The record, where it is another one than the finding's own.",
            ),
            ("span", span.clone()),
            excerpt.clone(),
            said("note", string(), "What it has to do with the finding."),
        ],
        &["rule", "id", "span", "excerpt", "note"],
    );
    let edit = object(
        [
            said("start", whole(0), "The first byte that is replaced."),
            said("end", whole(0), "One past the last byte."),
            said("text", string(), "What stands there afterwards."),
        ],
        &["start", "end", "text"],
    );
    let fix = object(
        [
            said(
                "applicability",
                json!({"enum": ["safe", "unsafe"]}),
                "How far it can be trusted.",
            ),
            said("edits", list(edit), "What is to be changed, in order."),
        ],
        &["applicability", "edits"],
    );
    let own = [
        said("rule", string(), "The rule's name."),
        said("severity", severity(), "The harm."),
        said("confidence", share(), "How sure it is."),
        said("category", string(), "MQM-Core dimension and type."),
        said("its", string(), "ITS 2.0 locQualityIssueType."),
        said("message", string(), "What is wrong."),
        said(
            "span",
            or_null(&span),
            "UTF-8 bytes of the file, member or field; null for a whole document.",
        ),
        said("line", whole(1), "The line, from 1."),
        said("column", whole(1), "The column, from 1, in characters."),
        excerpt,
        said("source", or_null(&source), "What shows it in the source."),
        said("related", list(related), "Other places that belong to it."),
        said("fix", or_null(&fix), "The repair."),
        said(
            "fingerprint",
            string(),
            "By what it is recognised after edits elsewhere in the text.",
        ),
    ];
    let keys: Vec<(&str, Value)> = place.into_iter().chain(own).collect();
    let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    let mut schema = object(keys, &names);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("A finding of bilint");
    schema
}

pub(super) fn said(name: &'static str, mut schema: Value, what: &str) -> (&'static str, Value) {
    schema["description"] = json!(what);
    (name, schema)
}

pub(super) fn object<'n>(
    keys: impl IntoIterator<Item = (&'n str, Value)>,
    required: &[&str],
) -> Value {
    let keys = keys.into_iter().map(|(name, schema)| (name.to_owned(), schema));
    let keys: Map<String, Value> = keys.collect();
    let mut schema = json!({"type": "object", "properties": keys, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

pub(super) fn string() -> Value {
    json!({"type": "string"})
}

pub(super) fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

pub(super) fn points() -> Value {
    json!({"type": "number", "minimum": 0})
}

pub(super) fn share() -> Value {
    json!({"type": "number", "minimum": 0, "maximum": 1})
}

pub(super) fn severity() -> Value {
    json!({"enum": Severity::ALL.map(Severity::name)})
}

pub(super) fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

pub(super) fn table(values: Value) -> Value {
    json!({"type": "object", "additionalProperties": values})
}

/// Names of rules and groups; those of custom rules are not known here.
fn names() -> Value {
    let mut known: Vec<&str> = all().map(|it| it.rule.name).collect();
    let mut groups: Vec<&str> = all().map(|it| Group::name(it.rule.group)).collect();
    groups.dedup();
    known.extend(groups);
    list(json!({"anyOf": [{"enum": known}, {"type": "string"}]}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bilint::settings::Config;

    /// The keys that a type knows, as it says when it is given one that it does not.
    fn keys_of(text: &str) -> Vec<String> {
        let message = Config::parse(text).unwrap_err().message().to_owned();
        let (_, listed) = message.split_once("expected").unwrap();
        let mut keys: Vec<String> =
            listed.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        keys.sort();
        keys
    }

    fn in_schema(schema: &Value) -> Vec<String> {
        let mut keys: Vec<String> =
            schema["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    }

    #[test]
    fn the_schema_knows_every_key() {
        let schema = config();
        assert_eq!(in_schema(&schema), keys_of("zzz = 1"));
        let part = |key: &str| in_schema(&schema["properties"][key]);
        let items = |key: &str| in_schema(&schema["properties"][key]["items"]);
        assert_eq!(part("style"), keys_of("[style]\nzzz = 1"));
        assert_eq!(part("score"), keys_of("[score]\nzzz = 1"));
        assert_eq!(items("overrides"), keys_of("[[overrides]]\nzzz = 1"));
        assert_eq!(items("custom"), keys_of("[[custom]]\nzzz = 1"));
    }

    #[test]
    fn the_schema_of_findings_knows_every_key() {
        use bilint::{Checker, Document, Format, Languages, Pair, Settings};
        let text = "„Er kam [today] , „und ging“, sagte sie.".to_owned();
        let document = Document::read("a.txt", Format::Plain, text);
        let languages = Languages { target: Some("de".parse().unwrap()), ..Languages::default() };
        let pair = Pair::target_alone(document, &languages);
        let findings = Checker::new(Settings::default()).unwrap().check(&pair);
        let schema = finding();
        let own: Value = serde_json::to_value(&findings[0]).unwrap();
        let mut keys: Vec<String> = own.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        assert_eq!(in_schema(&schema), keys);
        let with_fix = findings.iter().find_map(|it| it.fix.as_ref()).unwrap();
        let fix = serde_json::to_value(with_fix).unwrap();
        let mut keys: Vec<String> = fix.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        assert_eq!(in_schema(&schema["properties"]["fix"]["anyOf"][0]), keys);
    }
}
