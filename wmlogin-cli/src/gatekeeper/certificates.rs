//! The certificates of the stand-in: its arguments, and what is told about them.

use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;
use wmlogin_gatekeeper::certification::{CertificateStore, ROOT_PEM_PATH};
use wmlogin_gatekeeper::{Gatekeeper, GatekeeperBuilder};

/// What the name of the folder beside a settings file ends with.
const ENDING: &str = "certificates";

/// Where the certificates are kept, and where browsers present them.
#[derive(Args)]
pub struct Certificates {
    /// Folder to keep the root and the personal certificates in
    ///
    /// Without it they are in a folder beside the settings file, named as the file is but for its end,
    /// `.certificates`; where there is no such file, in memory, and gone when it ends.
    #[arg(long = "certificates", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Port for browsers that present a certificate, with TLS; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    tls_port: u16,

    /// Let users log in with `KeeperLight` by their WMID alone, without a certificate
    #[arg(long = "no-certificates", conflicts_with_all = ["folder", "tls_port"])]
    are_off: bool,
}

impl Certificates {
    /// The stand-in with its certificates; in memory where there are no settings for them to be beside.
    pub fn add_to(&self, builder: GatekeeperBuilder, settings: Option<&Path>) -> GatekeeperBuilder {
        if self.are_off {
            return builder;
        }
        let beside = || settings.map(|file| file.with_extension(ENDING));
        let folder = self.folder.clone().or_else(beside);
        let store = folder.map_or(CertificateStore::Memory, CertificateStore::Folder);
        builder.certificates(store).tls_port(self.tls_port)
    }
}

/// Where the TLS listener and the root are, with addresses as they are shown; nothing without certificates.
pub fn addresses(gatekeeper: &Gatekeeper, shown: impl Fn(&Url) -> String) -> String {
    let (Some(tls), Some(authority)) = (gatekeeper.tls_url(), gatekeeper.certification()) else {
        return String::new();
    };
    let kept = match authority.store() {
        CertificateStore::Folder(folder) => format!("kept in {}", folder.display()),
        _ => "in memory".to_owned(),
    };
    let base = shown(gatekeeper.base_url());
    let root = format!("{}{ROOT_PEM_PATH}", base.trim_end_matches('/'));
    format!("For certificates: {}\nIts root, {kept}: curl -o root.pem {root}\n", shown(tls))
}
