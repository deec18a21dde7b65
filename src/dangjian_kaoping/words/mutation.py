"""变异 in words: what was changed of a rubric, how many of the changes the cases tell, what would tell the others."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.proof.coverage.marks import Mark
from dangjian_kaoping.proof.coverage.missing import asked_keys
from dangjian_kaoping.proof.mutation.mutant import GONE, Mutant, MutantKind
from dangjian_kaoping.proof.mutation.mutation import Mutated, Verdict
from dangjian_kaoping.words.coverage import percent
from dangjian_kaoping.words.situation import keys_in_words, situation_in_words

KINDS: Mapping[MutantKind, str] = {
    "price": "分值",
    "line": "分数线、数量",
    "end": "含不含本数",
    "cap": "封顶",
    "direction": "方向",
    "setting": "其他设置",
}
"""What kinds of changes are called; in the order in which they are told."""
HEADINGS = ("改的", "改了几处", "查得出", "查不出")
"""What the columns of the table are called."""
LEGEND = "查得出：有情形因此不符，或者记录被拒绝。不算在内的：改了哪里也不影响得分的，和改了以后 check 就通不过的。"
NONE_FOUND = "没有试出查得出它的情形：要几个支部一起试（round），或者几个项目一起记。"
LIVING = "查不出的，和查得出它们的情形（应得几分照原文手算，填在 expect 里）："
MEASURE = "考评办法"


def mutated_in_words(found: Mutated) -> str:
    """How many changes were made, how many of them count, and how many of these the cases tell."""
    killed, _, counted = found.share
    left = [
        f"{len(several)} 处{why}"
        for several, why in ((found.of("same"), "改了不影响得分"), (found.of("refused"), "改了 check 就通不过"))
        if several
    ]
    words = f"改了 {len(found.verdicts)} 处"
    words += f"（其中 {'，'.join(left)}，不算在内）" if left else ""
    if not counted:
        return f"{words}，没有可查的"
    return f"{words}，{found.cases} 个情形查得出 {killed} 处（{percent(found.share)}%），查不出 {counted - killed} 处"


def rows_in_words(found: Mutated) -> list[tuple[str, ...]]:
    """The cells of the table: a kind of changes in a row."""
    rows: list[tuple[str, ...]] = []
    for kind, name in KINDS.items():
        killed, lives = len(found.of("killed", kind=kind)), len(found.of("lives", kind=kind))
        if killed or lives:
            rows.append((name, str(killed + lives), str(killed), str(lives)))
    return rows


def subject_in_words(mutant: Mutant) -> str:
    """Of what it is: `DJ-03“缺党日”`, the item alone, or the measure."""
    return f"{mutant.item}“{mutant.clause}”" if mutant.clause else mutant.item or MEASURE


def mutant_in_words(mutant: Mutant) -> str:
    """What was changed: `DJ-03“缺党日”每一个单位的分（each）从 1 改成 0.9`."""
    change = f"{mutant.before} {GONE}" if mutant.after == GONE else f"{mutant.before} 改成 {mutant.after}"
    return f"{subject_in_words(mutant)}的{mutant.title}（{mutant.key}）：{change}"


class Shown(NamedTuple):
    """Changes that one case would tell, what it may be called, and what is to be filled in; no case where none was
    found.
    """

    verdicts: tuple[Verdict, ...]
    case: Case | None
    name: str
    keys: str


def living_in_order(found: Mutated) -> list[Shown]:
    """The changes that no case tells, those together that the same case would tell."""
    alike: dict[str, list[Verdict]] = {}
    for each in found.of("lives"):
        alike.setdefault(repr(each.case or each.mutant.place), []).append(each)
    taken: Counter[str] = Counter()
    shown = []
    for several in alike.values():
        first = several[0].mutant
        case = several[0].case
        about = Mark("clause", first.item, first.clause)
        name = MEASURE if case is None else situation_in_words(found.rubric, case, (about,))
        keys = "" if case is None else keys_in_words(case, found.rubric, asked_keys(found.rubric, case))
        taken[name] += 1
        name += f"（之{taken[name]}）" if taken[name] > 1 else ""
        shown.append(Shown(tuple(several), case, name, keys))
    return shown
