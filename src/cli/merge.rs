//! `colloquy merge STUDY COPY [--coder NAME] [--dry-run] [--json]`

use std::{collections::BTreeMap, path::PathBuf};

use serde::Serialize;

use super::{Failure, Reading, coder_named};
use crate::{
    journal::{Entry, Stamp},
    review::{self, MergePlan, Sides, Told},
    study::{Coder, Id, Kind},
};

#[derive(clap::Args)]
pub struct Merge {
    /// The study to bring it back to.
    study: PathBuf,
    /// The copy.
    copy: PathBuf,
    /// In whose name it is merged, and who is told.
    #[arg(long)]
    coder: Option<String>,
    /// Say what merging would do, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Said<'p> {
    copy_of: &'p str,
    merged: bool,
    new: Vec<Count>,
    altered: Vec<Count>,
    removed: Vec<Count>,
    proposals: Vec<&'p str>,
    conflicts: Vec<Differs<'p>>,
    reanchored: usize,
    left_out: Vec<String>,
    /// True where a blind round hides from whoever asks what was brought.
    hushed: bool,
}

#[derive(Serialize)]
struct Count {
    kind: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Differs<'p> {
    sentence: String,
    sides: &'p [Sides],
}

impl Merge {
    pub(super) fn run(self) -> Result<(), Failure> {
        let nothing = |why: Failure| match why {
            Failure::Data(why) if !why.contains("Nothing was") => Failure::Data(format!("{why} Nothing was merged.")),
            other => other,
        };
        let there = super::read(&self.copy).map_err(nothing)?;
        if self.dry_run {
            let here = super::read(&self.study)?;
            let coder = coder_named(&here.study, self.coder.as_deref())?;
            let plan = planned(&here, &there, coder.filter(|_| self.coder.is_some()))?;
            return self.tell(&plan, false);
        }
        let mut open = super::write(&self.study, self.coder.as_deref().unwrap_or("the command line"))?;
        let coder = coder_named(open.study(), self.coder.as_deref())?.filter(|_| self.coder.is_some());
        let entries = open.entries().collect::<Result<Vec<Entry>, _>>().map_err(Failure::data)?;
        let here = Reading { study: open.study().clone(), entries, whole: true };
        let plan = planned(&here, &there, coder)?;
        let entry = plan
            .entry(open.study(), &Stamp::now(coder), &[])
            .map_err(|why| Failure::Data(format!("{why} Nothing was merged.")))?;
        let merges = entry.is_some();
        if let Some(entry) = entry {
            open.commit(entry).map_err(Failure::data)?;
        }
        self.tell(&plan, merges)
    }

    fn tell(&self, plan: &MergePlan, merged: bool) -> Result<(), Failure> {
        if !self.json {
            plan.in_words().iter().for_each(|line| println!("{}", line.replace('*', "")));
            if self.dry_run {
                println!("Nothing was changed: this is what merging would do.");
            }
            return Ok(());
        }
        let shown = !plan.hushed;
        let counts = |counts: BTreeMap<Kind, usize>| {
            let counts = counts.into_iter().filter(|_| shown);
            counts.map(|(kind, count)| Count { kind: kind.noun(), count }).collect()
        };
        let told = Said {
            copy_of: &plan.of,
            merged,
            new: counts(plan.new_records()),
            altered: counts(plan.altered_records()),
            removed: counts(plan.removed_records()),
            proposals: plan.proposals().into_iter().filter(|_| shown).collect(),
            conflicts: plan
                .shown_conflicts()
                .map(|conflict| Differs { sentence: conflict.sentence.replace('*', ""), sides: &conflict.sides })
                .collect(),
            reanchored: if shown { plan.reanchored.len() } else { 0 },
            left_out: plan.left_out.iter().filter(|_| shown).map(|left| left.in_words().replace('*', "")).collect(),
            hushed: plan.hushed,
        };
        println!("{}", serde_json::to_string_pretty(&told).map_err(Failure::data)?);
        Ok(())
    }
}

fn planned(here: &Reading, there: &Reading, viewer: Option<Id<Coder>>) -> Result<MergePlan, Failure> {
    review::merge(
        Told { study: &here.study, entries: &here.entries },
        Told { study: &there.study, entries: &there.entries },
        viewer,
    )
    .map_err(|why| Failure::Data(why.to_string().replace('*', "")))
}
