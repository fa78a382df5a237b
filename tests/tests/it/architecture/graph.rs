//! Files that use each other, and the circles among them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;

use super::source_tree::File;

/// The files of a crate, with an edge wherever one uses what another defines.
pub struct Graph<'f> {
    files: &'f [File],
    /// For each file, those that it uses, each with a path by which it does.
    edges: Vec<BTreeMap<usize, String>>,
}

/// Files that cannot be understood one after the other.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Knot {
    pub files: BTreeSet<String>,
    /// Its circles, a line for each step.
    pub circles: String,
}

impl<'f> Graph<'f> {
    pub fn new(files: &'f [File]) -> Self {
        Self { files, edges: vec![BTreeMap::new(); files.len()] }
    }

    /// Adds an edge, unless both are one file.
    pub fn connect(&mut self, from: usize, to: usize, by: &str) {
        if from != to {
            self.edges[from].entry(to).or_insert_with(|| by.to_owned());
        }
    }

    /// Finds the circles that are not one parent and its children, and joins those that share a file.
    ///
    /// A parent may use its children and they may use it. So a child may use another one, although that one
    /// comes back to it by way of the parent, but not if it comes back by any other.
    pub fn knots(&self) -> Vec<Knot> {
        let mut knots: Vec<Knot> = Vec::new();
        let mut seen = BTreeSet::new();
        for (from, edges) in self.edges.iter().enumerate() {
            for &to in edges.keys().filter(|to| !self.are_parent_and_child(from, **to)) {
                let Some(way_back) = self.way_back(to, from) else { continue };
                if !seen.insert(way_back.iter().copied().collect::<BTreeSet<_>>()) {
                    continue;
                }
                let name = |file: usize| self.files[file].path.clone();
                let mut knot = Knot {
                    files: way_back.iter().map(|file| name(*file)).collect(),
                    circles: self.in_words(from, &way_back),
                };
                let (joined, apart): (Vec<_>, _) =
                    knots.into_iter().partition(|other| !other.files.is_disjoint(&knot.files));
                for other in joined {
                    knot.files.extend(other.files);
                    knot.circles.insert_str(0, &other.circles);
                }
                knots = apart;
                knots.push(knot);
            }
        }
        knots
    }

    fn are_parent_and_child(&self, one: usize, other: usize) -> bool {
        self.files[one].parent == Some(other) || self.files[other].parent == Some(one)
    }

    /// Returns the shortest way from `to` to `from`; between children of one parent, one that does not lead
    /// through it.
    fn way_back(&self, to: usize, from: usize) -> Option<Vec<usize>> {
        let parent = self.files[from].parent.filter(|parent| self.files[to].parent == Some(*parent));
        let is_family = |one: usize, other: usize| {
            (Some(one) == parent || Some(other) == parent) && self.are_parent_and_child(one, other)
        };
        let mut came_from = BTreeMap::from([(to, to)]);
        let mut queue = VecDeque::from([to]);
        while let Some(file) = queue.pop_front() {
            if file == from {
                let mut way = vec![file];
                while *way.last()? != to {
                    way.push(came_from[way.last()?]);
                }
                way.reverse();
                return Some(way);
            }
            for &next in self.edges[file].keys().filter(|next| !is_family(file, **next)) {
                came_from.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    file
                });
            }
        }
        None
    }

    /// Describes the circle from a file to the first one of the way back to it, and back.
    fn in_words(&self, from: usize, way_back: &[usize]) -> String {
        let mut text = String::new();
        let starts = std::iter::once(&from).chain(way_back);
        for (one, other) in starts.zip(way_back) {
            let (from, to) = (&self.files[*one].path, &self.files[*other].path);
            let _ = writeln!(text, "{from} uses {to} by `{}`", self.edges[*one][other]);
        }
        text + "\n"
    }
}
