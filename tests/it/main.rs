//! Tests from outside: the command line as a process, the window through AccessKit, the file, and the house itself.

mod cli;
mod house;
mod kill;
mod pairs;
mod rasteriser;
mod sample;
mod store;
mod tables;
mod text_form;
mod transcript_view;
mod window;
