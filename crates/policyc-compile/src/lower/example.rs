//! Examples of rules and judgements.

use super::Lower;
use super::judgement::answer;
use crate::diagnostics::NoSuchException;
use crate::fault::near;
use policyc_diag::{At, Span};
use policyc_ir::{Body, Example, Expected};
use policyc_syntax::ast::{self, Outcome};

impl Lower<'_, '_, '_> {
    /// Lowers an example; `exceptions` are the names that `exempt` may give.
    pub(crate) fn lower_example(&mut self, example: &ast::Example, at: At, exceptions: &[&str]) -> Option<Example> {
        let expected = match &example.outcome {
            Outcome::Violates => Expected::Violates,
            Outcome::Complies => Expected::Complies,
            Outcome::NotApplicable => Expected::NotApplicable,
            Outcome::Undetermined => Expected::Undetermined,
            Outcome::Review => Expected::Review,
            Outcome::Answer(given) => Expected::Answers(answer(*given)),
            Outcome::Exempt(name) => {
                let policy_of = self.env.modules.of_span(at.0);
                let home = policy_of == Some(self.env.flat.module);
                if home && !exceptions.contains(&name.text.as_str()) {
                    let near = near(&name.text, exceptions.iter().copied());
                    self.faults.push(NoSuchException { name: &name.text, near, at: name.at.0 });
                }
                Expected::Exempt(name.text.clone())
            }
        };
        if let Some(language) = &example.language {
            self.check_tag(&language.value, language.at.0);
        }
        let with = self.lower_assigns(&example.with);
        let body = example
            .text
            .as_ref()
            .map(|text| if example.html { Body::Html(text.value.clone()) } else { Body::Text(text.value.clone()) });
        let language = example.language.as_ref().map(|language| language.value.clone());
        Some(Example { expected, language, body, with: with?, policy: self.home_policy(at.0), at })
    }

    /// The policy in which what stands at a place is run: its own, or the first of the chain that uses its library.
    fn home_policy(&self, at: Span) -> String {
        let flat = self.env.flat;
        let modules = self.env.modules;
        let module = modules.of_span(at).unwrap_or(flat.module);
        let policy = modules.get(module).is_some_and(|module| module.policy);
        modules.name(if policy { module } else { flat.host_of(modules, module) }).to_owned()
    }
}
