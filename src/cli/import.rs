//! `colloquy import STUDY FILE... [--coder NAME] [--group LABEL] [--dry-run] [--json]`

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{Failure, coder_named, new::with_extension};
use crate::{
    exchange::{self, Adopted, Asked, Incoming, Model, Origin, Places},
    import::{self, Choices, Lesson, Lessons, Marks, Pattern, SpeakerChoice},
    journal::{Entry, Stamp},
    operations::{self, GroupChoice, counted},
    store::{OpenStudy, text_form},
    study::{AttributeKind, Describes, Kind, Study},
};

#[derive(clap::Args)]
pub struct Import {
    /// The study to add to; or, where a folder is imported, the file to make.
    study: PathBuf,
    /// Transcripts (plain text, Word, OpenDocument, PDF, captions, …); or one study, codebook or set of codings of another
    /// program (.qdpx, .qde, .qdc, Taguette, QualCoder, doccano, tables); or one folder with a study as text.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// In whose name they are added.
    #[arg(long)]
    coder: Option<String>,
    /// The group they belong to; otherwise each gets a group named like itself.
    #[arg(long)]
    group: Option<String>,
    /// Says what would be imported, and imports nothing.
    #[arg(long)]
    dry_run: bool,
    /// Of other programs' files: what came along and what did not, as JSON.
    #[arg(long)]
    json: bool,
    /// Of a table: what its rows are about; otherwise it is found.
    #[arg(long, value_enum)]
    attributes_of: Option<About>,
    /// Of a table: the head of the column that says whom a row is about; otherwise it is found.
    #[arg(long = "match", value_name = "COLUMN")]
    match_column: Option<String>,
    /// Of transcripts: how a line begins that begins a turn, with {} for the label, such as "<<{}>>" or "{}. "; otherwise it is
    /// found.
    #[arg(long, value_name = "LINE")]
    turns_like: Vec<String>,
    /// Of a workbook with characteristics: the sheet that is read; otherwise the one that names most of whom it is about.
    #[arg(long)]
    sheet: Option<String>,
    /// Of a table: what a column holds, such as `--kind "Joined=date"`: number, date, category or text; otherwise it is found.
    #[arg(long = "kind", value_name = "COLUMN=KIND")]
    kinds: Vec<String>,
    /// Of a codebook: whether codes that the study has already are used, or all come as copies under one of the file's name.
    #[arg(long, value_enum)]
    codes: Option<Codes>,
    /// Of a table: its values take the place of others in the study.
    #[arg(long)]
    update: bool,
    /// Of a REFI-QDA project: how places in its texts are counted, of all or of one (`--places "Interview 3=utf16+line-ends"`):
    /// characters or utf16, with +line-ends where CR LF counts as two, +mark where a byte order mark counts; otherwise it is found.
    #[arg(long, value_name = "[SOURCE=]WAY")]
    places: Vec<String>,
    /// What a document is, which may be both: by its contents, otherwise.
    #[arg(long = "as", value_enum)]
    what: Option<What>,
    /// The encoding of text files by its WHATWG label, such as windows-1252; otherwise it is found.
    #[arg(long)]
    encoding: Option<String>,
}

/// What a document with a table is.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Transcript,
    Codebook,
}

/// What becomes of a codebook's codes that the study has already.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Codes {
    /// Used as they are; what is empty of them is filled.
    Reuse,
    /// Copied, with all the others.
    Copy,
}

/// What the rows of a table are about.
#[derive(Clone, Copy, clap::ValueEnum)]
enum About {
    Participants,
    Groups,
    Transcripts,
}

impl From<About> for Describes {
    fn from(about: About) -> Self {
        match about {
            About::Participants => Describes::Participants,
            About::Groups => Describes::Groups,
            About::Transcripts => Describes::Transcripts,
        }
    }
}

impl Import {
    pub(super) fn run(mut self) -> Result<(), Failure> {
        // A study that was made by its name alone is found by it again.
        let with_ending = with_extension(self.study.clone());
        if !self.study.exists() && with_ending.exists() {
            self.study = with_ending;
        }
        if let [file] = self.files.as_slice()
            && self.attributes_of.is_none()
            && !self.of_a_table()
            && self.what != Some(What::Transcript)
            && let Some(read) = exchange::recognised_with(file, &self.places()?)
        {
            let mut read = read.map_err(Failure::data)?;
            if self.codes.is_some() && !read.is_codebook() {
                return Err(Failure::Use("--codes is for a codebook: a file with codes and nothing coded.".into()));
            }
            read.copies_codes = self.codes == Some(Codes::Copy);
            if !self.places.is_empty() && read.places.is_empty() {
                return Err(Failure::Use("--places is for a REFI-QDA project with texts.".into()));
            }
            return self.another_programs(read);
        }
        if self.what == Some(What::Codebook) {
            let files: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
            return Err(Failure::Data(format!(
                "{} was not imported, and nothing in the study has changed: a codebook is one file, with a table whose first row has heads \
                 such as Code (or Theme) and Definition.",
                files.join(", ")
            )));
        }
        if self.codes.is_some() {
            return Err(Failure::Use("--codes is for a codebook: a file with codes and nothing coded.".into()));
        }
        if !self.places.is_empty() {
            return Err(Failure::Use("--places is for a REFI-QDA project with texts.".into()));
        }
        if let [file] = self.files.as_slice()
            && let Some(read) = self.characteristics(file)?
        {
            return self.another_programs(read);
        }
        if self.attributes_of.is_some() || self.match_column.is_some() || self.update || self.of_a_table() {
            return Err(Failure::Use(
                "--attributes-of, --match, --sheet, --kind and --update are for one table, as CSV or a workbook."
                    .into(),
            ));
        }
        match self.files.as_slice() {
            // Files of a folder are added to a study; a study as text becomes one.
            [folder] if folder.join("study.ron").is_file() => folder_into(folder, with_extension(self.study)),
            [folder] if folder.is_dir() && !self.study.exists() => Err(Failure::Data(format!(
                "“{}” is a folder without a study.ron in it, so it is not a study. {}",
                folder.display(),
                self.no_study_yet()
            ))),
            [folder] if folder.is_dir() => {
                let files = import::files_in(folder).map_err(|why| {
                    Failure::Data(format!("{} could not be read: {why}. Nothing was added.", folder.display()))
                })?;
                Import { files, ..self }.transcripts(true)
            }
            files if files.iter().any(|file| file.is_dir()) => {
                Err(Failure::Use("A folder with a study as text is imported by itself, into a new file.".into()))
            }
            _ => self.transcripts(false),
        }
    }

    /// What to do where transcripts have no study to be added to.
    fn no_study_yet(&self) -> String {
        let path = self.study.display();
        format!(
            "There is no study at {path} yet, and nothing was added. Begin one (colloquy new {path} --title \"…\"), and import \
             into it."
        )
    }

    /// Whether something is said that only a table of characteristics has.
    fn of_a_table(&self) -> bool {
        self.sheet.is_some() || !self.kinds.is_empty()
    }

    /// What columns hold, as it is said.
    fn kinds(&self) -> Result<BTreeMap<String, AttributeKind>, Failure> {
        let kind = |said: &String| {
            let (column, kind) = said.rsplit_once('=')?;
            let kind = AttributeKind::ALL.into_iter().find(|one| one.word().eq_ignore_ascii_case(kind.trim()))?;
            Some((column.trim().to_lowercase(), kind))
        };
        let wrong = |said: &String| {
            Failure::Use(format!(
                "“{said}” does not say what a column holds. Say COLUMN=number, date, category or text."
            ))
        };
        self.kinds.iter().map(|said| kind(said).ok_or_else(|| wrong(said))).collect()
    }

    /// How turns are marked, as it is said.
    fn marks(&self) -> Result<Vec<Marks>, Failure> {
        let marks = |said: &String| {
            Marks::of_template(said).ok_or_else(|| {
                Failure::Use(format!(
                    "“{said}” does not say how turns are marked. Write a line’s beginning with {{}} for the label, such as \
                     \"<<{{}}>>\" or \"{{}}. \"."
                ))
            })
        };
        self.turns_like.iter().map(marks).collect()
    }

    /// How places are to be counted.
    fn places(&self) -> Result<Places, Failure> {
        let mut places = Places::default();
        for said in &self.places {
            let (source, way) =
                said.rsplit_once('=').map_or((None, said.as_str()), |(source, way)| (Some(source), way));
            let model = Model::named(way).ok_or_else(|| {
                let all: Vec<String> = Model::all().into_iter().map(Model::name).collect();
                Failure::Use(format!(
                    "Places are not counted by “{way}”. They are counted by one of: {}.",
                    all.join(", ")
                ))
            })?;
            match source {
                Some(source) => {
                    places.of.insert(source.trim().to_owned(), model);
                }
                None => places.all = Some(model),
            }
        }
        Ok(places)
    }

    /// What a table says of participants, groups or transcripts that are in the study.
    fn characteristics(&self, file: &Path) -> Result<Option<Incoming>, Failure> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let table =
            [".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|end| name.to_lowercase().ends_with(end));
        if !table || file.is_dir() {
            return Ok(None);
        }
        let bytes = fs::read(file)
            .map_err(|why| Failure::Data(format!("{} could not be read: {why}. Nothing was added.", file.display())))?;
        let asked = Asked {
            describes: self.attributes_of.map(Into::into),
            column: self.match_column.clone(),
            sheet: self.sheet.clone(),
            kinds: self.kinds()?,
            update: self.update,
        };
        let study = super::read(&self.study)?.study;
        let said = asked.describes.is_some() || asked.column.is_some() || self.of_a_table();
        let segments = if said { None } else { exchange::segments(&study, &name, &bytes) };
        match segments.or_else(|| exchange::attributes(&study, &name, &bytes, &asked)) {
            None => Ok(None),
            Some(Ok(incoming)) => {
                let origin = Origin { file_name: name, ..incoming.origin.clone() };
                Ok(Some(Incoming { origin, ..incoming }))
            }
            Some(Err(why)) => {
                Err(Failure::Data(format!("“{name}” was not imported, and nothing in the study has changed: {why}")))
            }
        }
    }

    /// A study, a codebook or codings of another program, as one entry; into a new study where there is none yet.
    fn another_programs(self, incoming: Incoming) -> Result<(), Failure> {
        let path = with_extension(self.study.clone());
        if !path.exists() && !self.study.exists() {
            return self.make_new(&path, &incoming);
        }
        let mut open =
            super::write_unless(self.dry_run, &self.study, self.coder.as_deref().unwrap_or("the command line"))?;
        let coder = coder_named(open.study(), self.coder.as_deref())?;
        let (entry, told) = exchange::adopt(open.study(), &Stamp::now(coder), &incoming).map_err(Failure::data)?;
        if let Some(entry) = entry.filter(|_| !self.dry_run) {
            open.commit(entry).map_err(Failure::data)?;
        }
        self.tell(&incoming, &told)
    }

    /// The file is made once all is known: what cannot be imported leaves none behind.
    fn make_new(&self, path: &Path, incoming: &Incoming) -> Result<(), Failure> {
        let begun = operations::begin_study(&Stamp::now(None), title_of(incoming), self.coder.as_deref())
            .map_err(Failure::data)?;
        let study = crate::journal::apply(&Study::default(), &begun).map_err(Failure::data)?;
        let by = study.coders().next().map(|coder| coder.id);
        let (entry, told) = exchange::adopt(&study, &Stamp::now(by), incoming).map_err(Failure::data)?;
        if !self.dry_run {
            let entries: Vec<Entry> = [begun].into_iter().chain(entry).collect();
            OpenStudy::create_from(path, &entries, "the command line").map_err(Failure::data)?;
        }
        self.tell(incoming, &told)
    }

    fn tell(&self, incoming: &Incoming, told: &Adopted) -> Result<(), Failure> {
        let verb = if self.dry_run { "would bring" } else { "brought" };
        let counts = |counts: &[(Kind, usize)]| -> serde_json::Value {
            counts.iter().map(|(kind, count)| (kind.noun().to_owned(), serde_json::Value::from(*count))).collect()
        };
        if self.json {
            let losses: Vec<serde_json::Value> = told
                .losses
                .iter()
                .map(|loss| serde_json::json!({"element": loss.element, "id": loss.id, "what": loss.what}))
                .collect();
            let report = serde_json::json!({
                "file": incoming.origin.file_name, "format": incoming.origin.format, "program": incoming.origin.program,
                "made": counts(&told.made), "found": counts(&told.found), "moved": told.moved, "elsewhere": told.elsewhere,
                "kept": told.kept, "losses": losses,
            });
            println!("{}", serde_json::to_string_pretty(&report).map_err(Failure::data)?);
            return Ok(());
        }
        println!("{} ({}) {verb} {}.", incoming.origin.file_name, incoming.origin.format, told.in_short());
        if let Some(table) = &incoming.table {
            let kinds: Vec<String> =
                incoming.attributes.iter().map(|one| format!("{}: {}", one.name, one.kind.word())).collect();
            let named = table.rows.iter().filter(|(_, whom)| whom.is_some()).count();
            println!(
                "  Rows by {}: {named} of {} are somebody or something in the study. Columns: {}.",
                table.column,
                table.rows.len(),
                kinds.join(", ")
            );
        }
        let found: Vec<String> = told.found.iter().map(|(kind, count)| counted(*count, kind.noun())).collect();
        if !found.is_empty() {
            println!("  Here already: {}.", found.join(", "));
        }
        for sentence in &told.kept {
            println!("  {}", sentence.replace('*', ""));
        }
        told.losses.iter().for_each(super::tell_loss);
        Ok(())
    }

    /// Reads every file before anything is added: one that cannot be read stops the whole, and nothing is half-imported.
    ///
    /// Of a folder (`skips`), what is no transcript is listed and left.
    fn transcripts(self, skips: bool) -> Result<(), Failure> {
        if !self.study.exists() {
            return Err(Failure::Data(self.no_study_yet()));
        }
        let mut open =
            super::write_unless(self.dry_run, &self.study, self.coder.as_deref().unwrap_or("the command line"))?;
        let coder = coder_named(open.study(), self.coder.as_deref())?;
        let mut lessons = Lessons::of(open.study());
        self.marks()?.into_iter().for_each(|marks| lessons.add(Lesson::Marks(marks)));
        let speakers =
            if self.turns_like.is_empty() { SpeakerChoice::Auto } else { SpeakerChoice::Pattern(Pattern::Shown) };
        let choices = Choices { encoding: self.encoding.clone(), speakers, lessons, ..Choices::default() };
        let mut proposed = Vec::new();
        for file in &self.files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = fs::read(file).map_err(|why| {
                Failure::Data(format!("{} could not be read: {why}. Nothing was added.", file.display()))
            })?;
            match import::propose(&name, &bytes, &choices) {
                Ok(found) => proposed.push(found),
                Err(why) if skips => println!("Left: {why}"),
                Err(why) => return Err(Failure::data(why)),
            }
        }
        let mut entries: Vec<(Entry, String)> = Vec::new();
        let mut study = open.study().clone();
        for found in proposed {
            let encoding = found.encoding.as_ref().map(|encoding| format!(", {}", encoding.name)).unwrap_or_default();
            let told = format!(
                "{} ({}{encoding}): {}, {}, {}",
                found.title,
                found.source.file_type.in_words(),
                counted(found.turns.len(), "turn"),
                counted(found.speakers.len(), "speaker"),
                found.pattern_in_words()
            );
            let notices: String = found.notices.iter().map(|notice| format!("\n  {notice}")).collect();
            let group = GroupChoice::Labelled(self.group.clone().unwrap_or_else(|| found.title.clone()));
            let new = found.into_new(group);
            let (_, entry) = match operations::add_transcript(&study, &Stamp::now(coder), new) {
                Ok(added) => added,
                Err(why) if skips => {
                    println!("Left: {why}");
                    continue;
                }
                Err(why) => return Err(Failure::Data(format!("{why} Nothing was added."))),
            };
            study = crate::journal::apply(&study, &entry).map_err(Failure::data)?;
            entries.push((entry, told + &notices));
        }
        for (entry, told) in entries {
            if !self.dry_run {
                open.commit(entry).map_err(Failure::data)?;
            }
            println!("{told}");
        }
        if self.dry_run {
            println!("Nothing was added: this is what importing would do.");
        }
        Ok(())
    }
}

fn title_of(incoming: &Incoming) -> &str {
    let stem = || incoming.origin.file_name.split('.').next().unwrap_or_default();
    incoming.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or_else(stem)
}

fn folder_into(folder: &Path, path: PathBuf) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Use(format!(
            "{} exists already; a study as text is read into a new file. Nothing was changed.",
            path.display()
        )));
    }
    let (study, entries) = text_form::read(folder).map_err(Failure::data)?;
    OpenStudy::create_from(&path, &entries, "the command line").map_err(Failure::data)?;
    println!("Read {} into {}.", study.details().title, path.display());
    Ok(())
}
