use std::collections::HashSet;
use std::thread;

use chrono::TimeDelta;
use wmlogin_types::AuthType;
use wmlogin_types::runtime::Value;
use wmlogin_types::services::authorize::Reason;

use super::{ADDRESS, Settings, allow, approval, parsed, question, site, state};
use crate::answer::Approval;
use crate::journal::EntryKind;

#[test]
fn ten_thousand_logins_leave_nothing_after_their_lifetime() {
    let state = state(Settings::new([site()]));
    for _ in 0..10_000 {
        allow(&state, &site().url_id, &approval(AuthType::KeeperLight));
        state.remember(approval(AuthType::KeeperLight)).expect("a cookie");
    }
    assert_eq!(state.memory().0.tickets.room().0, 10_000);
    state.clock().advance(TimeDelta::days(31));
    let (memory, _) = state.memory();
    for (deadlines, capacity) in
        [memory.tickets.room(), memory.remembered.room(), memory.wrong_tickets.room()]
    {
        assert_eq!(deadlines, 0);
        assert!(capacity < 64, "{capacity}");
    }
    assert_eq!(memory.journal.entries().len(), 1000);
}

#[test]
fn concurrent_logins_are_neither_lost_nor_mixed() {
    let state = state(Settings::new([site()]));
    let log_in = |thread: usize| {
        let users = (0..500).map(move |number| format!("{:012}", thread * 1000 + number));
        let tickets = users.map(|user| {
            let approval = Approval::new(parsed(&user), AuthType::PasswordSms, ADDRESS);
            let success = allow(&state, &site().url_id, &approval);
            assert_eq!(success.wmid().as_str(), user);
            assert!(state.authorize(&question(&site().owner, &success)).is_confirmed());
            success.ticket().reveal().to_owned()
        });
        tickets.collect::<Vec<_>>()
    };
    let tickets: HashSet<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|thread| scope.spawn(move || log_in(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(tickets.len(), 4000);
}

#[test]
fn a_remembered_login_is_known_by_its_cookie_until_it_is_forgotten() {
    let state = state(Settings::new([site()]));
    let cookies = [0, 1].map(|_| state.remember(approval(AuthType::KeeperMini)).expect("a cookie"));
    assert_ne!(cookies[0], cookies[1]);
    assert_eq!(state.remembered(&cookies[0]), Some(approval(AuthType::KeeperMini)));
    assert_eq!(state.remembered("no cookie"), None);
    state.forget(&cookies[0]);
    assert_eq!(state.remembered(&cookies[0]), None);
    state.clock().advance(TimeDelta::days(30) - TimeDelta::milliseconds(1));
    assert!(state.remembered(&cookies[1]).is_some());
    state.clock().advance(TimeDelta::milliseconds(1));
    assert_eq!(state.remembered(&cookies[1]), None);
}

#[test]
fn the_journal_tells_the_story_without_credentials() {
    let state = state(Settings::new([site()]));
    let success = allow(&state, &site().url_id, &approval(AuthType::PasswordSms));
    let right = question(&site().owner, &success);
    state.authorize(&right);
    state.authorize(&super::with(&right, wmlogin_types::services::authorize::Element::UserAddress, "::1"));
    state.cancel(&site().url_id);
    let entries = state.journal();
    assert_eq!(
        entries.iter().map(|entry| entry.kind).collect::<Vec<_>>(),
        [EntryKind::Answered, EntryKind::Verified, EntryKind::Refused, EntryKind::Answered]
    );
    let told = format!("{entries:?}");
    for credential in [success.ticket().reveal(), success.read_id().reveal()] {
        assert!(!told.contains(&credential[..5]), "{told}");
    }
    assert!(told.contains(&success.wmid().to_text()));
}

#[test]
fn in_a_full_map_what_expires_first_makes_room() {
    let state = state(Settings::new([site()]));
    let log_in = || allow(&state, &site().url_id, &approval(AuthType::KeeperLight));
    state.memory().0.tickets = super::super::Expiring::new(2);
    let first = log_in();
    state.clock().advance(TimeDelta::seconds(1));
    let [second, third] = [log_in(), log_in()];
    let confirmed = [&first, &second, &third].map(|it| state.authorize(&question(&site().owner, it)));
    assert_eq!(
        confirmed[0].reason,
        Some(Reason::TicketUnknown),
        "a site is told that there is no such ticket"
    );
    assert!(confirmed[1].is_confirmed() && confirmed[2].is_confirmed());
    assert_eq!(state.memory().0.tickets.room().0, 2);
}

#[test]
fn a_reset_leaves_nothing_but_the_settings() {
    let state = state(Settings::new([site()]));
    let success = allow(&state, &site().url_id, &approval(AuthType::KeeperLight));
    let cookie = state.remember(approval(AuthType::KeeperLight)).expect("a cookie");
    state.queue(&site().url_id, approval(AuthType::KeeperLight)).expect("a site");
    state.set_fault(&site().url_id, Some(crate::Fault::Hang)).expect("a site");
    state.clock().advance(TimeDelta::seconds(10));
    state.reset();
    assert_eq!((state.clock().offset(), state.journal().len()), (TimeDelta::zero(), 0));
    assert!(state.remembered(&cookie).is_none() && state.next_queued(&site().url_id).is_none());
    assert!(state.next_fault(&site().url_id).is_none() && state.tickets().is_empty());
    assert!(!state.authorize(&question(&site().owner, &success)).is_confirmed());
    assert_eq!(state.settings().sites.len(), 1);
}
