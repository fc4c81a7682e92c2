//! The figure on its way to a file: for which journal, in which format, how fine; and what a journal would send back.

use eframe::egui::{ComboBox, DragValue, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::{
    app::{
        look::{Tokens, icons, tokens},
        shell::buttons,
        widgets::{quiet_text, section, title, wrapped},
    },
    figure::{self, FigureFormat, FigureOptions, PRESETS, Preset, Severity},
    study::{Board, FigureSettings, Id, Study},
};

/// What is chosen before a file is asked for.
#[derive(Clone, Debug)]
pub struct FigureExport {
    pub board: Id<Board>,
    pub chosen: FigureSettings,
    pub format: FigureFormat,
    looked_at: Option<Looked>,
}

/// The figure as options draw it: what is to be mended, on how many pages it is, and the size of the largest in points.
#[derive(Clone, Debug)]
struct Looked {
    options: FigureOptions,
    problems: Vec<String>,
    pages: usize,
    width: f64,
    height: f64,
}

impl FigureExport {
    /// As the figure is drawn in the room, in the format that its place of print asks for first.
    pub fn of(board: Id<Board>, chosen: FigureSettings) -> Self {
        let first = figure::preset_of(&chosen).and_then(|preset| preset.formats.first().copied());
        FigureExport { board, chosen, format: first.unwrap_or(FigureFormat::Svg), looked_at: None }
    }

    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui, study: &Study) -> Option<bool> {
        ui.set_width(460.0);
        title(ui, "Export the figure");
        self.place(ui);
        section(ui, "Format");
        let preset = figure::preset_of(&self.chosen);
        ui.horizontal(|ui| {
            for format in FigureFormat::ALL {
                let on = self.format == format;
                if ui.radio(on, format.name()).on_hover_text(about(format)).clicked() {
                    self.format = format;
                }
            }
        });
        wrapped(ui, quiet_text(ui, about(self.format)));
        if let Some(preset) = preset.filter(|preset| !preset.takes(self.format)) {
            wrapped(ui, RichText::new(refuses(preset, self.format)).color(tokens(ui.ctx()).warning));
        }
        let options = figure::options_as(study, &self.chosen);
        if let Some(objection) = preset.and_then(|preset| preset.objects_to(self.format, options.dpi)) {
            wrapped(ui, RichText::new(objection).color(tokens(ui.ctx()).warning));
        }
        self.look(study, &options);
        let Some(looked) = self.looked_at.clone() else { return Some(false) };
        self.size(ui, &looked);
        let problems = &looked.problems;
        if !problems.is_empty() {
            section(ui, "To mend before it is sent");
            ScrollArea::vertical().max_height(110.0).show(ui, |ui| {
                for problem in problems {
                    let words = format!("{} {problem}", icons::WARNING);
                    wrapped(ui, RichText::new(words).color(tokens(ui.ctx()).error));
                }
            });
            wrapped(ui, quiet_text(ui, "It is written all the same."));
        }
        buttons(ui, "Choose where…", true, false)
    }

    fn place(&mut self, ui: &mut Ui) {
        section(ui, "For");
        let preset = figure::preset_of(&self.chosen);
        let name = preset.map_or("Nowhere in particular (sizes of PLOS)", |preset| preset.name);
        let combo = ComboBox::from_id_salt("export preset").width(ui.available_width() - 12.0).selected_text(name);
        let combo = combo.show_ui(ui, |ui| {
            for one in &PRESETS {
                if ui.selectable_label(preset.is_some_and(|preset| preset.key == one.key), one.name).clicked() {
                    self.chosen = self.chosen.clone().for_preset(one.key);
                    if !one.takes(self.format) {
                        self.format = one.formats.first().copied().unwrap_or(self.format);
                    }
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Where the figure is sent to"));
        if let Some(preset) = preset {
            wrapped(ui, quiet_text(ui, preset.advice));
        }
    }

    fn size(&mut self, ui: &mut Ui, looked: &Looked) {
        let (options, width, height) = (&looked.options, looked.width, looked.height);
        section(ui, "Size");
        let cm = |points: f64| points / figure::POINTS_PER_CM;
        ui.horizontal(|ui| {
            let size = format!("{:.2} × {:.2} cm", cm(width), cm(height));
            ui.label(if looked.pages > 1 { format!("{} pages, up to {size}", looked.pages) } else { size });
            if !self.format.is_picture() {
                return;
            }
            let mut dpi = options.dpi;
            let drag = DragValue::new(&mut dpi).range(72..=1200).speed(5).suffix(" dpi").update_while_editing(false);
            let response = ui.add(drag);
            response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Dots per inch of the file"));
            for usual in [300, 600] {
                if ui.selectable_label(dpi == usual, usual.to_string()).clicked() {
                    dpi = usual;
                }
            }
            if dpi != options.dpi {
                self.chosen.dpi = Some(dpi);
            }
            let pixels = |points: f64| (points / 72.0 * f64::from(dpi)).round();
            ui.label(quiet_text(ui, format!("{} × {} pixels", pixels(width), pixels(height))));
        });
        ui.add_space(Tokens::SMALL_GAP);
    }

    fn look(&mut self, study: &Study, options: &FigureOptions) {
        if self.looked_at.as_ref().is_some_and(|looked| looked.options == *options) {
            return;
        }
        let pages = figure::draw_pages(study, self.board, options);
        let mut problems: Vec<String> = Vec::new();
        for check in pages.iter().flat_map(|page| &page.layout.checks) {
            if check.severity == Severity::Problem && !problems.contains(&check.sentence) {
                problems.push(check.sentence.clone());
            }
        }
        let highest = pages.iter().map(|page| page.layout.scene.height_pt).fold(0.0, f64::max);
        let width = pages.first().map_or(0.0, |page| page.layout.scene.width_pt);
        self.looked_at =
            Some(Looked { options: options.clone(), problems, pages: pages.len(), width, height: highest });
    }
}

/// What a format is good for.
fn about(format: FigureFormat) -> &'static str {
    match format {
        FigureFormat::Svg => "Text stays text: for Word, PowerPoint, browsers and drawing programs",
        FigureFormat::Pdf => "Fonts embedded, tagged with the alternative text: for LaTeX and for reading",
        FigureFormat::Eps => "Letters as outlines: for journals and typesetters",
        FigureFormat::Tiff => "Pixels, LZW, RGB without transparency: for journals",
        FigureFormat::Png => "Pixels: for slides, posters and web pages",
    }
}

/// That a place of print does not take a format, in a sentence.
pub fn refuses(preset: &Preset, format: FigureFormat) -> String {
    let takes: Vec<&str> = preset.formats.iter().map(|format| format.name()).collect();
    format!("{} takes {}, not {}.", preset.name, takes.join(", "), format.name())
}
