use wmlogin_types::{AuthType, Outcome, Response};

use super::{Settings, approval, site, state};
use crate::fault::Fault;
use crate::settings::UnknownSite;
use crate::state::Queued;

#[test]
fn queued_outcomes_come_in_order_and_once() {
    let (state, id) = (state(Settings::new([site()])), site().url_id);
    state.queue(&id, Outcome::Cancelled).expect("a site");
    state.queue(&id, approval(AuthType::KeeperLight)).expect("a site");
    assert_eq!(state.next_queued(&id), Some(Queued::NoLogin(Outcome::Cancelled)));
    assert_eq!(state.next_queued(&id), Some(Queued::Login(approval(AuthType::KeeperLight))));
    assert_eq!(state.next_queued(&id), None);
    let unknown = super::parsed("7afa5173-bddb-453a-adce-99fb012ceb70");
    assert_eq!(state.queue(&unknown, Outcome::Cancelled), Err(UnknownSite(unknown)));
}

#[test]
fn queued_faults_come_before_the_one_that_stays() {
    let settings = || Settings::new([site().fault(Fault::Hang)]);
    let (state, id) = (state(settings()), site().url_id);
    state.queue_fault(&id, Fault::Truncated).expect("a site");
    assert_eq!(
        [0, 1, 2].map(|_| state.next_fault(&id)),
        [Some(Fault::Truncated), Some(Fault::Hang), Some(Fault::Hang)]
    );
    state.set_fault(&id, None).expect("a site");
    assert_eq!(state.next_fault(&id), None);
    state.reload(settings());
    assert_eq!(state.next_fault(&id), Some(Fault::Hang));
    state.reload(Settings::new([]));
    assert!(
        state.next_fault(&id).is_none() && state.set_fault(&id, None).is_err() && state.site(&id).is_none()
    );
}

#[test]
fn other_outcomes_are_their_responses() {
    let state = state(Settings::new([site()]));
    assert_eq!(state.cancel(&site().url_id), Response::Cancelled);
    assert_eq!(state.log_off(&site().url_id), Response::LoggedOff);
}
