//! `wmlogin certificate register`: the second step, in which a server signs the request, and the third.

use clap::Args;
use wmlogin_types::Wmid;

use super::arguments::{Choice, Server};
use super::signing::have_signed;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_store::{Contents, Entry, KeyStore};

/// The request, and the server that signs it.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    server: Server,
}

/// Sends the request, and installs what comes back.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<(String, Exit), Failure> {
    let roots = arguments.server.root.read()?;
    let contents = store.read()?;
    have_signed(choose(&contents, arguments.choice.wmid)?, &arguments.server, &roots, store)
}

fn choose(contents: &Contents, wmid: Option<Wmid>) -> Result<&Entry, Failure> {
    if let Some(wmid) = wmid {
        return contents.pending(&wmid).ok_or_else(|| Entry::nothing_pending(&wmid));
    }
    let pending: Vec<_> = contents.all_pending().collect();
    match pending[..] {
        [] => Err(Failure::no("nothing_pending", "no request waits for its certificate")
            .advise("Make one: wmlogin certificate request")),
        [entry] => Ok(entry),
        _ => {
            let wmids: Vec<_> = pending.iter().map(|entry| entry.name.wmid.to_string()).collect();
            let wmids = wmids.join(", ");
            let message = format!("requests of several WMIDs wait for their certificates: {wmids}");
            Err(Failure::input("several_pending", message).advise("Say which with --wmid."))
        }
    }
}
