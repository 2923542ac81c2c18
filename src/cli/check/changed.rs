//! `--changed-since REV`: which lines have changed, as git knows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bilint::document::Block;
use bilint::text::Span;
use bilint::{Document, Finding, Pair};

use super::super::CommandError;
use super::super::config::absolute;

/// The lines that have changed since a commit, by file.
#[derive(Debug, Default)]
pub struct Changed {
    files: BTreeMap<PathBuf, Lines>,
}

#[derive(Debug, PartialEq, Eq)]
enum Lines {
    All,
    /// First and last lines, from 1.
    Some(Vec<(usize, usize)>),
}

impl Changed {
    /// Asks git what has changed in the working tree since `revision`, or since the branch left it.
    pub fn since(revision: &str, near: &Path) -> Result<Changed, CommandError> {
        let folder = if near.is_dir() { near } else { near.parent().unwrap_or(Path::new("")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let git = |arguments: &[&str]| git(folder, arguments);
        let top = git(&["rev-parse", "--show-toplevel"])?.ok_or_else(|| {
            usage("--changed-since: this is no git repository; run it inside one")
        })?;
        let top = fs::canonicalize(top.trim_end()).map_err(|error| usage(&error.to_string()))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let Some(commit) = commit else {
            return Err(usage(&format!(
                "--changed-since: git knows no commit `{revision}`; in CI it may have to be fetched \
                 first (fetch-depth: 0)"
            )));
        };
        let base = git(&["merge-base", commit.trim(), "HEAD"])?.unwrap_or(commit);
        let diff = git(&[
            "-c",
            "core.quotepath=off",
            "diff",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            base.trim(),
            "--",
        ])?;
        let mut files = lines_of(&diff.unwrap_or_default(), &top);
        let counts =
            git(&["diff", "--numstat", "--no-ext-diff", "--no-renames", "-z", base.trim(), "--"])?;
        for name in counts.unwrap_or_default().split('\0').filter_map(of_no_lines) {
            files.insert(top.join(name), Lines::All);
        }
        let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z"])?;
        for name in new.unwrap_or_default().split('\0').filter(|name| !name.is_empty()) {
            files.insert(top.join(name), Lines::All);
        }
        Ok(Changed { files })
    }

    /// Whether a finding stands on a line that has changed, in the translation or in the source.
    pub fn concerns(&self, pair: &Pair, finding: &Finding) -> bool {
        let target = &pair.target.document;
        let block = target.blocks.get(finding.reading.block);
        if self
            .touch(target, block.zip(finding.span).and_then(|(it, span)| lines(target, it, span)))
        {
            return true;
        }
        let Some(shown) = &finding.source else { return false };
        let sides = [&pair.source, &pair.snippets].into_iter().flatten();
        let source = sides.map(|side| &side.document).find(|it| it.path == shown.path);
        source.is_some_and(|source| {
            let block = source.blocks.get(shown.block);
            self.touch(source, block.and_then(|block| lines(source, block, shown.span)))
        })
    }

    /// Whether lines of a document have changed; without lines any change of the file counts.
    fn touch(&self, document: &Document, lines: Option<(usize, usize)>) -> bool {
        let path = absolute(Path::new(&document.path));
        match (path.and_then(|path| self.files.get(&path)), lines) {
            (None, _) => false,
            (Some(Lines::Some(changed)), Some((first, last))) => {
                changed.iter().any(|(start, end)| *start <= last && first <= *end)
            }
            (Some(_), _) => true,
        }
    }
}

/// The first and the last line of the file for a place in a block: of a record all its lines. None
/// where the file has no lines that say something, as in packed documents.
fn lines(document: &Document, block: &Block, span: Span) -> Option<(usize, usize)> {
    if let Some(line) = document.record_line(block) {
        // Line breaks in the value are line breaks of a table.
        let breaks = document.raw(block).text.matches('\n').count();
        return Some((line, line + breaks));
    }
    let place = document.place(block, Span::at(0));
    let line = |at| document.position(block, at).line;
    (place.part.is_none() && place.field.is_none()).then(|| (line(span.start), line(span.end)))
}

/// What git prints; none when it says no.
fn git(folder: &Path, arguments: &[&str]) -> Result<Option<String>, CommandError> {
    let output = Command::new("git").args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            usage("--changed-since needs git, and there is none on this machine; install it")
        }
        _ => usage(&format!("--changed-since: git cannot be run: {error}")),
    })?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn usage(message: &str) -> CommandError {
    CommandError::Usage(message.to_owned())
}

/// The name in a line of `--numstat`, if git sees no lines in the file: packed documents,
/// compressed files.
fn of_no_lines(count: &str) -> Option<&str> {
    count.strip_prefix("-\t-\t")
}

/// The changed lines that a diff without context tells.
fn lines_of(diff: &str, top: &Path) -> BTreeMap<PathBuf, Lines> {
    let mut files: BTreeMap<PathBuf, Lines> = BTreeMap::new();
    let mut current: Option<PathBuf> = None;
    let mut header = false;
    for line in diff.lines() {
        if line.starts_with("diff --git ") {
            (current, header) = (None, true);
        } else if let Some(name) = line.strip_prefix("+++ ").filter(|_| header) {
            current = unquoted(name).strip_prefix("b/").map(|name| top.join(name));
        } else if let Some(hunk) = line.strip_prefix("@@ ") {
            header = false;
            let (Some(path), Some(range)) = (&current, new_lines(hunk)) else { continue };
            match files.entry(path.clone()).or_insert_with(|| Lines::Some(Vec::new())) {
                Lines::Some(ranges) => ranges.push(range),
                Lines::All => {}
            }
        }
    }
    files
}

/// The lines that a hunk `-1,2 +3,4 @@` leaves; where it only takes lines out, those beside the gap.
fn new_lines(hunk: &str) -> Option<(usize, usize)> {
    let new = hunk.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { (start, start + 1) } else { (start, start + count - 1) })
}

/// A name that git has quoted as C does; tabs behind a name with spaces are no part of it.
fn unquoted(name: &str) -> String {
    let name = name.trim_end_matches('\t');
    let Some(inner) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(digit @ b'0'..=b'7') => {
                let digits = [Some(digit), rest.next(), rest.next()].into_iter().flatten();
                let value =
                    digits.fold(0u32, |value, it| value * 8 + u32::from(it.wrapping_sub(b'0')));
                bytes.push(value as u8);
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_tell_the_lines_that_are_left() {
        let diff = "diff --git a/x y.md b/x y.md\n--- a/x y.md\t\n+++ b/x y.md\t\n@@ -1,2 +1 @@\n-a\n\
            +++ b/no.md\n@@ -9,3 +7,0 @@ text\n-b\ndiff --git a/new.md b/new.md\n--- /dev/null\n\
            +++ b/new.md\n@@ -0,0 +1,4 @@\ndiff --git a/old.md b/old.md\n--- a/old.md\n+++ /dev/null\n\
            @@ -1,3 +0,0 @@\n";
        let files = lines_of(diff, Path::new("/top"));
        assert_eq!(files.len(), 2);
        assert_eq!(files[Path::new("/top/x y.md")], Lines::Some(vec![(1, 1), (7, 8)]));
        assert_eq!(files[Path::new("/top/new.md")], Lines::Some(vec![(1, 4)]));
        assert_eq!(unquoted("\"b/a\\\"\\303\\244\\t.md\""), "b/a\"ä\t.md");
    }
}
