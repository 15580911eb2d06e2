//! Zones of text, words, sentences, language, spelling, quotes.

use super::{Fact, Layer, Ty, fact};

const SPELLING: Ty = Ty::Enum(&["typo", "look_alike", "doubled", "unknown_word"]);

pub(super) const FACTS: &[Fact] = &[
    fact("message.body", Ty::Text, Layer::Text, "visible text in the voice of the sender, signature included"),
    fact("message.signature", Ty::Text, Layer::Text, "what stands after the signature line; a part of the body")
        .or_none(),
    fact("message.quoted", Ty::Text, Layer::Text, "what is quoted from the other side").or_none(),
    fact("message.hidden", Ty::Text, Layer::Cascade, "text that a reader does not see").or_none(),
    fact("message.preheader", Ty::Text, Layer::Cascade, "hidden text before the first visible character").or_none(),
    fact("message.alt", Ty::Text, Layer::Html, "texts that stand in for images").or_none(),
    fact("message.painted", Ty::Text, Layer::Html, "texts painted in images, as far as supplied").or_none(),
    fact("message.attached", Ty::Text, Layer::AttachmentText, "texts of attachments").or_none(),
    fact(
        "message.said",
        Ty::Text,
        Layer::Text,
        "all that the sender says: subject, body, hidden, alternative, painted and attached text",
    ),
    fact("message.everything", Ty::Text, Layer::Text, "all zones, quoted text too"),
    fact("message.sentences", Ty::Items, Layer::Text, "the sentences of subject and body"),
    fact("message.sentences.word_count", Ty::Integer, Layer::Text, "how many words it has"),
    fact("message.sentences.language", Ty::Language, Layer::Language, "its language; none without letters").or_none(),
    fact("message.paragraphs", Ty::Items, Layer::Text, "the paragraphs of subject and body"),
    fact("message.paragraphs.word_count", Ty::Integer, Layer::Text, "how many words it has"),
    fact("message.paragraphs.language", Ty::Language, Layer::Language, "its language; none without letters").or_none(),
    fact("message.word_count", Ty::Integer, Layer::Text, "how many words the body has"),
    fact("message.capital_share", Ty::Percent, Layer::Text, "capital letters among the letters that have a case")
        .or_none(),
    fact("message.language", Ty::Language, Layer::Language, "the main language of the body, where it is sure"),
    fact("message.language_shares", Ty::Items, Layer::Language, "the languages of the body with their shares"),
    fact("message.language_shares.language", Ty::Language, Layer::Language, "the language"),
    fact("message.language_shares.share", Ty::Percent, Layer::Language, "its letters among all letters"),
    fact("message.document_language", Ty::Language, Layer::Html, "the language that the markup or the header declares")
        .or_none(),
    fact("message.amounts", Ty::Items, Layer::Finders, "amounts of money in the text"),
    fact("message.amounts.value", Ty::Money, Layer::Finders, "the amount").or_none(),
    fact("message.dates", Ty::Items, Layer::Finders, "days in the text"),
    fact("message.dates.value", Ty::Date, Layer::Finders, "the day").or_none(),
    fact("message.numbers", Ty::Items, Layer::Finders, "numbers outside of ids, dates and amounts"),
    fact("message.numbers.value", Ty::Decimal, Layer::Finders, "the number"),
    fact("message.quotes", Ty::Items, Layer::Text, "stretches quoted from the other side"),
    fact("message.quotes.depth", Ty::Integer, Layer::Text, "how deep it is quoted, from 1"),
    fact("message.quotes.introduction", Ty::Text, Layer::Text, "the line that leads it").or_none(),
    fact("message.quotes.language", Ty::Language, Layer::Language, "its language; none without letters").or_none(),
    fact("message.quotes.links", Ty::ItemsLike("message.links"), Layer::Finders, "links in it"),
    fact("message.quotes.phones", Ty::ItemsLike("message.phones"), Layer::Phones, "phone numbers in it"),
    fact(
        "message.quotes.email_addresses",
        Ty::ItemsLike("message.email_addresses"),
        Layer::Finders,
        "mail addresses in it",
    ),
    fact("message.quotes.identifiers", Ty::ItemsLike("message.identifiers"), Layer::Finders, "identifiers in it"),
    fact("message.spelling", Ty::Record, Layer::Spelling, "what a dictionary says of the body and the subject"),
    fact("message.spelling.checked_words", Ty::Integer, Layer::Spelling, "how many words were looked up"),
    fact("message.spelling.errors", Ty::Items, Layer::Spelling, "words that no dictionary has"),
    fact("message.spelling.errors.kind", SPELLING, Layer::Spelling, "how sure it is that the word is wrong"),
    fact("message.spelling.errors.suggestion", Ty::Text, Layer::Spelling, "the nearest known word").or_none(),
    fact("message.spelling.rate", Ty::Percent, Layer::Spelling, "misspelt words among those looked up").or_none(),
];
