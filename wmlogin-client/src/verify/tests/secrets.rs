use std::io;
use std::sync::{Arc, Mutex};

use http::{Response, StatusCode};
use tracing::Level;
use tracing::subscriber::with_default;

use super::{TICKET, YES, asked, request};
use crate::transport::{TransportError, TransportErrorKind};
use crate::verify::VerifyError;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is logged while the service, or whoever answers for it, sends this.
fn logged(
    answer: impl Fn() -> Result<Response<Vec<u8>>, TransportError> + Send + Sync,
) -> (String, Option<VerifyError>) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let transport = |_| std::future::ready(answer());
    let outcome = with_default(subscriber, || asked(&transport, &request()));
    let lines = log.0.lock().expect("no panic").clone();
    (String::from_utf8(lines).expect("UTF-8"), outcome.err())
}

/// Answers with the ticket wherever a server could put one.
fn echoes() -> Vec<String> {
    let letters = "AAueZuLBEaVsQrkBPKQCTJNUMkDtgJpakHQsA";
    let mut echoes = Vec::new();
    for ticket in [TICKET, letters] {
        echoes.extend([
            ticket.to_owned(),
            format!("<{ticket}/>"),
            format!("<response {ticket}=\"1\"/>"),
            format!("<response {ticket}/>"),
            format!("<response retval=\"{ticket}\"/>"),
            format!("<response retval=\"36\" sval=\"{ticket}\"/>"),
            format!("<response retval=\"77\" sval=\"{ticket}\"/>"),
            format!("<response retval=\"77\" sval=\"ticket {ticket}\"/>"),
            format!("<response retval=\"0\" sval=\"&{ticket};\"/>"),
            format!("<response retval=\"0\">&{ticket};</response>"),
            format!("<response retval=\"0\"></{ticket}>"),
            format!("<!DOCTYPE {ticket}><response retval=\"0\"/>"),
            format!("<?xml {ticket}=\"1.0\"?><response retval=\"0\"/>"),
            format!("<response retval=\"0\"/>{ticket}"),
        ]);
    }
    echoes
}

#[test]
fn no_error_and_no_log_line_has_a_ticket() {
    for echo in echoes() {
        let (log, error) = logged(|| Ok(Response::new(echo.clone().into())));
        let error = error.expect("no yes");
        let source = std::error::Error::source(&error).map(ToString::to_string);
        let told = format!("{error} {error:?} {error:#?} {source:?} {log}");
        assert!(!told.contains("AAueZuLBEaVsQr") && !told.contains("AAue4ZuLBEaVsQr"), "{told}");
    }
}

#[test]
fn the_outcome_is_logged_and_the_user_is_not() {
    let refused = "<response retval=\"36\" sval=\"TicketExpired\"/>";
    let failed = || Err(TransportError::new(TransportErrorKind::Timeout));
    let moved = || Response::builder().status(StatusCode::FOUND).body(Vec::new()).map_err(|_| unreachable!());
    let logs = [
        ("confirmed", logged(|| Ok(Response::new(YES.into()))).0),
        ("TicketExpired", logged(|| Ok(Response::new(refused.into()))).0),
        ("timeout", logged(failed).0),
        ("redirect", logged(moved).0),
    ];
    for (outcome, log) in logs {
        assert!(log.contains(outcome) && log.contains("login.wmtransfer.com"), "{log}");
        for private in [TICKET, "123456789012", "000000000001", "123.45.67.89"] {
            assert!(!log.contains(private), "{log}");
        }
    }
}
