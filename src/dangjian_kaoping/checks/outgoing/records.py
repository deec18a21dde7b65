"""What may not go out of a workspace: found where it is written, and held against what is printed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.checks.outgoing.folding import bare
from dangjian_kaoping.checks.outgoing.leak import NUMBERS, Kind, Leak
from dangjian_kaoping.checks.outgoing.leaks import leaks
from dangjian_kaoping.checks.outgoing.listed import Listed
from dangjian_kaoping.checks.outgoing.written import Written, written_in
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.diagnostics.diagnostic import Fault
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place, lines_of

_FAULT: Mapping[Kind, Callable[[str], Fault]] = {
    "identity": lambda said: codes.KP580(number=said),
    "bank": lambda said: codes.KP581(number=said),
    "phone": lambda said: codes.KP582(number=said),
    "person": lambda said: codes.KP583(name=said),
    "mark": lambda said: codes.KP584(mark=said),
    "path": lambda said: codes.KP585(path=said),
    "listed": lambda said: codes.KP586(name=said),
}
_SENTENCE_ENDS = "\n。；，、"


class Found(NamedTuple):
    """What may not go out, where it is written; `bare` is it without blanks, `around` with what stands beside it."""

    fault: Diagnostic
    bare: str
    around: str


def documents_of(workspace: Workspace, rounds: Iterable[Round]) -> Iterator[Placed]:
    """What is said in a workspace of some rounds: their records, the rubrics in force, the roster."""
    known: list[Round] = list(rounds)
    if workspace.roster is not None:
        yield workspace.roster
    # what has to be done next is told by the rubric of the next quarter
    quarters = [each for this in known for each in (this.quarter, this.quarter.next)]
    in_force = [workspace.rubric_in_force(each) for each in quarters]
    yield from {id(each): each for each in in_force if each is not None}.values()
    for this in known:
        yield from this.inspections
        yield from this.lists
        yield from this.self_assessments
        yield from this.visits
        yield from this.adjustments
        yield from filter(None, (this.settings, this.objections))


def found_in(
    workspace: Workspace, rounds: Iterable[Round], listed: Listed, texts: Mapping[str, str]
) -> Iterator[Found]:
    """What may not go out of some rounds; `texts` are the files' contents."""
    looked: dict[str, list[Leak]] = {}
    asked = list(rounds)
    said = [each for document in documents_of(workspace, asked) for each in written_in(document)]
    said += [each for this in asked for each in _of_course(this)]
    if workspace.settings is not None:
        # the rest of the settings is said to the program alone
        own = ("unit", "committee", "note")
        said += [each for each in written_in(workspace.settings) if each.keys[0] in own]
    lines: dict[str, list[str]] = {}
    for written in said:
        if written.text not in looked:
            looked[written.text] = leaks(written.text, listed)
        for leak in looked[written.text]:
            yield _found(written, leak, texts, lines)


def check_outgoing(
    workspace: Workspace, listed: Listed, texts: Mapping[str, str], only: Quarter | None = None
) -> Faults:
    """All that may not go out of a workspace, or of one of its rounds."""
    faults = Faults()
    rounds = [this for this in workspace.rounds.values() if only in (None, this.quarter)]
    faults.extend(each.fault for each in found_in(workspace, rounds, listed, texts))
    return faults


def faults_in(text: str, listed: Listed) -> list[Fault]:
    """What may not go out of a text that stands in no file."""
    return [_fault(leak, text) for leak in leaks(text, listed)]


def _fault(leak: Leak, text: str) -> Fault:
    said = text[leak.start : leak.end]
    return _FAULT[leak.kind](_masked(said) if leak.kind in NUMBERS else said)


def printed(found: Iterable[Found], output: str) -> Iterator[Diagnostic]:
    """Of what was found that which an output prints, by its text without blanks.

    Where the same stands in several places, those count of which the output also has what is around.
    """
    # what was written over several lines may be printed in several pieces
    output = output.replace("\n", "")
    by_text: dict[str, list[Found]] = {}
    for each in found:
        by_text.setdefault(each.bare, []).append(each)
    for text, several in by_text.items():
        if text in output:
            surely = [each for each in several if each.around in output]
            yield from (each.fault for each in surely or several)


def _of_course(this: Round) -> Iterator[Written]:
    """What is said of a round's seals and of what went out of it; the rest of these is the program's own."""
    for seal in () if this.seals is None else this.seals.seals:
        if seal.note is not None:
            yield Written(seal.note, seal, ("note",))
    for entry in () if this.publications is None else this.publications.publications:
        said = {"number": entry.number, "where": entry.where, "file": entry.file.rpartition("/")[2]}
        yield from (Written(text, entry, (key,)) for key, text in said.items() if text is not None)


def _found(written: Written, leak: Leak, texts: Mapping[str, str], lines: dict[str, list[str]]) -> Found:
    text = written.text[leak.start : leak.end]
    place = written.place
    if place.file not in lines:
        lines[place.file] = lines_of(texts.get(place.file, ""))
    start = max(written.text.rfind(end, 0, leak.start) for end in _SENTENCE_ENDS) + 1
    ends = [at for end in _SENTENCE_ENDS if (at := written.text.find(end, leak.end)) >= 0]
    around = written.text[start : min(ends, default=len(written.text))]
    fault = Diagnostic(_fault(leak, written.text), *_exactly(place, text, lines[place.file]))
    return Found(fault, bare(text), bare(around))


def _masked(number: str) -> str:
    """As much of a number as one needs to find it."""
    digits = "".join(filter(str.isalnum, bare(number)))
    return f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}"


def _exactly(place: Place, text: str, lines: list[str]) -> tuple[Place, int]:
    """Where a part of a value stands, and how wide it is: the value's place where the file writes it otherwise."""
    for number in range(place.line, len(lines) + 1):
        after = place.column - 1 if number == place.line else 0
        column = lines[number - 1].find(text, after)
        if column >= 0:
            return Place(place.file, number, column + 1), len(text)
        if number > place.line + text.count("\n") + _MOST_LINES:
            break
    return place, place.width


_MOST_LINES = 200
"""A text goes over so many lines at most, as far as one looks for a part of it."""
