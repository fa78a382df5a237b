//! The answer.

use http::StatusCode;
use wmlogin_types::services::authorize::{self, Attribute};
use wmlogin_types::{read_time, runtime};

use super::document::{Attributes, read_root};
use super::{AnswerError, Confirmation};
use crate::transport::MAX_ANSWER_LENGTH;

/// What the service answered, whether yes or no.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) retval: i32,
    pub(super) sval: Option<String>,
    pub(super) confirmation: Confirmation,
}

impl Answer {
    /// Reads it.
    ///
    /// The content type is not checked: no page of the operator names one, and nothing else has a root
    /// `response` with a status code.
    pub(super) fn read(response: &http::Response<Vec<u8>>) -> Result<Self, AnswerError> {
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
        Self::from_attributes(&root.attributes)
    }

    fn from_attributes(attributes: &Attributes) -> Result<Self, AnswerError> {
        let value = |attribute: Attribute| attributes.get(attribute.name());
        let time = |attribute: Attribute| value(attribute).and_then(read_time);
        let retval = value(Attribute::Retval).ok_or(AnswerError::MissingCode)?;
        Ok(Self {
            retval: runtime::read(retval).map_err(AnswerError::InvalidCode)?,
            sval: value(Attribute::Sval).map(str::to_owned),
            confirmation: Confirmation {
                last_access: time(Attribute::LastAccess),
                expires: time(Attribute::Expires),
            },
        })
    }
}

fn check_status(status: StatusCode) -> Result<(), AnswerError> {
    match status {
        StatusCode::OK => Ok(()),
        status if status.is_redirection() => Err(AnswerError::Redirect(status)),
        status => Err(AnswerError::Status(status)),
    }
}
