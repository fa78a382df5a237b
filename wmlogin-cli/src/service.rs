//! The service that a command is about.

use wmlogin_client::Service;
use wmlogin_types::pages::HOSTS;

use crate::failure;

/// The address of the real service.
pub fn default() -> String {
    format!("https://{}", HOSTS[0])
}

/// Reads the address of a service.
pub fn parse(address: &str) -> Result<Service, String> {
    Service::new(address).map_err(|error| failure::chain(&error))
}
