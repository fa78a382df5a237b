use std::net::IpAddr;

use http::{Request, Response};
use wmlogin_client::{BrowserRequest, LoginFlow, Step, Verifier};

/// `GET /login`: sends the browser to the service.
fn login(flow: &LoginFlow, request: Request<()>) -> Response<String> {
    let (parts, ()) = request.into_parts();
    let place = parts.uri.query().and_then(|query| query.strip_prefix("return_to=")).unwrap_or_default();
    flow.begin(&BrowserRequest::from_http(&parts, None, &[]), place).into_http()
}

/// The return page, `GET` and `POST`: takes both steps of an answer.
async fn return_page(
    flow: &LoginFlow,
    verifier: &Verifier,
    browser: IpAddr,
    request: Request<Vec<u8>>,
) -> Response<String> {
    let (parts, body) = request.into_parts();
    match flow.return_page(&BrowserRequest::from_http(&parts, Some(browser), &body)) {
        Ok(Step::Reply(reply)) => reply.into_http(),
        Ok(Step::Verify(login)) => match verifier.complete(login).await {
            Ok(completed) => {
                // Now, and not before, there is a user: give the session a new id, and note in it
                println!("the WMID {}", completed.login().wmid());
                completed.into_reply().into_http()
            }
            Err(denied) => denied.into_reply().into_http(),
        },
        Err(denied) => denied.into_reply().into_http(),
    }
}
