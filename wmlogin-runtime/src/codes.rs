//! Status codes as generated code writes them down: tables, the codes of a service, and reasons to refuse.

/// Makes a table of status codes: what [`numbered!`](crate::numbered) makes, and advice.
#[doc(hidden)]
#[macro_export]
macro_rules! status_table {
    ($(#[$docs:meta])* pub enum $type:ident $rows:tt) => {
        $crate::numbered! { $(#[$docs])* pub enum $type $rows }

        impl $type {
            /// Advice on what to do about the status code, where that is known.
            ///
            /// It is in this project's words, never the operator's, whatever the origin of the status code.
            #[must_use]
            pub const fn help(self) -> ::core::option::Option<&'static str> {
                self.row().advice()
            }

            /// The name as the service sends it; `None` if it is this project's own.
            #[must_use]
            pub const fn sent_name(self) -> ::core::option::Option<&'static str> {
                if self.row().is_coined() {
                    ::core::option::Option::None
                } else {
                    ::core::option::Option::Some(self.name())
                }
            }
        }
    };
}

/// Makes the enum of the tables that the status codes of a service are read in, and the enum of the codes.
#[doc(hidden)]
#[macro_export]
macro_rules! codes {
    (
        $code:ident of $table:ident, confirmed by $confirmed:ident {
            $(
                $(#[$docs:meta])*
                $variant:ident: $rows:ty =
                    ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
            ),* $(,)?
        }
    ) => {
        $crate::rows! {
            /// A table that the status codes of the service are read in.
            pub enum $table {
                $($(#[$docs])* $variant = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl $table {
            /// Every status code of the table, in the published order.
            #[must_use]
            pub fn codes(self) -> $crate::generated::Vec<$code> {
                match self {
                    $(Self::$variant => <$rows>::ALL.iter().copied().map($code::$variant).collect(),)*
                }
            }

            /// The status code of the table that confirms, if it has one.
            #[must_use]
            pub fn confirmed(self) -> ::core::option::Option<$code> {
                self.codes().into_iter().find(|code| code.id() == $confirmed)
            }
        }

        /// A status code of the service, in the table that it is read in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $code {
            $(
                #[doc = concat!("Of the table `", stringify!($variant), "`.")]
                $variant($rows),
            )*
        }

        impl $code {
            /// The meaning of a refusal with this code and name: the row that has both, else the row with the
            /// name, else the row with the code, each in the first table that has one.
            ///
            /// A refusal is never the row that confirms by its name alone.
            #[must_use]
            pub fn find(code: i32, name: ::core::option::Option<&str>) -> ::core::option::Option<Self> {
                let sent = |name: &str| {
                    let rows = [$(<$rows>::from_name(name).map(Self::$variant)),*];
                    rows.into_iter().flatten().filter(|row| row.sent_name().is_some())
                };
                let named = || name.into_iter().flat_map(sent);
                let coded = [$(<$rows>::from_id(code).map(Self::$variant)),*];
                named()
                    .find(|row| row.id() == code)
                    .or_else(|| named().find(|row| row.id() != $confirmed))
                    .or_else(|| coded.into_iter().flatten().next())
            }

            /// The row of the table.
            #[must_use]
            pub const fn row(self) -> &'static $crate::Row {
                match self {
                    $(Self::$variant(code) => code.row(),)*
                }
            }

            /// The status code.
            #[must_use]
            pub const fn id(self) -> i32 {
                self.row().id_or_zero()
            }

            /// The name of the status code.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.row().name()
            }

            /// The meaning of the status code.
            #[must_use]
            pub const fn description(self) -> &'static str {
                self.row().description()
            }

            /// Advice on what to do about the status code, where that is known.
            ///
            /// It is in this project's words, never the operator's, whatever the origin of the status code.
            #[must_use]
            pub const fn help(self) -> ::core::option::Option<&'static str> {
                self.row().advice()
            }

            /// The name of the status code, if it is one that the service sends.
            #[must_use]
            pub const fn sent_name(self) -> ::core::option::Option<&'static str> {
                match self {
                    $(Self::$variant(code) => code.sent_name(),)*
                }
            }
        }
    };
}

/// Makes an enum of the reasons to refuse a request, each with the status code that says so in every table.
#[doc(hidden)]
#[macro_export]
macro_rules! reasons {
    (
        $(#[$docs:meta])*
        pub enum $type:ident of $code:ident by $table:ident {
            $(
                $(#[$row_docs:meta])*
                $reason:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
                    => [$($variant:ident($row:path)),*]
            ),* $(,)?
        }
    ) => {
        $crate::rows! {
            $(#[$docs])*
            pub enum $type {
                $($(#[$row_docs])* $reason = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl $type {
            /// The status code that says so in a table.
            #[must_use]
            pub const fn code(self, table: $table) -> $code {
                let codes = match self {
                    $(Self::$reason => [$($code::$variant($row)),*],)*
                };
                codes[table as usize]
            }
        }
    };
}
