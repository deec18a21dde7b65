"""Texts that would do harm if a page took them for markup: the same ones every time."""

import json
from random import Random

from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from small_plant import modelled

_PIECES = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert`1`>"),
    *("<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>点</a>", "<style>*{display:none}"),
    *("</script>", "</style>", "</title>", "</table>", "</details>", "</td></tr>", "<!--", "-->", "<![CDATA[", "]]>"),
    *('"', "'", "`", "&", "<", ">", "=", "\\", "/", "&lt;", "&#60;", "&#x3c;script&#x3e;", "&amp;quot;", "&nbsp;"),
    *('" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "{{ 7*7 }}", "{% raw %}", "{# #}", "${7*7}"),
    *(
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "<base href=//x>",
        "<meta http-equiv=refresh>",
    ),
    *(
        "<form action=//x><button>",
        "<link rel=stylesheet href=//x>",
        "<math><mi xlink:href=//x>",
        "url(//x)",
        "@import",
    ),
    *("支部", "未开会", "😀", "é", "%3Cscript%3E", "\\u003cscript\\u003e"),
)
_BLANKS = ("　", "\t")
"""What a reason may hold and a name may not."""
_RUBRIC = """\
kind: rubric
version: 2020
title: {0}
effective_from: 2020Q1
areas:
- id: A
  name: {0}
  points: 10
  items:
  - id: A-1
    title: {0}
    points: 10
    department: {0}
    standard: {0}
    clauses: [{{id: 条, text: {0}, fact: {{count: {0}}}, deduct: {{each: 1}}}}]
"""


def texts(count: int, seed: int = 2021, *, blanks: bool = False) -> list[str]:
    """So many different texts, with blanks that no name may hold or without."""
    random = Random(seed)
    pieces = (*_PIECES, *_BLANKS) if blanks else _PIECES
    found: dict[str, None] = {}
    while len(found) < count:
        text = "".join(random.choices(pieces, k=random.randint(1, 6)))
        if text.strip():
            found[f"{text}{len(found)}"] = None
    return list(found)


def _quoted(value: object) -> str:
    """As YAML has it, which takes JSON."""
    return json.dumps(value, ensure_ascii=False)


def infested(names: list[str], reasons: list[str]) -> Dossier:
    """A round whose branches bear these names and share these reasons out, and whose rubric is no better."""
    word = names[0]
    rubric = modelled(Rubric, _RUBRIC.format(_quoted(word)), "rubrics/2020.yaml")
    branches = {f"ZB{index}": [{"from": "2018-01-01", "name": name, "class": word}] for index, name in enumerate(names)}
    roster = modelled(
        Roster,
        _quoted(
            {
                "kind": "roster",
                "version": "1",
                "classes": [word],
                "departments": {"BS": [{"from": "2018-01-01", "name": word}]},
                "branches": branches,
            }
        ),
        "data/roster.yaml",
    )
    shares = [reasons[index :: len(names)] for index in range(len(names))]
    inspection = modelled(
        Inspection,
        _quoted(
            {
                "kind": "inspection",
                "version": "1",
                "quarter": "2021Q1",
                "department": word,
                "branches": {
                    name: {
                        "date": "2021-03-20",
                        "findings": [{"item": "A-1", "clause": "条", "reason": reason} for reason in share],
                    }
                    for name, share in zip(names, shares, strict=True)
                },
            }
        ),
        "data/2021Q1/inspection/a.yaml",
    )
    this = Round(Quarter(2021, 1), [inspection], [])
    return dossier([score_round(rubric, roster, this)], [this], roster)
