//! `colloquy export figure`: which figure, for which journal, how large.

use std::path::Path;

use super::Failure;
use crate::{
    figure::{
        self, Arrangement, ComponentLevel, FigureFormat, FigureKind, FigureOptions, PRESETS, Palette, Preset, Severity,
    },
    report::{self, Output},
    study::{Board, Study, Theme},
};

/// Options of the figure; the other exports take none of them.
#[derive(clap::Args, Default, PartialEq)]
pub(super) struct FigureArguments {
    /// Figure: boxes, functions, table, map or flow.
    #[arg(long, value_name = "KIND", help_heading = "Options of the figure")]
    layout: Option<String>,
    /// Figure: plos, bmc, springer-nature, elsevier, frontiers, thesis or slide.
    #[arg(long, value_name = "JOURNAL", help_heading = "Options of the figure")]
    preset: Option<String>,
    /// Figure: its width in centimetres.
    #[arg(long, value_name = "CM", help_heading = "Options of the figure")]
    width: Option<f64>,
    /// Figure: the size of its text in points.
    #[arg(long, value_name = "POINTS", help_heading = "Options of the figure")]
    text: Option<f64>,
    /// Figure: dots per inch of TIFF and PNG, 36 to 2400.
    #[arg(long, help_heading = "Options of the figure")]
    dpi: Option<u32>,
    /// Figure: comb3, comb6 or tdf.
    #[arg(long, value_name = "LEVEL", help_heading = "Options of the figure")]
    level: Option<String>,
    /// Figure, board, matrix: which board; the last one where none is named.
    #[arg(long, value_name = "NAME", help_heading = "Options of the figure")]
    board: Option<String>,
    /// Figure: themes and sub-themes in the order of this figure, with semicolons between them.
    #[arg(long, value_name = "NAMES", help_heading = "Options of the figure")]
    order: Option<String>,
    /// Figure: components side by side.
    #[arg(long, help_heading = "Options of the figure")]
    side_by_side: bool,
    /// Figure: in colours that colour-blind readers tell apart, with signs.
    #[arg(long, help_heading = "Options of the figure")]
    colour: bool,
    /// Figure: without its legend.
    #[arg(long, help_heading = "Options of the figure")]
    no_legend: bool,
}

impl FigureArguments {
    /// The board named, taken out: boards and tables of themes have one, too.
    pub(super) fn take_board(&mut self) -> Option<String> {
        self.board.take()
    }

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
    pub(super) fn export(&self, study: &Path, output: &Path) -> Result<(), Failure> {
        // What is asked for wrongly is said before the study is read.
        let format = Output::Figure.format_of(output).map_err(|why| Failure::Use(why.to_string()))?;
        let preset = self.preset()?;
        let (kind, level) = (self.kind()?, self.level()?);
        let study = super::read(study)?.study;
        let board = self.board_of(&study)?;
        let mut options = figure::options_of(&study);
        if let Some(preset) = preset {
            options = preset.options(options);
        }
        options.kind = kind;
        options.level = level;
        options.width_cm = self.width.unwrap_or(options.width_cm);
        options.text_pt = self.text.unwrap_or(options.text_pt);
        options.dpi = self.dpi.unwrap_or(options.dpi);
        options.show_legend = !self.no_legend;
        if self.side_by_side {
            options.arrangement = Arrangement::Columns;
        }
        if self.colour {
            options.palette = Palette::Colour;
        }
        options.order = self.order_in(&study, board)?;
        let bytes = report::render_figure(&study, board.id, &options, format).map_err(Failure::data)?;
        report::write_file(output, &bytes).map_err(Failure::data)?;
        println!("Wrote {}.", output.display());
        advise(&study, board, &options, preset, FigureFormat::of_extension(format.extension));
        Ok(())
    }

    fn preset(&self) -> Result<Option<&'static Preset>, Failure> {
        let Some(asked) = &self.preset else { return Ok(None) };
        match Preset::of(asked) {
            Some(preset) => Ok(Some(preset)),
            None => Err(unknown("preset", asked, PRESETS.iter().map(|preset| preset.key))),
        }
    }

    fn kind(&self) -> Result<FigureKind, Failure> {
        let Some(asked) = &self.layout else { return Ok(FigureKind::default()) };
        let found = FigureKind::ALL.into_iter().find(|kind| kind.key() == asked);
        found.ok_or_else(|| unknown("layout", asked, FigureKind::ALL.iter().map(|kind| kind.key())))
    }

    fn level(&self) -> Result<ComponentLevel, Failure> {
        match self.level.as_deref() {
            None | Some("comb3") => Ok(ComponentLevel::ComB3),
            Some("comb6") => Ok(ComponentLevel::ComB6),
            Some("tdf") => Ok(ComponentLevel::Tdf),
            Some(asked) => Err(unknown("level", asked, ["comb3", "comb6", "tdf"].into_iter())),
        }
    }

    fn board_of<'a>(&self, study: &'a Study) -> Result<&'a Board, Failure> {
        let boards = study.boards_in_order();
        let found = match &self.board {
            Some(name) => boards.iter().copied().find(|board| board.name == *name),
            None => boards.last().copied(),
        };
        found.ok_or_else(|| match &self.board {
            Some(name) => {
                let known: Vec<String> = boards.iter().map(|board| format!("“{}”", board.name)).collect();
                Failure::Data(format!(
                    "There is no board “{name}”; there is {}. Nothing was written.",
                    known.join(", ")
                ))
            }
            None => Failure::data(report::OutputError::NoBoard),
        })
    }

    /// The ids of the themes named, in their order.
    fn order_in(&self, study: &Study, board: &Board) -> Result<Vec<String>, Failure> {
        let names = self.order.iter().flat_map(|order| order.split(';')).map(str::trim).filter(|name| !name.is_empty());
        let themes: Vec<&Theme> = study.themes().filter(|theme| theme.board == board.id).collect();
        let id = |name: &str| {
            let found = themes.iter().find(|theme| theme.name == name).map(|theme| theme.id.to_string());
            found.ok_or_else(|| {
                Failure::Data(format!("There is no theme “{name}” on the board “{}”. Nothing was written.", board.name))
            })
        };
        names.map(id).collect()
    }
}

fn unknown(what: &str, asked: &str, known: impl Iterator<Item = &'static str>) -> Failure {
    let known: Vec<&str> = known.collect();
    Failure::Use(format!("There is no {what} “{asked}”; there is {}. Nothing was written.", known.join(", ")))
}

/// What to mend before the figure is sent, on standard error: it is written all the same.
fn advise(
    study: &Study,
    board: &Board,
    options: &FigureOptions,
    preset: Option<&Preset>,
    format: Option<FigureFormat>,
) {
    for check in figure::draw(study, board.id, options).layout.checks {
        if check.severity == Severity::Problem {
            eprintln!("colloquy: {}", check.sentence);
        }
    }
    if let (Some(preset), Some(format)) = (preset, format)
        && !preset.takes(format)
    {
        let takes: Vec<&str> = preset.formats.iter().map(|format| format.name()).collect();
        eprintln!("colloquy: {} takes {}, not {}. {}", preset.name, takes.join(", "), format.name(), preset.advice);
    }
}
