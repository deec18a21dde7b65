"""What many workspaces have word for word: a group's rubric is read once, not once a plant."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from dangjian_kaoping.model.document import Document

_MOST = 64
"""Texts that are kept: a group has a few versions; where each plant has its own, each costs what it would anyhow."""

Model = TypeVar("Model", bound=Document)


class Shared:
    """Documents by what they are called and what is written in them; of what has faults nothing is kept.

    A document is never changed, and knows its own text: so it may be one workspace's as well as another's.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], Document] = OrderedDict()

    def document(self, model: type[Model], file: str, text: str, read: Callable[[], Model | None]) -> Model | None:
        """The document of a text, read now where no workspace before had the same."""
        known = self._known.get((file, text))
        if isinstance(known, model):
            self._known.move_to_end((file, text))
            return known
        found = read()
        if found is not None:
            self._known[file, text] = found
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return found
