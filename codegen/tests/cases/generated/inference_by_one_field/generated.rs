mod inference {
    use super as root;

    impl root::Success {
        /// `Bill_Price`, where the response does not name it.
        ///
        /// It costs what is usual.
        ///
        /// `None` if the response does name it, or does not say enough.
        ///
        /// Inferred; documented nowhere.
        #[must_use]
        #[allow(unreachable_patterns, reason = "the rules may leave nothing open")]
        pub fn inferred_price(&self) -> Option<root::Price> {
            let usual = match self {
                Self::V2_0(success) => success.usual,
                _ => return None,
            };
            match usual {
                root::Price::Dear => Some(root::Price::Dear),
                _ => None,
            }
        }
    }
}
