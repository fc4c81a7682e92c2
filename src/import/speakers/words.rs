//! Words that name a role in a conversation, words before a colon that never name a speaker, and headings of tables.
//! Small letters, several languages.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words to look up.
pub(in crate::import) struct Words(LazyLock<HashSet<&'static str>>);

impl Words {
    /// Whether a word, in small letters, is on the list.
    pub(in crate::import) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// A list from words with commas between.
macro_rules! words {
    ($text:literal) => {
        Words(LazyLock::new(|| $text.split(',').map(str::trim).collect()))
    };
}

/// Who asks.
pub(super) static MODERATORS: Words = words!(
    "moderator, mod, facilitator, fac, facil, interviewer, int, intvr, iv, ir, researcher, res, chair, host, \
    moderatorin, interviewerin, interviewende, forscher, forscherin, modérateur, modératrice, animateur, \
    animatrice, intervieweur, intervieweuse, enquêteur, enquêtrice, chercheur, chercheuse, moderador, \
    moderadora, entrevistador, entrevistadora, investigador, investigadora, facilitador, facilitadora, \
    pesquisador, pesquisadora, moderatore, moderatrice, intervistatore, intervistatrice, facilitatore, \
    gespreksleider, onderzoeker, интервьюер, модератор, ведущий, ведущая, исследователь, 主持人, 訪談者, 访谈者, 訪問者, \
    采访者, 採訪者, 司会, 司会者, 聞き手, インタビュアー, 진행자, 면접자, מנחה, מראיין, מראיינת, المحاور, المحاورة, الباحث, الباحثة, \
    الميسر, wywiadowca, moderatorka, badacz, badaczka, görüşmeci, moderatör, araştırmacı, haastattelija, \
    intervjuare, intervjuer, ordstyrer"
);

/// Who answers, and anyone else a transcript labels by what they are.
pub(super) static OTHERS: Words = words!(
    "participant, ppt, respondent, resp, interviewee, speaker, spk, spkr, voice, person, patient, nurse, doctor, \
    dr, physician, gp, clinician, therapist, pharmacist, midwife, carer, caregiver, parent, mother, father, mum, \
    mom, dad, child, partner, wife, husband, daughter, son, student, teacher, pupil, user, client, customer, \
    worker, manager, leader, staff, male, female, man, woman, boy, girl, everyone, everybody, all, group, \
    multiple, several, many, unknown, unidentified, inaudible, audience, translator, interpreter, observer, \
    notetaker, note-taker, assistant, informant, expert, panelist, panellist, member, volunteer, consumer, peer, \
    teilnehmer, teilnehmerin, teilnehmende, befragte, befragter, befragte/r, sprecher, sprecherin, alle, mann, \
    frau, participante, entrevistado, entrevistada, informante, hablante, todos, todas, hombre, mujer, enquêté, \
    enquêtée, interviewé, interviewée, locuteur, locutrice, tous, homme, femme, partecipante, intervistato, \
    intervistata, tutti, uomo, donna, deelnemer, respondente, geïnterviewde, участник, участница, респондент, \
    информант, 受訪者, 受访者, 參與者, 参与者, 参加者, 回答者, 참가자, 참여자, 응답자, משתתף, משתתפת, מרואיין, מרואיינת, المشارك, المشاركة, \
    المبحوث, مشارك, مشاركة, uczestnik, uczestniczka, katılımcı, haastateltava, deltagare, deltaker, deltager"
);

/// Words that may stand before a role: “female participant”, “second interviewer”.
pub(super) static BEFORE_ROLES: Words = words!(
    "male, female, unidentified, unknown, other, another, older, younger, old, young, first, second, third, new, \
    lead, senior, junior, assistant, co, group, focus, several, multiple, some, all, both, many, student, staff, \
    study, the"
);

/// Abbreviations that with a number are a person: P3, R12, S1, FG2-P1.
pub(super) static NUMBERED: Words = words!(
    "p, pt, pp, ppt, par, r, resp, res, i, int, iv, ie, ir, s, sp, spk, m, mod, f, fac, b, tn, subject, у, р, и, \
    м"
);

/// Words of headings and of lines about the transcript. Before a colon they name no one; as a part of a longer label
/// they make it doubtful.
pub(super) static NEVER: Words = words!(
    "observation, observations, setting, mood, theory, quote, memo, category, context, description, note, notes, nb, n.b, ps, p.s, date, time, location, place, venue, duration, length, present, attendees, \
    attending, participants, speakers, interviewers, respondents, moderators, facilitators, transcript, \
    transcription, transcriber, transcribed, recording, recorded, audio, file, filename, title, topic, topics, \
    theme, themes, summary, background, example, examples, e.g, i.e, eg, ie, figure, table, http, https, ftp, \
    mailto, www, re, cc, fw, warning, source, key, legend, tel, phone, email, e-mail, age, gender, sex, \
    ethnicity, occupation, study, project, interview, interviews, session, version, language, start, started, \
    end, ended, comment, comments, section, part, chapter, appendix, page, step, steps, point, points, \
    conclusion, introduction, finding, findings, result, results, method, methods, objective, objectives, aim, \
    aims, purpose, discussion, agenda, references, definition, definitions, important, remember, update, edit, \
    id, code, codes, monday, tuesday, wednesday, thursday, friday, saturday, sunday, questions, answers, prompt, \
    prompts, probe, probes, instructions, consent, reason, reasons, problem, solution, advantages, \
    disadvantages, pros, cons, barriers, facilitating, enablers, strengths, weaknesses, bonus, total, pdf, url, \
    link, links, video, image, photo, disclaimer, copyright, keywords, abstract, author, authors, datum, ort, \
    dauer, hinweis, thema, beispiel, anmerkung, fecha, lugar, duración, nota, notas, ejemplo, tema, lieu, durée, \
    remarque, exemple, thème, дата, место, время, 日期, 時間, 时间, 地點, 地点, 備註, 备注, 註, 注"
);

/// Words that mark a line of particulars at the top of a transcript: “Date of interview: …”.
pub(super) static PARTICULARS: Words = words!(
    "date, time, location, place, venue, duration, length, transcriber, transcribed, recorded, recording, audio, \
    file, title, study, project, interview, session, present, attendees, participants, number, datum, ort, \
    dauer, fecha, lugar, duración, lieu, durée, дата, место, 日期, 地點, 地点"
);

/// Words with which talk begins. Before a colon they name no one.
pub(super) static TALK: Words = words!(
    "at, by, until, from, around, about, before, after, in, on, since, for, to, of, with, yes, no, ok, okay, \
    yeah, yep, nope, mm, hmm, mhm, um, uh, er, erm, ah, oh, well, so, but, and, or, because, then, now, like, \
    right, sure, exactly, thanks, thank, please, also, however, therefore, first, second, third, firstly, \
    secondly, finally, next, last, lastly, this, that, these, those, here, there, what, why, how, when, where, \
    who, which, is, are, was, were, said, says, saying, asked, if, my, your, our, their, his, her, its, it, he, \
    she, they, we, you, me, not, do, does, did, only, just, fact, day, ja, nein, und, aber, sí, pero, oui, non, \
    mais"
);

/// Words of headings that name no document in particular.
pub(in crate::import) static GENERAL_TITLES: Words = words!(
    "transcript, transcription, interview transcript, focus group transcript, interview, focus group, untitled, \
    document"
);

/// What the heading row of a table calls the column of speakers.
pub(super) static SPEAKER_HEADINGS: Words = words!(
    "speaker, speakers, name, who, participant, person, role, id, sprecher, sprecher/in, person/en, locuteur, \
    hablante, orador, parlante, spreker, 講者, 发言人, 發言人, 話者, говорящий"
);

/// What the heading row of a table calls the column of times.
pub(super) static TIME_HEADINGS: Words = words!(
    "time, times, timespan, timecode, time code, timestamp, time stamp, timing, start, start time, begin, zeit, temps, \
    tiempo, hora, tempo, tijd, 時間, 时间, время"
);

/// What the heading row of a table calls the column of what was said.
pub(super) static SPEECH_HEADINGS: Words = words!(
    "text, transcript, transcription, utterance, speech, content, dialogue, dialog, what was said, response, \
    comment, statement, äußerung, texte, texto, testo, tekst, 內容, 内容, 発話, текст"
);

/// What the heading row of a table calls the column of numbers.
pub(super) static NUMBER_HEADINGS: Words =
    words!("#, no, no., nr, nr., n°, number, line, line no., turn, row, id, zeile, n");
