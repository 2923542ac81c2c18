//! What must hold for the reader of every format: places lead to the bytes that say what was read,
//! edits change nothing else, and no file, however broken, makes it panic.

mod broken;
mod bytes;
mod edits;
mod files;
mod places;
mod repairs;
