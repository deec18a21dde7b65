"""The Chinese of what the rounds under one version show of it."""

from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.engine.follow.fairness import ClassStanding, Fairness, NeverTook, TookFromAll
from dangjian_kaoping.exact import divided, places
from dangjian_kaoping.model.rubric import Item

NEVER = "从未扣分的条款"
NEVER_IS_NOT_USELESS = (
    "从未扣分不等于可以删：瞒报、弄虚作假、一票否决这样的条款，立在那里就是不让它发生。"
    "该看的是检查时有没有真去查、标准是不是写得太宽。"
)
FROM_ALL = "各支部都扣了分的条款"
READ_FROM_ALL = "各支部都扣分的，看看标准是不是定得谁也做不到，或者原来的数靠不靠得住。"
CLASSES = "各类支部"
READ_CLASSES = (
    "各类支部相差，可能是工作有差距，也可能是有的条款对一类支部格外难；只供修订细则时看，不能据此改分。"
    "自评也失分的，是检查失分的项目里支部自己也扣了分的。"
)


def rounds_in_words(fairness: Fairness) -> str:
    """Which rounds: `2020 版施行以来的 5 轮（2020Q1 至 2021Q1）`."""
    first, last = fairness.quarters[0], fairness.quarters[-1]
    span = str(first) if first == last else f"{first} 至 {last}"
    told = f"{fairness.rubric.version} 版施行以来的 {len(fairness.quarters)} 轮（{span}）"
    if fairness.provisional:
        told += f"；{'、'.join(map(str, fairness.provisional))} 还是暂定，不算在内"
    return told


def never_in_words(fairness: Fairness) -> str:
    """How many clauses never took anything, of how many that could."""
    return f"{NEVER}：{len(fairness.never)} 条（能扣分、否决的共 {fairness.able} 条）"


def item_in_words(item: Item) -> str:
    """An item by its number and title."""
    return f"{item.id} {item.title}"


def tried_in_words(item: Item, rounds: int, fairness: Fairness) -> str:
    """The same, and in how many rounds it was asked for, where not in all."""
    return f"{item_in_words(item)}{f'（考评过 {rounds} 轮）' if rounds < len(fairness.quarters) else ''}"


def clauses_in_words(several: Sequence[NeverTook]) -> str:
    """The clauses of an item that never took anything; which of them a veto, and what was recorded all the same."""
    return "、".join(each.clause.id + _beside(each) for each in several)


def _beside(each: NeverTook) -> str:
    told = ["否决"] if each.clause.veto is not None else []
    if each.recorded:
        told.append(f"记过 {each.recorded} 条")
    return f"（{'，'.join(told)}）" if told else ""


def in_all_in_words(each: TookFromAll) -> str:
    """In how many rounds a clause took from every branch."""
    which = "、".join(map(str, each.in_all))
    return f"{each.rounds} 轮里有 {len(each.in_all)} 轮（{which}）"


def seen_in_words(standing: ClassStanding) -> str:
    """Of the items in which the inspection took points those in which the branch did: `41%`."""
    if not standing.found:
        return ""
    return f"{places(divided(Decimal(100 * standing.seen), Decimal(standing.found)), 0)}%"
