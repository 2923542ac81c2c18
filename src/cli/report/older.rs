//! Older versions of the targets, for `--compare`.

use std::path::{Path, PathBuf};

use super::super::CommandError;
use super::super::check::{Before, Target};

/// Where older versions are.
pub struct Older {
    place: PathBuf,
    /// The folders that targets were looked for in; none when files were named.
    roots: Vec<PathBuf>,
    is_folder: bool,
}

impl Older {
    /// Older versions at `place`: a file for one target, a folder for several.
    pub fn new(place: &Path, targets: &[PathBuf]) -> Result<Older, CommandError> {
        let usage = |message: String| Err(CommandError::Usage(message));
        if !place.exists() {
            return usage(format!(
                "--compare: {}: there is no such file or folder",
                place.display()
            ));
        }
        let is_folder = place.is_dir();
        if !is_folder && (targets.len() > 1 || targets[0].is_dir()) {
            return usage(format!(
                "--compare: {} is one file, and the targets are several; name the folder of their \
                 older versions",
                place.display()
            ));
        }
        let roots = targets.iter().filter(|it| it.is_dir()).cloned().collect();
        Ok(Older { place: place.to_owned(), roots, is_folder })
    }
}

impl Before for Older {
    fn path(&self, target: &Target) -> Option<PathBuf> {
        if !self.is_folder {
            return Some(self.place.clone());
        }
        let below = self.roots.iter().find_map(|root| target.path.strip_prefix(root).ok());
        let name = target.path.file_name().map(Path::new);
        below.or(name).map(|it| self.place.join(it)).filter(|it| it.is_file())
    }
}
