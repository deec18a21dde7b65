"""What YAML takes for a comment: one that a writer meant, or words that it would cut off in silence.

A plant writes `集控楼 #3机组` every day, and YAML reads 集控楼. A comment is lawful on a line of its own between keys,
and as `# …` behind something else: one space before it where that is a number, a key word, quotes, a list or a key,
two where it is text.
"""

import re
from collections.abc import Iterator
from typing import Any

from yaml import ScalarEvent

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.place import Place

_HEAD = re.compile(r"(?:[ \t]*+(?:#.*+)?\n)*+")
_MARK = re.compile("#")
_MEANT = re.compile(r"(?<=[ \t])#(?!\S)")
_DISABLED = re.compile(r"#[ \t]*(?:- +)?[A-Za-z_]+:(?!\S)")
"""A key that somebody has made a comment of, which is no part of a text wherever it stands."""
_BEHIND = re.compile(r"([ \t\n]*+)#")
# a number, a date, a quarter, the id of an item; a key word of the language; nothing, behind a key
_WORD = re.compile(r"(?=.*\d)[!-~]+|[a-z_]*", re.ASCII)
_LONGEST = 60
"""Characters of a text that is shown as it should be written."""
_MOST = 100
"""So many are enough to tell."""


class Comments:
    """The comments of a text, looked at as its scalars are seen in their order; what is cut off becomes faults."""

    def __init__(self, text: str, file: str, faults: Faults) -> None:
        self._text = text
        self._file = file
        self._faults = faults
        head = _HEAD.match(text)
        # also one without a space before it: behind a bracket or a quote libyaml takes that for a comment too
        self._marks: Iterator[int] = (each.start() for each in _MARK.finditer(text, head.end() if head else 0))
        self._next: int | None = None
        self.anchor = 0
        """Scalars that end before here have nothing to do with any comment, and need not be seen."""
        self._counted = (0, 1)
        """How far line ends were counted, and the line there."""
        self._told = 0
        self.cut_last = False
        """Whether words are cut off since the last scalar; what YAML finds wrong there follows from that."""
        self._advance()

    def see(self, event: ScalarEvent, holder: Any) -> None:
        """The next scalar, and the mapping or list that holds it (None: the document)."""
        start: Any = event.start_mark
        end: Any = event.end_mark
        if self.cut_last:
            self.cut_last = False
            self._anchor()
        self.pass_to(start.index)
        if event.style in ("|", ">"):
            self.pass_to(self._line_end(start.index))
        self._skip_to(end.index)
        found = None if event.style or self._next is None else _BEHIND.match(self._text, end.index)
        if found is None:
            return
        text = not _WORD.fullmatch(event.value)
        if "\n" in found[1]:
            column = len(found[1]) - found[1].rindex("\n") - 1
            meant = _DISABLED.match(self._text, found.end() - 1)
            if text and not meant and (self._flows(holder) or column > holder.mark.column):
                self._cut(end.index + len(found[1]))
        elif not _MEANT.match(self._text, found.end() - 1) or (text and found[1] == " "):
            in_a_line = start.line == end.line and not self._flows(holder)
            self._cut(found.end() - 1, event.value + found[1] if in_a_line else "")

    def pass_to(self, offset: int) -> None:
        """No scalar up to here: comments on the way stand behind quotes, brackets and keys, or by themselves."""
        while self._next is not None and self._next < offset:
            mark = self._next
            before = self._text[self._text.rfind("\n", 0, mark) + 1 : mark]
            if before.strip() and not _MEANT.match(self._text, mark):
                self._cut(mark)
            self._skip_to(self._line_end(mark))

    def _skip_to(self, offset: int) -> None:
        while self._next is not None and self._next < offset:
            self._advance()

    def _advance(self) -> None:
        self._next = next(self._marks, None)
        self._anchor()

    def _anchor(self) -> None:
        """Set the anchor to where what stands before the next comment ends."""
        self.anchor = len(self._text) + 1 if self._next is None else self._next
        while self._next is not None and self.anchor and self._text[self.anchor - 1] in " \t\n":
            self.anchor -= 1

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end

    def _flows(self, holder: Any) -> bool:
        """Whether something is written in brackets, where indents mean nothing."""
        return holder is None or self._text[holder.mark.index] in "{["

    def _cut(self, mark: int, before: str = "") -> None:
        """Tell what is cut off from a mark on; with the text before it, how that would be written whole."""
        cut = self._text[mark : self._line_end(mark)].rstrip()
        whole = (before + cut).strip()
        shown = before and len(whole) <= _LONGEST and not re.search(r":(\s|$)", cut)
        example = "，如 '" + whole.replace("'", "''") + "'" if shown else ""
        counted, line = self._counted
        line += self._text.count("\n", counted, mark)
        self._counted = (mark, line)
        place = Place(self._file, line, mark - self._text.rfind("\n", 0, mark))
        self._faults.add(codes.KP141(cut=cut, example=example), place, width=len(cut))
        self._told += 1
        self._skip_to(self._line_end(mark) if self._told < _MOST else len(self._text))
        self.cut_last = True
        self.anchor = 0  # the next scalar is to be seen
