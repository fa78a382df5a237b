mod inference {
    use super as root;

    impl root::Success {
        /// `Bill_Price`, where the response does not name it.
        ///
        /// Version 2.0 has no price, but the way says what is usual.
        ///
        /// `None` if the response does name it, or does not say enough.
        ///
        /// Inferred; documented nowhere.
        #[must_use]
        #[allow(unreachable_patterns, reason = "the rules may leave nothing open")]
        pub fn inferred_price(&self) -> Option<root::Price> {
            let (way, back) = match self {
                Self::V2_0(success) => (success.way, success.back),
                _ => return None,
            };
            match (way, back) {
                (root::Way::Air, _) => Some(root::Price::Dear),
                (root::Way::Sea(root::Ship::Fast), _) => Some(root::Price::Dear),
                (root::Way::Land | root::Way::Sea(_), root::WayKind::Land) => {
                    Some(root::Price::Cheap)
                }
                _ => None,
            }
        }
    }
}
