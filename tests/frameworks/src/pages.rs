//! The parts of the site that are the same on every framework.

use url::form_urlencoded;

/// The page for everyone.
pub(crate) fn home(user: Option<&str>, basket: u32) -> String {
    let user = user.unwrap_or("nobody");
    format!(
        "<!DOCTYPE html><link rel=icon href='data:,'><title>Shop</title><h1>{user}</h1><p>In the basket: <b>{basket}</b></p>\
         <form method=post action=/basket><button>Buy</button></form>\
         <p><a id=login href='/login?return_to=/account'>Log in with WebMoney</a></p>"
    )
}

/// The page for signed-in users.
pub(crate) fn account(user: &str) -> String {
    format!(
        "<!DOCTYPE html><link rel=icon href='data:,'><title>Account</title><h1>Account of {user}</h1>\
         <form method=post action=/logout><button>Log out</button></form>"
    )
}

/// The address that begins a login which leads to this place.
pub(crate) fn login_address(place: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("return_to", place).finish();
    format!("/login?{query}")
}
