//! Claims that are not verified are read with the word "claimed".

use wmlogin_client::UnverifiedLogin;
use wmlogin_client::types::Wmid;

fn sign_in(login: &UnverifiedLogin) -> &Wmid {
    login.wmid()
}

fn main() {}
