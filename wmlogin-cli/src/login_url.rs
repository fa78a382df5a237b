//! `wmlogin login-url`: the address that a browser is sent to for a login, or for a log-out.

mod parameters;

use std::process::ExitCode;

use clap::Args;
use clap::error::ErrorKind;
use url::Url;
use wmlogin_client::Service;
use wmlogin_types::TextError;
use wmlogin_types::pages::authentication::{Parameter, Query};
use wmlogin_types::pages::log_off;

use crate::{arguments, output, service};
use parameters::{Parameters, option};

/// The parameters of the address.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    parameters: Parameters,

    /// The service, or a stand-in for it on this machine
    #[arg(long, value_name = "URL", env = service::VARIABLE, value_parser = service::parse,
        default_value = service::default())]
    service: Service,

    /// Print the address for a log-out from the service instead
    #[arg(long, conflicts_with_all = parameters::of_login_alone())]
    log_off: bool,
}

/// Prints the address.
pub fn run(arguments: &Arguments) -> ExitCode {
    let address = match address(arguments) {
        Ok(address) => address,
        Err(error) => return arguments::refuse(&error),
    };
    match output::print(&format!("{address}\n")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("wmlogin: cannot write the address: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn address(arguments: &Arguments) -> Result<Url, clap::Error> {
    let (service, parameters) = (&arguments.service, &arguments.parameters);
    let form = parameters.to_form();
    if !arguments.log_off {
        let query = Query::read(&form).map_err(|problems| refusal(&told(&problems, parameters)))?;
        return Ok(query.at_host(service).url());
    }
    match log_off::Query::read(&form) {
        Ok(query) => Ok(query.at_host(service).url()),
        Err(problems) => Err(refusal(&listed(&problems))),
    }
}

fn refusal(message: &str) -> clap::Error {
    arguments::error("login-url", ErrorKind::ArgumentConflict, message)
}

fn listed<N>(problems: &[TextError<N>]) -> String
where
    TextError<N>: ToString,
{
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Describes the problems of the parameters together; each by itself has been checked.
fn told(problems: &[TextError<Parameter>], parameters: &Parameters) -> String {
    match problems {
        [TextError::UnmetCondition { name, on, required, found }] => {
            let found = found.map_or_else(|| "there is none".to_owned(), |found| format!("not {found}"));
            let text = parameters.text(*name).unwrap_or_default();
            format!("`--{} {text}` needs `--{} {required}`, {found}", option(*name), option(*on))
        }
        problems => listed(problems),
    }
}
