//! A user whose certificate was made by programs that are not ours.

use crate::curl::Curl;
use crate::folder::Folder;

/// The programs that a test with a [`Registered`] requires.
pub const PROGRAMS: [&str; 2] = ["curl", "openssl"];

/// A user with a key that `openssl` made and a certificate that a stand-in signed.
pub struct Registered(Folder);

impl Registered {
    /// Makes a key and has it certified for a WMID by the stand-in at this address.
    pub fn at(service: &str, wmid: &str) -> Self {
        let folder = Folder::new();
        let files = "-keyout key.pem -outform DER -out request.p10";
        folder.openssl(&format!("req -new -newkey rsa:2048 -nodes -subj /CN={wmid} {files}"));
        let service = format!("{}/certificates", service.trim_end_matches('/'));
        let (curl, data) = (Curl::new(&folder), format!("@{}", folder.argument("request.p10")));
        folder.write("root.pem", curl.open(&format!("{service}/root.pem")).body.clone());
        let post = ["--header", "content-type: application/pkcs10", "--data-binary", &data];
        curl.download(&service, "user.cer", &post);
        folder.openssl("x509 -inform DER -in user.cer -out user.pem");
        Self(folder)
    }

    /// `curl` as this user's browser.
    pub fn curl(&self) -> Curl<'_> {
        let [root, certificate, key] = ["root.pem", "user.pem", "key.pem"].map(|name| self.0.path(name));
        Curl::new(&self.0).trusting(&root).presenting(&certificate, &key)
    }
}
