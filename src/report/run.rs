//! What is said about a run as a whole.

use serde::Serialize;

use super::Checked;
use crate::check::{Score, words_of};
use crate::document::Continuity;
use crate::pair::Pair;
use crate::settings::Severity;
use crate::text::Span;

/// What is known at the end of a run besides the findings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Run {
    /// Snippets that have no place in the translation.
    pub unplaced: Vec<Unplaced>,
    /// What could not be read.
    pub errors: Vec<Failure>,
    /// The figures.
    pub summary: Summary,
    /// The findings, weighed.
    pub score: Score,
}

/// A snippet that has no place in the translation.
#[derive(Clone, Debug, Serialize)]
pub struct Unplaced {
    /// The translation.
    pub target: String,
    /// The file of the snippets, as it was named.
    pub path: String,
    /// The member of a packed file that the span counts in.
    pub part: Option<String>,
    /// The record.
    pub id: Option<String>,
    /// The record's field.
    pub field: Option<String>,
    /// UTF-8 bytes of the file, member or field.
    pub span: Option<Span>,
    /// The line of the file or record, from 1.
    pub line: usize,
    /// The snippet, decoded.
    pub excerpt: String,
    /// How sure it is that it is from elsewhere, from 0 to 1.
    pub confidence: f64,
}

/// The snippets of a pair that have no place in it.
pub fn unplaced(pair: &Pair) -> Vec<Unplaced> {
    let Some(side) = &pair.snippets else { return Vec::new() };
    let document = &side.document;
    let snippets = pair.unplaced_snippets().iter().map(|snippet| {
        let block = &document.blocks[snippet.block];
        let whole = Span::new(0, block.text.len());
        let place = document.place(block, whole);
        let start = place.span.map_or(0, |span| span.start);
        Unplaced {
            target: pair.target.document.path.clone(),
            path: document.path.clone(),
            part: place.part,
            id: place.id,
            field: place.field,
            span: place.span,
            line: document.position(block, start).line,
            excerpt: block.excerpt(whole),
            confidence: (snippet.confidence * 100.0).round() / 100.0,
        }
    });
    snippets.collect()
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file, as it was named.
    pub path: String,
    /// What is the matter, and what can be done.
    pub message: String,
}

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Texts that were checked; records with one `doc` are one.
    pub articles: usize,
    /// Records that stand alone.
    pub segments: usize,
    /// Words of the translations.
    pub words: usize,
    /// All findings.
    pub findings: usize,
    /// Those of this severity.
    pub critical: usize,
    /// Those of this severity.
    pub major: usize,
    /// Those of this severity.
    pub minor: usize,
    /// Those of this severity.
    pub info: usize,
    /// Findings with a fix.
    pub fixable: usize,
}

impl Summary {
    /// The figures of one pair.
    pub fn of(checked: Checked<'_>) -> Summary {
        let target = &checked.pair.target;
        let alone = target.document.continuity == Continuity::Isolated;
        let mut summary = Summary {
            articles: usize::from(!alone),
            segments: usize::from(alone),
            words: words_of(checked.pair),
            findings: checked.findings.len(),
            ..Summary::default()
        };
        for finding in checked.findings {
            *summary.count_mut(finding.severity) += 1;
            summary.fixable += usize::from(finding.fix.is_some());
        }
        summary
    }

    /// Adds the figures of other texts.
    pub fn add(&mut self, other: &Summary) {
        self.articles += other.articles;
        self.segments += other.segments;
        self.words += other.words;
        self.findings += other.findings;
        self.fixable += other.fixable;
        for severity in Severity::ALL {
            *self.count_mut(severity) += other.count(severity);
        }
    }

    /// The number of findings of a severity.
    pub const fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Info => self.info,
            Severity::Minor => self.minor,
            Severity::Major => self.major,
            Severity::Critical => self.critical,
        }
    }

    const fn count_mut(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Info => &mut self.info,
            Severity::Minor => &mut self.minor,
            Severity::Major => &mut self.major,
            Severity::Critical => &mut self.critical,
        }
    }
}
