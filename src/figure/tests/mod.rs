//! The figure from outside: models in, files out, and the files read back.

mod accuracy;
mod checking;
mod constraints;
mod dragging;
mod drawn;
mod files;
mod fixtures;
mod geometry;
mod kinds;
mod pages;
mod pictures;
mod read;
mod setting;
mod standing;
mod words;
mod written;
