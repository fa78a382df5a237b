//! The lines that the stand-in prints at its start.

use url::Url;
use wmlogin_gatekeeper::Gatekeeper;

use super::Arguments;
use super::certificate_options;

/// The lines to print.
pub struct Report {
    /// Without settings there is a demo site, which nobody knows yet.
    explains_site: bool,
    /// The names that the stand-in is reached by, beside its address.
    names: Vec<String>,
}

impl Report {
    pub fn of(arguments: &Arguments) -> Self {
        let has_settings = arguments.config.is_some() || std::env::var_os(super::SETTINGS).is_some();
        Self { explains_site: !has_settings, names: arguments.names.clone() }
    }

    pub fn render(&self, gatekeeper: &Gatekeeper) -> String {
        let base = gatekeeper.base_url();
        let control = gatekeeper.control_url().map(|url| format!("Its control port: {url}\n"));
        let names = self.names.iter().map(|name| format!("For servers: {}\n", renamed(base, name)));
        let lines = [format!("The gatekeeper: {base}\n")].into_iter().chain(control).chain(names);
        let certificates = certificate_options::addresses(gatekeeper, Url::to_string);
        let site = if self.explains_site { site_lines(gatekeeper) } else { String::new() };
        lines.chain([certificates, site, "\nCtrl-C ends it.\n".to_owned()]).collect()
    }
}

/// The address by another name.
fn renamed(url: &Url, name: &str) -> String {
    let mut url = url.clone();
    match url.set_host(Some(name)) {
        Ok(()) => url.to_string(),
        Err(_) => name.to_owned(),
    }
}

/// The lines that a site needs to sign users in by the stand-in.
fn site_lines(gatekeeper: &Gatekeeper) -> String {
    let settings = gatekeeper.settings();
    let Some(site) = settings.sites.first() else { return String::new() };
    let service = gatekeeper.base_url().as_str().trim_end_matches('/');
    format!(
        "\nIt knows one site, of the owner {}. A site with these two lines works with it:\n\
         \x20   .return_page(\"{}\".parse()?, \"{}\")\n\
         \x20   .service(\"{service}\")\n",
        site.owner, site.url_id, site.return_url
    )
}
