"""year.html: the page of a year, for the plant's own people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.follow.digest import distribution_of_year
from dangjian_kaoping.engine.follow.ledger import counted_by_area, most_urgent
from dangjian_kaoping.engine.follow.reach import Reached, reached_in_year
from dangjian_kaoping.engine.follow.year_feedback import YearLoss, year_losses
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.score.year import YearPlacing
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.views.publicity import WHOLE
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.views.year import year_ranking
from dangjian_kaoping.words.distribution import distributed
from dangjian_kaoping.words.figures import NONE, TABLE_PLACES, in_table, percent, shown
from dangjian_kaoping.words.method import year_page_method
from dangjian_kaoping.words.names import (
    flags_in_words,
    names_in_words,
    titled_version_in_words,
    why_unscored,
    why_year_provisional,
)
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.words.year import corrected_in_words, eligibility_in_words
from dangjian_kaoping.write.html.course import FOREMOST, Courses, Look, chart
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.heat import HEAT_STYLE, LEGEND, heat_classes
from dangjian_kaoping.write.html.radar import Radar, radars
from dangjian_kaoping.write.html.rectification import MOST_LISTED, Counted, InArea, Problem, counted, in_areas, problem
from dangjian_kaoping.write.html.standing import Row
from dangjian_kaoping.write.html.table import MEAN, Cell, Head, cell_of, head_of, means

FORMAT = "kaoping.year-page/1"
"""The format of the page and its version."""
_LARGEST = 5
"""So many items are told of a branch, those that cost it most."""


class Held(NamedTuple):
    """A branch in one round of the year, figure by figure."""

    quarter: Quarter
    rank: str
    figures: tuple[str, ...]
    marks: str


class Loss(NamedTuple):
    """An item under which points were lost: where, how often, and how many of them (分)."""

    item: str
    area: str
    number: int
    points: str


class Account(NamedTuple):
    """A branch's year: its rounds, the items that cost it most, and its areas."""

    key: str
    rounds: tuple[Held, ...]
    losses: tuple[Loss, ...]
    lost: int
    radar: Radar | None


class Found(NamedTuple):
    """The year's problems as they stood at its end, and whatever was open then."""

    as_of: str
    found: Counted
    open: tuple[Problem, ...]
    areas: tuple[InArea, ...]


def year_page(dossier: YearDossier, edition: Edition, corrected: Sequence[Quarter] = ()) -> bytes:
    """The page of a year; `corrected` are rounds that were corrected after they were final.

    Raises ProvisionalRoundError where a branch lacks the composite of a round and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.year}: the year is provisional and may be written as a draft only")
    reached = reached_in_year(dossier.rounds)
    columns = year_ranking(result).on("page")
    areas = list(_areas(dossier))
    rows = tuple(_rows(dossier, columns, areas, reached))
    courses = Courses(dossier.rounds)
    return document(
        "year.html",
        edition,
        form=FORMAT,
        about=Year(result.year),
        styles=("ranking.css", "charts.css"),
        colours=HEAT_STYLE,
        script="ranking.js",
        year=result.year,
        quarters=result.quarters,
        publicity=WHOLE,
        heads=tuple(map(head_of, columns)),
        area_heads=tuple(_area_heads(columns, dossier, areas)),
        rows=rows,
        means=tuple(means(columns, result.placings, result.measure.rounding)),
        area_means=tuple(_area_means(areas, reached)),
        legend=LEGEND,
        first=names_in_words([each.branch.name for each in result.placings if each.rank == 1], most=3),
        classes=tuple(dict.fromkeys(row.texts["class"] for row in rows)),
        graded=bool(result.measure.grades),
        distribution=tuple(distributed(distribution_of_year(result))),
        excluded=tuple(_excluded(dossier)),
        corrected=corrected_in_words(corrected) if corrected else "",
        courses=courses,
        # what the picture of ranks and the table beside it are about
        result=dossier.rounds[-1],
        chart=chart(courses, WHOLE, _foremost(dossier)),
        problems=_found(dossier),
        most_listed=MOST_LISTED,
        accounts=_accounts(dossier, reached),
        by_key={row.key: row for row in rows},
        rules="、".join(dict.fromkeys(titled_version_in_words(each.rubric) for each in dossier.rounds)),
        why_provisional=why_year_provisional(result, edition.departure, "本页") if edition.draft else "",
        method=tuple(year_page_method(dossier, edition)),
    )


def _foremost(dossier: YearDossier) -> dict[str, Look]:
    """Who stands out in the picture: the first of the year, whoever was the first of its last round."""
    ranked = ((each.branch.id, each.rank) for each in dossier.result.placings)
    return {branch: "top" for branch, rank in ranked if rank is not None and rank <= FOREMOST}


def _areas(dossier: YearDossier) -> Iterator[Area]:
    """The areas of the year, each as the newest round has it."""
    seen: set[str] = set()
    for result in reversed(dossier.rounds):
        for area in result.areas:
            if area.id not in seen:
                seen.add(area.id)
                yield area


def _rows(
    dossier: YearDossier,
    columns: Sequence[Column[YearPlacing]],
    areas: Sequence[Area],
    reached: Mapping[str, Sequence[Reached]],
) -> Iterator[Row]:
    for number, placing in enumerate(dossier.result.placings, start=1):
        cells = {column.key: cell_of(column, column.value(placing), *_strong(column)) for column in columns}
        own = {each.area.id: each.share for each in reached.get(placing.branch.id, ())}
        shares = [own.get(area.id) for area in areas]
        beside = [
            Cell(NONE if share is None else percent(share), None, "text", " ".join(("number", *heat_classes(share))))
            for share in shares
        ]
        yield Row(
            f"z{number}",
            f"#z{number}",
            True,
            {"grade": "", **{key: cell.text for key, cell in cells.items()}},
            () if placing.eligible else ("不能评先选优",),
            tuple(cells.values()),
            (cells["rank"], cells["branch"]._replace(classes="name"), *beside),
        )


def _strong(column: Column[YearPlacing]) -> tuple[str, ...]:
    return ("strong",) if column.weight == "strong" or column.kind == "name" else ()


def _area_heads(columns: Sequence[Column[YearPlacing]], dossier: YearDossier, areas: Sequence[Area]) -> Iterator[Head]:
    by_key = {column.key: column for column in columns}
    yield head_of(by_key["rank"])
    yield head_of(by_key["branch"], "name")
    names: dict[str, str] = {}
    for result in dossier.rounds:
        names |= area_names(result.rubric)
    for area in areas:
        yield Head(names[area.id], "", "number area", False)


def _area_means(areas: Sequence[Area], reached: Mapping[str, Sequence[Reached]]) -> Iterator[Cell]:
    known = {each.area.id: each.mean for own in reached.values() for each in own}
    yield Cell("", "", "text", "number")
    yield Cell(MEAN, MEAN, "name", "name")
    for area in areas:
        yield Cell(percent(known[area.id]) if area.id in known else NONE, None, "text", "number")


def _excluded(dossier: YearDossier) -> Iterator[tuple[str, str]]:
    """Who is not eligible for 评先选优, by its place in the page, and why."""
    for number, placing in enumerate(dossier.result.placings, start=1):
        if not placing.eligible:
            yield f"z{number}", eligibility_in_words(placing, dossier.result.measure)


def _found(dossier: YearDossier) -> Found:
    day = dossier.result.quarters[-1].last_day
    own = [each for each in dossier.last.entries if each.quarter.year == dossier.result.year]
    still = most_urgent(dossier.last.entries)
    return Found(
        day.isoformat(),
        counted(own),
        tuple(problem(each, day, WHOLE) for each in still),
        in_areas(counted_by_area(own)),
    )


def _accounts(dossier: YearDossier, reached: Mapping[str, Sequence[Reached]]) -> Iterator[Account]:
    pictures = radars(reached)
    held: dict[str, list[Held]] = {}
    for result in dossier.rounds:
        for placing in result.placings:
            held.setdefault(placing.score.branch.id, []).append(_held(result.quarter, placing))
    for number, year_placing in enumerate(dossier.result.placings, start=1):
        branch = year_placing.branch.id
        lost = year_losses(dossier, branch)
        yield Account(
            f"z{number}", tuple(held[branch]), tuple(map(_loss, lost[:_LARGEST])), len(lost), pictures.get(branch)
        )


def _loss(lost: YearLoss) -> Loss:
    return Loss(f"{lost.item.id} {lost.item.title}", lost.area.name, lost.number, shown(lost.points, TABLE_PLACES))


def _held(quarter: Quarter, placing: Placing) -> Held:
    score = placing.score
    steps = (score.composite, score.inspection, score.self_assessment, score.base, score.bonus, score.penalty)
    marks = flags_in_words(placing.flags) if score.composite is not None else why_unscored(score)
    rank = NONE if placing.rank is None else str(placing.rank)
    return Held(quarter, rank, tuple(NONE if step is None else in_table(step) for step in steps), marks)
