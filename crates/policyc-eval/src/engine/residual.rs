//! What is left of a condition once everything known is put in: its unknown tests and how they hang together
//! (semantics 4.2, step 1).

use super::{
    judgement::{Reading, label_atom, readable},
    node::{Node, Op, Test, What},
    prove::open_readings,
};
use crate::{Atom, Atoms, Truth};
use policyc_ir::Quantity;
use std::collections::BTreeMap;

/// A condition over tests, by their index.
#[derive(Debug, Clone)]
pub(crate) enum Residual {
    Const(Truth),
    Test(usize),
    And(Vec<Residual>),
    Or(Vec<Residual>),
    Not(Box<Residual>),
    /// Of these and `sure` more so many.
    Count(Quantity, u32, Vec<Residual>),
    /// Readings in order with the label's test, and what comes if none holds.
    Chain {
        readings: Vec<(Reading, Residual)>,
        label: usize,
        last: Reading,
    },
}

/// A test that is not known.
#[derive(Debug, Clone)]
pub(crate) struct OpenTest<'n, 'p> {
    /// What is tested; none for the label of a judgement, yes or no.
    pub(crate) test: Option<&'n Test<'p>>,
    pub(crate) atoms: Atoms,
}

/// A residual with its tests.
#[derive(Debug)]
pub(crate) struct Left<'n, 'p> {
    pub(crate) root: Residual,
    pub(crate) tests: Vec<OpenTest<'n, 'p>>,
    /// Whether no atom is in two places.
    pub(crate) read_once: bool,
    seen: BTreeMap<Atom, Vec<usize>>,
}

impl<'n, 'p> Left<'n, 'p> {
    pub(crate) fn of(node: &'n Node<'p>) -> Self {
        let mut left =
            Self { root: Residual::Const(node.truth), tests: Vec::new(), read_once: true, seen: BTreeMap::new() };
        left.root = left.residual(node, None);
        left
    }

    /// All atoms.
    pub(crate) fn atoms(&self) -> Atoms {
        self.tests.iter().flat_map(|test| test.atoms.iter().cloned()).collect()
    }

    fn residual(&mut self, node: &'n Node<'p>, label: Option<&Atom>) -> Residual {
        if node.truth != Truth::Unknown {
            return Residual::Const(node.truth);
        }
        let mut open = |children: &'n [Node<'p>]| -> Vec<Residual> {
            let unknown = children.iter().filter(|child| child.truth == Truth::Unknown);
            unknown.map(|child| self.residual(child, label)).collect()
        };
        match &node.op {
            Op::And | Op::Every { .. } => Residual::And(open(&node.children)),
            Op::Or => Residual::Or(open(&node.children)),
            Op::Not => match open(&node.children).pop() {
                Some(child) => Residual::Not(Box::new(child)),
                None => Residual::Const(node.truth),
            },
            Op::Named(_) | Op::Item(_) => open(&node.children).pop().unwrap_or(Residual::Const(node.truth)),
            Op::Quantifier { quantity, sure, .. } => Residual::Count(*quantity, *sure, open(&node.children)),
            Op::Judgement(judged) => {
                let own = label_atom(judged.judgement);
                let inside = Atoms::from([own.clone()]);
                if judged.atoms == inside {
                    return Residual::Test(self.test(None, mapped(inside, label)));
                }
                let (readings, last) = open_readings(node, &judged.answers);
                let readings: Vec<_> =
                    readings.into_iter().map(|(answer, child)| (answer, self.residual(child, Some(&own)))).collect();
                let unsure = readings.iter().filter(|(answer, _)| *answer == Reading::Unsure).count()
                    + usize::from(last == Reading::Unsure);
                // Each unsure answer is one place of the label.
                let places = (0..unsure).map(|_| self.test(None, mapped(inside.clone(), label)));
                let label = places.last().unwrap_or(usize::MAX);
                Residual::Chain { readings, label, last }
            }
            Op::Test(test) => Residual::Test(self.test(Some(test), mapped(test.atoms.clone(), label))),
        }
    }

    /// Files a place of a test; one that is there already is the same test.
    fn test(&mut self, test: Option<&'n Test<'p>>, atoms: Atoms) -> usize {
        let mut known = None;
        for atom in &atoms {
            if let Some(places) = self.seen.get(atom) {
                self.read_once = false;
                known = known.or_else(|| {
                    places.iter().copied().find(|at| self.tests.get(*at).is_some_and(|other| same(other, test, &atoms)))
                });
            }
        }
        if let Some(at) = known {
            return at;
        }
        let at = self.tests.len();
        for atom in &atoms {
            self.seen.entry(atom.clone()).or_default().push(at);
        }
        self.tests.push(OpenTest { test, atoms });
        at
    }
}

fn mapped(atoms: Atoms, label: Option<&Atom>) -> Atoms {
    match label {
        Some(label) => readable(atoms, label),
        None => atoms,
    }
}

/// Whether two places are of one test: the same question of the same things.
fn same(known: &OpenTest<'_, '_>, test: Option<&Test<'_>>, atoms: &Atoms) -> bool {
    if known.atoms != *atoms {
        return false;
    }
    match (known.test, test) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let what = match (a.what, b.what) {
                (What::Cond(a), What::Cond(b)) => a == b,
                (What::InForce(a), What::InForce(b)) => a == b,
                (What::Due(a), What::Due(b)) => a == b,
                (What::Exists(a), What::Exists(b)) => a == b,
                _ => false,
            };
            what && a.notes.uses.len() == b.notes.uses.len()
                && a.notes.uses.iter().zip(&b.notes.uses).all(|(a, b)| a.datum.origin.path == b.datum.origin.path)
        }
        _ => false,
    }
}

impl Residual {
    /// The truth once the tests have these values.
    pub(crate) fn truth(&self, tests: &[Truth]) -> Truth {
        match self {
            Self::Const(truth) => *truth,
            Self::Test(at) => tests.get(*at).copied().unwrap_or(Truth::Unknown),
            Self::And(all) => all.iter().map(|one| one.truth(tests)).fold(Truth::True, Truth::and),
            Self::Or(some) => some.iter().map(|one| one.truth(tests)).fold(Truth::False, Truth::or),
            Self::Not(inner) => !inner.truth(tests),
            Self::Count(quantity, sure, items) => {
                let mut counted = super::truth::Counted { sure: *sure, ..Default::default() };
                for item in items {
                    counted.add(super::tri::Tri { truth: item.truth(tests), atoms: Atoms::new() });
                }
                counted.truth(*quantity, false)
            }
            Self::Chain { readings, label, last } => chain(readings, tests.get(*label).copied(), last, tests),
        }
    }
}

/// The readings once more, with a label that answers what is unsure.
fn chain(readings: &[(Reading, Residual)], label: Option<Truth>, last: &Reading, tests: &[Truth]) -> Truth {
    let settled = |answer: &Reading| match (answer, label) {
        (Reading::Unsure, Some(Truth::True)) => Reading::Yes,
        (Reading::Unsure, Some(Truth::False)) => Reading::No,
        (answer, _) => answer.clone(),
    };
    let mut open: Vec<Reading> = Vec::new();
    let mut answer = settled(last);
    for (earlier, holds) in readings {
        match holds.truth(tests) {
            Truth::True => {
                answer = settled(earlier);
                break;
            }
            Truth::Unknown => open.push(settled(earlier)),
            Truth::False => {}
        }
    }
    for earlier in open.into_iter().rev() {
        if earlier != answer {
            return Truth::Unknown;
        }
    }
    match answer {
        Reading::Yes => Truth::True,
        Reading::No => Truth::False,
        Reading::Unsure | Reading::Open(_) => Truth::Unknown,
    }
}
