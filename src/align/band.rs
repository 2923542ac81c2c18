//! The part of the plane of source and target lines in which a path is looked for.
//!
//! A short text is searched in full. In a long one, lines that share rare terms and follow each
//! other in order are anchors; the band runs along them, and is wider the further they are apart.

use super::links::Links;

/// Up to so many cells everything is searched.
const WHOLE: usize = 400_000;
/// Up to so many cells between two anchors everything between them is.
const GAP: usize = 160_000;
/// Lines on either side of an anchor that stay open.
const MARGIN: usize = 12;
/// Half the width of the band where anchors are far apart, in lines.
const WIDE: usize = 150;
/// About so many cells the band has at most where nothing anchors it.
const MOST: usize = 4_000_000;
/// Lines on either side of a path that stay open when it is looked at again.
const NARROW: usize = 7;
/// Terms in more lines than this anchor nothing.
const RARE: u32 = 6;

/// For each number of source lines done, from 0 to all, the numbers of target lines done that are
/// looked at.
#[derive(Debug)]
pub(super) struct Band {
    rows: Vec<(usize, usize)>,
    starts: Vec<usize>,
}

impl Band {
    /// The first and last column of a row.
    pub(super) fn row(&self, row: usize) -> (usize, usize) {
        self.rows[row]
    }

    /// The number of a cell, if it lies in the band.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (low, high) = self.rows[row];
        (low <= column && column <= high).then(|| self.starts[row] + column - low)
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.starts[self.rows.len()]
    }

    /// The last row.
    pub(super) fn height(&self) -> usize {
        self.rows.len() - 1
    }

    fn of(mut rows: Vec<(usize, usize)>, width: usize) -> Band {
        // Neither edge runs back, and each row meets the one before it.
        let mut high = 0;
        for row in &mut rows {
            high = row.1.min(width).max(high);
            row.1 = high;
        }
        let mut low = width;
        for row in rows.iter_mut().rev() {
            low = row.0.min(low);
            row.0 = low;
        }
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = width;
        }
        for at in 1..rows.len() {
            rows[at].0 = rows[at].0.min(rows[at - 1].1);
        }
        for at in (1..rows.len()).rev() {
            // Lowering an edge must not part it from the row before.
            rows[at - 1].0 = rows[at - 1].0.min(rows[at].0);
        }
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut start = 0;
        for (low, high) in &rows {
            starts.push(start);
            start += high - low + 1;
        }
        starts.push(start);
        Band { rows, starts }
    }

    /// The band for two texts.
    pub(super) fn new(links: &Links) -> Band {
        let (height, width) = (links.source.tokens.len(), links.target.tokens.len());
        if (height + 1).saturating_mul(width + 1) <= WHOLE {
            return Band::of(vec![(0, width); height + 1], width);
        }
        Band::along(&anchors(links), height, width)
    }

    /// A band along a path that was found in this one; the same one where little is to be gained.
    pub(super) fn narrowed(self, path: &[(usize, usize)]) -> Band {
        let (height, width) = (self.height(), self.row(self.height()).1);
        if self.len() <= WHOLE {
            return self;
        }
        let mut rows = vec![(width, 0); height + 1];
        let mut from = (0usize, 0usize);
        for to in path.iter().copied().chain([(height, width)]) {
            let first = from.0.saturating_sub(NARROW);
            for edges in rows.iter_mut().take((to.0 + NARROW).min(height) + 1).skip(first) {
                edges.0 = edges.0.min(from.1.saturating_sub(NARROW));
                edges.1 = edges.1.max((to.1 + NARROW).min(width));
            }
            from = to;
        }
        Band::of(rows, width)
    }

    /// The band along points of a path, in order.
    fn along(points: &[(usize, usize)], height: usize, width: usize) -> Band {
        let mut rows = vec![(width, 0); height + 1];
        let mut from = (0, 0);
        let wide = WIDE.min(MOST / 2 / (height + 1)).max(MARGIN);
        for to in points.iter().copied().chain([(height, width)]) {
            let (rise, run) = (to.0 - from.0, to.1 - from.1);
            let whole = (rise + 1).saturating_mul(run + 1) <= GAP;
            let half = wide.max(2 * run / rise.max(1));
            let first = from.0.saturating_sub(MARGIN);
            let last = (to.0 + MARGIN).min(height);
            for (row, edges) in rows.iter_mut().enumerate().take(last + 1).skip(first) {
                let inside = row.clamp(from.0, to.0);
                let outside = row.abs_diff(inside);
                let (low, high) = if whole || outside > 0 {
                    match outside {
                        0 => (from.1, to.1),
                        _ if row < from.0 => (from.1, from.1),
                        _ => (to.1, to.1),
                    }
                } else {
                    let centre = from.1 + run * (inside - from.0) / rise.max(1);
                    (centre.saturating_sub(half).max(from.1), (centre + half).min(to.1))
                };
                edges.0 = edges.0.min(low.saturating_sub(MARGIN));
                edges.1 = edges.1.max((high + MARGIN).min(width));
            }
            from = to;
        }
        Band::of(rows, width)
    }
}

/// Pairs of lines that share rare terms like no other pair of theirs, in an order that both sides
/// keep.
fn anchors(links: &Links) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(u32, u32, f32)> = Vec::new();
    for (term, renderings) in links.renderings.iter().enumerate() {
        let often = links.source.frequency[term].max(links.source_chances[term]);
        if often > RARE {
            continue;
        }
        for (rendering, strength) in renderings {
            if links.target_chances[*rendering as usize] > RARE {
                continue;
            }
            let worth = strength / often as f32;
            for (line, _) in &links.source.postings[term] {
                for (other, _) in &links.target.postings[*rendering as usize] {
                    pairs.push((*line, *other, worth));
                }
            }
        }
    }
    pairs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    pairs.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    // The best and second best of each line.
    let mut best_of_source = vec![(0.0f32, 0.0f32); links.source.tokens.len()];
    let mut best_of_target = vec![(0.0f32, 0.0f32); links.target.tokens.len()];
    let note = |best: &mut (f32, f32), worth: f32| {
        if worth > best.0 {
            *best = (worth, best.0);
        } else if worth > best.1 {
            best.1 = worth;
        }
    };
    for (line, other, worth) in &pairs {
        note(&mut best_of_source[*line as usize], *worth);
        note(&mut best_of_target[*other as usize], *worth);
    }
    let clear = |best: (f32, f32), worth: f32| worth >= best.0 && worth >= 1.5 * best.1;
    pairs.retain(|(line, other, worth)| {
        *worth >= 0.6
            && clear(best_of_source[*line as usize], *worth)
            && clear(best_of_target[*other as usize], *worth)
    });
    let chain = heaviest_chain(&pairs, links.target.tokens.len());
    supported(&chain)
}

/// The heaviest subset of pairs (in order of their first line) that rises in both lines.
fn heaviest_chain(pairs: &[(u32, u32, f32)], width: usize) -> Vec<(usize, usize)> {
    // A Fenwick tree of maxima over target lines: weight of the best chain that ends before.
    let mut tree: Vec<(f64, usize)> = vec![(0.0, usize::MAX); width + 1];
    let mut before = vec![usize::MAX; pairs.len()];
    let mut best = (0.0, usize::MAX);
    let mut pending: Vec<(usize, f64)> = Vec::new();
    let mut at = 0;
    while at < pairs.len() {
        let line = pairs[at].0;
        while at < pairs.len() && pairs[at].0 == line {
            let mut place = pairs[at].1 as usize;
            let mut top = (0.0, usize::MAX);
            while place > 0 {
                if tree[place].0 > top.0 {
                    top = tree[place];
                }
                place &= place - 1;
            }
            before[at] = top.1;
            pending.push((at, top.0 + f64::from(pairs[at].2.min(3.0))));
            at += 1;
        }
        for (pair, weight) in pending.drain(..) {
            if weight > best.0 {
                best = (weight, pair);
            }
            let mut place = pairs[pair].1 as usize + 1;
            while place <= width {
                if weight > tree[place].0 {
                    tree[place] = (weight, pair);
                }
                place += place & place.wrapping_neg();
            }
        }
    }
    let mut chain = Vec::new();
    let mut pair = best.1;
    while pair != usize::MAX {
        chain.push((pairs[pair].0 as usize, pairs[pair].1 as usize));
        pair = before[pair];
    }
    chain.reverse();
    chain
}

/// The anchors that both their neighbours bear out by lying in the same direction; the first and the
/// last have only one and fall out.
fn supported(chain: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let agrees = |a: (usize, usize), b: (usize, usize)| {
        let (rise, run) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
        rise.abs_diff(run) * 3 <= rise + run + 6
    };
    let kept = (0..chain.len()).filter(|at| {
        let before = *at > 0 && agrees(chain[*at], chain[at - 1]);
        let after = at + 1 < chain.len() && agrees(chain[*at], chain[at + 1]);
        before && after || (chain.len() < 3)
    });
    kept.map(|at| chain[at]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(band: &Band, height: usize, width: usize) -> Result<(), TestCaseError> {
        prop_assert_eq!(band.height(), height);
        prop_assert_eq!(band.row(0).0, 0);
        prop_assert_eq!(band.row(height).1, width);
        for row in 0..=height {
            let (low, high) = band.row(row);
            prop_assert!(low <= high && high <= width);
            if row > 0 {
                let (low_before, high_before) = band.row(row - 1);
                prop_assert!(low_before <= low && high_before <= high && low <= high_before);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_way_leads_through_every_band(
            (height, width) in (0usize..3000, 0usize..3000),
            mut rises in prop::collection::vec(0.0f64..1.0, 0..8),
            mut runs in prop::collection::vec(0.0f64..1.0, 0..8),
        ) {
            rises.sort_by(f64::total_cmp);
            runs.sort_by(f64::total_cmp);
            let place = |share: f64, whole: usize| (share * whole as f64) as usize;
            let points: Vec<(usize, usize)> = rises
                .iter()
                .zip(&runs)
                .map(|(rise, run)| (place(*rise, height), place(*run, width)))
                .collect();
            let band = Band::along(&points, height, width);
            check(&band, height, width)?;
            check(&band.narrowed(&points), height, width)?;
        }
    }
}
