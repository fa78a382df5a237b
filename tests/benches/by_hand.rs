//! What a careful Rust user would write by hand: the response as structs for `serde`.

#![expect(dead_code, reason = "reading the fields is what is measured")]

use std::net::IpAddr;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer, de::Error};
use uuid::Uuid;

bitflags::bitflags! {
    /// The additional flags.
    #[derive(Debug, Clone, Copy)]
    pub struct Flags: u32 {
        const RealmWantCrossCheck = 1 << 1;
        const UserWantCrossCheck = 1 << 2;
        const CrossCheckDone = 1 << 3;
        const CachedAuthentication = 1 << 5;
        const QuietAuthentication = 1 << 6;
    }
}

#[derive(Debug, Deserialize)]
pub enum AuthType {
    KeeperClassic,
    KeeperLight,
    Enum,
    Telepat,
    Fingerprint,
    KeeperMini,
    EnumViaSms,
    KeeperMiniSocial,
    PasswordSms,
}

#[derive(Debug, Deserialize, PartialEq)]
pub enum Factor1 {
    None,
    Password,
    Signature,
    X509Certificate,
    Social,
    Enum,
}

#[derive(Debug, Deserialize, PartialEq)]
pub enum Factor2 {
    Unavailable,
    None,
    Sms,
    Enum,
}

#[derive(Debug, Deserialize)]
pub enum PasswordType {
    Unspecified,
    WebPro,
    WinPro,
    Standard,
    Mobile,
}

#[derive(Debug, Deserialize)]
pub enum EnumType {
    Unspecified,
    Application,
    Sms,
    Fingerprint,
}

/// A response of version 1.0.
#[derive(Debug, Deserialize)]
pub struct Version1 {
    #[serde(rename = "WmLogin_AuthType")]
    pub auth_type: AuthType,
    #[serde(rename = "WmLogin_Created", deserialize_with = "dotted")]
    pub created: DateTime<Utc>,
    #[serde(rename = "WmLogin_Expires", deserialize_with = "dotted")]
    pub expires: DateTime<Utc>,
    #[serde(rename = "WmLogin_Flags", deserialize_with = "flags")]
    pub flags: Flags,
    #[serde(rename = "WmLogin_LastAccess", deserialize_with = "dotted")]
    pub last_access: DateTime<Utc>,
    #[serde(rename = "WmLogin_ReadId")]
    pub read_id: String,
    #[serde(rename = "WmLogin_Ticket", deserialize_with = "ticket")]
    pub ticket: String,
    #[serde(rename = "WmLogin_UrlID")]
    pub url_id: Uuid,
    #[serde(rename = "WmLogin_UserAddress")]
    pub user_address: IpAddr,
    #[serde(rename = "WmLogin_Version")]
    pub version: String,
    #[serde(rename = "WmLogin_WMID", deserialize_with = "wmid")]
    pub wmid: String,
}

impl Version1 {
    pub fn is_sound(&self) -> bool {
        self.version == "10"
    }
}

/// A response of version 3.0.
#[derive(Debug, Deserialize)]
pub struct Version3 {
    #[serde(rename = "WmLogin_Created", deserialize_with = "iso")]
    pub created: DateTime<Utc>,
    #[serde(rename = "WmLogin_Expires", deserialize_with = "iso")]
    pub expires: DateTime<Utc>,
    #[serde(rename = "WmLogin_Factor1")]
    pub factor1: Factor1,
    #[serde(rename = "WmLogin_Factor1_PasswordType")]
    pub factor1_password_type: Option<PasswordType>,
    #[serde(rename = "WmLogin_Factor1_EnumType")]
    pub factor1_enum_type: Option<EnumType>,
    #[serde(rename = "WmLogin_Factor2")]
    pub factor2: Factor2,
    #[serde(rename = "WmLogin_Factor2_EnumType")]
    pub factor2_enum_type: Option<EnumType>,
    #[serde(rename = "WmLogin_Flags", deserialize_with = "flags")]
    pub flags: Flags,
    #[serde(rename = "WmLogin_LastAccess", deserialize_with = "iso")]
    pub last_access: DateTime<Utc>,
    #[serde(rename = "WmLogin_ReadId")]
    pub read_id: String,
    #[serde(rename = "WmLogin_Ticket", deserialize_with = "ticket")]
    pub ticket: String,
    #[serde(rename = "WmLogin_UrlID")]
    pub url_id: Uuid,
    #[serde(rename = "WmLogin_UserAddress")]
    pub user_address: IpAddr,
    #[serde(rename = "WmLogin_Version")]
    pub version: String,
    #[serde(rename = "WmLogin_WMID", deserialize_with = "wmid")]
    pub wmid: String,
}

impl Version3 {
    pub fn is_sound(&self) -> bool {
        self.version == "30"
            && (self.factor1_password_type.is_none() || self.factor1 == Factor1::Password)
            && (self.factor1_enum_type.is_none() || self.factor1 == Factor1::Enum)
            && (self.factor2_enum_type.is_none() || self.factor2 == Factor2::Enum)
    }
}

fn dotted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let time = NaiveDateTime::parse_from_str(&text, "%d.%m.%Y %H:%M:%S").map_err(D::Error::custom)?;
    Ok(time.and_utc())
}

fn iso<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc()).map_err(D::Error::custom)
}

fn flags<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Flags, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "None" {
        return Ok(Flags::empty());
    }
    text.split(',').try_fold(Flags::empty(), |flags, name| {
        Flags::from_name(name.trim()).map(|flag| flags | flag).ok_or_else(|| D::Error::custom("unknown flag"))
    })
}

fn ticket<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let sound = (32..=48).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/$!".contains(&byte));
    if sound { Ok(text) } else { Err(D::Error::custom("no ticket")) }
}

fn wmid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let sound = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { Ok(text) } else { Err(D::Error::custom("no WMID")) }
}
