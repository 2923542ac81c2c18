//! Words that render each other, learned from lines that do: IBM Model 1 (Brown et al. 1993) in both
//! directions.
//!
//! A pair counts by what both directions agree on, less what one pair of lines may owe to chance, so
//! that a pair seen in one place only never bears itself out.

/// How often the expectations are worked out.
const ROUNDS: usize = 5;
/// Pairs of words looked at; lines behind them are passed over, to keep memory in bounds.
const MOST_CELLS: usize = 8_000_000;
/// Lines of more different terms are passed over: they say little about any of them.
const MOST_TERMS: usize = 80;
/// The weight of the word that stands for none, which every line has.
const NONE: f64 = 1.0;
/// Occurrences that a pair may owe to chance.
const DISCOUNT: f64 = 1.0;

/// A word with one that renders it.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPair<T> {
    /// The word of the source.
    pub source: T,
    /// The word of the target.
    pub target: T,
    /// How often they stand for each other where one of them stands, 0 to 1.
    pub strength: f32,
}

/// Learns word pairs from lines that render each other, each a list of its terms. The pairs are
/// sorted by source, the strongest first; weaker ones than `least` are left out.
pub fn train<T: Ord + Clone>(lines: &[(Vec<T>, Vec<T>)], least: f32) -> Vec<WordPair<T>> {
    train_within(lines, least, MOST_CELLS)
}

/// The same, with `most` pairs of words looked at.
pub(super) fn train_within<T: Ord + Clone>(
    lines: &[(Vec<T>, Vec<T>)],
    least: f32,
    most: usize,
) -> Vec<WordPair<T>> {
    let source = Numbered::of(lines.iter().map(|it| &it.0));
    let target = Numbered::of(lines.iter().map(|it| &it.1));
    let cells = Cells::of(&source, &target, most);
    let forwards = cells.expected(&source, &target, false);
    let backwards = cells.expected(&source, &target, true);
    let mut pairs: Vec<(u32, f32, u32)> = Vec::new();
    for (cell, (one, other)) in cells.terms.iter().copied().enumerate() {
        let agreed = f64::from(forwards[cell].min(backwards[cell]));
        let often = source.frequency(one) + target.frequency(other);
        let strength = (2.0 * (agreed - DISCOUNT) / often) as f32;
        if strength >= least {
            pairs.push((one, strength, other));
        }
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let named = |(one, strength, other): (u32, f32, u32)| WordPair {
        source: source.terms[one as usize].clone(),
        target: target.terms[other as usize].clone(),
        strength,
    };
    pairs.into_iter().map(named).collect()
}

/// The terms of one side that stand in more than one line.
struct Numbered<'t, T> {
    terms: Vec<&'t T>,
    /// For each line the numbers of its terms, each once.
    lines: Vec<Vec<u32>>,
    /// For each term its lines, with its place there.
    postings: Vec<Vec<(u32, u32)>>,
}

impl<'t, T: Ord> Numbered<'t, T> {
    fn of(lines: impl Iterator<Item = &'t Vec<T>>) -> Numbered<'t, T> {
        let lines: Vec<Vec<&T>> = lines
            .map(|line| {
                let mut line: Vec<&T> = line.iter().collect();
                line.sort_unstable();
                line.dedup();
                line
            })
            .collect();
        let mut all: Vec<&T> = lines.iter().flatten().copied().collect();
        all.sort_unstable();
        let often = all.chunk_by(|a, b| a == b).filter(|it| it.len() > 1);
        let terms: Vec<&T> = often.map(|it| it[0]).collect();
        let number = |term: &&T| terms.binary_search(term).ok().map(|it| it as u32);
        let lines: Vec<Vec<u32>> =
            lines.iter().map(|line| line.iter().filter_map(number).collect()).collect();
        let mut postings = vec![Vec::new(); terms.len()];
        for (line, terms) in lines.iter().enumerate() {
            for (place, term) in terms.iter().enumerate() {
                postings[*term as usize].push((line as u32, place as u32));
            }
        }
        Numbered { terms, lines, postings }
    }

    fn frequency(&self, term: u32) -> f64 {
        self.postings[term as usize].len() as f64
    }
}

/// The pairs of terms that stand in lines that render each other.
struct Cells {
    /// The terms of each pair.
    terms: Vec<(u32, u32)>,
    /// For each line the pairs of its terms, by source place and target place.
    table: Vec<u32>,
    /// Where each line's start.
    starts: Vec<usize>,
}

impl Cells {
    fn of<T>(source: &Numbered<'_, T>, target: &Numbered<'_, T>, most: usize) -> Cells {
        let mut starts = Vec::with_capacity(source.lines.len() + 1);
        let mut start = 0;
        starts.push(0);
        for (one, other) in source.lines.iter().zip(&target.lines) {
            let cells = one.len() * other.len();
            let fits = one.len().max(other.len()) <= MOST_TERMS && start + cells <= most;
            start += if fits { cells } else { 0 };
            starts.push(start);
        }
        let mut table = vec![0; start];
        let mut terms = Vec::new();
        // The pair of each target term with the source term at hand.
        let mut last: Vec<Option<u32>> = vec![None; target.terms.len()];
        for (one, postings) in source.postings.iter().enumerate() {
            let first = terms.len() as u32;
            for (line, place) in postings {
                let (line, place) = (*line as usize, *place as usize);
                if starts[line] == starts[line + 1] {
                    continue;
                }
                let others = &target.lines[line];
                let row = starts[line] + place * others.len();
                for (slot, other) in table[row..].iter_mut().zip(others) {
                    let known = last[*other as usize].filter(|it| *it >= first);
                    *slot = known.unwrap_or_else(|| {
                        terms.push((one as u32, *other));
                        terms.len() as u32 - 1
                    });
                    last[*other as usize] = Some(*slot);
                }
            }
        }
        Cells { terms, table, starts }
    }

    /// How often each pair is expected to stand for each other, when each target term (or, the
    /// other way round, each source term) comes from one term of the other side or from none.
    fn expected<T>(
        &self,
        source: &Numbered<'_, T>,
        target: &Numbered<'_, T>,
        backwards: bool,
    ) -> Vec<f32> {
        let givers = if backwards { target } else { source }.terms.len();
        let takers = if backwards { source } else { target };
        let taken: f64 = takers.postings.iter().map(|it| it.len() as f64).sum();
        let mut chances = vec![1.0f32; self.terms.len()];
        let mut from_none: Vec<f64> = vec![1.0; takers.terms.len()];
        let mut counts = vec![0.0f32; self.terms.len()];
        for round in 0..ROUNDS {
            counts.fill(0.0);
            let mut none = vec![0.0; takers.terms.len()];
            for (line, (ones, others)) in source.lines.iter().zip(&target.lines).enumerate() {
                let table = &self.table[self.starts[line]..self.starts[line + 1]];
                if table.is_empty() {
                    continue;
                }
                let (rows, columns) = (ones.len(), others.len());
                let (outer, inner) = if backwards { (rows, columns) } else { (columns, rows) };
                let cell = |out: usize, inside: usize| {
                    let (row, column) = if backwards { (out, inside) } else { (inside, out) };
                    table[row * columns + column] as usize
                };
                for out in 0..outer {
                    let term = if backwards { ones[out] } else { others[out] } as usize;
                    let all: f64 =
                        (0..inner).map(|inside| f64::from(chances[cell(out, inside)])).sum();
                    let all = all + NONE * from_none[term];
                    for inside in 0..inner {
                        let cell = cell(out, inside);
                        counts[cell] += (f64::from(chances[cell]) / all) as f32;
                    }
                    none[term] += NONE * from_none[term] / all;
                }
            }
            if round + 1 == ROUNDS {
                break;
            }
            let mut sums = vec![0.0f64; givers];
            for ((one, other), count) in self.terms.iter().zip(&counts) {
                sums[if backwards { *other } else { *one } as usize] += f64::from(*count);
            }
            for (((one, other), count), chance) in self.terms.iter().zip(&counts).zip(&mut chances)
            {
                let sum = sums[if backwards { *other } else { *one } as usize];
                *chance = (f64::from(*count) / sum.max(1e-9)) as f32;
            }
            for (chance, count) in from_none.iter_mut().zip(&none) {
                *chance = count / taken.max(1.0);
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn words_that_keep_company_render_each_other() {
        let lines = [
            ("red house", "rotes haus"),
            ("green house", "gruenes haus"),
            ("red door", "rote tuer"),
            ("green door", "gruenes tuer"),
            ("big house", "grosses haus"),
            ("big door", "grosse tuer"),
        ];
        let lines: Vec<_> = lines.iter().map(|it| (words(it.0), words(it.1))).collect();
        let pairs = train(&lines, 0.1);
        let best = |word: &str| pairs.iter().find(|it| it.source == word).map(|it| &*it.target);
        assert_eq!((best("house"), best("door")), (Some("haus"), Some("tuer")));
        assert_eq!(best("green"), Some("gruenes"));
        // Two renderings, each seen once.
        assert_eq!(best("red"), None);
    }

    #[test]
    fn nothing_is_learned_from_one_place() {
        let lines = [(words("a b c"), words("x y z")), (words("d"), words("w"))];
        assert!(train(&lines, 0.0).is_empty());
        assert!(train::<String>(&[], 0.0).is_empty());
    }
}
