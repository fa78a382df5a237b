#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub use redis;

use std::error::Error;
use std::fmt;
use std::time::Duration;

use redis::aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig};
use redis::io::tcp::TcpSettings;
use redis::{Client, IntoConnectionInfo};
use wmlogin_client::{Acceptance, BoxFuture, ReplayStore, ReplayStoreError, TicketDigest};

/// The longest wait for the server, unless another one is set.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The longest pause between two attempts to connect again.
const MAX_PAUSE: Duration = Duration::from_millis(500);

/// Records the acceptance of a ticket unless there is one, and returns the one that was there. A script is one
/// step for the server, so of two nodes exactly one is first; and of servers before Redis 7, only scripts can do
/// this. The lifetime is never made shorter.
const RECORD: &str = "\
local earlier = redis.call('GET', KEYS[1])
if not earlier then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
elseif redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return earlier";

/// The accepted tickets of a site, in a Redis or Valkey server that all its nodes share.
///
/// A ticket's key is the prefix and its SHA-256 digest; the value says for which login and network it was
/// accepted. Keys expire when the service's confirmation does. Clones share the connection.
#[derive(Clone)]
pub struct RedisReplayStore<C = ConnectionManager> {
    connection: C,
    prefix: String,
    timeout: Duration,
}

impl RedisReplayStore {
    /// Opens a store at `redis://[user:password@]host[:port][/database]`, or at `rediss://…` with the feature
    /// `tls`.
    ///
    /// It connects with the first ticket, and again whenever a connection is lost. Nothing is sent before, so
    /// a site starts without the server and refuses logins until it is there; [`check`](Self::check) tells.
    ///
    /// # Errors
    ///
    /// Returns an error if the address cannot be used.
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        let settings = TcpSettings::default();
        // A connection whose other end has gone without a word is given up after this time.
        #[cfg(target_os = "linux")]
        let settings = settings.set_user_timeout(TIMEOUT * 2);
        let info = address.into_connection_info().map_err(OpenError)?.set_tcp_settings(settings);
        Self::with_client(Client::open(info).map_err(OpenError)?).await
    }

    /// Opens a store with a client, such as one with roots and certificates of its own for TLS.
    ///
    /// # Errors
    ///
    /// Returns an error if the client cannot be used.
    #[expect(clippy::unused_async, reason = "the connection needs a running reactor of tokio")]
    pub async fn with_client(client: Client) -> Result<Self, OpenError> {
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(TIMEOUT))
            // The store has its own, which a site may set.
            .set_response_timeout(None)
            .set_max_delay(MAX_PAUSE);
        ConnectionManager::new_lazy_with_config(client, config).map(Self::new).map_err(OpenError)
    }
}

impl<C: ConnectionLike + Clone + Send + Sync> RedisReplayStore<C> {
    /// Makes a store with any connection, such as one to a cluster. Every call uses one key.
    #[must_use]
    pub fn new(connection: C) -> Self {
        Self { connection, prefix: "wmlogin:ticket:".to_owned(), timeout: TIMEOUT }
    }

    /// Sets what the keys begin with, where several sites share a server. It is `wmlogin:ticket:` unless set.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets the longest time that a login waits for the server, which is two seconds unless set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Asks the server for a sign of life, to tell at start or to a health check.
    ///
    /// # Errors
    ///
    /// Returns an error if it does not answer, or refuses.
    pub async fn check(&self) -> Result<(), ReplayStoreError> {
        self.ask::<()>(&redis::cmd("PING")).await
    }

    async fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> Result<T, ReplayStoreError> {
        let mut connection = self.connection.clone();
        match tokio::time::timeout(self.timeout, command.query_async(&mut connection)).await {
            Ok(answer) => answer.map_err(ReplayStoreError::new),
            Err(_) => Err(ReplayStoreError::new(NoAnswer(self.timeout))),
        }
    }
}

impl<C: ConnectionLike + Clone + Send + Sync> ReplayStore for RedisReplayStore<C> {
    fn record(
        &self,
        ticket: TicketDigest,
        acceptance: Acceptance,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>> {
        Box::pin(async move {
            let mut command = redis::cmd("EVAL");
            // A key lives a millisecond at least: the server refuses zero.
            let milliseconds = u64::try_from(lifetime.as_millis()).unwrap_or(u64::MAX).clamp(1, MAX_LIFETIME);
            command.arg(RECORD).arg(1).arg(format!("{}{ticket}", self.prefix));
            command.arg(acceptance.to_string()).arg(milliseconds);
            let earlier: Option<String> = self.ask(&command).await?;
            earlier.map(|text| text.parse().map_err(ReplayStoreError::new)).transpose()
        })
    }
}

/// A hundred years in milliseconds: the server refuses times that its clock cannot hold.
const MAX_LIFETIME: u64 = 100 * 365 * 24 * 60 * 60 * 1000;

/// It shows no address, since that may hold a password.
impl<C> fmt::Debug for RedisReplayStore<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { prefix, timeout, connection: _ } = self;
        f.debug_struct("RedisReplayStore")
            .field("prefix", prefix)
            .field("timeout", timeout)
            .finish_non_exhaustive()
    }
}

/// An address or a client with which no store can be opened. It does not show the address, since that may hold a
/// password.
#[derive(Debug)]
pub struct OpenError(redis::RedisError);

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no store of tickets can be opened there: expected redis://host:port/database, or rediss:// with the feature `tls`")
    }
}

impl Error for OpenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// No answer within the time.
#[derive(Debug, thiserror::Error)]
#[error("the Redis server did not answer within {0:?}")]
struct NoAnswer(Duration);
