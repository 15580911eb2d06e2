//! Exact numbers: 128-bit fractions. Overflow is an answer (`None`), never a wrong number.

use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, str::FromStr};

/// A reduced fraction with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Rational {
    numerator: i128,
    denominator: i128,
}

/// The text is no number that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANumber(pub String);

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a number", self.0)
    }
}

impl std::error::Error for NotANumber {}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[allow(clippy::should_implement_trait)] // the operators could not say that a number does not fit
impl Rational {
    /// Nought.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced; none for a denominator of 0 or on overflow.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?.max(1);
        let sign = denominator.signum();
        Some(Self { numerator: sign * numerator / divisor, denominator: sign * denominator / divisor })
    }

    /// The whole number.
    #[must_use]
    pub const fn integer(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// Numerator of the reduced fraction.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Denominator of the reduced fraction, positive.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Sum, or none on overflow.
    #[must_use]
    pub fn add(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Difference, or none on overflow.
    #[must_use]
    pub fn sub(self, other: Self) -> Option<Self> {
        self.add(Self { numerator: -other.numerator, denominator: other.denominator })
    }

    /// Product, or none on overflow.
    #[must_use]
    pub fn mul(self, other: Self) -> Option<Self> {
        // Cross-reduce first, so that products that fit are not lost to an intermediate.
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        Self::new(a.numerator.checked_mul(b.numerator)?, a.denominator.checked_mul(b.denominator)?)
    }

    /// Quotient; none on overflow or division by zero.
    #[must_use]
    pub fn div(self, other: Self) -> Option<Self> {
        self.mul(Self::new(other.denominator, other.numerator)?)
    }

    /// The nearest whole number, halves to the even one.
    #[must_use]
    pub fn round(self) -> i128 {
        let floor = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        match (rest.saturating_mul(2)).cmp(&self.denominator) {
            Ordering::Less => floor,
            Ordering::Greater => floor + 1,
            Ordering::Equal => floor + (floor & 1),
        }
    }

    /// Decimal text with at most `places` decimals, rounded half to even, trailing noughts cut.
    #[must_use]
    pub fn to_decimal(self, places: u32) -> String {
        let scale = 10i128.pow(places.min(30));
        let Some(scaled) = self.mul(Self { numerator: scale, denominator: 1 }) else { return self.to_string() };
        let rounded = scaled.round();
        let (sign, magnitude) = (if rounded < 0 { "-" } else { "" }, rounded.unsigned_abs());
        let scale = scale.unsigned_abs();
        let (whole, fraction) = (magnitude / scale, magnitude % scale);
        if fraction == 0 {
            return format!("{sign}{whole}");
        }
        let digits = format!("{fraction:0width$}", width = places.min(30) as usize);
        format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        // Euclid's comparison: never overflows.
        let (mut a, mut b, mut c, mut d) = (self.numerator, self.denominator, other.numerator, other.denominator);
        loop {
            let (p, q) = (a.div_euclid(b), c.div_euclid(d));
            if p != q {
                return p.cmp(&q);
            }
            let (r, s) = (a.rem_euclid(b), c.rem_euclid(d));
            match (r, s) {
                (0, 0) => return Ordering::Equal,
                (0, _) => return Ordering::Less,
                (_, 0) => return Ordering::Greater,
                _ => (a, b, c, d) = (d, s, b, r),
            }
        }
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl FromStr for Rational {
    type Err = NotANumber;

    /// Reads `3`, `-3.50`, `1e-2` and `1/3`, exactly.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let wrong = || NotANumber(text.to_owned());
        if let Some((top, bottom)) = text.split_once('/') {
            let top = top.parse().map_err(|_| wrong())?;
            let bottom = bottom.parse().map_err(|_| wrong())?;
            return Self::new(top, bottom).ok_or_else(wrong);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| wrong())?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits_only = |s: &str| s.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        if !digits_only(unsigned) || !digits_only(fraction) || (unsigned.is_empty() && fraction.is_empty()) {
            return Err(wrong());
        }
        let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| wrong())?;
        let shift = exponent.saturating_sub(i32::try_from(fraction.len()).map_err(|_| wrong())?);
        let power = 10i128.checked_pow(shift.unsigned_abs()).ok_or_else(wrong)?;
        let (top, bottom) = if shift >= 0 { (digits.checked_mul(power), 1) } else { (Some(digits), power) };
        top.and_then(|top| Self::new(top, bottom)).ok_or_else(wrong)
    }
}

impl From<Rational> for String {
    fn from(value: Rational) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Rational {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        text.parse()
    }
}
