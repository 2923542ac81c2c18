//! Articles whose faults were planted and written down, with a clean translation of each: what is
//! found, what is missed, what fires where nothing is wrong.

mod article;
mod figures;
mod snippets;
#[cfg(test)]
mod tests;

pub use article::{Article, GoldSnippet, Version};
pub use figures::{ArticleFigures, LeftOut, Reason};
pub use snippets::SnippetTally;

use std::borrow::Cow;
use std::sync::Arc;

use super::gold::{Characters, Gold};
use super::listed::Listed;
use super::matching::{matching, same_place};
use crate::check::SettingsError;
use crate::check::{Checker, Finding};
use crate::document::Document;
use crate::pair::{Languages, Pair};
use crate::rules::find;
use crate::settings::{Settings, Severity};
use crate::text::LineIndex;

/// Checks both translations of every article and compares with the annotations.
///
/// All severities are looked at, whatever `settings.min_severity` says; sums tell information from
/// faults. Annotations of rules that do not run are left out and counted apart.
///
/// # Errors
/// When the settings select what does not exist.
pub fn evaluate(
    articles: impl IntoIterator<Item = Article>,
    settings: &Settings,
    languages: &Languages,
) -> Result<ArticleFigures, SettingsError> {
    let settings = Settings { min_severity: Severity::Info, ..settings.clone() };
    let evaluation = Evaluation { checker: Checker::new(settings)?, languages };
    let mut figures = ArticleFigures::default();
    for article in articles {
        figures.articles += 1;
        if let Some(clean) = &article.clean {
            evaluation.clean(&article, clean, &mut figures);
        }
        if let Some((machine, gold)) = &article.machine {
            evaluation.machine(&article, machine, gold, &mut figures);
            evaluation.snippets(&article, machine, &mut figures);
        }
    }
    Ok(figures)
}

struct Evaluation<'e> {
    checker: Checker,
    languages: &'e Languages,
}

impl Evaluation<'_> {
    fn pair(&self, article: &Article, target: Document) -> Pair {
        let source = article.source.as_ref().map(Version::document);
        let mut languages = Cow::Borrowed(self.languages);
        if let Some(glossary) = &article.glossary {
            languages.to_mut().glossaries.push(Arc::clone(glossary));
        }
        Pair::new(target, source, None, &languages)
    }

    fn clean(&self, article: &Article, clean: &Version, figures: &mut ArticleFigures) {
        let pair = self.pair(article, clean.document());
        figures.clean.words += words(&pair);
        for finding in self.checker.check(&pair) {
            figures.clean.add(&finding);
            figures.alarms.push(Listed::finding(&clean.text, &finding));
        }
    }

    fn machine(
        &self,
        article: &Article,
        machine: &Version,
        gold: &[Gold],
        figures: &mut ArticleFigures,
    ) {
        let pair = self.pair(article, machine.document());
        figures.words += words(&pair);
        let findings = self.checker.check(&pair);
        let (measured, left_out): (Vec<Gold>, Vec<Gold>) =
            gold.iter().cloned().partition(|gold| self.reason_to_leave_out(gold).is_none());
        let matching = matching(&machine.text, &measured, &findings);
        let lines = LineIndex::new(&machine.text);
        for (gold, found_by) in measured.iter().zip(&matching.found_by) {
            figures.count_gold(gold, found_by.is_some());
            if found_by.is_none() {
                let (rule, note) = (name(gold), &gold.note);
                let listed =
                    Listed::missed(&machine.path, &machine.text, &lines, rule, gold.span, note);
                figures.misses.push(listed);
            }
        }
        let characters = Characters::new(&machine.text);
        for (finding, right) in findings.iter().zip(matching.right) {
            if !right && left_out.iter().any(|gold| is_at(&characters, gold, finding)) {
                figures.at_left_out += 1;
                continue;
            }
            figures.count_finding(finding, right);
            if !right {
                figures.false_positives.push(Listed::finding(&machine.text, finding));
            }
        }
        for gold in &left_out {
            if let Some(reason) = self.reason_to_leave_out(gold) {
                figures.leave_out(name(gold), reason);
            }
        }
    }

    fn snippets(&self, article: &Article, machine: &Version, figures: &mut ArticleFigures) {
        if article.snippets.is_empty() {
            return;
        }
        let mut snippets = article.snippets_document();
        snippets.language = article.source.as_ref().and_then(|source| source.language.clone());
        let pair = Pair::new(machine.document(), None, Some(snippets), self.languages);
        figures.snippets.count(&article.name, &article.snippets, &pair);
    }

    fn reason_to_leave_out(&self, gold: &Gold) -> Option<Reason> {
        let rule = gold.rule.as_deref()?;
        match find(rule) {
            None => Some(Reason::NotYetARule),
            Some(known) => {
                let runs = self.checker.rules().iter().any(|rule| rule.name == known.rule.name);
                (!runs).then_some(Reason::DoesNotRun)
            }
        }
    }
}

/// What an annotation is listed under.
fn name(gold: &Gold) -> &str {
    gold.rule.as_deref().or(gold.category.as_deref()).unwrap_or_default()
}

fn is_at(characters: &Characters<'_>, gold: &Gold, finding: &Finding) -> bool {
    match (gold.span, finding.span) {
        (Some(gold), Some(finding)) => {
            same_place(characters.count(gold), characters.count(finding))
        }
        (gold, finding) => gold == finding,
    }
}

/// The words of the translation, parted by white space.
pub(super) fn words(pair: &Pair) -> usize {
    let blocks = pair.target.blocks().iter().filter(|block| block.translatable);
    blocks.map(|block| block.text.split_whitespace().count()).sum()
}
