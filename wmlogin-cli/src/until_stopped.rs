//! Commands that run until they are stopped.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use crate::failure::{Failure, chain};
use crate::output;

/// Runs a command on a runtime of its own. `is_input` returns `true` for errors of the arguments or settings. Warnings,
/// such as that a settings file cannot be read again, are logged.
pub fn run<E: Error + From<io::Error>>(
    command: impl Future<Output = Result<(), E>>,
    is_input: fn(&E) -> bool,
) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result = runtime.map_err(E::from).and_then(|runtime| runtime.block_on(command));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_input(&error) => output::fail(&Failure::input("settings", chain(&error))).into(),
        Err(error) => output::fail(&Failure::no("run", chain(&error))).into(),
    }
}

/// Resolves when the user presses Ctrl-C, or the system asks the program to end.
///
/// # Errors
///
/// The system does not tell signals.
#[cfg(unix)]
pub fn stopped() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Resolves when the user presses Ctrl-C.
///
/// # Errors
///
/// The system does not tell it.
#[cfg(windows)]
pub fn stopped() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
