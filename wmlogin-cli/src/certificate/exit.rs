//! How a command about certificates ends, as scripts see it.

use std::process::ExitCode;

/// How a command about certificates ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// It is done.
    Done = 0,
    /// It is not done, for a reason that has no code of its own.
    NotDone = 1,
    /// A renewal is due.
    Due = 3,
    /// A certificate is outside of its dates.
    OutsideDates = 4,
    /// Something in the store, or a file, is damaged.
    Damaged = 5,
    /// There is no passphrase, or a wrong one.
    Passphrase = 6,
    /// The certificate is for another key.
    OtherKey = 7,
    /// The certificate is for another WMID.
    OtherWmid = 8,
    /// Nobody can sign in with the certificate.
    Unfit = 9,
    /// The certificate does not lead to the root.
    Untrusted = 10,
    /// The server cannot be reached.
    Unreachable = 11,
    /// The server refuses.
    Refused = 12,
}

/// What the numbers mean, for `--help`.
pub const HELP: &str = "\
Exit codes:
   0  it is done; for `status`: all is well
   1  it is not done, for a reason that has no code of its own
   2  the arguments are wrong
   3  the renewal of a certificate is due (`status`)
   4  a certificate has expired, or is not valid yet
   5  an entry of the store, or a file, is damaged
   6  there is no passphrase, or it is wrong
   7  the certificate is for no key of this store
   8  the certificate is for another WMID than the request
   9  the certificate is not one to sign in with
  10  the certificate does not lead to the given root
  11  the server cannot be reached
  12  the server refuses";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
