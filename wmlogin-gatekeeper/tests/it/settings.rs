//! Settings files: what they say, and what is said of those that are wrong.

use insta::assert_snapshot;
use wmlogin_gatekeeper::{Fault, Settings};
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, TicketFlags, Version};

const EXAMPLE: &str = include_str!("../../examples/settings.yaml");

/// The problem of a file.
fn problem(text: &str) -> String {
    match Settings::from_yaml("settings.yaml", text) {
        Ok(settings) => panic!("nothing is wrong: {settings:?}"),
        Err(error) => error.to_string(),
    }
}

/// A file with one site, whose line 5 is `line`.
fn site(line: &str) -> String {
    format!(
        "sites:\n  - owner: '000000000001'\n    url_id: 7afa5173-bddb-453a-adce-99fb012ceb73\n    \
         return_url: http://127.0.0.1:3000/\n    {line}\n"
    )
}

#[test]
fn the_example_is_read_as_documented() {
    let settings = Settings::from_yaml("settings.yaml", EXAMPLE).expect("settings");
    let [demo, shop] = &settings.sites[..] else { panic!("two sites") };
    assert_eq!((demo.methods.as_ref(), demo.display_name()), (None, "Demo site"));
    assert_eq!((shop.version, shop.table), (Version::V2_0, Some(Table::ResultCode)));
    assert_eq!(shop.fields[&Field::Factor2], "Enum");
    assert_eq!(shop.flags, TicketFlags::REALM_WANT_CROSS_CHECK);
    assert_eq!(shop.fault, Some(Fault::Delay(std::time::Duration::from_millis(200))));
    assert_eq!(
        settings.methods(shop, Some(&settings.people[2].wmid)),
        [AuthType::KeeperMini],
        "what the site accepts and the person has"
    );
}

#[test]
fn the_example_repeats_the_defaults() {
    let (example, default) =
        (Settings::from_yaml("settings.yaml", EXAMPLE).expect("settings"), Settings::default());
    assert_eq!(example.people[..2], default.people[..2]);
    assert_eq!(format!("{:?}", example.sites[0]), format!("{:?}", default.sites[0]));
    let rest = |settings: &Settings| {
        (
            settings.strict_people,
            settings.fast_mode,
            settings.lifetimes,
            settings.guesses,
            settings.not_in_use,
            settings.journal,
        )
    };
    assert_eq!(rest(&example), rest(&default));
}

#[test]
fn the_example_has_every_key() {
    // Of an unknown key, the message names those that there are.
    for text in ["x:", "sites: [{ x: }]", "people: [{ x: }]", "lifetimes: { x: }", "guesses: { x: }"] {
        let message = problem(text);
        let keys: Vec<_> = message.split('`').skip(3).step_by(2).collect();
        assert!(keys.len() > 1, "{message}");
        for key in keys {
            assert!(EXAMPLE.contains(&format!(" {key}:")) || EXAMPLE.contains(&format!("\n{key}:")), "{key}");
        }
    }
}

#[test]
fn an_empty_file_has_the_defaults() {
    for text in ["", "# nothing\n", "{}"] {
        let settings = Settings::from_yaml("settings.yaml", text).expect("settings");
        assert_eq!((settings.sites.len(), settings.people.len()), (1, 3));
    }
}

#[test]
fn numbers_are_read_as_text_without_quotes() {
    let settings = Settings::from_yaml("settings.yaml", &site("version: 2.0")).expect("settings");
    assert_eq!(settings.sites[0].version, Version::V2_0);
    let settings =
        Settings::from_yaml("settings.yaml", "people: [{ wmid: 000000000012, name: A }]").expect("settings");
    assert_eq!(settings.people[0].wmid.as_str(), "000000000012");
}

#[test]
fn a_problem_is_reported_with_its_place() {
    assert_snapshot!(problem(&site("version: 3.1")), @"settings.yaml:5:14: sites[0].version: unknown version `3.1`, expected `1.0`, `1.1`, `2.0` or `3.0`; did you mean `1.1`?");
    assert_snapshot!(problem(&site("methods: [KeeperClassic, KeeperLigth]")), @"settings.yaml:5:30: sites[0].methods[1]: unknown method `KeeperLigth`, expected `KeeperClassic`, `KeeperLight`, `Enum`, `Telepat`, `Fingerprint`, `KeeperMini`, `EnumViaSms`, `KeeperMiniSocial` or `PasswordSms`; did you mean `KeeperLight`?");
    assert_snapshot!(problem(&site("fields: { WmLogin_Factor: Sms }")), @"settings.yaml:5:15: sites[0].fields: unknown field `WmLogin_Factor`, expected `WmLogin_AuthType`, `WmLogin_Created`, `WmLogin_Expires`, `WmLogin_Factor1`, `WmLogin_Factor1_PasswordType`, `WmLogin_Factor1_EnumType`, `WmLogin_Factor2`, `WmLogin_Factor2_EnumType`, `WmLogin_Flags`, `WmLogin_LastAccess`, `WmLogin_ReadId`, `WmLogin_Ticket`, `WmLogin_UrlID`, `WmLogin_UserAddress`, `WmLogin_Version`, `WmLogin_WMID`, `WmLogin_KeeperRetStr` or `WmLogin_KeeperRetVal`; did you mean `WmLogin_Factor1`?");
    assert_snapshot!(problem(&site("fields: { WmLogin_Factor2: SMS }")), @"settings.yaml:5:32: sites[0].fields.WmLogin_Factor2: unknown value of WmLogin_Factor2 `SMS`, expected `Unavailable`, `None`, `Sms` or `Enum`; did you mean `Sms`?");
    assert_snapshot!(problem(&site("flags: CrossCheckDon")), @"settings.yaml:5:12: sites[0].flags: `CrossCheckDon`: expected None, a number, or one or more of RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone, CachedAuthentication, QuietAuthentication, separated by `,` (unknown flag at character 1)");
    assert_snapshot!(problem(&site("table: Statuses")), @"settings.yaml:5:12: sites[0].table: unknown table `Statuses`, expected `Status` or `ResultCode`; did you mean `Status`?");
    assert_snapshot!(problem(&site("fault: hnag")), @"settings.yaml:5:12: sites[0].fault: unknown fault `hnag`, expected `status`, `delay`, `hang`, `server-error`, `truncated`, `malformed` or `wrong-content-type`; did you mean `hang`?");
    assert_snapshot!(problem(&site("verson: 3.0")), @"settings.yaml:5:5: sites[0]: unknown field `verson`, expected one of `name`, `owner`, `url_id`, `return_url`, `version`, `methods`, `fields`, `flags`, `table`, `trusts`, `fault`; did you mean `version`?");
    assert_snapshot!(problem("sites:\n  - url_id: 7afa5173-bddb-453a-adce-99fb012ceb73\n    return_url: http://a/"), @"settings.yaml:2:5: sites[0]: missing field `owner`");
    assert_snapshot!(problem("sites:\n  - owner: '1'\n"), @"settings.yaml:2:12: sites[0].owner: `1`: expected 12 digits (found 1 character)");
    assert_snapshot!(problem("sites:\n  - return_url: ftp://site.example/\n"), @"settings.yaml:2:17: sites[0].return_url: `ftp://site.example/`: expected an http or https URL (its scheme is ftp)");
    assert_snapshot!(problem("sites:\n  - return_url: site.example\n"), @"settings.yaml:2:17: sites[0].return_url: `site.example`: expected an http or https URL (relative URL without a base)");
    assert_snapshot!(problem("lifetime:\n  ticket: 60\n"), @"settings.yaml:1:1: unknown field `lifetime`, expected one of `sites`, `people`, `strict_people`, `table`, `fast_mode`, `lifetimes`, `guesses`, `not_in_use`, `journal`; did you mean `lifetimes`?");
    assert_snapshot!(problem("lifetimes:\n  ticket: 1h\n"), @r#"settings.yaml:2:11: lifetimes.ticket: invalid type: string "1h", expected u32"#);
    assert_snapshot!(problem("people: [\n"), @"settings.yaml:2:1: did not find expected node content at line 2 column 1, while parsing a flow node");
}

#[test]
fn a_duplicate_is_reported_at_its_second_place() {
    let again = "  - owner: '000000000002'\n    # 7afa5173-bddb-453a-adce-99fb012ceb73\n    url_id: 7AFA5173-BDDB-453A-ADCE-99FB012CEB73\n    return_url: https://b/\n";
    assert_snapshot!(problem(&(site("name: A") + again)), @"settings.yaml:8:13: duplicate url_id `7afa5173-bddb-453a-adce-99fb012ceb73`, expected one that nobody else has");
    let people = "people:\n  - { wmid: '100000000001', name: A }\n  - { name: B, wmid: '100000000001' }\n";
    assert_snapshot!(problem(people), @"settings.yaml:3:23: duplicate wmid `100000000001`, expected one that nobody else has");
}
