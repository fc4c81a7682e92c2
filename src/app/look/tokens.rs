//! Design tokens: every colour, size and space of the window, for light and dark. Text on any surface here has a
//! contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); the tests below measure it.

use std::sync::Arc;

use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2,
    style::{Selection, WidgetVisuals},
};

use super::strong;

/// One theme's colours. Sizes are in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    pub dark: bool,
    /// What is read: the transcript's page.
    pub page: Color32,
    /// Panels around it.
    pub panel: Color32,
    /// The rail and the bars.
    pub frame: Color32,
    /// Cards, fields and menus that lie on a panel.
    pub card: Color32,
    pub text: Color32,
    /// Second-rank text, still 4.5:1.
    pub quiet: Color32,
    /// Hairlines between surfaces.
    pub line: Color32,
    /// Outlines of fields and buttons, 3:1 against what they lie on.
    pub outline: Color32,
    pub hover: Color32,
    pub pressed: Color32,
    /// What is chosen, and the one main button.
    pub accent: Color32,
    pub on_accent: Color32,
    /// A chosen row.
    pub chosen: Color32,
    /// Selected words.
    pub selection: Color32,
    /// Words found.
    pub found: Color32,
    pub warning: Color32,
    pub error: Color32,
    pub good: Color32,
    pub shadow: Color32,
}

impl Tokens {
    pub const LIGHT: Tokens = Tokens {
        dark: false,
        page: Color32::from_rgb(0xFF, 0xFE, 0xFB),
        panel: Color32::from_rgb(0xF6, 0xF4, 0xEF),
        frame: Color32::from_rgb(0xEC, 0xE9, 0xE2),
        card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        text: Color32::from_rgb(0x23, 0x22, 0x1F),
        quiet: Color32::from_rgb(0x5F, 0x5B, 0x53),
        line: Color32::from_rgb(0xDC, 0xD8, 0xCE),
        outline: Color32::from_rgb(0x8C, 0x87, 0x7B),
        hover: Color32::from_rgb(0xE6, 0xE2, 0xD9),
        pressed: Color32::from_rgb(0xDA, 0xD5, 0xC9),
        accent: Color32::from_rgb(0x1F, 0x5A, 0x73),
        on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        chosen: Color32::from_rgb(0xD5, 0xE5, 0xEB),
        selection: Color32::from_rgb(0xB9, 0xD8, 0xE6),
        found: Color32::from_rgb(0xFB, 0xE3, 0x9A),
        warning: Color32::from_rgb(0x8A, 0x55, 0x00),
        error: Color32::from_rgb(0xA1, 0x2B, 0x2B),
        good: Color32::from_rgb(0x2A, 0x6B, 0x3F),
        shadow: Color32::from_black_alpha(40),
    };

    pub const DARK: Tokens = Tokens {
        dark: true,
        page: Color32::from_rgb(0x1B, 0x1D, 0x1F),
        panel: Color32::from_rgb(0x22, 0x25, 0x27),
        frame: Color32::from_rgb(0x17, 0x19, 0x1A),
        card: Color32::from_rgb(0x2B, 0x2E, 0x31),
        text: Color32::from_rgb(0xE8, 0xE6, 0xE1),
        quiet: Color32::from_rgb(0xA9, 0xA7, 0xA0),
        line: Color32::from_rgb(0x36, 0x3A, 0x3D),
        outline: Color32::from_rgb(0x7C, 0x80, 0x82),
        hover: Color32::from_rgb(0x33, 0x37, 0x3A),
        pressed: Color32::from_rgb(0x3D, 0x42, 0x46),
        accent: Color32::from_rgb(0x7F, 0xBF, 0xD8),
        on_accent: Color32::from_rgb(0x10, 0x20, 0x27),
        chosen: Color32::from_rgb(0x24, 0x40, 0x4C),
        selection: Color32::from_rgb(0x2C, 0x55, 0x68),
        found: Color32::from_rgb(0x63, 0x51, 0x16),
        warning: Color32::from_rgb(0xE5, 0xB5, 0x5C),
        error: Color32::from_rgb(0xF0, 0x8A, 0x80),
        good: Color32::from_rgb(0x86, 0xC9, 0x98),
        shadow: Color32::from_black_alpha(120),
    };

    /// The steps of space, in points.
    pub const GAP: f32 = 8.0;
    pub const SMALL_GAP: f32 = 4.0;
    pub const LARGE_GAP: f32 = 16.0;
    /// A row of a list or tree.
    pub const ROW: f32 = 24.0;
    /// The rail's width.
    pub const RAIL: f32 = 68.0;
    /// Text sizes.
    pub const SMALL: f32 = 11.5;
    pub const BODY: f32 = 13.0;
    pub const LARGE: f32 = 15.0;
    pub const TITLE: f32 = 20.0;
    pub const RADIUS: u8 = 5;

    fn of(theme: Theme) -> &'static Tokens {
        match theme {
            Theme::Light => &Tokens::LIGHT,
            Theme::Dark => &Tokens::DARK,
        }
    }

    /// A code's colour as a wash under text, faint enough to read on.
    pub fn wash(&self, colour: Color32) -> Color32 {
        self.page.lerp_to_gamma(colour, if self.dark { 0.34 } else { 0.22 })
    }

    /// A code's colour as a mark on a surface: lightened in the dark, where deep colours would sink.
    pub fn mark(&self, colour: Color32) -> Color32 {
        if self.dark { colour.lerp_to_gamma(Color32::WHITE, 0.28) } else { colour }
    }
}

/// The tokens of the theme that a context shows.
pub fn tokens(ctx: &Context) -> &'static Tokens {
    Tokens::of(ctx.theme())
}

/// Puts the tokens into both of a context's styles.
pub fn use_tokens(ctx: &Context) {
    for theme in [Theme::Light, Theme::Dark] {
        let style = styled(Tokens::of(theme), &ctx.style_of(theme));
        ctx.set_style_of(theme, style);
    }
}

fn styled(tokens: &Tokens, base: &Arc<Style>) -> Style {
    let mut style = base.as_ref().clone();
    let size = |size: f32| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, size(Tokens::SMALL)),
        (TextStyle::Body, size(Tokens::BODY)),
        (TextStyle::Button, size(Tokens::BODY)),
        (TextStyle::Heading, FontId::new(Tokens::LARGE, strong())),
        (TextStyle::Monospace, FontId::new(Tokens::BODY, FontFamily::Monospace)),
        (TextStyle::Name("title".into()), FontId::new(Tokens::TITLE, strong())),
        (TextStyle::Name("strong".into()), FontId::new(Tokens::BODY, strong())),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(Tokens::GAP, 6.0);
    style.spacing.button_padding = Vec2::new(9.0, 4.0);
    style.spacing.interact_size.y = Tokens::ROW;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(18);
    style.spacing.tooltip_width = 360.0;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;

    let visuals = &mut style.visuals;
    visuals.dark_mode = tokens.dark;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.quiet);
    visuals.panel_fill = tokens.panel;
    visuals.window_fill = tokens.card;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = tokens.card;
    visuals.text_edit_bg_color = Some(tokens.card);
    visuals.faint_bg_color = tokens.hover;
    visuals.code_bg_color = tokens.frame;
    visuals.hyperlink_color = tokens.accent;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.error;
    let shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: tokens.shadow };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = Shadow { offset: [0, 3], blur: 14, ..shadow };
    visuals.selection = Selection { bg_fill: tokens.chosen, stroke: Stroke::new(1.0, tokens.accent) };
    let state = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(Tokens::RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = state(tokens.panel, tokens.line, tokens.text);
    // Boxes to tick and fields must be seen where they are empty.
    visuals.widgets.inactive = state(tokens.card, tokens.line.lerp_to_gamma(tokens.outline, 0.5), tokens.text);
    visuals.widgets.hovered = state(tokens.hover, tokens.outline, tokens.text);
    visuals.widgets.active = state(tokens.pressed, tokens.accent, tokens.text);
    visuals.widgets.open = state(tokens.hover, tokens.outline, tokens.text);
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_surface_in_light_and_dark() {
        for tokens in [&Tokens::LIGHT, &Tokens::DARK] {
            let surfaces = [
                tokens.page,
                tokens.panel,
                tokens.frame,
                tokens.card,
                tokens.hover,
                tokens.chosen,
                tokens.selection,
                tokens.found,
            ];
            for surface in surfaces {
                assert!(contrast(tokens.text, surface) >= 4.5, "text on {surface:?}");
            }
            for surface in [tokens.page, tokens.panel, tokens.frame, tokens.card] {
                for text in [tokens.quiet, tokens.accent, tokens.warning, tokens.error, tokens.good] {
                    assert!(contrast(text, surface) >= 4.5, "{text:?} on {surface:?}");
                }
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
        }
    }
}
