//! ELAN (.eaf): time-aligned annotations in tiers, each tier a speaker by its participant or its name. Tiers that comment on
//! others (translations, glosses) are left out, and that is told.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::xml::{attribute, referred, walk};
use super::{FileType, ReadDocument, Said, Stretch, tidy_and_tell, turns};
use quick_xml::events::Event;
use std::collections::HashMap;

/// A tier, while it is read.
#[derive(Default)]
struct Tier {
    speaker: Option<String>,
    depends: bool,
}

/// Reads the annotations of all tiers that stand by themselves, by time.
pub(in super::super) fn read(text: &str) -> Result<ReadDocument, Trouble> {
    let mut slots: HashMap<String, u64> = HashMap::new();
    let mut tier = Tier::default();
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut start, mut end, mut ended): (Option<u64>, Option<u64>, Option<u64>) = (None, None, None);
    let mut words: Option<String> = None;
    let (mut dependent, mut unreadable) = (0, 0);
    walk(text, |event, _, _| {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "TIME_SLOT" => {
                    let time = attribute(element, "TIME_VALUE").and_then(|time| time.parse().ok());
                    if let (Some(id), Some(time)) = (attribute(element, "TIME_SLOT_ID"), time) {
                        slots.insert(id, time);
                    }
                }
                "TIER" => {
                    let named = |name: &str| attribute(element, name).filter(|value| !value.trim().is_empty());
                    ended = None;
                    tier = Tier {
                        speaker: named("PARTICIPANT").or_else(|| named("TIER_ID")),
                        depends: attribute(element, "PARENT_REF").is_some(),
                    };
                }
                "ALIGNABLE_ANNOTATION" => {
                    let time = |name: &str| attribute(element, name).and_then(|slot| slots.get(&slot).copied());
                    (start, end) = (time("TIME_SLOT_REF1"), time("TIME_SLOT_REF2"));
                }
                "REF_ANNOTATION" => (start, end) = (None, None),
                "ANNOTATION_VALUE" => words = Some(String::new()),
                _ => {}
            },
            Event::Text(text) => words.iter_mut().for_each(|words| words.push_str(&text.xml10_content())),
            Event::CData(text) => words.iter_mut().for_each(|words| words.push_str(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let letters = referred(reference);
                unreadable += usize::from(letters.is_none() && words.is_some());
                words.iter_mut().for_each(|words| words.push_str(letters.as_deref().unwrap_or("\u{fffd}")));
            }
            Event::End(element) if element.local_name().as_ref() == "ANNOTATION_VALUE" => {
                let said = words.take().unwrap_or_default();
                if tier.depends {
                    dependent += usize::from(!said.trim().is_empty());
                } else {
                    let goes_on = start.is_some() && start == ended;
                    ended = end;
                    stretches.push(Stretch {
                        said: Said { speaker: tier.speaker.clone(), time_ms: start },
                        words: said,
                        goes_on,
                    });
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    stretches.sort_by_key(|stretch| stretch.said.time_ms);
    let (paragraphs, joined) = turns(stretches);
    let mut notices = Vec::new();
    if joined > 0 {
        notices.push(Notice::CuesJoined(joined));
    }
    if dependent > 0 {
        notices.push(Notice::DependentTiers(dependent));
    }
    if unreadable > 0 {
        notices.push(Notice::UnreadableCharacters(unreadable));
    }
    let paragraphs = tidy_and_tell(paragraphs, &mut notices);
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::Elan, title: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_come_by_time_with_their_speakers_and_comments_stay_out() {
        let file = "<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"900\"/><TIME_SLOT TIME_SLOT_ID=\"b\" TIME_VALUE=\"100\"/></TIME_ORDER><TIER TIER_ID=\"t1\" PARTICIPANT=\"Ana\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"1\" TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"a\"><ANNOTATION_VALUE>Tea &amp; cake.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID=\"Ben\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"2\" TIME_SLOT_REF1=\"b\" TIME_SLOT_REF2=\"a\"><ANNOTATION_VALUE>What is &there;?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID=\"gloss\" PARENT_REF=\"t1\"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"3\" ANNOTATION_REF=\"1\"><ANNOTATION_VALUE>Tee</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>";
        let read = read(file).expect("an ELAN file");
        let seen: Vec<(String, Option<String>, Option<u64>)> = read
            .paragraphs
            .iter()
            .map(|one| {
                (
                    one.text(),
                    one.said.as_ref().and_then(|said| said.speaker.clone()),
                    one.said.as_ref().and_then(|said| said.time_ms),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("What is \u{fffd}?".to_owned(), Some("Ben".to_owned()), Some(100)),
                ("Tea & cake.".to_owned(), Some("Ana".to_owned()), Some(900)),
            ]
        );
        assert_eq!(read.notices, [Notice::DependentTiers(1), Notice::UnreadableCharacters(1)]);
        assert!(super::read(&file[..400]).is_err(), "cut off");
    }
}
