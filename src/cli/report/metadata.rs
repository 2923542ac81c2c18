//! A table that says what is known of the articles: desk, engine, title.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use bilint::report::batch::About;

use super::super::CommandError;
use super::super::check::Target;
use super::super::input;
use super::super::output::note;

/// Columns that say which article a row is about.
const PATHS: [&str; 3] = ["path", "file", "target"];

/// So many rows that fit no article are named.
const NAMED: usize = 3;

/// What the table says.
#[derive(Debug, Default)]
pub struct Metadata {
    name: String,
    rows: Vec<Row>,
    by_path: BTreeMap<String, usize>,
    by_slug: BTreeMap<String, usize>,
    used: Mutex<BTreeSet<usize>>,
}

#[derive(Debug)]
struct Row {
    key: String,
    about: About,
}

impl Metadata {
    /// Reads the table.
    pub fn read(path: &Path) -> Result<Metadata, CommandError> {
        let text = input::text(path)?;
        let name = input::name_of(path);
        Metadata::parse(&name, &text)
            .map_err(|message| CommandError::Usage(format!("--metadata: {name}: {message}")))
    }

    fn parse(name: &str, text: &str) -> Result<Metadata, String> {
        let text = text.trim_start_matches('\u{FEFF}');
        let first = text.lines().next().unwrap_or_default();
        // Spreadsheets of half of Europe write semicolons.
        let most = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|mark| (first.bytes().filter(|it| it == mark).count(), *mark == b','));
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(most.unwrap_or(b',')).flexible(true).trim(csv::Trim::All);
        let mut reader = reader.from_reader(text.as_bytes());
        let heads = reader.headers().map_err(|error| error.to_string())?.clone();
        let heads: Vec<String> = heads.iter().map(str::to_lowercase).collect();
        let path_at = heads.iter().position(|head| PATHS.contains(&head.as_str()));
        let slug_at = heads.iter().position(|head| head == "slug");
        if path_at.is_none() && slug_at.is_none() {
            return Err(format!(
                "its first line must name a column `path` (the file of a translation) or `slug`; it \
                 names {}",
                heads.join(", ")
            ));
        }
        if !heads.iter().any(|head| head != "slug" && About::keys().any(|key| key == head)) {
            let keys: Vec<&str> = About::keys().filter(|key| *key != "slug").collect();
            return Err(format!("none of its columns is one of {}", keys.join(", ")));
        }
        let mut metadata = Metadata { name: name.to_owned(), ..Metadata::default() };
        for (number, record) in (2..).zip(reader.records()) {
            let record = record.map_err(|error| format!("line {number}: {error}"))?;
            let cell =
                |at: Option<usize>| at.and_then(|at| record.get(at)).filter(|it| !it.is_empty());
            let pairs = heads.iter().map(String::as_str).zip(record.iter());
            let about = About::of(pairs);
            let row = metadata.rows.len();
            let Some(key) = cell(path_at).or(cell(slug_at)) else { continue };
            match cell(path_at) {
                Some(path) => metadata.by_path.insert(plain(path), row),
                None => metadata.by_slug.insert(key.to_owned(), row),
            };
            metadata.rows.push(Row { key: key.to_owned(), about });
        }
        Ok(metadata)
    }

    /// What is known of a target: what the table says of its file goes first, then what `said` (its
    /// name, its front matter) says, then what the table says of its slug.
    pub fn of(&self, target: &Target, said: About) -> About {
        if self.rows.is_empty() {
            return said;
        }
        let path = plain(&target.name);
        let by_path = self.by_path.get(&path).copied().or_else(|| {
            // A table may count paths from another folder; the file's own name must be there whole.
            let ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
            ends.filter_map(|end| self.by_path.get(end)).next().copied()
        });
        let slug = said.slug.as_deref();
        let last = slug.and_then(|slug| slug.rsplit(['/', '\\']).next());
        let by_slug = [slug, last].into_iter().flatten().find_map(|it| self.by_slug.get(it));
        let take = |row: Option<usize>| {
            let row = row?;
            self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(row);
            Some(self.rows[row].about.clone())
        };
        let path = take(by_path).unwrap_or_default();
        path.or(said).or(take(by_slug.copied()).unwrap_or_default())
    }

    /// Says which rows fitted no article.
    pub fn say_unused(&self) {
        let used = self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let unused: Vec<&str> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(row, _)| !used.contains(row))
            .map(|(_, row)| row.key.as_str())
            .collect();
        if unused.is_empty() {
            return;
        }
        let more = if unused.len() > NAMED { ", …" } else { "" };
        note(&format!(
            "{}: {} of {} rows fit no article that was checked ({}{more})",
            self.name,
            unused.len(),
            self.rows.len(),
            unused[..unused.len().min(NAMED)].join(", ")
        ));
    }
}

/// A path without `./` and with one kind of slash.
fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn target(name: &str) -> Target {
        let about = About::default();
        Target { path: PathBuf::from(name), name: name.to_owned(), source: None, about }
    }

    #[test]
    fn rows_are_found_by_path_and_by_slug() {
        let text = "\u{FEFF}path;Slug;Ressort;engine\r\n./a/x.de.md;;Politik;opus\r\n;y;Sport;\r\n";
        let metadata = Metadata::parse("m.csv", text).unwrap();
        let desk = |name: &str, slug: Option<&str>| {
            let said = About { slug: slug.map(str::to_owned), ..About::default() };
            metadata.of(&target(name), said).desk
        };
        assert_eq!(desk("a/x.de.md", None).as_deref(), Some("Politik"));
        assert_eq!(desk("week/a/x.de.md", None).as_deref(), Some("Politik"));
        assert_eq!(desk("b/x.de.md", None), None);
        assert_eq!(desk("b/y.de.md", Some("b/y")).as_deref(), Some("Sport"));
        assert_eq!(metadata.used.lock().unwrap().len(), 2);
    }

    #[test]
    fn a_table_that_says_nothing_is_refused() {
        assert!(Metadata::parse("m", "article,desk\na,b").unwrap_err().contains("`path`"));
        assert!(Metadata::parse("m", "path,author\na,b").unwrap_err().contains("desk"));
    }
}
