//! `wmlogin certificate export`: a certificate as a file, with its key or without.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use wmlogin_certificate::folder;
use wmlogin_types::CertificateFile;

use super::arguments::{BackupPassphrase, Choice, KeyPassphrase};
use super::text::Text;
use crate::failure::Failure;
use crate::file::shown;
use crate::key_store::{KeyStore, absolute, pem, pkcs12};
use crate::progress;

/// The format for certificates in PEM, which the documents do not name.
const PEM: &str = "pem";

/// The format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportFormat {
    /// A documented format.
    Documented(CertificateFile),
    /// The certificate and its chain in PEM.
    Pem,
}

/// The arguments of the command.
#[derive(Args)]
pub struct Arguments {
    /// The format of the file
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    format: ExportFormat,

    /// The file to write, which must not be there yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,
}

fn format() -> impl TypedValueParser<Value = ExportFormat> {
    let documented = CertificateFile::ALL
        .iter()
        .map(|file| PossibleValue::new(file.name().trim_start_matches('.')).help(file.description()));
    let pem = PossibleValue::new(PEM).help("the certificate and its chain in text; holds no private key");
    PossibleValuesParser::new(documented.chain([pem])).map(|name| {
        CertificateFile::from_name(&format!(".{name}")).map_or(ExportFormat::Pem, ExportFormat::Documented)
    })
}

/// Writes the file.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    let file = absolute(&arguments.output);
    folder::refuse_existing(&file)?;
    let (bytes, has_key) = match arguments.format {
        ExportFormat::Documented(CertificateFile::Cer) => (installed.certificate.der().to_vec(), false),
        ExportFormat::Pem => (pem(&installed.chain).into_bytes(), false),
        // The others are backup copies.
        ExportFormat::Documented(_) => {
            entry.check_exportable(installed)?;
            let key = store.open_key(entry, installed, &arguments.passphrase.source().known()?)?;
            let passphrase = arguments.backup_passphrase.source().chosen()?;
            let name = entry.name.wmid.as_str().to_owned();
            let write = || pkcs12::write(&key, &installed.chain, &name, &passphrase);
            (progress::during("Encrypting the file", write)?, true)
        }
    };
    folder::create(&file, &bytes)?;
    let what = if has_key { "the private key, the certificate and its chain" } else { "no private key" };
    Ok(Text::done("Written", format_args!("the file holds {what}.")).gap().row("File", shown(&file)).finish())
}
