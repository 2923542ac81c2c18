//! Bilingual files in XML: of the tokens come units, now and then several at once.

use std::collections::VecDeque;

use super::super::jsonl::RecordError;
use super::super::units::TranslationUnit;
use super::XmlError;

/// A reader that goes from token to token.
pub(in crate::document) trait Steps {
    /// Reads on and adds the units that are complete by then; whether there is more.
    fn step(&mut self, ready: &mut VecDeque<TranslationUnit>) -> Result<bool, XmlError>;
}

/// The units of such a reader. The first error is its last word.
pub(in crate::document) struct InSteps<S> {
    reader: S,
    ready: VecDeque<TranslationUnit>,
    done: bool,
}

impl<S: Steps> InSteps<S> {
    pub fn new(reader: S) -> InSteps<S> {
        InSteps { reader, ready: VecDeque::new(), done: false }
    }
}

impl<S: Steps> Iterator for InSteps<S> {
    type Item = Result<TranslationUnit, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(unit) = self.ready.pop_front() {
                return Some(Ok(unit));
            }
            if self.done {
                return None;
            }
            match self.reader.step(&mut self.ready) {
                Ok(more) => self.done = !more,
                Err(error) => {
                    self.done = true;
                    return Some(Err(error.into()));
                }
            }
        }
    }
}
