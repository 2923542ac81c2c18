//! The examples of all rules: what is marked is found, what is not marked stays clean, fixes do
//! what they say.

use std::sync::Arc;

use bilint::language::glossary::{GlossaryFormat, read_glossary};
use bilint::rules::{Example, MarkedText, Registered, all};
use bilint::settings::Selection;
use bilint::text::Span;
use bilint::{Checker, Document, Finding, Languages, Pair, Settings, Severity};

fn check(registered: &Registered, example: &Example, text: &str) -> Vec<Finding> {
    let target = Document::read("example.txt", example.format, text.to_owned());
    let source = example
        .source
        .map(|(_, text)| Document::read("source.txt", example.format, text.to_owned()));
    let glossary = example
        .glossary
        .map(|text| Arc::new(read_glossary(text.as_bytes(), GlossaryFormat::Tsv).unwrap()));
    let languages = Languages {
        glossaries: glossary.into_iter().collect(),
        source: example.source.map(|(tag, _)| tag.parse().unwrap()),
        target: Some(example.language.parse().unwrap()),
        ..Languages::default()
    };
    let settings = Settings {
        selection: Selection {
            select: [registered.rule.name.to_owned()].into(),
            preview: true,
            ..Selection::default()
        },
        min_severity: Severity::Info,
        ..Settings::default()
    };
    Checker::new(settings).unwrap().check(&Pair::new(target, source, None, &languages))
}

/// The text after all fixes.
fn fixed(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<_> = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .flat_map(|fix| &fix.edits)
        .collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut text = text.to_owned();
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.start..edit.end, &edit.text);
    }
    text
}

#[test]
fn examples_show_their_rules() {
    let mut wrong = Vec::new();
    for registered in all() {
        for example in registered.rule.examples {
            let marked = MarkedText::parse(example.target);
            let findings = check(&registered, example, &marked.text);
            let spans: Vec<Span> = findings.iter().filter_map(|finding| finding.span).collect();
            let name = registered.rule.name;
            if spans != marked.spans {
                let excerpts: Vec<&str> = findings.iter().map(|it| it.excerpt.as_str()).collect();
                wrong.push(format!(
                    "{name}: {}\n    found {excerpts:?} at {spans:?}",
                    example.target
                ));
            }
            if let Some(expected) = example.fixed {
                let fixed = fixed(&marked.text, &findings);
                if fixed != expected {
                    wrong.push(format!("{name}: {}\n    fixed to {fixed}", example.target));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples go wrong:\n{}", wrong.len(), wrong.join("\n"));
}
