//! `extract` and `segment`: what is read, and where it is cut.

use super::scene::{ENGLISH, FRENCH, Scene, fields, objects};

#[test]
fn extract_gives_the_blocks_as_read() {
    let scene = Scene::new();
    let blocks = scene.json(["extract", "--json", "release.fr.txt"]);
    let texts: Vec<&str> = blocks.iter().filter_map(|b| b["text"].as_str()).collect();
    assert_eq!(texts, FRENCH.lines().collect::<Vec<_>>());
    for (number, block) in blocks.iter().enumerate() {
        assert_eq!(fields(block), ["block", "kind", "place", "text"]);
        assert_eq!(block["block"], number);
        assert_eq!(block["place"]["line"], number + 1);
    }
}

#[test]
fn extract_says_what_it_left_out_on_standard_error() {
    let scene = Scene::new();
    scene.write(
        "page.html",
        "<!doctype html><html lang=fr><nav><a href=/>Accueil</a></nav>\
         <main><h1>Le pont rouvre</h1><p>Il a <b>rouvert</b> lundi.</p><ul><li>Deux voies</ul></main>\
         <script>var a = 1;</script></html>",
    );
    let ran = scene
        .enface()
        .args(["extract", "--json", "page.html"])
        .run();
    let blocks = objects(&ran.stdout);
    let texts: Vec<&str> = blocks.iter().filter_map(|b| b["text"].as_str()).collect();
    assert_eq!(
        texts,
        ["Le pont rouvre", "Il a rouvert lundi.", "Deux voies"]
    );
    assert_eq!(blocks[0]["kind"], "heading1");
    assert!(ran.stderr.contains("Accueil"), "{}", ran.stderr);
    assert!(!ran.stdout.contains("var a"), "{}", ran.stdout);
}

#[test]
fn sentences_and_what_lies_between_give_the_block_back() {
    let scene = Scene::new();
    for (file, text) in [("release.fr.txt", FRENCH), ("release.en.txt", ENGLISH)] {
        let sentences = scene.json(["segment", "--json", file]);
        assert_eq!(sentences.len(), 7, "{file}");
        for (number, block) in text.lines().enumerate() {
            let mut at = 0;
            for sentence in sentences.iter().filter(|s| s["block"] == number) {
                assert_eq!(
                    fields(sentence),
                    ["block", "end", "kept", "rule", "start", "text"]
                );
                let place = |name: &str| {
                    usize::try_from(sentence[name].as_u64().expect("a number")).expect("an offset")
                };
                let (start, end) = (place("start"), place("end"));
                assert_eq!(sentence["text"], block[start..end]);
                assert!(at <= start && block[at..start].chars().all(char::is_whitespace));
                at = end;
            }
            assert_eq!(block[at..].trim(), "", "the end of {block}");
        }
    }
}

#[test]
fn a_sentence_names_the_rule_that_ended_it_or_none_at_the_end_of_its_block() {
    let scene = Scene::new();
    let sentences = scene.json(["segment", "--json", "release.fr.txt"]);
    assert!(sentences[0]["rule"].is_null());
    assert!(sentences[1]["rule"].is_string());
    assert!(sentences[3]["rule"].is_null());
}

#[test]
fn without_json_segment_writes_one_sentence_a_line_and_reads_standard_input() {
    let scene = Scene::new();
    let from_file = scene.enface().args(["segment", "release.fr.txt"]).run();
    let from_pipe = scene
        .enface()
        .args(["segment", "--lang", "fr", "-"])
        .stdin(FRENCH)
        .run();
    assert_eq!(from_file.stdout.lines().count(), 7);
    assert_eq!(from_file.stdout, from_pipe.stdout);
    assert!(
        from_file
            .stdout
            .lines()
            .any(|line| line == "« Ce pont relie deux rives », a-t-elle dit.")
    );
}

#[test]
fn line_breaks_are_kept_or_joined_as_asked() {
    let scene = Scene::new();
    scene.write("wrapped.txt", "Le pont de Valmer\na rouvert lundi.\n");
    let sentences = |wrap: &str| {
        let ran = scene
            .enface()
            .args(["segment", "--lang", "fr", "--wrap", wrap, "wrapped.txt"])
            .run();
        ran.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sentences("join"), ["Le pont de Valmer a rouvert lundi."]);
    assert_eq!(sentences("keep"), ["Le pont de Valmer", "a rouvert lundi."]);
}

#[test]
fn reading_makes_no_memory() {
    let scene = Scene::new();
    scene.enface().args(["segment", "release.fr.txt"]).run();
    scene.enface().args(["extract", "release.fr.txt"]).run();
    scene
        .enface()
        .args(["align", "release.fr.txt", "release.en.txt"])
        .run();
    assert_eq!(
        scene.names(),
        ["release.en.txt", "release.fr.txt", "units.tmx"]
    );
}
