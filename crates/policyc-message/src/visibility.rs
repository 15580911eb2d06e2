//! What a reader sees of an HTML document (vocabulary, section 4): the answers, whoever computes them.

use crate::model::Known;
use ego_tree::NodeId;
use policyc_diag::Span;
use std::collections::HashMap;

/// What is known of one node (element or text).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Whether a reader sees it.
    pub visible: Known<bool>,
    /// Whether it takes part in the layout (text in the colour of its ground does, hidden text does not).
    pub laid_out: bool,
    /// Whether the element begins and ends a line (blocks, cells, items).
    pub block: bool,
    /// Whether white space is kept as written (`pre`, `textarea`, `white-space: pre*`).
    pub keeps_space: bool,
}

/// Visibility of every node; what has no entry is plainly visible and inline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visibility {
    /// By node.
    pub nodes: HashMap<NodeId, Sight>,
    /// For nodes that are not seen: the declarations or attributes that decide it, and the start tag they stand in.
    pub why: HashMap<NodeId, Vec<Span>>,
}

impl Visibility {
    /// What is known of a node.
    #[must_use]
    pub fn of(&self, node: NodeId) -> Sight {
        let plain = Sight { visible: Known::Value(true), laid_out: true, block: false, keeps_space: false };
        self.nodes.get(&node).copied().unwrap_or(plain)
    }
}
