use super::{Entry, EntryKind, Journal};

#[test]
fn a_credential_is_masked_and_a_long_value_is_cut() {
    let entry = Entry::new(EntryKind::Asked)
        .field("ticket", "AAue4ZuLBEaVsQr8", true)
        .field("short", "abcd", true)
        .field("plain", "Ж".repeat(201).as_str(), false);
    let values: Vec<_> = entry.fields.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values[..2], ["AAue…", "abcd"]);
    assert_eq!(values[2].chars().count(), 201);
}

#[test]
fn the_oldest_entries_are_dropped() {
    let mut journal = Journal::default();
    for number in 0..10 {
        journal.add(Entry::new(EntryKind::Asked).note(number.to_string()), 3);
    }
    let notes: Vec<_> = journal.entries().into_iter().map(|entry| entry.note).collect();
    assert_eq!(notes, ["7", "8", "9"]);
    journal.add(Entry::new(EntryKind::Asked), 0);
    assert!(journal.entries().is_empty());
}
