//! `--baseline FILE`: findings that were accepted for good are left out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use bilint::Finding;
use bilint::check::{Baseline, BaselineEntry};
use bilint::report::Failure;

use super::super::CommandError;
use super::super::config::absolute;
use super::super::input::{explained, name_of};
use super::targets::Target;

/// The baseline of a run, with the names that it has for the targets.
#[derive(Debug, Default)]
pub struct Accepted {
    baseline: Baseline,
    names: BTreeMap<String, String>,
}

impl Accepted {
    /// Names the targets as a baseline at `path` does.
    pub fn new(baseline: Baseline, path: &Path, targets: &[Target]) -> Accepted {
        let named =
            |target: &Target| (target.name.clone(), seen_from(path, Path::new(&target.name)));
        Accepted { baseline, names: targets.iter().map(named).collect() }
    }

    /// Whether a finding is accepted.
    pub fn holds(&self, finding: &Finding) -> bool {
        let name = self.names.get(&finding.path);
        name.is_some_and(|name| self.baseline.accepts(name, finding))
    }

    /// What would accept a finding.
    pub fn entry(&self, finding: &Finding) -> BaselineEntry {
        BaselineEntry::new(self.name_of(&finding.path), finding)
    }

    /// The name of a target.
    pub fn name_of<'n>(&'n self, target: &'n str) -> &'n str {
        self.names.get(target).map_or(target, String::as_str)
    }

    /// The names that the baseline has for the targets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }
}

/// Reads a baseline.
pub fn read(path: &Path) -> Result<Baseline, CommandError> {
    let failure = |message: String| Failure { path: name_of(path), message };
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            failure("there is no such baseline; `bilint baseline write` makes one".to_owned())
        }
        _ => failure(explained(&error)),
    })?;
    Baseline::parse(&text).map_err(|error| failure(error.to_string()).into())
}

/// The name of a file seen from the folder of the baseline, the same on every system. What lies
/// elsewhere is named as it was given.
fn seen_from(baseline: &Path, file: &Path) -> String {
    let folder = absolute(baseline).and_then(|path| path.parent().map(Path::to_owned));
    let seen = folder.zip(absolute(file)).and_then(|(folder, file)| way(&folder, &file));
    let seen = seen.unwrap_or_else(|| file.to_owned());
    let parts = seen.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/").replacen("//", "/", 1)
}

/// The way from a folder to a file, up and down.
fn way(folder: &Path, file: &Path) -> Option<PathBuf> {
    let common = folder.ancestors().find(|it| file.starts_with(it))?;
    let up = folder.strip_prefix(common).ok()?.components().count();
    let steps = std::iter::repeat_n(Component::ParentDir.as_os_str(), up);
    Some(steps.collect::<PathBuf>().join(file.strip_prefix(common).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_go_up_and_down() {
        let way = |folder: &str, file: &str| way(Path::new(folder), Path::new(file)).unwrap();
        assert_eq!(way("/a", "/a/b/c.md"), Path::new("b/c.md"));
        assert_eq!(way("/a/x/y", "/a/b/c.md"), Path::new("../../b/c.md"));
    }
}
