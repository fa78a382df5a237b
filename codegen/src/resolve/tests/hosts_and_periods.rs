use super::problems;
use insta::assert_snapshot;

#[test]
fn a_host_twice() {
    assert_snapshot!(problems("
hosts:
  - { name: login.example.com, description: d }
  - { name: Login.Example.com, description: d }
"), @"
    a.yaml:3:13: duplicate host `login.example.com`; the other is at a.yaml:2
        3 |   - { name: Login.Example.com, description: d }
          |             ^
    ");
}

#[test]
fn no_host_names() {
    assert_snapshot!(problems("
hosts:
  - { name: 'https://example.com', description: d }
  - { name: 'example.com:8080', description: d }
  - { name: example..com, description: d }
  - { name: -example.com, description: d }
"), @"
    a.yaml:2:13: `https://example.com` is no host name, expected one such as `login.example.com`, without scheme, port and path
        2 |   - { name: 'https://example.com', description: d }
          |             ^

    a.yaml:3:13: `example.com:8080` is no host name, expected one such as `login.example.com`, without scheme, port and path
        3 |   - { name: 'example.com:8080', description: d }
          |             ^

    a.yaml:4:13: `example..com` is no host name, expected one such as `login.example.com`, without scheme, port and path
        4 |   - { name: example..com, description: d }
          |             ^

    a.yaml:5:13: `-example.com` is no host name, expected one such as `login.example.com`, without scheme, port and path
        5 |   - { name: -example.com, description: d }
          |             ^
    ");
}

#[test]
fn a_period_twice() {
    assert_snapshot!(problems("
periods:
  - { name: Lifetime, length: 1, unit: days, description: d }
  - { name: Lifetime, length: 1, unit: years, description: d }
"), @"
    a.yaml:3:13: duplicate period `Lifetime`; the other is at a.yaml:2
        3 |   - { name: Lifetime, length: 1, unit: years, description: d }
          |             ^
    ");
}

#[test]
fn periods_that_become_the_same_constant() {
    assert_snapshot!(problems("
periods:
  - { name: LifeTime, length: 1, unit: days, description: d }
  - { name: life time, length: 1, unit: days, description: d }
"), @"
    a.yaml:3:13: period `life time` becomes `LIFE_TIME` in Rust, and so does `LifeTime` at a.yaml:2
        3 |   - { name: life time, length: 1, unit: days, description: d }
          |             ^
    ");
}

#[test]
fn a_period_of_no_length() {
    assert_snapshot!(problems("
periods:
  - { name: Lifetime, length: 0, unit: months, description: d }
"), @"
    a.yaml:2:31: a period of no length, expected at least 1
        2 |   - { name: Lifetime, length: 0, unit: months, description: d }
          |                               ^
    ");
}
