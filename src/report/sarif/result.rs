//! A finding as a result of SARIF.

use std::collections::BTreeMap;

use super::super::places::{self, Region};
use super::super::{Checked, uri};
use super::shapes::{
    ArtifactChange, ArtifactLocation, Fix, Location, LogicalLocation, PhysicalLocation, Properties,
    RegionObject, Replacement, ResultObject, Text,
};
use crate::check::{Finding, RelatedPlace, SourcePlace};
use crate::pair::Pair;
use crate::text::Span;

/// The folder that relative references start from, by the name that GitHub and others know.
pub(super) const ROOT: &str = "%SRCROOT%";

/// GitHub takes a thousand locations a result, and shows so many.
const MOST_RELATED: usize = 100;

/// So many related places are linked from the message, which is how GitHub shows them.
const LINKED: usize = 4;

pub(super) fn result<'f>(checked: Checked<'_>, finding: &'f Finding) -> ResultObject<'f> {
    let pair = checked.pair;
    let Finding { part, id, field, .. } = finding;
    let region = places::in_file(pair, finding);
    let inside = places::inside(part.as_deref(), id.as_deref(), field.as_deref());
    let related = related(pair, finding);
    ResultObject {
        rule_id: &finding.rule,
        level: places::level(finding.severity, "note"),
        message: message(finding, &related).into(),
        locations: [Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(&finding.path),
                region: Some(on_line(region, places::line(pair, finding))),
            },
            logical_locations: logical(inside),
            message: None,
        }],
        related_locations: related,
        partial_fingerprints: fingerprints(finding),
        fixes: region.and_then(|_| fix(pair, finding)).into_iter().collect(),
        properties: Properties {
            severity: finding.severity.name(),
            confidence: finding.confidence,
            category: &finding.category,
            its: &finding.its,
            part: part.as_deref(),
            id: id.as_deref(),
            field: field.as_deref(),
        },
    }
}

/// The region, or the line for what is no place in the lines of the file: a record's value, a member,
/// a whole document.
fn on_line(region: Option<Region>, line: usize) -> RegionObject {
    let line =
        RegionObject { start_line: line, start_column: None, end_line: None, end_column: None };
    region.map_or(line, RegionObject::from)
}

impl From<Region> for RegionObject {
    fn from(region: Region) -> RegionObject {
        RegionObject {
            start_line: region.start.line,
            start_column: Some(region.start.column),
            end_line: Some(region.end.line),
            end_column: Some(region.end.column),
        }
    }
}

pub(super) fn artifact(path: &str) -> ArtifactLocation {
    let uri = uri::of_path(path);
    let uri_base_id = uri::is_relative(&uri).then_some(ROOT);
    ArtifactLocation { uri, uri_base_id }
}

fn logical(inside: Option<String>) -> Vec<LogicalLocation> {
    inside.into_iter().map(|name| LogicalLocation { fully_qualified_name: name }).collect()
}

/// The place in the source first, then the other places of the translation.
fn related(pair: &Pair, finding: &Finding) -> Vec<Location> {
    let source = finding.source.iter().map(|source| of_source(pair, source));
    let others = finding.related.iter().map(|related| of_target(pair, finding, related));
    let mut locations: Vec<Location> = source.chain(others).take(MOST_RELATED).collect();
    for (id, location) in (1..).zip(&mut locations) {
        location.id = Some(id);
    }
    locations
}

fn of_source(pair: &Pair, source: &SourcePlace) -> Location {
    let SourcePlace { path, part, id, field, .. } = source;
    let inside = places::inside(part.as_deref(), id.as_deref(), field.as_deref());
    let region = places::of_source(pair, source);
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(path),
            region: Some(on_line(region, places::line_of_source(pair, source))),
        },
        logical_locations: logical(inside),
        message: Some("source".to_owned().into()),
    }
}

fn of_target(pair: &Pair, finding: &Finding, related: &RelatedPlace) -> Location {
    let Finding { part, id, field, .. } = finding;
    let id = related.id.as_ref().or(id.as_ref());
    let inside = places::inside(part.as_deref(), id.map(String::as_str), field.as_deref());
    let in_file = places::in_file(pair, finding);
    let region =
        in_file.and_then(|_| places::region(&pair.target.document, related.block, related.span));
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(&finding.path),
            region: Some(on_line(region, places::line(pair, finding))),
        },
        logical_locations: logical(inside),
        message: Some(related.note.clone().into()),
    }
}

/// The message with links to the related places. Brackets of the text that could be taken for a link
/// are escaped.
fn message(finding: &Finding, related: &[Location]) -> String {
    let escaped = |text: &str| text.replace('[', "\\[").replace(']', "\\]");
    let message = places::message(finding);
    let message = if message.contains("](") { escaped(&message) } else { message };
    let links = related.iter().take(LINKED).filter_map(|location| {
        let text = &location.message.as_ref()?.text;
        Some(format!("[{}]({})", escaped(text), location.id?))
    });
    let links: Vec<String> = links.collect();
    if links.is_empty() { message } else { format!("{message} ({})", links.join(", ")) }
}

/// GitHub follows an alert from run to run by `primaryLocationLineHash`. Its own one is a hash of the
/// line: in prose a line is a paragraph, where a rule may speak twice, and for records it is none of
/// theirs.
fn fingerprints(finding: &Finding) -> BTreeMap<&'static str, String> {
    let own = match &finding.id {
        // Documents of one file number what is alike each for itself.
        Some(id) => crate::check::name_of(&[id, &finding.fingerprint]),
        None => finding.fingerprint.clone(),
    };
    let line = format!("{own}:1");
    [("bilint/v1", own), ("primaryLocationLineHash", line)].into()
}

fn fix(pair: &Pair, finding: &Finding) -> Option<Fix> {
    let fix = finding.fix.as_ref()?;
    let replacements = fix.edits.iter().map(|edit| {
        let span = Span::new(edit.start, edit.end);
        let region = places::region(&pair.target.document, finding.reading.block, span)?;
        let text = Some(edit.text.clone()).filter(|text| !text.is_empty());
        Some(Replacement { deleted_region: region.into(), inserted_content: text.map(Text::from) })
    });
    let description = format!("{} ({})", finding.advice, fix.applicability.name());
    Some(Fix {
        description: description.into(),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(&finding.path),
            replacements: replacements.collect::<Option<_>>()?,
        }],
    })
}
