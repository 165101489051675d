//! One program to be run, as data: it is shown to the reader, run, or repeated by hand from what was shown.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::failure::{Failure, OrSay, Outcome};
use crate::project::Project;

/// A program with its arguments, environment and folder. It never reads standard input.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    program: String,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    folder: PathBuf,
    /// Where the reader stands, so that `cd` is shown only where it is needed.
    root: PathBuf,
    path: std::ffi::OsString,
}

impl Task {
    /// A task in the project's folder, with our own tools first on PATH.
    pub(crate) fn new(project: &Project, line: &str) -> Self {
        let mut words = line.split(' ');
        let program = words.next().unwrap_or_default();
        Self {
            arguments: words.map(str::to_owned).collect(),
            ..Self::program(project, program)
        }
    }

    /// The same for a program whose path may hold spaces.
    pub(crate) fn program(project: &Project, program: impl AsRef<Path>) -> Self {
        Self {
            program: program.as_ref().display().to_string(),
            arguments: Vec::new(),
            variables: Vec::new(),
            folder: project.root.clone(),
            root: project.root.clone(),
            path: project.path(),
        }
    }

    /// Adds one argument that may hold spaces.
    pub(crate) fn arg(mut self, argument: impl AsRef<Path>) -> Self {
        self.arguments.push(argument.as_ref().display().to_string());
        self
    }

    pub(crate) fn set(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.variables
            .push((name.to_owned(), value.as_ref().display().to_string()));
        self
    }

    /// Runs in this folder of the project.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        self.folder = self.root.join(folder);
        self
    }

    /// Runs it with its output shown.
    pub(crate) fn run(&self) -> Outcome {
        let status = self.command().status().or_say(
            &self.program,
            "Is it installed? `cargo xtask doctor` tells.",
        )?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failed(status))
        }
    }

    /// Runs it with its output shown, and hands over what it wrote to standard output, whether it failed or not.
    pub(crate) fn run_and_keep(&self) -> (String, Outcome) {
        let mut kept = String::new();
        let outcome = self.tee(&mut kept);
        (kept, outcome)
    }

    /// Starts it and does not wait for its end.
    pub(crate) fn start(&self) -> Outcome {
        let mut command = self.command();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
            .spawn()
            .map(drop)
            .or_say(&self.program, "Is it installed?")
    }

    /// Starts it, and hands over what it writes to standard output; the rest is shown.
    pub(crate) fn start_and_read(&self) -> Outcome<(Child, ChildStdout)> {
        let mut command = self.command();
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .or_say(&self.program, "Is it installed?")?;
        let output = child.stdout.take();
        let output = output.ok_or_else(|| Failure::new("no output", self.to_string()))?;
        Ok((child, output))
    }

    /// Runs it unseen; nothing if it is not there or fails.
    pub(crate) fn read(&self) -> Option<String> {
        let output = self.command().stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn tee(&self, kept: &mut String) -> Outcome {
        let remedy = "Is it installed? `cargo xtask doctor` tells.";
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .spawn()
            .or_say(&self.program, remedy)?;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                kept.push_str(&line);
                kept.push('\n');
            }
        }
        let status = child.wait().or_say(&self.program, remedy)?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failed(status))
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .env("PATH", &self.path)
            .stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn failed(&self, status: std::process::ExitStatus) -> Failure {
        Failure::new(
            format!("`{}` ended with {status}", self.program),
            format!("To repeat it: {self}"),
        )
    }
}

/// As it would be typed in the project's folder.
impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ok(folder) = self.folder.strip_prefix(&self.root)
            && folder != Path::new("")
        {
            write!(f, "cd {} && ", folder.display())?;
        }
        for (name, value) in &self.variables {
            write!(f, "{name}={} ", quoted(value))?;
        }
        f.write_str(&self.program)?;
        self.arguments
            .iter()
            .try_for_each(|argument| write!(f, " {}", quoted(argument)))
    }
}

fn quoted(word: &str) -> String {
    if word.contains(|letter: char| letter.is_whitespace() || "'\"$*;&|<>()".contains(letter)) {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> Project {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
        Project {
            tools: root.join("none"),
            wasm_bindgen: "0.2.130".to_owned(),
            own_tools: 0,
            root,
        }
    }

    #[test]
    fn a_task_is_shown_as_it_would_be_typed() {
        let task = Task::new(&project(), "cargo test --test *")
            .set("A", "b c")
            .within("tools")
            .arg("it's");
        let shown = "cd tools && A='b c' cargo test --test '*' 'it'\\''s'";
        assert_eq!(task.to_string(), shown);
        assert_eq!(Task::new(&project(), "npm ci").to_string(), "npm ci");
    }

    #[test]
    fn output_is_kept_of_a_task_that_fails_too() {
        let (output, outcome) = Task::new(&project(), "cargo --version").run_and_keep();
        assert!(
            outcome.is_ok() && output.starts_with("cargo 1."),
            "{output}"
        );
        let (_, outcome) = Task::new(&project(), "cargo no-such-command").run_and_keep();
        let failure = outcome.expect_err("cargo has no such command");
        assert!(
            failure.remedy.contains("cargo no-such-command"),
            "{failure}"
        );
    }

    #[test]
    fn a_program_that_is_not_there_reads_as_nothing_and_fails_with_a_remedy() {
        let task = Task::new(&project(), "no-such-program --version");
        assert_eq!(task.read(), None);
        let failure = task.run().expect_err("there is no such program");
        assert!(failure.remedy.contains("doctor"), "{failure}");
    }
}
