//! A batch of made-up articles with their sources, with faults planted as machines make them. The
//! same every time.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Sentences of the source with their translations. `{p}` a person, `{c}` a town, `{f}` a firm, `{n}`
/// a number, `{d}` a day of March.
const SENTENCES: [(&str, &str); 24] = [
    (
        "The council of {c} approved the plan on Tuesday after a debate of {n} hours.",
        "Der Rat von {c} billigte den Plan am Dienstag nach einer Debatte von {n} Stunden.",
    ),
    (
        "{f} will close {n} of its branches before the summer, the company said.",
        "{f} wird {n} seiner Filialen noch vor dem Sommer schließen, teilte das Unternehmen mit.",
    ),
    (
        "“We did not expect so many people,” said {p}, who runs the museum.",
        "„Mit so vielen Menschen haben wir nicht gerechnet“, sagte {p}, die das Museum leitet.",
    ),
    (
        "The ferry to {c} has not sailed since {d} March because of the storm.",
        "Die Fähre nach {c} fährt wegen des Sturms seit dem {d}. März nicht mehr.",
    ),
    (
        "About {n} people lost their jobs when the mill burned down.",
        "Rund {n} Menschen verloren ihre Arbeit, als die Mühle abbrannte.",
    ),
    (
        "{p} has written three books about the rivers of the north.",
        "{p} hat drei Bücher über die Flüsse des Nordens geschrieben.",
    ),
    (
        "Prices for bread rose by {n} percent within a year.",
        "Die Preise für Brot stiegen innerhalb eines Jahres um {n} Prozent.",
    ),
    (
        "The court in {c} will hear the case again in autumn.",
        "Das Gericht in {c} wird den Fall im Herbst noch einmal verhandeln.",
    ),
    (
        "“It [the bridge] will stand for another century,” {p} told reporters.",
        "„Sie [die Brücke] wird noch ein Jahrhundert stehen“, sagte {p} vor Journalisten.",
    ),
    (
        "Nobody was hurt, but {n} houses had to be cleared.",
        "Niemand wurde verletzt, aber {n} Häuser mussten geräumt werden.",
    ),
    (
        "The hospital of {c} needs new beds, doctors and a second entrance.",
        "Das Krankenhaus von {c} braucht neue Betten, Ärzte und einen zweiten Eingang.",
    ),
    (
        "Farmers in the valley fear that the frost has killed half of the blossoms.",
        "Die Bauern im Tal fürchten, dass der Frost die Hälfte der Blüten zerstört hat.",
    ),
    (
        "{f} paid {n} million euros for the old harbour.",
        "{f} zahlte {n} Millionen Euro für den alten Hafen.",
    ),
    (
        "The choir sang until midnight, and the whole street listened.",
        "Der Chor sang bis Mitternacht, und die ganze Straße hörte zu.",
    ),
    (
        "“I will not sign this contract,” said {p} on Friday.",
        "„Diesen Vertrag werde ich nicht unterschreiben“, sagte {p} am Freitag.",
    ),
    (
        "A train from {c} stood in the tunnel for {n} minutes.",
        "Ein Zug aus {c} stand {n} Minuten lang im Tunnel.",
    ),
    (
        "The researchers measured the ice at {n} places along the coast.",
        "Die Forscher maßen das Eis an {n} Stellen entlang der Küste.",
    ),
    (
        "Children under twelve may enter the castle without a ticket.",
        "Kinder unter zwölf Jahren dürfen das Schloss ohne Eintrittskarte besuchen.",
    ),
    (
        "The mayor of {c}, {p}, called the decision a mistake.",
        "Der Bürgermeister von {c}, {p}, nannte die Entscheidung einen Fehler.",
    ),
    (
        "In spring the company wants to build {n} flats on the old airfield.",
        "Im Frühjahr will das Unternehmen {n} Wohnungen auf dem alten Flugplatz bauen.",
    ),
    (
        "The team won by {n} points and now plays in {c}.",
        "Die Mannschaft gewann mit {n} Punkten Vorsprung und spielt nun in {c}.",
    ),
    (
        "Experts say the soil there has been dry for years.",
        "Fachleute sagen, der Boden sei dort seit Jahren trocken.",
    ),
    (
        "“Our neighbours helped us from the first day,” said {p}.",
        "„Unsere Nachbarn haben uns vom ersten Tag an geholfen“, sagte {p}.",
    ),
    (
        "The library stays open until {d} March and then moves to {c}.",
        "Die Bibliothek bleibt bis zum {d}. März geöffnet und zieht dann nach {c}.",
    ),
];

const PEOPLE: [&str; 8] = [
    "Mara Lindholt",
    "Jonas Feldgrau",
    "Ines Okonjo",
    "Peter Waldau",
    "Greta Sandvik",
    "Tomas Brehmer",
    "Ada Quist",
    "Leo Marchetti",
];
const TOWNS: [&str; 8] = [
    "Altenweiler",
    "Port Grenna",
    "Solvik",
    "Marbach am See",
    "Kestrel Bay",
    "Dornfelde",
    "Lindmark",
    "Ostrau",
];
const FIRMS: [&str; 6] = [
    "Nordhafen AG",
    "Brightwell Foods",
    "Castellan Energy",
    "Weidner & Roth",
    "Ostra Rail",
    "Fenwick Papers",
];
const DESKS: [&str; 5] = ["Politics", "Business", "Culture", "Science", "Sport"];

/// What engines do to a translated sentence, when they do it.
fn spoilt(sentence: &str, how: u64) -> String {
    match how {
        0 => sentence.replacen(" und ", " und und ", 1),
        1 => sentence.replacen("[die Brücke]", "[the bridge]", 1),
        2 => sentence.replacen('“', "\"", 1).replacen('„', "\"", 1),
        3 => sentence.replacen(", sagte", " , sagte", 1),
        4 => sentence.replacen("Prozent", "Prozentpunkte", 1),
        5 => sentence.replacen("nicht ", "", 1),
        6 => sentence.replacen("Millionen", "Milliarden", 1),
        _ => String::new(),
    }
}

/// Numbers that look drawn.
pub struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's MMIX; the high bits are good enough for texts.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

/// An article of so many words: the source, and its translation with faults in `share` of a hundred
/// sentences.
fn article(drawn: &mut Drawn, words: usize, share: u64) -> (String, String) {
    let (mut source, mut target) = (String::new(), String::new());
    let town = drawn.of(&TOWNS);
    let number = 2 + drawn.below(97);
    let _ = write!(source, "# {town}: {number} days of rain and what they cost\n\n");
    let _ = write!(target, "# {town}: {number} Tage Regen und was sie kosten\n\n");
    let mut count = 0;
    while count < words {
        for _ in 0..3 + drawn.below(3) {
            let (one, other) = SENTENCES[drawn.below(SENTENCES.len() as u64) as usize];
            let slots = [
                ("{p}", drawn.of(&PEOPLE).to_owned()),
                ("{c}", drawn.of(&TOWNS).to_owned()),
                ("{f}", drawn.of(&FIRMS).to_owned()),
                ("{n}", (2 + drawn.below(97)).to_string()),
                ("{d}", (1 + drawn.below(30)).to_string()),
            ];
            let filled = |text: &str| {
                slots.iter().fold(text.to_owned(), |text, (slot, word)| text.replace(slot, word))
            };
            let (one, mut other) = (filled(one), filled(other));
            if drawn.below(100) < share {
                other = spoilt(&other, drawn.below(8));
            }
            count += other.split_whitespace().count();
            source = source + &one + " ";
            target = target + &other + " ";
        }
        source = source.trim_end().to_owned() + "\n\n";
        target = target.trim_end().to_owned() + "\n\n";
    }
    (source, target)
}

/// Writes so many articles of so many words into a folder, each with its source, with front matter
/// that says desk and engine.
pub fn batch(folder: &Path, articles: usize, words: usize) {
    let mut drawn = Drawn(2026);
    for number in 0..articles {
        let desk = DESKS[number % DESKS.len()];
        let share = 6 + (number % 7) as u64 * 3;
        let (source, target) = article(&mut drawn, words, share);
        let engine = if number % 2 == 0 { "opus" } else { "harbour" };
        let below = folder.join(desk.to_lowercase());
        fs::create_dir_all(&below).unwrap();
        let title = target.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        let front =
            format!("---\ntitle: \"{title} ({number})\"\ndesk: {desk}\nengine: {engine}\n---\n\n");
        fs::write(below.join(format!("story-{number:04}.en.md")), source).unwrap();
        fs::write(below.join(format!("story-{number:04}.de.md")), front + &target).unwrap();
    }
}
