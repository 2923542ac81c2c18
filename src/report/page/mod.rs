//! A batch as one page: what the state is, what to look at first, what to do; behind that the
//! articles with their texts.
//!
//! The page loads nothing. Its figures stand in it as text; the texts of an article stand in it as
//! data that a small script shows when the article is opened, or in files beside it where the page
//! would become too large.

mod articles;
mod charts;
mod engines;
mod faults;
mod first;
mod frame;
mod groups;
mod trend;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::batch::{self, Batch, RuleCount, in_a_page};
use super::xml::escaped;
use serde::Serialize;

/// Where the texts of the articles are.
#[derive(Clone, Copy, Debug)]
pub enum Texts<'t> {
    /// In the page, article by article in the order of the batch.
    Inside,
    /// In files of this folder beside the page, named by [`file_name`].
    Beside(&'t str),
}

/// The name of the file that holds the texts of the article with this number.
pub fn file_name(number: usize) -> String {
    format!("{number:05}.js")
}

/// What such a file holds.
pub fn file(number: usize, page: &str) -> String {
    format!("bilint.take({number}, {page});\n")
}

/// What the script knows of the articles without their texts.
#[derive(Serialize)]
struct Index<'a> {
    rules: Vec<IndexRule<'a>>,
    articles: Vec<IndexArticle<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a str>,
    /// The numbers of the articles, the worst first.
    order: Vec<usize>,
}

#[derive(Serialize)]
struct IndexRule<'a> {
    name: &'a str,
    title: String,
    why: &'a str,
    advice: &'a str,
}

#[derive(Serialize)]
struct IndexArticle<'a> {
    title: &'a str,
    path: &'a str,
    /// Who and what: desk, engine, languages.
    about: String,
    engine: Option<&'a str>,
    lang: &'a str,
    source_lang: &'a str,
    figures: String,
    /// The numbers of the rules that found something, each with its count.
    rules: Vec<(usize, usize)>,
    /// The numbers of the findings that were not there before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    new: Vec<usize>,
    /// Other versions of the same text: their numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<usize>,
}

/// Writes the page. `text` gives what [`Gathered`](batch::Gathered) has for the page of the article
/// with a number; it is asked in order, and not at all when the texts are beside.
pub fn write(
    batch: &Batch,
    texts: Texts<'_>,
    text: &mut dyn FnMut(usize) -> io::Result<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let rules = batch::rules(batch);
    let mut head = String::new();
    // Writing to a string cannot fail.
    let _ = frame::head(batch, matches!(texts, Texts::Beside(_)), &mut head);
    let _ = first::write(batch, &rules, &mut head);
    let _ = groups::write(batch, &mut head);
    let _ = engines::write(batch, &mut head);
    let _ = trend::write(batch, &mut head);
    let _ = faults::write(batch, &rules, &mut head);
    let _ = articles::write(batch, &rules, &mut head);
    let _ = frame::foot(batch, &mut head);
    out.write_all(head.as_bytes())?;
    if let Texts::Inside = texts {
        for number in 0..batch.articles.len() {
            let text = text(number)?;
            writeln!(out, "<script type=\"application/json\" id=\"t{number}\">{text}</script>")?;
        }
    }
    let index = serde_json::to_string(&index(batch, &rules, texts)).unwrap_or_default();
    writeln!(out, "<script type=\"application/json\" id=\"index\">{}</script>", in_a_page(&index))?;
    out.write_all(frame::scripts().as_bytes())
}

fn index<'a>(batch: &'a Batch, rules: &'a [RuleCount], texts: Texts<'a>) -> Index<'a> {
    let number_of: BTreeMap<&str, usize> =
        rules.iter().map(|it| it.rule.as_str()).zip(0..).collect();
    // Versions of one text have its slug or its source in common.
    let key = |it: &'a batch::Article| it.slug.as_deref().or(it.source.as_deref());
    let mut versions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, article) in batch.articles.iter().enumerate() {
        key(article).into_iter().for_each(|key| versions.entry(key).or_default().push(number));
    }
    let articles = batch.articles.iter().enumerate().map(|(number, article)| {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for rule in article.findings.iter().filter_map(|it| number_of.get(&*it.rule).copied()) {
            match counts.iter_mut().find(|it| it.0 == rule) {
                Some(count) => count.1 += 1,
                None => counts.push((rule, 1)),
            }
        }
        let parts = [article.desk.clone(), article.engine.clone(), Some(article.languages())];
        let others = key(article).and_then(|key| versions.get(key));
        IndexArticle {
            title: &article.title,
            path: &article.path,
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            engine: article.engine.as_deref(),
            lang: article.target_lang.as_deref().unwrap_or_default(),
            source_lang: article.source_lang.as_deref().unwrap_or_default(),
            figures: words::figures(batch, article),
            rules: counts,
            new: article.findings.iter().zip(0..).filter(|it| it.0.is_new).map(|it| it.1).collect(),
            versions: others.into_iter().flatten().copied().filter(|it| *it != number).collect(),
        }
    });
    Index {
        articles: articles.collect(),
        rules: rules
            .iter()
            .map(|it| IndexRule {
                name: &it.rule,
                title: words::title(&it.rule),
                why: &it.why,
                advice: &it.advice,
            })
            .collect(),
        folder: match texts {
            Texts::Inside => None,
            Texts::Beside(folder) => Some(folder),
        },
        order: batch.worst(),
    }
}

/// The text between tags, isolated from the direction of what stands beside it.
fn isolated(text: &str) -> String {
    let mut out = String::new();
    let _ = write!(out, "<bdi>{}</bdi>", escaped(text));
    out
}
