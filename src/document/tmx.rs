//! TMX: each `<tu>` stands alone; each of its languages but the source's is a translation.

use std::collections::VecDeque;
use std::io::BufRead;

use super::Directive;
use super::block::Block;
use super::units::{TranslationUnit, UnitOptions, directive};
use super::xml::{Element, InSteps, Segment, Steps, Token, Xml, XmlError, in_record};
use crate::text::Tag;

/// The units of a translation memory.
pub(super) struct Units<R> {
    xml: Xml<R>,
    options: UnitOptions,
    /// What the header says about the source's language; none when it may be any.
    source_language: Option<Tag>,
    count: usize,
    unit: Option<Unit>,
    /// The language of the variant that is open.
    language: Option<Tag>,
    directives: Vec<Directive>,
    begun: bool,
}

struct Unit {
    id: String,
    source_language: Option<Tag>,
    variants: Vec<(Option<Tag>, Block)>,
    notes: Vec<String>,
    /// Where in the file the unit ends, in open elements.
    depth: usize,
}

impl<R: BufRead> Units<R> {
    pub fn new(input: R, options: UnitOptions) -> InSteps<Units<R>> {
        InSteps::new(Units {
            xml: Xml::new(input),
            options,
            source_language: None,
            count: 0,
            unit: None,
            language: None,
            directives: Vec::new(),
            begun: false,
        })
    }

    fn start(&mut self, element: &Element) -> Result<(), XmlError> {
        let name = element.local();
        if !std::mem::replace(&mut self.begun, true) && name != "tmx" {
            let message = format!("the file is no TMX: it begins with <{}>", element.name);
            return Err(self.xml.error(message));
        }
        match name {
            "header" => {
                self.source_language = element.language(&["srclang"]);
                self.xml.skip()
            }
            "tu" => {
                self.count += 1;
                let id = element.attribute("tuid").filter(|id| !id.is_empty());
                self.unit = Some(Unit {
                    id: id.map_or_else(|| self.count.to_string(), str::to_owned),
                    source_language: element
                        .language(&["srclang"])
                        .or_else(|| self.source_language.clone()),
                    variants: Vec::new(),
                    notes: Vec::new(),
                    depth: self.xml.depth(),
                });
                Ok(())
            }
            "tuv" => {
                self.language = element.language(&["xml:lang", "lang"]);
                Ok(())
            }
            "seg" => {
                let segment = Segment::read(&mut self.xml, false)?;
                if let Some(unit) = &mut self.unit {
                    unit.variants.push((self.language.take(), segment.whole));
                }
                Ok(())
            }
            "note" => {
                let text = self.xml.text()?;
                if let Some(unit) = &mut self.unit {
                    unit.notes.push(text.trim().to_owned());
                }
                Ok(())
            }
            "prop" | "ude" => self.xml.skip(),
            _ => Ok(()),
        }
    }

    fn finish(&mut self, ready: &mut VecDeque<TranslationUnit>) {
        let Some(mut unit) = self.unit.take() else { return };
        let said = self.options.source_language.as_ref().or(unit.source_language.as_ref());
        let source = match said {
            Some(said) => best(&unit.variants, said),
            None => (!unit.variants.is_empty()).then_some(0),
        };
        let source = source.map(|index| unit.variants.remove(index));
        let wanted = self.options.target_language.as_ref();
        unit.variants.retain(|(language, _)| {
            let same = |it: &Tag| wanted.is_none_or(|wanted| wanted.language() == it.language());
            language.as_ref().is_none_or(same)
        });
        let several = unit.variants.len() > 1;
        for (language, target) in unit.variants {
            let id = match &language {
                Some(language) if several => format!("{}/{language}", unit.id),
                _ => unit.id.clone(),
            };
            let (source_language, source) = source.clone().unzip();
            ready.push_back(TranslationUnit {
                doc: None,
                source: source.map(|it| Box::new(in_record(it, &id, "source"))),
                target: Box::new(in_record(target, &id, "target")),
                id,
                source_language: source_language.flatten(),
                target_language: language,
                state: None,
                notes: unit.notes.clone(),
                directives: std::mem::take(&mut self.directives),
            });
        }
    }
}

/// The variant in this language: in the same region if there is one.
fn best(variants: &[(Option<Tag>, Block)], wanted: &Tag) -> Option<usize> {
    let exact = variants.iter().position(|(language, _)| language.as_ref() == Some(wanted));
    let same = |language: &Tag| language.language() == wanted.language();
    exact.or_else(|| variants.iter().position(|(language, _)| language.as_ref().is_some_and(same)))
}

impl<R: BufRead> Steps for Units<R> {
    fn step(&mut self, ready: &mut VecDeque<TranslationUnit>) -> Result<bool, XmlError> {
        match self.xml.next()? {
            Some(Token::Start(element)) => self.start(&element)?,
            Some(Token::End) => {
                let depth = self.xml.depth();
                if self.unit.as_ref().is_some_and(|unit| depth < unit.depth) {
                    self.finish(ready);
                }
            }
            Some(Token::Comment(comment)) => {
                let raw = self.xml.span();
                self.directives.extend(directive(&comment, raw));
            }
            Some(Token::Text(_)) => {}
            None => return Ok(false),
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Units};
    use super::*;

    const MEMORY: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx \
        version=\"1.4\"><header srclang=\"en\" datatype=\"html\"><note>y</note></header><body>\n\
        <tu tuid=\"a\"><prop type=\"x\">p</prop><note>n</note><tuv xml:lang=\"de-DE\"><seg>Er \
        <bpt i=\"1\">&lt;b&gt;</bpt>ging<ept i=\"1\">&lt;/b&gt;</ept> &quot;heim&quot;<ph>{0}</ph>\
        </seg></tuv><tuv xml:lang=\"EN-us\"><seg>He <hi>went</hi> home.</seg></tuv></tu>\n\
        <!-- bilint-ignore lost-quote: alt -->\
        <tu><tuv xml:lang=\"en\"><seg>One</seg></tuv><tuv xml:lang=\"fr\"><seg>Un</seg></tuv>\
        <tuv xml:lang=\"de\"><seg/></tuv></tu></body></tmx>";

    fn read(options: UnitOptions) -> Vec<(String, String, String, String)> {
        let units = Units::new(Format::Tmx, MEMORY.as_bytes(), &options).map(|unit| {
            let unit = unit.unwrap();
            let source = unit.source.map_or("-".to_owned(), |it| it.text);
            let language = unit.target_language.map_or(String::new(), |it| it.to_string());
            (unit.id, source, unit.target.text, language)
        });
        units.collect()
    }

    #[test]
    fn each_language_is_a_translation() {
        let all = read(UnitOptions::default());
        let text =
            |it: &(String, String, String, String)| format!("{}|{}|{}|{}", it.0, it.1, it.2, it.3);
        let all: Vec<String> = all.iter().map(text).collect();
        assert_eq!(
            all,
            ["a|He went home.|Er ging \"heim\"\u{FFFC}|de-DE", "2/fr|One|Un|fr", "2/de|One||de"]
        );
        let tag = |tag: &str| Some(tag.parse().unwrap());
        let back = UnitOptions {
            source_language: tag("de"),
            target_language: tag("en"),
            ..UnitOptions::default()
        };
        assert_eq!(read(back)[0].2, "He went home.");
    }

    #[test]
    fn comments_go_with_the_next_unit() {
        let mut units = Units::new(Format::Tmx, MEMORY.as_bytes(), &UnitOptions::default());
        assert!(units.next().unwrap().unwrap().directives.is_empty());
        assert_eq!(units.next().unwrap().unwrap().directives.len(), 1);
    }
}
