//! `wmlogin issue`: a response of the authentication page, from a stand-in.

mod arguments;

use std::process::ExitCode;

pub use arguments::Arguments;
use form_urlencoded::Serializer;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;

use crate::failure::{Failure, chain};
use crate::output;

/// Prints the response.
pub fn run(arguments: &Arguments) -> ExitCode {
    let printed = ask(arguments).and_then(|answer| {
        output::print(&answer).map_err(|error| Failure::not_asked("write", format!("cannot write: {error}")))
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output::fail(&failure).into(),
    }
}

fn ask(arguments: &Arguments) -> Result<String, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::not_asked("run", chain(&error)))?;
    let url = arguments.control.join("issue");
    let url =
        url.map_err(|error| Failure::input("address", format!("the address of the control port: {error}")))?;
    let body = Serializer::new(String::new()).extend_pairs(arguments.pairs()).finish();
    // The control port is on this machine, and without TLS.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let answer = runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().redirect(Policy::none()).build()?;
        let request = client.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.text().await?))
    });
    let (status, text) = answer.map_err(|error| not_asked(&error))?;
    if status.is_success() {
        // A file ends in a line.
        Ok(text.trim_end().to_owned() + "\n")
    } else {
        Err(Failure::no("refused", text.trim_end()))
    }
}

fn not_asked(error: &reqwest::Error) -> Failure {
    let message = format!("the stand-in does not answer: {}", chain(error));
    Failure::not_asked("ask", message).advise("Start it with --control-listen.")
}
