//! The number that an authority gives to a certificate.

use std::fmt;
use std::str::FromStr;

use super::fingerprint::write_pairs;

/// The longest serial number, in bytes: RFC 5280 section 4.1.2.2.
const MAX_LENGTH: usize = 20;

/// The serial number of a certificate, a positive number of 20 bytes at most; unique for its issuer.
///
/// It prints in pairs of hexadecimal digits, `0A:1B:…`, and is read with or without the colons and in
/// any letter case, so what openssl prints is read too.
///
/// ```
/// use wmlogin_certificate::Serial;
///
/// let serial: Serial = "0a1b2c".parse()?;
/// assert_eq!(serial.to_string(), "0A:1B:2C");
/// assert_eq!(serial, "00:0A:1B:2C".parse()?);
/// # Ok::<(), wmlogin_certificate::SerialError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial(
    /// Big-endian, so that the order is that of the numbers.
    [u8; MAX_LENGTH],
);

impl Serial {
    /// The number that these bytes are, the most significant first.
    ///
    /// # Errors
    ///
    /// [`SerialError::Zero`] and [`SerialError::TooLong`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SerialError> {
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        let significant = &bytes[zeros..];
        if significant.is_empty() {
            return Err(SerialError::Zero);
        }
        let start = MAX_LENGTH.checked_sub(significant.len()).ok_or(SerialError::TooLong)?;
        let mut number = [0; MAX_LENGTH];
        number[start..].copy_from_slice(significant);
        Ok(Self(number))
    }

    /// The number, the most significant byte first, without leading zeros.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        let zeros = self.0.iter().take_while(|&&byte| byte == 0).count();
        &self.0[zeros..]
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_pairs(f, self.as_bytes())
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serial({self})")
    }
}

impl FromStr for Serial {
    type Err = SerialError;

    fn from_str(text: &str) -> Result<Self, SerialError> {
        // What is longer has leading zeros without need, or is too long.
        if text.len() > 4 * MAX_LENGTH {
            return Err(SerialError::TooLong);
        }
        let pairs: Vec<&[u8]> = if text.contains(':') {
            text.split(':').map(str::as_bytes).collect()
        } else {
            text.as_bytes().chunks(2).collect()
        };
        let bytes: Option<Vec<u8>> = pairs.into_iter().map(byte).collect();
        Self::from_bytes(&bytes.ok_or(SerialError::NotHexadecimal)?)
    }
}

/// The byte that two hexadecimal digits stand for.
fn byte(pair: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    match *pair {
        [high, low] => u8::try_from(16 * digit(high)? + digit(low)?).ok(),
        _ => None,
    }
}

/// Why something is no serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SerialError {
    /// The text has something else than pairs of hexadecimal digits.
    #[error("a serial number is written in pairs of hexadecimal digits, such as 0A:1B:2C")]
    NotHexadecimal,
    /// It is longer than 20 bytes.
    #[error("a serial number has {MAX_LENGTH} bytes at most")]
    TooLong,
    /// There is no number, or it is zero.
    #[error("a serial number is greater than zero")]
    Zero,
}
