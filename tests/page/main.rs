//! `bilint report`: the page in a browser, the data, and what is left behind by runs that are ended.

#![cfg(feature = "cli")]

mod browser;
mod files;
mod generated;
mod seen;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn bilint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilint"));
    command.current_dir(folder).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1796000000");
    command
}

/// Runs `bilint report` in a folder.
fn report(folder: &Path, arguments: &[&str]) -> Output {
    bilint(folder).arg("report").args(arguments).output().unwrap()
}

/// The whole report as data.
fn data(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let output = report(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}
