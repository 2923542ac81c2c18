//! Engines beside each other: their faults per 1,000 words over the texts that all of them have
//! translated, with how far the figures can be trusted.
//!
//! The intervals are those of a paired bootstrap: articles are drawn with replacement, the same ones
//! for all engines, and 95 of 100 draws lie within them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Article, Batch};

/// So many draws.
const DRAWS: usize = 1000;

/// Where the draws begin: the same texts give the same intervals.
const SEED: u64 = 0x6269_6C69_6E74;

/// Engines over texts that all of them have translated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Engines {
    /// How many texts these are.
    pub texts: usize,
    /// How many draws the intervals come from.
    pub draws: usize,
    /// The names, the best first.
    pub engines: Vec<String>,
    /// Penalty points per 1,000 words, by engine.
    pub penalty: Vec<Cell>,
    /// By how many points per 1,000 words each engine is worse than the first.
    pub behind_first: Vec<Interval>,
    /// Findings per 1,000 words by kind of fault and engine, the commonest kind first.
    pub kinds: Vec<KindOfFault>,
}

/// One kind of fault in the engines' texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindOfFault {
    /// MQM-Core dimension and type.
    pub category: String,
    /// By engine.
    pub engines: Vec<Cell>,
}

/// A figure of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// How many findings it comes from.
    pub findings: usize,
    /// The figure per 1,000 words.
    #[serde(flatten)]
    pub rate: Interval,
}

/// A figure with the bounds that it lies within with a probability of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The figure.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Interval {
    /// Whether both bounds are on one side of nothing.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// What one engine's text adds to the sums.
#[derive(Clone, Debug, Default)]
struct Part {
    words: f64,
    penalty: f64,
    findings: usize,
    /// By number of the kind.
    kinds: Vec<f64>,
}

/// The engines of a batch beside each other; none when no two of them have translated a text in
/// common.
pub fn engines(batch: &Batch) -> Option<Engines> {
    let mut texts: BTreeMap<(String, Option<String>), BTreeMap<&str, &Article>> = BTreeMap::new();
    for article in &batch.articles {
        let Some(engine) = article.engine.as_deref() else { continue };
        let text = article.slug.as_ref().or(article.source.as_ref()).unwrap_or(&article.path);
        let versions = texts.entry((text.clone(), article.target_lang.clone())).or_default();
        versions.entry(engine).or_insert(article);
    }
    let names: BTreeSet<&str> = texts.values().flat_map(|it| it.keys().copied()).collect();
    if names.len() < 2 {
        return None;
    }
    texts.retain(|_, versions| versions.len() == names.len());
    if texts.is_empty() {
        return None;
    }
    let of = |name: &str| texts.values().map(|it| it[name]).collect::<Vec<&Article>>();
    let points = |name: &&str| {
        let articles = of(name);
        let penalty: f64 = articles.iter().map(|it| it.score.penalty()).sum();
        let words: usize = articles.iter().map(|it| it.summary.words).sum();
        penalty / words.max(1) as f64
    };
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by(|a, b| points(a).total_cmp(&points(b)).then(a.cmp(b)));
    let columns: Vec<Vec<&Article>> = names.iter().map(|name| of(name)).collect();
    Some(compare(&names, &columns))
}

fn compare(names: &[&str], columns: &[Vec<&Article>]) -> Engines {
    let all = columns.iter().flatten().flat_map(|article| &article.findings);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.for_each(|finding| *counts.entry(&finding.category).or_default() += 1);
    let mut kinds: Vec<&str> = counts.keys().copied().collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(counts[kind]));
    let number: BTreeMap<&str, usize> = kinds.iter().copied().zip(0..).collect();
    let part = |article: &&Article| {
        let mut part = Part {
            words: article.summary.words as f64,
            penalty: article.score.penalty(),
            findings: article.findings.len(),
            kinds: vec![0.0; kinds.len()],
        };
        for finding in &article.findings {
            part.kinds[number[&*finding.category]] += 1.0;
        }
        part
    };
    let parts: Vec<Vec<Part>> =
        columns.iter().map(|column| column.iter().map(part).collect()).collect();
    let texts = parts.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..texts).collect();
    let mut random = Random(SEED);
    // For each draw what `figures` says of each engine: points first, kinds behind.
    let draws: Vec<Vec<Vec<f64>>> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..texts).map(|_| random.below(texts)).collect();
            parts.iter().map(|column| figures(column, &drawn, kinds.len())).collect()
        })
        .collect();
    let real: Vec<Vec<f64>> =
        parts.iter().map(|column| figures(column, &whole, kinds.len())).collect();
    let cell = |engine: usize, figure: usize, findings: usize| Cell {
        findings,
        rate: interval(real[engine][figure], draws.iter().map(|draw| draw[engine][figure])),
    };
    let engines = || 0..names.len();
    let findings = |engine: usize| parts[engine].iter().map(|it| it.findings).sum();
    let of_kind = |engine: usize, kind: usize| {
        parts[engine].iter().map(|it| it.kinds[kind]).sum::<f64>() as usize
    };
    Engines {
        texts,
        draws: DRAWS,
        engines: names.iter().map(|&name| name.to_owned()).collect(),
        penalty: engines().map(|engine| cell(engine, 0, findings(engine))).collect(),
        behind_first: engines()
            .map(|engine| {
                let behind = draws.iter().map(|draw| draw[engine][0] - draw[0][0]);
                interval(real[engine][0] - real[0][0], behind)
            })
            .collect(),
        kinds: kinds
            .iter()
            .enumerate()
            .map(|(kind, name)| KindOfFault {
                category: (*name).to_owned(),
                engines: engines()
                    .map(|engine| cell(engine, kind + 1, of_kind(engine, kind)))
                    .collect(),
            })
            .collect(),
    }
}

/// Points and findings of each kind per 1,000 words over the drawn texts.
fn figures(column: &[Part], drawn: &[usize], kinds: usize) -> Vec<f64> {
    let mut sums = vec![0.0; kinds + 1];
    let mut words = 0.0;
    for part in drawn.iter().map(|text| &column[*text]) {
        words += part.words;
        sums[0] += part.penalty;
        for (sum, count) in sums[1..].iter_mut().zip(&part.kinds) {
            *sum += count;
        }
    }
    sums.iter().map(|sum| sum * 1000.0 / words.max(1.0)).collect()
}

fn interval(value: f64, draws: impl Iterator<Item = f64>) -> Interval {
    let mut draws: Vec<f64> = draws.collect();
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| draws[((draws.len() - 1) as f64 * share).round() as usize];
    let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
    let (low, high) = if draws.is_empty() { (value, value) } else { (at(0.025), at(0.975)) };
    Interval { value: rounded(value), low: rounded(low), high: rounded(high) }
}

/// SplitMix64: draws need no more, and come out the same on every machine and with every version.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((u128::from(z ^ (z >> 31))) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::super::Summary;
    use super::super::Brief;
    use super::*;
    use crate::check::Score;
    use crate::settings::{PenaltyKind, Severity, Weights};

    /// A text of 100 words with so many major findings.
    fn article(engine: &str, text: usize, findings: usize) -> Article {
        let brief = |number: usize| Brief {
            rule: Cow::Borrowed("torn-list"),
            severity: Severity::Major,
            category: Cow::Borrowed("linguistic-conventions/grammar"),
            message: String::new(),
            kind: PenaltyKind::Major,
            fingerprint: number.to_string(),
            why: Cow::Borrowed(""),
            is_new: false,
        };
        let mut score = Score::new(100, &Weights::default());
        score.count(PenaltyKind::Major, findings);
        Article {
            path: format!("{text}.{engine}.md"),
            title: text.to_string(),
            source: None,
            source_lang: None,
            target_lang: Some("de".to_owned()),
            slug: Some(text.to_string()),
            desk: None,
            engine: Some(engine.to_owned()),
            summary: Summary { words: 100, findings, major: findings, ..Summary::default() },
            score,
            known_as: None,
            change: None,
            revised: None,
            findings: (0..findings).map(brief).collect(),
        }
    }

    fn compared(a: impl Fn(usize) -> usize, b: impl Fn(usize) -> usize) -> Engines {
        let articles =
            (0..40).flat_map(|text| [article("a", text, a(text)), article("b", text, b(text))]);
        let batch = Batch { articles: articles.collect(), ..Batch::default() };
        engines(&batch).unwrap()
    }

    #[test]
    fn a_difference_in_every_text_is_clear() {
        // What texts differ by is the same for both: only the pairing shows it.
        let engines = compared(|text| text % 7 + 1, |text| text % 7);
        assert_eq!(engines.engines, ["b", "a"]);
        let behind = engines.behind_first[1];
        assert_eq!((behind.value, behind.low, behind.high), (50.0, 50.0, 50.0));
        let (one, other) = (engines.penalty[0].rate, engines.penalty[1].rate);
        assert!(one.high > other.low, "alone the two could not be told apart");
        assert!(one.low < one.value && one.value < one.high);
        assert_eq!(
            engines.kinds[0].engines[1].findings,
            (0..40).map(|it| it % 7 + 1).sum::<usize>()
        );
    }

    #[test]
    fn a_difference_of_chance_is_not() {
        let engines = compared(|text| text % 2, |text| (text + 1) % 2);
        assert!(!engines.behind_first[1].is_clear(), "{:?}", engines.behind_first);
        assert_eq!(engines, compared(|text| text % 2, |text| (text + 1) % 2));
    }

    #[test]
    fn only_common_texts_count() {
        let articles = vec![article("a", 1, 0), article("b", 2, 5)];
        assert!(engines(&Batch { articles, ..Batch::default() }).is_none());
        let articles = vec![article("a", 1, 0), article("b", 1, 5), article("b", 2, 90)];
        let engines = engines(&Batch { articles, ..Batch::default() }).unwrap();
        assert_eq!((engines.texts, engines.penalty[1].findings), (1, 5));
    }
}
