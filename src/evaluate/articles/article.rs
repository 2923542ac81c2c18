use std::sync::Arc;

use serde::Deserialize;

use crate::document::{Block, Continuity, Document, Format, RecordPlace};
use crate::evaluate::gold::{Gold, GoldError, json_lines, parse};
use crate::language::glossary::{Glossary, GlossaryFormat, read_glossary};
use crate::text::Tag;

const FINDINGS: &str = "findings.jsonl";
const GLOSSARY: &str = "glossary.tsv";
const SNIPPETS: &str = "snippets.jsonl";

/// An article with a clean translation and one with annotated faults.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// What it is called: its folder.
    pub name: String,
    /// The text that was translated.
    pub source: Option<Version>,
    /// A translation without any fault.
    pub clean: Option<Version>,
    /// A translation with annotated faults, and the annotations.
    pub machine: Option<(Version, Vec<Gold>)>,
    /// Loose pieces of source, shuffled, some from elsewhere.
    pub snippets: Vec<GoldSnippet>,
    /// The glossary that the translations have to keep to.
    pub glossary: Option<Arc<Glossary>>,
}

/// One text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The file, as it was named.
    pub path: String,
    /// Its language, as the file's name says.
    pub language: Option<Tag>,
    /// The file's text.
    pub text: String,
}

/// A piece of source and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldSnippet {
    /// The piece.
    pub snippet: String,
    /// Some words of the machine version that stand where the piece is translated; none when it
    /// is from elsewhere.
    pub belongs: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Clean,
    Machine,
    Findings,
    Snippets,
    Glossary,
}

impl Article {
    /// Whether a file of an article's folder is of use, by its name (or path): `source.LANG.EXT`,
    /// `clean.LANG.EXT`, `machine.LANG.EXT`, `findings.jsonl`, `snippets.jsonl`, `glossary.tsv`.
    pub fn uses(path: &str) -> bool {
        role(path).is_some()
    }

    /// Puts an article together from its files, given as path and text; files of other names are
    /// passed over.
    ///
    /// # Errors
    /// When annotations do not fit the machine version, or there is none that they could fit, and
    /// when the glossary is none.
    pub fn from_files(
        name: &str,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Article, GoldError> {
        let mut article = Article { name: name.to_owned(), ..Article::default() };
        let (mut machine, mut findings) = (None, None);
        for (path, text) in files {
            match role(&path) {
                Some(Role::Source) => article.source = Some(Version::new(path, text)),
                Some(Role::Clean) => article.clean = Some(Version::new(path, text)),
                Some(Role::Machine) => machine = Some(Version::new(path, text)),
                Some(Role::Findings) => findings = Some((path, text)),
                Some(Role::Snippets) => article.snippets = json_lines(&path, &text, Ok)?,
                Some(Role::Glossary) => article.glossary = Some(glossary(path, &text)?),
                None => {}
            }
        }
        match (machine, findings) {
            (Some(machine), Some((path, lines))) => {
                let gold = parse(&path, &lines, &machine.text)?;
                article.machine = Some((machine, gold));
            }
            (None, None) => {}
            (machine, findings) => {
                let (there, missing) = if machine.is_some() {
                    (machine.map(|it| it.path), "findings.jsonl")
                } else {
                    (findings.map(|it| it.0), "machine.LANG.EXT")
                };
                return Err(GoldError {
                    path: there.unwrap_or_default(),
                    line: 1,
                    message: format!("there is no {missing} beside it"),
                });
            }
        }
        Ok(article)
    }

    /// The loose snippets as a document.
    pub(super) fn snippets_document(&self) -> Document {
        let block = |(index, it): (usize, &GoldSnippet)| {
            let id = (index + 1).to_string();
            Block::of_record(RecordPlace { id, field: "snippet" }, &it.snippet)
        };
        let blocks = self.snippets.iter().enumerate().map(block).collect();
        Document::of_records(SNIPPETS, Format::JsonLines, Continuity::Isolated, blocks)
    }
}

impl Version {
    /// A text whose path says its language, as in `clean.de-CH.md`.
    pub fn new(path: String, text: String) -> Version {
        let language = file_name(&path).split('.').nth(1).and_then(|tag| tag.parse().ok());
        Version { path, language, text }
    }

    /// The text as a document.
    pub(super) fn document(&self) -> Document {
        let format = Format::of_name(&self.path);
        let mut document = Document::read(&self.path, format, self.text.clone());
        document.language = self.language.clone().or(document.language);
        document
    }
}

fn glossary(path: String, text: &str) -> Result<Arc<Glossary>, GoldError> {
    read_glossary(text.as_bytes(), GlossaryFormat::Tsv).map(Arc::new).map_err(|error| GoldError {
        path,
        line: 1,
        message: error.to_string(),
    })
}

fn role(path: &str) -> Option<Role> {
    let name = file_name(path);
    match name {
        FINDINGS => return Some(Role::Findings),
        SNIPPETS => return Some(Role::Snippets),
        GLOSSARY => return Some(Role::Glossary),
        _ => {}
    }
    let mut parts = name.split('.');
    let role = match parts.next()? {
        "source" => Role::Source,
        "clean" => Role::Clean,
        "machine" => Role::Machine,
        _ => return None,
    };
    (parts.count() == 2).then_some(role)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(files: &[(&str, &str)]) -> Result<Article, GoldError> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Article::from_files("a", files)
    }

    #[test]
    fn files_are_known_by_their_names() {
        let gold = r#"{"rule": "x", "start": 0, "end": 2, "unit": "bytes", "text": "Ü"}"#;
        let article = article(&[
            ("c/a/findings.jsonl", gold),
            ("c/a/machine.de-CH.md", "Über"),
            ("c/a/source.en.md", "About"),
            ("c/a/notes.txt", "…"),
            ("c/a/snippets.jsonl", "{\"snippet\": \"A\", \"belongs\": null}\n"),
        ])
        .unwrap();
        let (machine, gold) = article.machine.as_ref().unwrap();
        assert_eq!(machine.language, Some("de-CH".parse().unwrap()));
        assert_eq!(gold.len(), 1);
        assert_eq!(article.snippets[0].belongs, None);
        assert!(article.clean.is_none());
        assert_eq!(article.snippets_document().blocks.len(), 1);
    }

    #[test]
    fn what_belongs_together_must_be_there() {
        let error = article(&[("machine.de.txt", "Ü")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "machine.de.txt, line 1: there is no findings.jsonl beside it"
        );
        let error = article(&[("findings.jsonl", "")]).unwrap_err();
        assert!(error.to_string().contains("no machine.LANG.EXT"), "{error}");
    }
}
