use super::{RESPONSE, VERSIONS, WORLD, resolved};
use insta::assert_snapshot;

/// What refers to each other, an entry to a line.
const PARTS: &str = "
    - { name: P_Colour, type: Tint, versions: '[1.0,)', description: d }
    - { name: P_Finish, type: Coat, versions: '[1.0,)', when: { P_Colour: Red }, description: d }
    - { name: P_Shade, type: Tint, versions: '[1.0, 2.0)', description: d }
    - { name: P_Time, type: DateTime, versions: '[1.0,)', description: d }
    - { name: P_Key, type: Key, versions: '[1.0,)', description: d }
    - { name: P_Number, type: Number, versions: '[1.0,)', description: d }
    - { name: P_Extras, type: Extras, versions: '[1.0,)', description: d }
inferences:
  - field: P_Shade
    description: d
    rules:
      - { when: { P_Colour: [Green] }, then: Red }
      - { when: { P_Colour: [Red], P_Finish: [Bare] }, then: Green }
examples:
  - title: a success
    fields:
      P_Version: '20'
      P_Colour: Red
      P_Finish: Matt
      P_Time: 2015-01-12T14:31:29
      P_Key: 01234567-89ab-cdef-0123-456789abcdef
      P_Number: '123'
      P_Extras: Fast
  - title: an outcome
    fields:
      P_String: Left
      P_Code: '5'
tables:
  - { name: Status, description: d, codes: [{ code: 0, name: Fine }] }
services:
  - name: Authorize
    path: /authorize
    description: d
    request:
      root: request
      elements:
        - { name: colour, type: Tint, description: d }
        - { name: finish, type: Coat, when: { colour: Red }, description: d }
    answer:
      root: response
      attributes: []
      confirmed: 0
      tables: [Status]
";

#[cfg(feature = "cargo-codegen")]
#[test]
fn the_real_spec() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let texts = crate::workspace::spec_texts(&root).unwrap();
    let count = texts.len();
    let files = crate::load_texts(texts).unwrap_or_else(|problems| panic!("{problems}"));
    let model = crate::resolve(&files).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(model.documents.len(), count);
}

#[test]
fn nothing() {
    let (model, diagnostics) = resolved(&[]);
    assert!(diagnostics.is_empty());
    assert!(model.unwrap().response.is_none());
}

#[test]
fn many_problems_in_order() {
    let text = format!(
        "{RESPONSE}
    - {{ name: P_Colour, type: Tnit, versions: '[1.0, 4.0)', description: d }}
    - {{ name: P_Finish, type: Coat, versions: '[1.0,)', when: {{ P_Fnish: Bare }}, description: d }}
examples:
  - {{ title: t, fields: {{ P_Version: '11' }} }}
flags:
  - name: Options
    description: d
    separator: ','
    none: {{ name: None, description: d }}
    bits: [{{ bit: 1, name: A, description: d }}, {{ bit: 1, name: None, description: d }}]
"
    );
    let other = "hosts: [{ name: 'a b', description: d }]\nperiods: [{ name: A, length: 0, unit: days, description: d }]\n";
    let world = format!("{WORLD}{VERSIONS}");
    assert_snapshot!(resolved(&[("world.yaml", &world), ("a.yaml", text.trim_start()), ("b.yaml", other)]).1, @"
    a.yaml:11:31: unknown type `Tnit`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`; did you mean `Tint`?
       11 |     - { name: P_Colour, type: Tnit, versions: '[1.0, 4.0)', description: d }
          |                               ^

    a.yaml:11:54: unknown version `4.0`, expected `1.0`, `2.0` or `3.0`
       11 |     - { name: P_Colour, type: Tnit, versions: '[1.0, 4.0)', description: d }
          |                                                      ^

    a.yaml:12:65: unknown field `P_Fnish`, expected the name of a field of the response; did you mean `P_Finish`?
       12 |     - { name: P_Finish, type: Coat, versions: '[1.0,)', when: { P_Fnish: Bare }, description: d }
          |                                                                 ^

    a.yaml:14:38: no version has the value `11`, expected `10`, `20` or `30`
       14 |   - { title: t, fields: { P_Version: '11' } }
          |                                      ^

    a.yaml:20:56: duplicate bit `1`; the other is at a.yaml:20
       20 |     bits: [{ bit: 1, name: A, description: d }, { bit: 1, name: None, description: d }]
          |                                                        ^

    a.yaml:20:65: `None` is what stands for no flag at all, expected another name
       20 |     bits: [{ bit: 1, name: A, description: d }, { bit: 1, name: None, description: d }]
          |                                                                 ^

    b.yaml:1:17: `a b` is no host name, expected one such as `login.example.com`, without scheme, port and path
        1 | hosts: [{ name: 'a b', description: d }]
          |                 ^

    b.yaml:2:30: a period of no length, expected at least 1
        2 | periods: [{ name: A, length: 0, unit: days, description: d }]
          |                              ^
    ");
}

#[test]
fn a_spec_without_one_of_its_lines_is_resolved_or_reported() {
    let text = format!("{WORLD}{VERSIONS}{RESPONSE}{PARTS}");
    let lines: Vec<_> = text.lines().collect();
    assert!(resolved(&[("a.yaml", &text)]).0.is_some());
    for missing in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != missing);
        let kept: Vec<_> = kept.map(|(_, line)| *line).collect();
        resolved(&[("a.yaml", &kept.join("\n"))]);
    }
}
