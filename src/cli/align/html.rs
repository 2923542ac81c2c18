//! The alignment as a page: both texts side by side, a row a bead. One file, with nothing to load.

use std::fmt::Write;

use bilint::document::BlockKind;
use bilint::report::escaped;

use super::{Row, Segments};

/// What a bead must be sure of for rules to claim that something is missing; surer ones are not
/// marked.
const SURE: f64 = 0.7;
/// Beads worth a look that are listed at the top at most.
const MOST_LISTED: usize = 200;

/// The whole page. With `snippets` the source is loose pieces: a line of the target that none of
/// them covers is nothing to look at.
pub fn page(rows: &[Row], source: Segments<'_>, target: Segments<'_>, snippets: bool) -> String {
    let page = Page { rows, source, target, snippets };
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = page.write(&mut out);
    out
}

struct Page<'p> {
    rows: &'p [Row],
    source: Segments<'p>,
    target: Segments<'p>,
    snippets: bool,
}

impl Page<'_> {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        let names = [self.source, self.target].map(|(side, _)| escaped(&side.document.path));
        let languages = [self.source, self.target].map(|(side, _)| language(side));
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'\">\n\
             <title>Alignment: {} and {}</title>\n<style>\n{}</style>\n</head>\n<body>",
            names[0],
            names[1],
            include_str!("page.css")
        )?;
        self.head(&names, out)?;
        writeln!(
            out,
            "<main>\n<table role=\"table\" aria-label=\"Beads\">\n<thead role=\"rowgroup\">"
        )?;
        writeln!(out, "<tr role=\"row\">\n<th role=\"columnheader\" scope=\"col\">Bead</th>")?;
        for ((name, language), what) in
            names.iter().zip(&languages).zip([self.source_word(), "Translation"])
        {
            let shown = if language.is_empty() { "language unknown" } else { language };
            writeln!(
                out,
                "<th role=\"columnheader\" scope=\"col\">{what}: <bdi>{name}</bdi> ({shown})</th>"
            )?;
        }
        writeln!(out, "</tr>\n</thead>\n<tbody role=\"rowgroup\">")?;
        let origins = self.origins();
        for (index, row) in self.rows.iter().enumerate() {
            self.row(index, row, &languages, &origins, out)?;
        }
        writeln!(out, "</tbody>\n</table>\n</main>\n</body>\n</html>")
    }

    fn source_word(&self) -> &'static str {
        if self.snippets { "Snippets" } else { "Source" }
    }

    fn head(&self, names: &[String; 2], out: &mut String) -> std::fmt::Result {
        let count = |fits: &dyn Fn(&Row) -> bool| self.rows.iter().filter(|it| fits(it)).count();
        writeln!(
            out,
            "<header>\n<h1><bdi>{}</bdi> beside <bdi>{}</bdi></h1>\n\
             <p>{} beads: {} of one segment on either side, {} merged or split, {} only in the {}, \
             {} only in the translation, {} moved, {} unsure.</p>",
            names[0],
            names[1],
            self.rows.len(),
            count(&|it| it.source.len() == 1 && it.target.len() == 1),
            count(&|it| it.source.len() + it.target.len() > 2
                && !it.source.is_empty()
                && !it.target.is_empty()),
            count(&|it| it.target.is_empty()),
            self.source_word().to_lowercase(),
            count(&|it| it.source.is_empty()),
            count(&|it| it.moved),
            count(&|it| self.is_unsure(it)),
        )?;
        writeln!(
            out,
            "<p class=\"quiet\">A row is a bead: segments that belong together, in the order of the \
             translation. The small numbers count the segments of each text from 1. A percentage is \
             how sure the alignment is of the bead; under {:.0}% it is marked unsure.</p>",
            SURE * 100.0
        )?;
        let worth: Vec<usize> =
            (0..self.rows.len()).filter(|it| self.is_marked(&self.rows[*it])).collect();
        if !worth.is_empty() {
            writeln!(
                out,
                "<p><label><input type=\"checkbox\" id=\"only\"> Show only the {} beads that are \
                 marked</label></p>\n<nav aria-label=\"Marked beads\">\n<h2>Marked beads</h2>\n<ul>",
                worth.len()
            )?;
            for index in worth.iter().take(MOST_LISTED) {
                writeln!(out, "<li><a href=\"#b{0}\">{0}</a></li>", index + 1)?;
            }
            if worth.len() > MOST_LISTED {
                writeln!(out, "<li>and {} more</li>", worth.len() - MOST_LISTED)?;
            }
            writeln!(out, "</ul>\n</nav>")?;
        }
        writeln!(out, "</header>")
    }

    /// Whether a row is a target line that no snippet claims.
    fn is_uncovered(&self, row: &Row) -> bool {
        self.snippets && row.source.is_empty()
    }

    fn is_unsure(&self, row: &Row) -> bool {
        !self.is_uncovered(row) && row.confidence < SURE
    }

    fn is_gap(&self, row: &Row) -> bool {
        !self.is_uncovered(row) && (row.source.is_empty() || row.target.is_empty())
    }

    fn is_marked(&self, row: &Row) -> bool {
        row.moved || self.is_gap(row) || self.is_unsure(row)
    }

    /// For each source segment the index of its row.
    fn origins(&self) -> Vec<usize> {
        let mut origins = vec![0; self.source.1.len()];
        for (index, row) in self.rows.iter().enumerate() {
            for segment in &row.source {
                origins[*segment] = index;
            }
        }
        origins
    }

    fn row(
        &self,
        index: usize,
        row: &Row,
        languages: &[String; 2],
        origins: &[usize],
        out: &mut String,
    ) -> std::fmt::Result {
        let mut classes = Vec::new();
        let flags =
            [(self.is_gap(row), "gap"), (self.is_unsure(row), "unsure"), (row.moved, "moved")];
        classes.extend(flags.iter().filter(|it| it.0).map(|it| it.1));
        if classes.is_empty() {
            classes.push("plain");
        }
        let number = index + 1;
        writeln!(
            out,
            "<tr role=\"row\" id=\"b{number}\" class=\"{}\">\n\
             <th role=\"rowheader\" scope=\"row\"><a href=\"#b{number}\">Bead {number}</a>",
            classes.join(" ")
        )?;
        let (ones, others) = (row.source.len(), row.target.len());
        match (ones, others) {
            (1, 1) => {}
            (0, _) if self.snippets => write!(out, " <span>no snippet</span>")?,
            (_, 0) if self.snippets => write!(out, " <span class=\"word\">no place found</span>")?,
            (0, _) => write!(out, " <span class=\"word\">only in the translation</span>")?,
            (_, 0) => write!(out, " <span class=\"word\">not translated</span>")?,
            _ => write!(out, " <span>{ones} to {others}</span>")?,
        }
        if row.moved {
            write!(out, " <span class=\"word\">{}</span>", self.origin(index, row, origins))?;
        }
        if !self.is_uncovered(row) {
            // Rounded down, so that nothing under the mark seems to reach it.
            let percent = (row.confidence * 100.0).floor();
            if self.is_unsure(row) {
                write!(out, " <span class=\"word doubt\">unsure, {percent:.0}%</span>")?;
            } else {
                write!(out, " <span class=\"quiet\">{percent:.0}%</span>")?;
            }
        }
        writeln!(out, "</th>")?;
        let nothing = if self.snippets {
            ["no snippet says this", "stands nowhere in the translation"]
        } else {
            ["nothing in the source", "nothing in the translation"]
        };
        self.cell(self.source, &row.source, &languages[0], (self.source_word(), nothing[0]), out)?;
        self.cell(self.target, &row.target, &languages[1], ("Translation", nothing[1]), out)?;
        writeln!(out, "</tr>")
    }

    /// Where in the source a moved bead comes from.
    fn origin(&self, index: usize, row: &Row, origins: &[usize]) -> String {
        let before = row.source.first().and_then(|first| first.checked_sub(1));
        match before.and_then(|it| origins.get(it)) {
            Some(before) if *before + 1 == index && self.rows[*before].moved => {
                format!("moved with <a href=\"#b{index}\">bead {index}</a>")
            }
            Some(before) => {
                format!("moved: the source has it after <a href=\"#b{0}\">bead {0}</a>", before + 1)
            }
            None => "moved: the source begins with it".to_owned(),
        }
    }

    fn cell(
        &self,
        (side, segments): Segments<'_>,
        numbers: &[usize],
        language: &str,
        (what, nothing): (&str, &str),
        out: &mut String,
    ) -> std::fmt::Result {
        write!(out, "<td role=\"cell\"><span class=\"side\">{what}</span>")?;
        if numbers.is_empty() {
            let quiet = if self.snippets && what != "Translation" { "quiet" } else { "nothing" };
            write!(out, "<p class=\"{quiet}\">{nothing}</p>")?;
        }
        for number in numbers {
            let segment = segments[*number];
            let block = &side.blocks()[segment.block];
            let text = block.excerpt(segment.span);
            let heading = if block.kind == BlockKind::Heading { " class=\"heading\"" } else { "" };
            let number = number + 1;
            if text.trim().is_empty() {
                write!(
                    out,
                    "<p><small>{number}</small> <span class=\"quiet\">empty line</span></p>"
                )?;
            } else {
                write!(
                    out,
                    "<p{heading} dir=\"auto\"><small>{number}</small> <bdi lang=\"{language}\">{}</bdi></p>",
                    escaped(text.trim())
                )?;
            }
        }
        writeln!(out, "</td>")
    }
}

/// The tag for `lang`; empty where the language is not known.
fn language(side: &bilint::reading::Side) -> String {
    let tag = &side.pack.tag;
    if tag.language() == "und" { String::new() } else { escaped(&tag.to_string()) }
}

#[cfg(test)]
mod tests {
    use bilint::reading::Side;
    use bilint::{Document, Format};

    use super::super::segments;
    use super::*;

    fn side(name: &str, text: &str, language: &str) -> Side {
        let document = Document::read(name, Format::Plain, text.to_owned());
        Side::new(document, &language.parse().unwrap())
    }

    fn row(source: &[usize], target: &[usize], confidence: f64, moved: bool) -> Row {
        Row { source: source.to_vec(), target: target.to_vec(), confidence, moved }
    }

    fn shown(rows: &[Row], source: &Side, target: &Side, snippets: bool) -> String {
        let (one, other) = (segments(source, true), segments(target, true));
        page(rows, (source, &one), (target, &other), snippets)
    }

    #[test]
    fn no_text_gets_out_of_its_place() {
        let hostile =
            "</td><script>alert(1)</script>\n\n<img src=x onerror='a'> & \"b\" \u{202E}\u{1}";
        let name = "\"><script>.txt";
        let (source, target) = (side(name, hostile, "en"), side(name, hostile, "und"));
        let rows = [row(&[0], &[0], 0.99, false), row(&[1], &[1], 0.99, false)];
        let page = shown(&rows, &source, &target, false);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{1}'));
        assert_eq!(page.matches("&lt;/td&gt;&lt;script&gt;alert(1)").count(), 2);
        assert_eq!(page.matches("</td>").count(), 4);
        assert!(page.contains("<bdi lang=\"en\">") && page.contains("<bdi lang=\"\">"));
        assert!(!page.contains("http://") && !page.contains("https://"), "nothing is loaded");
    }

    #[test]
    fn what_is_worth_a_look_is_said_in_words() {
        let source = side("a.txt", "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.", "en");
        let target = side("b.txt", "Zwei.\n\nEins.\n\nFünf.\n\nSechs.\n\nSieben.", "de");
        let rows = [
            row(&[1], &[0], 0.9, true),
            row(&[0], &[1], 0.4, false),
            row(&[2, 3], &[], 0.9, false),
            row(&[4], &[2], 0.9, true),
            row(&[5], &[3], 0.9, true),
            row(&[], &[4], 0.9, false),
        ];
        let page = shown(&rows, &source, &target, false);
        for words in [
            "moved: the source has it after <a href=\"#b2\">bead 2</a>",
            "moved: the source has it after <a href=\"#b3\">bead 3</a>",
            "moved with <a href=\"#b4\">bead 4</a>",
            "unsure, 40%",
            "not translated",
            "nothing in the translation",
            "only in the translation",
            "nothing in the source",
            "only the 6 beads that are marked",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let rows = [row(&[], &[0], 1.0, false), row(&[2], &[], 0.2, false)];
        let page = shown(&rows, &source, &target, true);
        assert!(page.contains("no place found") && page.contains("no snippet says this"));
        assert!(page.contains("id=\"b1\" class=\"plain\""));
    }
}
