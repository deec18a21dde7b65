"""走势: what became of each branch over the last rounds."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.views.ranking import ROUNDS
from dangjian_kaoping.views.table import Course, exact_of
from dangjian_kaoping.write.html.curve import Point, Scale, Stroke, path, strokes

Look = Literal["plain", "top", "bottom"]
FOREMOST = 3
"""So many ranks stand out at the top."""
_MOST_BRANCHES = 40
"""More branches than these make a picture that nobody can read."""
_WIDE, _HIGH, _MARGIN = 84, 22, 3.0
_LEFT, _TOP, _ROW, _WHOLE = 40.0, 44.0, 26.0, 1080.0
_LEAST_RIGHT, _LETTER, _BESIDE = 190.0, 17.0, 48.0
"""Room for the names at the right end: a letter is so wide on paper, where the picture is smaller and they are not."""


class Spark(NamedTuple):
    """A small curve of composites."""

    paths: tuple[str, ...]
    end: Point | None


class Courses:
    """The last rounds, branch by branch."""

    def __init__(self, rounds: Sequence[RoundResult]) -> None:
        self.rounds: Sequence[RoundResult] = rounds[-ROUNDS:]
        self._by_branch = [{each.score.branch.id: each for each in result.placings} for result in self.rounds]
        known = [
            each.score.composite.value
            for placings in self._by_branch
            for each in placings.values()
            if each.score.composite is not None
        ]
        self._scale = Scale(min(known, default=0), max(known, default=0), _HIGH - _MARGIN, _MARGIN)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The rounds' quarters."""
        return tuple(result.quarter for result in self.rounds)

    def placings(self, branch_id: str) -> list[Placing | None]:
        """A branch's placing in each round; None where it took no part."""
        return [placings.get(branch_id) for placings in self._by_branch]

    def spark(self, course: Course) -> Spark:
        """The curve of a branch's composites; all branches have one scale."""
        step = (_WIDE - 2 * _MARGIN) / max(len(self.rounds) - 1, 1)
        points = [
            None if each is None else Point(_MARGIN + index * step, self._scale.height(exact_of(each)))
            for index, each in enumerate(course.figures)
        ]
        return Spark(tuple(map(path, _drawn(points))), points[-1])


def _drawn(points: Sequence[Point | None]) -> list[Stroke]:
    """The strokes that can be seen: two points at least."""
    return [stroke for stroke in strokes(points) if len(stroke) > 1]


class Track(NamedTuple):
    """One branch in the picture of ranks: its lines, its dots, and its name at the right end."""

    name: str
    words: str
    paths: tuple[str, ...]
    dots: tuple[Point, ...]
    label: Point
    look: Look


class Tick(NamedTuple):
    """A round under the picture."""

    x: float
    season: str
    year: str


class Chart(NamedTuple):
    """名次走势: the ranks over the rounds, the first on top."""

    width: float
    height: float
    ticks: tuple[Tick, ...]
    grid: tuple[tuple[int, float], ...]
    tracks: tuple[Track, ...]
    first: float
    last: float


def chart(courses: Courses, publicity: Publicity, standing_out: Mapping[str, Look] | None = None) -> Chart | None:
    """The picture of ranks; None for a single round, or for more branches than can be told apart. `standing_out` are
    the looks of branches that the newest round does not tell, in a year.
    """
    result = courses.rounds[-1]
    shown = [each for each in result.placings if publicity.names(each)]
    ranks = [each.rank for past in courses.rounds for each in past.placings if each.rank is not None]
    if len(courses.rounds) < 2 or not ranks or not shown or max(*ranks, len(result.placings)) > _MOST_BRANCHES:
        return None
    longest = max(len(each.score.branch.name) for each in shown)
    last = _WHOLE - max(_LEAST_RIGHT, _BESIDE + longest * _LETTER)
    step = (last - _LEFT) / (len(courses.rounds) - 1)
    lowest = max(*ranks, len(result.placings))
    tracks = []

    def look(placing: Placing) -> Look:
        return _look(placing, publicity) if standing_out is None else standing_out.get(placing.score.branch.id, "plain")

    for index, placing in enumerate(result.placings):
        if publicity.names(placing):
            tracks.append(_track(courses, placing, index, step, last, look(placing)))
    ticks = tuple(_tick(courses.quarters, index, _LEFT + index * step) for index in range(len(courses.rounds)))
    grid = tuple((rank, _at(rank)) for rank in range(1, lowest + 1))
    # what stands out is drawn last, over the others
    tracks.sort(key=lambda track: ("plain", "top", "bottom").index(track.look))
    return Chart(_WHOLE, _at(lowest) + 26, ticks, grid, tuple(tracks), _LEFT, last)


def _at(rank: int) -> float:
    return _TOP + (rank - 1) * _ROW


def _tick(quarters: Sequence[Quarter], index: int, x: float) -> Tick:
    quarter = quarters[index]
    told = index == 0 or quarters[index - 1].year != quarter.year
    return Tick(x, f"{'一二三四'[quarter.number - 1]}季度", f"{quarter.year}年" if told else "")


def _look(placing: Placing, publicity: Publicity) -> Look:
    if "bottom_three" in publicity.flags(placing):
        return "bottom"
    return "top" if placing.rank is not None and placing.rank <= FOREMOST else "plain"


def _track(courses: Courses, placing: Placing, index: int, step: float, last: float, look: Look) -> Track:
    points: list[Point | None] = []
    words = []
    for number, past in enumerate(courses.placings(placing.score.branch.id)):
        rank = None if past is None else past.rank
        points.append(None if rank is None else Point(_LEFT + number * step, _at(rank)))
        words.append("未排名" if rank is None else f"第{rank}名")
    # those with one rank end at one point; their names stand below one another
    label = Point(last + 40, _at(index + 1))
    paths = [path(stroke) for stroke in _drawn(points)]
    end = points[-1]
    if end is not None:
        paths.append(path((end, Point(label.x - 6, label.y))))
    dots = tuple(point for point in points if point is not None)
    return Track(placing.score.branch.name, "、".join(words), tuple(paths), dots, label, look)
