//! A study with something left out of it, for someone who is not to see it.

use super::*;

impl Study {
    /// The study without the records `gone`, and with the records `masked` in place of those with their keys. Nothing that
    /// stays may point at what goes; texts stay. The study itself is as it was.
    pub fn less(&self, gone: impl IntoIterator<Item = Key>, masked: impl IntoIterator<Item = Record>) -> Study {
        let mut less = self.clone();
        masked.into_iter().for_each(|record| less.put(record));
        gone.into_iter().for_each(|key| less.take(key));
        less
    }
}
