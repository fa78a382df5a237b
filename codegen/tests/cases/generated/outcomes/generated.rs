mod response {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    runtime::response! {
        root::Success, "the parcel has arrived", fields root::Field, codes "-4 or 5" {
            /// Somebody took it back.
            Cancelled = ("Cancelled", "somebody took it back").id(-4) => ["Canceled", "CANCELLED"],
            /// Nobody was there.
            ///
            /// Published by the operator on another page.
            NotAtHome = ("NotAtHome", "nobody was there").published().id(5) => [],
        }
    }
}
