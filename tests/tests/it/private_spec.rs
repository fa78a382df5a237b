//! The spec of the package `private-spec` is ours with something added, and stays so.

use insta::assert_snapshot;
use similar::TextDiff;

const OURS: &str = include_str!("../../../spec/authentication-page.yaml");
const PRIVATE: &str = include_str!("../../private-spec/spec/authentication-page.yaml");

/// The differences with one line around each, without line numbers: an edit elsewhere changes nothing here.
fn diff() -> String {
    let diff = TextDiff::from_lines(OURS, PRIVATE).unified_diff().context_radius(1).to_string();
    let line = |line: &str| if line.starts_with("@@") { "@@\n".to_owned() } else { format!("{line}\n") };
    diff.lines().map(line).collect()
}

#[test]
fn lines_are_added_and_none_is_removed() {
    let removed: Vec<_> = diff().lines().filter(|line| line.starts_with('-')).map(str::to_owned).collect();
    assert!(
        removed.is_empty(),
        "the private spec lacks lines of spec/authentication-page.yaml: {removed:#?}"
    );
}

#[test]
fn a_version_a_method_a_flag_a_field_and_an_example_are_added() {
    assert_snapshot!(diff(), @r#"
    @@
           - { id: 9, name: PasswordSms, description: authentication by a password with confirmation }
    +      - { id: 10, name: Passkey, description: authentication by a passkey, origin: inferred }
     
    @@
           - { bit: 6, name: QuietAuthentication, description: the "silent" authentication was completed based on the saved details }
    +      - { bit: 7, name: NewDevice, description: the device is seen for the first time, origin: inferred }
     
    @@
         description: the current version
    +  - version: "3.1"
    +    value: 31
    +    date_format: IsoTime
    +    description: the version that this site tries with the operator
    +    origin: inferred
     
    @@
           description: the user WMID
    +    - name: WmLogin_PreviousAuthType
    +      versions: "[3.1,)"
    +      type: AuthType
    +      description: authentication method of the login before this one
    +      origin: inferred
     
    @@
     
    +  - title: Version 3.1
    +    origin: inferred
    +    fields:
    +      WmLogin_Created: 2015-01-12T14:31:29.997Z
    +      WmLogin_Expires: 2015-01-12T15:31:29.997Z
    +      WmLogin_Factor1: Password
    +      WmLogin_Factor1_PasswordType: WebPro
    +      WmLogin_Factor2: Enum
    +      WmLogin_Factor2_EnumType: Application
    +      WmLogin_Flags: CrossCheckDone, NewDevice
    +      WmLogin_LastAccess: 2015-01-12T14:31:29.997Z
    +      WmLogin_ReadId: R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB
    +      WmLogin_Ticket: AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA
    +      WmLogin_UrlID: 7afa5173-bddb-453a-adce-99fb012ceb73
    +      WmLogin_UserAddress: 123.45.67.89
    +      WmLogin_Version: "31"
    +      WmLogin_WMID: "123456789012"
    +      WmLogin_PreviousAuthType: Passkey
    +
       - title: Operation cancelled
    "#);
}
