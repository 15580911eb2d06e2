//! Exact fractions: every measure of a message is one, never a binary float.

use std::cmp::Ordering;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; none if the denominator is zero or the terms do not fit.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?.max(1);
        let sign = if denominator < 0 { -1 } else { 1 };
        let numerator = (numerator / divisor).checked_mul(sign)?;
        Some(Self { numerator, denominator: (denominator / divisor).checked_mul(sign)? })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self { numerator: i128::from(number), denominator: 1 }
    }

    /// Reads `-12.50`, `.5`, `1e3` is not read; none if it is no decimal or too long.
    #[must_use]
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) || part.len() > 30 {
            return None;
        }
        let value: i128 = format!("{whole}{part}").parse().ok()?;
        let scale = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        Self::new(if negative { -value } else { value }, scale)
    }

    /// The numerator, with the sign.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Sum; none on overflow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Difference; none on overflow.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, denominator: other.denominator })
    }

    /// Product; none on overflow.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Quotient; none on overflow or division by zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }
}

impl From<i64> for Ratio {
    fn from(number: i64) -> Self {
        Self::whole(number)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        // Whole parts first, then the reciprocals of what is left: exact for all terms, nothing can overflow.
        let (mut a, mut b) = ((self.numerator, self.denominator), (other.numerator, other.denominator));
        let mut turned = false;
        loop {
            let wholes = a.0.div_euclid(a.1).cmp(&b.0.div_euclid(b.1));
            let (left, right) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
            let found = match (wholes, left, right) {
                (Ordering::Equal, 0, 0) => Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, _, _) => {
                    (a, b) = ((a.1, left), (b.1, right));
                    turned = !turned;
                    continue;
                }
                (unequal, _, _) => unequal,
            };
            return if turned { found.reverse() } else { found };
        }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
