"""One sentence of a rubric as clauses of the language, checked as clauses are."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.grammar.meaning import Figure, Part, Reading, Word
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.outline.draft import said_part
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.drafting.clause import ClauseTree, Leaf, clause_tree, remarks
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.source.writer import Remarked, written, written_list

SENTENCE = "句子"
"""What the sentence is called where a fault of it is told."""
_FILE = "草稿.yaml"
_ENOUGH = Decimal(100)


class Drafted(NamedTuple):
    """The clauses of a sentence: `text` is their YAML with comments, `reading` what it follows from."""

    text: str
    reading: Reading


def drafted(sentence: str, *, from_total: bool = False) -> Drafted:
    """The clauses that a sentence says; `from_total` as in `read`.

    Raises SessionError where it is not understood, or can be understood in two ways.
    """
    sentence = " ".join(sentence.split())
    reading = read(sentence, from_total=from_total)
    if reading.doubts:
        raise SessionError(_faults(reading), {SENTENCE: sentence})
    if "grades" in reading.meanings[0].rule:
        return Drafted(_grades(reading), reading)
    clauses = [_clause(reading, index) for index in range(len(reading.meanings))]
    _check(clauses, reading)
    return Drafted(written_list(list(_remarked(clauses, reading))).text, reading)


def _faults(reading: Reading) -> Iterator[Diagnostic]:
    for doubt in reading.doubts:
        of_kind = codes.KP801 if doubt.kind == "unread" else codes.KP802
        fault = of_kind(why=doubt.why, mend=doubt.mend)
        yield Diagnostic(fault, Place(SENTENCE, 1, doubt.start + 1), width=max(doubt.end - doubt.start, 1))


def _clause(reading: Reading, index: int) -> ClauseTree:
    meaning = reading.meanings[index]
    several = len(reading.meanings) > 1
    start, end = (meaning.start, meaning.end) if several else (0, len(reading.sentence))
    text = said_part(reading.sentence, start, end)
    return clause_tree(f"待定{index + 1}" if several else "待定", text, meaning.rule)


def _grades(reading: Reading) -> str:
    """The grades of a measure, which stand in no item."""
    (meaning,) = reading.meanings
    measure: dict[str, Part] = {"measure": dict(meaning.rule)}
    _hold({**_nothing_to_score(), **measure}, reading)
    return written({"measure": Remarked(list(remarks(meaning)), dict(meaning.rule))}).text


def _remarked(clauses: Sequence[ClauseTree], reading: Reading) -> Iterator[Remarked[Leaf]]:
    """The clauses one by one, each below what was taken and what was chosen."""
    for clause, meaning in zip(clauses, reading.meanings, strict=True):
        needs = ["得分的条款：项目要写 start: zero，否则得了也不增加"] if "earn" in meaning.rule else []
        yield Remarked([*remarks(meaning), *needs], clause)


def _check(clauses: Sequence[ClauseTree], reading: Reading) -> None:
    """Hold the clauses against the model and the checks of rubrics, in an item with points enough.

    Raises SessionError with what they say: a number that the language cannot hold.
    """
    largest = max((figure.value for each in reading.meanings for _, figure in each.figures()), default=_ENOUGH)
    item: dict[str, Part] = {"id": Word("草稿"), "title": Word("草稿"), "department": Word("部室")}
    kinds = {key for each in reading.meanings for key in each.rule}
    if kinds & {"deduct", "earn", "give_back", "empties"}:
        item["points"] = Figure(max(_ENOUGH, largest), 0, 0)
    if "earn" in kinds:
        item["start"] = Word("zero")
    document: dict[str, Part] = {
        "kind": Word("cases"),
        "version": Word("1"),
        "items": [{**item, "clauses": list(clauses)}],
        "cases": [{"name": Word("草稿"), "item": Word("草稿"), "later": Word("草稿"), "expect": {"points": Word("0")}}],
    }
    grades = [each.rule["veto"] for each in reading.meanings if "veto" in each.rule]
    named = next((each["grade"] for each in grades if isinstance(each, Mapping) and "grade" in each), None)
    if named is not None:
        document["measure"] = {"grades": [{"grade": Word("草稿"), "from": Word("90")}, {"grade": named}]}
    _hold(document, reading)


def _nothing_to_score() -> dict[str, Part]:
    """A document of cases with nothing in it that could be wrong."""
    case: ClauseTree = {
        "name": Word("草稿"),
        "score": Word("100"),
        "later": Word("草稿"),
        "expect": {"grade": Word("草稿")},
    }
    return {"kind": Word("cases"), "version": Word("1"), "cases": [case]}


def _hold(document: ClauseTree, reading: Reading) -> None:
    loader = Loader(Path()).laid_over({_FILE: written(document).text})
    found = [cases for _, cases in loader.cases([_FILE])]
    faults = [*loader.faults, *(fault for cases in found for fault in check_rubric(cases.own_rubric(), None))]
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        why = "；".join(dict.fromkeys(fault.message for fault in errors))
        place = Place(SENTENCE, 1, 1)
        mend = "照上面说的改原文的数"
        raise SessionError(
            [Diagnostic(codes.KP801(why=f"读出来的条款不合语言：{why}", mend=mend), place, len(reading.sentence))],
            {SENTENCE: reading.sentence},
        )
