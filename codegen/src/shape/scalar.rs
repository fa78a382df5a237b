//! What a scalar means, as `serde_yaml` takes it.

use super::Kind;
use crate::source::Style;

/// A scalar and what there is to check about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scalar<'a> {
    Nothing,
    Boolean,
    WholeNumber(i128),
    /// A number with a fraction or an exponent, or one that is not finite.
    Number,
    Text(&'a str),
}

impl<'a> Scalar<'a> {
    pub(super) fn of(text: &'a str, style: Style) -> Self {
        match style {
            Style::Plain => Self::of_plain(text),
            Style::Quoted | Style::Block => Self::Text(text),
        }
    }

    /// What `text` means without quotes, tried in the order in which `serde_yaml` tries.
    pub(super) fn of_plain(text: &'a str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Nothing,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Self::Boolean,
            _ if has_leading_zero(text) => Self::Text(text),
            _ => whole_number(text)
                .map(Self::WholeNumber)
                .or_else(|| is_number(text).then_some(Self::Number))
                .unwrap_or(Self::Text(text)),
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Nothing => Kind::Nothing,
            Self::Boolean => Kind::Boolean,
            Self::WholeNumber(_) => Kind::WholeNumber,
            Self::Number => Kind::Number,
            Self::Text(_) => Kind::Text,
        }
    }
}

/// Digits after a zero are text in YAML 1.2: they are codes more often than numbers.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A decimal, hexadecimal, octal or binary number; one past what serde knows is taken as the
/// greatest, as it is out of every range.
fn whole_number(text: &str) -> Option<i128> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, radix) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, radix)| Some((unsigned.strip_prefix(prefix)?, radix)))
        .unwrap_or((unsigned, 10));
    // The standard library reads a sign of its own, which YAML does not have after the prefix.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let magnitude = u128::from_str_radix(digits, radix).ok()?;
    let magnitude = i128::try_from(magnitude).unwrap_or(i128::MAX);
    Some(if negative { -magnitude } else { magnitude })
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => true,
        ".nan" | ".NaN" | ".NAN" => unsigned == text,
        _ if unsigned.starts_with(['-', '+']) => false,
        // The standard library reads words such as `inf` too, which YAML does not.
        _ => unsigned.parse().is_ok_and(f64::is_finite),
    }
}

#[cfg(test)]
mod tests {
    use super::Scalar;

    /// `serde_yaml` itself is asked, so that the two cannot come to differ.
    fn taken_by_serde_yaml(text: &str) -> Scalar<'_> {
        use serde_yaml::Value;
        match serde_yaml::from_str(text) {
            Ok(Value::Null) => Scalar::Nothing,
            Ok(Value::Bool(_)) => Scalar::Boolean,
            Ok(Value::Number(number)) if number.is_f64() => Scalar::Number,
            Ok(Value::Number(number)) => {
                number.to_string().parse().map_or(Scalar::Number, Scalar::WholeNumber)
            }
            _ => Scalar::Text(text),
        }
    }

    #[test]
    fn plain_scalars_mean_what_serde_yaml_takes_them_for() {
        let texts = "~ null Null NULL nULL true True TRUE tRUE false yes no on off \
            0 -0 +0 7 -7 +7 +-7 --7 007 -007 +007 0.5 .5 5. -.5 +.5 1e3 1E3 1e400 1_000 \
            0x1F 0X1F -0x1f +0x1f 0x 0xg 0x-1 0x+1 0o17 0o8 -0o17 0b11 0b12 -0b11 \
            .inf .Inf -.inf +.inf .nan -.nan +.nan inf nan infinity \
            9223372036854775807 -9223372036854775808 18446744073709551615 1.0 1.0.0 \
            340282366920938463463374607431768211456 3.0) имя 1а";
        for text in texts.split_whitespace() {
            assert_eq!(Scalar::of_plain(text), taken_by_serde_yaml(text), "{text}");
        }
    }

    #[test]
    fn a_number_past_every_type_is_the_greatest() {
        let greatest = u128::MAX.to_string();
        assert_eq!(Scalar::of_plain(&greatest), Scalar::WholeNumber(i128::MAX));
    }
}
