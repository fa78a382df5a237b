//! The report as JSON, for programs.

use std::io;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::report::{Certificate, Report};
use crate::failure::chain;
use crate::key_store::key::KeyProtection;
use crate::key_store::{BackupFile, BackupRecord, Damage, Entry, Pending, REQUEST};
use crate::output;

#[derive(Serialize)]
struct Document<'a> {
    store: &'a Path,
    at: String,
    certificates: Vec<Installed<'a>>,
    pending: Vec<Waiting<'a>>,
    damaged: Vec<Damaged>,
}

#[derive(Serialize)]
struct Installed<'a> {
    entry: String,
    wmid: String,
    email: Option<&'a str>,
    state: &'static str,
    serial: String,
    fingerprint_sha256: String,
    issuer: &'a str,
    not_before: String,
    not_after: String,
    days_left: i64,
    renewal_from: String,
    key: String,
    exportable: bool,
    backup: Option<Backup<'a>>,
}

#[derive(Serialize)]
struct Backup<'a> {
    file: &'a Path,
    sha256: &'a str,
    verified: String,
    now: &'static str,
}

#[derive(Serialize)]
struct Waiting<'a> {
    entry: String,
    wmid: String,
    email: Option<&'a str>,
    key: String,
    request: String,
    /// The first second in which the certificate that came is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
}

#[derive(Serialize)]
struct Damaged {
    entry: String,
    wmid: String,
    reason: String,
}

/// The report.
pub fn report(report: &Report<'_>) -> io::Result<String> {
    output::json(&Document {
        store: report.store,
        at: time(report.at),
        certificates: report.certificates.iter().map(|found| installed(found, report.at)).collect(),
        pending: report.pending.iter().map(|(entry, found)| pending(entry, found)).collect(),
        damaged: report.damaged.iter().map(|(entry, damage)| damaged(entry, damage)).collect(),
    })
}

fn installed<'a>(found: &Certificate<'a>, at: DateTime<Utc>) -> Installed<'a> {
    let certificate = &found.installed.certificate;
    Installed {
        entry: found.entry.name.to_string(),
        wmid: certificate.holder().wmid().to_string(),
        email: certificate.holder().email(),
        state: found.validity.name(),
        serial: certificate.serial().to_string(),
        fingerprint_sha256: certificate.fingerprint().to_string(),
        issuer: certificate.issuer(),
        not_before: time(certificate.not_before()),
        not_after: time(certificate.not_after()),
        days_left: (certificate.not_after() - at).num_days(),
        renewal_from: time(certificate.renewal_from()),
        key: certificate.key().to_string(),
        exportable: found.installed.key.protection() == KeyProtection::Exportable,
        backup: found.backup.map(backup),
    }
}

fn backup((record, now): (&BackupRecord, BackupFile)) -> Backup<'_> {
    Backup { file: &record.file, sha256: &record.sha256, verified: time(record.verified), now: now.name() }
}

fn pending<'a>(entry: &Entry, found: &'a Pending) -> Waiting<'a> {
    let request = &found.request;
    Waiting {
        entry: entry.name.to_string(),
        wmid: entry.name.wmid.to_string(),
        email: request.holder().email(),
        key: request.key().to_string(),
        request: entry.folder.join(REQUEST).to_string_lossy().into_owned(),
        valid_from: found.signed().map(|certificate| time(certificate.not_before())),
    }
}

fn damaged(entry: &Entry, damage: &Damage) -> Damaged {
    Damaged { entry: entry.name.to_string(), wmid: entry.name.wmid.to_string(), reason: chain(damage) }
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
