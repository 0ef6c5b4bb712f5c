//! Workbooks of others and our own.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Review, ReviewRow};
use crate::exchange::trial::{Whole, damaged, damages, read, read_with, tag, write};
use crate::exchange::{ExchangeError, ReadOptions, Target};
use crate::model::{Confidence, TranslationUnit, Tuv};

fn plain(found: &Whole) -> Vec<Vec<String>> {
    let of = |tuv: &Tuv| tuv.content.as_ref().unwrap().plain().into_owned();
    let texts = |unit: &TranslationUnit| unit.variants.iter().map(of).collect();
    found.units.iter().map(texts).collect()
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.add_worksheet().write_string(0, 0, "fr").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_are_read_as_people_see_them() {
    let bytes = book(|sheet| {
        let bold = Format::new().set_bold();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_string(1, 1, "Français").unwrap();
        sheet.write_string(1, 2, "English (Canada)").unwrap();
        sheet.write_string(1, 3, "Notes").unwrap();
        let parts = [(&bold, "Un "), (&date, "mot")];
        sheet.write_rich_string(2, 1, &parts).unwrap();
        sheet.write_string(2, 2, "A\nword").unwrap();
        sheet.write_string(2, 3, "Hm").unwrap();
        sheet.write_number(5, 1, 1250).unwrap();
        sheet.write_number(5, 2, 12.5).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 5, 4).unwrap();
        sheet.write_datetime_with_format(6, 1, &day, &date).unwrap();
        let moment = day.and_hms(9, 30, 0).unwrap();
        sheet
            .write_datetime_with_format(6, 2, &moment, &time)
            .unwrap();
        sheet.write_boolean(7, 2, true).unwrap();
    });
    let found = read("a.xlsx", &bytes).unwrap();
    assert_eq!(
        plain(&found),
        [
            vec!["Un mot", "A\nword"],
            vec!["1250", "12.5"],
            vec!["2026-05-04", "2026-05-04 09:30"],
            vec!["TRUE"],
        ]
    );
    assert_eq!(found.units[0].variants[1].language(), Some(tag("en-CA")));
    assert_eq!(found.units[0].annotations[0].name, "note");
    assert_eq!(found.diagnostics.len(), 1);
    assert_eq!(found.diagnostics[0].line, 8);
}

#[test]
fn without_a_header_the_caller_names_the_languages() {
    let bytes = book(|sheet| {
        sheet.write_string(0, 0, "Oui").unwrap();
        sheet.write_string(0, 1, "Yes").unwrap();
    });
    assert!(matches!(
        read("a.xlsx", &bytes),
        Err(ExchangeError::NoLanguages)
    ));
    let options = ReadOptions {
        columns: vec![tag("fr"), tag("en")],
        ..ReadOptions::default()
    };
    assert_eq!(
        plain(&read_with("a.xlsx", &bytes, &options).unwrap()),
        [["Oui", "Yes"]]
    );
}

fn unit(source: &str, target: &str) -> TranslationUnit {
    TranslationUnit::pair((&tag("fr"), source), (&tag("en"), target))
}

#[test]
fn what_is_written_is_read_back_as_text() {
    let units = [
        unit("=1+1", "+x"),
        unit(" a\nb ", "12"),
        unit("\u{1}c", "http://d.e/"),
    ];
    let (bytes, written) = write(Target::Xlsx, &units);
    assert_eq!(written.units, 3);
    let found = read("a.xlsx", &bytes).unwrap();
    assert_eq!(
        plain(&found),
        [["=1+1", "+x"], [" a\nb ", "12"], ["c", "http://d.e/"]]
    );
    assert_eq!(write(Target::Xlsx, &units).0, bytes);
}

#[test]
fn what_a_cell_cannot_hold_is_an_error_with_its_row() {
    let long = unit("a", &"é".repeat(32_768));
    let fits = unit("a", &"é".repeat(32_767));
    let header = crate::exchange::tmx::TmxHeader::own("fr");
    let start = crate::exchange::FileStart {
        header: &header,
        languages: Some([tag("fr"), tag("en")]),
    };
    let mut writer = crate::exchange::create(Target::Xlsx, Vec::new(), &start).unwrap();
    writer.unit(&fits).unwrap();
    let error = writer.unit(&long).unwrap_err();
    let inner = error
        .get_ref()
        .and_then(|e| e.downcast_ref::<ExchangeError>())
        .unwrap();
    assert_eq!(inner.location().unwrap().line, 3);
}

#[test]
fn a_review_has_four_columns() {
    let mut review = Review::new(["fr", "en", "Confidence", "Doubts"]).unwrap();
    for (confidence, doubts) in [(990, ""), (800, "numbers"), (100, "lengths")] {
        let row = ReviewRow {
            source: "Un".to_owned(),
            target: String::new(),
            confidence: Confidence::from_thousandths(confidence),
            doubts: doubts.to_owned(),
        };
        review.row(&row).unwrap();
    }
    let mut bytes = Vec::new();
    review.finish(&mut bytes).unwrap();
    let found = read("a.xlsx", &bytes).unwrap();
    let of = |kind: &str| -> Vec<Option<String>> {
        found.units.iter().map(|unit| unit.property(kind)).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(of("x-confidence"), [some("0.99"), some("0.8"), some("0.1")]);
    assert_eq!(of("x-doubts"), [None, some("numbers"), some("lengths")]);
}

#[test]
fn bombs_and_other_files_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..1_025 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 8 << 20);
    for (bytes, id) in [
        (&bomb[..], "xlsx-too-big"),
        (b"PK\x03\x04nothing", "xlsx-broken"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xlsx-protected"),
        (b"<html>", "xlsx-broken"),
    ] {
        let error = read("a.xlsx", bytes).err().unwrap();
        let told = match error {
            ExchangeError::Refused { refusal, .. } => format!("{refusal:?}"),
            other => other.to_string(),
        };
        assert!(told.contains(id), "{told}");
    }
    assert!(matches!(read("a.xlsx", b""), Err(ExchangeError::Empty)));
}

/// Returns a workbook whose sheet holds this XML as rows, and this text as its shared string.
fn raw(rows: &str, shared: &str) -> Vec<u8> {
    let model = book(|sheet| {
        sheet.write_string(0, 0, "x").unwrap();
    });
    let mut archive = zip::ZipArchive::new(Cursor::new(model)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        if name.ends_with("sheet1.xml") {
            let begin = text.find("<sheetData>").unwrap();
            let end = text.find("</sheetData>").unwrap();
            text.replace_range(begin + "<sheetData>".len()..end, rows);
        } else if name.ends_with("sharedStrings.xml") {
            text = format!("<sst><si><t>{shared}</t></si></sst>");
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn what_no_sheet_can_hold_is_refused_with_its_row() {
    let heading = "<row r='1'><c r='A1' t='inlineStr'><is><t>fr</t></is></c>\
                   <c r='B1' t='inlineStr'><is><t>en</t></is></c></row>";
    let cell = |place: &str| format!("{heading}<row><c r='{place}' t='s'><v>0</v></c></row>");
    let many = format!(
        "{heading}<row>{}</row>",
        "<c r='A2' t='inlineStr'><is><t>x</t></is></c>".repeat(2)
    );
    let repeated = (2..17_000).fold(String::new(), |mut rows, row| {
        let _ = write!(
            rows,
            "<row r='{row}'><c r='A{row}' t='s'><v>0</v></c></row>"
        );
        rows
    });
    let repeated = format!("{heading}{repeated}");
    for (rows, length, id, line) in [
        (cell("ZZZZZZ2"), 1, "xlsx-outside", Some(2)),
        (cell("XFE2"), 1, "xlsx-outside", Some(2)),
        (cell("A1048577"), 1, "xlsx-outside", Some(1_048_577)),
        (cell("A2"), 32_768, "xlsx-long-cell", Some(2)),
        (repeated, 32_767, "xlsx-many-cells", None),
    ] {
        let error = read("a.xlsx", &raw(&rows, &"x".repeat(length)))
            .err()
            .unwrap();
        assert!(format!("{error:?}").contains(id), "{error:?}");
        if let Some(line) = line {
            assert_eq!(error.location().unwrap().line, line);
        }
    }
    for (rows, length) in [(cell("XFD2"), 32_767), (many, 1), (cell("A1048576"), 1)] {
        let found = read("a.xlsx", &raw(&rows, &"x".repeat(length))).unwrap();
        assert_eq!(found.units.len(), 1);
    }
}

#[test]
fn a_row_holds_only_the_cells_that_have_text() {
    let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='XFD1' t='s'><v>0</v></c></row>";
    let found = super::cells::rows(&raw(rows, "x")[..]).unwrap();
    assert_eq!(found, [(1, vec![(0, "x".into()), (16_383, "x".into())])]);
    assert_eq!(super::cells::dense(&found[0].1).len(), 16_384);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_damage_is_an_answer(damages in damages()) {
        let (bytes, _) = write(Target::Xlsx, &[unit("a", "b"), unit("c", "d")]);
        drop(read("a.xlsx", &damaged(&bytes, &damages)));
    }

    #[test]
    fn any_damage_of_a_part_is_an_answer(damages in damages()) {
        // Packed anew, so that damage reaches the XML inside.
        let (bytes, _) = write(Target::Xlsx, &[unit("a", "b"), unit("c", "d")]);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = Vec::new();
            std::io::copy(&mut part, &mut text).unwrap();
            if name.contains("sheet1") || name.contains("sharedStrings") {
                text = damaged(&text, &damages);
            }
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&text).unwrap();
        }
        drop(read("a.xlsx", &out.finish().unwrap().into_inner()));
    }
}
