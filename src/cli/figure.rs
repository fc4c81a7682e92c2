//! `colloquy export figure`: which figure, for which journal, how large.

use std::path::Path;

use super::Failure;
use crate::{
    figure::{
        self, Arrangement, CheckKind, ComponentLevel, FigureFormat, FigureKind, FigureOptions, PRESETS, Palette,
        Preset, Severity,
    },
    report::{self, Output},
    study::{Board, FigureSettings, Id, Study, Theme},
};

/// Options of the figure; the other exports take none of them.
#[derive(clap::Args, Default, PartialEq)]
pub(super) struct FigureArguments {
    /// Figure: boxes, functions, table, map or flow.
    #[arg(long, value_name = "KIND", help_heading = "Options of the figure")]
    layout: Option<String>,
    /// Figure: plos, bmc, springer-nature, elsevier, frontiers, thesis or slide; or as the window names them, “Springer Nature”.
    #[arg(long, value_name = "JOURNAL", help_heading = "Options of the figure")]
    preset: Option<String>,
    /// Figure: its width in centimetres, 4 to 200.
    #[arg(long, value_name = "CM", value_parser = width, help_heading = "Options of the figure")]
    width: Option<f64>,
    /// Figure: the size of its text in points.
    #[arg(long, value_name = "POINTS", help_heading = "Options of the figure")]
    text: Option<f64>,
    /// Figure: dots per inch of TIFF and PNG, 36 to 2400.
    #[arg(long, help_heading = "Options of the figure")]
    dpi: Option<u32>,
    /// Figure: comb3, comb6, tdf or own (a framework of the study’s own).
    #[arg(long, value_name = "LEVEL", help_heading = "Options of the figure")]
    level: Option<String>,
    /// Figure: themes and sub-themes in the order of this figure, with semicolons between them.
    #[arg(long, value_name = "NAMES", help_heading = "Options of the figure")]
    theme_order: Option<String>,
    /// Figure: components side by side.
    #[arg(long, help_heading = "Options of the figure")]
    side_by_side: bool,
    /// Figure: in colours that colour-blind readers tell apart, with signs.
    #[arg(long, help_heading = "Options of the figure")]
    colour: bool,
    /// Figure: over several pages, a file each, where it is too high for one.
    #[arg(long, help_heading = "Options of the figure")]
    pages: bool,
    /// Figure: without its legend.
    #[arg(long, help_heading = "Options of the figure")]
    no_legend: bool,
}

impl FigureArguments {
    /// That none of these was given.
    pub(super) fn only_for_figures(&self) -> Result<(), Failure> {
        if *self == FigureArguments::default() {
            return Ok(());
        }
        Err(Failure::Use(
            "Only the figure takes --layout, --preset and what belongs to them. Nothing was written.".into(),
        ))
    }

    /// Draws, writes, and says what a journal would not take.
    pub(super) fn export(
        &self,
        study: &Path,
        output: &Path,
        (board, coder): (Option<&str>, Option<&str>),
    ) -> Result<(), Failure> {
        // What is asked for wrongly is said before the study is read.
        let format = Output::Figure.format_of(output).map_err(|why| Failure::Use(why.to_string()))?;
        let preset = self.preset()?;
        let (kind, level) = (self.kind()?, self.level()?);
        let whole = super::read(study)?.study;
        let board = board_of(&whole, board)?;
        let chosen = self.over(board.figure.clone(), preset, kind, level, self.order_in(&whole, board)?);
        // While a round is blind, what is counted is what this reader may see.
        let study = if chosen.kind.counts_codings() { super::read_as(study, coder)?.study } else { whole.clone() };
        let options = figure::options_as(&study, &chosen);
        let written = report::write_figure(&study, board.id, &options, output).map_err(Failure::data)?;
        for path in written {
            println!("Wrote {}.", path.display());
        }
        // What a place of print changes without being asked is said.
        let asked = preset.filter(|_| options.kind == FigureKind::Boxes && chosen.arrangement.is_none());
        if let Some(said) = asked.and_then(Preset::rearranges) {
            eprintln!("colloquy: {said}");
        }
        let preset = figure::preset_of(&chosen);
        advise(&study, board, &options, preset, FigureFormat::of_extension(format.extension));
        Ok(())
    }

    /// What was chosen for the board, with what was asked for here in its place.
    fn over(
        &self,
        kept: FigureSettings,
        preset: Option<&Preset>,
        kind: Option<FigureKind>,
        level: Option<ComponentLevel>,
        order: Vec<Id<Theme>>,
    ) -> FigureSettings {
        let kept = match preset {
            Some(preset) => kept.for_preset(preset.key),
            None => kept,
        };
        FigureSettings {
            kind: kind.unwrap_or(kept.kind),
            level: level.unwrap_or(kept.level),
            width_cm: self.width.or(kept.width_cm),
            text_pt: self.text.or(kept.text_pt),
            dpi: self.dpi.or(kept.dpi),
            legend: kept.legend && !self.no_legend,
            pages: kept.pages || self.pages,
            arrangement: if self.side_by_side { Some(Arrangement::Columns) } else { kept.arrangement },
            palette: if self.colour { Palette::Colour } else { kept.palette },
            order: if order.is_empty() { kept.order } else { order },
            ..kept
        }
    }

    fn preset(&self) -> Result<Option<&'static Preset>, Failure> {
        let Some(asked) = &self.preset else { return Ok(None) };
        match Preset::of(asked) {
            Some(preset) => Ok(Some(preset)),
            None => Err(unknown("preset", asked, PRESETS.iter().map(|preset| preset.key))),
        }
    }

    fn kind(&self) -> Result<Option<FigureKind>, Failure> {
        let Some(asked) = &self.layout else { return Ok(None) };
        let found = FigureKind::ALL.into_iter().find(|kind| kind.key() == asked);
        found.map(Some).ok_or_else(|| unknown("layout", asked, FigureKind::ALL.iter().map(|kind| kind.key())))
    }

    fn level(&self) -> Result<Option<ComponentLevel>, Failure> {
        match self.level.as_deref() {
            None => Ok(None),
            Some("comb3") => Ok(Some(ComponentLevel::ComB3)),
            Some("comb6") => Ok(Some(ComponentLevel::ComB6)),
            Some("tdf") => Ok(Some(ComponentLevel::Tdf)),
            Some("own") => Ok(Some(ComponentLevel::Other)),
            Some(asked) => Err(unknown("level", asked, ["comb3", "comb6", "tdf", "own"].into_iter())),
        }
    }

    /// The ids of the themes named, in their order.
    fn order_in(&self, study: &Study, board: &Board) -> Result<Vec<Id<Theme>>, Failure> {
        let names =
            self.theme_order.iter().flat_map(|order| order.split(';')).map(str::trim).filter(|name| !name.is_empty());
        let themes: Vec<&Theme> = study.themes().filter(|theme| theme.board == board.id).collect();
        let id = |name: &str| {
            let found = themes.iter().find(|theme| theme.name == name).map(|theme| theme.id);
            found.ok_or_else(|| {
                Failure::Data(format!("There is no theme “{name}” on the board “{}”. Nothing was written.", board.name))
            })
        };
        names.map(id).collect()
    }
}

/// The board of this name; the last one where none is named.
fn board_of<'a>(study: &'a Study, name: Option<&str>) -> Result<&'a Board, Failure> {
    let boards = study.boards_in_order();
    let found = match name {
        Some(name) => boards.iter().copied().find(|board| board.name == name.trim()),
        None => boards.last().copied(),
    };
    found.ok_or_else(|| match name {
        Some(name) => {
            let known: Vec<String> = boards.iter().map(|board| format!("“{}”", board.name)).collect();
            Failure::Data(format!("There is no board “{name}”; there is {}. Nothing was written.", known.join(", ")))
        }
        None => Failure::data(report::OutputError::NoBoard),
    })
}

fn unknown(what: &str, asked: &str, known: impl Iterator<Item = &'static str>) -> Failure {
    let known: Vec<&str> = known.collect();
    Failure::Use(format!("There is no {what} “{asked}”; there is {}. Nothing was written.", known.join(", ")))
}

/// A width that figures are drawn in.
fn width(words: &str) -> Result<f64, String> {
    let width: f64 = words.parse().map_err(|_| "it is no number of centimetres".to_owned())?;
    if (4.0..=200.0).contains(&width) { Ok(width) } else { Err("figures are 4 to 200 cm wide".to_owned()) }
}

/// What to mend before the figure is sent, on standard error: it is written all the same.
fn advise(
    study: &Study,
    board: &Board,
    options: &FigureOptions,
    preset: Option<&Preset>,
    format: Option<FigureFormat>,
) {
    let pages = figure::draw_pages(study, board.id, options);
    let mut said: Vec<String> = Vec::new();
    for check in pages.into_iter().flat_map(|page| page.layout.checks) {
        // What is missing from the figure is said, too, and what stands in it though nobody placed it there.
        let told = check.severity == Severity::Problem
            || matches!(check.kind, CheckKind::UnplacedTheme | CheckKind::StandsByUsage | CheckKind::CodesLeftOut);
        if told && !said.contains(&check.sentence) {
            eprintln!("colloquy: {}", check.sentence);
            said.push(check.sentence);
        }
    }
    if let Some(objection) = preset.zip(format).and_then(|(preset, format)| preset.objects_to(format, options.dpi)) {
        eprintln!("colloquy: {objection}");
    }
    if let (Some(preset), Some(format)) = (preset, format)
        && !preset.takes(format)
    {
        let takes: Vec<&str> = preset.formats.iter().map(|format| format.name()).collect();
        eprintln!("colloquy: {} takes {}, not {}. {}", preset.name, takes.join(", "), format.name(), preset.advice);
    }
}
