"""What a file that goes out says of itself: which of our formats it has, what it is about, whether it is a draft."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from dangjian_kaoping.ooxml.archive import Limits
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.periods import Quarter, Year, parse_quarter, parse_year
from dangjian_kaoping.write.ownership import DIGEST, DOCUMENT, DRAFT, FORMAT, PERIOD, properties_in, says_draft

_LIMITS = Limits(parts=4096, unpacked=1 << 30)
_ARCHIVE = b"PK"
_HEAD = 4000
"""So many bytes of a page say what it is."""
_FORM = re.compile(rb'<meta\s+name="generator"\s+content="(kaoping\.[\w-]+/\d+)"')
_SAID = re.compile(rb'<meta\s+name="(kaoping\.[a-z]+)"\s+content="([^"]*)"')
_DRAFT = re.compile(rb'<body[^>]*\bclass="[^"]*\bdraft\b')


class Stated(NamedTuple):
    """What a file of ours says of itself; `data` is what JSON holds.

    `digest` is that of what it follows from, `document` which of the documents of a round it is; "" where it says none.
    """

    form: str
    period: Quarter | Year | None = None
    draft: bool = False
    data: Mapping[str, Any] | None = None
    digest: str = ""
    document: str = ""


def stated_in(content: bytes) -> Stated | None:
    """What a file says of itself; None where it is none of ours, or says nothing that can be read."""
    if content.startswith(_ARCHIVE):
        return _of_office(content)
    found = _FORM.search(content[:_HEAD])
    if found is not None:
        said = {name.decode(): text.decode() for name, text in _SAID.findall(content[:_HEAD])}
        return _stated({**said, FORMAT: found[1].decode()}, draft=_DRAFT.search(content) is not None)
    return _of_data(content) if content.lstrip().startswith(b"{") else None


def _of_office(content: bytes) -> Stated | None:
    try:
        properties = properties_in(Package(content, _LIMITS))
    except RefusedPackageError:
        return None
    if not properties.get(FORMAT) and DRAFT not in properties:
        return None
    return _stated(properties, draft=says_draft(properties))


def _stated(said: Mapping[str, str], *, draft: bool) -> Stated:
    period = _period(said.get(PERIOD, ""))
    return Stated(said.get(FORMAT, ""), period, draft, None, said.get(DIGEST, ""), said.get(DOCUMENT, ""))


def _of_data(content: bytes) -> Stated | None:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return None
    form = data.get("format") if isinstance(data, dict) else None
    if not isinstance(form, str) or not form.startswith("kaoping."):
        return None
    period = data.get("quarter") or data.get("year")
    return Stated(form, _period(str(period)), data.get("draft") is True, data)


def _period(text: str) -> Quarter | Year | None:
    return parse_quarter(text) or parse_year(text)
