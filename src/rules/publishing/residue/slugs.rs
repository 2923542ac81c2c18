//! Names of files and of entries in the content system.

/// Extensions of files that lie beside an article.
const FILES: [&str; 12] =
    ["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "psd", "indd", "docx", "mp4", "xml"];

/// `ttn-de-58`, `WIR-PUMPE-HAUSHALT_v2`, `foto_0123.jpg`
pub(super) fn is_slug(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !(6..=80).contains(&line.len()) || !line.chars().all(is_part) {
        return false;
    }
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) || line.ends_with(['-', '_', '.']) {
        return false;
    }
    let parts: Vec<&str> = line.split(['-', '_']).collect();
    if parts.iter().any(|part| part.is_empty()) {
        return false;
    }
    if let Some((stem, extension)) = line.rsplit_once('.') {
        return FILES.contains(&&*extension.to_ascii_lowercase()) && !stem.is_empty();
    }
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    let one_case = |line: &str| {
        !line.bytes().any(|byte| byte.is_ascii_uppercase())
            || !line.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    // `sars-cov-2` is a name; a slug has a longer number, or a language before it.
    let ends_in_number = parts.last().is_some_and(|part| {
        part.bytes().all(|byte| byte.is_ascii_digit()) && (part.len() > 1 || parts[1].len() == 2)
    });
    // `BC-HARBOUR-FIRE-2ndLd`: the slug of an agency.
    let shouted = |part: &&&str| part.len() > 1 && part.bytes().all(|it| it.is_ascii_uppercase());
    if parts.len() >= 5 && parts.iter().filter(shouted).count() >= 3 {
        return true;
    }
    match parts.len() {
        0 | 1 => false,
        2 => line.contains('_') && has_digit,
        3 => line.contains('_') || (one_case(line) && ends_in_number),
        // Long chains in small letters are addresses of articles; words joined so have capitals.
        _ => {
            line.contains('_')
                || (one_case(line) && (has_digit || line.to_ascii_lowercase() == line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_no_words() {
        for slug in [
            "BC-HARBOUR-FIRE-NORTH-2ndLd",
            "ttn-de-58",
            "WIR_PUMPE_v2",
            "foto_0123.jpg",
            "der-zug-faehrt-wieder",
        ] {
            assert!(is_slug(slug), "{slug}");
        }
        for word in
            ["U-20-WM", "Covid-19", "G-20-Gipfel", "Rhein-Main-Verkehr", "A-100", "sars-cov-2"]
        {
            assert!(!is_slug(word), "{word}");
        }
    }
}
