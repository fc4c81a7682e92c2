//! The items: their names as published, the question put in our own words, what the study can fill in, and what does not
//! go together with reflexive thematic analysis (reporting.md section 3).

/// What the study knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    SampleSize,
    Settings,
    Moderators,
    Sample,
    Repeats,
    Notes,
    Coders,
    Tree,
    Derivation,
    Software,
    Quotations,
    MajorThemes,
    MinorThemes,
    Title,
    Questions,
    Processing,
    Analysis,
    Trustworthiness,
    Approach,
    Contradictions,
    Reflexivity,
    TopicSummaries,
    Balance,
    NumberOfThemes,
    Emerged,
}

/// An item of a checklist.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) number: u8,
    pub(super) name: &'static str,
    pub(super) domain: &'static str,
    /// What is asked of the authors.
    pub(super) ask: &'static str,
    pub(super) fill: Option<Fill>,
    /// Why it does not go together with reflexive thematic analysis.
    pub(super) not_reflexive: Option<&'static str>,
}

const fn asked(number: u8, domain: &'static str, name: &'static str, ask: &'static str) -> Item {
    Item { number, name, domain, ask, fill: None, not_reflexive: None }
}

const fn filled(number: u8, domain: &'static str, name: &'static str, ask: &'static str, fill: Fill) -> Item {
    Item { number, name, domain, ask, fill: Some(fill), not_reflexive: None }
}

const TEAM: &str = "Research team and reflexivity";
const DESIGN: &str = "Study design";
const FINDINGS: &str = "Analysis and findings";

/// COREQ.
pub(super) const COREQ: [Item; 32] = [
    filled(1, TEAM, "Interviewer/facilitator", "Who led the groups or interviews?", Fill::Moderators),
    asked(2, TEAM, "Credentials", "Which degrees do the researchers hold?"),
    asked(3, TEAM, "Occupation", "What was their work when the study was done?"),
    asked(4, TEAM, "Gender", "What is their gender?"),
    asked(5, TEAM, "Experience and training", "Which experience and training do they bring?"),
    asked(6, TEAM, "Relationship established", "Did they know participants before the study began?"),
    asked(
        7,
        TEAM,
        "Participant knowledge of the interviewer",
        "What did participants know of the researchers and their reasons?",
    ),
    filled(
        8,
        TEAM,
        "Interviewer characteristics",
        "Which assumptions and interests of the researchers bear on the study?",
        Fill::Reflexivity,
    ),
    filled(
        9,
        DESIGN,
        "Methodological orientation and theory",
        "Which methodology and theory underpin the study?",
        Fill::Approach,
    ),
    asked(10, DESIGN, "Sampling", "How were participants chosen?"),
    asked(11, DESIGN, "Method of approach", "How were they approached?"),
    filled(12, DESIGN, "Sample size", "How many took part?", Fill::SampleSize),
    asked(13, DESIGN, "Non-participation", "How many declined or left, and why?"),
    filled(14, DESIGN, "Setting of data collection", "Where were the data collected?", Fill::Settings),
    filled(15, DESIGN, "Presence of non-participants", "Who else was there?", Fill::Moderators),
    filled(16, DESIGN, "Description of sample", "What are the important characteristics of the sample?", Fill::Sample),
    asked(17, DESIGN, "Interview guide", "Which questions and prompts were used, and were they tried beforehand?"),
    filled(18, DESIGN, "Repeat interviews", "Were there further interviews with the same people?", Fill::Repeats),
    asked(19, DESIGN, "Audio/visual recording", "How were the data recorded?"),
    filled(20, DESIGN, "Field notes", "Were notes made during or after?", Fill::Notes),
    asked(21, DESIGN, "Duration", "How long did each last?"),
    Item {
        not_reflexive: Some(
            "Saturation supposes that meaning lies complete in the data; in reflexive thematic analysis it is made by interpretation, and when to stop is a judgement that the authors explain.",
        ),
        ..asked(22, DESIGN, "Data saturation", "Was saturation discussed?")
    },
    Item {
        not_reflexive: Some(
            "Correction by participants supposes that there is one accurate account; reflexive thematic analysis does not.",
        ),
        ..asked(23, DESIGN, "Transcripts returned", "Were transcripts returned to participants for comment?")
    },
    Item {
        not_reflexive: Some(
            "Several coders deepen the reading of the data; their number is no measure of accuracy in reflexive thematic analysis.",
        ),
        ..filled(24, FINDINGS, "Number of data coders", "How many coded the data?", Fill::Coders)
    },
    filled(25, FINDINGS, "Description of the coding tree", "Is the coding tree described?", Fill::Tree),
    filled(
        26,
        FINDINGS,
        "Derivation of themes",
        "Were themes set beforehand or derived from the data?",
        Fill::Derivation,
    ),
    filled(27, FINDINGS, "Software", "Which software was used?", Fill::Software),
    Item {
        not_reflexive: Some(
            "Participants’ agreement with the findings is no proof of them in reflexive thematic analysis; their reflections may be data of their own.",
        ),
        ..asked(28, FINDINGS, "Participant checking", "Did participants comment on the findings?")
    },
    filled(
        29,
        FINDINGS,
        "Quotations presented",
        "Are findings illustrated by quotations, each identified?",
        Fill::Quotations,
    ),
    filled(30, FINDINGS, "Data and findings consistent", "Do data and findings agree?", Fill::Contradictions),
    filled(31, FINDINGS, "Clarity of major themes", "Are major themes presented clearly?", Fill::MajorThemes),
    filled(32, FINDINGS, "Clarity of minor themes", "Are minor themes and diverse cases discussed?", Fill::MinorThemes),
];

const OPENING: &str = "Title, abstract, introduction";
const METHODS: &str = "Methods";
const RESULTS: &str = "Results, discussion, other";

/// SRQR.
pub(super) const SRQR: [Item; 21] = [
    filled(1, OPENING, "Title", "Does the title name the topic and say that the study is qualitative?", Fill::Title),
    asked(2, OPENING, "Abstract", "Does the abstract tell background, purpose, methods, results, conclusions?"),
    asked(3, OPENING, "Problem formulation", "Which phenomenon is studied, why does it matter, what is known?"),
    filled(4, OPENING, "Purpose or research question", "What is asked?", Fill::Questions),
    filled(
        5,
        METHODS,
        "Qualitative approach and research paradigm",
        "Which approach, theory and paradigm guide the study, and why?",
        Fill::Approach,
    ),
    filled(
        6,
        METHODS,
        "Researcher characteristics and reflexivity",
        "How do the researchers’ characteristics bear on the study?",
        Fill::Reflexivity,
    ),
    filled(7, METHODS, "Context", "In which setting was the study done?", Fill::Settings),
    asked(8, METHODS, "Sampling strategy", "How and why were people and events chosen, and when was it enough?"),
    asked(
        9,
        METHODS,
        "Ethical issues pertaining to human subjects",
        "Which committee approved it, how was consent given, how are data kept?",
    ),
    asked(10, METHODS, "Data collection methods", "Which data were collected, how and when?"),
    asked(
        11,
        METHODS,
        "Data collection instruments and technologies",
        "Which guides and devices were used, and did they change?",
    ),
    filled(12, METHODS, "Units of study", "Who and what is in the study?", Fill::Sample),
    filled(
        13,
        METHODS,
        "Data processing",
        "How were the data transcribed, checked, made anonymous, coded?",
        Fill::Processing,
    ),
    filled(14, METHODS, "Data analysis", "How were inferences and themes arrived at, and by whom?", Fill::Analysis),
    filled(
        15,
        METHODS,
        "Techniques to enhance trustworthiness",
        "What was done so that the analysis can be trusted?",
        Fill::Trustworthiness,
    ),
    filled(16, RESULTS, "Synthesis and interpretation", "What are the main findings?", Fill::MajorThemes),
    filled(17, RESULTS, "Links to empirical data", "Which evidence stands behind the findings?", Fill::Quotations),
    asked(
        18,
        RESULTS,
        "Integration with prior work, implications, transferability, and contribution(s) to the field",
        "How do the findings connect to what is known, and to whom else do they speak?",
    ),
    asked(19, RESULTS, "Limitations", "What limits the findings?"),
    asked(20, RESULTS, "Conflicts of interest", "Which interests might bear on the study?"),
    asked(21, RESULTS, "Funding", "Who paid, and what part did they take?"),
];

const METHOD: &str = "The analysis";
const THEMES: &str = "Themes and extracts";

/// RTARG, as questions that a study can be held against.
pub(super) const RTARG: [Item; 12] = [
    filled(
        1,
        METHOD,
        "Which thematic analysis, and why",
        "Which kind of thematic analysis was done, and why does it suit the question?",
        Fill::Approach,
    ),
    filled(
        2,
        METHOD,
        "Orientation",
        "Was the analysis inductive or deductive, semantic or latent, experiential or critical?",
        Fill::Derivation,
    ),
    filled(
        3,
        METHOD,
        "What this team did",
        "How did this team go about each phase? A list of six phases does not tell.",
        Fill::Analysis,
    ),
    filled(4, METHOD, "Reflexivity", "How did the researchers’ own positions shape the reading?", Fill::Reflexivity),
    filled(
        5,
        METHOD,
        "Who coded, and to what end",
        "How many read and coded, and how did that deepen the reading?",
        Fill::Coders,
    ),
    asked(
        6,
        METHOD,
        "No proof by saturation, agreement or member checking",
        "Is quality argued by depth and reflexivity rather than by saturation, coefficients or member checking?",
    ),
    filled(
        7,
        THEMES,
        "Themes as shared meaning",
        "Does each theme name an idea at its centre rather than a topic?",
        Fill::TopicSummaries,
    ),
    filled(8, THEMES, "Few and rich themes", "Are the themes few enough to be rich?", Fill::NumberOfThemes),
    filled(9, THEMES, "Overview", "Is there a table or map of the themes?", Fill::MajorThemes),
    filled(10, THEMES, "Extracts from many", "Are extracts spread over participants?", Fill::Balance),
    filled(11, THEMES, "What runs against the themes", "Are contradicting data shown?", Fill::Contradictions),
    filled(
        12,
        THEMES,
        "Themes are made",
        "Is it told how themes were made, rather than that they “emerged”?",
        Fill::Emerged,
    ),
];
