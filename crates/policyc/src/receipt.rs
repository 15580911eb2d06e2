//! Decision records: what was judged, by what, and what came out, with the hash of everything that went in, so that the
//! decision can be made again later and compared to the byte.

use crate::Report;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The schema of records.
pub const SCHEMA: &str = "policyc-receipt/1";

/// A decision record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub program: String,
    /// Policies that were asked for by name; none: the edition in force.
    pub asked: Vec<String>,
    /// The moment as of which was judged, if one was given.
    pub as_of: Option<String>,
    /// Policy files and locks of documents, by name.
    pub policies: Vec<Hashed>,
    /// What was judged.
    pub decisions: Vec<Decision>,
    /// Hash of all of the above.
    pub seal: String,
}

/// A file and its hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashed {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// One message or case, and what came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The message or the file of cases.
    pub file: Hashed,
    /// Of a file of cases a line each: which, from 1.
    pub case: Option<usize>,
    /// The files with its context.
    pub context: Vec<Hashed>,
    /// The reports, one a policy.
    pub reports: Vec<Value>,
}

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Hashed {
    /// A file with its hash.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Self {
        Self { name: name.into(), sha256: sha256(bytes) }
    }
}

impl Decision {
    /// A decision out of its reports.
    #[must_use]
    pub fn new(file: Hashed, case: Option<usize>, context: Vec<Hashed>, reports: &[Report]) -> Self {
        let reports = reports.iter().filter_map(|report| serde_json::to_value(report).ok()).collect();
        Self { file, case, context, reports }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.case.map_or_else(|| self.file.name.clone(), |case| format!("{}:{case}", self.file.name))
    }
}

impl Receipt {
    /// Closes a record.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.seal = self.own_seal();
        self
    }

    fn own_seal(&self) -> String {
        let open = Self { seal: String::new(), ..self.clone() };
        sha256(serde_json::to_string(&open).unwrap_or_default().as_bytes())
    }

    /// The record as it is written.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Why it is none, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let receipt: Self =
            serde_json::from_str(text).map_err(|error| format!("this is no decision record: {error}"))?;
        if receipt.schema != SCHEMA {
            return Err(format!("this record is of the schema {}; the one known here is {SCHEMA}", receipt.schema));
        }
        Ok(receipt)
    }

    /// How this record differs from one made anew, each difference in words; nothing if they are equal to the byte.
    #[must_use]
    pub fn differences(&self, anew: &Self) -> Vec<String> {
        let mut told = Vec::new();
        if self.seal != self.own_seal() {
            told.push("the record was changed: its seal does not fit what stands in it".to_owned());
        }
        if self.program != anew.program {
            told.push(format!("made by version {} of the program, and this is {}", self.program, anew.program));
        }
        files("policy", &self.policies, &anew.policies, &mut told);
        for old in &self.decisions {
            match anew.decisions.iter().find(|new| new.title() == old.title()) {
                Some(new) => decision(old, new, &mut told),
                None => told.push(format!("{} cannot be judged again", old.title())),
            }
        }
        if told.is_empty() && self.text() != anew.text() {
            told.push("the record is written otherwise".to_owned());
        }
        told
    }
}

/// Files that changed, are gone, or are new.
fn files(kind: &str, old: &[Hashed], new: &[Hashed], told: &mut Vec<String>) {
    for file in old {
        match new.iter().find(|other| other.name == file.name) {
            None => told.push(format!("{kind} {} is gone", file.name)),
            Some(other) if other.sha256 != file.sha256 => told.push(format!("{kind} {} was changed", file.name)),
            Some(_) => {}
        }
    }
    let added = new.iter().filter(|file| !old.iter().any(|other| other.name == file.name));
    told.extend(added.map(|file| format!("{kind} {} was not there", file.name)));
}

fn decision(old: &Decision, new: &Decision, told: &mut Vec<String>) {
    let title = old.title();
    files("message", std::slice::from_ref(&old.file), std::slice::from_ref(&new.file), told);
    files("context", &old.context, &new.context, told);
    if old.reports.len() != new.reports.len() {
        told.push(format!("{title}: {} reports, and now {}", old.reports.len(), new.reports.len()));
    }
    for (old, new) in old.reports.iter().zip(&new.reports) {
        for field in ["message", "policy", "edition", "verdict", "editions"] {
            if old.get(field) != new.get(field) {
                told.push(format!("{title}: {field} was {}, and is {}", shown(old.get(field)), shown(new.get(field))));
            }
        }
        findings(&title, old, new, told);
    }
}

fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => "nothing".to_owned(),
    }
}

/// The findings that came or went, and fields of those that stayed.
fn findings(title: &str, old: &Value, new: &Value, told: &mut Vec<String>) {
    let list = |report: &Value| report.get("findings").and_then(Value::as_array).cloned().unwrap_or_default();
    let name = |finding: &Value| {
        let text = |key| finding.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!("{} {}: {}", text("outcome"), text("rule"), text("message"))
    };
    let (old, new) = (list(old), list(new));
    let mut rest: Vec<&Value> = new.iter().collect();
    for finding in &old {
        if let Some(at) = rest.iter().position(|other| *other == finding) {
            rest.remove(at);
        } else if let Some(at) = rest.iter().position(|other| name(other) == name(finding)) {
            let other = rest.remove(at);
            let fields = finding.as_object().into_iter().flatten();
            let changed: Vec<&str> = fields
                .filter(|(key, value)| other.get(key.as_str()) != Some(value))
                .map(|(key, _)| key.as_str())
                .collect();
            told.push(format!("{title}: `{}` has other {}", name(finding), changed.join(", ")));
        } else {
            told.push(format!("{title}: `{}` is found no more", name(finding)));
        }
    }
    told.extend(rest.iter().map(|finding| format!("{title}: `{}` was not found", name(finding))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(message: &str, outcome: &str) -> Receipt {
        let report = json!({"verdict": outcome, "findings": [{"rule": "r", "outcome": outcome, "message": "m"}]});
        let decision = Decision {
            file: Hashed::new("a.eml", message.as_bytes()),
            case: None,
            context: Vec::new(),
            reports: vec![report],
        };
        let policies = vec![Hashed::new("p.policy", b"policy p { }")];
        let (schema, program) = (SCHEMA.to_owned(), "0".to_owned());
        Receipt {
            schema,
            program,
            asked: Vec::new(),
            as_of: None,
            policies,
            decisions: vec![decision],
            seal: String::new(),
        }
        .sealed()
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = record("x", "violation");
        let read = Receipt::read(&record.text()).unwrap();
        assert_eq!(read, record);
        assert_eq!(read.differences(&record), Vec::<String>::new());
    }

    #[test]
    fn every_difference_is_told() {
        let old = record("x", "violation");
        let told = old.differences(&record("y", "compliant"));
        assert_eq!(
            told,
            [
                "message a.eml was changed",
                "a.eml: verdict was violation, and is compliant",
                "a.eml: `violation r: m` is found no more",
                "a.eml: `compliant r: m` was not found",
            ]
        );
        let forged = Receipt { as_of: Some("2024-01-01T00:00:00Z".to_owned()), ..old.clone() };
        assert!(forged.differences(&old)[0].contains("seal"));
    }
}
