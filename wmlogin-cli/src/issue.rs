//! `wmlogin issue`: a response of the authentication page, from a stand-in.

mod arguments;
mod error;

use std::process::ExitCode;

pub use arguments::Arguments;
use error::Error;
use form_urlencoded::Serializer;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;

use crate::output;

/// Prints the response.
pub fn run(arguments: &Arguments) -> ExitCode {
    match ask(arguments).and_then(|answer| Ok(output::print(&answer)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::note(&format!("wmlogin: {}", output::chain(&error)));
            error.exit_code()
        }
    }
}

fn ask(arguments: &Arguments) -> Result<String, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // The control port is on this machine, and without TLS.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().redirect(Policy::none()).build()?;
        let url = arguments.control.join("issue")?;
        let body = Serializer::new(String::new()).extend_pairs(arguments.pairs()).finish();
        let request = client.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        if status.is_success() {
            // A file ends in a line.
            Ok(text.trim_end().to_owned() + "\n")
        } else {
            Err(Error::Refused(text.trim_end().to_owned()))
        }
    })
}
