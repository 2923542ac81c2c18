//! `bilint test`: the examples of custom rules.

use bilint::rules::{CUSTOM, MarkedText};
use bilint::settings::{Config, CustomExample, CustomRule, Selection};
use bilint::text::{Span, Tag};
use bilint::{Checker, Document, Finding, Format, Languages, Pair, Settings, Severity};

use super::config::ConfigArgs;
use super::output::{self, note};
use super::{CommandError, Status};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    settings: ConfigArgs,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let config = args.settings.load(&[])?.config;
    let mut faults = Vec::new();
    let mut examples = 0;
    for rule in &config.custom {
        if rule.bad.is_empty() || rule.good.is_empty() {
            faults.push(format!("{}: at least one bad and one good example are needed", rule.name));
        }
        let checker = checker(&config, rule)?;
        for (example, is_bad) in
            rule.bad.iter().map(|it| (it, true)).chain(rule.good.iter().map(|it| (it, false)))
        {
            examples += 1;
            let name = &rule.name;
            let fault = judged(&config, &checker, rule, example, is_bad);
            faults.extend(fault.map(|it| format!("{name}: {}\n    {it}", example.target())));
        }
    }
    for fault in &faults {
        output::error(fault);
    }
    let rules = config.custom.len();
    note(&format!("{rules} custom rules, {examples} examples, {} faults", faults.len()));
    Ok(if faults.is_empty() { Status::Clean } else { Status::Findings })
}

/// A checker that runs this rule alone.
fn checker(config: &Config, rule: &CustomRule) -> Result<Checker, CommandError> {
    let select = [rule.name.clone()].into();
    let selection = Selection { select, ..Selection::default() };
    let custom = vec![rule.clone()];
    let house = config.style.clone();
    let settings = Settings { selection, custom, house, ..Settings::default() };
    Ok(Checker::new(Settings { min_severity: Severity::Info, ..settings })?)
}

/// What is wrong with what the rule finds in an example.
fn judged(
    config: &Config,
    checker: &Checker,
    rule: &CustomRule,
    example: &CustomExample,
    is_bad: bool,
) -> Option<String> {
    let MarkedText { text, spans } = MarkedText::parse(example.target());
    let und = || Tag::language_only("und");
    let target_lang = rule.languages.first().or(config.target_lang.as_ref());
    let languages = Languages {
        source: Some(config.source_lang.clone().unwrap_or_else(und)),
        target: Some(target_lang.cloned().unwrap_or_else(und)),
        ..Languages::default()
    };
    let document = |name: &str, text: String| Document::read(name, Format::Plain, text);
    let source = example.source().map(|text| document("source", text.to_owned()));
    let pair = Pair::new(document(CUSTOM, text.clone()), source, None, &languages);
    let findings = checker.check(&pair);
    let found: Vec<Span> = findings.iter().filter_map(|finding| finding.span).collect();
    let words = || {
        let excerpts: Vec<String> = findings.iter().map(|it| format!("“{}”", it.excerpt)).collect();
        excerpts.join(", ")
    };
    match (is_bad, findings.is_empty()) {
        (false, false) => return Some(format!("a good example, but {} was found", words())),
        (true, true) => return Some("a bad example, but nothing was found".to_owned()),
        (true, false) if !spans.is_empty() && spans != found => {
            return Some(format!("what was found is not what is marked: {}", words()));
        }
        _ => {}
    }
    let wanted = example.fixed()?;
    let fixed = fixed(&text, &findings);
    (fixed != wanted).then(|| format!("fixed to: {fixed}"))
}

fn fixed(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<_> =
        findings.iter().filter_map(|it| it.fix.as_ref()).flat_map(|it| &it.edits).collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut text = text.to_owned();
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.start..edit.end, &edit.text);
    }
    text
}
