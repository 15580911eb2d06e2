//! The language of a message and of its parts.

use super::identify;
use crate::model::Known;
use crate::{Limits, Settings, read_text};
use policyc_diag::SourceId;

/// Short texts written for this test.
const TEXTS: &[(&str, &str)] = &[
    ("en", "Your parcel left our warehouse this morning."),
    ("en", "Thanks for your patience, the refund is on its way."),
    ("en", "Please send us a photo of the damaged lid."),
    ("en", "We have shipped a new lamp today."),
    ("en", "The invoice is attached."),
    ("en", "Could you tell us the size you need?"),
    ("en", "Order cancelled, money returned."),
    ("it", "Il pacco arriva domani mattina."),
    ("it", "Ci scusiamo per il ritardo."),
    ("it", "Può mandarci una foto del prodotto?"),
    ("it", "La fattura è allegata a questo messaggio."),
    ("it", "Grazie per la sua pazienza!"),
    ("it", "Abbiamo spedito oggi la nuova lampada."),
    ("it", "Il rimborso è stato emesso ieri sera."),
    ("de", "Ihr Paket kommt morgen früh an."),
    ("de", "Wir bitten um Entschuldigung."),
    ("de", "Können Sie uns ein Foto schicken?"),
    ("de", "Die Rechnung liegt dieser Nachricht bei."),
    ("de", "Vielen Dank für Ihre Geduld!"),
    ("de", "Heute haben wir die neue Lampe versandt."),
    ("de", "Der Betrag wurde gestern erstattet."),
    ("fr", "Votre colis arrive demain matin."),
    ("fr", "Toutes nos excuses pour le retard."),
    ("fr", "Pouvez-vous nous envoyer une photo ?"),
    ("fr", "La facture est jointe à ce message."),
    ("fr", "Merci pour votre patience !"),
    ("fr", "Nous avons expédié la nouvelle lampe."),
    ("fr", "Le remboursement a été émis hier soir."),
    ("es", "Su paquete llega mañana por la mañana."),
    ("es", "Le pedimos disculpas por el retraso."),
    ("es", "¿Puede enviarnos una foto?"),
    ("es", "La factura va adjunta a este mensaje."),
    ("es", "¡Gracias por su paciencia!"),
    ("es", "Hoy hemos enviado la lámpara nueva."),
    ("es", "El reembolso se emitió ayer por la tarde."),
    ("", "Uw pakket komt morgenochtend aan."),
    ("", "Onze excuses voor de vertraging."),
    ("", "De factuur zit bij dit bericht."),
    ("", "Hartelijk dank voor uw geduld!"),
    ("", "A sua encomenda chega amanhã de manhã."),
    ("", "Pedimos desculpa pelo atraso."),
    ("", "A fatura segue em anexo a esta mensagem."),
    ("", "Obrigado pela sua paciência!"),
    ("", "Paczka dotrze do Państwa jutro rano, dziękujemy za cierpliwość."),
    ("", "Paketet kommer i morgon bitti, tack för ditt tålamod."),
    ("", "Посылка прибудет завтра утром, спасибо."),
];

const SERVED: [&str; 5] = ["en", "it", "de", "fr", "es"];

#[test]
fn short_texts_are_told_apart() {
    let mut unsure = 0;
    for (expected, text) in TEXTS {
        let found = identify(text, &SERVED);
        assert_eq!(found.language.unwrap_or_default(), *expected, "{text}");
        unsure += usize::from(!expected.is_empty() && found.confidence < 800);
    }
    assert!(unsure <= 1, "{unsure} texts under the usual confidence");
}

#[test]
fn what_belongs_to_no_language_is_left_out() {
    assert_eq!(
        identify("https://store.example/the-order-of-the-lamp www.the-shop.example ann@the-mail.example", &SERVED)
            .language,
        None
    );
    let text =
        "Grazie per la sua pazienza! https://store.example/track/the-parcel-is-on-the-way-to-you 123-4567890-1234567";
    assert_eq!(identify(text, &SERVED).language.as_deref(), Some("it"));
    assert_eq!(identify("Grazie mille!", &SERVED).language, None, "too short");
    assert_eq!(identify(TEXTS[0].1, &[]).language, None);
    assert_eq!(identify(TEXTS[0].1, &["en-GB", "de"]).language.as_deref(), Some("en"));
    assert_eq!(identify(TEXTS[0].1, &["de", "fr"]).language, None);
}

fn message(text: &str) -> crate::Message {
    let settings = Settings {
        languages: SERVED.iter().map(|tag| (*tag).to_owned()).collect(),
        language_confidence: 800,
        ..Settings::default()
    };
    read_text(SourceId(0), text.as_bytes(), &Limits::default()).with_settings(settings)
}

#[test]
fn most_letters_decide() {
    let italian = "Il rimborso è stato emesso ieri sera e dovrebbe arrivare sul suo conto entro tre giorni lavorativi.";
    let english = "The refund was issued last night and should reach your account within three working days.";
    let short = "Thanks for choosing our little shop again, see you soon in the city.";
    assert_eq!(message(italian).language(), Known::Value("it"));
    assert_eq!(message(&format!("{italian}\n\n{italian}\n\n{short}")).language(), Known::Value("it"));
    assert_eq!(message(&format!("{italian}\n\n{english}")).language(), Known::Unknown, "two languages");
    assert_eq!(message("Hi.").language(), Known::Unknown);
    let both = message(&format!("{italian}\n\n{english}"));
    let tags: Vec<&str> = both.language_shares().items.iter().map(|share| share.language.as_str()).collect();
    assert_eq!(tags, ["en", "it"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    #[test]
    fn no_text_panics(text in "\\PC{0,300}") {
        let found = identify(&text, &SERVED);
        proptest::prop_assert!(found.confidence <= 1000);
    }
}
