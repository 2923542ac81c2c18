//! How a text uses its words elsewhere, found out when the first compound asks.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::language::{Pack, WordKinds};
use crate::reading::{Side, TextWord};
use crate::text::next_char;

type Words<'p> = HashSet<&'p str, FixedState>;
type Pairs<'p> = HashSet<(&'p str, &'p str), FixedState>;

/// The blocks of a text that say how it uses words.
pub(super) struct Usage<'c, 'p> {
    side: &'p Side,
    pack: &'p Pack,
    blocks: &'c [usize],
    joined: OnceCell<Joined<'p>>,
    alone: OnceCell<Alone<'p>>,
    /// Words of two capitals.
    acronyms: OnceCell<Words<'p>>,
    /// Adjectives (their stems) with the nouns behind them that no hyphen joins to more.
    terms: OnceCell<HashSet<(String, &'p str), FixedState>>,
}

/// What the text joins by hyphens.
#[derive(Default)]
struct Joined<'p> {
    /// First parts that are joined to another by a hyphen: `Nordwerk` of `Nordwerk-Pumpen`.
    words: Words<'p>,
    /// The same of two words: `Wall Street` of `Wall-Street-Banken`.
    pairs: Pairs<'p>,
}

/// What the text does with its capitalised words where no hyphen joins them.
#[derive(Default)]
struct Alone<'p> {
    /// Pairs behind an article: `Entity List` of `die Entity List`.
    named: Pairs<'p>,
    /// What stands behind words that no hyphen joins to it.
    followed: HashMap<&'p str, Follower<'p>, FixedState>,
}

/// What stands behind a word wherever it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follower<'p> {
    /// A space and always the same capitalised word.
    Always(&'p str),
    /// Now this, now that, or something else.
    Any,
}

impl<'c, 'p> Usage<'c, 'p> {
    pub(super) fn new(side: &'p Side, pack: &'p Pack, blocks: &'c [usize]) -> Usage<'c, 'p> {
        let (joined, alone) = (OnceCell::new(), OnceCell::new());
        let (acronyms, terms) = (OnceCell::new(), OnceCell::new());
        Usage { side, pack, blocks, joined, alone, acronyms, terms }
    }

    /// Whether a hyphen joins the first part to another.
    pub(super) fn joins(&self, first: &str) -> bool {
        self.joined().words.contains(first)
    }

    /// Whether hyphens join two words to another.
    pub(super) fn joins_both(&self, first: &str, second: &str) -> bool {
        self.joined().pairs.contains(&(first, second))
    }

    /// Whether the two stand behind an article.
    pub(super) fn names(&self, first: &str, second: &str) -> bool {
        self.alone().named.contains(&(first, second))
    }

    /// Whether the first of the two stands without the second, with something else behind it.
    pub(super) fn parts(&self, first: &str, second: &str) -> bool {
        let follower = self.alone().followed.get(first);
        follower.is_some_and(|it| *it != Follower::Always(second))
    }

    /// Whether the very word, of two capitals, stands in the text.
    pub(super) fn has_acronym(&self, acronym: &str) -> bool {
        let is_acronym =
            |word: &&str| word.chars().count() == 2 && word.chars().all(char::is_uppercase);
        let read = || {
            let capitalised =
                |block: &usize| self.side.words_of(*block).having(WordKinds::CAPITALISED);
            let words = self.blocks.iter().flat_map(capitalised);
            words.map(|word| word.text()).filter(is_acronym).collect()
        };
        self.acronyms.get_or_init(read).contains(acronym)
    }

    /// Whether the noun stands behind the adjective of this stem, and no hyphen joins it to more.
    pub(super) fn describes(&self, adjective: String, noun: &str) -> bool {
        let terms: &HashSet<(String, &str), FixedState> =
            self.terms.get_or_init(|| self.read_terms());
        terms.contains(&(adjective, noun))
    }

    fn joined(&self) -> &Joined<'p> {
        self.joined.get_or_init(|| {
            let mut joined = Joined::default();
            self.blocks.iter().for_each(|block| joined.read(self.side, *block));
            joined
        })
    }

    fn alone(&self) -> &Alone<'p> {
        self.alone.get_or_init(|| {
            let mut alone = Alone::default();
            self.blocks.iter().for_each(|block| alone.read(self.side, *block, self.pack));
            alone
        })
    }

    fn read_terms(&self) -> HashSet<(String, &'p str), FixedState> {
        const SHORTEST: u32 = 5;
        let in_block = |block: &usize| {
            let (text, words) = (self.side.text(*block), self.side.words_of(*block));
            let pairs = words.iter().zip(words.iter().skip(1));
            let pairs = pairs.filter(move |(word, next)| {
                next.is(WordKinds::CAPITALISED)
                    && word.form().letters >= SHORTEST
                    && next_char(text, next.span.end) != Some('-')
            });
            pairs.map(|(word, next)| (stem(word.text(), self.pack), next.text()))
        };
        self.blocks.iter().flat_map(in_block).collect()
    }
}

impl<'p> Joined<'p> {
    fn read(&mut self, side: &'p Side, block: usize) {
        let (text, words) = (side.text(block), side.words_of(block));
        let bytes = text.as_bytes();
        if memchr::memchr(b'-', bytes).is_none() {
            return;
        }
        for number in words.places(WordKinds::CAPITALISED) {
            let joined = |word: &TextWord<'_>| bytes.get(word.span.end) == Some(&b'-');
            let Some(word) = words.get(number).filter(joined) else { continue };
            let Some(next) = words.get(number + 1) else { continue };
            if gap(text, word, next) == "-" {
                self.words.insert(word.text());
                if words.get(number + 2).is_some_and(|behind| gap(text, next, behind) == "-") {
                    self.pairs.insert((word.text(), next.text()));
                }
            }
        }
    }
}

impl<'p> Alone<'p> {
    fn read(&mut self, side: &'p Side, block: usize, pack: &Pack) {
        let (text, words) = (side.text(block), side.words_of(block));
        for number in words.places(WordKinds::CAPITALISED) {
            let before = number.checked_sub(1).and_then(|before| words.get(before));
            let (Some(word), Some(next)) = (words.get(number), words.get(number + 1)) else {
                continue;
            };
            match gap(text, word, next) {
                "-" => {}
                " " if next.is(WordKinds::CAPITALISED) => {
                    let is_determiner = |it: TextWord<'_>| {
                        gap(text, it, word) == " " && pack.syntax.determiners.contains(it.text())
                    };
                    if before.is_some_and(is_determiner) {
                        self.named.insert((word.text(), next.text()));
                    }
                    self.follow(word.text(), Follower::Always(next.text()));
                }
                _ => self.follow(word.text(), Follower::Any),
            }
        }
    }

    fn follow(&mut self, word: &'p str, follower: Follower<'p>) {
        let known = self.followed.entry(word).or_insert(follower);
        if *known != follower {
            *known = Follower::Any;
        }
    }
}

/// What stands between two words.
fn gap<'t>(text: &'t str, left: TextWord<'_>, right: TextWord<'_>) -> &'t str {
    &text[left.span.end..right.span.start]
}

/// The adjective in small letters without its last syllable's ending, so that cases meet.
pub(super) fn stem(adjective: &str, pack: &Pack) -> String {
    let lower = adjective.to_lowercase();
    lower.trim_end_matches(|c| pack.syntax.adjective_letters.contains(c)).to_owned()
}
