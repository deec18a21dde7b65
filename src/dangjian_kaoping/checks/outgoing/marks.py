"""密级标志: marks of state and trade secrets, and what says that a paper stays inside."""

import re
from collections.abc import Iterator

from dangjian_kaoping.checks.outgoing.leak import Leak

_STAR = "[★☆▲*]"
_MARKS = re.compile(
    f"(?:绝 ?密|机 ?密|秘 ?密|内 ?部|商 ?密) ?{_STAR}"
    "|(?<!国家)(?<!商业)(?<!工作)(?<!企业)(?<!军事)(?:绝 ?密|机 ?密)(?![性室码])"
    r"|[\[【〔(（](?:秘 ?密|内部)[\]】〕)）]"
    "|密级 ?[:：为是]? ?(?:秘 ?密|内部)"
    "|(?:核心|普通)商密"
    "|内部(?:资料|文件|材料|刊物)?[,，:：;； ]{0,2}(?:注意保存|严禁外传|不得外传|请勿外传|注意保密)"
)
"""机密 and 绝密 are marks by themselves, 秘密 and 内部 only as marks are written: 内部文件 is none."""


def marks(text: str) -> Iterator[Leak]:
    """The marks in a folded text."""
    for found in _MARKS.finditer(text):
        yield Leak("mark", *found.span())
