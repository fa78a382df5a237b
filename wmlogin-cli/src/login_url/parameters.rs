//! The options of `wmlogin login-url`: one for each parameter of the page.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use url::form_urlencoded::Serializer;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::pages::log_off;
use wmlogin_types::runtime::Value;

use crate::{names, service};

const ASK: &str = "ask";
const QUIET: &str = "quiet-login";

/// The parameters that are given, with their texts.
pub struct Parameters {
    given: Vec<(Parameter, String)>,
}

impl Parameters {
    /// The text of a parameter, if it is given.
    pub fn text(&self, parameter: Parameter) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == parameter).map(|(_, text)| text.as_str())
    }

    /// The parameters as a query.
    pub fn to_form(&self) -> String {
        let pairs = self.given.iter().map(|(parameter, text)| (parameter.name(), text));
        Serializer::new(String::new()).extend_pairs(pairs).finish()
    }
}

/// The option for a parameter: named after what the parameter means, else after its name.
pub fn option(parameter: Parameter) -> String {
    let roles = [
        (Some(Parameter::RETURN_ID), "url-id"),
        (Parameter::METHOD, "auth-type"),
        (Parameter::NETWORK, "network"),
        (Parameter::LANGUAGE, "lang"),
        (Parameter::USER, "wmid"),
        (Parameter::QUIET, QUIET),
        (Parameter::PLACE, "return-url"),
    ];
    let role = roles.into_iter().find(|(known, _)| *known == Some(parameter));
    role.map_or_else(|| in_kebab_case(parameter.name()), |(_, option)| option.to_owned())
}

/// The options for parameters that the page for log-outs does not have.
pub fn of_login_alone() -> Vec<String> {
    let is_foreign = |parameter: &Parameter| log_off::Parameter::from_name(parameter.name()).is_none();
    let ask = Parameter::QUIET.map(|_| ASK.to_owned());
    Parameter::ALL.iter().copied().filter(is_foreign).map(option).chain(ask).collect()
}

/// `ReturnUrl` as `return-url`.
fn in_kebab_case(name: &str) -> String {
    let mut option = String::new();
    let mut previous = None;
    for character in name.chars() {
        let begins_word = character.is_uppercase() && previous.is_some_and(char::is_lowercase);
        if begins_word || !character.is_alphanumeric() {
            option.push('-');
        }
        option.extend(character.to_lowercase().filter(|it| it.is_alphanumeric()));
        previous = Some(character);
    }
    option
}

impl Args for Parameters {
    fn augment_args(command: Command) -> Command {
        // The long name would be taken for that of the parameter, which it was.
        let silent = Arg::new("quiet").short('q').action(ArgAction::SetTrue);
        let silent = silent.help("Print nothing but errors on standard error").conflicts_with("verbose");
        command.arg(silent).args(Parameter::ALL.iter().copied().flat_map(|parameter| {
            let ask = flag(ASK).help("Ask, even if the user need not be asked").conflicts_with(QUIET);
            [Some(argument(parameter)), (Parameter::QUIET == Some(parameter)).then_some(ask)]
                .into_iter()
                .flatten()
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn argument(parameter: Parameter) -> Arg {
    if Parameter::QUIET == Some(parameter) {
        return flag(QUIET).help("Log in without asking, if that is possible");
    }
    let option = option(parameter);
    let argument = Arg::new(option.clone()).long(option).required(parameter.is_required());
    let mut argument = argument.help(names::help(parameter)).value_name(value_name(parameter));
    if parameter == Parameter::RETURN_ID {
        argument = argument.env(service::URL_ID);
    }
    if parameter.choices().is_empty() {
        let check = move |text: &str| parameter.check(text).map(|()| text.to_owned());
        return argument.value_parser(check);
    }
    let values = parameter.choices().iter().map(|row| {
        let remark = if row.is_in_use() { "" } else { " (not in use)" };
        PossibleValue::new(row.name()).help(format!("{}{remark}", row.description()))
    });
    argument.value_parser(PossibleValuesParser::new(values).map(String::from))
}

/// The value of an option in a few letters.
fn value_name(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::RETURN_ID => "GUID",
        parameter if !parameter.choices().is_empty() => "NAME",
        parameter if Parameter::LANGUAGE == Some(parameter) => "TAG",
        parameter if Parameter::USER == Some(parameter) => "WMID",
        parameter if Parameter::PLACE == Some(parameter) => "PATH",
        _ => "VALUE",
    }
}

impl FromArgMatches for Parameters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = Parameter::ALL.iter().copied().filter_map(|parameter| {
            if Parameter::QUIET == Some(parameter) {
                let (quiet, ask) = (matches.get_flag(QUIET), matches.get_flag(ASK));
                return (quiet || ask).then(|| (parameter, quiet.to_text()));
            }
            let text = matches.get_one::<String>(&option(parameter))?;
            Some((parameter, text.clone()))
        });
        Ok(Self { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
