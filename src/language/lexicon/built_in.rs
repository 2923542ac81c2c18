use std::sync::{Arc, LazyLock};

use super::Lexicon;
use super::readers::tsv_line;
use crate::text::Tag;

/// The lexicon that was written for this project: the vocabulary of news.
const ENGLISH_GERMAN: &str = include_str!("../lexicons/en-de.tsv");

/// The built-in lexicon from one language to another, if there is one.
///
/// It is read when first asked for and kept.
pub fn built_in(source: &Tag, target: &Tag) -> Option<Arc<Lexicon>> {
    static FORWARD: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(read()));
    match (source.language(), target.language()) {
        ("en", "de") => Some(FORWARD.clone()),
        ("de", "en") => Some(FORWARD.inverted()),
        _ => None,
    }
}

fn read() -> Lexicon {
    let pairs = ENGLISH_GERMAN.lines().flat_map(|line| tsv_line(line).into_iter().flatten());
    Lexicon::from_pairs(Tag::language_only("en"), Tag::language_only("de"), pairs.collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The file as it must be: sorted, each headword once, renderings that a dictionary would list.
    #[test]
    fn the_file_is_in_order() {
        let mut before = "";
        for line in ENGLISH_GERMAN.lines() {
            let (headword, renderings) = line.split_once('\t').expect("a tab");
            assert!(before < headword, "{before} / {headword}");
            assert_eq!(headword, headword.to_lowercase());
            let renderings: Vec<&str> = renderings.split(", ").collect();
            assert_eq!(
                renderings.iter().collect::<BTreeSet<_>>().len(),
                renderings.len(),
                "{line}"
            );
            for rendering in renderings {
                assert!(!rendering.is_empty() && rendering.trim() == rendering, "{line}");
                assert!(!rendering.contains(|c: char| "()[]{}/\t|;".contains(c)), "{line}");
            }
            before = headword;
        }
    }

    #[test]
    fn it_serves_both_directions() {
        let (en, de) = (Tag::language_only("en"), Tag::language_only("de"));
        let texts = |lexicon: &Lexicon, word: &str| {
            lexicon.renderings(word).iter().map(|it| it.text.clone()).collect::<Vec<_>>()
        };
        assert!(texts(&built_in(&en, &de).unwrap(), "climate").contains(&"Klima".to_owned()));
        assert!(texts(&built_in(&de, &en).unwrap(), "Klima").contains(&"climate".to_owned()));
        assert!(built_in(&en, &"fr".parse().unwrap()).is_none());
    }
}
