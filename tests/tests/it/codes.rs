//! Which row of the status tables a refusal means.

use wmlogin_types::services::authorize::{CONFIRMED, Code};
use wmlogin_types::{ResultCode, Status};

/// A code that no table has.
const UNKNOWN: i32 = 4711;

/// Every row of both tables, in their order.
fn rows() -> Vec<Code> {
    let statuses = Status::ALL.iter().copied().map(Code::Status);
    statuses.chain(ResultCode::ALL.iter().copied().map(Code::ResultCode)).collect()
}

/// Returns `true` if the service sends the row's name.
fn is_sent(row: Code) -> bool {
    row.sent_name().is_some()
}

#[test]
fn a_row_is_found_by_its_code_and_name() {
    for row in rows().into_iter().filter(|row| is_sent(*row)) {
        assert_eq!(Code::find(row.id(), Some(row.name())), Some(row));
    }
}

#[test]
fn a_row_is_found_by_its_name_where_the_code_is_another() {
    for row in rows().into_iter().filter(|row| is_sent(*row) && row.id() != CONFIRMED) {
        let first = rows().into_iter().find(|other| is_sent(*other) && other.name() == row.name());
        assert_eq!(Code::find(UNKNOWN, Some(row.name())), first, "{row:?}");
    }
}

#[test]
fn a_row_is_found_by_its_code_where_the_name_is_missing_or_unknown() {
    for row in rows() {
        let first = rows().into_iter().find(|other| other.id() == row.id());
        for name in [None, Some(""), Some("Unheard"), Some("success")] {
            assert_eq!(Code::find(row.id(), name), first, "{row:?} {name:?}");
        }
    }
}

#[test]
fn a_refusal_is_not_what_confirms_because_of_its_name() {
    for row in rows().into_iter().filter(|row| row.id() != CONFIRMED) {
        let found = Code::find(row.id(), Some(Status::Success.name())).expect("a row");
        assert_eq!(found.id(), row.id());
    }
    assert_eq!(Code::find(36, Some("Success")), Some(Code::Status(Status::TicketExpired)));
    assert_eq!(Code::find(UNKNOWN, Some("Success")), None);
    assert_eq!(Code::find(CONFIRMED, Some("Success")), Some(Code::Status(Status::Success)));
}

#[test]
fn the_name_decides_between_two_meanings_of_a_code() {
    for (code, name, expected) in [
        (10, Some("NotExecuted"), Code::Status(Status::NotExecuted)),
        (12, Some("InvalidArgument"), Code::Status(Status::InvalidArgument)),
        (1, Some("InvalidArgument"), Code::ResultCode(ResultCode::InvalidArgument)),
        (2, Some("FalseTicket"), Code::ResultCode(ResultCode::FalseTicket)),
        // The older table has no name for these that is sent.
        (10, Some("NotTrusted"), Code::Status(Status::NotExecuted)),
        (12, None, Code::Status(Status::InvalidArgument)),
        // A name beats a code that contradicts it.
        (12, Some("FalseTicket"), Code::ResultCode(ResultCode::FalseTicket)),
        (3, Some("TicketExpired"), Code::Status(Status::TicketExpired)),
        // Only the older table has the code.
        (3, None, Code::ResultCode(ResultCode::TicketExpired)),
        (201, None, Code::ResultCode(ResultCode::AddressMismatch)),
    ] {
        assert_eq!(Code::find(code, name), Some(expected), "{code} {name:?}");
    }
    assert_eq!(Code::find(UNKNOWN, None), None);
}

#[test]
fn a_code_says_what_its_row_says() {
    let code = Code::ResultCode(ResultCode::AddressMismatch);
    assert_eq!((code.id(), code.name(), code.description()), (201, "AddressMismatch", "address differs"));
    assert_eq!(format!("{:>16}", ResultCode::AddressMismatch), " AddressMismatch");
}
