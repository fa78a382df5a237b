//! What is sent to the pages and services of compiled specs.

use wmlogin_runtime::{PageHost, PairWriter};

use super::hazards;
use super::page_and_service::services::whereabouts;
use super::page_and_service::{pages, OldTrouble, Place, Size, TrackingNumber, Trouble};
use pages::{redirect, search};

fn number() -> TrackingNumber {
    "AB000001".parse().expect("a number")
}

#[test]
fn a_query_has_what_is_required_in_the_documented_order() {
    let to = redirect::To::Door(Some(-2), "A & Ö".to_owned());
    let query = redirect::Query::new(number(), to, "fragile goods");
    assert_eq!(query.to_form(), "number=AB000001&floor=-2&to=Door&type=fragile+goods&bell=A+%26+%C3%96");
    let to = redirect::To::Door(None, String::new());
    let query = redirect::Query::new(number(), to, "");
    assert_eq!(query.to_form(), "number=AB000001&to=Door&type=&bell=");
    let query = redirect::Query::new(number(), redirect::To::Box(Some(Size::Crate)), "a");
    let pairs = query.to_pairs();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(pairs, [("number", "AB000001"), ("to", "Box"), ("type", "a"), ("size", "Crate")]);
}

#[test]
fn a_parameter_is_one_with_those_that_depend_on_it() {
    assert_eq!(search::At::from(Size::Letter), search::At::Box(Some(Size::Letter)));
    assert_eq!(search::At::from(Place::Box), search::At::Box(None));
    assert_eq!(
        Place::ALL.iter().copied().map(|place| search::At::from(place).kind()).collect::<Vec<_>>(),
        Place::ALL
    );
    assert_eq!(redirect::To::Door(None, String::new()).kind(), Place::Door);
}

#[test]
fn a_query_without_anything_required_can_be_empty() {
    assert_eq!(search::Query::new().to_form(), "");
    assert_eq!(search::Query::new(), search::Query::default());
    let query = search::Query::new().today(true).at(Size::Crate);
    assert_eq!(query.to_form(), "at=Box&box=Crate&today=1");
    assert_eq!(search::Query::new().at(Place::Door).today(false).to_form(), "at=Door&today=0");
}

#[test]
fn a_query_knows_its_page() {
    struct Host(&'static str);

    impl PageHost for Host {
        type Url = String;

        fn page_url(&self, path: &str, query: &str) -> String {
            format!("{}{path}?{query}", self.0)
        }
    }

    let query = search::Query::new().at(Place::Depot).at_host(&Host("http://a"));
    assert_eq!(query.url(), "http://a/search?at=Depot");
    assert_eq!(query.today(true).at_host(Host("b")).url(), "b/search?at=Depot&today=1");
    assert_eq!(hazards::pages::r#type::Query::new("a").at_host(Host("")).url(), "/type?type=a");
}

#[test]
fn names_that_rust_has_as_well_do_no_harm() {
    use hazards::pages::r#type::{Match, Query};
    use hazards::Word;

    let query = Query::new("fn").option(Word::Ok);
    let with = |r#match: Match| query.clone().r#match(r#match).to_form();
    assert_eq!(with(Word::None.into()), "type=fn&Option=Ok&match=None");
    assert_eq!(with(Match::None(Some("self".to_owned()))), "type=fn&Option=Ok&match=None&value=self");
    assert_eq!(with(Match::Some(Some(true))), "type=fn&Option=Ok&match=Some&visitor=1");
}

#[test]
fn what_may_be_empty_is_sent_empty_and_what_is_not_required_is_not_sent() {
    let asked = |request: whereabouts::Request| {
        let mut writer = PairWriter::default();
        request.visit(&mut writer);
        writer.finish()
    };
    let pairs = |pairs: &[(&'static str, &str)]| -> Vec<_> {
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let unknown = whereabouts::Request { number: number(), size: None, to: None, hint: None };
    assert_eq!(asked(unknown), pairs(&[("number", "AB000001"), ("size", ""), ("to", "")]));
    let known = whereabouts::Request {
        number: number(),
        size: Some(Size::Letter),
        to: Some(7.into()),
        hint: Some("there".to_owned()),
    };
    assert_eq!(
        asked(known),
        pairs(&[
            ("number", "AB000001"),
            ("size", "Letter"),
            ("to", "Door"),
            ("floor", "7"),
            ("hint", "there")
        ])
    );
}

#[test]
fn a_status_code_is_found_by_both_else_by_its_name_else_by_its_code() {
    use whereabouts::Code;

    for (code, name, expected) in [
        // Both agree.
        (12, Some("Rain"), Some(Code::Trouble(Trouble::Rain))),
        (12, Some("Snow"), Some(Code::OldTrouble(OldTrouble::Snow))),
        (14, Some("Lost"), Some(Code::OldTrouble(OldTrouble::Lost))),
        (0, Some("Nothing"), Some(Code::Trouble(Trouble::Nothing))),
        // The name alone.
        (99, Some("Lost"), Some(Code::Trouble(Trouble::Lost))),
        (13, Some("Snow"), Some(Code::OldTrouble(OldTrouble::Snow))),
        // What confirms is not found by its name, nor is a coined name.
        (13, Some("Nothing"), Some(Code::Trouble(Trouble::Lost))),
        (99, Some("Nothing"), None),
        // The code alone.
        (12, None, Some(Code::Trouble(Trouble::Rain))),
        (12, Some("rain"), Some(Code::Trouble(Trouble::Rain))),
        (1, Some("Nothing"), Some(Code::OldTrouble(OldTrouble::Nothing))),
        (99, Some("Hail"), None),
        (99, None, None),
    ] {
        assert_eq!(Code::find(code, name), expected, "{code} {name:?}");
    }
    let rain = Code::Trouble(Trouble::Rain);
    assert_eq!(
        (rain.id(), rain.description(), rain.name().to_owned()),
        (12, "the parcel is wet", "Rain".to_owned())
    );
}

#[test]
fn a_status_code_has_the_help_of_its_table() {
    use whereabouts::Code;

    let troubles =
        Trouble::ALL.iter().copied().map(|trouble| Code::Trouble(trouble).help()).collect::<Vec<_>>();
    assert_eq!(troubles, [None, Some("dry it"), None]);
    assert_eq!(
        OldTrouble::ALL.iter().copied().map(|trouble| Code::OldTrouble(trouble).help()).collect::<Vec<_>>(),
        [None; 3]
    );
}

#[test]
fn a_reason_has_a_code_in_every_table() {
    use whereabouts::{Code, Reason, Table};

    assert_eq!(
        Table::ALL.iter().copied().map(|table| Reason::Wet.code(table)).collect::<Vec<_>>(),
        [Code::Trouble(Trouble::Rain), Code::OldTrouble(OldTrouble::Snow)]
    );
    let names = |table: Table| table.codes().into_iter().map(Code::name).collect::<Vec<_>>();
    assert_eq!(names(Table::OldTrouble), ["Nothing", "Snow", "Lost"]);
    assert_eq!(Code::Trouble(Trouble::Nothing).sent_name(), Some("Nothing"));
    assert_eq!(Code::OldTrouble(OldTrouble::Nothing).sent_name(), None);
}
