//! The pages in Russian.

use chrono::{DateTime, Utc};
use wmlogin_certificate::CertificateError;
use wmlogin_types::{AuthType, MAX_QUERY_LENGTH};

use super::{Explanation, Words};
use crate::problem::{CertificateProblem, Forgery, FormProblem, QueryProblem};
use crate::wmid;

pub(super) static WORDS: Words = Words {
    program: "Замена WebMoney Login",
    not_the_service: "Для разработки на этом компьютере. Это не настоящий сервис: не вводите пароли.",
    navigation: "Замена сервиса",
    sites: "Сайты",
    log: "Журнал",

    sign_in_to: "Вход на сайт",
    asks: "Сайт спрашивает, кто вы.",
    answer_goes_to: "Ответ получит",
    continue_title: "Вы уже вошли",
    continue_as: "Продолжить как",
    or_as_somebody_else: "Или войдите под другим WMID",
    who: "Кто входит",
    another_wmid: "Другой WMID",
    wmid: "WMID",
    wmid_hint: "любой, пароль здесь никто не проверяет",
    method: "Способ входа",
    network: "Социальная сеть",
    not_chosen: "не выбрана",
    not_in_use: "не используется",
    factors: "Факторы",
    implied: "как следует из способа входа",
    flags: "Флаги",
    factors_and_flags: "Факторы и флаги",
    allow: "Разрешить",
    cancel: "Отменить",

    returning_to: "Возвращение на сайт",
    one_more_step: "Ещё один шаг, и вы вернётесь. Если ничего не происходит, нажмите кнопку.",
    to_the_site: "Перейти на сайт",

    wrong_request: "На этот запрос нельзя ответить",
    what_is_wrong: "Исправить это может разработчик сайта:",
    problem: "Исправьте, пожалуйста",

    no_sites: "Не настроено ни одного сайта.",
    no_entries: "Пока ничего не произошло.",
    log_explained: "Все обмены, новые сверху. Тикеты скрыты.",
    open_site: "Открыть сайт",
    login_begins_there: "Вход начинается на сайте: ответ, которого он не ждёт, он не примет.",
    login_page: "Страница входа",
    every_site: "все сайты",
    show: "Показать",
    question: "Запрос",
    answer: "Ответ",
    what_to_do: "Что делать",
    return_url_id: "Идентификатор URL возврата",
    owner: "Владелец",
    version: "Версия",
    site: "Сайт",
    return_url: "URL возврата",
    details: "Подробности",

    your_certificate: "Ваш сертификат",
    certificate_hint: "браузер спросит, какой сертификат предъявить; он и скажет, кто вы",
    no_certificate_login: "Войти по этому сертификату нельзя",
    begin_again: "Начать снова",

    certificates: "Сертификаты",
    list_certificates: "Список персональных сертификатов",
    certificates_explained: "Персональные сертификаты, выпущенные этой заменой сервиса, новые сверху.",
    no_certificates: "Пока не выпущено ни одного сертификата.",
    root: "Корневой сертификат",
    serial: "Серийный номер",
    renews: "вместо",
    valid_from: "Действует с (UTC)",
    valid_until: "Действует до (UTC)",
    status: "Состояние",
    not_yet_valid: "ещё не действует",
    valid: "действует",
    expired: "истёк",
    revoked: "отозван",
    revoke: "Отозвать",
    query_problem,
    forgery,
    certificate_problem,
    form_problem,
    wmid_length,
    unknown_certificate: ("Такого сертификата нет.", "Откройте список снова."),
};

fn query_problem(problem: &QueryProblem) -> Explanation {
    match problem {
        QueryProblem::TooLong { length } => Explanation::new(
            format!("Длина строки запроса: {length} байт."),
            format!("Допустимо не более {MAX_QUERY_LENGTH}."),
        ),
        QueryProblem::Missing { name, similar: None } => Explanation::new(
            format!("Нет параметра {name}."),
            "Добавьте его к адресу, на который вы отправляете браузер.",
        ),
        QueryProblem::Missing { name, similar: Some(similar) } => Explanation::new(
            format!("Нет параметра {name}."),
            format!("Есть {similar}: соблюдайте регистр букв, как в документации."),
        ),
        QueryProblem::Repeated { name } => {
            Explanation::new(format!("Параметр {name} встречается несколько раз."), "Передайте его один раз.")
        }
        QueryProblem::Value { name, found, expected } => {
            Explanation::new(format!("Значение {name}: {found}."), format!("Ожидается: {expected}."))
        }
        QueryProblem::Condition { name, on, required, found } => Explanation::new(
            match found {
                None => format!("Нет параметра {on}."),
                Some(found) => format!("Значение {on}: {found}."),
            },
            format!("{name} передаётся только вместе с {on}={required}."),
        ),
        QueryProblem::Place { name, found } => Explanation::new(
            format!("Значение {name}: {found}."),
            "Ожидаются путь, запрос и фрагмент страницы сайта, например /cart?item=1#top.",
        ),
        QueryProblem::UnknownSite { found } => Explanation::new(
            format!("Ни у одного сайта нет идентификатора URL возврата {found}."),
            "Добавьте сайт в настройки замены сервиса или передайте известный идентификатор.",
        ),
        QueryProblem::MethodNotAllowed { found, allowed } => Explanation::new(
            format!("Сайт не допускает способ входа {found}."),
            format!("Его настройки допускают: {}.", listed(allowed)),
        ),
    }
}

fn forgery(forgery: Forgery) -> Explanation {
    let explained = match forgery {
        Forgery::OtherPage => (
            "Эту форму отправил другой сайт.",
            "Это может только страница замены сервиса: отправьте на неё браузер, решает пользователь.",
        ),
        Forgery::NoCookie => (
            "Браузер не прислал cookie.",
            "Разрешите cookie для этого адреса, откройте страницу снова и отправьте форму с неё.",
        ),
        Forgery::Token => {
            ("Форма создана для другого браузера или до запуска замены сервиса.", "Откройте страницу снова.")
        }
    };
    explained.into()
}

fn certificate_problem(problem: &CertificateProblem) -> Explanation {
    Explanation::new(certificate_refused(problem), certificate_advice(problem))
}

fn certificate_refused(problem: &CertificateProblem) -> String {
    match problem {
        CertificateProblem::NoCertificate => "Браузер не предъявил сертификат.".to_owned(),
        CertificateProblem::Certificate(CertificateError::Expired { until, .. }) => {
            format!("Срок действия сертификата истёк: {}.", shown(*until))
        }
        CertificateProblem::Certificate(CertificateError::NotYetValid { since, .. }) => {
            format!("Сертификат ещё не действует, начало срока: {}.", shown(*since))
        }
        CertificateProblem::Certificate(CertificateError::Revoked) => "Сертификат отозван.".to_owned(),
        CertificateProblem::Certificate(error) if CertificateProblem::is_foreign(error) => {
            format!("Сертификат выпущен не этой заменой сервиса: {error}.")
        }
        CertificateProblem::Certificate(error) => format!("Сертификат не принят: {error}."),
        CertificateProblem::UnknownUser(wmid) => {
            format!("Сертификат принадлежит {wmid}, такого пользователя нет.")
        }
        CertificateProblem::NoMethod(wmid) => {
            format!("{wmid} не может войти сюда по сертификату ({}).", AuthType::CERTIFICATE)
        }
        CertificateProblem::AnotherUser { expected, found } => {
            format!("Сайт ждёт {expected}, а сертификат принадлежит {found}.")
        }
        CertificateProblem::Code => {
            "Подтверждение сертификата уже использовано, устарело или относится к другому входу.".to_owned()
        }
    }
}

const fn certificate_advice(problem: &CertificateProblem) -> &'static str {
    match problem {
        CertificateProblem::NoCertificate => {
            "Установите его в браузер, затем закройте браузер и откройте снова: он помнит, что ничего не \
             предъявил."
        }
        CertificateProblem::Certificate(CertificateError::NotYetValid { .. }) => {
            "Проверьте часы замены сервиса или подождите."
        }
        CertificateProblem::Certificate(CertificateError::Expired { .. } | CertificateError::Revoked) => {
            "Зарегистрируйте новый. Чтобы предъявить его, закройте браузер и откройте снова."
        }
        CertificateProblem::Certificate(_) => {
            "Зарегистрируйте сертификат в этой замене сервиса. Чтобы предъявить его, закройте браузер и \
             откройте снова."
        }
        CertificateProblem::UnknownUser(_) => {
            "Добавьте пользователя в настройки замены сервиса или предъявите другой сертификат."
        }
        CertificateProblem::NoMethod(_) => {
            "Добавьте способ входа в настройки замены сервиса или выберите другой."
        }
        CertificateProblem::AnotherUser { .. } => {
            "Чтобы предъявить другой сертификат, закройте браузер и откройте снова."
        }
        CertificateProblem::Code => "Начните снова.",
    }
}

fn form_problem(problem: FormProblem) -> String {
    match problem {
        FormProblem::Wmid => format!("WMID: {}.", wmid_length()),
        FormProblem::Method => "выберите способ входа.".to_owned(),
    }
}

fn wmid_length() -> String {
    format!("{} {}", wmid::length(), if wmid::is_numeric() { "цифр" } else { "символов" })
}

fn listed(methods: &[AuthType]) -> String {
    methods.iter().map(|method| method.name()).collect::<Vec<_>>().join(", ")
}

fn shown(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}
