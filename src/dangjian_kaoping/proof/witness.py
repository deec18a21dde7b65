"""凭据: a record that shows what is claimed, and what it gives: checked and scored as a case of the rubric is."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from dangjian_kaoping.cases.outcome import Actual
from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.kinds import FACT_KEYS
from dangjian_kaoping.model.cases import Case, CaseFact, Expected
from dangjian_kaoping.model.rubric import Item, QuarterNumber, Rubric
from dangjian_kaoping.proof.bench import Bench, Given, Situation, given_by

QUARTERS: tuple[QuarterNumber, ...] = ("Q1", "Q2", "Q3", "Q4")


class Witness(NamedTuple):
    """A case, and what the engine makes of it."""

    case: Case
    actual: Actual

    @property
    def given(self) -> Given | None:
        """What the item gives; None where the record is refused."""
        return None if self.actual.score is None else given_by(self.actual.score)


def witness(rubric: Rubric, bench: Bench, situation: Situation, classes: Collection[str] = ()) -> Witness:
    """The case of a situation, run as any case is: checks first, then the engine."""
    case = case_of(bench, situation)
    return Witness(case, run_case(case, rubric, classes=classes).actual)


def case_of(bench: Bench, situation: Situation, name: str = "试") -> Case:
    """A situation as a case that expects nothing yet."""
    item = bench.item
    return Case.model_construct(
        name=name,
        item=item.id,
        branch_class=bench.branch_class or None,
        head_count=bench.head_count,
        facts=situation.facts,
        earlier=dict(situation.earlier),
        quarter=quarter_of_item(item),
        expect=Expected.model_construct(),
    )


def quarter_of_item(item: Item) -> QuarterNumber:
    """The first quarter in which an item is asked."""
    return next((each for number, each in enumerate(QUARTERS, 1) if item.due_in(number)), "Q1")


def in_words(facts: tuple[CaseFact, ...], earlier: Mapping[str, int]) -> str:
    """Facts as a case writes them: `{clause: 缺会, done: 2}`."""
    said = "、".join("{" + ", ".join(f"{key}: {value}" for key, value in _keys(each)) + "}" for each in facts)
    before = "、".join(f"“{key}”前面有过 {rounds} 轮" for key, rounds in earlier.items())
    return "；".join(filter(None, (said, before))) or "什么也没有记"


def recorded(situation: Situation) -> str:
    """What is recorded: `记 {clause: 缺会, done: 2}`; or that nothing is. All of it, else nobody could try it."""
    if not (situation.facts or situation.earlier):
        return in_words((), {})
    alike = [(same[0], len(same)) for same in (tuple(each) for _, each in groupby(situation.facts, _keys))]
    words = "、".join(in_words((fact,), {}) + (f" {many} 条" if many > 1 else "") for fact, many in alike)
    before = in_words((), situation.earlier) if situation.earlier else ""
    return "；".join(filter(None, (words and f"记 {words}", before)))


def given_in_words(given: Given) -> str:
    """What an item gives: `本项 7 分，另加 2 分，否决`."""
    said = ["本项没有分" if given.points is None else f"本项 {plain(given.points)} 分"]
    said += [f"总分加 {plain(given.bonus)} 分"] if given.bonus else []
    said += [f"总分减 {plain(given.penalty)} 分"] if given.penalty else []
    said += ["一票否决"] if given.vetoes else []
    said += ["清到年底"] if given.emptied else []
    said += ["单项工作未完成"] if given.undone else []
    return "，".join(said)


def _keys(fact: CaseFact) -> list[tuple[str, str]]:
    stated = ((key, getattr(fact, key)) for key in FACT_KEYS)
    return [("clause", fact.clause), *((key, written(value)) for key, value in stated if value is not None)]


def written(value: object) -> str:
    """A value of a record as YAML writes it on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case tuple() | list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    return str(value)
