use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

/// A fixed phrase that renders a formula of another language word for word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calque {
    /// Where the fact comes from.
    pub source: String,
    /// The phrase in lower case, word by word: `/` parts words of which one stands there, `*` is any
    /// ending or a word, `…` up to four words.
    pub phrase: Phrase,
    /// The formulas that it renders; none where the phrase is wrong whatever it renders.
    #[serde(default)]
    pub from: Vec<Phrase>,
    /// Whether the phrase is right too where it means what it says, so that the source must show it.
    #[serde(default)]
    pub literal: bool,
    /// What is wrong with it.
    pub note: String,
    /// What to write.
    pub better: String,
}

/// Words as they stand in a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Phrase(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One of these words; with a star a word that begins so.
    Word(Vec<(String, bool)>),
    /// Up to four words.
    Gap,
}

/// Words that a gap may span.
const GAP: usize = 4;

impl From<String> for Phrase {
    fn from(written: String) -> Phrase {
        let word = |word: &str| match word.strip_suffix('*') {
            Some(stem) => (stem.to_owned(), true),
            None => (word.to_owned(), false),
        };
        let part = |part: &str| match part {
            "…" => Part::Gap,
            part => Part::Word(part.split('/').map(word).collect()),
        };
        Phrase(written.split(' ').map(part).collect())
    }
}

impl Phrase {
    /// How many of the words the phrase takes from the first on, if they begin with it.
    pub fn length(&self, lower: &[&str]) -> Option<usize> {
        length(&self.0, lower)
    }

    fn most_words(&self) -> usize {
        let words = |part: &Part| if *part == Part::Gap { GAP } else { 1 };
        self.0.iter().map(words).sum()
    }
}

fn length(parts: &[Part], lower: &[&str]) -> Option<usize> {
    match parts.split_first() {
        None => Some(0),
        Some((Part::Gap, rest)) => {
            (0..=GAP.min(lower.len())).find_map(|gap| Some(gap + length(rest, &lower[gap..])?))
        }
        Some((Part::Word(words), rest)) => {
            let word = lower.first()?;
            let stands = words
                .iter()
                .any(|(it, is_stem)| *word == it || (*is_stem && word.starts_with(it.as_str())));
            stands.then_some(())?;
            Some(1 + length(rest, &lower[1..])?)
        }
    }
}

/// The phrases of a language, by their first words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<Calque>")]
pub struct Calques {
    calques: Vec<Calque>,
    words: HashMap<String, Vec<usize>, FixedState>,
    stems: Vec<(String, usize)>,
    /// How many words the longest phrase may take.
    longest: usize,
}

impl From<Vec<Calque>> for Calques {
    fn from(calques: Vec<Calque>) -> Calques {
        let mut index = Calques::default();
        for (number, calque) in calques.iter().enumerate() {
            index.longest = index.longest.max(calque.phrase.most_words());
            let Some(Part::Word(words)) = calque.phrase.0.first() else { continue };
            for (word, is_stem) in words {
                if *is_stem {
                    index.stems.push((word.clone(), number));
                } else {
                    index.words.entry(word.clone()).or_default().push(number);
                }
            }
        }
        Calques { calques, ..index }
    }
}

impl Calques {
    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.calques.is_empty()
    }

    /// No phrase takes more words than this.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The entries whose phrase may begin with a word, given in lower case.
    pub fn starting<'c>(&'c self, lower: &'c str) -> impl Iterator<Item = &'c Calque> {
        let words = self.words.get(lower).into_iter().flatten().copied();
        let stems = self.stems.iter().filter(|(stem, _)| lower.starts_with(stem.as_str()));
        words.chain(stems.map(|(_, number)| *number)).map(|number| &self.calques[number])
    }
}

impl Calque {
    /// Whether a text, its words in lower case, holds a formula that the phrase renders.
    pub fn is_from(&self, lower: &[&str]) -> bool {
        (0..lower.len()).any(|at| self.from.iter().any(|it| it.length(&lower[at..]).is_some()))
    }
}
