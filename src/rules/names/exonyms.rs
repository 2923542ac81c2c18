//! Countries, cities and peoples in the place of others: what every language has a name of its own
//! for.

use std::collections::BTreeSet;

use super::mentions::{Mention, Stretch};
use super::name_mismatch::{Names, Wide};
use crate::language::Exonym;
use crate::rules::{Applicability, Findings};

impl<'p> Names<'_, 'p> {
    /// What the source names and the translation does not.
    pub(super) fn lost_exonyms(&self) -> Vec<&Exonym> {
        let lost = |it: &&Exonym| {
            let word = &self.asked.words[it.start];
            !it.hint
                && !self.given.names(&it.names)
                && !self.given.holds(&it.names)
                && !self.given.words.iter().any(|other| is_alike(word, other))
        };
        // What names two things is lost only if neither is there.
        let both = |it: &&Exonym| {
            let same = self.asked.exonyms().iter().filter(|other| other.start == it.start);
            same.into_iter().all(|other| lost(&other))
        };
        self.asked.exonyms().iter().filter(both).collect()
    }

    pub(super) fn exonyms(&self, lost: &[&Exonym], wide: &Wide<'_, 'p>, out: &mut Findings) {
        // The sentences around excuse what they name oftener than those of the source around it.
        let times = |stretch: &Stretch<'_>, names: &str| {
            stretch.exonyms().iter().filter(|it| &*it.names == names).count()
        };
        let is_elsewhere = |it: &Exonym| {
            let own = times(self.asked, &it.names);
            times(wide.given(), &it.names) + own > times(wide.asked(), &it.names)
        };
        let lost: Vec<&Exonym> = lost.iter().filter(|it| !is_elsewhere(it)).copied().collect();
        if lost.is_empty() {
            return;
        }
        let mut claimed = BTreeSet::new();
        for given in self.given.exonyms().iter().filter(|it| !it.hint) {
            if !self.is_new(given, wide) {
                continue;
            }
            let at = self.given.share(given.start);
            let distance = |it: &Exonym| (self.asked.share(it.start) - at).abs();
            let Some(nearest) = lost
                .iter()
                .filter(|it| !claimed.contains(&it.start))
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            else {
                continue;
            };
            claimed.insert(nearest.start);
            let (block, span) = self.given.place(given);
            let text = span.of(self.cx.text(block));
            let asked = self.text_of(nearest);
            let confidence = if distance(nearest) < 0.4 { 0.85 } else { 0.7 };
            let proposal = out.report(block, span, format!("“{text}” for the source’s “{asked}”"));
            proposal.confidence(confidence);
            let (source_block, source_span) = self.asked.place(nearest);
            proposal.source(source_block, source_span);
            let pack = self.cx.pack();
            let plain =
                |exonym: &Exonym, text: &str| pack.names.exonyms.name(&exonym.names) == Some(text);
            let source_names = self.cx.source_pack().map(|pack| &pack.names.exonyms);
            let is_name = source_names.is_some_and(|it| it.name(&nearest.names) == Some(&asked));
            if let Some(name) = pack.names.exonyms.name(&nearest.names)
                && is_name
                && plain(given, text)
            {
                proposal.replace(Applicability::Unsafe, span, name);
            }
        }
    }

    /// Whether neither the source's sentence nor those around it have what is named here.
    pub(super) fn is_new(&self, given: &Exonym, wide: &Wide<'_, 'p>) -> bool {
        let word = &self.given.words[given.start];
        let is_known = |it: &Exonym| wide.asked().names(&it.names) || wide.asked().holds(&it.names);
        let mut same = self.given.exonyms().iter().filter(|other| other.start == given.start);
        !same.any(is_known) && !wide.asked().words.iter().any(|other| is_alike(word, other))
    }

    fn text_of(&self, exonym: &Exonym) -> String {
        let words: Vec<&str> =
            self.asked.words[exonym.start..exonym.end].iter().map(|it| it.text()).collect();
        words.join(" ")
    }
}

/// Whether two words of two languages begin alike: `Kanadier` and `Canadian` do not, `Iraker` and
/// `Iraqi` do.
fn is_alike(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    const LETTERS: usize = 4;
    if !other.is_capitalised() {
        return false;
    }
    let (one, other) = (one.folded(), other.folded());
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared >= LETTERS
        || (shared > 1 && (shared == one.chars().count() || shared == other.chars().count()))
}
