use chrono::{DateTime, TimeDelta, Utc};

use super::Clock;

#[test]
fn a_fixed_clock_moves_when_it_is_told_to() {
    let start: DateTime<Utc> = "2015-01-12T14:31:29.997Z".parse().expect("a time");
    let clock = Clock::fixed(start);
    let other = clock.clone();
    assert_eq!(other.now(), start);
    clock.advance(TimeDelta::milliseconds(1500));
    clock.advance(TimeDelta::milliseconds(-500));
    assert_eq!((other.now() - start, other.offset()), (TimeDelta::seconds(1), TimeDelta::seconds(1)));
    other.set_offset(TimeDelta::zero());
    assert_eq!(clock.now(), start);
}

#[test]
fn an_offset_out_of_measure_is_no_panic() {
    let clock = Clock::system();
    clock.set_offset(TimeDelta::MAX);
    assert!(clock.now() > DateTime::UNIX_EPOCH);
}
