//! Whether two names of two texts stand in the same place: beside words that render one another.

use super::mentions::{Mention, Stretch};
use crate::align::{LinkedWord, WordLinks};
use crate::language::Pack;

/// Function words that may stand between a name and the word that shows its place.
const MOST_BETWEEN: usize = 2;

/// A unit's words on both sides with what links them.
pub(super) struct Frames<'c, 'p> {
    pub(super) links: &'c WordLinks,
    pub(super) asked: &'c Stretch<'p>,
    pub(super) given: &'c Stretch<'p>,
    pub(super) packs: (&'c Pack, &'c Pack),
}

/// Runs of words on both sides, each from its first word to its last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runs {
    pub(super) asked: (usize, usize),
    pub(super) given: (usize, usize),
}

impl Frames<'_, '_> {
    /// On how many sides words stand beside the runs that render one another, 0 to 2. What stands
    /// right behind a name may stand before its rendering: `Shore’s report`, `der Bericht von Shore`.
    pub(super) fn shared(&self, runs: Runs) -> usize {
        let asked = self.beside(self.asked, runs.asked, self.packs.0);
        let given = self.beside(self.given, runs.given, self.packs.1);
        let linked = |one: Option<usize>, other: Option<usize>| match (one, other) {
            (Some(one), Some(other)) => self.are_linked(one, other),
            _ => false,
        };
        let straight =
            usize::from(linked(asked.0, given.0)) + usize::from(linked(asked.1, given.1));
        let crossed = asked.1 == Some(runs.asked.1 + 1) && linked(asked.1, given.0);
        straight.max(usize::from(crossed))
    }

    /// The words that carry content before and behind a run.
    fn beside(
        &self,
        stretch: &Stretch<'_>,
        (first, last): (usize, usize),
        pack: &Pack,
    ) -> (Option<usize>, Option<usize>) {
        let is_small = |at: usize| {
            pack.words.function.words.contains(&stretch.words[at].text().to_lowercase())
        };
        let mut before = first;
        let before = loop {
            if before == 0 || stretch.is_parted(before) || first - before > MOST_BETWEEN {
                break None;
            }
            before -= 1;
            if !is_small(before) {
                break Some(before);
            }
        };
        let mut behind = last + 1;
        let behind = loop {
            if behind >= stretch.words.len()
                || stretch.is_parted(behind)
                || behind - last > MOST_BETWEEN + 1
            {
                break None;
            }
            if !is_small(behind) {
                break Some(behind);
            }
            behind += 1;
        };
        (before, behind)
    }

    fn are_linked(&self, asked: usize, given: usize) -> bool {
        if self.asked.words[asked].text() == self.given.words[given].text() {
            return true;
        }
        let one = number(&self.links.source, &self.asked.words[asked]);
        let other = number(&self.links.target, &self.given.words[given]);
        let (Some(one), Some(other)) = (one, other) else { return false };
        self.links.source[one].link() == Some(other) || self.links.target[other].link() == Some(one)
    }
}

/// The number of the linked word of which this is the whole or a part.
fn number(words: &[LinkedWord], mention: &Mention<'_>) -> Option<usize> {
    words.iter().position(|word| {
        word.block() == mention.block() && word.span().covers(mention.span().start)
    })
}
