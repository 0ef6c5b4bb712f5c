//! What the test programs share: the skip rule, the shared material, the seeds, a way to run enface.

// Each test program is a crate of its own and uses a part of this.
#![allow(dead_code)]

pub(crate) mod omegat;
pub(crate) mod tmx_facts;

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// Says that a test cannot run here, and why; a failure where `ENFACE_NO_SKIP` is set.
#[allow(clippy::print_stdout)]
pub(crate) fn skip(reason: &str) {
    assert!(
        std::env::var_os("ENFACE_NO_SKIP").is_none(),
        "cannot skip where ENFACE_NO_SKIP is set: {reason}"
    );
    println!("skipped: {reason}");
}

/// Returns a file or folder of this project.
pub(crate) fn project(place: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(place)
}

/// Returns a file or folder of the material beside the project; skips the test where it is missing.
pub(crate) fn shared(place: &str) -> Option<PathBuf> {
    let path = project("../shared").join(place);
    if !path.exists() {
        skip(&format!("../shared/{place} is missing"));
        return None;
    }
    Some(path)
}

/// Returns the name of a program that is installed; skips the test where it is not.
pub(crate) fn installed(program: &'static str) -> Option<&'static str> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    if std::env::split_paths(&folders).any(|folder| folder.join(program).is_file()) {
        return Some(program);
    }
    skip(&format!("{program} is not installed"));
    None
}

/// Returns the bytes of a file; a missing one fails the test with its name.
pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the files of a folder that have an ending, in the order of their names.
pub(crate) fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder can be listed to its end").path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension() == Some(OsStr::new(ending)))
        .collect();
    files.sort();
    files
}

/// One run of the program, told step by step:
///
/// ```ignore
/// let ran = Enface::new().memory(&path).args(["lookup", "--json"]).stdin("Oui.\n").exits(1).run();
/// assert_eq!(ran.stdout, "…");
/// ```
///
/// Nothing of the user's surroundings comes in: no memory, no language, no colours, no name.
pub(crate) struct Enface {
    command: Command,
    stdin: Vec<u8>,
    exit_code: i32,
}

/// What a run left behind.
pub(crate) struct Ran {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Enface {
    /// Begins a run that is expected to exit with 0.
    pub(crate) fn new() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enface"));
        for name in [
            "ENFACE_MEMORY",
            "LANG",
            "LANGUAGE",
            "LC_ALL",
            "LC_MESSAGES",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "NO_COLOR",
            "COLUMNS",
            "USER",
            "USERNAME",
        ] {
            command.env_remove(name);
        }
        // A test that forgets to name a memory must not find the user's own.
        command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
        Enface {
            command,
            stdin: Vec::new(),
            exit_code: 0,
        }
    }

    /// Names the memory.
    pub(crate) fn memory(mut self, path: &Path) -> Self {
        self.command.arg("--memory").arg(path);
        self
    }

    /// Adds one argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub(crate) fn args<A: Into<OsString>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.command.args(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in a folder.
    pub(crate) fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives standard input; without it, it is empty.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = input.into();
        self
    }

    /// Expects another exit code than 0.
    pub(crate) fn exits(mut self, code: i32) -> Self {
        self.exit_code = code;
        self
    }

    /// Runs, and fails the test when the exit code is another or the output is not UTF-8.
    pub(crate) fn run(mut self) -> Ran {
        self.command.stdin(Stdio::piped());
        self.command.stdout(Stdio::piped());
        self.command.stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program was built");
        let mut pipe = child.stdin.take().expect("standard input was asked for");
        let input = std::mem::take(&mut self.stdin);
        // Beside the reading, so that neither waits for the other; a program that ends without
        // reading all is no failure of the test.
        let writer = thread::spawn(move || drop(pipe.write_all(&input)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("writing does not panic");
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        assert_eq!(
            output.status.code(),
            Some(self.exit_code),
            "exit code of {:?}\n-- standard output\n{stdout}\n-- standard error\n{stderr}",
            self.command
        );
        Ran { stdout, stderr }
    }
}
