"""Fill in the sample's forms of a folder, in LibreOffice, from what its YAML records; they are saved where they lie.

    python tests/office/fill.py 表 [示例厂的文件夹]

It prints how many cells LibreOffice finds invalid: none, where only what the forms offer was chosen.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1]))

from office.clerk import OUTCOMES, Cells, Rubric, findings, inspections, read, typed

PYTHON = "/usr/bin/python3"
"""The Python that LibreOffice's own module is made for."""
TYPIST = Path(__file__).with_name("typist.py")
SAMPLE = Path(__file__).parents[2]

Typed = list[str]
"""A sheet, a cell, and what is typed there."""


class Desk:
    """A form on the desk: its cells by sheet, row and heading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.code = {str(row[0].value): str(row[1].value or "") for row in self.book["代码"].iter_rows()}
        self.typed: list[Typed] = []

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows below the headings of a sheet, by heading."""
        headings: dict[int, str] = {}
        if sheet not in self.book.sheetnames:
            return
        for number, row in enumerate(self.book[sheet].iter_rows(values_only=True), 1):
            texts = {column: "" if value is None else str(value) for column, value in enumerate(row)}
            if headings:
                yield number, {name: texts.get(column, "") for column, name in headings.items()}
            elif "行" in texts.values():
                headings = {column: text for column, text in texts.items() if text}

    def put(self, sheet: str, row: int, cells: Cells) -> None:
        """Type into a row, by heading."""
        columns = self._columns(sheet)
        self.typed += [[sheet, f"{columns[heading]}{row}", text] for heading, text in cells.items()]

    def beside(self, sheet: str, label: str, text: str) -> None:
        """Type into the cell to the right of a word."""
        cell = next(cell for row in self.book[sheet].iter_rows() for cell in row if cell.value == label)
        self.typed.append([sheet, cell.offset(0, 1).coordinate, text])

    def _columns(self, sheet: str) -> dict[str, str]:
        row = next(row for row in self.book[sheet].iter_rows() if any(cell.value == "行" for cell in row))
        return {str(cell.value): cell.column_letter for cell in row if cell.value is not None}


def plan_of(path: Path, sample: Path) -> dict[str, Any]:
    """What is typed into a form."""
    desk = Desk(path)
    rubric = Rubric(sample / "rubrics" / f"{desk.code['细则']}.yaml")
    {"inspection": _inspection, "self": _self}[desk.code["种类"]](desk, rubric, sample)
    return {"file": str(path), "save": str(path), "typing": True, "cells": desk.typed}


def _inspection(desk: Desk, rubric: Rubric, sample: Path) -> None:
    roster = read(sample / "data" / "roster.yaml")
    department = roster["departments"][desk.code["部室"]][0]["name"]
    recorded = inspections(sample / "data" / desk.code["时期"], department)
    if "note" in recorded:
        desk.beside("填表说明", "备注", recorded["note"])
    needed = {(row["党支部"], row["考评项目"], row["条款"]): at for at, row in desk.rows("必填数据")}
    free = iter([at for at, row in desk.rows("检查登记") if row["行"]])
    for at, row in desk.rows("到支部检查"):
        record = recorded["branches"].get(row["党支部"])
        if record is None:
            continue
        found = [
            (rubric.item(each["item"]), each["clause"], typed(each, rubric.fact(each["item"], each["clause"])))
            for each in findings(record)
        ]
        free_rows = 0
        for item, clause, cells in found:
            key = (row["党支部"], item, clause)
            if key in needed:
                desk.put("必填数据", needed.pop(key), cells)
            else:
                desk.put("检查登记", next(free), {"党支部": key[0], "考评项目": item, "条款": clause} | cells)
                free_rows += 1
        for item_id, reason in (record.get("not_applicable") or {}).items():
            cells = {
                "党支部": row["党支部"],
                "考评项目": rubric.item(item_id),
                "条款": "【不涉及】",
                "扣分原因": reason,
            }
            desk.put("检查登记", next(free), cells)
        visit = {"检查日期": record["date"], "结果": "有问题" if free_rows else "无问题"}
        desk.put("到支部检查", at, visit | ({"备注": record["note"]} if "note" in record else {}))
        for problem, outcome in (record.get("followups") or {}).items():
            _followed_up(desk, problem, outcome)


def _followed_up(desk: Desk, problem: str, outcome: dict[str, str]) -> None:
    rows = list(desk.rows("复查"))
    at = next((at for at, row in rows if row["编号"] == problem), None)
    cells = {"复查结果": OUTCOMES[outcome["outcome"]]} | ({"说明": outcome["note"]} if "note" in outcome else {})
    assert at is not None, f"{problem} is not among the open problems of {desk.path.name}"
    desk.put("复查", at, cells)


def _self(desk: Desk, rubric: Rubric, sample: Path) -> None:
    month, branch_id = desk.code["时期"], desk.code["党支部"]
    quarter = f"{month[:4]}Q{(int(month[5:]) + 2) // 3}"
    recorded = read(sample / "data" / quarter / "self" / f"{month}.yaml")["branches"]
    names = {row["name"] for row in read(sample / "data" / "roster.yaml")["branches"][branch_id] if "name" in row}
    name = next((each for each in recorded if each in names), None)
    if name is None:
        return
    several = list(findings(recorded[name]))
    desk.beside("自评表", "本月", "有问题" if several else "无问题")
    if isinstance(recorded[name], dict) and "note" in recorded[name]:
        desk.beside("自评表", "备注", recorded[name]["note"])
    own = {(row["考评项目"], row["条款"]): at for at, row in desk.rows("自评表") if row["条款"]}
    free = iter([at for at, row in desk.rows("自评表") if row["行"].startswith("+")])
    for each in several:
        key = (rubric.item(each["item"]), each["clause"])
        cells = typed(each, rubric.fact(each["item"], each["clause"]))
        if key in own:
            desk.put("自评表", own.pop(key), cells)
        else:
            desk.put("自评表", next(free), {"考评项目": key[0], "条款": key[1]} | cells)


def type_in(plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Have a plan typed; what LibreOffice answers of each file."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False)
        file.flush()
        answered = subprocess.run(
            [PYTHON, TYPIST, file.name], capture_output=True, text=True, check=True, timeout=900, encoding="utf-8"
        )
    return [json.loads(line) for line in answered.stdout.splitlines()]


def fill(folder: Path, sample: Path = SAMPLE) -> list[dict[str, Any]]:
    """Fill in all forms of a folder; what LibreOffice answers of each."""
    return type_in([plan_of(path, sample) for path in sorted(folder.glob("*.xlsx"))])


if __name__ == "__main__":
    answers = fill(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
    wrong = [each for each in answers if each["invalid"]]
    print(f"填了 {len(answers)} 份，下拉以外的 {sum(sum(each['invalid'].values()) for each in wrong)} 格")
    for each in wrong:
        print(each["file"], each["invalid"])
