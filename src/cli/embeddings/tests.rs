//! Which sources are taken, and what their answers may be.

use std::net::TcpListener;

use super::*;
use crate::messages::{Explain, Ui};

const SHORT: Duration = Duration::from_millis(300);

fn texts() -> Vec<String> {
    vec!["un".to_owned(), "two".to_owned()]
}

#[test]
fn addresses_are_of_this_machine_or_refused() {
    for typed in [
        "http://127.0.0.1:8080/embed",
        "http://localhost/v1/embeddings",
        "http://LOCALHOST:1",
        "http://[::1]:80/x",
        " http://127.1.2.3/ ",
    ] {
        assert!(matches!(read(typed), Ok(Source::Address(_))), "{typed}");
    }
    for typed in [
        "https://127.0.0.1/",
        "https://localhost/",
        "http://example.org/embed",
        "http://10.0.0.1/",
        "http://127.0.0.1@example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "ftp://localhost/",
        "http://",
        "http://localhost/a b",
    ] {
        let Err(Failure(message)) = read(typed) else {
            panic!("{typed} was taken");
        };
        let said = message.in_language(Ui::En);
        assert!(said.starts_with(typed), "{said}");
        assert!(message.in_language(Ui::Fr).contains("adresse"), "{typed}");
    }
    assert!(read("  ").is_err());
    let command = Source::Command("embed".into(), vec!["-m".into(), "a.bin".into()]);
    assert_eq!(read("embed  -m a.bin"), Ok(command));
}

#[test]
fn vectors_come_in_the_forms_in_use() {
    let expected = vec![vec![1.0, 2.0], vec![3.0, 4.0]];
    for answer in [
        r#"{"vectors":[[1,2],[3,4.0]]}"#,
        r#"{"model":"m","embeddings":[[1,2],[3,4]]}"#,
        r#"{"data":[{"embedding":[1,2]},{"embedding":[3,4]}],"usage":{}}"#,
        r#"{"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}]}"#,
    ] {
        assert_eq!(
            listed(answer.as_bytes()).as_ref(),
            Ok(&expected),
            "{answer}"
        );
    }
    assert_eq!(listed(b"{\"x\":1}"), Err(EmbeddingProblem::NoVectors));
    for answer in [
        &b"no"[..],
        b"",
        b"\xff",
        b"{\"vectors\":[[1,NaN]]}",
        b"{\"vectors\":[[1,null]]}",
        b"{\"vectors\":[[\"1\",\"2\"]]}",
        b"{\"vectors\":[[1,2]]} {}",
    ] {
        let found = listed(answer);
        assert!(
            matches!(found, Err(EmbeddingProblem::Unreadable(_))),
            "{found:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_command_that_says_nothing_is_given_up() {
    let begun = Instant::now();
    let source = read("sleep 60").unwrap();
    let found = source.vectors(&texts(), SHORT);
    assert_eq!(found, Err(EmbeddingProblem::TimedOut(0)));
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn an_address_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let found = read(&address).unwrap().vectors(&texts(), SHORT);
    assert_eq!(found, Err(EmbeddingProblem::TimedOut(0)));
    drop(listener);
    let found = read(&address).unwrap().vectors(&texts(), SHORT);
    assert!(
        matches!(found, Err(EmbeddingProblem::NoAnswer(_))),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn many_texts_are_asked_for_in_batches() {
    // One answer serves every batch of the full size; the last one is smaller and fails.
    let folder = tempfile::tempdir().unwrap();
    let answer = folder.path().join("answer");
    let vectors = vec!["[1,2]"; BATCH].join(",");
    std::fs::write(&answer, format!("{{\"vectors\":[{vectors}]}}")).unwrap();
    let source = read(&format!("cat {}", answer.display())).unwrap();
    let texts = vec!["x".repeat(1000); 2 * BATCH + 1];
    let patience = Duration::from_mins(1);
    assert!(source.vectors(&texts[..2 * BATCH], patience).is_ok());
    let Err(problem) = source.vectors(&texts, patience) else {
        panic!("a batch had too many vectors");
    };
    let said = problem.explain().in_language(Ui::En);
    assert_eq!(
        said,
        "for 1 text there came 256 vectors. It must give one for each text, in their order."
    );
}
