//! How a word looks beside words of another language in the same script.

use std::cmp::Ordering;
use std::num::NonZeroU8;

/// Letters of the shortest word that has cognates, and of the longest: what is longer is no word.
const SHORTEST_COGNATE: usize = 4;
const LONGEST_COGNATE: usize = 256;

/// A word as it is compared with look-alikes, with its groups of letters.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    letters: Vec<char>,
    /// Its pairs of letters, sorted.
    pairs: Vec<u64>,
    pub(super) outline: Outline,
}

/// What can be seen of a shape at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// A bit for each pair of letters, as far as 64 bits tell them apart.
    signature: u64,
    /// Its first letters, as far as 8 bits tell each from others.
    start: u32,
    /// How many pairs of letters it has: never none, so that an outline that may be missing takes no more
    /// room than another one.
    pairs: NonZeroU8,
    /// How many of them share their bit with another one.
    hidden: u8,
}

/// Two words that are alike share so many pairs at least, in hundredths of the pairs of both: a Dice
/// coefficient of .6.
const SHARED: u32 = 30;

impl Outline {
    fn of(letters: &[char], pairs: &[u64]) -> Outline {
        let signature: u64 = pairs.iter().fold(0, |bits, pair| bits | bit(*pair));
        let start = &letters[..SHORTEST_COGNATE];
        let count = pairs.len() as u8;
        Outline {
            signature,
            start: start.iter().fold(0, |start, letter| start << 8 | u32::from(*letter) & 0xFF),
            pairs: NonZeroU8::new(count).unwrap_or(NonZeroU8::MIN),
            hidden: count - signature.count_ones() as u8,
        }
    }

    /// Whether the two are alike at all; a cheap question that may be answered yes too often.
    pub(super) fn may_be_like(self, other: Outline) -> bool {
        let shared = count_few(self.signature & other.signature) + u32::from(self.hidden);
        let pairs = u32::from(self.pairs.get()) + u32::from(other.pairs.get());
        self.start == other.start || shared * 100 >= pairs * SHARED
    }

    /// Whether the letters may stand side by side in it.
    pub(super) fn may_have_group(self, group: &Group) -> bool {
        self.signature & group.bits == group.bits
    }
}

/// How many bits are set, which for most numbers are two at most: without a processor's own way to
/// count them these are counted faster one by one.
fn count_few(bits: u64) -> u32 {
    let but_one = bits & bits.wrapping_sub(1);
    let but_two = but_one & but_one.wrapping_sub(1);
    if but_two == 0 {
        return u32::from(bits != 0) + u32::from(but_one != 0);
    }
    bits.count_ones()
}

impl Shape {
    /// The shape of a folded word; none where it is too short to be told from others, or too long.
    pub(super) fn of(word: &str) -> Option<Shape> {
        let letters = skeleton(word);
        if !(SHORTEST_COGNATE..=LONGEST_COGNATE).contains(&letters.len()) {
            return None;
        }
        let mut pairs: Vec<u64> = letters.windows(2).map(|it| pair(it[0], it[1])).collect();
        pairs.sort_unstable();
        let outline = Outline::of(&letters, &pairs);
        Some(Shape { letters, pairs, outline })
    }

    /// Groups of three letters, each once, in order.
    pub(super) fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> =
            self.letters.windows(3).map(|it| Group::new([it[0], it[1], it[2]])).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Whether the letters stand side by side in it.
    pub(super) fn has_group(&self, group: &Group) -> bool {
        self.outline.may_have_group(group) && self.letters.windows(3).any(|it| it == group.letters)
    }

    /// How much two words look alike, 0 to 1; 0 where they are too different to be cognates.
    pub(super) fn likeness(&self, other: &Shape) -> f32 {
        let longer = self.letters.len().max(other.letters.len());
        let shorter = self.letters.len().min(other.letters.len());
        // Dice over pairs of letters cannot reach .6 any more.
        if shorter * 7 < longer * 3 {
            return 0.0;
        }
        let prefix = self.letters.iter().zip(&other.letters).take_while(|(a, b)| a == b).count();
        let by_prefix = prefix as f32 / longer as f32;
        let by_pairs = dice(&self.pairs, &other.pairs);
        if (prefix >= 4 && by_prefix >= 0.6) || by_pairs >= 0.6 {
            by_prefix.max(by_pairs)
        } else {
            0.0
        }
    }
}

/// Three letters side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    pub(super) letters: [char; 3],
    /// The bits that their pairs have in the signature of a word that has them.
    bits: u64,
}

impl Group {
    fn new(letters: [char; 3]) -> Group {
        let bits = bit(pair(letters[0], letters[1])) | bit(pair(letters[1], letters[2]));
        Group { letters, bits }
    }
}

/// A pair of letters as a number.
fn pair(one: char, other: char) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

/// The bit of a pair of letters in a signature.
fn bit(pair: u64) -> u64 {
    1 << (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

/// Of so many groups of letters that some word shares, how many one word must share to be looked at:
/// look-alikes share more than a group here and there.
pub(super) fn enough_groups(looked: usize) -> usize {
    (looked * 3 / 10).max(1 + usize::from(looked > 3))
}

/// Dice coefficient of the sorted pairs of letters of two words.
fn dice(one: &[u64], other: &[u64]) -> f32 {
    let (mut at, mut there, mut shared) = (0, 0, 0);
    while at < one.len() && there < other.len() {
        match one[at].cmp(&other[there]) {
            Ordering::Less => at += 1,
            Ordering::Greater => there += 1,
            Ordering::Equal => {
                shared += 1;
                at += 1;
                there += 1;
            }
        }
    }
    2.0 * shared as f32 / (one.len() + other.len()) as f32
}

/// A word without the differences that spellings of one root have across languages in Latin script.
fn skeleton(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let plain = match (character, next) {
            ('p', Some('h')) => {
                characters.next();
                'f'
            }
            ('t' | 'r', Some('h')) => {
                characters.next();
                character
            }
            ('c', Some('e' | 'i' | 'y')) => 's',
            ('c' | 'q', _) => 'k',
            ('z', _) => 's',
            ('y' | 'j', _) => 'i',
            ('w', _) => 'v',
            _ => character,
        };
        if letters.last() != Some(&plain) {
            letters.push(plain);
        }
    }
    letters
}
