"""变异 as JSON: `kaoping.rubric-mutation/1`."""

from collections.abc import Sequence
from typing import Final, Literal

from dangjian_kaoping.proof.mutation.mutant import MutantKind
from dangjian_kaoping.proof.mutation.mutation import Mutated, Verdict
from dangjian_kaoping.words.coverage import percent
from dangjian_kaoping.words.mutation import Shown, living_in_order, mutant_in_words
from dangjian_kaoping.write.cases_yaml import case_lines
from dangjian_kaoping.write.json.document import Number, Object
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.rubric-mutation/1"
"""The version of the contract: what it promises may grow, and not change."""


class LivingMutantData(Object):
    """一处查不出的改动"""

    kind: MutantKind
    """改的是什么：分值 price、分数线和数量 line、含不含本数 end、封顶 cap、方向 direction、其他设置 setting"""
    item: str | None
    """项目编号；考评办法的为 null"""
    clause: str | None
    """条款编号；不属于哪一条的为 null"""
    key: str
    """改的键，如 deduct 里的 each"""
    before: str
    """原来写的"""
    after: str
    """改成什么"""
    text: str
    """照屏幕上说的"""
    source: str
    """写在细则的哪里，文件:行"""
    case: str | None
    """查得出它的情形，照测试文件的写法，应得几分待填；没有试出来的为 null"""


class VersionMutationData(Object):
    """一版细则"""

    rubric: str
    """版本"""
    cases: int
    """用了几个情形"""
    failing: list[str]
    """照细则本来就不符、没有用的情形"""
    made: int
    """改了几处"""
    same: int
    """其中改了也不影响得分、不计的"""
    refused: int
    """其中改了以后 check 通不过、不计的"""
    killed: int
    """查得出的"""
    percent: Number
    """查得出的占百分之几"""
    living: list[LivingMutantData]
    """查不出的"""


class MutationDocument(Object):
    """改一改细则，情形查不查得出（rubric test --mutate）"""

    format: Literal["kaoping.rubric-mutation/1"]
    """格式和它的版本"""
    rubrics: list[VersionMutationData]
    """各版细则"""


def mutation_json(several: Sequence[Mutated]) -> str:
    """As JSON text."""
    document: MutationDocument = {"format": FORMAT, "rubrics": [_version(each) for each in several]}
    return as_json(document)


def _version(found: Mutated) -> VersionMutationData:
    return {
        "rubric": found.rubric.version,
        "cases": found.cases,
        "failing": [each.case.name for each in found.failing],
        "made": len(found.verdicts),
        "same": len(found.of("same")),
        "refused": len(found.of("refused")),
        "killed": len(found.of("killed")),
        "percent": percent(found.share),
        "living": [_living(shown, each) for shown in living_in_order(found) for each in shown.verdicts],
    }


def _living(shown: Shown, verdict: Verdict) -> LivingMutantData:
    mutant = verdict.mutant
    case = None if shown.case is None else "\n".join(case_lines(shown.case, shown.name, shown.keys))
    return {
        "kind": mutant.kind,
        "item": mutant.item or None,
        "clause": mutant.clause or None,
        "key": mutant.key,
        "before": mutant.before,
        "after": mutant.after,
        "text": mutant_in_words(mutant),
        "source": str(mutant.place),
        "case": case,
    }
