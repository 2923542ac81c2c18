//! Where something stands in a TOML file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Item(usize),
}

/// The bytes of the last key or item on a way, or of the last one that is there.
pub fn span(text: &str, steps: &[Step]) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let mut span = None;
    let mut value: Option<&Spanned<DeValue<'_>>> = None;
    for step in steps {
        let found = match (step, value.map(Spanned::get_ref)) {
            (Step::Key(name), None) => in_table(table.get_ref(), name),
            (Step::Key(name), Some(DeValue::Table(table))) => in_table(table, name),
            (Step::Item(index), Some(DeValue::Array(items))) => {
                items.get(*index).map(|item| (item.span(), item))
            }
            _ => None,
        };
        let Some((place, next)) = found else { break };
        span = Some(place);
        value = Some(next);
    }
    span
}

fn in_table<'t, 'i>(
    table: &'t DeTable<'i>,
    name: &str,
) -> Option<(Range<usize>, &'t Spanned<DeValue<'i>>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref().as_ref() == name)?;
    Some((key.span(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_are_found() {
        let text = "ignore = [\"a\", \"b\"]\n[rules.x]\none = 1\n[[custom]]\nname = \"y\"\n";
        let key = |name: &str| Step::Key(name.to_owned());
        let at = |steps: &[Step]| span(text, steps).map(|range| &text[range]);
        assert_eq!(at(&[key("ignore"), Step::Item(1)]), Some("\"b\""));
        assert_eq!(at(&[key("rules"), key("x"), key("one")]), Some("one"));
        assert_eq!(at(&[key("custom"), Step::Item(0), key("name")]), Some("name"));
        assert_eq!(at(&[key("rules"), key("x"), key("two")]), Some("x"));
        assert_eq!(at(&[key("none")]), None);
    }
}
