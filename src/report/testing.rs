//! What the tests of the renderers are made with.

use super::{Checked, Failure, Format, Look, Manner, Report, Run, Summary};
use crate::check::{Checker, Finding};
use crate::document::{Document, Format as TextFormat};
use crate::pair::{Languages, Pair};
use crate::settings::{Selection, Settings, Severity};
use crate::text::Tag;

/// What no report may let out of its place.
pub(super) const HOSTILE: &str = "a\",'</file>]]>&\n::error::%0A\r\u{0}\u{1B}[31m\u{202E}";

/// A translation with what `untranslated-bracket` finds in it.
pub(super) fn pair(text: &str) -> (Pair, Vec<Finding>) {
    pair_of("article.de.txt", text, None)
}

/// The same with a source.
pub(super) fn pair_of(path: &str, text: &str, source: Option<&str>) -> (Pair, Vec<Finding>) {
    let document = |path, text: &str| Document::read(path, TextFormat::Plain, text.to_owned());
    let tag = |tag: &str| Some(tag.parse::<Tag>().unwrap());
    let languages = Languages { source: tag("en"), target: tag("de"), ..Languages::default() };
    let source = source.map(|text| document("article.en.txt", text));
    let pair = Pair::new(document(path, text), source, None, &languages);
    let selection =
        Selection { select: ["untranslated-bracket".to_owned()].into(), ..Selection::default() };
    let settings = Settings { selection, ..Settings::default() };
    let findings = Checker::new(settings).unwrap().check(&pair);
    assert!(!findings.is_empty());
    (pair, findings)
}

/// A report of one pair.
pub(super) fn render(format: Format, checked: Checked<'_>, run: &Run) -> String {
    let look = Look { width: 100, colour: false };
    let manner = Manner::new(look, Severity::Major);
    let mut report = Report::new(format, manner);
    let mut out = Vec::new();
    report.head(&mut out).unwrap();
    report.add(format.piece(checked, manner), &mut out).unwrap();
    report.end(run, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A report of a sentence with one finding.
pub(super) fn rendered(format: Format) -> String {
    let (pair, findings) = pair("Er lobt an [their] Pläne nichts.");
    let checked = Checked { pair: &pair, findings: &findings };
    let run = Run { summary: Summary::of(checked), ..Run::default() };
    render(format, checked, &run)
}

/// A report in which the file's name, the message and a failure are hostile.
pub(super) fn hostile(format: Format) -> String {
    let (pair, mut findings) = pair_of(HOSTILE, "Er lobt an [their] Pläne nichts.", None);
    findings.truncate(1);
    findings[0].message += HOSTILE;
    findings[0].excerpt += HOSTILE;
    findings[0].rule = format!("{}{HOSTILE}", findings[0].rule).into();
    let checked = Checked { pair: &pair, findings: &findings };
    let failure = Failure { path: HOSTILE.to_owned(), message: HOSTILE.to_owned() };
    let run = Run { summary: Summary::of(checked), errors: vec![failure], ..Run::default() };
    render(format, checked, &run)
}
