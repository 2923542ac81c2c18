use std::ops::Range;

use super::links::Links;

/// A possible match of a token of one line with a token of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// Place of the source token in its line.
    pub source: u32,
    /// The target line.
    pub line: u32,
    /// Place of the target token in its line.
    pub target: u32,
    /// How good a rendering it is, 0 to 1.
    pub strength: f32,
}

/// The matches of one source line with a range of target lines, by target line.
#[derive(Debug)]
pub(super) struct Row {
    low: usize,
    starts: Vec<u32>,
    matches: Vec<Match>,
}

impl Row {
    /// The matches of a source line with the target lines of a range.
    pub(super) fn of(links: &Links, line: usize, range: Range<usize>) -> Row {
        let Range { start: low, end: high } = range;
        let mut matches = Vec::new();
        for (place, token) in links.source.tokens[line].iter().enumerate() {
            for (rendering, strength) in &links.renderings[token.term as usize] {
                let postings = &links.target.postings[*rendering as usize];
                let from = postings.partition_point(|(line, _)| (*line as usize) < low);
                for (other, target) in &postings[from..] {
                    if *other as usize >= high {
                        break;
                    }
                    matches.push(Match {
                        source: place as u32,
                        line: *other,
                        target: *target,
                        strength: *strength,
                    });
                }
            }
        }
        matches.sort_by_key(|it| (it.line, it.source, it.target));
        let mut starts = vec![0; high - low + 2];
        for it in &matches {
            starts[it.line as usize - low + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Row { low, starts, matches }
    }

    /// The matches with `count` target lines from `line` on.
    pub(super) fn with(&self, line: usize, count: usize) -> &[Match] {
        let last = self.starts.len() - 1;
        let from = line.saturating_sub(self.low).min(last);
        let to = (line + count).saturating_sub(self.low).min(last);
        &self.matches[self.starts[from] as usize..self.starts[to] as usize]
    }
}
