//! How long agreement takes on a large study: two coders, 60 transcripts of 120,000 characters, 150 codes of which a few are
//! common, 20,000 passages each. `cargo bench --bench agreement`.
//!
//! Times are of the processor, where the system tells (others use it, too); least and median of eleven batches. With
//! `-- --references FOLDER` the same data as the reference implementations is used, and they run side by side: the folder has
//! `bench_data.json` and `bench.pkl`, as `bench_ref.py gen` writes them, and `bench_ref.py` stands in `../shared/agreement`.

use colloquy::agreement::{Blocks, Cells, CoderSet, Draws, Ground, Marks, Stretch, Table, Units};
use std::{fs, hint::black_box, path::Path, process::Command, time::Instant};

const TRANSCRIPTS: usize = 60;
const CHARACTERS: u32 = 120_000;
const CODES: usize = 150;
const PASSAGES: usize = 20_000;

/// A passage: its code, its transcript, where it stands.
type Passage = (usize, usize, Stretch);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let references = arguments.iter().position(|one| one == "--references").and_then(|at| arguments.get(at + 1));
    let passages = references.and_then(|folder| read(Path::new(folder))).unwrap_or_else(made);
    let before = resident("VmRSS:");
    let cells = table(&passages);
    let used = resident("VmHWM:").saturating_sub(before);
    for code in 0..3 {
        let kappa = cells.sums(code).patterns.table(0, 1).cohen_kappa();
        println!("kappa of code {code}: {:.9}", kappa.unwrap_or(f64::NAN));
    }
    println!("{:<58}{:>9}{:>9}  ms of the processor", "", "least", "median");
    let whole = report("all codes by transcript: 2x2, passages, |u|", &times(20, || measured(&table(&passages))));
    println!("{:<58}{used:>18}  kB more than before", "");
    report("2,000 draws of transcripts, all codes, and jackknife", &times(3, || drawn(&cells)));
    let mut edited = cells.clone();
    report("one code in one transcript after an edit", &times(5_000, || one_edit(&mut edited)));
    if let Some(folder) = references {
        compare(Path::new(folder), whole);
    }
}

/// Every code by transcript, as `of_study` builds it: passages of both coders in no order, to cells.
fn table(passages: &[Vec<Passage>; 2]) -> Cells {
    let both = CoderSet::first(2);
    let ground = Ground { characters: CHARACTERS, units: Units::Characters(CHARACTERS), finished: both };
    let mut marks: Vec<Vec<(Marks, CoderSet)>> = vec![vec![(Marks::new(), both); TRANSCRIPTS]; CODES];
    for (coder, passages) in passages.iter().enumerate() {
        for &(code, transcript, stretch) in passages {
            let (marks, _) = &mut marks[code][transcript];
            marks.resize(2, Vec::new());
            marks[coder].push(stretch);
        }
    }
    let mut cells = Cells::new(2, 50, vec![ground; TRANSCRIPTS]);
    marks.into_iter().for_each(|row| cells.add(row));
    cells
}

/// Every measure that follows from a table of two coders, matches and `|u|alpha`, of each code over all transcripts.
fn measured(cells: &Cells) -> f64 {
    let mut sum = 0.0;
    for row in 0..cells.rows() {
        let sums = cells.sums(row);
        let table = sums.patterns.table(0, 1);
        let of_table = [
            Table::percent_agreement,
            Table::cohen_kappa,
            Table::scott_pi,
            Table::kripp_alpha,
            Table::gwet_ac1,
            Table::pabak,
            Table::positive_agreement,
            Table::negative_agreement,
            Table::jaccard,
        ];
        sum += of_table.iter().filter_map(|measure| measure(&table).ok()).sum::<f64>();
        sum += sums.unit_sums.alpha(sums.characters, 2).unwrap_or(0.0);
        sum += sums.spans.iter().map(|spans| f64::from(spans.exact + spans.overlapping + spans.close)).sum::<f64>();
    }
    sum
}

fn drawn(cells: &Cells) -> usize {
    let draws = Draws::new(cells, Blocks::transcripts(cells), 2_000, 1);
    (0..cells.rows()).map(|row| draws.certainty(cells, row)).filter(|drawn| drawn[0].0.is_some()).count()
}

/// A passage comes and goes in the commonest code.
fn one_edit(cells: &mut Cells) -> f64 {
    let (mut marks, _) = cells.row(0)[0].clone();
    let here = Stretch::new(60_000, 60_100);
    match marks[0].iter().position(|one| one.shared(here) > 0) {
        Some(place) => drop(marks[0].remove(place)),
        None => marks[0].push(here),
    }
    cells.set(0, 0, marks);
    let sums = cells.sums(0);
    sums.patterns.table(0, 1).kripp_alpha().unwrap_or(0.0) + sums.unit_sums.alpha(sums.characters, 2).unwrap_or(0.0)
}

/// Milliseconds of the processor for a run, in each of eleven batches of so many runs: the system's clock is coarse.
fn times<T>(runs: u32, mut run: impl FnMut() -> T) -> Vec<f64> {
    let mut batch = || {
        let (wall, processor) = (Instant::now(), processor());
        (0..runs).for_each(|_| drop(black_box(run())));
        let wall = wall.elapsed().as_secs_f64() * 1e3;
        let taken = match (processor, self::processor()) {
            (Some(begun), Some(ended)) => (ended - begun) as f64 / 1e6,
            _ => wall,
        };
        taken / f64::from(runs)
    };
    let mut taken: Vec<f64> = (0..11).map(|_| batch()).collect();
    taken.sort_by(f64::total_cmp);
    taken
}

/// Nanoseconds for which this thread has had a processor; Linux tells.
fn processor() -> Option<u64> {
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// A line of this process's memory, in kB; 0 where the system does not tell.
fn resident(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|one| one.strip_prefix(line)?.trim().strip_suffix("kB")?.trim().parse().ok());
    found.unwrap_or(0)
}

/// Prints the least and the median; the median.
fn report(name: &str, taken: &[f64]) -> f64 {
    let (least, median) = (taken[0], taken[taken.len() / 2]);
    println!("{name:<58}{least:>9.4}{median:>9.4}");
    median
}

/// Runs the references on all codes or as many as they can, and prints how many times longer they take.
fn compare(folder: &Path, whole: f64) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/agreement/bench_ref.py");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    for task in [
        "python_interval_sweep",
        "numpy_2x2",
        "statsmodels_kappa_ci",
        "qualcoder_style_loop",
        "sklearn_kappa",
        "krippendorff_alpha",
    ] {
        let run = || Command::new(&python).arg(&script).args(["one", task]).env("OUT", folder).output().ok();
        let mut taken: Vec<f64> = (0..3)
            .filter_map(|_| {
                let said: serde_json::Value = serde_json::from_slice(&run()?.stdout).ok()?;
                Some(said["cpu_s"].as_f64()? / said["codes"].as_f64()? * CODES as f64 * 1e3)
            })
            .collect();
        taken.sort_by(f64::total_cmp);
        match taken.get(taken.len() / 2) {
            Some(median) => println!("{task:<58}{median:>18.0}  {:.0} times the whole table", median / whole),
            None => println!("{task:<58} did not run"),
        }
    }
}

fn read(folder: &Path) -> Option<[Vec<Passage>; 2]> {
    let json: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("bench_data.json")).ok()?).ok()?;
    let coder = |name: &str| -> Option<Vec<Passage>> {
        let number = |json: &serde_json::Value| json.as_u64().map(|number| number as usize);
        let passage = |one: &serde_json::Value| {
            let at = |place: usize| Some(number(&one[place])? as u32);
            Some((number(&one[0])?, number(&one[1])?, Stretch::new(at(2)?, at(3)?)))
        };
        json[name].as_array()?.iter().map(passage).collect()
    };
    Some([coder("c1")?, coder("c2")?])
}

/// The same shape without the file: the second coder keeps three quarters of the first's passages, gives one in twelve another
/// code, moves their ends by about 15 characters, and adds others.
fn made() -> [Vec<Passage>; 2] {
    let mut chance = Chance(42);
    let weights: Vec<f64> = (1..=CODES).map(|rank| (rank as f64).powf(-1.1)).collect();
    let total: f64 = weights.iter().sum();
    let code = |chance: &mut Chance| {
        let mut left = chance.share() * total;
        weights
            .iter()
            .position(|weight| {
                left -= weight;
                left < 0.0
            })
            .unwrap_or(0)
    };
    let passage = |chance: &mut Chance| {
        let length = (4.8 + 0.8 * chance.normal()).exp().clamp(3.0, 3000.0) as u32;
        let start = (chance.share() * f64::from(CHARACTERS - length)) as u32;
        let transcript = (chance.share() * TRANSCRIPTS as f64) as usize;
        (code(chance), transcript, Stretch::new(start, start + length))
    };
    let first: Vec<Passage> = (0..PASSAGES).map(|_| passage(&mut chance)).collect();
    let mut second = Vec::with_capacity(PASSAGES);
    for &(kept, transcript, stretch) in &first {
        if chance.share() < 0.75 {
            let given = if chance.share() < 0.08 { code(&mut chance) } else { kept };
            let start = (f64::from(stretch.start) + 15.0 * chance.normal()).max(0.0) as u32;
            let end = (f64::from(stretch.end) + 15.0 * chance.normal()) as u32;
            second.push((given, transcript, Stretch::new(start, end.max(start + 1).min(CHARACTERS))));
        }
    }
    while second.len() < PASSAGES {
        second.push(passage(&mut chance));
    }
    [first, second]
}

/// Splitmix64: enough for data of this shape.
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}
