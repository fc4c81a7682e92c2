//! From a study to an answer: every code, theme and component, every transcript, and all codes together.

use super::{
    Agreement, Asked, CoderSet, Confused, Elsewhere, Flag, Ground, InTranscript, LabelSets, Measure, Pair, Place,
    Reading, Refused, Row, Score, SpanCounts, Subject, Sums, Tables, Undefined, Unitizing, Value,
    alpha_u_1995::{self, Disagreement},
    comparable, flags, gamma,
    scores::{of_several_codes, order, pooled_scores, scores},
};
use crate::study::{Id, Study, Transcript};

/// How far coders agree in a study.
///
/// Gamma, where it is asked for, stops at its budget; nothing else takes long. The same study and the same question give the
/// same answer, draws included.
///
/// # Errors
/// [`Refused`] where there are not two coders in the study to compare, or the round is gone.
pub fn of_study(study: &Study, asked: &Asked) -> Result<Agreement, Refused> {
    Ok(Tables::of(study, asked)?.agreement(&mut || true))
}

impl Tables {
    /// The whole answer. `go_on` is asked now and then while gamma is drawn; where it says no, transcripts that are left
    /// have no gamma, for the reason that there was no time.
    pub fn agreement(&self, go_on: &mut dyn FnMut() -> bool) -> Agreement {
        let mut rows: Vec<Row> = (0..self.targets.len()).filter_map(|row| self.row(row)).collect();
        let (unitizing, label_sets) = self.of_several_codes(|_| true);
        self.tell_unitizing(&unitizing, &mut rows);
        let any_code = rows.pop().unwrap_or_else(|| Row::empty(Subject::AnyCode));
        let mut take =
            |fits: fn(&Subject) -> bool| -> Vec<Row> { rows.extract_if(.., |row| fits(&row.subject)).collect() };
        let codes = take(|subject| matches!(subject, Subject::Code(_)));
        let subtrees = take(|subject| matches!(subject, Subject::CodeAndBelow(_)));
        let themes = take(|subject| matches!(subject, Subject::Theme(_)));
        let components = take(|subject| matches!(subject, Subject::Component(_)));
        let defined = codes.iter().filter(|row| row.value(Measure::KrippAlpha).is_some()).count();
        Agreement {
            asked: self.asked.clone(),
            transcripts: self.in_transcripts(go_on),
            pooled: self.pooled(&unitizing, &label_sets),
            confused: self.confused(&unitizing),
            codes,
            subtrees,
            themes,
            components,
            any_code,
            defined,
            drawn: (self.drawn, self.draws.blocks().count()),
            missing: self.missing.clone(),
            taken_as_finished: self.taken_as_finished.clone(),
        }
    }

    /// One row by its place: after an edit, the rows that [`Tables::recoded`] names.
    pub fn row(&self, row: usize) -> Option<Row> {
        let target = self.targets.get(row)?;
        let sums = self.cells.sums(row);
        let pairs = self.pairs_of(&sums);
        let mut answer = Row {
            subject: target.subject.clone(),
            codes: target.codes.iter().copied().collect(),
            pairs,
            scores: Vec::new(),
            flags: Vec::new(),
            places: self.places(row),
            elsewhere: Vec::new(),
        };
        if self.asked.coefficients {
            let certainty = (self.asked.draws > 0).then(|| self.draws.certainty(&self.cells, row));
            answer.scores = scores(&answer.pairs, &sums, self.cells.coders(), certainty);
            answer.scores.push(Score::new(Measure::AlphaU1995, self.alpha_u_1995(row)));
            answer.scores.sort_by_key(|score| order(score.measure));
            answer.flags = self.flags(&answer);
            if let [pair] = answer.pairs.as_slice() {
                answer.elsewhere = elsewhere(pair, self.code_rows().count());
            }
        }
        Some(answer)
    }

    fn pairs_of(&self, sums: &Sums) -> Vec<Pair> {
        let spans = sums.spans.iter().copied().chain(std::iter::repeat(SpanCounts::default()));
        let pairs = super::pairs(self.cells.coders()).zip(spans);
        pairs
            .map(|((first, second), spans)| Pair { first, second, table: sums.patterns.table(first, second), spans })
            .collect()
    }

    /// The transcripts in which any of the coders used what a row is about.
    fn places(&self, row: usize) -> Vec<Place> {
        let cells = self.cells.row(row).iter().zip(&self.transcripts).enumerate();
        let used = cells.filter(|(_, ((_, cell), _))| !cell.spans.is_empty());
        used.map(|(at, ((_, cell), &transcript))| self.place(row, at, cell.finished, transcript)).collect()
    }

    fn place(&self, row: usize, at: usize, finished: CoderSet, transcript: Id<Transcript>) -> Place {
        let sums = self.cells.sums_of(row, |place| place == at);
        let both = |pair: &Pair| finished.has(pair.first) && finished.has(pair.second);
        let pairs: Vec<Pair> = self.pairs_of(&sums).into_iter().filter(both).collect();
        let alpha = self.asked.coefficients.then(|| match pairs.as_slice() {
            [pair] if self.cells.coders() == 2 => pair.table.kripp_alpha(),
            _ => sums.patterns.nominal(self.cells.coders()).kripp_alpha(),
        });
        Place { transcript, pairs, alpha }
    }

    fn flags(&self, row: &Row) -> Vec<Flag> {
        let mut found: Vec<Flag> = Vec::new();
        for pair in &row.pairs {
            for flag in flags::of_pair((pair.first, pair.second), &pair.table, &pair.spans) {
                if !found.contains(&flag) {
                    found.push(flag);
                }
            }
        }
        found.extend(flags::of_interval(row.score(Measure::KrippAlpha).and_then(|score| score.interval)));
        found
    }

    /// The transcripts that every coder finished, by place, among those asked for.
    fn finished_by_all(&self) -> impl Iterator<Item = usize> + '_ {
        let all = CoderSet::first(self.cells.coders());
        self.cells
            .grounds()
            .iter()
            .enumerate()
            .filter(move |(_, ground)| ground.finished.has_all(all))
            .map(|(at, _)| at)
    }

    fn alpha_u_1995(&self, row: usize) -> Value {
        let empty = vec![Vec::new(); self.cells.coders()];
        let parts: Vec<Disagreement> = self
            .finished_by_all()
            .filter_map(|at| Some((self.cells.row(row).get(at)?, self.cells.grounds().get(at)?)))
            .map(|((marks, _), ground)| {
                Disagreement::of(if marks.is_empty() { &empty } else { marks }, ground.characters)
            })
            .collect();
        alpha_u_1995::alpha(&parts)
    }

    /// What the measures of several codes at once are made of, over the transcripts that `which` lets through.
    fn of_several_codes(&self, which: impl Fn(usize) -> bool) -> (Unitizing, LabelSets) {
        let (mut unitizing, mut label_sets) = (Unitizing::new(self.cells.coders()), LabelSets::default());
        if !self.asked.coefficients {
            return (unitizing, label_sets);
        }
        let all = CoderSet::first(self.cells.coders());
        for (at, ground) in self.cells.grounds().iter().enumerate().filter(|(at, _)| which(*at)) {
            let units = self.units(at);
            label_sets.add(ground.characters, &units, ground.finished);
            if ground.finished.has_all(all) {
                unitizing.add(ground.characters, &units);
            }
        }
        (unitizing, label_sets)
    }

    /// Adds `(k)u` to the rows of codes.
    fn tell_unitizing(&self, unitizing: &Unitizing, rows: &mut [Row]) {
        if !self.asked.coefficients {
            return;
        }
        let of_codes = unitizing.ku_alphas(Reading::Pairwise);
        for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| matches!(row.subject, Subject::Code(_))) {
            let (alpha, coverage) = match &of_codes {
                Err(why) => (Err(*why), Err(*why)),
                Ok(codes) => match codes.iter().find(|one| one.code == at) {
                    Some(code) => (code.alpha, code.coverage),
                    None => (Err(Undefined::NoUnits), Err(Undefined::NoUnits)),
                },
            };
            row.scores.push(Score::new(Measure::KuAlpha, alpha));
            row.scores.push(Score::new(Measure::KuCoverage, coverage));
            row.scores.sort_by_key(|score| order(score.measure));
        }
    }

    /// All codes together.
    fn pooled(&self, unitizing: &Unitizing, label_sets: &LabelSets) -> Vec<Score> {
        if !self.asked.coefficients {
            return Vec::new();
        }
        let sums: Vec<Sums> = self.code_rows().map(|(row, _)| self.cells.sums(row)).collect();
        let mut scores = pooled_scores(&sums, self.cells.coders());
        scores.extend(of_several_codes(unitizing, label_sets));
        scores.sort_by_key(|score| order(score.measure));
        scores
    }

    fn in_transcripts(&self, go_on: &mut dyn FnMut() -> bool) -> Vec<InTranscript> {
        let grounds = self.cells.grounds().iter().zip(&self.transcripts).enumerate();
        grounds.map(|(at, (ground, &transcript))| self.in_transcript(at, ground, transcript, go_on)).collect()
    }

    fn in_transcript(
        &self,
        at: usize,
        ground: &Ground,
        transcript: Id<Transcript>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> InTranscript {
        let coders = self.cells.coders();
        let finished: Vec<usize> = (0..coders).filter(|&coder| ground.finished.has(coder)).collect();
        let sums: Vec<Sums> = self.code_rows().map(|(row, _)| self.cells.sums_of(row, |place| place == at)).collect();
        let mut pairs: Vec<Pair> = Vec::new();
        for (place, (first, second)) in super::pairs(coders).enumerate() {
            if ground.finished.has(first) && ground.finished.has(second) {
                let table = sums.iter().map(|sums| sums.patterns.table(first, second)).sum();
                let mut spans = SpanCounts::default();
                sums.iter().filter_map(|sums| sums.spans.get(place)).for_each(|counts| spans += *counts);
                pairs.push(Pair { first, second, table, spans });
            }
        }
        let (mut scores, mut gamma_samples) = (Vec::new(), None);
        if self.asked.coefficients && finished.len() >= 2 {
            let (unitizing, label_sets) = self.of_several_codes(|place| place == at);
            scores = pooled_scores(&sums, coders);
            scores.extend(of_several_codes(&unitizing, &label_sets));
            gamma_samples = self.gamma(at, &mut scores, go_on);
            scores.sort_by_key(|score| order(score.measure));
        }
        let (characters, units) = (ground.characters, ground.units.count());
        InTranscript { transcript, finished, characters, units, pairs, scores, gamma_samples }
    }

    /// Adds gamma of a transcript; how many codings were invented for it, and whether they were enough.
    fn gamma(&self, at: usize, scores: &mut Vec<Score>, go_on: &mut dyn FnMut() -> bool) -> Option<(u32, bool)> {
        let budget = self.asked.gamma?;
        let units = self.units(at);
        let [first, second] = units.as_slice() else {
            scores.push(Score::new(Measure::Gamma, Err(Undefined::NotTwoCoders)));
            return None;
        };
        let gamma = gamma::gamma(first, second, &gamma::Budget { seed: self.asked.seed, ..budget }, go_on);
        scores.push(Score::new(Measure::Gamma, gamma.gamma));
        scores.push(Score::new(Measure::GammaDisorder, gamma.disorder));
        Some((gamma.samples, gamma.precise))
    }

    fn confused(&self, unitizing: &Unitizing) -> Vec<Confused> {
        let code = |row: usize| match self.subject(row) {
            Some(Subject::Code(code)) => Some(*code),
            _ => None,
        };
        let mut found: Vec<Confused> = unitizing
            .met()
            // Both orders hold the same characters: each pair of coders was counted from both sides.
            .filter(|((one, other), _)| one < other)
            .filter_map(|((one, other), characters)| Some(Confused { codes: (code(one)?, code(other)?), characters }))
            .collect();
        found.sort_by_key(|confused| (std::cmp::Reverse(confused.characters), confused.codes));
        found
    }
}

impl Row {
    fn empty(subject: Subject) -> Self {
        Row {
            subject,
            codes: Vec::new(),
            pairs: Vec::new(),
            scores: Vec::new(),
            flags: Vec::new(),
            places: Vec::new(),
            elsewhere: Vec::new(),
        }
    }
}

fn elsewhere(pair: &Pair, codes: usize) -> Vec<Elsewhere> {
    comparable::elsewhere(&pair.table, &pair.spans.nearly(), codes)
}
