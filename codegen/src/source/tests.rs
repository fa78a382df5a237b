use super::{Place, Position, Source, Style, Value};
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

fn read(text: &str) -> (Option<Source>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let source = Source::read("a.yaml", text.to_owned(), &mut diagnostics);
    (source, diagnostics)
}

fn problems(text: &str) -> Diagnostics {
    read(text).1
}

fn sound(text: &str) -> Source {
    let (source, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    source.unwrap()
}

fn line_and_column(place: Place<'_>) -> (usize, usize) {
    (place.position().line, place.position().column)
}

#[test]
fn scalars_keep_their_text_and_style() {
    let source = sound("- plain\n- 'single'\n- \"dou\\u0062le\"\n- |\n  block\n");
    let scalars: Vec<_> = source
        .place()
        .items()
        .map(|item| match &item.node().value {
            Value::Scalar { text, style } => (text.as_str(), *style),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("plain", Style::Plain),
        ("single", Style::Quoted),
        ("double", Style::Quoted),
        ("block\n", Style::Block),
    ];
    assert_eq!(scalars, expected);
}

#[test]
fn steps_lead_to_keys_values_and_items() {
    let source = sound("enums:\n  - name: Имя\n    values: [a, b]\n");
    let first = source.place().key("enums").item(0);
    assert_eq!(first.key("name").scalar(), Some("Имя"));
    assert_eq!(line_and_column(first), (2, 5));
    assert_eq!(line_and_column(first.key_name("values")), (3, 5));
    assert_eq!(line_and_column(first.key("values").item(1)), (3, 17));
}

#[test]
fn entries_are_pairs_of_places() {
    let source = sound("a: 1\nb: 2\n");
    let entries: Vec<_> =
        source.place().entries().map(|(key, value)| (key.scalar(), line_and_column(value))).collect();
    assert_eq!(entries, [(Some("a"), (1, 4)), (Some("b"), (2, 4))]);
}

#[test]
fn the_items_of_a_mapping_are_its_values() {
    let source = sound("a: 1\nb: 2\n");
    let values: Vec<_> = source.place().items().filter_map(Place::scalar).collect();
    assert_eq!(values, ["1", "2"]);
}

#[test]
fn a_step_that_leads_nowhere_stays() {
    let source = sound("a: [x]\n");
    let place = source.place().key("a").item(0);
    let stayed = place.key("b").key_name("c").item(7);
    assert_eq!(line_and_column(stayed), (1, 5));
}

#[test]
fn a_place_within_a_scalar_is_past_its_quote() {
    let source = sound("- дата: 'dd.ММ'\n- dd.MM\n");
    let quoted = source.place().item(0).key("дата");
    assert_eq!(line_and_column(quoted.within(3)), (1, 13));
    assert_eq!(line_and_column(source.place().item(1).within(3)), (2, 6));
}

#[test]
fn a_place_within_a_block_is_below_its_mark() {
    let source = sound("a: |\n  text\n");
    assert_eq!(line_and_column(source.place().key("a").within(2)), (2, 5));
}

#[test]
fn a_place_behind_an_escape_is_not_guessed() {
    let source = sound("a: \"\\tb\"\n");
    assert_eq!(line_and_column(source.place().key("a").within(1)), (1, 4));
}

#[test]
fn a_place_past_a_scalar_is_not_guessed() {
    let source = sound("a: b\n");
    assert_eq!(line_and_column(source.place().key("a").within(9)), (1, 4));
}

#[test]
fn every_line_break_of_yaml_counts() {
    let source = sound("a: 1\r\nb: 2\rc: 3\n");
    assert_eq!(line_and_column(source.place().key("c")), (3, 4));
    assert_snapshot!(source.place().key("c").problem("wrong"), @"
    a.yaml:3:4: wrong
        3 | c: 3
          |    ^
    ");
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    let source = sound("\u{feff}a: b\n");
    assert_snapshot!(source.place().key("a").problem("wrong"), @"
    a.yaml:1:4: wrong
        1 | a: b
          |    ^
    ");
}

#[test]
fn a_problem_after_the_end_is_at_the_end() {
    assert_snapshot!(problems("a: [1, 2"), @"
    a.yaml:1:9: this is not YAML: while parsing a flow sequence, expected ',' or ']'
        1 | a: [1, 2
          |         ^
    ");
}

#[test]
fn a_block_at_the_end_has_the_end_of_its_line() {
    let source = sound("a: |\n  b");
    assert_eq!(source.place().key("a").scalar(), Some("b\n"));
}

#[test]
fn a_syntax_error_is_at_its_place() {
    assert_snapshot!(problems("a: 1\nb: c: d\n"), @"
    a.yaml:2:5: this is not YAML: mapping values are not allowed in this context
        2 | b: c: d
          |     ^
    ");
}

#[test]
fn a_repeated_key_names_the_line_of_the_first() {
    assert_snapshot!(problems("a: 1\nb: 2\n\"a\": 3\na: 4\n"), @r#"
    a.yaml:3:1: repeated key `a`; it is on line 1 already
        3 | "a": 3
          | ^

    a.yaml:4:1: repeated key `a`; it is on line 1 already
        4 | a: 4
          | ^
    "#);
}

#[test]
fn a_repeated_key_leaves_a_tree() {
    assert!(read("a: 1\na: 2\n").0.is_some());
}

#[test]
fn anchors_and_aliases_are_refused() {
    assert_snapshot!(problems("a: &x 1\nb: *x\n"), @"
    a.yaml:1:4: anchors and aliases are not used in a spec
        1 | a: &x 1
          |    ^

    a.yaml:2:4: anchors and aliases are not used in a spec
        2 | b: *x
          |    ^
    ");
}

#[test]
fn tags_are_refused() {
    assert_snapshot!(problems("a: !!str 1\nb: !c []\n"), @"
    a.yaml:1:4: tags are not used in a spec; put text that begins with `!` in quotes
        1 | a: !!str 1
          |    ^

    a.yaml:2:4: tags are not used in a spec; put text that begins with `!` in quotes
        2 | b: !c []
          |    ^
    ");
}

#[test]
fn text_that_begins_with_a_question_mark_is_quoted() {
    assert_snapshot!(problems("a: [?b, '?c', d?]\n"), @"
    a.yaml:1:5: found text that begins with `?`; put it in quotes
        1 | a: [?b, '?c', d?]
          |     ^
    ");
}

#[test]
fn a_key_is_a_scalar() {
    assert_snapshot!(problems("a: 1\n[b]: 2\n"), @"
    a.yaml:2:1: found a list or a mapping as a key, expected text; put text that begins with `[` or `{` in quotes
        2 | [b]: 2
          | ^
    ");
}

#[test]
fn a_file_is_one_document() {
    assert_snapshot!(problems("a: 1\n---\nb: 2\n---\nc: 3\n"), @"
    a.yaml:2:1: a second YAML document starts here, expected one in a file
        2 | ---
          | ^
    ");
}

#[test]
fn an_empty_file_says_nothing() {
    assert_snapshot!(problems("# a comment\n"), @"
    a.yaml:1:1: the file says nothing, expected a YAML document
        1 | # a comment
          | ^
    ");
}

#[test]
fn depth_is_bounded() {
    assert_snapshot!(problems(&"- ".repeat(1000)), @"
    a.yaml:1:131: this lies too deep, expected at most 64 levels
        1 | … - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -…
          |                                                   ^
    ");
}

#[test]
fn depth_in_brackets_is_bounded() {
    assert_snapshot!(problems(&"{a: [".repeat(100)), @"
    a.yaml:1:162: this lies too deep, expected at most 64 levels
        1 | …: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: [{a: […
          |                                                   ^
    ");
}

#[test]
fn hostile_depth_is_reported_in_time() {
    assert_eq!(problems(&"[\n".repeat(1 << 19)).len(), 1);
}

#[test]
fn what_a_spec_needs_is_not_too_deep() {
    let text = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    sound(&text);
}

#[test]
fn unseen_characters_are_refused() {
    assert_snapshot!(problems("имя: a\u{200b}b\nc: \"\u{85}\u{202e}\"\n"), @r#"
    a.yaml:1:7: there is U+200B, which is not seen; if it is meant, write `\u200b` in double quotes
        1 | имя: a�b
          |       ^

    a.yaml:2:5: there is U+0085, which is not seen; if it is meant, write `\u0085` in double quotes
        2 | c: "��"
          |     ^

    a.yaml:2:6: there is U+202E, which is not seen; if it is meant, write `\u202e` in double quotes
        2 | c: "��"
          |      ^
    "#);
}

#[test]
fn a_written_escape_is_seen() {
    sound("a: \"\\u200b\"\n");
}

#[test]
fn lines_are_bounded() {
    assert_snapshot!(problems(&format!("a: 1\nb: {}\n", "б".repeat(3000))), @"
    a.yaml:2:1: this line is too long, expected at most 4096 bytes; break it into several
        2 | b: бббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббббб…
          | ^
    ");
}

#[test]
fn positions_are_ordered_by_line_first() {
    let early = Position { line: 1, column: 9 };
    assert!(early < Position { line: 2, column: 1 });
}
