//! The answer of the service.

mod body;

use http::StatusCode;
use roxmltree::{Document, Node, ParsingOptions};
use wmlogin_types::services::authorize::{self, Answer, Attribute, Code};
use wmlogin_types::{TextError, ValueError, runtime};

use body::Body;

use super::rejection::Shown;
use crate::transport::MAX_ANSWER_LENGTH;

/// Reads the answer from the body of a response, whether it confirms the ticket or not. The encoding comes with
/// it if it is not plain UTF-8; then it is a refusal.
///
/// The content type is not checked: the operator documents none, and no other document has a root
/// element `response` with a status code.
pub(super) fn read(
    response: &http::Response<Vec<u8>>,
) -> Result<(Answer, Option<&'static str>), AnswerError> {
    check_status(response.status())?;
    let Body { text, encoding } = Body::read(response)?;
    match (from_text(&text), encoding) {
        (Ok(answer), Some(encoding)) if answer.is_confirmed() => Err(AnswerError::Encoding(encoding)),
        (Err(_), Some(encoding)) => Err(AnswerError::Encoding(encoding)),
        (answer, encoding) => answer.map(|answer| (answer, encoding)),
    }
}

/// The encoding in the XML declaration is ignored. The values that matter are ASCII, and .NET declares
/// `utf-16` for text that it then sends as UTF-8.
fn from_text(text: &str) -> Result<Answer, AnswerError> {
    // Without a DTD there are no entities to expand.
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| not_xml(text, &error))?;
    let root = document.root_element();
    let name = name_in(text, &root);
    if name != authorize::ANSWER {
        return Err(AnswerError::OtherRoot { name: Shown(name).to_string() });
    }
    // Named as written: `Attribute::name` omits prefixes, but `x:retval` is not `retval`.
    let attributes = root.attributes();
    let attributes = attributes.map(|it| (text.get(it.range_qname()).unwrap_or_default(), it.value()));
    let answer = Answer::read(attributes).map_err(first_problem)?;
    if answer.is_confirmed() && is_contradicted(&answer, &root) {
        return Err(AnswerError::Contradiction);
    }
    Ok(answer)
}

/// Returns `true` if something else in the document says that the ticket is not confirmed: another status
/// code's name, or an element below the root with a status code of its own or with an error.
fn is_contradicted(answer: &Answer, root: &Node<'_, '_>) -> bool {
    let is_other_name = |name: &str| {
        Code::find(authorize::CONFIRMED, Some(name)).is_some_and(|code| code.id() != authorize::CONFIRMED)
    };
    let is_other_code = |code: &str| runtime::read::<i32>(code.trim()) != Ok(authorize::CONFIRMED);
    let contradicts = |name: &str, value: &str| {
        let is = |attribute: Attribute| name.eq_ignore_ascii_case(attribute.name());
        is(Attribute::CODE) && is_other_code(value)
            || Attribute::CODE_NAME.is_some_and(is) && is_other_name(value)
    };
    let says_otherwise = |element: Node<'_, '_>| {
        let name = element.tag_name().name();
        ["error", "fault"].into_iter().any(|error| name.eq_ignore_ascii_case(error))
            || contradicts(name, element.text().unwrap_or_default())
            || element.attributes().any(|attribute| contradicts(attribute.name(), attribute.value()))
    };
    answer.by_role().code_name.is_some_and(is_other_name)
        || root.descendants().skip(1).filter(Node::is_element).any(says_otherwise)
}

/// Returns the problem to report: without a status code, nothing else matters.
fn first_problem(problems: Vec<TextError<Attribute>>) -> AnswerError {
    let first = problems.into_iter().min_by_key(|problem| problem.name() != Some(Attribute::CODE));
    match first {
        None | Some(TextError::Missing { name: Attribute::CODE, .. }) => AnswerError::MissingCode,
        Some(TextError::InvalidValue { name: Attribute::CODE, error, .. }) => AnswerError::InvalidCode(error),
        Some(problem) => AnswerError::Attribute(problem),
    }
}

fn check_status(status: StatusCode) -> Result<(), AnswerError> {
    match status {
        StatusCode::OK => Ok(()),
        status if status.is_redirection() => Err(AnswerError::Redirect(status)),
        status => Err(AnswerError::Status(status)),
    }
}

/// Returns the name of an element as written, with its prefix, which `Node::tag_name` omits.
fn name_in<'a>(text: &'a str, element: &Node<'_, '_>) -> &'a str {
    let after_bracket = text.get(element.range().start + 1..).unwrap_or_default();
    after_bracket.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default()
}

/// Converts an error of the XML parser. Its own text is not used, because it quotes the document, which may
/// hold the ticket.
fn not_xml(text: &str, error: &roxmltree::Error) -> AnswerError {
    use roxmltree::Error;
    let problem = match error {
        _ if text.trim_ascii().is_empty() => return AnswerError::Empty,
        Error::DtdDetected => return AnswerError::Dtd,
        // These have no position: what is missing is missing at the end.
        Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            return AnswerError::Incomplete;
        }
        Error::UnknownToken(_) => "unexpected text or markup",
        Error::InvalidName(_) => "invalid name",
        Error::NonXmlChar(..) => "invalid character",
        Error::UnexpectedCloseTag(..) => "mismatched end tag",
        Error::DuplicatedAttribute(..) | Error::DuplicatedNamespace(..) => "duplicate attribute",
        Error::UnknownNamespace(..) => "undeclared namespace prefix",
        Error::UnknownEntityReference(..) => "undeclared entity",
        Error::MalformedEntityReference(_) => "invalid reference",
        Error::UnexpectedDeclaration(_) => "misplaced XML declaration",
        Error::InvalidComment(_) => "`--` in a comment",
        Error::InvalidCharacterData(_) => "`]]>` outside a CDATA section",
        _ => "syntax error",
    };
    let position = error.pos();
    AnswerError::Malformed { problem, line: position.row, column: position.col }
}

/// A response that is not an answer of the service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerError {
    /// The response is a redirect, which is not followed: the ticket is for the service alone.
    #[error("the service answered with a redirect ({0}), which is not followed: check the service's URL")]
    Redirect(StatusCode),
    /// The HTTP status code is not 200.
    #[error("the service answered {0}, expected 200 OK: check the service's URL, or try again later")]
    Status(StatusCode),
    /// The body is longer than [`MAX_ANSWER_LENGTH`] bytes.
    #[error("the answer is longer than {MAX_ANSWER_LENGTH} bytes: check the service's URL")]
    TooLong,
    /// The body is compressed or in another encoding than UTF-8, and no refusal can be read in it.
    #[error(
        "the answer comes in {0}, expected plain UTF-8: check the service's URL and the proxies before it"
    )]
    Encoding(&'static str),
    /// The status code confirms the ticket, and something else in the answer says the opposite.
    #[error("the answer contradicts itself: it confirms the ticket, and it names a refusal")]
    Contradiction,
    /// The body is empty, or holds only white space.
    #[error("the answer is empty: try again later")]
    Empty,
    /// The body ends before its root element does.
    #[error("the answer is incomplete: try again later")]
    Incomplete,
    /// The body is not well-formed XML.
    #[error("the answer is not XML ({problem} at line {line}, column {column}): check the service's URL")]
    Malformed {
        /// The problem, in words that quote no part of the body.
        problem: &'static str,
        /// The line of the problem, counted from 1.
        line: u32,
        /// The column of the problem in characters, counted from 1.
        column: u32,
    },
    /// The body has a document type definition, which is refused.
    #[error("the answer has a document type definition, which is refused: check the service's URL")]
    Dtd,
    /// The root element has another name.
    #[error(
        "the root element of the answer is {name}, expected `{}`: check the service's URL",
        authorize::ANSWER
    )]
    OtherRoot {
        /// The name, in backticks, if it can be shown.
        name: String,
    },
    /// There is no status code.
    #[error("the answer has no {}: check the service's URL", Attribute::CODE)]
    MissingCode,
    /// The status code is not a number.
    #[error("{} of the answer is not a number: check the service's URL", Attribute::CODE)]
    InvalidCode(#[source] ValueError),
    /// Another attribute is missing or invalid.
    #[error("{0} in the answer: check the service's URL")]
    Attribute(TextError<Attribute>),
}

impl AnswerError {
    /// Returns the name of the variant in snake case, for logs and programs: `missing_code`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}
