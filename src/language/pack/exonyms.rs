use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::text::{Word, fold};

/// Names that languages have words of their own for (`Germany`, `Deutschland`), by what they name.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Listed")]
pub struct Exonyms {
    /// Entries by their first word, folded.
    words: HashMap<String, Vec<Entry>, FixedState>,
    /// Entries by the stem that their first word begins with, folded.
    stems: HashMap<String, Vec<Entry>, FixedState>,
    /// How first words begin, those that may have a small letter apart: most words begin otherwise.
    heads: HashSet<(bool, Head)>,
    names: BTreeMap<Arc<str>, String>,
    /// What compounds may hold of the forms, folded, by what they name.
    cores: BTreeMap<Arc<str>, Vec<String>>,
}

/// A form of so many bytes is known inside a compound.
const SHORTEST_CORE: usize = 5;

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
            words: HashMap::default(),
            stems: HashMap::default(),
            heads: HashSet::new(),
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
        self.heads.insert((first.starts_with(char::is_lowercase), head(&fold(first), 3)));
        let entry = Entry { names: names.clone(), first: first.to_owned(), rest, hint };
        let index = if is_stem { &mut self.stems } else { &mut self.words };
        index.entry(fold(first)).or_default().push(entry);
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.stems.is_empty()
    }

    /// The name itself of what is named by this code, if it has one.
    pub fn name(&self, names: &str) -> Option<&str> {
        self.names.get(names).map(String::as_str)
    }

    /// Whether a word, folded, holds a form of what is named by this code (`ostchinesisch`).
    pub fn holds(&self, names: &str, folded: &str) -> bool {
        let cores = self.cores.get(names).into_iter().flatten();
        cores.into_iter().any(|core| folded.contains(core.as_str()))
    }

    /// The names among some words of a text, in order; what names two things is given twice.
    /// `may_begin` says of which words, by their numbers, [`may_begin`](Self::may_begin) holds.
    pub fn find(&self, words: &[Word<'_>], may_begin: impl Fn(usize) -> bool) -> Vec<Exonym> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut at = 0;
        while at < words.len() {
            let (length, entries) =
                if may_begin(at) { self.longest(&words[at..]) } else { (1, Vec::new()) };
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

    /// Whether a name may begin with this word.
    pub fn may_begin(&self, word: &str) -> bool {
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

    /// The entries of the longest name that some words begin with, and its number of words.
    fn longest(&self, words: &[Word<'_>]) -> (usize, Vec<&Entry>) {
        let mut best: (usize, Vec<&Entry>) = (0, Vec::new());
        let (first, word) = (words[0].text, fold(words[0].text));
        let genitive = word.strip_suffix('s');
        for end in (2..=word.len()).rev().filter(|end| word.is_char_boundary(*end)) {
            let stem = self.stems.get(&word[..end]);
            let whole = [Some(word.as_str()), genitive].into_iter().flatten();
            let whole = whole.filter(|_| end == word.len()).filter_map(|it| self.words.get(it));
            for entry in whole.chain(stem).flatten().filter(|it| has_case(first, &it.first)) {
                let length = entry.rest.len() + 1;
                if length < best.0 || !continues(&words[1..], &entry.rest) {
                    continue;
                }
                if length > best.0 {
                    best = (length, Vec::new());
                }
                if best.1.iter().all(|known| known.names != entry.names) {
                    best.1.push(entry);
                }
            }
            // A longer stem says more than a shorter one.
            if best.0 > 0 {
                break;
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

fn continues(words: &[Word<'_>], rest: &[(String, bool)]) -> bool {
    rest.len() <= words.len()
        && rest.iter().zip(words).all(|((part, is_stem), word)| {
            let word = fold(word.text);
            word == *part
                || word.strip_suffix('s') == Some(part)
                || (*is_stem && word.starts_with(part))
        })
}

#[cfg(test)]
mod tests {
    use crate::language::pack;
    use crate::text::words;

    fn found(language: &str, text: &str) -> Vec<String> {
        let words: Vec<_> = words(text).collect();
        let pack = pack(&language.parse().unwrap());
        let names = &pack.names.exonyms;
        names
            .find(&words, |at| names.may_begin(words[at].text))
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
