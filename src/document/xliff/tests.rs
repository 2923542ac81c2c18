use super::super::units::{TranslationUnit, UnitOptions};
use super::super::{Format, ObjectKind, Units};
use crate::text::Span;

const OLD: &str = "\u{FEFF}<?xml version=\"1.0\"?>\r\n<xliff version=\"1.2\" \
    xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\r\n<file original=\"a\" \
    source-language=\"en\" target-language=\"de\"><header><note>x</note></header><body>\r\n\
    <trans-unit id=\"u1\"><source>R&amp;D <g id=\"1\">is</g> <x id=\"2\"/>.</source>\r\n \
    <target state=\"translated\">F&amp;E <g id=\"1\">ist</g> <x id=\"2\"/>.</target>\
    <note>bilint-ignore lost-quote: so gewollt</note><note>kurz</note>\
    <alt-trans><source>R</source><target>X</target></alt-trans></trans-unit>\r\n\
    <!-- bilint-ignore-file repeated-word: Gedicht -->\
    <trans-unit id=\"u2\" translate=\"no\"><source>A</source><target>A</target></trans-unit>\
    <trans-unit id=\"u3\"><source>A</source><target state=\"new\">A</target></trans-unit>\
    <trans-unit id=\"u4\"><source>One. Two.</source><seg-source><mrk mtype=\"seg\" \
    mid=\"1\">One.</mrk> <mrk mtype=\"seg\" mid=\"2\">Two.</mrk></seg-source>\r\n<target>\
    <mrk mtype=\"seg\" mid=\"2\">Zwei.</mrk> <mrk mtype=\"seg\" mid=\"1\"><![CDATA[Eins < \
    zwei]]>.</mrk></target></trans-unit>\
    <trans-unit id=\"u5\"><source>Click <bpt id=\"1\">&lt;a title=\"<sub>here</sub>\"&gt;\
    </bpt>this<ept id=\"1\">&lt;/a&gt;</ept></source><target>\r\n   Bitte \
    <bpt id=\"1\">&lt;a title=\"<sub>hier</sub>\"&gt;</bpt>dies<ept id=\"1\"/>\r\n   \
    klicken<ph id=\"3\">&lt;br/&gt;</ph>jetzt\r\n  </target></trans-unit>\
    </body></file></xliff>";

fn read(text: &str) -> Vec<TranslationUnit> {
    let units = Units::new(Format::Xliff, text.as_bytes(), &UnitOptions::default());
    units.map(|unit| unit.unwrap()).collect()
}

fn pairs(units: &[TranslationUnit]) -> Vec<(&str, &str, &str)> {
    let mut pairs = Vec::new();
    for unit in units {
        let source = unit.source.as_ref().map_or("-", |it| it.text.as_str());
        pairs.push((unit.id.as_str(), source, unit.target.text.as_str()));
    }
    pairs
}

#[test]
fn units_of_1_2() {
    let units = read(OLD);
    assert_eq!(
        pairs(&units),
        [
            ("u1", "R&D is \u{FFFC}.", "F&E ist \u{FFFC}."),
            ("u4/2", "Two.", "Zwei."),
            ("u4/1", "One.", "Eins < zwei."),
            ("u5", "Click this", "Bitte dies klicken\njetzt"),
            ("u5/sub1", "here", "hier"),
        ]
    );
    assert_eq!(units[0].state.as_deref(), Some("translated"));
    assert_eq!(units[0].notes, ["kurz"]);
    assert_eq!(units[0].directives.len(), 1);
    assert_eq!(units[1].directives[0].text, "bilint-ignore-file repeated-word: Gedicht");
    assert_eq!(units[0].target.objects[0].kind, ObjectKind::Placeholder);
    assert_eq!(units[0].target_language.as_ref().unwrap().to_string(), "de");
}

#[test]
fn places_are_those_of_the_file() {
    let (source, target) = TranslationUnit::documents("a.xlf", Format::Xliff, read(OLD));
    assert!(source.is_some());
    let bytes = |block: usize, part: &str| {
        let block = &target.blocks[block];
        let at = block.text.find(part).unwrap();
        let place = target.place(block, Span::new(at, at + part.len()));
        assert_eq!((place.field, place.part), (None, None));
        place.span.unwrap().of(OLD)
    };
    assert_eq!(bytes(0, "F&E"), "F&amp;E");
    assert_eq!(bytes(0, "\u{FFFC}"), "<x id=\"2\"/>");
    assert_eq!(bytes(2, "Eins <"), "Eins <");
    assert_eq!(bytes(3, "klicken\nj"), "klicken<ph id=\"3\">&lt;br/&gt;</ph>j");
    let block = &target.blocks[1];
    let position = target.position(block, OLD.find("Zwei").unwrap());
    let whole = crate::text::LineIndex::new(OLD);
    assert_eq!(position, whole.position(OLD, OLD.find("Zwei").unwrap()));
    assert_eq!(target.directives[1].before, 1);
}

#[test]
fn edits_keep_the_codes() {
    let (_, target) = TranslationUnit::documents("a.xlf", Format::Xliff, read(OLD));
    let changed = |block: usize, from: &str, to: &str| {
        let block = &target.blocks[block];
        let at = block.text.find(from).unwrap();
        let edit = target.edit(block, Span::new(at, at + from.len()), to.to_owned());
        let edit = target.edit_of_file(block, &edit).unwrap();
        let mut text = OLD.to_owned();
        text.replace_range(edit.start..edit.end, &edit.text);
        let edited = &text[edit.start.saturating_sub(30)..];
        (edited[edited.find('>').unwrap() + 1..].to_owned(), read(&text))
    };
    let (text, units) = changed(0, "F&E ist", "M&A < war");
    assert!(text.starts_with("M&amp;A &lt; war<g id=\"1\"></g> <x"), "{text}");
    assert_eq!(units[0].target.text, "M&A < war \u{FFFC}.");
    let (_, units) = changed(0, " \u{FFFC}.", "!");
    assert_eq!(units[0].target.text, "F&E ist!\u{FFFC}");
    let (_, units) = changed(2, "Eins <", "<&>");
    assert_eq!(units[2].target.text, "<&> zwei.");
}

const NEW: &str = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" \
    srcLang=\"en\" trgLang=\"de-CH\">\n<file id=\"f1\"><notes><note>x</note></notes>\
    <group id=\"g\" translate=\"no\"><unit id=\"n\"><segment><source>A</source><target>A\
    </target></segment></unit></group>\n<unit id=\"u\"><originalData><data id=\"d\">%s</data>\
    </originalData>\n<segment id=\"s1\" state=\"reviewed\"><source>Hello <pc id=\"1\">big\
    </pc> world.</source>\n<target>Hallo <pc id=\"1\">große</pc> <mrk id=\"m\" \
    translate=\"no\">Acme</mrk>.</target></segment><ignorable><source> </source>\
    </ignorable>\n<segment><source>Bye<ph id=\"2\" disp=\"%s\"/><cp hex=\"0007\"/></source>\
    <target>Tschüss<sc id=\"3\"/><ph id=\"2\" disp=\"%s\"/><ec startRef=\"3\"/></target>\
    </segment></unit>\n<unit id=\"v\"><segment state=\"initial\"><source>A</source><target>A\
    </target></segment></unit></file>\n<file id=\"f2\"><unit id=\"w\"><segment><source>C\
    </source><target>D</target></segment></unit></file></xliff>";

#[test]
fn units_of_2_1() {
    let units = read(NEW);
    assert_eq!(
        pairs(&units),
        [
            ("u/s1", "Hello big world.", "Hallo große Acme."),
            ("u/2", "Bye\u{FFFC}\u{7}", "Tschüss\u{FFFC}"),
            ("w", "C", "D"),
        ]
    );
    assert_eq!(units[0].target_language.as_ref().unwrap().to_string(), "de-CH");
    assert_eq!(units[1].target.objects[0].content, "%s");
    assert!(units[0].doc == units[1].doc && units[1].doc != units[2].doc);
}

#[test]
fn what_is_no_xliff_is_said() {
    let error = |text: &str| {
        let mut units = Units::new(Format::Xliff, text.as_bytes(), &UnitOptions::default());
        units.find_map(Result::err).unwrap().to_string()
    };
    assert_eq!(error("<html></html>"), "line 1: the file is no XLIFF: it begins with <html>");
    assert!(error(&OLD[..OLD.len() - 8]).contains("ends before its last element"));
}
