//! A demo and a browser for one test.

use std::ops::Deref;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use wmlogin_test_support::chromium::{Chromium, Options, Programs, Tab};

use super::demo::Demo;

/// A demo of its own, and a browser of its own.
#[derive(Clone)]
pub struct World {
    demo: Arc<Demo>,
    pub tab: Tab,
}

impl Deref for World {
    type Target = Demo;

    fn deref(&self) -> &Demo {
        &self.demo
    }
}

impl World {
    /// The address of a page of the site.
    pub fn page(&self, path: &str) -> String {
        self.site.clone() + path
    }
}

/// Runs a test in a new world. Without a browser on the machine it does nothing.
pub async fn run<T: Future<Output = ()> + 'static>(
    name: &'static str,
    options: Options,
    test: impl FnOnce(World) -> T,
) {
    let Some(programs) = Programs::require() else { return };
    let demo = Arc::new(Demo::start());
    let chromium = Chromium::start(&programs, Command::new(&programs.chromedriver), options).await;
    browse(name, demo, chromium, test).await;
}

/// Runs a test with this demo and this browser, and closes the browser whatever comes of it.
///
/// Pictures of the pages are in the folder `screenshots` of the target folder.
pub async fn browse<T: Future<Output = ()> + 'static>(
    name: &'static str,
    demo: Arc<Demo>,
    chromium: Chromium,
    test: impl FnOnce(World) -> T,
) {
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../screenshots");
    let tab = Tab::new(chromium.driver.clone(), pictures, name);
    let test = test(World { demo, tab });
    chromium.run(test).await;
}
