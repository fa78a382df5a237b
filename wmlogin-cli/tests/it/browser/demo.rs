//! `wmlogin demo`, as a user runs it.

use crate::wmlogin::Serving;

/// The demo, until it is dropped.
pub struct Demo {
    /// The address of the site, without a slash at its end.
    pub site: String,
    /// The address of the gatekeeper, without a slash at its end.
    pub service: String,
    _program: Serving,
}

impl Demo {
    pub fn start() -> Self {
        let program = Serving::start(&["demo", "--listen", "0"], 2);
        let [site, service] = &program.addresses[..] else { panic!("{:?}", program.lines) };
        Self { site: site.clone(), service: service.clone(), _program: program }
    }
}
