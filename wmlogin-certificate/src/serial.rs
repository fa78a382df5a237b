//! The serial number of a certificate.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The maximum length of a serial number, in bytes. RFC 5280 section 4.1.2.2 permits 20, but nothing depends on it,
/// and some authorities exceed it.
const MAX_LENGTH: usize = 32;

/// The serial number of a certificate, which is unique for the issuer.
///
/// It prints in pairs of hexadecimal digits, `0A:1B:…`, and parses with or without the colons and in any
/// letter case, so it also parses what openssl prints.
///
/// RFC 5280 section 4.1.2.2 has authorities issue positive numbers of at most 20 bytes, and has everybody else
/// cope with zero and with negative numbers. Here, they are numbers like all others, up to 32 bytes.
///
/// ```
/// use wmlogin_certificate::Serial;
///
/// let serial: Serial = "0a1b2c".parse()?;
/// assert_eq!(serial.to_string(), "0A:1B:2C");
/// assert_eq!(serial, "00:0A:1B:2C".parse()?);
/// # Ok::<(), wmlogin_certificate::SerialError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Serial {
    is_negative: bool,
    /// The absolute value, big-endian.
    digits: [u8; MAX_LENGTH],
}

impl Serial {
    /// Creates a serial number, zero or positive, from its bytes, the most significant first.
    ///
    /// # Errors
    ///
    /// Returns [`SerialError::TooLong`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SerialError> {
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        let significant = &bytes[zeros..];
        let start = MAX_LENGTH.checked_sub(significant.len()).ok_or(SerialError::TooLong)?;
        let mut digits = [0; MAX_LENGTH];
        digits[start..].copy_from_slice(significant);
        Ok(Self { is_negative: false, digits })
    }

    /// Creates a serial number from the content of an `INTEGER`, which is in two's complement.
    pub(super) fn from_integer(bytes: &[u8]) -> Result<Self, SerialError> {
        if bytes.first().is_none_or(|first| first.leading_ones() == 0) {
            return Self::from_bytes(bytes);
        }
        let mut carries = true;
        let mut negated = bytes.to_vec();
        for byte in negated.iter_mut().rev() {
            (*byte, carries) = (!*byte).overflowing_add(carries.into());
        }
        Ok(Self { is_negative: true, ..Self::from_bytes(&negated)? })
    }

    /// Returns the bytes of the absolute value, the most significant first, without leading zeros.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        let zeros = self.digits.iter().take_while(|&&byte| byte == 0).count();
        &self.digits[zeros.min(MAX_LENGTH - 1)..]
    }

    /// Returns `true` if the number is less than zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.is_negative
    }
}

impl Ord for Serial {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.digits.cmp(&other.digits),
            (true, true) => other.digits.cmp(&self.digits),
            (is_negative, _) => {
                if is_negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

impl PartialOrd for Serial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_negative { "-" } else { "" })?;
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
        let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        // A longer text has superfluous leading zeros, or is too long.
        if digits.len() > 4 * MAX_LENGTH {
            return Err(SerialError::TooLong);
        }
        let pairs: Vec<&[u8]> = if digits.contains(':') {
            digits.split(':').map(str::as_bytes).collect()
        } else {
            digits.as_bytes().chunks(2).collect()
        };
        let bytes: Option<Vec<u8>> = pairs.into_iter().map(byte).collect();
        let bytes = bytes.filter(|bytes| !bytes.is_empty()).ok_or(SerialError::NotHexadecimal)?;
        let number = Self::from_bytes(&bytes)?;
        Ok(Self { is_negative: is_negative && number.as_bytes() != [0], ..number })
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
    /// The number is longer than 32 bytes.
    #[error("the serial number is longer than {MAX_LENGTH} bytes")]
    TooLong,
}
