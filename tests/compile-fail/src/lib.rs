//! Code that must not compile, so that nothing is trusted before it is verified. The folders beside this one
//! have the cases, by the crate that refuses them.
