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
    /// How many of some words the phrase takes from the first on, if they begin with it; `lower` gives
    /// them by their numbers, in lower case.
    pub fn length<'w>(&self, lower: impl Fn(usize) -> Option<&'w str>) -> Option<usize> {
        end(&self.0, 0, &lower)
    }
}

/// Where the words end that these parts take from the word of this number on.
fn end<'w>(parts: &[Part], at: usize, lower: &impl Fn(usize) -> Option<&'w str>) -> Option<usize> {
    match parts.split_first() {
        None => Some(at),
        Some((Part::Gap, rest)) => (0..=GAP).find_map(|gap| end(rest, at + gap, lower)),
        Some((Part::Word(words), rest)) => {
            if stands(words, lower(at)?) {
                end(rest, at + 1, lower)
            } else {
                None
            }
        }
    }
}

/// Whether a word is one of these, which may be stems.
fn stands(words: &[(String, bool)], word: &str) -> bool {
    words.iter().any(|(it, is_stem)| word == it || (*is_stem && word.starts_with(it.as_str())))
}

/// The phrases of a language, by their first words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<Calque>")]
pub struct Calques {
    calques: Vec<Calque>,
    words: HashMap<String, Vec<usize>, FixedState>,
    stems: Vec<(String, usize)>,
}

impl From<Vec<Calque>> for Calques {
    fn from(calques: Vec<Calque>) -> Calques {
        let mut index = Calques::default();
        for (number, calque) in calques.iter().enumerate() {
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

    /// The entries of these numbers whose phrase may go on with a word, given in lower case.
    pub fn going_on<'c>(
        &'c self,
        numbers: &'c [usize],
        next: Option<&'c str>,
    ) -> impl Iterator<Item = &'c Calque> {
        let calques = numbers.iter().map(|number| &self.calques[*number]);
        calques.filter(move |calque| match calque.phrase.0.get(1) {
            Some(Part::Word(words)) => next.is_some_and(|next| stands(words, next)),
            Some(Part::Gap) | None => true,
        })
    }

    /// Whether a word, given in lower case, may be the second one of a phrase.
    pub fn has_second(&self, lower: &str) -> bool {
        self.calques.iter().any(|calque| match calque.phrase.0.get(1) {
            Some(Part::Word(words)) => stands(words, lower),
            Some(Part::Gap) | None => false,
        })
    }

    /// The numbers of the entries whose phrase may begin with a word, given in lower case.
    pub fn starting<'c>(&'c self, lower: &'c str) -> impl Iterator<Item = usize> {
        let words = self.words.get(lower).into_iter().flatten().copied();
        let stems = self.stems.iter().filter(|(stem, _)| lower.starts_with(stem.as_str()));
        words.chain(stems.map(|(_, number)| *number))
    }
}

impl Calque {
    /// Whether a text, its words in lower case, holds a formula that the phrase renders.
    pub fn is_from(&self, lower: &[&str]) -> bool {
        (0..lower.len()).any(|at| {
            let word = |number: usize| lower.get(at + number).copied();
            self.from.iter().any(|it| it.length(word).is_some())
        })
    }
}
