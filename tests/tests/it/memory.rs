//! Visitors who have not signed in leave nothing in the server's memory.

use allocation_counter::measure;
use http::Response;
use wmlogin_client::types::{EXAMPLES, Field};
use wmlogin_client::{
    AddressCheck, BrowserRequest, LoginFlow, Question, Reply, Site, Step, TransportError, Verifier,
};

const HOST: (&str, &str) = ("host", "shop.example");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// The flow of the site that the documented example of version 3.0 is for, at its time.
fn flow() -> LoginFlow {
    let value = |field: Field| {
        let field = example().iter().find(|(name, _)| *name == field.name());
        field.expect("a field").1
    };
    let now = value(Field::LastAccess).parse().expect("a time");
    let site = Site::builder("998877665544".parse().expect("a WMID"))
        .return_page(value(Field::UrlId).parse().expect("an id"), "https://shop.example/webmoney")
        .address_check(AddressCheck::Off)
        .clock(move || now);
    LoginFlow::new(site.build().expect("a site")).expect("a flow")
}

fn example() -> &'static [(&'static str, &'static str)] {
    EXAMPLES.iter().find(|example| example.title == "Version 3.0").expect("an example").fields
}

fn begin(flow: &LoginFlow) -> Reply {
    let request = BrowserRequest::new("GET", "/login").headers([HOST]);
    let reply = flow.begin(&request, "/account?tab=1");
    assert_eq!(reply.status(), 303);
    reply
}

/// Fails unless the memory in use is the same after any number of repetitions.
fn assert_unchanged(repetitions: u32, mut action: impl FnMut()) {
    // What is made once and kept, such as the lines of the log.
    action();
    let information = measure(|| (0..repetitions).for_each(|_| action()));
    assert_eq!((information.count_current, information.bytes_current), (0, 0));
    assert!(information.count_total > u64::from(repetitions), "allocations are counted");
}

#[test]
fn logins_that_are_begun() {
    let flow = flow();
    assert_unchanged(100_000, || drop(begin(&flow)));
}

#[test]
fn answers_that_the_service_refuses() {
    let flow = flow();
    let no = |_: Question| async {
        Ok::<_, TransportError>(Response::new(br#"<response retval="35" />"#.to_vec()))
    };
    let verifier = Verifier::new(no);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut ticket = 0;
    assert_unchanged(1_000, || {
        let begun = begin(&flow);
        let (_, cookie) = begun.headers().find(|(name, _)| *name == "set-cookie").expect("a cookie");
        let cookie = cookie.split(';').next().expect("a cookie");
        ticket += 1;
        let answer = answer(ticket);
        let headers = [HOST, FORM, ("origin", "https://login.wmtransfer.com")];
        let request = BrowserRequest::new("POST", "/webmoney").headers(headers).body(answer.as_bytes());
        let relay = flow.receive(&request).expect("a relay page");
        let (_, signature) = relay.body().split_once("name=\"wmlogin_relay\" value=\"").expect("a signature");
        let (signature, _) = signature.split_once('"').expect("its end");
        let form = format!("{answer}&wmlogin_relay={signature}");
        let headers = [HOST, FORM, ("origin", "https://shop.example"), ("cookie", cookie)];
        let request = BrowserRequest::new("POST", "/webmoney?wmlogin-finish").headers(headers);
        let Ok(Step::Verify(pending)) = flow.return_page(&request.body(form.as_bytes())) else {
            panic!("the service is not asked")
        };
        runtime.block_on(verifier.complete(pending)).expect_err("a refusal");
    });
}

/// The example with another ticket and another user.
fn answer(number: u64) -> String {
    let (ticket, wmid) = (format!("{number:048}"), format!("{number:012}"));
    let fields = example().iter().map(|&(name, value)| match name {
        name if name == Field::Ticket.name() => (name, ticket.as_str()),
        name if name == Field::Wmid.name() => (name, wmid.as_str()),
        name => (name, value),
    });
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
