use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use serde::Deserialize;
use smallvec::SmallVec;

use crate::language::WordKinds;
use crate::text::fold;

/// Names that languages have words of their own for (`Germany`, `Deutschland`), by what they name.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Listed")]
pub struct Exonyms {
    entries: Vec<Entry>,
    /// The numbers of entries by their first word, folded.
    words: HashMap<String, Vec<u32>, FixedState>,
    /// Their second words, folded, and the stems of second words.
    seconds: HashSet<String, FixedState>,
    second_stems: Vec<String>,
    /// The stems that first words begin with, folded, with the numbers of their entries: by their first
    /// letters, the longest ones first.
    stems: HashMap<Head, Vec<(String, Vec<u32>)>, FixedState>,
    /// How first words begin, those that may have a small letter apart: most words begin otherwise.
    heads: HashSet<(bool, Head), FixedState>,
    names: BTreeMap<Arc<str>, String>,
    /// What compounds may hold of the forms, folded, by what they name.
    cores: BTreeMap<Arc<str>, Vec<String>>,
}

/// A form of so many bytes is known inside a compound.
const SHORTEST_CORE: usize = 5;

/// A word of a text in which names are looked for.
pub trait Spelled {
    /// The word folded.
    fn folded(&self) -> Cow<'_, str>;

    /// The names that may begin with it.
    fn begun(&self, exonyms: &Exonyms) -> Cow<'_, [Begun]>;
}

impl Spelled for &str {
    fn folded(&self) -> Cow<'_, str> {
        fold(self).into()
    }

    fn begun(&self, exonyms: &Exonyms) -> Cow<'_, [Begun]> {
        exonyms.begun(self, &fold(self)).collect()
    }
}

/// A name that may begin with a word.
#[derive(Clone, Copy, Debug)]
pub struct Begun {
    /// The number of its entry.
    entry: u32,
    /// How many bytes of the folded word it knows.
    known: u32,
}

/// The first letters of a word, folded: three bytes at most, zeros behind them.
type Head = [u8; 3];

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Listed {
    /// Where the facts come from.
    #[serde(rename = "source")]
    _source: String,
    /// What is named (`FR`) to the forms that name it, the name first. `*` stands for any ending, `~`
    /// marks a form that may stand for it without naming it.
    forms: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug)]
struct Entry {
    names: Arc<str>,
    /// The first word as it is written, without its star.
    first: String,
    /// The other words, folded, with whether any ending may follow.
    rest: Vec<(String, bool)>,
    hint: bool,
}

/// A name that was found among the words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exonym {
    /// What it names.
    pub names: Arc<str>,
    /// The number of its first word.
    pub start: usize,
    /// The number of the word behind it.
    pub end: usize,
    /// Whether it only may stand for what it is said to name.
    pub hint: bool,
}

impl From<Listed> for Exonyms {
    fn from(listed: Listed) -> Exonyms {
        let mut exonyms = Exonyms {
            entries: Vec::new(),
            words: HashMap::default(),
            seconds: HashSet::default(),
            second_stems: Vec::new(),
            stems: HashMap::default(),
            heads: HashSet::default(),
            names: BTreeMap::new(),
            cores: BTreeMap::new(),
        };
        for (names, forms) in listed.forms {
            let names: Arc<str> = names.into();
            if let Some(name) = forms.first().filter(|it| !it.contains('*')) {
                exonyms.names.insert(names.clone(), name.clone());
            }
            for form in &forms {
                exonyms.add(&names, form);
            }
        }
        exonyms
    }
}

impl Exonyms {
    fn add(&mut self, names: &Arc<str>, form: &str) {
        let (hint, form) = match form.strip_prefix('~') {
            Some(form) => (true, form),
            None => (false, form),
        };
        let parts = form.split([' ', '-', '’']).filter(|part| part.chars().count() > 1);
        let mut parts = parts.map(|part| match part.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (part, false),
        });
        let Some((first, is_stem)) = parts.next() else { return };
        let rest: Vec<(String, bool)> =
            parts.map(|(part, is_stem)| (fold(part), is_stem)).collect();
        if rest.is_empty() && first.len() >= SHORTEST_CORE {
            self.cores.entry(names.clone()).or_default().push(fold(first));
        }
        match rest.first() {
            Some((stem, true)) => self.second_stems.push(stem.clone()),
            Some((word, false)) => _ = self.seconds.insert(word.clone()),
            None => {}
        }
        self.heads.insert((first.starts_with(char::is_lowercase), head(&fold(first), 3)));
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { names: names.clone(), first: first.to_owned(), rest, hint });
        let first = fold(first);
        if !is_stem {
            self.words.entry(first).or_default().push(entry);
            return;
        }
        let stems = self.stems.entry(head(&first, 3)).or_default();
        match stems.iter_mut().find(|(stem, _)| *stem == first) {
            Some((_, entries)) => entries.push(entry),
            None => {
                let place = stems.partition_point(|(stem, _)| stem.len() > first.len());
                stems.insert(place, (first, vec![entry]));
            }
        }
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The name itself of what is named by this code, if it has one.
    pub fn name(&self, names: &str) -> Option<&str> {
        self.names.get(names).map(String::as_str)
    }

    /// The forms of what is named by this code that words may hold, folded (`ostchinesisch`).
    pub fn cores(&self, names: &str) -> &[String] {
        self.cores.get(names).map_or(&[], Vec::as_slice)
    }

    /// The names among some words of a text, in order; what names two things is given twice.
    /// `may_begin` says of which words, by their numbers, [`may_begin`](Self::may_begin) holds.
    pub fn find<W: Spelled>(&self, words: &[W], may_begin: impl Fn(usize) -> bool) -> Vec<Exonym> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut at = 0;
        while at < words.len() {
            if !may_begin(at) {
                at += 1;
                continue;
            }
            let (length, entries) = self.longest(&words[at..]);
            let exonym = |entry: &&Entry| Exonym {
                names: entry.names.clone(),
                start: at,
                end: at + length,
                hint: entry.hint,
            };
            found.extend(entries.iter().map(exonym));
            at += length.max(1);
        }
        found
    }

    /// Whether some name begins with this word.
    pub fn may_begin(&self, word: &str) -> bool {
        self.has_head(word) && self.begun(word, &fold(word)).next().is_some()
    }

    /// What a word is with which these names may begin: of [`WordKinds`] those that speak of names.
    pub fn roles(&self, begun: &[Begun]) -> WordKinds {
        let role = |it: &Begun| {
            let entry = self.entry(it);
            match (entry.rest.is_empty(), entry.hint) {
                (true, true) => WordKinds::MAY_NAME,
                (true, false) => WordKinds::MAY_NAME | WordKinds::NAMES,
                (false, _) => WordKinds::OPENS_NAME,
            }
        };
        begun.iter().map(role).collect()
    }

    fn entry(&self, begun: &Begun) -> &Entry {
        &self.entries[begun.entry as usize]
    }

    /// Whether a word, given folded, may be the second one of a name.
    pub fn has_second(&self, folded: &str) -> bool {
        let genitive = folded.strip_suffix('s').unwrap_or(folded);
        self.seconds.contains(folded)
            || self.seconds.contains(genitive)
            || self.second_stems.iter().any(|stem| folded.starts_with(stem.as_str()))
    }

    /// Whether a name begins with the first letters of this word.
    pub fn has_head(&self, word: &str) -> bool {
        let head_of = |length| match word.get(..length) {
            Some(start) if start.is_ascii() => head(&start.to_ascii_lowercase(), length),
            _ => head(&fold(word), length),
        };
        let is_small = !word.starts_with(char::is_uppercase);
        [3, 2].into_iter().any(|length| {
            let head = head_of(length);
            self.heads.contains(&(true, head)) || (!is_small && self.heads.contains(&(false, head)))
        })
    }

    /// The names that may begin with a word, given folded as well, those of longer stems first.
    pub fn begun(&self, word: &str, folded: &str) -> impl Iterator<Item = Begun> {
        let genitive = folded.strip_suffix('s');
        let whole = [Some(folded), genitive].into_iter().flatten();
        let whole = whole.filter_map(|it| self.words.get(it)).flatten();
        let whole = whole.map(|entry| (folded.len(), *entry));
        let lengths = [3, 2].into_iter().filter(|length| *length <= folded.len());
        let stems = lengths.filter_map(|length| self.stems.get(&head(folded, length)));
        let stems = stems.flatten().filter(|(stem, _)| folded.starts_with(stem.as_str()));
        let stems =
            stems.flat_map(|(stem, entries)| entries.iter().map(|entry| (stem.len(), *entry)));
        let begun = whole.chain(stems).map(|(known, entry)| Begun { entry, known: known as u32 });
        begun.filter(|it| has_case(word, &self.entry(it).first))
    }

    /// The entries of the longest name that some words begin with, and its number of words.
    fn longest<W: Spelled>(&self, words: &[W]) -> (usize, SmallVec<[&Entry; 2]>) {
        let mut best: (usize, SmallVec<[&Entry; 2]>) = (0, SmallVec::new());
        let mut best_end = 0;
        for begun in words[0].begun(self).iter() {
            let (end, entry) = (begun.known, self.entry(begun));
            // A longer stem says more than a shorter one.
            if end < best_end {
                break;
            }
            let length = entry.rest.len() + 1;
            if length < best.0 || !continues(&words[1..], &entry.rest) {
                continue;
            }
            if length > best.0 {
                best = (length, SmallVec::new());
            }
            best_end = end;
            if best.1.iter().all(|known| known.names != entry.names) {
                best.1.push(entry);
            }
        }
        best
    }
}

fn head(folded: &str, length: usize) -> Head {
    let mut head = Head::default();
    for (place, byte) in head.iter_mut().take(length).zip(folded.bytes()) {
        *place = byte;
    }
    head
}

/// Whether a word has the capitals that a form asks for: all of an acronym's, a name's first.
fn has_case(word: &str, form: &str) -> bool {
    let capitals = form.chars().all(|c| !c.is_lowercase());
    if capitals && form.chars().count() > 1 {
        return word.starts_with(form);
    }
    !form.starts_with(char::is_uppercase) || word.starts_with(char::is_uppercase)
}

fn continues<W: Spelled>(words: &[W], rest: &[(String, bool)]) -> bool {
    rest.len() <= words.len()
        && rest.iter().zip(words).all(|((part, is_stem), word)| {
            let word = word.folded();
            *word == **part
                || word.strip_suffix('s') == Some(part)
                || (*is_stem && word.starts_with(part))
        })
}

#[cfg(test)]
mod tests {
    use crate::language::pack;
    use crate::text::words;

    fn found(language: &str, text: &str) -> Vec<String> {
        let words: Vec<&str> = words(text).map(|word| word.text).collect();
        let pack = pack(&language.parse().unwrap());
        let names = &pack.names.exonyms;
        names
            .find(&words, |at| names.may_begin(words[at]))
            .iter()
            .map(|it| it.names.to_string())
            .collect()
    }

    #[test]
    fn names_meet_across_languages() {
        assert_eq!(
            found("en", "The US and South Korea met French officials in New York"),
            ["US", "KR", "FR", "US"]
        );
        assert_eq!(
            found("de", "Die US-Regierung und Südkorea, Frankreichs und französische"),
            ["US", "KR", "XKO", "FR", "FR"]
        );
        assert_eq!(
            found("de", "Das Vereinigte Königreich, uns in der Türkei, ein Usbeke"),
            ["GB", "TR", "UZ"]
        );
        assert!(found("en", "they gave us turkey and china").is_empty());
    }
}
