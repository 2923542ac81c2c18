//! Names in the place of others, known by what stands around both.

use std::collections::BTreeSet;

use super::frames::{Frames, Runs};
use super::likeness::is_slip;
use super::name_mismatch::{FRAMED, MISSPELT, Names, Wide};
use super::nouns::may_be_noun;
use super::spelling::is_spelled;
use crate::rules::Findings;

/// Letters that a family name behind its first name must have to be compared.
const SHORTEST_FAMILY: usize = 3;

impl<'p> Names<'_, 'p> {
    /// On how many sides the words around these of the source and around a name of the translation
    /// render one another; none where the name may be a mere noun.
    pub(super) fn frame(&self, asked: (usize, usize), at: usize, wide: &Wide<'_, 'p>) -> usize {
        let Some(source_pack) = self.cx.source_pack() else { return 0 };
        let (pack, memory) = (self.cx.pack(), self.cx.pair.memory());
        if self.cx.pair.translations().is_empty() || self.is_heading() {
            return 0;
        }
        let is_part = |at: usize| {
            let word = self.given.words[at].text();
            self.is_foreign_name(at, wide) || (is_acronym(word) && !wide.asked().has(word))
        };
        let (mut first, mut last) = (at, at);
        while first > 0 && self.given.is_spaced(first) && is_part(first - 1) {
            first -= 1;
        }
        while last + 1 < self.given.words.len()
            && self.given.is_spaced(last + 1)
            && is_part(last + 1)
        {
            last += 1;
        }
        // What looks like another name of the source renders that one.
        let is_other =
            |it: usize| self.asked.words[it].is_capitalised() && self.are_cognate(it, at);
        if (first..=last).any(|it| may_be_noun(self.given, it, pack, memory))
            || (0..self.asked.words.len()).any(is_other)
        {
            return 0;
        }
        let packs = (&**source_pack, pack);
        let frames = Frames {
            links: self.cx.word_links(self.unit),
            asked: self.asked,
            given: self.given,
            packs,
        };
        frames.shared(Runs { asked, given: (first, last) })
    }

    /// A country or a city that languages have names of their own for, in the place of another name.
    pub(super) fn exonym_for(
        &self,
        lost: usize,
        wide: &Wide<'_, 'p>,
        claimed: &mut BTreeSet<usize>,
        out: &mut Findings,
    ) {
        let given =
            self.given.exonyms().iter().filter(|it| !it.hint && !claimed.contains(&it.start));
        let name = self.asked.words[lost];
        let mut in_place = given.filter(|it| {
            let word = self.given.words[it.start];
            word.is_capitalised()
                && !self.given.opens(it.start)
                && !self.are_cognate(lost, it.start)
                && self.is_new(it, wide)
                && self.frame((lost, lost), it.start, wide) > 0
        });
        let Some(exonym) = in_place.next() else { return };
        claimed.insert(exonym.start);
        let (block, span) = self.given.place(exonym);
        let text = span.of(self.cx.text(block));
        let message = format!("“{text}” for the source’s “{}”", name.text());
        out.report(block, span, message).confidence(FRAMED).source(name.block(), name.span());
    }

    /// Reports family names that lost or got a letter behind the same first name; gives their places
    /// in the translation.
    pub(super) fn families(&self, out: &mut Findings) -> BTreeSet<usize> {
        let mut claimed = BTreeSet::new();
        let (pack, memory) = (self.cx.pack(), self.cx.pair.memory());
        let is_mere = |word: &str| {
            let lower = word.to_lowercase();
            pack.knows(&lower) || memory.lists_target(&lower) || memory.lists_source(&lower)
        };
        for asked in 1..self.asked.words.len() {
            let name = &self.asked.words[asked];
            if !name.is_capitalised()
                || !self.asked.words[asked - 1].is_capitalised()
                || self.given.has(name.text())
                || !self.given.has(self.asked.words[asked - 1].text())
                || !is_spelled(name.text(), SHORTEST_FAMILY)
                || self.asked.exonyms().iter().any(|it| (it.start..it.end).contains(&asked))
            {
                continue;
            }
            let slip = (1..self.given.words.len()).find(|at| {
                let word = &self.given.words[*at];
                self.follows_same(asked, *at)
                    && word.is_capitalised()
                    && is_spelled(word.text(), SHORTEST_FAMILY)
                    && is_slip(name.text(), word.text(), self.endings())
                    && !self.asked.has(word.text())
            });
            let Some(at) = slip else { continue };
            // `Museum Director`: what stands before is no first name.
            let first = self.given.words[at - 1].text();
            if is_mere(first) || is_acronym(first) {
                continue;
            }
            claimed.insert(at);
            self.replace(asked, at, MISSPELT, out);
        }
        claimed
    }

    /// Whether a word of the source goes on as a name that the translation does not have.
    pub(super) fn is_lost_beside(&self, at: usize) -> bool {
        let word = &self.asked.words[at];
        self.asked.is_spaced(at + 1)
            && word.is_capitalised()
            && !self.given.has(word.text())
            && !self.cx.pair.memory().lists_source(word.text())
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}
