//! The service's answer to the question whether a ticket is good.

use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use wmlogin_client::{TransportError, UnverifiedLogin, Verifier};
use wmlogin_test_support::confirmation::confirms;
use wmlogin_test_support::exchange::Exchange;

static LOGIN: LazyLock<UnverifiedLogin> = LazyLock::new(|| {
    let exchange = Exchange::of("3.0");
    exchange.login(&exchange.site().build().expect("a site"))
});

/// A user is signed in only if another XML parser reads a yes, too.
///
/// # Panics
///
/// It is not so, or the verifier waits for something.
#[must_use]
pub fn check(answer: &[u8]) -> bool {
    let body = answer.to_vec();
    let transport = move |_| std::future::ready(Ok::<_, TransportError>(http::Response::new(body.clone())));
    let verifier = Verifier::new(transport);
    let verifying = pin!(verifier.verify(&LOGIN));
    match verifying.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => {
            assert!(outcome.is_err() || confirms(answer));
            outcome.is_ok()
        }
        Poll::Pending => panic!("the transport is ready at once"),
    }
}
