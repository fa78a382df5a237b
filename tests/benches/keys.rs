//! What a new key pair costs, of each kind.
//!
//! `cargo bench -p wmlogin-tests --bench keys`
//!
//! `openssl genpkey` makes a key pair and writes it without a passphrase. The command `request` makes one too,
//! derives a key from the passphrase, on purpose slowly, and writes both the key pair and the signed request
//! to the disk. How long it takes to find the primes of an RSA key is chance, so the times vary widely.

mod paired;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use paired::{Candidate, Effort, compare};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize};

const EFFORT: Effort = Effort { rounds: 41, chunk: Duration::ZERO };

fn main() {
    let wmlogin = wmlogin();
    let rsa = ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
    let rsa_in_process =
        || KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key pair");
    compare_kind("RSA 2048", &rsa, "rsa-2048", &wmlogin, rsa_in_process);
    let p256 = ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
    let p256_in_process = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key pair");
    compare_kind("ECDSA P-256", &p256, "ecdsa-p256", &wmlogin, p256_in_process);
}

fn compare_kind(
    title: &str,
    algorithm: &[&str],
    kind: &str,
    wmlogin: &PathBuf,
    in_process: impl FnMut() -> KeyPair,
) {
    let folder = || tempfile::tempdir().expect("a folder");
    let genpkey = Candidate::prepared("openssl genpkey", folder, |folder| {
        let mut openssl = Command::new("openssl");
        openssl
            .args(["genpkey", "-algorithm"])
            .args(algorithm)
            .arg("-out")
            .arg(folder.path().join("key.pem"));
        run(&mut openssl);
    });
    let request = Candidate::prepared("wmlogin certificate request", folder, |folder| {
        let mut request = Command::new(wmlogin);
        request.args(["certificate", "request", "--wmid", "100000000001", "--email", "user@example.com"]);
        request.args(["--key-type", kind, "--store"]).arg(folder.path().join("store"));
        run(request.env("WMLOGIN_PASSPHRASE", "correct horse battery staple"));
    });
    let alone = Candidate::new("its key pair alone, in process", in_process);
    compare(title, EFFORT, vec![genpkey, request, alone]);
}

/// The program, built as this benchmark is.
fn wmlogin() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--release", "--locked", "--package", "wmlogin-cli"]);
    run(cargo.current_dir(env!("CARGO_MANIFEST_DIR")));
    let own = std::env::current_exe().expect("this program");
    let folder = own.parent().and_then(|deps| deps.parent()).expect("the folder with the programs");
    folder.join(format!("wmlogin{}", std::env::consts::EXE_SUFFIX))
}

fn run(command: &mut Command) {
    let output = command.output().expect("a program that runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
