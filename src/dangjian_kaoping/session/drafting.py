"""One sentence of a rubric as clauses of the language, checked as clauses are."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Reading, Word
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.source.writer import Tree, written

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
        return Drafted("".join(_grades(reading)), reading)
    clauses = [_clause(reading, index) for index in range(len(reading.meanings))]
    _check(clauses, reading)
    return Drafted("".join(_with_remarks(clauses, reading)), reading)


def _faults(reading: Reading) -> Iterator[Diagnostic]:
    for doubt in reading.doubts:
        of_kind = codes.KP801 if doubt.kind == "unread" else codes.KP802
        fault = of_kind(why=doubt.why, mend=doubt.mend)
        yield Diagnostic(fault, Place(SENTENCE, 1, doubt.start + 1), width=max(doubt.end - doubt.start, 1))


def _clause(reading: Reading, index: int) -> Mapping[str, Tree[Figure | Word]]:
    meaning = reading.meanings[index]
    several = len(reading.meanings) > 1
    said = reading.sentence[meaning.start : meaning.end] if several else reading.sentence
    name = f"待定{index + 1}" if several else "待定"
    rule: Mapping[str, Part] = meaning.rule
    return {"id": Word(name), "text": Word(said.strip(" ，；。,;")), **rule}


def _grades(reading: Reading) -> Iterator[str]:
    """The grades of a measure, which stand in no item."""
    (meaning,) = reading.meanings
    measure: dict[str, Tree[Figure | Word]] = {"measure": dict(meaning.rule)}
    _hold({**_nothing_to_score(), **measure}, reading)
    yield from (f"# {line}\n" for line in remarks(meaning))
    yield written(measure).text


def _with_remarks(clauses: Sequence[Mapping[str, Tree[Figure | Word]]], reading: Reading) -> Iterator[str]:
    """The clauses one by one, each below what was taken and what was chosen."""
    for clause, meaning in zip(clauses, reading.meanings, strict=True):
        yield from (f"# {line}\n" for line in remarks(meaning))
        first, *others = written(clause).text.splitlines(keepends=True)
        yield f"- {first}"
        yield from (f"  {line}" for line in others)


def remarks(meaning: Meaning) -> Iterator[str]:
    """What a meaning took from its sentence and what it chose, a line for each."""
    taken = dict.fromkeys((figure.about, figure.start, figure.text, _role(keys)) for keys, figure in meaning.figures())
    yield "取的数：" + ("，".join(f"{text}（{role}）" for _, _, text, role in sorted(taken)) or "没有")
    if meaning.kept:
        yield "只留在文字里的数：" + "、".join(each.text for each in meaning.kept)
    yield from (f"原文没有写明，这样定：{each}" for each in meaning.defaults)
    if "earn" in meaning.rule:
        yield "得分的条款：项目要写 start: zero，否则得了也不增加"


def _role(keys: tuple[str, ...]) -> str:
    """The keys that lead to a number, without the places in lists."""
    return " ".join(key for key in keys if not key.isdigit())


def _check(clauses: Sequence[Mapping[str, Tree[Figure | Word]]], reading: Reading) -> None:
    """Hold the clauses against the model and the checks of rubrics, in an item with points enough.

    Raises SessionError with what they say: a number that the language cannot hold.
    """
    largest = max((figure.value for each in reading.meanings for _, figure in each.figures()), default=_ENOUGH)
    item: dict[str, Tree[Figure | Word]] = {"id": Word("草稿"), "title": Word("草稿"), "department": Word("部室")}
    kinds = {key for each in reading.meanings for key in each.rule}
    if kinds & {"deduct", "earn", "give_back", "empties"}:
        item["points"] = Figure(max(_ENOUGH, largest), 0, 0)
    if "earn" in kinds:
        item["start"] = Word("zero")
    document: dict[str, Tree[Figure | Word]] = {
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


def _nothing_to_score() -> dict[str, Tree[Figure | Word]]:
    """A document of cases with nothing in it that could be wrong."""
    case: Mapping[str, Tree[Figure | Word]] = {
        "name": Word("草稿"),
        "score": Word("100"),
        "later": Word("草稿"),
        "expect": {"grade": Word("草稿")},
    }
    return {"kind": Word("cases"), "version": Word("1"), "cases": [case]}


def _hold(document: Mapping[str, Tree[Figure | Word]], reading: Reading) -> None:
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
