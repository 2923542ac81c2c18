//! Repairs put into a text: which ones go together, and what the text is afterwards.

use std::collections::BTreeSet;

use super::finding::Finding;
use crate::document::Edit;
use crate::pair::Pair;
use crate::rules::Applicability;
use crate::text::Span;

/// A repair in bytes of its file, or of a member of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The member of a packed file that its edits count in.
    pub part: Option<String>,
    /// The rule that proposes it.
    pub rule: String,
    /// How sure its finding is, from 0 to 1.
    pub confidence: f64,
    /// The line of its finding, from 1.
    pub line: usize,
    /// The column of its finding, from 1, in characters.
    pub column: usize,
    /// What is to be changed.
    pub edits: Vec<Edit>,
}

/// The repairs that findings of a pair propose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repairs {
    /// Those that can be written into the file.
    pub writable: Vec<Repair>,
    /// How many there are besides that the format has no way of writing.
    pub others: usize,
}

/// A text after its repairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// How many repairs are in it.
    pub applied: usize,
    /// Those that are not, since they touch what another one changes.
    pub conflicts: Vec<Conflict>,
}

/// Two repairs that do not go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The one that was left out.
    pub left_out: Repair,
    /// The rule whose repair was made.
    pub made: String,
}

impl Repairs {
    /// Adds the repairs of findings that are to be trusted at least as far as `least` says.
    pub fn add(&mut self, pair: &Pair, findings: &[Finding], least: Applicability) {
        for finding in findings {
            let fix = finding.fix.as_ref().filter(|fix| fix.applicability >= least);
            let Some(fix) = fix else { continue };
            match edits_of_file(pair, finding, &fix.edits) {
                Some(edits) => self.writable.push(Repair {
                    part: finding.part.clone(),
                    rule: finding.rule.to_string(),
                    confidence: finding.confidence,
                    line: finding.line,
                    column: finding.column,
                    edits,
                }),
                None => self.others += 1,
            }
        }
    }
}

/// The edits in bytes of the file, or of the member that the finding names; none where the format
/// has no way of writing them, or does not tell where.
fn edits_of_file(pair: &Pair, finding: &Finding, edits: &[Edit]) -> Option<Vec<Edit>> {
    let document = &pair.target.document;
    let Some(block) = document.blocks.get(finding.reading.block) else {
        return Some(edits.to_vec());
    };
    if finding.part.is_none() {
        return edits.iter().map(|edit| document.edit_of_file(block, edit)).collect();
    }
    let beside = edits.iter().filter_map(|edit| document.edit_beside(block, edit));
    let mut all: Vec<Edit> = edits.iter().cloned().chain(beside).collect();
    all.sort_by_key(|edit| (edit.start, edit.end));
    all.dedup();
    Some(all)
}

/// Makes the repairs that go together. The one that begins first in the text goes first, of several
/// there the surer one; what touches an edit already made is left out.
pub fn repair(text: &str, mut repairs: Vec<Repair>) -> Repaired {
    let start = |repair: &Repair| repair.edits.iter().map(|edit| edit.start).min();
    repairs.sort_by(|a, b| {
        let surer = b.confidence.total_cmp(&a.confidence);
        start(a).cmp(&start(b)).then(surer).then_with(|| a.rule.cmp(&b.rule))
    });
    let mut made = Made::default();
    let (mut applied, mut conflicts) = (0, Vec::new());
    for repair in repairs {
        match made.conflict(text, &repair.edits) {
            Some(rule) => conflicts.push(Conflict { left_out: repair, made: rule }),
            None => {
                applied += 1;
                made.add(&repair);
            }
        }
    }
    Repaired { text: made.text(text), applied, conflicts }
}

/// Edits that go together, in order.
#[derive(Default)]
struct Made {
    edits: BTreeSet<(usize, usize, String, String)>,
}

impl Made {
    /// The rule that has already changed what one of these edits touches. An edit that was already
    /// made in the very same way is no conflict; one outside the text never goes in.
    fn conflict(&self, text: &str, edits: &[Edit]) -> Option<String> {
        let mut own: Vec<(usize, usize)> =
            edits.iter().map(|edit| (edit.start, edit.end)).collect();
        own.sort_unstable();
        // Within a fix edits may touch: what is taken out here is put in there.
        if own.windows(2).any(|pair| pair[1].0 < pair[0].1 || pair[0] == pair[1]) {
            return Some("itself".to_owned());
        }
        for edit in edits {
            let Some(span) = span_in(text, edit) else { return Some("the text itself".to_owned()) };
            // Edits do not overlap, so only the last one that begins before, and those that begin
            // inside, can be touched.
            let key = |at: usize| (at, 0, String::new(), String::new());
            let before = self.edits.range(..key(edit.start)).next_back();
            let inside = self.edits.range(key(edit.start)..key(edit.end + 1));
            let touched = before.into_iter().chain(inside).find(|(start, end, made, _)| {
                let same = (*start, *end) == (edit.start, edit.end) && *made == edit.text;
                !same && Span::new(*start, *end).overlaps(span)
            });
            if let Some((.., rule)) = touched {
                return Some(rule.clone());
            }
        }
        None
    }

    fn add(&mut self, repair: &Repair) {
        for edit in &repair.edits {
            let known = (edit.start, edit.end, edit.text.clone(), String::new());
            let same = self.edits.range(known..).next().is_some_and(|(start, end, text, _)| {
                (*start, *end, text) == (edit.start, edit.end, &edit.text)
            });
            if !same {
                self.edits.insert((edit.start, edit.end, edit.text.clone(), repair.rule.clone()));
            }
        }
    }

    fn text(&self, old: &str) -> String {
        let mut text = String::with_capacity(old.len() + 64);
        let mut done = 0;
        for (start, end, new, _) in &self.edits {
            text.push_str(&old[done..*start]);
            text.push_str(new);
            done = *end;
        }
        text.push_str(&old[done..]);
        text
    }
}

fn span_in(text: &str, edit: &Edit) -> Option<Span> {
    text.get(edit.start..edit.end).map(|_| Span::new(edit.start, edit.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(rule: &str, confidence: f64, edits: &[(usize, usize, &str)]) -> Repair {
        let edit =
            |&(start, end, text): &(usize, usize, &str)| Edit { start, end, text: text.to_owned() };
        let edits = edits.iter().map(edit).collect();
        Repair { part: None, rule: rule.to_owned(), confidence, line: 1, column: 1, edits }
    }

    #[test]
    fn the_first_and_the_surer_go_first() {
        let repairs = vec![
            one("late", 0.99, &[(3, 5, "X")]),
            one("early", 0.6, &[(1, 4, "-")]),
            one("doubtful", 0.5, &[(6, 7, "?")]),
            one("sure", 0.9, &[(6, 7, "!")]),
        ];
        let repaired = repair("abcdefgh", repairs);
        assert_eq!(repaired.text, "a-ef!h");
        assert_eq!(repaired.applied, 2);
        let conflicts: Vec<(&str, &str)> = repaired
            .conflicts
            .iter()
            .map(|it| (it.left_out.rule.as_str(), it.made.as_str()))
            .collect();
        assert_eq!(conflicts, [("late", "early"), ("doubtful", "sure")]);
    }

    #[test]
    fn the_same_edit_is_made_once_and_a_fix_wholly_or_not_at_all() {
        let repairs = vec![
            one("a", 0.9, &[(1, 1, "x"), (4, 5, "")]),
            one("b", 0.8, &[(1, 1, "x")]),
            one("c", 0.9, &[(2, 3, "y"), (4, 5, "z")]),
        ];
        let repaired = repair("abcde", repairs);
        assert_eq!((repaired.text.as_str(), repaired.applied), ("axbcd", 2));
        assert_eq!(repaired.conflicts[0].left_out.rule, "c");
    }

    #[test]
    fn edits_outside_the_text_or_inside_a_character_are_not_made() {
        for edits in [[(1, 2, "x")], [(0, 9, "")]] {
            let repaired = repair("äb", vec![one("a", 0.9, &edits)]);
            assert_eq!((repaired.text.as_str(), repaired.applied), ("äb", 0));
        }
    }
}
