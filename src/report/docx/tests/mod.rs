//! Word files read back from outside: whole parts, then what each block became.

mod blocks;
mod package;
mod whole;
