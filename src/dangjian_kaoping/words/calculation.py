"""How a figure came about, as an office writes it down: `6（起始分）- 1（缺支委会）= 5 分`.

Every number is the value of a step; nothing is computed here.
"""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import NOTHING, Step
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.words.figures import figure, shown
from dangjian_kaoping.words.names import ROUNDING
from dangjian_kaoping.words.record.adjustment import settings_in_words
from dangjian_kaoping.words.record.emptied import emptied_in_words, emptied_steps, since_of
from dangjian_kaoping.words.step import STEP_TITLE

_SIDE = {
    names.EARNED_CAPPED: "得分",
    names.TAKEN_CAPPED: "扣分",
    names.ITEM_BONUS_CAPPED: "加分",
    names.ITEM_PENALTY_CAPPED: "扣减",
}
_CAPPED = frozenset({*_SIDE, names.GROUP_CAPPED})
"""Capped by a group or by the item."""


def label_of(step: Step) -> str:
    """What a step is about, shortly: a group's title, a clause's id, or the name of the figure."""
    subject = step.subject
    if isinstance(subject, Group) and step.name != names.START:
        own = {names.GROUP_EARNED: "所得", names.GROUP_TAKEN: "所扣", names.GROUP_LOST: "清零所失"}
        return subject.title + own.get(step.name, "")
    if isinstance(subject, Clause):
        return subject.id
    if isinstance(subject, FindingScore):
        return subject.clause.id
    return _SIDE.get(step.name) or STEP_TITLE[step.name]


def formula(step: Step) -> str:
    """A sum or difference on one line; what is 0 is left out. Empty where there is only one figure."""
    plus, minus = _terms(step)
    if len(plus) + len(minus) < 2:
        return ""

    def written(part: Step) -> str:
        return f"{figure(part)}（{label_of(part)}）"

    left = " + ".join(map(written, plus)) or "0"
    taken = "".join(f" - {written(part)}" for part in minus)
    return f"{left}{taken} = {shown(step.value)} 分".replace("） ", "）")


def _terms(step: Step) -> tuple[list[Step], list[Step]]:
    """What is added and what is taken; 0 is left out."""
    match step.operation:
        case "sum":
            return [part for part in step.parts if part.value], []
        case "difference":
            first = step.minuend
            credit = first.parts if first.name == names.CREDIT else (first,)
            return [part for part in credit if part.value], [part for part in step.subtrahends if part.value]
        case _:
            return [step], []


def rounding_in_words(step: Step) -> str:
    """修约 of a published figure: `约95.8333，四舍五入到 2 位小数，为 95.83`."""
    mode, places = step.term("mode"), step.term("places")
    how = ROUNDING[mode]  # type: ignore[index]
    return f"{shown(step.exact.value, 6)} 分{how}，保留 {places} 位小数，为 {figure(step)} 分"


def cap_in_words(step: Step) -> str:
    """A sum under its cap, reached or not: `合计 3 分，超过封顶 2 分，按 2 分计`."""
    gross, most = step.uncapped, step.cap or step
    if gross.value > most.value:
        return f"合计 {shown(gross.value)} 分，超过封顶的 {shown(most.value)} 分，按 {shown(step.value)} 分计"
    reached = "正好到" if gross.value == most.value else "没有到"
    return f"合计 {shown(gross.value)} 分，{reached}封顶的 {shown(most.value)} 分"


def sums(score: ItemScore, *, places: bool = True) -> Iterator[str]:
    """算式 of an item, a line each: groups, itself, what it adds to or takes from the total, how a review set it."""
    if score.value is not None and score.status == "scored" and score.step is not NOTHING:
        for group in _groups(score.settled):
            yield from (f"【{_title(group)}】{line}" for line in settled(group, "本组"))
        yield from settled(score.settled, "本项")
    for step in emptied_steps(score.step):
        scope = f"【{_title(step)}】" if isinstance(step.subject, Group) else ""
        otherwise = (step.replaced or step).value
        told = f"（否则是 {shown(otherwise)} 分）" if otherwise else ""
        yield f"{scope}{emptied_in_words(since_of(step))}{told}"
    for step in (score.bonus, score.penalty):
        if step is not NOTHING:
            yield from caps([step])
            yield from filter(None, [formula(step) if step.operation == "sum" else ""])
    yield from (f"复核：{line}" for line in settings_in_words(score, places=places))


def settled(step: Step, scope: str) -> Iterator[str]:
    """The lines of an item or a group with points, from the start to what is left; `scope` is what it is called."""
    inner = step.find(names.WITH_GIVEN_BACK) or step.part(names.BALANCE)
    if inner.name == names.WITH_GIVEN_BACK:
        before, back = inner.part(names.HELD), inner.part(names.GIVEN_BACK)
        yield from settled(before, scope)
        offered, limit = back.part(names.OFFERED_BACK), back.part(names.TAKEN)
        yield f"还分：可还 {shown(offered.value)} 分，已扣 {shown(limit.value)} 分，还 {shown(back.value)} 分"
        yield f"{shown(before.value)} + {shown(back.value)} = {shown(inner.value)} 分"
    elif inner.find(names.EMPTIED) is not None:
        yield from _emptied(inner, scope)
    else:
        yield from caps(inner.parts)
        yield from filter(None, [formula(inner)])
    if step.value != inner.value:
        yield _held(step, inner, scope)


def caps(steps: Iterable[Step]) -> Iterator[str]:
    """The caps of groups and of the item among the parts; a clause's own cap is told with the clause."""
    for step in steps:
        if step.cap is not None and step.name in _CAPPED:
            gross = step.uncapped
            yield from caps(gross.parts)
            yield from filter(None, [formula(gross)] if len(gross.parts) > 1 else [])
            title = f"【{label_of(step)}】" if isinstance(step.subject, Group) else f"{label_of(step)}"
            yield f"{title}{cap_in_words(step)}"
        elif step.name == names.CREDIT:
            yield from caps(step.parts)


def _emptied(balance: Step, scope: str) -> Iterator[str]:
    clause = balance.part(names.EMPTIED).subject
    name = f"“{clause.id}”" if isinstance(clause, Clause) else "有的条款"
    otherwise = shown((balance.replaced or balance).value)
    yield f"{name}使{scope}不得分：从 0 分算起，其余的得分和扣分不再计（否则是 {otherwise} 分）"
    yield from filter(None, [formula(balance)])


def _held(step: Step, inner: Step, scope: str) -> str:
    if step.value > inner.value:
        return f"低于{scope}的最低分，按 {shown(step.value)} 分计"
    most = STEP_TITLE[names.POINTS if step.find(names.CEILING) is None else names.CEILING]
    return f"超过{scope}的{most}，按 {shown(step.value)} 分计"


def _title(group: Step) -> str:
    return getattr(group.subject, "title", "")


def _groups(step: Step) -> Iterator[Step]:
    """The settled groups among an item's parts."""
    for part in step.parts:
        if part.name == names.GROUP:
            yield part
        elif part.name in (names.BALANCE, names.CREDIT, names.WITH_GIVEN_BACK, names.HELD):
            yield from _groups(part)
            for aside in part.aside:
                yield from _groups(aside)
