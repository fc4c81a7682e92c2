//! A study with one record or more of every kind and a value in every field.

use std::collections::BTreeMap;

use colloquy::framework::bcw::Edition;
use colloquy::{
    journal::{Change, Entry, Stamp},
    study::*,
    text::Span,
};
use jiff::{Timestamp, civil::date};

/// By nobody, at a fixed moment, with ids counted from `first`.
pub fn stamp(first: u64) -> Stamp {
    Stamp::fixed(None, moment(), first)
}

pub fn moment() -> Timestamp {
    "2024-05-01T09:30:00.25Z".parse().unwrap()
}

pub const TEXT: &str = "We never know whether there’s “funding”.\nTwo years, at most.\nZürich 👩‍⚕️ and 東京.";

/// The transcripts' text with the turn it is in, in bytes.
pub fn span_of(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::between(start, start + words.len())
}

/// The entry that makes a study with everything, by the coder who is in it.
pub fn entry() -> Entry {
    let stamp = stamp(1);
    let records = records(&stamp);
    let by = records.iter().find_map(|record| Coder::unwrap_ref(record)).unwrap().id;
    let mut changes: Vec<Change> = Vec::new();
    for record in records {
        if let Record::Transcript(transcript) = &record {
            let text = Change::Splice { transcript: transcript.id, at: 0, removed: "".into(), inserted: TEXT.into() };
            changes.push(text);
        }
        changes.push(Change::Record { before: None, after: Some(record) });
    }
    let mut entry = Entry::new(&stamp, "Made a study with “everything” in it", changes);
    entry.head.by = Some(by);
    entry
}

fn records(stamp: &Stamp) -> Vec<Record> {
    let (created, later) = (moment(), "2024-06-02T10:00:00Z".parse().unwrap());
    let coder = |name: &str, role, pins| Coder {
        id: stamp.id(),
        name: name.into(),
        initials: name.chars().take(1).collect(),
        colour: Colour([0x2F, 0x6D, 0xB5]),
        role,
        pins,
    };
    let parent = Code {
        id: stamp.id(),
        parent: None,
        order: 10,
        name: "Funding".into(),
        colour: Some(Colour([255, 0, 1])),
        aliases: vec!["money".into(), "grants".into()],
        brief: "Money\nand its \"absence\"".into(),
        full: "Full \\ definition".into(),
        when_to_use: "When said".into(),
        when_not_to_use: "When not".into(),
        orientation: Orientation::Deductive,
        status: CodeStatus::Proposed,
        proposed_by: None,
        exemplars: Vec::new(),
    };
    let ana = coder("Ana", Role::Coder, BTreeMap::from([(1, parent.id), (9, parent.id)]));
    let ben = coder("Ben", Role::Reviewer, BTreeMap::new());
    let agreed = coder("Consensus", Role::Consensus, BTreeMap::new());
    let attribute = |name: &str, order, kind, categories: &[&str]| Attribute {
        id: stamp.id(),
        order,
        name: name.into(),
        kind,
        describes: Describes::Participants,
        categories: categories.iter().map(|&category| category.into()).collect(),
    };
    let sex = attribute("Sex", 1, AttributeKind::Category, &["Female", "Male", "Other"]);
    let age = attribute("Age", 2, AttributeKind::Number, &[]);
    let born = attribute("Born", 3, AttributeKind::Date, &[]);
    let said = attribute("Said", 4, AttributeKind::Text, &[]);
    let attributes = BTreeMap::from([
        (sex.id, AttributeValue::Category("Female".into())),
        (age.id, AttributeValue::Number(0.1 + 0.2)),
        (born.id, AttributeValue::Date(date(1980, 2, 29))),
        (said.id, AttributeValue::Text("a\nb".into())),
    ]);
    let group = Group {
        id: stamp.id(),
        order: -3,
        label: "Focus Group 5".into(),
        date: Some(date(2024, 4, 30)),
        place: "Zürich".into(),
        notes: "Quiet // room".into(),
        attributes: attributes.clone(),
    };
    let participant = Participant {
        id: stamp.id(),
        group: Some(group.id),
        order: 1,
        label: "Participant 3".into(),
        moderator: true,
        notes: "Left early".into(),
        attributes: attributes.clone(),
    };
    let first_line = Span::between(0, TEXT.find('\n').unwrap());
    let transcript = Transcript {
        id: stamp.id(),
        order: 1,
        title: "Focus Group 5".into(),
        group: Some(group.id),
        source: Source {
            file_name: "fg5.docx".into(),
            file_type: "docx".into(),
            hash: "ab".repeat(32),
            encoding: "UTF-8".into(),
        },
        direction: Direction::LeftToRight,
        attributes,
        turns: vec![
            Turn { span: first_line, speaker: Some(participant.id), time_ms: Some(61_000) },
            Turn { span: span_of("Two years, at most."), speaker: None, time_ms: None },
        ],
    };
    let child = Code {
        id: stamp.id(),
        parent: Some(parent.id),
        colour: None,
        name: "Short-term funding".into(),
        status: CodeStatus::Active,
        orientation: Orientation::Inductive,
        exemplars: vec![Exemplar {
            transcript: transcript.id,
            span: span_of("Two years"),
            kind: ExampleKind::NearMiss,
        }],
        ..parent.clone()
    };
    let coding = |coder: &Coder, words: &str, code: &Code| Coding {
        id: stamp.id(),
        transcript: transcript.id,
        span: span_of(words),
        code: code.id,
        coder: coder.id,
        level: Some(Level::Latent),
        valence: Some(Valence::Both),
        contradicts: true,
        memo: "Hm.".into(),
        created,
    };
    let (one, other) = (coding(&ana, "Two years, at most", &child), coding(&agreed, "東京", &parent));
    let theme_id = stamp.id();
    let figure = FigureSettings {
        kind: FigureKind::Flow,
        preset: Some("elsevier".into()),
        arrangement: Some(Arrangement::Columns),
        width_cm: Some(14.0),
        text_pt: Some(7.5),
        dpi: Some(500),
        title: "From what was said".into(),
        number: "S2".into(),
        table_number: "3".into(),
        level: ComponentLevel::Tdf,
        palette: Palette::Colour,
        legend: false,
        empty_components: true,
        gaps: Gaps { subthemes: 3.0, themes: 7.5, components: 12.0 },
        pages: true,
        order: vec![theme_id],
    };
    let board = Board { id: stamp.id(), order: 1, name: "Final".into(), notes: "After the retreat".into(), figure };
    let theme = Theme {
        id: theme_id,
        board: board.id,
        parent: None,
        order: 1,
        name: "Precarious work".into(),
        definition: "Nothing lasts".into(),
        is_not: "Not pay".into(),
        valence: Some(Valence::Barrier),
        note_mark: Some(NoteMark::DoubleDagger),
        codes: vec![child.id, parent.id],
    };
    let sub_theme = Theme { id: stamp.id(), parent: Some(theme.id), valence: None, note_mark: None, ..theme.clone() };
    let placement = |subject| Placement {
        id: stamp.id(),
        subject,
        element: "comb.motivation".into(),
        rationale: "They say so".into(),
        author: ana.id,
    };
    let intervention = Intervention {
        id: stamp.id(),
        order: 1,
        outline: "Longer contracts".into(),
        functions: vec!["enablement".into(), "restriction".into()],
        policies: vec!["fiscal".into()],
        techniques: vec![Technique { printed: "Social support".into(), numbers: vec!["3.1".into(), "3.2".into()] }],
        delivery: "By mail".into(),
        apease: BTreeMap::from([
            ("affordability".into(), Rating { met: Some(false), note: "No".into() }),
            ("equity".into(), Rating { met: None, note: String::new() }),
        ]),
        addresses: vec![sub_theme.id, theme.id],
    };
    let version = Version {
        id: stamp.id(),
        name: "codebook v0.3".into(),
        entry: Some(stamp.fresh()),
        created,
        note: "Before round 1".into(),
    };
    let round = Round {
        id: stamp.id(),
        order: 1,
        name: "Round 1".into(),
        transcripts: vec![transcript.id],
        coders: vec![ana.id, ben.id],
        blind: true,
        opened: created,
        closed: Some(later),
        codebook: Some(version.id),
        drawn: Some(Drawn { seed: 7, among: 6, per_group: true }),
        compared: Some(version.id),
        assignments: vec![
            Assignment { coder: ana.id, transcript: transcript.id, finished: Some(later) },
            Assignment { coder: ben.id, transcript: transcript.id, finished: None },
        ],
    };
    let verdict = |subject, answer| Verdict {
        id: stamp.id(),
        subject,
        reviewer: ben.id,
        created,
        opinion: Opinion::Unsure,
        text: "Really?".into(),
        answer,
    };
    let answer = Answer { by: ana.id, at: later, taken: true, reason: "Yes".into() };
    let decision = Decision {
        id: stamp.id(),
        round: Some(round.id),
        transcript: transcript.id,
        span: one.span,
        codings: vec![one.id, other.id],
        outcome: Outcome::Other,
        consensus: vec![other.id],
        codes: vec![child.id, parent.id],
        reason: "Talked".into(),
        by: agreed.id,
        at: later,
    };
    let memo = |anchor| Memo {
        id: stamp.id(),
        author: ana.id,
        created,
        kind: MemoKind::Reflexive,
        anchor,
        title: "On money".into(),
        text: "First.\n\nSecond \"par\".".into(),
    };
    let memos =
        [None, Some(Anchor::Record(group.key())), Some(Anchor::Passage(transcript.id, span_of("東京")))].map(memo);
    let details = Details {
        id: stamp.id(),
        title: "Everything".into(),
        questions: vec!["Why?".into(), "How?".into()],
        language: "de-CH".into(),
        authors: "A & B".into(),
        edition: Edition::Michie2011,
        counting: CountingRule::BarriersAndMarked,
        approach: Approach::AgreementBased,
        frameworks: vec!["Framework(\n  id: \"own\")".into(), "second".into()],
        notes: BTreeMap::from([(NoteMark::Star, "New".into()), (NoteMark::Dagger, "Old".into())]),
        copied: Some(CopiedFor { coder: ana.id, entry: stamp.fresh(), at: created, blind: true }),
    };
    let placements = [placement(Placed::Theme(theme.id)), placement(Placed::Code(child.id))];
    let verdicts = [verdict(one.key(), Some(answer)), verdict(theme.key(), None)];
    let mut records = vec![details.wrap()];
    records.extend([ana, ben, agreed].map(Wrapped::wrap));
    records.extend([sex, age, born, said].map(Wrapped::wrap));
    let transcript_id = transcript.id;
    records.extend([group.wrap(), participant.wrap(), transcript.wrap()]);
    records.extend([child.wrap(), parent.wrap(), one.wrap(), other.wrap(), board.wrap()]);
    records.extend([
        sub_theme.wrap(),
        theme.wrap(),
        intervention.wrap(),
        version.wrap(),
        round.wrap(),
        decision.wrap(),
    ]);
    records.extend(placements.map(Wrapped::wrap));
    records.extend(verdicts.map(Wrapped::wrap));
    records.extend(memos.map(Wrapped::wrap));
    let carried = Carried {
        id: stamp.id(),
        order: 5,
        program: "ATLAS.ti 8".into(),
        element: "Graph".into(),
        name: "A map of “money”".into(),
        content: "<Graph name=\"A &amp; B\">\n<Vertex/></Graph>".into(),
        files: vec![CarriedFile { name: "p.jpg".into(), base64: "AAEC/w==".into() }],
    };
    records.push(carried.wrap());
    let bracket = Bracket {
        id: stamp.id(),
        transcript: transcript_id,
        span: span_of("Two"),
        place: BracketPlace::Instead,
        words: "a few \"years\"".into(),
    };
    let answer = ChecklistAnswer {
        text: "Not here.\nSee \"Methods\".".into(),
        not_applicable: true,
        page: "7–8".into(),
        ..ChecklistAnswer::to(Checklist::Srqr, 9)
    };
    records.extend([bracket.wrap(), answer.wrap()]);
    records
}

/// What a person could do to a record of this kind: a new one where there can be several, an altered one otherwise; and
/// the altered lists of one that is there.
pub fn deed(study: &Study, kind: Kind, stamp: &Stamp) -> Entry {
    fn first<T: Wrapped + 'static>(study: &Study) -> T {
        study.records().find_map(|record| T::unwrap_ref(&record).cloned()).unwrap()
    }
    /// A second record like the first, and the first altered.
    fn second<T: Wrapped + 'static>(study: &Study, change: impl Fn(&mut T), renamed: impl Fn(&mut T)) -> Vec<Change> {
        let one: T = first(study);
        let (mut altered, mut another) = (one.clone(), one.clone());
        change(&mut altered);
        renamed(&mut another);
        vec![Change::altered(&one, altered), Change::made(another)]
    }
    let changes = match kind {
        Kind::Details => {
            let before: Details = first(study);
            let (title, notes) = ("Anew".into(), BTreeMap::new());
            let after = Details { title, questions: vec![], notes, copied: None, ..before.clone() };
            vec![Change::altered(&before, after)]
        }
        Kind::Coder => second::<Coder>(study, |it| it.pins.clear(), |it| (it.id, it.name) = (stamp.id(), "Cy".into())),
        Kind::Attribute => second::<Attribute>(study, |it| it.categories.reverse(), |it| it.id = stamp.id()),
        Kind::Group => second::<Group>(study, |it| it.attributes.clear(), |it| (it.id, it.date) = (stamp.id(), None)),
        Kind::Participant => {
            second::<Participant>(study, |it| it.group = None, |it| (it.id, it.moderator) = (stamp.id(), false))
        }
        Kind::Transcript => {
            let before: Transcript = first(study);
            let after = Transcript { turns: vec![], group: None, ..before.clone() };
            let another = Transcript { id: stamp.id(), attributes: BTreeMap::new(), ..after.clone() };
            let text = Change::Splice { transcript: another.id, at: 0, removed: "".into(), inserted: "Ja.\0".into() };
            let more =
                Change::Splice { transcript: before.id, at: TEXT.len(), removed: "".into(), inserted: "!".into() };
            vec![Change::altered(&before, after), more, text, Change::made(another)]
        }
        Kind::Code => second::<Code>(study, |it| it.aliases = vec!["cash".into()], |it| it.id = stamp.id()),
        Kind::Coding => second::<Coding>(study, |it| (it.level, it.valence) = (None, None), |it| it.id = stamp.id()),
        Kind::Board => second::<Board>(study, |it| it.notes.clear(), |it| it.id = stamp.id()),
        Kind::Theme => second::<Theme>(study, |it| it.codes.clear(), |it| it.id = stamp.id()),
        Kind::Placement => second::<Placement>(study, |it| it.rationale.clear(), |it| it.id = stamp.id()),
        Kind::Intervention => second::<Intervention>(study, |it| it.apease.clear(), |it| it.id = stamp.id()),
        Kind::Version => second::<Version>(study, |it| it.entry = None, |it| it.id = stamp.id()),
        Kind::Round => second::<Round>(study, |it| it.assignments.clear(), |it| it.id = stamp.id()),
        Kind::Verdict => second::<Verdict>(study, |it| it.answer = None, |it| it.id = stamp.id()),
        Kind::Decision => {
            second::<Decision>(study, |it| (it.codings, it.codes) = (vec![], vec![]), |it| it.id = stamp.id())
        }
        Kind::Carried => second::<Carried>(study, |it| it.files.clear(), |it| it.id = stamp.id()),
        Kind::Memo => second::<Memo>(study, |it| it.anchor = None, |it| it.id = stamp.id()),
        Kind::Bracket => second::<Bracket>(study, |it| it.words.clear(), |it| it.id = stamp.id()),
        Kind::ChecklistAnswer => second::<ChecklistAnswer>(
            study,
            |it| (it.not_applicable, it.page) = (false, String::new()),
            |it| (it.id, it.item) = (it.checklist.answer_to(2), 2),
        ),
    };
    Entry::new(stamp, format!("Did something to a {}", kind.noun()), changes)
}
