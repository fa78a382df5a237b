//! The cookies of logins: one for each that is in progress or was completed a moment ago.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use url::Url;
use uuid::Uuid;
use wmlogin_types::UrlId;

use super::key::{FlowKeys, Purpose, TAG_LENGTH};
use crate::replay::{LoginNonce, TicketDigest};

/// The longest time from the begin of a login to its answer.
pub const LOGIN_LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// The most cookies of logins that a browser keeps.
pub(super) const MAX_COOKIES: usize = 4;

/// The most bytes that the cookies of logins take together, names included.
const MAX_TOTAL_LENGTH: usize = 4096;

/// Cookies of ours that are looked at in one request. A browser that restores its tabs may begin many logins
/// before it has the first cookie.
const MAX_CANDIDATES: usize = 64;

/// The length of the part of the nonce that is in the name of a cookie, in bytes.
const NAME_LENGTH: usize = 6;

/// The largest difference between the clocks of two nodes.
const NODE_SKEW: TimeDelta = TimeDelta::minutes(1);

/// The length of what precedes the place: URL id, time and nonce.
const HEAD_LENGTH: usize = 16 + 8 + 16;

/// A login that was begun in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Login {
    url_id: Uuid,
    begun_at: i64,
    pub(super) nonce: LoginNonce,
    pub(super) place: String,
}

impl Login {
    pub(super) fn new(url_id: &UrlId, begun_at: i64, nonce: LoginNonce, place: String) -> Self {
        Self { url_id: url_id.uuid(), begun_at, nonce, place }
    }

    /// Returns `true` if it was begun after the other one.
    pub(super) const fn is_later_than(&self, other: &Self) -> bool {
        self.begun_at > other.begun_at
    }

    fn is_live(&self, now: DateTime<Utc>) -> bool {
        let age = now.timestamp() - self.begun_at;
        (-NODE_SKEW.num_seconds()..LOGIN_LIFETIME.num_seconds()).contains(&age)
    }

    fn payload(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD_LENGTH + self.place.len() + TAG_LENGTH);
        bytes.extend_from_slice(self.url_id.as_bytes());
        bytes.extend_from_slice(&self.begun_at.to_be_bytes());
        bytes.extend_from_slice(self.nonce.as_bytes());
        bytes.extend_from_slice(self.place.as_bytes());
        bytes
    }

    fn read(payload: &[u8]) -> Option<Self> {
        let (url_id, rest) = payload.split_first_chunk()?;
        let (begun_at, rest) = rest.split_first_chunk()?;
        let (nonce, place) = rest.split_first_chunk()?;
        Some(Self {
            url_id: Uuid::from_bytes(*url_id),
            begun_at: i64::from_be_bytes(*begun_at),
            nonce: LoginNonce::from_bytes(*nonce),
            place: str::from_utf8(place).ok()?.to_owned(),
        })
    }
}

/// The names and attributes of the cookies, as the address of a return page asks for them.
///
/// Over https the name begins with `__Host-`: browsers take such a cookie from the host itself alone, so
/// no page of another subdomain can put one there. On http, which is on this machine, the name holds the
/// port, because the cookies of a host are shared by all of its ports.
pub(super) struct Jar {
    prefix: String,
    secure: bool,
}

/// The cookies of logins that came with a request.
pub(super) struct Brought<'a> {
    jar: &'a Jar,
    /// The name of each, with its payload and tag, in the order of the request.
    found: Vec<(&'a str, Vec<u8>)>,
}

impl Jar {
    pub(super) fn of(return_page: &Url) -> Self {
        let secure = return_page.scheme() == "https";
        let port = return_page.port_or_known_default().unwrap_or_default();
        let prefix = if secure { "__Host-wmlogin-".to_owned() } else { format!("wmlogin-{port}-") };
        Self { prefix, secure }
    }

    /// Finds our cookies in all `Cookie` headers of a request.
    pub(super) fn open<'a>(&'a self, headers: &[&'a [u8]]) -> Brought<'a> {
        let pairs = headers.iter().flat_map(|header| header.split(|&byte| byte == b';'));
        let ours = pairs.filter_map(|pair| self.read(pair));
        Brought { jar: self, found: ours.take(MAX_CANDIDATES).collect() }
    }

    /// Reads a cookie if its name is one of ours.
    ///
    /// It is written by hand because the crates for cookies trim all of Unicode's white space. To a browser, a
    /// name after such a space is another name and has no prefix, so a page of a subdomain can set it.
    fn read<'a>(&self, pair: &'a [u8]) -> Option<(&'a str, Vec<u8>)> {
        let (name, value) = str::from_utf8(pair).ok()?.trim_matches([' ', '\t']).split_once('=')?;
        let digits = name.strip_prefix(&self.prefix)?;
        let is_ours = HEXLOWER.decode(digits.as_bytes()).is_ok_and(|bytes| bytes.len() == NAME_LENGTH);
        is_ours.then(|| (name, BASE64URL_NOPAD.decode(value.as_bytes()).unwrap_or_default()))
    }

    fn name(&self, nonce: &LoginNonce) -> String {
        let (start, _) = nonce.as_bytes().split_at(NAME_LENGTH);
        format!("{}{}", self.prefix, HEXLOWER.encode(start))
    }

    /// Neither a name nor a value of ours needs to be encoded.
    fn set(&self, name: &str, value: &str, max_age: TimeDelta) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let seconds = max_age.num_seconds();
        format!("{name}={value}; HttpOnly; SameSite=Lax{secure}; Path=/; Max-Age={seconds}")
    }

    /// The `Set-Cookie` headers that add a login and remove the oldest ones that are too many.
    pub(super) fn add(&self, login: &Login, keys: &FlowKeys, brought: &Brought<'_>) -> Vec<String> {
        let payload = login.payload();
        let tag = keys.sign(Purpose::Login, &[&payload]);
        let new = self.set_login(&login.nonce, payload, &tag);
        let mut kept: Vec<_> = brought.found.iter().collect();
        kept.sort_by_key(|(_, bytes)| std::cmp::Reverse(age_key(bytes)));
        let mut count = 1;
        let mut length = new.len();
        let mut headers = vec![new];
        for (name, bytes) in kept {
            count += 1;
            length += name.len() + BASE64URL_NOPAD.encode_len(bytes.len());
            if count > MAX_COOKIES || length > MAX_TOTAL_LENGTH {
                headers.push(self.remove(name));
            }
        }
        headers
    }

    /// The `Set-Cookie` header that turns a login into a mark, which repeats the redirect for this ticket
    /// and does nothing else.
    pub(super) fn complete(&self, login: &Login, keys: &FlowKeys, ticket: &TicketDigest) -> String {
        let payload = login.payload();
        let tag = keys.sign(Purpose::Mark, &[&payload, ticket.as_bytes()]);
        self.set_login(&login.nonce, payload, &tag)
    }

    /// The `Set-Cookie` header that ends a login.
    pub(super) fn end(&self, login: &Login) -> String {
        self.remove(&self.name(&login.nonce))
    }

    fn set_login(&self, nonce: &LoginNonce, mut payload: Vec<u8>, tag: &[u8]) -> String {
        payload.extend_from_slice(tag);
        self.set(&self.name(nonce), &BASE64URL_NOPAD.encode(&payload), LOGIN_LIFETIME)
    }

    fn remove(&self, name: &str) -> String {
        self.set(name, "", TimeDelta::zero())
    }
}

impl Brought<'_> {
    /// Returns `true` if the browser sent none of our cookies.
    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the time of a login that begins now, in seconds: after that of every other login of the browser,
    /// even if that began in the same second, or on a node whose clock is ahead.
    pub(super) fn next_time(&self, now: DateTime<Utc>) -> i64 {
        let now = now.timestamp();
        let limit = now.saturating_add(NODE_SKEW.num_seconds());
        let latest = self.found.iter().map(|(_, bytes)| age_key(bytes)).filter(|time| *time < limit).max();
        latest.map_or(now, |latest| now.max(latest.saturating_add(1)))
    }

    /// Returns the newest live login of one of these return URL ids.
    pub(super) fn newest(&self, keys: &FlowKeys, url_ids: &[&UrlId], now: DateTime<Utc>) -> Option<Login> {
        let logins = self.signed(keys, Purpose::Login, &[]);
        logins
            .filter(|login| url_ids.iter().any(|id| id.uuid() == login.url_id) && login.is_live(now))
            .max_by_key(|login| (login.begun_at, login.nonce))
    }

    /// Returns the newest login that was completed with this ticket.
    pub(super) fn completed(
        &self,
        keys: &FlowKeys,
        url_id: &UrlId,
        ticket: &TicketDigest,
        now: DateTime<Utc>,
    ) -> Option<Login> {
        let context: [&[u8]; 1] = [ticket.as_bytes()];
        let marks = self.signed(keys, Purpose::Mark, &context);
        marks
            .filter(|mark| mark.url_id == url_id.uuid() && mark.is_live(now))
            .max_by_key(|mark| (mark.begun_at, mark.nonce))
    }

    fn signed(&self, keys: &FlowKeys, purpose: Purpose, context: &[&[u8]]) -> impl Iterator<Item = Login> {
        self.found.iter().filter_map(move |(name, bytes)| {
            let (payload, tag) = bytes.split_at_checked(bytes.len().checked_sub(TAG_LENGTH)?)?;
            let parts = [&[payload], context].concat();
            let login = keys.verify(purpose, &parts, tag).then(|| Login::read(payload)).flatten()?;
            // A copy under another name would outlive its original.
            (self.jar.name(&login.nonce) == **name).then_some(login)
        })
    }
}

/// The time at which the login of a cookie was begun, which nothing has verified: good enough to sort by.
fn age_key(bytes: &[u8]) -> i64 {
    let time = bytes.get(16..24).and_then(|time| time.try_into().ok());
    time.map_or(i64::MIN, i64::from_be_bytes)
}
