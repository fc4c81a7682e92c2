//! The figure from outside: models in, files out, and the files read back.

mod accuracy;
mod checking;
mod fixtures;
mod geometry;
mod pictures;
mod read;
mod words;
mod written;
