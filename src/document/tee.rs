use std::io::{self, BufRead, Read};

/// What is kept at a time may not have more bytes than this: without a bound a tag or a quotation
/// mark that is never closed would be read to the end of any file.
const LONGEST: usize = 64 << 20;

/// Hands bytes on and keeps those that were taken, until they are let go.
#[derive(Debug)]
pub(super) struct Tee<R> {
    inner: R,
    /// What was taken.
    pub taken: Vec<u8>,
}

impl<R: BufRead> Tee<R> {
    pub fn new(inner: R) -> Tee<R> {
        Tee { inner, taken: Vec::new() }
    }

    /// The byte that comes next, if it can be had.
    pub fn peek(&mut self) -> Option<u8> {
        self.inner.fill_buf().ok()?.first().copied()
    }
}

impl<R: BufRead> Read for Tee<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Tee<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken.len() > LONGEST {
            let message = format!(
                "a piece longer than {} MiB; is a tag or a quotation mark left open?",
                LONGEST >> 20
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What is in the buffer already is given again without reading.
        if let Ok(available) = self.inner.fill_buf() {
            self.taken.extend_from_slice(&available[..count.min(available.len())]);
        }
        self.inner.consume(count);
    }
}
