//! The ten conformance cases of REFI-QDA in and out, from the command line, and what other programs' elements say of themselves.
//! The projects are of this project's own making (CC0); what they hold stands beside them in the knowledge base.

use super::*;
use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read, Write};

/// An element by its local name, with its attributes, its own words and its place among its parents.
#[derive(Clone, Debug, PartialEq)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    words: String,
    parents: Vec<String>,
}

impl Element {
    fn get(&self, key: &str) -> &str {
        self.attributes.get(key).map_or("", String::as_str)
    }

    fn guid(&self, key: &str) -> String {
        self.get(key).trim_matches(['{', '}']).to_lowercase()
    }
}

/// Every element of a document in order; `parents` are the GUIDs, or the names, of what it stands in.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) => {
                let attributes = start.attributes().map(|one| {
                    let one = one.expect("an attribute");
                    let value = one.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
                    (one.key.local_name().as_ref().to_owned(), value.into_owned())
                });
                let attributes: BTreeMap<String, String> = attributes.collect();
                let parents = open.iter().map(|at: &usize| {
                    let parent: &Element = &all[*at];
                    if parent.get("guid").is_empty() { parent.name.clone() } else { parent.guid("guid") }
                });
                let parents = parents.collect();
                open.push(all.len());
                all.push(Element {
                    name: start.local_name().as_ref().to_owned(),
                    attributes,
                    words: String::new(),
                    parents,
                });
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(words) => {
                if let Some(at) = open.last() {
                    all[*at].words.push_str(&words.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(at) = open.last() {
                    all[*at].words.push_str(match reference.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        _ => "'",
                    });
                }
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// The parts of a package by name; a document by itself is one part.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let bytes = fs::read(path).expect("the file");
    if !bytes.starts_with(b"PK") {
        return BTreeMap::from([("project.qde".to_owned(), bytes)]);
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(part.name().expect("a name").to_string(), bytes);
    }
    parts
}

fn project(path: &Path) -> Vec<Element> {
    let document = parts(path).into_iter().find(|(name, _)| name.ends_with(".qde")).expect("a project").1;
    elements(&String::from_utf8(document).expect("UTF-8"))
}

fn golden(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi").join(name).display().to_string()
}

fn shared(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path.display().to_string());
    }
    println!("skipped: no ../shared");
    None
}

/// Imports a file into a study of that name and gives the report.
fn brought(folder: &Path, study: &str, file: &str) -> serde_json::Value {
    serde_json::from_str(&done(folder, &["import", study, file, "--json", "--coder", "Me"])).expect("JSON")
}

/// Writes a study's project and reads it.
fn written(folder: &Path, study: &str, profile: &str) -> Vec<Element> {
    let out = format!("{study} {profile}.qdpx");
    done(folder, &["export", "refi", &format!("{study}.colloquy"), "-o", &out, "--profile", profile]);
    project(&folder.join(out))
}

/// (words, code with its parents, coder) of every coding.
fn codings(folder: &Path, study: &str) -> Vec<(String, String, String)> {
    let open = OpenStudy::open(&folder.join(format!("{study}.colloquy")), Access::Read, "").expect("opens");
    let study = open.study();
    let mut found: Vec<_> = study
        .codings()
        .map(|coding| {
            let words = coding.span.of(study.text(coding.transcript)).expect("words").to_owned();
            let mut path = vec![study.get(coding.code).expect("a code").name.as_str()];
            let mut at = study.get(coding.code).and_then(|code| code.parent);
            while let Some(code) = at.and_then(|id| study.get(id)) {
                path.insert(0, &code.name);
                at = code.parent;
            }
            (words, path.join(" > "), study.get(coding.coder).expect("a coder").name.clone())
        })
        .collect();
    found.sort();
    found
}

fn losses(report: &serde_json::Value) -> Vec<(String, String, String)> {
    let list = report["losses"].as_array().expect("a list");
    let words = |one: &serde_json::Value, key: &str| one[key].as_str().expect("words").to_owned();
    list.iter().map(|one| (words(one, "element"), words(one, "id").to_lowercase(), words(one, "what"))).collect()
}

/// Who made an element and when is written as it came, with its id, for every kind of element.
#[test]
fn ids_people_and_times_of_every_element_go_out_as_they_came_in() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let mut files: Vec<(String, String)> =
        ["spec-strict", "nvivo-windows-shape", "nvivo-mac-shape", "atlas-shape", "maxqda-shape"]
            .map(|name| (name.to_owned(), golden(&format!("{name}.qdpx"))))
            .to_vec();
    if let Some(real) = shared("refi/samples/ponte__target-atlas-project.qdpx") {
        files.push(("ponte".to_owned(), real));
    }
    for (name, file) in files {
        brought(folder, &name, &file);
        // The coder who imports may be named like one of the project, and stands for them then.
        let out = written(folder, &name, "standard");
        let mut compared = 0;
        for element in project(Path::new(&file)).iter().filter(|one| !one.get("guid").is_empty()) {
            // Texts of recordings and of pages stand as texts of their own; their points in time do not come along.
            let kind = match element.name.as_str() {
                "Representation" | "Transcript" if element.parents.len() == 3 => "TextSource",
                "TranscriptSelection" => "PlainTextSelection",
                "SyncPoint" | "Representation" => continue,
                // A note's place in a source is the place of a selection there.
                "PlainTextSelection" if element.parents.iter().any(|one| one == "Notes") => continue,
                name => name,
            };
            let same = out.iter().find(|one| one.name == kind && one.guid("guid") == element.guid("guid"));
            let same = same.unwrap_or_else(|| panic!("{name}: {} {} is gone", element.name, element.get("guid")));
            for key in ["creationDateTime", "modifiedDateTime", "isCodable", "typeOfVariable"] {
                if kind == "Code" && matches!(element.get(key), "1" | "true") {
                    assert_eq!(same.get(key), "true");
                } else if !element.get(key).is_empty() {
                    assert_eq!(same.get(key), element.get(key), "{name}: {key} of {kind} {}", element.get("guid"));
                }
            }
            for key in ["creatingUser", "modifyingUser"] {
                if !element.get(key).is_empty() {
                    assert_eq!(same.guid(key), element.guid(key), "{name}: {key} of {kind} {}", element.get("guid"));
                }
            }
            compared += 1;
        }
        assert!(compared > 3, "{name}: {compared}");
        let (came, went) = (project(Path::new(&file)), &out);
        for key in ["creationDateTime", "modifiedDateTime"] {
            assert_eq!(went[0].get(key), came[0].get(key), "{name}");
        }
        assert_eq!(went[0].guid("creatingUserGUID"), came[0].guid("creatingUserGUID"), "{name}");
    }
}

/// Case 1: UTF-16 places over CRLF with a byte order mark, two codes of one name, a case with its twin code.
#[test]
fn conformance_1_nvivo_on_windows() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    brought(folder, "study", &golden("nvivo-windows-shape.qdpx"));
    let coding = |words: &str, code: &str| (words.to_owned(), code.to_owned(), "Coder B".to_owned());
    let (trust, other) = ("Themes > Trust", "Themes > Other > Trust");
    let mut expected = vec![
        coding("safe", trust),
        coding("here", other),
        coding("naïve Ω line", trust),
        coding("marks it", other),
        coding("End.", trust),
    ];
    expected.sort();
    assert_eq!(codings(folder, "study"), expected);
    let open = OpenStudy::open(&folder.join("study.colloquy"), Access::Read, "").expect("opens");
    let study = open.study();
    assert!(study.codes().all(|code| code.name != "Case Anna"));
    let case = study.participants().find(|one| one.label == "Case Anna").expect("the case");
    let value = case.attributes.values().next().expect("a value");
    assert_eq!(serde_json::to_value(value).expect("JSON").to_string(), "{\"Category\":\"20-29\"}");
    let text = study.transcripts().next().expect("the text");
    assert!(!text.turns.is_empty() && text.turns.iter().all(|turn| turn.speaker == Some(case.id)), "{:?}", text.turns);
    drop(open);
    // The case's words go back as they came, in NVivo's own units.
    let came = project(Path::new(&golden("nvivo-windows-shape.qdpx")));
    let out = written(folder, "study", "nvivo");
    let of_case = |all: &[Element]| {
        let code = all.iter().find(|one| one.name == "CodeRef" && one.guid("targetGUID").starts_with("ccf5cf26"));
        let selection = code.expect("the case's coding").parents.iter().rev().nth(1).expect("a selection").clone();
        all.iter().find(|one| one.name == "PlainTextSelection" && one.guid("guid") == selection).expect("it").clone()
    };
    assert_eq!(of_case(&came).get("endPosition"), "89");
    // Three line ends and no mark: one unit less for each of the three line ends.
    assert_eq!((of_case(&out).get("startPosition"), of_case(&out).get("endPosition")), ("0", "86"));
    assert!(out.iter().any(|one| one.name == "Code" && one.get("name") == "Case Anna"));
}

/// Case 1, second half: the exports of one project from Windows and from a Mac give the same words under the same codes.
#[test]
fn conformance_1_one_nvivo_project_from_two_platforms() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    brought(folder, "windows", &golden("nvivo-windows-shape.qdpx"));
    brought(folder, "mac", &golden("nvivo-mac-shape.qdpx"));
    let words = |study: &str| codings(folder, study).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(words("windows"), words("mac"));
}

/// How places are counted is told with how well it fits, and can be said otherwise, for all texts or for one.
#[test]
fn places_are_counted_as_a_person_says() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let file = golden("nvivo-windows-shape.qdpx");
    let told = done(folder, &["import", "found", &file, "--coder", "Me"]);
    assert!(told.contains("which fits best: 6 of 6 passages begin and end where words do"), "{told}");
    assert!(told.contains("characters+line-ends 0"), "{told}");
    for (name, places) in
        [("all", "characters"), ("one", "Anna=characters"), ("id", "62F42C67-1071-5bd7-93f2-0044a0e3d4b7=characters")]
    {
        let told = done(folder, &["import", name, &file, "--coder", "Me", "--places", places]);
        assert!(told.contains("counted by characters, as was chosen"), "{told}");
        let words: Vec<String> = codings(folder, name).into_iter().map(|one| one.0).collect();
        assert!(!words.contains(&"naïve Ω line".to_owned()), "{words:?}");
    }
    let words: Vec<String> = codings(folder, "found").into_iter().map(|one| one.0).collect();
    assert!(words.contains(&"naïve Ω line".to_owned()), "{words:?}");
    refused(folder, &["import", "x", &file, "--places", "bytes"], 2, "characters, characters+mark");
    refused(folder, &["import", "x", &file, "--places", "Bert=utf16"], 1, "They are: “Anna”");
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    refused(folder, &["import", "found", "talk.txt", "--places", "utf16"], 2, "for a REFI-QDA project");
    assert!(!folder.join("x.colloquy").exists());
}

/// Who finds later that passages stand wrong imports the file again and says how places are counted: what nobody has touched is
/// put right, as one entry; what somebody has put elsewhere stays; what is kept beside the elements goes out with the new words.
#[test]
fn passages_that_were_counted_wrong_are_put_right_later() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let file = golden("nvivo-windows-shape.qdpx");
    done(folder, &["import", "right", &file, "--coder", "Me"]);
    done(folder, &["import", "wrong", &file, "--coder", "Me", "--places", "characters"]);
    assert_ne!(codings(folder, "wrong"), codings(folder, "right"));
    // Nobody has chosen: nothing is moved, and it is told.
    let told = done(folder, &["import", "wrong", &file, "--coder", "Me"]);
    assert!(told.contains("would stand elsewhere as places are counted now. Nothing was moved"), "{told}");
    assert_ne!(codings(folder, "wrong"), codings(folder, "right"));
    let way = ["--places", "utf16+line-ends"];
    let again = |more: &[&str]| done(folder, &[&["import", "wrong", &file, "--coder", "Me"], &way[..], more].concat());
    let told = again(&["--dry-run"]);
    assert!(told.contains("other places of"), "{told}");
    assert_ne!(codings(folder, "wrong"), codings(folder, "right"));
    again(&[]);
    assert_eq!(codings(folder, "wrong"), codings(folder, "right"));
    let told = again(&[]);
    assert!(told.contains("nothing that is not here already"), "{told}");
    let selections = |study: &str| {
        let out = written(folder, study, "nvivo");
        let all = out.into_iter().filter(|one| one.name == "PlainTextSelection");
        let mut all: Vec<(String, String)> =
            all.map(|one| (one.get("guid").to_owned(), one.get("startPosition").to_owned())).collect();
        all.sort();
        all
    };
    assert_eq!(selections("wrong"), selections("right"));
}

/// Case 2: everything that the standard has; what goes out again reads as what came in.
#[test]
fn conformance_2_the_standard_to_the_letter() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let file = golden("spec-strict.qdpx");
    brought(folder, "study", &file);
    let (came, went) = (project(Path::new(&file)), written(folder, "study", "standard"));
    let kinds = [
        "User",
        "Code",
        "Variable",
        "Case",
        "VariableRef",
        "IntegerValue",
        "BooleanValue",
        "DateValue",
        "DateTimeValue",
        "TextValue",
        "FloatValue",
        "SourceRef",
        "SelectionRef",
        "PlainTextSelection",
        "Coding",
        "CodeRef",
        "Link",
        "Graph",
        "Vertex",
        "Edge",
        "Set",
        "MemberCode",
        "MemberSource",
        "MemberNote",
        "AudioSource",
        "AudioSelection",
    ];
    for kind in kinds {
        let of = |all: &[Element]| {
            let own = all.iter().filter(|one| one.name == kind && !one.parents.iter().any(|parent| parent == "Notes"));
            own.map(|one| {
                let key = if one.get("guid").is_empty() { one.guid("targetGUID") } else { one.guid("guid") };
                let key =
                    if key.is_empty() { one.words.trim().replace("3.50", "3.5").replace('1', "true") } else { key };
                key.replace("false", "0")
            })
            .collect::<BTreeSet<String>>()
        };
        let (before, after) = (of(&came), of(&went));
        let plain = |set: &BTreeSet<String>| set.iter().map(|one| one.replace("true", "1")).collect::<BTreeSet<_>>();
        assert!(plain(&before).is_subset(&plain(&after)), "{kind}: {before:?} {after:?}");
    }
    // Three codings by two people on one selection stay in one selection; one is on the source as a whole.
    let within = |all: &[Element], selection: &str| {
        all.iter().filter(|one| one.name == "Coding" && one.parents.last().is_some_and(|at| at == selection)).count()
    };
    assert_eq!(within(&went, "3cd2d884-5949-57d2-9171-022b80797f1f"), 3);
    assert_eq!(within(&went, "62f42c67-1071-5bd7-93f2-0044a0e3d4b7"), 1);
    // A value that is missing is neither empty nor gone.
    let town = |one: &&Element| one.name == "VariableRef" && one.guid("targetGUID").starts_with("fbf8934d");
    let missing =
        went.iter().filter(town).filter(|one| one.parents.iter().any(|at| at.starts_with("0441d948"))).count();
    assert_eq!(missing, 1);
    assert_eq!(went.iter().filter(|one| one.name == "TextValue").count(), 1);
    let told = codings(folder, "study");
    for words in ["we felt safe", "felt safe” 😀 here", "x", "world"] {
        assert!(told.iter().any(|coding| coding.0 == words), "{words}: {told:?}");
    }
    let described: Vec<&str> =
        went.iter().filter(|one| one.name == "Description").map(|one| one.words.as_str()).collect();
    for words in ["source comment", "selection comment", "a person", "project comment", "zero length"] {
        assert!(described.contains(&words), "{words}: {described:?}");
    }
}

/// Case 3: ATLAS.ti's quotation of words and of a rectangle is one; its video and its comment on an instant are kept.
#[test]
fn conformance_3_atlas() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let report = brought(folder, "study", &golden("atlas-shape.qdpx"));
    let granola = ("granola".to_owned(), "Food::granola".to_owned(), "Ann".to_owned());
    assert_eq!(codings(folder, "study"), [granola.clone(), granola]);
    assert!(losses(&report).iter().any(|(element, _, what)| element == "VideoSource" && what.contains(".mov")));
    let out = written(folder, "study", "atlas");
    let area = out.iter().find(|one| one.name == "PDFSelection").expect("the rectangle");
    let corner = ["page", "firstX", "firstY", "secondX", "secondY"].map(|key| area.get(key));
    assert_eq!(corner, ["0", "335", "367", "485", "420"]);
    let instant = out.iter().find(|one| one.name == "VideoSelection").expect("the instant");
    assert_eq!((instant.get("begin"), instant.get("end")), ("21477", "21477"));
    assert!(out.iter().any(|one| one.name == "Description" && one.words == "comment on an instant"));
    let Some(annex) = shared("refi/samples/spec-annex__A2-atlas-simple.qde") else { return };
    brought(folder, "annex", &annex);
    let out = written(folder, "annex", "standard");
    let count = |name: &str| out.iter().filter(|one| one.name == name).count();
    assert_eq!((count("Set"), count("Link"), count("Graph"), count("Vertex"), count("Edge")), (16, 1, 1, 3, 2));
}

/// Case 4: two documents of one name, values in a case without a name, a comment without a code, a memo at its place.
#[test]
fn conformance_4_maxqda() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    brought(folder, "study", &golden("maxqda-shape.qdpx"));
    let open = OpenStudy::open(&folder.join("study.colloquy"), Access::Read, "").expect("opens");
    let study = open.study();
    let texts = study.transcripts_in_order();
    assert_eq!(texts.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Interview", "Interview"]);
    assert_eq!(texts.iter().map(|one| one.attributes.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(study.participants().len(), 0);
    let mut memos: Vec<(String, String)> = study
        .memos()
        .filter_map(|memo| match &memo.anchor {
            Some(colloquy::study::Anchor::Passage(on, span)) => {
                Some((span.of(study.text(*on)).expect("words").to_owned(), memo.text.clone()))
            }
            _ => None,
        })
        .collect();
    memos.sort();
    let memo = |at: &str, text: &str| (at.to_owned(), text.to_owned());
    assert_eq!(memos, [memo("four", "memo at four"), memo("three", "comment without code")]);
    drop(open);
    let out = written(folder, "study", "maxqda");
    let comment = out.iter().find(|one| one.words == "comment without code").expect("the comment");
    assert_eq!(comment.name, "Description");
    let case = out.iter().find(|one| one.name == "Case").expect("the case without a name");
    assert_eq!(case.get("name"), "");
    assert_eq!(out.iter().filter(|one| one.name == "IntegerValue").count(), 1);
    assert!(out.iter().any(|one| one.name == "VideoSource" && one.get("name") == "New Recording 11"));
    let group = out.iter().find(|one| one.name == "Set").expect("the group of documents");
    assert_eq!(group.get("name"), "Group 2024");
}

/// Case 5: codebooks of five programs go out with their ids, order, depth, folders and sets, and come twice without a change.
#[test]
fn conformance_5_codebooks_of_five_programs() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    for name in [
        "atlas-0-4-namespace",
        "nvivo-1-0-colon-namespace",
        "openqda-rgba",
        "taguette-empty-sets",
        "qualcoder-bom-crlf",
    ] {
        let file = golden(&format!("{name}.qdc"));
        brought(folder, name, &file);
        let again = done(folder, &["import", name, &file, "--coder", "Me"]);
        assert!(again.contains("nothing that is not here already"), "{name}: {again}");
        let out = format!("{name}.qdc");
        done(folder, &["export", "codebook", &format!("{name}.colloquy"), "-o", &out]);
        let read = |path: &Path| elements(&fs::read_to_string(path).expect("the codebook"));
        let (came, went) = (read(Path::new(&file)), read(&folder.join(&out)));
        let codes = |all: &[Element]| {
            let codes = all.iter().filter(|one| one.name == "Code");
            codes
                .map(|one| {
                    let codable = !matches!(one.get("isCodable"), "false" | "0");
                    let depth = one.parents.iter().filter(|parent| parent.contains('-')).count();
                    (one.guid("guid"), one.get("name").to_owned(), codable, depth)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&came), codes(&went), "{name}");
        let sets = |all: &[Element]| {
            let members = all.iter().filter(|one| one.name == "MemberCode");
            let named = all.iter().filter(|one| one.name == "Set").map(|one| one.get("name").to_owned());
            let guids = members.map(|one| one.guid(if one.get("guid").is_empty() { "targetGUID" } else { "guid" }));
            named.chain(guids).collect::<Vec<_>>()
        };
        assert_eq!(sets(&came), sets(&went), "{name}");
        let again = done(folder, &["import", name, &out, "--coder", "Me"]);
        assert!(again.contains("nothing that is not here already"), "{name}: {again}");
    }
}

/// Case 6: what exporters with faults wrote is read as far as it goes; every loss is named once.
#[test]
fn conformance_6_broken_exporters() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let texts =
        ["generated__qualcoder-c3204641.qde", "spec-annex__A3-transana-complex.qde", "skyloom__TestProject.qdpx"];
    for name in texts {
        let Some(file) = shared(&format!("refi/samples/{name}")) else { return };
        let report = brought(folder, name, &file);
        let told = losses(&report);
        let mut once = told.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), told.len(), "{name}: a loss is told twice");
        done(folder, &["check", &format!("{name}.colloquy")]);
        let dangling = told.iter().filter(|(element, ..)| element == "SourceRef").count();
        assert_eq!(dangling > 0, name.starts_with("generated"), "{name}: {told:?}");
        let missing = told.iter().filter(|(_, _, what)| what.contains("not in the project")).count();
        assert!(missing > 0, "{name}: {told:?}");
    }
}

/// Case 7: a large project of NVivo, whose cases share their ids with codes: every case's words are somebody's.
#[test]
fn conformance_7_cases_as_codes_in_a_large_project() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let guid = |kind: u32, number: usize| format!("{kind:08x}-0000-4000-8000-{number:012x}");
    let (mut codes, mut cases, mut sources, mut notes) = (String::new(), String::new(), String::new(), String::new());
    for at in 0..104 {
        codes += &format!("<Code guid=\"{}\" name=\"Code {at}\" isCodable=\"true\"/>", guid(1, at));
    }
    for at in 0..68 {
        codes += &format!("<Code guid=\"{}\" name=\"Case {at}\" isCodable=\"true\"/>", guid(2, at));
        cases += &format!("<Case guid=\"{}\" name=\"Case {at}\"/>", guid(2, at));
    }
    let file = folder.join("large.qdpx");
    let mut zip = zip::ZipWriter::new(fs::File::create(&file).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    let text = "Well we never had the money.\nNo.\n";
    let (mut coded, mut of_cases) = (0, 0);
    for at in 0..60 {
        let mut inside = String::new();
        let mut select = |code: String, number: usize, start: usize, end: usize| {
            inside += &format!(
                "<PlainTextSelection guid=\"{}\" startPosition=\"{start}\" endPosition=\"{end}\"><Coding guid=\"{}\" \
                 creatingUser=\"{}\"><CodeRef targetGUID=\"{code}\"/></Coding></PlainTextSelection>",
                guid(3, number),
                guid(4, number),
                guid(9, 0)
            );
        };
        for one in 0..(if at < 57 { 13 } else { 12 }) {
            select(guid(1, (at * 13 + one) % 104), coded, one, one + 7);
            coded += 1;
        }
        for one in 0..(if at < 37 { 2 } else { 1 }) {
            let case = if one == 0 { at } else { 60 + at % 8 };
            select(guid(2, case), 2000 + of_cases, 0, text.len());
            of_cases += 1;
        }
        let name = guid(5, at);
        sources += &format!(
            "<TextSource guid=\"{name}\" name=\"Talk {at}\" plainTextPath=\"internal://{name}.txt\">{inside}</TextSource>"
        );
        zip.start_file(format!("sources/{name}.txt"), options).expect("a part");
        zip.write_all(format!("{text}{at}\n").as_bytes()).expect("written");
    }
    for at in 0..19 {
        let name = guid(6, at);
        notes += &format!(
            "<Note guid=\"{name}\" name=\"Memo {at}\" richTextPath=\"internal://{name}.docx\" plainTextPath=\"internal://{name}.txt\" creatingUser=\"{}\" creationDateTime=\"2020-01-01T00:00:00Z\" modifyingUser=\"{}\" modifiedDateTime=\"2021-01-01T00:00:00Z\"/>",
            guid(9, 1),
            guid(9, 2)
        );
        zip.start_file(format!("sources/{name}.txt"), options).expect("a part");
        zip.write_all(format!("Thought {at}").as_bytes()).expect("written");
        zip.start_file(format!("sources/{name}.docx"), options).expect("a part");
        zip.write_all(b"PK a document").expect("written");
    }
    let users: String = (0..4).map(|at| format!("<User guid=\"{}\" name=\"User {at}\"/>", guid(9, at))).collect();
    zip.start_file("project.qde", options).expect("a part");
    let document = format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Large\" origin=\"NVivo for Mac 20.5\"><Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook><Cases>{cases}</Cases><Sources>{sources}</Sources><Notes>{notes}</Notes></Project>"
    );
    zip.write_all(document.as_bytes()).expect("written");
    zip.finish().expect("a package");
    assert_eq!((coded, of_cases), (777, 97));
    let report = brought(folder, "study", &file.display().to_string());
    let made = |kind: &str| report["made"][kind].as_u64().unwrap_or(0);
    assert_eq!((made("code"), made("participant"), made("coding"), made("memo")), (104, 68, 777, 19), "{report}");
    assert!(losses(&report).iter().any(|(_, _, what)| what.contains("There are 4 people in the project")));
    let out = written(folder, "study", "nvivo");
    assert_eq!(out.iter().filter(|one| one.name == "Coding").count(), 874);
    let own = |one: &&Element| one.name == "Note" && one.get("name").starts_with("Memo ");
    for note in out.iter().filter(own) {
        assert_eq!(note.get("modifiedDateTime"), "2021-01-01T00:00:00Z");
        assert_eq!(note.get("richTextPath"), format!("internal://{}.docx", note.guid("guid")));
    }
    assert_eq!(out.iter().filter(own).count(), 19);
    let names = parts(&folder.join("study nvivo.qdpx"));
    assert_eq!(names.keys().filter(|name| name.ends_with(".docx")).count(), 19);
}

/// Case 8: the same project with every id made anew and one coder's codings changed is found again in all else.
#[test]
fn conformance_8_two_coders_of_one_project() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let file = golden("spec-strict.qdpx");
    brought(folder, "study", &file);
    let before = codings(folder, "study");
    // Every GUID has its first letter turned; Bob's code on one passage is another.
    let turned = folder.join("turned.qdpx");
    let mut zip = zip::ZipWriter::new(fs::File::create(&turned).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    let anew = |words: &str| {
        let mut out = String::new();
        let mut rest = words;
        while let Some(at) = rest.find(|letter: char| letter.is_ascii_hexdigit()) {
            let run = rest[at..].find(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
            let end = run.map_or(rest.len(), |run| at + run);
            let word = &rest[at..end];
            out.push_str(&rest[..at]);
            if word.len() == 36 && word.matches('-').count() == 4 {
                out.push_str(&format!("0a{}", &word[2..]));
            } else {
                out.push_str(word);
            }
            rest = &rest[end..];
        }
        out + rest
    };
    for (name, bytes) in parts(Path::new(&file)) {
        zip.start_file(anew(&name), options).expect("a part");
        let bytes = if name.ends_with(".qde") {
            let words = anew(&String::from_utf8(bytes).expect("UTF-8"));
            let last = words.replacen(
                "0ad2a9bd-fb94-5c5a-8d70-5ef7f1a95a0f\"/></Coding><NoteRef",
                "0abe5b2d-02bc-50dc-b515-7f59e02cc6de\"/></Coding><NoteRef",
                1,
            );
            last.into_bytes()
        } else {
            bytes
        };
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("a package");
    let report = brought(folder, "study", &turned.display().to_string());
    assert!(report["made"]["transcript"].is_null() && report["made"]["code"].is_null(), "{report}");
    assert_eq!(report["found"]["transcript"], 3);
    for coding in &before {
        assert!(codings(folder, "study").contains(coding), "{coding:?}");
    }
    let count = codings(folder, "study").len();
    let again = done(folder, &["import", "study", &turned.display().to_string(), "--coder", "Me"]);
    assert!(again.contains("nothing that is not here already"), "{again}");
    assert_eq!(codings(folder, "study").len(), count);
}

/// Case 9: four profiles of one project; each is read back the same.
#[test]
fn conformance_9_export_profiles() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    brought(folder, "study", &golden("spec-strict.qdpx"));
    let before = codings(folder, "study");
    let place = |all: &[Element]| {
        let one = all.iter().find(|one| one.name == "PlainTextSelection" && one.guid("guid").starts_with("de4a0bc0"));
        one.expect("the selection").get("endPosition").parse::<u32>().expect("a number")
    };
    for (profile, more) in [("standard", 0), ("nvivo", 3), ("atlas", 0), ("maxqda", 0)] {
        let told =
            done(folder, &["export", "refi", "study.colloquy", "-o", "x.qdpx", "--profile", profile, "--dry-run"]);
        assert!(!told.trim().is_empty() && !folder.join("x.qdpx").exists());
        let out = written(folder, "study", profile);
        // Three signs beyond the first plane stand before the end of the passage, of two UTF-16 units each.
        assert_eq!(place(&out), 48 + more, "{profile}");
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for one in out.iter().filter(|one| !one.get("guid").is_empty()) {
            *ids.entry(one.guid("guid")).or_default() += 1;
        }
        let twice: Vec<_> = ids.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty(), "{profile}: {twice:?}");
        let on_source = out
            .iter()
            .filter(|one| one.name == "NoteRef" && one.parents.last().is_some_and(|at| at.starts_with("62f42c67")));
        assert_eq!(on_source.count() == 0, profile == "atlas", "{profile}");
        let names = parts(&folder.join(format!("study {profile}.qdpx")));
        assert!(names.keys().all(|name| name == "project.qde" || name.starts_with("sources/")), "{names:?}");
        let back = format!("back {profile}");
        brought(folder, &back, &format!("study {profile}.qdpx"));
        assert_eq!(codings(folder, &back), before, "{profile}");
    }
}

/// Case 10: files made to harm are refused or contained, and leave nothing behind.
#[test]
fn conformance_10_hostile() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    done(folder, &["new", "study", "--title", "Talks", "--coder", "Ann"]);
    refused(folder, &["import", "study.colloquy", &golden("hostile.qdpx")], 1, "nothing in the study has changed");
    let deep = format!(
        "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{}{}</Codes></CodeBook>",
        "<Code guid=\"00000000-0000-4000-8000-000000000000\" name=\"a\">".repeat(10_000),
        "</Code>".repeat(10_000)
    );
    fs::write(folder.join("deep.qdc"), deep).expect("written");
    refused(folder, &["import", "study.colloquy", "deep.qdc"], 1, "too deep");
    let file = folder.join("bomb.qdpx");
    let mut zip = zip::ZipWriter::new(fs::File::create(&file).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("project.qde", options).expect("a part");
    zip.write_all(b"<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"b\">").expect("written");
    for _ in 0..600 {
        zip.write_all(&vec![b' '; 1 << 20]).expect("written");
    }
    zip.finish().expect("a package");
    refused(folder, &["import", "study.colloquy", "bomb.qdpx"], 1, "nothing in the study has changed");
    fs::remove_file(&file).expect("removed");
    let left: Vec<_> = fs::read_dir(folder).expect("the folder").map(|one| one.expect("a file").file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
