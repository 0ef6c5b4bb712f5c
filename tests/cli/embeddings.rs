//! `align --embeddings`: a source of vectors that decides where links are in doubt, and its failures.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use super::scene::Scene;

/// Sentences of one length in words that no language has: to which translation the middle one
/// belongs, only somebody who understands them can tell.
const SOURCE: &str = "zorvu plantig mek\nbrelt quinfad usk\ngavip rontulo shi\n";
const TARGET: &str = "wudle hosbini tra\nfopen likdary mud\n";

/// The words that tell what a sentence says: three things, each in both languages.
const KNOWN: [[&str; 2]; 3] = [["zorvu", "wudle"], ["brelt", "fopen"], ["gavip", "fopen"]];

/// A command that knows the same.
const SCRIPT: &str = r#"echo asked >> calls
awk '{ sub(/^\{"texts":\["/, ""); sub(/"\]\}$/, "")
  n = split($0, text, /","/)
  printf "{\"vectors\":["
  for (i = 1; i <= n; i++) {
    if (i > 1) printf ","
    a = (text[i] ~ /zorvu|wudle/); b = (text[i] ~ /brelt|fopen/); c = (text[i] ~ /gavip|fopen/)
    printf "[%d,%d,%d]", a, b, c
  }
  print "]}" }'
"#;

/// A server on this machine that answers every request by a function of its body, and remembers the
/// bodies.
struct Server {
    address: String,
    bodies: Arc<Mutex<Vec<Value>>>,
}

impl Server {
    fn new(status: &'static str, answer: impl Fn(&Value) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&bodies);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.expect("somebody asks"));
                let (mut length, mut line) = (0, String::new());
                while line != "\r\n" {
                    line.clear();
                    stream.read_line(&mut line).expect("a head has lines");
                    let header = line.to_ascii_lowercase();
                    if let Some(value) = header.strip_prefix("content-length:") {
                        length = value.trim().parse().expect("a length is a number");
                    }
                }
                let mut body = vec![0; length];
                stream.read_exact(&mut body).expect("the body is whole");
                let body: Value = serde_json::from_slice(&body).expect("the body is JSON");
                let answer = answer(&body);
                seen.lock().expect("nobody failed").push(body);
                let head = format!("HTTP/1.1 {status}\r\nLocation: http://example.org/\r\n");
                let length = answer.len();
                let answer = format!("{head}Content-Length: {length}\r\n\r\n{answer}");
                let stream = stream.get_mut();
                stream.write_all(answer.as_bytes()).expect("it is heard");
            }
        });
        Server {
            address: format!("http://127.0.0.1:{port}/embed"),
            bodies,
        }
    }

    fn calls(&self) -> usize {
        self.bodies.lock().expect("nobody failed").len()
    }
}

/// Returns the vectors of the texts of a request.
fn vectors(body: &Value) -> Vec<Vec<u8>> {
    let texts = body["input"].as_array().expect("there are texts");
    let vector = |text: &Value| {
        let text = text.as_str().expect("a text is a string");
        let says = |words: &[&str; 2]| u8::from(words.iter().any(|word| text.contains(word)));
        KNOWN.iter().map(says).collect()
    };
    texts.iter().map(vector).collect()
}

impl Scene {
    fn with_doubt() -> Self {
        let scene = Scene::new();
        scene.write("s.txt", SOURCE);
        scene.write("t.txt", TARGET);
        scene.write("fake.sh", SCRIPT);
        scene
    }

    /// Returns the links, without their confidences.
    fn links(&self, options: &[&str]) -> Vec<String> {
        let ran = self
            .enface()
            .args(["align", "--from=fr", "--to=en", "--force"]);
        let ran = ran.args(["--sentences", "--format=links", "s.txt", "t.txt"]);
        let links = ran.args(options.iter().copied()).run().stdout;
        let link = |line: &str| line.split('\t').next().map(str::to_owned);
        links.lines().filter_map(link).collect()
    }
}

const RIGHT: [&str; 2] = ["0:0", "1,2:1"];

#[test]
fn an_address_decides_what_is_in_doubt() {
    let scene = Scene::with_doubt();
    assert_ne!(scene.links(&[]), RIGHT);
    let forms: [fn(&Value) -> Value; 3] = [
        |body| json!({"vectors": vectors(body)}),
        |body| json!({"embeddings": vectors(body)}),
        |body| {
            let entry = |vector| json!({"embedding": vector});
            let data: Vec<Value> = vectors(body).into_iter().map(entry).collect();
            json!({"data": data})
        },
    ];
    for form in forms {
        let server = Server::new("200 OK", move |body| form(body).to_string());
        assert_eq!(scene.links(&["--embeddings", &server.address]), RIGHT);
        assert_eq!(server.calls(), 1);
        let by_name = server.address.replace("127.0.0.1", "localhost");
        assert_eq!(scene.links(&["--embeddings", &by_name]), RIGHT);
    }
}

#[test]
fn a_command_decides_what_is_in_doubt() {
    let scene = Scene::with_doubt();
    assert_eq!(scene.links(&["--embeddings=sh fake.sh"]), RIGHT);
    assert_eq!(scene.read("calls"), b"asked\n");
}

#[test]
fn a_source_is_not_asked_where_nothing_is_in_doubt() {
    let scene = Scene::new();
    scene.write("s.txt", "Article 12 Ferrand\nArticle 7453 Valmer\n");
    scene.write("t.txt", "Article 12 Ferrand\nArticle 7453 Valmer\n");
    let with = scene.links(&["--embeddings=/nowhere/at/all"]);
    assert_eq!(with, scene.links(&[]));
}

#[test]
fn a_batch_asks_for_each_pair() {
    let scene = Scene::new();
    for name in ["a", "b", "c"] {
        scene.write(&format!("d/{name}.fr.txt"), SOURCE);
        scene.write(&format!("d/{name}.en.txt"), format!("{name}\n{TARGET}"));
    }
    let server = Server::new("200 OK", |body| {
        json!({"vectors": vectors(body)}).to_string()
    });
    let ran = |threads: &str| {
        let ran = scene.enface().args(["align", "--force", "--pairs=d"]);
        let ran = ran.args(["--embeddings", &server.address, threads]);
        ran.run().stdout
    };
    assert_eq!(ran("--threads=3"), ran("--threads=1"));
    assert_eq!(server.calls(), 6);

    let ran = scene
        .enface()
        .args(["align", "--force", "--pairs=d", "--add"]);
    let ran = ran.args(["--embeddings=false"]).exits(2).run();
    assert_eq!(
        ran.stdout.matches("exit code 1").count(),
        3,
        "{}",
        ran.stdout
    );
}

#[test]
fn a_source_that_fails_is_an_error_that_says_what_to_do() {
    let scene = Scene::with_doubt();
    scene.write("fail.sh", "cat > texts\necho no model here >&2\nexit 3\n");
    for (name, answer) in [
        ("few.sh", r#"{"vectors":[[1,2]]}"#),
        ("words.sh", r#"{"vectors":[["one","two"]]}"#),
        ("nan.sh", r#"{"vectors":[[NaN,1]]}"#),
        ("other.sh", r#"{"answer":42}"#),
        ("text.sh", "hello"),
    ] {
        scene.write(name, format!("echo '{answer}'\n"));
    }
    let broken = Server::new("500 Internal Server Error", |_| "out of memory".to_owned());
    let elsewhere = Server::new("307 Temporary Redirect", |_| String::new());
    let before = scene.files();
    for (source, english, french) in [
        (
            "/nowhere/embed",
            "cannot be started",
            "ne peut pas être lancée",
        ),
        (
            "sh fail.sh",
            "exit code 3 (no model here)",
            "code de sortie 3 (no model here)",
        ),
        ("sh few.sh", "there came 1 vector.", "1 vecteur est arrivé."),
        ("sh words.sh", "expected f32 at line 1", "illisible"),
        ("sh nan.sh", "cannot be read", "illisible"),
        ("sh other.sh", "neither “vectors”", "ni « vectors »"),
        ("sh text.sh", "must be JSON", "Il faut du JSON"),
        (
            &broken.address,
            "status 500 (out of memory)",
            "statut 500 (out of memory)",
        ),
        (&elsewhere.address, "status 307", "statut 307"),
        ("http://127.0.0.1:1/", "does not answer", "ne répond pas"),
        (
            "http://example.org/",
            "not a plain HTTP address",
            "pas une adresse HTTP simple",
        ),
        (
            "https://localhost/",
            "not a plain HTTP address",
            "pas une adresse HTTP simple",
        ),
        (
            "",
            "not a valid value for --embeddings",
            "n’est pas une valeur possible",
        ),
    ] {
        let source = format!("--embeddings={source}");
        for (ui, part) in [("--ui=en", english), ("--ui=fr", french)] {
            let ran = scene
                .enface()
                .args([ui, "align", "--from=fr", "--to=en", "--add"]);
            let ran = ran.args(["--force", "--sentences", &source, "s.txt", "t.txt"]);
            let ran = ran.exits(2).run();
            assert_eq!(ran.stdout, "", "{source}");
            let said = ran.stderr.replace('\u{a0}', " ");
            assert!(said.contains(part), "{source}: {said}");
        }
    }
    let mut after = scene.files();
    after.retain(|file| !format!("{file:?}").contains("texts"));
    assert_eq!(after, before);
}
