//! Folders of keys and certificates that outlast a crash, and that nobody else can read or change.
//!
//! A file or folder comes into being under a temporary name beside its place, is written to the disk, and then takes
//! its name in one step; the folder that has the name is written to the disk after that. A program that is killed
//! meanwhile leaves nothing but a temporary file, which [`sweep`] removes.
//!
//! Files are checked by the rules of `ssh` for its keys: a file that another user could have put there, or could
//! read, is not used.
//!
//! On systems other than Unix, such as Windows, nothing is made private and nothing is checked: files and folders have
//! the access lists that they inherit from the folder they are in, and are private only where that folder is.
//!
//! # Crashes
//!
//! With the feature `crash-points`, the variable `WMLOGIN_CRASH_POINT` names a number: the program aborts right before
//! the operation with that number, which is right after the one before as far as the disk can tell. A test counts
//! up from 1 until the program completes, and so kills it once at every place where it could be killed.

mod error;
mod files;
mod guard;
mod lock;

pub use error::Error;
pub use files::{
    create, create_folder, create_folders, move_folder, names, read, read_if_there, refuse_existing, replace,
    sweep,
};
pub use guard::{Content, check_folder, others_can_read, writable_above};
pub use lock::Lock;
