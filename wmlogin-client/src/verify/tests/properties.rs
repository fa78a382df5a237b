use proptest::prelude::*;

use super::{YES, body};

/// Whether a strict reader of XML finds a `response` that says 0.
fn says_yes(answer: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(answer) else { return false };
    let document = roxmltree::Document::parse(text);
    document.is_ok_and(|document| {
        let root = document.root_element();
        root.tag_name().name() == "response" && root.attribute("retval") == Some("0")
    })
}

/// Another byte at every place of a yes, in a plain one and in one that has a bit of everything. One byte
/// stands for all that are not ASCII: alone, none of them is UTF-8.
#[test]
fn a_yes_with_one_byte_changed() {
    let yes = concat!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- c --><?pi p?>",
        "<response retval=\"0\" sval='Success' expires=\"&#49;&amp;\">t&lt;<a b='c'/><![CDATA[d]]></response>\n",
    );
    for answer in [YES, yes] {
        assert!(says_yes(answer.as_bytes()) && body(answer).is_ok());
        for position in 0..answer.len() {
            for byte in (0..0x80).chain([0xFF]) {
                let mut changed = answer.as_bytes().to_vec();
                changed[position] = byte;
                // A colon makes a name with a prefix that nobody declared: that is XML all the same, but
                // the other reader knows namespaces.
                if body(&*changed).is_ok() && byte != b':' {
                    assert!(says_yes(&changed), "{}", String::from_utf8_lossy(&changed));
                }
            }
        }
    }
}

/// A yes without some of its bytes.
#[test]
fn a_yes_that_is_cut() {
    let (declaration, element) = YES.split_at(YES.find("<r").expect("the root"));
    for end in 0..element.len() {
        assert!(body(&element[..end]).is_err());
        assert!(body(format!("{declaration}{}", &element[..end])).is_err());
    }
}

proptest! {
    #[test]
    fn bytes_confirm_nothing(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        prop_assert!(body(bytes).is_err());
    }

    #[test]
    fn only_0_is_a_yes(retval in any::<i32>(), sval in "[A-Za-z]{0,40}") {
        let answer = format!("<response retval=\"{retval}\" sval=\"{sval}\"/>");
        prop_assert_eq!(body(answer).is_ok(), retval == 0);
    }

    /// Pieces of XML in any order: never a panic, and never a yes where a strict reader sees none.
    #[test]
    fn pieces_of_xml(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let answer = pieces.concat();
        prop_assert!(body(&*answer).is_err() || says_yes(answer.as_bytes()), "{}", answer);
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
    " retval=\"0\"",
    " retval='1'",
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
