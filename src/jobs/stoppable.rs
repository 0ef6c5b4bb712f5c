//! A stream that ends with an error once somebody has asked to stop.

use std::io::{self, Read};

use super::{Cancel, JobError};
use crate::exchange::ExchangeError;

/// Bytes that ask a [`Cancel`] at each read: a file may go on and on without a single unit.
pub(super) struct Stoppable<'c, R> {
    input: R,
    cancel: &'c Cancel,
}

impl<'c, R: Read> Stoppable<'c, R> {
    pub(super) fn new(input: R, cancel: &'c Cancel) -> Self {
        Stoppable { input, cancel }
    }
}

impl<R: Read> Read for Stoppable<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Not `Interrupted`: that would be tried again.
        self.cancel.check().map_err(|_| io::ErrorKind::Other)?;
        self.input.read(buffer)
    }
}

/// Returns what stopped the reading of a file: the wish to stop, where there is one, comes first.
pub(super) fn stopped(name: &str, error: ExchangeError, cancel: &Cancel) -> JobError {
    match cancel.check() {
        Err(cancelled) => cancelled,
        Ok(()) => JobError::Exchange(name.to_owned(), error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::import::{ImportRequest, import};
    use crate::jobs::validate::validate;
    use crate::memory::{Memory, Stamp};

    const HEAD: &[u8] = b"<tmx version=\"1.4\"><header creationtool=\"t\" \
        creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" \
        srclang=\"en\" datatype=\"plaintext\"/><body>";
    const COMMENT: &[u8] = b"<!-- on and on -->";

    /// A document whose comments never end; asks to stop after some bytes, and fails after many.
    struct Endless<'c>(usize, &'c Cancel);

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 > 1 << 20 {
                self.1.cancel();
            }
            assert!(self.0 < 4 << 20, "nobody asks whether to stop");
            for byte in buffer.iter_mut() {
                let comment = self.0.checked_sub(HEAD.len());
                *byte = comment.map_or_else(|| HEAD[self.0], |at| COMMENT[at % COMMENT.len()]);
                self.0 += 1;
            }
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_file_without_units_is_stopped_too() {
        let stamp = Stamp {
            at: "20240101T000000Z".to_owned(),
            author: None,
        };
        for recover in [false, true] {
            let cancel = Cancel::new();
            let folder = tempfile::tempdir().unwrap();
            let mut memory = Memory::open_to_write(&folder.path().join("a.db")).unwrap();
            let mut request = ImportRequest::default();
            request.read.recover = recover;
            let result = import(
                &mut memory,
                "a.tmx",
                Endless(0, &cancel),
                &request,
                &stamp,
                &cancel,
                &mut |_| {},
            );
            assert!(matches!(result, Err(JobError::Cancelled)), "{result:?}");
        }
        let cancel = Cancel::new();
        let result = validate("a.tmx", Endless(0, &cancel), &cancel, &mut |_| true);
        assert!(matches!(result, Err(JobError::Cancelled)), "{result:?}");
    }
}
