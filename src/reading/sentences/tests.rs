use super::*;
use crate::language::pack;

fn cut(tag: &str, text: &str) -> Vec<String> {
    let pack = pack(&tag.parse().unwrap());
    sentences(text, &pack).into_iter().map(|span| span.of(text).to_owned()).collect()
}

/// Every text is written with `|` where a sentence ends.
fn check(tag: &str, texts: &[&str]) {
    let mut wrong = Vec::new();
    for text in texts {
        let expected: Vec<&str> = text.split('|').map(str::trim).collect();
        let found = cut(tag, &text.replace('|', ""));
        if found != expected {
            wrong.push(format!("{text}\n  was cut {}", found.join(" |")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn german_abbreviations() {
    check(
        "de",
        &[
            "Dr. Müller kam z. B. am 3. Oktober, d. h. spät. |Er blieb bis 2019. |Das war es.",
            "Es kamen Bäume, Sträucher usw. hinzu. |Er sah Hunde, Katzen usw. |Das war alles.",
            "Nach Art. 5 Abs. 1 Satz 2 GG ist das erlaubt. |Das Gericht sieht es so.",
            "Prof. Dr. h. c. mult. Anna Weber lehrt hier. |Dr. med. dent. Karl Roth nicht.",
            "Z. B. Autos. |Vgl. S. 12 f. |Die Tabelle steht auf S. 14 ff. und in Abb. 3.",
            "Die Müller GmbH & Co. KG aus St. Gallen wächst. |Der FC St. Pauli auch.",
            "Der Bundeskanzler a. D. sagte das. |Oberst a. D. Weber widersprach.",
            "Die Kosten stiegen auf 5 Mio. Euro. |Rund 3 Mrd. Euro fehlen.",
            "Caesar starb 44 v. Chr. |Das Reich bestand weiter. |Im Jahr 300 n. Chr. endete es.",
            "In Frankfurt a. M. leben viele. |Er wohnt in Frankfurt a. M. |Dort ist es laut.",
            "Das gilt seit Jan. 2020. |Er zog im Jan. |Die Polizei weiß das.",
            "Er wohnt in der Hauptstr. 5 in Köln. |Sie in der Karl-Marx-Str. 7.",
            "Siehe Abs./Nr. 3. |Ex-Prof. Weber kam.",
            "Der e. V. wurde gegründet. |Er ist im Verein Rote Nasen e. V. |Dort hilft er.",
            "Az. 5 K 12/20. |Urteil v. 3. Mai 2020. |Zwei Kinder (5 u. 9 J.). |Er war Min. a. D. |Das ist gut.",
            "Das kostet ca. 5 Euro bzw. 6 Euro inkl. Versand. |Mehr nicht.",
            "Sie traf Hrn. Weber (ehem. Chef). |Er ging.",
            "Der Artikel (Anm. d. Red.) |Das Wort fehlt.",
            "Auf S. 5 steht (vgl. Nr. 3 u. a.) Folgendes. |Ende.",
            "Müller (geb. 1950 in St. Gallen, vgl. S. 3.) Trainer war er nie.",
            "Umfrage u. a. in Köln, v. a. bei Älteren. |Die Zahl steigt.",
        ],
    );
}

#[test]
fn german_numbers() {
    check(
        "de",
        &[
            "Im 19. Jahrhundert regierte Friedrich II. Preußen. |J. R. Holt schwieg.",
            "Sie liegt auf Platz 3. |Der Trainer lobte den 2. Senat.",
            "Das war 2023. |Menschen jubelten.",
            "Am 3. Oktober spielte der 1. FC Köln. |1. FC Köln gegen 1. FC Union hieß es.",
            "1. FC Köln gewinnt. |Beim 1. FC Nürnberg war es still.",
            "So regierte Friedrich II. |Der König war streng. |Papst Johannes Paul II. |Er starb.",
            "Das Spiel beginnt um 15.30 Uhr. |Es endet um 17.15. |Zuschauer sind willkommen.",
            "Das steht in Nr. 5. |Die 5. und 6. Klasse kennt es. |Nr. 6. |Das reicht.",
            "Das geschah im Jahr 2020. |In Berlin blieb es ruhig.",
            "Im Jahr 2019. |Oktober und November waren mild.",
            "Er ging durch die Straße des 17. Juni. |Sie blieb.",
            "Die Zahl stieg auf 50. |Experten warnen. |Sie sank um 3,5. |Forscher staunen.",
            "Köln siegte mit 3:2. |Trainer Weber jubelte.",
            "Vom 3. 10. 2024 bis 24. 12. 2024 war zu. |Am 3.10.2024 nicht.",
            "Der 2000. Besucher kam am 1. Advent. |Beim 125. Treffen gab es Kuchen.",
            "Das steht auf S. 5. |12 Menschen lasen es. |3 nicht.",
            "Er wurde in der 90. Minute gefoult. |Zum 100. Mal.",
            "Am 5. (Dienstag) kam er. |Am 6. „Tag der Arbeit“ nicht.",
            "Die 2. Bundesliga und die 3. Liga ruhen. |Im 2. Halbjahr nicht.",
            "Deutschland spielt in Gruppe B. |Spanien in Gruppe C. |Plan B. |Vitamin D. |Gut.",
            "Das schrieb er auf X. |Millionen lasen es. |Francis X. Weber nicht.",
            "Thomas M. |Der Mann schwieg. |Thomas M. Weber nicht.",
            "Sie liegt auf Platz 1. |Platz 2 ist frei. |Im 2. Buch. |Am 24. Februar 2022. |Am 25. |Der Rest folgt.",
        ],
    );
}

#[test]
fn german_quotations_and_ellipses() {
    check(
        "de",
        &[
            "„Das ist gut. |Es bleibt so“, sagte er. |„Ja!“, rief sie. |„Nein!“ |Alle lachten.",
            "„Wirklich?“ fragte er. |Na ja … |Es ging so. |Er sah … Sterne.",
            "(Das stimmt.) |Mehr nicht. |(Eins. |Zwei.) |Drei.",
            "Er rief: „Komm!“ |Dann ging er. |„Warum?“ |– „Darum.“ |Sie ging.",
            "„Warum?!“ |Keiner wusste es. |Nein!!! |Doch ... |Das ging so.",
            "Er sagte: „Ich komme.“ |„Gut.“ |»Schön.« |Das war es.",
            "Er nannte sie „klug“. |Sie lachte. |Er sagte „nein“. |„Ja“, sagte sie.",
            "Sie war – endlich! – Siegerin. |Und – wer hätte es gedacht? – Meisterin.",
            "Er kauft bei Yahoo! Aktien. |Er war bei Yahoo! |Das ist lange her.",
            "Das ist so. |[…] Das bleibt so. |Wir sind […] Leute. |… Und weiter.",
            "SPIEGEL: Warum? |Weber: Darum. |Wann? |Nie!",
            "„Nein!“-Rufe waren zu hören. |Die Was-ist-das?-Frage blieb.",
            "Das ist belegt.[1] |Das auch.² |Mehr nicht.[12][13] |Ende.",
            "Er siegte (endlich!) Ende Mai. |Toll!",
            "Er kaufte ein Handy. |iPhone-Nutzer kennen das. |eBay auch.",
            "Schön! |😀 Das war es. |Gut!😀 |Nein.",
            "BERLIN. |– Die Lage ist ernst. |– Das bleibt so.",
            "„Dr. Weber kommt“, sagte er, „am 3. Mai.“ |Er blieb.",
            "Wer? |Was? |Und – Nein. |Das ist .NET. |.NET ist das.",
            "„Wer soll das bezahlen?“ |Müller fragte das oft. |„Ich nicht!“ rief Weber.",
            "Sie gewann bei „Wer wird Millionär?“. |Dann ging sie.",
            "Er kam . . . Abends ging er.",
        ],
    );
}

#[test]
fn english() {
    check(
        "en",
        &[
            "Dr. Smith left the U.S. Senate in Jan. 2019. |He lives in the U.S. |They do not.",
            "“I know.” |He paused. |12 people left.",
            "The riot of Jan. 6 shook the U.S. Capitol. |It’s over. |No. 10 said so.",
            "J.K. Rowling and J. K. Rowling wrote. |George W. Bush and John F. Kennedy did not.",
            "She moved to St. Louis vs. Mr. Holt, e.g. Sgt. Roy Holt, Ph.D. |He stayed.",
            "Apple Inc. said so. |Apple Inc. Chief Executive Tim Holt left Acme Inc. |Shares fell.",
            "It starts at 9 a.m. |Police came at 10 p.m. Monday, i.e. late. |At 5 p.m. Eastern it ends.",
            "B. A. Holt met M. A. Khan. |In Roe v. Wade it was said.",
            "“Why now?” Smith asked. |“Let’s go!” Mary Ann Holt said. |“No!” |He left.",
            "He asked: “Why?” |Officials said nothing. |“Who? |What?” she said.",
            "The answer is no. |The answer is No. |He left. |Fig. 3 shows it. |See p. 5. |Then stop.",
            "World War II. |It ended World War I. |Germany lost. |He drew Group B. |Spain did too.",
            "He posted on X. |Millions read it. |Malcolm X. |He spoke.",
            "Gov. Gavin Holt (D-Calif.) said so. |Sens. Holt and Roy left. |Lt. Gov. Roy too.",
            "I think… |Maybe. |“I…” |He stopped. |He said “yes.” |“No.” |She left.",
            "Yahoo! News said so. |Amazon.com. |The Web.",
            "She paused. |“… and so on,” he said.",
            "(This is true.) |It is. |He left (at last!) and came back.",
            "1. Introduction. |2. The end.",
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            "M. Dupont est arrivé. |Il a dit : « Non. » |Il est parti. |« Oui ! » |Mme Roy part.",
            "M. Le Goff et Mme Roy sont là. |Selon J. Le Goff, c’est faux. |J.-P. Roy le dit.",
            "César est mort en 44 av. J.-C. |La République aussi. |En 50 apr. J.-C. Rome brûle.",
            "« Pourquoi ? » demande-t-il. |Il rit… |Elle part. |L’an 2020. |C’est fini.",
            "Il vit aux U.S.A. |L’affaire est close. |Il a lu l’art. 5 du code, p. 12. |Fin.",
            "Vraiment ? ! |Oui. |– Non. |— Si, dit-elle.",
            "Le XIXe siècle, etc. |Les gens partent. |Ahmed B. |Il est libre.",
        ],
    );
}

#[test]
fn languages_without_a_pack() {
    check(
        "pl",
        &[
            "W 1911 r. Mongolia ogłosiła. |To św. Piotr. |Tak. |— Nie — mówi. |— Tak.",
            "Mieszka w USA. |Ma 5 lat.",
        ],
    );
    check("es", &["Nació en el 44 a. C. en Roma. |¿Cómo? |¡No! |¿y tú? |En el 44 a. C. |Al fin."]);
    check("zh", &["他来了。|她走了！|“好。”|是吗？"]);
}

#[test]
fn white_space_is_nobodys() {
    assert_eq!(cut("de", "  Eins.\n Zwei.  "), ["Eins.", "Zwei."]);
    assert_eq!(
        cut("de", "Eins z.\nB. hier.\u{2028}Zwei.\u{2029}\u{2029}Drei."),
        ["Eins z.\nB. hier.", "Zwei.", "Drei."]
    );
    assert!(cut("de", " \n ").is_empty());
    assert!(cut("de", "").is_empty());
    assert_eq!(cut("de", "..."), ["..."]);
    assert_eq!(cut("de", "?!“ ) … \" [1] – ."), ["?!“ ) … \" [1] – ."]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_cut_into_what_it_holds(text in "[ab.!?… A1\"„“()\u{A0}é–-]{0,60}") {
        for tag in ["de", "en", "fr", "und"] {
            let pack = pack(&tag.parse().unwrap());
            let mut end = 0;
            for span in sentences(&text, &pack) {
                assert!(text[end..span.start].trim().is_empty());
                assert_eq!(span.of(&text), span.of(&text).trim());
                end = span.end;
            }
            assert!(text[end..].trim().is_empty());
        }
    }
}

#[test]
fn what_is_seen_at_a_glance_is_what_a_closer_look_finds() {
    let mut seen = 0;
    for tag in ["de", "en", "fr"] {
        let pack = pack(&tag.parse().unwrap());
        let listed = [&pack.abbreviations.never_final, &pack.abbreviations.maybe_final];
        let tokens = listed.iter().flat_map(|it| it.words.iter()).flat_map(|it| it.split(' '));
        let words = pack.words.common.words.iter().map(String::as_str);
        let others = ["XXVIII", "Hauptstr", "Verf.-Schutz", "approxim", "Schlosspl"];
        for word in tokens.chain(words).chain(others) {
            let word = word.trim_end_matches('.');
            for stem in [format!("Im {word}."), format!("z. B. {word}."), format!("Nr. 5 {word}.")]
            {
                if !is_behind_word(&stem, &pack) {
                    continue;
                }
                seen += 1;
                let tail = Tail::new(&stem, true);
                for (after, is_start) in [("Oktober", false), ("3 Tage", false), ("The", true)] {
                    assert_eq!(tail.find(&pack), None, "{stem}");
                    let goes_on = tail.is_enumerator()
                        || tail.goes_on(after, &pack)
                        || tail.is_abbreviation(after, is_start, &pack)
                        || ordinals::is_ordinal(&stem, after, is_start, &pack);
                    assert!(!goes_on, "{stem} {after}");
                }
            }
        }
    }
    assert!(seen > 1000, "{seen}");
}
