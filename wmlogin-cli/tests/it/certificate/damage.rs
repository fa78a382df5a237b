//! A damaged store: one broken entry does not hide the others.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use wmlogin_test_support::tools::skip;

use super::authority::issue;
use crate::certificate::workplace::{EMAIL, OTHER_WMID, WMID, Workplace};

/// A workplace with a certificate, and with the request of another user that stays intact.
fn workplace() -> Workplace {
    let workplace = Workplace::with_backup();
    workplace.done(&["request", "--wmid", OTHER_WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"]);
    workplace.keep_store();
    workplace
}

/// Damages a file, and returns the report of `status`.
fn after(workplace: &Workplace, file: &str, happens: impl FnOnce(&Workplace, &Path)) -> String {
    workplace.restore_store();
    happens(workplace, &workplace.entry(1, file));
    let run = workplace.run(&["status"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains(OTHER_WMID), "{run}");
    let told = workplace.redact(&run.stdout);
    let damage: Vec<_> = told.lines().skip_while(|line| !line.contains("damaged")).take(4).collect();
    let used = workplace.run(&["backup", "--output", "another.p12"]);
    assert_eq!(used.code, Some(1), "{used}");
    format!("{file}\n{}\n{}", damage.join("\n"), workplace.redact(&used.stderr))
}

#[test]
fn files_that_are_truncated_swapped_or_missing() {
    let workplace = workplace();
    let cut = |_: &Workplace, path: &Path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    };
    let remove = |_: &Workplace, path: &Path| fs::remove_file(path).unwrap();
    let swap = |workplace: &Workplace, path: &Path| {
        let other = workplace.path(format!("store/{OTHER_WMID}-1")).join(path.file_name().unwrap());
        fs::copy(other, path).unwrap();
    };
    let other_form = |workplace: &Workplace, path: &Path| {
        fs::write(path, workplace.authority.pem()).unwrap();
    };
    let told = [
        after(&workplace, "key.pem", cut),
        after(&workplace, "key.pem", remove),
        after(&workplace, "key.pem", other_form),
        after(&workplace, "request.pem", cut),
        after(&workplace, "request.pem", swap),
        after(&workplace, "certificate.pem", cut),
        after(&workplace, "certificate.pem", other_form),
        after(&workplace, "certificate.pem", |workplace, path| {
            let (certificate, _) = issue(&workplace.authority, WMID, |_| {});
            fs::write(path, certificate).unwrap();
        }),
        after(&workplace, "certificate.pem", |workplace, path| {
            let (certificate, _) = issue(&workplace.authority, OTHER_WMID, |_| {});
            fs::write(path, certificate).unwrap();
        }),
        // Before the path of the backup, which is longer on some machines than on others.
        after(&workplace, "backup.json", |_, path| fs::write(path, &fs::read(path).unwrap()[..8]).unwrap()),
        after(&workplace, "certificate.pem", |_, path| fs::write(path, vec![b'a'; 100_000]).unwrap()),
    ];
    assert_snapshot!(told.join("\n"));
}

#[cfg(unix)]
#[test]
fn files_with_unsafe_permissions_or_types() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let workplace = workplace();
    let link = |workplace: &Workplace, path: &Path| {
        let moved = workplace.path("moved");
        let _ = fs::remove_file(&moved);
        fs::rename(path, &moved).unwrap();
        symlink(moved, path).unwrap();
    };
    let open = |mode: u32| {
        move |_: &Workplace, path: &Path| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    let folder = |_: &Workplace, path: &Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    };
    let told = [
        after(&workplace, "key.pem", link),
        after(&workplace, "key.pem", open(0o640)),
        after(&workplace, "key.pem", folder),
        after(&workplace, "certificate.pem", link),
        after(&workplace, "certificate.pem", open(0o622)),
        after(&workplace, "", open(0o770)),
    ];
    assert_snapshot!(told.join("\n"));
    workplace.restore_store();
    fs::set_permissions(workplace.path("store"), fs::Permissions::from_mode(0o777)).unwrap();
    assert_snapshot!("a_store_that_others_can_change", workplace.told(&["status", "--json"]));
    assert_eq!(workplace.run(&["backup", "--output", "another.p12"]).code, Some(3));
}

#[cfg(unix)]
#[test]
fn files_that_belong_to_other_users() {
    use std::os::unix::fs::chown;

    let workplace = workplace();
    if chown(workplace.entry(1, "key.pem"), Some(12345), None).is_err() {
        skip("only root gives files away");
        return;
    }
    let run = workplace.run(&["status"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains("belongs to the user 12345, and this program runs as 0"), "{run}");
}

#[test]
fn a_key_of_another_certificate_is_detected_on_use() {
    let workplace = workplace();
    fs::copy(workplace.path(format!("store/{OTHER_WMID}-1/key.pem")), workplace.entry(1, "key.pem")).unwrap();
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    assert_snapshot!(workplace.told(&["backup", "--output", "another.p12"]));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_store() {
    use std::os::unix::fs::PermissionsExt;

    let workplace = workplace();
    workplace.done(&["harden", "--yes"]);
    let mut folders = vec![workplace.path("store")];
    let mut files = vec![workplace.path("backup.p12")];
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{folder:?}");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() >= 8, "{files:?}");
    for file in files {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_store_may_be_behind_a_link() {
    let workplace = workplace();
    fs::rename(workplace.path("store"), workplace.path("moved")).unwrap();
    std::os::unix::fs::symlink(workplace.path("moved"), workplace.path("store")).unwrap();
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    workplace.done(&["harden", "--yes", "--wmid", WMID]);
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_link_is_not_followed() {
    use std::os::unix::fs::symlink;

    let workplace = Workplace::with_certificate();
    fs::remove_file(workplace.path("store/lock")).unwrap();
    symlink(workplace.path("elsewhere"), workplace.path("store/lock")).unwrap();
    let request = ["request", "--wmid", OTHER_WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"];
    let told = [workplace.told(&["status"]), workplace.told(&request)];
    assert!(!workplace.path("elsewhere").exists());
    assert_snapshot!(told.join("\n"));
}

/// Nobody writes to them, so opening them would take forever.
#[cfg(unix)]
#[test]
fn named_pipes_are_not_waited_for() {
    if !wmlogin_test_support::tools::require(["mkfifo"]) {
        return;
    }
    let workplace = Workplace::with_request();
    let made = std::process::Command::new("mkfifo").current_dir(workplace.root()).arg("pipe").status();
    assert!(made.unwrap().success());
    let told = [
        workplace.told(&["add", "pipe", "--root", "root.pem"]),
        workplace.told(&["add", "root.pem", "--root", "pipe"]),
        workplace.told(&["import", "pipe"]),
    ];
    assert_snapshot!(told.join("\n"));
    fs::remove_file(workplace.path("store/lock")).unwrap();
    fs::rename(workplace.path("pipe"), workplace.path("store/lock")).unwrap();
    assert_snapshot!("a_pipe_as_the_lock", workplace.told(&["status"]));
}

/// The shell puts a pipe in the place of `<(command)`, and somebody writes to that one.
#[cfg(unix)]
#[test]
fn the_pipes_of_a_shell_are_read() {
    if !wmlogin_test_support::tools::require(["bash"]) {
        return;
    }
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    let add = workplace.command(&["add"]);
    let line = format!(
        "'{}' certificate add <(cat certificate.cer) --root <(cat root.pem)",
        add.get_program().to_str().unwrap()
    );
    let mut shell = std::process::Command::new("bash");
    shell.current_dir(workplace.root()).args(["-c", &line]);
    shell.env("WMLOGIN_STORE", workplace.path("store"));
    let run = wmlogin_test_support::program::run(&mut shell, b"");
    assert_eq!(run.code, Some(0), "{run}");
}

#[cfg(unix)]
#[test]
fn a_store_that_others_can_replace_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let workplace = Workplace::with_certificate();
    let mode = |mode| fs::set_permissions(workplace.root(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o777);
    let told = workplace.redact(&workplace.done(&["status"]).stderr);
    // Everybody may write here, but only to their own files.
    mode(0o1777);
    let sticky = workplace.done(&["status"]).stderr;
    mode(0o700);
    assert_snapshot!(told, @"Warning: other users can replace the store, because they can write to [folder]");
    assert_eq!(sticky, "");
}
