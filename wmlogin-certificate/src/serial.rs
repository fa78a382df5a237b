//! The serial number of a certificate.

use std::fmt;
use std::str::FromStr;

/// The maximum length of a serial number, in bytes (RFC 5280 section 4.1.2.2).
const MAX_LENGTH: usize = 20;

/// The serial number of a certificate, a positive number of at most 20 bytes, which is unique for the
/// issuer.
///
/// It prints in pairs of hexadecimal digits, `0A:1B:…`, and parses with or without the colons and in any
/// letter case, so it also parses what openssl prints.
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
    /// Big-endian, so that the derived order is numeric.
    [u8; MAX_LENGTH],
);

impl Serial {
    /// Creates a serial number from its bytes, the most significant first.
    ///
    /// # Errors
    ///
    /// Returns [`SerialError::Zero`] or [`SerialError::TooLong`].
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

    /// Returns the bytes, the most significant first, without leading zeros.
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
        // A longer text has superfluous leading zeros, or is too long.
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

/// Decodes two hexadecimal digits.
fn byte(pair: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    match *pair {
        [high, low] => u8::try_from(16 * digit(high)? + digit(low)?).ok(),
        _ => None,
    }
}

/// Writes upper-case hexadecimal digits, with a colon between bytes.
pub(super) fn write_pairs(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for (index, byte) in bytes.iter().enumerate() {
        let separator = if index == 0 { "" } else { ":" };
        write!(f, "{separator}{byte:02X}")?;
    }
    Ok(())
}

/// An error that occurs when a serial number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SerialError {
    /// The text is not made of pairs of hexadecimal digits.
    #[error("expected pairs of hexadecimal digits, such as 0A:1B:2C")]
    NotHexadecimal,
    /// The number is longer than 20 bytes.
    #[error("the serial number is longer than {MAX_LENGTH} bytes")]
    TooLong,
    /// There is no number, or it is zero.
    #[error("expected a serial number greater than zero")]
    Zero,
}
