//! `wmlogin forward-auth`: the login in front of any site, behind nginx or Caddy.

mod arguments;
mod auth;
mod error;
mod forwarded;
mod health;
mod options;
mod page;
mod paths;
mod redis;
mod request_id;
mod routes;
mod settings;
mod text;

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

pub use arguments::Arguments;
use axum::Router;
use error::{Error, SettingsError};
use options::Options;
use settings::Settings;
use tokio::net::TcpListener;
use wmlogin_axum::InProcessSessionStore;
use wmlogin_redis::RedisReplayStore;

use crate::failure::{Failure, chain};
use crate::{file, output, until_stopped};

/// The longest file with settings.
const MAX_CONFIG_LENGTH: u64 = 1 << 20;

/// Answers the proxy until the program is stopped.
pub fn run(arguments: Arguments) -> ExitCode {
    let settings = match settings(arguments.config.as_deref(), arguments.options) {
        Ok(settings) => settings,
        Err(error) => return output::fail(&Failure::input("settings", chain(&error))).into(),
    };
    if arguments.check_config {
        return ExitCode::SUCCESS;
    }
    until_stopped::run(serve(Arc::new(settings)), Error::is_input)
}

/// Reads the settings of the file below those of the command line.
fn settings(config: Option<&Path>, options: Options) -> Result<Settings, SettingsError> {
    let file = match config {
        Some(path) => read(path)?,
        None => Options::default(),
    };
    Settings::check(options.over(file))
}

fn read(path: &Path) -> Result<Options, SettingsError> {
    let bytes = file::read(path, MAX_CONFIG_LENGTH)?;
    let options = serde_yaml::from_slice::<Option<Options>>(&bytes);
    let options = options.map_err(|error| SettingsError::yaml(file::shown(path), &error))?;
    Ok(options.unwrap_or_default())
}

async fn serve(settings: Arc<Settings>) -> Result<(), Error> {
    let stopped = until_stopped::stopped()?;
    let address = settings.listen;
    let listener = TcpListener::bind(address).await.map_err(|source| Error::Address { address, source })?;
    let app = match &settings.redis {
        Some(address) => {
            let site =
                settings.site().replay_store(RedisReplayStore::open(address).await?.timeout(redis::TIMEOUT));
            routes::app(&settings, site.build()?, redis::sessions(address)?)?
        }
        None => {
            let sessions = InProcessSessionStore::new(settings.max_sessions);
            routes::app(&settings, settings.site().build()?, sessions)?
        }
    };
    output::print(&format!(
        "Listening on http://{}{}/ for {}\n",
        listener.local_addr()?,
        settings.prefix,
        settings.return_page.origin().ascii_serialization()
    ))?;
    accept(listener, app, stopped).await
}

async fn accept(
    listener: TcpListener,
    app: Router,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let (stop, mut stopping) = tokio::sync::watch::channel(());
    let graceful = async move {
        stopped.await;
        drop(stop);
    };
    let served = axum::serve(listener, app).with_graceful_shutdown(graceful);
    tokio::select! {
        served = served => Ok(served?),
        () = async {
            let _ = stopping.changed().await;
            tokio::time::sleep(Duration::from_secs(5)).await;
        } => Ok(()),
    }
}
