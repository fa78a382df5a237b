//! Every mistake that a site can make, as the page tells it.

use wmlogin_types::{AuthType, MAX_QUERY_LENGTH, SocialNetwork};

use super::*;
use crate::words::Language;

const RID: &str = "RID=7afa5173-bddb-453a-adce-99fb012ceb73";

fn told(problems: &[QueryProblem]) -> String {
    let languages = [Language::English, Language::Russian];
    let lines = languages
        .iter()
        .flat_map(|language| problems.iter().map(|problem| (language.words().query_problem)(problem)));
    let lines = lines.map(|told| format!("    {} {}", told.what, told.advice.unwrap_or_default()));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_site_writes_is_read() {
    let rid = "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
    let wmid = "000000000001".parse().expect("a WMID");
    let least = authentication::Query::new(rid);
    let most = authentication::Query::new(rid)
        .auth_type(SocialNetwork::ALL[0])
        .lang("ru-RU")
        .wm_id(wmid)
        .quiet(true)
        .return_url("/корзина?a=b&c=d#e")
        .rnd("0.123");
    let methods =
        AuthType::ALL.iter().copied().map(|method| authentication::Query::new(rid).auth_type(method));
    for query in [least, most].into_iter().chain(methods) {
        assert_eq!(authentication(&query.to_form()), Ok(query));
    }
    let query = super::log_off::Query::new(rid).wm_id(wmid).rnd("1").return_url("/");
    assert_eq!(super::log_off(&query.to_form()), Ok(query));
    let empty = format!("{RID}&AuthType=&AuthTypeParam=&lang=&WmId=&Quiet=&ReturnUrl=&Rnd=&mine=1&mine=2");
    assert_eq!(authentication(&empty), Ok(authentication::Query::new(rid)));
}

#[test]
fn every_mistake_is_told() {
    let mistakes = [
        "",
        "RID=",
        "rid=7afa5173-bddb-453a-adce-99fb012ceb73",
        "RID=7afa5173",
        "RID=%22%3E%3Cscript%3E",
        "RID=%FF",
    ];
    let after_id = [
        "RID=0",
        "AuthType=Password",
        "AuthType=keeperclassic",
        "AuthTypeParam=Facebook",
        "AuthType=KeeperClassic&AuthTypeParam=Facebook",
        "AuthType=KeeperMiniSocial&AuthTypeParam=facebook",
        "WmId=123",
        "Quiet=yes",
        "ReturnUrl=https://stranger.example/",
        "ReturnUrl=//stranger.example",
        "ReturnUrl=/%5Cstranger.example",
        "ReturnUrl=/%0d%0a",
        "Quiet=2&WmId=1&lang=en&lang=ru",
    ];
    let after_id = after_id.map(|rest| format!("{RID}&{rest}"));
    let queries = mistakes.into_iter().chain(after_id.iter().map(String::as_str));
    let shown = queries.map(|query| {
        let problems = authentication(query).expect_err(query);
        format!("{query}\n{}", told(&problems))
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"));
    let long = format!("{RID}&more={}", "0".repeat(MAX_QUERY_LENGTH));
    assert_eq!(authentication(&long), Err(vec![QueryProblem::TooLong { length: long.len() }]));
    assert!(super::log_off("WmId=1").is_err());
}
