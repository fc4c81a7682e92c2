//! Markdown as a reader of the page would see it.

use super::{notices, proposed, turns};
use crate::import::{FileType, Pattern};

fn of(text: &str) -> crate::import::Proposed {
    proposed("talk.md", text.as_bytes())
}

#[test]
fn labels_in_headings_lead_the_paragraphs_below() {
    let found = of(
        "# 2018 Conversation\n\n### Tom Atlee:\nHello. \\[laughs\\]\n\nMore &quot;here&quot;.\n\n### 唐鳳：\n你好。\n\n### Tom Atlee:\nYes.\n\n### 唐鳳：\n好。\n",
    );
    assert_eq!(found.title, "2018 Conversation");
    assert_eq!(found.source.file_type, FileType::Markdown);
    assert_eq!(
        turns(&found),
        [
            "-: 2018 Conversation",
            "Tom Atlee: Hello. [laughs]|More \"here\".",
            "唐鳳: 你好。",
            "Tom Atlee: Yes.",
            "唐鳳: 好。"
        ]
    );
}

#[test]
fn bold_labels_on_lines_of_one_paragraph_are_turns_of_their_own() {
    let found = of("**Moderator:** How are\nyou?\n**P3:** Fine. **Very** fine.\n**Moderator:** Good.");
    assert_eq!(turns(&found), ["Moderator: How are you?", "P3: Fine. Very fine.", "Moderator: Good."]);
    let bold = of("**Moderator** So?\n\n**P3** Fine.\n\n**Moderator** Good.");
    assert_eq!((bold.pattern, bold.turns.len()), (Some(Pattern::Bold), 3));
}

#[test]
fn what_a_transcriber_puts_between_angle_brackets_stays_and_page_tags_go() {
    let found =
        of("P1: I <laughs> see.<br>Next.\n\nP2: <b>Yes</b> [P4]. See [here](https://example.org).\n\n<!-- draft -->\n");
    assert_eq!(turns(&found), ["P1: I <laughs> see.|Next.", "P2: Yes [P4]. See here."]);
    assert_eq!(notices(&found), ["4 HTML tags were left out.", "1 address behind a link or picture was left out."]);
}

#[test]
fn an_answer_after_a_label_in_brackets_is_no_link_address() {
    let found = of("[P3]: Yes.\n\n[P4]: No\n\n[P3]: Well\n");
    assert_eq!(turns(&found), ["P3: Yes.", "P4: No", "P3: Well"]);
}

#[test]
fn front_matter_gives_the_title_and_is_told() {
    let found = of("---\ntitle: \"Ward 3\"\ndate: 2024-03-12\n---\nP1: Hi.\n\nP2: Yes.\n");
    assert_eq!(found.title, "Ward 3");
    assert_eq!(found.text, "Hi.\nYes.");
    assert_eq!(
        notices(&found),
        ["The block of settings at the top was left out: “title: \"Ward 3\" · date: 2024-03-12”."]
    );
}

#[test]
fn a_markdown_table_of_turns_is_read_by_rows() {
    let found = of("| Speaker | Text |\n|---|---|\n| Moderator | Hello |\n| P1 | Hi: all |\n| Moderator | Bye |\n");
    assert_eq!(turns(&found), ["Moderator: Hello", "P1: Hi: all", "Moderator: Bye"]);
}
