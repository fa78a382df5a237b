//! Clients in the shapes of the public ones, which read and write raw HTTP and XML: every one accepts the good
//! ticket and refuses a tampered one, in every version, by both tables, at every address that it may have for the
//! service.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use url::Url;
use wmlogin_client::types::services::authorize::Table;
use wmlogin_client::types::{AuthType, Response, Version};
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Approval, Gatekeeper};

use wmlogin_test_support::world::{OWNER, USER, id, settings, wmid};

/// A client as it writes and reads.
struct Client {
    name: &'static str,
    content_type: &'static str,
    /// HTTP of its age: 1.0 closes the connection.
    http: &'static str,
    write: fn(&Login) -> String,
    /// The code that it finds in the answer. Several take none for a confirmation.
    read: fn(&str) -> i32,
}

/// What a client has in its hands when it asks.
struct Login {
    ticket: String,
    url_id: String,
    method: String,
}

const CLIENTS: [Client; 5] = [
    Client {
        name: "one line, without a declaration, and a regular expression",
        content_type: "application/xml",
        http: "1.1",
        write: |login| elements(login, ""),
        read: |answer| between(answer, "retval=\"", "\""),
    },
    Client {
        name: "a document builder: declared and indented",
        content_type: "text/xml",
        http: "1.1",
        write: |login| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", elements(login, "\n  ")),
        read: |answer| attribute(answer, "retval"),
    },
    Client {
        name: "a template posted as a form",
        content_type: "application/x-www-form-urlencoded",
        http: "1.0",
        write: |login| format!("<?xml version=\"1.0\"?>\r\n{}", elements(login, "\r\n\t")),
        read: |answer| attribute(answer, "retval"),
    },
    Client {
        name: "a string with a byte order mark, and a parser",
        content_type: "text/xml; charset=utf-8",
        http: "1.1",
        write: |login| format!("\u{feff}{}", elements(login, " ")),
        read: |answer| attribute(answer, "retval"),
    },
    Client {
        name: "an HTTP library that guesses the content type, and `to_i`",
        content_type: "",
        http: "1.1",
        write: |login| elements(login, "\n"),
        // As `node['retval'].to_i` of Ruby: an answer without one is a 0.
        read: |answer| attribute(answer, "retval"),
    },
];

fn elements(login: &Login, between: &str) -> String {
    let Login { ticket, url_id, method } = login;
    let pairs = [
        ("siteHolder", OWNER),
        ("user", USER),
        ("ticket", ticket),
        ("urlId", url_id),
        ("authType", method),
        ("userAddress", "127.0.0.1"),
    ];
    let pairs = pairs.iter().map(|(name, value)| format!("{between}<{name}>{value}</{name}>"));
    let end = between.trim_end_matches([' ', '\t']);
    format!("<request>{}{end}</request>", pairs.collect::<String>())
}

fn between(answer: &str, start: &str, end: &str) -> i32 {
    let found = answer.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.and_then(|(code, _)| code.parse().ok()).unwrap_or_default()
}

fn attribute(answer: &str, name: &str) -> i32 {
    let document = roxmltree::Document::parse(answer).unwrap_or_else(|error| panic!("{error}: {answer}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "response");
    root.attribute(name).and_then(|code| code.parse().ok()).unwrap_or_default()
}

impl Client {
    /// Asks at the address that the developer pasted into the settings, and returns the code.
    fn ask(&self, service: &str, tls: &Arc<ClientConfig>, login: &Login) -> i32 {
        let url: Url = format!("{service}/ws/authorize.xiface").parse().expect("an address");
        let body = (self.write)(login);
        let path = service.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let path = path.map_or_else(String::new, |(_, path)| format!("/{path}"));
        let (host, port) = (url.host_str().expect("a host"), url.port().expect("a port"));
        let content_type = Some(self.content_type).filter(|it| !it.is_empty());
        let content_type = content_type.map_or_else(String::new, |it| format!("Content-Type: {it}\r\n"));
        let request = format!(
            "POST {path}/ws/authorize.xiface HTTP/{}\r\nHost: {host}:{port}\r\n{content_type}Content-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            self.http,
            body.len(),
        );
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
        let answer = if url.scheme() == "https" {
            let name = ServerName::try_from(host.to_owned()).expect("a name");
            let connection = ClientConnection::new(Arc::clone(tls), name).expect("a connection");
            exchange(StreamOwned::new(connection, stream), &request)
        } else {
            exchange(stream, &request)
        };
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer}"));
        assert!(head.contains(" 200 OK"), "{} at {service}: {head}", self.name);
        (self.read)(body)
    }
}

fn exchange(mut stream: impl Read + Write, request: &str) -> String {
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8(answer).expect("UTF-8")
}

/// The addresses of a stand-in as people paste them.
fn pasted(gatekeeper: &Gatekeeper) -> Vec<String> {
    let urls = [Some(gatekeeper.base_url()), gatekeeper.tls_url()].into_iter().flatten();
    let with_slash = urls.map(Url::to_string);
    let both = with_slash.flat_map(|url| [url.trim_end_matches('/').to_owned(), url]);
    both.flat_map(|url| [url.replace("127.0.0.1", "localhost"), url]).collect()
}

fn login(gatekeeper: &Gatekeeper, version: Version) -> Login {
    let approval = Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1]);
    let Ok(Response::Success(success)) = gatekeeper.issue(&id(version), &approval) else {
        panic!("no login")
    };
    Login {
        ticket: success.ticket().reveal().to_owned(),
        url_id: success.url_id().to_string(),
        method: success.claims().method.map(|method| method.to_string()).unwrap_or_default(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn public_clients_accept_the_good_ticket_and_refuse_a_tampered_one() {
    for table in [None, Some(Table::Status), Some(Table::ResultCode)] {
        let mut settings = settings();
        settings.table = table;
        // Otherwise the user is blocked.
        settings.guesses.allowed = u32::MAX;
        let builder = Gatekeeper::builder().settings(settings).certificates(CertificateStore::Memory);
        let gatekeeper = builder.start().await.expect("a stand-in");
        let mut roots = RootCertStore::empty();
        roots.add(gatekeeper.certification().expect("certificates").root().clone()).expect("a root");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.expect("versions").with_root_certificates(roots).with_no_client_auth();
        let config = Arc::new(config);
        let services = pasted(&gatekeeper);
        assert_eq!(services.len(), 8, "{services:?}");
        for version in Version::ALL.iter().copied() {
            let good = login(&gatekeeper, version);
            let changed = if good.ticket.starts_with('A') { "B" } else { "A" };
            let tampered = || Login {
                ticket: [changed, &good.ticket[1..]].concat(),
                url_id: good.url_id.clone(),
                method: good.method.clone(),
            };
            for service in &services {
                for client in &CLIENTS {
                    let code = client.ask(service, &config, &good);
                    assert_eq!(code, 0, "{version} {table:?} {service}: {}", client.name);
                    let code = client.ask(service, &config, &tampered());
                    assert_ne!(code, 0, "{version} {table:?} {service}: {}", client.name);
                }
            }
        }
        gatekeeper.stop().await;
    }
}
