//! Which words of a unit render which: evidence for what a translation lacks or adds.

use std::sync::Arc;

use super::acronyms;
use super::asked::Asked;
use super::features::Class;
use super::memory::PairMemory;
use super::notes::{Notes, Which};
use super::strengths::Strengths;
use super::terms::Terms;
use crate::reading::{Segment, Side};
use crate::text::Span;

/// Words of a unit on either side at most; longer units are not looked into.
pub(super) const MOST_WORDS: usize = 400;
/// Source words that one target word may render: parts of a compound.
const MOST_PARTS: usize = 3;
/// A rendering that is this strong takes its word alone.
const WHOLE: f32 = 0.8;

/// A content word or number of a unit. There are many, so that its numbers are as small as they can be:
/// no unit that is looked into has as many words, no text that is read as many bytes or blocks.
#[derive(Clone, Debug)]
pub struct LinkedWord {
    block: u32,
    start: u32,
    end: u32,
    /// [`NO_LINK`] where there is none.
    link: u32,
    /// What it is.
    pub kind: WordKind,
}

const NO_LINK: u32 = u32::MAX;

impl LinkedWord {
    pub(super) fn new(block: usize, span: Span, kind: WordKind) -> LinkedWord {
        let (start, end) = (span.start as u32, span.end as u32);
        LinkedWord { block: block as u32, start, end, link: NO_LINK, kind }
    }

    /// Its block.
    pub fn block(&self) -> usize {
        self.block as usize
    }

    /// Its place in its block, in bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The word of the other side that it renders or that renders it, by its number.
    pub fn link(&self) -> Option<usize> {
        self.is_linked().then_some(self.link as usize)
    }

    /// Whether there is one.
    pub fn is_linked(&self) -> bool {
        self.link != NO_LINK
    }

    pub(super) fn link_to(&mut self, other: usize) {
        self.link = other as u32;
    }
}

/// What a word is to the aligner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordKind {
    /// Digits, an address, code.
    Fixed,
    /// A word with a capital where the language gives capitals to names alone.
    Name,
    /// A word with a capital that may be a name or a mere noun; no lexicon lists it.
    Noun,
    /// Any other word that no lexicon lists.
    Plain,
    /// A word that a lexicon lists.
    Listed,
    /// An article, a preposition, an auxiliary: it may render a word, but none must be rendered.
    Function,
}

impl WordKind {
    /// All kinds, in order.
    pub const ALL: [WordKind; 6] = [
        WordKind::Fixed,
        WordKind::Name,
        WordKind::Noun,
        WordKind::Plain,
        WordKind::Listed,
        WordKind::Function,
    ];
}

impl From<Class> for WordKind {
    fn from(class: Class) -> WordKind {
        match class {
            Class::Fixed => WordKind::Fixed,
            Class::Name => WordKind::Name,
            Class::Noun => WordKind::Noun,
            Class::Plain => WordKind::Plain,
            Class::Listed => WordKind::Listed,
            Class::Function => WordKind::Function,
        }
    }
}

/// The content words of both sides of a unit, in order, function words left out.
#[derive(Clone, Debug, Default)]
pub struct WordLinks {
    /// Those of the source.
    pub source: Vec<LinkedWord>,
    /// Those of the target.
    pub target: Vec<LinkedWord>,
}

/// Links the words of source segments with those of target segments. Empty for a unit that is too
/// long.
pub fn link_words(
    (source, source_segments): (&Side, &[Segment]),
    (target, target_segments): (&Side, &[Segment]),
    memory: &PairMemory,
) -> WordLinks {
    memory.with_notes(|notes| {
        let sides = ((source, source_segments), (target, target_segments));
        let (asked, given) = read(sides.0, sides.1, notes, memory);
        if asked.terms.words.len().max(given.words.len()) > MOST_WORDS {
            return WordLinks::default();
        }
        let mut desk = std::mem::take(&mut notes.desk);
        desk.strengths.find(&asked, &given, notes, memory);
        let mut words = linked(&asked.terms, given, &mut desk);
        notes.desk = desk;
        acronyms::link((sides.0, &mut words.source), (sides.1, &mut words.target));
        words
    })
}

/// Reads the terms of both sides.
fn read(
    source: (&Side, &[Segment]),
    target: (&Side, &[Segment]),
    notes: &mut Notes,
    memory: &PairMemory,
) -> (Arc<Asked>, Terms) {
    let asked = Asked::of(source, notes, memory);
    let used = std::mem::take(&mut notes.desk.given);
    let given = Terms::read(Which::Target, target, notes, memory, used);
    (asked, given)
}

/// Where one unit is worked out after the other, so that none needs memory of its own.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The terms of the target that was worked out last.
    given: Terms,
    strengths: Strengths,
    places: Places,
    candidates: Vec<Candidate>,
    /// For each word of the target how many of the source it renders.
    parts: Vec<usize>,
}

/// Gives each word the partner that its renderings and its place speak for.
fn linked(one: &Terms, mut other: Terms, desk: &mut Desk) -> WordLinks {
    let Desk { given, strengths, places, candidates, parts } = desk;
    let place = |at: usize, of: usize| at as f32 / of.max(1) as f32;
    let (many, most) = (one.words.len(), other.words.len());
    places.fill(&other);
    candidates.clear();
    for (at, (term, word)) in one.tokens.iter().zip(&one.words).enumerate() {
        for (other_term, strength) in strengths.found(*term) {
            for to in places.of_term(*other_term as usize) {
                if [word.kind, other.words[to].kind] != [WordKind::Function; 2] {
                    let apart = (place(at, many) - place(to, most)).abs();
                    candidates.push(Candidate::new(*strength, apart, at, to));
                }
            }
        }
    }
    candidates.sort_unstable();
    let target = std::mem::take(&mut other.words);
    let mut words = WordLinks { source: one.words.clone(), target };
    *given = other;
    parts.clear();
    parts.resize(most, 0);
    for candidate in candidates.iter() {
        let (at, other) = candidate.places();
        let is_whole = candidate.strength() >= WHOLE;
        let room = if is_whole { parts[other] == 0 } else { parts[other] < MOST_PARTS };
        if !words.source[at].is_linked() && room {
            words.source[at].link_to(other);
            if !words.target[other].is_linked() {
                words.target[other].link_to(at);
            }
            parts[other] += if is_whole { MOST_PARTS } else { 1 };
        }
    }
    words
}

/// Where each term of a side stands.
#[derive(Debug, Default)]
struct Places {
    /// The last word of each term.
    last: Vec<u32>,
    /// For each word the one before it that has the same term; [`NOWHERE`] for the first.
    before: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    fn fill(&mut self, terms: &Terms) {
        let Places { last, before } = self;
        last.clear();
        last.resize(terms.terms.len(), NOWHERE);
        before.clear();
        let tokens = terms.tokens.iter().enumerate();
        before.extend(
            tokens.map(|(at, term)| std::mem::replace(&mut last[*term as usize], at as u32)),
        );
    }

    /// The words of a term, the last one first.
    fn of_term(&self, term: usize) -> impl Iterator<Item = usize> {
        let here = |at: u32| (at != NOWHERE).then_some(at);
        std::iter::successors(here(self.last[term]), move |at| here(self.before[*at as usize]))
            .map(|at| at as usize)
    }
}

/// Two words that may render each other: the surest come first; of the same strength those that stand
/// at the same place of their side.
///
/// It is one number, which is compared at one go. From the top, 32 bits each: the strength, turned
/// round; how far apart the places are; the place in the source; that in the target. The bits of floats
/// that are not negative are in the order of the floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate(u128);

impl Candidate {
    fn new(strength: f32, apart: f32, source: usize, target: usize) -> Candidate {
        let fields = [!strength.to_bits(), apart.to_bits(), source as u32, target as u32];
        Candidate(fields.into_iter().fold(0, |all, field| all << 32 | u128::from(field)))
    }

    fn strength(self) -> f32 {
        f32::from_bits(!((self.0 >> 96) as u32))
    }

    /// The places in the source and in the target.
    fn places(self) -> (usize, usize) {
        ((self.0 >> 32) as u32 as usize, self.0 as u32 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::features::terms;
    use crate::align::links::Links;
    use crate::document::{Document, Format};
    use crate::language::lexicon::{Lexicons, Translations};

    const ARTICLES: &[(&str, &str, &str, &str)] = &[
        (
            "en",
            include_str!("../../corpora/business-chips-slump/source.en.txt"),
            "de",
            include_str!("../../corpora/business-chips-slump/machine.de.txt"),
        ),
        (
            "de",
            include_str!("../../corpora/court-ferry-verdict/machine.de.txt"),
            "en",
            include_str!("../../corpora/court-ferry-verdict/source.en.txt"),
        ),
        (
            "en",
            include_str!("../../corpora/economy-vineyard-frost-fr/source.en.txt"),
            "fr",
            include_str!("../../corpora/economy-vineyard-frost-fr/machine.fr.txt"),
        ),
    ];

    fn side(language: &str, text: &str) -> Side {
        let document = Document::read("text.txt", Format::Plain, text.to_owned());
        Side::new(document, &language.parse().unwrap())
    }

    /// The strengths of the words of two segments as the index of a whole text finds them.
    fn by_index(
        one: (&Side, Segment),
        other: (&Side, Segment),
        translations: &Translations,
    ) -> Vec<Vec<f32>> {
        let terms = |(side, segment): (&Side, Segment)| {
            let inside = |it: &&crate::reading::Quantity| segment.span.covers(it.span.start);
            let quantities: Vec<_> =
                side.quantities_of(segment.block).iter().filter(inside).copied().collect();
            let placed = terms(side, segment, &quantities);
            placed.into_iter().map(|(term, class, _)| (term, class)).collect::<Vec<_>>()
        };
        let links = Links::of_words(&terms(one), &terms(other), translations);
        let (tokens, others) = (&links.source.tokens[0], &links.target.tokens[0]);
        let strength = |token: u32, other: u32| {
            let found = links.renderings[token as usize].iter().find(|it| it.0 == other);
            found.map_or(0.0, |it| it.1)
        };
        let row = |token: u32| others.iter().map(|it| strength(token, it.term)).collect();
        tokens.iter().map(|it| row(it.term)).collect()
    }

    #[test]
    fn notes_say_what_the_index_of_a_text_says() {
        for (from, source, to, target) in ARTICLES {
            let (source, target) = (side(from, source), side(to, target));
            let packs = (source.pack.clone(), target.pack.clone());
            let translations = Translations::new(packs.0, packs.1, &Lexicons::default());
            let memory = PairMemory::new(translations.clone());
            let mut linked = 0;
            // Sentences that render each other, and such as have nothing to do with each other.
            for apart in [0, 1, 7] {
                for (one, other) in source.sentences().iter().zip(&target.sentences()[apart..]) {
                    let expected = by_index((&source, *one), (&target, *other), &translations);
                    let found = memory.with_notes(|notes| {
                        let (one, other) = (std::slice::from_ref(one), std::slice::from_ref(other));
                        let (asked, given) = read((&source, one), (&target, other), notes, &memory);
                        let mut strengths = Strengths::default();
                        strengths.find(&asked, &given, notes, &memory);
                        let strength = |term: u32, other: u32| {
                            let found = strengths.found(term).iter().find(|it| it.0 == other);
                            found.map_or(0.0, |it| it.1)
                        };
                        let others = &given.tokens;
                        let row =
                            |term: &u32| others.iter().map(|it| strength(*term, *it)).collect();
                        asked.terms.tokens.iter().map(row).collect::<Vec<Vec<f32>>>()
                    });
                    assert_eq!(found, expected, "{}", source.text_of(*one));
                    linked += found.iter().flatten().filter(|it| **it > 0.0).count();
                }
            }
            assert!(linked > 100);
        }
    }
}
