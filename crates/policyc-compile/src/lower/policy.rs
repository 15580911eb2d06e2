//! A flattened policy to its IR.

use super::tables::{lower_values, parameters};
use super::{Lower, assumption};
use crate::diagnostics::{UnknownSample, UnknownYield};
use crate::env::{Env, Parameter, lexicon_infos};
use crate::fault::{Faults, near};
use crate::flatten::Flat;
use crate::locks::Citable;
use crate::modules::Modules;
use crate::parts::Parts;
use crate::schema;
use policyc_diag::At;
use policyc_ir::{Attributes, Interval, Policy, Schema, Shared, Unenforced};

/// A policy's IR with what later passes need beside it.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) policy: Policy,
    pub(crate) parameters: Vec<Option<Parameter>>,
}

/// Lowers all of a policy.
pub(crate) fn lower_policy(
    modules: &Modules,
    flat: &Flat<'_>,
    citable: &Citable,
    parts: &mut Parts,
    faults: &mut Faults,
) -> Lowered {
    let facts = schema::build(flat, faults);
    let (lexicons, lexicon_ids) = lexicon_infos(flat);
    let header = &flat.header;
    let partial = modules.get(flat.module).is_some_and(|module| module.partial);
    let mut env = Env {
        modules,
        flat,
        facts: &facts,
        citable,
        parameters: Vec::new(),
        value_types: vec![None; flat.values.entries.len()],
        lexicons,
        lexicon_ids,
        document: header.document.map(|name| name.text.clone()),
        partial,
        timezone: header.timezone.is_some(),
    };
    let values = lower_values(&mut env, faults);
    env.parameters = parameters(&env, faults);
    let mut policy = lower_header(&env, faults);
    policy.values = values;
    lower_tables(&env, &mut policy, parts, faults);
    lower_items(&env, &mut policy, faults);
    policy.schema = parts.schema(lower_schema(&env, faults));
    Lowered { policy, parameters: env.parameters }
}

fn lower_header(env: &Env<'_, '_>, faults: &mut Faults) -> Policy {
    let (flat, modules) = (env.flat, env.modules);
    let header = &flat.header;
    let mut lower = Lower::new(env, faults);
    let serves = header.serves.unwrap_or_default();
    for tag in serves {
        lower.check_tag(&tag.value, tag.at.0);
    }
    let lineage = flat.chain.iter().rev().skip(1).map(|&module| modules.name(module).to_owned()).collect();
    Policy {
        name: modules.name(flat.module).to_owned(),
        doc: header.doc.map(|doc| doc.text.clone()).unwrap_or_default(),
        lineage,
        document: env.document.clone(),
        edition: header.edition.map(|text| text.value.clone()),
        timezone: header.timezone.map(|name| lower.lower_timezone(name)),
        serves: serves.iter().map(|tag| tag.value.clone()).collect(),
        applies: header.applies.and_then(|cond| lower.lower_cond(cond)),
        effective: header.effective.map_or_else(Interval::default, |effective| lower.lower_effective(effective)),
        yields_to: lower_yields(env, lower.faults),
        sample: lower_sample(env, faults),
        schema: Shared::default(),
        sets: Vec::new(),
        values: Vec::new(),
        conditions: Vec::new(),
        lexicons: Shared::default(),
        languages: Shared::default(),
        judgements: Vec::new(),
        rules: Vec::new(),
        declarations: Vec::new(),
        unenforced: Vec::new(),
        at: At(header.at),
    }
}

fn lower_yields(env: &Env<'_, '_>, faults: &mut Faults) -> Vec<String> {
    let mut yields = Vec::new();
    for path in &env.flat.header.yields {
        let name = path.text();
        let known = env.modules.find(&name).and_then(|id| env.modules.get(id));
        if known.is_some_and(|module| module.policy) {
            yields.push(name);
        } else {
            if known.is_none() && env.modules.incomplete {
                continue; // it may be in the file whose header could not be read
            }
            let policies = env.modules.list.iter().filter(|module| module.policy);
            let near = near(&name, policies.map(|module| module.name.as_str()));
            faults.push(UnknownYield { name: &name, library: known.is_some(), near, at: path.at.0 });
        }
    }
    yields
}

fn lower_sample(env: &Env<'_, '_>, faults: &mut Faults) -> Vec<policyc_ir::Assign> {
    let Some(name) = env.flat.header.sample else { return Vec::new() };
    let samples = &env.flat.samples;
    let Some(entry) = samples.get(&name.text) else {
        if !env.flat.incomplete && !samples.broken.contains(&name.text) {
            let near = near(&name.text, samples.keys());
            faults.push(UnknownSample { name: &name.text, near, at: name.at.0 });
        }
        return Vec::new();
    };
    Lower::new(env, faults).lower_assigns(&entry.item.assigns).unwrap_or_default()
}

fn lower_tables(env: &Env<'_, '_>, policy: &mut Policy, parts: &mut Parts, faults: &mut Faults) {
    let flat = env.flat;
    let mut lower = Lower::new(env, faults);
    policy.sets = flat.sets.entries.iter().map(|entry| lower.lower_set(entry)).collect();
    for (entry, parameter) in flat.conditions.entries.iter().zip(&env.parameters) {
        policy.conditions.push(lower.lower_condition(entry, parameter.as_ref()));
    }
    let lexica = env
        .lexicons
        .iter()
        .map(|info| parts.lexicon(env, &info.name, faults, |faults| Lower::new(env, faults).lower_lexicon(info)));
    let lexica = lexica.collect();
    policy.lexicons = parts.lexica(lexica);
    policy.languages = parts.languages(Lower::new(env, faults).lower_languages());
}

fn lower_items(env: &Env<'_, '_>, policy: &mut Policy, faults: &mut Faults) {
    let flat = env.flat;
    let mut lower = Lower::new(env, faults);
    policy.judgements = flat.judgements.entries.iter().map(|entry| lower.lower_judgement(entry)).collect();
    policy.rules = flat.rules.entries.iter().filter_map(|entry| lower.lower_rule(entry)).collect();
    policy.declarations = flat.declarations.entries.iter().map(|entry| lower.lower_declaration(entry)).collect();
    for (unenforced, at) in &flat.unenforced {
        let mut cites = Vec::new();
        lower.lower_citations(&unenforced.cites, &mut cites);
        policy.unenforced.push(Unenforced { cites, because: unenforced.because.value.clone(), at: At(*at) });
    }
}

fn lower_schema(env: &Env<'_, '_>, faults: &mut Faults) -> Schema {
    let root = Lower::new(env, faults).lower_schema_root();
    let attributes = env.facts.joined.iter().map(|joined| {
        let fields = joined.ast.fields.iter().filter_map(|decl| {
            let path: Vec<String> = joined.list.iter().cloned().chain([decl.name.text.clone()]).collect();
            assumption::field_at(&root, &path).cloned()
        });
        Attributes {
            list: joined.list.clone(),
            from: joined.ast.from.parts.iter().map(|part| part.text.clone()).collect(),
            by: joined.ast.by.text.clone(),
            fields: policyc_ir::RecordType { fields: fields.collect() },
        }
    });
    let attributes = attributes.collect();
    Schema { attributes, root, shapes: env.facts.shapes.clone(), placeholders: env.facts.placeholders.clone() }
}
