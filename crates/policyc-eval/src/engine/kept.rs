//! Answers kept for one message: named conditions and judgements are asked by many rules.

use super::tri::Tri;
use policyc_ir::{ConditionId, JudgementId, Policy};
use std::cell::RefCell;

/// What was found out so far.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    conditions: RefCell<Vec<Option<Tri>>>,
    judgements: RefCell<Vec<Option<Tri>>>,
}

impl Kept {
    pub(crate) fn new(policy: &Policy) -> Self {
        Self {
            conditions: RefCell::new(vec![None; policy.conditions.len()]),
            judgements: RefCell::new(vec![None; policy.judgements.len()]),
        }
    }

    pub(crate) fn condition(&self, id: ConditionId) -> Option<Tri> {
        self.conditions.borrow().get(id.index()).cloned().flatten()
    }

    pub(crate) fn keep_condition(&self, id: ConditionId, answer: &Tri) {
        if let Some(place) = self.conditions.borrow_mut().get_mut(id.index()) {
            *place = Some(answer.clone());
        }
    }

    pub(crate) fn judgement(&self, id: JudgementId) -> Option<Tri> {
        self.judgements.borrow().get(id.index()).cloned().flatten()
    }

    pub(crate) fn keep_judgement(&self, id: JudgementId, answer: &Tri) {
        if let Some(place) = self.judgements.borrow_mut().get_mut(id.index()) {
            *place = Some(answer.clone());
        }
    }
}
