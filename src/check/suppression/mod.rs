//! What people have accepted in a text: comments in it, its front matter, a file beside it.

mod comment;
mod side_file;
mod unused;

use std::collections::BTreeSet;

pub use side_file::SideFile;
pub(super) use unused::unused;

use self::comment::{Comment, Reach, parse};
use self::side_file::Entry;
use super::finding::Finding;
use crate::document::{Directive, Document};
use crate::text::Span;

/// Something about a text that its author should know, and that is no finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The line of the file it is about, from 1; none when it is about no line.
    pub line: Option<usize>,
    /// What is to be said.
    pub message: String,
}

/// All suppressions of a document.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    pub all: Vec<Suppression>,
    /// What is wrong with those that are not in force.
    pub remarks: Vec<Remark>,
}

/// A suppression that is in force.
#[derive(Debug)]
pub(super) struct Suppression {
    /// The rules or groups it names.
    pub names: Vec<(String, Span)>,
    /// Which of them have ignored something; as long as `names`.
    pub used: Vec<bool>,
    extent: Extent,
    pub origin: Origin,
}

/// Where a suppression stands.
#[derive(Debug)]
pub(super) enum Origin {
    /// A comment, by its number among the document's directives, and the one that ends it.
    Comment(usize, Option<usize>),
    SideFile,
}

#[derive(Debug)]
enum Extent {
    Document,
    /// Blocks from the first to before the last.
    Blocks(usize, usize),
    Entry(Entry),
}

impl Suppressions {
    /// Collects what is said in a document and beside it.
    pub fn collect(document: &Document, beside: Option<&SideFile>) -> Suppressions {
        let mut suppressions = Suppressions::default();
        suppressions.comments(document);
        for entry in beside.into_iter().flat_map(SideFile::entries) {
            let names = entry.rules.iter().map(|name| (name.clone(), Span::at(0))).collect();
            let comment = Comment { reach: Reach::File, names, reason: entry.reason.clone() };
            suppressions.add(comment, Extent::Entry(entry.clone()), Origin::SideFile);
        }
        suppressions
    }

    fn comments(&mut self, document: &Document) {
        let mut open: Vec<(Comment, usize)> = Vec::new();
        for (index, directive) in document.directives.iter().enumerate() {
            let comment = match parse(&directive.text) {
                Ok(comment) => comment,
                Err(message) => {
                    self.remark(document, directive, message);
                    continue;
                }
            };
            let stands_in = stands_in_block(document, directive);
            let origin = Origin::Comment(index, None);
            match comment.reach {
                Reach::File => self.add(comment, Extent::Document, origin),
                Reach::Near => {
                    let end = directive.before + if stands_in { 2 } else { 1 };
                    self.add(comment, Extent::Blocks(directive.before, end), origin);
                }
                Reach::Start => open.push((comment, index)),
                Reach::End => {
                    let named = |names: &[(String, Span)]| -> Vec<String> {
                        names.iter().map(|(name, _)| name.clone()).collect()
                    };
                    let closes = |start: &(Comment, usize)| {
                        comment.names.is_empty() || named(&start.0.names) == named(&comment.names)
                    };
                    let Some(at) = open.iter().rposition(closes) else {
                        let message = "`bilint-ignore-end` ends nothing".to_owned();
                        self.remark(document, directive, message);
                        continue;
                    };
                    let (start, started) = open.remove(at);
                    let first = document.directives[started].before;
                    let end = directive.before + usize::from(stands_in);
                    let origin = Origin::Comment(started, Some(index));
                    self.add(start, Extent::Blocks(first, end), origin);
                }
            }
        }
        for (comment, index) in open {
            let directive = &document.directives[index];
            let message = "`bilint-ignore-start` has no `bilint-ignore-end`: it holds to the end";
            self.remark(document, directive, message.to_owned());
            let extent = Extent::Blocks(directive.before, usize::MAX);
            self.add(comment, extent, Origin::Comment(index, None));
        }
    }

    fn add(&mut self, comment: Comment, extent: Extent, origin: Origin) {
        let used = vec![false; comment.names.len()];
        self.all.push(Suppression { names: comment.names, used, extent, origin });
    }

    fn remark(&mut self, document: &Document, directive: &Directive, message: String) {
        self.remarks.push(Remark { line: line_of(document, directive), message });
    }

    /// The names that stand in them.
    pub fn names(&self) -> BTreeSet<&str> {
        self.all.iter().flat_map(|it| it.names.iter().map(|(name, _)| name.as_str())).collect()
    }

    /// Whether what a finding says is accepted; those that accept it are marked as used.
    pub fn accept(&mut self, finding: &Finding, group: &str) -> bool {
        let mut accepted = false;
        for suppression in self.all.iter_mut().filter(|it| it.extent.covers(finding)) {
            for ((name, _), used) in suppression.names.iter().zip(&mut suppression.used) {
                if *name == *finding.rule || name == group {
                    *used = true;
                    accepted = true;
                }
            }
        }
        accepted
    }
}

impl Extent {
    fn covers(&self, finding: &Finding) -> bool {
        match self {
            Extent::Document => true,
            Extent::Blocks(first, end) => (*first..*end).contains(&finding.reading.block),
            Extent::Entry(Entry { line, text, id, .. }) => {
                line.is_none_or(|line| line == finding.line)
                    && text.as_ref().is_none_or(|text| finding.excerpt.contains(text.as_str()))
                    && id.as_ref().is_none_or(|id| finding.id.as_ref() == Some(id))
            }
        }
    }
}

/// Whether a comment stands in the block that was not complete when it was read. A comment that
/// belongs to a record stands before it.
fn stands_in_block(document: &Document, directive: &Directive) -> bool {
    let block = document.blocks.get(directive.before).filter(|block| block.record.is_none());
    block.is_some_and(|block| {
        block.map.raw(Span::new(0, block.text.len())).start < directive.raw.start
    })
}

/// The line of a comment; none where the file's text is not at hand.
fn line_of(document: &Document, directive: &Directive) -> Option<usize> {
    let text = document.text();
    text.get(..directive.raw.start)?;
    let line = document.line_index().position(text, directive.raw.start).line;
    (!text.is_empty()).then_some(line)
}
