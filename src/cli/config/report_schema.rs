//! The JSON Schema of `bilint report --format json`.

use serde_json::{Value, json};

use super::schema::{
    DRAFT, count, finding, list, object, points, said, severity, share, string, table,
};

/// The schema.
pub fn report() -> Value {
    let maybe = |kind: &str| json!({"type": [kind, "null"]});
    let number = || json!({"type": "number"});
    let numbers = || {
        vec![
            said("articles", count(), "Texts; records of one document are one."),
            said("segments", count(), "Records that stand alone."),
            said("words", count(), "Words of the translations."),
            said("findings", count(), "Findings."),
            said("critical", count(), "Findings of this severity."),
            said("major", count(), "Findings of this severity."),
            said("minor", count(), "Findings of this severity."),
            said("info", count(), "Findings of this severity."),
            said("fixable", count(), "Findings with a repair."),
        ]
    };
    let score = open(
        [
            said("words", count(), "Words of the translations."),
            said("penalty", points(), "All points together."),
            said("per_1000_words", points(), "Points per 1,000 words."),
            said("of_100", points(), "The same on MQM's scale of 100."),
            said("weighed", list(json!({"type": "object"})), "What was weighed, by kind."),
        ],
        &["words", "penalty", "per_1000_words"],
    );
    let group = open(
        numbers().into_iter().chain([
            said("name", maybe("string"), "What they have in common; null where it is not known."),
            said("failing", count(), "Articles that do not pass."),
            ("score", score.clone()),
        ]),
        &["name", "failing", "words", "findings", "score"],
    );
    let interval = || {
        vec![
            said("value", number(), "The figure."),
            said("low", number(), "The lower bound."),
            said("high", number(), "The upper bound."),
        ]
    };
    let cell = open(
        interval().into_iter().chain([said("findings", count(), "The findings it comes from.")]),
        &["value", "low", "high", "findings"],
    );
    let behind = open(interval(), &["value", "low", "high"]);
    let of_kind = [
        said("category", string(), "MQM-Core dimension and type."),
        said("engines", list(cell.clone()), "By engine."),
    ];
    let engines = open(
        [
            said("texts", count(), "Texts that all engines have translated."),
            said("draws", count(), "Draws of the bootstrap."),
            said("engines", list(string()), "The names, the best first."),
            said("penalty", list(cell), "Points per 1,000 words, by engine."),
            said("behind_first", list(behind), "Points more than the first engine."),
            said(
                "kinds",
                list(open(of_kind, &["category", "engines"])),
                "Findings per 1,000 words.",
            ),
        ],
        &["texts", "engines", "penalty", "behind_first", "kinds"],
    );
    let kind = open(
        [
            said("category", string(), "MQM-Core dimension and type."),
            said("findings", count(), "The findings."),
            said("by_severity", list(count()), "From info to critical."),
        ],
        &["category", "findings", "by_severity"],
    );
    let example = [
        said("article", count(), "The number of the article in `articles`, from 0."),
        said("finding", count(), "The number of the finding in the article, from 0."),
        said("message", string(), "What it says."),
    ];
    let rule = open(
        [
            said("rule", string(), "The rule's name."),
            said("severity", severity(), "The gravest harm of its findings."),
            said("findings", count(), "Its findings."),
            said("articles", count(), "Articles that have any."),
            said("penalty", points(), "Points of them all."),
            said("why", string(), "Why it matters."),
            said("advice", string(), "What to do."),
            said("examples", list(open(example, &[])), "Some of them."),
        ],
        &["rule", "severity", "findings", "articles", "penalty", "why", "advice", "examples"],
    );
    let unit = open(
        [
            said("source", maybe("string"), "Of the source; null where it has nothing for it."),
            said(
                "target",
                maybe("string"),
                "Of the translation; null where it has nothing for it.",
            ),
            said("confidence", share(), "How sure it is that they belong together."),
        ],
        &["source", "target", "confidence"],
    );
    let mut found = finding();
    if let Some(schema) = found.as_object_mut() {
        schema.remove("$schema");
    }
    let article = open(
        numbers().into_iter().chain([
            said("path", string(), "The file, as it was named."),
            said("title", string(), "What it is called."),
            said("source", maybe("string"), "The file of its source."),
            said("source_lang", maybe("string"), "The source's language."),
            said("target_lang", maybe("string"), "The translation's language."),
            said("slug", maybe("string"), "What versions of it have in common."),
            said("desk", maybe("string"), "The desk."),
            said("engine", maybe("string"), "The engine."),
            ("score", score.clone()),
            said("revised", json!({"type": "object"}), "With --compare: the edit in numbers."),
            said("changes", json!({"type": "object"}), "With --compare: sentence by sentence."),
            said("units", list(unit), "Sentences that belong together."),
            said("findings", list(found), "The findings, in the order of their places."),
        ]),
        &["path", "title", "words", "score", "units", "findings"],
    );
    let history = open(
        [
            said("compared", count(), "Articles that were checked before."),
            said("new", count(), "Findings that were not there."),
            said("fixed", count(), "Findings that are gone."),
            said("still", count(), "Findings that were there already."),
            said("series", list(json!({"type": "object"})), "All runs, this one last."),
            said("rules", list(json!({"type": "object"})), "The same by rule."),
            said(
                "articles",
                table(json!({"type": "object"})),
                "The same by number of the article.",
            ),
        ],
        &["compared", "new", "fixed", "still", "series"],
    );
    let or_null = |schema: Value| json!({"anyOf": [schema, {"type": "null"}]});
    let keys = vec![
        said(
            "version",
            json!({"const": 1}),
            "Grows when a field changes its meaning or goes away.",
        ),
        said("name", string(), "What was checked."),
        said("day", maybe("string"), "The day of the report."),
        said("complete", json!({"type": "boolean"}), "Whether the run came to its end."),
        said("passes", json!({"type": "boolean"}), "Whether all limits are kept."),
        said("reasons", list(string()), "Why it does not pass."),
        said("limits", json!({"type": "object"}), "The limits."),
        said("summary", open(numbers(), &[]), "The figures of all articles."),
        ("score", score),
        said("failing", count(), "Articles that do not pass."),
        said("by_desk", list(group.clone()), "By desk, the worst first."),
        said("by_engine", list(group.clone()), "By engine, the worst first."),
        said("by_languages", list(group), "By languages, the worst first."),
        said("by_category", list(kind), "By kind of fault, the commonest first."),
        said("by_rule", list(rule), "By rule, the one that costs the most points first."),
        said("engines", or_null(engines), "Engines over texts that all of them have translated."),
        said("history", or_null(history), "With --history: what was there before."),
        said("worst", list(count()), "The numbers of the articles, the worst first."),
        said("errors", list(json!({"type": "object"})), "What could not be read."),
        said("unplaced", list(json!({"type": "object"})), "Snippets without a place."),
        said("articles", list(article), "The articles, in the order in which they were given."),
    ];
    let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    let mut schema = object(keys, &names);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("A report of bilint");
    schema
}

/// An object to which later versions may add fields.
fn open<'n>(keys: impl IntoIterator<Item = (&'n str, Value)>, required: &[&str]) -> Value {
    let mut schema = object(keys, required);
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("additionalProperties");
    }
    schema
}
