"""扣分原因: each branch's account, from the composite down to each finding with its reason and 整改标准."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.reach import reached_by
from dangjian_kaoping.engine.score.alike_losses import LossesAlike
from dangjian_kaoping.engine.score.apportioning import OfItem, Part, gains, losses
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import TableScore, area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.calculation import sums
from dangjian_kaoping.words.explain.item import full_and_silent
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.explain.totals import composite_rows, figure_or_none, inspection_rows, self_assessment_rows
from dangjian_kaoping.words.figures import in_table
from dangjian_kaoping.words.ledger import conclusion_in_words
from dangjian_kaoping.words.record.finding import consequences_in_words
from dangjian_kaoping.words.record.part import own_in_words, part_in_words, rest_in_words
from dangjian_kaoping.words.record.record import UNTOLD, kind_in_words, place_of, reason_of, standard_of
from dangjian_kaoping.words.rubric.factors import APART
from dangjian_kaoping.words.rubric.full_marks import area_names, out_of
from dangjian_kaoping.words.rubric.item import aside_in_words, standing_in_words
from dangjian_kaoping.write.html.radar import Radar, radars


class Line(NamedTuple):
    """A finding: what it did, by which 评分标准, what was found, why it costs, and what puts it right."""

    amount: str
    kind: str
    criterion: str
    fact: str
    reason: str
    more: tuple[str, ...]
    standard: str
    deadline: str
    state: str
    found: str
    places: str


class ItemReasons(NamedTuple):
    """An item with something to tell: its points, its findings, and how they make the points."""

    id: str
    title: str
    standing: str
    undone: bool
    aside: str
    lines: tuple[Line, ...]
    sums: tuple[str, ...]


class AreaReasons(NamedTuple):
    """An area with its points and the items to tell of; unnamed where there are no areas to tell apart."""

    name: str
    points: str
    items: tuple[ItemReasons, ...]


class Origin(NamedTuple):
    """How a published figure comes about, a line each step."""

    name: str
    points: str
    lines: tuple[str, ...]


class Account(NamedTuple):
    """A branch's account. `taken` is in how many places points were lost; `radar` shows its areas."""

    key: str
    taken: int
    radar: Radar | None
    origin: tuple[Origin, ...]
    areas: tuple[AreaReasons, ...]
    declared: tuple[AreaReasons, ...]


def accounts(dossier: Dossier, publicity: Publicity) -> Iterator[Account]:
    """The account of each branch that is named, in the order of the ranking."""
    told = Accounts(dossier, publicity)
    for number, placing in enumerate(dossier.result.placings, start=1):
        if publicity.names(placing):
            yield told.of(placing, f"z{number}")


class Accounts:
    """The accounts of a round, made one by one."""

    def __init__(self, dossier: Dossier, publicity: Publicity) -> None:
        self._result = dossier.result
        self._publicity = publicity
        self._entries = {entry.id: entry for entry in dossier.found_in(dossier.result)}
        self._pictures = radars(reached_by(dossier.result))
        self._losses = LossesAlike().losses

    def of(self, placing: Placing, key: str) -> Account:
        """That of a branch; `key` is its place in the page."""
        score = placing.score
        picture = self._pictures.get(score.branch.id)
        return _account(key, score, self._result, self._entries, self._publicity, picture, self._losses)


def _account(
    key: str,
    score: BranchScore,
    result: RoundResult,
    entries: Mapping[str, Entry],
    publicity: Publicity,
    picture: Radar | None,
    of_item: OfItem,
) -> Account:
    on_total = gains(score)
    teller = _Teller(score.branch.branch_class, entries, publicity, on_total, of_item)
    own = publicity.shows("self_assessment")
    return Account(
        key,
        _taken(score, result, on_total, of_item),
        picture,
        tuple(_origin(score, result)) if own else (),
        tuple(_areas(score.inspected, result, teller)),
        tuple(_declared(score, teller)) if own else (),
    )


def _taken(score: BranchScore, result: RoundResult, on_total: Iterable[Part], of_item: OfItem) -> int:
    """In how many places points were lost: findings, marks that were not earned, penalties."""
    lost = sum((part.points or 0) > 0 for part in losses(score, result.rubric, of_item) if part.item is not None)
    return lost + sum((part.points or 0) < 0 for part in on_total if part.finding is not None)


def _origin(score: BranchScore, result: RoundResult) -> Iterator[Origin]:
    """How the composite comes about; the areas are told with their items."""
    figures: tuple[tuple[str, Step | None, Iterator[ExplainRow]], ...] = (
        ("综合得分", score.composite, composite_rows(score)),
        ("检查得分", score.inspection, inspection_rows(score, result.rubric, areas=False)),
        ("自评得分", score.self_assessment, self_assessment_rows(score)),
    )
    for name, step, rows in figures:
        yield Origin(name, figure_or_none(step).strip(), tuple(row.label + row.text for row in rows))


def _areas(table: TableScore, result: RoundResult, teller: "_Teller") -> Iterator[AreaReasons]:
    names = area_names(result.rubric)
    found = iter(table.items)
    for area in result.rubric.areas:
        items = tuple(teller.items([next(found) for _ in area.items]))
        if items:
            step = area_figure(table, area)
            shown = area in result.areas or (area.in_base and result.rubric.is_factor(area))
            points = "" if step is None or not shown else f"{in_table(step)}{teller.out_of(area)} 分"
            points += f"，{APART}" if points and area not in result.areas else ""
            yield AreaReasons(names[area.id], points, items)


def _declared(score: BranchScore, teller: "_Teller") -> Iterator[AreaReasons]:
    """What the branch took off itself; what stands apart, or is borrowed from the inspection, is told there."""
    if score.declared is not None:
        own = [each for each in score.declared.items if any(finding.recorded.filed for finding in each.findings)]
        if items := tuple(teller.items(own, declared=True)):
            yield AreaReasons("", "", items)


class _Teller:
    """Tells items of one branch."""

    def __init__(
        self,
        branch_class: str,
        entries: Mapping[str, Entry],
        publicity: Publicity,
        on_total: Iterable[Part],
        of_item: OfItem,
    ) -> None:
        self._branch_class = branch_class
        self._entries = entries
        self._publicity = publicity
        self._of_item = of_item
        self._on_total = {id(part.finding): part for part in on_total}

    def out_of(self, area: Area) -> str:
        """The full marks of an area for the branch."""
        return out_of(area, self._branch_class)

    def items(self, items: Iterable[ItemScore], *, declared: bool = False) -> Iterator[ItemReasons]:
        """The items of which there is something to tell."""
        for score in items:
            if score.status == "scored":
                if (score.findings or score.settled is not score.step) and not full_and_silent(score):
                    yield self._item(score, declared=declared)
            elif score.value != score.points or score.status == "rescaled":
                yield self._item(score, declared=declared)

    def _item(self, score: ItemScore, *, declared: bool) -> ItemReasons:
        if score.item.id in self._publicity.private:
            return _kept_back(self._told(score, declared=declared))
        return self._told(score, declared=declared)

    def _told(self, score: ItemScore, *, declared: bool) -> ItemReasons:
        aside = "" if score.status == "scored" else aside_in_words(score, self._branch_class)
        parts = self._of_item(score)
        own = self._on_total | {id(part.finding): part for part in parts}
        found = [own[id(each)] for each in score.findings if id(each) in own]
        lines = [self._line(part, part.finding, declared) for part in found if part.finding is not None]
        rests = [part for part in parts if part.rest == "not_earned"]
        undone = score.undone and not declared and self._publicity.shows("undone")
        return ItemReasons(
            score.item.id,
            score.item.title,
            standing_in_words(score),
            undone,
            aside,
            tuple(lines),
            (
                *(f"{rest_in_words(part, self._branch_class)}：{part_in_words(part)}" for part in rests),
                *sums(score, places=self._publicity.whole),
            ),
        )

    def _line(self, part: Part, score: FindingScore, declared: bool) -> Line:
        clause = part.clause
        assert clause is not None
        recorded = score.recorded
        finding = recorded.finding
        whole = self._publicity.whole
        carried_out = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
        more = [f"{name}：{text}" for name, text in carried_out if text]
        more += consequences_in_words(clause, score, self._branch_class, places=whole)
        more += filter(None, [own_in_words(part)])
        if whole and finding.note:
            more.append(f"备注：{finding.note}")
        no_fault = score.fault_told_elsewhere
        listed = not (declared or no_fault) and self._publicity.shows("rectification")
        entry = self._entries.get(finding.id or "") if listed else None
        places = [place_of(score.clause), f"记录 {finding.at}" if finding.at.line else ""]
        return Line(
            part_in_words(part),
            "" if declared else kind_in_words(score),
            score.clause.text,
            score.clause.fact.recorded_in_words(finding),
            reason_of(score) or "",
            tuple(more),
            "" if declared else standard_of(finding, score) or "",
            "" if declared or no_fault or finding.rectify_by is None else finding.rectify_by.isoformat(),
            "" if entry is None else f"{entry.id} {conclusion_in_words(entry)}",
            self._found(score),
            "，".join(filter(None, places)) if whole else "",
        )

    def _found(self, score: FindingScore) -> str:
        recorded = score.recorded
        if recorded.filed is not None:
            return f"{recorded.filed.chinese}自评"
        inspector = recorded.finding.inspector
        who = f"（{inspector}）" if inspector and self._publicity.whole else ""
        day = recorded.inspected_on
        return f"{recorded.department or ''}{who}" + (" 清单" if day is None else f" {day.isoformat()}")


def _kept_back(item: ItemReasons) -> ItemReasons:
    """An item of which it is told how many points it cost, and not why."""
    lines = tuple(
        each._replace(reason=UNTOLD if each.reason else "", more=(), standard="", state="") for each in item.lines
    )
    return item._replace(aside="", lines=lines, sums=())
