use std::net::IpAddr;

use http::{Request, Response, StatusCode};
use quick_xml::escape::escape; // or whatever your templates escape with
use wmlogin_client::{Callback, Received, Site, Verifier};

/// The page that the browser comes back to.
async fn return_page(
    site: &Site,
    verifier: &Verifier,
    browser: IpAddr,
    request: Request<Vec<u8>>,
) -> Response<String> {
    let (parts, body) = request.into_parts();
    let callback = Callback::from_http(&parts, Some(browser), &body);
    if parts.uri.query() != Some("relayed") {
        // From the service, another site: the session's cookie is not here. The page posts it again.
        return match site.receive(&callback).await {
            Ok(received) => page(StatusCode::OK, &relay(&received)),
            Err(refusal) => page(StatusCode::BAD_REQUEST, &escape(refusal.to_string())),
        };
    }
    // From that page. Look into the session: has this browser begun a login? Then forget that it has.
    let login = match site.receive_relayed(&callback).await {
        Ok(Received::Login(login)) => login,
        Ok(Received::NoLogin(outcome)) => return page(StatusCode::OK, outcome.name()),
        Err(refusal) => return page(StatusCode::BAD_REQUEST, &escape(refusal.to_string())),
    };
    match verifier.verify(&login).await {
        // Now, and not before, there is a user. Give the session a new id and note the WMID in it.
        Ok(login) => page(StatusCode::OK, &format!("Signed in as {}", login.wmid())),
        Err(error) => page(StatusCode::FORBIDDEN, &escape(error.to_string())),
    }
}

fn relay(received: &Received) -> String {
    let field = |(name, value): (&str, String)| {
        format!(r#"<input type="hidden" name="{name}" value="{}">"#, escape(value))
    };
    let fields: String = received.to_pairs().into_iter().map(field).collect();
    format!(r#"<form method="post" action="?relayed">{fields}<button>Continue</button></form>"#)
}

fn page(status: StatusCode, html: &str) -> Response<String> {
    let mut response = Response::new(html.to_owned());
    *response.status_mut() = status;
    for (name, value) in [("content-type", "text/html; charset=utf-8"), ("referrer-policy", "same-origin")] {
        response.headers_mut().insert(name, http::HeaderValue::from_static(value));
    }
    response
}
