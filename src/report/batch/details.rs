//! What is shown of an article when it is opened, and what programs are told of it: made while its
//! texts are at hand.

use serde::Serialize;

use super::super::{Checked, fix, shown};
use super::article::{About, Article, Revised};
use super::revision::Revision;
use super::text::{self, Row};
use crate::check::{Edit, Finding};
use crate::rules::{Applicability, find};
use crate::settings::Weights;
use crate::text::squeeze;

/// Bytes of text of loose records that are shown as one article at most.
const MOST: usize = 1 << 18;

/// An article with what is shown of it.
#[derive(Debug)]
pub struct Gathered {
    /// The figures.
    pub article: Article,
    /// What a page shows when the article is opened: JSON without a `<`.
    pub page: String,
    /// What programs are told: a JSON object; empty when they are not to be told.
    pub data: String,
}

/// How articles are gathered.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// What is known of the article; it goes before what the text says of itself.
    pub about: &'a About,
    /// What findings weigh.
    pub weights: &'a Weights,
    /// Whether programs are to be told too.
    pub data: bool,
    /// What an edit did to it.
    pub revision: Option<&'a Revision>,
}

#[derive(Serialize)]
struct Page<'a> {
    rows: Vec<Row>,
    findings: Vec<Told<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Revision>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cut: bool,
}

/// A finding as an editor reads it. What its rule says about all of its findings stands with the
/// rule.
#[derive(Serialize)]
struct Told<'a> {
    rule: &'a str,
    severity: &'a str,
    confidence: f64,
    message: &'a str,
    line: usize,
    excerpt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Repair>,
}

#[derive(Serialize)]
struct Repair {
    safe: bool,
    text: String,
}

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    article: &'a Article,
    units: Vec<Unit>,
    findings: Vec<&'a Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Revision>,
}

/// Sentences that belong together.
#[derive(Serialize)]
struct Unit {
    source: Option<String>,
    target: Option<String>,
    confidence: f64,
}

impl Gathered {
    /// What is gathered of pairs that are one text, or records of one file. None without a pair.
    pub fn of(parts: &[Checked<'_>], manner: &Manner<'_>) -> Option<Gathered> {
        let mut article = Article::of(parts, manner.about, manner.weights)?;
        article.revised = manner.revision.map(|it| Revised {
            places: it.changes.len(),
            removed: it.removed.len(),
            brought: it.brought.len(),
            kept: it.kept,
        });
        let (mut rows, mut unit, mut finding, mut bytes) = (Vec::new(), 0, 0, 0);
        let mut told = Vec::new();
        for part in parts {
            if bytes < MOST || parts.len() == 1 {
                let (more, next) = text::rows(part.pair, part.findings, (unit, finding));
                rows.extend(more);
                unit = next;
            }
            bytes += part.pair.target.blocks().iter().map(|it| it.text.len()).sum::<usize>();
            finding += part.findings.len();
            told.extend(part.findings.iter().map(|it| self::told(*part, it)));
        }
        let cut = bytes >= MOST && parts.len() > 1;
        let page = Page { rows, findings: told, changes: manner.revision, cut };
        let page = in_a_page(&json(&page));
        let data = if manner.data { data(&article, parts, manner) } else { String::new() };
        Some(Gathered { article, page, data })
    }
}

/// Plain types with names for keys always have a JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

/// JSON that can stand in a `script` element: no `<` in it can open or close anything, and no
/// separator of lines ends it for a reader of scripts.
pub(in super::super) fn in_a_page(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 64);
    for character in json.chars() {
        match character {
            '<' => out.push_str("\\u003c"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(character),
        }
    }
    out
}

fn data(article: &Article, parts: &[Checked<'_>], manner: &Manner<'_>) -> String {
    let units = parts.iter().flat_map(|part| units(*part)).collect();
    let findings = parts.iter().flat_map(|part| part.findings).collect();
    json(&Data { article, units, findings, changes: manner.revision })
}

fn told<'f>(checked: Checked<'f>, finding: &'f Finding) -> Told<'f> {
    let usual = find(&finding.rule).map(|it| it.rule.advice);
    let notes = finding.related.iter().map(|it| it.note.as_str()).filter(|it| !it.is_empty());
    Told {
        rule: &finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence,
        message: &finding.message,
        line: finding.line,
        excerpt: &finding.excerpt,
        record: finding.id.as_deref(),
        seen: finding.evidence.as_deref(),
        source: source_of(checked, finding),
        notes: notes.collect(),
        advice: (usual != Some(&*finding.advice)).then_some(&*finding.advice),
        fix: repair(checked, finding),
    }
}

/// The source's sentence for a finding: what the rule points to, else what the alignment has.
fn source_of(checked: Checked<'_>, finding: &Finding) -> Option<String> {
    let reading = finding.reading;
    let counterpart = checked.pair.counterpart(reading.block, reading.span);
    let sentence = counterpart.map(|it| {
        let document = &it.side.document;
        let text = |segment: &crate::reading::Segment| {
            squeeze(&document.blocks[segment.block].excerpt(segment.span)).trim().to_owned()
        };
        it.segments.iter().map(text).collect::<Vec<_>>().join(" ")
    });
    let pointed = finding.source.as_ref().map(|it| it.excerpt.clone());
    match (sentence, pointed) {
        (Some(sentence), Some(pointed)) if !sentence.contains(pointed.trim()) => Some(pointed),
        (sentence, pointed) => sentence.or(pointed).filter(|text| !text.is_empty()),
    }
}

fn repair(checked: Checked<'_>, finding: &Finding) -> Option<Repair> {
    let it = finding.fix.as_ref().filter(|_| finding.part.is_none())?;
    let raw = shown::raw_of(&checked.pair.target.document, finding.reading.block);
    let edits: Option<Vec<Edit>> = it.edits.iter().map(|edit| shown::local(raw, edit)).collect();
    let text = fix::described(raw.text, &edits?)?;
    Some(Repair { safe: it.applicability == Applicability::Safe, text })
}

fn units(checked: Checked<'_>) -> Vec<Unit> {
    let pair = checked.pair;
    let unit = |unit: crate::pair::Unit<'_>| {
        let target =
            unit.target.iter().map(|it| pair.target.document.blocks[it.block].excerpt(it.span));
        let target = (!unit.target.is_empty()).then(|| target.collect::<Vec<_>>().join(" "));
        let source = unit.source.map(|it| {
            let excerpt = |segment: &crate::reading::Segment| {
                it.side.document.blocks[segment.block].excerpt(segment.span)
            };
            it.segments.iter().map(excerpt).collect::<Vec<_>>().join(" ")
        });
        let confidence = (unit.confidence * 100.0).round() / 100.0;
        Unit { source, target, confidence }
    };
    pair.units().map(unit).collect()
}
