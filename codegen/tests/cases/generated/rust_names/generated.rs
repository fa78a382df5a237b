pub mod ask {
    use super::runtime;

    /// The path of the page on every host.
    pub const PATH: &str = "/ask";

    runtime::parameters! {
        /// A parameter of the page's query string. It prints as the name that is sent.
        pub enum Parameter {
            /// `gen`: an identifier written raw.
            ///
            /// Its type is `Text`.
            Gen: runtime::String = ("gen", "an identifier written raw"),
            /// `crate`: never an identifier.
            ///
            /// Its type is `Boolean`.
            TheCrate: bool = ("crate", "never an identifier"),
            /// `Self`: never an identifier.
            ///
            /// Its type is `Boolean`.
            Itself: bool = ("Self", "never an identifier"),
            /// `2FA`: begins with a digit.
            ///
            /// Its type is `Boolean`.
            SecondFactor: bool = ("2FA", "begins with a digit"),
            /// `visit`: a method of queries.
            ///
            /// Its type is `Boolean`.
            Visited: bool = ("visit", "a method of queries"),
            /// `new`: a method of queries.
            ///
            /// Its type is `Boolean`.
            Fresh: bool = ("new", "a method of queries"),
            /// `to_form`: a method of queries.
            ///
            /// Its type is `Boolean`.
            Form: bool = ("to_form", "a method of queries"),
        }
    }

    /// What the page is opened with: a value for each parameter of its query string.
    ///
    /// Of a query [at](Self::at_host) a service, [`url`](Self::url) is the address of the page.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct Query<H = ()> {
        /// The service that has the page, if it is known.
        pub its_host: H,
        /// [`gen`](Parameter::Gen): an identifier written raw.
        pub r#gen: Option<runtime::String>,
        /// [`crate`](Parameter::TheCrate): never an identifier.
        pub the_crate: Option<bool>,
        /// [`Self`](Parameter::Itself): never an identifier.
        pub itself: Option<bool>,
        /// [`2FA`](Parameter::SecondFactor): begins with a digit.
        pub second_factor: Option<bool>,
        /// [`visit`](Parameter::Visited): a method of queries.
        pub visited: Option<bool>,
        /// [`new`](Parameter::Fresh): a method of queries.
        pub fresh: Option<bool>,
        /// [`to_form`](Parameter::Form): a method of queries.
        pub form: Option<bool>,
    }

    impl Query {
        /// Makes one with what is required alone.
        #[must_use]
        pub fn new() -> Self {
            Self {
                its_host: (),
                r#gen: None,
                the_crate: None,
                itself: None,
                second_factor: None,
                visited: None,
                fresh: None,
                form: None,
            }
        }

        /// Reads a query string, without its `?`.
        ///
        /// Parameters that are not documented are ignored, and an empty one is missing.
        ///
        /// # Errors
        ///
        /// Everything that is wrong with it.
        pub fn read(
            query: &str,
        ) -> Result<Self, runtime::Vec<runtime::TextError<Parameter>>> {
            let mut texts = runtime::Texts::<Parameter>::from_query(query);
            let the_gen = texts.optional(Parameter::Gen);
            let the_the_crate = texts.optional(Parameter::TheCrate);
            let the_itself = texts.optional(Parameter::Itself);
            let the_second_factor = texts.optional(Parameter::SecondFactor);
            let the_visited = texts.optional(Parameter::Visited);
            let the_fresh = texts.optional(Parameter::Fresh);
            let the_form = texts.optional(Parameter::Form);
            let whole = move || Some(Self {
                its_host: (),
                r#gen: the_gen,
                the_crate: the_the_crate,
                itself: the_itself,
                second_factor: the_second_factor,
                visited: the_visited,
                fresh: the_fresh,
                form: the_form,
            });
            texts.finish(whole())
        }
    }

    impl<H> Query<H> {
        /// Sets `gen`: an identifier written raw.
        #[must_use]
        pub fn r#gen(mut self, r#gen: impl Into<runtime::String>) -> Self {
            self.r#gen = Some(r#gen.into());
            self
        }

        /// Sets `crate`: never an identifier.
        #[must_use]
        pub fn the_crate(mut self, the_crate: bool) -> Self {
            self.the_crate = Some(the_crate);
            self
        }

        /// Sets `Self`: never an identifier.
        #[must_use]
        pub fn itself(mut self, itself: bool) -> Self {
            self.itself = Some(itself);
            self
        }

        /// Sets `2FA`: begins with a digit.
        #[must_use]
        pub fn second_factor(mut self, second_factor: bool) -> Self {
            self.second_factor = Some(second_factor);
            self
        }

        /// Sets `visit`: a method of queries.
        #[must_use]
        pub fn visited(mut self, visited: bool) -> Self {
            self.visited = Some(visited);
            self
        }

        /// Sets `new`: a method of queries.
        #[must_use]
        pub fn fresh(mut self, fresh: bool) -> Self {
            self.fresh = Some(fresh);
            self
        }

        /// Sets `to_form`: a method of queries.
        #[must_use]
        pub fn form(mut self, form: bool) -> Self {
            self.form = Some(form);
            self
        }

        /// Visits everything that is sent, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<Parameter>) {
            visitor.optional(Parameter::Gen, self.r#gen.as_ref());
            visitor.optional(Parameter::TheCrate, self.the_crate.as_ref());
            visitor.optional(Parameter::Itself, self.itself.as_ref());
            visitor.optional(Parameter::SecondFactor, self.second_factor.as_ref());
            visitor.optional(Parameter::Visited, self.visited.as_ref());
            visitor.optional(Parameter::Fresh, self.fresh.as_ref());
            visitor.optional(Parameter::Form, self.form.as_ref());
        }
    }

    impl<H> Query<H> {
        /// The same, of the page of a service.
        #[must_use]
        pub fn at_host<T>(self, host: T) -> Query<T> {
            Query {
                its_host: host,
                r#gen: self.r#gen,
                the_crate: self.the_crate,
                itself: self.itself,
                second_factor: self.second_factor,
                visited: self.visited,
                fresh: self.fresh,
                form: self.form,
            }
        }
    }

    impl<H: runtime::PageHost> Query<H> {
        /// The address to send a browser to.
        #[must_use]
        pub fn url(&self) -> H::Url {
            self.its_host.page_url(PATH, &self.to_form())
        }
    }

    runtime::written!(Query<H>, "The query string, without the `?`, encoded as browsers do.", "The names and values of the query, not encoded.");
}
