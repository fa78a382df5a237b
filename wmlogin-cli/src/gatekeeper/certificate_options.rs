//! The options for the certificates of the stand-in, and the report of their addresses.

use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Gatekeeper, GatekeeperBuilder};
use wmlogin_types::CERTIFICATE_ROOT_AS_TEXT;

/// The file extension of the folder beside a settings file.
const ENDING: &str = "certificates";

/// The options for the certificates of the stand-in.
#[derive(Args)]
pub struct CertificateOptions {
    /// Folder to keep the root and the personal certificates in
    ///
    /// Without it they are in a folder beside the settings file, named as the file is but for its end,
    /// `.certificates`; where there is no such file, in memory, and gone when it ends.
    #[arg(long = "certificates", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Port for browsers that present a certificate, with TLS; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    tls_port: u16,

    /// Let users log in by the method for certificates with their WMID alone
    #[arg(long = "no-certificates", conflicts_with_all = ["folder", "tls_port"])]
    are_off: bool,
}

impl CertificateOptions {
    /// Adds the certificates to the stand-in; without a folder and a settings file, they are in memory.
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

/// Returns the addresses of the TLS listener and of the root, or nothing without certificates.
pub fn addresses(gatekeeper: &Gatekeeper, shown: impl Fn(&Url) -> String) -> String {
    let (Some(tls), Some(authority)) = (gatekeeper.tls_url(), gatekeeper.certification()) else {
        return String::new();
    };
    let kept = match authority.store() {
        CertificateStore::Folder(folder) => format!("kept in {}", folder.display()),
        _ => "in memory".to_owned(),
    };
    let base = shown(gatekeeper.base_url());
    let root = base.trim_end_matches('/').to_owned() + CERTIFICATE_ROOT_AS_TEXT.path;
    format!("For certificates: {}\nIts root, {kept}: curl -o root.pem {root}\n", shown(tls))
}
