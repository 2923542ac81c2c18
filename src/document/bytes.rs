use std::io::{self, Read};

/// Why the bytes of a file are not text that can be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Not UTF-8.
    #[error("not valid UTF-8: byte {offset} (0x{byte:02X}) starts no character; save the file as UTF-8{}", if *.looks_western { " (it looks like Windows-1252 or Latin-1)" } else { "" })]
    InvalidUtf8 {
        /// The first byte that is wrong, from 0.
        offset: usize,
        /// That byte.
        byte: u8,
        /// Whether the bytes around it would be readable as Windows-1252.
        looks_western: bool,
    },
    /// UTF-16, told by its byte order mark or by its zero bytes.
    #[error("the file is UTF-16; save it as UTF-8")]
    Utf16,
    /// A compressed file that cannot be unpacked.
    #[error("cannot be unpacked: {0}; compress it anew")]
    Gzip(io::Error),
    /// A compressed file in a compressed file.
    #[error("is compressed twice; unpack it once")]
    Nested,
    /// A compressed file that holds more than is read at once.
    #[error("holds more than {} MiB when unpacked; split it, or give JSON Lines, which are streamed", UNPACKED >> 20)]
    TooLarge,
}

/// How a gzip file starts.
const GZIP: &[u8] = &[0x1F, 0x8B];

/// The most bytes that a compressed file may unpack to: bombs are refused.
const UNPACKED: u64 = 512 << 20;

/// The bytes of a file; those that start like gzip are unpacked.
pub fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, DecodeError> {
    if !bytes.starts_with(GZIP) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .take(UNPACKED + 1)
        .read_to_end(&mut unpacked)
        .map_err(DecodeError::Gzip)?;
    if read as u64 > UNPACKED {
        return Err(DecodeError::TooLarge);
    }
    if unpacked.starts_with(GZIP) {
        return Err(DecodeError::Nested);
    }
    Ok(unpacked)
}

/// The text of a file's bytes, which must be UTF-8 (a byte order mark is kept: spans count it);
/// bytes that start like gzip are unpacked first.
pub fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    let bytes = unpacked(bytes)?;
    if is_utf16(&bytes) {
        return Err(DecodeError::Utf16);
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        DecodeError::InvalidUtf8 {
            offset,
            byte: bytes[offset],
            looks_western: offset > 0 && bytes[offset - 1].is_ascii() && bytes[offset] >= 0xA0,
        }
    })
}

fn is_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || (head.len() >= 8 && zeros(0).max(zeros(1)) * 3 > head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named_with_their_place() {
        let message = decode(b"M\xFCller".to_vec()).unwrap_err().to_string();
        assert!(message.contains("byte 1 (0xFC)"), "{message}");
        assert!(message.contains("Windows-1252"), "{message}");
        assert!(matches!(decode(vec![0xFF, 0xFE, b'a', 0]), Err(DecodeError::Utf16)));
        let plain: Vec<u8> = "ein Text".bytes().flat_map(|byte| [byte, 0]).collect();
        assert!(matches!(decode(plain), Err(DecodeError::Utf16)));
        assert!(matches!(decode(vec![0x1F, 0x8B, 8]), Err(DecodeError::Gzip(_))));
        assert_eq!(decode(Vec::new()).unwrap(), "");
    }
}
