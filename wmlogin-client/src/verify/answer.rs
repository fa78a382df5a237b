//! The answer.

use http::StatusCode;
use wmlogin_types::TextError;
use wmlogin_types::services::authorize::{self, Answer, Attribute};

use super::AnswerError;
use super::document::read_root;
use crate::transport::MAX_ANSWER_LENGTH;

/// Reads what the service answered, whether yes or no.
///
/// The content type is not checked: no page of the operator names one, and nothing else has a root
/// `response` with a status code.
pub(super) fn read(response: &http::Response<Vec<u8>>) -> Result<Answer, AnswerError> {
    check_status(response.status())?;
    if response.body().len() > MAX_ANSWER_LENGTH {
        return Err(AnswerError::TooLong);
    }
    // Whatever encoding the declaration names. What is read here is ASCII, .NET declares `utf-16` for
    // text that it then sends as UTF-8, and text that is really in another encoding is refused.
    let text = str::from_utf8(response.body()).map_err(|_| AnswerError::NotUtf8)?;
    let root = read_root(text)?;
    if root.name != authorize::ANSWER {
        return Err(AnswerError::other_root(&root.name));
    }
    Answer::read(root.attributes).map_err(first_problem)
}

/// The problem that is told: without a status code, nothing else matters.
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
