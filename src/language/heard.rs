//! How names sound, whichever of its ways a language has to spell them.

use crate::text::fold;

/// Letters that names are spelled with in two languages, and what stands for them; by their first
/// letters, the longer ones first. What stands for nothing is heard in one language only.
const SOUNDS: [(&str, &str); 34] = [
    ("ae", "a"),
    ("ch", "C"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("ck", "k"),
    ("cz", "C"),
    ("c", "k"),
    ("dsch", "i"),
    ("dj", "i"),
    ("f", "v"),
    ("gh", "g"),
    ("h", ""),
    ("j", "i"),
    ("kh", "C"),
    ("ou", "u"),
    ("oe", "o"),
    ("ph", "v"),
    ("q", "k"),
    ("schtsch", "C"),
    ("shch", "C"),
    ("sch", "C"),
    ("sh", "C"),
    ("tsch", "C"),
    ("tch", "C"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("ue", "u"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("zh", "C"),
    ("z", "s"),
];

/// Where among them those of a first letter stand, from a to z.
const BY_LETTER: [(usize, usize); 26] = {
    let mut places = [(0, 0); 26];
    let mut at = 0;
    while at < SOUNDS.len() {
        let letter = (SOUNDS[at].0.as_bytes()[0] - b'a') as usize;
        if places[letter].1 == 0 {
            places[letter].0 = at;
        }
        places[letter].1 = at + 1;
        at += 1;
    }
    places
};

/// Whether a folded letter is a vowel.
pub fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How a name sounds, in numbers: those of names that sound alike are the same, and those of others
/// hardly ever.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// That of all of it.
    pub whole: u32,
    /// That of its consonants.
    pub consonants: u32,
    /// That of its consonants without what may be a genitive.
    pub bare: u32,
    /// Whether a vowel carries a mark.
    pub is_marked: bool,
}

impl Heard {
    /// How a name sounds; `folded` is the same folded.
    pub fn of(name: &str, folded: &str) -> Heard {
        let sounds = sounds(folded);
        let consonants = |heard: &str| number(heard.chars().filter(|it| !is_vowel(*it)));
        Heard {
            whole: number(sounds.chars()),
            consonants: consonants(&sounds),
            bare: consonants(bare(&sounds)),
            is_marked: has_marks(name),
        }
    }
}

/// A number for some letters in their order (FNV-1a).
fn number(letters: impl Iterator<Item = char>) -> u32 {
    let mix = |number: u32, letter: u32| (number ^ letter).wrapping_mul(0x0100_0193);
    letters.map(u32::from).fold(0x811c_9dc5, mix)
}

/// Whether a vowel carries a mark.
fn has_marks(name: &str) -> bool {
    name.chars().any(|it| !it.is_ascii() && fold(it.encode_utf8(&mut [0; 4])).contains(is_vowel))
}

/// The name without what may be a genitive.
pub fn bare(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// A name as it sounds, what is written twice once.
pub fn sounds(name: &str) -> String {
    let mut sounds = String::with_capacity(2 * name.len());
    let (mut rest, mut last) = (name, None);
    while let Some(first) = rest.chars().next() {
        let letter = rest.as_bytes()[0].wrapping_sub(b'a');
        let (start, end) = BY_LETTER.get(usize::from(letter)).copied().unwrap_or_default();
        // Most are told by their second letters.
        let second = |text: &str| text.as_bytes().get(1).copied();
        let begins = |letters: &str| {
            letters.len() == 1 || second(letters) == second(rest) && rest.starts_with(letters)
        };
        let listed = SOUNDS[start..end].iter().find(|(letters, _)| begins(letters));
        let Some((letters, sound)) = listed else {
            if last.replace(first) != Some(first) {
                sounds.push(first);
            }
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let before = last;
        for heard in sound.chars().filter(|heard| Some(*heard) != before) {
            sounds.push(heard);
            last = Some(heard);
        }
        rest = &rest[letters.len()..];
    }
    sounds
}
