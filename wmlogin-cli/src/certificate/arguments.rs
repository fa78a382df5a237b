//! The arguments of `wmlogin certificate`.

use std::env;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use etcetera::BaseStrategy;
use wmlogin_client::Service;
use wmlogin_types::Wmid;

use super::error::Error;
use super::passphrase::Source;
use super::{backup, exit, export, harden, import, install, login, register, renew, request, server, status};

const STORE: &str = "WMLOGIN_STORE";

/// What to do, and in which store.
#[derive(Args)]
#[command(subcommand_required = true, arg_required_else_help = true, after_help = exit::HELP)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,

    /// Folder with the certificates; else the variable `WMLOGIN_STORE`, else a folder
    /// `wmlogin/certificates` among the user's data
    #[arg(long, global = true, value_name = "FOLDER", verbatim_doc_comment)]
    store: Option<PathBuf>,
}

impl Arguments {
    /// The folder with the certificates.
    pub fn store(&self) -> Result<PathBuf, Error> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        match env::var_os(STORE) {
            Some(store) if !store.is_empty() => Ok(store.into()),
            _ => {
                let data = etcetera::choose_base_strategy().map_err(Error::NoHome)?.data_dir();
                Ok(data.join("wmlogin").join("certificates"))
            }
        }
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Make a key pair on this computer, and the request for its certificate
    ///
    /// The private key is written once, encrypted under a new passphrase. It is never sent
    /// anywhere, never printed and never overwritten.
    #[command(verbatim_doc_comment)]
    Request(request::Arguments),

    /// Send the request to a certification server, and install the certificate that it signs
    Register(register::Arguments),

    /// Install a certificate that came another way, such as by e-mail
    ///
    /// Checks that it is for the key of a request that waits, names the request's WMID, is
    /// within its dates, is one to sign in with and leads to the given root.
    #[command(verbatim_doc_comment)]
    Install(install::Arguments),

    /// Write key, certificate and chain into one file under a passphrase of its own
    ///
    /// The file, PKCS #12, is opened again and compared before it counts as a backup. Best
    /// kept on a removable disk.
    #[command(verbatim_doc_comment)]
    Backup(backup::Arguments),

    /// Replace the exportable private key by one from the backup that only this program uses
    ///
    /// What it protects from: the key file no longer opens with the passphrase alone, in no
    /// other program and on no other machine, and this program uses it without exporting it.
    /// What it does not protect from: whoever has the whole store, the passphrase and this
    /// program's source. The disk may also keep the old file's blocks for a while.
    #[command(verbatim_doc_comment)]
    Harden(harden::Arguments),

    /// Show the certificates, how long they are valid, and what is to be done
    ///
    /// Needs no passphrase. Exit code: 0 if all is well, 3 if a renewal is due, 4 if a
    /// certificate has expired or is not valid yet, 5 if an entry is damaged; the highest
    /// counts.
    #[command(verbatim_doc_comment)]
    Status(status::Arguments),

    /// Renew a certificate: a new key pair, its request, its certificate
    ///
    /// The old certificate and key stay until the new ones are installed, and are kept
    /// among the replaced ones after that. A renewal that was begun is continued.
    #[command(verbatim_doc_comment)]
    Renew(renew::Arguments),

    /// Take over key, certificate and chain from a backup file (.p12, .pfx)
    Import(import::Arguments),

    /// Write a certificate to a file, with its key (p12, pfx) or without (cer, pem)
    Export(export::Arguments),

    /// Open a page with the certificate, to see that a server takes it
    ///
    /// Shows the certificate in the TLS handshake, hardened key or not, asks for the page
    /// and prints what the server answers. Where that goes on at another address, open it in
    /// the browser in which the login was begun.
    #[command(verbatim_doc_comment)]
    Login(login::Arguments),
}

/// Which certificate is meant.
#[derive(Args)]
pub struct Choice {
    /// The WMID of the certificate; not needed if there is only one
    #[arg(long, value_name = "WMID")]
    pub wmid: Option<Wmid>,
}

/// Where the passphrase of the private key comes from.
#[derive(Args)]
pub struct KeyPassphrase {
    /// File with the passphrase of the private key; else the variable `WMLOGIN_PASSPHRASE`,
    /// else a prompt
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    passphrase_file: Option<PathBuf>,
}

impl KeyPassphrase {
    /// Where it comes from.
    pub fn source(&self) -> Source<'_> {
        Source {
            of: "the private key",
            file: self.passphrase_file.as_deref(),
            option: "--passphrase-file",
            variable: "WMLOGIN_PASSPHRASE",
        }
    }
}

/// Where the passphrase of the backup file comes from.
#[derive(Args)]
pub struct BackupPassphrase {
    /// File with the passphrase of the backup file; else the variable
    /// `WMLOGIN_BACKUP_PASSPHRASE`, else a prompt
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    backup_passphrase_file: Option<PathBuf>,
}

impl BackupPassphrase {
    /// Where it comes from.
    pub fn source(&self) -> Source<'_> {
        Source {
            of: "the backup file",
            file: self.backup_passphrase_file.as_deref(),
            option: "--backup-passphrase-file",
            variable: "WMLOGIN_BACKUP_PASSPHRASE",
        }
    }
}

/// Whom certificates are to come from.
#[derive(Args)]
pub struct Root {
    /// File with the root certificates that the certificate has to lead to, in DER or PEM
    #[arg(long, value_name = "FILE")]
    root: PathBuf,
}

impl Root {
    /// The file.
    pub fn file(&self) -> &Path {
        &self.root
    }
}

/// Who signs.
#[derive(Args)]
pub struct Server {
    /// The certification server, such as the address that `wmlogin gatekeeper` prints
    #[arg(long, value_name = "URL", value_parser = server::parse)]
    pub server: Service,

    #[command(flatten)]
    pub root: Root,
}
