use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Code, Pack};
use crate::text::Decimal;

/// What a word, sign or phrase can be in an expression of quantity; several at once (`m` is a metre
/// and a million).
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// It tells a number.
    pub number: Option<(Decimal, Form)>,
    /// It counts only before more of a number (`a` million).
    pub inner: Option<u64>,
    /// It multiplies (`hundred`).
    pub multiplier: Option<u64>,
    /// It is a power of ten (`million`).
    pub scale: Option<u8>,
    /// It counts in lots (`dozen`).
    pub collective: Option<u64>,
    /// It is a part, by how many make the whole.
    pub fraction: Option<u32>,
    /// It is a month, from 1.
    pub month: Option<u8>,
    /// It is a weekday, Monday being 1.
    pub weekday: Option<u8>,
    /// It names money.
    pub currency: Option<Code>,
    /// It is a unit.
    pub unit: Option<Code>,
    /// It is a time of day, in minutes.
    pub time: Option<u64>,
    /// What else it can be.
    pub roles: Roles,
    /// How many words the longest phrase has that it starts; 0 where it starts none.
    words: u8,
    /// Whether it may end in a full stop that belongs to it.
    pub dotted: bool,
    /// Whether there is anything in it but the start of phrases.
    pub known: bool,
}

/// How a word tells its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It counts: `zwei`.
    Cardinal,
    /// It numbers: `zweite`.
    Ordinal,
    /// It is part of something else: `beide`, `Dreieck`.
    Hint,
    /// It names a multiple, not a number: `thousands`.
    Vague,
    /// It names ten years: `siebziger`.
    Decade,
}

/// A set of yes-or-no facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// Makes a number approximate.
    pub const HEDGE: Roles = Roles(1);
    /// Percent.
    pub const PERCENT: Roles = Roles(1 << 1);
    /// Percentage points.
    pub const POINTS: Roles = Roles(1 << 2);
    /// Stands between the ends of a range.
    pub const RANGE: Roles = Roles(1 << 3);
    /// Stands between numbers with one unit.
    pub const PAIR: Roles = Roles(1 << 4);
    /// Stands behind a time of day.
    pub const CLOCK: Roles = Roles(1 << 5);
    /// Marks hours before noon.
    pub const BEFORE_NOON: Roles = Roles(1 << 6);
    /// Marks hours after noon.
    pub const AFTER_NOON: Roles = Roles(1 << 7);
    /// Stands between hours and minutes.
    pub const CLOCK_GLUED: Roles = Roles(1 << 8);
    /// Puts an hour before noon.
    pub const MORNING: Roles = Roles(1 << 9);
    /// Puts an hour after noon.
    pub const EVENING: Roles = Roles(1 << 10);
    /// Names a time zone.
    pub const ZONE: Roles = Roles(1 << 11);
    /// Makes a decade of the number behind it.
    pub const DECADE_MARK: Roles = Roles(1 << 12);
    /// Makes an ordinal of digits.
    pub const DIGIT_ORDINAL: Roles = Roles(1 << 13);
    /// Makes a decade of digits.
    pub const DIGIT_DECADE: Roles = Roles(1 << 14);
    /// One half of what follows.
    pub const HALF: Roles = Roles(1 << 15);
    /// One half more.
    pub const AND_HALF: Roles = Roles(1 << 16);
    /// Joins parts of a number.
    pub const JOINER: Roles = Roles(1 << 17);

    /// Whether any of `roles` is in the set.
    pub const fn any(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }
}

/// A word that is made of a number and something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Composed {
    /// The number.
    pub value: Decimal,
    /// How it is told.
    pub form: Form,
    /// The unit that the rest of the word is (`dreijährig`).
    pub unit: Option<Code>,
    /// Whether the rest of the word means percent.
    pub percent: bool,
}

/// The words and signs of a pack that matter for quantities, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct NumberIndex {
    entries: HashMap<Box<str>, Facts, BuildHasherDefault<Fnv>>,
    /// Signs that are no words, the longest first.
    signs: Vec<(Box<str>, Facts)>,
    /// Which first two bytes (in lower case, folded to 12 bits) a known word may have.
    starts: Vec<u64>,
    /// The same for composed words.
    composed_starts: Vec<u64>,
    blocks: Vec<(Box<str>, Block)>,
    half_endings: Vec<Box<str>>,
    endings: HashMap<Box<str>, Ending, BuildHasherDefault<Fnv>>,
    joined: bool,
}

#[derive(Clone, Copy, Debug)]
enum Block {
    Value(u64),
    Inner(u64),
    Multiplier(u64),
    Joiner,
}

#[derive(Clone, Copy, Debug)]
enum Ending {
    Ordinal,
    Inflection,
    Decade,
    Unit(Code),
    Percent,
}

/// FNV-1a: the keys are short words of our own packs.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The longest phrase that is looked up, in bytes.
const LONGEST: usize = 48;

impl NumberIndex {
    /// The index of a pack's tables.
    pub fn new(pack: &Pack) -> NumberIndex {
        let mut index = NumberIndex {
            starts: vec![0; 64],
            composed_starts: vec![0; 64],
            joined: pack.numbers.words.joined,
            ..NumberIndex::default()
        };
        index.numbers(pack);
        index.measures(pack);
        index.calendar(pack);
        index.signs.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        index
    }

    fn numbers(&mut self, pack: &Pack) {
        let words = &pack.numbers.words;
        for (word, power) in &pack.numbers.scale.powers {
            self.add(word, |it| it.scale = Some(*power));
        }
        for (word, value) in &words.values {
            let value = Decimal::whole(*value);
            self.add(word, |it| it.number = Some((value, Form::Cardinal)));
        }
        for (word, value) in &words.inner {
            self.add(word, |it| it.inner = Some(*value));
        }
        for (word, value) in &words.multipliers {
            self.add(word, |it| it.multiplier = Some(*value));
        }
        for (word, value) in &words.collectives {
            self.add(word, |it| it.collective = Some(*value));
        }
        for (word, value) in &words.vague {
            let value = Decimal::whole(*value);
            self.add(word, |it| it.number = Some((value, Form::Vague)));
        }
        for (word, value) in &words.hints {
            let Some(value) = Decimal::parse(value) else { continue };
            self.add(word, |it| it.number = it.number.or(Some((value, Form::Hint))));
        }
        for (word, value) in &words.ordinals {
            let value = Decimal::whole(*value);
            for ending in
                ["", "n", "r", "s", "m", "ns"].iter().take(if words.joined { 6 } else { 1 })
            {
                self.add(&format!("{word}{ending}"), |it| it.number = Some((value, Form::Ordinal)));
            }
        }
        for (word, parts) in &words.fractions {
            self.add(word, |it| it.fraction = Some(*parts));
        }
        for (words, role) in [
            (&words.joiners, Roles::JOINER),
            (&words.halves, Roles::HALF),
            (&words.half_phrases, Roles::AND_HALF),
            (&words.digit_ordinals, Roles::DIGIT_ORDINAL),
            (&words.digit_decades, Roles::DIGIT_DECADE),
            (&words.decade_marks, Roles::DECADE_MARK),
        ] {
            self.give(words, role);
        }
        for (sign, value) in [("½", "0.5"), ("¼", "0.25"), ("¾", "0.75")] {
            self.add(sign, |it| it.number = Decimal::parse(value).map(|it| (it, Form::Hint)));
        }
        if words.joined {
            let values = words.values.iter().map(|(word, value)| (word, Block::Value(*value)));
            let inner = words.inner.iter().map(|(word, value)| (word, Block::Inner(*value)));
            let factors =
                words.multipliers.iter().map(|(word, value)| (word, Block::Multiplier(*value)));
            let joiners = words.joiners.iter().map(|word| (word, Block::Joiner));
            for (word, block) in values.chain(inner).chain(factors).chain(joiners) {
                if !matches!(block, Block::Joiner) {
                    mark(&mut self.composed_starts, word);
                }
                self.blocks.push((word.as_str().into(), block));
            }
            self.blocks.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            self.half_endings = words.half_endings.iter().map(|it| it.as_str().into()).collect();
            let kinds = [
                (&words.inflections, Ending::Inflection),
                (&words.decade_endings, Ending::Decade),
                (&words.ordinal_endings, Ending::Ordinal),
            ];
            for (endings, kind) in kinds {
                self.endings.extend(endings.iter().map(|it| (it.as_str().into(), kind)));
            }
            self.endings.extend(
                pack.quantities.percent.iter().map(|it| (it.as_str().into(), Ending::Percent)),
            );
        }
    }

    fn measures(&mut self, pack: &Pack) {
        let it = &pack.quantities;
        for (words, role) in [
            (&it.hedges, Roles::HEDGE),
            (&it.percent, Roles::PERCENT),
            (&it.points, Roles::POINTS),
            (&it.range_words, Roles::RANGE),
            (&it.pair_words, Roles::PAIR),
            (&it.clock, Roles::CLOCK),
            (&it.before_noon, Roles::BEFORE_NOON),
            (&it.after_noon, Roles::AFTER_NOON),
            (&it.clock_glued, Roles::CLOCK_GLUED),
            (&it.mornings, Roles::MORNING),
            (&it.evenings, Roles::EVENING),
            (&it.zones, Roles::ZONE),
        ] {
            self.give(words, role);
        }
        for (word, minutes) in &it.times {
            self.add(word, |it| it.time = Some(*minutes));
        }
        for (code, forms) in &it.currencies {
            let code = Code::new(code);
            forms.iter().for_each(|form| self.add(form, |it| it.currency = code));
        }
        for (code, forms) in &it.units {
            let code = Code::new(code);
            forms.iter().for_each(|form| self.add(form, |it| it.unit = code));
        }
        for (code, stems) in &it.unit_adjectives {
            let Some(code) = Code::new(code) else { continue };
            for form in stems.iter().flat_map(|stem| {
                it.adjective_endings.iter().map(move |ending| format!("{stem}{ending}"))
            }) {
                self.add(&form, |it| it.unit = Some(code));
                self.endings.insert(form.as_str().into(), Ending::Unit(code));
            }
        }
    }

    fn calendar(&mut self, pack: &Pack) {
        for (number, forms) in (1..).zip(&pack.calendar.months) {
            forms.iter().for_each(|form| self.add(form, |it| it.month = Some(number)));
        }
        for (number, forms) in (1..).zip(&pack.calendar.weekdays) {
            for (place, form) in forms.iter().enumerate() {
                // `So.`, `Sun`: too short to be told from other words.
                if form.trim_end_matches('.').len() <= 3 {
                    continue;
                }
                self.add(form, |it| it.weekday = Some(number));
                // Only the full name is inflected.
                for ending in pack.quantities.weekday_endings.iter().filter(|_| place == 0) {
                    self.add(&format!("{form}{ending}"), |it| it.weekday = Some(number));
                    let lower = format!("{form}{ending}").to_lowercase();
                    self.add(&lower, |it| it.weekday = Some(number));
                }
            }
        }
    }

    fn give(&mut self, words: &[String], role: Roles) {
        words.iter().for_each(|word| self.add(word, |it| it.roles.0 |= role.0));
    }

    fn add(&mut self, form: &str, change: impl FnOnce(&mut Facts)) {
        let dotted = form.ends_with('.');
        let key = key_of(form.trim_end_matches('.'));
        if !key.ends_with(char::is_alphanumeric) || !key.starts_with(char::is_alphanumeric) {
            let place = self.signs.iter().position(|(sign, _)| **sign == *form);
            let place = place.unwrap_or_else(|| {
                self.signs.push((form.into(), Facts { known: true, ..Facts::default() }));
                self.signs.len() - 1
            });
            return change(&mut self.signs[place].1);
        }
        mark(&mut self.starts, &key);
        let words = key.split(' ').count();
        if words > 1 {
            let first = key.split(' ').next().unwrap_or_default();
            let entry = self.entries.entry(first.into()).or_default();
            entry.words = entry.words.max(u8::try_from(words).unwrap_or(u8::MAX));
        }
        let entry = self.entries.entry(key.into()).or_default();
        change(entry);
        entry.dotted |= dotted;
        entry.known = true;
    }

    /// What the word at `start..end` of a text is, with the end of the phrase it starts.
    pub fn word(&self, text: &str, start: usize, end: usize) -> Option<(usize, &Facts)> {
        let word = &text[start..end];
        if !is_marked(&self.starts, word.as_bytes()) {
            return None;
        }
        let entry = self.entry(word)?;
        if entry.words > 1 {
            let mut buffer = String::with_capacity(LONGEST);
            buffer.push_str(word);
            let mut best = None;
            let mut at = end;
            for _ in 1..entry.words {
                let rest = &text[at..];
                let mut chars = rest.chars();
                let Some(gap) = chars.next().filter(|it| parts(*it)) else { break };
                let from = at + gap.len_utf8();
                let length =
                    text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from);
                if length == 0 || buffer.len() + length >= LONGEST {
                    break;
                }
                buffer.push(' ');
                buffer.push_str(&text[from..from + length]);
                at = from + length;
                if let Some(facts) = self.entry(&buffer).filter(|it| it.known) {
                    best = Some((at, facts));
                }
            }
            if best.is_some() {
                return best;
            }
        }
        entry.known.then_some((end, entry))
    }

    /// The entry of a word as it is written, or in lower case.
    fn entry(&self, word: &str) -> Option<&Facts> {
        if let Some(facts) = self.entries.get(word) {
            return Some(facts);
        }
        // Short forms (`M`, `mn`) mean what they mean in one case only.
        if word.len() < 3 || word.len() >= LONGEST || !word.starts_with(char::is_uppercase) {
            return None;
        }
        with_lower(word, |lower| self.entries.get(lower))
    }

    /// The sign that starts at `at` of a text, or that ends there with what stands before it
    /// (`US$`): where it starts and ends.
    pub fn sign(&self, text: &str, at: usize) -> Option<(usize, usize, &Facts)> {
        let first = text[at..].chars().next()?;
        self.signs.iter().find_map(|(sign, facts)| {
            let place = sign.find(first)?;
            let start = at.checked_sub(place)?;
            let fits = text.get(start..)?.starts_with(&**sign);
            let before = place > 0 && text[..start].ends_with(char::is_alphanumeric);
            (fits && !before).then_some((start, start + sign.len(), facts))
        })
    }

    /// Whether the language writes its numbers as one word.
    pub fn is_joined(&self) -> bool {
        self.joined
    }

    /// Whether a word may be made of a number and something else.
    pub fn may_compose(&self, word: &str) -> bool {
        self.joined && is_marked(&self.composed_starts, word.as_bytes())
    }

    /// The number in a word that is written together with others or with something else.
    pub fn compose(&self, word: &str) -> Option<Composed> {
        if !self.may_compose(word) || word.len() >= LONGEST * 2 {
            return None;
        }
        with_lower(word, |lower| self.compose_lower(lower))
    }

    fn compose_lower(&self, word: &str) -> Option<Composed> {
        let (mut total, mut current, mut at, mut blocks) = (0u64, 0u64, 0, 0);
        let mut half = false;
        let mut joined = false;
        loop {
            let rest = &word[at..];
            if blocks > 0 && self.half_endings.iter().any(|it| **it == *rest) {
                half = true;
                at = word.len();
                break;
            }
            let Some((text, block)) = self.block(rest) else { break };
            match block {
                Block::Value(value) => {
                    let fits = match value {
                        ..10 => current.is_multiple_of(100),
                        10..20 => current.is_multiple_of(100),
                        _ => current.is_multiple_of(100) || joined && current % 100 < 10,
                    };
                    if !fits {
                        break;
                    }
                    current += value;
                }
                Block::Inner(value) => {
                    let after = &rest[text.len()..];
                    let more = self.block(after).is_some_and(|(_, block)| {
                        matches!(block, Block::Joiner | Block::Multiplier(_))
                    }) || self.half_endings.iter().any(|it| **it == *after);
                    if !more || !current.is_multiple_of(100) {
                        break;
                    }
                    current += value;
                }
                Block::Multiplier(100) if current < 10 => current = current.max(1) * 100,
                Block::Multiplier(factor) if factor > 100 && total == 0 && current < 1000 => {
                    total = current.max(1) * factor;
                    current = 0;
                }
                Block::Multiplier(_) => break,
                Block::Joiner => {
                    let after = &rest[text.len()..];
                    let more = self.block(after).is_some_and(|(_, block)| {
                        matches!(block, Block::Value(_) | Block::Inner(_))
                    });
                    if blocks == 0 || !more {
                        break;
                    }
                }
            }
            joined = matches!(block, Block::Joiner);
            at += text.len();
            blocks += 1;
        }
        let number = total + current;
        if blocks == 0 || number == 0 {
            return None;
        }
        let mut value = Decimal::whole(number);
        if half {
            value = value.plus(Decimal::new(5, -1))?;
        }
        let composed = |form| Composed { value, form, unit: None, percent: false };
        let rest = &word[at..];
        if rest.is_empty() {
            return Some(composed(Form::Cardinal));
        }
        match self.endings.get(rest) {
            Some(Ending::Decade) if number.is_multiple_of(10) && number >= 20 => {
                Some(composed(Form::Decade))
            }
            Some(Ending::Ordinal) => Some(composed(Form::Ordinal)),
            Some(Ending::Unit(code)) => {
                Some(Composed { unit: Some(*code), ..composed(Form::Cardinal) })
            }
            Some(Ending::Percent) => Some(Composed { percent: true, ..composed(Form::Cardinal) }),
            Some(Ending::Inflection | Ending::Decade) => Some(composed(Form::Hint)),
            None => (rest.len() >= 3).then(|| composed(Form::Hint)),
        }
    }

    fn block(&self, rest: &str) -> Option<(&str, Block)> {
        let found = self.blocks.iter().find(|(text, _)| rest.starts_with(&**text));
        found.map(|(text, block)| (&**text, *block))
    }

    /// Whether a word, given in lower case, is a number spelled out, from two on.
    pub fn spells(&self, lower: &str) -> bool {
        let known = self.entries.get(lower).is_some_and(|facts| {
            facts.multiplier.is_some()
                || facts.number.is_some_and(|(_, form)| form == Form::Cardinal)
        });
        known
            || self
                .compose(lower)
                .is_some_and(|it| it.form == Form::Cardinal && it.unit.is_none() && !it.percent)
    }
}

/// Between the words of a phrase.
fn parts(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{202F}' | '-' | '/' | '\'' | '’' | '.')
}

fn key_of(form: &str) -> String {
    form.chars().map(|c| if parts(c) { ' ' } else { c }).collect()
}

/// Hands on a word in lower case, from the stack.
fn with_lower<T>(word: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; LONGEST * 3];
    let mut length = 0;
    for character in word.chars().flat_map(char::to_lowercase) {
        let Some(place) = buffer.get_mut(length..length + character.len_utf8()) else { break };
        character.encode_utf8(place);
        length += character.len_utf8();
    }
    then(std::str::from_utf8(&buffer[..length]).unwrap_or_default())
}

/// The first two bytes, letters of ASCII in lower case, as twelve bits.
fn start_bits(word: &[u8]) -> usize {
    let byte = |at: usize| {
        let byte = word.get(at).copied().unwrap_or_default();
        // The second byte of `Ü` and `ü` differ by case alone.
        if byte.is_ascii_uppercase() || (at == 1 && (0x80..0xA0).contains(&byte)) {
            usize::from(byte | 0x20)
        } else {
            usize::from(byte)
        }
    };
    (byte(0) & 0x3F) << 6 | (byte(1) & 0x3F)
}

fn mark(bits: &mut [u64], word: &str) {
    let place = start_bits(word.as_bytes());
    bits[place / 64] |= 1 << (place % 64);
}

fn is_marked(bits: &[u64], word: &[u8]) -> bool {
    let place = start_bits(word);
    bits.get(place / 64).is_some_and(|it| it & (1 << (place % 64)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn words_made_of_blocks() {
        let pack = pack(&"de".parse().unwrap());
        let value = |word: &str| pack.number_index.compose(word).map(|it| (it.value, it.form));
        let whole = |value, form| Some((Decimal::whole(value), form));
        assert_eq!(value("zweiundvierzigtausend"), whole(42_000, Form::Cardinal));
        assert_eq!(value("Einhundertfünfundzwanzig"), whole(125, Form::Cardinal));
        assert_eq!(value("zwölfte"), whole(12, Form::Ordinal));
        assert_eq!(value("siebziger"), whole(70, Form::Decade));
        assert_eq!(value("Dreier"), whole(3, Form::Hint));
        assert_eq!(value("zweieinhalb"), Some((Decimal::new(25, -1), Form::Cardinal)));
        assert_eq!(value("Vierzehnjährige").map(|it| it.0), Some(Decimal::whole(14)));
        assert_eq!(value("ein"), None);
        assert_eq!(value("sein"), None);
        assert!(pack.number_index.spells("zweihundert"));
        assert!(!pack.number_index.spells("Zweifel"));
    }
}
