"""A workspace on its way through seals, sheets of money and corrections, without the commands that go there.

Seals are made as `kaoping seal` makes them; what was registered is written down as far as money asks for it.
"""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import registering
from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.engine.seal import SealTerms, sealed
from dangjian_kaoping.loading.workspace import seal_file
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.seal_yaml import seal_yaml
from governed import (
    ADJUSTED,
    APPROVED,
    OBJECTION,
    PUBLIC,
    QUARTER,
    adjust,
    governed,
    object_to,
    settle,
    write,
)
from registering import Sent

# 复核：抽查三人，两人不符改为一人不符（87.23 → 88.16）；兑现以后又撤销（→ 89.09）
PARTLY = ADJUSTED
WITHDRAWN = """\
- branch: 物资部党支部
  item: LZ-02
  clause: 核实不符
  withdrawn: true
  reason: 另一名被谈话人调离本支部，不在抽查范围
  approved_by: 考评领导小组
  date: 2021-05-10
"""


PAID = date(2021, 4, 25)
DECIDED = PARTLY.replace("2021-04-20", "2021-05-10")
CORRECTION = "corrections:\n- {by: 厂党委, date: 2021-05-18, publication: {from: 2021-05-19, to: 2021-05-25}}\n"


def paid_plant(folder: Path) -> Path:
    """The sample, its newest round governed, final and paid."""
    settle(governed(folder), APPROVED, PUBLIC)
    register(folder, (PAID, seal(folder, date(2021, 4, 22))))
    return folder


def corrected_plant(folder: Path, paid: Path) -> Path:
    """The same, and after payment an objection partly upheld, made public and final."""
    shutil.copytree(paid, folder)
    settle(folder, APPROVED, PUBLIC, CORRECTION)
    review(folder, DECIDED)
    seal(folder, date(2021, 5, 26))
    return folder


def show(root: Path, public_page: str) -> None:
    """Settle what a public page shows."""
    kept = [line for line in (root / "kaoping.yaml").read_text("utf-8").splitlines() if "public_page" not in line]
    write(root, "kaoping.yaml", "\n".join([*kept, f"public_page: {public_page}", ""]))


def seal(root: Path, day: date, quarter: str = QUARTER, *, governed: bool = True, final: bool = True) -> Seal:
    """Seal a round as it is now."""
    sealing = Session(root).sealing(quarter)
    new = sealed(sealing.workspace, sealing.result, SealTerms(day, "0.1.0", None, governed, final))
    before = () if sealing.before is None else sealing.before.seals
    write(root, seal_file(sealing.result.quarter), seal_yaml(sealing.result.quarter, (*before, new)))
    return new


def seals(root: Path, quarter: str = QUARTER) -> tuple[Seal, ...]:
    """The seals of a round, the oldest first."""
    found = Session(root).sealing(quarter).before
    assert found is not None
    return found.seals


def register(root: Path, *sheets: tuple[date, Seal], quarter: str = QUARTER) -> None:
    """Register sheets of money, each with its day and the seal that it was made by."""
    sent = (Sent("兑现表", day, by.digest, f"兑现表{number}.xlsx") for number, (day, by) in enumerate(sheets, 1))
    registering.register(root, quarter, sent)


def review(root: Path, *adjustments: str) -> None:
    """Write the decisions of a review, and the objection that the first of them names."""
    object_to(root, OBJECTION + "  decision: {result: partly, reason: 查明属实, approved_by: 考评领导小组, "
              "date: 2021-04-20, answered: 2021-04-21}\n")  # fmt: skip
    adjust(root, *adjustments)


def owed(found: Difference) -> dict[str, Decimal]:
    """What is paid to each branch, or taken back."""
    return {each.branch.name.removesuffix("党支部"): Decimal(each.owed) for each in found.branches}  # type: ignore[arg-type]
