//! Calendar periods.

use chrono::{DateTime, Days, Months, Utc};

/// A calendar period, such as two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Days of 24 hours.
    Days(u16),
    /// Calendar months.
    Months(u16),
    /// Calendar years.
    Years(u16),
}

impl Period {
    /// Adds the period to `time`. A day that the resulting month lacks becomes its last day.
    ///
    /// Returns `None` if the result is out of range.
    ///
    /// ```
    /// use wmlogin_runtime::{DateTime, Period, Utc};
    ///
    /// let leap_day: DateTime<Utc> = "2024-02-29T12:00:00Z".parse()?;
    /// let after = Period::Years(2).after(leap_day);
    /// assert_eq!(after, Some("2026-02-28T12:00:00Z".parse()?));
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[must_use]
    pub fn after(self, time: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Days(days) => time.checked_add_days(Days::new(days.into())),
            Self::Months(_) | Self::Years(_) => time.checked_add_months(self.months()),
        }
    }

    /// Subtracts the period from `time`. A day that the resulting month lacks becomes its last day.
    ///
    /// Returns `None` if the result is out of range.
    #[must_use]
    pub fn before(self, time: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Days(days) => time.checked_sub_days(Days::new(days.into())),
            Self::Months(_) | Self::Years(_) => time.checked_sub_months(self.months()),
        }
    }

    fn months(self) -> Months {
        Months::new(match self {
            Self::Days(_) => 0,
            Self::Months(months) => months.into(),
            Self::Years(years) => 12 * u32::from(years),
        })
    }
}
