//! A study's own frameworks, beside those that come with the program.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use super::{Framework, Frameworks, comb_and_tdf};

/// Every set of own frameworks that was asked for. They are few, each is small, and what is read once is wanted in
/// every frame: so they stay as long as the program runs.
static JOINED: LazyLock<Mutex<HashMap<Vec<String>, &'static Frameworks>>> = LazyLock::new(Mutex::default);

/// COM-B, the TDF, and frameworks written as RON, in this order. One that cannot be read or joined is passed over: a
/// placement in it keeps its id and has no name.
pub fn with_own(own: &[String]) -> &'static Frameworks {
    if own.is_empty() {
        return comb_and_tdf();
    }
    let mut joined = JOINED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = joined.get(own) {
        return known;
    }
    let all = own.iter().fold(comb_and_tdf().clone(), |all, text| {
        let more = Framework::from_ron(text).and_then(|framework| all.with(framework));
        more.unwrap_or(all)
    });
    let kept: &'static Frameworks = Box::leak(Box::new(all));
    joined.insert(own.to_vec(), kept);
    kept
}
