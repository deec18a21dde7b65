"""打分和投票 as a record states them: marks, sheets of marks or labels one by one, or how many votes each label got."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Protocol

from typing_extensions import TypeAliasType

from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.exact import Exact, divided, plain, total
from dangjian_kaoping.facts.asked import Problem
from dangjian_kaoping.model.marks import AtLeast, Discriminator, Tag
from dangjian_kaoping.model.values import Amount, Count, Name

_LIKE_A_NUMBER = re.compile(r"[-+－＋.．]|\d|[零〇一二两三四五六七八九十百]+分?$")


def like_a_number(text: object) -> bool:
    """Whether a mark that is written so is meant as a number, and not as the label of a ballot."""
    return not isinstance(text, str) or not text or bool(_LIKE_A_NUMBER.match(text))


Mark = TypeAliasType(
    "Mark",
    Annotated[
        Annotated[Amount, Tag("=number")] | Annotated[Name, Tag("=label")],
        Discriminator(lambda value: "=number" if like_a_number(value) else "=label"),
    ],
)
"""A number, or one of the labels to which the rubric gives numbers."""
Vote = TypeAliasType(
    "Vote",
    Annotated[
        Annotated[Mark, Tag("=mark")] | Annotated[tuple[Mark, ...], Tag("=sheet")],
        Discriminator(lambda value: "=sheet" if isinstance(value, (list, tuple)) else "=mark"),
    ],
)
"""What one scorer hands in: a mark, or a sheet of several."""
Scores = tuple[Vote, ...] | dict[Name, tuple[Vote, ...]]
"""Of all scorers, or of each class of them."""
OfLabels = Annotated[dict[Name, Count], AtLeast(1)]


def _by_class(value: object) -> str:
    several = isinstance(value, dict) and any(isinstance(each, dict) for each in value.values())
    return "=by_class" if several else "=all"


Votes = TypeAliasType(
    "Votes",
    Annotated[
        Annotated[OfLabels, Tag("=all")] | Annotated[dict[Name, OfLabels], Tag("=by_class")], Discriminator(_by_class)
    ],
)
"""How many votes each label got; of all scorers, or of each class of them."""
Issued = TypeAliasType(
    "Issued",
    Annotated[
        Annotated[Count, Tag("=all")] | Annotated[dict[Name, Count], Tag("=by_class")],
        Discriminator(lambda value: "=by_class" if isinstance(value, dict) else "=all"),
    ],
)
"""How many ballots were given out, to all or to each class."""

Tally = Mapping[Exact, int]
"""How many scorers gave each mark (分)."""


class Ballot(Protocol):
    """How scorers mark: up to which full marks (分), by which labels, how many marks a sheet, in which classes."""

    @property
    def full(self) -> Decimal: ...
    @property
    def levels(self) -> Mapping[str, Decimal]: ...
    @property
    def marks(self) -> int | None: ...
    @property
    def weights(self) -> Mapping[str, Decimal]: ...
    @property
    def absent(self) -> str: ...


class Cast(Protocol):
    """What a record states of them."""

    scores: Scores | None
    votes: dict[str, int] | dict[str, dict[str, int]] | None
    issued: int | dict[str, int] | None


def votes_of(stated: Cast) -> dict[str, list[tuple[Vote, int]]]:
    """The votes of each class of scorers, with how often each was cast; of all under no name where there are none."""
    scores, votes = stated.scores or (), stated.votes or {}
    found: dict[str, list[tuple[Vote, int]]] = {}
    for who, several in scores.items() if isinstance(scores, dict) else [("", scores)] if scores else ():
        found[who] = [(each, 1) for each in several]
    for name, number in votes.items():
        who, labels = (name, number) if isinstance(number, dict) else ("", {name: number})
        found.setdefault(who, []).extend((label, times) for label, times in labels.items())
    return found


def tallies(ballot: Ballot, stated: Cast) -> dict[str, Tally]:
    """The marks of each class of scorers: of labels the rubric's numbers, of a sheet its mean."""
    found: dict[str, Tally] = {}
    for who, votes in votes_of(stated).items():
        box: dict[Exact, int] = {}
        for vote, count in votes:
            marks = [_mark(ballot, each) for each in (vote if isinstance(vote, tuple) else (vote,))]
            mark = divided(total(marks), Decimal(len(marks)))
            box[mark] = box.get(mark, 0) + count
        found[who] = box
    return found


def _mark(ballot: Ballot, mark: Mark) -> Decimal:
    return mark if isinstance(mark, Decimal) else ballot.levels[mark]


def cast(stated: Cast) -> int:
    """How many valid ballots a record has."""
    return sum(count for votes in votes_of(stated).values() for _, count in votes)


def issued(stated: Cast) -> int | None:
    """How many ballots were given out; None where that is not recorded."""
    given = stated.issued
    return sum(given.values()) if isinstance(given, dict) else given


def ballot_problems(ballot: Ballot, stated: Cast) -> Iterator[Problem]:
    """What is wrong with a record, the first to be mended first."""
    if not stated.scores and not stated.votes:
        text = "没有写各档的票数 votes，或各人投的档 scores" if ballot.levels else "没有写各人打的分"
        yield Problem("KP306", text)
        return
    if stated.votes is not None:
        if stated.scores is not None:
            yield Problem("KP306", "scores 与 votes 只能写一个", ("votes",), named=True)
        elif not ballot.levels:
            yield Problem("KP306", "细则没有写各档几分（levels），不能只记票数", ("votes",), named=True)
        elif ballot.marks is not None:
            text = f"每人要打 {ballot.marks} 个，只记票数看不出谁打了哪几个"
            yield Problem("KP306", text, ("votes",), named=True)
    yield from _classes(ballot, stated)
    yield from _marks(ballot, stated)
    yield from _given_out(ballot, stated)


def _classes(ballot: Ballot, stated: Cast) -> Iterator[Problem]:
    """Whether classes of scorers are those that the rubric weighs, and none is wanting."""
    key = "scores" if stated.scores else "votes"
    given = {who: sum(count for _, count in votes) for who, votes in votes_of(stated).items()}
    if not ballot.weights:
        if set(given) != {""}:
            yield Problem("KP306", "细则没有分打分人的类别", (key,))
        elif not given[""]:
            yield Problem("KP315", "一张有效票也没有", (key,))
        return
    needed = [who for who, weight in ballot.weights.items() if weight]
    lacking = [who for who in needed if not given.get(who)]
    if not set(given) <= set(ballot.weights) or (ballot.absent == "refuse" and lacking):
        yield Problem("KP306", f"各类打分人都要有分（{'、'.join(needed)}）", (key,))
    elif lacking == needed:
        yield Problem("KP315", f"{'、'.join(needed)}都没有人打分", (key,))


def _marks(ballot: Ballot, stated: Cast) -> Iterator[Problem]:
    """Whether each mark is one that there can be, and each scorer handed in as many as he had to."""
    scores = stated.scores or ()
    for who, votes in scores.items() if isinstance(scores, dict) else [("", scores)]:
        way = ("scores", who) if who else ("scores",)
        for index, vote in enumerate(votes):
            yield from _sheet(ballot, vote, (*way, index))
    for name, number in (stated.votes or {}).items():
        within = ("votes", name) if isinstance(number, dict) else ("votes",)
        for label in number if isinstance(number, dict) else (name,):
            if label not in ballot.levels:
                yield _unknown(ballot, label, (*within, label), named=True)


def _sheet(ballot: Ballot, vote: Vote, way: tuple[str | int, ...]) -> Iterator[Problem]:
    if not isinstance(vote, tuple):
        if ballot.marks is not None:
            yield Problem("KP306", f"每人要打 {ballot.marks} 个，一人一张写成 [几, 几]", way)
        else:
            yield from _one(ballot, vote, way)
    elif ballot.marks is None:
        yield Problem("KP306", "每人只打一个，不写成一张几个", way)
    elif len(vote) != ballot.marks:
        yield Problem("KP315", f"这一张写了 {len(vote)} 个，而每人要打 {ballot.marks} 个", way)
    else:
        for index, mark in enumerate(vote):
            yield from _one(ballot, mark, (*way, index))


def _one(ballot: Ballot, mark: Mark, way: tuple[str | int, ...]) -> Iterator[Problem]:
    if ballot.levels:
        if isinstance(mark, Decimal) or mark not in ballot.levels:
            yield _unknown(ballot, plain(mark) if isinstance(mark, Decimal) else mark, way, named=False)
    elif not isinstance(mark, Decimal):
        yield Problem("KP306", f"打的分“{mark}”不是一个数", way)
    elif mark > ballot.full:
        yield Problem("KP315", f"打的分 {plain(mark)} 超过满分 {plain(ballot.full)}", way)


def _unknown(ballot: Ballot, label: str, way: tuple[str | int, ...], *, named: bool) -> Problem:
    return Problem("KP306", f"没有“{label}”这一档。{perhaps(label, ballot.levels)}", way, named=named)


def _given_out(ballot: Ballot, stated: Cast) -> Iterator[Problem]:
    """Whether no more ballots came back than were given out."""
    given = stated.issued
    if given is None:
        return
    came = {who: sum(count for _, count in votes) for who, votes in votes_of(stated).items()}
    if isinstance(given, dict):
        if not ballot.weights or not set(given) <= set(ballot.weights):
            yield Problem("KP306", "发出的票数分的类别与细则的不一样", ("issued",))
        pairs: Sequence[tuple[tuple[str, ...], str, int, int]] = [
            (("issued", who), who, number, came.get(who, 0)) for who, number in given.items()
        ]
    else:
        pairs = [(("issued",), "", given, sum(came.values()))]
    for way, who, number, valid in pairs:
        if number < valid:
            yield Problem("KP315", f"{who}发出 {number} 张，有效的却有 {valid} 张", way)
