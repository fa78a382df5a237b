//! A social network comes only with its method.

use wmlogin_client::Site;
use wmlogin_client::types::SocialNetwork;
use wmlogin_client::types::pages::authentication::AuthType;

fn login(site: &Site) {
    let address = site.login().auth_type(AuthType::KeeperClassic(SocialNetwork::Facebook));
    let _ = address.url();
}

fn main() {}
