//! Nobody is signed in unless the service confirmed exactly the fields that the browser brought.

use std::net::IpAddr;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use tokio::runtime::Builder;
use wmlogin_client::{
    BoxFuture, Question, Received, Site, TicketReuse, Transport, TransportError, VerifiedLogin, Verifier,
};

use wmlogin_test_support::exchange::{Exchange, Service, YES};

/// A forger's change to a genuine callback.
#[derive(Clone, Debug)]
enum Forgery {
    /// Changes a byte of the encoded body.
    Byte(Index, u8),
    /// Cuts the encoded body.
    Cut(Index),
    Drop(Index),
    Repeat(Index),
    /// Swaps the values of two fields.
    SwapValues(Index, Index),
    /// Moves a field to another place.
    Move(Index, Index),
    Value(Index, String),
    Rename(Index, String),
    Origin(Option<String>),
    Address(Option<IpAddr>),
}

fn forgery() -> impl Strategy<Value = Forgery> {
    let origin = prop_oneof![
        Just(None),
        Just(Some("null".to_owned())),
        Just(Some("https://login.web.money".to_owned())),
        "https?://[a-z.:/]{0,30}".prop_map(Some),
    ];
    let address = prop_oneof![Just(None), any::<IpAddr>().prop_map(Some)];
    // Some values have the right shape.
    let value = prop_oneof![".*", "[0-9]{12}", "[0-9a-f-]{36}", "[a-zA-Z0-9/$!]{32,48}", "[0-9.]{7,15}"];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Forgery::Byte(at, byte)),
        any::<Index>().prop_map(Forgery::Cut),
        any::<Index>().prop_map(Forgery::Drop),
        any::<Index>().prop_map(Forgery::Repeat),
        any::<(Index, Index)>().prop_map(|(one, other)| Forgery::SwapValues(one, other)),
        any::<(Index, Index)>().prop_map(|(from, to)| Forgery::Move(from, to)),
        (any::<Index>(), value).prop_map(|(at, value)| Forgery::Value(at, value)),
        (any::<Index>(), "WmLogin_[a-zA-Z]{1,12}|.{0,8}").prop_map(|(at, name)| Forgery::Rename(at, name)),
        origin.prop_map(Forgery::Origin),
        address.prop_map(Forgery::Address),
    ]
}

impl Forgery {
    /// Changes the parts, or the encoded body, which is made of the parts at the end.
    fn forge(&self, exchange: &mut Exchange, body: &mut Option<Vec<u8>>) {
        let count = exchange.fields.len();
        match self {
            Self::Byte(..) | Self::Cut(_) => {
                self.forge_body(body.get_or_insert(exchange.body().into_bytes()));
            }
            Self::Origin(origin) => exchange.origin.clone_from(origin),
            Self::Address(address) => exchange.address = *address,
            _ if count == 0 => {}
            Self::Drop(at) => drop(exchange.fields.remove(at.index(count))),
            Self::Repeat(at) => exchange.fields.push(exchange.fields[at.index(count)].clone()),
            Self::SwapValues(one, other) => {
                let (one, other) = (one.index(count), other.index(count));
                let value = exchange.fields[one].1.clone();
                exchange.fields[one].1 = std::mem::replace(&mut exchange.fields[other].1, value);
            }
            Self::Move(from, to) => {
                let field = exchange.fields.remove(from.index(count));
                exchange.fields.insert(to.index(count), field);
            }
            Self::Value(at, value) => exchange.fields[at.index(count)].1.clone_from(value),
            Self::Rename(at, name) => exchange.fields[at.index(count)].0.clone_from(name),
        }
    }

    fn forge_body(&self, body: &mut Vec<u8>) {
        match self {
            Self::Byte(at, byte) if !body.is_empty() => {
                let at = at.index(body.len());
                body[at] = *byte;
            }
            Self::Cut(at) if !body.is_empty() => body.truncate(at.index(body.len())),
            _ => {}
        }
    }
}

/// A service that confirms one question, compared byte by byte, and refuses every other.
struct ConfirmsOnly(String);

impl Transport for ConfirmsOnly {
    fn post(&self, question: Question) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        let yes = question.body == self.0.as_bytes();
        let answer = if yes { YES } else { r#"<response retval="2" sval="" />"# };
        Box::pin(std::future::ready(Ok(http::Response::new(answer.as_bytes().to_vec()))))
    }
}

/// Takes every step of a login, or stops at the first that fails.
async fn sign_in(
    exchange: &Exchange,
    body: Option<Vec<u8>>,
    site: &Site,
    verifier: &Verifier,
) -> Option<VerifiedLogin> {
    let body = body.unwrap_or_else(|| exchange.body().into_bytes());
    match exchange.received_with(site, &body).ok()? {
        Received::Login(login) => verifier.verify(&login).await.ok(),
        Received::NoLogin(_) => None,
    }
}

/// The question that follows from the genuine exchange.
async fn genuine_question(exchange: &Exchange) -> String {
    let service = Arc::new(Service::answering(YES));
    let site = exchange.site().build().expect("a site");
    let login = exchange.login(&site);
    Verifier::new(service.clone()).verify(&login).await.expect("a login");
    service.asked().pop().expect("a question")
}

/// The values of a login that the service confirmed.
fn confirmed(login: &VerifiedLogin) -> impl PartialEq + std::fmt::Debug {
    (*login.wmid(), *login.url_id(), login.user_address(), login.claimed().ticket().clone())
}

fn check(version: &str, forgeries: &[Forgery]) {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let genuine = Exchange::of(version);
        let verifier = Verifier::new(ConfirmsOnly(genuine_question(&genuine).await));
        let untouched = sign_in(&genuine, None, &genuine.site().build().expect("a site"), &verifier)
            .await
            .expect("a login");

        let (mut forged, mut body) = (genuine.clone(), None);
        for forgery in forgeries {
            forgery.forge(&mut forged, &mut body);
        }
        let site = genuine.site().ticket_reuse(TicketReuse::Never).build().expect("a site");
        let Some(login) = sign_in(&forged, body.clone(), &site, &verifier).await else { return };
        assert_eq!(confirmed(&login), confirmed(&untouched));
        let origin = forged.origin.as_deref();
        let of_service = [Some("https://login.wmtransfer.com"), Some("https://login.web.money")];
        let same_address = forged.address.map(|address| address.to_canonical() == login.user_address());
        let is_hidden = matches!(origin, None | Some("null"));
        assert!(of_service.contains(&origin) || is_hidden && same_address == Some(true), "{origin:?}");
        let is_comparable = forged.address.is_some_and(|address| address.to_canonical().is_ipv4());
        assert!(same_address == Some(true) || !is_comparable, "{:?}", forged.address);
        let again = sign_in(&forged, body, &site, &verifier).await;
        assert!(again.is_none(), "the ticket was accepted twice");
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn forged_callbacks_sign_nobody_in(
        version in prop::sample::select(&["1.0", "1.1", "2.0", "3.0"][..]),
        forgeries in vec(forgery(), 1..4),
    ) {
        check(version, &forgeries);
    }
}

/// Changes every byte of the body once, so that nothing depends on chance.
#[test]
fn no_single_byte_of_a_credential_or_identity_can_be_changed() {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let genuine = Exchange::of("3.0");
        let verifier = Verifier::new(ConfirmsOnly(genuine_question(&genuine).await));
        let body = genuine.body().into_bytes();
        for name in ["WmLogin_Ticket=", "WmLogin_WMID=", "WmLogin_UrlID=", "WmLogin_UserAddress="] {
            let text = String::from_utf8_lossy(&body);
            let start = text.find(name).expect("the field") + name.len();
            let end = text[start..].find('&').map_or(body.len(), |length| start + length);
            for at in start..end {
                let mut forged = body.clone();
                forged[at] = if forged[at] == b'1' { b'2' } else { b'1' };
                let site = genuine.site().build().expect("a site");
                let login = sign_in(&genuine, Some(forged), &site, &verifier).await;
                assert!(login.is_none(), "byte {at} in {name}");
            }
        }
    });
}

#[test]
fn the_order_of_the_fields_does_not_matter() {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let mut exchange = Exchange::of("2.0");
        let verifier = Verifier::new(ConfirmsOnly(genuine_question(&exchange).await));
        exchange.fields.reverse();
        let site = exchange.site().build().expect("a site");
        assert!(sign_in(&exchange, None, &site, &verifier).await.is_some());
    });
}
