//! Documents for tests: a short one with every block, and a manual of many codes.

use super::tree::{
    Caption, Card, Cell, CellContent, CodeRow, CodeTree, Colour, Column, Document, Figure, Heading, List, ListItem,
    Page, Quotation, Row, Table, bullets, card, code_name, contents, emphasis, footnote, heading, lead, line_break,
    link, note, numbered, page_break, paragraph, quotation, section, strong, superscript, text,
};

const COLOURS: [Colour; 6] = [
    Colour::new(0x3B, 0x7E, 0xA1),
    Colour::new(0xC9, 0x6A, 0x3D),
    Colour::new(0x6B, 0x8E, 0x4E),
    Colour::new(0x8C, 0x5E, 0x9E),
    Colour::new(0xD0, 0xA2, 0x3A),
    Colour::new(0x4A, 0x5A, 0x66),
];

/// A PNG file of one colour with a darker frame, 120 by 60 pixels.
pub(super) fn picture() -> Vec<u8> {
    let (width, height) = (120_u32, 60_u32);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let frame = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
            pixels.extend(if frame { [31, 58, 77] } else { [214, 226, 232] });
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// Every block and every inline, once or a few times.
pub(super) fn everything() -> Document {
    let mut document = Document::new("Coding manual");
    document.subtitle = Some("Barriers to and enablers of social prescribing in voluntary organisations".to_owned());
    document.authors = vec!["A. Researcher".to_owned(), "B. Coder".to_owned()];
    document.push(contents(3));
    document.push(heading(1, "How to read this manual").numbered("1"));
    document.push(lead("Each code has a card. A card says what the code is for, when to use it and when not to."));
    document.push(paragraph([
        text("Read "),
        emphasis("When not to use"),
        text(" first"),
        footnote([text("After MacQueen and others (1998), with "), emphasis("near misses"), text(" added.")]),
        text(". The code "),
        code_name("Funding: never enough", Some(COLOURS[1])),
        text(" has the most extracts; "),
        link("cards", "all cards"),
        text(" follow. Agreement was checked on 10"),
        superscript("2"),
        text(" extracts, "),
        strong([text("twice, "), emphasis("blind")]),
        text("."),
        line_break(),
        text("Characters that files trip over: <tag> & \"quotes\" 'apostrophes' ]]> \u{1} \u{FFFE} \t tab."),
    ]));
    document.push(paragraph(
        "Two coders worked through the transcripts on their own, met after each three, and kept a record of what they \
         changed and why. Codes that neither had used for five transcripts in a row were taken up in the next meeting: \
         either they were merged with a neighbour, or their definition was sharpened.",
    ));
    document.push(bullets([
        ListItem::from("Codes of the same parent stand in the order of the tree."),
        ListItem {
            text: "Numbers are those of the tree:".into(),
            below: Some(numbered(["first the theme,", "then the code,", "then the code below it."])),
        },
        ListItem::from("A code that was split keeps its number; the new ones come after it."),
    ]));
    document.push(numbered(["Read the turn.", "Read the turn before it.", "Attach the code."]));
    document.push(heading(2, "What counts as an extract").numbered("1.1"));
    document.push(quotation(
        "They feel held and cared for and seen and acknowledged. It gets us up every morning and it gets us moving.",
        "(Participant 9, Focus Group 1)",
    ));
    document.push(
        quotation(
            "We did apply once, but then the person who was doing it left and nobody had the time to go on with it.",
            "(Participant 3, Focus Group 5)",
        )
        .near_miss(),
    );
    document.push(note("Near misses have a broken rule."));
    document.push(heading(3, "Turns without words"));
    document.push(paragraph("A nod is no extract."));
    document.push(heading(4, "Laughter"));
    document.push(paragraph("Laughter is, where it answers."));
    document.push(participants());
    document.push(figure());
    document.push(heading(1, "The codes").numbered("2").anchored("codes"));
    document.push(tree(8));
    document.push(page_break());
    document.push(heading(1, "Cards").numbered("3").anchored("cards"));
    for number in 0..4 {
        document.push(code_card(number));
    }
    document.push(section(true));
    document.push(heading(1, "Themes and examples").numbered("4"));
    document.push(themes());
    document.push(section(false));
    document.push(heading(1, "Other scripts").numbered("5"));
    document.push(paragraph("研究者は逐語録を三度読み、コードを付けた。「地域の人々」という語が最も多い。"));
    document.push(paragraph("قال المشارك الثالث إن التمويل لا يكفي أبدا (Focus Group 2)، وإن \"الدعم\" قليل."));
    document.push(quotation("אנחנו עושים את זה כי אכפת לנו, not for the money.", "(משתתפת 4, קבוצה 2)"));
    document.push(paragraph("Mixed: the word דוגמה stands here, and so does مثال; then emoji 🙂 👩🏽‍🔬 and हिन्दी, ไทย."));
    document
}

fn participants() -> Table {
    Table {
        caption: Some(Caption::from([
            text("Participants by region and size of organisation"),
            footnote("At the time of the group."),
        ])),
        columns: vec![Column::text(3.0), Column::text(3.0), Column::number(1.5), Column::number(1.5)],
        header: vec![
            Row::new([
                Cell::from("Region").over_rows(2),
                Cell::from("Size").over_rows(2),
                Cell::from("Participants").over_columns(2).aligned(super::tree::Alignment::Centre),
            ]),
            Row::new(["n", "%"]),
        ],
        rows: vec![
            Row::group("England", 4),
            Row::new([Cell::from("South West").over_rows(2), "1\u{2013}9 staff".into(), "12".into(), "32".into()]),
            Row::new(["10\u{2013}50 staff", "9", "24"]),
            Row::new(["North", "over 50 staff", "16", "42"]),
            Row::group("Wales", 4),
            Row::new(["South", "1\u{2013}9 staff", "1", "3"]),
            Row::total(["All", "", "38", "101"]),
        ],
        notes: vec!["Percentages are rounded and need not add up to 100.".into()],
        anchor: Some("participants".to_owned()),
    }
}

fn figure() -> Figure {
    Figure {
        png: picture(),
        width: 900.0,
        height: 450.0,
        alternative: "A pale box with a dark frame & nothing in it".to_owned(),
        caption: Some("The figure, wider than the page and made smaller".into()),
        anchor: None,
    }
}

fn themes() -> Table {
    let quotes = |count: usize| {
        let mut content = vec![CellContent::from("Said of the group itself:")];
        for number in 0..count {
            content.push(
                quotation(
                    "I live it all the time, having a foot in both camps actually gives me almost a unique perspective.",
                    format!("(Participant {}, Focus Group 6)", number + 1),
                )
                .into(),
            );
        }
        Cell::of(content)
    };
    let mut rows = Vec::new();
    for theme in ["Mental health motivation", "Community motivation", "Developing skills"] {
        rows.push(Row::group(theme, 5));
        for (code, colour) in COLOURS.iter().enumerate().take(4) {
            rows.push(Row::new([
                Cell::from(code_name(format!("Code {code} of the theme"), Some(*colour))),
                Cell::from("Responding to needs that the organisation sees in its own members, and wanting to help."),
                Cell::of(vec![
                    CellContent::Item("says that need drives the work".into()),
                    CellContent::Item("names a person who was helped".into()),
                ]),
                quotes(1 + code % 2),
                Cell::from(format!("{}", 7 + 13 * code)),
            ]));
        }
    }
    Table {
        caption: Some("Themes, codes and examples".into()),
        columns: vec![Column::text(2.2), Column::text(3.0), Column::text(2.6), Column::text(5.0), Column::number(0.9)],
        header: vec![Row::new(["Code", "Definition", "When to use", "Example data", "n"])],
        rows,
        notes: Vec::new(),
        anchor: None,
    }
}

/// A tree of `count` codes.
pub(super) fn tree(count: usize) -> CodeTree {
    CodeTree {
        rows: (0..count)
            .map(|index| CodeRow {
                number: number(index),
                depth: index % 4,
                name: name(index),
                colour: (index % 5 != 4).then(|| COLOURS[index % COLOURS.len()]),
                anchor: Some(format!("code-{index}")),
                aside: Some(format!("{} extracts", index * 7 % 31)),
            })
            .collect(),
    }
}

/// `1`, `1.1`, `1.1.1`, `1.1.1.1`, `2` …
fn number(index: usize) -> String {
    format!("{}{}", index / 4 + 1, ".1".repeat(index % 4))
}

fn name(index: usize) -> String {
    match index % 9 {
        0 => "Funding".to_owned(),
        1 => "Funding: never enough, never on time".to_owned(),
        2 => "Being the only one in the organisation who knows how the referral system of the health board works, and \
              having to explain it to everyone else who joins, leaves or comes back"
            .to_owned(),
        3 => "地域の人々に居場所をつくる".to_owned(),
        4 => "Trust * between | partners_and <funders>".to_owned(),
        5 => "الثقة بين الشركاء".to_owned(),
        6 => "Joy 🙂".to_owned(),
        7 => "NHS".to_owned(),
        _ => "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".to_owned(),
    }
}

/// The card of a code: some have no definition, some a very long quotation.
pub(super) fn code_card(index: usize) -> Card {
    let heading = Heading::new(2 + u8::from(index % 4 > 1), name(index).as_str())
        .numbered(format!("3.{}", index + 1))
        .anchored(format!("code-{index}"))
        .coloured(Some(COLOURS[index % COLOURS.len()]));
    let said = "we have been doing this for years and nobody has ever asked us how we pay for it, ";
    let repeated = match index % 10 {
        7 => 60,
        3 => 6,
        _ => 1,
    };
    let mut card = card(heading);
    if !index.is_multiple_of(6) {
        card = card
            .entry("Definition", "What participants say of money that is missing, late, short or bound to conditions.");
    }
    card.entry("When to use", [text("The speaker "), strong("names"), text(" money, or what stands for it.")])
        .entries_of(
            "When not to use",
            vec![
                CellContent::Item("time given for nothing: see Volunteers".into()),
                CellContent::Item("prices".into()),
            ],
        )
        .entries_of(
            "Examples",
            vec![
                Quotation::new(
                    format!("Well, {}that is how it is.", said.repeat(repeated)),
                    "(Participant 3, Focus Group 5)",
                )
                .into(),
                quotation("It costs us an afternoon.", "(Participant 1, Focus Group 2)").near_miss().into(),
            ],
        )
}

/// A manual of many codes on Letter paper: the tree, then the cards.
pub(super) fn many_codes(count: usize) -> Document {
    let mut document = Document::new(
        "A manual of very many codes, whose title is so long that it fits neither on one line of the page nor in a footer",
    );
    document.page = Page::Letter;
    document.push(contents(2));
    document.push(heading(1, "The codes").numbered("1"));
    document.push(tree(count));
    document.push(heading(1, "Cards").numbered("2"));
    (0..count).for_each(|index| document.push(code_card(index)));
    document
}

/// The same paragraph, list and table in a document whose language is written from right to left.
pub(super) fn right_to_left() -> Document {
    let mut document = Document::new("دليل الترميز");
    document.language = "ar".to_owned();
    document.words.contents = "المحتويات".to_owned();
    document.words.page_of = "صفحة {page} من {pages}".to_owned();
    document.words.table = "جدول".to_owned();
    document.push(contents(1));
    document.push(heading(1, "الرموز").numbered("1").coloured(Some(COLOURS[0])));
    document.push(paragraph("قال المشارك إن التمويل لا يكفي (NHS)."));
    document.push(List { numbered: true, items: vec!["أولا".into(), "ثانيا".into()] });
    document.push(quotation("لا أحد يسألنا كيف ندفع.", "(مشارك 3)").near_miss());
    document.push(quotation("لا أحد يسألنا كيف ندفع.", "(مشارك 3)"));
    document.push(Table {
        caption: Some("المشاركون".into()),
        columns: vec![Column::text(2.0), Column::number(1.0)],
        header: vec![Row::new(["المنطقة", "العدد"])],
        rows: vec![Row::new(["الجنوب", "12"]), Row::new(["الشمال", "9"])],
        ..Table::default()
    });
    document
}

/// Writes the samples as files into the folder that `COLLOQUY_SAMPLES` names, to be looked at.
#[test]
fn samples_can_be_written_to_be_looked_at() {
    let Some(folder) = std::env::var_os("COLLOQUY_SAMPLES") else {
        println!("skipped: COLLOQUY_SAMPLES names no folder");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    for (name, document) in
        [("everything", everything()), ("many_codes", many_codes(300)), ("right_to_left", right_to_left())]
    {
        let bytes = super::docx(&document, super::DocxOptions::default()).unwrap();
        std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
        let pdf = super::pdf(&document).unwrap();
        println!("{name}: {} pages, without {:?}", pdf.pages, pdf.missing);
        std::fs::write(folder.join(format!("{name}.pdf")), pdf.bytes).unwrap();
        std::fs::write(folder.join(format!("{name}.html")), super::html(&document)).unwrap();
        std::fs::write(folder.join(format!("{name}.odt")), super::odt(&document).unwrap()).unwrap();
        std::fs::write(folder.join(format!("{name}.xlsx")), super::xlsx(&document).unwrap()).unwrap();
        let latex = super::latex(&document, &format!("{name}-"));
        std::fs::write(folder.join(format!("{name}.tex")), latex.text).unwrap();
        for (path, png) in latex.pictures {
            std::fs::write(folder.join(path), png).unwrap();
        }
        let markdown = super::markdown(&document, "");
        std::fs::write(folder.join(format!("{name}.md")), markdown.text).unwrap();
        for (path, png) in markdown.pictures {
            std::fs::write(folder.join(path), png).unwrap();
        }
    }
}
