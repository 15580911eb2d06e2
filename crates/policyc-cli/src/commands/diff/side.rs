//! The two sides of `policyc diff`: a policy by name, by its file, or at a revision of git.

use crate::{
    args::Common,
    commands::check::near,
    project::{self, Project},
};
use policyc::{Kind, kind_of};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A side: the policies it is one of, and which.
pub(crate) struct Loaded {
    /// Its project.
    pub(crate) project: Project,
    /// Which policy.
    pub(crate) index: usize,
}

/// Finds what a side names.
pub(crate) fn load(common: &Common, text: &str) -> Result<Loaded, String> {
    if !Path::new(text).exists()
        && let Some((revision, rest)) = text.split_once(':')
    {
        return at_revision(common, revision, rest);
    }
    if kind_of(text) == Some(Kind::Policy) {
        let path = PathBuf::from(text);
        if !path.is_file() {
            return Err(format!("{text}: there is no such file"));
        }
        let project = project::load(common, std::slice::from_ref(&path));
        return by_file(project, &path);
    }
    by_name(project::load(common, &[]), text)
}

fn by_name(project: Project, name: &str) -> Result<Loaded, String> {
    let policies = compiled(&project)?;
    if let Some(index) = policies.find(name) {
        return Ok(Loaded { project, index });
    }
    let names: Vec<&str> = policies.list().iter().map(|policy| policy.name.as_str()).collect();
    let help = match near(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}; or name a file, or REVISION:FILE", names.join(", ")),
    };
    Err(format!("there is no policy `{name}`; {help}"))
}

/// The policy whose header stands in a file.
fn by_file(project: Project, path: &Path) -> Result<Loaded, String> {
    let wanted = canonical(path);
    let stands = |span: policyc::diag::Span| {
        project.sources.get(span.source).is_some_and(|source| canonical(Path::new(&source.name)) == wanted)
    };
    let policies = compiled(&project)?;
    let index = policies.list().iter().position(|policy| stands(policy.at.0));
    match index {
        Some(index) => Ok(Loaded { project, index }),
        None => Err(format!(
            "{} holds no policy that can be applied by itself; name one that extends or uses it",
            path.display()
        )),
    }
}

fn canonical(path: &Path) -> PathBuf {
    std::path::absolute(path).map(|path| path.components().collect()).unwrap_or_else(|_| path.to_owned())
}

fn compiled(project: &Project) -> Result<&policyc::Policies, String> {
    project.policies.as_ref().ok_or_else(|| {
        let errors = project.diagnostics.iter().find(|fault| fault.severity == policyc::diag::Severity::Error);
        let first = errors.map(|fault| format!("; the first: {}", fault.message)).unwrap_or_default();
        format!("the policies have {} errors{first}", project.errors())
    })
}

/// All policies of the project as they were at a revision.
fn at_revision(common: &Common, revision: &str, rest: &str) -> Result<Loaded, String> {
    if revision.starts_with('-') || rest.is_empty() {
        return Err(format!(
            "{revision}:{rest}: write REVISION:FILE or REVISION:POLICY, such as HEAD~1:policies/shop.policy"
        ));
    }
    let folder =
        project::own_folder(common).ok_or("there is no folder `policies` here, so git has none to look into")?;
    let listed = git(&folder, &["ls-tree", "-r", "-z", "--name-only", revision, "--", "."])?;
    let mut texts = Vec::new();
    let mut locks = Vec::new();
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let list = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
            Some("policy") => &mut texts,
            Some("lock") => &mut locks,
            _ => continue,
        };
        let text = git(&folder, &["show", &format!("{revision}:./{name}")])?;
        list.push((folder.join(name).display().to_string(), text));
    }
    let file = PathBuf::from(rest);
    let is_file = kind_of(rest) == Some(Kind::Policy);
    if is_file && !texts.iter().any(|(name, _)| canonical(Path::new(name)) == canonical(&file)) {
        texts.push((rest.to_owned(), git(Path::new("."), &["show", &format!("{revision}:./{rest}")])?));
    }
    if texts.is_empty() {
        return Err(format!("{revision}: git has no policies in {}", folder.display()));
    }
    let project = project::compile_all(&texts, &locks, std::collections::BTreeSet::new(), Vec::new());
    let found = if is_file { by_file(project, &file) } else { by_name(project, rest) };
    found.map_err(|why| format!("{revision}: {why}"))
}

/// What git says; its own words where it refuses.
fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git: {}", why.lines().next().unwrap_or("it refuses").trim_start_matches("fatal: ")));
    }
    String::from_utf8(output.stdout).map_err(|_| "git: the file is no UTF-8".to_owned())
}
