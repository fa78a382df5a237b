//! `wmlogin login-url`.

use insta::assert_snapshot;
use wmlogin_types::{AuthType, SocialNetwork};

use crate::wmlogin::command;
use wmlogin_test_support::program::{Run, run};

const URL_ID: &str = "7afa5173-bddb-453a-adce-99fb012ceb73";

fn login_url(arguments: &[&str]) -> Run {
    run(&mut command(&[&["login-url", "--url-id", URL_ID], arguments].concat()), b"")
}

#[test]
fn help() {
    assert_snapshot!(run(&mut command(&["login-url", "--help"]), b""));
}

#[test]
fn addresses() {
    let network = ["--auth-type", "KeeperMiniSocial", "--network", "Facebook"];
    let printed = [
        login_url(&[]),
        login_url(&["--service", "http://localhost:8080/below/"]),
        login_url(&network),
        login_url(&["--lang", "ru-RU", "--wmid", "123456789012", "--quiet-login"]),
        login_url(&["--ask", "--return-url", "/cart?item=1#top"]),
        login_url(&["--log-off", "--wmid", "123456789012", "--return-url", "/"]),
    ];
    assert_snapshot!(printed.map(|run| run.to_string()).join("\n"));
}

#[test]
fn variables_stand_for_options() {
    let with = |arguments: &[&str]| {
        let mut command = command(&[&["login-url"], arguments].concat());
        command.env("WMLOGIN_URL_ID", URL_ID).env("WMLOGIN_SERVICE", "http://localhost:8080/");
        run(&mut command, b"")
    };
    let given = |service| login_url(&["--service", service]).stdout;
    assert_eq!(with(&[]).stdout, given("http://localhost:8080/"));
    assert_eq!(with(&["--service", "http://localhost:9090/"]).stdout, given("http://localhost:9090/"));
    let mut refused = command(&["login-url"]);
    assert_eq!(run(refused.env("WMLOGIN_URL_ID", "7afa"), b"").code, Some(2));
}

#[test]
fn every_documented_name_is_accepted() {
    for method in AuthType::ALL.iter().copied() {
        let run = login_url(&["--auth-type", method.name()]);
        assert!(run.stdout.ends_with(&format!("={method}\n")), "{run}");
    }
    for network in SocialNetwork::ALL.iter().copied() {
        let run = login_url(&["--auth-type=KeeperMiniSocial", "--network", network.name()]);
        assert!(run.stdout.ends_with(&format!("={network}\n")), "{run}");
    }
}

#[test]
fn invalid_arguments() {
    let refused = [
        run(&mut command(&["login-url"]), b""),
        run(&mut command(&["login-url", "--url-id", "7afa"]), b""),
        login_url(&["--auth-type", "keeperclassic"]),
        login_url(&["--network", "Facebook"]),
        login_url(&["--network", "facebook", "--auth-type", "KeeperMiniSocial"]),
        login_url(&["--network", "Facebook", "--auth-type", "KeeperMini"]),
        login_url(&["--wmid", "12"]),
        login_url(&["--quiet-login", "--ask"]),
        login_url(&["--log-off", "--auth-type", "KeeperClassic"]),
        login_url(&["--service", "http://login.wmtransfer.com"]),
        login_url(&["--service", "login.wmtransfer.com"]),
    ];
    assert!(refused.iter().all(|run| run.code == Some(2)));
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
}
