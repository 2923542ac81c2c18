//! XLIFF 1.2 and 2.x: the segments of each `<file>` are one document. Units that are not to be
//! translated, or are not translated yet, are passed over; so are suggestions (`<alt-trans>`,
//! `<mtc:matches>`).

use std::collections::VecDeque;
use std::io::BufRead;

use super::Directive;
use super::block::Block;
use super::jsonl::RecordError;
use super::units::{TranslationUnit, directive};
use super::xml::{Element, Segment, Token, Xml, XmlError, in_record};
use crate::text::Tag;

/// The units of an XLIFF file.
pub(super) struct Units<R> {
    xml: Xml<R>,
    /// Units that were read and not handed on.
    ready: VecDeque<TranslationUnit>,
    /// The elements that are open.
    scopes: Vec<Scope>,
    source_language: Option<Tag>,
    target_language: Option<Tag>,
    files: usize,
    count: usize,
    unit: Option<Unit>,
    /// Comments that no unit has taken yet.
    directives: Vec<Directive>,
    done: bool,
}

/// What holds inside an element.
struct Scope {
    name: String,
    translatable: bool,
    preserved: bool,
}

/// A `<trans-unit>` or `<unit>` that is being read.
struct Unit {
    id: String,
    /// Its segments; in XLIFF 1.2 one.
    segments: Vec<Pieces>,
    notes: Vec<String>,
    directives: Vec<Directive>,
}

/// The sides of a segment.
#[derive(Default)]
struct Pieces {
    id: Option<String>,
    state: Option<String>,
    source: Option<Segment>,
    /// The source cut into parts (`<seg-source>`).
    cut: Option<Segment>,
    target: Option<Segment>,
}

impl<R: BufRead> Units<R> {
    pub fn new(input: R) -> Units<R> {
        Units {
            xml: Xml::new(input),
            ready: VecDeque::new(),
            scopes: Vec::new(),
            source_language: None,
            target_language: None,
            files: 0,
            count: 0,
            unit: None,
            directives: Vec::new(),
            done: false,
        }
    }

    /// Reads on; whether there is more.
    fn step(&mut self) -> Result<bool, XmlError> {
        match self.xml.next()? {
            Some(Token::Start(element)) => self.start(&element)?,
            Some(Token::End) => {
                let scope = self.scopes.pop();
                if scope.is_some_and(|it| matches!(it.name.as_str(), "unit" | "trans-unit")) {
                    self.finish();
                }
            }
            Some(Token::Comment(comment)) => {
                let raw = self.xml.span();
                let directives = match &mut self.unit {
                    Some(unit) => &mut unit.directives,
                    None => &mut self.directives,
                };
                directives.extend(directive(&comment, raw));
            }
            Some(Token::Text(_)) => {}
            None => return Ok(false),
        }
        Ok(true)
    }

    fn start(&mut self, element: &Element) -> Result<(), XmlError> {
        let name = element.local();
        if self.scopes.is_empty() && name != "xliff" {
            let message = format!("the file is no XLIFF: it begins with <{}>", element.name);
            return Err(self.xml.error(message));
        }
        let outer = self.scopes.last();
        let translatable = match element.attribute("translate") {
            Some("no") => false,
            Some("yes") => true,
            _ => outer.is_none_or(|it| it.translatable),
        };
        let preserved = match element.attribute("xml:space") {
            Some(space) => space == "preserve",
            None => outer.is_some_and(|it| it.preserved),
        };
        match name {
            "xliff" | "file" => self.languages(element, name),
            "trans-unit" | "unit" => {
                self.count += 1;
                let id = element.attribute("id").filter(|id| !id.is_empty());
                let id = id.map_or_else(|| self.count.to_string(), str::to_owned);
                let segments = if name == "unit" { Vec::new() } else { vec![Pieces::default()] };
                let (notes, directives) = (Vec::new(), Vec::new());
                self.unit = Some(Unit { id, segments, notes, directives });
            }
            "segment" => {
                if let Some(unit) = &mut self.unit {
                    let owned = |name: &str| element.attribute(name).map(str::to_owned);
                    let (id, state) = (owned("id"), owned("state"));
                    unit.segments.push(Pieces { id, state, ..Pieces::default() });
                }
            }
            "source" | "seg-source" | "target" if self.unit.is_some() => {
                return self.side(element, preserved);
            }
            "note" => return self.note(),
            "alt-trans" | "bin-unit" | "ignorable" | "originalData" | "matches" | "glossary"
            | "metadata" | "changeTrack" | "validation" | "resourceData" | "skeleton" | "skl"
            | "internal-file" | "seg-defs" | "count-group" | "prop-group" => {
                return self.xml.skip();
            }
            _ => {}
        }
        self.scopes.push(Scope { name: name.to_owned(), translatable, preserved });
        Ok(())
    }

    fn languages(&mut self, element: &Element, name: &str) {
        if name == "file" {
            self.files += 1;
        }
        let source = element.language(&["source-language", "srcLang"]);
        let target = element.language(&["target-language", "trgLang"]);
        // A file of 1.2 that names no language has none; one of 2.x has those of its root.
        let says = element.attribute("source-language").is_some();
        self.source_language = source.or(self.source_language.take());
        self.target_language = target.or(self.target_language.take().filter(|_| !says));
    }

    fn side(&mut self, element: &Element, preserved: bool) -> Result<(), XmlError> {
        let translated = self.scopes.last().is_none_or(|it| it.translatable);
        let segment = Segment::read(&mut self.xml, preserved)?;
        let Some(pieces) = self.unit.as_mut().and_then(|it| it.segments.last_mut()) else {
            return Ok(());
        };
        match element.local() {
            "source" => pieces.source = Some(segment),
            "seg-source" => pieces.cut = Some(segment),
            _ if translated => {
                if let Some(state) = element.attribute("state") {
                    pieces.state = Some(state.to_owned());
                }
                pieces.target = Some(segment);
            }
            _ => {}
        }
        Ok(())
    }

    /// A note is the comment that programs for translators keep: it may speak to bilint.
    fn note(&mut self) -> Result<(), XmlError> {
        let start = self.xml.span().start;
        let text = self.xml.text()?;
        let raw = crate::text::Span::new(start, self.xml.span().end);
        match (&mut self.unit, directive(&text, raw)) {
            (Some(unit), Some(directive)) => unit.directives.push(directive),
            (Some(unit), None) => unit.notes.push(text.trim().to_owned()),
            (None, directive) => self.directives.extend(directive),
        }
        Ok(())
    }

    /// Hands on what a unit holds.
    fn finish(&mut self) {
        let Some(Unit { id, segments, notes, directives }) = self.unit.take() else { return };
        let single = segments.len() == 1;
        let begun = self.ready.len();
        for (number, pieces) in (1..).zip(segments) {
            let id = match (&pieces.id, single) {
                (_, true) => id.clone(),
                (Some(own), false) => format!("{id}/{own}"),
                (None, false) => format!("{id}/{number}"),
            };
            self.pair(&id, pieces, &notes);
        }
        let own = directives.into_iter().filter(|it| {
            // What is said of one unit is forgotten with it.
            self.ready.len() > begun || !it.text.starts_with("bilint-ignore ")
        });
        self.directives.extend(own);
        if let Some(first) = self.ready.get_mut(begun) {
            first.directives = std::mem::take(&mut self.directives);
        }
    }

    fn pair(&mut self, id: &str, pieces: Pieces, notes: &[String]) {
        let Pieces { state, source, cut, target, .. } = pieces;
        let Some(target) = target.filter(|it| !it.whole.text.trim().is_empty()) else { return };
        let untouched = matches!(state.as_deref(), Some("new" | "needs-translation" | "initial"));
        if untouched && source.as_ref().is_some_and(|it| it.whole.text == target.whole.text) {
            return;
        }
        let cut = cut.map_or_else(Vec::new, |cut| cut.parts);
        let (source, mut source_subs) =
            source.map_or((None, Vec::new()), |it| (Some(it.whole), it.subs));
        if cut.is_empty() || target.parts.is_empty() {
            self.push(id, source, target.whole, &state, notes);
        } else {
            let mut cut: Vec<(String, Option<Block>)> =
                cut.into_iter().map(|(part, block)| (part, Some(block))).collect();
            for (part, block) in target.parts {
                let same = cut.iter_mut().find(|(it, block)| *it == part && block.is_some());
                let source = same.and_then(|(_, block)| block.take());
                self.push(&format!("{id}/{part}"), source, block, &state, notes);
            }
        }
        source_subs.reverse();
        for (number, sub) in (1..).zip(target.subs) {
            self.push(&format!("{id}/sub{number}"), source_subs.pop(), sub, &state, notes);
        }
    }

    fn push(
        &mut self,
        id: &str,
        source: Option<Block>,
        target: Block,
        state: &Option<String>,
        notes: &[String],
    ) {
        self.ready.push_back(TranslationUnit {
            id: id.to_owned(),
            doc: Some(self.files.to_string()),
            source: source.map(|source| in_record(source, id, "source")),
            target: in_record(target, id, "target"),
            source_language: self.source_language.clone(),
            target_language: self.target_language.clone(),
            state: state.clone(),
            notes: notes.to_vec(),
            directives: Vec::new(),
        });
    }
}

impl<R: BufRead> Iterator for Units<R> {
    type Item = Result<TranslationUnit, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(unit) = self.ready.pop_front() {
                return Some(Ok(unit));
            }
            if self.done {
                return None;
            }
            match self.step() {
                Ok(more) => self.done = !more,
                Err(error) => {
                    self.done = true;
                    return Some(Err(error.into()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::UnitOptions;
    use super::super::{Format, ObjectKind, Units};
    use super::*;
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
}
