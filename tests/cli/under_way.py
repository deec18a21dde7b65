"""A round of the base workspace on its way to a final result: approved, made public, objected to, sealed, corrected."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import registering
from checks.laying import JIWEI, edit
from dangjian_kaoping.engine.seal import SealTerms, sealed
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.seal_yaml import seal_yaml
from governed import APPROVED, PUBLIC, adjust, object_to, settle, write
from registering import Sent

QUARTER = "2021Q1"
FOLDER = f"data/{QUARTER}"
PROCEDURE = "procedure: {from: 2021Q1, approval: true, publication_days: 5, answer_days: 10}\n"
OBJECTION = "- {id: Y1, branch: 发电部党支部, item: DJ-02, received: 2021-04-14, asks: 会议有签到}\n"
ANOTHER = "- {id: Y2, branch: 机关党支部, received: 2021-04-15, asks: 请再核对}\n"
LATE = "- {id: Y3, branch: 机关党支部, received: 2021-04-19, asks: 请再核对}\n"
DECIDED = OBJECTION.replace(
    "}\n",
    ", decision: {result: upheld, reason: 查明属实, approved_by: 考评领导小组, date: 2021-04-20, "
    "answered: 2021-04-21}}\n",
)
ADJUSTED = (
    "- {branch: 发电部党支部, item: DJ-02, points: 1.5, reason: 会议有签到, approved_by: 考评领导小组, "
    "date: 2021-04-20, objection: Y1}\n"
)
LATER = "- {branch: 机关党支部, item: DJ-02, points: 1, reason: 复核, approved_by: 考评领导小组, date: 2021-05-18}\n"
CORRECTION = "corrections: [{by: 厂党委, date: 2021-05-18, publication: {from: 2021-05-19, to: 2021-05-25}}]\n"


def govern(root: Path) -> None:
    """Have the base workspace's round governed."""
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + PROCEDURE, "utf-8")


def seal_round(root: Path, day: str, *, final: bool) -> None:
    """Seal it as it is now, for publication or for good."""
    sealing = Session(root).sealing(QUARTER)
    terms = SealTerms(date.fromisoformat(day), "0", governed=True, final=final)
    before = () if sealing.before is None else sealing.before.seals
    seals = (*before, sealed(sealing.workspace, sealing.result, terms))
    write(root, f"{FOLDER}/seal.yaml", seal_yaml(sealing.result.quarter, seals))


def register(root: Path, *kinds: str) -> None:
    """Have files registered as they went out, each of the seal in force."""
    registering.register(root, QUARTER, (Sent(each, date(2021, 4, 12)) for each in kinds))


def lacking(root: Path) -> None:
    """One department has not been at one branch."""
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    settle(root, "deadlines: {inspection: 2021-03-31}\n")


def approved(root: Path) -> None:
    """The result is approved, and the days of its publication are set."""
    settle(root, APPROVED, PUBLIC)


def public(root: Path) -> None:
    """Sealed for publication."""
    approved(root)
    seal_round(root, "2021-04-11", final=False)


def registered(root: Path) -> None:
    """What was made public is registered."""
    public(root)
    register(root, "公示")


def objected(root: Path) -> None:
    """Two branches objected."""
    registered(root)
    object_to(root, OBJECTION, ANOTHER)


def objected_late(root: Path) -> None:
    """One objected when the result was public no more."""
    registered(root)
    object_to(root, LATE)


def decided(root: Path) -> None:
    """One objected, and it was decided; the seal does not know it yet."""
    registered(root)
    object_to(root, DECIDED)
    adjust(root, ADJUSTED)


def sealed_again(root: Path) -> None:
    """And the seal knows it."""
    decided(root)
    seal_round(root, "2021-04-22", final=False)


def final(root: Path) -> None:
    """Final."""
    sealed_again(root)
    seal_round(root, "2021-04-23", final=True)


def paid(root: Path) -> None:
    """And paid."""
    final(root)
    register(root, "公示", "兑现表")


def to_correct(root: Path) -> None:
    """Another adjustment after that."""
    paid(root)
    adjust(root, ADJUSTED, LATER)


def heard(root: Path) -> None:
    """Whom it makes worse is heard."""
    to_correct(root)
    settle(root, APPROVED, PUBLIC, CORRECTION)


def corrected(root: Path) -> None:
    """The correction is sealed."""
    heard(root)
    seal_round(root, "2021-05-26", final=True)


def told(root: Path) -> None:
    """And has gone out."""
    corrected(root)
    register(root, "公示", "兑现表", "更正")


def taken_up(root: Path) -> None:
    """Final, and a late objection was taken up since; another was not."""
    final(root)
    accepted = LATE.replace("}\n", ", accepted: true, reason: 送达晚了}\n")
    object_to(root, DECIDED, accepted, LATE.replace("Y3", "Y4"))


def objected_again(root: Path) -> None:
    """Somebody objected in the window of a correction."""
    heard(root)
    object_to(root, DECIDED, ANOTHER.replace("2021-04-15", "2021-05-20"))


def broken(root: Path) -> None:
    """A record was edited after the seal."""
    public(root)
    edit(root, JIWEI, ("judged: 1", "judged: 2"))


WAY: dict[str, tuple[Callable[[Path], None], str]] = {
    "检查中": (lacking, "2021-04-02"),
    "待审定": (lambda _: None, "2021-04-08"),
    "待公示": (approved, "2021-04-09"),
    "待公示-已封存": (registered, "2021-04-11"),
    "公示中": (objected, "2021-04-14"),
    "公示中-没有登记": (public, "2021-04-16"),
    "处理异议": (objected, "2021-04-17"),
    "处理异议-逾期": (objected, "2021-04-29"),
    "处理异议-待封存": (decided, "2021-04-22"),
    "待定案": (sealed_again, "2021-04-22"),
    "待定案-没有登记": (public, "2021-04-17"),
    "待定案-逾期提出": (objected_late, "2021-04-20"),
    "已定案": (final, "2021-04-24"),
    "已定案-未答复": (taken_up, "2021-04-24"),
    "待更正-异议": (objected_again, "2021-05-26"),
    "待公示-已过": (approved, "2021-04-13"),
    "待更正": (to_correct, "2021-05-18"),
    "待更正-公示": (heard, "2021-05-20"),
    "已更正": (corrected, "2021-05-27"),
    "已更正-已发": (told, "2021-05-27"),
    "封存对不上": (broken, "2021-04-13"),
}
"""The states of a governed round: what brings it there, and a day on which it is."""
