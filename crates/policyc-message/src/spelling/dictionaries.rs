//! Dictionaries in Hunspell's format: English is carried along, others lie where the caller says.

use encoding_rs::Encoding;
use spellbook::Dictionary;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

/// Bytes of a dictionary's file beyond which it is none.
const MOST_BYTES: u64 = 32 << 20;
/// Regions of one language that are read.
const MOST_REGIONS: usize = 3;

/// All dictionaries of one language at hand: a word is right if one of them knows it.
pub(super) struct Words(Vec<Dictionary>);

impl Words {
    /// Whether a dictionary knows the word.
    pub(super) fn know(&self, word: &str) -> bool {
        self.0.iter().any(|dictionary| dictionary.check(word))
    }

    /// The dictionaries' own suggestions: slow.
    pub(super) fn suggest(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(dictionary) = self.0.first() {
            dictionary.suggest(word, &mut found);
        }
        found
    }
}

type Loaded = BTreeMap<(String, Vec<PathBuf>), Option<Arc<Words>>>;

/// The dictionaries of a language, read once; none if there are none.
pub(super) fn of_language(language: &str, folders: &[PathBuf]) -> Option<Arc<Words>> {
    static LOADED: LazyLock<Mutex<Loaded>> = LazyLock::new(Mutex::default);
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if primary.is_empty() || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut loaded = LOADED.lock().ok()?;
    let entry = loaded.entry((primary.clone(), folders.to_vec()));
    entry.or_insert_with(|| load(&primary, folders)).clone()
}

fn load(language: &str, folders: &[PathBuf]) -> Option<Arc<Words>> {
    let mut found: Vec<Dictionary> = Vec::new();
    if language == "en" {
        const US: (&str, &str) =
            (include_str!("../../data/dictionaries/en/US.aff"), include_str!("../../data/dictionaries/en/US.dic"));
        const GB: (&str, &str) =
            (include_str!("../../data/dictionaries/en/GB.aff"), include_str!("../../data/dictionaries/en/GB.dic"));
        found.extend([US, GB].iter().filter_map(|(aff, dic)| Dictionary::new(aff, dic).ok()));
    }
    if found.is_empty() {
        let files = folders.iter().flat_map(|folder| files(language, folder));
        found.extend(files.filter_map(|(aff, dic)| read(&aff, &dic)).take(MOST_REGIONS));
    }
    (!found.is_empty()).then(|| Arc::new(Words(found)))
}

/// Pairs of files for a language in one folder: `it.aff`, `it_IT.aff`, `it/index.aff`, `dictionary-it/index.aff`.
fn files(language: &str, folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let names: BTreeSet<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .take(10_000)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let mut pairs = Vec::new();
    let mut seen = BTreeSet::new();
    for name in &names {
        let stem = if let Some(stem) = name.strip_suffix(".aff") {
            let own = stem.split(['_', '-']).next().unwrap_or_default().eq_ignore_ascii_case(language);
            own.then(|| folder.join(stem))
        } else if *name == language || *name == format!("dictionary-{language}") {
            Some(folder.join(name).join("index"))
        } else {
            None
        };
        let Some(stem) = stem else { continue };
        let with = |ending: &str| PathBuf::from(format!("{}.{ending}", stem.display()));
        let (aff, dic) = (with("aff"), with("dic"));
        // Regions are often links to one file.
        if seen.insert(std::fs::canonicalize(&dic).unwrap_or_else(|_| dic.clone())) {
            pairs.push((aff, dic));
        }
    }
    pairs
}

fn read(aff: &Path, dic: &Path) -> Option<Dictionary> {
    let bytes = |path: &Path| {
        let small = std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= MOST_BYTES);
        small.then(|| std::fs::read(path).ok()).flatten()
    };
    let (aff, dic) = (bytes(aff)?, bytes(dic)?);
    let label = String::from_utf8_lossy(&aff);
    let label = label
        .lines()
        .find_map(|line| line.trim_start_matches('\u{FEFF}').strip_prefix("SET "))
        .unwrap_or("UTF-8")
        .trim();
    // Hunspell writes `ISO8859-1` where others write `ISO-8859-1`.
    let label = label.replace("ISO8859", "ISO-8859").replace("microsoft-cp", "windows-");
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    Dictionary::new(&encoding.decode(&aff).0, &encoding.decode(&dic).0).ok()
}
