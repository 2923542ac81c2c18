//! Findings that were accepted for good, recognised by their fingerprints.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::finding::Finding;

/// The version of the file's shape, which its first line tells.
const VERSION: u32 = 1;

/// Accepted findings, by file. Neither line nor offset is kept: the text may change around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<(String, String), Entry>,
}

/// An accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The file, seen from the folder of the baseline, with `/` between folders.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// By what the finding is recognised.
    pub fingerprint: String,
    /// The text it was found in, for people.
    pub excerpt: String,
}

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(rename = "bilint-baseline")]
    version: u32,
}

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The first line does not say so.
    #[error(
        "no baseline: the first line must be {{\"bilint-baseline\": {VERSION}}}; write a new one with `bilint baseline write`"
    )]
    Head,
    /// It is of a version that is not known here.
    #[error("a baseline of version {0}, which this bilint does not know")]
    Version(u32),
    /// A line is no entry.
    #[error("line {line}: {message}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
}

impl Entry {
    /// What accepts a finding in a file that the baseline knows as `path`.
    pub fn new(path: &str, finding: &Finding) -> Entry {
        Entry {
            path: path.to_owned(),
            rule: finding.rule.to_string(),
            fingerprint: finding.fingerprint.clone(),
            excerpt: finding.excerpt.chars().take(120).collect(),
        }
    }
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let head = lines.next().ok_or(BaselineError::Head)?.1;
        let head: Head = serde_json::from_str(head).map_err(|_| BaselineError::Head)?;
        if head.version != VERSION {
            return Err(BaselineError::Version(head.version));
        }
        let mut baseline = Baseline::default();
        for (index, line) in lines {
            let entry: Entry = serde_json::from_str(line).map_err(|error| {
                let message = error.to_string().replace(" at line 1 column ", " at column ");
                BaselineError::Line { line: index + 1, message }
            })?;
            baseline.add(entry);
        }
        Ok(baseline)
    }

    /// The text of the baseline: an entry a line, sorted, so that differences are easy to read.
    pub fn text(&self) -> String {
        let mut lines: Vec<&Entry> = self.entries.values().collect();
        lines.sort();
        let mut text = format!("{{\"bilint-baseline\":{VERSION}}}\n");
        for entry in lines {
            // An entry is made of texts, which JSON can always hold.
            text += &serde_json::to_string(entry).unwrap_or_default();
            text.push('\n');
        }
        text
    }

    /// Accepts a finding.
    pub fn add(&mut self, entry: Entry) {
        self.entries.insert((entry.path.clone(), entry.fingerprint.clone()), entry);
    }

    /// Whether a finding in a file is accepted.
    pub fn accepts(&self, path: &str, finding: &Finding) -> bool {
        self.entries.contains_key(&(path.to_owned(), finding.fingerprint.clone()))
    }

    /// Keeps only the entries that `keep` wants, and gives the others.
    pub fn prune(&mut self, keep: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let (kept, lost): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.entries).into_iter().partition(|(_, entry)| keep(entry));
        self.entries = kept;
        lost.into_values().collect()
    }

    /// The entries, by file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let sorted: BTreeSet<&Entry> = self.entries.values().collect();
        sorted.into_iter()
    }

    /// How many findings are accepted.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, fingerprint: &str) -> Entry {
        let text = |text: &str| text.to_owned();
        Entry {
            path: text(path),
            rule: text("r"),
            fingerprint: text(fingerprint),
            excerpt: text("„ä\n“"),
        }
    }

    #[test]
    fn what_is_written_is_read_and_sorted() {
        let mut baseline = Baseline::default();
        for (path, fingerprint) in [("b.md", "2"), ("a.md", "9"), ("b.md", "1"), ("b.md", "1")] {
            baseline.add(entry(path, fingerprint));
        }
        let text = baseline.text();
        let order: Vec<String> = text.lines().skip(1).map(|line| line[..15].to_owned()).collect();
        assert_eq!(order, ["{\"path\":\"a.md\",", "{\"path\":\"b.md\",", "{\"path\":\"b.md\","]);
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        let lost = baseline.prune(|entry| entry.path == "a.md");
        assert_eq!((lost.len(), baseline.len()), (2, 1));
    }

    #[test]
    fn what_is_no_baseline_is_said() {
        assert!(matches!(Baseline::parse(""), Err(BaselineError::Head)));
        assert!(matches!(Baseline::parse("{\"path\":1}\n"), Err(BaselineError::Head)));
        let later = Baseline::parse("{\"bilint-baseline\":2}\n");
        assert!(matches!(later, Err(BaselineError::Version(2))));
        let broken = Baseline::parse("{\"bilint-baseline\":1}\n\n<<<<<<< HEAD\n").unwrap_err();
        assert!(broken.to_string().starts_with("line 3: "), "{broken}");
    }
}
