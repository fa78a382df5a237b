//! The six examples of the document: what they mean, and that they are written back as they came.

use insta::assert_debug_snapshot;
use wmlogin_tests::documents::{self, Example};
use wmlogin_tests::form::Form;
use wmlogin_tests::read;
use wmlogin_types::runtime::Origin;
use wmlogin_types::{EXAMPLES, Response};

fn parsed(title: &'static str) -> Response {
    read(&Form::example(title)).unwrap_or_else(|error| panic!("{title}: {error}"))
}

#[test]
fn version_1_0() {
    assert_debug_snapshot!(parsed("Version 1.0"), @r#"
    Success(
        V1_0(
            SuccessV1_0 {
                auth_type: KeeperLight,
                created: DottedTime(
                    2015-01-12T14:25:22Z,
                ),
                expires: DottedTime(
                    2015-01-12T15:25:22Z,
                ),
                flags: TicketFlags(
                    REALM_WANT_CROSS_CHECK | USER_WANT_CROSS_CHECK | CACHED_AUTHENTICATION,
                ),
                last_access: DottedTime(
                    2015-01-12T14:25:22Z,
                ),
                read_id: ReadId(<redacted>),
                ticket: Ticket(<redacted>),
                url_id: UrlId(
                    "7afa5173-bddb-453a-adce-99fb012ceb71",
                ),
                user_address: 123.45.67.89,
                wmid: Wmid(
                    "123456789012",
                ),
            },
        ),
    )
    "#);
}

#[test]
fn version_1_1() {
    assert_debug_snapshot!(parsed("Version 1.1"), @r#"
    Success(
        V1_1(
            SuccessV1_1 {
                auth_type: PasswordSms,
                created: DottedTime(
                    2015-01-12T14:27:33Z,
                ),
                expires: DottedTime(
                    2015-01-12T15:27:33Z,
                ),
                flags: TicketFlags(
                    REALM_WANT_CROSS_CHECK | USER_WANT_CROSS_CHECK | CROSS_CHECK_DONE,
                ),
                last_access: DottedTime(
                    2015-01-12T14:27:33Z,
                ),
                read_id: ReadId(<redacted>),
                ticket: Ticket(<redacted>),
                url_id: UrlId(
                    "7afa5173-bddb-453a-adce-99fb012ceb71",
                ),
                user_address: 123.45.67.89,
                wmid: Wmid(
                    "123456789012",
                ),
            },
        ),
    )
    "#);
}

#[test]
fn version_2_0() {
    assert_debug_snapshot!(parsed("Version 2.0"), @r#"
    Success(
        V2_0(
            SuccessV2_0 {
                auth_type: PasswordSms,
                created: DottedTime(
                    2015-01-12T14:28:38Z,
                ),
                expires: DottedTime(
                    2015-01-12T15:28:38Z,
                ),
                factor1: Password(
                    WebPro,
                ),
                factor2: Enum(
                    Application,
                ),
                flags: TicketFlags(
                    REALM_WANT_CROSS_CHECK | USER_WANT_CROSS_CHECK | CROSS_CHECK_DONE,
                ),
                last_access: DottedTime(
                    2015-01-12T14:28:38Z,
                ),
                read_id: ReadId(<redacted>),
                ticket: Ticket(<redacted>),
                url_id: UrlId(
                    "7afa5173-bddb-453a-adce-99fb012ceb72",
                ),
                user_address: 123.45.67.89,
                wmid: Wmid(
                    "123456789012",
                ),
            },
        ),
    )
    "#);
}

#[test]
fn version_3_0() {
    assert_debug_snapshot!(parsed("Version 3.0"), @r#"
    Success(
        V3_0(
            SuccessV3_0 {
                created: IsoTime(
                    2015-01-12T14:31:29.997Z,
                ),
                expires: IsoTime(
                    2015-01-12T15:31:29.997Z,
                ),
                factor1: Password(
                    WebPro,
                ),
                factor2: Enum(
                    Application,
                ),
                flags: TicketFlags(
                    REALM_WANT_CROSS_CHECK | USER_WANT_CROSS_CHECK | CROSS_CHECK_DONE,
                ),
                last_access: IsoTime(
                    2015-01-12T14:31:29.997Z,
                ),
                read_id: ReadId(<redacted>),
                ticket: Ticket(<redacted>),
                url_id: UrlId(
                    "7afa5173-bddb-453a-adce-99fb012ceb73",
                ),
                user_address: 123.45.67.89,
                wmid: Wmid(
                    "123456789012",
                ),
            },
        ),
    )
    "#);
}

#[test]
fn cancelled() {
    assert_debug_snapshot!(parsed("Operation cancelled"), @"Cancelled");
}

#[test]
fn logged_off() {
    assert_debug_snapshot!(parsed("Redirection to a return page after a request to log out"), @"LoggedOff");
}

#[test]
fn every_example_is_written_back_byte_for_byte() {
    let examples = documents::examples();
    assert_eq!(examples.len(), 6);
    for Example { title, fields } in examples {
        let response = parsed(title);
        let pairs: Vec<_> = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        assert_eq!(response.to_pairs(), pairs, "{title}");
        assert_eq!(response.to_form(), Form::example(title).body(), "{title}");
    }
}

#[test]
fn the_examples_of_the_crate_are_those_of_the_document() {
    let generated: Vec<_> = EXAMPLES
        .iter()
        .map(|example| Example { title: example.title, fields: example.fields.to_vec() })
        .collect();
    assert_eq!(generated, documents::examples());
    assert!(EXAMPLES.iter().all(|example| example.origin == Origin::Documented));
}
