//! Prints what a response claims, which nobody has verified.

use std::error::Error;
use std::io::{self, Read};

use wmlogin_types::{Factor1, MAX_BODY_LENGTH, PasswordType, Response};

fn main() -> Result<(), Box<dyn Error>> {
    let mut body = Vec::new();
    io::stdin().take(MAX_BODY_LENGTH as u64 + 1).read_to_end(&mut body)?;
    match Response::parse(&body)? {
        Response::Success(success) => {
            println!("claims to be {}", success.wmid());
            if success.factor1() == Some(Factor1::Password(PasswordType::Mobile)) {
                println!("with a password of WebMoney Keeper Mobile");
            }
        }
        // `Response::Cancelled` or `Response::LoggedOff`, for example.
        other => println!("nobody: {}", other.name()),
    }
    Ok(())
}
