"""The clauses that are written and tested in this repository, each drafted anew from its text alone.

A draft may record another fact than the clause that people wrote (a count of what is missing instead of what was done):
the facts of the cases are said in its words, where they can be.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Reading, Word
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.loading.workspace import Loader

TOP = Path(__file__).parents[2]
CLAUSES = TOP / "tests/clauses"
RUBRICS = TOP / "rubrics"
KINDS = (
    "count",
    "amount",
    "missing",
    "late",
    "sample",
    "value",
    "rank",
    "level",
    "event",
    "judged",
    "imported",
    "scorers",
)
Data = dict[str, Any]


class Trial(NamedTuple):
    """A clause as it is written, with its item and the cases that record it."""

    file: str
    item: Data
    clause: Data
    cases: tuple[Data, ...]
    around: Data
    """What else the document of the cases says: the measure."""

    @property
    def reading(self) -> Reading:
        """What its text says."""
        return read(self.clause["text"], from_total="points" not in self.item and "floor" not in self.item)


class Verdict(NamedTuple):
    """What the draft of a clause came to: `right`, `otherwise` with what differs, or `untold` where the facts of its
    cases cannot be said of the draft.
    """

    trial: Trial
    meanings: tuple[Meaning, ...]
    kind: str
    what: str = ""


def loaded(path: Path) -> Any:
    """A document as data."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def plain(part: Any) -> Any:
    """A part of a meaning as data."""
    if isinstance(part, Figure):
        number = part.value
        return int(number) if number == number.to_integral_value() else float(number)
    if isinstance(part, Word):
        # what the sentence says in a word is a number too: 加倍, and the 1 of who did it by himself
        return int(part.text) if part.text.isdecimal() else part.text == "true" or part.text
    if isinstance(part, Mapping):
        return {key: plain(each) for key, each in part.items()}
    return [plain(each) for each in part]


@cache
def sentences() -> tuple[str, ...]:
    """Every text of a clause, once."""
    found: dict[str, None] = {}
    for path in (*sorted(RUBRICS.glob("20*.yaml")), *sorted(CLAUSES.rglob("*.yaml"))):
        found |= dict.fromkeys(_texts(loaded(path)))
    return tuple(found)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if "text" in data and "id" in data:
            yield data["text"]
        for each in data.values():
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)


TABLE: list[Data] = loaded(Path(__file__).parent / "sentences.yaml")
"""Sentences with their meanings, gone through by hand."""


@cache
def understood() -> tuple[str, ...]:
    """Every text that is read, of the clauses and of the table."""
    return tuple(text for text in (*sentences(), *(each["text"] for each in TABLE)) if read(text).meanings)


def trials() -> Iterator[Trial]:
    """Every clause with cases, of the clauses and of the sample rubrics."""
    for path in sorted(CLAUSES.rglob("*.yaml")):
        yield from _trials(path.name, loaded(path))
    for path in sorted((RUBRICS / "cases").glob("20*.yaml")):
        cases = loaded(path)
        rubric = loaded(RUBRICS / f"{cases['rubric']}.yaml")
        yield from _trials(path.name, {**cases, **{key: rubric[key] for key in ("areas", "measure")}})


def _trials(file: str, document: Data) -> Iterator[Trial]:
    items = [*document.get("items", []), *(each for area in document.get("areas", []) for each in area["items"])]
    around = {key: document[key] for key in ("measure",) if key in document}
    for item in items:
        mine = [case for case in document["cases"] if case.get("item") == item["id"] and "round" not in case]
        for clause in item.get("clauses", []):
            told = [case for case in mine if any(fact["clause"] == clause["id"] for fact in case.get("facts", []))]
            own = [case for case in told if all("item" not in fact for fact in case["facts"])]
            if own:
                yield Trial(file, item, clause, tuple(own), around)


def judged(trial: Trial) -> Verdict:
    """Run the cases of a clause with its draft in its place."""
    meanings = trial.reading.meanings
    drafts: list[Data] = [
        {"id": f"{trial.clause['id']}{index or ''}", "text": f"稿{index}", **plain(meaning.rule)}
        for index, meaning in enumerate(meanings)
    ]
    group: Data = {key: trial.clause[key] for key in ("group", "department") if key in trial.clause}
    clauses: list[Data] = []
    for clause in trial.item["clauses"]:
        clauses += [draft | group for draft in drafts] if clause["id"] == trial.clause["id"] else [clause]
    cases: list[Data] = []
    for case in trial.cases:
        facts: list[Data] = []
        for fact in case["facts"]:
            said = _said(trial, meanings, drafts, fact) if fact["clause"] == trial.clause["id"] else fact
            if said is None:
                return Verdict(trial, meanings, "untold", str(fact))
            facts.append(said)
        cases.append({**case, "facts": facts})
    item = {key: value for key, value in trial.item.items() if key not in ("was",)} | {"clauses": clauses}
    if any("earn" in each for each in drafts) and "earn" not in trial.clause and "start" not in item:
        item["start"] = "zero"
    text = yaml.safe_dump(
        {"kind": "cases", "version": 1, "items": [item], "cases": cases, **trial.around}, allow_unicode=True
    )
    loader = Loader(TOP).laid_over({"试.yaml": text})
    documents = [document for _, document in loader.cases(["试.yaml"])]
    if loader.faults:
        return Verdict(trial, meanings, "otherwise", "；".join(fault.message for fault in loader.faults))
    (document,) = documents
    for each in document.cases:
        outcome = run_case(each, document.own_rubric())
        if not outcome.passed:
            return Verdict(trial, meanings, "otherwise", f"{each.name}: {outcome.differences}")
    return Verdict(trial, meanings, "right")


def _kind(fact: Data) -> str:
    return next((kind for kind in KINDS if kind in fact), "")


def _said(trial: Trial, meanings: tuple[Meaning, ...], drafts: list[Data], fact: Data) -> Data | None:
    """The record of a fact in the words of the draft; None where it has none for it."""
    rest = {key: value for key, value in fact.items() if key in ("reason", "department", "item")}
    was = trial.clause.get("fact", {})
    level = fact.get("level")
    chosen = 0
    if len(drafts) > 1:
        hits = [
            index
            for index, meaning in enumerate(meanings)
            if level is not None and level in trial.clause["text"][meaning.start : meaning.end]
        ]
        if len(hits) != 1:
            return None
        (chosen,) = hits
    draft = drafts[chosen]
    stated = _stated(was, draft["fact"], fact)
    if stated is None:
        return None
    event = {"event": fact["event"]} if "event" in fact and draft.get("highest_per_event") else {}
    return {"clause": draft["id"], **stated, **event, **rest}


def _stated(was: Data, now: Data, fact: Data) -> Data | None:
    old, new = _kind(was), _kind(now)
    keys = {key: value for key, value in fact.items() if key not in ("clause", "reason", "department", "item", "event")}
    count = keys.get("count", 1)
    if isinstance(count, dict):
        count = sum(count.values())
    if old == new == "missing":
        if now["required"] == "recorded" and was["required"] != "recorded" and "done" in keys:
            months = 3 if was.get("per") == "month" else 1
            done = keys["done"] if isinstance(keys["done"], list) else [keys["done"]]
            if not isinstance(was["required"], int | float) or len(done) != months:
                return None
            return {"missing": sum(max(was["required"] - each, 0) for each in done)}
        return None if was.get("as") != now.get("as") else keys
    if old == new == "count":
        return {"count": count}
    if old == new in ("level", "event"):
        exact = [name for name in now[new] if name == keys["level"]]
        names = exact or [name for name in now[new] if keys["level"] in name or name in keys["level"]]
        return {**keys, "level": min(names, key=len)} if names and "role" not in keys else None
    if old == new:
        return keys
    if old == "missing" and "done" in keys and not isinstance(keys["done"], list):
        return _measured(was, new, keys)
    if (old, new) == ("count", "missing"):
        return {"missing": count}
    if (old, new) == ("missing", "count") and "missing" in keys:
        return {"count": keys["missing"]}
    if (old, new) == ("sample", "value"):
        return {"value": round(100 * (1 - keys["failed"] / keys["sampled"]), 4)}
    if (old, new) == ("event", "count") and "role" not in keys:
        return {"count": count}
    return None


def _measured(was: Data, new: str, keys: Data) -> Data | None:
    """What was done of what should be, as a number by itself."""
    required = keys.get("required", was["required"])
    if not isinstance(required, int | float) or required <= 0:
        return None
    done = keys["done"]
    if new == "value":
        return {"value": round(100 * min(done / required, 1), 4)}
    told = {
        "over": max(done - required, 0),
        "done": done,
        "missing": max(required - done, 0),
        "missing_percent": round(100 * max(required - done, 0) / required, 4),
    }
    number = told.get(was.get("as", "missing"))
    return None if number is None or new not in ("count", "amount") else {new: number}


def bare(rule: Data) -> Data:
    """A rule without what changes no point: names of units, what is said though it is the default."""
    fact = {key: value for key, value in rule.get("fact", {}).items() if not (key == "per" and value == "quarter")}
    kind = _kind(fact)
    if kind in ("level", "event"):
        fact[kind] = sorted(fact[kind])
    elif kind:
        fact[kind] = "%" if fact[kind] == "%" else ""
    rest = {
        key: value for key, value in rule.items() if key not in ("id", "text", "group", "was", "department", "fact")
    }
    for effect, value in rest.items():
        if isinstance(value, dict) and value.get("steps") == "exact":
            rest[effect] = {key: each for key, each in value.items() if key != "steps"}
    if rest.get("veto") == {"effect": "barred", "barred_from": ["commendation"]}:
        rest["veto"] = "barred"
    return {"fact": fact, **rest}


def written() -> Iterator[tuple[Data, Data]]:
    """Every clause of the sample rubrics with its item."""
    for path in sorted(RUBRICS.glob("20*.yaml")):
        for area in loaded(path)["areas"]:
            for item in area["items"]:
                yield from ((item, clause) for clause in item["clauses"])
