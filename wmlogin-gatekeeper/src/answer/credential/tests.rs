use std::collections::BTreeSet;

use wmlogin_types::Ticket;

use super::{letters_and_digits, like, random_text, ticket};

const EXAMPLE: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";

#[test]
fn tickets_use_their_whole_grammar() {
    let tickets: Vec<_> = (0..200).map(|_| ticket(EXAMPLE).expect("random numbers")).collect();
    assert!(tickets.iter().all(|text| text.len() == EXAMPLE.len() && text.parse::<Ticket>().is_ok()));
    let characters: BTreeSet<_> = tickets.concat().into_bytes().into_iter().collect();
    assert_eq!(characters.len(), 26 + 26 + 10 + 3);
    assert_eq!(tickets.into_iter().collect::<BTreeSet<_>>().len(), 200);
}

#[test]
fn what_is_like_an_example_has_its_characters() {
    let text = like("aab-9").expect("random numbers");
    assert_eq!(text.len(), 5);
    assert!(text.bytes().all(|byte| b"ab-9".contains(&byte)));
}

#[test]
fn lengths_are_exact() {
    for length in [0, 1, 63, 64, 65, 200] {
        assert_eq!(letters_and_digits(length).expect("random numbers").len(), length);
    }
    assert_eq!(random_text(b"x", 3).expect("random numbers"), "xxx");
}

#[test]
fn what_has_the_shape_of_a_credential_is_masked() {
    let (ticket, read_id) = ("aB3$".repeat(12), "x9".repeat(43) + "x");
    for (text, expected) in [
        (String::new(), String::new()),
        (ticket.clone(), "aB3$…".to_owned()),
        (format!("<{ticket}>, {read_id}!"), "<aB3$…>, x9x9…".to_owned()),
        (ticket[..32].to_owned(), "aB3$…".to_owned()),
        (ticket[..31].to_owned(), ticket[..31].to_owned()),
        // The beginning of one that was cut off.
        (format!("RID is “{}…”", &ticket[..20]), "RID is “aB3$……”".to_owned()),
        ("short…".to_owned(), "short…".to_owned()),
        (
            "7afa5173-bddb-453a-adce-99fb012ceb73".to_owned(),
            "7afa5173-bddb-453a-adce-99fb012ceb73".to_owned(),
        ),
        ("Тикет не принят…".to_owned(), "Тикет не принят…".to_owned()),
    ] {
        assert_eq!(super::masked(&text, 4), expected);
    }
}
