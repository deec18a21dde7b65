"""What a unit's round comes to, as plain rows: what goes from process to process, and into a table.

Nothing here but texts, whole numbers, decimals and None: the same wherever, and by whomever, it was reckoned.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.measure import Ranking

Trouble = Literal["unreadable", "absent", "provisional"]
"""Why a unit has no result: its files have errors, it has no records of the quarter, or not all of them."""


class Workplace(NamedTuple):
    """Where a unit's records are: its id, its name, its region ("" where none is said) and the workspace's folder, as
    it is told and as it is opened. One of several workspaces of a unit bears its folder's name in its id.
    """

    unit: str
    name: str
    region: str
    told: str
    folder: str


class Asked(NamedTuple):
    """The round that is asked for, and whether one that is not sealed counts too."""

    quarter: str
    unsealed: bool = False


class BranchRow(NamedTuple):
    """A branch in a unit's round: its published composite (分; None where there is none), its rank there, its flags.

    `behind`: a veto puts it behind all others, whatever its points.
    """

    unit: str
    branch: str
    name: str
    branch_class: str
    composite: Decimal | None
    rank: int | None
    grade: str | None
    behind: bool
    last: bool
    undone: int


class AreaRow(NamedTuple):
    """The problems of an area (方面): found in the round, and of all that were found so far those that are open, and
    overdue, as of it.
    """

    area: str
    found: int
    open: int
    overdue: int


class UnitRow(NamedTuple):
    """How a unit stands in the round.

    `rubric` is the digest of the version in force, "" where none could be read. `seal` is None where none was looked
    at; `final` whether the seal is the last one and not that of what is made public. `told` is the first of its
    `errors`. Materials to keep ready and the share of traces (%) are what the version asks of a branch.
    """

    unit: str
    name: str
    region: str
    folder: str
    said: str
    trouble: Trouble | None = None
    seal: SealState | None = None
    sealed_on: str = ""
    final: bool = False
    counted: bool = False
    version: str = ""
    rubric: str = ""
    ranking: Ranking = "standard"
    branches: int = 0
    errors: int = 0
    told: str = ""
    materials: int = 0
    trace_percent: Decimal | None = None
    sheets: int = 0
    findings: int = 0


class UnitRound(NamedTuple):
    """A unit's round: how it stands, and where it counts its branches in the order of its ranking, and its problems."""

    row: UnitRow
    branches: tuple[BranchRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
