//! One translation with its figures: what the lists and sums of a batch are made of.

use std::borrow::Cow;

use serde::Serialize;

use super::super::{Checked, Summary, printable};
use crate::check::{Finding, Score, kind_of};
use crate::document::{BlockKind, Document};
use crate::history::Change;
use crate::pair::Pair;
use crate::settings::{PenaltyKind, Severity, Weights};
use crate::text::squeeze;

/// A title is cut after so many characters.
const LONGEST_TITLE: usize = 110;

/// What is known about an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// What it is called whatever the language and the engine: versions with one slug are
    /// translations of one source.
    pub slug: Option<String>,
    /// The title that people know it by.
    pub title: Option<String>,
    /// The desk it was published by.
    pub desk: Option<String>,
    /// The engine that translated it.
    pub engine: Option<String>,
}

/// Names for one thing, and where it is kept.
type Key = (&'static [&'static str], fn(&mut About) -> &mut Option<String>);

/// The keys of front matter, and the columns of a table, that say a thing about an article.
const KEYS: [Key; 4] = [
    (&["slug"], |about| &mut about.slug),
    (&["title", "headline"], |about| &mut about.title),
    (&["desk", "section", "department", "ressort"], |about| &mut about.desk),
    (&["engine", "mt-engine", "mt_engine", "system"], |about| &mut about.engine),
];

impl About {
    /// What keys and values say; of several keys for one thing the first in the order of the list
    /// above counts.
    pub fn of<'k>(pairs: impl Iterator<Item = (&'k str, &'k str)> + Clone) -> About {
        let mut about = About::default();
        for (names, field) in KEYS {
            for name in names {
                let said = pairs.clone().filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
                let said = said.map(|(_, value)| squeeze(value).trim().to_owned());
                if let Some(value) = said.filter(|value| !value.is_empty()).last() {
                    *field(&mut about) = Some(value);
                    break;
                }
            }
        }
        about
    }

    /// The keys that are understood.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        KEYS.iter().flat_map(|(names, _)| names.iter().copied())
    }

    /// The same with what is not said here taken from `other`.
    pub fn or(mut self, other: About) -> About {
        self.slug = self.slug.or(other.slug);
        self.title = self.title.or(other.title);
        self.desk = self.desk.or(other.desk);
        self.engine = self.engine.or(other.engine);
        self
    }
}

/// A translation with what was found in it, in short.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// The file, as it was named.
    pub path: String,
    /// What it is called; the beginning of its text where nothing says so.
    pub title: String,
    /// The file of its source.
    pub source: Option<String>,
    /// The source's language, as a tag; none without a source.
    pub source_lang: Option<String>,
    /// The translation's language, as a tag; none when it was not recognised.
    pub target_lang: Option<String>,
    /// What it is called whatever the language and the engine.
    pub slug: Option<String>,
    /// The desk.
    pub desk: Option<String>,
    /// The engine.
    pub engine: Option<String>,
    /// Words and numbers of findings.
    #[serde(flatten)]
    pub summary: Summary,
    /// The findings, weighed.
    pub score: Score,
    /// By what a history knows it, when the run is noted in one.
    #[serde(skip)]
    pub known_as: Option<String>,
    /// How its findings have changed since it was checked before, when a history knows of it.
    #[serde(skip)]
    pub change: Option<Change>,
    /// What an edit did to it, in numbers, when it was compared with an older version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<Revised>,
    /// What was found, in the order of the places.
    #[serde(skip)]
    pub findings: Vec<Brief>,
}

/// What an edit did to an article, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Revised {
    /// Places that differ.
    pub places: usize,
    /// Findings that are gone.
    pub removed: usize,
    /// Findings that are new.
    pub brought: usize,
    /// Findings that are still there.
    pub kept: usize,
}

/// A finding in short.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The rule's name.
    pub rule: Cow<'static, str>,
    /// The harm.
    pub severity: Severity,
    /// MQM-Core dimension and type.
    pub category: Cow<'static, str>,
    /// What is wrong.
    pub message: String,
    /// What it is weighed as.
    pub kind: PenaltyKind,
    /// By what it is recognised.
    pub fingerprint: String,
    /// Why it matters.
    pub why: Cow<'static, str>,
    /// Whether it was not there when the article was checked before.
    pub is_new: bool,
}

impl Article {
    /// The figures of pairs that are one text, or records of one file; `about` goes before what the
    /// text says of itself. None without a pair.
    pub fn of(parts: &[Checked<'_>], about: &About, weights: &Weights) -> Option<Article> {
        let first = parts.first()?;
        let document = &first.pair.target.document;
        let said = document.metadata.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let about = about.clone().or(About::of(said));
        let mut summary = Summary::default();
        parts.iter().for_each(|part| summary.add(&Summary::of(*part)));
        let findings = parts.iter().flat_map(|part| part.findings).map(Brief::of);
        let findings: Vec<Brief> = findings.collect();
        let mut score = Score::new(summary.words, weights);
        findings.iter().for_each(|finding| score.count(finding.kind, 1));
        let source = first.pair.source.as_ref().map(|side| side.document.path.clone());
        let records = || of_records(parts);
        let title = about.title.map(|title| clean(&title)).or_else(records);
        Some(Article {
            path: document.path.clone(),
            title: title.unwrap_or_else(|| beginning(document)),
            source: source.filter(|path| *path != document.path),
            source_lang: first.pair.source_pack().and_then(|pack| known(&pack.tag)),
            target_lang: known(&first.pair.target.pack.tag),
            slug: about.slug,
            desk: about.desk,
            engine: about.engine,
            summary,
            score,
            known_as: None,
            change: None,
            revised: None,
            findings,
        })
    }

    /// `en → de`, as far as it is known.
    pub fn languages(&self) -> String {
        let word = |tag: &Option<String>| tag.clone().unwrap_or_else(|| "?".to_owned());
        match &self.source_lang {
            Some(_) => format!("{} → {}", word(&self.source_lang), word(&self.target_lang)),
            None => format!("{}, no source", word(&self.target_lang)),
        }
    }
}

impl Brief {
    fn of(finding: &Finding) -> Brief {
        Brief {
            rule: finding.rule.clone(),
            severity: finding.severity,
            category: finding.category.clone(),
            message: finding.message.clone(),
            kind: kind_of(finding),
            fingerprint: finding.fingerprint.clone(),
            why: finding.why.clone(),
            is_new: false,
        }
    }
}

fn known(tag: &crate::text::Tag) -> Option<String> {
    (tag.language() != "und").then(|| tag.to_string())
}

/// What loose records of a file are called.
fn of_records(parts: &[Checked<'_>]) -> Option<String> {
    let id = |pair: &Pair| {
        pair.target.blocks().first().and_then(|it| it.record.as_ref()).map(|it| it.id.clone())
    };
    let (first, last) = (id(parts.first()?.pair)?, id(parts.last()?.pair)?);
    let name = parts[0].pair.target.document.path.rsplit('/').next().unwrap_or_default();
    let alone = parts.iter().all(|it| !it.pair.target.has_context());
    let range = if first == last { first } else { format!("{first} to {last}") };
    alone.then(|| clean(&format!("{name}, records {range}")))
}

/// The first heading, else the first words.
fn beginning(document: &Document) -> String {
    let said = |block: &&crate::document::Block| !block.text.trim().is_empty();
    let heading = document.blocks.iter().take(5).find(|it| it.kind == BlockKind::Heading);
    let block = heading.filter(said).or_else(|| document.blocks.iter().find(said));
    let text = block.map(|block| block.excerpt(crate::text::Span::new(0, block.text.len())));
    text.map_or_else(|| clean(&document.path), |text| clean(&text))
}

/// A title on one line, without what would turn the direction of what stands beside it.
fn clean(title: &str) -> String {
    let title = squeeze(&printable(title)).trim().to_owned();
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::*;

    fn about(pairs: &[(&str, &str)]) -> About {
        About::of(pairs.iter().copied())
    }

    #[test]
    fn what_is_said_first_counts() {
        let front = about(&[("Section", "Sport"), ("desk", " Politik \n"), ("engine", "")]);
        assert_eq!(front.desk.as_deref(), Some("Politik"));
        assert_eq!(front.engine, None);
        let file = About { engine: Some("opus".to_owned()), ..About::default() };
        let both = file.or(about(&[("engine", "deepl"), ("title", "T")]));
        assert_eq!((both.engine.as_deref(), both.title.as_deref()), (Some("opus"), Some("T")));
    }

    #[test]
    fn a_title_stays_on_its_line() {
        let (pair, findings) = testing::pair("Er\u{2028}lobt \u{202E}an [their] Pläne nichts.");
        let checked = Checked { pair: &pair, findings: &findings };
        let article = Article::of(&[checked], &About::default(), &Weights::default()).unwrap();
        assert_eq!(article.title, "Er lobt \u{FFFD}an [their] Pläne nichts.");
        assert_eq!(article.languages(), "de, no source");
        assert_eq!(article.findings.len(), article.summary.findings);
    }
}
