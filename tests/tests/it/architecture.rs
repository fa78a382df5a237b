//! The walls of the house: which crate may depend on which, and which files may know each other.

mod circles;
mod dependencies;
mod graph;
mod made_up_crates;
mod paths;
mod resolution;
mod source_tree;
