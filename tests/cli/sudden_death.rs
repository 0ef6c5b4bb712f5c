//! The program is killed at random moments of imports and undos, and the memory is sound each time,
//! with every change that was acknowledged.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::scene::{Scene, many_units};

/// How often the program is killed.
const KILLS: u32 = 60;
/// Units of the file that comes in and goes.
const UNITS: u32 = 4_000;

fn start(scene: &Scene, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_enface"))
        .env_clear()
        .env("ENFACE_MEMORY", "m.db")
        .current_dir(scene.folder())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program was built")
}

/// Tells whether somebody is in the middle of a write.
fn is_written_to(scene: &Scene) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let memory = Connection::open_with_flags(scene.path("m.db"), flags).expect("it is there");
    memory.busy_timeout(Duration::ZERO).expect("it can be set");
    memory.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_err()
}

/// Returns the number of change sets and of units in force; the memory must be sound.
fn state(scene: &Scene) -> (u64, u64) {
    let verified = scene.enface().arg("verify").run();
    assert!(verified.stderr.contains("sound"), "{}", verified.stderr);
    let stats = scene.stats();
    let number = |name: &str| stats[name].as_u64().expect("a number");
    (number("changes"), number("units"))
}

#[test]
fn a_killed_program_loses_nothing_that_it_acknowledged() {
    let scene = Scene::new();
    scene.import("units.tmx");
    scene.write("many.tmx", many_units(0..UNITS));
    let import: &[&str] = &["import", "--json", "many.tmx"];
    let begun = Instant::now();
    scene.import("many.tmx");
    let import_takes = begun.elapsed();
    let begun = Instant::now();
    scene.enface().arg("undo").run();
    let undo_takes = begun.elapsed();

    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let (mut inside, mut acknowledged) = (0, 0);
    let (mut changes, mut units) = state(&scene);
    for kill in 0..KILLS {
        // With the units in, the next thing is to take the import back; else to bring it in.
        let is_in = units > 4;
        let newest = changes.to_string();
        let arguments: &[&str] = if is_in {
            &["undo", "--json", &newest]
        } else {
            import
        };
        let longest = if is_in { undo_takes } else { import_takes };
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let wait = longest.mul_f64((random % 1_000) as f64 / 1_000.0);
        let mut child = start(&scene, arguments);
        // Two of three are killed once they write, whatever the machine does besides.
        while kill % 3 > 0 && child.try_wait().expect("it was started").is_none() {
            if is_written_to(&scene) {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(if kill % 3 > 0 { wait / 4 } else { wait });
        let in_a_write = is_written_to(&scene);
        child.kill().expect("it was started");
        let mut said = String::new();
        let mut stdout = child.stdout.take().expect("it was asked for");
        stdout.read_to_string(&mut said).expect("it speaks UTF-8");
        child.wait().expect("it was started");
        inside += u32::from(in_a_write);

        let (changes_now, units_now) = state(&scene);
        let done = changes_now > changes;
        let told = said.ends_with('\n');
        acknowledged += u32::from(told);
        assert!(done || !told, "an acknowledged change is lost: {said}");
        assert!(changes_now <= changes + 1);
        let expected = match (is_in, done) {
            (true, false) | (false, true) => 4 + u64::from(UNITS),
            _ => 4,
        };
        assert_eq!(units_now, expected, "half a change");
        (changes, units) = (changes_now, units_now);
    }
    println!("{inside} of {KILLS} kills inside a write, {acknowledged} changes acknowledged");
    assert!(
        inside * 2 >= KILLS,
        "only {inside} of {KILLS} kills were inside a write"
    );
}

#[test]
fn a_killed_first_import_leaves_no_memory_or_a_whole_one() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..UNITS));
    let begun = Instant::now();
    scene.import("many.tmx");
    let takes = begun.elapsed();
    for n in 0..16 {
        std::fs::remove_file(scene.path("m.db")).ok();
        let mut child = start(&scene, &["import", "--json", "many.tmx"]);
        thread::sleep(takes.mul_f64(f64::from(n) / 14.0));
        child.kill().expect("it was started");
        child.wait().expect("it was started");
        if scene.path("m.db").exists() {
            assert_eq!(state(&scene), (1, u64::from(UNITS)));
        }
    }
}
