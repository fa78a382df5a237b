//! Changes of the spec that no line of the crates follows by hand, and those that are refused.

mod changes;
mod patched;
