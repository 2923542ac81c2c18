use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use toml::{Table, Value};

use super::{NumberIndex, Pack};
use crate::text::Tag;

/// The root that every language stands on, as in CLDR: facts that hold unless a pack says otherwise.
const ROOT: &str = include_str!("packs/und.toml");

/// A new language is a file in `packs/` and a line here.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "de",
        concat!(
            include_str!("packs/de.toml"),
            include_str!("packs/de.exonyms.toml"),
            include_str!("packs/de.calques.toml")
        ),
    ),
    ("en", concat!(include_str!("packs/en.toml"), include_str!("packs/en.exonyms.toml"))),
    (
        "fr",
        concat!(
            include_str!("packs/fr.toml"),
            include_str!("packs/fr.exonyms.toml"),
            include_str!("packs/fr.calques.toml")
        ),
    ),
];

/// The pack of a language, with what its region does differently; the root's facts for a language
/// that has no pack.
///
/// Packs are read when first asked for and kept.
pub fn pack(tag: &Tag) -> Arc<Pack> {
    static PACKS: LazyLock<Mutex<BTreeMap<Tag, Arc<Pack>>>> = LazyLock::new(Mutex::default);
    // A panic while reading would be a fault in a built-in pack; what is in the map stays whole.
    let mut packs = PACKS.lock().unwrap_or_else(PoisonError::into_inner);
    packs.entry(tag.clone()).or_insert_with(|| Arc::new(read(tag))).clone()
}

/// The languages that have a pack, in alphabetical order.
pub fn all_packs() -> impl Iterator<Item = Tag> {
    LANGUAGES.iter().map(|(language, _)| Tag::language_only(language))
}

/// The packs of all languages but the one of `own`, in alphabetical order.
pub fn others(own: &Pack) -> impl Iterator<Item = Arc<Pack>> {
    all_packs().filter(|tag| tag.language() != own.tag.language()).map(|tag| pack(&tag))
}

fn read(tag: &Tag) -> Pack {
    let mut facts = parse(ROOT);
    if let Some((_, text)) = LANGUAGES.iter().find(|(language, _)| *language == tag.language()) {
        let mut language = parse(text);
        let variants = language.remove("variants");
        merge(&mut facts, language);
        let variant = match variants {
            Some(Value::Table(mut variants)) => {
                tag.region().and_then(|region| variants.remove(region))
            }
            _ => None,
        };
        if let Some(Value::Table(variant)) = variant {
            merge(&mut facts, variant);
        }
    }
    facts.insert("tag".to_owned(), Value::String(tag.to_string()));
    let mut pack: Pack = facts.try_into().expect("built-in packs are checked by the tests");
    pack.number_index = NumberIndex::new(&pack);
    pack
}

fn parse(text: &str) -> Table {
    text.parse().expect("built-in packs are checked by the tests")
}

/// Lays `over` on `under`: tables meet key by key, everything else is replaced.
fn merge(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => merge(below, above),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tag for which a pack says something of its own.
    fn tags() -> Vec<Tag> {
        let mut tags = vec![Tag::language_only("und")];
        for (language, text) in LANGUAGES {
            tags.push(Tag::language_only(language));
            if let Some(Value::Table(variants)) = parse(text).get("variants") {
                tags.extend(
                    variants.keys().map(|region| format!("{language}-{region}").parse().unwrap()),
                );
            }
        }
        tags
    }

    fn sources(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
        let Value::Table(table) = value else { return };
        for (key, value) in table {
            match value {
                Value::String(source) if key == "source" => {
                    out.push((path.to_owned(), source.clone()))
                }
                Value::Array(items) => items.iter().for_each(|item| sources(item, path, out)),
                _ => sources(value, &format!("{path}.{key}"), out),
            }
        }
    }

    #[test]
    fn every_pack_can_be_read() {
        for tag in tags() {
            assert_eq!(pack(&tag).tag, tag);
        }
        assert_eq!(pack(&"de-CH".parse().unwrap()).numbers.group[0], "’");
        assert_eq!(pack(&"tlh".parse().unwrap()).tag.language(), "tlh");
    }

    #[test]
    fn every_fact_names_its_source() {
        for text in LANGUAGES.iter().map(|(_, text)| *text).chain([ROOT]) {
            let mut found = Vec::new();
            sources(&Value::Table(parse(text)), "", &mut found);
            assert!(!found.is_empty());
            for (path, source) in found {
                let known = source.starts_with("CLDR 48.2")
                    || source.starts_with("CLDR 46.1")
                    || source.contains("practice, unverified");
                assert!(known, "{path}: {source}");
            }
        }
    }

    #[test]
    fn words_by_which_a_language_is_known_are_lower_case() {
        for tag in tags() {
            let pack = pack(&tag);
            for word in pack.words.function.words.iter().chain(&pack.words.common.words) {
                assert_eq!(*word, word.to_lowercase(), "{tag}");
            }
        }
    }
}
