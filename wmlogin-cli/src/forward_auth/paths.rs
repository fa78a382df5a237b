//! The paths of the pages below the prefix; the return page is where it is registered.

/// The style sheet of the sign-in page.
pub const STYLE: &str = "/style.css";

/// Every path, which no return page may have.
pub const ALL: [&str; 10] =
    ["", "/", "/auth", "/auth/redirect", "/login", "/logout", "/user", "/health", "/ready", STYLE];
