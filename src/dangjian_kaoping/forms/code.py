"""代码: what form a workbook is, written in the form itself; what its file is called says nothing.

Two digests stand in it. `digest` is of what the form rests on: with other clauses, facts, units, levels, 不涉及 or
branches its rows would mean something else, and it is refused. `rest` is of the rubric's other words and prices: where
they changed, what was filled in still holds.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Self

from dangjian_kaoping.model.canonical import canonical, digest_of
from dangjian_kaoping.model.rubric import Item, Rubric

FormKind = Literal["inspection", "self", "followup"]
FORMAT = "kaoping.form/1"
TITLES: Mapping[FormKind, str] = {"inspection": "检查表", "self": "自评表", "followup": "复查表"}


class Code(NamedTuple):
    """What form it is: its kind, the quarter, month or (复查表) day, the ids of department and branches, the version of
    the rubric. `part` says that an inspection form has some branches of its department's only.
    """

    kind: FormKind
    period: str
    department: str
    branches: tuple[str, ...]
    version: str
    digest: str
    rest: str
    part: bool = False

    def rows(self) -> Sequence[tuple[str, str]]:
        """As the hidden sheet holds it: a word and a value a row."""
        return (
            ("表", FORMAT),
            ("种类", self.kind),
            ("时期", self.period),
            ("部室", self.department),
            ("党支部", " ".join(self.branches)),
            ("部分", "是" if self.part else "否"),
            ("细则", self.version),
            ("依据", self.digest),
            ("其余", self.rest),
        )

    @classmethod
    def read(cls, rows: Mapping[str, str]) -> Self | None:
        """From such rows; None where they are no code of a form of this format."""
        kinds: dict[str, FormKind] = {each: each for each in TITLES}
        kind = kinds.get(rows.get("种类", ""))
        if rows.get("表") != FORMAT or kind is None or not {"时期", "细则", "依据"} <= rows.keys():
            return None
        return cls(
            kind,
            rows["时期"],
            rows.get("部室", ""),
            tuple(rows.get("党支部", "").split()),
            rows["细则"],
            rows["依据"],
            rows.get("其余", ""),
            rows.get("部分") == "是",
        )


def digests(rubric: Rubric, items: Sequence[Item], branches: Sequence[str]) -> tuple[str, str]:
    """What a form with these items of a rubric, for branches by their ids, rests on; and all else of those items."""
    rests_on = [
        [
            item.id,
            item.not_applicable is not None,
            [[each.id, canonical(each.fact), each.fact.same] for each in item.clauses],
        ]
        for item in items
    ]
    return (
        digest_of([rubric.measure.self_assessment, list(branches), rests_on]),
        digest_of([canonical(each) for each in items]),
    )
