//! What to do about a refusal.

use wmlogin_types::services::authorize::Code;
use wmlogin_types::{ResultCode, Status};

const SETTINGS: &str = "check the URL id and the owner's WMID against the site's WM Login settings";
const METHOD: &str = "check which methods and users the site's WM Login settings allow";
const AGAIN: &str = "sign in again";
const ADDRESS: &str = "the user's address has changed since: sign in again";
const LATER: &str = "ask again later";

/// What to do, where it is known.
pub(super) const fn advice(code: Code) -> Option<&'static str> {
    match code {
        Code::Status(status) => of_status(status),
        Code::ResultCode(code) => of_result_code(code),
    }
}

const fn of_status(status: Status) -> Option<&'static str> {
    match status {
        Status::InternalError => Some(LATER),
        Status::RealmUrlDeleted | Status::UrlNotFound | Status::UrlNotTrusted | Status::RealmNotFound => {
            Some(SETTINGS)
        }
        Status::RealmNotAcceptAuthType | Status::RealmNotAcceptUser => Some(METHOD),
        Status::TicketNotFound | Status::TicketExpired => Some(AGAIN),
        Status::IPAddressMismatch | Status::SessionIPAddressMismatch => Some(ADDRESS),
        _ => None,
    }
}

const fn of_result_code(code: ResultCode) -> Option<&'static str> {
    match code {
        ResultCode::InternalError => Some(LATER),
        ResultCode::SiteHolderNotFound | ResultCode::SiteNotFound | ResultCode::UrlNotFound => Some(SETTINGS),
        ResultCode::TicketExpired => Some(AGAIN),
        ResultCode::AddressMismatch => Some(ADDRESS),
        _ => None,
    }
}
