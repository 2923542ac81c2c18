use std::io::{self, Write};

use serde::Serialize;

use super::article::GoldSnippet;
use crate::pair::Pair;
use crate::text::Span;

/// Where loose snippets were put.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SnippetTally {
    /// Snippets of the articles.
    pub belonging: usize,
    /// Those put where they belong.
    pub placed: usize,
    /// Snippets from elsewhere.
    pub strangers: usize,
    /// Those put nowhere.
    pub refused: usize,
    /// What went wrong, a line each.
    pub faults: Vec<String>,
}

impl SnippetTally {
    /// Counts the snippets of one article; `pair` has them and no other source.
    pub(super) fn count(&mut self, article: &str, gold: &[GoldSnippet], pair: &Pair) {
        for (index, snippet) in gold.iter().enumerate() {
            let unplaced = pair.unplaced_snippets().iter().any(|it| it.block == index);
            let fault = match &snippet.belongs {
                Some(excerpt) => {
                    self.belonging += 1;
                    if unplaced {
                        Some("not placed")
                    } else if is_at(pair, index, excerpt) {
                        self.placed += 1;
                        None
                    } else {
                        Some("put elsewhere")
                    }
                }
                None => {
                    self.strangers += 1;
                    self.refused += usize::from(unplaced);
                    (!unplaced).then_some("from elsewhere, but placed")
                }
            };
            if let Some(fault) = fault {
                self.faults.push(format!("{article}: snippet {fault}: {}", snippet.snippet));
            }
        }
    }

    pub(super) fn table(&self, out: &mut impl Write) -> io::Result<()> {
        if self.belonging + self.strangers == 0 {
            return Ok(());
        }
        writeln!(
            out,
            "snippets: {} of {} put where they belong, {} of {} from elsewhere refused",
            self.placed, self.belonging, self.refused, self.strangers
        )
    }
}

/// Whether a snippet was put to a segment of the target that holds a part of the excerpt.
fn is_at(pair: &Pair, snippet: usize, excerpt: &str) -> bool {
    let blocks = pair.target.blocks().iter().enumerate();
    let places = blocks.filter_map(|(block, it)| {
        it.text.find(excerpt).map(|start| (block, Span::new(start, start + excerpt.len())))
    });
    let mut segments = places.flat_map(|(block, span)| {
        pair.segments()
            .iter()
            .filter(move |segment| segment.block == block && segment.span.overlaps(span))
    });
    segments.any(|segment| {
        pair.counterpart(segment.block, segment.span)
            .is_some_and(|found| found.segments.iter().any(|it| it.block == snippet))
    })
}
