//! The help texts of the command line, in a language.

use clap::{Arg, ArgAction, Command};
use report_export::diagnostic::Language;
use report_export::diagnostic::catalogue::{Words, program};

/// Gives the command the flags that all of its commands have, and no other that clap would add.
pub(crate) fn with_common_flags(command: Command) -> Command {
    let flag = |id: &'static str, action| Arg::new(id).long(id).action(action).global(true);
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", ArgAction::Help).short('h'))
        .arg(flag("version", ArgAction::Version).short('V').global(false))
}

/// Gives every command and argument its texts.
pub(crate) fn localize(command: Command, language: Language) -> Command {
    let text = |words: Words| words.in_language(language);
    let heading = text(program::COMMON_HEADING);
    let command = localize_one(command, program::ABOUT, language)
        .subcommand_help_heading(text(program::COMMANDS_HEADING))
        .after_help(text(program::AFTER_HELP))
        .mut_arg("version", |version| version.help_heading(heading));
    localize_subcommands(command, language)
}

fn localize_subcommands(command: Command, language: Language) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        let about = about(&name);
        command.mut_subcommand(name, |subcommand| {
            let heading = program::COMMANDS_HEADING.in_language(language);
            let subcommand = subcommand.disable_help_subcommand(true);
            let subcommand = subcommand.subcommand_help_heading(heading);
            localize_subcommands(localize_one(subcommand, about, language), language)
        })
    })
}

fn localize_one(command: Command, about: Words, language: Language) -> Command {
    let usage = program::USAGE_HEADING.in_language(language);
    command
        .about(about.in_language(language))
        .help_template(format!(
            "{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}\n"
        ))
        .mut_args(|arg| localize_argument(arg, language))
}

fn localize_argument(arg: Arg, language: Language) -> Arg {
    let heading = if arg.is_positional() {
        program::ARGUMENTS_HEADING
    } else if arg.is_global_set() {
        program::COMMON_HEADING
    } else {
        program::OPTIONS_HEADING
    };
    let help = argument(arg.get_id().as_str()).in_language(language);
    let takes_value = arg.get_action().takes_values();
    // The texts name the values themselves, in their language.
    arg.help(help).help_heading(heading.in_language(language)).hide_possible_values(takes_value)
}

fn about(command: &str) -> Words {
    match command {
        "pdf" => program::ABOUT_PDF,
        "docx" => program::ABOUT_DOCX,
        "check" => program::ABOUT_CHECK,
        "batch" => program::ABOUT_BATCH,
        "manifest" => program::ABOUT_MANIFEST,
        "merge" => program::ABOUT_MERGE,
        "schema" => program::ABOUT_SCHEMA,
        "fonts" => program::ABOUT_FONTS,
        "completions" => program::ABOUT_COMPLETIONS,
        other => unreachable!("no text for the command {other}"),
    }
}

fn argument(id: &str) -> Words {
    match id {
        "report" => program::HELP_REPORT,
        "reports" => program::HELP_REPORTS,
        "shell" => program::HELP_SHELL,
        "output" => program::HELP_OUTPUT,
        "theme" => program::HELP_THEME,
        "font_dir" => program::HELP_FONT_DIR,
        "allow_path" => program::HELP_ALLOW_PATH,
        "missing_glyphs" => program::HELP_MISSING_GLYPHS,
        "fix_orphans" => program::HELP_FIX_ORPHANS,
        "pdf_standard" => program::HELP_PDF_STANDARD,
        "embed_fonts" => program::HELP_EMBED_FONTS,
        "inputs" => program::HELP_INPUTS,
        "to" => program::HELP_TO,
        "out_dir" => program::HELP_OUT_DIR,
        "base" => program::HELP_BASE,
        "exclude" => program::HELP_EXCLUDE,
        "template" => program::HELP_TEMPLATE,
        "data" => program::HELP_DATA,
        "sheet" => program::HELP_SHEET,
        "name" => program::HELP_NAME,
        "jobs" => program::HELP_JOBS,
        "fail_fast" => program::HELP_FAIL_FAST,
        "dry_run" => program::HELP_DRY_RUN,
        "force" => program::HELP_FORCE,
        "prune" => program::HELP_PRUNE,
        "shard" => program::HELP_SHARD,
        "report_files" => program::HELP_REPORT_FILE,
        "stdin_jsonl" => program::HELP_STDIN_JSONL,
        "folders" => program::HELP_FOLDERS,
        "merged_dir" => program::HELP_MERGED_DIR,
        "message_format" => program::HELP_MESSAGE_FORMAT,
        "quiet" => program::HELP_QUIET,
        "verbose" => program::HELP_VERBOSE,
        "color" => program::HELP_COLOR,
        "lang" => program::HELP_LANG,
        "help" => program::HELP_HELP,
        "version" => program::HELP_VERSION,
        other => unreachable!("no text for the argument {other}"),
    }
}
