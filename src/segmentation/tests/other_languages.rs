//! The rules of German, Spanish, Italian, Dutch and Portuguese, class by class, and the fall-back.
//!
//! In each test some sentences need the rules of a class, and some must not be touched by them.

use super::check;

#[track_caller]
fn de(expected: &str) {
    check("de", expected);
}

#[track_caller]
fn es(expected: &str) {
    check("es", expected);
}

#[track_caller]
fn it(expected: &str) {
    check("it", expected);
}

#[track_caller]
fn nl(expected: &str) {
    check("nl", expected);
}

#[track_caller]
fn pt(expected: &str) {
    check("pt", expected);
}

// ---- German ----

#[test]
fn german_forms_of_address_and_degrees_end_nothing() {
    de("Hr. Klein und Prof. Dr. med. Eva Groß kamen aus St. Gallen. | Dipl.-Ing. Roth nicht.");
    de("Der Herr Doktor kam. | Roth nicht.");
}

#[test]
fn german_abbreviations_need_what_follows() {
    de("Die Boote, z. B. Kutter, d. h. auch Die Welle, sind ca. Mitte Mai fertig. | Gut so.");
    de("Das ist i. d. R. Kindern und lt. Der Zeitung allen erlaubt. | Schön.");
    de("Wir verkaufen Äpfel, Birnen usw. | Karl kauft sie.");
}

#[test]
fn german_abbreviations_need_a_number() {
    de("Siehe Abb. 3 auf S. 12, Nr. 5, Bd. IV und Kap. 2 (vgl. Anm. 4). | Ende.");
    de("Er wohnt in Block C. | 12 Leute wohnen dort, s. Kap. B des Plans. | Ja.");
    de("Das steht in Ziff. 5. | Mehr nicht. | Seit u.a. Kinder da sind, ist es laut.");
}

#[test]
fn german_adjectives_and_amounts_need_a_noun() {
    de("Die österr. Regierung und die kath. Kirche zahlten 5 Mio. Euro. | Niemand klagte.");
    de("Die Stadt zahlt 5 Mio. | Das ist viel. | Wir wissen es. | Karl auch.");
    de("Die Meyer & Co. KG liefert Hbf. Ost die Pläne. | Basta.");
}

#[test]
fn german_ordinals_go_on_and_numbers_at_the_end_do_not() {
    de("Am 3. Oktober, im 19. Jahrhundert und im XX. Jahrhundert war das anders. | Ja.");
    de("Im 3. Anlauf gelang es. | Sie ist 24. | Karl ist 30. | Ludwig XIV. | Rom und Paris.");
    de("Er kam am 3. 10. 2024 und am 4. Feb. 2024. | Im 3. | Die Zahl stimmt.");
}

#[test]
fn a_german_word_that_begins_sentences_ends_the_one_before() {
    de("Er kommt aus den U.S.A. | Dann ging er in die Frauenstr. | Nach dem Essen schlief er.");
    de("J. S. Bach und K.-H. Meier leben in den U. S. Staaten. | Gut.");
    de("Das war 44 v. Chr. | Rom war klein. | Das Seil misst 30 m. | Klaus zog daran.");
    de("Wir wählen Vitamin C. | Karin wählt nichts.");
}

#[test]
fn german_quotation_marks_close_on_the_other_side() {
    de("„Kommst du?“ fragte sie. | „Ja!“ | Er ging. | ‚Wohin?‘ | Sie schwieg.");
    de("»Komm mit«, rief sie. | »Wohin?« | Er ging. | »Nach Hause.« | »Gut.«");
    de("Er sagte: „Wir brauchen Wasser. | Viel Wasser.“ | Das war alles.");
    de("Er fragte: ,,Wann?“ | ,,Nie“, sagte sie. | Das ist so. ” | Gut.");
    de("„Der Mensch ist frei.“ (Schiller, S. 5). | „Gut.“ | (Er lachte.) | Ende.");
}

#[test]
fn german_marks_lists_and_beginnings() {
    de("1. Gegenstand des Vertrags");
    de(
        "Kapitel 1. Der Anfang. | Es regnete. | Die Regeln gelten. | 1. Türen schließen. | 2. Lichter aus.",
    );
    de("Er wartete… und ging. | Sie dachte… | Freunde (Tom, ...) kamen. | [...] Der Rest fehlt.");
    de("Das ist bekannt.[1] | Es stimmt. [12] | Viele sagen es.¹ | Manche nicht.12 | Ende.");
    de("Das gilt gem. § 5 Abs. 2. | § 8 bleibt. | iPhones sind teuer. | €5 sind wenig.");
    de("Äpfel (Birnen usw.) Sorten. | (Er kam nie.) | Sie ging. | – Wer? | – Ich. – so hieß es.");
    de("Das war gut. | • Und das Werk Bibl.\u{a0}Hist. ist alt.");
}

// ---- Spanish ----

#[test]
fn spanish_forms_of_address_end_nothing() {
    es("El Sr. Ruiz y la Dra. Gil vieron al Excmo. Sr. Alcalde. | Nadie habló.");
    es("Hablé con Ud. Marco, señor. | Hablé con Ud. | Usted lo sabe. | Era doctor. | Luis no.");
}

#[test]
fn spanish_abbreviations_need_what_follows() {
    es("Hay frutas, p. ej. La fruta verde, p. ej. Manzanas, etc. | Peras no. | Nada.");
    es("Véase el art. 5, pág. 12, cap. IV, núm. 3, anexo y apdo. B de la ley. | Fin.");
    es("Dijo que no. | 5 personas se fueron. | Consulte las págs. 5. | Nada más.");
    es("Es la ed. Gredos y la Av. Libertad. | Tengo sed. | Libertad no.");
    es("Vino el Cmdt. Ruiz. | La Ltda. (Acme) cerró.");
}

#[test]
fn spanish_dates_go_on_where_the_number_is_a_date() {
    es("Es el lun. 15 de enero, el 3 de dic. de 2020 y el mar. 16 de mayo. | Bien.");
    es("Fueron al mar. | 3 personas volvieron.");
}

#[test]
fn a_spanish_word_that_begins_sentences_ends_the_one_before() {
    es("Vive en EE. UU. | El viaje fue largo. | En EE. UU. Trump ganó. | Está en los EE. UU.");
    es("Trabaja en Sol S.A. | Afortunadamente gana bien. | J. L. Borges y B. De la Cruz leen.");
    es("Murió en 44 a. C. | Roma lloró. | El saco pesa 5 kg. | María lo lleva.");
    es("Es la opción B. | María la eligió. | Platón (427 a. C.) Filósofo. | Adiós.");
}

#[test]
fn spanish_questions_and_exclamations_begin_with_a_mark() {
    es("¿Quién eres? | ¿qué quieres? | ¡Nadie! | ¿Viene?. | Sí.");
    es("Vienes... ¿verdad? | La casa —¡qué grande!— está sola.");
    es("—¿Vienes? —preguntó Juan. | —Sí. | —¿Cuándo? | —Mañana.");
    es("«¿Quién viene?», dijo. | «Nadie.» | Se fue. | «Hay agua. | Mucha.» | Nada.");
    es("«Todo fluye.» (Heráclito, p. 5). | Cierto. ” | Nada.");
}

#[test]
fn spanish_marks_lists_and_beginnings() {
    es("1. Objeto del contrato");
    es("Capítulo 1. Los comienzos. | Llovía. | Las reglas siguen. | 1. Entre. | 2. Salga.");
    es("Esperó... y se fue. | Pensó… | Vinieron (Ana, ...) ayer. | [...] Falta el resto.");
    es("Es así.[1] | Se sabe. [12] | Se dice.¹ | Nadie duda.12 | Fin. | • Otro");
    es("Es caro. | iPhone se vende. | €5 es poco. | Las Mem.\u{a0}Acad. son raras.");
}

// ---- Italian ----

#[test]
fn italian_forms_of_address_end_nothing() {
    it("Il Sig. Rossi, la dott.ssa Bianchi e l’on. Verdi tacquero. | Nessuno parlò.");
    it("Ha tre fratelli. | Marco è il primo.");
}

#[test]
fn italian_abbreviations_need_what_follows() {
    it("Vende frutta, ad es. Mele del Trentino, ecc. | Pere no. | Niente.");
    it("Si veda l’art. 5, c. 2, pag. 12, cap. IV, n. 3 e l’all. B del libro. | Fine.");
    it("Scaricò l’app. | 5 giorni dopo la cancellò. | Si vedano le pagg. 5. | Tutto lì.");
    it(
        "Ecco l’ed. Einaudi, la Univ. Bologna, p.zza Roma e il d.o.c. Barolo. | Vive a Roma. | Lodi no.",
    );
    it("La Corp. (Acme) ha scritto a Bros. | Vide la Mgr. Lodi.");
}

#[test]
fn italian_dates_go_on_where_the_number_is_a_date() {
    it("È nato il 5 gen. 1990, lun. 8 set. 1991 e il 3 mar. 2020. | Ecco.");
    it("Andò al mar. | 3 persone tornarono.");
}

#[test]
fn an_italian_word_that_begins_sentences_ends_the_one_before() {
    it("Lavora alla Bianchi S.p.A. | La sede è a Milano. | La Verdi S.p.A. Italia cresce.");
    it(
        "Scrivono N. Verdi e G. C. De Luca e usano lo stato N. | Se N manca, basta. | Prende la B. | C’è.",
    );
    it("Roma è del 753 a.C. | Romolo regnò. | Il sacco pesa 5 kg. | Marco lo porta.");
    it("Prese la vitamina C. | Maria no. | Roma (753 a.C.) Capitale. | Addio.");
}

#[test]
fn italian_quotations_stay_whole_with_their_incise() {
    it("«Vieni?» chiese Anna. | «Sì.» | Uscì. | “Perché?”, disse. | «Va. | Corri.» | Andò.");
    it("«Tutto scorre.» (Eraclito, p. 5). | Vero. ” | Niente.");
}

#[test]
fn italian_marks_lists_and_beginnings() {
    it("1. Oggetto del contratto");
    it("Capitolo 1. Gli inizi. | Pioveva. | Le regole sono queste. | 1. Entrate. | 2. Uscite.");
    it("Aspettò... e uscì. | Pensò… | Vennero (Ada, ...) ieri. | [...] Manca il resto.");
    it("È noto.[1] | Si sa. [12] | Si dice.¹ | Nessuno dubita.12 | Fine. | • Altro");
    it("È caro. | iPhone si vende. | €5 è poco. | Le Mem.\u{a0}Acad. sono rare. – disse. | – No.");
}

// ---- Dutch ----

#[test]
fn dutch_forms_of_address_end_nothing() {
    nl("Dhr. Jansen, mevr. De Vries en prof. dr. Bakker kwamen. | Niemand sprak.");
    nl("De dokter kwam. | Bakker niet.");
}

#[test]
fn dutch_abbreviations_need_what_follows() {
    nl(
        "Hij koopt fruit, bijv. Elstar, d.w.z. Het ooft daar, enz. | Jan niet. | Na t.z.t. Piet kwam hij.",
    );
    nl("Zie art. 5, blz. 12, nr. 3, hfst. IV en afb. B daar. | Zie hfst. 5. | Einde.");
    nl("De zgn. Gouden Eeuw en de Ned. Bank. | Dat is ver. | Piet weet het. | 5 man ook.");
    nl("De Corp. (Acme) schreef de Schr. Raad. | Dag.");
    nl("Op 3 jan. 2020 en 5 mrt. 2021. | Ik zag Jan. | 5 mensen ook.");
}

#[test]
fn a_dutch_word_that_begins_sentences_ends_the_one_before() {
    nl("Hij werkt bij Bakker B.V. | De zaak loopt. | De Jansen B.V. Utrecht sluit.");
    nl(
        "Toen schreven J. Van den Berg en P.C. De Smet. | Hij koos B. | Van deze zaak weet hij niets.",
    );
    nl("Caesar stierf in 44 v.Chr. | Rome treurde. | Het weegt 5 kg. | Jan draagt het.");
    nl("Hij koos optie B. | Piet niet. | Fruit (appels, enz.) Elke dag. | Dag.");
}

#[test]
fn a_dutch_sentence_may_begin_with_a_shortened_word() {
    nl("Ga weg! | ’s Avonds kwam hij. | ’t Is laat. | 's nachts slaapt hij.");
    nl("‘Kom je?’ vroeg ze. | ‘Ja.’ | Hij ging. | “Waarheen?”, vroeg hij. | “Weg.” | Stil.");
    nl("‘Alles stroomt.’ (Heraclitus, p. 5). | Waar. ” | Stil. | „Goed“, zei ze.");
}

#[test]
fn dutch_marks_lists_and_beginnings() {
    nl("1. Voorwerp van de overeenkomst");
    nl("Hoofdstuk 1. Het begin. | Het regende. | De regels volgen. | 1. Kom hier. | 2. Ga daar.");
    nl("Hij wachtte... en ging. | Ze dacht… | Ze kwamen (Ada, ...) laat. | [...] De rest mist.");
    nl(
        "Het is bekend.[1] | Het is zo. [12] | Men zegt het.¹ | Niemand twijfelt.12 | Einde. | • Dag",
    );
    nl(
        "Het is duur. | iPhone verkoopt. | €5 is weinig. | De Mem.\u{a0}Acad. is oud. – zei hij. | – Nee.",
    );
}

// ---- Portuguese ----

#[test]
fn portuguese_forms_of_address_end_nothing() {
    pt("O Sr. Silva, a Dra. Lopes e o Eng. Costa viram V. Ex.ª ontem. | Ninguém falou.");
    pt("Era doutor. | Costa não.");
}

#[test]
fn portuguese_abbreviations_need_what_follows() {
    pt("Há frutas, p. ex. O figo verde, etc. | Peras não. | Nada.");
    pt("Veja o art. 5.º, pág. 12, cap. IV, n.º 3 e o anx. B do livro. | Veja as págs. 5. | Fim.");
    pt("Vive na Av. Liberdade, na Calç. Ajuda. | Disse que não. | 5 pessoas riram.");
    pt("A Ltda. (Acme) escreveu ao Cmt. Dias. | Tchau.");
}

#[test]
fn portuguese_dates_go_on_where_the_number_is_a_date() {
    pt(
        "Nasceu a 5 de dez. de 1990, seg. 3 de maio e em mar. 2020. | Bom. | Os RR.HH. Lisboa riram.",
    );
    pt("Foram ao mar. | 3 voltaram. | Contou até dez. | 20 saíram.");
}

#[test]
fn a_portuguese_word_that_begins_sentences_ends_the_one_before() {
    pt("Trabalha na Costa S.A. | A sede é em Braga. | A Lima S.A. Porto cresce. | Viu a U.E.");
    pt("J. M. Eça e B. Da Costa usam a B. | Se B falta, basta. | Veja E. | Infelizmente choveu.");
    pt("César morreu em 44 a.C. | Roma chorou. | O saco pesa 5 kg. | Maria leva-o.");
    pt("Tomou vitamina C. | Maria não. | Roma (753 a.C.) Capital. | Adeus.");
}

#[test]
fn portuguese_quotations_stay_whole_with_their_incise() {
    pt("«Vens?» perguntou Ana. | «Sim.» | Saiu. | “Vem!” gritou ele. | «Vai. | Corre.» | Foi.");
    pt("— Vens? — perguntou Ana. | — Sim. | «Tudo flui.» (Heraclito, p. 5). | Certo. ” | Nada.");
}

#[test]
fn portuguese_marks_lists_and_beginnings() {
    pt("1. Objeto do contrato");
    pt("Capítulo 1. Os inícios. | Chovia. | As regras são estas. | 1. Entre. | 2. Saia.");
    pt("Esperou... e saiu. | Pensou… | Vieram (Ana, ...) ontem. | [...] Falta o resto.");
    pt("É sabido.[1] | Diz-se. [12] | Fala-se.¹ | Ninguém duvida.12 | Fim. | • Outro");
    pt("É caro. | iPhone vende. | €5 é pouco. | As Mem.\u{a0}Acad. são raras.");
}

// ---- The fall-back ----

#[test]
fn slavic_languages_have_some_rules_of_their_own() {
    check(
        "ru",
        "Г-н Иванов живёт на ул. Ленина, д. 5, см. рис. 4 и т. д. | Это всё.",
    );
    check("ru", "— Привет! — сказал он. | — Как дела?");
    check("ru", "Брат, т. е. Иван, дома. | Он спит.");
    check(
        "uk",
        "Він народився у 1990 р. | Це було давно. | Київ і м. Львів.",
    );
    check(
        "pl",
        "Prof. Nowak mieszka przy ul. Długiej, zob. rys. 4. | To jest koniec.",
    );
    check(
        "cs",
        "Ing. Novák viděl sv. Václava 15. led. 1990. | Byl tam led. | Praha.",
    );
    check(
        "sk",
        "Zmluva je zo 7. Apríla 2020. | Ide o XII. | Bratislava.",
    );
}

#[test]
fn nordic_languages_and_romanian_have_some_rules_of_their_own() {
    check(
        "da",
        "Hr. Hansen holdt Skt. Hans i U.S.A. | Det er 5 km. | Hansen går, se s. 42.",
    );
    check(
        "sv",
        "Kl. 10 kom Dr. Ek den 3 maj. 2020 till Sthlm. Norr. | Han gick.",
    );
    check("ro", "Acad. Pop și Snt. Ana din Cluj. | El vine.");
    check(
        "ro",
        "Dl. Pop locuiește pe Str. Unirii, vezi cap. 3 din 5 mai. 2020. | El vine.",
    );
    check(
        "ro",
        "Mere, pere, etc. | Lista e lungă. | Are S.R.L. | El vine. | Acest lucru.",
    );
}

#[test]
fn other_scripts_have_their_own_marks() {
    check(
        "el",
        "Πού είσαι; | Ο κ. Νίκος λείπει τη Δευ. 15 Ιαν. 2020. | Ναι.",
    );
    check("hy", "Նա եկավ։ | Ես գնացի։");
    check("ar", "أين أنت؟ | أنا هنا.");
    check("hi", "यह घर है। | वह आया।");
    let cuts = |text: &str| super::segmenter("ja").split(text).len();
    assert_eq!(cuts("今天下雨。明天呢？"), 2);
    assert_eq!(cuts("《你好！世界》很好。"), 1);
    assert_eq!(cuts("円周率は３．１４です。"), 1);
}

#[test]
fn any_language_has_the_common_rules() {
    check(
        "xx",
        "Uno M. Duo. | Tres 5 km. | Quattuor. | «Sex.» (Septem, p. 8). | Octo.",
    );
    check("pl", "Patrz rozdz. 5. | Nowak czyta.");
}

#[test]
fn a_forgotten_space_and_an_empty_line_end_a_sentence_too() {
    for (language, text) in [
        ("de", "Er kam mit Karin.Er ging bald."),
        ("es", "Vino tarde.Ella se fue."),
        ("it", "Venne tardi.Lei uscì subito."),
        ("nl", "Hij kwam laat.Zij ging weg."),
        ("pt", "Veio tarde.Ela saiu logo."),
    ] {
        assert_eq!(super::segmenter(language).split(text).len(), 2, "{text}");
    }
    for language in ["de", "es", "it", "nl", "pt", "xx"] {
        let text = "Titulus\n\nTextus";
        assert_eq!(super::segmenter(language).split(text).len(), 2);
        assert_eq!(super::segmenter(language).split("今天下雨。明天").len(), 2);
    }
}
