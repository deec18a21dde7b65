"""The small base workspace under a procedure, brought as far as a test asks; 机关党支部 objects to LZ-01."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import registering
from checks.laying import DANGQUN, EXAMPLES, JANUARY, edit
from registering import Sent

QUARTER = ("-q", "2021Q1")
SETTINGS = "kaoping.yaml"
ROUND, OBJECTIONS, ADJUSTMENTS, SEAL, PUBLICATIONS = (
    f"data/2021Q1/{name}.yaml" for name in ("round", "objections", "adjustments", "seal", "publications")
)
POLICY = "rubrics/reward-2020.yaml"

APPROVED = "approved: {by: 厂党委, date: 2021-04-09, minutes: 会议纪要〔2021〕6号}\n"
PUBLIC = "publication: {from: 2021-04-12, to: 2021-04-16, where: 厂内网}\n"
Y1 = """\
- id: Y1
  branch: 机关党支部
  item: LZ-01
  clause: 不规范
  received: 2021-04-14
  asks: 谈话记录有附页
"""
PARTLY = "  decision: {result: partly, reason: 附页核对属实, approved_by: 考评领导小组, date: 2021-04-20}\n"
# 机关党支部 LZ-01 折算 1 处改为 0.5 处：综合得分 9.10 → 9.55
ADJUSTED = """\
- branch: 机关党支部
  item: LZ-01
  clause: 不规范
  judged: 0.5
  reason: 谈话记录有附页
  approved_by: 考评领导小组
  date: 2021-04-20
  objection: Y1
"""


def govern(root: Path) -> Path:
    """Put its rounds under a procedure, with money."""
    shutil.copy(EXAMPLES / "KP513/good" / POLICY, root / POLICY)
    text = (root / SETTINGS).read_text("utf-8")
    procedure = "procedure: {from: 2021Q1, publication_days: 5, answer_days: 10}\ndays_off: [2021-04-05]\n"
    (root / SETTINGS).write_text(text + procedure, "utf-8")
    return root


def write(root: Path, file: str, *parts: str) -> None:
    """Write a document of the round, with its parts below the head."""
    kind = Path(file).stem
    listed = "" if kind == "round" else f"{kind}:\n"
    (root / file).write_text(f"kind: {kind}\nversion: 1\nquarter: 2021Q1\n{listed}" + "".join(parts), "utf-8")


def register(root: Path) -> None:
    """Register what went out."""
    registering.register(root, "2021Q1", [Sent("公示", date(2021, 4, 12))])


Kaoping = Callable[..., object]
State = Callable[[Path, Kaoping], None]
"""Brings a workspace into a state."""


def approved(root: Path, kaoping: Kaoping) -> None:
    """待公示, not sealed."""
    write(root, ROUND, APPROVED)


def sealed(root: Path, kaoping: Kaoping) -> None:
    """待公示, sealed, without a window."""
    approved(root, kaoping)
    kaoping("seal", *QUARTER, "--date", "2021-04-10")


def objected(root: Path, kaoping: Kaoping) -> None:
    """公示中 or 处理异议, with an objection that is open."""
    sealed(root, kaoping)
    write(root, ROUND, APPROVED, PUBLIC)
    write(root, OBJECTIONS, Y1)
    register(root)


def adjusted(root: Path, kaoping: Kaoping) -> None:
    """处理异议: decided, the adjustment not sealed."""
    objected(root, kaoping)
    write(root, OBJECTIONS, Y1, PARTLY)
    write(root, ADJUSTMENTS, ADJUSTED)


def decided(root: Path, kaoping: Kaoping) -> None:
    """待定案."""
    adjusted(root, kaoping)
    kaoping("seal", *QUARTER, "--date", "2021-04-21")


def final(root: Path, kaoping: Kaoping) -> None:
    """已定案."""
    decided(root, kaoping)
    kaoping("seal", *QUARTER, "--final", "--date", "2021-04-22")


def corrected(root: Path, kaoping: Kaoping) -> None:
    """待更正: the finding was withdrawn after all."""
    final(root, kaoping)
    more = ADJUSTED.replace("judged: 0.5", "withdrawn: true").replace("04-20", "04-24").replace("  objection: Y1\n", "")
    write(root, ADJUSTMENTS, ADJUSTED, more)


def broken(root: Path, kaoping: Kaoping) -> None:
    """封存对不上."""
    final(root, kaoping)
    edit(root, DANGQUN, ("missing: 1", "missing: 2"))


def incomplete(root: Path, kaoping: Kaoping) -> None:
    """检查中: a month of the self-assessments is missing."""
    (root / JANUARY).unlink()
    edit(root, DANGQUN, ("  机关党支部:\n    date: 2021-03-25\n", ""))


def inspected(root: Path, kaoping: Kaoping) -> None:
    """待审定."""
