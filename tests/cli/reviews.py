"""What befalls rounds of the base workspace: a review of the round, a round before it, an entry withdrawn there."""

from pathlib import Path

from checks.laying import RUBRIC, edit

SEAL = "data/2021Q1/seal.yaml"
ADJUSTMENTS = "data/2021Q1/adjustments.yaml"

# 发电部党支部：少开1次会是误记，撤销；会议记录定为 1.5 分；检查 4+1.5+4=9.5，综合 9.5×0.9+10×0.1=9.55（原 8.20）
DECIDED = """\
kind: adjustments
version: 1
quarter: 2021Q1

adjustments:
  - finding: 2021Q1-01
    withdrawn: true
    reason: 2月支委会与党员大会合开，有记录
    approved_by: 考评领导小组办公室
    date: 2021-04-06
  - branch: 发电部党支部
    item: DJ-02
    points: 1.5
    reason: 当场补齐，酌情少扣
    approved_by: 考评领导小组办公室
    date: 2021-04-08
"""


def two_rounds(root: Path) -> None:
    """The base's round, and one before it with the same problem, under a rubric that looks back."""
    edit(
        root,
        RUBRIC,
        (
            "            deduct: {each: 0.5}\n",
            "            deduct: {each: 0.5}\n            repeat: {prices: [0.5, 1]}\n",
        ),
    )
    for path in sorted((root / "data/2021Q1").rglob("*.yaml")):
        text = path.read_text("utf-8")
        months = (("2021-03-2", "2020-12-2"), ("2021-04", "2021-01"), ("2021-03", "2020-12"), ("2021-02", "2020-11"))
        reasons = (("2月支委会", "11月支委会"), ("3月两次", "12月两次"))
        for old, new in (("2021Q1", "2020Q4"), ("month: 2021-01", "month: 2020-10"), *months, *reasons):
            text = text.replace(old, new)
        target = root / str(path.relative_to(root)).replace("2021Q1", "2020Q4")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def withdrawn(root: Path) -> None:
    (root / "data/2020Q4/adjustments.yaml").write_text(
        "kind: adjustments\nversion: 1\nquarter: 2020Q4\nadjustments:\n"
        "  - {branch: 发电部党支部, item: DJ-02, clause: 缺项, withdrawn: true, reason: 会议有签到, "
        "approved_by: 考评领导小组办公室, date: 2021-04-06}\n",
        "utf-8",
    )
