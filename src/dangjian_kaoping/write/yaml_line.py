"""What is said in one line of YAML: a scalar, or in brackets a list or a mapping."""

import json
import re

from dangjian_kaoping.model.canonical import Content

_PLAIN = re.compile(r"(?!(?i:null)\Z)[0-9A-Za-z\u4e00-\u9fff](?:[\w./\-（）、]*[\w）])?")
"""Text that YAML takes as it is; all other is quoted."""


def flow(value: Content) -> str:
    """A value in one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"


def scalar(text: str) -> str:
    """A text as YAML reads it back: in quotes where it would take it for something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
