//! The program as bytes: magic, version, hash of the sources, hash of the rest, then the program.
//!
//! What is foreign, of another version or damaged is refused with a word on which it is; what is read has been checked
//! against the [invariants](crate::invariants), so a hand-made artifact cannot name what is not there.

use crate::{Language, Lexicon, LexiconEntries, Policy, Program, Schema, Shared, SourceText, invariants};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// The first bytes of every artifact.
pub const MAGIC: [u8; 8] = *b"policyc\n";
/// Of the layout and of the IR in it.
pub const VERSION: u32 = 3;

const HASH: usize = 32;
const HEAD: usize = MAGIC.len() + 4 + HASH + HASH;

/// Why bytes are no artifact of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// They do not begin as artifacts do.
    Foreign,
    /// Made by a program with another layout.
    OtherVersion(u32),
    /// Cut or changed on the way.
    Damaged,
    /// Whole, and yet no program: an invariant does not hold.
    Unsound(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => write!(f, "this is no compiled policy"),
            Self::OtherVersion(found) => {
                write!(
                    f,
                    "compiled for version {found} of the format, and this program reads version {VERSION}; compile the policies again"
                )
            }
            Self::Damaged => write!(f, "the compiled policy is damaged; compile the policies again"),
            Self::Unsound(why) => write!(f, "the compiled policy is not sound: {why}"),
        }
    }
}

impl std::error::Error for Refused {}

/// A program with what its policies share told once.
#[derive(Serialize, Deserialize)]
struct Stored {
    sources: Vec<SourceText>,
    schemas: Vec<Schema>,
    lexicons: Vec<StoredLexicon>,
    /// By number of a lexicon.
    lexica: Vec<Vec<u32>>,
    languages: Vec<BTreeMap<String, Language>>,
    policies: Vec<StoredPolicy>,
    partials: Vec<StoredPolicy>,
}

/// A lexicon whose entries are packed by themselves, so that a language nobody writes in is never unpacked.
#[derive(Serialize, Deserialize)]
struct StoredLexicon {
    name: String,
    /// By language tag: where the packed entries begin among all of them, and how long they are.
    languages: BTreeMap<String, (u32, u32)>,
}

/// A policy without its shared parts, and which of them are its own.
#[derive(Serialize, Deserialize)]
struct StoredPolicy {
    policy: Policy,
    schema: u32,
    lexicons: u32,
    languages: u32,
}

/// The number of a value among those seen before it.
fn number<T: Clone>(seen: &mut Vec<Shared<T>>, value: &Shared<T>) -> u32 {
    let position = seen.iter().position(|other| other.same(value)).unwrap_or_else(|| {
        seen.push(value.clone());
        seen.len() - 1
    });
    u32::try_from(position).unwrap_or(u32::MAX)
}

impl Stored {
    /// The program's parts; the entries of lexicons are packed into bytes of their own.
    fn of(program: &Program, packed: &mut Vec<u8>) -> Result<Self, postcard::Error> {
        let (mut schemas, mut lexica, mut languages) = (Vec::new(), Vec::new(), Vec::new());
        let mut lexicons: Vec<Shared<Lexicon>> = Vec::new();
        let mut store = |policy: &Policy| StoredPolicy {
            schema: number(&mut schemas, &policy.schema),
            lexicons: number(&mut lexica, &policy.lexicons),
            languages: number(&mut languages, &policy.languages),
            policy: Policy {
                schema: Shared::default(),
                lexicons: Shared::default(),
                languages: Shared::default(),
                ..policy.clone()
            },
        };
        let policies = program.policies.iter().map(&mut store).collect();
        let partials = program.partials.iter().map(&mut store).collect();
        Ok(Self {
            sources: program.sources.clone(),
            schemas: schemas.iter().map(|schema| (**schema).clone()).collect(),
            lexica: lexica
                .iter()
                .map(|lexica| lexica.iter().map(|lexicon| number(&mut lexicons, lexicon)).collect())
                .collect(),
            lexicons: lexicons.iter().map(|lexicon| StoredLexicon::of(lexicon, packed)).collect::<Result<_, _>>()?,
            languages: languages.iter().map(|languages| (**languages).clone()).collect(),
            policies,
            partials,
        })
    }

    /// The program; `None` if a policy names a part that is not there.
    fn program(self, unpack: &Unpack<'_>) -> Option<Program> {
        let schemas: Vec<Shared<Schema>> = self.schemas.into_iter().map(Shared::from).collect();
        let lexicons: Vec<Shared<Lexicon>> = self
            .lexicons
            .into_iter()
            .map(|lexicon| lexicon.lexicon(unpack).map(Shared::from))
            .collect::<Option<_>>()?;
        let all = |numbers: Vec<u32>| {
            numbers.into_iter().map(|n| lexicons.get(n as usize).cloned()).collect::<Option<Vec<_>>>()
        };
        let lexica: Vec<Shared<Vec<Shared<Lexicon>>>> =
            self.lexica.into_iter().map(|numbers| all(numbers).map(Shared::from)).collect::<Option<_>>()?;
        let languages: Vec<Shared<BTreeMap<String, Language>>> = self.languages.into_iter().map(Shared::from).collect();
        let restore = |stored: StoredPolicy| {
            Some(Policy {
                schema: schemas.get(stored.schema as usize)?.clone(),
                lexicons: lexica.get(stored.lexicons as usize)?.clone(),
                languages: languages.get(stored.languages as usize)?.clone(),
                ..stored.policy
            })
        };
        let policies = self.policies.into_iter().map(restore).collect::<Option<_>>()?;
        let partials = self.partials.into_iter().map(restore).collect::<Option<_>>()?;
        Some(Program { sources: self.sources, policies, partials })
    }
}

/// Makes entries of their bytes, given by beginning and length.
type Unpack<'a> = dyn Fn(u32, u32) -> Option<Shared<LexiconEntries>> + 'a;

impl StoredLexicon {
    fn of(lexicon: &Lexicon, packed: &mut Vec<u8>) -> Result<Self, postcard::Error> {
        let mut languages = BTreeMap::new();
        for (tag, entries) in &lexicon.languages {
            let bytes = postcard::to_allocvec(&**entries)?;
            let [start, length] = [packed.len(), bytes.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
            packed.extend(bytes);
            languages.insert(tag.clone(), (start, length));
        }
        Ok(Self { name: lexicon.name.clone(), languages })
    }

    fn lexicon(self, unpack: &Unpack<'_>) -> Option<Lexicon> {
        let languages = self.languages.into_iter().map(|(tag, (start, length))| Some((tag, unpack(start, length)?)));
        Some(Lexicon { name: self.name, languages: languages.collect::<Option<_>>()? })
    }
}

/// The bytes of packed entries.
fn part(packed: &[u8], start: u32, length: u32) -> Option<&[u8]> {
    let (start, length) = (usize::try_from(start).ok()?, usize::try_from(length).ok()?);
    packed.get(start..start.checked_add(length)?)
}

/// Hash of names and texts of the sources: two programs of one hash were compiled from the same files.
#[must_use]
pub fn source_hash(program: &Program) -> [u8; HASH] {
    let mut hasher = Sha256::new();
    for source in &program.sources {
        for text in [&source.name, &source.text] {
            hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        }
    }
    hasher.finalize().into()
}

/// The program as bytes.
///
/// # Errors
/// If a part of it cannot be written, which no compiled program has.
pub fn write(program: &Program) -> Result<Vec<u8>, Refused> {
    let mut packed = Vec::new();
    let unsound = |fault: postcard::Error| Refused::Unsound(fault.to_string());
    let stored = Stored::of(program, &mut packed).map_err(unsound)?;
    let stored = postcard::to_allocvec(&stored).map_err(unsound)?;
    let mut body = u64::try_from(stored.len()).unwrap_or(u64::MAX).to_le_bytes().to_vec();
    body.extend(stored);
    body.extend(packed);
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(source_hash(program));
    bytes.extend(Sha256::digest(&body));
    bytes.extend(body);
    Ok(bytes)
}

/// Whether bytes claim to be an artifact.
#[must_use]
pub fn is_artifact(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// The program of an artifact.
///
/// # Errors
/// If the bytes are foreign, of another version, damaged or unsound.
pub fn read(bytes: &[u8]) -> Result<Program, Refused> {
    let Parts { sources, hash, body } = parts(bytes)?;
    if Sha256::digest(body).as_slice() != hash {
        return Err(Refused::Damaged);
    }
    let (stored, packed) = stored(body)?;
    let whole = |start, length| postcard::from_bytes::<LexiconEntries>(part(packed, start, length)?).ok();
    let program = stored.program(&|start, length| whole(start, length).map(Shared::from)).ok_or(Refused::Damaged)?;
    if source_hash(&program) != *sources {
        return Err(Refused::Damaged);
    }
    match invariants::check(&program).into_iter().next() {
        Some(broken) => Err(Refused::Unsound(broken)),
        None => Ok(program),
    }
}

/// The program of an artifact that was built into this one, and so cannot have been changed on the way: nothing of it is
/// checked but its head, and words of a language are unpacked only when a text is read in it.
///
/// # Errors
/// If the bytes are foreign, of another version or cut.
pub fn read_built_in(bytes: &'static [u8]) -> Result<Program, Refused> {
    let (stored, packed) = stored(parts(bytes)?.body)?;
    stored.program(&|start, length| part(packed, start, length).map(Shared::packed)).ok_or(Refused::Damaged)
}

/// An artifact, taken apart.
struct Parts<'a> {
    sources: &'a [u8; HASH],
    hash: &'a [u8; HASH],
    body: &'a [u8],
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>, Refused> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(Refused::Foreign)?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Damaged)?;
    let version = u32::from_le_bytes(*version);
    if version != VERSION {
        return Err(Refused::OtherVersion(version));
    }
    let (sources, rest) = rest.split_first_chunk::<HASH>().ok_or(Refused::Damaged)?;
    let (hash, body) = rest.split_first_chunk::<HASH>().ok_or(Refused::Damaged)?;
    Ok(Parts { sources, hash, body })
}

/// What a body stores, and the packed entries behind it.
fn stored(body: &[u8]) -> Result<(Stored, &[u8]), Refused> {
    let (length, rest) = body.split_first_chunk::<8>().ok_or(Refused::Damaged)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| Refused::Damaged)?;
    let (stored, packed) = rest.split_at_checked(length).ok_or(Refused::Damaged)?;
    Ok((postcard::from_bytes(stored).map_err(|_| Refused::Damaged)?, packed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cond, CondKind, Condition, Policy, SourceText};
    use policyc_diag::At;

    fn program(when: Cond) -> Program {
        let condition = Condition {
            name: "c".to_owned(),
            parameter: None,
            when,
            cites: Vec::new(),
            doc: String::new(),
            at: At::default(),
        };
        let policy = Policy { name: "shop".to_owned(), conditions: vec![condition], ..Policy::default() };
        let source = SourceText { name: "shop.policy".to_owned(), text: "policy shop { }".to_owned() };
        Program { sources: vec![source], policies: vec![policy], partials: Vec::new() }
    }

    fn all(parts: Vec<Cond>) -> Cond {
        Cond { kind: CondKind::And(parts), at: At::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let program = program(all(Vec::new()));
        let bytes = write(&program).unwrap();
        assert!(is_artifact(&bytes));
        assert_eq!(read(&bytes), Ok(program));
    }

    #[test]
    fn what_is_built_in_is_what_was_written_with_its_words() {
        let mut program = program(all(Vec::new()));
        let entries = LexiconEntries { hits: vec![("hello".to_owned(), At::default())], ..LexiconEntries::default() };
        let languages = BTreeMap::from([("en".to_owned(), entries.into())]);
        let lexicon = Lexicon { name: "greeting".to_owned(), languages };
        for policy in &mut program.policies {
            policy.lexicons = vec![Shared::from(lexicon.clone())].into();
        }
        let bytes: &'static [u8] = Box::leak(write(&program).unwrap().into_boxed_slice());
        assert_eq!(read_built_in(bytes), Ok(program.clone()));
        assert_eq!(read(bytes), Ok(program));
        assert_eq!(read_built_in(b"PK"), Err(Refused::Foreign));
    }

    #[test]
    fn foreign_old_and_damaged_bytes_are_refused() {
        let bytes = write(&program(all(Vec::new()))).unwrap();
        assert_eq!(read(b"PK\x03\x04"), Err(Refused::Foreign));
        let mut newer = bytes.clone();
        newer[8] = 9;
        assert_eq!(read(&newer), Err(Refused::OtherVersion(9)));
        for at in 12..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(read(&changed), Err(Refused::Damaged), "byte {at}");
        }
        for length in 8..bytes.len() {
            assert_eq!(read(&bytes[..length]), Err(Refused::Damaged), "{length} bytes");
        }
    }

    #[test]
    fn a_tower_of_conditions_is_refused_and_does_not_topple() {
        let tower = |height| (0..height).fold(all(Vec::new()), |cond, _| all(vec![cond]));
        assert!(read(&write(&program(tower(100))).unwrap()).is_ok());
        assert_eq!(read(&write(&program(tower(400))).unwrap()), Err(Refused::Damaged));
    }

    #[test]
    fn names_of_what_is_not_there_are_refused() {
        let call = CondKind::Call { condition: crate::ConditionId(7), argument: None };
        let bytes = write(&program(Cond { kind: call, at: At::default() })).unwrap();
        assert!(matches!(read(&bytes), Err(Refused::Unsound(_))));
    }
}
