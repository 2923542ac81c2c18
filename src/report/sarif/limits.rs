//! What GitHub takes: over its limits an upload is refused as a whole, so the worst are kept.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Entry;

/// The most results of a run.
pub(super) const RESULTS: usize = 25_000;

/// The most bytes of a file when it is packed with gzip: a little under the 10 MB that are allowed,
/// since others may pack it less well.
pub(super) const PACKED: usize = 9_500_000;

/// Keeps the worst `most`, in their order: by severity, then by confidence, then the first ones.
/// How many are gone is the answer.
pub(super) fn keep_worst(entries: &mut Vec<Entry>, most: usize) -> usize {
    let gone = entries.len().saturating_sub(most);
    if gone == 0 {
        return 0;
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| {
        let (one, other) = (&entries[*a], &entries[*b]);
        let worse = other.severity.cmp(&one.severity);
        worse.then(other.confidence.total_cmp(&one.confidence)).then(a.cmp(b))
    });
    let mut kept = vec![false; entries.len()];
    for index in &order[..most] {
        kept[*index] = true;
    }
    let mut kept = kept.into_iter();
    entries.retain(|_| kept.next().unwrap_or(false));
    gone
}

/// The bytes of what `write` writes when it is packed.
pub(super) fn packed(
    write: impl FnOnce(&mut GzEncoder<Counter>) -> io::Result<()>,
) -> io::Result<usize> {
    let mut encoder = GzEncoder::new(Counter(0), Compression::default());
    write(&mut encoder)?;
    encoder.finish().map(|counter| counter.0)
}

/// Counts bytes.
pub(super) struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
