"""What any test writes is validated as it is written: workbooks, documents, web pages, calendars, SARIF, JSON.

Each by what has nothing to do with its writer. The thorough run (`KAOPING_THOROUGH=1`) is such.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from icalendar import Calendar
from jinja2 import Template

from calendars import faults_in_calendar
from dangjian_kaoping.write import json_text
from dangjian_kaoping.write.ci import sarif as diagnostics_sarif
from docx_faults import faults_in_document
from ooxml import every_file_validated
from sarif import faults_in_sarif
from web_pages import faults_in_page


@contextmanager
def every_output_validated() -> Iterator[None]:
    """While it lasts, whoever writes what is not valid fails."""
    with every_file_validated(), pytest.MonkeyPatch.context() as patch:
        _validate(patch, Template, "render", lambda page: faults_in_page(page.encode()) if _whole(page) else [])
        _validate(patch, Calendar, "to_ical", faults_in_calendar)
        _validate(patch, diagnostics_sarif, "diagnostics_sarif", faults_in_sarif)
        _validate(patch, json_text, "escaped_in_json", faults_in_document)
        yield


def _whole(page: str) -> bool:
    """Whether a template made a page, and not a piece of one."""
    return page.startswith("<!DOCTYPE")


def _validate(patch: pytest.MonkeyPatch, owner: Any, name: str, faults_in: Callable[[Any], list[str]]) -> None:
    write = getattr(owner, name)
    seen: set[bytes] = set()

    def written(*arguments: Any, **particulars: Any) -> Any:
        content = write(*arguments, **particulars)
        # the same text is looked at once
        text = content.encode(errors="surrogatepass") if isinstance(content, str) else content
        digest = sha256(text).digest()
        if digest not in seen:
            found = faults_in(content)
            assert not found, "\n".join(found)
            seen.add(digest)
        return content

    patch.setattr(owner, name, written)
