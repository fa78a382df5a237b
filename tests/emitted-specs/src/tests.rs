//! What the compiled specs do: each does what is special about it.

mod requests;

use wmlogin_runtime::{Origin, ParseError, Period, Problem, Value, ValueError};

use super::*;

fn problem<T>(result: Result<T, ValueError>) -> Option<Problem> {
    result.err().map(|error| error.problem)
}

#[test]
fn an_enum_knows_its_ids() {
    use enum_with_ids::Size;

    assert_eq!(Size::ALL.iter().copied().map(Size::id).collect::<Vec<_>>(), [-1, 0, 7]);
    assert_eq!(
        [-1, 0, 1, 7].map(Size::from_id),
        [Some(Size::Unknown), Some(Size::Letter), None, Some(Size::Crate)]
    );
    assert_eq!(Size::ALL.iter().copied().map(Size::is_in_use).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(Size::Crate.origin(), Origin::Observed);
    assert_eq!(enum_with_ids::Wood::Pine.origin(), Origin::Published);
}

#[test]
fn an_enum_is_sent_as_it_is_documented() {
    use enum_without_ids::Carrier;

    assert_eq!(
        Carrier::ALL.iter().copied().map(Carrier::name).collect::<Vec<_>>(),
        ["on-foot", "BICYCLE", "van"]
    );
    assert_eq!(["on-foot", "OnFoot", "bicycle"].map(Carrier::from_name), [Some(Carrier::OnFoot), None, None]);
}

#[test]
fn a_coined_name_is_not_read() {
    use table::Trouble;

    assert_eq!(["Rain", "Lost"].map(|name| Trouble::read(name.as_bytes()).ok()), [Some(Trouble::Rain), None]);
    assert_eq!(Trouble::from_name("Lost"), Some(Trouble::Lost), "but it names its value");
    assert_eq!(Trouble::from_id(13), Some(Trouble::Lost));
    assert_eq!(
        Trouble::ALL.iter().copied().map(Trouble::description).collect::<Vec<_>>(),
        ["Nothing", "the parcel is wet", "nobody knows where it is"]
    );
}

#[test]
fn a_table_knows_what_to_do_where_its_spec_says_so() {
    assert_eq!(
        table::Trouble::ALL.iter().copied().map(table::Trouble::help).collect::<Vec<_>>(),
        [None, Some("dry it"), None]
    );
}

#[test]
fn flags_have_their_own_separator_and_keep_their_reserved_bit() {
    use flags_with_a_reserved_bit::Handling;

    assert_eq!("ThisSideUp;Fragile".parse(), Ok(Handling::THIS_SIDE_UP | Handling::FRAGILE));
    assert_eq!((Handling::THIS_SIDE_UP | Handling::FRAGILE).to_string(), "ThisSideUp; Fragile");
    assert_eq!("18".parse(), Ok(Handling::RESERVED | Handling::FRAGILE));
    assert_eq!(Handling::RESERVED.to_string(), "2");
    assert_eq!(Handling::empty().to_string(), "Anyhow");
    assert_eq!(problem("4".parse::<Handling>()), Some(Problem::UnknownBit(2)));
    assert_eq!(problem("ThisSideUp,Fragile".parse::<Handling>()), Some(Problem::UnknownFlag(0)));
}

#[test]
fn a_token_is_checked_and_a_credential_is_hidden() {
    use token::{PickupCode, TrackingNumber};

    let number: TrackingNumber = "AB000001".parse().expect("a number");
    assert_eq!(format!("{number:?} {number}"), "TrackingNumber(\"AB000001\") AB000001");
    assert_eq!(problem("AB00000".parse::<TrackingNumber>()), Some(Problem::Length(7)));
    assert_eq!(problem("AB00000a".parse::<TrackingNumber>()), Some(Problem::Character(7)));
    let code: PickupCode = "000123".parse().expect("a code");
    assert_eq!((format!("{code:?}").as_str(), code.reveal()), ("PickupCode(<redacted>)", "000123"));
}

#[test]
fn a_guid_is_compared_by_value() {
    let [upper, lower] = ["7AFA5173-BDDB-453A-ADCE-99FB012CEB71", "7afa5173-bddb-453a-adce-99fb012ceb71"]
        .map(|text| text.parse::<guid::BoxId>().expect("a GUID"));
    assert_eq!(upper, lower);
    assert_ne!(upper.as_str(), lower.as_str());
}

/// Reads a text and writes it back.
fn rewritten<T: Value>(text: &str) -> Result<String, Problem> {
    T::read(text.as_bytes()).map(|value| value.to_text())
}

#[test]
fn a_value_can_say_that_there_is_nothing() {
    use page_and_service::Place;

    assert_eq!(Place::ALL.iter().copied().map(Place::is_present).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn every_date_format_is_read_and_written() {
    let second = "29/02/2020 23-59-58";
    assert_eq!(rewritten::<date_to_the_second::DayFirst>(second).as_deref(), Ok(second));
    let millisecond = "{20200229}T235958.007";
    assert_eq!(rewritten::<date_to_the_millisecond::Packed>(millisecond).as_deref(), Ok(millisecond));
    let zoned = rewritten::<date_with_offset::Zoned>("2020-02-29 23:59:58-02:00");
    assert_eq!(zoned.as_deref(), Ok("2020-03-01 01:59:58Z"));
    assert_eq!(
        rewritten::<date_with_offset::Zoned>("2020-02-29 23:59:58").as_deref(),
        Ok("2020-02-29 23:59:58Z")
    );
    let read = date_with_offset::read_time("2020-02-29 23:59:58-02:00");
    assert_eq!(read.map(|time| time.timestamp()), Some(1_583_027_998));
    assert_eq!(date_with_offset::read_time(second), None);
}

#[test]
fn versions_are_numbers_and_not_text() {
    use versions::{Field, Response, Version};

    assert!(Version::V1_9 < Version::V1_10);
    let old = "Label_Size=Crate&Label_Number=AB000001&Label_Sent=29%2F02%2F2020+23-59-58&Label_Version=19";
    let read = Response::parse(old.as_bytes()).expect("a label");
    assert_eq!(read.to_form(), old);
    let success = read.success().expect("a success");
    assert_eq!((success.size(), success.code()), (Some(versions::Size::Crate), None));
    let arrived_later = Response::parse(format!("{old}&Label_Code=000123").as_bytes());
    let expected = ParseError::FieldOutsideVersion { field: Field::Code, version: Version::V1_9 };
    assert_eq!(arrived_later, Err(expected));
    assert_eq!(Field::Size.interval(), Some("[1.9, 1.10)"));
}

#[test]
fn a_version_writes_its_own_dates() {
    use versions::Version;

    let time = "2020-02-29T23:59:58.007Z".parse().expect("a time");
    assert_eq!(
        Version::ALL.iter().copied().map(|version| version.write_time(time)).collect::<Vec<_>>(),
        [Some("29/02/2020 23-59-58".to_owned()), Some("2020-02-29T23:59:58.007Z".to_owned())]
    );
    assert_eq!(Version::V1_9.write_time("+10000-01-01T00:00:00Z".parse().expect("a time")), None);
}

#[test]
fn a_field_knows_its_values_and_what_it_depends_on() {
    use dependent_fields::Field;

    let names = |field: Field| field.choices().iter().map(|choice| choice.name()).collect::<Vec<_>>();
    assert_eq!(
        names(Field::Receiver),
        dependent_fields::ReceiverKind::ALL
            .iter()
            .copied()
            .map(dependent_fields::ReceiverKind::name)
            .collect::<Vec<_>>()
    );
    assert!(names(Field::Version).is_empty());
    assert_eq!(Field::ReceiverDepartment.condition(), Some((Field::Receiver, "Company")));
    assert_eq!(Field::Receiver.condition(), None);
}

#[test]
fn dependent_fields_come_with_their_value() {
    use dependent_fields::{Department, Field, Receiver, Response, Title};

    let receiver = |form: &str| {
        let response = Response::parse(format!("{form}&To_Version=1").as_bytes())?;
        Ok(response.success().map(dependent_fields::Success::receiver))
    };
    assert_eq!(receiver("To_Receiver=Person"), Ok(Some(Receiver::Person(Title::Unsaid))));
    assert_eq!(
        receiver("To_Receiver=Company&To_Receiver_Department=Post"),
        Ok(Some(Receiver::Company(Department::Post, Title::Unsaid)))
    );
    let missing = receiver("To_Receiver=Company");
    assert!(
        matches!(missing, Err(ParseError::MissingField { field: Field::ReceiverDepartment, .. })),
        "{missing:?}"
    );
    let unmet = receiver("To_Receiver=Person&To_Receiver_Department=Post");
    let expected = ParseError::UnmetCondition {
        field: Field::ReceiverDepartment,
        on: Field::Receiver,
        required: "Company",
        found: "Person",
    };
    assert_eq!(unmet, Err(expected));
}

#[test]
fn every_spelling_of_an_outcome_is_read_and_one_is_written() {
    use outcomes::{Outcome, Response};

    for spelling in ["Cancelled", "Canceled", "CANCELLED"] {
        let response =
            Response::parse(format!("End_Word={spelling}&End_Code=-4").as_bytes()).expect("an outcome");
        assert_eq!(response.outcome(), Some(Outcome::Cancelled));
        assert_eq!(response.to_form(), "End_Word=Cancelled&End_Code=-4");
    }
}

#[test]
fn an_inference_takes_the_first_rule_that_applies() {
    use inference_by_two_fields::{Price, Response};

    let price = |form: &str| {
        let response = Response::parse(form.as_bytes()).expect("a bill");
        response.success().and_then(inference_by_two_fields::Success::inferred_price)
    };
    assert_eq!(price("Bill_Way=Air&Bill_Back=Land&Bill_Version=2"), Some(Price::Dear));
    assert_eq!(price("Bill_Way=Sea&Bill_Way_Ship=Fast&Bill_Back=Land&Bill_Version=2"), Some(Price::Dear));
    assert_eq!(price("Bill_Way=Sea&Bill_Back=Land&Bill_Version=2"), Some(Price::Cheap));
    assert_eq!(price("Bill_Way=Land&Bill_Back=Sea&Bill_Version=2"), None);
    assert_eq!(price("Bill_Price=Fair&Bill_Version=1"), None);
}

#[test]
fn an_inference_can_look_at_one_field() {
    use inference_by_one_field::{Price, Response, Success};

    let price = |form: &str| {
        Response::parse(form.as_bytes()).expect("a bill").success().and_then(Success::inferred_price)
    };
    assert_eq!(price("Bill_Usual=Dear&Bill_Version=2"), Some(Price::Dear));
    assert_eq!(price("Bill_Usual=Cheap&Bill_Version=2"), None);
}

#[test]
fn pages_and_services_are_constants() {
    use page_and_service::{pages, services};

    assert_eq!(pages::HOSTS, ["parcels.example", "boxes.example"]);
    assert_eq!(
        pages::redirect::Parameter::ALL
            .iter()
            .copied()
            .map(|parameter| parameter.to_string())
            .collect::<Vec<_>>(),
        ["number", "floor", "to", "type", "bell", "size"]
    );
    assert_eq!(
        pages::redirect::Parameter::ALL
            .iter()
            .copied()
            .map(pages::redirect::Parameter::is_required)
            .collect::<Vec<_>>(),
        [true, false, true, true, true, false]
    );
    assert_eq!((services::whereabouts::REQUEST, services::whereabouts::CONFIRMED), ("ask", 0));
}

#[test]
fn periods_are_constants() {
    assert_eq!(
        [period::STORAGE_TIME, period::CONTRACT_NOTICE, period::BOX_LIFETIME],
        [Period::Days(14), Period::Months(1), Period::Years(10)]
    );
}

#[test]
fn names_that_rust_has_as_well_do_no_harm() {
    use hazards::{Match, Outcome, Response, Switches, Word};

    let form =
        "H_type=abc&H_match=String&H_match_String=Err&H_fn=None%2Ctype%2CHighest&H_Option=type&H_Ok=All\
        &H_value=7afa5173-bddb-453a-adce-99fb012ceb71&H_visitor=29.02.2020+23%3A59%3A58&H_fields=%3A%3A1\
        &H_success=match&H_Version=1";
    let response = Response::parse(form.as_bytes()).expect("a response");
    assert_eq!(response.to_form(), form);
    let success = response.success().expect("a success");
    assert_eq!(success.r#match(), Match::String(Word::Err));
    assert_eq!(success.r#fn(), Switches::NONE | Switches::TYPE | Switches::HIGHEST);
    assert_eq!(success.success(), Word::Match);
    assert_eq!(Response::None.outcome(), Some(Outcome::None));
    assert_eq!(hazards::pages::r#type::PATH, "/type");
}
