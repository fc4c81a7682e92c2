//! The golden cases that mark passages: documents, coders, codes and spans, put into cells.

use serde_json::Value as Json;

use super::golden::Got;
use crate::agreement::{
    Blocks, Cells, Coded, CoderSet, Disagreement, Draws, Ground, LabelSets, Likeness, Marks, Match, Matched, Reading,
    Stretch, Sums, Table, Undefined, Unitizing, Units, Value, alpha_pooled, alpha_u_1995, kappa_mean, kappa_pooled,
    laid_together, matched, qualcoder_kappa, segment_agreement, segment_kappa, united,
};

/// A case of the golden file; rows of the cells are its codes, and after them "any code".
pub(super) struct Spans {
    documents: Vec<String>,
    codes: Vec<String>,
    coders: usize,
    cells: Cells,
}

fn names(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

impl Spans {
    pub(super) fn of(input: &Json) -> Self {
        let (codes, coders) = (names(&input["codes"]), names(&input["coders"]));
        let documents = input["documents"].as_array().expect("documents");
        let ground = |document: &Json| {
            let characters = document["length"].as_u64().expect("a length") as u32;
            let by = names(&document["coded_by"]);
            let places = coders.iter().enumerate().filter(|(_, coder)| by.contains(coder));
            let finished = places.fold(CoderSet::default(), |set, (place, _)| set | CoderSet::only(place));
            Ground { characters, units: Units::Characters(characters), finished }
        };
        let grounds: Vec<Ground> = documents.iter().map(ground).collect();
        let titles: Vec<String> = documents.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
        let mut cells = Cells::new(coders.len(), 50, grounds.clone());
        let marks = |code: Option<&String>, document: &String| -> Marks {
            let mut marks = vec![Vec::new(); coders.len()];
            for span in input["spans"].as_array().expect("spans") {
                let at =
                    |place: usize| u32::try_from(span[place].as_i64().expect("an offset").max(0)).expect("an offset");
                if span[1] == *document && code.is_none_or(|code| span[2] == *code) {
                    let coder = coders.iter().position(|coder| span[0] == *coder).expect("a coder");
                    marks[coder].push(Stretch::new(at(3), at(4)));
                }
            }
            marks
        };
        for code in codes.iter().map(Some).chain([None]) {
            cells.add(
                titles.iter().zip(&grounds).map(|(title, ground)| (marks(code, title), ground.finished)).collect(),
            );
        }
        Spans { documents: titles, codes, coders: coders.len(), cells }
    }

    fn row(&self, expected: &Json) -> usize {
        self.codes.iter().position(|code| expected["code"] == *code).expect("a code")
    }

    fn sums(&self, expected: &Json) -> Sums {
        match expected["doc"].as_str() {
            Some(document) => self.cells.sums_of(self.row(expected), |at| self.documents[at] == document),
            None => self.cells.sums(self.row(expected)),
        }
    }

    /// The tables of all codes.
    fn tables(&self) -> Vec<Table> {
        (0..self.codes.len()).map(|row| self.cells.sums(row).patterns.table(0, 1)).collect()
    }

    /// Documents that all coders finished, by place.
    fn shared(&self) -> impl Iterator<Item = (usize, &Ground)> {
        let all = CoderSet::first(self.coders);
        self.cells.grounds().iter().enumerate().filter(move |(_, ground)| ground.finished.has_all(all))
    }

    fn marks(&self, row: usize, document: usize) -> Marks {
        let (marks, _) = &self.cells.row(row)[document];
        if marks.is_empty() { vec![Vec::new(); self.coders] } else { marks.clone() }
    }

    fn units(&self, document: usize) -> Vec<Vec<Coded>> {
        let of = |coder: usize| {
            let own =
                |row: usize| self.marks(row, document)[coder].clone().into_iter().map(move |stretch| (row, stretch));
            let mut units: Vec<Coded> = (0..self.codes.len()).flat_map(own).collect();
            units.sort_by_key(|unit| unit.1);
            units
        };
        (0..self.coders).map(of).collect()
    }

    fn unitizing(&self) -> Unitizing {
        let mut unitizing = Unitizing::new(self.coders);
        self.shared().for_each(|(at, ground)| unitizing.add(ground.characters, &self.units(at)));
        unitizing
    }

    fn label_sets(&self, likeness: Likeness) -> Value {
        let mut sets = LabelSets::default();
        self.shared().for_each(|(at, ground)| sets.add(ground.characters, &self.units(at), ground.finished));
        sets.alpha(likeness)
    }

    fn disagreements(&self, row: usize, times: u32) -> Vec<Disagreement> {
        let longer = |marks: Marks| -> Marks {
            let stretch = |one: Stretch| Stretch::new(one.start * times, one.end * times);
            marks.into_iter().map(|stretches| stretches.into_iter().map(stretch).collect()).collect()
        };
        self.shared()
            .map(|(at, ground)| Disagreement::of(&longer(self.marks(row, at)), ground.characters * times))
            .collect()
    }

    /// Matches over all codes and documents.
    fn matched(&self, when: Match) -> Matched {
        let mut sum = Matched::default();
        for (at, _) in self.shared() {
            for row in 0..self.codes.len() {
                let marks = self.marks(row, at);
                sum += matched(&marks[0], &marks[1], when);
            }
        }
        sum
    }

    fn jackknife(&self, row: usize, drawn: usize) -> Value {
        Draws::new(&self.cells, Blocks::transcripts(&self.cells), 0, 1).certainty(&self.cells, row)[drawn].1
    }

    pub(super) fn measure(&self, expected: &Json) -> Got {
        let name = expected["measure"].as_str().expect("a measure");
        if let Some(when) = expected["match"].as_str() {
            let when = match when {
                "exact" => Match::Exact,
                "overlap_any" => Match::AnyOverlap,
                "iou_ge_0.5" => Match::Share(50),
                "iou_ge_0.9" => Match::Share(90),
                other => panic!("the room has no {other}"),
            };
            let found = self.matched(when);
            return match name {
                "span_f1" => found.f1().into(),
                _ => Got::Counts([found.pairs, found.first, found.second].map(u64::from).to_vec()),
            };
        }
        if self.coders == 2
            && let Some(got) = self.of_table(name, expected)
        {
            return got;
        }
        self.of_passages(name, expected).unwrap_or_else(|| panic!("the room has no {name}"))
    }

    /// What follows from the table of two coders.
    fn of_table(&self, name: &str, expected: &Json) -> Option<Got> {
        let table = || self.sums(expected).patterns.table(0, 1);
        let value = match name {
            "table_2x2_chars" => {
                let table = table();
                return Some(Got::Counts(vec![table.both, table.first, table.second, table.neither]));
            }
            "percent_agreement" => table().percent_agreement(),
            "cohen_kappa" => table().cohen_kappa(),
            "scott_pi" => table().scott_pi(),
            "gwet_ac1" => table().gwet_ac1(),
            "pabak" => table().pabak(),
            "kripp_alpha" => table().kripp_alpha(),
            "positive_agreement" => table().positive_agreement(),
            "negative_agreement" => table().negative_agreement(),
            "jaccard" => table().jaccard(),
            "qualcoder_kappa_as_published" => qualcoder_kappa(&table()),
            "kappa_pooled_devries2008" => kappa_pooled(&self.tables()),
            "alpha_pooled_over_codes" => alpha_pooled(self.tables().iter().filter_map(Table::disagreements)),
            "kappa_micro_code_x_char_cells" => laid_together(&self.tables()).cohen_kappa(),
            "positive_agreement_micro" => laid_together(&self.tables()).positive_agreement(),
            "kappa_mean_over_codes" => {
                let (mean, defined) = kappa_mean(&self.tables());
                assert_eq!(expected["n_defined"], defined);
                mean
            }
            "segment_agreement_two_sided" => segment_agreement(&self.matched(Match::Share(90))),
            "segment_kappa_brennan_prediger" => segment_kappa(&self.matched(Match::Share(90)), self.codes.len()),
            "kripp_alpha_jackknife_se_documents" => self.jackknife(self.row(expected), 0),
            "cohen_kappa_jackknife_se_documents" => self.jackknife(self.row(expected), 1),
            _ => return None,
        };
        Some(value.into())
    }

    /// What follows from passages, or from any number of coders.
    fn of_passages(&self, name: &str, expected: &Json) -> Option<Got> {
        let any_code = self.codes.len();
        let unit_alpha = |row: usize| {
            let sums = self.cells.sums(row);
            sums.unit_sums.alpha(sums.characters, self.coders)
        };
        let value = match name {
            "kripp_alpha" => self.sums(expected).patterns.nominal(self.coders).kripp_alpha(),
            "fleiss_kappa" => self.sums(expected).patterns.nominal(self.coders).fleiss_kappa(),
            "u_alpha_binary" => unit_alpha(self.row(expected)),
            "u_alpha_binary_all_codes" => unit_alpha(any_code),
            "u_alpha" => self.unitizing().u_alpha(),
            "cu_alpha" => self.unitizing().cu_alpha(Reading::Pairwise),
            "cu_alpha_union_reading" => self.unitizing().cu_alpha(Reading::Joint),
            "cu_coverage" => self.unitizing().cu_coverage(),
            "ku_alpha" => {
                let codes = self.unitizing().ku_alphas(Reading::Pairwise);
                codes.and_then(|codes| match codes.iter().find(|one| one.code == self.row(expected)) {
                    Some(code) => code.alpha,
                    None => Err(Undefined::NoUnits),
                })
            }
            "alphaU_1995" => alpha_u_1995(&self.disagreements(self.row(expected), 1)),
            "alphaU_1995_stretched_x50000" => alpha_u_1995(&self.disagreements(self.row(expected), 50_000)),
            "alphaU_1995_observed_disagreement" => Ok(self.disagreements(self.row(expected), 1)[0].observed),
            "alphaU_1995_all_codes" => {
                let codes: Vec<Disagreement> =
                    (0..self.codes.len()).flat_map(|row| self.disagreements(row, 1)).collect();
                alpha_u_1995(&codes)
            }
            "alpha_labelset_masi" => self.label_sets(Likeness::Masi),
            "alpha_labelset_jaccard" => self.label_sets(Likeness::Jaccard),
            _ => return None,
        };
        Some(value.into())
    }
}

#[test]
fn cells_count_the_matches_that_matching_by_itself_counts() {
    let stretches =
        |pairs: &[(u32, u32)]| united(pairs.iter().map(|&(start, end)| Stretch::new(start, end)).collect(), 100);
    let (first, second) = (stretches(&[(0, 10), (20, 40), (40, 60)]), stretches(&[(0, 10), (22, 44), (50, 52)]));
    let counts = crate::agreement::SpanCounts::of(&first, &second, 50);
    for when in [Match::Exact, Match::AnyOverlap, Match::Share(50)] {
        assert_eq!(counts.matched(when), matched(&first, &second, when), "{when:?}");
    }
    assert_eq!(counts.nearly(), matched(&first, &second, Match::Share(90)));
}
