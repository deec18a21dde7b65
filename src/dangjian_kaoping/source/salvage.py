"""What can still be read of a text with faults, so that one run tells all of them.

What says itself how it is mended (a full-width colon) is mended, the rest is taken out with the lines that hang on it;
then the text is read again. Every place is told as it is in the file. Nobody scores what comes of this: it is only
there to be checked further.
"""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.place import lines_of
from dangjian_kaoping.source.reader import Map, Seq, read_anyhow

_MOST_PASSES = 100
"""The text is read once more after each fault."""
_MOST_CHARACTERS = 20_000_000
"""How much is read again in all, so that a large file does not take minutes."""
_READABLE = ("KP104", "KP141")
"""Faults in spite of which the rest of the text is as it was meant."""
_KEY = re.compile(r"\s*([^\s'\"#:：,，{}\[\]-][^\s'\"#:：,，{}\[\]]*):(?:\s|$)")
_LEFT_OVER = ("KP111", "KP112")
"""Nothing is there to be read, or nothing that has keys."""
_HOPELESS = (*_LEFT_OVER, "KP174")
"""Those, and so much that it is not read again."""


def salvaged(text: str, file: str, faults: Faults) -> Map | None:
    """The document's mapping as far as it can be read, where `read_yaml` refuses it; None where nothing can.

    All faults of how it is written are told. Where something is missing of it, its `lost` says so.
    """
    repair = _Repair(text)
    data = None
    for _ in range(min(_MOST_PASSES, _MOST_CHARACTERS // max(len(text), 1) + 1)):
        found = Faults()
        data = read_anyhow(repair.text, file, found)
        if not repair.goes_on(list(found)):
            break
    faults.extend(repair.faults())
    if data is not None:
        data.text, data.lost = text, repair.lost()
        repair.set_back(data)
    return data


class _Mark(NamedTuple):
    """A mark of libyaml, set back to where it is in the file."""

    line: int
    column: int


class _Cut(NamedTuple):
    """Lines that were taken out (the last excluded), and the fault that was told for them."""

    first: int
    last: int
    lines: list[str]
    fault: Diagnostic | None

    @property
    def indent(self) -> int:
        """How far they were indented; of a conflict, what stands between its marks."""
        inside = [
            line for line in self.lines if line.strip() and not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
        ]
        return min(map(_indent, inside), default=0)

    @property
    def key(self) -> str:
        """The key by which they begin, if they begin with one that can be read."""
        found = _KEY.match(self.lines[0])
        return found[1] if found else ""


class _Repair:
    """A text that is mended line by line; each line keeps its number. Lines and columns count from 0."""

    def __init__(self, text: str) -> None:
        self._lines = lines_of(text)
        self._columns: dict[int, list[int]] = {}
        """Of lines that were changed: where each character stood."""
        self._found: list[Diagnostic] = []
        self._cuts: list[_Cut] = []
        self._cut_off: set[tuple[int, int]] = set()
        """Where words are cut off by a comment."""
        self._guessed: set[int] = set()
        """Lines whose indent was guessed."""

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(self._lines)

    def faults(self) -> list[Diagnostic]:
        """The faults, each once, where they stand in the file."""
        several = [*self._found, *(cut.fault for cut in self._cuts if cut.fault is not None)]
        return list({(fault.code, fault.place): fault for fault in several}.values())

    def lost(self) -> list[tuple[int, int, str]]:
        """Where something is missing: the line and column at which it began, or behind which it stood; and its key."""
        cut_off = {(line, column, "") for line, column in self._cut_off}
        return sorted(cut_off | {(cut.first, cut.indent, cut.key) for cut in self._cuts})

    def goes_on(self, found: list[Diagnostic]) -> bool:
        """Note what was found and mend it; whether the text has become another, and is worth reading again."""
        before = list(self._lines)
        for fault in found:
            line, column = fault.place.line - 1, fault.place.column - 1
            if fault.code in _LEFT_OVER and self._cuts:
                continue  # the file is as it was, only what is left of it is not
            if fault.code in _READABLE or fault.code in _HOPELESS:
                self._cut_off |= {(line, column)} if fault.code == "KP141" else set()
                self._note(fault)
            elif self._lines[line] == before[line] and not self._mended(fault, line):
                self._take_out(fault, line)
        return self._lines != before

    # ── what says itself how it is mended ──────────────────────────────────────────────────────────────────────────

    def _mended(self, fault: Diagnostic, line: int) -> bool:
        if fault.code == "KP114":
            self._note(fault)
            self._straighten(line)
        elif fault.fix is not None:
            self._note(fault)
            self._put(line, *fault.fix)
        else:
            return False
        return True

    def _put(self, line: int, start: int, end: int, text: str) -> None:
        columns = self._columns.setdefault(line, list(range(len(self._lines[line]) + 1)))
        columns[start:end] = [columns[start]] * len(text)
        self._lines[line] = self._lines[line][:start] + text + self._lines[line][end:]

    def _straighten(self, line: int) -> None:
        """Guess the indents of a line and of those that follow with other white space too: they are one fault."""
        above = next((each for each in reversed(self._lines[:line]) if each.strip()), "")
        expected = _indent(above) + (2 if above.rstrip().endswith(":") else 0)
        shift = max(expected - _cells(self._lines[line]), 0)
        while line < len(self._lines) and _spaces(self._lines[line]).strip(" "):
            self._guessed.add(line)
            old = _spaces(self._lines[line])
            self._put(line, 0, len(old), " " * (_cells(old) + shift))
            line += 1

    # ── what is taken out ──────────────────────────────────────────────────────────────────────────────────────────

    def _take_out(self, fault: Diagnostic, line: int) -> None:
        blamed: Diagnostic | None = self._placed(fault)
        while self._cuts and line < self._cuts[-1].first:
            # an open quote ran on to the next one: what was blamed there followed from it
            self._undo()
        first, last = self._block(line, fault.code)
        if self._cuts and self._touches(self._cuts[-1], line):
            # too little was taken out: what is wrong now follows from that
            cut = self._undo()
            blamed = cut.fault
            first, last = self._holder(cut)
        elif self._guessed & {line, line - 1}:
            blamed = None
        self._cuts.append(_Cut(first, last, self._lines[first:last], blamed))
        self._lines[first:last] = [""] * (last - first)

    def _undo(self) -> _Cut:
        cut = self._cuts.pop()
        self._lines[cut.first : cut.last] = cut.lines
        return cut

    def _touches(self, cut: _Cut, line: int) -> bool:
        """Whether nothing that is written lies between a line and what was taken out."""
        between = self._lines[cut.last : line] if line >= cut.last else self._lines[line + 1 : cut.first]
        return not any(map(str.strip, between))

    def _block(self, line: int, code: str) -> tuple[int, int]:
        """A line, and what hangs on it by its indent; of a conflict all up to its end, of a second document all."""
        text = self._lines[line]
        if code == "KP113" or (code == "KP105" and text.startswith("---")):
            ends = (n for n in range(line, len(self._lines)) if self._lines[n].startswith(">>>>>>>"))
            return line, next(ends, line) + 1 if code == "KP113" else len(self._lines)
        last = line + 1
        while last < len(self._lines) and (not self._lines[last].strip() or _indent(self._lines[last]) > _indent(text)):
            last += 1
        return line, last

    def _holder(self, cut: _Cut) -> tuple[int, int]:
        """The line on which those hang that were taken out, with all that hangs on it."""
        indent = cut.indent
        above = (n for n in range(cut.first - 1, -1, -1) if self._lines[n].strip() and _indent(self._lines[n]) < indent)
        first, last = self._block(next(above, 0), "")
        return first, max(last, cut.last)

    # ── places ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, fault: Diagnostic) -> None:
        self._found.append(self._placed(fault))

    def _placed(self, fault: Diagnostic) -> Diagnostic:
        """A fault with its place in the file."""
        column = self._column(fault.place.line - 1, fault.place.column - 1)
        return replace(fault, place=fault.place._replace(column=column + 1))

    def _column(self, line: int, column: int) -> int:
        columns = self._columns.get(line)
        return column if columns is None else columns[min(column, len(columns) - 1)]

    def set_back(self, data: Map) -> None:
        """Give what stands in changed lines the marks that it has in the file."""
        pending: list[Any] = [data] if self._columns else []
        while pending:
            node = pending.pop()
            node.mark = self._mark(node.mark)
            if isinstance(node, Map):
                node.key_marks = [self._mark(mark) for mark in node.key_marks]
                node.value_marks = [self._mark(mark) for mark in node.value_marks]
            else:
                node.marks = [self._mark(mark) for mark in node.marks]
            inner = node.values() if isinstance(node, Map) else node
            pending += (each for each in inner if isinstance(each, (Map, Seq)))

    def _mark(self, mark: Any) -> Any:
        return _Mark(mark.line, self._column(mark.line, mark.column)) if mark.line in self._columns else mark


def _spaces(line: str) -> str:
    """The white space with which a line begins."""
    return line[: len(line) - len(line.lstrip())] if line.strip() else ""


def _indent(line: str) -> int:
    return len(_spaces(line))


def _cells(line: str) -> int:
    """How wide an indent looks: a full-width space takes two cells, a tab is taken for two."""
    return sum(1 if each in " \xa0" else 2 for each in _spaces(line + "." if not line.strip() else line))
