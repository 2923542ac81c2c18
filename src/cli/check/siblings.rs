//! Which file is the source of which, told by their names.
//!
//! A folder's one `source.LANG.EXT` is the source of the other files there that bear a language.
//! Otherwise `article.en.txt` and `article.de.txt` are siblings, and one is the other's source. The
//! names do not say which; no language is taken for the original's just because it often is. So:
//!
//! 1. `--source-lang` and `--target-lang` decide.
//! 2. A file that was named as a target is one; its sibling is the source.
//! 3. In a folder that is walked, the language that most groups of siblings have is the original's,
//!    if there is one such language.
//! 4. Where names tell engines, the text that bears none is what they were given.
//! 5. Otherwise each of two siblings is checked against the other, and the run says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bilint::Format;
use bilint::text::Tag;

use super::super::input::parts_of_name;

/// The name of a folder's one source.
const SOURCE: &str = "source";

/// A file whose name bears a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub path: PathBuf,
    /// The folder that it shares with the other languages' files.
    pub folder: PathBuf,
    pub stem: String,
    pub language: Tag,
    /// The engine that its name tells.
    pub engine: Option<String>,
    /// The desk that its name tells.
    pub desk: Option<String>,
}

impl Named {
    /// Whether its name says that it is the source of the files beside it.
    pub fn is_the_source(&self) -> bool {
        self.stem == SOURCE
    }
}

/// What a file is in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A translation; its source, if there is one.
    Target(Option<PathBuf>),
    /// A translation whose sibling may as well be the translation of it.
    EitherWay(PathBuf),
    /// A translation with several files that might be its source.
    Unclear(Vec<PathBuf>),
    /// The source of another file, or in a language that is not checked.
    NoTarget,
}

/// What is known about the languages of a run.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The source's, as the user says.
    pub source: Option<Tag>,
    /// The target's, as the user says.
    pub target: Option<Tag>,
    /// The one that most groups of siblings of a walked folder have.
    pub original: Option<Tag>,
}

/// The file with the parts of its name; none when it bears no language.
pub fn named(path: &Path) -> Option<Named> {
    if Format::of_name(path.to_str()?).is_bilingual() {
        return None;
    }
    let (stem, language) = parts_of_name(path)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Some(Named { path: path.to_owned(), folder, stem, language, engine: None, desk: None })
}

/// The language that more groups of siblings have than any other.
pub fn original(files: &[Named]) -> Option<Tag> {
    let mut groups: BTreeMap<(&Path, &str), Vec<&Tag>> = BTreeMap::new();
    for file in files {
        let languages = groups.entry((&file.folder, &file.stem)).or_default();
        if !languages.contains(&&file.language) {
            languages.push(&file.language);
        }
    }
    let mut counts: BTreeMap<&Tag, usize> = BTreeMap::new();
    for language in groups.values().filter(|languages| languages.len() > 1).flatten() {
        *counts.entry(language).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut leading = counts.iter().filter(|(_, count)| **count == most);
    match (leading.next(), leading.next()) {
        (Some((language, _)), None) => Some((*language).clone()),
        _ => None,
    }
}

/// What `file` is, given the files that lie beside it. `explicit`: the user named it as a target.
pub fn role(file: &Named, beside: &[Named], known: &Known, explicit: bool) -> Role {
    let is = |language: &Tag, said: &Option<Tag>| {
        said.as_ref().is_some_and(|said| said.language() == language.language())
    };
    let other = |it: &&Named| it.language != file.language;
    let may_be_source = |it: &&Named| known.source.is_none() || is(&it.language, &known.source);
    if !explicit {
        let wrong_target = known.target.is_some() && !is(&file.language, &known.target);
        let same_sides =
            known.source.as_ref().map(Tag::language) == known.target.as_ref().map(Tag::language);
        if wrong_target || (is(&file.language, &known.source) && !same_sides) {
            return Role::NoTarget;
        }
    }
    let sources: Vec<&Named> =
        beside.iter().filter(|it| it.stem == SOURCE && it.path != file.path).collect();
    if file.stem == SOURCE {
        let has_other = beside.iter().any(|it| it.stem != SOURCE && other(&it));
        let role = if has_other && !explicit { Role::NoTarget } else { Role::Target(None) };
        return role;
    }
    let one = sources.iter().filter(|it| other(it) && may_be_source(it)).collect::<Vec<_>>();
    if let [source] = one[..] {
        return Role::Target(Some(source.path.clone()));
    }
    let siblings = beside.iter().filter(|it| it.stem == file.stem && other(it));
    let siblings: Vec<&Named> = siblings.filter(may_be_source).collect();
    // Where names tell engines, the text that bears none is what the engines were given.
    let original = siblings.iter().filter(|it| it.engine.is_none()).collect::<Vec<_>>();
    match (&file.engine, &original[..]) {
        (Some(_), [source]) => return Role::Target(Some(source.path.clone())),
        (None, _) if !explicit => {
            let mut versions = beside.iter().filter(|it| it.stem == file.stem);
            let own = versions.clone().any(|it| it.engine.is_some() && !other(&it));
            if versions.any(|it| it.engine.is_some()) && !own {
                return Role::NoTarget;
            }
        }
        _ => {}
    }
    let has_several = siblings.iter().any(|it| it.language != siblings[0].language);
    let decided = explicit || known.source.is_some() || known.target.is_some();
    match (&known.original, siblings.first()) {
        (_, None) => Role::Target(None),
        (Some(original), _) if !decided && file.language == *original => Role::NoTarget,
        (original, Some(_)) if has_several => {
            let first = siblings.iter().find(|it| original.as_ref() == Some(&it.language));
            match first {
                Some(source) => Role::Target(Some(source.path.clone())),
                None => Role::Unclear(siblings.iter().map(|it| it.path.clone()).collect()),
            }
        }
        (original, Some(_)) => {
            let source = same_extension(file, &siblings).path.clone();
            if decided || original.is_some() {
                Role::Target(Some(source))
            } else {
                Role::EitherWay(source)
            }
        }
    }
}

/// The sibling of the same format, else the first.
fn same_extension<'n>(file: &Named, siblings: &[&'n Named]) -> &'n Named {
    let same = siblings.iter().find(|it| it.path.extension() == file.path.extension());
    same.unwrap_or(&siblings[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<Named> {
        names.iter().map(|name| named(Path::new(name)).unwrap()).collect()
    }

    fn known(source: &str, target: &str) -> Known {
        let tag = |tag: &str| (!tag.is_empty()).then(|| tag.parse().unwrap());
        Known { source: tag(source), target: tag(target), original: None }
    }

    fn roles(names: &[&str], known: &Known, explicit: bool) -> Vec<String> {
        let files = files(names);
        let role = |file: &Named| match role(file, &files, known, explicit) {
            Role::Target(None) => "alone".to_owned(),
            Role::Target(Some(source)) => source.display().to_string(),
            Role::EitherWay(source) => format!("? {}", source.display()),
            Role::Unclear(sources) => format!("{} sources", sources.len()),
            Role::NoTarget => "-".to_owned(),
        };
        files.iter().map(role).collect()
    }

    #[test]
    fn what_the_user_says_decides() {
        let names = ["a.de.txt", "a.en.txt"];
        assert_eq!(roles(&names, &known("en", ""), false), ["a.en.txt", "-"]);
        assert_eq!(roles(&names, &known("", "en"), false), ["-", "a.de.txt"]);
        assert_eq!(roles(&names, &known("", ""), true), ["a.en.txt", "a.de.txt"]);
        assert_eq!(roles(&names, &known("", ""), false), ["? a.en.txt", "? a.de.txt"]);
        let three = ["a.de.txt", "a.en.txt", "a.fr.txt"];
        assert_eq!(roles(&three, &known("en", "fr"), false), ["-", "-", "a.en.txt"]);
        assert_eq!(roles(&three, &known("", "fr"), false), ["-", "-", "2 sources"]);
    }

    #[test]
    fn a_folders_one_source_is_that_of_all() {
        let names = ["clean.de.txt", "machine.de.txt", "machine.fr.txt", "source.en.txt"];
        let expected = ["source.en.txt", "source.en.txt", "source.en.txt", "-"];
        assert_eq!(roles(&names, &known("", ""), false), expected);
        assert_eq!(roles(&["source.en.txt"], &known("", ""), false), ["alone"]);
    }

    #[test]
    fn the_language_of_most_groups_is_the_originals() {
        let names = ["a.en.txt", "a.de.txt", "b.en.txt", "b.fr.txt"];
        let original = original(&files(&names));
        assert_eq!(original.as_ref().unwrap().to_string(), "en");
        let known = Known { original, ..Known::default() };
        assert_eq!(roles(&names, &known, false), ["-", "a.en.txt", "-", "b.en.txt"]);
        assert_eq!(super::original(&files(&["a.en.txt", "a.de.txt"])), None);
        assert_eq!(super::original(&files(&["a.en.txt", "b.en.txt"])), None);
    }
}
