//! Mistakes of the service, from the site's side: none of them signs anybody in.

use std::time::Duration;

use wmlogin_client::types::AuthType;
use wmlogin_client::types::services::authorize::{CONFIRMED, Table};
use wmlogin_client::{HttpTransport, Verifier, VerifyError};
use wmlogin_gatekeeper::{Approval, EntryKind, Fault};

use crate::world::{USER, World, id, latest, wmid};

fn approval() -> Approval {
    Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1])
}

/// Asks as who has no time to wait.
fn impatient() -> Verifier {
    let transport = HttpTransport::builder().timeout(Duration::from_millis(200));
    Verifier::new(transport.build().expect("a transport"))
}

#[tokio::test]
async fn no_fault_yields_a_login() {
    let (world, site) = (World::new().await, id(latest()));
    let refusals = Table::ALL.iter().copied().flat_map(Table::codes).filter(|code| code.id() != CONFIRMED);
    let faults = refusals.map(Fault::Status).chain([
        Fault::Delay(Duration::from_mins(1)),
        Fault::Hang,
        Fault::ServerError,
        Fault::Truncated,
        Fault::Malformed,
        Fault::WrongContentType,
    ]);
    for fault in faults {
        assert!(world.gatekeeper.set_fault(&site, Some(fault)));
        let takes_long = matches!(fault, Fault::Delay(_) | Fault::Hang);
        let verifier = if takes_long { &impatient() } else { &world.verifier };
        let error = world.log_in_by(verifier, &approval()).await.expect_err("no login");
        assert_eq!(matches!(fault, Fault::Status(_)), matches!(error, VerifyError::Refused(_)), "{fault}");
        let last = world.gatekeeper.journal().into_iter().rev().find(|entry| entry.kind == EntryKind::Fault);
        assert_eq!(last.expect("an entry").note, fault.to_string());
        world.gatekeeper.set_fault(&site, None);
        world.log_in(&approval()).await.expect("a login after the fault");
    }
    world.gatekeeper.stop().await;
}

#[tokio::test]
async fn a_queued_fault_is_made_once() {
    let (world, site) = (World::new().await, id(latest()));
    world.gatekeeper.queue_fault(&site, Fault::ServerError);
    assert!(world.log_in(&approval()).await.is_err());
    world.log_in(&approval()).await.expect("a login");
}

#[tokio::test]
async fn a_short_delay_is_no_harm() {
    let (world, site) = (World::new().await, id(latest()));
    world.gatekeeper.queue_fault(&site, Fault::Delay(Duration::from_millis(1)));
    world.log_in(&approval()).await.expect("a login");
}

#[tokio::test]
async fn the_clock_is_the_tests() {
    let world = World::new().await;
    let lifetime = world.gatekeeper.settings().lifetimes.ticket;
    let site = id(latest());
    let answer = world.gatekeeper.issue(&site, &approval()).expect("an answer");
    let success = answer.success().expect("a success");
    assert_eq!((success.expires() - success.created()).num_seconds(), i64::from(lifetime));
    world.gatekeeper.clock().advance(chrono::TimeDelta::days(1));
    world.log_in(&approval()).await.expect("a login by the same clock");
}
