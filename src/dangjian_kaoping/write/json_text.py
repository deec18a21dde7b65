"""Data as JSON text: the one place where it is made."""

import json
from collections.abc import Mapping, Sequence

from dangjian_kaoping.characters import escaped_in_json


def as_json(data: Mapping[str, object] | Sequence[object], indent: int = 2) -> str:
    """The JSON text of all our formats: Chinese as it is, what nobody sees escaped, a line end at the end."""
    return escaped_in_json(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n"
