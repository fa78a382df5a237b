//! `wmlogin certificate register`: the second step, in which a server signs the request, and the third.

use clap::Args;
use wmlogin_types::Wmid;

use super::arguments::{Choice, Server};
use super::error::Error;
use super::root::Roots;
use super::store::{Contents, Entry, Store};
use super::{install, server};

/// Which request, and who signs it.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    server: Server,
}

/// Sends the request, and installs what comes back.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let roots = Roots::read(arguments.server.root.file())?;
    let contents = store.read()?;
    register(choose(&contents, arguments.choice.wmid)?, &arguments.server, &roots, store)
}

/// Sends the request of an entry, and installs what comes back.
///
/// # Errors
///
/// The server signs nothing, or nothing that can be installed.
pub fn register(entry: &Entry, server: &Server, roots: &Roots, store: &Store) -> Result<String, Error> {
    let request = entry.pending().ok_or(Error::NothingPendingOf(entry.name.wmid))?;
    let file = server::sign(&server.server, roots, request)?;
    let certificates = install::certificates(&file).map_err(Error::Answer)?;
    install::install(entry, &certificates, roots, store)
}

fn choose(contents: &Contents, wmid: Option<Wmid>) -> Result<&Entry, Error> {
    if let Some(wmid) = wmid {
        return contents.pending(&wmid).ok_or(Error::NothingPendingOf(wmid));
    }
    let pending: Vec<_> = contents.all_pending().collect();
    match pending[..] {
        [] => Err(Error::NothingPending),
        [entry] => Ok(entry),
        _ => Err(Error::SeveralPending(pending.iter().map(|entry| entry.name.wmid.to_string()).collect())),
    }
}
