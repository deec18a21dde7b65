"""What must hold of every command whatever the workspace is, and of every figure that is given at all."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from calendars import faults_in_calendar
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, USAGE
from dangjian_kaoping.diagnostics import catalogue
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step, recomputed
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.session.session import Session
from engine.sums import all_add_up
from ooxml import faults_in
from sarif import faults_in_sarif
from web_pages import faults_in_page

STATUSES = (0, FINDINGS, USAGE, UNREADABLE)
_OWN_FAULT = ("程序自己出了错", "Traceback (most recent call last)", "维护的人")
QUARTER = "2021Q1"
_RECORDS = tuple(f"data/{QUARTER}/{name}" for name in ("inspection/", "self/", "adjustments"))
_READ = ("rubrics/2020.yaml", "data/roster.yaml", *_RECORDS)
"""Where whatever keeps a round from being scored lies in files that scoring this round reads."""
_SEALED = ("id", "rank", "composite", "inspection", "self_assessment", "grade", "flags")
_RECORDED = ("item", "clause", "points", "reason", "fact", "department", "date", "withdrawn")

Files = Mapping[str, bytes]


class Answer(NamedTuple):
    """What a command said and did: its status, its streams, and all files below the workspace after it."""

    arguments: tuple[str, ...]
    status: int
    stdout: str
    stderr: str
    files: Files


def broken_by(answer: Answer, before: Files, *, office: bool = False) -> Iterator[str]:
    """What a command did that none may; `office` looks also at the inside of documents and workbooks."""
    if answer.status not in STATUSES:
        yield f"ended with {answer.status}"
    said = answer.stdout + answer.stderr
    yield from (f"says {words!r}" for words in _OWN_FAULT if words in said)
    yield from (f"says {each!r} to a terminal" for each in sorted(set(_unprintable(said))))
    if answer.status and not said.strip():
        yield "failed without a word"
    yield from (f"{name} is gone" for name in before if name not in answer.files)
    changed = sorted(name for name, content in answer.files.items() if before.get(name) != content)
    for name in changed:
        if answer.status:
            yield f"failed, and wrote {name}"
        if Path(name).name.startswith(".") or name.endswith(".tmp"):
            yield f"left {name}"
        elif not any(name.startswith(each) for each in _told(answer)):
            yield f"wrote {name} without a word"
        yield from (f"{name}: {fault}" for fault in _invalid(name, answer.files[name], office=office))
    yield from _answered_in_form(answer)


def _told(answer: Answer) -> list[str]:
    """The files and folders that the command says it wrote, from the workspace: each at the end of a line."""
    lines = (answer.stdout + answer.stderr).split("\n")
    return [line.rpartition(f"{Path.cwd()}/")[2].strip() for line in lines if line.strip()]


def _unprintable(said: str) -> Iterator[str]:
    """Controls, marks that turn a line around or are not seen, halves of characters, other ends of lines."""
    return (each for each in said if each != "\n" and unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp"))


def _invalid(name: str, content: bytes, *, office: bool) -> list[str]:
    """What is wrong with a file that was written."""
    suffix = Path(name).suffix
    try:
        match suffix:
            case ".html":
                return faults_in_page(content)
            case ".ics":
                return faults_in_calendar(content)
            case ".json":
                json.loads(content)
            case ".yaml":
                yaml.compose(content.decode(), Loader=yaml.CBaseLoader)
            case ".csv":
                list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
            case ".docx" | ".xlsx":
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    if package.testzip() is not None:
                        return ["a part is not whole"]
                return faults_in(content, suffix) if office else []
            case ".md":
                content.decode()
            case ".js":
                # what the search of a site finds: a variable, and JSON
                json.loads(content.decode().partition("=")[2].partition(";\n")[0])
            case _:
                return ["is none of the files that are written"]
    except (ValueError, yaml.YAMLError, csv.Error, zipfile.BadZipFile) as error:
        return [f"{type(error).__name__}: {error}"]
    return []


def _answered_in_form(answer: Answer) -> Iterator[str]:
    """JSON is JSON, of the format that the command promises; SARIF and CSV are what they are called."""
    form = answer.arguments[answer.arguments.index("-f") + 1] if "-f" in answer.arguments else ""
    asked = answer.arguments[0] != "check" and answer.status != 0
    if asked or form not in ("json", "gitlab", "sarif", "csv"):
        return
    try:
        if form == "csv":
            widths = {len(row) for row in csv.reader(io.StringIO(answer.stdout), strict=True)}
            if len(widths) != 1:
                yield f"rows of {sorted(widths)} cells"
            return
        data = json.loads(answer.stdout)
    except (ValueError, csv.Error) as error:
        yield f"{form}: {error}"
        return
    if form == "sarif":
        yield from (f"sarif: {fault}" for fault in faults_in_sarif(answer.stdout))
    elif form == "json" and not str(data.get("format", "")).startswith("kaoping."):
        yield "json: without its format"


def unlike(first: Answer, second: Answer) -> Iterator[str]:
    """What the same command on the same files did otherwise the second time."""
    for name in ("status", "stdout", "stderr"):
        if getattr(first, name) != getattr(second, name):
            yield f"the second time, {name} is another"
    for file in sorted({*first.files, *second.files}):
        if first.files.get(file) != second.files.get(file):
            yield f"the second time, {file} is another"


def broken_figures(root: Path) -> Iterator[str]:
    """What is wrong with the figures of the round. Raises SessionError where it cannot be scored."""
    result = Session(root).round(QUARTER)
    yield from _ranks(result)
    for placing in result.placings:
        yield from (f"{placing.score.branch.name}: {fault}" for fault in _score(placing.score))
    try:
        all_add_up(result)
    except AssertionError as error:
        yield f"the parts do not add up: {str(error)[:200]}"


def _ranks(result: RoundResult) -> Iterator[str]:
    ranked = [each for each in result.placings if each.rank is not None]
    for each in result.placings:
        if (each.rank is None) != (each.score.composite is None):
            yield f"{each.score.branch.name}: rank {each.rank}, though there is {each.score.composite}"
    ranks = [each.rank for each in ranked if each.rank is not None]
    if ranks != sorted(ranks) or (ranks and not 1 == ranks[0] <= ranks[-1] <= len(ranks)):
        yield f"ranks {ranks}"
    plain = [each.score.composite.value for each in ranked if not each.score.vetoes and each.score.composite]
    if not any(each.earlier for each in ranked) and plain != sorted(plain, reverse=True):
        yield f"ranked by {[str(each) for each in plain]}"


def _score(score: BranchScore) -> Iterator[str]:
    for side in filter(None, (score.inspected, score.declared)):
        for item in side.items:
            full = item.points
            if item.status != "scored" or item.value is None or item.item.points is None:
                continue
            if not min(item.item.floor, ZERO) <= item.value <= full:
                yield f"{item.item.id}: {item.value} of {full}"
    if score.composite is not None:
        yield from _steps(score.composite)


def _steps(step: Step) -> Iterator[str]:
    if recomputed(step) != step.value:
        yield f"{step.name} {step.value} is not {step.operation} of its parts"
    for part in (*step.parts, *step.aside):
        yield from _steps(part)


def disagreement(checked: Answer, scored: Answer) -> Iterator[str]:
    """Where `check` says of a round that nothing is wrong, and `score` refuses it; or the other way round."""
    found = json.loads(checked.stdout)["diagnostics"]
    read = [(catalogue()[each["code"]], each["file"]) for each in found if each["file"].startswith(_READ)]
    errors = [each["code"] for each in found if each["severity"] == "error"]
    blocking = [f"{kind.code} {file}" for kind, file in read if kind.severity == "error" and kind.blocks]
    if scored.status == 0 and blocking:
        yield f"scored in spite of {blocking}"
    if scored.status != 0 and not errors and not blocking:
        yield f"check finds nothing, and score says {scored.stderr[:300]}"


def published_otherwise(published: bytes, sealed: bytes) -> Iterator[str]:
    """What a publication that is no draft says otherwise than the one that was sealed."""
    ours, theirs = json.loads(published), json.loads(sealed)
    if ours["quarter"] == theirs["quarter"] and _of_the_seal(ours) != _of_the_seal(theirs):
        yield "what differs from its seal was published"


def _of_the_seal(data: Any) -> Any:
    return {
        branch["id"]: (
            [branch[each] for each in _SEALED],
            sorted(json.dumps([each[key] for key in _RECORDED], ensure_ascii=False) for each in branch["findings"]),
        )
        for branch in data["branches"]
    }
