//! Values that others depend on as generated code writes them down: one type for both.

/// Makes an enum whose variants are the values of another one, each with what is sent with it.
#[doc(hidden)]
#[macro_export]
macro_rules! fold {
    ($(#[$docs:meta])* pub enum $type:ident of $plain:ty { $($variants:tt)* }) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type { $($variants)* }

        $crate::kinds!($type, (&self) self, $plain { $($variants)* });
    };
}

/// Makes an enum like [`fold!`] whose values are copied.
#[doc(hidden)]
#[macro_export]
macro_rules! copied_fold {
    ($(#[$docs:meta])* pub enum $type:ident of $plain:ty { $($variants:tt)* }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $type { $($variants)* }

        $crate::kinds!($type, (self) self, $plain { $($variants)* });
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! kinds {
    ($type:ident, ($($receiver:tt)*) $this:tt, $plain:ty { $($(#[$docs:meta])* $variant:ident $(($($payload:ty),*))?),* $(,)? }) => {
        impl $type {
            /// The value without what is sent with it.
            #[must_use]
            pub const fn kind($($receiver)*) -> $plain {
                match $this {
                    $(Self::$variant { .. } => <$plain>::$variant,)*
                }
            }
        }
    };
}
