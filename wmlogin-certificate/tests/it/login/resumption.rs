//! A resumed session still has the certificate, which is verified again.

use chrono::TimeDelta;
use wmlogin_test_support::tools::require;

use super::site::{Identity, Site};
use wmlogin_test_support::authority::WMID;
use wmlogin_test_support::openssl::try_openssl;

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate_is_refused_in_a_resumed_session_too() {
    if !require(["openssl"]) {
        return;
    }
    for version in ["-tls1_2", "-tls1_3"] {
        let site = Site::new().await;
        let owner = site.identity();
        let first = connect(&site, Some(&owner), &[version, "-sess_out", "session"]);
        assert!(first.contains("New, TLSv1") && first.contains(WMID), "{first}");
        // Without the certificate and the key: the session has them.
        let again = connect(&site, None, &[version, "-sess_in", "session", "-sess_out", "session"]);
        assert!(again.contains("Reused, TLSv1") && again.contains(WMID), "{again}");
        site.clock.advance(TimeDelta::days(400));
        let later = connect(&site, None, &[version, "-sess_in", "session", "-sess_out", "session"]);
        assert!(later.contains("Reused, TLSv1") && !later.contains(WMID), "{later}");
        assert!(later.contains("403 Forbidden") && later.contains("expired"), "{later}");
    }
}

/// The output of `openssl s_client`: the connection and the page.
fn connect(site: &Site, identity: Option<&Identity>, arguments: &[&str]) -> String {
    let address = format!("localhost:{}", site.port);
    let mut arguments =
        [&["s_client", "-connect", &address, "-CAfile", "root.pem", "-ign_eof"], arguments].concat();
    if let Some(Identity { certificate, key }) = identity {
        let [certificate, key] = [certificate, key].map(|file| file.to_str().expect("UTF-8"));
        arguments.extend(["-cert", certificate, "-key", key]);
    }
    let request = b"GET /account HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    try_openssl(site.folder.root(), &arguments, request).stdout
}
