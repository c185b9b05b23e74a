//! What findings say about the standards of PDF.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

pub(super) fn entry(code: Code) -> Option<Entry> {
    Some(match code {
        Code::AltRequired => {
            say("PDF/UA-1 is not met: the figure has no `alt`", "达不到 PDF/UA-1：图片没有 `alt`（替代文字）")
                .hint(
                    "say in `alt` what it shows, or ask for another standard with `--pdf-standard`",
                    "请在 `alt` 中写明图片内容，或用 `--pdf-standard` 选其他标准",
                )
        }
        Code::PrintingInks => say(
            "{standard} is not met: the picture is in the colours of a printing press (CMYK)",
            "达不到 {standard}：图片为印刷色（CMYK）",
        )
        .hint("save it in RGB", "请将图片转为 RGB"),
        Code::PrivateCharacter => say(
            "{standard} is not met: the character {code_point} is of private use, so that its meaning depends on the font",
            "达不到 {standard}：字符 {code_point} 在专用区，其含义取决于字体",
        )
        .hint(
            "write the character that Unicode has for it, or use `--pdf-standard a-2b`",
            "请改用 Unicode 收录的字符，或用 `--pdf-standard a-2b`",
        ),
        Code::SourceIsTemplate => say(
            "PDF/A-3a carries the report's source, and a filled template has none",
            "PDF/A-3a 要附上报告的源文件，而套用模板的报告没有源文件",
        )
        .hint("use `--pdf-standard a-2a+ua-1`", "请用 `--pdf-standard a-2a+ua-1`"),
        _ => return None,
    })
}
