//! The HTTP client that the project's own is measured beside.

use std::time::Duration;

/// A client with the settings of [`wmlogin_client::HttpTransport`].
pub fn new() -> reqwest::Client {
    // reqwest wants one for every client, TLS or not.
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("no other provider");
    reqwest::Client::builder()
        .user_agent(concat!("wmlogin-client/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .http1_only()
        .build()
        .expect("a client")
}
