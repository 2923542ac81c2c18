use std::cmp::Ordering;

/// An exact decimal number in normal form, so that equal values compare equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: u128,
    /// Power of ten that the mantissa is to be multiplied by.
    exponent: i32,
}

impl Decimal {
    /// `mantissa · 10^exponent`.
    pub fn new(mantissa: u128, exponent: i32) -> Self {
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        if mantissa == 0 {
            return Self { mantissa, exponent: 0 };
        }
        while mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent }
    }

    /// A whole number.
    pub fn whole(value: u64) -> Self {
        Self::new(u128::from(value), 0)
    }

    /// The number written with digits and at most one full stop; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let mantissa = format!("{whole}{part}").parse().ok()?;
        Some(Self::new(mantissa, -i32::try_from(part.len()).ok()?))
    }

    /// The number multiplied by a power of ten.
    pub fn scaled(self, power: u8) -> Self {
        Self::new(self.mantissa, self.exponent + i32::from(power))
    }

    /// The product; none where it is too long to be held.
    pub fn times(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Some(Self::new(mantissa, self.exponent.checked_add(other.exponent)?))
    }

    /// The sum; none where it is too long to be held.
    pub fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let raised = |it: Self| {
            let power = u32::try_from(it.exponent - exponent).ok()?;
            it.mantissa.checked_mul(10u128.checked_pow(power)?)
        };
        Some(Self::new(raised(self)?.checked_add(raised(other)?)?, exponent))
    }

    /// The quotient to six decimals.
    pub fn over(self, divisor: u32) -> Option<Self> {
        let raised = self.mantissa.checked_mul(1_000_000)?;
        Some(Self::new(raised.checked_div(u128::from(divisor))?, self.exponent.checked_sub(6)?))
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 * 10f64.powi(self.exponent)
    }

    /// The number, if it is whole and small enough.
    pub fn to_u64(self) -> Option<u64> {
        let power = 10u128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        u64::try_from(self.mantissa.checked_mul(power)?).ok()
    }

    /// The digits without the zeros at either end: those of 5,900 and of 0.59 are 59.
    pub fn digits(self) -> u128 {
        self.mantissa
    }

    /// The power of ten of the last digit that is not zero.
    pub fn exponent(self) -> i32 {
        self.exponent
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // Where the first digit stands decides; nothing has no first digit.
        let place = |it: &Self| it.mantissa.checked_ilog10().map(|log| log as i32 + it.exponent);
        place(self)
            .cmp(&place(other))
            .then_with(|| {
                let length = |it: &Self| it.mantissa.checked_ilog10().unwrap_or(0);
                let longest = length(self).max(length(other));
                // Both with the same number of digits: of 39 digits u128 holds not every one.
                let raised = |it: &Self| it.mantissa.checked_mul(10u128.pow(longest - length(it)));
                let (one, other) = (raised(self), raised(other));
                one.unwrap_or(u128::MAX).cmp(&other.unwrap_or(u128::MAX))
            })
            .then_with(|| (self.mantissa, self.exponent).cmp(&(other.mantissa, other.exponent)))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_products_and_shares() {
        let half = Decimal::parse("0.5").unwrap();
        assert_eq!(Decimal::whole(2).plus(half), Decimal::parse("2.5"));
        assert_eq!(half.times(Decimal::whole(1_000_000)), Some(Decimal::whole(500_000)));
        assert_eq!(Decimal::whole(3).over(4), Decimal::parse("0.75"));
        assert_eq!(Decimal::whole(1200).to_u64(), Some(1200));
        assert_eq!(half.to_u64(), None);
        assert_eq!(Decimal::new(1, 400).to_u64(), None);
        assert!(Decimal::whole(5) < Decimal::whole(1000));
        assert!(half < Decimal::whole(1) && Decimal::default() < half);
        assert!(Decimal::whole(1001) > Decimal::whole(1000));
        assert_eq!(Decimal::new(1, 100).plus(Decimal::whole(1)), None);
    }
}
