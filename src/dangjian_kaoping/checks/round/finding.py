"""One finding against its clause: does it state the fact that the clause asks for, and can that fact be?"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.score.fulfilment import in_each
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.fact import (
    AmountFact,
    CountFact,
    EventFact,
    ImportedFact,
    JudgedFact,
    LateFact,
    LevelFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.records import FACT_KEYS, Finding
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import ShareRule, WithinRule
from dangjian_kaoping.model.values import chosen
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.place import Place

_ALLOWED: dict[type, tuple[str, ...]] = {
    CountFact: ("count",),
    AmountFact: ("amount",),
    MissingFact: ("done", "missing", "required"),
    LateFact: ("late", "never"),
    SampleFact: ("sampled", "failed"),
    ValueFact: ("value",),
    RankFact: ("rank", "tied"),
    LevelFact: ("level",),
    EventFact: ("level", "role", "count"),
    JudgedFact: ("judged",),
    ImportedFact: ("score",),
    ScorersFact: ("scores",),
}

_WANTED: dict[type, str] = {
    CountFact: "count: 次数（不写就是 1）",
    AmountFact: "amount: 数额",
    MissingFact: "done: 已做的数，或 missing: 少做的数",
    LateFact: "late: 迟了几个单位，或 never: true（始终未报）",
    SampleFact: "sampled: 抽查数 和 failed: 不合格数",
    ValueFact: "value: 数值",
    RankFact: "rank: 名次",
    LevelFact: "level: 档次",
    EventFact: "level: 级别（需要时 role、event、count）",
    JudgedFact: "judged: 判的分",
    ImportedFact: "score: 得分",
    ScorersFact: "scores: [各人打的分]",
}


def wanted(clause: Clause) -> str:
    """How a finding states the fact of a clause."""
    text = _WANTED[type(clause.fact)]
    if isinstance(clause.fact, MissingFact) and clause.fact.per == "month":
        text = "done: 各月已做的数（检查记录按月写，如 [4, 2, 0]；自评只写本月的），或 missing: 少做的数"
    if isinstance(clause.fact, MissingFact) and clause.fact.required == "recorded":
        text = "required: 应做的数 和 " + text
    if isinstance(clause.fact, LevelFact):
        text += f"（{'、'.join(clause.fact.level)}）"
    return text


def check_fact(
    item: Item,
    clause: Clause,
    finding: Finding,
    branch_class: str | None,
    faults: Faults,
    *,
    months: int | None = MONTHS_OF_A_QUARTER,
) -> bool:
    """Whether the finding can be scored; if not, the faults say why.

    `months` are those of which the record speaks; None is a self-assessment, which speaks of its own month.
    """
    fact = clause.fact
    stated = finding.model_fields_set
    allowed = _ALLOWED[type(fact)]
    before = len(faults)
    for key in stated:
        if key in _FACT_KEYS and key not in allowed and not (key == "event" and clause.highest_per_event):
            _mismatch(item, clause, finding.key_of(key), f"不记 {key}", faults)
    if len(faults) == before:
        problem = _CHECKS[type(fact)](fact, finding)
        if problem is None and isinstance(fact, MissingFact):
            problem = _by_period(fact, finding, months) or _too_much(fact, finding, branch_class, months)
        if problem is not None:
            place = problem.place_in(finding)
            if problem.code == "KP306":
                _mismatch(item, clause, place, problem.text, faults)
            else:
                code = codes.KP361 if problem.code == "KP361" else codes.KP315
                faults.add(code(item=item.id, clause=clause.id, problem=problem.text), place)
    if len(faults) == before and _requires_nothing(finding) and asks_for_a_part(clause):
        faults.add(codes.KP342(item=item.id, clause=clause.id), finding.place_of("required"))
    if len(faults) == before and isinstance(clause.rule, WithinRule) and finding.judged is not None:
        check_range(item, clause, clause.rule, finding, finding.judged, branch_class, faults)
    return len(faults) == before


def _requires_nothing(finding: Finding) -> bool:
    return finding.required is not None and not any(in_each(finding.required, 1))


def asks_for_a_part(clause: Clause) -> bool:
    """Whether the clause reads which part of what is required was done: of nothing there is no part."""
    fact = clause.fact
    if not isinstance(fact, MissingFact):
        return False
    return isinstance(clause.rule, ShareRule) or fact.counts_as in ("missing_percent", "done_percent")


_FACT_KEYS = frozenset(FACT_KEYS)


def _mismatch(item: Item, clause: Clause, place: Place, problem: str, faults: Faults) -> None:
    faults.add(codes.KP306(item=item.id, clause=clause.id, problem=problem, wanted=wanted(clause)), place)


def check_range(
    item: Item,
    clause: Clause,
    rule: WithinRule,
    finding: Finding,
    points: Decimal,
    branch_class: str | None,
    faults: Faults,
) -> None:
    """Whether a judged number lies in the range; of `per: item`, one finding only exceeds it upwards."""
    if isinstance(rule.within, str):
        low, high = Decimal(0), None
        if item.points is not None and branch_class is not None:
            high = chosen(item.points, branch_class)
    else:
        low, high = (chosen(end, branch_class or "") for end in rule.within)
    if (high is not None and points > high) or (points < low and rule.per == "case"):
        faults.add(
            codes.KP307(
                item=item.id,
                clause=clause.id,
                points=plain(points),
                low=plain(low),
                high="" if high is None else plain(high),
            ),
            finding.place_of("judged"),
        )


class Problem(NamedTuple):
    """What is wrong with a fact as it is stated; `keys` lead to the value at fault, or with `named` to its name."""

    code: Literal["KP306", "KP315", "KP361"]
    text: str
    keys: tuple[str | int, ...] = ()
    named: bool = False

    def place_in(self, finding: Finding) -> Place:
        """Where it is told; what is not stated is missed at the clause that asks for it."""
        return finding.key_of(*self.keys) if self.named else finding.place_of(*(self.keys or ("clause",)))


def fact_place(clause: Clause, finding: Finding) -> Place:
    """Where a finding states the fact of its clause; where it names the clause, if it states nothing."""
    key = next((key for key in _ALLOWED[type(clause.fact)] if key in finding.model_fields_set), "clause")
    return finding.place_of(key)


def _count(fact: CountFact, finding: Finding) -> Problem | None:
    if isinstance(finding.count, dict):
        known = fact.count if isinstance(fact.count, dict) else {}
        for name in finding.count:
            if name not in known:
                text = f"没有“{name}”这一种" + (f"（有：{'、'.join(known)}）" if known else "，只记一个数")
                return Problem("KP306", text, ("count", name), named=True)
    return None


def _amount(_: AmountFact, finding: Finding) -> Problem | None:
    return Problem("KP306", "没有写数额") if finding.amount is None else None


def _missing(fact: MissingFact, finding: Finding) -> Problem | None:
    if finding.done is None and finding.missing is None:
        return Problem("KP306", "没有写做了多少、少了多少")
    if fact.required == "recorded":
        if finding.required is None:
            return Problem("KP306", "没有写应做多少")
    elif finding.required is not None:
        return Problem("KP306", "应做的数已由细则规定，不记 required", ("required",))
    if finding.done is not None and finding.missing is not None:
        return Problem("KP315", "done 与 missing 只能写一个", ("missing",))
    return None


def _by_period(fact: MissingFact, finding: Finding, months: int | None) -> Problem | None:
    """Whether numbers stand for the periods that the fact has: each month's, or one for the quarter."""
    for key, number in (("done", finding.done), ("required", finding.required)):
        if isinstance(number, tuple):
            if fact.per != "month":
                return Problem("KP306", f"不按月计，{key} 只写一个数", (key,))
            if months is None:
                return Problem("KP306", f"自评一个月一份，{key} 只写本月的一个数", (key,))
            if len(number) != months:
                return Problem("KP361", f"{key} 写了 {len(number)} 个数，而要写 {months} 个月的", (key,))
        elif key == "done" and number is not None and fact.per == "month" and months not in (None, 1):
            return Problem("KP361", "每月都要做，done 只写了一个数，看不出各月做了多少", (key,))
    return None


def _too_much(fact: MissingFact, finding: Finding, branch_class: str | None, months: int | None) -> Problem | None:
    """More missing than is required of all the periods of which the record speaks."""
    periods = (months or 1) if fact.per == "month" else 1
    if finding.missing is None:
        return None
    if finding.required is not None:
        whole = sum(in_each(finding.required, periods), Decimal(0))
    elif isinstance(fact.required, Decimal) or (not isinstance(fact.required, str) and branch_class is not None):
        whole = chosen(fact.required, branch_class or "") * periods
    else:
        return None
    if finding.missing <= whole:
        return None
    return Problem("KP315", f"少了 {plain(finding.missing)}，比应做的 {plain(whole)} 还多", ("missing",))


def _late(_: LateFact, finding: Finding) -> Problem | None:
    if finding.late is None and not finding.never:
        return Problem("KP306", "没有写迟了多少")
    if finding.late is not None and finding.never:
        return Problem("KP315", "始终未报的不再记迟了多少", ("late",))
    return None


def _sample(_: SampleFact, finding: Finding) -> Problem | None:
    if finding.sampled is None or finding.failed is None:
        return Problem("KP306", "没有写抽查数和不合格数")
    if not finding.sampled:
        return Problem("KP315", "抽查数是 0，等于没有抽查", ("sampled",))
    if finding.failed > finding.sampled:
        return Problem("KP315", f"抽查 {finding.sampled}，不合格却有 {finding.failed}", ("failed",))
    return None


def _value(fact: ValueFact, finding: Finding) -> Problem | None:
    if finding.value is None:
        return Problem("KP306", "没有写数值")
    highest = fact.highest
    if finding.value < fact.at_least or (highest is not None and finding.value > highest):
        upper = "" if highest is None else plain(highest)
        return Problem("KP315", f"数值 {plain(finding.value)} 不在 {plain(fact.at_least)}—{upper} 之间", ("value",))
    return None


def _rank(fact: RankFact, finding: Finding) -> Problem | None:
    if not finding.rank:
        return Problem("KP306", "没有写名次（从 1 起）", () if finding.rank is None else ("rank",))
    if fact.of is not None and finding.rank > fact.of:
        return Problem("KP315", f"第 {finding.rank} 名，而一共只有 {plain(fact.of)} 名", ("rank",))
    if finding.tied == 0:
        return Problem("KP315", "tied 是几家并列，从 1 起", ("tied",))
    last = finding.rank + (finding.tied or 1) - 1
    if fact.of is not None and last > fact.of:
        text = f"{finding.tied} 家并列第 {finding.rank} 名，占到第 {last} 名，而一共只有 {plain(fact.of)} 名"
        return Problem("KP315", text, ("tied",))
    return None


def _level(fact: LevelFact, finding: Finding) -> Problem | None:
    return _named(finding.level, fact.level, "level", "档次")


def _event(fact: EventFact, finding: Finding) -> Problem | None:
    if isinstance(finding.count, dict):
        return Problem("KP306", "count 只记一个数", ("count",))
    if finding.role is not None:
        problem = _named(finding.role, tuple(fact.roles), "role", "角色")
        if problem is not None:
            return problem
    elif fact.roles:
        return Problem("KP306", f"没有写角色 role（{'、'.join(fact.roles)}）")
    return _named(finding.level, fact.event, "level", "级别")


def _named(name: str | None, known: tuple[str, ...], key: str, what: str) -> Problem | None:
    if name is None:
        return Problem("KP306", f"没有写{what}")
    if name not in known:
        return Problem("KP306", f"没有“{name}”这个{what}。{perhaps(name, known)}", (key,))
    return None


def _judged(_: JudgedFact, finding: Finding) -> Problem | None:
    return Problem("KP306", "没有写判了几分") if finding.judged is None else None


def _imported(fact: ImportedFact, finding: Finding) -> Problem | None:
    if finding.score is None:
        return Problem("KP306", "没有写得分")
    if finding.score > fact.full:
        return Problem("KP315", f"得分 {plain(finding.score)} 超过满分 {plain(fact.full)}", ("score",))
    return None


def _scorers(fact: ScorersFact, finding: Finding) -> Problem | None:
    scores = finding.scores
    if not scores:
        return Problem("KP306", "没有写各人打的分")
    groups = scores if isinstance(scores, dict) else {"": scores}
    if fact.weights:
        needed = [who for who, weight in fact.weights.items() if weight]
        if not set(groups) <= set(fact.weights) or not all(groups.get(who) for who in needed):
            return Problem("KP306", f"各类打分人都要有分（{'、'.join(needed)}）", ("scores",))
    elif isinstance(scores, dict):
        return Problem("KP306", "细则没有分打分人的类别", ("scores",))
    for group, several in groups.items():
        for index, score in enumerate(several):
            if score > fact.full:
                text = f"打的分 {plain(score)} 超过满分 {plain(fact.full)}"
                return Problem("KP315", text, ("scores", group, index) if group else ("scores", index))
    return None


_CHECKS: dict[type, Callable[[Any, Finding], Problem | None]] = {
    CountFact: _count,
    AmountFact: _amount,
    MissingFact: _missing,
    LateFact: _late,
    SampleFact: _sample,
    ValueFact: _value,
    RankFact: _rank,
    LevelFact: _level,
    EventFact: _event,
    JudgedFact: _judged,
    ImportedFact: _imported,
    ScorersFact: _scorers,
}
