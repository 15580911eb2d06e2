//! Words one change away, and two for long ones.

use super::dictionaries::Words;

/// Letters that a change may bring in, by language.
fn alphabet(language: &str) -> Vec<char> {
    let own = match language {
        "it" => "àèéìòù",
        "de" => "äöüß",
        "fr" => "àâæçéèêëîïôœùûü",
        "es" => "áéíñóúü",
        "pt" => "áâãàçéêíóôõú",
        "nl" => "éëïóö",
        "pl" => "ąćęłńóśźż",
        "sv" => "åäö",
        "tr" => "çğıöşü",
        _ => "",
    };
    ('a'..='z').chain("'".chars()).chain(own.chars()).collect()
}

/// A dictionary word that is one loss, swap, change or insertion away.
pub(super) fn one_change(word: &str, language: &str, words: &Words) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let known = |candidate: &[char]| {
        let candidate: String = candidate.iter().collect();
        words.know(&candidate).then_some(candidate)
    };
    let alphabet = alphabet(language);
    let count = letters.len();
    let swapped = (1..count).find_map(|at| {
        let mut own = letters.clone();
        own.swap(at - 1, at);
        known(&own)
    });
    let lost = || {
        (0..count).find_map(|at| {
            let mut own = letters.clone();
            own.remove(at);
            known(&own)
        })
    };
    let added = || {
        (0..=count).find_map(|at| {
            alphabet.iter().find_map(|letter| {
                let mut own = letters.clone();
                own.insert(at, *letter);
                known(&own)
            })
        })
    };
    let changed = || {
        (0..count).find_map(|at| {
            alphabet.iter().find_map(|letter| {
                let mut own = letters.clone();
                *own.get_mut(at)? = *letter;
                known(&own)
            })
        })
    };
    swapped.or_else(added).or_else(lost).or_else(changed)
}

/// A dictionary word at most two changes away, by the dictionary's own suggestions.
pub(super) fn two_changes(word: &str, words: &Words) -> Option<String> {
    words
        .suggest(word)
        .into_iter()
        .find(|near| !near.contains(' ') && distance(&near.to_lowercase(), &word.to_lowercase()) <= 2)
}

/// Changes, losses, insertions and swaps of neighbours between two words (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    for (i, letter) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, against) in other.iter().enumerate() {
            let cell = |up: usize, left: usize| {
                let at = (i + 1).checked_sub(up)?;
                let from = if up == 0 { &row } else { rows.get(at)? };
                from.get((j + 1).checked_sub(left)?).copied()
            };
            let cost = usize::from(letter != against);
            let mut best = [cell(1, 0).map(|n| n + 1), cell(0, 1).map(|n| n + 1), cell(1, 1).map(|n| n + cost)]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(0);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(against) && other.get(j - 1) == Some(letter);
            if swapped && let Some(before) = cell(2, 2) {
                best = best.min(before + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances_count_changes() {
        for (one, other, expected) in [
            ("order", "ordr", 1),
            ("your", "yuor", 1),
            ("abcd", "abcd", 0),
            ("recieved", "received", 1),
            ("a", "", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
