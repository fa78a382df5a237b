//! Why nobody signs in with a certificate.

use chrono::{DateTime, Utc};
use wmlogin_certificate::CertificateError;
use wmlogin_types::{AuthType, Wmid};

use crate::pages::{Language, Problem};

/// Why nobody signs in with a certificate.
#[derive(Debug)]
pub(in crate::http) enum Refusal {
    /// The browser presented none.
    NoCertificate,
    /// It presented one that cannot be believed.
    Certificate(CertificateError),
    /// Nobody has the WMID.
    UnknownUser(Wmid),
    /// The user cannot sign in to this site with a certificate.
    NoMethod(Wmid),
    /// The site asks for another user.
    AnotherUser { expected: Wmid, found: Wmid },
    /// The code is used, too old, or of another sign-in.
    Code,
}

impl From<CertificateError> for Refusal {
    fn from(error: CertificateError) -> Self {
        Self::Certificate(error)
    }
}

impl Refusal {
    /// What is wrong and what to do about it.
    pub(super) fn told(&self, language: Language) -> Problem {
        let (what, advice) = match language {
            Language::English => (self.in_english(), self.advice_in_english()),
            Language::Russian => (self.in_russian(), self.advice_in_russian()),
        };
        Problem { what, advice: Some(advice.to_owned()) }
    }

    fn in_english(&self) -> String {
        match self {
            Self::NoCertificate => "The browser has presented no certificate.".to_owned(),
            Self::Certificate(CertificateError::Expired { until, .. }) => {
                format!("The certificate expired after {}.", shown(*until))
            }
            Self::Certificate(CertificateError::NotYetValid { since, .. }) => {
                format!("The certificate is valid from {} on, and not yet.", shown(*since))
            }
            Self::Certificate(CertificateError::Revoked) => "The certificate is revoked.".to_owned(),
            Self::Certificate(error) if is_foreign(error) => {
                format!("The certificate is not one of this stand-in: {error}.")
            }
            Self::Certificate(error) => format!("The certificate cannot be accepted: {error}."),
            Self::UnknownUser(wmid) => {
                format!("The certificate is that of {wmid}, and there is no such user.")
            }
            Self::NoMethod(wmid) => {
                format!("{wmid} cannot sign in here with a certificate ({}).", AuthType::CERTIFICATE)
            }
            Self::AnotherUser { expected, found } => {
                format!("The site asks for {expected}, and the certificate is that of {found}.")
            }
            Self::Code => {
                "The proof of the certificate was used already, is too old, or belongs to another sign-in."
                    .to_owned()
            }
        }
    }

    const fn advice_in_english(&self) -> &'static str {
        match self {
            Self::NoCertificate => {
                "Import one into the browser, then close the browser and open it again: it remembers that it has \
                 presented none."
            }
            Self::Certificate(CertificateError::NotYetValid { .. }) => {
                "Look at the stand-in's clock, or wait."
            }
            Self::Certificate(CertificateError::Expired { .. } | CertificateError::Revoked) => {
                "Register a new one. To present it, close the browser and open it again."
            }
            Self::Certificate(_) => {
                "Register one with this stand-in. To present it, close the browser and open it again."
            }
            Self::UnknownUser(_) => {
                "Add the user to the settings of the stand-in, or present another certificate."
            }
            Self::NoMethod(_) => "Add the method to the settings of the stand-in, or choose another one.",
            Self::AnotherUser { .. } => {
                "To present another certificate, close the browser and open it again."
            }
            Self::Code => "Begin again.",
        }
    }

    fn in_russian(&self) -> String {
        match self {
            Self::NoCertificate => "Браузер не предъявил сертификат.".to_owned(),
            Self::Certificate(CertificateError::Expired { until, .. }) => {
                format!("Срок действия сертификата истёк: {}.", shown(*until))
            }
            Self::Certificate(CertificateError::NotYetValid { since, .. }) => {
                format!("Сертификат ещё не действует, начало срока: {}.", shown(*since))
            }
            Self::Certificate(CertificateError::Revoked) => "Сертификат отозван.".to_owned(),
            Self::Certificate(error) if is_foreign(error) => {
                format!("Сертификат выпущен не этой заменой сервиса: {error}.")
            }
            Self::Certificate(error) => format!("Сертификат не принят: {error}."),
            Self::UnknownUser(wmid) => format!("Сертификат принадлежит {wmid}, такого пользователя нет."),
            Self::NoMethod(wmid) => {
                format!("{wmid} не может войти сюда по сертификату ({}).", AuthType::CERTIFICATE)
            }
            Self::AnotherUser { expected, found } => {
                format!("Сайт ждёт {expected}, а сертификат принадлежит {found}.")
            }
            Self::Code => {
                "Подтверждение сертификата уже использовано, устарело или относится к другому входу."
                    .to_owned()
            }
        }
    }

    const fn advice_in_russian(&self) -> &'static str {
        match self {
            Self::NoCertificate => {
                "Установите его в браузер, затем закройте браузер и откройте снова: он помнит, что ничего не \
                 предъявил."
            }
            Self::Certificate(CertificateError::NotYetValid { .. }) => {
                "Проверьте часы замены сервиса или подождите."
            }
            Self::Certificate(CertificateError::Expired { .. } | CertificateError::Revoked) => {
                "Зарегистрируйте новый. Чтобы предъявить его, закройте браузер и откройте снова."
            }
            Self::Certificate(_) => {
                "Зарегистрируйте сертификат в этой замене сервиса. Чтобы предъявить его, закройте браузер и \
                 откройте снова."
            }
            Self::UnknownUser(_) => {
                "Добавьте пользователя в настройки замены сервиса или предъявите другой сертификат."
            }
            Self::NoMethod(_) => "Добавьте способ входа в настройки замены сервиса или выберите другой.",
            Self::AnotherUser { .. } => {
                "Чтобы предъявить другой сертификат, закройте браузер и откройте снова."
            }
            Self::Code => "Начните снова.",
        }
    }
}

/// Whether another authority has issued the certificate, or nobody has.
const fn is_foreign(error: &CertificateError) -> bool {
    matches!(error, CertificateError::UnknownIssuer { .. } | CertificateError::BadSignature { .. })
}

fn shown(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}
