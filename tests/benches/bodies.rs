//! Answers as a browser posts them: the documents' examples, and many that differ.

use std::fmt::Write;

use form_urlencoded::Serializer;
use wmlogin_types::EXAMPLES;

/// The form body of an example.
pub fn body(title: &str) -> String {
    let example =
        EXAMPLES.iter().find(|example| example.title == title).expect("an example of the documents");
    Serializer::new(String::new()).extend_pairs(example.fields).finish()
}

/// The number of bodies that differ, more than a branch predictor can learn.
#[allow(dead_code, reason = "not every benchmark uses it")]
pub const VARIED: usize = 512;

/// Answers of version 3.0 that differ in every value, in the documented order.
#[allow(dead_code, reason = "not every benchmark uses it")]
pub fn varied() -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    (0..VARIED).map(|_| pairs(&mut random)).map(|pairs| encoded(&pairs)).collect()
}

/// The same answers as [`varied`] makes, with the fields in any order.
#[allow(dead_code, reason = "not every benchmark uses it")]
pub fn shuffled() -> Vec<String> {
    let (mut random, mut order) = (Random(0x9e37_79b9_7f4a_7c15), Random(1));
    let bodies = (0..VARIED).map(|_| {
        let mut pairs = pairs(&mut random);
        for index in (1..pairs.len()).rev() {
            pairs.swap(index, order.below(index + 1));
        }
        encoded(&pairs)
    });
    bodies.collect()
}

fn encoded(pairs: &[(&str, String)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn pairs(random: &mut Random) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("WmLogin_Created", random.time()),
        ("WmLogin_Expires", random.time()),
        ("WmLogin_Factor1", random.one_of(&["Password", "Signature", "X509Certificate", "Social"])),
    ];
    if pairs[2].1 == "Password" {
        let types = ["Unspecified", "WebPro", "WinPro", "Standard", "Mobile"];
        pairs.push(("WmLogin_Factor1_PasswordType", random.one_of(&types)));
    }
    pairs.push(("WmLogin_Factor2", random.one_of(&["None", "Sms", "Enum"])));
    if pairs.last().is_some_and(|(_, value)| value == "Enum") {
        pairs.push(("WmLogin_Factor2_EnumType", random.one_of(&["Unspecified", "Application"])));
    }
    let ticket = 32 + random.below(17);
    let read_id = 80 + random.below(16);
    let address = if random.below(4) == 0 {
        random.ipv6()
    } else {
        std::net::Ipv4Addr::from(random.next_u32()).to_string()
    };
    pairs.extend([
        ("WmLogin_Flags", random.flags()),
        ("WmLogin_LastAccess", random.time()),
        ("WmLogin_ReadId", random.token(read_id, b"")),
        ("WmLogin_Ticket", random.token(ticket, b"/$!")),
        ("WmLogin_UrlID", uuid::Uuid::from_u128(random.next_u128()).to_string()),
        ("WmLogin_UserAddress", address),
        ("WmLogin_Version", "30".to_owned()),
        ("WmLogin_WMID", format!("{:012}", random.next_u128() % 1_000_000_000_000)),
    ]);
    pairs
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    /// `xorshift64*`
    fn next_u32(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    fn next_u128(&mut self) -> u128 {
        (0..4).fold(0, |number, _| number << 32 | u128::from(self.next_u32()))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next_u32() as usize % limit
    }

    fn one_of(&mut self, names: &[&str]) -> String {
        names[self.below(names.len())].to_owned()
    }

    fn time(&mut self) -> String {
        let time =
            chrono::DateTime::from_timestamp_millis(1_420_000_000_000 + i64::from(self.next_u32()) * 97);
        time.expect("a time").format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }

    fn ipv6(&mut self) -> String {
        std::net::Ipv6Addr::from(self.next_u128()).to_string()
    }

    fn flags(&mut self) -> String {
        let names = ["RealmWantCrossCheck", "UserWantCrossCheck", "CrossCheckDone", "CachedAuthentication"];
        let chosen = names.into_iter().filter(|_| self.below(2) == 0);
        let mut flags = String::new();
        for name in chosen {
            let _ = write!(flags, "{}{name}", if flags.is_empty() { "" } else { ", " });
        }
        if flags.is_empty() { "None".to_owned() } else { flags }
    }

    /// Letters and digits; one in 100 characters is one of the `others`.
    fn token(&mut self, length: usize, others: &[u8]) -> String {
        const PLAIN: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let mut character = || {
            let alphabet = if !others.is_empty() && self.below(100) == 0 { others } else { PLAIN };
            char::from(alphabet[self.below(alphabet.len())])
        };
        (0..length).map(|_| character()).collect()
    }
}
