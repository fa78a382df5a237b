//! A test of a site that runs already: `cargo run --example sign_in --features browser`, with the site at port 3000.

use std::error::Error;
use std::net::SocketAddr;

use wmlogin_gatekeeper::{Fault, Gatekeeper, Settings};

const SITE: &str = "http://localhost:3000";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The site has `http://127.0.0.1:8080` for the address of the service.
    let settings = Settings::demo(format!("{SITE}/webmoney").parse()?);
    let address = SocketAddr::from(([127, 0, 0, 1], 8080));
    let gatekeeper = Gatekeeper::builder().settings(settings).address(address).start().await?;
    let (shop, user) = (gatekeeper.settings().sites[0].clone(), gatekeeper.settings().people[0].clone());

    // As a browser does it, from the login link to the account.
    let page = gatekeeper.browser()?.sign_in(&format!("{SITE}/login"), &user.wmid).await?;
    assert!(page.body.contains(user.wmid.as_ref()));

    // A service that fails signs nobody in.
    gatekeeper.set_fault(&shop.url_id, Some(Fault::ServerError))?;
    let failed = gatekeeper.browser()?.sign_in(&format!("{SITE}/login"), &user.wmid).await;
    assert!(failed.is_err());
    Ok(())
}
