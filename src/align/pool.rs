//! Pairs of lines from which words are learned: the user's own translations, as many as memory
//! allows.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::word_pairs::{WordPair, train_within};
use crate::language::Pack;
use crate::text::words;

/// Pairs of lines that are kept at most.
const MOST_LINES: usize = 500_000;
/// Pairs of words in these lines at most: what learning takes is in proportion to them, about 25
/// bytes each.
const MOST_CELLS: usize = 24_000_000;
/// Content words of a line at most; longer ones say little about any of them.
const MOST_WORDS: usize = 80;
/// Bytes of the longest word that is learned.
const LONGEST_WORD: usize = 100;
/// Weaker pairs of words are left out, 0 to 1.
const LEAST: f32 = 0.2;
/// Renderings of a word at most.
const MOST_RENDERINGS: usize = 6;

/// Pairs of lines that render each other. Of more than are kept at most every second, fourth, eighth
/// … one is, so that all of what was given is heard and memory stays in bounds.
#[derive(Debug)]
pub struct WordPool {
    source: Arc<Pack>,
    target: Arc<Pack>,
    most: Most,
    vocabulary: BTreeSet<Arc<str>>,
    lines: Vec<Line>,
    /// Hashes of the lines that are kept: what stands there again and again teaches once.
    known: BTreeSet<u64>,
    cells: usize,
    seen: usize,
    stride: usize,
}

#[derive(Clone, Copy, Debug)]
struct Most {
    lines: usize,
    cells: usize,
}

#[derive(Debug)]
struct Line {
    /// Its number among those that were given and have something to teach.
    number: usize,
    hash: u64,
    words: (Vec<Arc<str>>, Vec<Arc<str>>),
}

impl Line {
    fn cells(&self) -> usize {
        self.words.0.len() * self.words.1.len()
    }
}

impl WordPool {
    /// An empty pool of lines in these languages.
    pub fn new(source: Arc<Pack>, target: Arc<Pack>) -> WordPool {
        WordPool::within(source, target, Most { lines: MOST_LINES, cells: MOST_CELLS })
    }

    fn within(source: Arc<Pack>, target: Arc<Pack>, most: Most) -> WordPool {
        WordPool {
            source,
            target,
            most,
            vocabulary: BTreeSet::new(),
            lines: Vec::new(),
            known: BTreeSet::new(),
            cells: 0,
            seen: 0,
            stride: 1,
        }
    }

    /// Adds a line with its translation. Passed over are lines that teach nothing: without a content
    /// word, too long, left as they were, or already there.
    pub fn add(&mut self, source: &str, target: &str) {
        let words = (content(source, &self.source), content(target, &self.target));
        let lengths = [words.0.len(), words.1.len()];
        if lengths.iter().any(|it| !(1..=MOST_WORDS).contains(it)) || words.0 == words.1 {
            return;
        }
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        let hash = hasher.finish();
        if self.known.contains(&hash) {
            return;
        }
        let number = self.seen;
        self.seen += 1;
        if !number.is_multiple_of(self.stride) {
            return;
        }
        self.known.insert(hash);
        let words = (self.interned(words.0), self.interned(words.1));
        let line = Line { number, hash, words };
        self.cells += line.cells();
        self.lines.push(line);
        if self.lines.len() > self.most.lines || self.cells > self.most.cells {
            self.thin();
        }
    }

    fn interned(&mut self, words: Vec<String>) -> Vec<Arc<str>> {
        let one = |word: String| match self.vocabulary.get(word.as_str()) {
            Some(known) => known.clone(),
            None => {
                let word: Arc<str> = word.into();
                self.vocabulary.insert(word.clone());
                word
            }
        };
        words.into_iter().map(one).collect()
    }

    /// Lets go of every second line.
    fn thin(&mut self) {
        self.stride *= 2;
        self.lines.retain(|line| line.number.is_multiple_of(self.stride));
        self.cells = self.lines.iter().map(Line::cells).sum();
        self.known = self.lines.iter().map(|line| line.hash).collect();
        self.vocabulary.retain(|word| Arc::strong_count(word) > 1);
    }

    /// Pairs of lines that were given and have something to teach.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Those of them that are used.
    pub fn used(&self) -> usize {
        self.lines.len()
    }

    /// One in so many of them is used.
    pub fn one_in(&self) -> usize {
        self.stride
    }

    /// The words that render each other, in lower case, function words left out; sorted by source
    /// word, the strongest first.
    pub fn word_pairs(self) -> Vec<WordPair<Arc<str>>> {
        let lines: Vec<_> = self.lines.into_iter().map(|line| line.words).collect();
        let mut pairs = train_within(&lines, LEAST, self.most.cells);
        let mut place = 0;
        let mut before: Option<Arc<str>> = None;
        pairs.retain(|pair| {
            let same = before.as_ref() == Some(&pair.source);
            place = if same { place + 1 } else { 0 };
            before = Some(pair.source.clone());
            place < MOST_RENDERINGS
        });
        pairs
    }
}

/// The content words of a line in lower case, each once, in alphabetical order; of a line that is
/// too long some.
fn content(text: &str, pack: &Pack) -> Vec<String> {
    let mut found = BTreeSet::new();
    for word in words(text).filter(|word| !word.has_digit()) {
        // Elided articles and possessives hang on by an apostrophe.
        for part in word.text.split(['\'', '’']).filter(|it| it.len() <= LONGEST_WORD) {
            let lower = part.to_lowercase();
            let too_short = lower.len() < 2 && lower.is_ascii();
            if !too_short && !pack.words.function.words.contains(&lower) {
                found.insert(lower);
            }
        }
        if found.len() > MOST_WORDS {
            break;
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn pool(most: Most) -> WordPool {
        WordPool::within(pack(&"en".parse().unwrap()), pack(&"de".parse().unwrap()), most)
    }

    const ALL: Most = Most { lines: MOST_LINES, cells: MOST_CELLS };

    #[test]
    fn planted_pairs_are_learned() {
        // Words that are none, so that nothing but the company they keep can tell.
        let planted = [("blarg", "frumm"), ("snell", "Tark"), ("quibb", "Ölmo"), ("dorv", "pinz")];
        let mut pool = pool(ALL);
        for (number, (one, other)) in planted.iter().enumerate() {
            for (next, (second, its)) in planted.iter().enumerate().filter(|it| it.0 != number) {
                pool.add(
                    &format!("The {one} of the {second} w{}", letters(number, next)),
                    &format!("Der {other} und die {its} w{}", letters(next, number)),
                );
            }
        }
        let pairs = pool.word_pairs();
        for (one, other) in planted {
            let first = pairs.iter().find(|it| &*it.source == one).unwrap();
            assert_eq!(&*first.target, other.to_lowercase());
            assert!(first.strength > 0.5 && first.strength <= 1.0, "{first:?}");
        }
        assert!(pairs.iter().all(|it| &*it.source != "the" && &*it.target != "der"), "{pairs:?}");
    }

    fn letters(one: usize, other: usize) -> String {
        let letter = |at: usize| char::from(b'a' + at as u8);
        format!("{}{}", letter(one), letter(other))
    }

    #[test]
    fn what_teaches_nothing_is_passed_over() {
        let mut pool = pool(ALL);
        pool.add("", "Hafen");
        pool.add("of the", "Hafen");
        pool.add("12 345", "12 345");
        pool.add("Reuters", "REUTERS");
        pool.add(&"harbour ".repeat(20), "Hafen");
        pool.add("harbour", "Hafen");
        let long: String = (0..90).map(|it| format!("w{} ", letters(it / 26, it % 26))).collect();
        pool.add(&long, &long.to_uppercase().replace('W', "v"));
        assert_eq!((pool.seen(), pool.used()), (1, 1));
    }

    #[test]
    fn memory_stays_in_bounds() {
        let most = Most { lines: 10, cells: 1000 };
        let mut pool = pool(most);
        for at in 0..500 {
            let word = letters(at / 26, at % 26);
            pool.add(&format!("x{word}"), &format!("y{word}"));
            assert!(pool.used() <= 10 && pool.vocabulary.len() <= 20 && pool.known.len() <= 10);
        }
        assert_eq!(pool.seen(), 500);
        // From the whole of what was given.
        assert!(pool.lines.last().is_some_and(|line| line.number >= 400));
        assert!(pool.used() >= 5);
    }
}
