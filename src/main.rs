//! Starts the command line and returns its exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
