//! `wmlogin login-url`: the address that a browser is sent to for a login, or for a log-out.

use std::process::ExitCode;

use clap::Args;
use clap::error::ErrorKind;
use url::Url;
use wmlogin_client::Service;
use wmlogin_types::pages::authentication::{self, Parameter};
use wmlogin_types::pages::log_off;
use wmlogin_types::{AuthType, SocialNetwork, UrlId, Wmid};

use crate::{arguments, names, output, service};

/// What the login is to be asked for.
#[derive(Args)]
pub struct Arguments {
    #[arg(long, value_name = "GUID", help = names::help(Parameter::RID))]
    url_id: UrlId,

    /// The service, or a stand-in for it on this machine
    #[arg(long, value_name = "URL", value_parser = service::parse, default_value = service::default())]
    service: Service,

    #[arg(long, value_name = "NAME", value_parser = names::auth_type(), help = names::help(Parameter::AuthType))]
    auth_type: Option<AuthType>,

    #[arg(long, value_name = "NAME", value_parser = names::social_network(), help = names::help(Parameter::AuthTypeParam))]
    network: Option<SocialNetwork>,

    #[arg(long, value_name = "TAG", help = names::help(Parameter::Lang))]
    lang: Option<String>,

    #[arg(long, value_name = "WMID", help = names::help(Parameter::WmId))]
    user: Option<Wmid>,

    /// Log in without asking, if that is possible
    #[arg(long, conflicts_with = "ask")]
    quiet: bool,

    /// Ask, even if the user need not be asked
    #[arg(long)]
    ask: bool,

    #[arg(long, value_name = "PATH", help = names::help(Parameter::ReturnUrl))]
    return_url: Option<String>,

    /// Print the address for a log-out from the service instead
    #[arg(long, conflicts_with_all = ["auth_type", "network", "lang", "quiet", "ask"])]
    log_off: bool,
}

/// Prints the address.
pub fn run(arguments: Arguments) -> ExitCode {
    let address = match address(arguments) {
        Ok(address) => address,
        Err(error) => return arguments::refuse(&error),
    };
    match output::print(&format!("{address}\n")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::note(&format!("wmlogin: cannot write the address: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn address(arguments: Arguments) -> Result<Url, clap::Error> {
    let service = arguments.service.clone();
    if arguments.log_off {
        Ok(service.log_off_url(&log_off_query(arguments)))
    } else {
        Ok(service.login_url(&login_query(arguments)?))
    }
}

fn log_off_query(arguments: Arguments) -> log_off::Query {
    let mut query = log_off::Query::new(arguments.url_id);
    query.wm_id = arguments.user;
    query.return_url = arguments.return_url;
    query
}

fn login_query(arguments: Arguments) -> Result<authentication::Query, clap::Error> {
    let mut query = authentication::Query::new(arguments.url_id);
    query.auth_type = method(arguments.auth_type, arguments.network)?;
    query.lang = arguments.lang;
    query.wm_id = arguments.user;
    query.quiet = (arguments.quiet || arguments.ask).then_some(arguments.quiet);
    query.return_url = arguments.return_url;
    Ok(query)
}

/// The method together with the network, which goes with one method alone.
fn method(
    auth_type: Option<AuthType>,
    network: Option<SocialNetwork>,
) -> Result<Option<authentication::AuthType>, clap::Error> {
    let Some(network) = network else { return Ok(auth_type.map(authentication::AuthType::from)) };
    let method = authentication::AuthType::from(network);
    if auth_type == Some(method.kind()) {
        return Ok(Some(method));
    }
    let found = auth_type.map_or_else(|| "there is none".to_owned(), |found| format!("not {found}"));
    let message = format!("`--network {network}` needs `--auth-type {}`, {found}", method.kind());
    Err(arguments::error("login-url", ErrorKind::ArgumentConflict, &message))
}
