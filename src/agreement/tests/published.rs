//! A published study coded twice: 62 codes on 480 answers of the PerfectFit study (Delft University of Technology, 2022; the first 20
//! rows of its files were for training). The authors print a kappa for each code.

use std::{collections::HashMap, fs, path::Path};

use crate::agreement::{Nominal, Undefined};

/// A coder's file as columns by code: whether the code is on each answer.
fn columns(path: &Path) -> Vec<(String, Vec<usize>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).expect("a file of codings");
    let names: Vec<String> = reader.headers().expect("names").iter().map(|name| name.trim().to_owned()).collect();
    let rows: Vec<csv::StringRecord> = reader.records().skip(20).map(|row| row.expect("a row")).collect();
    let column = |(place, name): (usize, &String)| {
        let values = rows.iter().map(|row| usize::from(row.get(place).is_some_and(|value| value.trim() == "1")));
        (name.clone(), values.collect())
    };
    names.iter().enumerate().skip(6).filter(|(_, name)| !name.is_empty()).map(column).collect()
}

#[test]
fn the_published_kappas_of_a_study_coded_twice_come_out_and_the_one_without_variance_is_undefined() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/perfectfit-two-coders/python");
    if !folder.is_dir() {
        println!("skipped: no ../shared");
        return;
    }
    let printed =
        fs::read_to_string(folder.join("cohens_kappa_calculator_output.txt")).expect("what the authors print");
    let printed: HashMap<&str, f64> = printed
        .lines()
        .filter_map(|line| line.rsplit_once(": "))
        .filter_map(|(code, kappa)| Some((code.trim(), kappa.parse().ok()?)))
        .collect();
    let (first, second) = (
        columns(&folder.join("first_coders_hot_one_encoding.csv")),
        columns(&folder.join("second_coders_hot_one_encoding.csv")),
    );
    assert_eq!((first.len(), second.len()), (62, 62));
    let (mut same, mut undefined) = (0, Vec::new());
    for ((code, one), (_, other)) in first.iter().zip(&second) {
        assert_eq!((one.len(), other.len()), (480, 480), "{code}");
        let values = Nominal::new(2, one.iter().zip(other).map(|(a, b)| vec![Some(*a), Some(*b)]));
        match values.cohen_kappa() {
            Ok(kappa) => {
                let known = printed.get(code.as_str()).unwrap_or_else(|| panic!("{code} is printed"));
                // Printed with six digits.
                assert!((kappa - known).abs() < 1e-5, "{code}: {kappa}, printed {known}");
                same += 1;
            }
            Err(why) => undefined.push((code.as_str(), why)),
        }
    }
    // The authors print 0.0 for it: nobody used the code, and their library divided zero by zero.
    assert_eq!((same, undefined), (61, vec![("Felt prioritized", Undefined::NoVariance)]));
}
