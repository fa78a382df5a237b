//! Faults of the service, from the side of the site: none of them signs a user in.

use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;
use wmlogin_client::VerifyError;
use wmlogin_client::types::AuthType;
use wmlogin_client::types::services::authorize::{CONFIRMED, Table};
use wmlogin_gatekeeper::{Approval, EntryKind, Fault};

use wmlogin_test_support::world::{USER, World, id, latest, wmid};

fn approval() -> Approval {
    Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1])
}

/// A time within which an answer must not come that comes after a minute or never.
const A_WHILE: Duration = Duration::from_millis(100);

#[tokio::test]
async fn no_fault_yields_a_login() {
    let (world, site) = (World::new().await, id(latest()));
    let refusals = Table::ALL.iter().copied().flat_map(Table::codes).filter(|code| code.id() != CONFIRMED);
    let faults = [Fault::ServerError, Fault::Truncated, Fault::Malformed, Fault::WrongContentType];
    for (number, fault) in refusals.map(Fault::Status).chain(faults).enumerate() {
        // A verifier limits the refusals of one user.
        let user = wmid(&format!("3{number:011}"));
        let approval = Approval::new(user, AuthType::PasswordSms, [127, 0, 0, 1]);
        world.gatekeeper.set_fault(&site, Some(fault)).expect("a site");
        let error = world.log_in(&approval).await.expect_err("no login");
        assert_eq!(matches!(fault, Fault::Status(_)), matches!(error, VerifyError::Refused(_)), "{fault}");
        assert_eq!(last_fault(&world), Some(fault.to_string()));
        world.gatekeeper.set_fault(&site, None).expect("a site");
        world.log_in(&approval).await.expect("a login after the fault");
    }
    world.gatekeeper.stop().await;
}

#[tokio::test]
async fn a_late_answer_has_to_be_waited_for() {
    for fault in [Fault::Delay(Duration::from_mins(1)), Fault::Hang] {
        let world = World::new().await;
        world.gatekeeper.set_fault(&id(latest()), Some(fault)).expect("a site");
        let approval = approval();
        let mut login = pin!(world.log_in(&approval));
        while last_fault(&world).is_none() {
            assert!(timeout(Duration::from_millis(1), &mut login).await.is_err(), "{fault}");
        }
        assert!(timeout(A_WHILE, &mut login).await.is_err(), "{fault}");
        assert_eq!(last_fault(&world), Some(fault.to_string()));
        world.gatekeeper.set_fault(&id(latest()), None).expect("a site");
        world.log_in(&approval).await.expect("a login after the fault");
    }
}

/// The fault that the stand-in has made last.
fn last_fault(world: &World) -> Option<String> {
    let last = world.gatekeeper.journal().into_iter().rfind(|entry| entry.kind == EntryKind::Fault);
    last.map(|entry| entry.note)
}

#[tokio::test]
async fn a_queued_fault_is_made_once() {
    let (world, site) = (World::new().await, id(latest()));
    world.gatekeeper.queue_fault(&site, Fault::ServerError).expect("a site");
    assert!(world.log_in(&approval()).await.is_err());
    world.log_in(&approval()).await.expect("a login");
}

#[tokio::test]
async fn a_short_delay_is_harmless() {
    let (world, site) = (World::new().await, id(latest()));
    world.gatekeeper.queue_fault(&site, Fault::Delay(Duration::from_millis(1))).expect("a site");
    world.log_in(&approval()).await.expect("a login");
}

#[tokio::test]
async fn a_test_sets_the_clock() {
    let world = World::new().await;
    let lifetime = world.gatekeeper.settings().lifetimes.ticket;
    let site = id(latest());
    let answer = world.gatekeeper.issue(&site, &approval()).expect("an answer");
    let success = answer.success().expect("a success");
    assert_eq!((success.expires() - success.created()).num_seconds(), i64::from(lifetime));
    world.gatekeeper.clock().advance(chrono::TimeDelta::days(1));
    world.log_in(&approval()).await.expect("a login by the same clock");
}
