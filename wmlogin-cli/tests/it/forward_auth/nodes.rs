//! Two programs with Redis behind one proxy.

use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::redis::RedisServer;

use super::world::{Proxy, USER, World, browser, forward_auth, free_port};

const KEY: &str = "7a1fd0c8c1f4e0b9f5b0f5ea1f8d1a55c5a1dd1f4b9b5a0b8f3de6c0a9f4e1d2";

/// What the nodes share: a server, and the files with its address and with the keys.
pub struct Shared {
    pub redis: RedisServer,
    keys: String,
    address: String,
    _folder: Folder,
}

impl Shared {
    /// Starts the server; where there is none, the running test is reported as skipped.
    pub fn start() -> Option<Self> {
        let (redis, folder) = (RedisServer::start()?, Folder::new());
        folder.write("keys", format!("{KEY}\n"));
        folder.write("redis", format!("{}\n", redis.url()));
        let (keys, address) = (folder.argument("keys"), folder.argument("redis"));
        Some(Self { redis, keys, address, _folder: folder })
    }

    /// The arguments of every node.
    pub fn arguments(&self) -> [&str; 4] {
        ["--keys-file", &self.keys, "--redis-file", &self.address]
    }
}

/// Asks a node itself whether the browser is signed in.
async fn is_signed_in(world: &World, browser: &Browser, port: u16) -> Page {
    let mut direct = super::world::browser();
    let node = format!("http://localhost:{port}/wmlogin/auth").parse().expect("an address");
    direct.plant_cookies(&browser.cookies(&world.site), &node);
    direct.open(&node).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_on_one_node_is_one_on_the_other_and_so_is_its_end() {
    let Some(mut shared) = Shared::start() else { return };
    let arguments = shared.arguments().map(str::to_owned);
    let arguments = arguments.each_ref().map(String::as_str);
    let Some(world) = World::with(Proxy::Nginx, &arguments) else { return };
    let port = free_port();
    let _other = forward_auth(&world.folder, port, &arguments);

    let mut user = browser();
    let page = world.sign_in(&mut user, "/").await;
    assert!(page.body.contains(USER), "{}", page.shown());
    let there = is_signed_in(&world, &user, port).await;
    assert_eq!(there.status, 202, "{}", there.shown());
    assert_eq!(there.headers["x-wmlogin-user"], USER);

    shared.redis.kill();
    let there = is_signed_in(&world, &user, port).await;
    assert_eq!(there.status, 503, "{}", there.shown());
    assert!(there.body.contains("try again later"), "{}", there.shown());
    shared.redis.start_again();
    let mut user = browser();
    let mut page = world.sign_in(&mut user, "/").await;
    for _ in 0..50 {
        if page.status == 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        page = world.sign_in(&mut user, "/").await;
    }
    assert!(page.body.contains(USER), "{}", page.shown());

    let before = user.cookies(&world.site);
    user.submit(&page, &page.form()).await;
    user.plant_cookies(&before, &world.site);
    assert_eq!(is_signed_in(&world, &user, port).await.status, 401);
}
