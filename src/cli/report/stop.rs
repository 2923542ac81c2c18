//! `Ctrl-C`: the first asks for an end with what is done, the second ends at once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::super::Status;
use super::super::output::note;

static WANTED: AtomicBool = AtomicBool::new(false);

/// Whether somebody wants the run to end.
pub fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// Listens from now on.
pub fn watch() {
    // Who cannot listen is stopped the usual way, and nothing half-written is left under its name.
    let _ = ctrlc::set_handler(|| {
        if WANTED.swap(true, Ordering::Relaxed) {
            std::process::exit(Status::Stopped as i32);
        }
        note(
            &"stopping: the report is written with what is done; press Ctrl-C again to leave at once",
        );
    });
}
