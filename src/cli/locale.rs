//! What must be known before the arguments are parsed, since their errors are shown by it.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;
use report_export::diagnostic::Language;

use super::args::LanguageArg;

/// A variable of the environment, if it is set, not empty and readable.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The language of messages: that of `--lang`, else that of the locale.
pub(crate) fn language(
    arguments: &[OsString],
    variable: impl Fn(&str) -> Option<String>,
) -> Language {
    if let Some(language) = option::<LanguageArg>(arguments, "--lang") {
        return match language {
            LanguageArg::Zh => Language::Zh,
            LanguageArg::En => Language::En,
        };
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// The value of an option in arguments that are not parsed yet, if it is a sound one.
pub(crate) fn option<T: ValueEnum>(arguments: &[OsString], name: &str) -> Option<T> {
    let mut arguments =
        arguments.iter().map(OsString::as_os_str).take_while(|&argument| argument != "--");
    while let Some(argument) = arguments.next().map(OsStr::to_string_lossy) {
        let Some(rest) = argument.strip_prefix(name) else { continue };
        let value = match rest.strip_prefix('=') {
            Some(value) => value.to_owned(),
            None if rest.is_empty() => arguments.next()?.to_str()?.to_owned(),
            None => continue,
        };
        return T::from_str(&value, false).ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use report_export::diagnostic::Language;

    fn language(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
        super::language(&arguments, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_locale_decides_unless_an_option_does() {
        assert_eq!(language(&[], &[]), Language::En);
        assert_eq!(language(&[], &[("LANG", "zh_CN.UTF-8")]), Language::Zh);
        assert_eq!(language(&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), Language::En);
        assert_eq!(language(&[], &[("LANG", "C"), ("LC_MESSAGES", "zh_HK")]), Language::Zh);
        let chinese = [("LC_ALL", "zh_CN")];
        assert_eq!(language(&["x", "--lang", "en"], &chinese), Language::En);
        assert_eq!(language(&["x", "pdf", "--lang=zh"], &[]), Language::Zh);
    }

    #[test]
    fn what_is_no_option_does_not_decide() {
        assert_eq!(language(&["x", "--", "--lang=zh"], &[]), Language::En);
        assert_eq!(language(&["x", "--language=zh"], &[]), Language::En);
        assert_eq!(language(&["x", "--lang"], &[]), Language::En);
    }
}
