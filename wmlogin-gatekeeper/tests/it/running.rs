//! Starting and stopping.

use std::net::SocketAddr;

use tokio::net::TcpStream;
use wmlogin_client::types::AuthType;
use wmlogin_gatekeeper::{Approval, Fault, Gatekeeper, Settings, StartError};

use wmlogin_test_support::world::{USER, World, id, latest, wmid};

fn address(gatekeeper: &Gatekeeper) -> SocketAddr {
    gatekeeper.base_url().socket_addrs(|| None).expect("an address")[0]
}

#[tokio::test]
async fn an_address_beyond_this_machine_needs_consent() {
    let everywhere: SocketAddr = ([0, 0, 0, 0], 0).into();
    let started = Gatekeeper::builder().address(everywhere).start().await;
    assert!(matches!(started, Err(StartError::NotLoopback(_))), "{started:?}");
    Gatekeeper::builder().insecure_address(everywhere).start().await.expect("a stand-in").stop().await;
}

#[tokio::test]
async fn an_occupied_port_is_reported() {
    let gatekeeper = Gatekeeper::start().await.expect("a stand-in");
    let started = Gatekeeper::builder().address(address(&gatekeeper)).start().await;
    assert!(matches!(started, Err(StartError::Address { .. })), "{started:?}");
}

/// An address of this machine that no other test uses, so that none takes a port that is free again.
#[cfg(target_os = "linux")]
const ALONE: [u8; 4] = [127, 83, 24, 5];
#[cfg(not(target_os = "linux"))]
const ALONE: [u8; 4] = [127, 0, 0, 1];

#[tokio::test]
async fn nobody_listens_after_a_stop() {
    let gatekeeper = Gatekeeper::builder().address((ALONE, 0).into()).start().await.expect("a stand-in");
    let address = address(&gatekeeper);
    TcpStream::connect(address).await.expect("a connection");
    gatekeeper.stop().await;
    TcpStream::connect(address).await.expect_err("no connection");
}

#[tokio::test]
async fn a_hanging_request_does_not_delay_the_stop() {
    let world = World::new().await;
    world.gatekeeper.set_fault(&id(latest()), Some(Fault::Hang)).expect("a site");
    let approval = Approval::new(wmid(USER), AuthType::Telepat, [127, 0, 0, 1]);
    let World { gatekeeper, site, verifier } = world;
    let body = gatekeeper.issue(&id(latest()), &approval).expect("an answer").to_form();
    let origin = gatekeeper.base_url().origin().ascii_serialization();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", &*origin)];
    let request = wmlogin_client::BrowserRequest::new("POST", "/").headers(headers);
    let received = site.receive(&request.body(body.as_bytes()));
    let Ok(wmlogin_client::Received::Login(login)) = received else { panic!("{received:?}") };
    let asked = tokio::spawn(async move { verifier.verify(&login).await });
    while gatekeeper.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    gatekeeper.stop().await;
    asked.await.expect("a result").expect_err("no login");
}

#[tokio::test]
async fn the_settings_can_be_a_file() {
    let missing = Gatekeeper::builder().watch("/no/such/file.yaml").start().await;
    assert!(matches!(missing, Err(StartError::Settings(_))), "{missing:?}");
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/settings.yaml");
    let gatekeeper = Gatekeeper::builder().watch(example).start().await.expect("a stand-in");
    let text = std::fs::read_to_string(example).expect("a file");
    let expected = Settings::from_yaml(example, &text).expect("settings");
    let ids = |settings: &Settings| settings.sites.iter().map(|site| site.url_id).collect::<Vec<_>>();
    assert_eq!(ids(&gatekeeper.settings()), ids(&expected));
}
