//! Logs in at the stand-in by every version, and says what its page shows. It names nothing that the spec
//! could change.

use std::net::{IpAddr, Ipv4Addr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wmlogin_client::{BrowserRequest, HttpTransport, Received, Site, Verifier};
use wmlogin_gatekeeper::{Approval, Gatekeeper, Settings};
use wmlogin_types::{AuthType, Outcome, Response, Version};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn receive(site: &Site, origin: &str, response: &Response) -> Received {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", origin)];
    let body = response.to_form();
    let request = BrowserRequest::new("POST", "/").headers(headers).body(body.as_bytes()).address(HERE);
    site.receive(&request).expect("an answer that is received")
}

/// The login page of the stand-in.
async fn page(site: &Site) -> String {
    let url = site.login().url();
    let address = url.socket_addrs(|| None).expect("an address");
    let mut connection = TcpStream::connect(&address[..]).await.expect("a connection");
    let target = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", address[0]);
    connection.write_all(request.as_bytes()).await.expect("a request");
    let mut response = String::new();
    connection.read_to_string(&mut response).await.expect("a response");
    response
}

#[tokio::main]
async fn main() {
    let settings = Settings::default();
    let (shop, user) = (settings.sites[0].clone(), settings.people[0].wmid);
    println!("user {user}");
    let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
    let origin = gatekeeper.base_url().origin().ascii_serialization();
    let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
    let site = Site::builder(shop.owner)
        .return_page(shop.url_id, shop.return_url.as_str())
        .service(gatekeeper.base_url().as_str())
        .build()
        .expect("a site");
    for version in Version::ALL {
        gatekeeper.reload(Settings::new([shop.clone().version(*version)]));
        for method in AuthType::ALL.iter().filter(|method| method.is_in_use()) {
            let approval = Approval::new(user, *method, Ipv4Addr::LOCALHOST);
            let response = gatekeeper.issue(&shop.url_id, &approval).expect("an answer");
            let Received::Login(login) = receive(&site, &origin, &response) else { panic!("a login") };
            let login = verifier.verify(&login).await.expect("a login that is confirmed");
            assert_eq!((login.wmid(), login.claimed().version()), (&user, *version));
        }
        println!("version {version}");
    }
    for outcome in Outcome::ALL {
        let received = receive(&site, &origin, &(*outcome).into());
        assert!(matches!(received, Received::NoLogin(found) if found == *outcome));
    }
    gatekeeper.reload(Settings::default());
    println!("{}", page(&site).await);
}
