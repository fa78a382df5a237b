use super::{closest, one_of};

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    assert_eq!(
        one_of("colour", "gren", ["red", "green", "blue"]),
        "unknown colour `gren`, expected `red`, `green` or `blue`; did you mean `green`?"
    );
    assert_eq!(one_of("colour", "1.0", ["red"]), "unknown colour `1.0`, expected `red`");
}

#[test]
fn the_letter_case_matters_least() {
    assert_eq!(closest("ENUM", ["num", "Enum"]), Some("Enum"));
    assert_eq!(closest("a", ["b"]), None);
    assert_eq!(closest(&"a".repeat(65), ["a"]), None);
}
