//! What the checks of a site cost beside reading the answer alone.
//!
//! `cargo bench -p wmlogin-tests --bench receive`

mod browser;
mod paired;

use paired::{Candidate, Effort, compare};
use wmlogin_client::{BrowserRequest, Policy, Received, Site};
use wmlogin_types::{Response, Success, TicketFlags, Version};

const EFFORT: Effort = Effort { rounds: 400, runs: 2_000 };

fn main() {
    for title in ["Version 3.0", "Version 1.0"] {
        let body = browser::body(title);
        let success = Response::parse(body.as_bytes()).ok().and_then(|it| it.into_success().ok());
        compare_checks(title, &body, &success.expect("an example of a success"));
    }
}

fn compare_checks(title: &str, body: &str, success: &Success) {
    let site = site(success);
    let strict = strict_site(success);
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://login.wmtransfer.com")];
    let request = BrowserRequest::new("POST", "/webmoney").headers(headers).body(body.as_bytes());
    let request = request.address(success.user_address());
    for site in [&site, &strict] {
        assert!(matches!(site.receive(&request), Ok(Received::Login(_))));
    }
    compare(
        &format!("{title}, {} bytes", body.len()),
        EFFORT,
        vec![
            Candidate::new("wmlogin_types::Response::parse", || Response::parse(body.as_bytes())),
            Candidate::new("Site::receive, every check but a policy", || site.receive(&request)),
            Candidate::new("Site::receive, every check and policy", || strict.receive(&request)),
        ],
    );
}

fn site(success: &Success) -> Site {
    builder(success).build().expect("a site")
}

fn strict_site(success: &Success) -> Site {
    let policy = Policy::default()
        .minimum_version(Version::V1_0)
        .auth_types(wmlogin_types::AuthType::ALL.iter().copied())
        .require_flags(TicketFlags::USER_WANT_CROSS_CHECK)
        .refuse_flags(TicketFlags::QUIET_AUTHENTICATION)
        .refuse_values_not_in_use();
    builder(success).policy(policy).build().expect("a site")
}

/// The example is of 2015, so the clock says its time; reading it costs what the system's clock costs.
fn builder(success: &Success) -> wmlogin_client::SiteBuilder {
    let now = success.last_access();
    Site::builder("998877665544".parse().expect("a WMID"))
        .return_page(*success.url_id(), "https://shop.example/webmoney")
        .clock(move || {
            std::hint::black_box(chrono::Utc::now());
            now
        })
}
