//! What the program itself says: help texts, summaries, faults of the installation.

use super::Words;
/// Declares texts, English first, and lists them for the tests.
macro_rules! texts {
    ($($name:ident: $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("“", $en, "”")]
            pub const $name: Words = Words { en: $en, zh: $zh };
        )*

        #[cfg(test)]
        const ALL: &[(&str, Words)] = &[$((stringify!($name), $name)),*];
    };
}

// What stands before a statement.
texts! {
    ERROR_LABEL: "error", "错误";
    WARNING_LABEL: "warning", "警告";
    NOTE_LABEL: "note", "说明";
    HELP_LABEL: "help", "提示";

// Summaries.
    ONE_ERROR: "1 error", "1 个错误";
    ERRORS: "{count} errors", "{count} 个错误";
    ONE_WARNING: "1 warning", "1 个警告";
    WARNINGS: "{count} warnings", "{count} 个警告";
    ONE_NOTE: "1 note", "1 条说明";
    NOTES: "{count} notes", "{count} 条说明";
    COUNT_SEPARATOR: ", ", "，";
    CLAUSE_SEPARATOR: "; ", "；";
    NO_FINDINGS: "no findings", "没有发现问题";
    WRITTEN: "{file} written", "已写出 {file}";
    NOTHING_WRITTEN: "nothing written", "未写出文件";
    IN_REPORTS: "{counts} in {reports} reports", "{reports} 份报告：{counts}";

// Reading.
    STANDARD_INPUT: "standard input", "标准输入";
    STANDARD_OUTPUT: "standard output", "标准输出";
    INPUT_MISSING: "there is no file `{file}`", "没有文件 `{file}`";
    INPUT_IS_FOLDER: "`{file}` is a folder, not a report", "`{file}` 是文件夹，不是报告";
    INPUT_FAILED: "`{file}` can't be read: {reason}", "无法读取 `{file}`：{reason}";
    INPUT_TOO_LARGE: "`{file}` is larger than {limit} MiB, which no report is", "`{file}` 超过 {limit} MiB，不会是报告";
    INPUT_TWICE: "standard input can be read only once", "标准输入只能读一次";
    INPUT_TWICE_HINT: "give `-` once", "`-` 只写一次";

// Writing.
    OUTPUT_IS_INPUT: "the output `{file}` is the report itself", "输出文件 `{file}` 就是报告本身";
    OUTPUT_IS_FOLDER: "the output `{file}` is a folder", "输出 `{file}` 是文件夹";
    OUTPUT_NAME_HINT: "name a file with `-o FILE`", "用 `-o 文件名` 指定文件";
    OUTPUT_FOLDER_MISSING: "the folder `{folder}` of the output does not exist", "输出文件夹 `{folder}` 不存在";
    OUTPUT_FOLDER_HINT: "create it, or name another with `-o FILE`", "先建立该文件夹，或用 `-o 文件名` 另选";
    OUTPUT_PROTECTED: "the older output `{file}` is write-protected", "已有的输出文件 `{file}` 是只读的";
    OUTPUT_FAILED: "`{file}` can't be written: {reason}", "无法写入 `{file}`：{reason}";
    OUTPUT_TO_TERMINAL: "a finished file is not for the terminal", "成品文件不能输出到终端";
    OUTPUT_TO_TERMINAL_HINT: "name a file with `-o FILE`, or pass it on with `-o - | …` or `-o - > FILE`", "用 `-o 文件名` 指定文件，或用 `-o - | …`、`-o - > 文件名` 转出";

// What the system says.
    REASON_MISSING: "no such file or folder", "文件或文件夹不存在";
    REASON_PERMISSION: "permission denied", "没有权限";
    REASON_FULL: "no space left", "磁盘空间已满";
    REASON_QUOTA: "the quota is used up", "磁盘配额已用完";
    REASON_TOO_LARGE: "larger than files may be", "超过文件大小上限";
    REASON_READ_ONLY: "the file system is read-only", "文件系统只读";
    REASON_FOLDER: "it is a folder", "是文件夹";
    REASON_NOT_A_FOLDER: "a part of the path is not a folder", "路径中有一段不是文件夹";
    REASON_NAME: "the system does not allow this name", "系统不允许这个名称";
    REASON_BUSY: "it is in use", "正被使用";

// The installation.
    FONTS_UNREADABLE: "fonts in `{path}` can't be read: {reason}", "无法读取 `{path}` 的字体：{reason}";
    NOT_A_FONT: "`{path}` is not a font", "`{path}` 不是字体文件";
    NO_FAMILY: "no font for {role}: none of {families} was found", "{role}没有字体：{families} 都未找到";
    NO_FAMILY_HINT: "name the folder that has them with `--font-dir DIR`", "用 `--font-dir 文件夹` 指定字体所在的文件夹";
    THEME_UNKNOWN: "there is no theme `{name}`", "没有名为 `{name}` 的主题";
    THEME_UNKNOWN_HINT: "write one of {names}, or the path of a theme file", "写 {names} 之一，或主题文件的路径";
    THEME_UNUSABLE: "the theme `{name}` can't be used: {reason}", "无法使用主题 `{name}`：{reason}";
    CANNOT_EXPORT: "the report can't be exported: {reason}", "无法导出：{reason}";

// Usage.
    UNKNOWN_ARGUMENT: "unknown argument `{argument}`", "未知的参数 `{argument}`";
    SURPLUS_ARGUMENT: "`{argument}` is one argument too many", "多余的参数 `{argument}`";
    UNKNOWN_COMMAND: "unknown command `{argument}`", "未知的命令 `{argument}`";
    MISSING_COMMAND: "a command is missing", "缺少命令";
    MISSING_ARGUMENT: "{argument} is missing", "缺少 {argument}";
    MISSING_VALUE: "`{argument}` needs a value", "`{argument}` 需要一个值";
    INVALID_VALUE: "`{value}` is no value of `{argument}`", "`{value}` 不是 `{argument}` 的值";
    UNEXPECTED_VALUE: "`{argument}` takes no value `{value}`", "`{argument}` 不带值 `{value}`";
    REPEATED_ARGUMENT: "`{argument}` is given twice", "`{argument}` 重复给出";
    CONFLICTING_ARGUMENTS: "`{argument}` and `{other}` exclude each other", "`{argument}` 与 `{other}` 不能同用";
    INVALID_UTF8: "an argument is not UTF-8", "有参数不是 UTF-8";
    INVALID_USAGE: "the command line can't be understood", "命令行无法理解";
    POSSIBLE_VALUES_HINT: "write {values}", "可写 {values}";
    SUGGESTION_HINT: "did you mean `{suggestion}`?", "是不是 `{suggestion}`？";
    EQUALS_HINT: "write an equals sign before the value", "值前要写等号";
    MORE_HELP: "`{command} --help` tells more.", "详见 `{command} --help`。";
    USAGE_HEADING: "Usage", "用法";
    COMMANDS_HEADING: "Commands", "命令";
    ARGUMENTS_HEADING: "Arguments", "参数";
    OPTIONS_HEADING: "Options", "选项";
    COMMON_HEADING: "Common options", "通用选项";

// Help: commands.
    ABOUT: "Turns a report in YAML into a finished PDF and a finished Word file, laid out by GB/T 9704—2012",
        "把 YAML 报告排成符合 GB/T 9704—2012 的 PDF 和 Word 成品文件";
    AFTER_HELP: "Exit status: 0 done, 1 a report has errors and nothing was written for it, 2 could not run.",
        "退出状态：0 完成；1 报告有错误，未写出文件；2 无法运行。";
    ABOUT_PDF: "Export a report as PDF", "把报告导出为 PDF";
    ABOUT_DOCX: "Export a report as Word document", "把报告导出为 Word 文件";
    ABOUT_CHECK: "Show every finding about reports, write nothing", "检查报告，列出全部问题，不写文件";
    ABOUT_SCHEMA: "Print the JSON Schema of the report format, for editors", "输出报告格式的 JSON Schema，供编辑器使用";
    ABOUT_FONTS: "Show the fonts that each role uses and what they cover", "列出各用途的字体及其覆盖范围";
    ABOUT_COMPLETIONS: "Print the completions for a shell", "输出命令行补全脚本";

// Help: arguments.
    HELP_REPORT: "The report's YAML file, `-` for standard input", "报告的 YAML 文件，`-` 表示标准输入";
    HELP_REPORTS: "The reports' YAML files, `-` for standard input", "报告的 YAML 文件（可多个），`-` 表示标准输入";
    HELP_SHELL: "bash, elvish, fish, powershell or zsh", "bash、elvish、fish、powershell 或 zsh";
    HELP_OUTPUT: "The file to write, `-` for standard output [default: beside the report, with the format's extension]",
        "要写的文件，`-` 表示标准输出 [默认：与报告同名，换扩展名]";
    HELP_THEME: "A built-in theme or a theme file, instead of the report's own choice", "内置主题名或主题文件，代替报告自己的选择";
    HELP_FONT_DIR: "A folder with fonts of your own, such as 方正小标宋简体 or 仿宋_GB2312 (repeatable)",
        "自有字体的文件夹，如方正小标宋简体、仿宋_GB2312（可重复）";
    HELP_ALLOW_PATH: "A folder outside the report's own from which it may name files (repeatable)",
        "报告可以引用其中文件的其他文件夹（可重复）";
    HELP_MISSING_GLYPHS: "Characters that no font has: error, or warn and draw a box [default: error]",
        "字体都没有的字：error 报错，warn 警告并画方框 [默认：error]";
    HELP_EMBED_FONTS: "Carry our fonts in the file: subset (the characters used and the 3,500 common ones), full or none [default: none; without a value: subset]",
        "把本程序的字体放进文件：subset 放用到的字和 3500 个常用字，full 全部，none 不放 [默认：none；不写值：subset]";
    HELP_MESSAGE_FORMAT: "How findings are shown: human or json, one object a line [default: human]",
        "问题的显示方式：human 供人阅读，json 每行一个对象 [默认：human]";
    HELP_QUIET: "Show errors only", "只显示错误";
    HELP_VERBOSE: "Show notes too, such as each normalized mark", "同时显示说明，如逐处规范化的标点";
    HELP_COLOR: "When to use colors: auto, always or never [default: auto]", "何时用颜色：auto、always 或 never [默认：auto]";
    HELP_LANG: "The language of messages: zh or en [default: the locale's]", "提示的语言：zh 或 en [默认：随系统区域]";
    HELP_HELP: "Show this help", "显示本帮助";
    HELP_VERSION: "Show the version", "显示版本";

// The table of fonts.
    FONTS_ROLE: "Role", "用途";
    FONTS_FAMILY: "Family", "字体";
    FONTS_FILE: "File", "文件";
    FONTS_HAN: "Han", "汉字";
    FONTS_MARKS: "Marks", "标点";
    FONTS_LATIN: "Latin", "西文";
    FONTS_EMBEDDING: "Embedding", "嵌入";
    FONTS_OUTLINES: "Outlines", "轮廓";
    FONTS_BUILT_IN: "{file} (built in)", "{file}（内置）";
    FONTS_UNUSED: "(unused)", "（未用）";
    FONTS_ALL: "all", "全";
    FONTS_NONE: "—", "无";
    FONTS_SHARE: "{covered} of {total}", "{covered}/{total}";
    FONTS_ALLOWED: "allowed", "允许";
    FONTS_RESTRICTED: "restricted", "不允许";
    FONTS_EXPLANATION: "Han: ideographs of all Unicode blocks. Marks: full-width punctuation of official documents. Latin: A–Z, a–z, 0–9. A character that a role's font lacks is taken from that of 宋体.",
        "汉字：Unicode 各区汉字之和。标点：公文所用的全角标点。西文：A–Z、a–z、0–9。某用途的字体缺字时，用宋体的字。";

// Roles of fonts.
    ROLE_FANGSONG: "Fangsong 仿宋", "仿宋";
    ROLE_KAI: "Kai 楷体", "楷体";
    ROLE_HEI: "Hei 黑体", "黑体";
    ROLE_SONG: "Song 宋体", "宋体";
    ROLE_XIAOBIAOSONG: "Xiaobiaosong 小标宋", "小标宋";
    ROLE_LATIN: "Latin", "西文";
    ROLE_LATIN_BOLD: "Latin bold", "西文粗体";
}

#[cfg(test)]
mod tests {
    use super::ALL;

    fn is_han(character: char) -> bool {
        matches!(character, '\u{4e00}'..='\u{9fff}')
    }

    /// The names between braces, sorted.
    fn placeholders(text: &str) -> Vec<&str> {
        let parts = text.split('{').skip(1);
        let mut names: Vec<_> = parts.filter_map(|part| Some(part.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for (name, words) in ALL {
            assert!(!words.en.trim().is_empty() && !words.zh.trim().is_empty(), "{name}");
            assert_eq!(placeholders(words.en), placeholders(words.zh), "{name}");
        }
    }

    #[test]
    fn the_chinese_texts_are_chinese() {
        // Nothing but marks and numbers.
        let exceptions = ["COUNT_SEPARATOR", "CLAUSE_SEPARATOR", "FONTS_SHARE"];
        for (name, words) in ALL.iter().filter(|(name, _)| !exceptions.contains(name)) {
            assert!(words.zh.chars().any(is_han), "{name}: {}", words.zh);
        }
    }

    #[test]
    fn the_english_texts_have_words_of_the_other_language_only_as_names() {
        let names = ["ROLE_", "HELP_FONT_DIR", "FONTS_EXPLANATION"];
        for (name, words) in ALL {
            let is_name = names.iter().any(|start| name.starts_with(start));
            assert!(is_name || !words.en.chars().any(is_han), "{name}: {}", words.en);
        }
    }
}
