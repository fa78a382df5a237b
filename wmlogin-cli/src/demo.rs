//! `wmlogin demo`: a site that people sign in to, and a stand-in for the service, on this machine.

mod arguments;
mod choices;
mod error;
mod pages;
mod record;
mod return_pages;
mod site;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

pub use arguments::Arguments;
use axum::Router;
use error::Error;
use return_pages::ReturnPages;
use tokio::net::TcpListener;
use url::Url;
use wmlogin_client::Service;
use wmlogin_gatekeeper::Gatekeeper;

use crate::failure::Failure;
use crate::gatekeeper::certificate_options;
use crate::{output, until_stopped};

/// Runs both until they are stopped.
pub fn run(arguments: &Arguments) -> ExitCode {
    let mut addresses = [arguments.listen, arguments.service_listen].into_iter();
    if let Some(address) = addresses.find(|address| !address.ip().is_loopback()) {
        return output::fail(&Failure::input("settings", Error::NotLoopback(address))).into();
    }
    let command = async {
        let stopped = until_stopped::stopped()?;
        let demo = Demo::start(arguments).await?;
        output::print(&demo.addresses())?;
        demo.serve(stopped).await
    };
    // An address that is taken can be free the next time.
    until_stopped::run(command, |_| false)
}

/// The site has its address for a name and the gatekeeper is `localhost`, which are two sites to a browser, so that
/// the rules for answers from another site are the real ones. If one of them also listened on the IPv6 address,
/// the two could see two addresses of one browser, and a site refuses an answer for another address.
struct Demo {
    listener: TcpListener,
    site: String,
    app: Router,
    gatekeeper: Gatekeeper,
    service: String,
}

impl Demo {
    async fn start(arguments: &Arguments) -> Result<Self, Error> {
        let address = arguments.listen;
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|source| Error::Address { address, source })?;
        let site = format!("http://{}", listener.local_addr()?);
        let return_pages = Arc::new(ReturnPages::of(&site)?);
        let gatekeeper = arguments
            .certificates
            .add_to(Gatekeeper::builder(), None)
            .settings(return_pages.settings())
            .address(arguments.service_listen)
            .start()
            .await?;
        let service = under_its_name(gatekeeper.base_url());
        let app = site::app(&Service::new(&service)?, &return_pages)?;
        Ok(Self { listener, site, app, gatekeeper, service })
    }

    fn addresses(&self) -> String {
        format!(
            "The demo site: {}\nThe gatekeeper: {}\n{}\nOpen the demo site in a browser and sign in. \
             Ctrl-C ends both.\n",
            self.site,
            self.service,
            certificate_options::addresses(&self.gatekeeper, under_its_name)
        )
    }

    /// Nothing is kept, so the site does not wait for requests that are still coming: a browser may leave
    /// one half sent for as long as it likes.
    async fn serve(self, stopped: impl Future<Output = ()>) -> Result<(), Error> {
        let app = self.app.into_make_service_with_connect_info::<SocketAddr>();
        let served = tokio::select! {
            served = axum::serve(self.listener, app) => served,
            () = stopped => Ok(()),
        };
        self.gatekeeper.stop().await;
        Ok(served?)
    }
}

/// The address by the name of this machine.
fn under_its_name(url: &Url) -> String {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}://localhost{port}", url.scheme())
}
