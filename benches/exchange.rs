//! How long a large REFI-QDA project takes in and out, and how much memory: 600 transcripts of 40,000 characters, 300 codes,
//! 240,000 codings by two coders. `cargo bench --bench exchange`.
//!
//! Each way runs in a process of its own: seconds, and the most memory it held (VmHWM, on Linux).

#[path = "talks.rs"]
mod talks;

use std::{env, fs, path::Path, process::Command, time::Instant};

use colloquy::{
    exchange::{Profile, adopt, recognised, write_project},
    journal::{Change, Entry, Stamp, apply},
    operations::{self, CodePlace},
    store::{Access, OpenStudy},
    study::{Coding, Role, Study},
    text::Span,
};
use jiff::Timestamp;

use talks::{Chance, talk};

const TRANSCRIPTS: usize = 600;
const TURNS: usize = 200;
const CODES: usize = 300;
const CODINGS: usize = 240_000;

fn main() {
    let steps: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match steps.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", file] => {
            fs::write(file, write_project(&made(), Profile::Standard).expect("written").bytes).expect("disk")
        }
        ["in", file, study] => bring(Path::new(file), Path::new(study)),
        ["out", study, file] => write(Path::new(study), Path::new(file)),
        _ => {
            let folder = tempfile::tempdir().expect("a folder");
            let path = |name: &str| folder.path().join(name).display().to_string();
            step(&["make", &path("large.qdpx")]);
            let size = fs::metadata(path("large.qdpx")).expect("made").len() as f64 / 1e6;
            println!("{TRANSCRIPTS} transcripts, {CODES} codes, {CODINGS} codings; the project has {size:.1} MB");
            for round in 0..3 {
                step(&["in", &path("large.qdpx"), &path(&format!("{round}.colloquy"))]);
                step(&["out", &path(&format!("{round}.colloquy")), &path("again.qdpx")]);
            }
        }
    }
}

/// Runs a step as a process of its own.
fn step(arguments: &[&str]) {
    let run = Command::new(env::current_exe().expect("itself")).args(arguments).status().expect("started");
    assert!(run.success(), "{arguments:?}");
}

fn bring(file: &Path, path: &Path) {
    let begun = Instant::now();
    let incoming = recognised(file).expect("known").expect("read");
    let read = begun.elapsed().as_secs_f64();
    let first = operations::begin_study(&Stamp::now(None), "Large", Some("Importer")).expect("begun");
    let mut open = OpenStudy::create(path, first, "bench").expect("made");
    let me = open.study().coders().next().map(|coder| coder.id);
    let (entry, _) = adopt(open.study(), &Stamp::now(me), &incoming).expect("adopted");
    let adopted = begun.elapsed().as_secs_f64();
    open.commit(entry.expect("something new")).expect("committed");
    let all = begun.elapsed().as_secs_f64();
    assert_eq!(open.study().codings().len(), CODINGS);
    println!(
        "in:  {all:6.2} s (read {read:.2}, planned {:.2}, on disk {:.2}), {}",
        adopted - read,
        all - adopted,
        memory()
    );
}

fn write(path: &Path, file: &Path) {
    let begun = Instant::now();
    let open = OpenStudy::open(path, Access::Read, "bench").expect("open");
    let opened = begun.elapsed().as_secs_f64();
    let written = write_project(open.study(), Profile::Standard).expect("written");
    fs::write(file, &written.bytes).expect("disk");
    let all = begun.elapsed().as_secs_f64();
    println!("out: {all:6.2} s (opened {opened:.2}, written {:.2}), {}", all - opened, memory());
}

/// The most memory that the process held.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    most.map_or_else(|| "memory unknown".into(), |words| format!("at most{}", words.replace('\t', " ")))
}

fn made() -> Study {
    let mut chance = Chance(11);
    let mut study = Study::default();
    let mut count = 0;
    let mut stamp = |by| {
        count += 1;
        Stamp::fixed(by, Timestamp::UNIX_EPOCH, count * 1_000_000)
    };
    let does = |study: &mut Study, entry: Entry| *study = apply(study, &entry).expect("applied");
    does(&mut study, operations::begin_study(&stamp(None), "Large", Some("Ana")).expect("begun"));
    let (ben, entry) = operations::add_coder(&study, &stamp(None), "Ben", Role::Coder).expect("added");
    does(&mut study, entry);
    let ana = study.coders().find(|coder| coder.id != ben).expect("Ana").id;
    let mut codes = Vec::new();
    for code in 0..CODES {
        let place =
            CodePlace::last_under(code.checked_sub(1).filter(|last| last % 7 != 0).map(|last| codes[last / 7 * 7]));
        let added = operations::add_code(&study, &stamp(Some(ana)), &format!("Code {code}"), place).expect("added");
        does(&mut study, added.1);
        codes.push(added.0);
    }
    for number in 0..TRANSCRIPTS {
        let entry = talk(&study, &stamp(Some(ana)), number, TURNS, &mut chance);
        does(&mut study, entry);
    }
    let transcripts: Vec<_> = study.transcripts_in_order().iter().map(|one| one.id).collect();
    let stamp = stamp(Some(ana));
    let codings = (0..CODINGS).map(|number| {
        let start = chance.below(39_000);
        Change::made(Coding {
            id: stamp.id(),
            transcript: transcripts[number % TRANSCRIPTS],
            span: Span { start, end: start + 40 + chance.below(300) },
            code: codes[chance.below(CODES)],
            coder: if number % 2 == 0 { ana } else { ben },
            level: None,
            valence: None,
            contradicts: false,
            memo: String::new(),
            created: Timestamp::UNIX_EPOCH,
        })
    });
    let entry = Entry::new(&stamp, "Coded everything", codings.collect());
    does(&mut study, entry);
    study
}
