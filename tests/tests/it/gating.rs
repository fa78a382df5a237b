//! Every documented field in every version, present and absent, against the tables of the document.
//!
//! The expectations come from the document's text alone, so that a mistake in the spec fails here.

use wmlogin_tests::documents::{self, FieldRow, VersionRow};
use wmlogin_tests::form::Form;
use wmlogin_tests::read;
use wmlogin_types::{Field, ParseError, Version};

/// The value that a dependent field has when it is absent.
const ABSENT: &str = "Unspecified";

/// Every combination of a version and a field, as the document has them.
fn combinations() -> Vec<(VersionRow, FieldRow)> {
    let versions = documents::version_rows();
    let combine = |field: FieldRow| versions.iter().map(move |version| (*version, field)).collect::<Vec<_>>();
    documents::field_rows().into_iter().flat_map(combine).collect()
}

fn field(name: &str) -> Field {
    Field::from_name(name).unwrap_or_else(|| panic!("{name} is unknown"))
}

fn version(row: &VersionRow) -> Version {
    let value = row.value.parse().unwrap_or_else(|error| panic!("version {}: {error}", row.name));
    Version::from_value(value).unwrap_or_else(|| panic!("version {} is unknown", row.name))
}

/// The document's example of a version.
fn example(version: &VersionRow) -> Form {
    let examples = documents::examples().into_iter();
    let title = format!("Version {}", version.name);
    examples.filter(|example| example.title == title).flat_map(|example| example.fields).collect()
}

/// A valid value: the one of an example, or else the first of the field's enumeration.
fn valid_value(field: &FieldRow) -> &'static str {
    let from_example = documents::examples().into_iter().flat_map(|example| example.fields);
    let first_of_enum = || documents::enum_rows(field.see().expect("an enumeration"))[0].name;
    let value = from_example.into_iter().find(|(name, _)| *name == field.name).map(|(_, value)| value);
    value.unwrap_or_else(first_of_enum)
}

/// The example of a version in which the condition of a dependent field holds, without any field that
/// depends on the same one. Where the version has no such field, and for others, the example as it is.
fn with_condition(version: &VersionRow, field: &FieldRow) -> Form {
    let condition = field.condition().filter(|_| field.versions().contains(version));
    let Some((on, value)) = condition else { return example(version) };
    let depends_on_same = |other: &FieldRow| other.condition().is_some_and(|(other, _)| other == on);
    let siblings = documents::field_rows().into_iter().filter(depends_on_same);
    siblings.fold(example(version).with(on, value), |form, sibling| form.without(sibling.name))
}

/// A response of the version with the field.
fn with_field(version: &VersionRow, field: &FieldRow) -> Form {
    let form = with_condition(version, field);
    match form.get(field.name) {
        Some(_) => form,
        None => form.with(field.name, valid_value(field)),
    }
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// Names and values of what was read, sorted by name; a value that is read and dropped is missing here.
fn read_pairs(form: &Form) -> Result<Vec<(String, String)>, ParseError> {
    let pairs = read(form)?.to_pairs();
    Ok(sorted(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

#[test]
fn the_fixture_has_the_whole_table() {
    assert_eq!(documents::field_rows().len(), 16);
    assert_eq!(documents::version_rows().len(), 4);
    assert_eq!(combinations().len(), 64);
    assert_eq!(documents::field_rows().iter().filter_map(FieldRow::condition).count(), 3);
}

#[test]
fn both_columns_of_the_document_name_the_same_versions() {
    for (version, field) in combinations() {
        assert_eq!(field.versions(), field.versions_of_comments(), "{} in {}", field.name, version.name);
    }
}

#[test]
fn the_fields_are_those_of_the_document() {
    let rows = documents::field_rows();
    let outcome = documents::outcome("Cancellation").map(|(name, _)| (name, None));
    let documented: Vec<_> = rows.iter().map(|row| (row.name, Some(row.interval))).chain(outcome).collect();
    let generated: Vec<_> = Field::ALL.iter().map(|field| (field.name(), field.interval())).collect();
    assert_eq!(generated, documented);
}

#[test]
fn a_field_knows_its_versions() {
    for (row, field_row) in combinations() {
        let expected = field_row.versions().contains(&row);
        assert_eq!(
            field(field_row.name).is_in(version(&row)),
            expected,
            "{} in {}",
            field_row.name,
            row.name
        );
    }
    for (name, _) in documents::outcome("Cancellation") {
        assert!(Version::ALL.iter().all(|version| !field(name).is_in(*version)), "{name}");
    }
}

#[test]
fn a_field_that_is_present_is_read_in_its_versions_and_refused_in_others() {
    for (row, field_row) in combinations() {
        let form = with_field(&row, &field_row);
        let expected = if field_row.versions().contains(&row) {
            Ok(sorted(form.pairs().to_vec()))
        } else {
            Err(ParseError::FieldOutsideVersion { field: field(field_row.name), version: version(&row) })
        };
        assert_eq!(read_pairs(&form), expected, "{} in {}", field_row.name, row.name);
    }
}

#[test]
fn a_field_that_is_absent_is_missed_in_its_versions_and_in_no_other() {
    for (row, field_row) in combinations() {
        let form = with_condition(&row, &field_row).without(field_row.name);
        let missing = |version| Err(ParseError::MissingField { field: field(field_row.name), version });
        let expected = match (field_row.versions().contains(&row), field_row.condition()) {
            (true, None) if field_row.name == "WmLogin_Version" => missing(None),
            (true, None) => missing(Some(version(&row))),
            (true, Some(_)) => Ok(form.clone().with(field_row.name, ABSENT)),
            (false, _) => Ok(form.clone()),
        };
        let expected = expected.map(|form| sorted(form.pairs().to_vec()));
        assert_eq!(read_pairs(&form), expected, "{} in {}", field_row.name, row.name);
    }
}

#[test]
fn a_dependent_field_is_refused_without_its_condition() {
    let mut tried = 0;
    for (row, dependent) in combinations() {
        let Some((on, required)) = dependent.condition().filter(|_| dependent.versions().contains(&row))
        else {
            continue;
        };
        let on_row = documents::field_rows().into_iter().find(|field| field.name == on).expect("the field");
        for found in documents::enum_rows(on_row.see().expect("an enum")) {
            if found.name == required {
                continue;
            }
            let form = with_condition(&row, &dependent).with(on, found.name);
            let form = form.with(dependent.name, valid_value(&dependent));
            let (field, on) = (field(dependent.name), field(on));
            let expected = ParseError::UnmetCondition { field, on, required, found: found.name };
            assert_eq!(read_pairs(&form), Err(expected), "{} with {on} = {}", row.name, found.name);
            tried += 1;
        }
    }
    // Two versions, twice five other values of the first factor and three of the second.
    assert_eq!(tried, 2 * (5 + 5 + 3));
}

#[test]
fn a_field_of_a_success_is_refused_beside_another_outcome() {
    for title in ["Cancellation", "Redirection after a log out"] {
        let outcome = documents::outcome(title);
        for row in documents::field_rows() {
            let form: Form = outcome.into_iter().chain([(row.name, valid_value(&row))]).collect();
            let expected =
                ParseError::OutcomeWithSuccess { outcome: field(outcome[0].0), field: field(row.name) };
            assert_eq!(read_pairs(&form), Err(expected), "{} beside {title}", row.name);
        }
    }
}

#[test]
fn half_an_outcome_is_refused() {
    for title in ["Cancellation", "Redirection after a log out"] {
        let [string, code] = documents::outcome(title);
        for (present, missing) in [(string, code), (code, string)] {
            let form: Form = [present].into_iter().collect();
            let expected = ParseError::MissingField { field: field(missing.0), version: None };
            assert_eq!(read_pairs(&form), Err(expected), "{} alone", present.0);
        }
    }
}
