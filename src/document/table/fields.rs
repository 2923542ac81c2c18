use csv::ByteRecord;

use super::super::counted::Quoting;
use super::super::decoded::Decoded;
use super::super::place::PlaceMap;
use crate::text::Span;

/// A field of a row.
pub(super) struct Field {
    text: String,
    /// From the value to the bytes of the file, and how it is written there.
    pub place: Option<(PlaceMap, Quoting)>,
}

impl Field {
    /// The value.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The fields of a row, with their places where they can be found again in `raw`, which begins at
/// byte `start` of the file. Between tabs a field is quoted only if it needs to be.
pub(super) fn fields(
    record: &ByteRecord,
    raw: &[u8],
    start: usize,
    delimiter: u8,
) -> Result<Vec<Field>, String> {
    let raw = std::str::from_utf8(raw).unwrap_or_default();
    let mut places = scan(raw, start, delimiter)?.into_iter();
    let mut fields = Vec::with_capacity(record.len());
    for (number, value) in (1..).zip(record) {
        let text = std::str::from_utf8(value).map_err(|error| {
            let at = error.valid_up_to();
            format!("not valid UTF-8 at byte {at} of column {number}; save the file as UTF-8")
        })?;
        let place = places.next().filter(|(read, _)| {
            read.text == text || (delimiter == b'\t' && needs_quotes(text).is_some())
        });
        let text = match &place {
            Some((read, _)) => read.text.clone(),
            None => text.to_owned(),
        };
        fields.push(Field { text, place: place.map(|(read, quoting)| (read.map, quoting)) });
    }
    Ok(fields)
}

/// The inside of a field between tabs that is quoted because quotation marks are in it, which are
/// doubled then. A field that needs no quotes has them because its text has.
fn needs_quotes(field: &str) -> Option<&str> {
    let inner = field.strip_prefix('"')?.strip_suffix('"')?;
    let single = inner.replace("\"\"", "");
    (inner.contains('"') && !single.contains('"')).then_some(inner)
}

/// The fields of a row as they stand in the file.
fn scan(raw: &str, start: usize, delimiter: u8) -> Result<Vec<(Decoded, Quoting)>, String> {
    let bytes = raw.as_bytes();
    let mut at = raw.len() - raw.trim_start_matches(['\u{FEFF}', '\r', '\n']).len();
    let mut fields = Vec::new();
    let ends = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    loop {
        let rest = &raw[at..];
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        let quoted = if delimiter == b'\t' {
            needs_quotes(&rest[..length]).is_some()
        } else {
            rest.starts_with('"')
        };
        let mut field = Decoded::default();
        if quoted {
            let inside = at + 1;
            at = unquoted(raw, inside, start, &mut field).ok_or_else(|| {
                let column = fields.len() + 1;
                format!("the quotation mark that opens column {column} is never closed")
            })?;
            // What stands behind the closing mark belongs to the field all the same.
            let more = raw[at..].bytes().position(ends).unwrap_or(raw.len() - at);
            field.verbatim(&raw[at..at + more], start + at);
            if field.is_empty() {
                field.map = PlaceMap::verbatim(start + inside, 0);
            }
            at += more;
        } else {
            field.verbatim(&rest[..length], start + at);
            if field.is_empty() {
                field.map = PlaceMap::verbatim(start + at, 0);
            }
            at += length;
        }
        let quoting = match (quoted, delimiter) {
            (true, b'\t') => Quoting::DoubledIfNeeded,
            (true, _) => Quoting::Doubled,
            (false, delimiter) => Quoting::Bare(delimiter),
        };
        fields.push((field, quoting));
        if bytes.get(at) != Some(&delimiter) {
            return Ok(fields);
        }
        at += 1;
    }
}

/// Reads up to the closing quotation mark; the byte behind it, if there is one.
fn unquoted(raw: &str, mut at: usize, start: usize, into: &mut Decoded) -> Option<usize> {
    while let Some(found) = raw[at..].find('"') {
        into.verbatim(&raw[at..at + found], start + at);
        at += found;
        if !raw[at + 1..].starts_with('"') {
            return Some(at + 1);
        }
        into.decoded("\"", Span::new(start + at, start + at + 2));
        at += 2;
    }
    None
}
