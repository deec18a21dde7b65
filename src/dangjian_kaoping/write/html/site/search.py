"""The index of the search: what there is to find, in a script that calls nothing.

A browser lets no page of a disk fetch a file, but it loads a script that lies beside it.
"""

import json
from collections.abc import Iterator

from dangjian_kaoping.characters import escaped_in_json
from dangjian_kaoping.words.names import with_former_names
from dangjian_kaoping.write.html.rectification import problem, still_open
from dangjian_kaoping.write.html.site.matter import Matter
from dangjian_kaoping.write.html.site.places import PROBLEMS, START, Places, ids, way
from dangjian_kaoping.write.layout import clean

_HEAD = "// kaoping.site-index/1\n"
_LONGEST = 120
"""So much of a text is looked through and shown."""

Entry = tuple[str, str, str, str]
"""What kind of thing it is, its title, what else is known of it, and where it is."""


def search_index(matter: Matter, places: Places) -> bytes:
    """The index as a script."""
    lines = (json.dumps([clean(text) for text in each], ensure_ascii=False) for each in _entries(matter, places))
    # no text of it ends the script, whatever reads it
    body = escaped_in_json("[\n" + ",\n".join(lines) + "\n]").replace("<", "\\u003c")
    return f"{_HEAD}const KAOPING = {body};\n".encode()


def _entries(matter: Matter, places: Places) -> Iterator[Entry]:
    yield from _branches(matter, places)
    for this in reversed(matter.rounds):
        yield "考评结果", this.quarter.chinese, str(this.quarter), way(START, places.round(this.quarter))
    newest = matter.newest
    if newest.publicity is not None:
        for entry in still_open(newest.dossier, newest.publicity):
            told = problem(entry, newest.quarter.last_day, newest.publicity)
            known = entry.branch_id in places.branches
            href = way(START, places.branch(entry.branch_id), "open") if known else PROBLEMS
            yield "未销号的问题", f"{told.id} {told.branch}", _short(f"{told.text}　{told.conclusion}"), href
    rubric = matter.revisions[-1][0]
    page, at = places.rubric(rubric.version), ids(each.id for area in rubric.areas for each in area.items)
    for area in rubric.areas:
        for item in area.items:
            said = "　".join([*filter(None, [item.requirement]), *(clause.text for clause in item.clauses)])
            yield "考评项目", f"{item.id} {item.title}", _short(f"{area.name}　{said}"), way(START, page, at[item.id])


def _branches(matter: Matter, places: Places) -> Iterator[Entry]:
    names: dict[str, list[str]] = {}
    classes: dict[str, str] = {}
    for this in matter.followed:
        for placing in this.dossier.result.placings:
            branch = placing.score.branch
            names.setdefault(branch.id, []).append(branch.name)
            classes[branch.id] = branch.branch_class
    for branch_id, called in names.items():
        about = f"编号 {branch_id}　{classes[branch_id]}"
        yield "党支部", with_former_names(called), about, way(START, places.branch(branch_id))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
