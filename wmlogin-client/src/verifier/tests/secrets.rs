use std::io;
use std::sync::{Arc, Mutex, Once};

use http::{Response, StatusCode};
use tracing::Level;
use tracing::subscriber::{set_global_default, with_default};

use super::{TICKET, YES, asked, request};
use crate::transport::{TransportError, TransportErrorKind};
use crate::verifier::VerifyError;

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

/// The log and the error if the service sends this.
fn logged(
    answer: impl Fn() -> Result<Response<Vec<u8>>, TransportError> + Send + Sync,
) -> (String, Option<VerifyError>) {
    // While a program has a single subscriber, another thread without one can switch an event off for all
    // threads by being the first to reach it.
    static GLOBAL: Once = Once::new();
    GLOBAL.call_once(|| {
        let _ = set_global_default(tracing_subscriber::registry());
    });
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

/// Answers that hold a ticket in every place where a server could put it. Tickets have at least 32 characters,
/// and may have only letters.
fn echoes() -> Vec<String> {
    let letters = "AAueZuLBEaVsQrkBPKQCTJNUMkDtgJpakHQsA";
    let mut echoes = Vec::new();
    for ticket in [TICKET, letters, &letters[..32]] {
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
            format!("<response retval=\"0\" {ticket}:a=\"1\"/>"),
            format!("<response retval=\"0\" xmlns:{ticket}=\"a\" xmlns:{ticket}=\"b\"/>"),
            format!("<response retval=\"0\" {ticket}=\"1\" {ticket}=\"2\"/>"),
        ]);
    }
    echoes
}

#[test]
fn errors_and_logs_hold_no_ticket() {
    for echo in echoes() {
        let (log, error) = logged(|| Ok(Response::new(echo.clone().into())));
        let error = error.expect("an error");
        let source = std::error::Error::source(&error).map(ToString::to_string);
        let text = format!("{error} {error:?} {error:#?} {source:?} {log}");
        assert!(!text.contains("AAueZuLBEaVsQr") && !text.contains("AAue4ZuLBEaVsQr"), "{text}");
    }
}

#[test]
fn the_log_has_the_outcome_but_not_the_user() {
    let refused = "<response retval=\"36\" sval=\"TicketExpired\"/>";
    let failed = || Err(TransportError::new(TransportErrorKind::Timeout));
    let moved = || Response::builder().status(StatusCode::FOUND).body(Vec::new()).map_err(|_| unreachable!());
    let logs = [
        ("confirmed", logged(|| Ok(Response::new(YES.into()))).0),
        ("retval=36", logged(|| Ok(Response::new(refused.into()))).0),
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
