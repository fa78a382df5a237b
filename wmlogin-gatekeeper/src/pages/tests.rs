//! Every page in both languages, with what could break out of its markup.

use maud::Markup;
use wmlogin_types::{AuthType, Factor1Type, Outcome, SocialNetwork, TicketFlags, Version};

use super::*;
use crate::words::{Explanation, Language};

const HOSTILE: &str = "\"><script>alert(1)</script>&";

/// Both languages of a page, one element a line.
fn shown(render: impl Fn(Language) -> Markup) -> String {
    let pages = [Language::English, Language::Russian].map(|language| render(language).into_string());
    pages.join("\n\n").replace("><", ">\n<")
}

/// What stands between header and footer.
fn content(render: impl Fn(Language) -> Markup) -> String {
    let pages = shown(render);
    let contents = pages.split("<main>").skip(1).filter_map(|page| page.split("</main>").next());
    contents.collect::<Vec<_>>().join("\n")
}

fn login(language: Language) -> LoginPage {
    let methods = AuthType::ALL.iter().copied().take(3).map(|method| Choice {
        name: method.name(),
        description: method.description(),
        is_in_use: method.is_in_use(),
        is_chosen: method == AuthType::ALL[0],
    });
    LoginPage {
        language,
        site: "Shop".to_owned(),
        return_origin: "https://shop.example".to_owned(),
        remembered: None,
        problem: None,
        people: Vec::new(),
        other_wmid: None,
        methods: methods.collect(),
        dependents: Vec::new(),
        factors: Vec::new(),
        flags: Vec::new(),
        certificate_method: None,
        proved: None,
        controls: Controls {
            token: ("token", "0123".to_owned()),
            allow: ("decision", "allow"),
            no_login: vec![(("decision", "cancel"), Outcome::CANCELLED)],
            proceed: ("decision", "continue"),
            wmid: "WmId",
            other_wmid: "other",
            method: "AuthType",
            flags: "flags",
        },
    }
}

#[test]
fn the_login_page_with_the_least() {
    insta::assert_snapshot!(shown(|language| login(language).render()));
}

#[test]
fn the_login_page_with_everything() {
    let render = |language| {
        let mut page = login(language);
        let person = |wmid: &str, name: Option<&str>| Person {
            wmid: wmid.to_owned(),
            name: name.map(str::to_owned),
            is_chosen: name.is_none(),
        };
        page.site = HOSTILE.to_owned();
        page.remembered = Some(person("123456789012", Some(HOSTILE)));
        page.problem = Some(HOSTILE.to_owned());
        page.people = vec![person("123456789012", Some(HOSTILE)), person("000000000001", None)];
        page.other_wmid = Some(HOSTILE.to_owned());
        let networks = SocialNetwork::ALL.iter().copied().take(2).map(|network| Choice {
            name: network.name(),
            description: network.description(),
            is_in_use: network.is_in_use(),
            is_chosen: network == SocialNetwork::ALL[1],
        });
        let (control, description) = ("AuthTypeParam", "the social network");
        let select = Select { control, description, choices: networks.collect() };
        page.dependents = vec![Dependent { method: AuthType::ALL[1].name(), is_network: true, select }];
        let factors = Factor1Type::ALL.iter().copied().take(2).map(|factor| Choice {
            name: factor.name(),
            description: factor.description(),
            is_in_use: factor.is_in_use(),
            is_chosen: false,
        });
        page.factors =
            vec![Select { control: "Factor1", description: "the 1st factor", choices: factors.collect() }];
        let flags = TicketFlags::ROWS.iter().take(2).map(|(flag, row)| Choice {
            name: row.name(),
            description: row.description(),
            is_in_use: true,
            is_chosen: *flag == TicketFlags::ROWS[1].0,
        });
        page.flags = flags.collect();
        page.render()
    };
    insta::assert_snapshot!(shown(render));
}

#[test]
fn the_login_page_with_a_certificate() {
    let render = |language| {
        let mut page = login(language);
        page.certificate_method = Some(page.methods[1].name);
        page
    };
    insta::assert_snapshot!(content(|language| render(language).render()));
    let needed = |language| {
        let mut page = render(language);
        page.methods.retain(|method| Some(method.name) == page.certificate_method);
        page
    };
    insta::assert_snapshot!(content(|language| needed(language).render()));
    let proved = |language| {
        let mut page = needed(language);
        page.proved = Some(Proved {
            person: Person {
                wmid: "123456789012".to_owned(),
                name: Some(HOSTILE.to_owned()),
                is_chosen: false,
            },
            serial: "0A:1B".to_owned(),
            until: "2017-01-12 14:31:29".to_owned(),
            code: ("code", "4567".to_owned()),
        });
        page
    };
    insta::assert_snapshot!(content(|language| proved(language).render()));
}

#[test]
fn the_page_that_refuses_a_certificate() {
    let render = |language| {
        let problem = Explanation { what: HOSTILE.to_owned(), advice: Some(HOSTILE.to_owned()) };
        RefusalPage { language, problem, back: format!("http://localhost/?{HOSTILE}") }.render()
    };
    insta::assert_snapshot!(content(render));
}

#[test]
fn the_page_that_posts_the_answer() {
    let render = |language| {
        let fields = vec![("WmLogin_WMID", "123456789012".to_owned()), ("name", HOSTILE.to_owned())];
        let action = format!("https://shop.example/webmoney?{HOSTILE}");
        AnswerPage { language, site: HOSTILE.to_owned(), action, fields }.render()
    };
    insta::assert_snapshot!(shown(render));
}

#[test]
fn the_page_that_says_what_is_wrong() {
    let render = |language| {
        let told = Explanation { what: HOSTILE.to_owned(), advice: Some(HOSTILE.to_owned()) };
        let untold = Explanation { what: "Only this.".to_owned(), advice: None };
        ErrorPage { language, problems: vec![told, untold] }.render()
    };
    insta::assert_snapshot!(shown(render));
}

#[test]
fn the_list_of_sites() {
    let render = |language| {
        let version = Version::ALL[0];
        let site = SiteRow {
            name: HOSTILE.to_owned(),
            return_url: "https://shop.example/webmoney".to_owned(),
            url_id: "7afa5173-bddb-453a-adce-99fb012ceb73".to_owned(),
            owner: "123456789012".to_owned(),
            version: version.name(),
            version_description: version.description(),
            home: "https://shop.example/".to_owned(),
            login: "/login?a=b&c=d".to_owned(),
        };
        IndexPage { language, sites: vec![site], certificates: Some("/certificates") }.render()
    };
    insta::assert_snapshot!(shown(render));
    insta::assert_snapshot!(shown(
        |language| IndexPage { language, sites: Vec::new(), certificates: None }.render()
    ));
}

#[test]
fn the_log() {
    let render = |language| {
        let row = LogRow {
            time: "2015-01-12 14:31:29.997".to_owned(),
            event: HOSTILE.to_owned(),
            is_refusal: true,
            site: None,
            note: "Success".to_owned(),
            advice: Some("sign in again"),
            sent: vec![("ticket", "AAue…".to_owned()), ("<a>", HOSTILE.to_owned())],
            answered: vec![("retval", "36".to_owned())],
        };
        LogPage { language, filter: filter(language), rows: vec![row] }.render()
    };
    insta::assert_snapshot!(shown(render));
    insta::assert_snapshot!(shown(|language| LogPage {
        language,
        filter: filter(language),
        rows: Vec::new()
    }
    .render()));
}

fn filter(language: Language) -> Filter {
    let sites = vec![("7afa5173-bddb-453a-adce-99fb012ceb73".to_owned(), HOSTILE.to_owned())];
    Filter { sites, site: String::new(), user: HOSTILE.to_owned(), language: Some(("lang", language.tag())) }
}

#[test]
fn the_list_of_certificates() {
    let row = |status, email: Option<&str>, renews: Option<&str>| CertificateRow {
        wmid: "123456789012".to_owned(),
        email: email.map(str::to_owned),
        serial: "0A:1B".to_owned(),
        not_before: "2015-01-12 14:31:29".to_owned(),
        not_after: "2017-01-12 14:31:29".to_owned(),
        status,
        renews: renews.map(str::to_owned),
    };
    let render = |language, rows| {
        let downloads = vec![("DER", "/root.cer"), ("PEM", "/root.pem")];
        let (revoke, token) = ("/revoke?a=b&c=d".to_owned(), ("token", "0123".to_owned()));
        CertificateListPage { language, downloads, rows, revoke, token, serial: "serial" }.render()
    };
    let rows = || {
        vec![
            row(CertificateStatus::Valid, Some(HOSTILE), Some("2C")),
            row(CertificateStatus::NotYetValid, None, None),
            row(CertificateStatus::Expired, None, None),
            row(CertificateStatus::Revoked("2016-01-12 14:31:29".to_owned()), None, None),
        ]
    };
    insta::assert_snapshot!(shown(|language| render(language, rows())));
    insta::assert_snapshot!(shown(|language| render(language, Vec::new())));
}
