//! Every check of `Site::receive`, each with a callback that fails only this check, and the last callbacks
//! that still pass.

use std::fmt::Write;
use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use wmlogin_client::types::{AuthType, MAX_BODY_LENGTH, TicketFlags, Version};
use wmlogin_client::{AddressCheck, Policy, Received, Refusal, SiteBuilder};
use wmlogin_test_support::exchange::Exchange;

/// Changes a genuine exchange and its site.
type Change = fn(&mut Exchange, SiteBuilder) -> SiteBuilder;

/// A title, the version of the genuine exchange, and the change.
type Case = (&'static str, &'static str, Change);

const REFUSED: &[Case] = &[
    ("GET", "3.0", |exchange, site| {
        exchange.method = "GET";
        site
    }),
    ("lower case method", "3.0", |exchange, site| {
        exchange.method = "post";
        site
    }),
    ("no content type", "3.0", |exchange, site| {
        exchange.content_type = None;
        site
    }),
    ("another content type", "3.0", |exchange, site| {
        exchange.content_type = Some("multipart/form-data; boundary=x".to_owned());
        site
    }),
    ("a content type that begins with the right one", "3.0", |exchange, site| {
        exchange.content_type = Some("application/x-www-form-urlencoded-v2; charset=utf-8".to_owned());
        site
    }),
    ("a content type that the right one begins with", "3.0", |exchange, site| {
        exchange.content_type = Some("application/x-www-form".to_owned());
        site
    }),
    ("a body over the limit", "3.0", |exchange, site| {
        exchange.pad(MAX_BODY_LENGTH + 1);
        site
    }),
    ("the origin of somebody else", "3.0", |exchange, site| {
        exchange.origin = Some("https://evil.example".to_owned());
        site
    }),
    ("the origin without TLS", "3.0", |exchange, site| {
        exchange.origin = Some("http://login.wmtransfer.com".to_owned());
        site
    }),
    ("the origin with a longer host", "3.0", |exchange, site| {
        exchange.origin = Some("https://login.wmtransfer.com.evil.example".to_owned());
        site
    }),
    ("an empty origin", "3.0", |exchange, site| {
        exchange.origin = Some(String::new());
        site
    }),
    ("the service's origin at the site of another service", "3.0", |_, site| {
        site.service("https://stand-in.example:8443/webmoney")
    }),
    ("no origin, address check off", "3.0", |exchange, site| {
        exchange.origin = None;
        site.address_check(AddressCheck::Off)
    }),
    ("null origin, address check off", "3.0", |exchange, site| {
        exchange.origin = Some("null".to_owned());
        site.address_check(AddressCheck::Off)
    }),
    ("no origin, address unknown", "3.0", |exchange, site| {
        exchange.origin = None;
        exchange.address = None;
        site
    }),
    ("a field twice", "3.0", |exchange, site| {
        exchange.fields.push(exchange.fields[0].clone());
        site
    }),
    ("a field of another version", "3.0", |exchange, site| {
        exchange.set("WmLogin_AuthType", "KeeperClassic");
        site
    }),
    ("the return URL id of another site", "3.0", |exchange, site| {
        exchange.set("WmLogin_UrlID", "00000000-bddb-453a-adce-99fb012ceb73");
        site
    }),
    ("created after the last access", "3.0", |exchange, site| {
        exchange.set("WmLogin_Created", "2015-01-12T14:31:29.998Z");
        site
    }),
    ("last access after the end", "3.0", |exchange, site| {
        exchange.set("WmLogin_Expires", "2015-01-12T14:31:29.996Z");
        site
    }),
    ("created more than the skew in the future", "3.0", |exchange, site| {
        let now = exchange.success().created() - TimeDelta::milliseconds(60_001);
        site.clock(move || now)
    }),
    ("last access more than the skew in the future", "3.0", |exchange, site| {
        exchange.set("WmLogin_LastAccess", "2015-01-12T14:32:31.000Z");
        site
    }),
    ("expired by the skew", "3.0", |exchange, site| {
        let now = exchange.success().expires() + TimeDelta::seconds(60);
        site.clock(move || now)
    }),
    ("valid for more than 400 days", "3.0", |exchange, site| {
        exchange.set("WmLogin_Expires", "2016-02-16T14:31:30.998Z");
        site
    }),
    ("valid until the end of time", "3.0", |exchange, site| {
        exchange.set("WmLogin_Expires", "9999-12-31T23:59:59.999Z");
        site
    }),
    ("expired without a skew", "3.0", |exchange, site| {
        let now = exchange.success().expires();
        site.clock(move || now).clock_skew(Duration::ZERO)
    }),
    ("another address", "3.0", |exchange, site| {
        exchange.address = "123.45.67.90".parse().ok();
        site
    }),
    ("another address, mapped into IPv6", "3.0", |exchange, site| {
        exchange.address = "::ffff:123.45.67.90".parse().ok();
        site
    }),
    ("an unknown address that is always checked", "3.0", |exchange, site| {
        exchange.address = None;
        site.address_check(AddressCheck::Always)
    }),
    ("policy: an older version", "1.1", |_, site| {
        site.policy(Policy::default().minimum_version(Version::V2_0))
    }),
    ("policy: another method", "2.0", |_, site| {
        site.policy(Policy::default().auth_types([AuthType::KeeperClassic, AuthType::KeeperLight]))
    }),
    ("policy: another method, implied", "3.0", |_, site| {
        site.policy(Policy::default().auth_types([AuthType::KeeperClassic]))
    }),
    ("policy: a method that nothing implies", "3.0", |exchange, site| {
        exchange.set("WmLogin_Factor2", "Unavailable");
        exchange.remove("WmLogin_Factor2_EnumType");
        site.policy(Policy::default().auth_types(AuthType::ALL.iter().copied()))
    }),
    ("policy: no second factor", "3.0", |exchange, site| {
        exchange.set("WmLogin_Factor2", "None");
        exchange.remove("WmLogin_Factor2_EnumType");
        site.policy(Policy::default().require_second_factor())
    }),
    ("policy: an unknown second factor", "2.0", |exchange, site| {
        exchange.set("WmLogin_Factor2", "Unavailable");
        exchange.remove("WmLogin_Factor2_EnumType");
        site.policy(Policy::default().require_second_factor())
    }),
    ("policy: a version without factors", "1.0", |_, site| {
        site.policy(Policy::default().require_second_factor())
    }),
    ("policy: flags missing", "1.0", |_, site| {
        let flags = TicketFlags::CROSS_CHECK_DONE | TicketFlags::USER_WANT_CROSS_CHECK;
        site.policy(Policy::default().require_flags(flags).require_flags(TicketFlags::QUIET_AUTHENTICATION))
    }),
    ("policy: flags refused", "1.0", |_, site| {
        let flags = TicketFlags::CACHED_AUTHENTICATION | TicketFlags::QUIET_AUTHENTICATION;
        site.policy(Policy::default().refuse_flags(flags))
    }),
    ("policy: a method not in use", "2.0", |exchange, site| {
        exchange.set("WmLogin_AuthType", "Fingerprint");
        site.policy(Policy::default().refuse_values_not_in_use())
    }),
    ("policy: a type of a factor not in use", "3.0", |exchange, site| {
        exchange.set("WmLogin_Factor2_EnumType", "Sms");
        site.policy(Policy::default().refuse_values_not_in_use())
    }),
];

const ACCEPTED: &[Case] = &[
    ("nothing changed, version 1.0", "1.0", |_, site| site),
    ("nothing changed, version 1.1", "1.1", |_, site| site),
    ("nothing changed, version 2.0", "2.0", |_, site| site),
    ("nothing changed, version 3.0", "3.0", |_, site| site),
    ("a content type with parameters", "3.0", |exchange, site| {
        exchange.content_type = Some("Application/X-WWW-Form-URLEncoded ; charset=UTF-8".to_owned());
        site
    }),
    ("the longest body", "3.0", |exchange, site| {
        exchange.pad(MAX_BODY_LENGTH);
        site
    }),
    ("the other host of the service", "3.0", |exchange, site| {
        exchange.origin = Some("https://login.web.money".to_owned());
        site
    }),
    ("the default host at a site that sends users to the other one", "3.0", |_, site| {
        site.service("https://login.web.money/")
    }),
    ("a stand-in with a port and a path", "3.0", |exchange, site| {
        exchange.origin = Some("https://stand-in.example:8443".to_owned());
        site.service("https://stand-in.example:8443/webmoney/")
    }),
    ("no origin, address checked", "3.0", |exchange, site| {
        exchange.origin = None;
        site
    }),
    ("null origin, address checked", "3.0", |exchange, site| {
        exchange.origin = Some("null".to_owned());
        site
    }),
    ("an address mapped into IPv6", "3.0", |exchange, site| {
        exchange.address = "::ffff:123.45.67.89".parse().ok();
        site
    }),
    ("a claimed address mapped into IPv6", "3.0", |exchange, site| {
        exchange.set("WmLogin_UserAddress", "::ffff:123.45.67.89");
        site
    }),
    ("another address, unchecked", "3.0", |exchange, site| {
        exchange.address = "123.45.67.90".parse().ok();
        site.address_check(AddressCheck::Off)
    }),
    ("an unknown address", "3.0", |exchange, site| {
        exchange.address = None;
        site
    }),
    ("a known address that is always checked", "3.0", |_, site| site.address_check(AddressCheck::Always)),
    ("the return URL id in another letter case", "3.0", |exchange, site| {
        exchange.set("WmLogin_UrlID", "7AFA5173-BDDB-453A-ADCE-99FB012CEB73");
        site
    }),
    ("the second of several return URL ids", "3.0", |exchange, site| {
        exchange.set("WmLogin_UrlID", "00000000-bddb-453a-adce-99fb012ceb73");
        let second = "00000000-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
        site.return_page(second, "https://other.example/webmoney")
    }),
    ("created at the last access", "3.0", |exchange, site| {
        exchange.set("WmLogin_Created", "2015-01-12T14:31:29.997Z");
        site
    }),
    ("last access at the end", "3.0", |exchange, site| {
        exchange.set("WmLogin_Expires", "2015-01-12T14:31:29.997Z");
        site
    }),
    ("created exactly the skew in the future", "3.0", |exchange, site| {
        let now = exchange.success().created() - TimeDelta::seconds(60);
        site.clock(move || now)
    }),
    ("last access exactly the skew in the future", "3.0", |exchange, site| {
        let now = exchange.success().last_access() - TimeDelta::seconds(60);
        site.clock(move || now)
    }),
    ("last access exactly the longest skew in the future", "3.0", |exchange, site| {
        let now = exchange.success().last_access() - TimeDelta::hours(1);
        site.clock(move || now).clock_skew(Duration::from_hours(1))
    }),
    ("expired just within the skew", "3.0", |exchange, site| {
        let now = exchange.success().expires() + TimeDelta::milliseconds(59_999);
        site.clock(move || now)
    }),
    ("just not expired, without a skew", "3.0", |exchange, site| {
        let now = exchange.success().expires() - TimeDelta::milliseconds(1);
        site.clock(move || now).clock_skew(Duration::ZERO)
    }),
    ("valid for 400 days", "3.0", |exchange, site| {
        exchange.set("WmLogin_Expires", "2016-02-16T14:31:30.997Z");
        site
    }),
    ("undocumented fields", "3.0", |exchange, site| {
        exchange.set("utm_source", "a&b=c");
        site
    }),
    ("every rule of a policy, kept", "3.0", |_, site| {
        site.policy(
            Policy::default()
                .minimum_version(Version::V3_0)
                .auth_types([AuthType::PasswordSms])
                .require_second_factor()
                .require_flags(TicketFlags::CROSS_CHECK_DONE)
                .refuse_flags(TicketFlags::QUIET_AUTHENTICATION)
                .refuse_values_not_in_use(),
        )
    }),
    ("a value not in use without a policy", "2.0", |exchange, site| {
        exchange.set("WmLogin_AuthType", "Fingerprint");
        site
    }),
];

fn received((_, version, change): Case) -> Result<Received, Refusal> {
    let mut exchange = Exchange::of(version);
    let site = exchange.site();
    let site = change(&mut exchange, site).build().expect("a site");
    exchange.received_by(&site)
}

#[test]
fn every_check_refuses_with_its_own_reason() {
    let mut report = String::new();
    for case in REFUSED {
        let refusal = received(*case).expect_err(case.0);
        writeln!(report, "{}\n    {}: {refusal}", case.0, refusal.kind()).expect("a string");
        let mut source = std::error::Error::source(&refusal);
        while let Some(cause) = source {
            writeln!(report, "        caused by: {cause}").expect("a string");
            source = cause.source();
        }
    }
    assert_snapshot!(report);
}

#[test]
fn harmless_differences_are_accepted() {
    for case in ACCEPTED {
        match received(*case) {
            Ok(Received::Login(login)) => assert_eq!(login.claimed().wmid().as_str(), "123456789012"),
            other => panic!("{}: {other:?}", case.0),
        }
    }
}

#[test]
fn cancelled_and_logged_off_are_no_logins() {
    let site = Exchange::of("3.0").site().build().expect("a site");
    let fields = |string: &str, code: &str| {
        vec![
            ("WmLogin_KeeperRetStr".to_owned(), string.to_owned()),
            ("WmLogin_KeeperRetVal".to_owned(), code.to_owned()),
        ]
    };
    for (string, code, expected) in [("Canceled", "4", "Cancelled"), ("LoggedOff", "5", "LoggedOff")] {
        let exchange = Exchange::outcome(fields(string, code));
        let received = exchange.received_by(&site).expect("a result");
        assert!(matches!(received, Received::NoLogin(outcome) if outcome.name() == expected), "{received:?}");
    }
}

#[test]
fn an_origin_is_shown_whole_up_to_the_longest() {
    let site = Exchange::of("3.0").site().build().expect("a site");
    for (length, is_whole) in [(280, true), (281, false)] {
        let origin = format!("https://{}.example", "a".repeat(length - "https://.example".len()));
        let exchange = Exchange { origin: Some(origin.clone()), ..Exchange::of("3.0") };
        let refusal = exchange.received_by(&site).expect_err("a refusal").to_string();
        assert_eq!((origin.len(), refusal.contains(&origin)), (length, is_whole), "{refusal}");
    }
}
