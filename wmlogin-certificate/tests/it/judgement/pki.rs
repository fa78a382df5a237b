//! A root and what it issues, made by `openssl`, and the two judges.

use std::cell::{Cell, RefCell};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_certificate::{CertificateVerifier, read_certificates};
use wmlogin_test_support::authority::WMID;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{EXTENSIONS, P256, try_openssl};

/// The extensions of an authority.
pub const AUTHORITY: &str = "basicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\n";

/// The extensions of a personal certificate.
pub const PERSON: &str = EXTENSIONS;

/// The validity of certificates and lists that are valid now.
pub const VALID: &str = "-days 30";

/// A root, and the certificates and lists below it; each key is named as its certificate.
pub struct Pki {
    folder: Folder,
    /// The roots, the certificates between, and the revocation lists.
    roots: RefCell<Vec<String>>,
    between: RefCell<Vec<String>>,
    lists: RefCell<Vec<String>>,
    /// The days after today of which the judges are asked.
    days: Cell<i64>,
}

/// The words of the two judges: nothing, or the reason for a refusal.
pub struct Verdict {
    pub ours: Result<(), String>,
    pub theirs: Result<(), String>,
}

impl Pki {
    pub fn new() -> Self {
        Self {
            folder: Folder::new(),
            roots: RefCell::default(),
            between: RefCell::default(),
            lists: RefCell::default(),
            days: Cell::default(),
        }
    }

    /// Makes the root `root`.
    pub fn root(&self, extensions: &str) {
        self.root_with("root", extensions, VALID);
    }

    /// Makes a root with these options of `openssl x509`.
    pub fn root_with(&self, name: &str, extensions: &str, options: &str) {
        self.request(name, "/CN=root", P256);
        self.folder.write("extensions", extensions);
        let own = format!("-req -in {name}.csr -signkey {name}.key -out {name}.pem");
        self.folder.openssl(&format!("x509 {own} {} {options}", file_of(extensions)));
        self.roots.borrow_mut().push(name.to_owned());
    }

    /// Makes an authority between.
    pub fn between(&self, name: &str, issuer: &str, extensions: &str) {
        self.between_with(name, issuer, extensions, VALID);
    }

    /// Makes an authority between with these options of `openssl x509`.
    pub fn between_with(&self, name: &str, issuer: &str, extensions: &str, options: &str) {
        self.between_of(P256, name, issuer, extensions, options);
    }

    /// Makes an authority between with a key of this kind.
    pub fn between_of(&self, kind: &str, name: &str, issuer: &str, extensions: &str, options: &str) {
        self.issue(name, &format!("/CN={name}"), kind, issuer, extensions, options);
        self.between.borrow_mut().push(name.to_owned());
    }

    /// Makes an authority between of this subject.
    pub fn authority(&self, name: &str, subject: &str, issuer: &str, extensions: &str) {
        self.issue(name, subject, P256, issuer, extensions, VALID);
        self.include(name);
    }

    /// Makes another certificate for the key of an authority, and puts it behind the first.
    pub fn reissue(&self, name: &str, of: &str, issuer: &str, extensions: &str) {
        self.folder.write("extensions", extensions);
        let by = format!("-req -in {of}.csr -CA {issuer}.pem -CAkey {issuer}.key -out {name}.pem");
        self.folder.openssl(&format!("x509 {by} {} {VALID}", file_of(extensions)));
        self.include(name);
    }

    /// Puts a certificate behind the others that the person presents.
    pub fn include(&self, name: &str) {
        self.between.borrow_mut().push(name.to_owned());
    }

    /// Makes the personal certificate.
    pub fn person(&self, issuer: &str, extensions: &str) {
        self.person_with(P256, issuer, extensions, VALID);
    }

    /// Makes the personal certificate with a key of this kind and these options of `openssl x509`.
    pub fn person_with(&self, kind: &str, issuer: &str, extensions: &str, options: &str) {
        self.issue("own", &format!("/CN={WMID}"), kind, issuer, extensions, options);
    }

    /// Makes a certificate for a new key.
    pub fn issue(
        &self,
        name: &str,
        subject: &str,
        kind: &str,
        issuer: &str,
        extensions: &str,
        options: &str,
    ) {
        self.request(name, subject, kind);
        self.folder.write("extensions", extensions);
        let by = format!("-req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -out {name}.pem");
        self.folder.openssl(&format!("x509 {by} {} {options}", file_of(extensions)));
    }

    fn request(&self, name: &str, subject: &str, kind: &str) {
        self.folder.key(&format!("{name}.key"), kind);
        self.folder.openssl(&format!("req -new -key {name}.key -subj {subject} -out {name}.csr"));
    }

    /// Makes a revocation list with these certificates.
    pub fn list(&self, name: &str, issuer: &str, revoked: &[&str]) {
        self.list_with(name, issuer, revoked, "", "-crldays 30");
    }

    /// Makes a revocation list with these extensions and options of `openssl ca -gencrl`. Those that are
    /// `revoked` are followed by options of `openssl ca -revoke`, if any.
    pub fn list_with(&self, name: &str, issuer: &str, revoked: &[&str], extensions: &str, options: &str) {
        self.folder.write("database", "");
        self.folder.write("number", "01\n");
        let settings = format!(
            "[ca]\ndefault_ca=own\n[own]\ndatabase=database\ncrlnumber=number\ndefault_md=sha256\n\
             default_crl_days=30\ncrl_extensions=list\n[list]\nauthorityKeyIdentifier=keyid\n{extensions}\n"
        );
        self.folder.write("settings", settings);
        let by = format!("ca -config settings -cert {issuer}.pem -keyfile {issuer}.key");
        for entry in revoked {
            let (revoked, options) = entry.split_once(' ').unwrap_or((entry, ""));
            self.folder.openssl(&format!("{by} -revoke {revoked}.pem {options}"));
        }
        self.folder.openssl(&format!("{by} -gencrl -out {name}.crl {options}"));
        self.lists.borrow_mut().push(name.to_owned());
    }

    /// Has the judges asked about a later day.
    pub fn later(&self, days: i64) {
        self.days.set(days);
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::days(self.days.get())
    }

    /// Asks both judges about the personal certificate.
    pub fn judge(&self) -> Verdict {
        let files = |names: &RefCell<Vec<String>>, ending: &str| {
            let names = names.borrow();
            names.iter().map(|name| self.folder.read_text(format!("{name}.{ending}"))).collect::<Vec<_>>()
        };
        let (roots, between) = (files(&self.roots, "pem").concat(), files(&self.between, "pem").concat());
        let lists = files(&self.lists, "crl");
        Verdict { ours: self.ours(&roots, &between, &lists), theirs: self.theirs(&roots, &between, &lists) }
    }

    fn ours(&self, roots: &str, between: &str, lists: &[String]) -> Result<(), String> {
        let builder = CertificateVerifier::builder().root_certificates(roots);
        let builder = lists.iter().fold(builder, |builder, list| builder.revocation_list(list.as_bytes()));
        let verifier = builder.build().map_err(|error| format!("no verifier: {error}"))?;
        let chain = self.folder.read_text("own.pem") + between;
        let chain = read_certificates(chain.as_bytes()).map_err(|error| error.kind().to_owned())?;
        let checked = verifier.check_chain(&chain, self.now()).map_err(|error| error.kind().to_owned());
        checked.map(|certificate| assert_eq!(certificate.holder().wmid().as_str(), WMID))
    }

    fn theirs(&self, roots: &str, between: &str, lists: &[String]) -> Result<(), String> {
        self.folder.write("roots.pem", roots);
        self.folder.write("between.pem", between);
        self.folder.write("lists.pem", lists.concat());
        let mut arguments = vec!["verify", "-purpose", "sslclient", "-no-CApath", "-no-CAstore"];
        let now = self.now().timestamp().to_string();
        arguments.extend(["-CAfile", "roots.pem", "-attime", &now]);
        if !between.is_empty() {
            arguments.extend(["-untrusted", "between.pem"]);
        }
        if !lists.is_empty() {
            arguments.extend(["-crl_check_all", "-CRLfile", "lists.pem"]);
        }
        arguments.push("own.pem");
        let run = try_openssl(self.folder.root(), &arguments, b"");
        if run.code == Some(0) {
            return Ok(());
        }
        let reason = run.stderr.lines().find_map(|line| line.split_once("depth lookup: "));
        Err(reason.map_or_else(|| run.stderr.clone(), |(_, reason)| reason.to_owned()))
    }
}

/// The option for the extensions; without any, the certificate is of version 1.
fn file_of(extensions: &str) -> &'static str {
    if extensions.is_empty() { "" } else { "-extfile extensions" }
}
