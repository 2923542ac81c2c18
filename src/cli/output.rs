//! What is printed, and where: results on stdout or into a file, the rest on stderr.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use bilint::report::{Look, printable};

use super::CommandError;

/// The width of a line where there is no terminal to ask.
const WIDTH: usize = 100;

/// Says what went wrong, on stderr.
pub fn error(message: &dyn Display) {
    say("\u{1B}[1;91merror\u{1B}[0m", message);
}

/// Says what is worth knowing, on stderr.
pub fn note(message: &dyn Display) {
    say("\u{1B}[1;92mnote\u{1B}[0m", message);
}

fn say(kind: &str, message: &dyn Display) {
    let message = message.to_string();
    // Behind the first line there may be lines of a file, set out by a renderer of ours.
    let (first, rest) = message.split_once('\n').unwrap_or((&message, ""));
    let gap = if rest.is_empty() { "" } else { "\n" };
    // When nobody listens on stderr there is nobody to be told so.
    let _ = writeln!(anstream::stderr(), "{kind}: {}{gap}{rest}", printable(first));
}

/// Whether colours are wanted on stderr.
pub fn looks_on_stderr() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// The looks of what goes to stdout: coloured on a terminal unless `NO_COLOR` and its like say
/// otherwise.
pub fn look() -> Look {
    let choice = AutoStream::choice(&io::stdout());
    Look { width: width(), colour: choice != ColorChoice::Never }
}

fn width() -> usize {
    if !io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size()
        .map_or(WIDTH, |(terminal_size::Width(columns), _)| usize::from(columns).clamp(50, 140))
}

/// Prints a whole text on stdout; a reader that has gone away wants no more of it.
pub fn print(text: &[u8]) -> Result<(), CommandError> {
    // Plain bytes: texts are data, and a stream that strips colours would take parts of them out.
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CommandError::Write(error)),
        _ => Ok(()),
    }
}

/// A file that appears under its name only when it is complete.
///
/// Links are followed; devices and pipes are written to as they are.
pub struct WholeFile {
    file: io::BufWriter<File>,
    /// Where it is written, and where it belongs; none for what is no regular file.
    rename: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Starts the file beside its place.
    pub fn create(path: &Path) -> io::Result<WholeFile> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if path.exists() && !path.is_file() {
            let file = io::BufWriter::new(File::options().write(true).open(&path)?);
            return Ok(WholeFile { file, rename: None });
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = io::BufWriter::new(File::create_new(&temporary)?);
        Ok(WholeFile { file, rename: Some((temporary, path)) })
    }

    /// Puts the file in its place, with the permissions of the one that was there.
    pub fn finish(self) -> io::Result<()> {
        self.finish_if(|_| Ok(()))
    }

    /// Puts the file in its place unless `fits` objects to what is there now.
    fn finish_if(mut self, fits: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
        self.file.flush()?;
        let Some((temporary, path)) = self.rename.as_ref() else { return Ok(()) };
        if let Ok(old) = fs::metadata(path) {
            self.file.get_ref().set_permissions(old.permissions())?;
        }
        // The bytes must be on the disk before the name is: a power cut between the two would leave
        // an empty file.
        self.file.get_ref().sync_all()?;
        fits(path)?;
        fs::rename(temporary, path)?;
        // Where folders cannot be opened (Windows) the name is as safe as the system makes it.
        if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        self.rename = None;
        Ok(())
    }
}

/// Puts `new` in the place of a file that held `old` when it was read; a file that holds something
/// else by now is left alone.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let mut file = WholeFile::create(path)?;
    if file.rename.is_none() {
        return Err(io::Error::other("is no regular file"));
    }
    file.write_all(new)?;
    file.finish_if(|path| {
        let same = fs::read(path).is_ok_and(|now| now == old);
        same.then_some(()).ok_or_else(|| io::Error::other("was changed since it was read"))
    })
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.rename {
            // It was not asked for under this name; that it is gone is all that matters.
            let _ = fs::remove_file(temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("bilint-replace-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        fs::write(&path, "somebody was faster").unwrap();
        let error = replace(&path, b"old", b"new").unwrap_err();
        assert!(error.to_string().contains("changed since"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"somebody was faster");
        replace(&path, b"somebody was faster", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left lying about");
        fs::remove_dir_all(&folder).unwrap();
    }
}
