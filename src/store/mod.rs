//! Where a study lives: the SQLite file, the text form, backups, locks, recovery.
