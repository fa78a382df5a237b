//! The answer of the service.

use http::StatusCode;
use roxmltree::{Document, Node, ParsingOptions};
use wmlogin_types::services::authorize::{self, Answer, Attribute};
use wmlogin_types::{TextError, ValueError};

use super::rejection::Shown;
use crate::transport::MAX_ANSWER_LENGTH;

/// Reads the answer, whether it confirms the ticket or not, from the body of a response.
///
/// The content type is not checked: the operator documents none, and no other document has a root
/// element `response` with a status code.
pub(super) fn read(response: &http::Response<Vec<u8>>) -> Result<Answer, AnswerError> {
    check_status(response.status())?;
    if response.body().len() > MAX_ANSWER_LENGTH {
        return Err(AnswerError::TooLong);
    }
    // The encoding in the XML declaration is ignored. The values that matter are ASCII, .NET declares
    // `utf-16` for text that it then sends as UTF-8, and text in any other encoding is refused here.
    let text = str::from_utf8(response.body()).map_err(|_| AnswerError::NotUtf8)?;
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
    Answer::read(attributes).map_err(first_problem)
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
    /// The body is not UTF-8.
    #[error("the answer is not UTF-8: check the service's URL")]
    NotUtf8,
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
