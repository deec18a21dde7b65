"""The canonical content of a document: what it means, whatever it looks like.

Comments, the order of keys, quotes, line ends, `1.0` for `1` and defaults that are written out change nothing;
the order of a list and every word of a text do.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from typing_extensions import TypeAliasType

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR, DayOfYear, Month, Quarter

Content = TypeAliasType("Content", "str | list[Content] | dict[str, Content]")
"""Text, lists and mappings of text: numbers as `plain` writes them, days as 2021-03-25."""

_ABSENT: Content = {}
"""A part with nothing in it means as much as one that is not there."""


def canonical(value: object) -> Content:
    """What a value of the model means. Raises TypeError for what no document holds."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | Quarter() | Month():
            return str(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case None:
            return _ABSENT
        case Document():
            return canonical_without(value)
        case tuple() | list():
            return [canonical(each) for each in value]
        case Mapping() if any(isinstance(each, DayOfYear) for each in value.values()):
            # deadlines lie outside: what counts is of which quarters they are
            return "quarterly" if len(value) == QUARTERS_OF_A_YEAR else [str(key) for key in value]
        case Mapping():
            return {str(key): canonical(each) for key, each in value.items()}
    raise TypeError(f"no document holds a {type(value).__name__}")


def canonical_without(document: Document, *keys: str) -> dict[str, Content]:
    """What a document means beside some of its keys."""
    written = document.__dict__
    found = {}
    for name, key, default in _keys(type(document)):
        if name in written and key not in keys:
            content = canonical(written[name])
            if content != default:
                found[key] = content
    return found


@cache
def _keys(model: type[Document]) -> tuple[tuple[str, str, Content | None], ...]:
    """A model's fields: their names, how they are written, and what they mean where they are not."""
    fields = model.model_fields.items()
    return tuple(
        (
            name,
            info.alias or name,
            None if info.is_required() else canonical(info.get_default()),
        )
        for name, info in fields
        if name != "at" and UNSEALED not in info.metadata
    )


def digest_of(content: Any) -> str:
    """The SHA-256 of a content, as 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
