"""Fields: of each its result is printed, and never what it is reckoned by (ISO/IEC 29500-1, 17.16)."""

import re

from dangjian_kaoping.documents.docx.numerals import circled

_RINGED = re.compile(r"\s*eq\s*\\o(?:\\a[clr])?\s*\([○〇◯][,;，](\d{1,2})\)\s*", re.IGNORECASE)
"""Word's 带圈字符: a ring over a number."""
_SHOWN = frozenset({"autonum", "autonumlgl", "autonumout", "listnum", "eq", "formdropdown"})
"""Fields of which something is printed though they have no result."""


class _Field:
    def __init__(self) -> None:
        self.instruction = ""
        self.hidden = ""
        """What was printed if it were no instruction."""
        self.in_result = False
        self.has_result = False


class Fields:
    """The fields that are open while a document is read from its beginning to its end."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.reckoned = ""
        """The instruction of the last field that reckons (`=SUM(ABOVE)`), until it is taken."""
        self.lost: list[str] = []
        """The instructions of fields of which something is printed that is not known, until they are taken."""

    def marked(self, kind: str) -> str:
        """A field begins, comes to its result (`separate`) or ends; what it prints in the place of a result."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            return self._ended(self._open.pop())
        return ""

    def instructed(self, text: str) -> None:
        """A piece of what a field is reckoned by."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def begun_simply(self, instruction: str) -> None:
        """A field that is one element: its instruction, if it has one."""
        if instruction.strip().startswith("="):
            self.reckoned = _reckoned(instruction)

    def printed(self, text: str) -> str:
        """What of a text is printed: all of it, but within an instruction nothing."""
        for each in self._open:
            if not each.in_result:
                each.hidden += text
                return ""
        if self._open and text.strip():
            self._open[-1].has_result = True
        return text

    def paragraph_ended(self) -> str:
        """What is printed after all where an instruction does not end with its paragraph: then it is none."""
        text = ""
        while self._open and not self._open[-1].in_result:
            text = self._open.pop().hidden + text
        return text

    def _ended(self, field: _Field) -> str:
        if field.instruction.strip().startswith("="):
            self.reckoned = _reckoned(field.instruction)
        if field.has_result:
            return ""
        ring = _RINGED.fullmatch(field.instruction)
        if ring is not None:
            return self.printed(circled(int(ring[1])))
        if field.instruction.strip().partition(" ")[0].lower() in _SHOWN:
            self.lost.append(field.instruction.strip())
        return ""


def _reckoned(instruction: str) -> str:
    """Without the switches that say how the result is written."""
    return instruction.partition("\\")[0].strip()
