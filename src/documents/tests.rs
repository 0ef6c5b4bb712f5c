//! The room as a whole: what a reader of each format gets, and that no bytes can harm it.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::model::BlockKind;

fn document(name: &str, text: &str) -> Document {
    read(name, text.as_bytes(), &ReadOptions::default()).expect("the text is read")
}

/// Returns each block as `line kind | path | text`.
fn lines(name: &str, text: &str) -> Vec<String> {
    let show = |b: &Block| {
        let (kind, place) = (b.kind.name(), &b.place);
        format!("{} {kind} | {} | {}", place.line, place.path, b.text)
    };
    document(name, text).blocks.iter().map(show).collect()
}

/// Returns the texts of the blocks alone.
fn texts(name: &str, text: &str) -> Vec<String> {
    let blocks = document(name, text).blocks;
    blocks.into_iter().map(|b| b.text).collect()
}

/// Returns what was left out as `line what: excerpt`.
fn left(name: &str, text: &str) -> Vec<String> {
    let left_out = document(name, text).left_out;
    let show = |l: LeftOut| format!("{} {}: {}", l.line, l.what, l.excerpt);
    left_out.into_iter().map(show).collect()
}

mod html {
    use super::*;

    #[test]
    fn every_block_says_what_it_is_and_where() {
        let page = "<!DOCTYPE html>\n<html lang=fr-CA><head><title>Port &amp; quais</title></head>\n\
            <body><h1>Le\n port</h1>\n<p>Une <b>grande</b>\n<a href=/x>ville</a>.</p>\n\
            <ul><li>Un<ul><li>Un bis</ul>\n<li><p>Deux</p></ul>\n\
            <table><caption>Prix</caption><tr><th>An<th colspan=2>Coût\n<tr><td>2020<td>5&nbsp;€<td>6</table>\n\
            <blockquote><p>Cité.</p></blockquote><dl><dt>Quai<dd>Un bord.</dl>\n\
            <pre>a  b\n c</pre>";
        assert_eq!(
            lines("a.html", page),
            [
                "2 title |  | Port & quais",
                "3 heading1 |  | Le port",
                "5 paragraph |  | Une grande ville.",
                "7 list-item | list 1 item 1 | Un",
                "7 list-item | list 2 item 1 | Un bis",
                "8 list-item | list 1 item 2 | Deux",
                "9 caption | table 1 | Prix",
                "9 cell | table 1 row 1 column 1 | An",
                "9 cell | table 1 row 1 column 2 | Coût",
                "10 cell | table 1 row 2 column 1 | 2020",
                "10 cell | table 1 row 2 column 2 | 5\u{a0}€",
                "10 cell | table 1 row 2 column 3 | 6",
                "11 quotation |  | Cité.",
                "11 term | definitions 1 entry 1 | Quai",
                "11 definition | definitions 1 entry 1 | Un bord.",
                "12 preformatted |  | a  b\n c",
            ]
        );
        assert_eq!(document("a.html", page).language.unwrap().as_str(), "fr-CA");
    }

    #[test]
    fn menus_scripts_and_footers_are_left_out_and_reported() {
        let page = "<body><a class=skip-link href=#m>Aller au texte</a>\n<header><nav><ul><li>Accueil<li>Avis</ul></nav></header>\n\
            <script>let a = 1;</script><main id=m><article><header><h1>Le pont</h1></header>\n\
            <p>Il ouvre.<button>Partager</button></p><footer>Signé Anne.</footer></article></main>\n\
            <!-- fin --><p hidden>Caché</p><footer>Mentions</footer>";
        assert_eq!(
            texts("a.html", page),
            ["Le pont", "Il ouvre.", "Signé Anne."]
        );
        assert_eq!(
            left("a.html", page),
            [
                "1 skip-link: Aller au texte",
                "2 header: Accueil Avis",
                "3 script: let a = 1;",
                "4 control: Partager",
                "5 comment: fin",
                "5 hidden: Caché",
                "5 footer: Mentions",
            ]
        );
    }

    #[test]
    fn a_header_with_the_only_heading_is_text() {
        let page = "<header><h1>Avis</h1><nav>Menu</nav></header><p>Oui.";
        assert_eq!(texts("a.html", page), ["Avis", "Oui."]);
    }

    #[test]
    fn menus_and_footers_of_older_pages_are_known_by_their_names() {
        let page = "<meta http-equiv=Content-Language content=fr><div id=menu><a href=/>Accueil</a> | <a href=/x>Avis</a></div>\
            <h1>Avis</h1><div class=menu>Au menu : de la soupe, <a href=/x>du pain</a> et du fromage.</div>\
            <div id=footer>Mentions</div>";
        assert_eq!(
            texts("a.html", page),
            ["Avis", "Au menu : de la soupe, du pain et du fromage."]
        );
        assert_eq!(document("a.html", page).language.unwrap().as_str(), "fr");
    }

    #[test]
    fn a_page_of_a_site_generator_loses_its_marks() {
        let page = "---\ntitle: Avis\n---\n{% include a.html %}\n<p>Oui, {{ site.name }}.</p>";
        assert_eq!(texts("a.html", page), ["Avis", "Oui, {{ site.name }}."]);
        assert_eq!(
            left("a.html", page),
            ["4 template-tag: {% include a.html %}"]
        );
    }

    #[test]
    fn a_page_of_nothing_but_a_menu_is_read() {
        assert_eq!(texts("a.html", "<nav><p>Accueil</p></nav>"), ["Accueil"]);
    }

    #[test]
    fn quotations_get_the_marks_of_their_language() {
        let page = "<html lang=fr><p>Il dit <q>oui</q>. <q lang=en>Yes, <q>yes</q></q></p>\
            <q><p>Un.</p><p>Deux.</p></q>";
        assert_eq!(
            texts("a.html", page),
            [
                "Il dit «\u{a0}oui\u{a0}». “Yes, ‘yes’”",
                "«\u{a0}Un.",
                "Deux.\u{a0}»",
            ]
        );
        let title = "<html lang=en><title>The <q>port</q></title><p>Yes.";
        assert_eq!(texts("a.html", title)[0], "The “port”");
    }

    #[test]
    fn a_line_break_ends_a_block_but_not_a_sentence() {
        let page = "<p>Rue du Port 3<br>Port-Éloi<br>Ouvert le lundi<br>et le mardi.<br>fermé";
        assert_eq!(
            texts("a.html", page),
            [
                "Rue du Port 3",
                "Port-Éloi",
                "Ouvert le lundi et le mardi.",
                "fermé"
            ]
        );
    }

    #[test]
    fn front_matter_of_a_page_counts_its_lines() {
        let page = "---\ntitle: Le pont\nlanguage: fr\n---\n\n<p>Oui.</p>";
        assert_eq!(
            lines("a.html", page),
            [
                "2 front-matter | front matter: title | Le pont",
                "6 paragraph |  | Oui.",
            ]
        );
        assert_eq!(document("a.html", page).language.unwrap().as_str(), "fr");
    }
}

mod markdown {
    use super::*;

    #[test]
    fn marks_go_and_text_stays() {
        let text = "# Le *port* {#p}\n\nUne **grande**\n[ville](http://x.example \"t\") `a < b` &amp;\n\
            <http://x.example>.  \nEt ![vue](v.png)fin[^n].\n\n1. Un\n   - bis\n2. Deux\n\n\
            | A | B |\n|---|---|\n| 1 | *2* |\n\n> Cité.\n\n```\n{% x %}\n```\n\n\
            [r]: http://y.example\n\n[^n]: Note.\n";
        assert_eq!(
            lines("a.md", text),
            [
                "1 heading1 |  | Le port",
                "3 paragraph |  | Une grande ville a < b & http://x.example.",
                "6 paragraph |  | Et fin[1].",
                "8 list-item | list 1 item 1 | Un",
                "9 list-item | list 2 item 1 | bis",
                "10 list-item | list 1 item 2 | Deux",
                "12 cell | table 1 row 1 column 1 | A",
                "12 cell | table 1 row 1 column 2 | B",
                "14 cell | table 1 row 2 column 1 | 1",
                "14 cell | table 1 row 2 column 2 | 2",
                "16 quotation |  | Cité.",
                "19 preformatted |  | {% x %}",
                "24 paragraph |  | Note.",
            ]
        );
        assert_eq!(
            left("a.md", text),
            ["22 link-definition: [r]: http://y.example"]
        );
    }

    #[test]
    fn html_in_markdown_is_html() {
        let text = "Avant.\n\n<div class=\"x\">\n\n## Titre\n\n<p>Un <b>mot</b>\nde plus</p>\n</div>\n\n\
            <!-- note -->\nAprès, une balise <title> dans la phrase.\n\nFin.\n";
        assert_eq!(
            lines("a.md", text),
            [
                "1 paragraph |  | Avant.",
                "5 heading2 |  | Titre",
                "7 paragraph |  | Un mot de plus",
                "12 paragraph |  | Après, une balise <title> dans la phrase.",
                "14 paragraph |  | Fin.",
            ]
        );
    }

    #[test]
    fn markdown_in_html_is_read_where_it_says_so() {
        let text = "<aside markdown=\"1\">\n  Un *mot* d'\n  <b>Anne</b>, [la page](http://x.example).\n</aside>\n\n\
            <p>*ici*</p>\n";
        assert_eq!(
            lines("a.md", text),
            [
                "2 paragraph |  | Un mot d' Anne, la page.",
                "6 paragraph |  | *ici*",
            ]
        );
    }

    #[test]
    fn spaces_on_the_wrong_side_of_a_mark_are_kept() {
        assert_eq!(
            texts("a.md", "Sur la` branche`, `` ` `` et `a`.\n"),
            ["Sur la branche, ` et a."]
        );
        let note = "Prix<sup><span class=wb-inv>voir note</span>1</sup>";
        assert_eq!(texts("a.html", note), ["Prix voir note 1"]);
    }

    #[test]
    fn template_marks_are_left_out_and_their_words_kept() {
        let text = "{% include note.html\n   alt=\"Une vue du port\"\n   caption=\"Le port en été\"\n%}\n\n\
            Voir [la page]( {{ \"/x\" | prepend: site.url }} ), dit {{ site.name }}.\n{: .lead}\n\n\
            - {: .x} [Un](http://x.example)\n";
        assert_eq!(
            lines("a.md", text),
            [
                "3 paragraph |  | Le port en été",
                "6 paragraph |  | Voir la page, dit {{ site.name }}.",
                "9 list-item | list 1 item 1 | Un",
            ]
        );
        let what: Vec<_> = document("a.md", text).left_out;
        let what: Vec<_> = what.iter().map(|l| (l.line, l.what)).collect();
        assert_eq!(
            what,
            [
                (1, "template-tag"),
                (7, "attribute-list"),
                (9, "attribute-list")
            ]
        );
    }
}

mod plain {
    use super::*;

    const WRAPPED: &str = "Le nouveau pont de Port-Éloi ouvrira au mois de mai,\n\
        a annoncé la ville. Il remplacera l'ancien ouvrage,\n\
        qui date de 1911 et que plus personne n'ose encore\n\
        emprunter.\n\n\
        La ville prévoit :\n\
        - une piste pour les vélos, séparée de la chaussée\n\
        \u{20} par un muret de pierre ;\n\
        - un quai.\n\n\
        Les travaux ont duré trois ans et ont coûté la somme\n\
        de deux millions d'euros, soit moins que prévu.\n";

    #[test]
    fn a_line_is_a_block() {
        let text = "Le pont ouvre.\r\nIl est long :\r\n– une piste ;\r\n– un quai.\r\n\r\nFin.";
        assert_eq!(
            lines("a.txt", text),
            [
                "1 paragraph |  | Le pont ouvre.",
                "2 paragraph |  | Il est long :",
                "3 list-item | list 1 item 1 | – une piste ;",
                "4 list-item | list 1 item 2 | – un quai.",
                "6 paragraph |  | Fin.",
            ]
        );
    }

    #[test]
    fn a_hard_wrapped_file_is_joined_between_blank_lines() {
        assert_eq!(
            lines("a.txt", WRAPPED),
            [
                "1 paragraph |  | Le nouveau pont de Port-Éloi ouvrira au mois de mai, a annoncé la ville. \
                 Il remplacera l'ancien ouvrage, qui date de 1911 et que plus personne n'ose encore emprunter.",
                "6 paragraph |  | La ville prévoit :",
                "7 list-item | list 1 item 1 | - une piste pour les vélos, séparée de la chaussée \
                 par un muret de pierre ;",
                "9 list-item | list 1 item 2 | - un quai.",
                "11 paragraph |  | Les travaux ont duré trois ans et ont coûté la somme \
                 de deux millions d'euros, soit moins que prévu.",
            ]
        );
    }

    #[test]
    fn wrapping_may_be_said() {
        let with = |wrap| {
            let options = ReadOptions {
                wrap,
                ..ReadOptions::default()
            };
            let read = read("a.txt", WRAPPED.as_bytes(), &options).unwrap();
            read.blocks.len()
        };
        assert_eq!(with(Wrap::Keep), 10);
        assert_eq!(with(Wrap::Join), with(Wrap::Auto));
        let read = read(
            "a.txt",
            b"Un.\nDeux.\n\nTrois.",
            &ReadOptions {
                wrap: Wrap::Join,
                ..ReadOptions::default()
            },
        );
        assert_eq!(read.unwrap().blocks.len(), 2);
    }

    /// Breaks a text at spaces, no line wider than `column`.
    fn wrapped(text: &str, column: usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().expect("there is a line");
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > column {
                lines.push(word.to_owned());
            } else {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        lines.join("\n")
    }

    #[test]
    fn wrapping_at_any_column_is_undone() {
        let paragraphs = [
            "Le conseil de la ville de Port-Éloi a voté mardi soir, à une large majorité, le budget \
             du nouveau pont — un ouvrage attendu depuis dix ans par les habitants des deux rives. \
             Les travaux commenceront au printemps.",
            "Les élus ont retenu trois points :",
            "– un pont de 240 mètres, avec une piste pour les vélos et une autre pour les piétons, \
             séparées de la chaussée ;",
            "– un quai rénové.",
            "« Nous avons écouté tout le monde », a dit la maire, qui a rappelé que 1 200 personnes \
             avaient pris part aux réunions publiques tenues au cours de l’hiver dernier.",
        ];
        for column in [50, 60, 66, 72, 80, 100] {
            let file = paragraphs.map(|p| wrapped(p, column)).join("\n\n");
            assert_eq!(texts("a.txt", &file), paragraphs, "column {column}");
        }
        assert_eq!(texts("a.txt", &paragraphs.join("\n")), paragraphs);
    }

    #[test]
    fn sentences_on_lines_of_their_own_are_not_joined() {
        let text = "La ville a ouvert le pont ce lundi matin.\nIl est long de deux cents mètres.\n\
            La piste est large, et le quai est haut.\nElle mène au port et à la gare du sud.\n\
            On y va en dix minutes depuis le marché.\n";
        assert_eq!(texts("a.txt", text).len(), 5);
    }
}

#[test]
fn the_example_of_the_manual_is_true() {
    let manual = include_str!("../../docs/formats/documents.md");
    let (_, after) = manual.split_once("```markdown\n").unwrap();
    let (source, after) = after.split_once("```\n").unwrap();
    let rows = after.lines().filter(|l| l.starts_with("| ")).skip(2);
    let expected: Vec<Vec<&str>> = rows
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let read = document("a.md", source);
    let found: Vec<Vec<String>> = read
        .blocks
        .iter()
        .map(|b| {
            let line = b.place.line.to_string();
            vec![
                line,
                b.kind.name().to_owned(),
                b.place.path.clone(),
                b.text.clone(),
            ]
        })
        .collect();
    assert_eq!(found, expected);
    let what: Vec<_> = read.left_out.iter().map(|l| (l.what, l.line)).collect();
    assert_eq!(
        what,
        [("front-matter", 3), ("attribute-list", 7), ("footer", 13)]
    );
}

#[test]
fn bad_files_say_what_they_are() {
    let options = ReadOptions::default();
    let error = |name: &str, bytes: &[u8]| read(name, bytes, &options).unwrap_err().explain();
    assert_eq!(error("a.txt", b"%PDF-1.7 ...").id(), "document-binary");
    assert_eq!(
        error("a.txt", &[0, 1, 2, 3, 0x81, 5, 6, 7, 1]).id(),
        "document-binary-unknown"
    );
    assert_eq!(error("a.docx", b"PK\x03\x04").id(), "document-not-yet");
    assert_eq!(error("a.xml", b"<law/>").id(), "document-not-yet");
    for empty in ["", " \n\u{a0}\n", "\u{feff}"] {
        assert_eq!(error("a.txt", empty.as_bytes()).id(), "document-empty");
        assert_eq!(error("a.md", empty.as_bytes()).id(), "document-empty");
    }
}

/// Returns the corpus of document pairs, or `None` where it is not at hand.
fn corpus() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if path.is_dir() {
        return Some(path);
    }
    assert!(
        std::env::var_os("ENFACE_NO_SKIP").is_none(),
        "the corpus is missing"
    );
    println!("skipped: the corpus is not at hand");
    None
}

#[test]
fn every_pair_of_the_corpus_reads_alike_in_both_languages() {
    let Some(corpus) = corpus() else { return };
    let manifest = std::fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let mut pairs = 0;
    for row in manifest.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let (name, format, structure) = (fields[0], fields[1], fields[11]);
        if !matches!(format, "html" | "md" | "txt") {
            continue;
        }
        let [fr, en] = ["fr", "en"].map(|language| {
            let file = format!("{name}.{language}.{format}");
            let bytes = std::fs::read(corpus.join("pairs").join(&file)).unwrap();
            let read = read(&file, &bytes, &ReadOptions::default());
            let blocks = read.unwrap_or_else(|e| panic!("{e}")).blocks;
            blocks.iter().map(|b| b.kind).collect::<Vec<_>>()
        });
        if structure == "same" {
            assert_eq!(fr, en, "{name}");
        }
        pairs += 1;
    }
    assert!(pairs >= 30, "only {pairs} pairs were read");
}

mod hostile {
    use super::*;

    /// Reads a text as each of the three formats.
    fn survives(text: &str) {
        for name in ["a.html", "a.md", "a.txt"] {
            let _ = read(name, text.as_bytes(), &ReadOptions::default());
        }
    }

    #[test]
    fn deep_nesting_keeps_its_text() {
        let page = format!(
            "{}tout au fond{}",
            "<div>".repeat(10_000),
            "</div>".repeat(10_000)
        );
        assert_eq!(texts("a.html", &page), ["tout au fond"]);
        let page = format!("{}mot", "<b><i><a href=x>".repeat(10_000));
        assert_eq!(texts("a.html", &page), ["mot"]);
        survives(&"> ".repeat(20_000));
        survives(&"[".repeat(20_000));
        survives(&"<q><p>".repeat(20_000));
    }

    #[test]
    fn long_repetitions_are_read_in_time() {
        for piece in [
            "<p>mot ",
            "<b id=1>x<p>",
            "<table>a<tr>b",
            "<td><ul><li>",
            "mot ",
            "{% ",
            "{% x\u{a0}y=\"é\"",
            "{{ ",
            "{:x ",
            "<a b=\"",
            "&amp",
            "<!--",
            "- a\n  ",
            "*a _b ",
            "<select><option>",
            "<svg><p>",
            "<q>a</q>",
        ] {
            survives(&piece.repeat(20_000));
            survives(&format!("\u{a0}é{piece}\u{a0}é%}}").repeat(10));
        }
        let (menus, links) = ("<div class=menu>".repeat(250), "<a href=x>a</a> b c ");
        let page = format!("{menus}{}", links.repeat(200_000));
        assert_eq!(texts("a.html", &page).concat().len(), 6 * 200_000 - 1);
        for form in [" aN=1", "/aN", " aN=\"\"", "aN=''"] {
            let attributes: Vec<_> = (0..50_000)
                .map(|n| form.replace('N', &n.to_string()))
                .collect();
            let page = format!("<p {}>mot</p>", attributes.concat());
            let last = texts("a.html", &page).pop().expect("there is text");
            assert!(last.ends_with("mot"), "{form}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_bytes_give_a_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for name in ["a.html", "a.md", "a.txt", "a"] {
                let _ = read(name, &bytes, &ReadOptions::default());
            }
        }

        #[test]
        fn any_markup_gives_sound_blocks(
            pieces in proptest::collection::vec(prop_oneof![
                Just("<p>"), Just("</p>"), Just("<q>"), Just("</q>"), Just("<ul>"), Just("<li>"),
                Just("<table>"), Just("<td>"), Just("</table>"), Just("<br>"), Just("<pre>"),
                Just("</pre>"), Just("<title>"), Just("<b>"), Just("</b>"), Just("\n"), Just("- "),
                Just("mot"), Just("Mot."), Just(" "), Just("\u{a0}"), Just("# "), Just("---\n"),
                Just("title: "), Just("{% "), Just("include "), Just("é=\"é\""), Just("{{"), Just("}}"), Just("markdown=\"1\">"), Just(" %}"), Just("{: .a}"), Just("|"), Just("> "),
                Just("<template>"), Just("<svg>"), Just("</svg>"), Just("`"), Just("<!--"), Just("-->"),
            ], 0..40)
        ) {
            let text = pieces.concat();
            for name in ["a.html", "a.md", "a.txt"] {
                let Ok(document) = read(name, text.as_bytes(), &ReadOptions::default()) else { continue };
                let last_line = text.matches('\n').count() as u32 + 1;
                for block in document.blocks {
                    prop_assert!(!block.text.is_empty());
                    prop_assert!(!block.text.starts_with(blocks::is_trimmed));
                    prop_assert!(!block.text.ends_with(blocks::is_trimmed));
                    prop_assert!((1..=last_line).contains(&block.place.line));
                    let verbatim = block.kind == BlockKind::Preformatted;
                    prop_assert!(verbatim || !block.text.contains(['\n', '\t']));
                }
            }
        }
    }
}

#[test]
fn a_heading_within_preformatted_text_has_no_line_breaks() {
    let text = "<pre><q># markdown=\"1\">";
    let document = read("a.md", text.as_bytes(), &ReadOptions::default()).unwrap();
    assert!(
        document
            .blocks
            .iter()
            .all(|block| !block.text.contains('\n'))
    );
}

#[test]
fn drawn_lines_are_left_out_unless_they_are_asked_for() {
    let text = b"Bonjour.\n\n_____\nSuite et fin.\n";
    let read = |keep_rules| {
        let options = ReadOptions {
            keep_rules,
            ..ReadOptions::default()
        };
        let document = read("a.txt", text, &options).unwrap();
        let texts: Vec<String> = document.blocks.into_iter().map(|b| b.text).collect();
        (texts, document.left_out.len())
    };
    let kept = ["Bonjour.", "_____", "Suite et fin."].map(str::to_owned);
    assert_eq!(read(true), (kept.to_vec(), 0));
    assert_eq!(read(false), (vec![kept[0].clone(), kept[2].clone()], 1));
}
