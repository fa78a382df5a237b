//! Limits of a response: length, number of pairs and allocations, at the limit and one beyond it.

use allocation_counter::{AllocationInfo, measure};
use wmlogin_tests::documents;
use wmlogin_tests::form::Form;
use wmlogin_types::runtime::{MAX_BODY_LENGTH, MAX_PAIRS, Problem};
use wmlogin_types::{Field, ParseError, Response};

/// The most that an error may allocate: its truncated text, beside the value that it is made of.
const MAX_ERROR_BYTES: u64 = 8 * Field::MAX_VALUE_LENGTH as u64;

fn version_3() -> Form {
    Form::example("Version 3.0")
}

fn deserialized(body: &str) -> Result<Response, String> {
    serde_urlencoded::from_str::<Response>(body).map_err(|error| error.to_string())
}

/// The example of version 3.0 with an unknown field whose name and value make up so many bytes.
fn padded(bytes: usize) -> Form {
    version_3().and("padding", &"x".repeat(bytes - "padding".len()))
}

fn decoded_length(form: &Form) -> usize {
    form.pairs().iter().map(|(name, value)| name.len() + value.len()).sum()
}

#[test]
fn a_body_is_as_long_as_it_may_be() {
    let padding = MAX_BODY_LENGTH - version_3().body().len() - "&=".len();
    let (longest, too_long) = (padded(padding).body(), padded(padding + 1).body());
    assert_eq!((longest.len(), too_long.len()), (MAX_BODY_LENGTH, MAX_BODY_LENGTH + 1));
    assert!(Response::parse(longest.as_bytes()).is_ok());
    assert_eq!(Response::parse(too_long.as_bytes()), Err(ParseError::BodyTooLong));
}

#[test]
fn pairs_are_as_long_as_they_may_be() {
    let padding = MAX_BODY_LENGTH - decoded_length(&version_3());
    let (longest, too_long) = (padded(padding), padded(padding + 1));
    assert_eq!((decoded_length(&longest), decoded_length(&too_long)), (MAX_BODY_LENGTH, MAX_BODY_LENGTH + 1));
    assert!(Response::from_pairs(longest.pairs().iter().cloned()).is_ok());
    assert_eq!(Response::from_pairs(too_long.pairs().iter().cloned()), Err(ParseError::BodyTooLong));
    assert!(deserialized(&longest.body()).is_ok());
    assert_eq!(deserialized(&too_long.body()), Err(ParseError::BodyTooLong.to_string()));
}

fn with_pairs(pairs: usize) -> Form {
    let missing = pairs - version_3().pairs().len();
    (0..missing).fold(version_3(), |form, index| form.and(&format!("site{index}"), ""))
}

#[test]
fn there_are_as_many_pairs_as_there_may_be() {
    let (most, too_many) = (with_pairs(MAX_PAIRS), with_pairs(MAX_PAIRS + 1));
    assert_eq!(too_many.pairs().len(), 129);
    assert!(wmlogin_tests::read(&most).is_ok());
    assert_eq!(wmlogin_tests::read(&too_many), Err(ParseError::TooManyPairs));
}

#[test]
fn a_pair_without_a_name_counts_and_an_empty_one_does_not() {
    let body = version_3().body();
    let room = MAX_PAIRS - version_3().pairs().len();
    let parse = |padding: String| Response::parse(format!("{body}{padding}").as_bytes());
    for pair in ["&=", "&a", "&=a"] {
        assert!(parse(pair.repeat(room)).is_ok(), "{pair}");
        assert_eq!(parse(pair.repeat(room + 1)), Err(ParseError::TooManyPairs), "{pair}");
    }
    assert!(parse("&".repeat(10 * MAX_PAIRS)).is_ok());
}

fn problem_of_address(value: &str) -> Problem {
    match wmlogin_tests::read(&version_3().with("WmLogin_UserAddress", value)) {
        Err(ParseError::InvalidValue { error, .. }) => error.problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_is_as_long_as_it_may_be() {
    assert_eq!(problem_of_address(&"1".repeat(Field::MAX_VALUE_LENGTH)), Problem::Shape);
    assert_eq!(
        problem_of_address(&"1".repeat(Field::MAX_VALUE_LENGTH + 1)),
        Problem::TooLong(Field::MAX_VALUE_LENGTH)
    );
    // Encoded, each of these takes three bytes.
    assert_eq!(problem_of_address(&"/".repeat(Field::MAX_VALUE_LENGTH)), Problem::Shape);
    assert_eq!(
        problem_of_address(&"/".repeat(Field::MAX_VALUE_LENGTH + 1)),
        Problem::TooLong(Field::MAX_VALUE_LENGTH)
    );
}

#[test]
fn a_long_name_or_value_of_an_unknown_field_is_passed_over() {
    for (name, value) in [("x".repeat(5_000), String::new()), ("é".repeat(600), "é".repeat(600))] {
        assert!(wmlogin_tests::read(&version_3().and(&name, &value)).is_ok());
    }
}

#[test]
fn the_longest_documented_response_is_far_below_the_limits() {
    let longest =
        documents::examples().into_iter().map(|example| Form::example(example.title).body().len()).max();
    assert!(longest.is_some_and(|longest| 8 * longest < MAX_BODY_LENGTH), "{longest:?}");
    assert!(4 * Field::ALL.len() < MAX_PAIRS);
}

fn allocations_of(body: &[u8]) -> (AllocationInfo, Result<Response, ParseError>) {
    let mut result = Err(ParseError::NoDocumentedField);
    let information = measure(|| result = Response::parse(body));
    (information, result)
}

#[test]
fn reading_a_response_allocates_nothing() {
    for example in documents::examples() {
        let (allocations, response) = allocations_of(Form::example(example.title).body().as_bytes());
        assert!(response.is_ok());
        assert_eq!(allocations.count_total, 0, "{}", example.title);
    }
}

/// Bodies as long as they may be, each with as much of one thing as there is room for.
fn hostile_bodies() -> Vec<Vec<u8>> {
    let genuine = version_3().body();
    let fill = |beginning: &str, piece: &str| {
        let room = MAX_BODY_LENGTH - beginning.len();
        let mut body = beginning.to_owned();
        body.push_str(&piece.repeat(room / piece.len()));
        body.into_bytes()
    };
    let without_wmid = version_3().without("WmLogin_WMID").body();
    let without_flags = version_3().without("WmLogin_Flags").body();
    vec![
        fill("", "x"),
        fill("", "&"),
        fill("", "%"),
        fill("", "a=b&"),
        fill(&format!("{genuine}&padding="), "%41"),
        fill(&format!("{genuine}&"), "%41"),
        fill(&format!("{without_wmid}&WmLogin_WMID="), "1"),
        fill(&format!("{without_wmid}&WmLogin_WMID="), "%31"),
        fill(&format!("{without_wmid}&WmLogin_WMID="), "%FF"),
        fill(&format!("{without_wmid}&WmLogin_WMID="), "\u{202e}"),
        fill(&format!("{without_flags}&WmLogin_Flags="), "CrossCheckDone%2C"),
        fill(&format!("{without_flags}&WmLogin_Flags="), ","),
        vec![0xff; MAX_BODY_LENGTH],
        vec![0xff; 100 * MAX_BODY_LENGTH],
    ]
}

#[test]
fn no_body_makes_the_reader_allocate_more_than_a_message() {
    for body in hostile_bodies() {
        let (allocations, result) = allocations_of(&body);
        let what = format!("{} … {result:?}", body[body.len() - 30..].escape_ascii());
        assert!(allocations.bytes_total <= MAX_ERROR_BYTES, "{} bytes: {what}", allocations.bytes_total);
    }
}
