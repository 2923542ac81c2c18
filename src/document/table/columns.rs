use super::super::units::UnitOptions;
use crate::text::Tag;

/// Which columns of a table hold what, by their numbers from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub source: Option<usize>,
    pub target: usize,
    pub source_language: Option<usize>,
    pub target_language: Option<usize>,
    pub id: Option<usize>,
    pub doc: Option<usize>,
    /// The languages that the names of source and target are.
    pub names: (Option<Tag>, Option<Tag>),
}

impl Columns {
    /// The columns, told by the first row, and whether that row is one of names. None when nothing
    /// tells them.
    ///
    /// 1. What the user says: a name, or a number from 1.
    /// 2. The names of the fields of JSON Lines.
    /// 3. Names that are the tags of the languages that the user says.
    /// 4. A table of two columns has the source in the first.
    pub fn find(row: &[&str], options: &UnitOptions) -> Option<(Columns, bool)> {
        let names: Vec<String> =
            row.iter().map(|it| it.trim_matches(['\u{FEFF}', ' ']).to_lowercase()).collect();
        let named = |name: &str| names.iter().position(|it| it == name);
        let tag = |at: usize| names.get(at)?.parse::<Tag>().ok();
        let in_language = |language: Option<&Tag>| {
            let language = language?;
            let same = |at: &usize| tag(*at).is_some_and(|it| it.language() == language.language());
            let exact = (0..names.len()).find(|at| tag(*at).as_ref() == Some(language));
            exact.or_else(|| (0..names.len()).find(same))
        };
        let said = |column: Option<&String>| -> Option<Option<usize>> {
            let Some(column) = column else { return Some(None) };
            let number = column.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
            let by_name = named(&column.trim().to_lowercase());
            by_name.or(number.filter(|at| *at < row.len())).map(Some)
        };
        let (source, target) =
            (said(options.source_column.as_ref())?, said(options.target_column.as_ref())?);
        let source = source
            .or_else(|| named("source"))
            .or_else(|| in_language(options.source_language.as_ref()));
        let target = target
            .or_else(|| named("target"))
            .or_else(|| in_language(options.target_language.as_ref()));
        let known = ["source", "target", "source_lang", "target_lang", "id", "doc"];
        let is_name = |at: usize| known.contains(&names[at].as_str()) || tag(at).is_some();
        let chosen = [&options.source_column, &options.target_column];
        let said_by_name =
            chosen.into_iter().flatten().any(|name| named(&name.trim().to_lowercase()).is_some());
        let (source, target, is_header) = match target {
            Some(target) => {
                let sides = [source, Some(target)].into_iter().flatten();
                (source, target, said_by_name || sides.into_iter().any(is_name))
            }
            None if row.len() == 2 && source.is_none_or(|source| source == 0) => {
                (Some(0), 1, is_name(0) && is_name(1))
            }
            None => return None,
        };
        if source == Some(target) {
            return None;
        }
        let named = |name: &str| named(name).filter(|_| is_header);
        Some((
            Columns {
                source,
                target,
                source_language: named("source_lang"),
                target_language: named("target_lang"),
                id: named("id").filter(|at| Some(*at) != source && *at != target),
                doc: named("doc"),
                names: if is_header { (source.and_then(tag), tag(target)) } else { (None, None) },
            },
            is_header,
        ))
    }
}
