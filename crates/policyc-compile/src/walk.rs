//! Questions about lowered conditions.

use policyc_ir::{
    Cond, Root,
    visit::{Node, walk_cond},
};

/// Whether a condition reads the fact of a path (or a record or field around it).
pub(crate) fn reads(cond: &Cond, path: &[String]) -> bool {
    let mut found = false;
    walk_cond(cond, &mut |node| {
        if let Node::Path(read) = node {
            found |= read.root == Root::Fact && read.fields == path;
        }
    });
    found
}
