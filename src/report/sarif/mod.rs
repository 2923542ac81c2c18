//! SARIF 2.1.0 (Static Analysis Results Interchange Format), as GitHub's code scanning and others
//! read it.
//!
//! The objects are written by types of our own: of the crates that have them, the kept one makes all
//! of the standard's from its schema in a build script, at a fifth of the build time of all else,
//! and a dozen are needed. A test holds the output against the schema.

mod limits;
mod result;
mod rules;
mod shapes;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use self::result::{artifact, result};
use self::shapes::{Driver, Invocation, Location, Notification, PhysicalLocation, Tool};
use super::{Checked, Run};
use crate::settings::Severity;

/// A result that is written, and how bad it is.
#[derive(Debug)]
pub(super) struct Entry {
    rule: Cow<'static, str>,
    severity: Severity,
    confidence: f64,
    json: Vec<u8>,
}

/// The results of one pair.
pub(super) fn entries(checked: Checked<'_>) -> Vec<Entry> {
    let entry = |finding| {
        let json = serde_json::to_vec(&result(checked, finding)).ok()?;
        let crate::check::Finding { rule, severity, confidence, .. } = finding;
        Some(Entry { rule: rule.clone(), severity: *severity, confidence: *confidence, json })
    };
    checked.findings.iter().filter_map(entry).collect()
}

/// The results of a run, in order.
#[derive(Debug, Default)]
pub(super) struct Results {
    entries: Vec<Entry>,
    /// How many did not fit.
    gone: usize,
}

impl Results {
    pub(super) fn add(&mut self, entries: Vec<Entry>) {
        self.entries.extend(entries);
        if self.entries.len() > 2 * limits::RESULTS {
            self.gone += limits::keep_worst(&mut self.entries, limits::RESULTS);
        }
    }

    /// Writes the document. The answer says what did not fit.
    pub(super) fn write(self, run: &Run, out: &mut impl Write) -> io::Result<Option<String>> {
        self.write_within(limits::RESULTS, limits::PACKED, run, out)
    }

    fn write_within(
        mut self,
        most: usize,
        bytes: usize,
        run: &Run,
        out: &mut impl Write,
    ) -> io::Result<Option<String>> {
        self.gone += limits::keep_worst(&mut self.entries, most);
        // What is small as it is need not be packed to see it.
        while self.entries.iter().map(|entry| entry.json.len()).sum::<usize>() > bytes {
            let packed = limits::packed(|out| self.document(run, out))?;
            if packed <= bytes {
                break;
            }
            // In proportion, and a little more, so that few rounds are needed.
            let share = bytes as f64 / packed as f64 * 0.95;
            let fits = (self.entries.len() as f64 * share) as usize;
            self.gone += limits::keep_worst(&mut self.entries, fits);
        }
        self.document(run, out)?;
        Ok(self.told())
    }

    fn told(&self) -> Option<String> {
        let Results { entries, gone } = self;
        (*gone > 0).then(|| {
            format!(
                "SARIF: {gone} of {} findings are left out, since GitHub takes {} results and 10 \
                 MB of packed text; the worst are kept",
                entries.len() + gone,
                limits::RESULTS
            )
        })
    }

    fn document(&self, run: &Run, out: &mut impl Write) -> io::Result<()> {
        out.write_all(
            b"{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\
              \"version\": \"2.1.0\",\n\"runs\": [{\n\
              \"columnKind\": \"unicodeCodePoints\",\n\
              \"originalUriBaseIds\": {\"%SRCROOT%\": {\"description\": {\"text\": \
              \"the folder in which bilint was run\"}}},\n\"invocations\": [",
        )?;
        serde_json::to_writer(&mut *out, &self.invocation(run))?;
        out.write_all(b"],\n\"results\": [\n")?;
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                out.write_all(b",\n")?;
            }
            out.write_all(&entry.json)?;
        }
        out.write_all(b"\n],\n\"tool\": ")?;
        let names: BTreeSet<&str> = self.entries.iter().map(|entry| &*entry.rule).collect();
        let driver = Driver {
            name: "bilint",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules::described(&names),
        };
        serde_json::to_writer(&mut *out, &Tool { driver })?;
        out.write_all(b"\n}]}\n")
    }

    fn invocation(&self, run: &Run) -> Invocation {
        let at = |path: &str| Location {
            id: None,
            physical_location: PhysicalLocation { artifact_location: artifact(path), region: None },
            logical_locations: Vec::new(),
            message: None,
        };
        let failures = run.errors.iter().map(|failure| Notification {
            level: "error",
            message: failure.message.clone().into(),
            locations: vec![at(&failure.path)],
        });
        let gone = self.told().map(|text| Notification {
            level: "warning",
            message: text.into(),
            locations: Vec::new(),
        });
        let unplaced = run.unplaced.iter().map(|snippet| Notification {
            level: "note",
            message: format!(
                "snippet belongs to no place in {}: {}",
                snippet.target, snippet.excerpt
            )
            .into(),
            locations: vec![at(&snippet.path)],
        });
        Invocation {
            execution_successful: run.errors.is_empty(),
            tool_execution_notifications: failures.chain(gone).chain(unplaced).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
