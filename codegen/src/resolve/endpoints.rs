//! What pages and services have in common: a name and a path of their own.

use super::claims::{Claims, Members};
use super::entry::Word;
use super::report::{Checked, Report};
use crate::diagnostic::Diagnostics;
use crate::names;

/// The names of pages or of services, and the paths of both.
#[derive(Debug)]
pub(super) struct Endpoints<'a, 'p> {
    members: Members<'a>,
    paths: &'p mut Claims<'a, &'a str>,
}

impl<'a, 'p> Endpoints<'a, 'p> {
    /// No names yet; messages call an endpoint `what`.
    pub fn new(what: &'static str, paths: &'p mut Claims<'a, &'a str>) -> Self {
        Self { members: Members::new(what, &[names::RUNTIME]), paths }
    }

    /// Takes a name and a path.
    pub fn take(&mut self, name: Word<'a>, path: Word<'a>, diagnostics: &mut Diagnostics) {
        self.members.take(name, &names::module(name.text), diagnostics);
        if diagnostics.keep(check_path(path)).is_some() {
            self.paths.take("path", path.text, path.place, diagnostics);
        }
    }
}

fn check_path(path: Word<'_>) -> Checked {
    if path.text.starts_with('/') {
        return Ok(());
    }
    let problem = path.problem(format!("path {path} does not begin with `/`"));
    Err(problem.expected(format!("a path such as `/{}`", path.text)).into())
}
