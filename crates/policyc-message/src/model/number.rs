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
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

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
        // Reduced crosswise first, so that terms stay small.
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        Self::new(left.numerator.checked_mul(right.numerator)?, left.denominator.checked_mul(right.denominator)?)
    }

    /// Quotient; none on overflow or division by zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// `numerator / denominator` of small constants; zero if the denominator is.
    #[must_use]
    pub fn of(numerator: i64, denominator: i64) -> Self {
        Self::new(i128::from(numerator), i128::from(denominator)).unwrap_or(Self::ZERO)
    }

    /// A CSS number (`12`, `-.5`, `1e3`) as it is written; none if it is no number or too long to be held.
    #[must_use]
    pub fn from_scientific(text: &str) -> Option<Self> {
        let Some(at) = text.find(['e', 'E']) else { return Self::from_decimal(text) };
        let exponent = text.get(at + 1..)?.parse::<i32>().ok()?;
        let scale = Self::new(10_i128.checked_pow(exponent.unsigned_abs())?, 1)?;
        let mantissa = Self::from_decimal(text.get(..at)?)?;
        if exponent < 0 { mantissa.over(scale) } else { mantissa.times(scale) }
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it lies below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The nearest whole number, halves up.
    #[must_use]
    pub fn rounded(self) -> Self {
        self.plus(Self::of(1, 2)).map_or(self, |sum| Self { numerator: sum.floor(), denominator: 1 })
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_written() {
        assert_eq!(Ratio::from_scientific("-.50"), Some(Ratio::of(-1, 2)));
        assert_eq!(Ratio::from_scientific("1.2e1"), Some(Ratio::whole(12)));
        assert_eq!(Ratio::from_scientific("+3."), Some(Ratio::whole(3)));
        for bad in ["", ".", "-", "1x", "1e", "1e999", "९", "--1"] {
            assert_eq!(Ratio::from_scientific(bad), None, "{bad}");
        }
    }

    #[test]
    fn halves_round_up() {
        assert_eq!(Ratio::of(5, 2).rounded(), Ratio::whole(3));
        assert_eq!(Ratio::of(-5, 2).rounded(), Ratio::whole(-2));
        assert_eq!(Ratio::of(40, 3).rounded(), Ratio::whole(13));
    }

    proptest! {
        #[test]
        fn order_agrees_with_cross_products(a in -9999i64..9999, b in 1i64..999, c in -9999i64..9999, d in 1i64..999) {
            let expected = (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
            prop_assert_eq!(Ratio::of(a, b).cmp(&Ratio::of(c, d)), expected);
        }

        #[test]
        fn sums_undo(a in any::<i32>().prop_map(i64::from), b in 1i64..99, c in any::<i32>().prop_map(i64::from), d in 1i64..99) {
            let (x, y) = (Ratio::of(a, b), Ratio::of(c, d));
            prop_assert_eq!(x.plus(y).and_then(|sum| sum.minus(y)), Some(x));
            if !y.is_zero() {
                prop_assert_eq!(x.times(y).and_then(|product| product.over(y)), Some(x));
            }
        }

        #[test]
        fn nothing_panics(text in "[-+0-9.eE]{0,60}") {
            let _ = Ratio::from_scientific(&text).map(|n| (n.rounded(), n.times(n), n.cmp(&Ratio::ONE)));
        }
    }
}
