//! Files inside gzip and zip, unpacked while they are read.
//!
//! Nothing is unpacked into memory or onto the disk, so the size of what comes out does not
//! matter. Of a zip the first file that can be read is taken; where there is a second one the
//! whole is refused, as half of a memory is none.

use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use flate2::read::MultiGzDecoder;

use super::{ExchangeError, HEAD, recognise};

/// Bytes from anywhere.
pub(super) type Bytes<'r> = Box<dyn Read + Send + 'r>;

/// What is wrong with a compressed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Packing {
    /// It is cut short, or its bytes do not fit together.
    Damaged,
    /// It wants a password.
    Encrypted,
    /// It is compressed in a way that cannot be read.
    Method,
    /// Nothing in it can be read.
    Nothing,
    /// It holds two files that can be read: their names.
    Several(String, String),
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Packing {}

impl From<Packing> for io::Error {
    fn from(packing: Packing) -> Self {
        io::Error::new(io::ErrorKind::InvalidData, packing)
    }
}

/// A file out of its wrapping.
pub(super) struct Unpacked<'r> {
    /// Its name: that of the entry, or that of the file without `.gz`.
    pub(super) name: String,
    /// Its first [`HEAD`] bytes.
    pub(super) first: Vec<u8>,
    /// All its bytes.
    pub(super) input: Bytes<'r>,
}

/// Takes a file out of gzip or zip, whichever its first bytes show; once. Office files, which are
/// zip files too, stay as they are. With `lenient`, damage is taken for the end.
///
/// # Errors
/// When the bytes cannot be had, or nothing in a zip can be read.
pub(super) fn unpack<'r>(
    name: &str,
    input: impl Read + Send + 'r,
    lenient: bool,
) -> io::Result<Unpacked<'r>> {
    let (first, input) = peek(Box::new(input))?;
    if first.starts_with(&[0x1F, 0x8B]) {
        let input = Gently {
            input: MultiGzDecoder::new(input),
            lenient,
        };
        let (first, input) = peek(Box::new(input))?;
        let name = without_ending(name).to_owned();
        return Ok(Unpacked { name, first, input });
    }
    if first.starts_with(LOCAL) && !is_office(name, &first) {
        let (name, entry) =
            Zip::first(Box::new(BufReader::new(input)), lenient).map_err(|error| {
                match error.kind() {
                    io::ErrorKind::UnexpectedEof => Packing::Damaged.into(),
                    _ => error,
                }
            })?;
        let input = Gently {
            input: entry,
            lenient,
        };
        let (first, input) = peek(Box::new(input))?;
        return Ok(Unpacked { name, first, input });
    }
    let name = name.to_owned();
    Ok(Unpacked { name, first, input })
}

/// Returns the first bytes, and all of them.
fn peek(mut input: Bytes<'_>) -> io::Result<(Vec<u8>, Bytes<'_>)> {
    let mut first = Vec::new();
    (&mut input).take(HEAD as u64).read_to_end(&mut first)?;
    Ok((first.clone(), Box::new(Cursor::new(first).chain(input))))
}

fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") => stem,
        _ => name,
    }
}

/// Says of damage that it is damage, or takes it for the end.
struct Gently<R> {
    input: R,
    lenient: bool,
}

impl<R: Read> Read for Gently<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer).or_else(|error| {
            let own = ExchangeError::of_packing(&error).is_some();
            let damage = matches!(
                error.kind(),
                io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
                    | io::ErrorKind::UnexpectedEof
            );
            match (damage, self.lenient) {
                (true, true) => Ok(0),
                (true, false) if !own => Err(Packing::Damaged.into()),
                _ => Err(error),
            }
        })
    }
}

/// What the header of a file in a zip begins with.
const LOCAL: &[u8] = b"PK\x03\x04";

/// What may stand between a file's bytes and the next header.
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// Tells whether a zip is a document of an office program, by its name or its first entry.
fn is_office(name: &str, first: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ["xlsx", "xlsm"]
        .iter()
        .any(|own| ending.eq_ignore_ascii_case(own))
    {
        return true;
    }
    let name = first.get(30..).unwrap_or_default();
    let known: [&[u8]; 6] = [
        b"[Content_Types].xml",
        b"_rels/",
        b"docProps/",
        b"xl/",
        b"word/",
        b"mimetype",
    ];
    known.iter().any(|known| name.starts_with(known))
}

/// A zip being read from its beginning; the directory at its end is not needed.
struct Zip<'r> {
    input: Box<dyn BufRead + Send + 'r>,
    /// Whether damage is taken for the end.
    lenient: bool,
}

/// The header of a file in a zip.
struct Header {
    name: String,
    deflated: bool,
    /// Whether checksum and sizes follow the bytes instead.
    later: bool,
    crc: u32,
    packed: u64,
}

/// A file in a zip; after its end, the rest of the zip is looked through for a second one.
struct Entry<'r> {
    name: String,
    content: Option<Content<'r>>,
}

/// The bytes of a file in a zip.
struct Content<'r> {
    input: Source<'r>,
    header: Header,
    crc: Crc,
    lenient: bool,
}

enum Source<'r> {
    Stored(io::Take<Box<dyn BufRead + Send + 'r>>),
    Deflated(DeflateDecoder<Box<dyn BufRead + Send + 'r>>),
}

impl<'r> Zip<'r> {
    /// Returns the first file that can be read, and its name.
    fn first(
        input: Box<dyn BufRead + Send + 'r>,
        lenient: bool,
    ) -> io::Result<(String, Bytes<'r>)> {
        match (Zip { input, lenient }).next_container()? {
            None => Err(Packing::Nothing.into()),
            Some((head, content)) => {
                let name = content.header.name.clone();
                let entry = Entry {
                    name: name.clone(),
                    content: Some(content),
                };
                Ok((name, Box::new(Cursor::new(head).chain(entry))))
            }
        }
    }

    /// Passes over files up to one that can be read; returns its first bytes with it.
    fn next_container(mut self) -> io::Result<Option<(Vec<u8>, Content<'r>)>> {
        let lenient = self.lenient;
        loop {
            let Some(header) = self.header()? else {
                return Ok(None);
            };
            let mut content = self.content(header)?;
            let mut head = Vec::new();
            let read = (&mut content).take(HEAD as u64).read_to_end(&mut head);
            if !lenient {
                read?;
            }
            let name = content.header.name.clone();
            let file = name.rsplit('/').next().unwrap_or(&name);
            // What macOS adds beside each file has the same ending and is none.
            let meant = !file.is_empty() && !file.starts_with("._");
            if meant && recognise(file, &head).is_ok() {
                return Ok(Some((head, content)));
            }
            io::copy(&mut content, &mut io::sink())?;
            self = content.finish()?;
        }
    }

    /// Reads the next file's header; `None` where no file follows.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut fixed = [0; 30];
        let mut length = 0;
        while length < fixed.len() {
            match self.input.read(&mut fixed[length..])? {
                0 => break,
                n => length += n,
            }
        }
        if length < fixed.len() || !fixed.starts_with(LOCAL) {
            // The directory, or the end of a file that is cut short after a whole entry.
            return Ok(None);
        }
        let two = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let four = |at: usize| u32::from(two(at)) | u32::from(two(at + 2)) << 16;
        let flags = two(6);
        if flags & 1 != 0 {
            return Err(Packing::Encrypted.into());
        }
        let later = flags & 8 != 0;
        let deflated = match two(8) {
            8 => true,
            0 if !later => false,
            _ => return Err(Packing::Method.into()),
        };
        let mut name = vec![0; usize::from(two(26))];
        self.input.read_exact(&mut name)?;
        io::copy(
            &mut (&mut self.input).take(u64::from(two(28))),
            &mut io::sink(),
        )?;
        Ok(Some(Header {
            name: String::from_utf8_lossy(&name).into_owned(),
            deflated,
            later,
            crc: four(14),
            packed: u64::from(four(18)),
        }))
    }

    fn content(self, header: Header) -> io::Result<Content<'r>> {
        if !header.deflated && header.packed == u64::from(u32::MAX) {
            return Err(Packing::Method.into());
        }
        Ok(Content {
            input: if header.deflated {
                Source::Deflated(DeflateDecoder::new(self.input))
            } else {
                Source::Stored(self.input.take(header.packed))
            },
            header,
            crc: Crc::new(),
            lenient: self.lenient,
        })
    }
}

impl<'r> Content<'r> {
    /// Returns the zip after this file, once that has been read to its end.
    fn finish(self) -> io::Result<Zip<'r>> {
        let mut input = match self.input {
            Source::Stored(stored) => {
                if stored.limit() > 0 {
                    return Err(Packing::Damaged.into());
                }
                stored.into_inner()
            }
            Source::Deflated(deflated) => deflated.into_inner(),
        };
        let mut expected = self.header.crc;
        if self.header.later {
            let mut four = [0; 4];
            input.read_exact(&mut four)?;
            if four == DESCRIPTOR {
                input.read_exact(&mut four)?;
            }
            expected = u32::from_le_bytes(four);
            input.read_exact(&mut [0; 8])?;
            // Sizes of eight bytes each in a big zip: what follows is then no header.
            if !input.fill_buf()?.starts_with(b"PK") {
                input.read_exact(&mut [0; 8])?;
            }
        }
        if expected != self.crc.sum() {
            return Err(Packing::Damaged.into());
        }
        Ok(Zip {
            input,
            lenient: self.lenient,
        })
    }
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = match &mut self.input {
            Source::Stored(stored) => stored.read(buffer)?,
            Source::Deflated(deflated) => deflated.read(buffer)?,
        };
        self.crc.update(&buffer[..n]);
        Ok(n)
    }
}

impl Read for Entry<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(content) = &mut self.content else {
            return Ok(0);
        };
        let n = content.read(buffer)?;
        if n > 0 || buffer.is_empty() {
            return Ok(n);
        }
        let Some(content) = self.content.take() else {
            return Ok(0);
        };
        if content.lenient {
            return Ok(0);
        }
        match content.finish()?.next_container()? {
            None => Ok(0),
            Some((_, second)) => {
                let names = (self.name.clone(), second.header.name.clone());
                Err(Packing::Several(names.0, names.1).into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder};

    use super::*;

    const TMX: &[u8] = b"<tmx version='1.4'><body></body></tmx>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    /// Returns a zip of these files: deflated with what follows the bytes, or stored.
    fn zip(files: &[(&str, &[u8])], stored: bool) -> Vec<u8> {
        let mut out = Vec::new();
        for (name, bytes) in files {
            let mut crc = Crc::new();
            crc.update(bytes);
            let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
            deflated.write_all(bytes).unwrap();
            let packed = if stored {
                bytes.to_vec()
            } else {
                deflated.finish().unwrap()
            };
            let size = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
            let sums = [
                crc.sum().to_le_bytes(),
                size(packed.len()),
                size(bytes.len()),
            ]
            .concat();
            out.extend_from_slice(LOCAL);
            out.extend([
                20,
                0,
                if stored { 0 } else { 8 },
                0,
                if stored { 0 } else { 8 },
                0,
            ]);
            out.extend([0; 4]);
            out.extend(if stored { sums.clone() } else { vec![0; 12] });
            out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            out.extend([0; 2]);
            out.extend(name.bytes());
            out.extend(packed);
            if !stored {
                out.extend_from_slice(DESCRIPTOR);
                out.extend(sums);
            }
        }
        out.extend(b"PK\x01\x02 and so on, the directory");
        out
    }

    fn read(name: &str, bytes: &[u8], lenient: bool) -> Result<(String, Vec<u8>), String> {
        let said = |error: io::Error| error.to_string();
        let mut unpacked = unpack(name, bytes, lenient).map_err(said)?;
        let mut all = Vec::new();
        unpacked.input.read_to_end(&mut all).map_err(said)?;
        Ok((unpacked.name, all))
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let whole = |name: &str| Ok((name.to_owned(), TMX.to_vec()));
        assert_eq!(read("a.tmx", TMX, false), whole("a.tmx"));
        assert_eq!(read("a.tmx.gz", &gzip(TMX), false), whole("a.tmx"));
        for stored in [false, true] {
            let files: [(&str, &[u8]); 4] = [
                ("read/", b""),
                ("read/me.txt", b"hello"),
                ("__MACOSX/._b.tmx", b"\0"),
                ("b.tmx", TMX),
            ];
            let packed = zip(&files, stored);
            assert_eq!(read("a.zip", &packed, false), whole("b.tmx"));
            let damaged: Vec<u8> = [&packed[..packed.len() - 60], b"x"].concat();
            assert!(read("a.zip", &damaged, false).is_err());
            assert!(read("a.zip", &damaged, true).is_ok());
        }
    }

    #[test]
    fn what_is_not_whole_or_not_clear_is_refused() {
        let packed = gzip(&TMX.repeat(100));
        let cut = &packed[..packed.len() / 2];
        assert_eq!(read("a.gz", cut, false), Err("Damaged".to_owned()));
        let (_, kept) = read("a.gz", cut, true).unwrap();
        assert!(TMX.repeat(100).starts_with(&kept) && !kept.is_empty());
        let two = zip(&[("a.tmx", TMX), ("b.tmx", TMX)], false);
        let several = Packing::Several("a.tmx".into(), "b.tmx".into());
        assert_eq!(read("c.zip", &two, false), Err(several.to_string()));
        let none = zip(&[("a.txt", b"hello")], true);
        assert_eq!(read("c.zip", &none, false), Err("Nothing".to_owned()));
        // An office file stays as it is, for those who read it.
        let office = zip(&[("[Content_Types].xml", b"<Types/>")], true);
        assert_eq!(
            read("a.xlsx", &office, false),
            Ok(("a.xlsx".into(), office.clone()))
        );
    }
}
