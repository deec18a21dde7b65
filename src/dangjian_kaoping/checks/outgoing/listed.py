"""名单里的姓名: what a list from outside the workspace says must not go out."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.checks.outgoing.folding import bare
from dangjian_kaoping.checks.outgoing.leak import Leak

_KEY = 2


class Listed:
    """Names or words of at least two characters, found however they are set apart by blanks."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for name in {bare(each) for each in names}:
            if len(name) >= _KEY:
                self._by_start.setdefault(name[:_KEY], []).append(name)

    def within(self, text: str) -> Iterator[Leak]:
        """The names in a folded text."""
        if not self._by_start:
            return
        places = [place for place, character in enumerate(text) if not character.isspace()]
        letters = "".join(text[place] for place in places)
        for start in range(len(letters) - 1):
            for name in self._by_start.get(letters[start : start + _KEY], ()):
                if letters.startswith(name, start):
                    yield Leak("listed", places[start], places[start + len(name) - 1] + 1)
