//! Paths in any letter case, as IIS serves them.

use axum::Router;
use axum::extract::Request;
use axum::middleware::map_request;
use http::Uri;
use http::uri::PathAndQuery;

/// The router with its paths found in any letter case; its own are lower case.
pub(super) fn in_any_case(router: Router) -> Router {
    Router::new().fallback_service(router).layer(map_request(lower_case))
}

async fn lower_case(mut request: Request) -> Request {
    if let Some(uri) = lower(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

/// The address with its path in lower case and its query as it is.
fn lower(uri: &Uri) -> Option<Uri> {
    let path = uri.path().to_ascii_lowercase();
    let path_and_query = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path_and_query).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_alone_is_made_lower_case() {
        for (uri, expected) in [
            ("/GateKeeper.aspx?RID=ABC&ReturnUrl=/A", "/gatekeeper.aspx?RID=ABC&ReturnUrl=/A"),
            ("/GATEKEEPER/LOGOFF.ASPX", "/gatekeeper/logoff.aspx"),
            ("http://Host.example/A?B", "http://Host.example/a?B"),
            ("/%D0%AF?", "/%d0%af?"),
        ] {
            let uri: Uri = uri.parse().expect("an address");
            assert_eq!(lower(&uri).map(|uri| uri.to_string()).as_deref(), Some(expected));
        }
    }
}
