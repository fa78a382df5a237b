//! The certificate of a resumed session, which is verified again.

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::TimeDelta;

use crate::world::{Identity, World};
use wmlogin_test_support::authority::WMID;

#[tokio::test]
async fn an_expired_certificate_is_refused_in_a_resumed_session_too() {
    for version in ["-tls1_2", "-tls1_3"] {
        let world = World::new().await;
        let owner = world.identity();
        let first = connect(&world, Some(&owner), &[version, "-sess_out", "session"]).await;
        assert!(first.contains("New, TLSv1") && first.contains(WMID), "{first}");
        // Without the certificate and the key, which the session restores.
        let again = connect(&world, None, &[version, "-sess_in", "session", "-sess_out", "session"]).await;
        assert!(again.contains("Reused, TLSv1") && again.contains(WMID), "{again}");
        world.pass(TimeDelta::days(400));
        let later = connect(&world, None, &[version, "-sess_in", "session", "-sess_out", "session"]).await;
        assert!(later.contains("Reused, TLSv1") && !later.contains(WMID), "{later}");
        assert!(later.contains("403 Forbidden") && later.contains("expired"), "{later}");
    }
}

/// Returns the output of `openssl s_client` about a connection and the page.
async fn connect(world: &World, identity: Option<&Identity>, arguments: &[&str]) -> String {
    let mut command = Command::new("openssl");
    command.current_dir(world.folder.path("")).arg("s_client").args(arguments);
    command.args(["-connect", &format!("localhost:{}", world.port), "-CAfile", "root.pem", "-ign_eof"]);
    if let Some(identity) = identity {
        command.arg("-cert").arg(&identity.certificate).arg("-key").arg(&identity.key);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let run = move || {
        let mut child = command.spawn().expect("openssl");
        let mut stdin = child.stdin.take().expect("its input");
        stdin
            .write_all(b"GET /account HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            .expect("to write");
        child.wait_with_output().expect("an output")
    };
    let output = tokio::task::spawn_blocking(run).await.expect("a thread");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
