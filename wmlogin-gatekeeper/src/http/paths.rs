//! Paths in any letter case and with any number of slashes.

use axum::Router;
use axum::extract::Request;
use axum::middleware::map_request;
use http::Uri;
use http::uri::PathAndQuery;
use wmlogin_types::services::authorize;

/// Returns the router with its paths found in any letter case, as IIS serves them, and with any number of
/// slashes between and after their parts: sites put addresses together from parts. The router's own paths are
/// lower case.
///
/// Whatever ends in the path of the service is the service: several public clients take an answer without a
/// status code for a confirmation.
pub(super) fn forgiving(router: Router) -> Router {
    Router::new().fallback_service(router).layer(map_request(normalized))
}

/// Returns `true` if the request is one for the service.
pub(super) fn is_service(path: &str) -> bool {
    normal(path) == authorize::PATH.to_ascii_lowercase()
}

async fn normalized(mut request: Request) -> Request {
    if let Some(uri) = with_normal_path(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

/// The address with its path as the router has it and its query as it is.
fn with_normal_path(uri: &Uri) -> Option<Uri> {
    let path = normal(uri.path());
    let path_and_query = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path_and_query).ok()?);
    Uri::from_parts(parts).ok()
}

fn normal(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let path: String = parts.flat_map(|part| ["/", part]).collect::<String>().to_ascii_lowercase();
    let service = authorize::PATH.to_ascii_lowercase();
    match path.as_str() {
        "" => "/".to_owned(),
        path if path.ends_with(&service) => service,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_alone_is_normalized() {
        for (uri, expected) in [
            ("/GateKeeper.aspx?RID=ABC&ReturnUrl=/A//", "/gatekeeper.aspx?RID=ABC&ReturnUrl=/A//"),
            ("/GATEKEEPER/LOGOFF.ASPX", "/gatekeeper/logoff.aspx"),
            ("http://Host.example/A?B", "http://Host.example/a?B"),
            ("/%D0%AF?", "/%d0%af?"),
            ("/", "/"),
            ("//", "/"),
            ("//GateKeeper.aspx/", "/gatekeeper.aspx"),
            ("//ws//Authorize.xiface/", "/ws/authorize.xiface"),
            ("/GateKeeper.aspx/ws/authorize.xiface?a", "/ws/authorize.xiface?a"),
            ("/ws/authorize.xiface/more", "/ws/authorize.xiface/more"),
        ] {
            let uri: Uri = uri.parse().expect("an address");
            assert_eq!(with_normal_path(&uri).map(|uri| uri.to_string()).as_deref(), Some(expected));
        }
    }
}
