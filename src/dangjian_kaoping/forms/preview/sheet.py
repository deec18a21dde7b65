"""计分: the hidden sheet from which 预计 is reckoned; blocks side by side, each with its headings in the first row."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.emptying import emptied_before
from dangjian_kaoping.engine.score.occurrence import earlier_occurrences
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.boxes import NUMBERS, number
from dangjian_kaoping.facts.count import CountFact
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, Asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.columns import MONTHLY_WORKINGS, WORKINGS
from dangjian_kaoping.forms.form import Reckoned, Sheet
from dangjian_kaoping.forms.labels import BETWEEN, branch_label, cleaned
from dangjian_kaoping.forms.preview.formula import Ranges, formulas
from dangjian_kaoping.forms.preview.limits import HIGHEST
from dangjian_kaoping.forms.preview.price_list import Pricing
from dangjian_kaoping.forms.preview.pricing import pricing
from dangjian_kaoping.forms.preview.segments import LOWEST
from dangjian_kaoping.model.roster import Branch

Cells = Mapping[str, str | Decimal | None]
_WORDS: Mapping[str, str] = {
    "deduct": "扣",
    "penalty": "扣",
    "earn": "得",
    "bonus": "加",
    "give_back": "还",
}
_ON_EMPTYING: Mapping[str, int] = {"deduct": 1, "earn": 2, "give_back": 2}
_SHORT = Context(prec=17)
_CLASS = "类："
"""Before the name of a class, which is no branch's."""
_PRICING = (
    *("key", "mode", "word", "segments_from", "segments", "most"),
    *("steps", "steps_sign", "steps_line", "steps_step", "steps_free"),
    *("counts_as", "required", "periods", "quarter", "is_share", "free", "of_nothing", "apart"),
    *("late_at_most", "never", "levels_from", "levels"),
    *("empties_low", "empties_high", "vetoes_low", "vetoes_high", "on_emptying", "all_of_it", "below", "emptying"),
    *("beyond", "needs_way", "needs_role", "needs_first", "needs_second", "needs_required", "is_percent"),
)
_BLOCKS: tuple[tuple[str, ...], ...] = (
    _PRICING,
    ("segment", "segment_start", "segment_value", "segment_slope"),
    ("level", "level_points", "level_empties", "level_vetoes"),
    ("branch", "branch_class"),
)


class Priced(NamedTuple):
    """The rows of the hidden sheet, where what they hold stands in them, and whether months are priced one by one."""

    rows: Sequence[Sequence[str | Decimal | None]]
    ranges: Ranges
    months: bool

    def shown(self, sheet: Sheet, other: str | None) -> Sheet:
        """A sheet of facts with 预计 and 提示 in each row; `other` is a sheet that may have rows of the same items."""
        numbers = sum(each.key.startswith(NUMBERS) for each in sheet.columns)
        found = formulas(self.ranges, numbers, other, months=self.months)
        workings = (*WORKINGS, *(MONTHLY_WORKINGS if self.months else ()))
        reckoned = {key: Reckoned(text) for key, text in found.items()}
        return sheet._replace(
            columns=(*sheet.columns, *workings),
            hidden=sheet.hidden | {each.key for each in workings},
            rows=[each._replace(fixed={**each.fixed, **reckoned}) for each in sheet.rows],
        )


def priced(basis: Basis, asked: Sequence[Asking], branches: Sequence[Branch]) -> Priced:
    """For all that a form asks at some branches."""
    made = _Sheet()
    for branch in branches:
        made.blocks[3].append({"branch": branch_label(branch), "branch_class": _class_of(branch)})
    for asking, of_branch in zip(asked, _prices(basis, asked, branches), strict=True):
        for who, its in _by_class(branches, of_branch):
            made.add(f"{who}{BETWEEN}{asking.key}", asking, its)
    return made.finished()


def _class_of(branch: Branch) -> str:
    return _CLASS + cleaned(branch.branch_class)


def _by_class(branches: Sequence[Branch], of_branch: Mapping[str, Pricing | None]) -> Iterator[tuple[str, Pricing]]:
    """The pricing of a class where all its branches have the same, else of each branch."""
    classes: dict[str, list[Branch]] = {}
    for branch in branches:
        if branch.id in of_branch:
            classes.setdefault(branch.branch_class, []).append(branch)
    for several in classes.values():
        found = {of_branch[each.id] for each in several}
        named = [(_class_of(several[0]), several[0])] if len(found) == 1 else [(branch_label(b), b) for b in several]
        for who, branch in named:
            its = of_branch[branch.id]
            if its is not None:
                yield who, its


def _prices(basis: Basis, asked: Sequence[Asking], branches: Sequence[Branch]) -> Iterator[dict[str, Pricing | None]]:
    """Of each clause, by branch. The engine is asked once for all for whom it has the same answer."""
    rubric, roster, quarter = basis.rubric, basis.roster, basis.quarter
    earlier = earlier_occurrences(rubric, roster, quarter, basis.earlier)
    emptied = emptied_before(rubric, roster, quarter, basis.earlier, list(basis.rubrics.values()))
    caps = {"bonus": rubric.measure.bonus.at_most, "penalty": rubric.measure.penalty.at_most}
    for asking in asked:
        key = asking.item.id, asking.clause.id
        on_total = caps.get(asking.clause.effect)
        known: dict[tuple[object, ...], Pricing | None] = {}
        found: dict[str, Pricing | None] = {}
        for branch in branches:
            if not basis.asked(asking.item, branch):
                continue
            before, gone = earlier.get(branch.id, {}), emptied.get(branch.id, {})
            rounds = before[key].rounds if key in before else 0
            scopes = tuple(each for each in gone if each[0] == asking.item.id)
            alike = (branch.branch_class, branch.head_count, rounds, scopes)
            if alike not in known:
                item = asking.item.for_heads(branch.head_count).of_class(branch.branch_class)
                terms = Circumstances(branch.branch_class, WHOLE_MONTHS, before, emptied=gone)
                most = HIGHEST if on_total is None else on_total
                known[alike] = pricing(item, item.by_clause[asking.clause.id], terms, most)
            found[branch.id] = known[alike]
        yield found


class _Sheet:
    """The blocks as they grow; equal stretches and levels stand there once."""

    def __init__(self) -> None:
        self.blocks: list[list[Cells]] = [[] for _ in _BLOCKS]
        self._starts: dict[object, int] = {}

    def add(self, key: str, asking: Asking, its: Pricing) -> None:
        """A pricing under its key."""
        steps, doing = its.steps, its.doing
        segments: list[Cells] = [
            {
                "segment": _plain(each.key),
                "segment_start": _plain(each.start),
                "segment_value": "无" if each.value is None else _plain(each.value),
                "segment_slope": _plain(each.slope),
            }
            for each in its.segments
        ]
        levels: list[Cells] = [
            {
                "level": f"{each.level}{BETWEEN}{each.role}",
                "level_points": _plain(each.points),
                "level_empties": Decimal(each.empties),
                "level_vetoes": Decimal(each.vetoes),
            }
            for each in its.levels
        ]
        clause, item = asking.clause, asking.item
        self.blocks[0].append(
            {
                "key": key,
                "mode": Decimal(its.mode.value),
                "word": _WORDS.get(its.effect, ""),
                "segments_from": self._start(1, its.segments, segments),
                "segments": Decimal(len(segments)),
                "most": _plain(its.most),
                "steps": Decimal(steps.rounding),
                "steps_sign": Decimal(steps.sign),
                "steps_line": _plain(steps.line),
                "steps_step": _plain(steps.step),
                "steps_free": Decimal(-1) if steps.free == LOWEST else _plain(steps.free),
                "counts_as": Decimal(doing.counts_as),
                "required": Decimal(-1) if doing.required is None else _plain(doing.required),
                "periods": Decimal(doing.periods),
                "quarter": Decimal(doing.quarter),
                "is_share": Decimal(doing.is_share),
                "free": _plain(doing.free),
                "of_nothing": _plain(doing.of_nothing),
                "apart": Decimal(doing.apart),
                "late_at_most": _plain(its.late_at_most),
                "never": _plain(its.never),
                "levels_from": self._start(2, its.levels, levels),
                "levels": Decimal(len(levels)),
                "empties_low": _plain(its.empties.low),
                "empties_high": _plain(its.empties.high),
                "vetoes_low": _plain(its.vetoes.low),
                "vetoes_high": _plain(its.vetoes.high),
                "on_emptying": Decimal(_ON_EMPTYING.get(its.effect, 3)),
                "all_of_it": _plain(its.all_of_it),
                "below": _plain(its.below),
                "emptying": "本组不得分" if its.empties_group else "本项不得分",
                "beyond": Decimal(bool(clause.when) or len(item.readers.get(clause.id, ())) > 1),
                **_needs(asking),
            }
        )

    def _start(self, block: int, known: object, rows: Sequence[Cells]) -> Decimal:
        """After how many rows of a block some stand."""
        key = block, known
        if key not in self._starts:
            self._starts[key] = len(self.blocks[block])
            self.blocks[block].extend(rows)
        return Decimal(self._starts[key])

    def finished(self) -> Priced:
        """All blocks side by side."""
        columns: dict[str, int] = {}
        heads: list[str | Decimal | None] = []
        for names in _BLOCKS:
            for name in names:
                heads.append(name)
                columns[name] = len(heads)
            heads.append(None)
        count = max(map(len, self.blocks))
        rows: list[list[str | Decimal | None]] = [list(heads)]
        for index in range(count):
            row: list[str | Decimal | None] = []
            for block, names in zip(self.blocks, _BLOCKS, strict=True):
                cells = block[index] if index < len(block) else {}
                row += [*(cells.get(name) for name in names), None]
            rows.append(row)
        months = any(each["apart"] for each in self.blocks[0])
        return Priced(rows, Ranges(columns, max(count, 1) + 1), months)


def _needs(asking: Asking) -> Cells:
    """What a row of a clause cannot do without."""
    boxes = {each.column: each for each in asking.boxes}
    fact, first, second = asking.clause.fact, boxes.get(number(1)), boxes.get(number(2))
    several = isinstance(fact, CountFact) and not isinstance(fact.count, str)
    late = first is not None and first.optional and "way" in boxes and not several and not fact.IS_CASE
    needs_first = 2 if several else int(first is not None and (late or not first.optional))
    required = boxes.get("required")
    needs_required = 0 if required is None else 2 if required.optional else 1
    way = boxes.get("way")
    return {
        "needs_way": Decimal(way is not None and not way.optional),
        "needs_role": Decimal("role" in boxes),
        "needs_first": Decimal(needs_first),
        "needs_second": Decimal(second is not None and not second.optional and not isinstance(fact, MissingFact)),
        "needs_required": Decimal(needs_required),
        "is_percent": Decimal(first is not None and first.percent),
    }


def _plain(number: Exact) -> Decimal:
    """A number as a workbook can hold it."""
    if isinstance(number, Fraction):
        return _SHORT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return number
