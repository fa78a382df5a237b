use super::{model, problems_in_world};
use insta::assert_snapshot;

const TABLES: &str = "tables:
  - { name: Status, description: d, codes: [{ code: 0, name: Fine }] }
  - { name: Older, description: d, codes: [{ code: 1, name: Fine }] }
";

fn service(request: &str, answer: &str) -> String {
    format!(
        "{TABLES}services:\n  - name: Authorize\n    path: /authorize\n    description: d\n    \
         request: {{ {request} }}\n    answer: {{ {answer} }}\n"
    )
}

const REQUEST: &str = "root: request, elements: []";
const ANSWER: &str = "root: response, attributes: [], confirmed: 0, tables: [Status, Older]";

#[test]
fn a_service_with_its_tables() {
    let model = model(&service(
        "root: request, elements: [{ name: siteHolder, type: Number, description: d }]",
        ANSWER,
    ));
    let service = &model.services[0];
    assert_eq!((service.module.as_str(), service.tables.as_slice()), ("authorize", [2, 3].as_slice()));
    assert_eq!(service.elements[0].variant, "SiteHolder");
}

#[test]
fn a_path_of_a_page() {
    let pages = "pages: [{ name: Authorize, path: /authorize, description: d, parameters: [] }]\n";
    assert_snapshot!(problems_in_world(&(service(REQUEST, ANSWER) + pages)), @"
    a.yaml:6:11: duplicate path `/authorize`; the other is at a.yaml:10
        6 |     path: /authorize
          |           ^
    ");
}

#[test]
fn a_service_twice() {
    let again = "
  - name: Authorize
    path: /again
    description: d
    request: { root: request, elements: [] }
    answer: { root: response, attributes: [], confirmed: 0, tables: [Status] }
";
    assert_snapshot!(problems_in_world(&(service(REQUEST, ANSWER) + again.trim_start_matches('\n'))), @"
    a.yaml:10:11: duplicate service `Authorize`; the other is at a.yaml:5
       10 |   - name: Authorize
          |           ^
    ");
}

#[test]
fn names_that_are_not_of_xml() {
    let request = "root: 1st, elements: [{ name: 'site holder', type: Text, description: d }]";
    let answer =
        "root: '', attributes: [{ name: 'a:b', type: Text, description: d }], confirmed: 0, tables: [Status]";
    assert_snapshot!(problems_in_world(&service(request, answer)), @"
    a.yaml:8:22: `1st` is no XML name, expected a letter, then letters, digits, `_`, `-` or `.`
        8 |     request: { root: 1st, elements: [{ name: 'site holder', type: Text, description: d }] }
          |                      ^

    a.yaml:8:46: `site holder` is no XML name, expected a letter, then letters, digits, `_`, `-` or `.`
        8 |     request: { root: 1st, elements: [{ name: 'site holder', type: Text, description: d }] }
          |                                              ^

    a.yaml:9:21: `` is no XML name, expected a letter, then letters, digits, `_`, `-` or `.`
        9 |     answer: { root: '', attributes: [{ name: 'a:b', type: Text, description: d }], confirmed: 0, ta…
          |                     ^

    a.yaml:9:46: `a:b` is no XML name, expected a letter, then letters, digits, `_`, `-` or `.`
        9 |     answer: { root: '', attributes: [{ name: 'a:b', type: Text, description: d }], confirmed: 0, ta…
          |                                              ^
    ");
}

#[test]
fn elements_and_attributes_twice() {
    let list = "[{ name: a, type: Text, description: d }, { name: a, type: Text, description: d }]";
    let request = format!("root: request, elements: {list}");
    let answer = format!("root: response, confirmed: 0, tables: [Status], attributes: {list}");
    assert_snapshot!(problems_in_world(&service(&request, &answer)), @"
    a.yaml:8:91: duplicate element `a`; the other is at a.yaml:8
        8 | …est, elements: [{ name: a, type: Text, description: d }, { name: a, type: Text, description: d }] }
          |                                                                   ^

    a.yaml:9:125: duplicate attribute `a`; the other is at a.yaml:9
        9 | …], attributes: [{ name: a, type: Text, description: d }, { name: a, type: Text, description: d }] }
          |                                                                   ^
    ");
}

#[test]
fn an_unknown_table() {
    let answer = "root: response, attributes: [], confirmed: 7, tables: [Staus, Tint]";
    assert_snapshot!(problems_in_world(&service(REQUEST, answer)), @"
    a.yaml:9:70: unknown table `Staus`, expected `Status` or `Older`; did you mean `Status`?
        9 |     answer: { root: response, attributes: [], confirmed: 7, tables: [Staus, Tint] }
          |                                                                      ^

    a.yaml:9:77: `Tint` is an enum, expected `Status` or `Older`
        9 |     answer: { root: response, attributes: [], confirmed: 7, tables: [Staus, Tint] }
          |                                                                             ^
    ");
}

#[test]
fn a_table_twice() {
    let answer = "root: response, attributes: [], confirmed: 0, tables: [Status, Status]";
    assert_snapshot!(problems_in_world(&service(REQUEST, answer)), @"
    a.yaml:9:78: duplicate table `Status`; the other is at a.yaml:9
        9 |     answer: { root: response, attributes: [], confirmed: 0, tables: [Status, Status] }
          |                                                                              ^
    ");
}

#[test]
fn a_code_of_no_table() {
    let answer = "root: response, attributes: [], confirmed: 7, tables: [Status, Older]";
    assert_snapshot!(problems_in_world(&service(REQUEST, answer)), @"
    a.yaml:9:58: no table has the code 7, expected a code of `Status` or `Older`
        9 |     answer: { root: response, attributes: [], confirmed: 7, tables: [Status, Older] }
          |                                                          ^
    ");
}

#[test]
fn no_tables() {
    let answer = "root: response, attributes: [], confirmed: 0, tables: []";
    assert_snapshot!(problems_in_world(&service(REQUEST, answer)), @"
    a.yaml:9:58: no table has the code 0, expected at least one table in `tables`
        9 |     answer: { root: response, attributes: [], confirmed: 0, tables: [] }
          |                                                          ^
    ");
}

#[test]
fn elements_that_become_types_of_the_same_name() {
    let elements = ["request", "element", "attribute", "code", "query"].map(|name| {
        format!(
            "{{ name: {name}, type: Tint, description: d }}, \
             {{ name: {name}-2, type: Text, when: {{ {name}: Red }}, description: d }}"
        )
    });
    let request = format!("root: request, elements: [{}]", elements.join(", "));
    let problems = problems_in_world(&service(&request, ANSWER)).to_string();
    let messages: Vec<_> = problems.lines().filter(|line| line.starts_with("a.yaml")).collect();
    assert_snapshot!(messages.join("\n"), @"
    a.yaml:8:50: `Request`, the type of `request` and what depends on it, is a type that the generator makes itself, expected another name
    a.yaml:8:170: `Element`, the type of `element` and what depends on it, is a type that the generator makes itself, expected another name
    a.yaml:8:290: `Attribute`, the type of `attribute` and what depends on it, is a type that the generator makes itself, expected another name
    a.yaml:8:416: `Code`, the type of `code` and what depends on it, is a type that the generator makes itself, expected another name
    ");
}

#[test]
fn attributes_can_be_what_no_struct_needs() {
    let attributes =
        "[{ name: new, type: DateTime, description: d }, { name: NEW, type: Version, description: d }]";
    let answer = format!("root: response, attributes: {attributes}, confirmed: 0, tables: [Status]");
    let model = model(&service(REQUEST, &answer));
    assert_eq!(model.services[0].attributes.len(), 2);
}

#[test]
fn reasons_with_codes_that_do_not_fit() {
    let answer = "root: response, attributes: [], confirmed: 0, tables: [Status, Older], reasons: [
      { name: Late, codes: [Fine], description: d },
      { name: Wrong, codes: [Fin, Fine], description: d },
      { name: Wrong, codes: [Fine, Fine], description: d }]";
    assert_snapshot!(problems_in_world(&service(REQUEST, answer)), @"
    a.yaml:10:28: the number of codes is 1, expected one for each table, which makes 2
       10 |       { name: Late, codes: [Fine], description: d },
          |                            ^

    a.yaml:11:30: `Status` has no value `Fin`, expected `Fine`; did you mean `Fine`?
       11 |       { name: Wrong, codes: [Fin, Fine], description: d },
          |                              ^

    a.yaml:12:15: duplicate reason `Wrong`; the other is at a.yaml:11
       12 |       { name: Wrong, codes: [Fine, Fine], description: d }] }
          |               ^
    ");
}
