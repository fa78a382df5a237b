//! Browsers that sign in with a certificate.

use std::mem;
use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use url::form_urlencoded;
use wmlogin_types::{AuthType, Field};

use super::{Failure, Visit};
use crate::Approval;
use crate::http::certificate_login::{CODE, CertificateLogin, Proof};
use crate::http::cookies;
use crate::http::login::form::LoginForm;
use crate::http::login::view::LoginRequest;
use crate::http::response::{self, with_cookie};
use crate::problem::CertificateProblem;

impl Visit<'_> {
    /// What sends the browser to the TLS listener, where certificates are switched on.
    pub(super) fn certificates(&self) -> Option<&Arc<CertificateLogin>> {
        self.service.certificates.as_ref()
    }

    /// The method that is there for the owner of a certificate alone.
    pub(super) fn certificate_method(&self) -> Option<AuthType> {
        self.certificates().map(|_| AuthType::CERTIFICATE)
    }

    /// The one-time code that the browser brings from the TLS listener.
    pub(super) fn code(&self) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.request.uri.query()?.as_bytes());
        pairs.find(|(name, _)| name == CODE).map(|(_, code)| code.into_owned())
    }

    /// Sends the browser to the TLS listener.
    pub(super) fn to_handshake(&self, login: &CertificateLogin) -> Result<Response, Failure> {
        let headers = &self.request.headers;
        let token = self.service.page_key(headers)?.token;
        Ok(Redirect::to(&login.handshake_url(self.request, self.query, &token)).into_response())
    }

    /// Asks whoever comes from the TLS listener.
    pub(super) fn ask_owner(&self, login: &CertificateLogin, code: &str) -> Result<Response, Failure> {
        let proof = self.proof(login, code)?;
        self.ask_about(login, proof, LoginForm::default(), None)
    }

    /// Answers for the owner of a certificate, who has allowed it. The login is not remembered: who comes back
    /// has presented no certificate, and it may have been revoked since.
    pub(super) fn log_in_owner(
        &self,
        login: &CertificateLogin,
        form: LoginForm,
    ) -> Result<Response, Failure> {
        let proof = self.proof(login, &form.certificate)?;
        let wmid = *proof.certificate.holder().wmid();
        let mut approval = Approval::new(wmid, AuthType::CERTIFICATE, self.address).flags(form.flags);
        approval.fields.clone_from(&form.fields);
        let approval = match Field::CERTIFICATE {
            Some((field, value)) => approval.field(field, value),
            None => approval,
        };
        match self.allow(&approval) {
            Ok(response) => Ok(self.forget_former(response)),
            Err(problem) => {
                self.record_problem(problem.clone());
                self.ask_about(login, proof, form, Some(problem))
            }
        }
    }

    fn proof(&self, login: &CertificateLogin, code: &str) -> Result<Proof, CertificateProblem> {
        login.take(code, self.query, &self.request.headers, &self.service.tokens)
    }

    /// The page that asks the owner of a certificate.
    fn ask_about(
        &self,
        login: &CertificateLogin,
        proof: Proof,
        mut form: LoginForm,
        problem: Option<String>,
    ) -> Result<Response, Failure> {
        let certificate = proof.certificate.clone();
        form.certificate = login.keep(proof)?;
        let mut key = self.service.page_key(&self.request.headers)?;
        let status = if problem.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let request = LoginRequest { remembered: None, ..self.page() };
        let page = request.render(mem::take(&mut key.token), &form, problem, Some(&certificate))?;
        Ok(key.with_cookie(response::page(status, &page)))
    }

    /// The user who was remembered in this browser is no longer the one who uses it.
    fn forget_former(&self, response: Response) -> Response {
        let Some(former) = cookies::remembered(&self.request.headers) else { return response };
        self.service.state.forget(former);
        with_cookie(response, cookies::forget())
    }
}
