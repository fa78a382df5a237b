//! Values whose types are Rust's own, as parameters and attributes have them.

use std::fmt::Debug;

use wmlogin_types::runtime::{Problem, Value, read};
use wmlogin_types::{AuthType, Wmid};

/// Each text is read as the value, and the value is written as the text.
fn check<T: Value + PartialEq + Debug>(table: &[(&str, T)]) {
    for (text, value) in table {
        assert_eq!(read::<T>(text).as_ref(), Ok(value), "{text:?}");
        assert_eq!(value.to_text(), *text);
    }
}

fn problem<T: Value + Debug>(text: &[u8]) -> Problem {
    T::read(text).expect_err("no value")
}

#[test]
fn text_is_any_utf_8() {
    check(&["", " ", "a&b=c%20", "Слово"].map(|text| (text, text.to_owned())));
    assert_eq!(problem::<String>(b"a\xFF"), Problem::NotUtf8);
}

#[test]
fn a_boolean_is_one_digit() {
    check(&[("1", true), ("0", false)]);
    for text in ["", "2", "01", "true", "1 "] {
        assert_eq!(problem::<bool>(text.as_bytes()), Problem::Unknown, "{text:?}");
    }
}

#[test]
fn a_number_is_written_in_one_way() {
    check(&[("0", 0), ("7", 7), ("-1", -1), ("2147483647", i32::MAX), ("-2147483648", i32::MIN)]);
    for text in ["", "-", "+1", "00", "007", "-0", "-01", " 1", "1.0", "0x1", "2147483648", "٣"] {
        assert_eq!(problem::<i32>(text.as_bytes()), Problem::Shape, "{text:?}");
    }
}

#[test]
fn the_empty_text_is_no_value() {
    check(&[("", None), ("KeeperLight", Some(AuthType::KeeperLight))]);
    assert_eq!(problem::<Option<Wmid>>(b"1"), Problem::Length(1));
    let method = Some(AuthType::Enum);
    assert_eq!(method.meanings().collect::<Vec<_>>(), [AuthType::Enum.description()]);
    assert_eq!((method.is_in_use(), None::<AuthType>.is_in_use()), (false, true));
}
