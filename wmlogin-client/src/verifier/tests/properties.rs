use proptest::prelude::*;
use wmlogin_test_support::confirmation::confirms;

use super::{YES, body};

/// Replaces every byte of a confirmation by every other, in a plain document and in one with a bit of
/// everything. One byte stands for all that are not ASCII, because none of them is UTF-8 by itself.
#[test]
fn a_confirmation_with_one_byte_changed() {
    let varied = concat!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- c --><?pi p?>",
        "<response retval=\"0\" sval='Success' expires=\"&#49;&amp;\">t&lt;<a b='c'/><![CDATA[d]]></response>\n",
    );
    for answer in [YES, varied] {
        assert!(confirms(answer.as_bytes()) && body(answer).is_ok());
        for position in 0..answer.len() {
            for byte in (0..0x80).chain([0xFF]) {
                let mut changed = answer.as_bytes().to_vec();
                changed[position] = byte;
                if body(&*changed).is_ok() {
                    assert!(confirms(&changed), "{}", String::from_utf8_lossy(&changed));
                }
            }
        }
    }
}

#[test]
fn a_confirmation_that_is_cut() {
    let (declaration, element) = YES.split_at(YES.find("<r").expect("the root"));
    for end in 0..element.len() {
        assert!(body(&element[..end]).is_err());
        assert!(body(format!("{declaration}{}", &element[..end])).is_err());
    }
}

proptest! {
    #[test]
    fn random_bytes_confirm_nothing(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        prop_assert!(body(bytes).is_err());
    }

    #[test]
    fn only_0_confirms(retval in any::<i32>(), sval in "[A-Za-z]{0,40}") {
        let answer = format!("<response retval=\"{retval}\" sval=\"{sval}\"/>");
        prop_assert_eq!(body(answer).is_ok(), retval == 0);
    }

    /// Pieces of XML in any order never panic, and confirm nothing if another parser sees no confirmation.
    #[test]
    fn pieces_of_xml(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let answer = pieces.concat();
        prop_assert!(body(&*answer).is_err() || confirms(answer.as_bytes()), "{}", answer);
    }
}

const PIECES: &[&str] = &[
    "<?xml version=\"1.0\"?>",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
    "<?p?>",
    "<!--c-->",
    "<!DOCTYPE response>",
    "<![CDATA[c]]>",
    "<response",
    "<s:response xmlns:s='u'",
    " retval=\"0\"",
    " retval='1'",
    " xmlns:s='u' s:retval='0'",
    " :retval='0'",
    " xmlns='u'",
    " sval=\"a>b\"",
    "sval=''",
    " a = 'é'",
    "/>",
    ">",
    "<a>",
    "</a>",
    "<response retval=\"0\">",
    "<response retval=\"0\"/>",
    "</response>",
    "</response",
    "&amp;",
    "&#48;",
    "&#x0;",
    "&no;",
    "text",
    "]]>",
    "\n",
    "\u{FEFF}",
    "\u{7}",
];
