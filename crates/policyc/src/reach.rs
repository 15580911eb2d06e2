//! What a rule or judgement leans on: every condition, judgement, value, set, lexicon and fact behind it.

use policyc_ir::{
    Cond, CondKind, Expr, ExprKind, Field, Form, LexiconId, Part, Path, Piece, Policy, RecordType, Root, Rule, Type,
    visit::{Node, walk_cond, walk_expr},
};
use std::collections::BTreeSet;

/// Everything behind a rule or judgement, by indices into its policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Conditions.
    pub conditions: BTreeSet<usize>,
    /// Judgements.
    pub judgements: BTreeSet<usize>,
    /// Values of the policy.
    pub values: BTreeSet<usize>,
    /// Sets.
    pub sets: BTreeSet<usize>,
    /// Lexicons, those that others hold included.
    pub lexicons: BTreeSet<usize>,
    /// Last names of the facts and fields that are read.
    pub fields: BTreeSet<String>,
    /// Whether a fact is read that a case has to supply, or a text that may be in a language without words.
    pub open: bool,
    /// Whether a text may say certain words only.
    pub only: bool,
}

impl Reach {
    /// What a rule leans on.
    #[must_use]
    pub fn of_rule(policy: &Policy, rule: &Rule) -> Self {
        let mut walk = Walk { policy, reach: Self::default() };
        each_cond(rule, &mut |cond| walk.cond(cond));
        each_expr(rule, &mut |expr| walk.expr(expr));
        if let Some(each) = &rule.for_each {
            walk.path(&each.list);
        }
        for piece in rule.report.0.iter().chain(rule.help.iter().flat_map(|help| &help.0)) {
            if let Piece::Value(id) = piece {
                walk.value(id.index());
            }
        }
        walk.done()
    }

    /// What a judgement leans on, itself included.
    #[must_use]
    pub fn of_judgement(policy: &Policy, index: usize) -> Self {
        let mut walk = Walk { policy, reach: Self::default() };
        walk.judgement(index);
        walk.done()
    }
}

/// Every condition of a rule itself, none behind a name.
pub fn each_cond<'a>(rule: &'a Rule, visit: &mut dyn FnMut(&'a Cond)) {
    rule.applies.iter().for_each(&mut *visit);
    rule.for_each.iter().filter_map(|each| each.filter.as_ref()).for_each(&mut *visit);
    match &rule.form {
        Form::Forbid(cond) | Form::Require(cond) => visit(cond),
        Form::ForbidParts(_) | Form::RequireParts(_) | Form::Permit(_) => {}
    }
    parts(rule).iter().chain(&rule.exceptions).for_each(|part| visit(&part.when));
}

/// Every value of a rule that stands outside its conditions.
pub fn each_expr<'a>(rule: &'a Rule, visit: &mut dyn FnMut(&'a Expr)) {
    rule.values.iter().for_each(|value| visit(&value.expr));
    rule.due.iter().for_each(visit);
}

/// The parts of a rule's demand, none if it has one condition.
#[must_use]
pub fn parts(rule: &Rule) -> &[Part] {
    match &rule.form {
        Form::Forbid(_) | Form::Require(_) => &[],
        Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => parts,
    }
}

struct Walk<'a> {
    policy: &'a Policy,
    reach: Reach,
}

impl Walk<'_> {
    fn cond(&mut self, cond: &Cond) {
        walk_cond(cond, &mut |node| self.node(node));
    }

    fn expr(&mut self, expr: &Expr) {
        walk_expr(expr, &mut |node| self.node(node));
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Cond(cond) => self.test(cond),
            Node::Expr(expr) => {
                if let ExprKind::Value(id) = &expr.kind {
                    self.value(id.index());
                }
            }
            Node::Path(path) => self.path(path),
        }
    }

    fn test(&mut self, cond: &Cond) {
        match &cond.kind {
            CondKind::Call { condition, .. } => {
                if self.reach.conditions.insert(condition.index())
                    && let Some(named) = self.policy.condition(*condition)
                {
                    self.cond(&named.when);
                }
            }
            CondKind::Judged(id) => self.judgement(id.index()),
            CondKind::InSet(_, set) | CondKind::Under(_, set) | CondKind::Imitates(_, set) => {
                self.reach.sets.insert(set.index());
            }
            CondKind::Says { words, near, .. } => {
                let more = near.iter().flat_map(|near| &near.words);
                words.iter().chain(more).for_each(|id| self.lexicon(*id));
            }
            CondKind::SaysOnly { words, .. } => {
                self.reach.only = true;
                words.iter().for_each(|id| self.lexicon(*id));
            }
            _ => {}
        }
    }

    fn judgement(&mut self, index: usize) {
        self.reach.open = true;
        if self.reach.judgements.insert(index)
            && let Some(judgement) = self.policy.judgements.get(index)
        {
            judgement.decides.iter().for_each(|decide| self.cond(&decide.when));
        }
    }

    fn value(&mut self, index: usize) {
        if self.reach.values.insert(index)
            && let Some(value) = self.policy.values.get(index)
        {
            self.expr(&value.expr);
        }
    }

    fn lexicon(&mut self, id: LexiconId) {
        self.reach.open = true;
        if !self.reach.lexicons.insert(id.0 as usize) {
            return;
        }
        let Some(lexicon) = self.policy.lexicon(id) else { return };
        for entries in lexicon.languages.values() {
            entries.phrases.iter().chain(&entries.except).for_each(|phrase| {
                phrase.each_lexicon(&mut |id| self.lexicon(id));
            });
        }
    }

    fn path(&mut self, path: &Path) {
        let top = path.fields.first().map(String::as_str);
        self.reach.open |= path.root == Root::Fact && top != Some("message");
        self.reach.fields.extend(path.fields.last().cloned());
    }

    /// Assumptions about the facts that are read bring in what they lean on; none leans on another.
    fn done(mut self) -> Reach {
        let mut fields = Vec::new();
        fields_of(&self.policy.schema.root, &mut fields);
        let read: Vec<&Field> = fields.into_iter().filter(|field| self.reach.fields.contains(&field.name)).collect();
        for field in read {
            self.reach.open |= field.origin != policyc_ir::FieldOrigin::Message;
            if let Some(assumed) = &field.assumed {
                self.cond(&assumed.when);
            }
        }
        self.reach
    }
}

/// Every field of a record, of the records and lists in it too.
pub fn fields_of<'a>(record: &'a RecordType, found: &mut Vec<&'a Field>) {
    for field in &record.fields {
        found.push(field);
        let inner = match &field.ty {
            Type::List(of) | Type::Set(of) => of,
            other => other,
        };
        if let Type::Record(inner) = inner {
            fields_of(inner, found);
        }
    }
}
