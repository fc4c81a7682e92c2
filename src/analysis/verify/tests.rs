//! Measured on manuscripts made from the sample study: which quotations were changed, and how, is known.

use std::path::Path;

use super::*;
use crate::operations::fixture::Made;
use crate::store::text_form;
use crate::study::{Study, Turn};

/// Numbers that are the same in every run (Marsaglia 2003, Xorshift RNGs, with the shifts 13, 7, 17).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

fn sample() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
    text_form::read(&folder).unwrap().0
}

/// What was done to a quotation, and so what must be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Nothing,
    Marked,
    Reworded,
    Shortened,
    Lengthened,
    Swapped,
    OtherSpeaker,
    OtherGroup,
    Unattributed,
    Invented,
}

/// Words of one participant in one turn, at least `least` of them, none of them beside the words.
fn passage(study: &Study, dice: &mut Dice, least: usize) -> (Vec<String>, String, String) {
    let transcripts = study.transcripts_in_order();
    loop {
        let transcript = transcripts[dice.below(transcripts.len())];
        let turn: &Turn = &transcript.turns[dice.below(transcript.turns.len())];
        let Some(speaker) = study.get_opt(turn.speaker).filter(|speaker| !speaker.moderator) else { continue };
        let said = turn.span.of(study.text(transcript.id)).unwrap();
        let words: Vec<&str> = said.split_whitespace().collect();
        if words.len() < least || said.contains(['[', '…']) || said.contains(" – ") {
            continue;
        }
        let length = (least + dice.below(28)).min(words.len());
        let start = dice.below(words.len() - length + 1);
        let group = study.get_opt(transcript.group).unwrap();
        let words = words[start..start + length].iter().map(|word| (*word).to_owned()).collect();
        return (words, speaker.label.clone(), group.label.clone());
    }
}

/// A word that stands inside of the quotation, by itself between its neighbours.
fn inside(words: &[String], dice: &mut Dice) -> usize {
    2 + dice.below(words.len() - 4)
}

/// Changes the words, and says what was done.
fn changed(words: &mut Vec<String>, number: usize, dice: &mut Dice) -> Done {
    let at = inside(words, dice);
    match number % 10 {
        0 => {
            words[at] = "umbrella".into();
            Done::Reworded
        }
        1 => {
            words.remove(at);
            Done::Shortened
        }
        2 => {
            words.insert(at, "hardly".into());
            Done::Lengthened
        }
        3 => {
            let fold = |word: &str| crate::text::folded(word);
            let other = (at..words.len() - 1).find(|at| fold(&words[*at]) != fold(&words[at + 1]));
            let other = other.unwrap_or(1);
            words.swap(other, other + 1);
            Done::Swapped
        }
        4 => Done::OtherSpeaker,
        5 => Done::OtherGroup,
        6 => Done::Unattributed,
        7 => {
            let invented = "Frankly the accountants promised us sixteen new pianos before Easter and nothing arrived";
            *words = invented.split(' ').map(str::to_owned).collect();
            Done::Invented
        }
        // Little words are what is lost most easily.
        8 => {
            let little = ["not", "a", "the", "and", "to", "of", "I", "it", "you"];
            let place = (1..words.len() - 1).find(|at| little.contains(&words[*at].as_str())).unwrap_or(at);
            words.remove(place);
            Done::Shortened
        }
        _ => {
            let word = words[at].clone();
            let stem: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            words[at] = format!("{stem}ly");
            Done::Reworded
        }
    }
}

/// Changes as an editor may make them, and those that programs make.
fn edited(words: &mut Vec<String>, number: usize, dice: &mut Dice) -> Done {
    let at = inside(words, dice);
    match number % 9 {
        0 if words.len() > 12 => {
            words.splice(3..3 + 4, [["[…]", "…", "[...]", ". . ."][number % 4].to_owned()]);
            Done::Marked
        }
        1 => {
            words.insert(at, "[the service]".into());
            Done::Marked
        }
        2 => {
            words[at] = "[someone]".into();
            Done::Marked
        }
        3 => {
            let long = words.iter_mut().find(|word| word.is_ascii() && word.len() > 6);
            if let Some(word) = long {
                word.insert_str(3, if number.is_multiple_of(2) { "- " } else { "\u{ad}" });
            }
            Done::Nothing
        }
        4 => {
            words.iter_mut().for_each(|word| *word = word.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"));
            Done::Nothing
        }
        5 => {
            words.iter_mut().for_each(|word| *word = word.replace(['’', '‘'], "'"));
            Done::Nothing
        }
        6 => {
            let first = words[0].clone();
            let mut letters = first.chars();
            if let Some(letter) = letters.next().filter(|letter| letter.is_alphabetic()) {
                words[0] = format!("[{}]{}", letter.to_uppercase(), letters.as_str());
            }
            Done::Nothing
        }
        _ => Done::Nothing,
    }
}

/// A manuscript of 200 quotations, every third of them changed, with terms and literature between them.
fn manuscript(study: &Study, seed: u64) -> (Vec<ManuscriptParagraph>, Vec<(usize, Done)>) {
    let mut dice = Dice(seed);
    let mut paragraphs = vec![ManuscriptParagraph { heading: Some(1), ..ManuscriptParagraph::body("Findings") }];
    let mut truth = Vec::new();
    for number in 0..200 {
        let (mut words, speaker, group) = passage(study, &mut dice, 9);
        let done = if number % 3 == 0 {
            changed(&mut words, number / 3, &mut dice)
        } else {
            edited(&mut words, number, &mut dice)
        };
        let (other_speaker, other_group) =
            ("Participant 99", if group.ends_with('1') { "Focus Group 2" } else { "Focus Group 1" });
        let attribution = match done {
            Done::OtherSpeaker => format!("({other_speaker}, {group})"),
            Done::OtherGroup => format!("({speaker}, {other_group})"),
            Done::Unattributed => String::new(),
            _ if number % 7 == 0 => {
                format!("({}, {})", speaker.replace("Participant ", "P"), group.replace("Focus Group ", "FG"))
            }
            _ => format!("({speaker}, {group})"),
        };
        let said = words.join(if number % 11 == 0 { "\u{a0}" } else { " " });
        let body = |text: String| ManuscriptParagraph::body(text);
        match number % 5 {
            0 => paragraphs.push(body(format!("Many spoke of “belonging”. One put it so: “{said}” {attribution}. Others agreed."))),
            1 => paragraphs.push(body(format!("It was felt that \"{said}\" {attribution}, which we return to."))),
            2 => {
                paragraphs.push(body("They explained:".into()));
                let quoted = ManuscriptParagraph { set_as_quotation: true, ..body(format!("{said} {attribution}")) };
                paragraphs.push(quoted);
            }
            3 => paragraphs.push(body(format!("As has been written, “work like this is never only about the music” (Hale, 2014). Here, ‘{said}’ {attribution}."))),
            _ => {
                paragraphs.push(body("One participant said:".into()));
                paragraphs.push(body(format!("“{said}”")));
                if !attribution.is_empty() {
                    paragraphs.push(body(attribution.clone()));
                }
            }
        }
        let place = paragraphs.iter().rposition(|paragraph| paragraph.text.contains(&said)).unwrap();
        truth.push((place, done));
    }
    paragraphs.push(ManuscriptParagraph { heading: Some(1), ..ManuscriptParagraph::body("References") });
    paragraphs.push(ManuscriptParagraph::body(
        "Hale J (2014). “What a choir is for, and for whom it is”. Journal of Invented Studies 3: 1–9.",
    ));
    (paragraphs, truth)
}

/// What must be said of the words of a quotation, and whether its attribution must be found wrong.
fn expected(done: Done) -> (&'static [Finding], bool) {
    match done {
        Done::Nothing => (&[Finding::Exact], false),
        Done::Marked => (&[Finding::Editorial], false),
        Done::Reworded | Done::Shortened | Done::Lengthened | Done::Swapped => (&[Finding::Altered], false),
        Done::OtherSpeaker | Done::OtherGroup | Done::Unattributed => (&[Finding::Exact], true),
        Done::Invented => (&[Finding::NotFound], false),
    }
}

#[test]
fn of_two_hundred_quotations_every_change_is_found_and_nothing_else() {
    let study = sample();
    for seed in [0x00C0_110C, 20_200_715] {
        let (paragraphs, truth) = manuscript(&study, seed);
        let verified = verify(&study, &paragraphs);
        let mut wrong = Vec::new();
        for (place, done) in &truth {
            let here = verified.quotations.iter().filter(|one| one.paragraph == *place);
            let held: Vec<&CheckedQuotation> =
                here.filter(|one| !matches!(one.finding, Finding::Term | Finding::Cited)).collect();
            let (findings, misattributed) = expected(*done);
            let right = match held.as_slice() {
                [one] => {
                    let attribution = matches!(one.attribution, Attribution::Wrong | Attribution::Missing);
                    findings.contains(&one.finding)
                        && attribution == misattributed
                        && one.is_wrong() == (*done != Done::Nothing && *done != Done::Marked)
                }
                _ => false,
            };
            if !right {
                wrong.push(format!("{done:?}: {}\n  {held:#?}", paragraphs[*place].text));
            }
        }
        let counted = |done: Done| truth.iter().filter(|(_, other)| *other == done).count();
        assert!(wrong.is_empty(), "seed {seed}: {} of 200\n{}", wrong.len(), wrong.join("\n"));
        assert!(verified.loose.is_empty(), "{:?}", verified.loose);
        let changed: usize = [
            Done::Reworded,
            Done::Shortened,
            Done::Lengthened,
            Done::Swapped,
            Done::OtherSpeaker,
            Done::OtherGroup,
            Done::Unattributed,
            Done::Invented,
        ]
        .map(counted)
        .iter()
        .sum();
        assert_eq!((truth.len(), changed), (200, 67));
    }
}

/// What was found, without where: the words' finding and whether the attribution is wrong, each with how many.
fn tally(verified: &Verification) -> std::collections::BTreeMap<(Finding, bool), usize> {
    let mut counts = std::collections::BTreeMap::new();
    for one in &verified.quotations {
        let attribution = matches!(one.attribution, Attribution::Wrong | Attribution::Missing);
        *counts.entry((one.finding, attribution)).or_default() += 1;
    }
    counts
}

#[test]
fn the_same_two_hundred_are_found_in_word_opendocument_pdf_and_markdown() {
    use crate::analysis::manuscript::read_manuscript;
    use crate::report::tree::{Document, heading, paragraph};
    use crate::report::{DocxOptions, docx, markdown, odt, pdf};
    let study = sample();
    let (mut paragraphs, _) = manuscript(&study, 20_200_715);
    // What becomes of a soft hyphen is the writer's affair.
    for one in &mut paragraphs {
        one.set_as_quotation = false;
        one.text = one.text.replace('\u{ad}', "").replace('\u{a0}', " ");
    }
    let mut document = Document::new("What the groups said");
    for one in &paragraphs {
        match one.heading {
            Some(level) => document.push(heading(level, one.text.as_str())),
            None => document.push(paragraph(one.text.as_str())),
        }
    }
    let right = verify(&study, &paragraphs);
    let known = tally(&right);
    let letters = |one: &CheckedQuotation| crate::text::folded(&one.words.split_whitespace().collect::<String>());
    assert!(known.values().sum::<usize>() > 200 && known[&(Finding::Altered, false)] > 30, "{known:?}");
    let files = [
        ("a.docx", docx(&document, DocxOptions::default()).unwrap()),
        ("a.odt", odt(&document).unwrap()),
        ("a.pdf", pdf(&document).unwrap().bytes),
        ("a.md", markdown(&document, "").text.into_bytes()),
    ];
    for (name, bytes) in files {
        let read = read_manuscript(name, &bytes).unwrap();
        let found = verify(&study, &read);
        let there: std::collections::BTreeSet<String> = found.quotations.iter().map(letters).collect();
        let lost = right.quotations.iter().filter(|one| !there.contains(&letters(one)));
        let lost: Vec<&str> = lost.map(|one| one.words.as_str()).collect();
        assert_eq!(tally(&found), known, "{name}: {lost:#?}");
    }
}

#[test]
fn who_does_not_want_it_any_more_gets_nothing() {
    let (paragraphs, _) = manuscript(&sample(), 1);
    let mut told = Vec::new();
    let given_up = verify_while(&sample(), &paragraphs, |done, all| {
        told.push((done, all));
        done < 3
    });
    assert!(given_up.is_none());
    assert_eq!(told.iter().map(|(done, _)| *done).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

fn small() -> Study {
    let mut made = Made::begun();
    made.transcript(
        "Focus Group 1",
        &[
            ("Moderator", "What is it that keeps you going, week after week, in all weathers?"),
            (
                "Participant 1",
                "Well, I don’t know. [laughs] The well-being of the whole town, and the community hall being warm.",
            ),
            ("Participant 2", "We never had enough money to pay the tutors, not once in all those years."),
        ],
    );
    made.transcript("Focus Group 2", &[("Participant 1", "I simply like the people who come here on a Tuesday.")]);
    made.study
}

fn one(text: &str) -> CheckedQuotation {
    let verified = verify(&small(), &[ManuscriptParagraph::body(text)]);
    assert_eq!(verified.quotations.len(), 1, "{verified:#?}");
    verified.quotations.into_iter().next().unwrap()
}

#[test]
fn a_change_is_shown_word_by_word() {
    let checked = one("“We hardly had enough money to […] the tutors, not [even] once” (P2, FG1)");
    let changes: Vec<(ChangeKind, &str, &str, bool)> =
        checked.changes.iter().map(|one| (one.kind, one.said.as_str(), one.printed.as_str(), one.marked)).collect();
    let expected = [
        (ChangeKind::Same, "We", "We", false),
        (ChangeKind::Replaced, "never", "hardly", false),
        (ChangeKind::Same, "had enough money to", "had enough money to", false),
        (ChangeKind::LeftOut, "pay", "", true),
        (ChangeKind::Same, "the tutors, not", "the tutors, not", false),
        (ChangeKind::Inserted, "", "even", true),
        (ChangeKind::Same, "once", "once", false),
    ];
    assert_eq!(changes, expected);
    assert_eq!((checked.finding, checked.attribution), (Finding::Altered, Attribution::Right));
}

#[test]
fn words_that_give_way_to_more_words_are_one_change() {
    let checked = one("“We never had [the sum that would take] to pay the piano tutors, not once” (P2, FG1)");
    let changed: Vec<(ChangeKind, &str, &str, bool)> = checked
        .changes
        .iter()
        .filter(|one| one.kind != ChangeKind::Same)
        .map(|one| (one.kind, one.said.as_str(), one.printed.as_str(), one.marked))
        .collect();
    let expected = [
        (ChangeKind::Replaced, "enough money", "the sum that would take", true),
        (ChangeKind::Inserted, "", "piano", false),
    ];
    assert_eq!(changed, expected);
    let checked = one("“We never had two thirds the money to pay the tutors, not once” (P2, FG1)");
    let changed: Vec<(&str, &str)> = checked
        .changes
        .iter()
        .filter(|one| one.kind != ChangeKind::Same)
        .map(|one| (one.said.as_str(), one.printed.as_str()))
        .collect();
    assert_eq!(changed, [("enough", "two thirds the")]);
}

#[test]
fn hyphens_laughter_left_out_and_a_label_that_stands_in_two_groups_are_no_faults() {
    let checked = one("“I don't know. The wellbeing of the whole town and the commu- nity hall” (Participant 1)");
    assert_eq!((checked.finding, checked.attribution.clone()), (Finding::Editorial, Attribution::Incomplete));
    assert!(!checked.is_wrong());
}

#[test]
fn punctuation_that_differs_is_remarked_and_is_no_fault() {
    let checked = one("“the community hall. Being warm” (Participant 1, Focus Group 1)");
    assert_eq!((checked.finding, checked.punctuation_differs), (Finding::Exact, true));
}

#[test]
fn the_moderators_question_needs_no_attribution_and_a_participants_answer_does() {
    assert_eq!(one("We asked: “What is it that keeps you going, week after week”").attribution, Attribution::NotAsked);
    let answer = one("Some were tired: “We never had enough money to pay the tutors”.");
    assert_eq!((answer.attribution.clone(), answer.is_wrong()), (Attribution::Missing, true));
}

#[test]
fn an_attribution_may_stand_before_the_words_or_after_more_of_the_sentence() {
    for text in [
        "As Participant 2 in Focus Group 1 put it, “we never had enough money to pay the tutors”.",
        "“We never had enough money to pay the tutors,” said Participant 2 of Focus Group 1.",
        "“We never had enough money to pay the tutors.” — P2, FG1",
    ] {
        assert_eq!(one(text).attribution, Attribution::Right, "{text}");
    }
}

#[test]
fn what_introduces_a_quotation_in_its_paragraph_is_no_part_of_it() {
    let checked = one("Another time: “We never had enough money to pay the tutors.” (Participant 2, Focus Group 1).");
    assert_eq!((checked.finding, checked.is_wrong()), (Finding::Exact, false), "{checked:?}");
}

#[test]
fn the_last_word_may_be_another() {
    let checked = one("“We never had enough money to pay the pipers” (Participant 2, Focus Group 1)");
    let last = checked.changes.last().unwrap();
    assert_eq!((last.kind, last.said.as_str(), last.printed.as_str()), (ChangeKind::Replaced, "tutors", "pipers"));
}

#[test]
fn two_quotations_share_the_attribution_behind_them() {
    let text = "“we never had enough money” and “not once in all those years” (Participant 2, Focus Group 1)";
    let verified = verify(&small(), &[ManuscriptParagraph::body(text)]);
    let attributions: Vec<&Attribution> = verified.quotations.iter().map(|one| &one.attribution).collect();
    assert_eq!(attributions, [&Attribution::Right, &Attribution::Right]);
}

#[test]
fn a_lead_in_without_its_quotation_is_told_and_one_that_leads_to_a_list_is_not() {
    let paragraphs = [
        ManuscriptParagraph::body("Money was short. As one participant said:"),
        ManuscriptParagraph::body("The next theme is about rooms."),
        ManuscriptParagraph::body("The participants were:"),
        ManuscriptParagraph { set_apart: true, ..ManuscriptParagraph::body("teachers") },
        ManuscriptParagraph::body("The aims were these:"),
        ManuscriptParagraph::body("We wished to know more."),
    ];
    let loose = verify(&small(), &paragraphs).loose;
    assert_eq!(loose.len(), 1, "{loose:?}");
    assert_eq!((loose[0].paragraph, loose[0].kind), (0, LooseKind::LeadIn));
}

#[test]
fn a_quotation_set_without_marks_is_found_by_its_words() {
    let checked = one("We never had enough money to pay the tutors, not once in all those years.");
    assert_eq!((checked.finding, checked.attribution), (Finding::Exact, Attribution::Missing));
}

#[test]
fn a_paraphrase_with_a_source_is_no_quotation() {
    let text = "Money was felt to be short by most of those who spoke of it at all (Participant 2, Focus Group 1).";
    assert!(verify(&small(), &[ManuscriptParagraph::body(text)]).quotations.is_empty());
}

#[test]
fn words_spliced_from_two_places_without_a_mark_are_altered() {
    let checked = one("“We never had enough money in all those years” (Participant 2, Focus Group 1)");
    assert_eq!(checked.finding, Finding::Altered);
}
