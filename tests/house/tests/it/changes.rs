//! One change each.

use wmlogin_house::{House, succeeds};

const PAGE: &str = "spec/authentication-page.yaml";
const SERVICE: &str = "spec/ticket-service.yaml";

fn house() -> House {
    House::new(env!("CARGO_TARGET_TMPDIR"))
}

/// The house after the change of a file; every crate compiles.
fn changed(file: &str, edits: &[(&str, &str)]) -> House {
    let house = house();
    for (from, to) in edits {
        house.edit(file, from, to);
    }
    house.builds();
    house
}

/// The problems that a change of the spec causes.
fn refused(file: &str, edits: &[(&str, &str)]) -> String {
    let house = house();
    for (from, to) in edits {
        house.edit(file, from, to);
    }
    house.generate().expect_err("the spec is refused")
}

#[test]
fn a_third_outcome() {
    let more = "        role: logged_off\n        description: the user requested to log out and after that returned to the website\n      - { name: TooYoung, code: 6, description: the user is too young for the website }\n";
    let house = changed(
        PAGE,
        &[(
            "        role: logged_off\n        description: the user requested to log out and after that returned to the website\n",
            more,
        )],
    );
    let page = house.probe();
    assert!(page.contains("value=\"TooYoung\">TooYoung"), "{page}");
}

#[test]
fn a_field_leaves_a_version() {
    let last_access = "    - name: WmLogin_LastAccess\n      versions: \"[1.0, 3.0)\"";
    changed(
        PAGE,
        &[
            ("    - name: WmLogin_LastAccess\n      versions: \"[1.0,)\"", last_access),
            ("      WmLogin_LastAccess: 2015-01-12T14:31:29.997Z\n", ""),
        ],
    );
}

#[test]
fn a_method_is_renamed() {
    let house = house();
    for file in [PAGE, SERVICE] {
        house.edit(file, "KeeperLight", "KeeperWebPro");
    }
    house.builds();
}

#[test]
fn a_page_has_a_new_parameter() {
    let new = "      - { name: Rnd, type: Text, origin: observed,";
    let more = "      - { name: MinimumAge, type: Integer, description: the least age }\n      - { name: Rnd, type: Text, origin: observed,";
    let house = changed(PAGE, &[(new, more)]);
    let mut program = house.cargo("run");
    program.args(["--package", "wmlogin-cli", "--", "login-url", "--minimum-age", "18"]);
    program.args(["--url-id", "7afa5173-bddb-453a-adce-99fb012ceb73"]);
    let url = String::from_utf8(succeeds(&mut program).stdout).expect("UTF-8");
    assert!(url.trim_end().ends_with("&MinimumAge=18"), "{url}");
}

#[test]
fn wmids_have_another_length() {
    let house = house();
    house.edit(PAGE, "    length: { min: 12, max: 12 }", "    length: { min: 14, max: 14 }");
    house.edit(PAGE, "\"123456789012\"", "\"12345678901234\"");
    house.builds();
    let page = house.probe();
    assert!(page.contains("user 10000000000001\n"), "{page}");
    assert!(page.contains("maxlength=\"14\""), "{page}");
    assert!(!page.contains("maxlength=\"12\""), "{page}");
}

#[test]
fn an_answer_has_a_new_attribute_and_a_request_a_new_element() {
    let attribute =
        "        - { name: age, type: Integer, description: the age of the user }\n      confirmed: 0\n";
    let element = "    answer:\n";
    let more = "        - { name: device, type: Text, description: the device of the user }\n    answer:\n";
    changed(SERVICE, &[("      confirmed: 0\n", attribute), (element, more)]);
}

#[test]
fn fields_that_the_client_uses_are_renamed() {
    let renamed = [
        ("WmLogin_WMID", "WmLogin_UserNumber"),
        ("WmLogin_Ticket", "WmLogin_Proof"),
        ("WmLogin_UrlID", "WmLogin_Page"),
        ("WmLogin_UserAddress", "WmLogin_From"),
        ("WmLogin_Created", "WmLogin_Begun"),
        ("WmLogin_LastAccess", "WmLogin_Used"),
        ("WmLogin_Expires", "WmLogin_Until"),
        ("WmLogin_Flags", "WmLogin_Marks"),
        ("WmLogin_AuthType", "WmLogin_Method"),
        ("WmLogin_Factor1", "WmLogin_First"),
        ("WmLogin_Factor2", "WmLogin_Second"),
        ("WmLogin_KeeperRetStr", "WmLogin_Result"),
        ("WmLogin_KeeperRetVal", "WmLogin_ResultCode"),
    ];
    let house = house();
    for (from, to) in renamed {
        house.edit(PAGE, from, to);
    }
    for (from, to) in renamed.iter().filter(|(from, _)| house.read(SERVICE).contains(from)) {
        house.edit(SERVICE, from, to);
    }
    house.builds();
    let page = house.probe();
    assert!(page.contains("version 3.0\n"), "{page}");
}

#[test]
fn parameters_elements_and_attributes_are_renamed() {
    let house = house();
    for (from, to) in [
        ("name: RID", "name: Page"),
        ("name: AuthType, type: AuthType", "name: Method, type: AuthType"),
        ("{ AuthType: KeeperMiniSocial }", "{ Method: KeeperMiniSocial }"),
        ("name: AuthTypeParam", "name: Network"),
        ("name: WmId", "name: User"),
        ("name: ReturnUrl", "name: Place"),
        ("name: Quiet,", "name: Silent,"),
        ("path: /GateKeeper.aspx", "path: /login"),
    ] {
        house.edit(PAGE, from, to);
    }
    for (from, to) in [
        ("name: siteHolder", "name: owner"),
        ("name: user,", "name: who,"),
        ("name: ticket,", "name: proof,"),
        ("name: urlId", "name: page"),
        ("name: authType", "name: method"),
        ("name: userAddress", "name: from"),
        ("name: retval", "name: code"),
        ("name: sval", "name: text"),
        ("root: request", "root: question"),
        ("root: response", "root: answer"),
        ("/ws/authorize.xiface", "/confirm"),
    ] {
        house.edit(SERVICE, from, to);
    }
    house.builds();
    let page = house.probe();
    assert!(page.contains("version 3.0\n"), "{page}");
}

#[test]
fn pages_and_services_that_the_crates_do_not_know_are_added() {
    let page = "  - name: LogOff\n";
    let more = "  - name: Settings\n    path: /settings.aspx\n    description: d\n    parameters: []\n  - name: LogOff\n";
    let service = "# `help` is what";
    let another = "  - name: TicketInfo
    path: /ws/ProtectedSecurity.asmx
    description: d
    request: { root: question, elements: [{ name: password, type: Text, required: true, description: d }] }
    answer:
      root: answer
      attributes: [{ name: result, type: Integer, required: true, description: d }]
      confirmed: 0
      tables: [ResultCode]
      reasons: []

# `help` is what";
    let house = house();
    house.edit(PAGE, page, more);
    house.edit(SERVICE, service, another);
    house.builds();
}

#[test]
fn what_the_crates_can_do_without_is_gone() {
    let house = house();
    let removed = [
        "role: cached, ",
        "role: quiet, ",
        "      role: created\n",
        "      role: expires\n",
        "      role: last_access\n",
        "        also: [{ name: Canceled, origin: observed }]\n",
    ];
    for text in removed {
        house.edit(PAGE, text, "");
    }
    let removed = ["name: lang,", "name: Rnd,", "name: WmId,", "name: ReturnUrl,"];
    house.write(PAGE, &without_lines(&house.read(PAGE), &removed));
    let removed = ["name: sval,", "name: lastAccess,", "name: expires,"];
    house.write(SERVICE, &without_lines(&house.read(SERVICE), &removed));
    house.builds();
    let page = house.probe();
    assert!(page.contains("version 3.0\n"), "{page}");
}

/// The text without the lines that contain one of these.
fn without_lines(text: &str, parts: &[&str]) -> String {
    let kept = text.split_inclusive('\n').filter(|line| !parts.iter().any(|part| line.contains(part)));
    kept.collect()
}

#[test]
fn a_field_that_the_client_needs_has_no_role() {
    let problems = refused(PAGE, &[("      type: Wmid\n      role: user\n", "      type: Wmid\n")]);
    told(&problems, "the response has no field with the role `user`", "spec/authentication-page.yaml:");
    assert!(problems.contains("add `role: user` to the field"), "{problems}");
}

#[test]
fn thirteen_flags_have_names() {
    let reserved = "      - { bit: 0, reserved: true, description: booked }\n";
    let flags = (7..15).map(|bit| {
        format!("      - {{ bit: {bit}, name: FlagWithAVeryLongNameNumber{bit}, description: one more }}\n")
    });
    let flags = reserved.to_owned() + &flags.collect::<Vec<_>>().concat();
    let house = changed(PAGE, &[(reserved, &flags)]);
    let fields = house.read("wmlogin-types/src/generated/field.rs");
    assert!(fields.contains("longest 512 {"), "{fields}");
}

#[test]
fn names_mean_something_in_rust() {
    let values = "      - { id: 20, name: gen, description: d }
      - { id: 21, name: crate, rust: TheCrate, description: d }
      - { id: 22, name: super, rust: TheSuper, description: d }
      - { id: 23, name: Self, rust: TheSelf, description: d }
      - { id: 24, name: 2FA, rust: TwoFactors, description: d }
      - { id: 25, name: visit, description: d }
      - { id: 26, name: new, description: d }
      - { id: 27, name: to_form, description: d }
      - { id: 28, name: match, description: d }
";
    let parameters = "      - { name: gen, type: Text, description: d }
      - { name: crate, type: Text, rust: the_crate, description: d }
      - { name: super, type: Text, rust: the_super, description: d }
      - { name: Self, type: Text, rust: the_self, description: d }
      - { name: 2FA, type: Text, rust: two_factors, description: d }
      - { name: visit, type: Text, rust: the_visit, description: d }
      - { name: new, type: Text, rust: is_new, description: d }
      - { name: to_form, type: Text, rust: the_form, description: d }
      - { name: type, type: Text, description: d }
      - { name: H, type: Text, description: d }
      - { name: host, type: Text, description: d }
";
    let first_value = "      - { id: 1, name: KeeperClassic,";
    let first_parameter = "      - { name: lang, type: Text,";
    changed(
        PAGE,
        &[
            (first_value, &(values.to_owned() + first_value)),
            (first_parameter, &(parameters.to_owned() + first_parameter)),
        ],
    );
}

#[test]
fn no_method_means_a_certificate() {
    let problems = refused(PAGE, &[("name: KeeperLight, role: certificate,", "name: KeeperLight,")]);
    told(&problems, "`AuthType` has no value with the role `certificate`", PAGE);
}

#[test]
fn what_the_crates_call_by_name_is_called_something_else() {
    let problems = refused(PAGE, &[("TicketFlags", "LoginFlags"), ("name: LogOff", "name: SignOut")]);
    told(&problems, "no type is called `TicketFlags` in Rust", PAGE);
    told(&problems, "no page is called `log_off` in Rust", PAGE);
    assert!(problems.contains("keep this name with `rust: log_off`"), "{problems}");
    changed(
        PAGE,
        &[
            ("TicketFlags", "LoginFlags"),
            ("name: LoginFlags\n", "name: LoginFlags\n    rust: TicketFlags\n"),
            ("name: LogOff\n", "name: SignOut\n    rust: log_off\n"),
        ],
    );
}

#[test]
fn the_user_has_a_type_that_the_service_is_not_asked_about() {
    let account =
        "identifiers:\n  - { name: Account, description: d, characters: 0-9, length: { min: 1, max: 12 } }\n";
    let field = ("      type: Wmid\n      role: user", "      type: Account\n      role: user");
    let problems = refused(PAGE, &[("identifiers:\n", account), field]);
    told(&problems, "`user` has the type `Wmid`", SERVICE);
    told(&problems, "`WmId` has the type `Wmid`", PAGE);
}

/// The problems are these, in this file.
fn told(problems: &str, message: &str, file: &str) {
    assert!(problems.contains(message), "{problems}");
    assert!(problems.contains(&format!("--> {file}")), "{problems}");
}
