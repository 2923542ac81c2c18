//! Glossaries from files: tab-separated, comma-separated, TBX.

use std::io::BufRead;

use super::{Concept, Glossary, Term, TermLanguage, tbx};
use crate::language::all_packs;
use crate::text::Tag;

/// How a glossary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlossaryFormat {
    /// Columns with tabs between them.
    Tsv,
    /// Columns with commas or semicolons between them.
    Csv,
    /// TermBase eXchange, ISO 30042.
    Tbx,
}

/// Why a glossary could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GlossaryError {
    /// The file stopped short.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A line that is no row of a table.
    #[error("no table: {0}")]
    Table(#[from] csv::Error),
    /// A line without two columns.
    #[error("line {line}: no entry of a glossary: a source term and a target term are needed")]
    Entry {
        /// Its number, from 1.
        line: u64,
    },
    /// A TBX file that is no XML.
    #[error("no TBX: {0}")]
    Xml(#[from] quick_xml::Error),
    /// Nothing in it.
    #[error("it has no entry{0}")]
    Empty(&'static str),
}

impl GlossaryFormat {
    /// The format that a file's name tells, tab-separated unless it says otherwise.
    pub fn of_name(name: &str) -> GlossaryFormat {
        let name = name.strip_suffix(".gz").unwrap_or(name).to_lowercase();
        match name.rsplit('.').next() {
            Some("csv") => GlossaryFormat::Csv,
            Some("tbx" | "xml") => GlossaryFormat::Tbx,
            _ => GlossaryFormat::Tsv,
        }
    }
}

/// Reads a glossary.
///
/// Tables: a source term, a target term, forbidden target terms, a note; several terms in a field are
/// parted by `|`. A first line may name the columns in another order: `source`, `target`, `forbidden`,
/// `note`, `status` (`forbidden` there forbids the target term), or by their languages. Lines that are
/// empty or start with `#` are passed over. Of TBX the terms of all languages are taken, deprecated
/// ones as forbidden.
pub fn read_glossary(
    reader: impl BufRead,
    format: GlossaryFormat,
) -> Result<Glossary, GlossaryError> {
    let concepts = match format {
        GlossaryFormat::Tsv => table(reader, b'\t')?,
        GlossaryFormat::Csv => separated(reader)?,
        GlossaryFormat::Tbx => tbx::read(reader)?,
    };
    if concepts.is_empty() {
        let tbx = format == GlossaryFormat::Tbx;
        return Err(GlossaryError::Empty(if tbx { " in these languages" } else { "" }));
    }
    Ok(Glossary::new(concepts))
}

/// A table whose first line tells whether commas or semicolons part its columns.
fn separated(mut reader: impl BufRead) -> Result<Vec<Concept>, GlossaryError> {
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let whole = std::io::Cursor::new(first.into_bytes());
    table(std::io::Read::chain(whole, reader), if semicolons { b';' } else { b',' })
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Terms(TermLanguage),
    Forbidden,
    Note,
    Status,
    Other,
}

const USUAL: [Column; 4] = [
    Column::Terms(TermLanguage::Source),
    Column::Terms(TermLanguage::Target),
    Column::Forbidden,
    Column::Note,
];

fn table(reader: impl std::io::Read, delimiter: u8) -> Result<Vec<Concept>, GlossaryError> {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .quoting(delimiter != b'\t')
        .trim(csv::Trim::All)
        .from_reader(reader);
    let mut columns = USUAL.to_vec();
    let mut concepts = Vec::new();
    for (index, row) in rows.records().enumerate() {
        let row = row?;
        if let Some(named) = (index == 0).then(|| header(&row)).flatten() {
            columns = named;
            continue;
        }
        if row.iter().all(str::is_empty) {
            continue;
        }
        let line = row.position().map_or(index as u64 + 1, csv::Position::line);
        concepts.push(concept(&row, &columns).ok_or(GlossaryError::Entry { line })?);
    }
    Ok(concepts)
}

/// The columns that a first line names; none when it is an entry.
fn header(row: &csv::StringRecord) -> Option<Vec<Column>> {
    let named = |cell: &str| {
        let name = cell.trim_start_matches('\u{FEFF}').to_lowercase();
        let known = |tag: &Tag| all_packs().any(|it| it.language() == tag.language());
        match name.as_str() {
            "source" | "source term" | "term" => Column::Terms(TermLanguage::Source),
            "target" | "target term" | "translation" => Column::Terms(TermLanguage::Target),
            "forbidden" | "avoid" | "deprecated" => Column::Forbidden,
            "note" | "notes" | "comment" | "definition" => Column::Note,
            "status" => Column::Status,
            _ => match name.parse::<Tag>().ok().filter(known) {
                Some(tag) => Column::Terms(TermLanguage::Of(tag)),
                None => Column::Other,
            },
        }
    };
    let columns: Vec<Column> = row.iter().map(named).collect();
    let terms = columns.iter().filter(|it| matches!(it, Column::Terms(_))).count();
    (terms + usize::from(columns.contains(&Column::Forbidden)) > 1).then_some(columns)
}

fn concept(row: &csv::StringRecord, columns: &[Column]) -> Option<Concept> {
    let mut concept = Concept::default();
    let mut forbids = false;
    for (cell, column) in row.iter().zip(columns) {
        let terms = cell.split('|').map(str::trim).filter(|it| !it.is_empty());
        let (language, forbidden) = match column {
            Column::Terms(language) => (language.clone(), false),
            Column::Forbidden => (TermLanguage::Target, true),
            Column::Note => {
                concept.note = Some(cell.to_owned()).filter(|it| !it.is_empty());
                continue;
            }
            Column::Status => {
                forbids = is_forbidding(cell);
                continue;
            }
            Column::Other => continue,
        };
        let term =
            |text: &str| Term { text: text.to_owned(), language: language.clone(), forbidden };
        concept.terms.extend(terms.map(term));
    }
    if forbids {
        // What is forbidden is the translation, which stands last.
        let last = concept.terms.iter().rposition(|it| it.language != TermLanguage::Source)?;
        concept.terms[last].forbidden = true;
    }
    is_useful(&concept).then_some(concept)
}

/// Whether a concept says how to render a term, or what not to use.
pub(super) fn is_useful(concept: &Concept) -> bool {
    let (forbidden, allowed): (Vec<_>, Vec<_>) = concept.terms.iter().partition(|it| it.forbidden);
    !forbidden.is_empty() || allowed.iter().any(|it| it.language != allowed[0].language)
}

/// Whether a status keeps a term from being used.
pub(super) fn is_forbidding(status: &str) -> bool {
    let status = status.to_lowercase();
    ["forbidden", "deprecated", "superseded", "obsolete", "not recommended", "notrecommended"]
        .iter()
        .any(|it| status.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    /// The concepts as source terms, target terms, forbidden ones.
    fn read(text: &str, format: GlossaryFormat) -> Result<Vec<String>, GlossaryError> {
        let glossary = read_glossary(text.as_bytes(), format)?;
        let (en, de) = (pack(&Tag::language_only("en")), pack(&Tag::language_only("de")));
        let shown = |it: &Concept| {
            let lists = [
                it.source(&en).collect::<Vec<_>>().join("|"),
                it.target(&de, false).collect::<Vec<_>>().join("|"),
                it.target(&de, true).collect::<Vec<_>>().join("|"),
            ];
            lists.join("/")
        };
        Ok(glossary.concepts.iter().map(shown).collect())
    }

    #[test]
    fn tables() {
        let expected = ["group/Konzern|Unternehmen/Gruppe", "head/Chef/"];
        let plain = "group\tKonzern|Unternehmen\tGruppe\n# a remark\n\nhead\tChef\n";
        assert_eq!(read(plain, GlossaryFormat::Tsv).unwrap(), expected);
        let named = "de;en;forbidden\nKonzern|Unternehmen;group;Gruppe\n\"Chef\";head;\n";
        assert_eq!(read(named, GlossaryFormat::Csv).unwrap(), expected);
        let status = "source,target,status\nhead,Kopf,forbidden\n";
        assert_eq!(read(status, GlossaryFormat::Csv).unwrap(), ["head//Kopf"]);
        let error = read("group\tKonzern\nhead\n", GlossaryFormat::Tsv).unwrap_err();
        assert!(error.to_string().starts_with("line 2: no entry"), "{error}");
        assert!(matches!(read("", GlossaryFormat::Tsv), Err(GlossaryError::Empty(_))));
    }

    #[test]
    fn tbx_of_both_generations() {
        let expected = ["group/Konzern/Gruppe"];
        let old = r#"<martif><text><body><termEntry><langSet xml:lang="en-GB"><tig><term>group</term></tig></langSet>
            <langSet xml:lang="de"><ntig><termGrp><term>Konzern</term></termGrp></ntig><tig><term>Gruppe</term>
            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>"#;
        assert_eq!(read(old, GlossaryFormat::Tbx).unwrap(), expected);
        let new = r#"<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>group</term></termSec></langSec>
            <langSec xml:lang="de"><termSec><term>Konzern</term></termSec><termSec><term>Gruppe</term>
            <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>"#;
        assert_eq!(read(new, GlossaryFormat::Tbx).unwrap(), expected);
        assert!(read("<tbx><text></bod></tbx>", GlossaryFormat::Tbx).is_err());
    }
}
