//! The generated enumerations, flags, versions and status codes against the tables of the documents:
//! nothing more and nothing less, in the same order.

use wmlogin_tests::documents::{self, EnumRow};
use wmlogin_tests::form::Form;
use wmlogin_tests::{notes, read};
use wmlogin_types::runtime::{DateTime, Utc, Value};
use wmlogin_types::{
    AuthType, EnumType, Factor1Type, Factor2Type, Outcome, PasswordType, ResultCode, SocialNetwork, Status,
    TicketFlags, Version,
};

const REFERENCE: &str = include_str!("../../../spec/REFERENCE.md");

/// The rows of a generated enumeration with ids, without comments.
macro_rules! generated_rows {
    ($name:ident) => {{
        for value in $name::ALL.iter().copied() {
            assert_eq!($name::from_id(value.id()), Some(value));
            assert_eq!($name::from_name(value.name()), Some(value));
        }
        let row = |value: $name| (value.id(), value.name(), value.description(), value.is_in_use());
        (stringify!($name), $name::ALL.iter().copied().map(row).collect::<Vec<_>>())
    }};
}

#[test]
fn enumerations_are_those_of_the_document() {
    let generated = [
        generated_rows!(AuthType),
        generated_rows!(Factor1Type),
        generated_rows!(Factor2Type),
        generated_rows!(PasswordType),
        generated_rows!(EnumType),
    ];
    let columns = |row: EnumRow| (row.id, row.name, row.description, row.is_in_use());
    let rows = |name| documents::enum_rows(name).into_iter().map(columns).collect::<Vec<_>>();
    let documented: Vec<_> = documents::enum_names().into_iter().map(|name| (name, rows(name))).collect();
    assert_eq!(generated.to_vec(), documented);
}

#[test]
fn the_reference_has_the_comments_of_the_document() {
    for name in documents::enum_names() {
        let section = REFERENCE.split("\n## ").find(|section| section.starts_with(&format!("{name}\n")));
        let section = section.unwrap_or_else(|| panic!("REFERENCE.md has no section {name}"));
        for EnumRow { id, name, description, comment } in documents::enum_rows(name) {
            let row = format!("| {id} | `{name}` | {description} | {comment} | documented |");
            assert!(section.contains(&row), "REFERENCE.md lacks the row {row}");
        }
    }
}

#[test]
fn comments_refer_to_enumerations_of_the_document() {
    let names = documents::enum_names();
    let references: Vec<_> =
        names.iter().flat_map(|name| documents::enum_rows(name)).filter_map(|row| row.see()).collect();
    assert_eq!(references, ["PasswordType", "EnumType", "EnumType"]);
    assert!(references.iter().all(|name| names.contains(name)));
}

#[test]
fn a_factor_is_there_unless_it_is_absent_or_unknown() {
    let absent: Vec<_> = Factor1Type::ALL.iter().copied().filter(|factor| !factor.is_present()).collect();
    assert_eq!(absent, [Factor1Type::None]);
    let absent: Vec<_> = Factor2Type::ALL.iter().copied().filter(|factor| !factor.is_present()).collect();
    assert_eq!(absent, [Factor2Type::Unavailable, Factor2Type::None]);
}

#[test]
fn social_networks_are_those_of_the_document_in_their_letter_case() {
    let generated = SocialNetwork::ALL
        .iter()
        .copied()
        .map(|network| (network.name(), network.description()))
        .collect::<Vec<_>>();
    assert_eq!(generated, documents::social_networks());
}

#[test]
fn flags_are_those_of_the_document() {
    let rows = documents::flag_rows();
    let named = rows.iter().filter_map(|row| Some((1 << row.bit?, row.name?, row.description)));
    let generated = TicketFlags::ROWS.iter().map(|(flag, row)| (flag.bits(), row.name(), row.description()));
    assert!(generated.eq(named));

    let reserved = rows.iter().filter(|row| row.name.is_none()).filter_map(|row| row.bit);
    assert_eq!(TicketFlags::RESERVED.bits(), reserved.fold(0, |all, bit| all | 1 << bit));
    assert_eq!(
        TicketFlags::all().bits(),
        rows.iter().filter_map(|row| row.bit).fold(0, |all, bit| all | 1 << bit)
    );

    let none =
        rows.iter().find(|row| row.bit.is_none()).and_then(|row| row.name).expect("a name for no flags");
    assert_eq!(none.parse(), Ok(TicketFlags::empty()));
    assert_eq!(TicketFlags::empty().to_string(), none);
}

#[test]
fn flags_mean_what_the_document_says() {
    for row in documents::flag_rows() {
        let flags = row.bit.map_or(TicketFlags::empty(), |bit| TicketFlags::from_bits_retain(1 << bit));
        assert_eq!(flags.meanings().collect::<Vec<_>>(), [row.description], "{row:?}");
    }
    let all = documents::flag_rows().into_iter().filter(|row| row.bit.is_some()).map(|row| row.description);
    assert_eq!(TicketFlags::all().meanings().collect::<Vec<_>>(), all.collect::<Vec<_>>());
}

#[test]
fn versions_are_those_of_the_document() {
    let generated = Version::ALL
        .iter()
        .copied()
        .map(|version| {
            (version.name(), version.value().to_string(), version.description(), version.date_format())
        })
        .collect::<Vec<_>>();
    let documented = documents::version_rows().into_iter().map(|row| {
        (row.name, row.value.to_owned(), row.description, notes::corrected_date_format(row.date_format))
    });
    assert_eq!(generated, documented.collect::<Vec<_>>());
    assert!(Version::ALL.is_sorted(), "later versions are greater");
}

#[test]
fn the_reference_keeps_the_date_format_as_printed() {
    let printed: Vec<_> = documents::version_rows().iter().map(|row| row.date_format).collect();
    let wrong: Vec<_> =
        printed.into_iter().filter(|printed| notes::corrected_date_format(printed) != *printed).collect();
    assert_eq!(wrong.len(), 1, "one format has an erratum");
    assert!(REFERENCE.contains(&format!("printed as `{}`", wrong[0])));
}

/// The moment in a .NET format, by the meaning of its specifiers.
fn dot_net(format: &str, moment: DateTime<Utc>) -> String {
    let specifiers = [
        ("yyyy", "%Y"),
        ("MM", "%m"),
        ("dd", "%d"),
        ("HH", "%H"),
        ("mm", "%M"),
        ("ss", "%S"),
        ("fff", "%3f"),
        ("K", "Z"),
    ];
    let chrono = specifiers.iter().fold(format.to_owned(), |format, (from, to)| format.replace(from, to));
    moment.format(&chrono).to_string()
}

#[test]
fn each_version_reads_and_writes_dates_in_its_documented_format() {
    // No two parts of this moment are the same number, so parts that are mixed up are seen.
    let moment: DateTime<Utc> = "2021-03-14T15:09:26Z".parse().expect("a moment");
    for row in documents::version_rows() {
        let title = documents::examples().into_iter().map(|example| example.title);
        let title =
            title.into_iter().find(|title| *title == format!("Version {}", row.name)).expect("an example");
        let text = dot_net(notes::corrected_date_format(row.date_format), moment);
        let form = Form::example(title).with("WmLogin_Created", &text);
        let response = read(&form).unwrap_or_else(|error| panic!("version {}: {error}", row.name));
        assert_eq!(response.success().map(wmlogin_types::Success::created), Some(moment), "{text}");
        assert!(response.to_pairs().contains(&("WmLogin_Created", text)), "version {}", row.name);
    }
}

#[test]
fn outcomes_are_those_of_the_document() {
    let documented = ["Cancellation", "Redirection after a log out"]
        .map(|title| documents::outcome(title).map(|(_, value)| value.to_owned()));
    assert_eq!(
        Outcome::ALL
            .iter()
            .copied()
            .map(|outcome| [outcome.name().to_owned(), outcome.code().to_string()])
            .collect::<Vec<_>>(),
        documented
    );
}

#[test]
fn another_spelling_of_an_outcome_means_the_same() {
    let spellings = notes::other_spellings();
    assert_eq!(spellings, [["Cancelled", "Canceled"]]);
    for [documented, other] in spellings {
        let [(string, _), (code, number)] = documents::outcome("Cancellation");
        let [documented, other] =
            [documented, other].map(|name| read(&[(string, name), (code, number)].into_iter().collect()));
        assert_eq!(documented.map(|response| response.outcome()), Ok(Some(Outcome::Cancelled)));
        assert_eq!(other.map(|response| response.outcome()), Ok(Some(Outcome::Cancelled)));
    }
}

#[test]
fn status_codes_are_those_that_are_published() {
    let generated =
        Status::ALL.iter().copied().map(|status| (status.name().to_owned(), status.id())).collect::<Vec<_>>();
    assert_eq!(generated, notes::status_codes());
    for status in Status::ALL.iter().copied() {
        assert_eq!(Status::from_name(status.name()), Some(status));
        assert_eq!(Status::from_id(status.id()), Some(status));
    }
}

#[test]
fn older_result_codes_are_those_that_are_published() {
    let rows = notes::result_codes();
    assert_eq!(
        ResultCode::ALL.iter().copied().map(ResultCode::id).collect::<Vec<_>>(),
        rows.iter().map(|row| row.code).collect::<Vec<_>>()
    );
    for row in rows {
        let code = ResultCode::from_id(row.code).expect("a code");
        assert_eq!(code.description(), row.text, "{}", row.code);
        assert_eq!(ResultCode::from_name(code.name()), Some(code), "{}", row.code);
        // A name that this project coined is never sent, so it must not be read as a value.
        let read_back = ResultCode::read(code.name().as_bytes()).ok();
        assert_eq!(read_back, row.is_name().then_some(code), "{}", row.code);
    }
}

#[test]
fn the_two_tables_disagree_where_they_are_known_to() {
    let meanings =
        |id| (Status::from_id(id).map(Status::name), ResultCode::from_id(id).map(ResultCode::name));
    assert_eq!(meanings(10), (Some("NotExecuted"), Some("NotTrusted")));
    assert_eq!(meanings(12), (Some("InvalidArgument"), Some("UserTemporarilyBlocked")));
}

#[test]
fn a_response_that_names_no_method_implies_one() {
    let base = Form::example("Version 3.0")
        .without("WmLogin_Factor1_PasswordType")
        .without("WmLogin_Factor2_EnumType");
    let mut tried = 0;
    for factor1 in documents::enum_rows("Factor1Type") {
        for factor2 in documents::enum_rows("Factor2Type") {
            for password in documents::enum_rows("PasswordType") {
                let form =
                    base.clone().with("WmLogin_Factor1", factor1.name).with("WmLogin_Factor2", factor2.name);
                let form = match factor1.name {
                    "Password" => form.with("WmLogin_Factor1_PasswordType", password.name),
                    _ => form,
                };
                let response = read(&form).unwrap_or_else(|error| panic!("{form:?}: {error}"));
                let implied = response.success().and_then(wmlogin_types::Success::inferred_auth_type);
                let expected = notes::implied_method(factor1.name, password.name, factor2.name);
                assert_eq!(implied.map(|method| method.name().to_owned()), expected, "{form:?}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 6 * 4 * 5);
}

#[test]
fn a_response_that_names_the_method_implies_none() {
    for title in ["Version 1.0", "Version 1.1", "Version 2.0"] {
        let response = read(&Form::example(title)).expect("an example");
        let success = response.success().expect("a success");
        assert_eq!(success.inferred_auth_type(), None, "{title}");
        assert!(success.auth_type().is_some(), "{title}");
    }
}
