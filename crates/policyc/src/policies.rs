//! Compiled policies, ready to check with.

use policyc_compile::lock::Lock;
use policyc_diag::{Diagnostic, SourceMap};
use policyc_eval::text::Lexica;
use policyc_ir::{Policy, Program};
use std::sync::OnceLock;

/// Policies and what they need at hand. Nothing of it changes; it may be shared between threads.
#[derive(Debug)]
pub struct Policies {
    program: Program,
    lexica: Vec<OnceLock<Lexica>>,
    sources: SourceMap,
}

/// The policies do not compile.
#[derive(Debug, Clone)]
pub struct CompileError {
    /// Everything that is wrong, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that places count in.
    pub sources: SourceMap,
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.diagnostics.first().map_or("nothing to compile", |diagnostic| diagnostic.message.as_str());
        write!(f, "the policies have {} faults; the first: {first}", self.diagnostics.len())
    }
}

impl std::error::Error for CompileError {}

impl Policies {
    /// Compiles policy files, given as name and text, with the locks of the documents they cite. Lints are let pass.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn compile(files: &[(String, String)], locks: &[Lock]) -> Result<Self, CompileError> {
        let compiled = policyc_compile::compile(files, &policyc_compile::Options { locks: locks.to_vec() });
        match compiled.program {
            Some(program) => Ok(Self::new(program, compiled.sources)),
            None => Err(CompileError { diagnostics: compiled.diagnostics, sources: compiled.sources }),
        }
    }

    /// Policies from their IR.
    #[must_use]
    pub fn new(program: Program, sources: SourceMap) -> Self {
        let lexica = program.policies.iter().map(|_| OnceLock::new()).collect();
        Self { program, lexica, sources }
    }

    /// Policies from an artifact that is built into the program (see [`policyc_ir::artifact::read_built_in`]): words of
    /// a language are unpacked when a text is first read in it.
    ///
    /// # Errors
    /// If the bytes are not an artifact of this version.
    pub fn built_in(artifact: &'static [u8]) -> Result<Self, policyc_ir::artifact::Refused> {
        let program = policyc_ir::artifact::read_built_in(artifact)?;
        let mut sources = SourceMap::default();
        for source in &program.sources {
            sources.add(policyc_diag::Source::new(source.name.clone(), source.text.as_bytes()));
        }
        Ok(Self::new(program, sources))
    }

    /// The IR.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The policy files.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The policies, in order.
    #[must_use]
    pub fn list(&self) -> &[Policy] {
        &self.program.policies
    }

    /// The index of a policy by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.program.policies.iter().position(|policy| policy.name == name)
    }

    /// A policy with its lexicons, which are compiled on first use.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<(&Policy, &Lexica)> {
        let policy = self.program.policies.get(index)?;
        // Policies of one family mostly share all their words.
        let same = |other: &Policy| other.lexicons.same(&policy.lexicons) && other.languages.same(&policy.languages);
        let first = self.program.policies.iter().position(same)?;
        Some((policy, self.lexica.get(first)?.get_or_init(|| Lexica::new(policy))))
    }
}
