use super::*;
use crate::document::{Document, Format};

fn side(tag: &str, text: &str) -> Side {
    Side::new(Document::read("t.txt", Format::Plain, text.to_owned()), &tag.parse().unwrap())
}

/// The faults of a text, each with up to 12 bytes of what stands from its place on.
fn faults(tag: &str, text: &str) -> Vec<(FaultKind, String)> {
    let side = side(tag, text);
    let quotations = side.quotations();
    quotations
        .faults
        .iter()
        .map(|fault| {
            let text = &side.text(quotations.marks[fault.mark].block)[fault.span.start..];
            (fault.kind, text.chars().take(6).collect())
        })
        .collect()
}

fn clean(tag: &str, text: &str) {
    assert_eq!(faults(tag, text), [], "{text}");
}

fn one(tag: &str, text: &str, kind: FaultKind, at: &str) {
    assert_eq!(faults(tag, text), [(kind, at.to_owned())], "{text}");
}

use FaultKind::*;

#[test]
fn good_quotations_of_all_styles() {
    clean("de", "„Das ist gut. Es bleibt so“, sagte er. „Und Sie?“");
    clean("de", "Er sagte: „Sie rief ‚Halt!‘ und lief.“ Das war’s, Hans’ Hut blieb.");
    clean("de", "»Ja«, sagte sie, »das ›Haus‹ steht.«");
    clean("de-CH", "«Na ja», sagte sie, «das ‹Haus› steht.»");
    clean("de", "\"Ja\", sagte er. \"Der 27\"-Monitor ist da.\" Ein 12\" breites Brett.");
    clean("de", "Ein “englischer” Titel, ein ”schwedischer” auch.");
    clean("en", "“I’m here,” he said. “The ’60s weren’t ‘all that’ good.”");
    clean("fr", "« Nous, dit-il, l’avons vu », et « c’est ‹ vrai › ». L’été.");
    clean("de", "Die ’68er riefen ’s wär’ gut, ’ne Zeit.");
    clean("de", "Er sagte: „Sie rief ‚Ich hab’ Zeit!‘ und blieb.“");
    clean("de", "Der „Titanic“-Film und die „Zeit“s-Frage.");
}

#[test]
fn quotations_over_paragraphs() {
    clean("de", "„Erster Absatz.\n\n„Zweiter Absatz.\n\n„Dritter“, sagte er.");
    one("de", "„Erster Absatz.\n\nZweiter Absatz.", Unclosed, "„Erste");
    one("de", "„Erster Absatz.\n\n„Zweiter Absatz.\n\nSchluss.", Unclosed, "„Erste");
}

#[test]
fn a_quotation_inside_one_that_goes_on() {
    one(
        "de",
        "„Im Bericht steht: „Es bleibt so.“ Alle lasen es.\n\n„Und nun?“",
        SameLevel,
        "„Es bl",
    );
}

#[test]
fn reopened_quotations() {
    one("de", "„Es ist das Ende. „Nie wieder“, sagte der Mann.", Reopened, "„Nie w");
    one("de", "\"Es ist das Ende. \"Nie wieder\", sagte der Mann.", Reopened, "\"Nie w");
    one("de", "»Es ist das Ende. »Nie wieder«, sagte der Mann.", Reopened, "»Nie w");
    one("fr", "« C’est fini. « Plus jamais », dit-il.", Reopened, "« Plus");
}

#[test]
fn nested_marks_of_the_same_kind() {
    one("de", "„Sie rief „Halt!“ und lief“, sagte er.", SameLevel, "„Halt!");
}

#[test]
fn marks_that_are_missing() {
    one("de", "„Das ist gut, sagte Meier.", Swallowed, ", sagt");
    one("de", "„Das ist gut, sagte Meier. „Wir bleiben“, rief er.", Swallowed, ", sagt");
    one("de", "Das ist gut“, sagte Meier.", Orphan, "“, sag");
    one("de", "„A“, sagte er. B bleibt hier“, fügte er hinzu.", Orphan, "“, füg");
    one("de", "Er nannte es „gut und ging.", Unclosed, "„gut u");
    one("de", "„Faust“ und Hamlet“ sind Stücke.", Orphan, "“ sind");
}

#[test]
fn displaced_marks() {
    one("de", "Sie sei „zuversichtlich“ ist [its] langfristige Aussichten“.", Displaced, "“ ist ");
    one("de", "„Es gibt keine wie bei SAAS.“ [software] Firmen“, sagte er.", Displaced, "“ [sof");
}

#[test]
fn quoted_stretches_are_known() {
    let side = side("de", "Er sagte „ja, ‚so‘ nicht“. Ende.\n\n„A.\n\n„B“ c.");
    let quotations = side.quotations();
    let text = side.text(0);
    assert!(quotations.is_quoted(0, text.find("nicht").unwrap()));
    assert!(quotations.is_quoted(0, text.find("so").unwrap()));
    assert!(!quotations.is_quoted(0, text.find("Ende").unwrap()));
    assert!(quotations.is_quoted(1, 3) && quotations.is_quoted(2, 3));
    assert!(!quotations.is_quoted(2, side.text(2).len() - 1));
}
