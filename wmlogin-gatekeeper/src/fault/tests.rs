use std::time::Duration;

use wmlogin_types::services::authorize::{Code, Table};
use wmlogin_types::{ResultCode, Status};

use super::{Fault, WORDS};

#[test]
fn every_fault_reads_as_it_is_written() {
    let codes = Table::ALL.iter().copied().flat_map(Table::codes).map(Fault::Status);
    let delays = [Fault::Delay(Duration::from_millis(1500))];
    for fault in codes.chain(delays).chain(WORDS.map(|(_, fault)| fault)) {
        assert_eq!(fault.to_string().parse(), Ok(fault), "{fault}");
    }
}

#[test]
fn a_status_is_named_alone_or_after_its_table() {
    let named = Fault::StatusNamed(Status::TicketExpired.name());
    assert_eq!("status TicketExpired".parse(), Ok(named));
    assert_eq!(named.to_string(), "status TicketExpired");
    for (table, code) in [
        (Table::Status, Code::Status(Status::TicketExpired)),
        (Table::ResultCode, Code::ResultCode(ResultCode::TicketExpired)),
    ] {
        assert_eq!(named.code(table), Some(code), "that of the site's table");
    }
    let expired = Fault::Status(Code::ResultCode(ResultCode::TicketExpired));
    assert_eq!("status ResultCode.TicketExpired".parse(), Ok(expired));
    let false_ticket: Fault = "status FalseTicket".parse().expect("a fault");
    for (table, code) in [
        (Table::Status, Code::Status(Status::TicketNotFound)),
        (Table::ResultCode, Code::ResultCode(ResultCode::FalseTicket)),
    ] {
        assert_eq!(false_ticket.code(table), Some(code), "a name of the other table means the same reason");
    }
    assert_eq!(
        "status SecurityCardLocked".parse::<Fault>().expect("a fault").code(Table::ResultCode),
        Some(Code::Status(Status::SecurityCardLocked)),
        "which the site's table has no word for"
    );
}

#[test]
fn what_is_no_fault_is_told_what_is() {
    let problem = |text: &str| text.parse::<Fault>().err().map(|error| error.to_string()).unwrap_or_default();
    insta::assert_snapshot!(problem("hnag"), @"unknown fault `hnag`, expected `status`, `delay`, `hang`, `server-error`, `truncated`, `malformed` or `wrong-content-type`; did you mean `hang`?");
    insta::assert_snapshot!(problem("delay long"), @"expected `delay` with a number of milliseconds, such as `delay 1500`");
    assert!(problem("status TicketExpird").ends_with("; did you mean `TicketExpired`?"));
}
