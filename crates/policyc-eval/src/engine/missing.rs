//! The smallest set of unknown things that decides (semantics 4.2).

use super::{
    Engine,
    cells::Cells,
    frame::Cx,
    node::Node,
    residual::{Left, Residual},
};
use crate::{Atom, AtomKind, Atoms, Truth};

/// What is missing, and whether that is surely the smallest set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// In order of their names.
    pub(crate) atoms: Vec<Atom>,
    pub(crate) exact: bool,
}

/// Beyond so many atoms, or combinations of their answers, all of them are named.
const ATOMS: usize = 12;
const COMBINATIONS: usize = 4096;

/// The atoms of all unknown sub-conditions.
pub(crate) fn atoms(node: &Node<'_>) -> Atoms {
    Left::of(node).atoms()
}

/// What is missing to decide an unknown condition.
pub(crate) fn missing<'p>(engine: &Engine<'p, '_>, cx: Cx<'_>, node: &Node<'p>) -> Missing {
    let left = Left::of(node);
    let all: Vec<Atom> = left.atoms().into_iter().collect();
    let cells = Cells::of(engine, cx, &left, &all);
    if left.read_once && cells.both_ways() {
        return Missing { atoms: all, exact: true };
    }
    if all.len() > ATOMS || cells.combinations(&vec![true; all.len()]).is_none_or(|n| n > COMBINATIONS) {
        return Missing { atoms: all, exact: false };
    }
    let mut kept = vec![true; all.len()];
    for at in costliest_first(&all) {
        let Some(atom) = all.get(at) else { continue };
        if matches!(atom.kind, AtomKind::Limit | AtomKind::Clash) {
            continue;
        }
        if let Some(place) = kept.get_mut(at) {
            *place = false;
        }
        if !settles(&left.root, &cells, &kept)
            && let Some(place) = kept.get_mut(at)
        {
            *place = true;
        }
    }
    let atoms = all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(atom, _)| atom).collect();
    Missing { atoms, exact: true }
}

/// Whether every answer to the kept atoms decides.
fn settles(root: &Residual, cells: &Cells, kept: &[bool]) -> bool {
    let Some(count) = cells.combinations(kept) else { return false };
    (0..count).all(|number| root.truth(&cells.answer(kept, number)) != Truth::Unknown)
}

/// Labels, then the context, then the message; then by path.
fn costliest_first(atoms: &[Atom]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..atoms.len()).collect();
    order.sort_by_key(|at| atoms.get(*at).map(|atom| (std::cmp::Reverse(cost(atom)), atom.path.clone())));
    order
}

/// What an answer costs.
pub(crate) fn cost(atom: &Atom) -> u8 {
    let of_the_message = atom.path.starts_with("message.") || atom.path.starts_with("unread(");
    match atom.kind {
        AtomKind::Label => 3,
        AtomKind::Render => 1,
        AtomKind::Fact if of_the_message => 1,
        _ => 2,
    }
}
