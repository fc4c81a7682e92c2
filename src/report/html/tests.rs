use super::html;
use crate::report::sample;
use crate::report::tree::{Document, added, footnote, heading, link, paragraph, removed, section, text};

/// The tags of a page in order: elements that are never closed, or closed in another order, are a fault.
fn unbalanced(page: &str) -> Vec<String> {
    let void = ["meta", "br", "img", "col", "!DOCTYPE"];
    let (mut open, mut faults) = (Vec::new(), Vec::new());
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    for tag in body.split('<').skip(1) {
        let Some((tag, _)) = tag.split_once('>') else { continue };
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        if void.contains(&name) {
            continue;
        }
        if tag.starts_with('/') {
            let last = open.pop();
            if last.as_deref() != Some(name) {
                faults.push(format!("</{name}> closes {last:?}"));
            }
        } else {
            open.push(name.to_owned());
        }
    }
    // The head was cut away with its style.
    faults.retain(|fault| !fault.contains("</head>") && !fault.contains("</html>"));
    faults.extend(open.into_iter().map(|name| format!("<{name}> is never closed")));
    faults
}

#[test]
fn every_element_is_closed_where_it_must_be() {
    for document in [sample::everything(), sample::many_codes(30), sample::right_to_left()] {
        assert_eq!(unbalanced(&html(&document)), Vec::<String>::new(), "{}", document.title);
    }
}

#[test]
fn a_page_has_its_language_its_landmarks_and_one_first_heading() {
    let page = html(&sample::everything());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\" dir=\"ltr\">"));
    for landmark in ["<header>", "<main>", "<nav aria-labelledby=\"contents\">", "role=\"doc-endnotes\""] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(html(&sample::right_to_left()).contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn every_link_leads_to_a_place_that_is_there_once() {
    let page = html(&sample::everything());
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "a place is named twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.binary_search(&target).is_ok(), "nothing is called {target}");
    }
}

#[test]
fn text_is_never_read_as_markup_and_nothing_is_fetched() {
    let mut document = Document::new("<script>alert(1)</script>");
    document.push(paragraph([text("a < b & \"c\""), footnote("</section>")]));
    document.push(heading(1, "\u{1}<b>"));
    let page = html(&document);
    assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("http"));
    assert!(page.contains("a &lt; b &amp; \"c\""));
}

#[test]
fn headers_say_what_they_head_and_a_group_begins_a_body() {
    let page = html(&sample::everything());
    assert!(page.contains("<th scope=\"col\" rowspan=\"2\">Region</th>"));
    assert!(page.contains("<th scope=\"colgroup\" colspan=\"2\" class=\"centre\">Participants</th>"));
    assert!(page.contains("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"4\">England</th></tr>"));
}

#[test]
fn lying_pages_and_revisions_are_marked() {
    let mut document = Document::new("T");
    document.push(section(true));
    document.push(paragraph([removed("old"), added("new"), link("nowhere", "plain")]));
    document.push(section(false));
    let page = html(&document);
    assert!(page.contains("<div class=\"lying\">\n<p><del>old</del><ins>new</ins>plain</p>\n</div>"));
}
