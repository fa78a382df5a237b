//! The options for the certificates of the stand-in, and the report of their addresses.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};
use url::Url;
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Gatekeeper, GatekeeperBuilder};
use wmlogin_types::CERTIFICATE_ROOT_AS_TEXT;

use crate::listen;

/// The options for the certificates of the stand-in.
#[derive(Args)]
pub struct CertificateOptions {
    /// Folder to keep the root and the personal certificates in
    ///
    /// Without it they are among the user's data, in a folder for each settings file; without such a file, in
    /// memory, and gone when it ends.
    #[arg(long = "certificates", value_name = "DIR", env = "WMLOGIN_CERTIFICATES")]
    folder: Option<PathBuf>,

    /// Address for clients with TLS, which may present a certificate; port 0 takes any that is free
    ///
    /// A port alone is one of the address without TLS.
    #[arg(long, visible_alias = "tls-port", value_name = "HOST:PORT", env = "WMLOGIN_TLS_LISTEN",
        default_value = "0", value_parser = TlsAddress::parse)]
    tls_listen: TlsAddress,

    /// Let users log in by the method for certificates with their WMID alone, and listen without TLS
    #[arg(long = "no-certificates", conflicts_with_all = ["folder", "tls_listen"])]
    are_off: bool,
}

/// The address of the TLS listener.
#[derive(Clone, Copy)]
enum TlsAddress {
    Port(u16),
    Address(SocketAddr),
}

impl TlsAddress {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_or_else(|_| listen::parse(text).map(Self::Address), |port| Ok(Self::Port(port)))
    }
}

impl CertificateOptions {
    /// Adds the certificates to the stand-in.
    pub fn add_to(&self, builder: GatekeeperBuilder, settings: Option<&Path>) -> GatekeeperBuilder {
        if self.are_off {
            return builder;
        }
        let folder = self.folder.clone().or_else(|| settings.and_then(folder_for));
        let store = folder.map_or(CertificateStore::Memory, CertificateStore::Folder);
        let builder = builder.certificates(store);
        match self.tls_listen {
            TlsAddress::Port(port) => builder.tls_port(port),
            TlsAddress::Address(address) => builder.tls_address(address),
        }
    }
}

/// The folder for the certificates that go with a settings file. It is not beside the file, which is often in
/// a repository: private keys do not belong there.
fn folder_for(settings: &Path) -> Option<PathBuf> {
    let data = etcetera::choose_base_strategy().ok()?.data_dir();
    let path = settings.canonicalize().ok()?;
    let name = path.file_stem()?.to_string_lossy().into_owned();
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let [first, second, third, fourth, ..]: [u8; 32] = digest.into();
    let number = u32::from_be_bytes([first, second, third, fourth]);
    Some(data.join("wmlogin").join("gatekeeper").join(format!("{name}-{number:08x}")))
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
    format!("With TLS: {}\nIts root, {kept}: curl -o root.pem {root}\n", shown(tls))
}
