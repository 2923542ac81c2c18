//! How the files of a text are named in its languages, where `article.de.md` is not the way:
//! patterns such as `{lang}/{slug}.html`. They may also tell the engine and the desk:
//! `{desk}/{slug}.{lang}.{engine}.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use bilint::language::all_packs;
use bilint::text::Tag;
use regex::Regex;

use super::super::config::absolute;
use super::siblings::Named;

/// Patterns, the first that fits being the one.
#[derive(Debug, Default)]
pub struct Patterns {
    patterns: Vec<Pattern>,
    /// The files that fit a pattern below a folder, by their slugs.
    known: BTreeMap<(usize, PathBuf), BTreeMap<String, Vec<Named>>>,
}

/// One pattern: what each folder on the way, and the file, must look like.
#[derive(Debug)]
struct Pattern {
    parts: Vec<Regex>,
    /// The same for a text that bears no engine, as the source of all engines does.
    original: Option<Vec<Regex>>,
}

/// What a way has told about itself.
#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    slug: Option<String>,
    language: Option<String>,
    engine: Option<String>,
    desk: Option<String>,
}

impl Patterns {
    /// Makes patterns ready; `{slug}` and `{lang}` must be in each, `{engine}` and `{desk}` may be, `*`
    /// stands for anything.
    pub fn new<T: AsRef<str>>(patterns: &[T]) -> Result<Patterns, String> {
        let patterns = patterns.iter().map(|it| Pattern::new(it.as_ref()));
        Ok(Patterns { patterns: patterns.collect::<Result<_, _>>()?, known: BTreeMap::new() })
    }

    /// What the patterns say of a file.
    pub fn named(&self, path: &Path) -> Option<Named> {
        self.place(path).map(|(named, _)| named)
    }

    /// The same with all files of its text, itself among them.
    pub fn with_beside(&mut self, path: &Path) -> Option<(Named, &[Named])> {
        let (named, number) = self.place(path)?;
        let key = (number, named.folder.clone());
        let pattern = &self.patterns[number];
        let known = self.known.entry(key).or_insert_with_key(|(_, folder)| pattern.listed(folder));
        let beside = known.get(&named.stem).map_or(&[][..], Vec::as_slice);
        Some((named, beside))
    }

    fn place(&self, path: &Path) -> Option<(Named, usize)> {
        let fits = |path: &Path| {
            let numbered = self.patterns.iter().enumerate();
            numbered.filter_map(|(number, it)| Some((it.named(path)?, number))).next()
        };
        // Who stands in the folder of a language does not name it.
        fits(path).or_else(|| fits(&absolute(path)?))
    }
}

impl Pattern {
    fn new(pattern: &str) -> Result<Pattern, String> {
        if !pattern.contains("{slug}") || !pattern.contains("{lang}") {
            return Err(
                "`{slug}` and `{lang}` must both be in it, as in `{slug}.{lang}.md`".to_owned()
            );
        }
        let pattern = pattern.trim_start_matches("./");
        let parts = |pattern: &str| pattern.split('/').map(part).collect::<Result<_, _>>();
        let marks = [".", "_", "-", "/"]
            .map(|mark| [format!("{mark}{{engine}}"), format!("{{engine}}{mark}")]);
        let told = marks.iter().flatten().find(|it| pattern.contains(*it));
        let original = told.map(|it| parts(&pattern.replacen(it, "", 1))).transpose()?;
        Ok(Pattern { parts: parts(pattern)?, original })
    }

    /// The ways of naming a file: with the engine, and without.
    fn ways(&self) -> impl Iterator<Item = &Vec<Regex>> {
        std::iter::once(&self.parts).chain(&self.original)
    }

    fn named(&self, path: &Path) -> Option<Named> {
        self.ways().find_map(|parts| fitting(parts, path))
    }

    /// The files below a folder that fit, by their slugs.
    fn listed(&self, folder: &Path) -> BTreeMap<String, Vec<Named>> {
        let mut files: BTreeMap<String, Vec<Named>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for named in self.ways().flat_map(|parts| listed(parts, folder)) {
            if seen.insert(named.path.clone()) {
                files.entry(named.stem.clone()).or_default().push(named);
            }
        }
        files
    }
}

/// What the parts of a pattern say of a file.
fn fitting(parts: &[Regex], path: &Path) -> Option<Named> {
    let mut folder = path;
    let mut names = Vec::new();
    for _ in parts {
        match folder.components().next_back()? {
            Component::Normal(name) => names.push(name.to_str()?),
            _ => return None,
        }
        folder = folder.parent()?;
    }
    names.reverse();
    let mut told = Told::default();
    for (part, name) in parts.iter().zip(names) {
        told = told.and(part, name)?;
    }
    told.named(folder, path)
}

/// The files below a folder that fit, in the order of their names.
fn listed(parts: &[Regex], folder: &Path) -> Vec<Named> {
    let mut ways = vec![(folder.to_owned(), Told::default())];
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let mut next = Vec::new();
        for (way, told) in ways {
            let place = if way.as_os_str().is_empty() { Path::new(".") } else { &way };
            // A folder that cannot be listed has nothing to offer.
            for entry in fs::read_dir(place).into_iter().flatten().flatten() {
                let path = way.join(entry.file_name());
                let name = entry.file_name();
                let told = name.to_str().and_then(|name| told.and(part, name));
                if let Some(told) = told.filter(|_| path.is_dir() != is_last) {
                    next.push((path, told));
                }
            }
        }
        ways = next;
    }
    ways.sort_by(|a, b| a.0.cmp(&b.0));
    ways.into_iter().filter_map(|(path, told)| told.named(folder, &path)).collect()
}

impl Told {
    /// What is known when a folder or file of this name is on the way too; none when it does not
    /// fit, or says otherwise than what was said before.
    fn and(&self, part: &Regex, name: &str) -> Option<Told> {
        let seen = part.captures(name)?;
        let mut told = self.clone();
        for group in part.capture_names().flatten() {
            let value = seen.name(group)?.as_str();
            let known = match group.as_bytes()[0] {
                b's' => &mut told.slug,
                b'l' => &mut told.language,
                b'e' => &mut told.engine,
                _ => &mut told.desk,
            };
            match known {
                Some(known) if known != value => return None,
                known => *known = Some(value.to_owned()),
            }
        }
        Some(told)
    }

    fn named(self, folder: &Path, path: &Path) -> Option<Named> {
        let is_language =
            |tag: &Tag| tag.language().len() == 2 || all_packs().any(|it| it == tag.base());
        let language: Tag = self.language?.parse().ok()?;
        // `article.en.de.md` has no engine called `de`.
        let engine = self.engine.as_deref();
        if engine.and_then(|it| it.parse().ok()).is_some_and(|tag| is_language(&tag)) {
            return None;
        }
        let slug = self.slug?;
        // Desks may use a slug twice.
        let stem = self.desk.as_ref().map_or_else(|| slug.clone(), |it| format!("{it}/{slug}"));
        is_language(&language).then_some(Named {
            path: path.to_owned(),
            folder: folder.to_owned(),
            stem,
            language,
            engine: self.engine,
            desk: self.desk,
        })
    }
}

/// The expression for a folder or file on the way.
fn part(part: &str) -> Result<Regex, String> {
    let (mut expression, mut rest, mut count) = ("^".to_owned(), part, 0);
    while !rest.is_empty() {
        count += 1;
        let (group, length) = if rest.starts_with("{slug}") {
            (format!("(?P<s{count}>.+?)"), "{slug}".len())
        } else if rest.starts_with("{lang}") {
            (format!("(?P<l{count}>[A-Za-z]{{2,3}}(?:[-_][A-Za-z0-9]{{2,8}})*)"), "{lang}".len())
        } else if rest.starts_with("{engine}") {
            (format!("(?P<e{count}>[^/.]+)"), "{engine}".len())
        } else if rest.starts_with("{desk}") {
            (format!("(?P<d{count}>[^/]+?)"), "{desk}".len())
        } else if rest.starts_with('*') {
            (".*".to_owned(), 1)
        } else if rest.starts_with(['{', '}']) {
            let names = "`{slug}`, `{lang}`, `{engine}` and `{desk}`";
            return Err(format!("{names} are all that may stand in braces"));
        } else {
            let end = rest.find(['{', '}', '*']).unwrap_or(rest.len());
            (regex::escape(&rest[..end]), end)
        };
        expression += &group;
        rest = &rest[length..];
    }
    Regex::new(&(expression + "$")).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pattern: &str, path: &str) -> Option<(String, String, String)> {
        let named = Pattern::new(pattern).unwrap().named(Path::new(path))?;
        Some((named.folder.display().to_string(), named.stem, named.language.to_string()))
    }

    fn told(folder: &str, slug: &str, language: &str) -> Option<(String, String, String)> {
        Some((folder.to_owned(), slug.to_owned(), language.to_owned()))
    }

    #[test]
    fn names_tell_slug_and_language() {
        assert_eq!(named("{slug}.{lang}.md", "x/a.b.de-CH.md"), told("x", "a.b", "de-CH"));
        assert_eq!(named("{lang}/{slug}.html", "site/de/a.html"), told("site", "a", "de"));
        assert_eq!(named("{lang}/*/{slug}_{lang}.txt", "de/news/a_de.txt"), told("", "a", "de"));
        assert_eq!(named("{lang}/*/{slug}_{lang}.txt", "de/news/a_en.txt"), None);
        assert_eq!(named("{slug}/index.{lang}.md", "a/index.old.md"), None);
        assert_eq!(named("{lang}/{slug}.html", "a.html"), None);
        let with = Pattern::new("{desk}/{slug}.{lang}.{engine}.md").unwrap();
        let told = |path: &str| {
            let named = with.named(Path::new(path))?;
            Some((named.stem, named.language.to_string(), named.engine, named.desk))
        };
        let some = |text: &str| Some(text.to_owned());
        let article = || "sport/a.b".to_owned();
        let german = (article(), "de".to_owned(), some("opus"), some("sport"));
        assert_eq!(told("x/sport/a.b.de.opus.md"), Some(german));
        assert_eq!(
            told("sport/a.b.en.md"),
            Some((article(), "en".to_owned(), None, some("sport")))
        );
        for wrong in ["{slug}.md", "{slug}.{language}.md", "{lang}"] {
            assert!(Pattern::new(wrong).is_err(), "{wrong}");
        }
    }
}
