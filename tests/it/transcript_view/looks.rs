//! How it looks, by day and by night.

use super::*;

fn crowd() -> TranscriptContent {
    let mut content = transcript(&[
        "Moderator: What made it hard to take part in the programme, and what would have made it easier?",
        "Participant 1: We never had enough funding. Dr. Marsh said so, too. The well-being group stopped, and for half a year nobody knew whether it would ever start again.",
        "Participant with a very long name: I didn’t know. Nobody rang.",
        "משתתפת 4: הרגשתי בודדה כשהתחלנו ללמד מהבית (ב-March 2020) והיה קשה לשמור על איזון בין המשפחה לבין ההוראה.",
        "المشاركة ٥: شعرت بالوحدة عندما بدأنا العمل من المنزل (في March 2020) وكان من الصعب تحقيق التوازن.",
        "Participant 6: Mixed: she said مرحبا بالعالم and then שלום עולם (2 times), OK?",
    ]);
    let spans = [
        "never had enough funding",
        "enough funding. Dr. Marsh said so",
        "The well-being group stopped, and for half a year nobody knew",
        "I didn’t know. Nobody rang",
        "בודדה כשהתחלנו ללמד מהבית (ב-March",
        "קשה לשמור",
        "العمل من المنزل (في March 2020) وكان",
        "said مرحبا بالعالم and then שלום",
        "group stopped",
        "made it hard to take part in the programme",
    ];
    let mut codings: Vec<CodingMark> = spans
        .iter()
        .enumerate()
        .map(|(id, words)| coding(&content, id as u128, &format!("Code number {id} of ten"), words))
        .collect();
    codings.push(CodingMark {
        span: span(&content, "had enough funding. Dr. Marsh"),
        ..coding(&content, 20, "Code number 0 of ten", "funding")
    });
    for (n, coding) in codings.iter_mut().enumerate() {
        coding.tinted = n % 2 == 0;
        coding.pattern = [Pattern::Solid, Pattern::Hatched, Pattern::Dotted][n % 3];
        coding.coder_letter = Some(['A', 'B', 'C'][n % 3]);
        coding.contradicts = n == 4;
        coding.valence_mark = [None, Some('+'), Some('−')][n % 3];
        coding.lane_key %= 20;
    }
    content.hits = vec![span(&content, "programme"), span(&content, "nobody")].into();
    content.codings = codings.into();
    content
}

fn look(theme: Theme, name: &str) {
    let mut test = open_sized(crowd(), [900.0 + CODES, 460.0], theme);
    test.state_mut().view.set_active_coding(Some(2));
    let chosen = span(&test.state().content, "Marsh said so, too");
    test.state_mut().view.select(chosen);
    test.run();
    test.snapshot(name);
}

#[test]
fn overlapping_codings_and_mixed_writing_look_as_they_did_by_day() {
    look(Theme::Light, "transcript_light");
}

#[test]
fn overlapping_codings_and_mixed_writing_look_as_they_did_by_night() {
    look(Theme::Dark, "transcript_dark");
}
