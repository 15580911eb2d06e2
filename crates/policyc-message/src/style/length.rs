//! Lengths: absolute and relative units, percentages, `calc()` and its kin, all exact (CSS Values 4).

use super::parts::Part;
use crate::model::Ratio;

/// A length or percentage as written, relative units still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Length {
    /// A sum of terms.
    Terms(Terms),
    /// `min()`.
    Least(Vec<Length>),
    /// `max()`.
    Greatest(Vec<Length>),
    /// Terms that only a sum of `min()`, `max()` … gives.
    Plus(Vec<Length>),
    /// A multiple of such.
    Times(Ratio, Box<Length>),
}

/// The coefficients of a linear length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Terms {
    /// Pixels.
    pub px: Ratio,
    /// Sizes of the element's font.
    pub em: Ratio,
    /// Sizes of the root's font.
    pub rem: Ratio,
    /// Shares of whatever percentages count in.
    pub percent: Ratio,
    /// Whether a term depends on what no message tells: the viewport, a container.
    pub open: bool,
}

/// What the relative units of a length stand for; none where that is not known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Units {
    /// One em in px.
    pub em: Option<Ratio>,
    /// One rem in px.
    pub rem: Option<Ratio>,
}

impl Length {
    /// So many px.
    pub(super) fn px(px: Ratio) -> Self {
        Self::Terms(Terms { px, ..Terms::default() })
    }

    /// A share, as of a percentage.
    pub(super) fn share(percent: Ratio) -> Self {
        Self::Terms(Terms { percent, ..Terms::default() })
    }

    /// The length that one part is; a bare `0` is one too.
    pub(super) fn of(part: &Part) -> Option<Self> {
        match part {
            Part::Number(number) if number.is_zero() => Some(Self::px(Ratio::ZERO)),
            Part::Percent(share) => Some(Self::share(*share)),
            Part::Unit(number, unit) => unit_terms(*number, unit).map(Self::Terms),
            Part::Call(name, inner) => match calculate(name, inner, 8)? {
                Sum::Length(length) => Some(length),
                Sum::Number(_) => None,
            },
            _ => None,
        }
    }

    /// The px it comes to, if the units and `whole`, what percentages count in, are known.
    pub(super) fn resolve(&self, units: Units, whole: Option<Ratio>) -> Option<Ratio> {
        match self {
            Self::Terms(terms) => terms.resolve(units, whole),
            Self::Least(list) => all(list, units, whole)?.into_iter().min(),
            Self::Greatest(list) => all(list, units, whole)?.into_iter().max(),
            Self::Plus(list) => all(list, units, whole)?.into_iter().try_fold(Ratio::ZERO, Ratio::plus),
            Self::Times(factor, inner) => inner.resolve(units, whole)?.times(*factor),
        }
    }

    /// The linear length with every unit but the percentage turned to px; none for `min()` and kin, or open units.
    pub(super) fn linear(&self, units: Units) -> Option<(Ratio, Ratio)> {
        let Self::Terms(terms) = self else { return None };
        Some((terms.percent, Terms { percent: Ratio::ZERO, ..*terms }.resolve(units, Some(Ratio::ZERO))?))
    }

    /// Whether a percentage takes part.
    pub(super) fn has_percent(&self) -> bool {
        match self {
            Self::Terms(terms) => !terms.percent.is_zero(),
            Self::Least(list) | Self::Greatest(list) | Self::Plus(list) => list.iter().any(Self::has_percent),
            Self::Times(_, inner) => inner.has_percent(),
        }
    }

    /// Whether it is a plain length under nought, as some properties forbid.
    pub(super) fn is_negative(&self) -> bool {
        let Self::Terms(terms) = self else { return false };
        let all = [terms.px, terms.em, terms.rem, terms.percent];
        all.iter().any(|term| term.is_negative()) && all.iter().all(|term| term.is_negative() || term.is_zero())
    }

    fn scaled(self, factor: Ratio) -> Option<Self> {
        Some(match self {
            Self::Terms(terms) => Self::Terms(terms.scaled(factor)?),
            other => Self::Times(factor, Box::new(other)),
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Terms(left), Self::Terms(right)) => Self::Terms(left.plus(right)?),
            (left, right) => Self::Plus(vec![left, right]),
        })
    }
}

fn all(list: &[Length], units: Units, whole: Option<Ratio>) -> Option<Vec<Ratio>> {
    list.iter().map(|length| length.resolve(units, whole)).collect()
}

impl Terms {
    fn resolve(self, units: Units, whole: Option<Ratio>) -> Option<Ratio> {
        if self.open {
            return None;
        }
        let term =
            |count: Ratio, unit: Option<Ratio>| if count.is_zero() { Some(Ratio::ZERO) } else { count.times(unit?) };
        let font = term(self.em, units.em)?.plus(term(self.rem, units.rem)?)?;
        self.px.plus(font)?.plus(term(self.percent, whole)?)
    }

    fn scaled(self, factor: Ratio) -> Option<Self> {
        Some(Self {
            px: self.px.times(factor)?,
            em: self.em.times(factor)?,
            rem: self.rem.times(factor)?,
            percent: self.percent.times(factor)?,
            open: self.open && !factor.is_zero(),
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            px: self.px.plus(other.px)?,
            em: self.em.plus(other.em)?,
            rem: self.rem.plus(other.rem)?,
            percent: self.percent.plus(other.percent)?,
            open: self.open || other.open,
        })
    }
}

fn unit_terms(number: Ratio, unit: &str) -> Option<Terms> {
    let px = |n: i64, d: i64| Some(Terms { px: number.times(Ratio::of(n, d))?, ..Terms::default() });
    match unit {
        "px" => px(1, 1),
        "pt" => px(4, 3),
        "pc" => px(16, 1),
        "in" => px(96, 1),
        "cm" => px(9600, 254),
        "mm" => px(960, 254),
        "q" => px(240, 254),
        "em" => Some(Terms { em: number, ..Terms::default() }),
        "rem" => Some(Terms { rem: number, ..Terms::default() }),
        "ex" | "ch" | "cap" => Some(Terms { em: number.times(Ratio::of(1, 2))?, ..Terms::default() }),
        "ic" => Some(Terms { em: number, ..Terms::default() }),
        "vw" | "vh" | "vmin" | "vmax" | "vi" | "vb" | "svw" | "svh" | "lvw" | "lvh" | "dvw" | "dvh" | "cqw" | "cqh"
        | "cqi" | "cqb" | "cqmin" | "cqmax" | "lh" | "rlh" | "rex" | "rch" | "ric" | "rcap" => {
            Some(Terms { open: !number.is_zero(), ..Terms::default() })
        }
        _ => None,
    }
}

/// What a mathematical expression comes to.
pub(super) enum Sum {
    /// A number without unit.
    Number(Ratio),
    /// A length or percentage.
    Length(Length),
}

/// Works out `calc()`, `min()`, `max()`, `clamp()` or plain brackets.
pub(super) fn calculate(name: &str, inner: &[Part], depth: u8) -> Option<Sum> {
    let depth = depth.checked_sub(1)?;
    let arguments: Vec<&[Part]> = inner.split(|part| *part == Part::Comma).collect();
    match (name, arguments.as_slice()) {
        ("calc" | "-webkit-calc" | "-moz-calc" | "", [only]) => sum(only, depth),
        ("min", list) => extreme(list, depth, Length::Least, Ratio::min),
        ("max", list) => extreme(list, depth, Length::Greatest, Ratio::max),
        ("clamp", [least, middle, most]) => {
            let Sum::Length(least) = sum(least, depth)? else { return None };
            let (Sum::Length(middle), Sum::Length(most)) = (sum(middle, depth)?, sum(most, depth)?) else {
                return None;
            };
            Some(Sum::Length(Length::Greatest(vec![least, Length::Least(vec![middle, most])])))
        }
        _ => None,
    }
}

fn extreme(
    list: &[&[Part]],
    depth: u8,
    build: fn(Vec<Length>) -> Length,
    pick: fn(Ratio, Ratio) -> Ratio,
) -> Option<Sum> {
    let (mut lengths, mut numbers) = (Vec::new(), Vec::new());
    for argument in list {
        match sum(argument, depth)? {
            Sum::Number(number) => numbers.push(number),
            Sum::Length(length) => lengths.push(length),
        }
    }
    match (lengths.len(), numbers.len()) {
        (0, _) => numbers.into_iter().reduce(pick).map(Sum::Number),
        (_, 0) => Some(Sum::Length(build(lengths))),
        _ => None,
    }
}

/// `a + b - c`. A sign that clings to its number (`1px -2px`) is a sum as well: browsers ask for blanks on both sides,
/// and then it is read the same.
fn sum(parts: &[Part], depth: u8) -> Option<Sum> {
    let mut total: Option<Sum> = None;
    let mut factor = Ratio::ONE;
    let mut from = 0;
    for at in 0..=parts.len() {
        let sign = match parts.get(at) {
            Some(Part::Sign('+')) => Ratio::ONE,
            Some(Part::Sign('-')) => Ratio::whole(-1),
            Some(_) => continue,
            None => Ratio::ONE,
        };
        let term = scale(product(parts.get(from..at)?, depth)?, factor)?;
        total = Some(match total {
            None => term,
            Some(before) => add(before, term)?,
        });
        (factor, from) = (sign, at + 1);
    }
    total
}

fn add(left: Sum, right: Sum) -> Option<Sum> {
    match (left, right) {
        (Sum::Number(left), Sum::Number(right)) => left.plus(right).map(Sum::Number),
        (Sum::Length(left), Sum::Length(right)) => left.plus(right).map(Sum::Length),
        _ => None,
    }
}

fn scale(value: Sum, factor: Ratio) -> Option<Sum> {
    match value {
        Sum::Number(number) => number.times(factor).map(Sum::Number),
        Sum::Length(length) => length.scaled(factor).map(Sum::Length),
    }
}

fn product(parts: &[Part], depth: u8) -> Option<Sum> {
    let (first, mut rest) = parts.split_first()?;
    let mut total = factor_of(first, depth)?;
    while let [Part::Sign(sign @ ('*' | '/')), next, tail @ ..] = rest {
        let next = factor_of(next, depth)?;
        total = match (*sign, total, next) {
            ('*', value, Sum::Number(number)) | ('*', Sum::Number(number), value) => scale(value, number)?,
            ('/', value, Sum::Number(number)) => scale(value, Ratio::ONE.over(number)?)?,
            _ => return None,
        };
        rest = tail;
    }
    rest.is_empty().then_some(total)
}

fn factor_of(part: &Part, depth: u8) -> Option<Sum> {
    match part {
        Part::Number(number) => Some(Sum::Number(*number)),
        Part::Percent(share) => Some(Sum::Length(Length::share(*share))),
        Part::Unit(number, unit) => unit_terms(*number, unit).map(|terms| Sum::Length(Length::Terms(terms))),
        Part::Call(name, inner) => calculate(name, inner, depth),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts_of_text;
    use super::*;

    fn px(text: &str) -> Option<Ratio> {
        let units = Units { em: Some(Ratio::whole(20)), rem: Some(Ratio::whole(16)) };
        Length::of(parts_of_text(text)?.first()?)?.resolve(units, Some(Ratio::whole(600)))
    }

    #[test]
    fn units_are_exact() {
        assert_eq!(px("12pt"), Some(Ratio::whole(16)));
        assert_eq!(px("2.54cm"), Some(Ratio::whole(96)));
        assert_eq!(px("1ex"), Some(Ratio::whole(10)));
        assert_eq!(px("33.3%"), Some(Ratio::of(999, 5)));
        assert_eq!(px("0"), Some(Ratio::ZERO));
        assert_eq!(px("5"), None);
        assert_eq!(px("1vw"), None);
        assert_eq!(px("1parsec"), None);
    }

    #[test]
    fn calculations_are_worked_out() {
        assert_eq!(px("calc(100% - 2 * (1em + 5px))"), Some(Ratio::whole(550)));
        assert_eq!(px("min(50%, 200px)"), Some(Ratio::whole(200)));
        assert_eq!(px("calc(max(1em, 30px) / 4)"), Some(Ratio::of(15, 2)));
        assert_eq!(px("clamp(10px, 90%, 100px)"), Some(Ratio::whole(100)));
        assert_eq!(px("calc(1px / 0)"), None);
        assert_eq!(px("calc(1px * 1px)"), None);
        assert_eq!(px("calc(1px + 1)"), None);
    }
}
