"""A row of an account: what is said, of what kind, and how deep below its heading. Writers only paint it."""

from typing import Literal, NamedTuple

RowKind = Literal[
    "branch", "part", "total", "area", "side", "item", "group", "clause", "rule", "finding", "sum", "money"
]
"""What a row is.

Headings: the `branch`, a `part` (一、综合得分), an `area`, a `side` (检查 or 自评), an `item`, a `group`, a `clause`.
Below them: how a `total` of a part came about, the `rule` by which an item or a clause counts, a `finding` as it was
recorded, the `sum` of an item, and the `money` of the branch.
"""


class ExplainRow(NamedTuple):
    """One row. `depth` counts the headings above it; `label` stands before the text, with its colon, or is empty.

    The text is one paragraph, however long; of a `sum` one line each step. `lost`: points were lost by what it tells.
    """

    depth: int
    kind: RowKind
    label: str
    text: str
    lost: bool = False
