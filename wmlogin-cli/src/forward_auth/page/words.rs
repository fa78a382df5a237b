//! The texts of the sign-in page, in English and Russian.

/// The texts in one language.
pub struct Words {
    pub lang: &'static str,
    pub sign_in: &'static str,
    pub invitation: &'static str,
    pub log_in: &'static str,
    pub expired: &'static str,
    pub signed_out: &'static str,
    pub signed_in: &'static str,
    pub not_sent: &'static str,
    pub not_admitted: &'static str,
    pub to_the_site: &'static str,
    pub sign_out: &'static str,
    pub unavailable: &'static str,
}

static ENGLISH: Words = Words {
    lang: "en",
    sign_in: "Sign in",
    invitation: "You sign in with WebMoney Login. It opens a page of WebMoney and leads back here.",
    log_in: "Log in with WebMoney",
    expired: "Your session has expired, so what you just sent was not accepted. Log in: you return to the page, and can send it again.",
    signed_out: "You are signed out.",
    signed_in: "You are signed in",
    not_sent: "What you just sent was not accepted. Go back to the page and send it again.",
    not_admitted: "This user may not use this site.",
    to_the_site: "Go to the site",
    sign_out: "Sign out",
    unavailable: "The sessions cannot be read at the moment. Try again later.",
};

static RUSSIAN: Words = Words {
    lang: "ru",
    sign_in: "Вход",
    invitation: "Вход через WebMoney Login. Откроется страница WebMoney, после неё вы вернётесь сюда.",
    log_in: "Войти через WebMoney",
    expired: "Сеанс истёк, поэтому отправленное сейчас не принято. Войдите: вы вернётесь на страницу и сможете отправить его снова.",
    signed_out: "Вы вышли.",
    signed_in: "Вы вошли",
    not_sent: "Отправленное сейчас не принято. Вернитесь на страницу и отправьте его снова.",
    not_admitted: "Этому пользователю сайт недоступен.",
    to_the_site: "Перейти на сайт",
    sign_out: "Выйти",
    unavailable: "Сеансы сейчас недоступны. Попробуйте позже.",
};

/// Returns the texts in the first language of `Accept-Language` that there is, else in English.
pub fn of(languages: Option<&str>) -> &'static Words {
    let languages =
        languages.unwrap_or_default().split(',').map(|language| language.trim().to_ascii_lowercase());
    let known = languages.filter_map(|language| match language.get(..2) {
        Some("ru") => Some(&RUSSIAN),
        Some("en") => Some(&ENGLISH),
        _ => None,
    });
    known.take(1).next().unwrap_or(&ENGLISH)
}
