use super::{Diagnostic, Diagnostics, quoted};
use crate::source::Position;
use insta::assert_snapshot;

fn at(line: usize, column: usize, text: &str) -> Diagnostic {
    Diagnostic::new("spec/page.yaml", Position { line, column }, text, "wrong")
}

#[test]
fn a_problem_says_what_is_wrong_what_was_expected_and_what_to_do() {
    let problem = Diagnostic::new(
        "spec/page.yaml",
        Position { line: 12, column: 13 },
        "      type: AuthTyp",
        "unknown type `AuthTyp`",
    );
    let problem = problem.expected("an enum").help("did you mean `AuthType`?");
    assert_snapshot!(problem, @"
    spec/page.yaml:12:13: unknown type `AuthTyp`, expected an enum; did you mean `AuthType`?
       12 |       type: AuthTyp
          |             ^
    ");
}

#[test]
fn a_problem_needs_no_more_than_a_message() {
    assert_snapshot!(at(1, 1, "name: x").suggestion(None), @"
    spec/page.yaml:1:1: wrong
        1 | name: x
          | ^
    ");
}

#[test]
fn the_caret_counts_characters() {
    assert_snapshot!(at(3, 14, "описание: да нет"), @"
    spec/page.yaml:3:14: wrong
        3 | описание: да нет
          |              ^
    ");
}

#[test]
fn a_long_line_is_cut_on_both_sides() {
    let line = format!("{}here{}", "a ".repeat(100), " z".repeat(100));
    assert_snapshot!(at(1, 201, &line), @"
    spec/page.yaml:1:201: wrong
        1 | … a a a a a a a a a a a a a a a a a a a a a a a a here z z z z z z z z z z z z z z z z z z z z z z …
          |                                                   ^
    ");
}

#[test]
fn a_long_line_is_cut_behind_a_problem_at_its_beginning() {
    assert_snapshot!(at(1, 2, &"ab ".repeat(100)), @"
    spec/page.yaml:1:2: wrong
        1 | ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab …
          |  ^
    ");
}

#[test]
fn a_long_line_is_cut_before_a_problem_at_its_end() {
    let line = format!("{}end", "ab ".repeat(100));
    assert_snapshot!(at(1, 301, &line), @"
    spec/page.yaml:1:301: wrong
        1 | …ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab end
          |                                                                                                  ^
    ");
}

#[test]
fn a_caret_past_the_line_stands_at_its_end() {
    assert_snapshot!(at(9, 1000, "name:"), @"
    spec/page.yaml:9:1000: wrong
        9 | name:
          |      ^
    ");
}

#[test]
fn a_large_line_number_moves_the_caret_along() {
    assert_snapshot!(at(1_234_567, 3, "a: b"), @"
    spec/page.yaml:1234567:3: wrong
    1234567 | a: b
            |   ^
    ");
}

#[test]
fn an_empty_line_has_no_trailing_space() {
    assert_snapshot!(at(9, 1, ""), @"
    spec/page.yaml:9:1: wrong
        9 |
          | ^
    ");
}

#[test]
fn characters_that_act_on_a_terminal_are_replaced() {
    let line = "\ta\u{1b}[31m\u{202e}b\u{7}c";
    assert_snapshot!(at(1, 9, line), @"
    spec/page.yaml:1:9: wrong
        1 |  a�[31m�b�c
          |         ^
    ");
}

#[test]
fn a_message_is_as_safe_as_a_line() {
    let message = format!("unknown key {}", quoted("\u{1b}[2J\u{202e}"));
    let problem = Diagnostic::new("a.yaml", Position::START, "", message);
    assert_snapshot!(problem, @"
    a.yaml:1:1: unknown key `�[2J�`
        1 |
          | ^
    ");
}

#[test]
fn a_long_name_is_cut() {
    assert_snapshot!(quoted(&"имя ".repeat(100)), @"`имя имя имя имя имя имя имя имя имя имя имя имя имя имя имя …`");
}

#[test]
fn problems_are_in_the_order_of_files_and_lines() {
    let problem = |path, line, column| Diagnostic::new(path, Position { line, column }, "", "wrong");
    let mut diagnostics = Diagnostics::new();
    diagnostics.begin_file("b.yaml");
    diagnostics.push(problem("a.yaml", 1, 1));
    diagnostics.extend([problem("b.yaml", 2, 1), problem("b.yaml", 1, 9)]);
    diagnostics.push(problem("b.yaml", 1, 2));
    assert_snapshot!(diagnostics, @"
    b.yaml:1:2: wrong
        1 |
          | ^

    b.yaml:1:9: wrong
        1 |
          | ^

    b.yaml:2:1: wrong
        2 |
          | ^

    a.yaml:1:1: wrong
        1 |
          | ^
    ");
}

#[test]
fn no_problems_are_no_error() {
    assert!(Diagnostics::new().into_result().is_ok());
}

#[test]
fn problems_are_an_error() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(at(1, 1, ""));
    assert!(diagnostics.into_result().is_err_and(|all| all.len() == 1));
}
