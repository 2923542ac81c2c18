use super::*;
use crate::pair::Languages;
use crate::{Document, Format};

fn differences(source: &str, target: &str) -> Vec<(DifferenceKind, String)> {
    let read = |text: &str| Document::read("text.txt", Format::Plain, text.to_owned());
    let languages = Languages {
        source: Some("en".parse().unwrap()),
        target: Some("de".parse().unwrap()),
        ..Languages::default()
    };
    let pair = Pair::new(read(target), Some(read(source)), None, &languages);
    let found = &pair.comparison().differences;
    found.iter().map(|it| (it.kind, it.span.of(pair.target.text(it.block)).to_owned())).collect()
}

#[test]
fn each_kind_of_difference() {
    use DifferenceKind::*;
    for (source, target, kind, span) in [
        ("It cost $5.9bn.", "Es kostete 5,9 Billionen Dollar.", Scale, "5,9 Billionen"),
        ("It cost $5.9bn.", "Es kostete 5,9 Milliarden Euro.", Currency, "5,9 Milliarden Euro"),
        ("It rose by 5 percentage points.", "Es stieg um 5 Prozent.", Percent, "5 Prozent"),
        ("It cost 455 pence.", "Es kostete 455 Pfund.", Currency, "455 Pfund"),
        ("They ran 10 miles.", "Sie liefen 10 Kilometer.", Unit, "10 Kilometer"),
        ("They ran 10 miles.", "Sie liefen 25 Kilometer.", Unit, "25 Kilometer"),
        ("It began in 2019.", "Es begann 2018.", Date, "2018"),
        ("It began on 3 May.", "Es begann am 4. Mai.", Date, "4"),
        ("It began at 3.30pm.", "Es begann um 14.30 Uhr.", Time, "14.30"),
        ("It costs $14 an acre.", "Es kostet 14 Dollar pro Hektar.", Unit, "14 Dollar pro Hektar"),
        ("It is 68 degrees Fahrenheit.", "Es sind 38 Grad Celsius.", Unit, "38 Grad Celsius"),
        ("It is due at noon.", "Um Mitternacht ist es fällig.", Time, "Mitternacht"),
        ("Her best was 2:31:05.", "Ihre Bestzeit war 2:13:05.", Number, "2:13:05"),
        ("There were 610 people.", "Es waren 160 Menschen.", Number, "160"),
        // The other month is said beside it, too.
        (
            "She is 60 on 9 September. It was October.",
            "Am 9. Oktober wird sie 60. Es war Oktober.",
            Date,
            "Oktober",
        ),
        // Said twice there and once here.
        ("In April 2017 and April 2018.", "Im Oktober 2017 und im April 2018.", Date, "Oktober"),
    ] {
        assert_eq!(differences(source, target), [(kind, span.to_owned())], "{source} {target}");
    }
}

#[test]
fn nothing_is_said_of_languages_whose_words_are_not_known() {
    let read = |text: &str| Document::read("text.txt", Format::Plain, text.to_owned());
    let languages = Languages {
        source: Some("en".parse().unwrap()),
        target: Some("es".parse().unwrap()),
        ..Languages::default()
    };
    let target = read("La pérdida fue de 5000 millones de dólares.");
    let pair = Pair::new(target, Some(read("The loss was $5bn.")), None, &languages);
    assert_eq!(pair.comparison().differences, []);
}

#[test]
fn what_is_the_same_in_other_words() {
    for (source, target) in [
        ("It cost $5.9bn.", "Es kostete 5,9 Milliarden US-Dollar."),
        ("It cost 455 pence.", "Es kostete 4,55 Pfund."),
        ("It cost £1.9bn.", "Es kostete 1,9 Milliarden Pfund (knapp 2,3 Milliarden Euro)."),
        ("They ran 10 miles.", "Sie liefen 16 Kilometer."),
        ("It is 68 degrees Fahrenheit warm.", "Es ist 20 Grad Celsius warm."),
        ("Half of the 40 houses burnt.", "50 Prozent der vierzig Häuser brannten."),
        ("It began at 3.30pm.", "Es begann um 15.30 Uhr."),
        ("They took 4.96 million.", "Sie nahmen fast fünf Millionen ein."),
        ("He has ruled for four decades.", "Er herrscht seit 40 Jahren."),
        ("In the 1970s all was well.", "In den siebziger Jahren war alles gut."),
        ("He is 45.", "Er ist ein 45-Jähriger."),
        ("It took two weeks.", "Es dauerte 14 Tage."),
        ("Two came on Monday and two on Sunday.", "Zwei kamen am Montag und am Sonntag."),
        ("It costs $14 an acre, or $9.", "Es kostet 35 Dollar je Hektar oder 22."),
        ("Pump 1,300 gallons a minute.", "Pumpen Sie 82 Liter in der Sekunde."),
        ("It is 9 degrees Fahrenheit less.", "Es sind fünf Grad weniger."),
        ("It rose 6 percentage points to 44%.", "Es stieg von 38 auf 44 Prozent."),
        ("It measures 24 inches by 18.", "Es misst 61 mal 46 Zentimeter."),
        ("It cost $30 a month in 2020.", "Monatlich waren es 30 Dollar im Jahr 2020."),
        ("They came in 2023.", "Sie kamen zwei Jahre zuvor."),
        ("An eighth of it is gone.", "12,5 Prozent davon sind weg."),
        ("The A380 landed.", "Der Airbus A380 landete."),
    ] {
        assert_eq!(differences(source, target), [], "{source} {target}");
    }
}
