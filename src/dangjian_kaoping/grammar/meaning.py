"""A reading: what a sentence of a rubric was taken to say, in the keys of a clause, and what was not taken."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from dangjian_kaoping.exact import plain


class Figure(NamedTuple):
    """A number, and the characters of the sentence that say it: from `start` to before `end`, from 0.

    不得分 and 不扣分 say 0, and so does a line (低于80%的扣2分) for what lies on its other side.
    """

    value: Decimal
    start: int
    end: int
    about: bool = False
    """Whether the characters are those of what the sentence is about, and not its own."""

    @property
    def text(self) -> str:
        """It in figures."""
        return plain(self.value)


class Word(NamedTuple):
    """A word of the language of rubrics, or a unit or name out of the sentence."""

    text: str


Part: TypeAlias = Figure | Word | Sequence["Part"] | Mapping[str, "Part"]


class Meaning(NamedTuple):
    """What one part of a sentence says, as the keys of a clause without number and text.

    Every number of the part stands once or more in `rule`, or else in `unsaid` or in `kept`.
    """

    start: int
    end: int
    rule: Mapping[str, Part]
    unsaid: tuple[Figure, ...] = ()
    """Numbers that the language leaves out: one at a time, half of a half day."""
    kept: tuple[Figure, ...] = ()
    """Numbers that stay in the text alone: in the description of what happened, or for the inspector to go by."""
    defaults: tuple[str, ...] = ()
    """What the sentence leaves open and how it was taken, in words: each another could take otherwise."""

    def figures(self) -> Iterator[tuple[tuple[str, ...], Figure]]:
        """The numbers of the rule, each with the keys that lead to it."""
        return _figures((), self.rule)


class Doubt(NamedTuple):
    """Characters of the sentence for which there is no meaning, and why."""

    kind: Literal["unread", "unsettled"]
    """Nothing that is known here (没有认出), or known and there are two readings (定不下来)."""
    start: int
    end: int
    why: str
    mend: str
    """How it would be written so that it is read."""


class Reading(NamedTuple):
    """What became of a sentence: meanings where all of it was understood, else doubts. Never both: what was not
    understood may well change the rest.
    """

    sentence: str
    meanings: tuple[Meaning, ...]
    doubts: tuple[Doubt, ...]


class Saying(NamedTuple):
    """A sentence with all its numbers, also those of the parts that were not understood."""

    reading: Reading
    asked: tuple[Figure, ...]
    """Numbers that a rule should have: points, lines, how many."""
    beside: tuple[Figure, ...]
    """Numbers that no rule needs: of days, documents and names, what comes first and second, one of something."""
    factors: tuple[Decimal, ...]
    """By what the sentence multiplies: 减半 a half, 加倍 two, 20% a fifth."""


class Deadlines(NamedTuple):
    """The days by which a sentence wants something done: of every month, and (month, day) of every year."""

    monthly: tuple[int, ...]
    yearly: tuple[tuple[int, int], ...]


class Says(Protocol):
    """What reads a sentence; `from_total`, `about` and `points` as in `grammar.reading.read`."""

    def __call__(  # noqa: D102
        self, sentence: str, /, *, from_total: bool = False, about: str = "", points: Decimal | None = None
    ) -> Saying: ...


def as_written(part: Part) -> Any:
    """A part in the words of the language, wherever they stand in the sentence."""
    if isinstance(part, Figure | Word):
        return part.text
    if isinstance(part, Mapping):
        return {key: as_written(each) for key, each in part.items()}
    return [as_written(each) for each in part]


def _figures(keys: tuple[str, ...], part: Part) -> Iterator[tuple[tuple[str, ...], Figure]]:
    if isinstance(part, Figure):
        yield keys, part
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield from _figures((*keys, key), each)
    elif not isinstance(part, Word):
        for index, each in enumerate(part):
            yield from _figures((*keys, str(index)), each)
