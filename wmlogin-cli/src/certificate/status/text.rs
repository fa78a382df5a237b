//! The report in words, for people.

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Utc};

use super::report::{Certificate, Report, Validity};
use crate::certificate::text::Text;
use crate::failure::chain;
use crate::file::shown;
use crate::key_store::key::KeyProtection;
use crate::key_store::{BackupFile, BackupRecord, Damage, Entry, Pending, REQUEST};
use crate::moment::Elapsed;

const WELL: Style = AnsiColor::Green.on_default().bold();
const CAUTION: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// The report.
pub fn report(report: &Report<'_>) -> String {
    let mut blocks: Vec<String> =
        report.certificates.iter().map(|found| certificate(found, report.at)).collect();
    blocks.extend(report.pending.iter().map(|(entry, found)| pending(entry, found)));
    blocks.extend(report.damaged.iter().map(|(entry, damage)| damaged(entry, damage)));
    if blocks.is_empty() {
        blocks.push("No certificates.\n".to_owned());
    }
    let foot =
        Text::new(format_args!("Times are counted from {}.", report.at)).row("Store", shown(report.store));
    blocks.push(foot.finish());
    blocks.join("\n")
}

fn certificate(found: &Certificate<'_>, at: DateTime<Utc>) -> String {
    let certificate = &found.installed.certificate;
    let (style, state) = match found.validity {
        Validity::Valid => (WELL, "valid"),
        Validity::Due => (CAUTION, "valid, renewal due: wmlogin certificate renew"),
        Validity::NotYet => (BAD, "not valid yet; is this machine's clock right?"),
        Validity::Expired => (BAD, "expired"),
        Validity::Replaced => (CAUTION, "replaced by a later one"),
    };
    Text::new(format_args!("{style}{}{style:#}: {state}", certificate.holder().wmid()))
        .certificate(certificate, until(certificate.not_after(), at))
        .row("Renewal", format_args!("from {} on", certificate.renewal_from()))
        .row(
            "Private key",
            format_args!("{}, {}", certificate.key(), protection(found.installed.key.protection())),
        )
        .row("Backup", found.backup.map_or("none".to_owned(), backup))
        .row("Folder", shown(&found.entry.folder))
        .finish()
}

fn until(time: DateTime<Utc>, at: DateTime<Utc>) -> String {
    match (time - at).num_days() {
        days @ 1.. => format!("{time}, {days} day{} left", if days == 1 { "" } else { "s" }),
        _ => format!("{time}, {}", Elapsed { time, at }),
    }
}

const fn protection(protection: KeyProtection) -> &'static str {
    match protection {
        KeyProtection::Exportable => "exportable",
        KeyProtection::Hardened => "hardened: used here and not exported",
    }
}

fn backup((record, now): (&BackupRecord, BackupFile)) -> String {
    let remark = match now {
        BackupFile::Unchanged => "",
        BackupFile::NotThere => ", which is not there now",
        BackupFile::Changed => ", which is another file now",
    };
    format!("verified {}: {}{remark}", record.verified.format("%Y-%m-%d"), shown(&record.file))
}

fn pending(entry: &Entry, found: &Pending) -> String {
    let request = &found.request;
    Text::new(format_args!("{CAUTION}{}{CAUTION:#}: waits for its certificate", request.holder().wmid()))
        .optional_row("E-mail", request.holder().email())
        .row("Private key", request.key())
        .row("Request", shown(&entry.folder.join(REQUEST)))
        .optional_row("Valid from", found.signed().map(|certificate| certificate.not_before()))
        .finish()
}

fn damaged(entry: &Entry, damage: &Damage) -> String {
    let text = Text::new(format_args!("{BAD}{}{BAD:#}: damaged", entry.name.wmid))
        .row("Reason", chain(damage))
        .row("Folder", shown(&entry.folder));
    match damage.advice() {
        Some(advice) => text.line(advice).finish(),
        None => text.finish(),
    }
}
