//! The few words that writers add of their own, so that a document can be in any language.

/// Words and marks that are not in the tree's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Above the table of contents.
    pub contents: String,
    /// In the footer; `{page}` and `{pages}` stand for the numbers.
    pub page_of: String,
    /// Before the number of a table.
    pub table: String,
    /// Before the number of a figure.
    pub figure: String,
    /// Over the notes, where a format gathers them at its end.
    pub notes: String,
    /// Before a quotation that shows what a code is not.
    pub near_miss: String,
    /// Around a quotation, opening and closing.
    pub quotation_marks: (String, String),
}

impl Default for Words {
    fn default() -> Self {
        Words {
            contents: "Contents".to_owned(),
            page_of: "Page {page} of {pages}".to_owned(),
            table: "Table".to_owned(),
            figure: "Figure".to_owned(),
            notes: "Notes".to_owned(),
            near_miss: "Near miss".to_owned(),
            quotation_marks: ("\u{201c}".to_owned(), "\u{201d}".to_owned()),
        }
    }
}

impl Words {
    /// The words in a language (a BCP 47 tag), with the quotation marks that it uses; in English where they are not
    /// known in that language.
    pub fn of_language(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let words =
            |[contents, page_of, table, figure, notes, near_miss]: [&str; 6], opening: &str, closing: &str| Words {
                contents: contents.to_owned(),
                page_of: page_of.to_owned(),
                table: table.to_owned(),
                figure: figure.to_owned(),
                notes: notes.to_owned(),
                near_miss: near_miss.to_owned(),
                quotation_marks: (opening.to_owned(), closing.to_owned()),
            };
        match tag.split('-').next().unwrap_or_default() {
            "de" => words(
                ["Inhalt", "Seite {page} von {pages}", "Tabelle", "Abbildung", "Anmerkungen", "Knapp daneben"],
                "\u{201e}",
                "\u{201c}",
            ),
            "fr" => words(
                ["Sommaire", "Page {page} sur {pages}", "Tableau", "Figure", "Notes", "Cas limite"],
                "«\u{a0}",
                "\u{a0}»",
            ),
            "es" => {
                words(["Índice", "Página {page} de {pages}", "Tabla", "Figura", "Notas", "Casi un ejemplo"], "«", "»")
            }
            "it" => {
                words(["Indice", "Pagina {page} di {pages}", "Tabella", "Figura", "Note", "Quasi un esempio"], "«", "»")
            }
            "pt" => words(
                ["Índice", "Página {page} de {pages}", "Tabela", "Figura", "Notas", "Quase um exemplo"],
                "\u{201c}",
                "\u{201d}",
            ),
            "nl" => words(
                ["Inhoud", "Pagina {page} van {pages}", "Tabel", "Figuur", "Noten", "Net niet"],
                "\u{2018}",
                "\u{2019}",
            ),
            "sv" => words(
                ["Innehåll", "Sida {page} av {pages}", "Tabell", "Figur", "Noter", "Nästan"],
                "\u{201d}",
                "\u{201d}",
            ),
            "da" => words(
                ["Indhold", "Side {page} af {pages}", "Tabel", "Figur", "Noter", "Næsten"],
                "\u{201c}",
                "\u{201d}",
            ),
            _ => Words::default(),
        }
    }
}
