//! Queries of pages, and questions to the service, as sites send them.

use wmlogin_types::Version;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::runtime::PairWriter;
use wmlogin_types::services::authorize;

/// Everything that can be read is the same once it is written and read again.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(text: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(text) else { return false };
    let authentication = authentication::Query::read(text);
    if let Ok(query) = &authentication {
        assert_eq!(authentication::Query::read(&query.to_form()).as_ref(), Ok(query));
    }
    let log_off = log_off::Query::read(text);
    if let Ok(query) = &log_off {
        assert_eq!(log_off::Query::read(&query.to_form()).as_ref(), Ok(query));
    }
    let pairs = || text.split('&').filter_map(|pair| pair.split_once('='));
    let request = authorize::Request::read(pairs());
    if let Ok(request) = &request {
        let mut writer = PairWriter::default();
        request.visit(&mut writer);
        assert_eq!(authorize::Request::read(writer.finish()).as_ref(), Ok(request));
    }
    let answer = authorize::Answer::read(pairs());
    for version in Version::ALL.iter().copied() {
        let Ok(answer) = &answer else { break };
        let text = written(answer, version);
        let again = authorize::Answer::read(text.clone()).expect("what was written");
        assert_eq!(written(&again, version), text);
    }
    authentication.is_ok() || log_off.is_ok() || request.is_ok() || answer.is_ok()
}

/// The answer in the format of a version, whose times may be less exact.
fn written(answer: &authorize::Answer, version: Version) -> Vec<(&'static str, String)> {
    let mut writer = PairWriter::default();
    answer.visit(version, &mut writer);
    writer.finish()
}
