//! Table 2 of the study that inspired the program (Baxter and Fancourt): its labels and links can be expressed.

use super::function;
use crate::framework::{taxonomy, wheel};

/// An intervention of Table 2: its intervention types, and each technique as printed with what it may mean.
struct Printed {
    functions: &'static [&'static str],
    techniques: &'static [(&'static str, &'static [&'static str])],
}

const TRAINING: Printed = Printed {
    functions: &["training"],
    techniques: &[
        ("Instruction on how to perform the behaviour", &["4.1"]),
        ("demonstration of the behaviour", &["6.1"]),
        ("Behavioural practice or rehearsal", &["8.1"]),
        ("self-monitoring of the behaviour", &["2.3"]),
    ],
};

/// The eight rows in order; what is ambiguous in the paper is so here: "Social support", "Goal setting" and "Review
/// behaviour/ outcome goals" name two or three techniques each.
const TABLE_2: [Printed; 8] = [
    Printed { functions: &["enablement"], techniques: &[("Social support", &["3.1", "3.2", "3.3"])] },
    Printed {
        functions: &["enablement", "environmental_restructuring"],
        techniques: &[("Social support", &["3.1", "3.2", "3.3"]), ("restructuring the social environment", &["12.2"])],
    },
    Printed {
        functions: &["environmental_restructuring", "incentivisation"],
        techniques: &[("Restructuring the physical environment", &["12.1"]), ("material reward", &["10.2"])],
    },
    TRAINING,
    TRAINING,
    Printed {
        functions: &["enablement"],
        techniques: &[
            ("Goal setting", &["1.1", "1.3"]),
            ("Review behaviour/ outcome goals", &["1.5", "1.7"]),
            ("verbal persuasion about capability", &["15.1"]),
        ],
    },
    Printed {
        functions: &["enablement", "modelling"],
        techniques: &[("Information about others’ approval", &["6.3"]), ("demonstration of the behaviour", &["6.1"])],
    },
    Printed {
        functions: &["environmental_restructuring"],
        techniques: &[("Restructuring the physical environment", &["12.1"])],
    },
];

#[test]
fn every_technique_as_printed_in_table_2_finds_exactly_the_techniques_it_may_mean() {
    for (printed, expected) in TABLE_2.iter().flat_map(|row| row.techniques) {
        let found: Vec<String> = taxonomy().candidates(printed).iter().map(ToString::to_string).collect();
        assert_eq!(found, *expected, "{printed}");
    }
}

#[test]
fn every_intervention_type_of_table_2_is_an_intervention_function() {
    for id in TABLE_2.iter().flat_map(|row| row.functions) {
        assert!(wheel().function(&function(id)).is_some(), "{id}");
    }
}

#[test]
fn one_technique_of_table_2_alone_serves_none_of_its_row_s_functions() {
    // The paper prints 6.3 under enablement and modelling; the Guide has it under education and persuasion.
    let mut departing = vec![];
    for row in &TABLE_2 {
        for number in row.techniques.iter().flat_map(|(_, numbers)| *numbers) {
            let technique = number.parse().unwrap();
            if row.functions.iter().all(|id| wheel().technique_link(&function(id), technique).is_none()) {
                departing.push(*number);
            }
        }
    }
    assert_eq!(departing, ["6.3"]);
}
