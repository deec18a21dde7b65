"""A new version of the rubric: what can be one, and from when it holds."""

import re
import unicodedata

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.files.names import objection
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.periods import Quarter

_VERSION = re.compile(r"[^\W_][\w.-]{0,40}")
"""What can be a version and the name of its file."""
_YEAR = re.compile(r"20\d\d", re.ASCII)


def can_be_version(version: str) -> bool:
    """Whether it can be a version, and the name of its file."""
    return _why_none(version) is None


def asked_new_version(version: str) -> str:
    """The name of a version that is to be written. Raises Misused where it cannot be one."""
    if why := _why_none(version):
        raise Misused(why)
    return version


def _why_none(version: str) -> str | None:
    plain = unicodedata.normalize("NFKC", version)
    if plain != version:
        return f"版本“{version}”里有全角字符，要用半角。是不是“{plain}”？"
    if not _VERSION.fullmatch(version):
        return f"“{version}”不能作版本：要能作文件名，用字母、数字、点和短横线，如 2021。"
    why = objection(version)
    return f"“{version}”不能作版本：要能作文件名，{why}。" if why else None


def first_quarter(version: str, text: str | None) -> Quarter | None:
    """From when a version holds: as asked, else from the first quarter of the year that it is named after; else None.

    Raises Misused for what is no quarter.
    """
    if text is not None:
        return asked_quarter(text)
    return Quarter(int(version), 1) if _YEAR.fullmatch(version) else None
