//! What can be wrong with the query of a page.

use wmlogin_types::runtime::Named;
use wmlogin_types::{AuthType, Excerpt, MAX_QUERY_LENGTH, TextError, UrlId};

use crate::pages::{Language, Problem};

/// Something in a query that whoever develops the site has to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QueryProblem {
    TooLong {
        length: usize,
    },
    Missing {
        name: &'static str,
        similar: Option<String>,
    },
    Repeated {
        name: &'static str,
    },
    Value {
        name: &'static str,
        found: Excerpt,
        expected: &'static str,
    },
    /// A dependent parameter without the value that it depends on.
    Condition {
        name: &'static str,
        on: &'static str,
        required: &'static str,
        found: Option<&'static str>,
    },
    Place {
        name: &'static str,
        found: Excerpt,
    },
    UnknownSite {
        found: UrlId,
    },
    MethodNotAllowed {
        found: AuthType,
        allowed: Vec<AuthType>,
    },
}

impl<P: Named> From<TextError<P>> for QueryProblem {
    fn from(error: TextError<P>) -> Self {
        match error {
            TextError::TooLong { length } => Self::TooLong { length },
            TextError::Missing { name, similar } => Self::Missing { name: name.name(), similar },
            TextError::Repeated { name } => Self::Repeated { name: name.name() },
            TextError::InvalidValue { name, value, error } => {
                Self::Value { name: name.name(), found: value, expected: error.expected }
            }
            TextError::UnmetCondition { name, on, required, found } => {
                Self::Condition { name: name.name(), on: on.name(), required, found }
            }
        }
    }
}

impl QueryProblem {
    /// What is wrong and how to fix it.
    pub(super) fn told(&self, language: Language) -> Problem {
        match language {
            Language::English => self.in_english(),
            Language::Russian => self.in_russian(),
        }
    }

    fn in_english(&self) -> Problem {
        match self {
            Self::TooLong { length } => {
                problem(format!("The query has {length} bytes."), format!("Keep it to {MAX_QUERY_LENGTH}."))
            }
            Self::Missing { name, similar: None } => problem(
                format!("{name} is missing."),
                "Add it to the query of the address that you send the browser to.".to_owned(),
            ),
            Self::Missing { name, similar: Some(similar) } => problem(
                format!("{name} is missing."),
                format!("There is {similar}: write it in the documented letter case."),
            ),
            Self::Repeated { name } => {
                problem(format!("{name} occurs more than once."), "Send it once.".to_owned())
            }
            Self::Value { name, found, expected } => {
                problem(format!("{name} is {found}."), format!("Expected: {expected}."))
            }
            Self::Condition { name, on, required, found } => problem(
                match found {
                    None => format!("{on} is missing."),
                    Some(found) => format!("{on} is {found}."),
                },
                format!("{name} goes only with {on}={required}."),
            ),
            Self::Place { name, found } => problem(
                format!("{name} is {found}."),
                "Expected: path, query and fragment of a page of the site, such as /cart?item=1#top."
                    .to_owned(),
            ),
            Self::UnknownSite { found } => problem(
                format!("No site has the return URL id {found}."),
                "Add the site to the settings of the stand-in, or send an id that is there.".to_owned(),
            ),
            Self::MethodNotAllowed { found, allowed } => problem(
                format!("The site does not allow the method {found}."),
                format!("Its settings allow: {}.", listed(allowed)),
            ),
        }
    }

    fn in_russian(&self) -> Problem {
        match self {
            Self::TooLong { length } => problem(
                format!("Длина строки запроса: {length} байт."),
                format!("Допустимо не более {MAX_QUERY_LENGTH}."),
            ),
            Self::Missing { name, similar: None } => problem(
                format!("Нет параметра {name}."),
                "Добавьте его к адресу, на который вы отправляете браузер.".to_owned(),
            ),
            Self::Missing { name, similar: Some(similar) } => problem(
                format!("Нет параметра {name}."),
                format!("Есть {similar}: соблюдайте регистр букв, как в документации."),
            ),
            Self::Repeated { name } => problem(
                format!("Параметр {name} встречается несколько раз."),
                "Передайте его один раз.".to_owned(),
            ),
            Self::Value { name, found, expected } => {
                problem(format!("Значение {name}: {found}."), format!("Ожидается: {expected}."))
            }
            Self::Condition { name, on, required, found } => problem(
                match found {
                    None => format!("Нет параметра {on}."),
                    Some(found) => format!("Значение {on}: {found}."),
                },
                format!("{name} передаётся только вместе с {on}={required}."),
            ),
            Self::Place { name, found } => problem(
                format!("Значение {name}: {found}."),
                "Ожидаются путь, запрос и фрагмент страницы сайта, например /cart?item=1#top.".to_owned(),
            ),
            Self::UnknownSite { found } => problem(
                format!("Ни у одного сайта нет идентификатора URL возврата {found}."),
                "Добавьте сайт в настройки замены сервиса или передайте известный идентификатор.".to_owned(),
            ),
            Self::MethodNotAllowed { found, allowed } => problem(
                format!("Сайт не допускает способ входа {found}."),
                format!("Его настройки допускают: {}.", listed(allowed)),
            ),
        }
    }
}

fn problem(what: String, advice: String) -> Problem {
    Problem { what, advice: Some(advice) }
}

fn listed(methods: &[AuthType]) -> String {
    methods.iter().map(|method| method.name()).collect::<Vec<_>>().join(", ")
}
