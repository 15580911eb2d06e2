//! Rules: their clauses in order of dependence, their form, their parts.

use super::{Local, Lower};
use crate::diagnostics::{DueWithForbid, DuplicateName, MixedForms, NoForm, NoGround, NoReport, Shadowed};
use crate::flatten::Entry;
use policyc_diag::{At, Span};
use policyc_ir::{Cond, ForEach, Form, Interval, LocalId, LocalValue, Part, Rule, Severity, Template, Type};
use policyc_syntax::ast::{self, Clause, ClauseHead, ClauseKind, Demand};

/// What a rule's clauses demand, as written.
#[derive(Default)]
struct Demands<'c> {
    forbid: Vec<(&'c ast::Cond, Span)>,
    require: Vec<(&'c ast::Cond, Span)>,
    forbid_parts: Vec<&'c Clause>,
    require_parts: Vec<&'c Clause>,
    permits: Vec<&'c Clause>,
}

impl<'c> Demands<'c> {
    fn of(clauses: &'c [Clause]) -> Self {
        let mut demands = Self::default();
        for clause in clauses {
            match &clause.kind {
                ClauseKind::Forbid(Demand::Cond(cond)) => demands.forbid.push((cond, clause.at.0)),
                ClauseKind::Require(Demand::Cond(cond)) => demands.require.push((cond, clause.at.0)),
                ClauseKind::Forbid(Demand::Part(_)) => demands.forbid_parts.push(clause),
                ClauseKind::Require(Demand::Part(_)) => demands.require_parts.push(clause),
                ClauseKind::Permit(_) => demands.permits.push(clause),
                _ => {}
            }
        }
        demands
    }

    /// Places of the clauses of each form that is used.
    fn forms(&self) -> Vec<(&'static str, Span)> {
        let part = |clauses: &[&Clause]| clauses.first().map(|clause| clause.at.0);
        let forms = [
            ("`forbid`", self.forbid.first().map(|(_, at)| *at)),
            ("`require`", self.require.first().map(|(_, at)| *at)),
            ("parts of `forbid`", part(&self.forbid_parts)),
            ("parts of `require`", part(&self.require_parts)),
            ("permits", part(&self.permits)),
        ];
        forms.into_iter().filter_map(|(word, at)| at.map(|at| (word, at))).collect()
    }
}

impl Lower<'_, '_, '_> {
    /// Lowers a rule; `None` where what it demands could not be.
    pub(crate) fn lower_rule(&mut self, entry: &Entry<'_, ast::Rule>) -> Option<Rule> {
        let clauses = &entry.item.clauses;
        let name = &entry.item.name;
        let demands = Demands::of(clauses);
        let whole = entry.item.broken.is_empty();
        let declares = |head: Option<ClauseHead>| matches!(head, Some(ClauseHead::For | ClauseHead::Value));
        self.names_lost = entry.item.broken.iter().any(|broken| declares(broken.head));
        self.rule = Some(name.at.0);
        if whole {
            self.check_form(&demands, entry);
            self.check_ground(&demands, entry);
        }
        let cites = self.lower_cites(clauses);
        let applies = find(clauses, ClauseHead::Applies).and_then(|clause| match &clause.kind {
            ClauseKind::Applies(cond) => self.lower_cond(cond),
            _ => None,
        });
        let for_each = self.lower_for_each(clauses);
        let values = self.lower_locals(clauses);
        let has_missing = !demands.require_parts.is_empty();
        let form = self.lower_form(&demands, has_missing);
        let exceptions = self.lower_exceptions(clauses, has_missing);
        let due = self.lower_due(clauses, &demands);
        let (report, help) = self.lower_texts(clauses, has_missing);
        if whole && report.is_none() {
            let amended = self.amender(entry);
            self.faults.push(NoReport { name: &name.text, at: name.at.0, amended });
        }
        let fixes = self.lower_fixes(clauses);
        let examples = self.lower_examples(clauses);
        self.vars.clear();
        self.locals.clear();
        self.names_lost = false;
        self.rule = None;
        // What the lost clauses would have guarded is asked when they can be read.
        if !whole || (applies.is_none() && find(clauses, ClauseHead::Applies).is_some()) {
            return None;
        }
        Some(Rule {
            name: entry.key.clone(),
            doc: entry.doc.clone(),
            cites,
            because: because(clauses),
            severity: severity(clauses),
            effective: self.lower_interval(clauses),
            applies,
            for_each: for_each?,
            values,
            form: form?,
            exceptions,
            due,
            report: report.unwrap_or_default(),
            help,
            fixes,
            examples,
            origin: self.origin(entry.module, &entry.touched),
            at: At(entry.at),
        })
    }

    /// Names of the policy that declares an item, and of those that changed it.
    pub(crate) fn origin(&self, module: usize, touched: &[usize]) -> Vec<String> {
        [module].iter().chain(touched).map(|&module| self.env.modules.name(module).to_owned()).collect()
    }

    /// The last policy that changed an inherited item.
    pub(crate) fn amender<T: Clone>(&self, entry: &Entry<'_, T>) -> Option<String> {
        entry.touched.last().map(|&module| self.env.modules.name(module).to_owned())
    }

    fn check_form(&mut self, demands: &Demands<'_>, entry: &Entry<'_, ast::Rule>) {
        let (name, amended) = (&entry.item.name, self.amender(entry));
        let forms = demands.forms();
        match forms.as_slice() {
            [] => self.faults.push(NoForm { name: &name.text, at: name.at.0, amended }),
            [_] => {
                let twice = demands.forbid.get(1).or_else(|| demands.require.get(1));
                if let (Some((_, at)), Some((word, first))) = (twice, forms.first()) {
                    self.faults.push(MixedForms { a: word, b: "another", at: *at, first: *first, amended });
                }
            }
            [(a, first), (b, at), ..] => self.faults.push(MixedForms { a, b, at: *at, first: *first, amended }),
        }
    }

    /// A citation or a reason, on the rule or on every part.
    fn check_ground(&mut self, demands: &Demands<'_>, entry: &Entry<'_, ast::Rule>) {
        let (name, clauses) = (&entry.item.name, &entry.item.clauses);
        let grounded = |clauses: &[Clause]| {
            clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Cites(_) | ClauseKind::Because(_)))
        };
        if grounded(clauses) {
            return;
        }
        let parts = [&demands.forbid_parts, &demands.require_parts, &demands.permits];
        let mut parts = parts.into_iter().flatten().filter_map(|clause| part_of(clause)).peekable();
        let all_parts = parts.peek().is_some() && parts.all(|part| grounded(&part.clauses) || !part.broken.is_empty());
        if !all_parts {
            let amended = self.amender(entry);
            self.faults.push(NoGround { kind: "rule", name: &name.text, at: name.at.0, amended });
        }
    }

    /// The outer option is `None` if a loop is there and broken.
    #[allow(clippy::option_option)] // broken, absent, present are three things
    fn lower_for_each(&mut self, clauses: &[Clause]) -> Option<Option<ForEach>> {
        let Some(clause) = find(clauses, ClauseHead::For) else { return Some(None) };
        let ClauseKind::ForEach(each) = &clause.kind else { return Some(None) };
        let (list, var) = self.lower_list(&each.list, &each.item)?;
        let name = var.name.clone();
        self.push_var(var, &each.item);
        let filter = match &each.filter {
            Some(filter) => Some(self.lower_cond(filter)?),
            None => None,
        };
        Some(Some(ForEach { name, list, filter }))
    }

    fn lower_locals(&mut self, clauses: &[Clause]) -> Vec<LocalValue> {
        let mut values = Vec::new();
        for clause in clauses {
            let ClauseKind::Value(value) = &clause.kind else { continue };
            let name = &value.name;
            if self.var(&name.text).is_some() || self.env.flat.values.get(&name.text).is_some() {
                self.faults.push(Shadowed { name: &name.text, by: "this value", at: name.at.0 });
            }
            let typed = self.lower_amount(&value.amount);
            let ty = typed.as_ref().map(|typed| typed.ty.clone());
            let id = LocalId(u32::try_from(values.len()).unwrap_or(u32::MAX));
            if let Some(typed) = typed {
                values.push(LocalValue { name: name.text.clone(), expr: typed.expr, at: clause.at });
            }
            self.locals.push(Local { name: name.text.clone(), ty, id, amount: value.amount.clone() });
        }
        values
    }

    fn lower_form(&mut self, demands: &Demands<'_>, missing: bool) -> Option<Form> {
        if let Some((cond, _)) = demands.forbid.first() {
            return self.lower_cond(cond).map(Form::Forbid);
        }
        if let Some((cond, _)) = demands.require.first() {
            return self.lower_cond(cond).map(Form::Require);
        }
        let parts = [&demands.forbid_parts, &demands.require_parts, &demands.permits];
        let make: [fn(Vec<Part>) -> Form; 3] = [Form::ForbidParts, Form::RequireParts, Form::Permit];
        for (clauses, make) in parts.into_iter().zip(make) {
            if !clauses.is_empty() {
                return Some(make(self.lower_parts(clauses, missing)));
            }
        }
        None
    }

    fn lower_exceptions(&mut self, clauses: &[Clause], missing: bool) -> Vec<Part> {
        let unless: Vec<&Clause> =
            clauses.iter().filter(|clause| matches!(clause.kind, ClauseKind::Unless(_))).collect();
        self.lower_parts(&unless, missing)
    }

    fn lower_parts(&mut self, clauses: &[&Clause], missing: bool) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for clause in clauses {
            let Some(part) = part_of(clause) else { continue };
            if let Some(first) = parts.iter().find(|other| other.name == part.name.text) {
                let (name, first) = (part.name.text.as_str(), first.at.0);
                self.faults.push(DuplicateName { kind: "part", name, first_in: "", at: part.name.at.0, first });
            }
            let doc = clause.doc.as_ref().map(|doc| doc.text.clone()).unwrap_or_default();
            parts.extend(self.lower_part(part, doc, missing));
        }
        parts
    }

    fn lower_part(&mut self, part: &ast::Part, doc: String, missing: bool) -> Option<Part> {
        let clauses = &part.clauses;
        let cites = self.lower_cites(clauses);
        let when: Option<Cond> = find(clauses, ClauseHead::When).and_then(|clause| match &clause.kind {
            ClauseKind::When(cond) => self.lower_cond(cond),
            _ => None,
        });
        let (report, help) = self.lower_texts(clauses, missing);
        let effective = self.lower_interval(clauses);
        let has_when = find(clauses, ClauseHead::When).is_some();
        if !has_when && part.broken.is_empty() {
            self.faults.push(NoForm { name: &part.name.text, at: part.name.at.0, amended: None });
        }
        Some(Part {
            name: part.name.text.clone(),
            cites,
            because: because(clauses),
            effective,
            when: when?,
            report,
            help,
            doc,
            at: part.at,
        })
    }

    fn lower_interval(&mut self, clauses: &[Clause]) -> Interval {
        match find(clauses, ClauseHead::Effective).map(|clause| &clause.kind) {
            Some(ClauseKind::Effective(effective)) => self.lower_effective(effective),
            _ => Interval::default(),
        }
    }

    fn lower_due(&mut self, clauses: &[Clause], demands: &Demands<'_>) -> Option<policyc_ir::Expr> {
        let clause = find(clauses, ClauseHead::Due)?;
        let ClauseKind::Due(expr) = &clause.kind else { return None };
        if !demands.forbid.is_empty() || !demands.forbid_parts.is_empty() {
            self.faults.push(DueWithForbid { at: clause.at.0 });
        }
        let due = self.lower_expr(expr, None)?;
        if due.ty != Type::Instant {
            let (is, wanted) = (crate::words::describe(&due.ty), crate::words::describe(&Type::Instant));
            return self.tell(crate::diagnostics::OtherKindWanted {
                is: &is,
                wanted: &wanted,
                example: None,
                at: expr.at.0,
            });
        }
        Some(due.expr)
    }

    /// `report` and `help`.
    fn lower_texts(&mut self, clauses: &[Clause], missing: bool) -> (Option<Template>, Option<Template>) {
        let (mut report, mut help) = (None, None);
        for clause in clauses {
            match &clause.kind {
                ClauseKind::Report(text) => report = Some(self.lower_template(text, missing)),
                ClauseKind::Help(text) => help = Some(self.lower_template(text, missing)),
                _ => {}
            }
        }
        (report, help)
    }

    fn lower_examples(&mut self, clauses: &[Clause]) -> Vec<policyc_ir::Example> {
        let exceptions: Vec<&str> = clauses
            .iter()
            .filter_map(|clause| match &clause.kind {
                ClauseKind::Unless(part) => Some(part.name.text.as_str()),
                _ => None,
            })
            .collect();
        let mut examples = Vec::new();
        for clause in clauses {
            if let ClauseKind::Example(example) = &clause.kind {
                examples.extend(self.lower_example(example, clause.at, &exceptions));
            }
        }
        examples
    }
}

/// The first clause of a head.
pub(crate) fn find(clauses: &[Clause], head: ClauseHead) -> Option<&Clause> {
    clauses.iter().find(|clause| clause.kind.head() == head)
}

pub(crate) fn because(clauses: &[Clause]) -> Option<String> {
    clauses.iter().find_map(|clause| match &clause.kind {
        ClauseKind::Because(text) => Some(text.value.clone()),
        _ => None,
    })
}

fn severity(clauses: &[Clause]) -> Severity {
    let written = clauses.iter().find_map(|clause| match &clause.kind {
        ClauseKind::Severity(severity) => Some(*severity),
        _ => None,
    });
    match written {
        Some(ast::Severity::Warning) => Severity::Warning,
        Some(ast::Severity::Advice) => Severity::Advice,
        None => Severity::Error,
    }
}

fn part_of(clause: &Clause) -> Option<&ast::Part> {
    match &clause.kind {
        ClauseKind::Permit(part)
        | ClauseKind::Unless(part)
        | ClauseKind::Forbid(Demand::Part(part))
        | ClauseKind::Require(Demand::Part(part)) => Some(part),
        _ => None,
    }
}
