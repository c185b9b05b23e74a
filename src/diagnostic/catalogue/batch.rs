//! What the findings about templates, names of outputs and data say.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

/// The texts of such a kind of finding.
pub(super) fn entry(code: Code) -> Option<Entry> {
    template(code).or_else(|| name(code)).or_else(|| data(code))
}

fn template(code: Code) -> Option<Entry> {
    Some(match code {
        Code::TemplateSyntax => {
            say("this expression can't be understood: {detail}", "无法理解表达式：{detail}").hint(
                "expressions are written as in Jinja: `{{ name | filter }}`",
                "表达式按 Jinja 的写法：`{{ 名称 | 过滤器 }}`",
            )
        }
        Code::TemplateUndefined => say("the data has no `{name}`", "数据中没有 `{name}`")
            .hint("did you mean `{near}`?", "是不是 `{near}`？")
            .or_hint(
                "the data has: {known}; `default('…')` stands in for what may be missing",
                "数据中有：{known}；可能没有的用 `default('…')` 代替",
            ),
        Code::TemplateFailed => {
            say("this expression has no value: {detail}", "表达式无法求值：{detail}").hint(
                "docs/batch.md says what each filter takes",
                "各过滤器可用于什么，见 docs/batch.md",
            )
        }
        Code::TemplateEndless => say(
            "the template does not end, or gives more than a report can have",
            "模板不会结束，或结果超出报告的容量",
        )
        .hint("look for a loop over too many values", "请检查循环的次数"),
        Code::TemplateNoText => say(
            "this expression gives `{value}`, which is no text",
            "表达式的值 `{value}` 不是文字",
        )
        .hint(
            "give a text: `join('、')` for a list, `default('…', true)` for nothing, `'是' if x else '否'` for a truth value",
            "请得出文字：列表用 `join('、')`，空值用 `default('…', true)`，真假用 `'是' if x else '否'`",
        ),
        Code::TemplateUnquoted => say(
            "braces without quotes are a mapping in YAML, not an expression",
            "没有引号的花括号在 YAML 中是键值，不是表达式",
        )
        .hint("put the text in quotes: `\"{{ … }}\"`", "请给文字加引号：`\"{{ … }}\"`"),
        Code::TemplateControlKey => {
            say("`{key}` means nothing here", "`{key}` 在这里没有意义")
                .hint("the keys here: {keys}", "此处可用的键：{keys}")
        }
        Code::TemplateNoBody => say("`{key}` has no `do`", "`{key}` 没有 `do`").hint(
            "write under `do` what is to be repeated or chosen",
            "请在 `do` 下写要重复或选用的内容",
        ),
        Code::TemplateLoopHead => say("`{text}` is no loop", "`{text}` 不是循环").hint(
            "write `for: name in list`",
            "请写 `for: 名称 in 列表`",
        ),
        Code::TemplateNotAList => say("`{list}` is no list", "`{list}` 不是列表").hint(
            "give a list; `split('、')` and `lines` make one of a text",
            "请给出列表；`split('、')` 和 `lines` 可把文字拆成列表",
        ),
        _ => return None,
    })
}

fn name(code: Code) -> Option<Entry> {
    Some(match code {
        Code::NameOutside => say(
            "the output `{name}` would leave the output folder",
            "输出 `{name}` 会离开输出文件夹",
        )
        .hint("give a path below it, without `..`", "请给出其下的路径，不含 `..`"),
        Code::NameCharacter => say(
            "the output `{name}` has the character `{character}`, which some systems don't allow",
            "输出 `{name}` 含有字符 `{character}`，有的系统不允许",
        )
        .hint("replace it: `{{ name | replace(':', '-') }}`", "请替换：`{{ 名称 | replace(':', '-') }}`"),
        Code::NameTooLong => say(
            "the name of this output has {length} bytes, {limit} are allowed: `{name}`",
            "输出的名称有 {length} 字节，最多 {limit}：`{name}`",
        )
        .hint("choose a shorter column for it", "请改用较短的列"),
        Code::NamePart => say("`{name}` can't be the name of an output", "`{name}` 不能作输出的名称")
            .hint(
                "a name has no empty part, no point or space at an end, and is no device of Windows",
                "名称不能有空段，段尾不能是点或空格，也不能是 Windows 的设备名",
            ),
        Code::NameTwice => say(
            "the output `{name}` is that of row {other} already",
            "输出 `{name}` 与第 {other} 行的相同",
        )
        .hint(
            "give every row its own name with `--name`; names that differ only in case are the same on some systems",
            "请用 `--name` 使每行的名称不同；有的系统不分大小写",
        ),
        _ => return None,
    })
}

fn data(code: Code) -> Option<Entry> {
    Some(match code {
        Code::DataEncoding => say("the data is encoded in {encoding}", "数据的编码是 {encoding}").hint(
            "save it as “CSV UTF-8”, or convert it: iconv -f {encoding} -t UTF-8 {name} > new.csv, or give the workbook (.xlsx) itself",
            "请另存为“CSV UTF-8”，或转换：iconv -f {encoding} -t UTF-8 {name} > new.csv，或直接用工作簿（.xlsx）",
        ),
        Code::DataQuote => say("this quotation mark is never closed", "引号没有闭合")
            .hint("close it, or double a quotation mark within quotes", "请补上，引号内的引号写两个"),
        Code::DataStrayQuote => say("a quotation mark within a cell", "单元格中间有引号").hint(
            "put the whole cell in quotes and double those in it",
            "请把整个单元格放进引号，其中的引号写两个",
        ),
        Code::DataRowLength => say(
            "this row has {found} cells, there are {expected} columns",
            "这一行有 {found} 格，共有 {expected} 列",
        )
        .hint("a cell with a comma in it needs quotes", "含逗号的单元格要加引号"),
        Code::DataColumnName => say("column {column} has no name", "第 {column} 列没有名称")
            .hint("the first row has the names of the columns", "第一行是各列的名称"),
        Code::DataColumnTwice => say("`{name}` stands twice", "`{name}` 重复出现")
            .hint("rename one of them", "请改名"),
        Code::DataColumnReserved => {
            say("`{name}` means something else in templates", "`{name}` 在模板中另有含义")
                .hint("rename it", "请改名")
        }
        Code::DataCellTooLarge => say(
            "the cell of `{name}` has {size} KiB, {limit} are allowed",
            "`{name}` 的单元格有 {size} KiB，最多 {limit} KiB",
        )
        .hint("look for a quotation mark that is closed too late", "请检查引号是否闭合过晚"),
        Code::DataSyntax => say("this line is no JSON: {detail}", "这一行不是 JSON：{detail}"),
        Code::DataNotAnObject => say(
            "rows are needed here: names and values, in YAML a list of them",
            "这里要行：名称和值；YAML 中是其列表",
        )
        .hint("write `- name: value`, or `{\"name\": \"value\"}` in JSON", "请写 `- 名称: 值`，JSON 写 `{\"名称\": \"值\"}`"),
        Code::DataEmpty => say("the data has no rows", "数据没有行"),
        Code::DataNumber => say(
            "the number `{number}` would come out with other digits",
            "数字 `{number}` 输出时会变样",
        )
        .hint("make it a text, so that it stands as it is", "请改为文字，使其原样输出"),
        Code::DataWorkbook => say("the workbook can't be read: {detail}", "无法读取工作簿：{detail}")
            .hint("save it as .xlsx without a password", "请另存为不加密的 .xlsx"),
        Code::DataSheet => say("there is no sheet `{sheet}`", "没有工作表 `{sheet}`")
            .hint("the sheets: {known}", "工作表有：{known}"),
        Code::DataErrorCell => say("a cell has the error `{value}`", "单元格的错误值 `{value}`")
            .hint("correct it in the workbook", "请在工作簿中改正"),
        _ => return None,
    })
}
