//! Claims that are not verified are read with the word "claimed".

use wmlogin_certificate::PresentedCertificate;
use wmlogin_client::types::Wmid;

fn sign_in(presented: &PresentedCertificate) -> &Wmid {
    presented.wmid()
}

fn main() {}
