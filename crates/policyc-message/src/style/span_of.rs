//! Widths that depend on a page of unknown width: `a x M + b px`, between two such bounds.

use crate::model::{Measure, Ratio};

/// `share` of the maximum width and `px` more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Affine {
    /// Share of the maximum width M.
    pub share: Ratio,
    /// Px beside it.
    pub px: Ratio,
}

impl Affine {
    /// The whole of M.
    pub(super) const WHOLE: Self = Self { share: Ratio::ONE, px: Ratio::ZERO };
    /// Nothing.
    pub(super) const ZERO: Self = Self { share: Ratio::ZERO, px: Ratio::ZERO };

    /// So many px.
    pub(super) fn px(px: Ratio) -> Self {
        Self { share: Ratio::ZERO, px }
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { share: self.share.plus(other.share)?, px: self.px.plus(other.px)? })
    }

    fn minus(self, other: Self) -> Option<Self> {
        Some(Self { share: self.share.minus(other.share)?, px: self.px.minus(other.px)? })
    }

    fn times(self, factor: Ratio) -> Option<Self> {
        Some(Self { share: self.share.times(factor)?, px: self.px.times(factor)? })
    }

    /// The value for an M of `most` px.
    pub(super) fn at(self, most: Ratio) -> Option<Ratio> {
        self.share.times(most)?.plus(self.px)
    }
}

/// A width between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    /// The least it can be.
    pub low: Affine,
    /// The most it can be.
    pub high: Affine,
}

impl Extent {
    /// A width that is fixed.
    pub(super) fn exact(value: Affine) -> Self {
        Self { low: value, high: value }
    }

    /// From nothing up to this.
    pub(super) fn up_to(self) -> Self {
        Self { low: Affine::ZERO, high: self.high }
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    /// The difference, never below nothing at its lower bound.
    pub(super) fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.minus(other.high)?, high: self.high.minus(other.low)? })
    }

    /// A multiple by a factor that is not negative.
    pub(super) fn times(self, factor: Ratio) -> Option<Self> {
        Some(Self { low: self.low.times(factor)?, high: self.high.times(factor)? })
    }

    /// `percent` of it and `px` more.
    pub(super) fn part(self, percent: Ratio, px: Ratio) -> Option<Self> {
        let scaled = if percent.is_negative() {
            Self { low: self.high.times(percent)?, high: self.low.times(percent)? }
        } else {
            self.times(percent)?
        };
        scaled.plus(Self::exact(Affine::px(px)))
    }

    /// Whether nothing is open but M.
    pub(super) fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// The share of M that it is, M being `least` px or more, or just that where `fixed`.
    pub(super) fn share_of(self, least: Ratio, fixed: bool) -> Measure {
        let share = |bound: Affine, is_low: bool| {
            if fixed {
                return bound.at(least)?.over(least);
            }
            // b / M lies between 0 and b / least.
            let part = bound.px.over(least)?;
            let extreme = if is_low == part.is_negative() { part } else { Ratio::ZERO };
            bound.share.plus(extreme)
        };
        let floor = |ratio: Ratio| ratio.max(Ratio::ZERO);
        Measure::between(share(self.low, true).map(floor), share(self.high, false).map(floor))
    }

    /// The px that it is, M being `least` px or more, or just that where `fixed`.
    pub(super) fn px_of(self, least: Ratio, fixed: bool) -> Measure {
        let low = self.low.at(least).map(|px| px.max(Ratio::ZERO));
        let open = !fixed && !self.high.share.is_zero();
        let high = if open { None } else { self.high.at(least).map(|px| px.max(Ratio::ZERO)) };
        Measure::between(low, high)
    }

    /// The smaller of the two where one is so for every M, else bounds for it.
    pub(super) fn least(self, other: Self, least: Ratio) -> Self {
        let under = |a: Affine, b: Affine| a.share <= b.share && a.at(least) <= b.at(least);
        if under(self.high, other.low) {
            return self;
        }
        if under(other.high, self.low) {
            return other;
        }
        let high = if under(self.high, other.high) || !under(other.high, self.high) { self.high } else { other.high };
        let low = match (self.low.at(least), other.low.at(least)) {
            (Some(a), Some(b)) if !self.low.share.is_negative() && !other.low.share.is_negative() => {
                Affine::px(a.min(b))
            }
            _ => Affine::ZERO,
        };
        Self { low, high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_an_unknown_width_are_bounded() {
        let least = Ratio::whole(320);
        let quarter = Extent::exact(Affine { share: Ratio::of(1, 4), px: Ratio::ZERO });
        assert_eq!(quarter.share_of(least, false), Measure::exact(Ratio::of(1, 4)));
        let ten = Extent::exact(Affine::px(Ratio::whole(10)));
        assert_eq!(ten.share_of(least, false), Measure::between(Some(Ratio::ZERO), Some(Ratio::of(1, 32))));
        assert_eq!(ten.share_of(Ratio::whole(500), true), Measure::exact(Ratio::of(1, 50)));
        assert_eq!(quarter.px_of(least, false), Measure::between(Some(Ratio::whole(80)), None));
    }
}
