//! The certification server, and browsers that sign in with its certificates.

mod folder;
mod list;
mod login;
mod login_refusals;
mod openssl;
mod owner;
mod refusals;
mod register;
mod secrets;
mod way_in;

use http::header::CONTENT_TYPE;
use wmlogin_certificate::PersonalCertificate;
use wmlogin_client::types::CERTIFICATE_REGISTRATION;
use wmlogin_gatekeeper::certification::{CertificateStore, CertificationAuthority};
use wmlogin_gatekeeper::{Clock, EntryKind, Gatekeeper, Settings};

use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::world::{World, settings};

/// The media type of a request.
const REQUEST_TYPE: &str = "application/pkcs10";

/// A stand-in with certificates in memory.
async fn world() -> World {
    with(settings(), Clock::system()).await
}

async fn with(settings: Settings, clock: Clock) -> World {
    let builder = Gatekeeper::builder().settings(settings).clock(clock);
    World::of(builder.certificates(CertificateStore::Memory).start().await.expect("a stand-in"))
}

/// A stand-in that offers every method, in use or not.
async fn with_all_methods() -> Gatekeeper {
    let mut settings = settings();
    settings.not_in_use = true;
    let builder = Gatekeeper::builder().settings(settings);
    builder.certificates(CertificateStore::Memory).start().await.expect("a stand-in")
}

fn authority(world: &World) -> &CertificationAuthority {
    world.gatekeeper.certification().expect("certificates")
}

/// Sends a request to be signed; the status and the body of the answer.
async fn post(world: &World, content_type: &str, request: Vec<u8>) -> reqwest::Response {
    let request = http_client().post(world.url(CERTIFICATE_REGISTRATION.path)).body(request);
    request.header(CONTENT_TYPE, content_type).send().await.expect("an answer")
}

/// Sends a request that is signed.
async fn register(world: &World, request: Vec<u8>) -> PersonalCertificate {
    let answer = post(world, REQUEST_TYPE, request).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[CONTENT_TYPE], CERTIFICATE_REGISTRATION.answer_type);
    let der = answer.bytes().await.expect("a body");
    PersonalCertificate::from_der(&der).expect("a certificate")
}

fn kinds(world: &World) -> Vec<EntryKind> {
    world.gatekeeper.journal().into_iter().map(|entry| entry.kind).collect()
}
