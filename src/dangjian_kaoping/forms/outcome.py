"""What became of a form that was to be taken into the records, and what of the records it would change."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.facts.boxes import WAYS
from dangjian_kaoping.facts.kinds import KINDS
from dangjian_kaoping.forms.columns import FOLLOWUP_COLUMNS, HANDLING, OUTCOMES, columns
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.model.canonical import Content

State = Literal["new", "changed", "unchanged", "copy", "differs", "refused"]
"""新写, 改写, 与记录的一样, 与另一张表一样, 与导入过的不一样, 没有导入."""


class Difference(NamedTuple):
    """Something that a form says otherwise than what was recorded from it: at which branch (empty: of none), what.

    `before` and `after` are empty where there was, or is, nothing of it.
    """

    branch: str
    what: str
    before: str
    after: str


class Outcome(NamedTuple):
    """What became of a form: the files that say now what it says, and what is to be said of it at its cells.

    `of` is the form of which it is a copy.
    """

    filing: Filing
    state: State
    files: tuple[str, ...]
    faults: Faults
    differences: tuple[Difference, ...] = ()
    of: str = ""


class Imported(NamedTuple):
    """All forms in the order in which they were given, and the files to be written, by their names."""

    outcomes: tuple[Outcome, ...]
    texts: Mapping[str, str]


def differences(
    before: Mapping[str, Content], after: Mapping[str, Content], names: Mapping[str, str]
) -> list[Difference]:
    """What two contents by branch, as `meanings` gives them, say otherwise."""
    found: list[Difference] = []
    for branch in [*before, *(each for each in after if each not in before)]:
        name = names.get(branch, branch)
        old, new = before.get(branch), after.get(branch)
        if old is None or new is None:
            found.append(Difference(name, "", "" if old is None else _said(old), "" if new is None else _said(new)))
        elif isinstance(old, dict) and isinstance(new, dict):
            found += _between(old, new, name)
        elif old != new:
            found.append(Difference(name, "", _said(old), _said(new)))
    return found


def _between(old: Mapping[str, Content], new: Mapping[str, Content], branch: str) -> list[Difference]:
    found: list[Difference] = []
    for key in [*old, *(each for each in new if each not in old)]:
        was, now = old.get(key, ""), new.get(key, "")
        if isinstance(was or now, list):
            found += _of_lists(was or [], now or [], branch, key)
        elif was != now:
            found.append(Difference(branch, called(key), _said(was), _said(now)))
    return found


def _of_lists(was: Content, now: Content, branch: str, key: str) -> list[Difference]:
    """Entries that are only in one of two lists; those of the same item and clause stand beside each other."""
    gone, come = list(was), list(now)
    for each in list(come):
        if each in gone:
            gone.remove(each)
            come.remove(each)
    if not gone and not come and was != now:
        return [Difference(branch, called(key), "", "")]
    found: list[Difference] = []
    for each in gone:
        partner = next((other for other in come if _about(other) == _about(each)), None)
        if partner is not None:
            come.remove(partner)
        found.append(Difference(branch, _about(each), _said(each), "" if partner is None else _said(partner)))
    return found + [Difference(branch, _about(each), "", _said(each)) for each in come]


def _about(entry: Content) -> str:
    if not isinstance(entry, dict):
        return ""
    return "/".join(str(entry[key]) for key in ("item", "clause") if key in entry) or str(entry.get("id", ""))


def _said(content: Content) -> str:
    """A content in a line: `次数 2，扣分原因 迟到两次`."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "；".join(map(_said, content))
    return "，".join(_entry(key, value) for key, value in content.items() if key not in ("item", "clause"))


def _entry(key: str, value: Content) -> str:
    """A key and its value; of one that holds or not, the key says all."""
    told = _VALUES.get(key, {}).get(str(value))
    return f"{called(key)} {_said(value) if told is None else told}".rstrip()


def called(key: str) -> str:
    """What an office calls a key of the records: as forms do, or as the facts themselves."""
    return _called().get(key, key)


@cache
def _called() -> Mapping[str, str]:
    facts = {key: words.split()[0] for kind in KINDS for key, words in kind.CALLED.items()}
    forms = {each.key: each.heading for each in (*FOLLOWUP_COLUMNS, *columns())}
    return {
        "score": "得分",
        **facts,
        **forms,
        "missing": WAYS.missing,
        "done": WAYS.done,
        "late": WAYS.late,
        "never": WAYS.never,
        "date": "检查日期",
        "team": "检查组",
        "settled": "处理",
        "not_applicable": "不涉及",
        "followups": "复查",
    }


_VALUES: Mapping[str, Mapping[str, str]] = {
    "settled": {"on_site": HANDLING.on_site},
    "outcome": OUTCOMES,
    "never": {"true": ""},
}
