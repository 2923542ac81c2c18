//! Two versions of one translation beside each other: which sentences an edit changed, which findings
//! it removed, and which it brought.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices};

use super::super::Checked;
use crate::check::Finding;
use crate::reading::Segment;
use crate::text::squeeze;

/// What an edit did to a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Revision {
    /// The file of the older version.
    pub path: String,
    /// Sentences that stayed as they were.
    pub unchanged: usize,
    /// Places where sentences differ, in order.
    pub changes: Vec<Change>,
    /// Findings of the older version that are gone.
    pub removed: Vec<Told>,
    /// Findings that the older version did not have.
    pub brought: Vec<Told>,
    /// Findings that both have.
    pub kept: usize,
}

/// Neighbouring sentences that differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Change {
    /// The words, in order: those that both have, that are gone, and that are new.
    pub words: Vec<Words>,
    /// The findings that went with it, as numbers in [`Revision::removed`].
    pub removed: Vec<usize>,
    /// The findings that came with it, as numbers in [`Revision::brought`].
    pub brought: Vec<usize>,
}

/// Words of a change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Words {
    /// `same`, `old` or `new`.
    pub kind: &'static str,
    /// The words, with the spaces between them.
    pub text: String,
}

/// A finding in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The rule.
    pub rule: String,
    /// The harm.
    pub severity: &'static str,
    /// What it says.
    pub message: String,
}

/// A text in sentences.
struct Version {
    sentences: Vec<Segment>,
    texts: Vec<String>,
}

impl Version {
    fn of(checked: Checked<'_>) -> Version {
        let target = &checked.pair.target;
        let sentences = target.sentences().to_vec();
        let text = |it: &Segment| squeeze(&target.document.blocks[it.block].excerpt(it.span));
        let texts = sentences.iter().map(|it| text(it).trim().to_owned()).collect();
        Version { sentences, texts }
    }

    /// The sentence that a finding stands in; the last one before it where it stands between two.
    fn sentence_of(&self, finding: &Finding) -> usize {
        let place = (finding.reading.block, finding.reading.span.start);
        let key = |it: &Segment| (it.block, it.span.start);
        self.sentences.partition_point(|it| key(it) <= place).saturating_sub(1)
    }
}

impl Revision {
    /// What became of `old` in `new`.
    pub fn of(old: Checked<'_>, new: Checked<'_>) -> Revision {
        let (before, after) = (Version::of(old), Version::of(new));
        let ops = capture_diff_slices(Algorithm::Patience, &before.texts, &after.texts);
        let spans: Vec<(DiffTag, Range<usize>, Range<usize>)> =
            ops.iter().map(|op| (op.tag(), op.old_range(), op.new_range())).collect();
        // Which stretch a sentence is in; findings of one stretch may be the same.
        let stretch_of = |sentence: usize, is_old: bool| {
            spans.iter().position(|(_, old, new)| {
                if is_old { old.contains(&sentence) } else { new.contains(&sentence) }
            })
        };
        let kept = same(old.findings, new.findings, |finding, is_old| {
            let version = if is_old { &before } else { &after };
            stretch_of(version.sentence_of(finding), is_old)
        });
        let left: BTreeSet<usize> = kept.iter().map(|it| it.0).collect();
        let there: BTreeSet<usize> = kept.iter().map(|it| it.1).collect();
        let mut revision = Revision {
            path: old.pair.target.document.path.clone(),
            kept: kept.len(),
            ..Revision::default()
        };
        let mut removed_at = Vec::new();
        for (_, finding) in old.findings.iter().enumerate().filter(|it| !left.contains(&it.0)) {
            removed_at.push(stretch_of(before.sentence_of(finding), true));
            revision.removed.push(told(finding));
        }
        let mut brought_at = Vec::new();
        for (_, finding) in new.findings.iter().enumerate().filter(|it| !there.contains(&it.0)) {
            brought_at.push(stretch_of(after.sentence_of(finding), false));
            revision.brought.push(told(finding));
        }
        for (stretch, (tag, old, new)) in spans.iter().enumerate() {
            let at = |places: &[Option<usize>]| -> Vec<usize> {
                let here = places.iter().enumerate().filter(|(_, at)| **at == Some(stretch));
                here.map(|(number, _)| number).collect()
            };
            let (removed, brought) = (at(&removed_at), at(&brought_at));
            if *tag == DiffTag::Equal {
                revision.unchanged += new.len();
                if removed.is_empty() && brought.is_empty() {
                    continue;
                }
                // The sentence is the same; what is around it, or the source, is not.
                let text = after.texts[new.clone()].join(" ");
                let words = vec![Words { kind: "same", text: short(&text) }];
                revision.changes.push(Change { words, removed, brought });
                continue;
            }
            let words = words(&before.texts[old.clone()], &after.texts[new.clone()]);
            revision.changes.push(Change { words, removed, brought });
        }
        revision
    }
}

/// A long text by its beginning.
fn short(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn told(finding: &Finding) -> Told {
    Told {
        rule: finding.rule.to_string(),
        severity: finding.severity.name(),
        message: finding.message.clone(),
    }
}

/// The findings that both lists have, as pairs of their numbers: those with one fingerprint, then
/// those of one rule with one excerpt in the same stretch, since an edit of the words around a
/// finding changes its fingerprint.
fn same(
    old: &[Finding],
    new: &[Finding],
    stretch: impl Fn(&Finding, bool) -> Option<usize>,
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut taken = vec![false; new.len()];
    let mut open: Vec<usize> = Vec::new();
    for (number, finding) in old.iter().enumerate() {
        let twin = new.iter().position(|it| it.fingerprint == finding.fingerprint);
        match twin.filter(|twin| !taken[*twin]) {
            Some(twin) => {
                taken[twin] = true;
                pairs.push((number, twin));
            }
            None => open.push(number),
        }
    }
    for number in open {
        let finding = &old[number];
        let place = stretch(finding, true);
        let twin = new.iter().enumerate().position(|(at, it)| {
            !taken[at]
                && it.rule == finding.rule
                && it.excerpt == finding.excerpt
                && stretch(it, false) == place
        });
        if let Some(twin) = twin {
            taken[twin] = true;
            pairs.push((number, twin));
        }
    }
    pairs
}

fn words(old: &[String], new: &[String]) -> Vec<Words> {
    let (old, new) = (old.join(" "), new.join(" "));
    let diff = TextDiff::from_words(&old, &new);
    let mut words: Vec<Words> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "old",
            ChangeTag::Insert => "new",
        };
        match words.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => words.push(Words { kind, text: change.value().to_owned() }),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::*;

    fn between(old: &str, new: &str) -> Revision {
        let (old, new) = (testing::pair(old), testing::pair(new));
        Revision::of(
            Checked { pair: &old.0, findings: &old.1 },
            Checked { pair: &new.0, findings: &new.1 },
        )
    }

    #[test]
    fn an_edit_removes_findings_and_brings_others() {
        let old = "Er lobt [their] Pläne. Das bleibt stehen. Sie sah [the house] an.";
        let new = "Er lobt ihre Pläne. Das bleibt stehen. Sie sah [the house] lange an, [again].";
        let revision = between(old, new);
        assert_eq!((revision.unchanged, revision.kept), (1, 1));
        assert_eq!(revision.changes.len(), 2);
        assert_eq!(revision.changes[0].removed, [0]);
        assert!(revision.removed[0].message.contains("[their]"), "{:?}", revision.removed);
        assert_eq!(revision.changes[1].brought, [0]);
        assert!(revision.brought[0].message.contains("[again]"), "{:?}", revision.brought);
        let gone: Vec<&str> = revision.changes[0]
            .words
            .iter()
            .filter(|it| it.kind == "old")
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(gone, ["[their]"]);
    }

    #[test]
    fn a_text_that_stays_has_no_changes() {
        let text = "Er lobt [their] Pläne. Das bleibt stehen.";
        let revision = between(text, text);
        assert!(revision.changes.is_empty() && revision.removed.is_empty());
        assert_eq!((revision.kept, revision.unchanged), (1, 2));
    }
}
