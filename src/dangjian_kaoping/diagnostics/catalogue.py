"""The catalogue of faults: for each code what is wrong, why it matters, how it is mended.

KP1xx files and YAML, KP2xx rubrics, KP3xx records, KP4xx periods and versions, KP5xx waivers and seals, KP6xx money,
KP7xx forms, KP8xx sentences of rubrics, KP9xx what goes beyond one workspace.
Users rely on the codes, never on the words. A code is four lines of a page in `pages/`:

    KP602 error passable 缺少人数                          the code, its level, what else holds of it, its title
    按人数兑现，名册里没有人数：{branches}                      what is wrong
    没有人数就算不出这个支部的钱，也算不出别的支部的。                  why it matters
    请在名册里补上 head_count。                            how it is mended

`{branches}` is a particular that must be said of every fault. `{mend|请检查权限。}` is one that may be: where more is
known of the case, that is told, and else what stands there. `〔写 reason｜写扣分原因〕` is worded for a file first, and
then for the cells of a form. `firm`, `waivable` and `passable` are as `FaultKind` has them. The
examples are the folders tests/examples/KP602/bad and good. `codes` has a call for each page.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

Severity = Literal["error", "warning", "info"]
"""错误、提醒、说明; a remark (说明) never fails a check."""

_HEAD = r"(KP\d{3}) (error|warning|info)( firm)?( waivable)?( passable)? (\S.*)"
_PARTICULAR = r"\{(\w+)(?:\|([^{}]*))?\}"
_WORDED = re.compile("〔([^〔｜〕]*)｜([^〔｜〕]*)〕")

UNTOLD = "…"
"""Stands for what only a fault at hand can say."""


class FaultKind(NamedTuple):
    """An entry of the catalogue; the sentences have `{particulars}` to be filled in."""

    code: str
    severity: Severity
    title: str
    message: str
    why: str
    mend: str
    blocks: bool
    """Whether an error of this kind keeps a round from being scored: it is not `passable`."""
    firm: bool
    """Whether a workspace can neither lower its severity nor, unless it is `waivable`, waive it: what guards a seal is
    not for the guarded to switch off."""
    waivable: bool = False
    """Of what is firm, whether an organ may waive it at a place."""

    def particulars(self) -> dict[str, bool]:
        """The particulars of the sentences, in their order, and whether each must be said."""
        found: dict[str, bool] = {}
        for name, otherwise in map(re.Match.groups, re.finditer(_PARTICULAR, "\n".join(self[3:6]))):
            found[name] = found.get(name, False) or otherwise is None
        return found


def filled(sentence: str, particulars: Mapping[str, str], *, at_cell: bool = False) -> str:
    """A sentence of a page with its particulars, in the words of a file or, `at_cell`, of a form. Raises KeyError where
    a particular is missing that must be said.
    """
    sentence = _WORDED.sub(lambda found: found[1 + at_cell], sentence)

    def said(found: re.Match[str]) -> str:
        name, otherwise = found.groups()
        return particulars[name] if otherwise is None else particulars.get(name, otherwise)

    return re.sub(_PARTICULAR, said, sentence)


@cache
def catalogue() -> Mapping[str, FaultKind]:
    """All kinds by code, in order. The pages are read when the first fault is told, not before."""
    from dangjian_kaoping.diagnostics.pages import (
        agreement,
        cluster,
        correction,
        course,
        export,
        files,
        forms,
        group,
        imports,
        outgoing,
        publications,
        records,
        reward,
        round,
        rubric,
        seal,
        sentences,
        site,
        text,
    )

    found = [
        kind
        for room in (
            *(text, files, rubric, records, round, seal, course, publications, reward),
            *(forms, imports, sentences, agreement, outgoing, correction),
            *(group, cluster, export, site),
        )
        for kind in _kinds(room.PAGES)
    ]
    return {kind.code: kind for kind in sorted(found)}


def _kinds(pages: str) -> Iterator[FaultKind]:
    """The kinds on the pages of a room. Raises ValueError where a page is not as pages are."""
    for page in pages.strip().split("\n\n"):
        head, message, why, mend = page.split("\n")
        found = re.fullmatch(_HEAD, head)
        if found is None:
            raise ValueError(head)
        code, severity, firm, waivable, passable, title = found.groups()
        yield FaultKind(
            *(code, cast(Severity, severity), title, message, why, mend),
            *(not passable, bool(firm), bool(waivable)),
        )


class _InGeneral(dict[str, str]):
    """What stands for a fault's particulars where no fault is told: `…`, or how it is done in the case."""

    def __missing__(self, key: str) -> str:
        return "按所说的改" if key == "how" else UNTOLD


def in_general(kind: FaultKind) -> FaultKind:
    """An entry with its sentences as they are without a fault at hand."""
    nothing = _InGeneral()
    return kind._replace(
        message=filled(kind.message, nothing), why=filled(kind.why, nothing), mend=filled(kind.mend, nothing)
    )


class Example(NamedTuple):
    """A wrong and a right way of writing. Lines that begin with `#` name the file."""

    bad: str
    good: str
