//! What a report is made of, gathered while the texts are at hand.

use std::path::PathBuf;

use bilint::report::Checked;
use bilint::report::batch::{About, Gathered, Manner, Revision};

use super::super::input;
use super::tally::Tally;
use super::targets::Target;
use super::work::{Bench, Outcome};

/// Older versions of targets.
pub trait Before: Sync {
    /// The file of the older version; none where there is none.
    fn path(&self, target: &Target) -> Option<PathBuf>;
}

/// How articles are gathered.
#[derive(Clone, Copy)]
pub struct Gather<'r> {
    /// Whether programs are to be told too.
    pub data: bool,
    /// What is known of a target besides what it says of itself.
    pub about: &'r (dyn Fn(&Target, About) -> About + Sync),
    /// Older versions, when they are compared.
    pub older: Option<&'r dyn Before>,
    pub weights: &'r bilint::settings::Weights,
}

impl Gather<'_> {
    /// An article.
    pub fn article(
        &self,
        bench: &Bench<'_>,
        target: &Target,
        checked: Checked<'_>,
        outcome: &mut Outcome,
    ) -> Option<Gathered> {
        let metadata = &checked.pair.target.document.metadata;
        let said = About::of(metadata.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        let about = (self.about)(target, target.about.clone().or(said));
        let revision = self.revision(bench, target, checked, outcome);
        let mut gathered = self.gathered(&[checked], &about, revision.as_ref());
        note(gathered.as_mut(), outcome, 1);
        gathered
    }

    /// Records of a file: those of one document, or loose ones.
    pub fn records(
        &self,
        parts: &[Checked<'_>],
        doc: Option<String>,
        outcome: &mut Outcome,
    ) -> Option<Gathered> {
        let about = About { slug: doc.clone(), title: doc, ..About::default() };
        let mut gathered = self.gathered(parts, &about, None);
        note(gathered.as_mut(), outcome, parts.len());
        gathered
    }

    fn gathered(
        &self,
        parts: &[Checked<'_>],
        about: &About,
        revision: Option<&Revision>,
    ) -> Option<Gathered> {
        let Gather { data, weights, .. } = *self;
        Gathered::of(parts, &Manner { about, weights, data, revision })
    }

    /// What an edit did to a target. The older version is checked against the same source; that it
    /// cannot be read is told, and costs nobody the article.
    fn revision(
        &self,
        bench: &Bench<'_>,
        target: &Target,
        checked: Checked<'_>,
        outcome: &mut Outcome,
    ) -> Option<Revision> {
        let path = self.older?.path(target)?;
        let name = input::name_of(&path);
        let document = match input::document(&path, &name) {
            Ok(document) => document,
            Err(failure) => {
                outcome.failures.push(failure);
                return None;
            }
        };
        // That the source cannot be read was said with the newer version.
        let pair = bench.article(target, document, &mut Vec::new());
        let verdict = bench.verdict(&pair, &mut Tally::default());
        Some(Revision::of(Checked { pair: &pair, findings: &verdict.findings }, checked))
    }
}

/// Tells the history what the last `count` texts that are noted in it are told apart by, and the
/// article by what the history knows it.
fn note(gathered: Option<&mut Gathered>, outcome: &mut Outcome, count: usize) {
    let Some(Gathered { article, .. }) = gathered else { return };
    let labels = [
        ("desk", article.desk.clone()),
        ("engine", article.engine.clone()),
        ("languages", Some(article.languages())),
    ];
    for noted in outcome.tally.articles.iter_mut().rev().take(count) {
        let said = labels.iter().filter_map(|(name, it)| Some(((*name).to_owned(), it.clone()?)));
        noted.labels.extend(said);
        article.known_as = Some(noted.path.clone());
    }
}
