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

// Batches.
    BATCH_HEADING: "Batch of reports", "批量报告";
    BATCH_REPORTS: "Reports", "报告";
    BATCH_WRITTEN: "written", "已写出";
    BATCH_UNCHANGED: "unchanged", "未变";
    BATCH_SOUND: "sound", "无错误";
    BATCH_FAULTY: "with errors", "有错误";
    BATCH_BROKEN: "not read or written", "未能读写";
    BATCH_UNDONE: "not done", "未做";
    BATCH_TIME: "Time", "用时";
    BATCH_OUTPUT: "Output", "输出";
    BATCH_PLACE: "Place", "位置";
    BATCH_FINDING: "Finding", "问题";
    BATCH_MORE: "{count} more", "另有 {count} 份";
    BATCH_DONE: "{count} reports", "{count} 份报告";
    BATCH_COUNT: "{count} {label}", "{count} 份{label}";
    BATCH_PROGRESS: "{done} of {total}", "{done}/{total} 份";
    BATCH_FAILED: "{count} failed", "{count} 份失败";
    BATCH_SHARD: "shard {shard}: {count} of {total} reports", "分片 {shard}：{count}/{total} 份报告";
    BATCH_SHARD_FROM: "{shard} ({engine})", "{shard}（{engine}）";
    BATCH_STOPPED: "stopped; run it again to go on", "已中止；再次运行可继续";
    BATCH_ABORTED: "given up, since nothing more can be written", "无法继续写入，已放弃";
    BATCH_FAIL_FAST: "stopped at the first failure", "遇到失败即停止";
    BATCH_SAME_FINDINGS: "{count} more findings of the same kinds and places in other rows; `-v` shows all",
        "其他行还有 {count} 个同类同处的问题；`-v` 全部显示";
    BATCH_GONE: "{count} outputs belong to inputs that are gone, such as `{file}`", "{count} 个输出的来源已不存在，如 `{file}`";
    BATCH_GONE_HINT: "`--prune` removes them", "用 `--prune` 删除";
    BATCH_PRUNED: "{count} outputs of inputs that are gone removed", "已删除 {count} 个来源已不存在的输出";
    BATCH_WOULD_WRITE: "{file} would be written", "将写出 {file}";
    ROW: "row {row}", "第 {row} 行";
    ROW_OF: "row {row} of the data, {file}:{line}", "数据第 {row} 行，{file}:{line}";
    BATCH_NO_INPUT: "there is nothing to export", "没有要导出的报告";
    BATCH_NO_INPUT_HINT: "name reports, folders or patterns, or give `--template` and `--data`", "请给出报告、文件夹或通配符，或用 `--template` 和 `--data`";
    BATCH_FOLDER_EMPTY: "no reports (*.yaml, *.yml) below `{folder}`", "`{folder}` 下没有报告（*.yaml、*.yml）";
    BATCH_PATTERN: "`{pattern}` is no pattern: {reason}", "`{pattern}` 不是通配符：{reason}";
    BATCH_PATTERN_EMPTY: "no file matches `{pattern}`", "没有与 `{pattern}` 匹配的文件";
    BATCH_COLLISION: "`{first}` and `{second}` would both become `{output}`", "`{first}` 和 `{second}` 都会写到 `{output}`";
    BATCH_COLLISION_HINT: "rename one, or change `--base`; names that differ only in case are the same on some systems",
        "请改名或改用其他 `--base`；有的系统不分大小写";
    BATCH_INPUT_NAME: "`{input}` can't name an output below the output folder", "`{input}` 不能作输出文件夹下的名称";
    BATCH_INPUT_NAME_HINT: "rename it, or say with `--base DIR` what its path is relative to", "请改名，或用 `--base 文件夹` 指明路径的起点";
    BATCH_OUTPUT_IS_INPUT: "`{file}` is an input and would be overwritten", "`{file}` 是输入文件，会被覆盖";
    BATCH_DATA_FORMAT: "the format of `{file}` is not known", "不认识 `{file}` 的格式";
    BATCH_DATA_FORMAT_HINT: "its name must end in .csv, .tsv, .jsonl, .yaml or .xlsx", "文件名应以 .csv、.tsv、.jsonl、.yaml 或 .xlsx 结尾";
    BATCH_OUT_DIR_NOT_A_FOLDER: "the output folder `{folder}` is not a folder", "输出文件夹 `{folder}` 不是文件夹";
    BATCH_OUT_DIR_FAILED: "the output folder `{folder}` can't be used: {reason}", "无法使用输出文件夹 `{folder}`：{reason}";
    BATCH_BUSY: "another batch is at work in `{folder}`", "另一个批处理正在 `{folder}` 中运行";
    BATCH_BUSY_HINT: "wait until it is through, or name another `--out-dir`", "请等它结束，或用其他 `--out-dir`";
    BATCH_OUTPUT_FOLDER: "there is a folder where `{file}` should be written", "`{file}` 处已有文件夹";
    MANIFEST_DAMAGED: "the manifest `{file}` is damaged: {reason}", "清单 `{file}` 已损坏：{reason}";
    MANIFEST_DAMAGED_HINT: "`--force` begins a new one and writes all outputs again", "用 `--force` 重建并重写全部输出";
    MANIFEST_NONE: "there is no manifest of a shard in {folders}", "{folders} 中没有分片的清单";
    MANIFEST_NOT_A_SHARD: "`{file}` is not the manifest of a shard", "`{file}` 不是分片的清单";
    MANIFEST_DIFFERENT: "`{first}` and `{second}` are of different batches", "`{first}` 和 `{second}` 不属于同一批";
    MANIFEST_DIFFERENT_HINT: "merge shards of one run: the same inputs, options, version and number of shards", "只能合并同一批的分片：输入、选项、版本和分片数相同";
    MANIFEST_TWICE: "`{first}` and `{second}` are of the same shard", "`{first}` 和 `{second}` 是同一分片";
    MANIFEST_MISSING_SHARD: "shard {shard} is missing", "缺少分片 {shard}";
    MANIFEST_UNFINISHED: "shard {shard} is not finished: run it again", "分片 {shard} 未完成：请再运行一次";
    MANIFEST_MISSING_OUTPUT: "the output `{file}` is missing", "缺少输出 `{file}`";
    MANIFEST_OTHER_OUTPUT: "the output `{file}` is not the one that the manifest lists", "输出 `{file}` 与清单不符";
    MANIFEST_FAILED: "`{name}` was not exported, since it has errors", "`{name}` 有错误，未导出";
    MANIFEST_MORE: "{count} more", "另有 {count} 个";
    MANIFEST_MERGED: "{shards} shards, {count} outputs: {file} written", "{shards} 个分片，{count} 个输出：已写出 {file}";
    SHARD_NO_ENGINE: "no array job is known from the environment", "从环境变量看不出数组作业";
    SHARD_NO_ENGINE_HINT: "write `--shard I/N`", "请写 `--shard I/N`";
    SHARD_SEVERAL: "several engines have set their variables: {engines}", "多个系统都设置了变量：{engines}";
    SHARD_VALUE: "the variable `{variable}` has the value `{value}`, which can't be", "变量 `{variable}` 的值 `{value}` 不合理";
    SHARD_NO_COUNT: "{engine} does not say how many shards there are", "{engine} 没有给出分片数";
    SHARD_NO_COUNT_HINT: "write `--shard auto/N`", "请写 `--shard auto/N`";
    SHARD_GAPS: "the indices of the Slurm array have gaps", "Slurm 数组的下标不连续";
    SHARD_GAPS_HINT: "submit it with `--array=1-N`", "请用 `--array=1-N` 提交";
    JOB_LINE: "line {line} is no job: {reason}", "第 {line} 行不是任务：{reason}";

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
    ABOUT_BATCH: "Export many reports, or one template with many rows of data", "批量导出报告，或用一个模板套用多行数据";
    ABOUT_MANIFEST: "What to do with the manifests of batches", "处理批量导出的清单";
    ABOUT_MERGE: "Join the manifests of shards, and name what is missing", "合并各分片的清单，指出缺少的部分";
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
    HELP_FIX_ORPHANS: "Set paragraphs that end with a line of one character a little closer or wider, in both files alike",
        "末行只有一个字的段落，把字距略微收紧或放宽，两种文件相同";
    HELP_PDF_STANDARD: "The standard of the PDF: a-2a+ua-1, a-2b (without structure), a-3a (carries the report's source) or none; an error if the report can't meet it [default: a-2a+ua-1, with warnings]",
        "PDF 的标准：a-2a+ua-1、a-2b（不带结构）、a-3a（附报告源文件）或 none；写明而达不到的报错 [默认：a-2a+ua-1，达不到时警告]";
    HELP_EMBED_FONTS: "Carry our fonts in the file: subset (the characters used and the 3,500 common ones), full or none [default: none; without a value: subset]",
        "把本程序的字体放进文件：subset 放用到的字和 3500 个常用字，full 全部，none 不放 [默认：none；不写值：subset]";
    HELP_INPUTS: "Reports, folders with reports, or patterns such as 'reports/**/*.yaml'; `-` reads a list of files from standard input",
        "报告、含报告的文件夹或通配符，如 'reports/**/*.yaml'；`-` 从标准输入读文件名清单";
    HELP_TO: "The formats, with commas: pdf, docx [default: both]", "格式，用逗号分隔：pdf、docx [默认：两种]";
    HELP_OUT_DIR: "The folder for the outputs, made if need be", "输出文件夹，没有则建立";
    HELP_BASE: "What paths of inputs are relative to below the output folder [default: a folder or pattern itself; for a file, the current folder]",
        "输入路径的起点，输出按其下的相对路径存放 [默认：所给的文件夹或通配符；单个文件为当前文件夹]";
    HELP_EXCLUDE: "Files to leave out, by a pattern (repeatable)", "要排除的文件，用通配符（可重复）";
    HELP_TEMPLATE: "A report with expressions such as {{ name }}", "带有 {{ name }} 等表达式的报告";
    HELP_DATA: "The rows for the template: .csv, .tsv, .jsonl, .yaml or .xlsx", "模板的数据：.csv、.tsv、.jsonl、.yaml 或 .xlsx";
    HELP_SHEET: "The sheet of a workbook [default: the first]", "工作簿中的工作表 [默认：第一个]";
    HELP_NAME: "Each row's output, without extension: '{{ county }}/{{ no }}' [default: the template's name and the row's number]",
        "各行的输出名，不含扩展名：'{{ county }}/{{ no }}' [默认：模板名加行号]";
    HELP_JOBS: "How many reports at a time [default: as many as there are processors]", "同时处理的份数 [默认：处理器数]";
    HELP_FAIL_FAST: "Stop at the first failure", "遇到失败即停止";
    HELP_DRY_RUN: "Check everything, write nothing", "只检查，不写文件";
    HELP_FORCE: "Write outputs again that have not changed", "未变的输出也重写";
    HELP_PRUNE: "Remove the outputs of inputs that are gone", "删除来源已不存在的输出";
    HELP_SHARD: "Do one of N parts: I/N, or auto where an array job says which (Kubernetes, Slurm, GitLab, AWS Batch, Buildkite), auto/N if it does not say how many",
        "只做 N 份中的一份：I/N；auto 由数组作业给出（Kubernetes、Slurm、GitLab、AWS Batch、Buildkite），不给总数时写 auto/N";
    HELP_REPORT_FILE: "Write how it went: junit=FILE, json=FILE or markdown=FILE (repeatable)", "写出结果报告：junit=文件、json=文件或 markdown=文件（可重复）";
    HELP_STDIN_JSONL: "Read a job a line from standard input, answer an outcome a line on standard output", "从标准输入每行读一个任务，在标准输出每行答一个结果";
    HELP_FOLDERS: "The output folders of the shards", "各分片的输出文件夹";
    HELP_MERGED_DIR: "The folder for the joined outputs [default: the only folder given]", "合并后的输出文件夹 [默认：所给的唯一文件夹]";
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
        let exceptions = ["COUNT_SEPARATOR", "CLAUSE_SEPARATOR", "BATCH_SHARD_FROM", "FONTS_SHARE"];
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
