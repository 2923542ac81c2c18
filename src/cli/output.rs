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
    // When nobody listens on stderr there is nobody to be told so.
    let _ = writeln!(anstream::stderr(), "{kind}: {}", printable(&message));
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
    let mut out = AutoStream::auto(io::stdout());
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CommandError::Write(error)),
        _ => Ok(()),
    }
}

/// A file that appears under its name only when it is complete.
pub struct WholeFile {
    file: io::BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
    complete: bool,
}

impl WholeFile {
    /// Starts the file beside its place.
    pub fn create(path: &Path) -> io::Result<WholeFile> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = File::create_new(&temporary)?;
        let file = io::BufWriter::new(file);
        Ok(WholeFile { file, temporary, path: path.to_owned(), complete: false })
    }

    /// Puts the file in its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        fs::rename(&self.temporary, &self.path)?;
        self.complete = true;
        Ok(())
    }
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
        if !self.complete {
            // It was not asked for under this name; that it is gone is all that matters.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
