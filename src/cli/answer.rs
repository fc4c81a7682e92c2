//! `colloquy answer STUDY [ITEM] [TEXT] [--checklist coreq] [--page P] [--not-applicable] [--clear] [--coder NAME] [--json]`

use std::path::PathBuf;

use serde::Serialize;

use super::{Failure, choices::ChecklistName, coder_named, read_as, write};
use crate::{
    journal::Stamp,
    operations::{Declined, answer_item},
    report::{Answer, Answered, answers, standing},
    study::{Checklist, ChecklistAnswer},
};

#[derive(clap::Args)]
pub struct Answering {
    /// The study.
    study: PathBuf,
    /// The number of the item to answer; without it, every item is listed with how it stands.
    item: Option<u8>,
    /// The answer in your own words; of an item that does not apply, why. Without it, what was answered stays.
    text: Option<String>,
    /// Which checklist.
    #[arg(long, value_enum, default_value = "coreq")]
    checklist: ChecklistName,
    /// Where the manuscript tells it, as it is to be printed: 7, 7–8, Methods.
    #[arg(long, requires = "item")]
    page: Option<String>,
    /// The item does not apply; the text says why.
    #[arg(long, requires = "item")]
    not_applicable: bool,
    /// Take the answer back: what the study knows stands there again.
    #[arg(long, requires = "item", conflicts_with_all = ["text", "page", "not_applicable"])]
    clear: bool,
    /// In whose name.
    #[arg(long)]
    coder: Option<String>,
    /// List as JSON.
    #[arg(long, conflicts_with = "item")]
    json: bool,
}

/// What `--json` prints of an item.
#[derive(Serialize)]
struct Told<'a> {
    item: u8,
    name: &'a str,
    question: &'a str,
    /// `answered`, `does not apply`, `from the study`, `asked` or `not applicable: reflexive`.
    stands: &'static str,
    answer: &'a str,
    /// What the study knows, whatever was answered.
    known: Option<&'a str>,
    page: &'a str,
}

impl Answering {
    pub(super) fn run(self) -> Result<(), Failure> {
        match self.item {
            Some(item) => self.answer(item),
            None => self.list(),
        }
    }

    fn answer(&self, item: u8) -> Result<(), Failure> {
        let checklist = self.checklist.value();
        if self.text.is_none() && self.page.is_none() && !self.not_applicable && !self.clear {
            return Err(Failure::Use(format!(
                "Say what {} item {item} is to be answered: a text, --page, --not-applicable or --clear. Nothing was \
                 changed.",
                checklist.name()
            )));
        }
        let mut open = write(&self.study, self.coder.as_deref().unwrap_or("the command line"))?;
        let coder = coder_named(open.study(), self.coder.as_deref())?;
        let before = open.study().get(checklist.answer_to(item)).cloned();
        let mut answer = before.unwrap_or_else(|| ChecklistAnswer::to(checklist, item));
        if self.clear {
            answer = ChecklistAnswer::to(checklist, item);
        }
        if let Some(text) = &self.text {
            // A text alone is an answer; with --not-applicable it says why there is none.
            (answer.text, answer.not_applicable) = (text.clone(), self.not_applicable);
        }
        answer.not_applicable |= self.not_applicable;
        if let Some(page) = &self.page {
            answer.page.clone_from(page);
        }
        match answer_item(open.study(), &Stamp::now(coder), answer) {
            Ok(entry) => {
                println!("{}.", entry.head.sentence.replace('*', ""));
                open.commit(entry).map_err(Failure::data)
            }
            Err(Declined::Unchanged) => {
                println!("It is answered so already; nothing was changed.");
                Ok(())
            }
            Err(why) => Err(Failure::Data(format!("{why} Nothing was changed."))),
        }
    }

    fn list(&self) -> Result<(), Failure> {
        let read = read_as(&self.study, self.coder.as_deref())?;
        let checklist: Checklist = self.checklist.value();
        let all = answers(&read.study, checklist);
        if self.json {
            let told: Vec<Told<'_>> = all.iter().map(told).collect();
            println!("{}", serde_json::to_string_pretty(&told).map_err(Failure::data)?);
            return Ok(());
        }
        println!("{}: {}", checklist.name(), standing(&all));
        for one in &all {
            let told = told(one);
            let page = if one.page.is_empty() { String::new() } else { format!(" (page {})", one.page) };
            println!("{:>2}. {} [{}]{page}", one.number, one.name, told.stands);
            told.answer.lines().for_each(|line| println!("    {line}"));
        }
        Ok(())
    }
}

fn told(one: &Answered) -> Told<'_> {
    let (stands, answer) = match &one.answer {
        Answer::Given(words) => ("answered", words.as_str()),
        Answer::DoesNotApply(why) => ("does not apply", why.as_str()),
        Answer::Filled(words) => ("from the study", words.as_str()),
        Answer::Asked(words) => ("asked", *words),
        Answer::NotApplicable(why) => ("not applicable: reflexive", *why),
    };
    let known = one.known.as_deref();
    Told { item: one.number, name: one.name, question: one.ask, stands, answer, known, page: &one.page }
}
