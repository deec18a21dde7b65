"""文件位置: where a file lies on somebody's computer."""

import re
from collections.abc import Iterator

from dangjian_kaoping.checks.outgoing.leak import Leak

_REST = r"[^\s,，。;；、)）\"”'’<>|]"
_PATHS = re.compile(
    rf"(?<![A-Za-z])[A-Za-z]:[\\/]{_REST}+"
    rf"|\\\\{_REST}+\\{_REST}+"
    rf"|file://{_REST}+"
    rf"|(?<![\w./])~?/(?:home|Users|root|mnt|media|Volumes|var|tmp|opt|etc|srv|usr|data|share)/{_REST}+"
    r"|(?<![\w:./\\-])(?:[\w.-]+[/\\])+[\w.-]+\."
    r"(?:xlsx?|docx?|pptx?|wps|et|pdf|ya?ml|csv|txt|html?|json|zip|rar|jpe?g|png)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def paths(text: str) -> Iterator[Leak]:
    """The places of files in a folded text."""
    for found in _PATHS.finditer(text):
        yield Leak("path", *found.span())
