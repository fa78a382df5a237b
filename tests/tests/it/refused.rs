//! Specs whose names the generator makes itself: they are refused, because what came out would not compile
//! or could not be reached.

use wmlogin_codegen::{Input, Spec};

/// A spec in order, which every test adds something to.
const SPEC: &str = r#"
document: { title: Bills, description: what a parcel costs }
origin: documented
date_formats:
  - { name: DayFirst, format: dd/MM/yyyy HH-mm-ss, description: when }
versions:
  - { version: "1.0", value: 1, date_format: DayFirst, description: with the price }
  - { version: "2.0", value: 2, date_format: DayFirst, description: without }
response:
  prefix: Bill_
  description: the parcel is paid
  fields:
    - { name: Bill_Price, versions: "[1.0, 2.0)", type: Price, description: what it costs }
    - { name: Bill_Usual, versions: "[2.0,)", type: Price, description: what is usual }
    - { name: Bill_Version, versions: "[1.0,)", type: Version, description: the version }
  outcomes:
    string: { name: Bill_Word, description: why it is not paid }
    code: { name: Bill_Code, description: the number of why }
    values:
      - { name: Broke, code: 1, description: there is no money }
inferences:
  - { field: Bill_Price, description: what is usual, rules: [{ when: { Bill_Usual: [Dear] }, then: Dear }] }
examples:
  - { title: No money, fields: { Bill_Word: Broke, Bill_Code: "1" } }
enums:
  - { name: Price, description: what it costs, values: [{ name: Dear, description: much }] }
"#;

fn problems(text: &str) -> usize {
    let model = Spec::read([Input::new("bills.yaml", text)]).and_then(Spec::resolve);
    model.err().map_or(0, |problems| problems.len())
}

#[test]
fn the_spec_itself_is_in_order() {
    assert_eq!(problems(SPEC), 0);
}

#[test]
fn a_type_has_no_name_of_the_generators_own() {
    for name in
        ["Response", "Success", "Outcome", "OutcomeString", "Field", "Fields", "ParseError", "Version"]
    {
        let text = format!(
            "{SPEC}  - {{ name: {name}, description: d, values: [{{ name: A, description: a }}] }}\n"
        );
        assert_eq!(problems(&text), 1, "{name}");
    }
}

#[test]
fn a_period_has_no_name_of_the_generators_own() {
    let text = format!("{SPEC}periods:\n  - {{ name: Examples, length: 1, unit: days, description: d }}\n");
    assert_eq!(problems(&text), 1);
}

#[test]
fn a_field_has_no_name_of_the_generators_own() {
    for name in ["visit", "Inferred_Price"] {
        let field = format!(
            "    - {{ name: Bill_{name}, versions: \"[1.0,)\", type: Price, description: what }}\n  outcomes:\n"
        );
        assert_eq!(problems(&SPEC.replace("  outcomes:\n", &field)), 1, "{name}");
    }
}

#[test]
fn a_response_has_outcomes() {
    let text = SPEC.replace(
        "values:\n      - { name: Broke, code: 1, description: there is no money }\n",
        "values: []\n",
    );
    let text =
        text.replace("  - { title: No money, fields: { Bill_Word: Broke, Bill_Code: \"1\" } }\n", "  []\n");
    assert_eq!(problems(&text), 1);
}
