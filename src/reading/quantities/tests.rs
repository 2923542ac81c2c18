use super::*;
use crate::document::{Document, Format};
use crate::language::pack;
use crate::reading::Side;

fn read(tag: &str, text: &str) -> Vec<Quantity> {
    let tag = tag.parse().unwrap();
    let found = quantities(text, &pack(&tag));
    // In the words that a side passes over there is none.
    let side = Side::new(Document::read("t.txt", Format::Plain, text.to_owned()), &tag);
    if side.blocks().len() == 1 && side.text(0) == text {
        assert_eq!(side.quantities_of(0), found, "{text}");
    }
    found
}

fn values(tag: &str, text: &str) -> Vec<Decimal> {
    read(tag, text).into_iter().filter(Quantity::is_number).map(|it| it.value).collect()
}

fn plain(value: u128) -> Decimal {
    Decimal::new(value, 0)
}

#[test]
fn the_same_value_in_two_languages() {
    for (english, german) in [
        ("$5.9bn", "5,9 Milliarden Dollar"),
        ("Rmb2.4bn", "2,4 Mrd. Yuan"),
        ("US$184mn", "184 Millionen US-Dollar"),
        ("1,250.50", "1.250,50"),
        ("twelve", "12"),
        ("2 million", "2 Mio."),
        ("half a million people", "eine halbe Million Menschen"),
        ("500,000", "eine halbe Million"),
        ("1.5 million", "anderthalb Millionen"),
        ("two and a half years", "zweieinhalb Jahre"),
        ("two hundred and forty-five", "zweihundertfünfundvierzig"),
        ("10,000 people", "10 000 Menschen"),
        ("a 45-year-old", "ein 45-Jähriger"),
        ("fourteen", "vierzehn"),
        ("3.30pm", "15.30 Uhr"),
        ("3 p.m.", "15 Uhr"),
        ("3:30 a.m.", "3:30 Uhr"),
        ("2 ½ weeks", "2 1⁄2 Wochen"),
        ("two-thirds", "zwei Drittel"),
        ("two dozen", "zwei Dutzend"),
        ("October 3, 2023", "2023 3"),
    ] {
        let mut pair = [values("en", english), values("de", german)];
        pair.iter_mut().for_each(|it| it.sort());
        assert_eq!(pair[0], pair[1], "{english}");
    }
    assert_eq!(values("de-CH", "1’250.50"), values("en", "1250.5"));
    assert_eq!(values("fr", "quatre-vingt-dix-sept"), [plain(97)]);
    assert_eq!(values("fr", "vingt et un"), [plain(21)]);
    assert_eq!(values("fr", "15h30"), values("en", "3.30pm"));
    assert_eq!(values("fr", "1 250,5 millions d’euros"), values("en", "1,250.5 million"));
}

#[test]
fn what_stands_around_a_number_belongs_to_it() {
    let one = |tag: &str, text: &str| read(tag, text).into_iter().next().unwrap();
    let money = one("en", "about $5.9bn of debt");
    assert!(money.approximate);
    assert_eq!(money.currency.map(|it| it.to_string()).as_deref(), Some("$"));
    assert_eq!(money.span.of("about $5.9bn of debt"), "5.9bn");
    assert_eq!(money.whole.of("about $5.9bn of debt"), "$5.9bn");
    assert_eq!(one("de", "5,9 Milliarden US-Dollar").currency.unwrap().as_str(), "USD");
    assert_eq!(one("en", "5 percentage points").kind, Kind::Points);
    assert_eq!(one("de", "5-prozentige").kind, Kind::Percent);
    assert_eq!(one("en", "20 mph").unit.unwrap().as_str(), "mph");
    assert_eq!(one("en", "20 square feet").unit.unwrap().as_str(), "ft2");
    assert_eq!(one("en", "the 1970s").kind, Kind::Decade);
    assert_eq!(one("de", "1970er Jahre").kind, Kind::Decade);
    assert_eq!(one("fr", "les années 1970").kind, Kind::Decade);
    assert_eq!(one("de", "im 19. Jahrhundert").value, plain(19));
    for label in ["A380", "Covid-19", "5G", "[3]"] {
        assert_eq!(one("en", label).kind, Kind::Label, "{label}");
    }
    let range = read("en", "5 to 7 million euros");
    assert_eq!(range[0].also, Some(plain(5_000_000)));
    assert_eq!(range[0].currency, range[1].currency);
    assert_eq!(read("de", "2019/20").last().unwrap().value, plain(2020));
    assert!(read("de", "Eine Frau ist ein Mensch, sehr erst, achtsam").len() <= 1);
}

#[test]
fn dates_are_read_part_by_part() {
    let kinds = |tag: &str, text: &str| -> Vec<Kind> {
        read(tag, text).into_iter().map(|it| it.kind).collect()
    };
    let date = [Kind::Day, Kind::Month, Kind::Year];
    assert_eq!(kinds("de", "3. Oktober 2023"), date);
    assert_eq!(kinds("de", "3.10.2023"), date);
    assert_eq!(kinds("en", "Monday, 3 October 2023")[1..], date);
    assert_eq!(kinds("en", "October 3, 2023"), [Kind::Month, Kind::Day, Kind::Year]);
    assert_eq!(kinds("de", "Montagabend"), [Kind::Weekday]);
}

#[test]
fn separators_that_fit_no_number_part_numbers() {
    assert_eq!(values("de", "3.10.2023"), [plain(3), plain(10), plain(2023)]);
    assert_eq!(values("de", "3:2"), [plain(3), plain(2)]);
    assert_eq!(values("de", "2019, 2020"), [plain(2019), plain(2020)]);
    assert_eq!(values("de", "5.9 Prozent"), [Decimal::new(59, -1)]);
    assert!(values("de", "9".repeat(40).as_str()).is_empty());
    let foreign = &read("de", "1,500 Menschen")[0];
    assert_eq!((foreign.value, foreign.foreign), (Decimal::new(15, -1), Some(plain(1500))));
    assert_eq!(read("de", "1,234.5")[0].style, Style::Foreign);
    assert_eq!(read("en", "1,234.5")[0].style, Style::Own);
}

#[test]
fn words_that_look_like_numbers() {
    assert_eq!(values("en", "in the twenty-first century"), [plain(21)]);
    assert_eq!(values("en", "the second quarter of 2008"), [plain(2008)]);
    assert_eq!(values("en", "every few hundred yards"), []);
    assert_eq!(values("en", "in 1994-5"), [plain(1994), plain(1995)]);
    assert_eq!(values("de", "Es war 23.40 Uhr am Donnerstag. So ist es."), [plain(23 * 60 + 40)]);
    assert_eq!(values("de", "ein Zweitligist, Erstrunden, Dreier, Elfmeter, Achtung, beide"), []);
}
