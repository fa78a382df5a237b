//! The words in Russian.

use super::{Reason, Words};

pub(super) const WORDS: Words = Words {
    lang: "ru",
    relay_title: "Вход на сайт",
    relay_text: "Остался один шаг, и вы вернётесь на сайт.",
    relay_button: "Продолжить",
    ask_title: "Войти?",
    ask_text: "Вас направил сюда другой сайт.",
    log_in: "Войти через WebMoney",
    denied_title: "Вход не выполнен",
    try_again: "Повторить",
    start_over: "Войти снова",
    reason,
};

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Cancelled => "Вы отменили вход.",
        Reason::OtherOutcome => "WebMoney Login ответил, что вход не состоялся.",
        Reason::NoCookie => {
            "В этом браузере вход не начинали, или браузер не сохраняет cookie. Разрешите cookie для этого \
             сайта и войдите снова."
        }
        Reason::TookTooLong => "Вход занял слишком много времени. Войдите снова.",
        Reason::Foreign => {
            "Запрос пришёл не с той страницы, с которой должен был прийти. Если вы не собирались входить, \
             ничего делать не нужно."
        }
        Reason::OtherAddress => {
            "WebMoney Login видит у вас другой сетевой адрес, чем этот сайт. Если вы пользуетесь VPN, \
             включите его для обоих сайтов или отключите и войдите снова."
        }
        Reason::Policy => "Этот сайт требует более надёжного способа входа. Войдите снова другим способом.",
        Reason::Unreadable => "Ответ WebMoney Login не удалось использовать. Войдите снова.",
        Reason::NothingHere => "Эта страница только принимает ответы WebMoney Login.",
        Reason::OtherHost => {
            "Владельцам сайта: прокси-сервер должен передавать заголовок Host таким, каким его прислал браузер."
        }
        Reason::NotConfirmed => "WebMoney Login не подтвердил вход. Войдите снова.",
        Reason::UsedBefore => "Этим входом уже воспользовались из другой сети. Войдите снова.",
        Reason::TooManyRefusals => {
            "Слишком много отклонённых попыток входа. Подождите несколько минут и попробуйте снова."
        }
        Reason::Unavailable => "Сейчас вход проверить не удалось. Подождите немного и попробуйте снова.",
    }
}
