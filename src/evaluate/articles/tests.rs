use super::*;
use crate::evaluate::tally::Tally;
use crate::settings::Selection;

const CLEAN: &str = "Kopf\n\n„Das Geld ist alle. Wir hören auf“, sagte Ada Brandt.\n";
const MACHINE: &str =
    "Kopf\n\n„Das Geld ist alle. „Wir hören auf“, sagte Ada Brandt. So ein Satz.\n";

fn figures(gold: &str, clean: &str) -> ArticleFigures {
    let files = [
        ("a/source.en.txt", "Head\n\n“The money is gone. We are giving up,” said Ada Brandt.\n"),
        ("a/clean.de.txt", clean),
        ("a/machine.de.txt", MACHINE),
        ("a/findings.jsonl", gold),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let article = Article::from_files("a", files).unwrap();
    let select = ["reopened-quote".to_owned()].into();
    let selection = Selection { select, ..Selection::default() };
    evaluate([article], &Settings { selection, ..Settings::default() }, &Languages::default())
        .unwrap()
}

fn table(figures: &ArticleFigures) -> String {
    let mut out = Vec::new();
    figures.table(&mut out).unwrap();
    figures.list(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_is_annotated_and_found_is_right() {
    let figures = figures(
        "{\"rule\": \"reopened-quote\", \"start\": 28, \"end\": 31, \"unit\": \"bytes\", \"text\": \"„\"}\n",
        CLEAN,
    );
    assert_eq!(figures.faults, Tally { gold: 1, found: 1, findings: 1, right: 1 });
    assert_eq!(figures.rules["reopened-quote"], figures.faults);
    assert!(figures.misses.is_empty() && figures.alarms.is_empty());
    assert_eq!((figures.words, figures.clean.words), (14, 11));
}

#[test]
fn misses_and_alarms_are_listed_with_their_places() {
    let figures = figures(
        "{\"rule\": \"reopened-quote\", \"start\": 0, \"end\": 4, \"unit\": \"bytes\", \"note\": \"why\"}\n",
        MACHINE,
    );
    assert_eq!(figures.faults, Tally { gold: 1, found: 0, findings: 1, right: 0 });
    assert_eq!((figures.misses[0].line, figures.misses[0].column), (1, 1));
    let text = table(&figures);
    for line in [
        "a/machine.de.txt:1:1: reopened-quote: ⟦Kopf⟧⏎⏎„Das Geld ist alle. „Wir hören auf“, s  [why]",
        "found, but not annotated (1):",
        "clean versions, 14 words: 1 false alarms, 71.43 per 1,000 words; information: 0, 0.00",
        "  a/clean.de.txt:3:21: reopened-quote (minor): ",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let json = serde_json::to_value(&figures).unwrap();
    assert_eq!(json["faults"]["recall"], 0.0);
    assert_eq!(json["clean"]["findings"], 1);
    assert_eq!(json["misses"][0]["span"]["end"], 4);
}

#[test]
fn rules_that_do_not_run_are_left_out() {
    let figures = figures(
        "{\"rule\": \"no-such-rule\", \"start\": 28, \"end\": 31, \"unit\": \"bytes\"}\n\
         {\"rule\": \"unclosed-quote\", \"start\": 6, \"end\": 9, \"unit\": \"bytes\"}\n",
        CLEAN,
    );
    // The finding at the place of the first one is neither right nor wrong.
    assert_eq!((figures.faults, figures.at_left_out), (Tally::default(), 1));
    let text = table(&figures);
    assert!(text.contains("annotated, not yet a rule: no-such-rule 1\n"), "{text}");
    assert!(text.contains("annotated, does not run: unclosed-quote 1\n"), "{text}");
}

#[test]
fn the_glossary_of_an_article_is_kept_to() {
    let files = |glossary: &str| {
        [
            ("a/source.en.txt", "Head\n\nThe groups are expanding the harbour this year.\n"),
            ("a/clean.de.txt", "Kopf\n\nDie Konzerne bauen den Hafen in diesem Jahr aus.\n"),
            ("a/machine.de.txt", "Kopf\n\nDie Gruppen bauen den Hafen in diesem Jahr aus.\n"),
            (
                "a/findings.jsonl",
                r#"{"rule": "forbidden-term", "start": 10, "end": 17, "unit": "bytes"}"#,
            ),
            ("a/glossary.tsv", glossary),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
    };
    let article = Article::from_files("a", files("group\tKonzern\tGruppe\n")).unwrap();
    let select = ["terms".to_owned()].into();
    let selection = Selection { select, ..Selection::default() };
    let settings = Settings { selection, ..Settings::default() };
    let figures = evaluate([article], &settings, &Languages::default()).unwrap();
    assert_eq!(figures.rules["forbidden-term"], Tally { gold: 1, found: 1, findings: 1, right: 1 });
    assert_eq!(figures.clean.faults(), 0, "{}", table(&figures));

    let error = Article::from_files("a", files("group\n")).unwrap_err();
    assert!(error.to_string().starts_with("a/glossary.tsv, line 1: "), "{error}");
}
