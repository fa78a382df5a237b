use wmlogin_types::services::authorize::{CONFIRMED, Code};
use wmlogin_types::{ResultCode, Status};

use super::body;
use crate::verifier::{Rejection, VerifyError};

fn rejection(retval: i32, sval: Option<&str>) -> Rejection {
    let sval = sval.map(|sval| format!(r#" sval="{sval}""#)).unwrap_or_default();
    match body(format!(r#"<response retval="{retval}"{sval}/>"#)) {
        Err(VerifyError::Refused(rejection)) => rejection,
        other => panic!("expected a rejection: {other:?}"),
    }
}

#[test]
fn every_other_status_is_a_rejection() {
    for status in Status::ALL.iter().copied().filter(|status| status.id() != CONFIRMED) {
        let rejection = rejection(status.id(), Some(status.name()));
        assert_eq!(rejection.code(), Some(Code::Status(status)));
        assert_eq!((rejection.retval(), rejection.sval()), (status.id(), Some(status.name())));
        assert!(rejection.to_string().contains(status.name()), "{rejection}");
    }
}

#[test]
fn every_other_result_code_is_a_rejection() {
    for code in ResultCode::ALL.iter().copied().filter(|code| code.id() != CONFIRMED) {
        let with_name = rejection(code.id(), Some(code.name()));
        assert_eq!(with_name.retval(), code.id());
        let without_name = rejection(code.id(), None);
        let expected = Status::from_id(code.id()).map_or(Code::ResultCode(code), Code::Status);
        assert_eq!(without_name.code(), Some(expected));
        assert_eq!(without_name.sval(), None);
    }
}

/// Two codes are in both tables with different meanings, which the name tells apart.
#[test]
fn the_name_decides_before_the_code() {
    let code = |retval, sval| rejection(retval, sval).code();
    assert_eq!(code(10, Some("NotExecuted")), Some(Code::Status(Status::NotExecuted)));
    assert_eq!(code(12, Some("InvalidArgument")), Some(Code::Status(Status::InvalidArgument)));
    assert_eq!(code(1, Some("InvalidArgument")), Some(Code::ResultCode(ResultCode::InvalidArgument)));
    assert_eq!(code(77, Some("TicketExpired")), Some(Code::Status(Status::TicketExpired)));
    assert_eq!(code(5, Some("Success")), Some(Code::ResultCode(ResultCode::SiteHolderNotFound)));
}

#[test]
fn an_unknown_status_is_a_rejection_and_is_kept() {
    for (retval, sval) in [(77, Some("Novelty")), (i32::MIN, None), (i32::MAX, Some(""))] {
        let rejection = rejection(retval, sval);
        assert_eq!((rejection.code(), rejection.retval(), rejection.sval()), (None, retval, sval));
    }
}

#[test]
fn a_long_name_is_cut() {
    let longest = "я".repeat(128);
    assert_eq!(rejection(77, Some(&longest)).sval(), Some(&*longest));
    assert_eq!(rejection(77, Some(&"я".repeat(129))).sval(), Some(&*longest));
}

/// A ticket has at least 32 characters, and may have only letters.
#[test]
fn a_name_as_long_as_a_ticket_is_not_shown() {
    let letters = "AAueZuLBEaVsQrkBPKQCTJNUMkDtgJpa";
    assert_eq!(letters.len(), 32);
    let shown = |name: &str| format!("{0} {0:?}", rejection(77, Some(name)));
    assert!(!shown(letters).contains(letters));
    assert!(shown(&letters[..31]).contains(&letters[..31]));
}

#[test]
fn the_text_of_every_status() {
    let known = Status::ALL.iter().copied().map(|status| (status.id(), Some(status.name())));
    let older = ResultCode::ALL.iter().copied().map(|code| (code.id(), None));
    let unknown = [(77, Some("Novelty")), (77, None), (77, Some("two words")), (77, Some(super::TICKET))];
    let texts: Vec<_> = known
        .chain(older)
        .filter(|(retval, _)| *retval != CONFIRMED)
        .chain(unknown)
        .map(|(retval, sval)| rejection(retval, sval).to_string())
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}
