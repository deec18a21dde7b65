"""The draft of a rubric: the outline of a document, and what each of its sentences was taken to say."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.meaning import Doubt, Figure, Meaning
from dangjian_kaoping.outline.outline import Area, Item, Outline, Sentence


def said_part(sentence: str, start: int = 0, end: int | None = None) -> str:
    """Characters of a sentence as the text of a clause: without the marks between it and what stands around it."""
    return sentence[start:end].strip(" ，；。,;")


class DraftClause(NamedTuple):
    """A clause that a sentence says, or a sentence for which there is none: then `doubts` say why.

    `text` is the part of the sentence that says it; the parts of a sentence make up the whole.
    """

    id: str
    sentence: Sentence
    text: str
    meaning: Meaning | None
    doubts: Sequence[Doubt] = ()
    group: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is all that its sentence says."""
        return self.text == said_part(self.sentence.text)

    def doubted(self, kind: Literal["unread", "unsettled"], why: str, mend: str) -> "DraftClause":
        """The same as one for which there is no rule after all."""
        start = self.sentence.text.index(self.text)
        return self._replace(meaning=None, doubts=[Doubt(kind, start, start + len(self.text), why, mend)])


class DraftItem(NamedTuple):
    """An item with its clauses. `groups` are of clauses that earn beside others that deduct, with what each can earn.

    `remarks` say how it was taken what the document leaves open, and what in it contradicts itself.
    """

    id: str
    item: Item
    clauses: Sequence[DraftClause]
    starts_at_zero: bool
    groups: Mapping[str, Decimal]
    remarks: Sequence[str]


class DraftArea(NamedTuple):
    """An area with its items."""

    id: str
    area: Area
    items: Sequence[DraftItem]


class Draft(NamedTuple):
    """The draft of a document's rubric; `grades` are those that it states for the whole, as YAML's keys have them."""

    file: str
    outline: Outline
    areas: Sequence[DraftArea]
    grades: Meaning | None = None

    def items(self) -> Iterator[DraftItem]:
        """All items in the order of the document."""
        for area in self.areas:
            yield from area.items

    def clauses(self) -> Iterator[tuple[DraftItem, DraftClause]]:
        """All clauses, each with its item."""
        for item in self.items():
            for clause in item.clauses:
                yield item, clause


def role(keys: tuple[str, ...]) -> str:
    """The keys that lead to a number, without the places in lists."""
    return " ".join(key for key in keys if not key.isdigit())


def taken(meaning: Meaning) -> Sequence[tuple[Figure, str]]:
    """The numbers of a meaning in the order of the sentence, each with what it became; each once.

    Those that are out of what the row asks for come last.
    """
    found = {
        (figure.about, figure.start, figure.text, role(keys)): (figure, role(keys))
        for keys, figure in meaning.figures()
    }
    return [found[key] for key in sorted(found)]


def why_left(clause: DraftClause, doubt: Doubt) -> str:
    """Why a clause was not taken: the characters where they are not all of it, and the reason."""
    said = said_part(clause.sentence.text, doubt.start, doubt.end)
    where = "" if said in ("", clause.text) else f"“{said}”："
    return f"{where}{doubt.why}"


def at_odds(outline: Outline) -> Iterator[str]:
    """Sums that the document states and that its points do not come to."""
    for each in outline.sums:
        if each.stated is not None and each.stated != each.reckoned:
            yield f"{each.where}：原件的合计是{plain(each.stated)}分，各项加起来是{plain(each.reckoned)}分"
