//! The sessions of several nodes, in Redis.

use std::time::Duration;

use tower_sessions_redis_store::RedisStore;
use tower_sessions_redis_store::fred::clients::Client;
use tower_sessions_redis_store::fred::interfaces::ClientLike;
use tower_sessions_redis_store::fred::types::Builder;
use tower_sessions_redis_store::fred::types::config::{Config, ReconnectPolicy};

use super::error::Error;

/// The longest wait for the server. A user waits for the ticket and for the session.
pub const TIMEOUT: Duration = Duration::from_secs(2);

/// The pause between two attempts to connect, in milliseconds.
const PAUSE: u32 = 200;

/// Opens the sessions. It connects by itself, again and again if need be, so the program starts without the server.
pub fn sessions(address: &str) -> Result<RedisStore<Client>, Error> {
    let failed = |error: tower_sessions_redis_store::fred::error::Error| Error::Sessions(error.into());
    let mut builder = Builder::from_config(Config::from_url(address).map_err(failed)?);
    builder
        .set_policy(ReconnectPolicy::new_constant(0, PAUSE))
        .with_connection_config(|connection| {
            connection.connection_timeout = TIMEOUT;
            connection.internal_command_timeout = TIMEOUT;
            connection.max_command_attempts = 1;
        })
        .with_performance_config(|performance| performance.default_command_timeout = TIMEOUT);
    let client = builder.build().map_err(failed)?;
    client.connect();
    Ok(RedisStore::new(client))
}
