//! The settings: mistakes with their places, and secrets that are no arguments.

use std::fmt::Write;

use insta::assert_snapshot;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{Run, run};

use crate::wmlogin::command;

const GOOD: &str = "\
owner: \"123456789012\"
url_id: 7afa5173-bddb-453a-adce-99fb012ceb73
return_page: https://shop.example/wmlogin/return
";

/// Good settings without one.
fn without(name: &str) -> String {
    GOOD.split_inclusive('\n').filter(|line| !line.starts_with(name)).collect()
}

fn checked(folder: &Folder, yaml: &str, arguments: &[&str]) -> Run {
    folder.write("forward-auth.yaml", yaml);
    let mut command = command(&["forward-auth", "--config", "forward-auth.yaml", "--check-config"]);
    run(command.args(arguments).current_dir(folder.root()), b"")
}

#[test]
fn mistakes_have_a_place_and_say_what_is_expected() {
    let folder = Folder::new();
    folder.write("keys", "password");
    let mut report = String::new();
    for change in [
        "ownr: 1\n",
        "return_page: shop.example\n",
        "prefix: wmlogin\n",
        "users: [\"12345\"]\n",
        "methods: [KeeperClassik]\n",
        "session_lifetime: soon\n",
        "cookie: \"a b\"\n",
        "user_header: X-Wmlogin-Time\n",
        "trusted_proxies: [everybody]\n",
        "keys_file: keys\n",
        "keys_file: missing\n",
        "redis_file: keys\n",
        "service: http://login.example\n",
        "listen: everywhere\n",
    ] {
        let name = change.split(':').next().expect("a name");
        let kept = without(name);
        writeln!(report, "{change}{}", checked(&folder, &format!("{kept}{change}"), &[])).expect("a string");
    }
    for missing in ["owner", "url_id", "return_page"] {
        writeln!(report, "no {missing}\n{}", checked(&folder, &without(missing), &[])).expect("a string");
    }
    assert_snapshot!(report);
    assert_eq!(checked(&folder, GOOD, &[]).code, Some(0));
}

#[test]
fn an_option_and_a_variable_replace_what_the_file_has() {
    let folder = Folder::new();
    let wrong = format!("{GOOD}session_lifetime: soon\n");
    assert_eq!(checked(&folder, &wrong, &[]).code, Some(2));
    assert_eq!(checked(&folder, GOOD, &["--session-lifetime", "soon"]).code, Some(2));
    assert_eq!(checked(&folder, GOOD, &["--session-lifetime", "30m"]).code, Some(0));
    let mut from_variables = command(&["forward-auth", "--check-config"]);
    from_variables.env("WMLOGIN_OWNER", "123456789012");
    from_variables.env("WMLOGIN_URL_ID", "7afa5173-bddb-453a-adce-99fb012ceb73");
    from_variables.env("WMLOGIN_RETURN_PAGE", "https://shop.example/wmlogin/return");
    assert_eq!(run(&mut from_variables, b"").code, Some(0));
}

#[test]
fn a_secret_is_in_one_place_and_never_shown() {
    let folder = Folder::new();
    let key = "7a1fd0c8c1f4e0b9f5b0f5ea1f8d1a55c5a1dd1f4b9b5a0b8f3de6c0a9f4e1d2";
    folder.write("keys", format!("\u{feff}{key}\r\n"));
    folder.write("redis", "redis://:sesame@127.0.0.1:port");
    let good = format!("{GOOD}keys_file: keys\n");
    assert_eq!(checked(&folder, &good, &[]).code, Some(0));
    let mut twice = command(&["forward-auth", "--config", "forward-auth.yaml", "--check-config"]);
    let twice = run(twice.env("WMLOGIN_KEYS", key).current_dir(folder.root()), b"");
    assert_eq!(twice.code, Some(2));
    assert!(twice.stderr.contains("WMLOGIN_KEYS") && !twice.stderr.contains(key), "{twice}");
    let wrong = run(
        command(&[
            "forward-auth",
            "--config",
            "forward-auth.yaml",
            "--redis-file",
            "redis",
            "--listen",
            "127.0.0.1:0",
        ])
        .current_dir(folder.root()),
        b"",
    );
    assert_ne!(wrong.code, Some(0));
    assert!(!wrong.text().contains("sesame"), "{wrong}");
}
