//! The columns of the tables, CSV and Parquet: all that the JSON of a finding has, a row each. New
//! columns come last, so that who counts them is not led astray.

use std::borrow::Cow;

use serde::Serialize;

use crate::check::{Finding, SourcePlace};

/// What stands in a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'f> {
    Text(Cow<'f, str>),
    Count(usize),
    Share(f64),
    Missing,
}

/// What can stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A number from 0 up.
    Count,
    /// A number from 0 to 1.
    Share,
}

/// A column.
pub(super) struct Column {
    pub name: &'static str,
    #[cfg_attr(not(feature = "parquet"), expect(dead_code))]
    pub kind: Kind,
    /// Whether something stands in every row.
    #[cfg_attr(not(any(test, feature = "parquet")), expect(dead_code))]
    pub always: bool,
    pub cell: for<'f> fn(&'f Finding) -> Cell<'f>,
}

const fn column(
    name: &'static str,
    kind: Kind,
    always: bool,
    cell: for<'f> fn(&'f Finding) -> Cell<'f>,
) -> Column {
    Column { name, kind, always, cell }
}

/// All columns, in order.
pub(super) const COLUMNS: [Column; 26] = [
    column("path", Kind::Text, true, |it| text(&it.path)),
    column("part", Kind::Text, false, |it| maybe(it.part.as_ref())),
    column("id", Kind::Text, false, |it| maybe(it.id.as_ref())),
    column("field", Kind::Text, false, |it| maybe(it.field.as_ref())),
    column("line", Kind::Count, true, |it| Cell::Count(it.line)),
    column("column", Kind::Count, true, |it| Cell::Count(it.column)),
    column("start", Kind::Count, false, |it| count(it.span.map(|span| span.start))),
    column("end", Kind::Count, false, |it| count(it.span.map(|span| span.end))),
    column("rule", Kind::Text, true, |it| text(&it.rule)),
    column("severity", Kind::Text, true, |it| text(it.severity.name())),
    column("confidence", Kind::Share, true, |it| Cell::Share(it.confidence)),
    column("category", Kind::Text, true, |it| text(&it.category)),
    column("its", Kind::Text, true, |it| text(&it.its)),
    column("message", Kind::Text, true, |it| text(&it.message)),
    column("excerpt", Kind::Text, true, |it| text(&it.excerpt)),
    column("source_path", Kind::Text, false, |it| source(it, |place| text(&place.path))),
    column("source_excerpt", Kind::Text, false, |it| source(it, |place| text(&place.excerpt))),
    column("fix", Kind::Text, false, |it| {
        it.fix.as_ref().map_or(Cell::Missing, |fix| text(fix.applicability.name()))
    }),
    column("fingerprint", Kind::Text, true, |it| text(&it.fingerprint)),
    column("source_part", Kind::Text, false, |it| source(it, |place| maybe(place.part.as_ref()))),
    column("source_id", Kind::Text, false, |it| source(it, |place| maybe(place.id.as_ref()))),
    column("source_field", Kind::Text, false, |it| source(it, |place| maybe(place.field.as_ref()))),
    column("source_start", Kind::Count, false, |it| {
        source(it, |place| Cell::Count(place.span.start))
    }),
    column("source_end", Kind::Count, false, |it| source(it, |place| Cell::Count(place.span.end))),
    // Lists are JSON, as in the JSON of the finding.
    column("edits", Kind::Text, false, |it| {
        it.fix.as_ref().map_or(Cell::Missing, |fix| json(&fix.edits))
    }),
    column("related", Kind::Text, true, |it| json(&it.related)),
];

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn maybe(text: Option<&String>) -> Cell<'_> {
    text.map_or(Cell::Missing, |text| Cell::Text(Cow::Borrowed(text)))
}

fn count(number: Option<usize>) -> Cell<'static> {
    number.map_or(Cell::Missing, Cell::Count)
}

fn source(finding: &Finding, cell: impl FnOnce(&SourcePlace) -> Cell<'_>) -> Cell<'_> {
    finding.source.as_ref().map_or(Cell::Missing, cell)
}

fn json<T: Serialize>(list: &[T]) -> Cell<'static> {
    // Lists of texts and numbers can always be written.
    Cell::Text(Cow::Owned(serde_json::to_string(list).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::pair_of;
    use super::*;

    /// The columns say what the JSON says, by the same names where it is flat.
    #[test]
    fn a_row_holds_what_the_json_holds() {
        let source = Some("He praises [their] plans not at all.");
        let (_, mut findings) = pair_of("a.de.txt", "Er lobt an [their] Pläne nichts.", source);
        let finding = &mut findings[0];
        assert!(finding.source.is_some() && finding.fix.is_some());
        finding.part = Some("word/document.xml".to_owned());
        let json = serde_json::to_value(&*finding).unwrap();
        let at = |name: &str| -> Value {
            let path = match name {
                "start" | "end" => format!("/span/{name}"),
                "fix" => "/fix/applicability".to_owned(),
                "edits" => "/fix/edits".to_owned(),
                "source_start" => "/source/span/start".to_owned(),
                "source_end" => "/source/span/end".to_owned(),
                other => match other.strip_prefix("source_") {
                    Some(name) => format!("/source/{name}"),
                    None => format!("/{other}"),
                },
            };
            json.pointer(&path).unwrap_or_else(|| panic!("the JSON has {path}")).clone()
        };
        for column in &COLUMNS {
            let told = at(column.name);
            match (column.cell)(finding) {
                Cell::Text(text) if told.is_array() => {
                    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), told);
                }
                Cell::Text(text) => assert_eq!(told, *text, "{}", column.name),
                Cell::Count(count) => assert_eq!(told.as_u64(), Some(count as u64)),
                Cell::Share(share) => assert_eq!(told.as_f64(), Some(share)),
                Cell::Missing => assert!(told.is_null() && !column.always, "{}", column.name),
            }
        }
        // And nothing of it is left out.
        let named = |key: &str| {
            let nested = ["span", "source", "fix"].contains(&key);
            nested || COLUMNS.iter().any(|column| column.name == key)
        };
        assert!(json.as_object().unwrap().keys().all(|key| named(key)));
        let of_source = json["source"].as_object().unwrap().keys();
        let in_table = |key: &String| {
            key == "span" || COLUMNS.iter().any(|it| it.name == format!("source_{key}"))
        };
        assert!(of_source.into_iter().all(in_table));
    }
}
