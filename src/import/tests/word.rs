//! Word documents, and what they hold besides words.

use super::word_file::{b, document, p, part, r, relationships, table, with_parts, zipped};
use super::{notices, proposed, turns};
use crate::import::{Choices, Pattern, propose};

fn text(body: &str) -> String {
    proposed("a.docx", &document(body)).text
}

#[test]
fn runs_breaks_tabs_and_special_hyphens_come_as_they_print() {
    let body = p(&format!(
        "{}<w:r><w:t>Caf</w:t><w:t>é</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/></w:r>{}",
        r("x "),
        r(" &amp; &#233; &lt;")
    ));
    assert_eq!(text(&body), "x Café\ta\nb\u{2011}c & é <");
}

#[test]
fn arrows_and_smileys_of_symbol_fonts_become_letters_everyone_has() {
    let body = p(&format!(
        "{}<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r><w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\u{f0b3}</w:t></w:r><w:r><w:sym w:font=\"Webdings\" w:char=\"F041\"/></w:r>",
        r("a ")
    ));
    let found = proposed("a.docx", &document(&body));
    assert_eq!(found.text, "a →≥\u{fffd}");
    assert_eq!(notices(&found), ["1 character from symbol fonts could not be read and was shown as �."]);
}

#[test]
fn tracked_changes_are_accepted_and_a_deleted_paragraph_mark_joins_paragraphs() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}<w:del><w:r><w:delText>gone </w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>{}\
         <w:p><w:moveFrom>{}</w:moveFrom>{}</w:p>{}",
        r("One "),
        r("new "),
        p(&r("joined.")),
        r("moved away"),
        r("Stay."),
        p(&format!("<w:moveTo>{}</w:moveTo>", r("moved here"))),
    );
    let found = proposed("a.docx", &document(&body));
    assert_eq!(found.text, "One new joined.\nStay.\nmoved here");
    assert_eq!(notices(&found), ["Tracked changes were accepted: 2 insertions kept, 2 deletions left out."]);
}

#[test]
fn fields_show_their_results_and_one_that_never_ends_swallows_nothing() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = r#"<w:r><w:instrText> PAGE </w:instrText></w:r>"#;
    let good =
        p(&format!("{}{}{code}{}{}{}{}", r("page "), field("begin"), field("separate"), r("3"), field("end"), r(".")));
    assert_eq!(text(&good), "page 3.");
    let endless = p(&format!("{}{}{code}{}", r("a"), field("begin"), r("b"))) + &p(&r("c"));
    assert_eq!(text(&endless), "ab\nc");
}

#[test]
fn hidden_text_comments_notes_pictures_and_numbers_are_told_not_kept() {
    let body = [
        p(&format!(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
            r("Shown")
        )),
        p(
            "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>listed</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>",
        ),
        p(&format!(
            "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:endnoteReference w:id=\"1\"/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{}",
            r("end")
        )),
    ];
    let header = part("hdr", &p(&r("Confidential")));
    let found = proposed("a.docx", &with_parts(&body.concat(), &[("header", "header1.xml", header)]));
    assert_eq!(found.text, "Shown\nlisted\nend");
    assert_eq!(
        notices(&found),
        [
            "1 comment was left out.",
            "1 footnote was left out.",
            "1 endnote was left out.",
            "1 passage of hidden text was left out.",
            "1 picture or drawing was left out.",
            "1 formula was left out.",
            "The automatic numbers or bullets before 1 paragraph are not part of the text.",
            "Page headers and footers were left out: “Confidential”.",
        ]
    );
}

#[test]
fn a_text_box_comes_once_after_its_paragraph() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("In the box")));
    let body = p(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        r("Before "),
        r("after.")
    ));
    assert_eq!(text(&body), "Before after.\nIn the box");
}

#[test]
fn content_controls_show_what_was_filled_in_and_not_their_prompts() {
    let control = |properties: &str, content: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let body = control("", &p(&r("Filled")))
        + &control("<w:showingPlcHdr/>", &p(&r("Click here")))
        + &p(&control("", &r("inline")));
    assert_eq!(text(&body), "Filled\ninline");
}

#[test]
fn the_strict_edition_other_prefixes_and_other_part_names_read_the_same() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let main = format!(
        r#"<ns0:document xmlns:ns0="{strict}"><ns0:body><ns0:p><ns0:r><ns0:t>Hello</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>"#
    );
    let root = relationships(&[("officeDocument", "/word/document2.xml")]).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    );
    let found = proposed("a.docx", &zipped(&[("_rels/.rels", &root), ("word\\document2.xml", &main)]));
    assert_eq!(found.text, "Hello");
}

#[test]
fn a_label_in_bold_opens_a_turn_with_a_colon_or_without() {
    let body = [("Moderator", " Welcome."), ("P3", " Hi, very good."), ("Moderator:", " So."), ("P4", " Yes.")]
        .map(|(label, said)| p(&(b(label) + &r(said))))
        .concat();
    let found = proposed("a.docx", &document(&body));
    assert_eq!(turns(&found), ["Moderator: Welcome.", "P3: Hi, very good.", "Moderator: So.", "P4: Yes."]);
    assert_eq!(found.pattern, Some(Pattern::Bold));
}

#[test]
fn bold_that_comes_from_a_style_counts_as_bold() {
    let styles = part(
        "styles",
        r#"<w:style w:type="character" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>
           <w:style w:type="character" w:styleId="Speaker"><w:basedOn w:val="Base"/></w:style>"#,
    );
    let said = |label: &str, text: &str| {
        p(&format!(r#"<w:r><w:rPr><w:rStyle w:val="Speaker"/></w:rPr><w:t>{label}</w:t></w:r>{}"#, r(text)))
    };
    let body = said("Anna", " Hello there.") + &said("Bert", " Hi.") + &said("Anna", " So.") + &said("Bert", " Yes.");
    let found = proposed("a.docx", &with_parts(&body, &[("styles", "styles.xml", styles)]));
    assert_eq!(turns(&found), ["Anna: Hello there.", "Bert: Hi.", "Anna: So.", "Bert: Yes."]);
}

#[test]
fn a_heading_is_the_title_and_nobodys_words() {
    let styles =
        part("styles", r#"<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>"#);
    let heading = |text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>{}</w:p>"#, r(text));
    let body = heading("Focus group 6")
        + &p(&r("Mod: Hi."))
        + &p(&r("P1: Yes."))
        + &heading("After the break")
        + &p(&r("Mod: So."));
    let found = proposed("FG6.docx", &with_parts(&body, &[("styles", "styles.xml", styles)]));
    assert_eq!(found.title, "Focus group 6");
    assert_eq!(turns(&found), ["-: Focus group 6", "Mod: Hi.", "P1: Yes.", "-: After the break", "Mod: So."]);
}

#[test]
fn a_table_of_times_speakers_and_words_is_a_row_a_turn() {
    let rows: &[&[&str]] = &[
        &["Time", "Speaker", "Text", "Code"],
        &["00:00:01", "MOD", "Hello", "greeting"],
        &["00:00:05", "Anna", "Hi there: all", ""],
        &["00:00:09", "", "and more", ""],
        &["00:00:12", "Anna", "yes", ""],
    ];
    let found = proposed("a.docx", &document(&table(rows)));
    assert_eq!(
        turns(&found),
        ["@1000 MOD: Hello", "@5000 Anna: Hi there: all", "@9000 Anna: and more", "@12000 Anna: yes"]
    );
    assert_eq!(
        notices(&found),
        [
            "The heading row of the table was left out: “Time | Speaker | Text | Code”.",
            "A column of the table was left out: “Code” (1 filled cell)."
        ]
    );
    let two: &[&[&str]] = &[&["I", "Hello there"], &["B", "Hi."], &["I", "OK: so"], &["B", "yes"]];
    assert_eq!(turns(&proposed("a.docx", &document(&table(two)))), ["I: Hello there", "B: Hi.", "I: OK: so", "B: yes"]);
}

#[test]
fn paragraphs_with_line_breaks_as_teams_writes_them_are_read_line_by_line() {
    let said = |name: &str, time: &str, text: &str| {
        p(&format!("{}{}<w:r><w:br/></w:r>{}", b(name), r(&format!("   {time}")), r(text)))
    };
    let body = said("Jane Doe", "0:03", "Hello all.")
        + &said("Bob Smith", "0:10", "Hi: yes.")
        + &said("Jane Doe", "1:02:22", "Bye.");
    assert_eq!(
        turns(&proposed("a.docx", &document(&body))),
        ["@3000 Jane Doe: Hello all.", "@10000 Bob Smith: Hi: yes.", "@3742000 Jane Doe: Bye."]
    );
}

#[test]
fn a_document_without_words_says_so() {
    let said = |body: &str| propose("a.docx", &document(body), &Choices::default()).expect_err("no words").to_string();
    assert!(said("<w:p/>").contains("there are no words in this document."));
    assert!(
        said(&p("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
            .contains("there are no words in this document, only pictures.")
    );
}

#[test]
fn entities_that_a_document_defines_for_itself_are_not_followed() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>x &b; y</w:t></w:r></w:p></w:body></w:document>"#;
    let root = relationships(&[("officeDocument", "word/document.xml")]);
    let found = proposed("a.docx", &zipped(&[("_rels/.rels", &root), ("word/document.xml", bomb)]));
    assert_eq!(found.text, "x \u{fffd} y");
}

#[test]
fn elements_too_deep_in_each_other_are_refused_and_not_a_crash() {
    let deep = "<w:smartTag>".repeat(100_000) + &"</w:smartTag>".repeat(100_000);
    let error = propose("a.docx", &document(&p(&deep)), &Choices::default()).expect_err("too deep");
    assert!(error.to_string().contains("its elements lie too deep in each other"), "{error}");
}

#[test]
fn a_part_outside_the_package_is_never_followed() {
    let root = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" TargetMode="External"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="file:///etc/passwd"/></Relationships>"#;
    let error = propose("a.docx", &zipped(&[("_rels/.rels", root)]), &Choices::default()).expect_err("nothing inside");
    assert!(error.to_string().contains("a zip archive without a Word document in it"), "{error}");
}
