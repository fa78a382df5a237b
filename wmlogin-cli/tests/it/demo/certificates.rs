//! The certificates of the commands, with openssl and curl.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use wmlogin_test_support::browser::Page;
use wmlogin_test_support::curl::{Curl, FOLLOW};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::run;
use wmlogin_test_support::registered::{self, Registered};
use wmlogin_test_support::tools::require;

use crate::wmlogin::{Serving, command};

const USER: &str = "100000000002";

/// Submits the last form of a page, as a page of this origin does.
fn submit(curl: &Curl<'_>, page: &Page, origin: &str, chosen: &[(&str, &str)]) -> Page {
    let mut form = page.form();
    for (name, value) in chosen {
        form.set(name, value);
    }
    let target = form.target(&page.url);
    let origin = format!("Origin: {origin}");
    curl.request(target.as_str(), &[FOLLOW, "--header", &origin, "--data", &form.body()])
}

/// The first lines of output, with ports masked.
fn shown(serving: &Serving) -> String {
    let masked = |line: &String| {
        let mut text = String::new();
        for part in line.split_inclusive(':') {
            let digits = part.chars().take_while(char::is_ascii_digit).count();
            text += if digits > 0 { "PORT" } else { "" };
            text += &part[digits..];
        }
        text
    };
    serving.lines.iter().map(masked).collect::<Vec<_>>().join("\n")
}

#[test]
#[cfg(unix)]
fn a_certificate_signs_in_at_the_demo_site() {
    if !require(registered::PROGRAMS) {
        return;
    }
    let demo = Serving::start(&["demo", "--listen", "0"], 4);
    let [site, gatekeeper] = &demo.addresses[..2] else { panic!("{:?}", demo.addresses) };
    let user = Registered::at(gatekeeper, USER);
    let curl = user.curl();
    let page = curl.request(&format!("{site}/login?AuthType=KeeperLight"), &[FOLLOW]);
    assert!(page.url.as_str().starts_with(gatekeeper), "{}", page.url);
    let chosen = [("AuthType", "KeeperLight"), ("decision", "allow")];
    let page = submit(&curl, &page, gatekeeper, &chosen);
    assert!(page.body.contains(USER) && page.url.as_str().starts_with(gatekeeper), "{page:?}");
    let answer = submit(&curl, &page, gatekeeper, &chosen[1..]);
    let relay = submit(&curl, &answer, gatekeeper, &[]);
    let account = submit(&curl, &relay, site, &[]);
    assert!(account.url.as_str().ends_with("/account"), "{account:?}");
    for expected in [USER, "KeeperLight", "X509Certificate"] {
        assert!(account.body.contains(expected), "{expected}: {account:?}");
    }
    assert!(demo.program.interrupt().success());
}

#[test]
#[cfg(unix)]
fn the_first_lines_of_output() {
    let demo = Serving::start(&["demo", "--listen", "0"], 6);
    let gatekeeper = Serving::start(&["gatekeeper", "--listen", "127.0.0.1:0", "--control-listen", "0"], 10);
    let without = Serving::start(&["gatekeeper", "--listen", "127.0.0.1:0", "--no-certificates"], 7);
    assert_snapshot!([&demo, &gatekeeper, &without].map(shown).join("\n----\n"));
    for serving in [demo, gatekeeper, without] {
        assert!(serving.program.interrupt().success());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn certificates_are_kept_for_a_settings_file_but_not_beside_it() {
    let folder = Folder::new();
    let settings = folder.write("my.settings.yaml", "strict_people: true\n");
    let gatekeeper = |more: &[&str]| {
        let arguments = ["gatekeeper", "--listen", "127.0.0.1:0", "--config", settings.to_str().unwrap()];
        let mut program = command(&[&arguments[..], more].concat());
        program.env("XDG_DATA_HOME", folder.path("data"));
        program
    };
    let start = |more: &[&str]| Serving::start_with(&mut gatekeeper(more), 4);
    let root = |folder: &Path| fs::read(folder.join("root.cer")).unwrap();
    let first = start(&[]);
    let (_, kept) = first.lines[2].split_once("kept in ").unwrap();
    let kept = PathBuf::from(kept.split_once(':').unwrap().0);
    assert!(kept.starts_with(folder.path("data/wmlogin/gatekeeper")), "{}", kept.display());
    let made = root(&kept);
    assert!(first.program.terminate().success());
    assert!(start(&[]).program.terminate().success());
    assert_eq!(root(&kept), made);
    let mut beside = fs::read_dir(settings.parent().unwrap()).unwrap();
    assert!(beside.all(|entry| {
        ["my.settings.yaml", "data"].iter().any(|name| *name == entry.as_ref().unwrap().file_name())
    }));

    let elsewhere = folder.path("elsewhere");
    let arguments = ["--certificates", elsewhere.to_str().unwrap()];
    let other = start(&arguments);
    assert_ne!(root(&elsewhere), made);
    let in_use = run(&mut gatekeeper(&arguments), b"");
    assert_eq!(in_use.code, Some(1));
    let expected = format!("wmlogin: another stand-in uses {}", elsewhere.display());
    assert!(in_use.stderr.starts_with(&expected), "{in_use}");
    assert!(other.program.terminate().success());
}
