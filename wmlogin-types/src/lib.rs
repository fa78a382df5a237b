//! The typed model of [WebMoney Login](https://login.wmtransfer.com): the responses that the authentication
//! page posts to a site, in all four versions, which are read strictly and written back; and the queries and
//! requests that a site sends.
//!
//! All code with documented names is generated from the YAML spec of the protocol by `wmlogin-codegen`;
//! [`runtime`] is the crate that supports generated code.
//!
//! ```
//! use wmlogin_types::{EnumType, Factor1, Factor2, PasswordType, Response, TicketFlags, Version};
//!
//! let body = b"WmLogin_Created=2015-01-12T14%3A31%3A29.997Z\
//!     &WmLogin_Expires=2015-01-12T15%3A31%3A29.997Z\
//!     &WmLogin_Factor1=Password\
//!     &WmLogin_Factor1_PasswordType=WebPro\
//!     &WmLogin_Factor2=Enum\
//!     &WmLogin_Factor2_EnumType=Application\
//!     &WmLogin_Flags=RealmWantCrossCheck%2C+UserWantCrossCheck%2C+CrossCheckDone\
//!     &WmLogin_LastAccess=2015-01-12T14%3A31%3A29.997Z\
//!     &WmLogin_ReadId=R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB\
//!     &WmLogin_Ticket=AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA\
//!     &WmLogin_UrlID=7afa5173-bddb-453a-adce-99fb012ceb73\
//!     &WmLogin_UserAddress=123.45.67.89\
//!     &WmLogin_Version=30\
//!     &WmLogin_WMID=123456789012";
//!
//! let Response::Success(success) = Response::parse(body)? else { panic!("a success") };
//! assert_eq!(success.version(), Version::V3_0);
//! assert_eq!(success.wmid().as_str(), "123456789012");
//! assert_eq!(success.factor1(), Some(Factor1::Password(PasswordType::WebPro)));
//! assert_eq!(success.factor2(), Some(Factor2::Enum(EnumType::Application)));
//! assert!(success.flags().contains(TicketFlags::CROSS_CHECK_DONE));
//! assert_eq!(success.auth_type(), None); // versions [1.0, 3.0) have it
//! # Ok::<(), wmlogin_types::ParseError>(())
//! ```
//!
//! # Queries and requests
//!
//! Every page has a `Query`, and every service a `Request`, with a member for each parameter or element.
//! The required ones come first. A parameter and its dependent parameters are a single value.
//!
//! ```
//! use wmlogin_types::SocialNetwork;
//! use wmlogin_types::pages::HOSTS;
//! use wmlogin_types::pages::authentication::{PATH, Query};
//!
//! let query = Query::new("7afa5173-bddb-453a-adce-99fb012ceb71".parse()?)
//!     .auth_type(SocialNetwork::Facebook)
//!     .return_url("/cart?item=1");
//! assert_eq!(
//!     format!("https://{}{PATH}?{}", HOSTS[0], query.to_form()),
//!     "https://login.wmtransfer.com/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb71\
//!      &AuthType=KeeperMiniSocial&AuthTypeParam=Facebook&ReturnUrl=%2Fcart%3Fitem%3D1"
//! );
//! # Ok::<(), wmlogin_types::ValueError>(())
//! ```
//!
//! # Nothing in a response is verified
//!
//! A response is sent through the user's browser, without a signature. Its WMID is a claim until the service
//! has confirmed the ticket, for which there is `wmlogin-client`.
//!
//! # Strictness
//!
//! A value that is not in its documented format, a field that does not belong to the version, a missing field,
//! a repeated field, a dependent field whose condition is not met: each is a [`ParseError`] of its own.
//! Undocumented fields are ignored, because the operator adds fields and sites have their own. For any input,
//! time and memory are bounded by constants, and a success is read without an allocation.
//!
//! # Credentials
//!
//! [`Ticket`] and [`ReadId`] are bearer credentials: anyone who has one can act as the user. `Debug` and errors
//! redact them; `reveal`, [`Response::to_form`] and [`Response::to_pairs`] return them.
//!
//! # Features
//!
//! - `serde`: `Deserialize` for [`Response`], for the form extractor of a web framework. The framework then
//!   decodes the form, which [`Response::parse`] does more strictly.
//!
//! The crate is `no_std`, needs `alloc` and forbids `unsafe` code.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use wmlogin_runtime as runtime;

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
