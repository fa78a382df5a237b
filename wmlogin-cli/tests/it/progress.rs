//! Signs of life on a terminal, and nowhere else.

use std::io;
use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::Duration;

use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::run;
use wmlogin_test_support::responses::Pairs;
use wmlogin_test_support::terminal;
use wmlogin_test_support::tools::require;

use crate::wmlogin::{AT, WMLOGIN, command};

/// The address of a service that hangs up on each question after a while.
fn slow_service() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(2500));
                drop(stream);
            });
        }
    });
    Ok(address)
}

#[test]
fn only_a_terminal_sees_how_long_it_takes() {
    if !require(["setsid"]) {
        return;
    }
    let (folder, service) = (Folder::new(), slow_service().expect("a listener"));
    folder.write("response.txt", Pairs::example("Version 3.0").body());
    let file = folder.argument("response.txt");
    let verify = ["verify", "--owner", "123456789012", "--service", &service, AT, &file];
    let on_terminal = |option: &[&str]| {
        terminal::run(Path::new(WMLOGIN), &[&verify, option].concat(), &[], |command| {
            command.env("NO_COLOR", "1");
        })
    };
    let screen = on_terminal(&[]);
    assert_eq!(screen.code, Some(3), "{screen:?}");
    assert!(screen.text.starts_with("\rAsking the service: 1 s\rAsking the service: 2 s\r   "), "{screen:?}");
    assert!(screen.text.contains("\rwmlogin: the service could not be asked"), "{screen:?}");
    assert!(on_terminal(&["-q"]).text.starts_with("wmlogin: "));
    assert!(run(&mut command(&verify), b"").stderr.starts_with("wmlogin: "));
}
