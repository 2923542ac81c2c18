//! The glossaries that commands are given.

use std::path::PathBuf;
use std::sync::Arc;

use bilint::language::glossary::{Glossary, GlossaryFormat, read_glossary};
use bilint::report::Failure;

use super::input;

/// The terms that a check holds the translation to.
#[derive(clap::Args, Clone)]
pub struct GlossaryArgs {
    /// A glossary that the translation must keep to: tab- or comma-separated, or TBX
    #[arg(long, value_name = "FILE", help_heading = "Source")]
    glossary: Vec<PathBuf>,
}

impl GlossaryArgs {
    /// Reads them, or the one of the settings when none is named here.
    pub fn read_or(&self, other: Option<&str>) -> Result<Vec<Arc<Glossary>>, Failure> {
        let read = |path: &PathBuf| {
            let name = input::name_of(path);
            let stream = input::stream(path, &name)?;
            let glossary = read_glossary(stream, GlossaryFormat::of_name(&name));
            let failure = |message: String| Failure { path: name.clone(), message };
            glossary.map(Arc::new).map_err(|error| failure(error.to_string()))
        };
        if !self.glossary.is_empty() {
            return self.glossary.iter().map(read).collect();
        }
        other.map(PathBuf::from).iter().map(read).collect()
    }
}
