//! Paths as references to files, as RFC 3986 writes them.

/// The path of a file as a relative reference, or as a `file:` URI when it is absolute.
pub(super) fn of_path(path: &str) -> String {
    let slashes = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::new();
    let drive = cfg!(windows) && slashes.as_bytes().get(1) == Some(&b':');
    if drive {
        uri.push_str("file:///");
        uri.push_str(&slashes[..2]);
        encode(&slashes[2..], &mut uri);
        return uri;
    }
    if slashes.starts_with('/') {
        uri.push_str("file://");
    }
    encode(&slashes, &mut uri);
    uri
}

/// Whether it is relative to the folder of the run.
pub(super) fn is_relative(uri: &str) -> bool {
    !uri.starts_with("file:")
}

fn encode(path: &str, uri: &mut String) {
    for byte in path.bytes() {
        // A colon would make the first part of a relative reference a scheme.
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(of_path("news/a b:ü%.de.md"), "news/a%20b%3A%C3%BC%25.de.md");
        assert_eq!(of_path("<stdin>"), "%3Cstdin%3E");
        assert!(is_relative(&of_path("file.txt")));
        if cfg!(unix) {
            assert_eq!(of_path("/srv/a.txt"), "file:///srv/a.txt");
            assert!(!is_relative(&of_path("/srv/a.txt")));
        }
    }
}
