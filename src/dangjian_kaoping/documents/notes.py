"""What is to be said of a document and is no error: what of it was not read, and how the rest was."""

from collections.abc import Iterator

REJOINED = "折行的接成了一段，请核对"
"""Lines, or paragraphs, that were one sentence before a page was too narrow for it."""
STRUCK = "划掉的字没有读"
COVERED = "被合并的格盖住的字没有读"
HIDDEN_ROWS = "隐藏的行没有读"
_MOST = 50
"""Places that are told of one kind."""
_LONGEST = 60
"""Characters of a text that are told."""


class Notes:
    """Remarks as they are found, those of a kind together."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, what: str, where: str = "", text: str = "") -> None:
        """Something of a kind (隐藏的字没有读), where it stands, and what it says."""
        text = " ".join(text.split())
        quoted = f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”" if text else ""
        self._found.setdefault(what, []).append(where + quoted)

    def __iter__(self) -> Iterator[str]:
        for what, found in self._found.items():
            told = list(dict.fromkeys(each for each in found if each))
            more = f"等 {len(told)} 处" if len(told) > _MOST else ""
            yield f"{what}：{'、'.join(told[:_MOST])}{more}" if told else what
