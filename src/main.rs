//! A window or a command line: decides, nothing more.

use std::process::ExitCode;

fn main() -> ExitCode {
    colloquy::cli::main(std::env::args_os())
}
