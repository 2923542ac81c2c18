//! `FILE.bilint.toml`: what is accepted in the files of a run, said in files beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use bilint::check::SideFile;
use bilint::report::Failure;

use super::super::input::{self, STDIN};
use super::super::problem;
use super::targets::Target;

/// The ending of such a file, behind the whole name of the file it speaks of.
const ENDING: &str = ".bilint.toml";

/// The files beside the targets, by the targets' names.
#[derive(Debug, Default)]
pub struct Beside {
    files: BTreeMap<String, SideFile>,
}

impl Beside {
    /// Reads those that are there; what is wrong with one is handed to `failed`.
    pub fn read(targets: &[Target], failed: &mut dyn FnMut(Failure)) -> Beside {
        let mut beside = Beside::default();
        for target in targets.iter().filter(|it| it.path.as_os_str() != STDIN) {
            let mut path = target.path.clone().into_os_string();
            path.push(ENDING);
            let path = PathBuf::from(path);
            if !path.is_file() {
                continue;
            }
            let name = input::name_of(&path);
            let read = fs::read_to_string(&path).map_err(|error| input::explained(&error));
            let read = read.and_then(|text| {
                SideFile::parse(&text)
                    .map_err(|error| problem::shown(&name, &text, error.span(), error.message()))
            });
            match read {
                Ok(file) => {
                    beside.files.insert(target.name.clone(), file);
                }
                Err(message) => failed(Failure { path: name, message }),
            }
        }
        beside
    }

    /// What is accepted in the target of this name.
    pub fn of(&self, name: &str) -> Option<&SideFile> {
        self.files.get(name)
    }
}
