"""A copy of the sample plant in which the rounds from 2021Q1 on are approved, made public and heard."""

import shutil
from pathlib import Path

from sample import SAMPLE

QUARTER = "2021Q1"
FOLDER = f"data/{QUARTER}"

APPROVED = "approved: {by: 厂党委, date: 2021-04-09, minutes: 会议纪要〔2021〕6号}\n"
PUBLIC = "publication: {from: 2021-04-12, to: 2021-04-16, where: 厂内网}\n"
OBJECTION = """\
- id: Y1
  branch: 物资部党支部
  item: LZ-02
  clause: 核实不符
  received: 2021-04-14
  asks: 一名被谈话人当日不在厂
"""
DECIDED = "  decision: {result: partly, reason: 查明属实, approved_by: 考评领导小组, date: 2021-04-20}\n"
# 抽查三人，两人不符改为一人不符：物资部 87.23 → 88.16，第 11 → 10 名
ADJUSTED = """\
- branch: 物资部党支部
  item: LZ-02
  clause: 核实不符
  failed: 1
  reason: 一名被谈话人当日不在厂，不算不符
  approved_by: 考评领导小组
  date: 2021-04-20
  objection: Y1
"""


def governed(folder: Path, since: str = QUARTER) -> Path:
    """The sample in a folder, its rounds governed from a quarter on; its newest has not been approved yet."""
    for name in ("data", "rubrics"):
        shutil.copytree(SAMPLE / name, folder / name)
    settings = (SAMPLE / "kaoping.yaml").read_text("utf-8")
    procedure = f"procedure: {{from: {since}, approval: true, publication_days: 5, answer_days: 10}}\n"
    write(folder, "kaoping.yaml", settings.rstrip("\n") + "\n" + procedure)
    return folder


def settle(folder: Path, *lines: str) -> None:
    """Write the round.yaml of the newest round."""
    write(folder, f"{FOLDER}/round.yaml", f"kind: round\nversion: 1\nquarter: {QUARTER}\n" + "".join(lines))


def object_to(folder: Path, *objections: str) -> None:
    """Write its objections.yaml."""
    head = f"kind: objections\nversion: 1\nquarter: {QUARTER}\nobjections:\n"
    write(folder, f"{FOLDER}/objections.yaml", head + "".join(objections))


def adjust(folder: Path, *adjustments: str) -> None:
    """Write its adjustments.yaml."""
    head = f"kind: adjustments\nversion: 1\nquarter: {QUARTER}\nadjustments:\n"
    write(folder, f"{FOLDER}/adjustments.yaml", head + "".join(adjustments))


def write(folder: Path, file: str, text: str) -> None:
    """Write a file of the workspace."""
    (folder / file).write_text(text, "utf-8")
