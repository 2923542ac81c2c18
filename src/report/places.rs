//! Where findings are, as formats for other tools need it: in lines and columns of the file.

use crate::check::{Finding, SourcePlace};
use crate::document::Document;
use crate::pair::Pair;
use crate::settings::Severity;
use crate::text::{Position, Span};

/// Where a stretch of text starts and where it ends, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub start: Position,
    pub end: Position,
}

/// Whether line and column of a finding are those of the file. They are not where places count in the
/// decoded value of a record or in a member of a packed file.
pub(super) fn counts_in_file(finding: &Finding) -> bool {
    finding.field.is_none() && finding.part.is_none()
}

/// The place of a finding in the file itself. None where lines are not those of the file, and for a
/// finding about a whole document.
pub(super) fn in_file(pair: &Pair, finding: &Finding) -> Option<Region> {
    let span = finding.span.filter(|_| counts_in_file(finding))?;
    region(&pair.target.document, finding.reading.block, span)
}

/// The line of the file on which people look for a finding: its own, that of its record, else the
/// first.
pub(super) fn line(pair: &Pair, finding: &Finding) -> usize {
    let document = &pair.target.document;
    let block = document.blocks.get(finding.reading.block);
    let own = in_file(pair, finding).map(|region| region.start.line);
    own.or_else(|| document.record_line(block?)).unwrap_or(1)
}

/// The lines and columns of a span of what the places of a block count in.
pub(super) fn region(document: &Document, block: usize, span: Span) -> Option<Region> {
    let block = document.blocks.get(block)?;
    let position = |offset| document.position(block, offset);
    Some(Region { start: position(span.start), end: position(span.end) })
}

/// The same with columns in bytes; none where the file's lines are not known.
pub(super) fn in_bytes(document: &Document, region: Region, span: Span) -> Option<Region> {
    let lines = document.line_index();
    let position = |line, offset: usize| {
        let column = offset.checked_sub(lines.start(line)?)? + 1;
        Some(Position { line, column })
    };
    let start = position(region.start.line, span.start)?;
    Some(Region { start, end: position(region.end.line, span.end)? })
}

/// The region of what shows a finding in the source or among the snippets, if its lines are those of
/// the file.
pub(super) fn of_source(pair: &Pair, place: &SourcePlace) -> Option<Region> {
    let counts_in_file = place.field.is_none() && place.part.is_none();
    region(shown(pair, place)?, place.block, place.span).filter(|_| counts_in_file)
}

/// The line of the file on which people look for it.
pub(super) fn line_of_source(pair: &Pair, place: &SourcePlace) -> usize {
    let own = of_source(pair, place).map(|region| region.start.line);
    let in_record = || {
        let document = shown(pair, place)?;
        document.record_line(document.blocks.get(place.block)?)
    };
    own.or_else(in_record).unwrap_or(1)
}

fn shown<'p>(pair: &'p Pair, place: &SourcePlace) -> Option<&'p Document> {
    let sides = [&pair.source, &pair.snippets].into_iter().flatten();
    sides.map(|side| &side.document).find(|it| it.path == place.path)
}

/// What a place is in besides a file: a record, a member, a field. None for a place in the file
/// itself.
pub(super) fn inside(part: Option<&str>, id: Option<&str>, field: Option<&str>) -> Option<String> {
    let id = id.map(|id| format!("record {id}"));
    let parts: Vec<&str> = [part, id.as_deref(), field].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The message, with what the finding is in where the file alone does not say it.
pub(super) fn message(finding: &Finding) -> String {
    let Finding { message, part, id, line, column, .. } = finding;
    match inside(part.as_deref(), id.as_deref(), None) {
        None => message.clone(),
        Some(inside) if counts_in_file(finding) => format!("{message} ({inside})"),
        Some(inside) => format!("{message} ({inside}, {line}:{column})"),
    }
}

/// The name by which a finding is told from all others of a run: fingerprints are told apart within
/// one document only.
pub(super) fn identity(finding: &Finding) -> String {
    let id = finding.id.as_deref().unwrap_or_default();
    crate::check::name_of(&[&finding.path, id, &finding.fingerprint])
}

/// The three levels that most tools know: `error`, `warning`, and a word for less.
pub(super) const fn level(severity: Severity, less: &'static str) -> &'static str {
    match severity {
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
        Severity::Info => less,
    }
}
