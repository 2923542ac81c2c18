use std::ops::Range;

use super::beliefs::SHAPES;
use super::moved::Block;
use super::search::Step;

/// Source segments with the target segments that render them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Numbers of source segments; empty where the target says something of its own.
    pub source: Range<usize>,
    /// Numbers of target segments; empty where nothing renders the source.
    pub target: Range<usize>,
    /// How sure it is that the bead is right as it is, 0 to 1.
    pub confidence: f64,
    /// Whether it stands elsewhere in the target than in the source.
    pub moved: bool,
}

/// Beads in the order of the target: each segment of either side is in just one. But for those that
/// moved they are in the order of the source too, and so are those without a target, which stand
/// where the source has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    beads: Vec<Bead>,
    /// For each source segment the number of its bead.
    of_source: Vec<u32>,
}

impl Alignment {
    /// The alignment of beads that are in the order of the target and part both sides.
    fn new(beads: Vec<Bead>) -> Alignment {
        let segments = beads.iter().map(|bead| bead.source.end).max().unwrap_or(0);
        let mut of_source = vec![0; segments];
        for (number, bead) in beads.iter().enumerate() {
            of_source[bead.source.clone()].fill(number as u32);
        }
        Alignment { beads, of_source }
    }

    /// `n` segments, each rendered by the one of the same number.
    pub fn one_to_one(n: usize) -> Alignment {
        let bead =
            |at| Bead { source: at..at + 1, target: at..at + 1, confidence: 1.0, moved: false };
        Alignment::new((0..n).map(bead).collect())
    }

    /// The alignment that a path in order and blocks of its lines without a partner make.
    pub(super) fn of(path: &[Step], blocks: &[Block]) -> Alignment {
        let mut moved: Vec<&Step> = blocks.iter().flat_map(|block| &block.steps).collect();
        let mut gone: Vec<usize> = Vec::new();
        gone.extend(moved.iter().flat_map(|step| bead_of(step, true).source));
        gone.sort_unstable();
        moved.sort_unstable_by_key(|step| step.target);
        let mut moved = moved.into_iter().peekable();
        let mut done = 0;
        let mut beads = Vec::with_capacity(path.len());
        for step in path {
            let mut bead = bead_of(step, false);
            if bead.target.is_empty() {
                if gone.binary_search(&bead.source.start).is_err() {
                    // Nothing stands inside a bead.
                    let at = bead.target.start.max(done);
                    bead.target = at..at;
                    beads.push(bead);
                }
            } else if let Some(step) = moved.next_if(|it| it.target == bead.target.start) {
                let bead = bead_of(step, true);
                done = bead.target.end;
                beads.push(bead);
            } else if bead.target.start >= done {
                beads.push(bead);
            }
        }
        Alignment::new(beads)
    }

    /// The beads, in the order of the target.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The bead that a source segment is in.
    pub fn bead_of_source(&self, segment: usize) -> Option<&Bead> {
        self.beads.get(*self.of_source.get(segment)? as usize)
    }

    /// The bead that a target segment is in.
    pub fn bead_of_target(&self, segment: usize) -> Option<&Bead> {
        let at = self.beads.partition_point(|bead| bead.target.end <= segment);
        self.beads.get(at).filter(|bead| bead.target.contains(&segment))
    }
}

fn bead_of(step: &Step, moved: bool) -> Bead {
    let (a, b) = SHAPES[step.shape];
    Bead {
        source: step.source..step.source + a,
        target: step.target..step.target + b,
        confidence: step.confidence,
        moved,
    }
}
