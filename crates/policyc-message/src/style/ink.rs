//! What leaves ink on a page: text that is more than blanks and invisible characters.

/// Whether a character shows nothing: white space, or a character that is ignored by default (UAX 44).
pub(crate) fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign,
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
            | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether some character of a text shows.
pub(crate) fn has_ink(text: &str) -> bool {
    text.chars().any(|sign| !is_blank(sign))
}

/// Letters, digits and signs of a text: the characters that show.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|sign| !is_blank(*sign)).count()
}
