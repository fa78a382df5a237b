//! The service that a command is about.

use wmlogin_client::Service;
use wmlogin_types::pages::HOSTS;

use crate::failure;

/// The variable with its address.
pub const VARIABLE: &str = "WMLOGIN_SERVICE";

/// The variable with the return URL id that it knows a site by.
pub const URL_ID: &str = "WMLOGIN_URL_ID";

/// The address of the real service.
pub fn default() -> String {
    format!("https://{}", HOSTS[0])
}

/// Reads the address of a service.
pub fn parse(address: &str) -> Result<Service, String> {
    Service::new(address).map_err(|error| failure::chain(&error))
}
