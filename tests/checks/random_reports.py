#!/usr/bin/env python3
"""Write reports of every kind that combine all blocks at random, the same ones every time.

usage: random_reports.py FOLDER COUNT

They are written as JSON, which is YAML, too. All of them are sound: what comes of them is to be as
good as what comes of reports that people wrote.
"""

import json
import random
import shutil
import sys
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[2] / "data/images"

KINDS = ["report", "notice", "request", "reply", "opinion", "decision", "letter", "order", "minutes", "plain"]
OFFICES = ["某市数据管理局", "某市财政局", "某市教育局", "某市卫生健康委员会", "某市工业和信息化局"]
SEALS = ["data", "finance", "education", "health", "industry"]
COUNTERS = ["一是", "第一", "首先", "1.", "（1）", "①", "一、", "none"]

# Clauses of which sentences are made, with figures, words of other scripts, marks in pairs; `_` is a
# space.
CLAUSES = """坚持问题导向 建立工作台账 逐项明确责任单位和完成时限 做到件件有着落、事事有回音 全年办结事项1,145件
较上年增长12.5% 按照“一网通办”的要求 参照GB/T_9704—2012执行 数据接口采用JSON格式 平均响应时间由420毫秒缩短到95毫秒
推进政务服务数据归集、共享和应用 对进度滞后的及时提醒督促 组织Python、SQL等技术培训3期 群众满意度达99.04% 比例尺不小于1:500
严格执行《政务数据共享管理办法》（试行） 每季度末月25日10:30前报送 涉及资金2.35亿元 参加人员1200余人次 见PDF_Association的说明""".split()
CLAUSES = [clause.replace("_", " ") for clause in CLAUSES]


class Maker:
    """Makes one report."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids, self.names, self.footnotes = [], 0, {}

    def chance(self, probability):
        return self.random.random() < probability

    def id(self):
        """Return a new id."""
        self.names += 1
        self.ids.append(f"id-{self.names}")
        return self.ids[-1]

    def clause(self):
        return self.random.choice(CLAUSES)

    def sentence(self, most=4):
        return "，".join(self.clause() for _ in range(self.random.randint(1, most))) + "。"

    def marked(self):
        """Return a sentence with inline markup in it."""
        clause = self.clause()
        link = f"https://example.org/{self.random.randint(1, 99)}"
        marked = [
            f"**{clause}**", f"*{clause}*", f"[{clause}]({link})", f"***{clause}***",
            f"`{clause}`", f"**[{clause}]({link})**", f"{clause}<br>{self.clause()}", clause,
        ]
        text = self.clause() + "，" + self.random.choice(marked)
        if self.chance(0.15):
            name = f"注{len(self.footnotes) + 1}"
            self.footnotes[name] = self.sentence(3)
            text += f"[^{name}]"
        return text + "，" + self.sentence()

    def text(self):
        """Return a paragraph, which may refer to what has an id already."""
        text = self.marked()
        if self.ids and self.chance(0.4):
            target = self.random.choice(self.ids)
            words = self.random.choice(["", "第{page}页", "“{title}”", "见后", "第{number}号"])
            text += f"详见[{words}](#{target})。"
        return text

    def listed(self, depth=0):
        """Return a list, perhaps with lists in it."""
        items = []
        for _ in range(self.random.randint(1, 4)):
            if depth < 3 and self.chance(0.3):
                items.append({"text": self.marked(), **self.listed(depth + 1)})
            else:
                items.append(self.marked())
        return {"list": items, "ordered": self.chance(0.5)}

    def points(self):
        """Return points, each with its lead, its text or both."""
        points = []
        for _ in range(self.random.randint(2, 4)):
            make = [lambda: {"lead": self.clause(), "text": self.marked()}, lambda: {"lead": self.clause()}, self.marked]
            points.append(self.random.choice(make)())
        return {
            "points": points,
            "counter": self.random.choice(COUNTERS),
            "together": self.chance(0.3),
        }

    def table(self):
        """Return a table: grouped headings, cells over columns and rows, several pages."""
        columns, width = [], 0
        for number in range(self.random.randint(1, 3)):
            title = f"指标{number + 1}"
            if width < 2 and self.chance(0.3):
                columns.append({"title": title, "columns": ["本年", {"title": "上年", "align": "decimal"}]})
                width += 2
            else:
                align = self.random.choice(["left", "center", "right", "decimal"])
                columns.append(self.random.choice([title, {"title": title, "align": align}]))
                width += 1
        table = {"columns": columns, "rows": self.rows(width)}
        if self.chance(0.7):
            table["caption"] = "主要数据情况"
            if self.chance(0.5):
                table["id"] = self.id()
        if self.chance(0.3):
            table["unit"] = "单位：万元"
        if self.chance(0.3):
            table["note"] = self.random.choice(["注：数据截至年底。", ["注：第一条。", "第二条。"]])
        table["break_rows"] = self.chance(0.2)
        table["turned"] = self.chance(0.12)
        return {"table": table}

    def rows(self, width):
        """Return rows of so many columns, some with cells that reach over others."""
        rows = []
        for _ in range(self.random.choice([1, 2, 3, 5, 8] * 3 + [30])):
            if self.chance(0.15) and width > 2:
                rest = [self.cell() for _ in range(width - 2)]
                rows.append([{"text": "合并的单元格", "rows": 2, "columns": 2}, *rest])
                rows.append([self.cell() for _ in range(width - 2)])
            elif self.chance(0.1):
                rows.append([{"text": "小计", "columns": width, "align": "center"}])
            else:
                rows.append([self.cell() for _ in range(width)])
        return rows

    def cell(self):
        return self.random.choice([
            self.random.randint(1, 2000), f"{self.random.randint(1, 9)},{self.random.randint(100, 999)}.50",
            "无", None, "**合计**", self.clause()[:7], ["第一段", "第二段"], "[链接](https://example.org/)",
        ])

    def figure(self):
        """Return a picture."""
        figure = {
            "file": "images/" + self.random.choice(["quarters.svg", "districts.png"]),
            "alt": "各项指标变化示意图", "width": f"{self.random.randint(40, 120)}mm",
            "turned": self.chance(0.1),
        }
        if self.chance(0.6):
            figure["caption"] = "各项指标变化"
            if self.chance(0.5):
                figure["id"] = self.id()
        return {"figure": figure}

    def blocks(self, depth=0):
        """Return a body: sections within sections, and all else in between."""
        blocks = []
        for _ in range(self.random.randint(1, 3)):
            make = self.random.choice([
                self.text, self.text, self.points, self.listed, self.table, self.figure,
                lambda: {"quote": self.marked()}, lambda: {"quote": [self.sentence(), self.marked()]},
            ])
            blocks.append(make())
        for _ in range(self.random.randint(0, 2) if depth < 4 else 0):
            section = {"heading": self.clause()}
            if self.chance(0.4):
                section["id"] = self.id()
            section["body"] = self.blocks(depth + 1)
            blocks.append(section)
        return blocks

    def letterhead(self, kind):
        """Return a 版头 as the kind of document has it."""
        number = {"order": "第15号", "minutes": "〔2024〕5号"}.get(kind, "某数发〔2024〕15号")
        head = {"document_number": number}
        if kind not in ("order", "letter", "minutes") and self.chance(0.4):
            head["copy_number"] = "000001"
            head["security"] = {"level": "秘密", "term": "1年"}
            head["urgency"] = "特急"
        if kind in ("report", "request"):
            head["signatories"] = self.random.choice([["张三"], ["张三", "李四"]])
        return head

    def signature(self, kind, count):
        """Return 署名 in one of its forms."""
        signature = {"date": f"2024-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"}
        if kind == "order" or (count == 1 and self.chance(0.15)):
            return signature | {"stamp": {"title": "局长", "name": "张某某", "file": "images/stamp-mayor.svg"}}
        form = self.random.choice(["seal", "room", "plain"])
        if form == "seal":
            seals = [f"images/seal-{name}.svg" for name in SEALS[:count]]
            return signature | {"seal": seals, "level": "prefecture"}
        return signature | {"style": "seal" if form == "room" else "plain"}

    def report(self):
        """Return the whole report."""
        kind = self.random.choice(KINDS)
        count = self.random.choice([1, 1, 1, 2, 3]) if kind in ("report", "notice", "opinion") else 1
        report = {
            "kind": kind, "issuer": OFFICES[:count], "title": f"关于{self.clause()[:14]}有关情况的报告",
            "body": self.blocks(),
        }
        if kind == "plain":
            report["subtitle"] = "2024年度"
        elif self.chance(0.8):
            report["letterhead"] = self.letterhead(kind)
        if kind not in ("order", "minutes", "plain", "decision"):
            report["addressees"] = ["某市人民政府", "各区县人民政府"]
        if kind == "minutes":
            report["attendance"] = {"present": ["张三", "李四"], "absent": "王五（出差）"}
        else:
            report["signature"] = self.signature(kind, count)
        if self.chance(0.4) and kind not in ("minutes", "order"):
            report["attachments"] = [
                {"title": f"附表{number + 1}", "body": self.blocks(3), **({"id": self.id()} if self.chance(0.5) else {})}
                for number in range(self.random.randint(1, 2))
            ]
        if self.chance(0.4) and kind not in ("minutes", "order"):
            report["note"] = "此件公开发布"
        if kind != "plain" and self.chance(0.6):
            report["colophon"] = {"copy_to": ["市委办公室", "市政协办公室"]}
            if kind != "letter":
                report["colophon"] |= {"printed_by": OFFICES[0], "printed_on": "2025-01-03"}
        report["settings"] = {
            "theme": "plain" if kind == "plain" and self.chance(0.7) else "gbt9704",
            "number_captions": self.chance(0.5),
        }
        if any("heading" in block for block in report["body"]):
            report["settings"]["toc"] = self.random.choice([False, True, {"levels": 2, "title": "目录"}])
        if self.footnotes:
            report["footnotes"] = self.footnotes
        return report


def main():
    """Write so many reports into a folder."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(IMAGES, folder / "images", dirs_exist_ok=True)
    for number in range(1, count + 1):
        text = json.dumps(Maker(number).report(), ensure_ascii=False, indent=1)
        (folder / f"random-{number:03}.yaml").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
