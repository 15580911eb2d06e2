//! The answers that an unknown thing can have, told apart by the tests that read it (semantics 4.2, step 3).

use super::{
    Engine,
    cuts::{self, Known},
    frame::{Cx, Overlay},
    node::{Test, What},
    residual::Left,
};
use crate::{Atom, List, State, Truth, Value};
use std::{collections::BTreeSet, rc::Rc};

/// One class of answers to one atom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// The value of each of the atom's own tests, in their order.
    truths: Vec<Truth>,
    /// The answer is an empty list.
    empty: bool,
}

/// An atom's tests and its cells.
#[derive(Debug)]
struct Column {
    tests: Vec<usize>,
    cells: Vec<Cell>,
}

/// A test over several atoms: free once all are answered; before that known only over an empty list.
#[derive(Debug)]
struct Shared {
    test: usize,
    atoms: Vec<usize>,
    /// What it is where the list of an atom is empty.
    over_empty: Vec<(usize, Truth)>,
}

/// The cells of all atoms of a residual.
#[derive(Debug)]
pub(crate) struct Cells {
    tests: usize,
    columns: Vec<Column>,
    shared: Vec<Shared>,
}

/// Above so many free tests of one atom its combinations are beyond all bounds anyway.
const FREE: usize = 12;

impl Cells {
    pub(crate) fn of<'p>(engine: &Engine<'p, '_>, cx: Cx<'_>, left: &Left<'_, 'p>, atoms: &[Atom]) -> Self {
        let place = |atom: &Atom| atoms.binary_search(atom).ok();
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); atoms.len()];
        let mut touching: Vec<Vec<usize>> = vec![Vec::new(); atoms.len()];
        let mut shared = Vec::new();
        for (at, test) in left.tests.iter().enumerate() {
            let places: Vec<usize> = test.atoms.iter().filter_map(place).collect();
            for place in &places {
                touching.get_mut(*place).into_iter().for_each(|tests| tests.push(at));
            }
            match places.as_slice() {
                [single] => own.get_mut(*single).into_iter().for_each(|tests| tests.push(at)),
                _ => shared.push(Shared { test: at, atoms: places, over_empty: Vec::new() }),
            }
        }
        let mut columns = Vec::new();
        for ((atom, tests), touching) in atoms.iter().zip(own).zip(touching) {
            let of = |list: &[usize]| -> Vec<Option<&Test<'p>>> {
                list.iter().map(|at| left.tests.get(*at).and_then(|test| test.test)).collect()
            };
            let asked = Asked { engine, cx, atom, known: cuts::known(engine, cx, atom, &of(&touching)) };
            let cells = asked.cells(&of(&tests));
            if asked.known.as_ref().is_some_and(|known| known.list) {
                let at = columns.len();
                for shared in shared.iter_mut().filter(|shared| shared.atoms.contains(&at)) {
                    let test = left.tests.get(shared.test).and_then(|test| test.test);
                    let over_empty = test.map_or(Truth::Unknown, |test| asked.under(test, empty_list()));
                    if over_empty != Truth::Unknown {
                        shared.over_empty.push((at, over_empty));
                    }
                }
            }
            columns.push(Column { tests, cells });
        }
        Self { tests: left.tests.len(), columns, shared }
    }

    /// Whether every test can go both ways.
    pub(crate) fn both_ways(&self) -> bool {
        self.columns.iter().all(|column| {
            (0..column.tests.len()).all(|test| {
                let has = |truth| column.cells.iter().any(|cell| cell.truths.get(test) == Some(&truth));
                has(Truth::True) && has(Truth::False)
            })
        })
    }

    /// How many combinations of answers the kept atoms have; none beyond counting.
    pub(crate) fn combinations(&self, kept: &[bool]) -> Option<usize> {
        let columns = self.columns.iter().zip(kept).filter(|(_, kept)| **kept).map(|(column, _)| column.cells.len());
        let free = self.free(kept).map(|_| 2);
        columns.chain(free).try_fold(1_usize, usize::checked_mul)
    }

    fn free<'s>(&'s self, kept: &'s [bool]) -> impl Iterator<Item = &'s Shared> {
        self.shared.iter().filter(|shared| shared.atoms.iter().all(|at| kept.get(*at) == Some(&true)))
    }

    /// The values of all tests under the `number`-th combination.
    pub(crate) fn answer(&self, kept: &[bool], mut number: usize) -> Vec<Truth> {
        let mut values = vec![Truth::Unknown; self.tests];
        let mut empty = BTreeSet::new();
        let mut next = |of: usize| {
            let digit = number % of.max(1);
            number /= of.max(1);
            digit
        };
        for (at, (column, _)) in self.columns.iter().zip(kept).enumerate().filter(|(_, (_, kept))| **kept) {
            let Some(cell) = column.cells.get(next(column.cells.len())) else { continue };
            for (test, truth) in column.tests.iter().zip(&cell.truths) {
                values.get_mut(*test).into_iter().for_each(|value| *value = *truth);
            }
            if cell.empty {
                empty.insert(at);
            }
        }
        for shared in self.free(kept) {
            let truth = Truth::from(next(2) == 1);
            values.get_mut(shared.test).into_iter().for_each(|value| *value = truth);
        }
        for shared in &self.shared {
            let known = shared.over_empty.iter().find(|(at, _)| empty.contains(at));
            if let (Some((_, truth)), Some(value)) = (known, values.get_mut(shared.test)) {
                *value = *truth;
            }
        }
        values
    }
}

fn empty_list() -> State {
    State::Known(Value::List(Rc::new(List::default())))
}

/// One atom with what is known of it.
struct Asked<'a, 'p, 'w> {
    engine: &'a Engine<'p, 'w>,
    cx: Cx<'a>,
    atom: &'a Atom,
    known: Option<Known>,
}

impl<'p> Asked<'_, 'p, '_> {
    fn cells(&self, tests: &[Option<&Test<'p>>]) -> Vec<Cell> {
        let known = self.known.as_ref();
        let mut cells = BTreeSet::new();
        let typed = known.map(|known| known.answers(self.engine, self.cx, self.atom, tests));
        match typed.flatten() {
            Some((answers, free)) => {
                for answer in answers {
                    let truths =
                        tests.iter().map(|test| test.map_or(Truth::Unknown, |test| self.under(test, answer.clone())));
                    self.vary(truths.collect(), &free, &mut cells);
                }
            }
            // Texts, lists, and what no test reads directly: every combination. A label is yes or no besides.
            None => self.vary(vec![Truth::Unknown; tests.len()], &vec![true; tests.len()], &mut cells),
        }
        if let Some(known) = known {
            if known.or_none {
                let truths = tests.iter().map(|test| test.map_or(Truth::Unknown, |test| self.under(test, State::None)));
                cells.insert(Cell { truths: truths.collect(), empty: known.list });
            }
            if known.list {
                let truths =
                    tests.iter().map(|test| test.map_or(Truth::Unknown, |test| self.under(test, empty_list())));
                cells.insert(Cell { truths: truths.collect(), empty: true });
            }
        }
        cells.into_iter().collect()
    }

    /// All cells that have `truths` and, in the free places, every combination.
    fn vary(&self, truths: Vec<Truth>, free: &[bool], cells: &mut BTreeSet<Cell>) {
        let places: Vec<usize> =
            free.iter().enumerate().filter(|(_, free)| **free).map(|(at, _)| at).take(FREE + 1).collect();
        for number in 0..1_usize << places.len() {
            let mut truths = truths.clone();
            for (bit, place) in places.iter().enumerate() {
                let truth = Truth::from(number >> bit & 1 == 1);
                truths.get_mut(*place).into_iter().for_each(|value| *value = truth);
            }
            cells.insert(Cell { truths, empty: false });
        }
    }

    /// What a test is if the atom is answered so.
    fn under(&self, test: &Test<'p>, answer: State) -> Truth {
        let overlay = Overlay::from([(self.atom.path.clone(), answer)]);
        under(self.engine, self.cx, test, &overlay)
    }
}

/// What a test is under answers on trial.
pub(crate) fn under(engine: &Engine<'_, '_>, cx: Cx<'_>, test: &Test<'_>, overlay: &Overlay) -> Truth {
    let cx = Cx { overlay: Some(overlay), ..cx };
    let mut off = super::notes::Notes::off();
    match test.what {
        What::Cond(cond) => engine.tri(cond, cx, &test.frame, &mut off).truth,
        What::InForce(interval) => engine.in_force(interval, cx, &mut off).truth,
        What::Due(due) => engine.is_due(due, cx, &test.frame, &mut off).truth,
        // Over an empty list there is no further item.
        What::Exists(list) => match overlay.get(&list.fields.join(".")) {
            Some(_) => Truth::False,
            None => Truth::Unknown,
        },
    }
}
