//! A mock identity server that others use: npm's `oauth2-mock-server`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, Url};
use serde_json::Value;

use crate::Visitor;
use crate::server_process::ServerProcess;

const PACKAGE: &str = "oauth2-mock-server";
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/peers");

/// The quick start of its documentation, on a free port.
const SCRIPT: &str = "
    import { OAuth2Server } from 'oauth2-mock-server';
    const server = new OAuth2Server();
    await server.issuer.keys.generate('RS256');
    await server.start(0, '127.0.0.1');
    console.log(`http://127.0.0.1:${server.address().port}/`);
    process.stdin.on('end', () => process.exit()).resume();
";

const CLIENT_ID: &str = "shop";
const REDIRECT_URI: &str = "http://127.0.0.1:3000/callback";

/// Installs it where builds go; its version, or why it cannot be measured.
pub fn install() -> Result<String, String> {
    output(Command::new("node").arg("--version"))?;
    let package = Path::new(FOLDER).join("node_modules").join(PACKAGE).join("package.json");
    if !package.exists() {
        fs::create_dir_all(FOLDER).map_err(|error| format!("{FOLDER}: {error}"))?;
        let arguments = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", FOLDER, PACKAGE];
        output(Command::new("npm").args(arguments))?;
    }
    let description = fs::read(&package).map_err(|error| error.to_string())?;
    let description: Value = serde_json::from_slice(&description).map_err(|error| error.to_string())?;
    Ok(description["version"].as_str().unwrap_or_default().to_owned())
}

/// Runs a program to its end.
fn output(command: &mut Command) -> Result<Output, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

pub struct MockServer {
    client: Client,
    base_url: Url,
}

impl Visitor for MockServer {
    const NAME: &'static str = PACKAGE;

    fn spawn() -> ServerProcess {
        let mut command = Command::new("node");
        command.args(["--input-type=module", "-e", SCRIPT]).current_dir(FOLDER);
        ServerProcess::start(command.env("NODE_ENV", "production"))
    }

    fn new(base_url: Url, client: Client) -> Self {
        Self { client, base_url }
    }

    fn first_page(&self) -> Url {
        self.authorize_url("0")
    }

    async fn log_in(&self, number: usize) {
        let state = number.to_string();
        let answer = self.client.get(self.authorize_url(&state)).send().await.expect("an answer");
        let (code, returned) = redirected(&answer);
        assert_eq!(returned, state);
        // The rest of the answer, so that the connection can be used again.
        answer.bytes().await.expect("a body");
        let tokens = self.exchange(&code).await;
        assert!(tokens["id_token"].is_string(), "{tokens}");
    }
}

impl MockServer {
    fn authorize_url(&self, state: &str) -> Url {
        let mut url = self.base_url.join("authorize").expect("an address");
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", CLIENT_ID)
            .append_pair("redirect_uri", REDIRECT_URI)
            .append_pair("scope", "openid")
            .append_pair("state", state);
        url
    }

    /// What there is for a code.
    async fn exchange(&self, code: &str) -> Value {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", REDIRECT_URI)
            .append_pair("client_id", CLIENT_ID)
            .finish();
        let request = self.client.post(self.base_url.join("token").expect("an address"));
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await.and_then(Response::error_for_status).expect("an answer");
        serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
    }
}

/// The code and the state that the browser is sent back with.
fn redirected(answer: &Response) -> (String, String) {
    assert_eq!(answer.status(), StatusCode::FOUND);
    let location: Url = answer.headers()[LOCATION].to_str().expect("text").parse().expect("an address");
    let value = |name| location.query_pairs().find(|(other, _)| other == name).map(|(_, value)| value.into());
    (value("code").expect("a code"), value("state").expect("a state"))
}
