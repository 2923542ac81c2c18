//! Small charts as SVG inside the page. Charting crates (plotters, charts-rs, poloto) write colours
//! and fonts into their pictures; these follow the page's theme, and are text for those who listen.

use std::fmt::{Result, Write};

use super::super::batch::Interval;
use crate::settings::Severity;

/// A bar of stacked parts by severity, the gravest first; `of` is what the whole width stands for.
/// It only repeats figures that stand beside it.
pub(super) fn stacked(counts: [usize; 4], of: usize, out: &mut String) -> Result {
    write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"track\" width=\"100\" height=\"10\"/>"
    )?;
    let mut x = 0.0;
    for severity in Severity::ALL.into_iter().rev() {
        let width = counts[severity as usize] as f64 * 100.0 / of.max(1) as f64;
        if width > 0.0 {
            write!(
                out,
                "<rect class=\"{severity}\" x=\"{x:.2}\" width=\"{width:.2}\" height=\"10\"/>"
            )?;
            x += width;
        }
    }
    write!(out, "</svg>")
}

/// A bar of one part.
pub(super) fn bar(value: f64, most: f64, out: &mut String) -> Result {
    let width = if most > 0.0 { (value / most * 100.0).min(100.0) } else { 0.0 };
    write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"track\" width=\"100\" height=\"10\"/>\
         <rect class=\"value\" width=\"{width:.2}\" height=\"10\"/></svg>"
    )
}

/// A value between its bounds on a scale from 0.
pub(super) fn interval(it: &Interval, most: f64, out: &mut String) -> Result {
    let at = |value: f64| if most > 0.0 { (value / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    let (low, value, high) = (at(it.low), at(it.value), at(it.high));
    write!(
        out,
        "<svg class=\"interval\" viewBox=\"-1 0 102 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><path class=\"axis\" d=\"M0 5H100\"/>\
         <path class=\"range\" d=\"M{low:.2} 5H{high:.2}\"/>\
         <path class=\"point\" d=\"M{value:.2} 1V9\"/></svg>"
    )
}

/// How many articles have how many points: columns from few points to many, and below each from
/// where on it counts.
pub(super) fn spread(values: &[f64], out: &mut String) -> Result {
    let (step, columns) = columns(values);
    let most = columns.iter().copied().max().unwrap_or(0).max(1);
    let width = 100.0 / columns.len() as f64;
    let told: Vec<String> = columns
        .iter()
        .enumerate()
        .filter(|it| *it.1 > 0)
        .map(|(index, count)| match index + 1 == columns.len() {
            true => format!("{count} with {} points or more", step * index),
            false => format!("{count} with {} to {} points", step * index, step * (index + 1)),
        })
        .collect();
    writeln!(
        out,
        "<svg class=\"spread\" viewBox=\"0 0 100 44\" role=\"img\" aria-label=\"Articles by points \
         per 1,000 words: {}\">",
        told.join("; ")
    )?;
    for (index, count) in columns.iter().enumerate() {
        let height = *count as f64 * 32.0 / most as f64;
        let (x, y) = (index as f64 * width, 36.0 - height);
        let middle = x + width / 2.0;
        write!(
            out,
            "<rect x=\"{:.2}\" y=\"{y:.2}\" width=\"{:.2}\" height=\"{height:.2}\"/>",
            x + 0.4,
            width - 0.8
        )?;
        if *count > 0 {
            write!(out, "<text x=\"{middle:.2}\" y=\"{:.2}\">{count}</text>", y - 1.0)?;
        }
        let last = index + 1 == columns.len();
        write!(
            out,
            "<text class=\"axis\" x=\"{x:.2}\" y=\"41\">{}{}</text>",
            step * index,
            if last { "+" } else { "" }
        )?;
    }
    writeln!(out, "<path class=\"axis\" d=\"M0 36.2H100\"/></svg>")
}

/// The width of a column in points, and how many values are in each; the last column holds all that
/// are larger.
fn columns(values: &[f64]) -> (usize, Vec<usize>) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // A few texts far off are not to press all others together.
    let usual = sorted.get(sorted.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(0.0);
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let step = step.into_iter().find(|step| usual / *step as f64 <= 11.0).unwrap_or(10_000);
    let count = ((usual / step as f64) as usize + 2).clamp(4, 12);
    let mut columns = vec![0; count];
    for value in values {
        columns[((value / step as f64) as usize).min(count - 1)] += 1;
    }
    (step, columns)
}

/// A line through the values of past runs, the oldest first, with a sentence for those who do not see
/// it.
pub(super) fn line(values: &[f64], told: &str, out: &mut String) -> Result {
    let most = values.iter().copied().fold(0.0, f64::max).max(1e-9);
    let step = if values.len() > 1 { 100.0 / (values.len() - 1) as f64 } else { 0.0 };
    let place = |(index, value): (usize, &f64)| (index as f64 * step, 30.0 - value / most * 26.0);
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(place).collect();
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
    write!(
        out,
        "<svg class=\"line\" viewBox=\"-2 0 104 32\" role=\"img\" aria-label=\"{}\">\
         <path class=\"axis\" d=\"M0 30.5H100\"/><path class=\"curve\" d=\"M{}\"/>",
        super::escaped(told),
        path.join("L")
    )?;
    for (x, y) in &points {
        write!(out, "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"1\"/>")?;
    }
    write!(out, "</svg>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_far_off_does_not_press_the_others_together() {
        let mut values: Vec<f64> = (0..40).map(|it| f64::from(it) / 2.0).collect();
        values.push(5000.0);
        let (step, columns) = columns(&values);
        assert_eq!((step, columns.len()), (2, 11));
        assert_eq!(columns.iter().sum::<usize>(), 41);
        assert_eq!(columns[0], 4);
        assert_eq!(super::columns(&[]).1.iter().sum::<usize>(), 0);
    }

    #[test]
    fn parts_are_drawn_to_scale() {
        let mut out = String::new();
        stacked([0, 5, 3, 2], 20, &mut out).unwrap();
        assert!(out.contains("<rect class=\"critical\" x=\"0.00\" width=\"10.00\""), "{out}");
        assert!(out.contains("<rect class=\"minor\" x=\"25.00\" width=\"25.00\""), "{out}");
        assert!(!out.contains("class=\"info\""));
    }
}
