//! Signing a user in at a site.

use rustls::pki_types::CertificateDer;
use url::Url;
use wmlogin_types::Wmid;
use wmlogin_types::pages::authentication;

use super::{Browser, BrowserError, Page};
use crate::http::{ALLOW, user_control};

/// The most pages of one login.
const MAX_PAGES: usize = 8;

/// The stand-in that a browser belongs to.
#[derive(Clone, Debug)]
pub(crate) struct StandIn {
    /// Its ports, plain and with TLS.
    pub ports: [Option<u16>; 2],
    pub root: Option<CertificateDer<'static>>,
}

impl StandIn {
    fn shows(&self, page: &Page) -> bool {
        self.ports.contains(&page.url.port_or_known_default())
    }

    fn asks_user(&self, page: &Page) -> bool {
        self.shows(page) && page.url.path().eq_ignore_ascii_case(authentication::PATH)
    }
}

impl Browser {
    /// Signs a user in at a site: opens the address, which has to lead to the stand-in, allows the login there, and
    /// follows the answer to the site, through pages that submit themselves. Returns the last page, for whose
    /// content you look.
    ///
    /// # Errors
    ///
    /// The address does not lead to the stand-in of this browser, the stand-in refuses, the site answers with a
    /// status of 400 or above, or there is no answer.
    pub async fn sign_in(&mut self, address: &str, wmid: &Wmid) -> Result<Page, BrowserError> {
        let invalid = |source| BrowserError::Address { text: address.to_owned(), source };
        let mut page = self.open(&Url::parse(address).map_err(invalid)?).await?;
        let (mut was_there, mut is_allowed) = (false, false);
        for _ in 0..MAX_PAGES {
            let stand_in = self.stand_in.as_ref();
            let is_there = stand_in.is_some_and(|stand_in| stand_in.shows(&page));
            was_there |= is_there;
            let mut form = match page.forms().pop() {
                Some(form) if is_there && page.status.is_success() => form,
                _ => match page.form_that_submits_itself() {
                    Some(form) if was_there => form,
                    _ => break,
                },
            };
            // The page that posts the answer has the same address, and nothing to press.
            if stand_in.is_some_and(|stand_in| stand_in.asks_user(&page)) && form.has_button(ALLOW) {
                if std::mem::replace(&mut is_allowed, true) {
                    break;
                }
                if form.offers(user_control()) {
                    form.set(user_control(), wmid.as_str());
                }
                form.press(ALLOW)?;
            }
            page = self.submit(&page, &form).await?;
        }
        let is_there = self.stand_in.as_ref().is_some_and(|stand_in| stand_in.shows(&page));
        let (status, url) = (page.status, page.place());
        if is_there {
            Err(BrowserError::Refused { status, text: page.text() })
        } else if !was_there {
            Err(BrowserError::NotSent { status, url })
        } else if status.is_client_error() || status.is_server_error() {
            Err(BrowserError::RefusedBySite { status, url, text: page.text() })
        } else {
            Ok(page)
        }
    }
}
