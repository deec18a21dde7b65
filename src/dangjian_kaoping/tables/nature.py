"""What a file is by its content; what its name says of that does not count."""

import zipfile
from io import BytesIO
from typing import Literal

from dangjian_kaoping.tables.refusal import RefusedTableError

Nature = Literal["xlsx", "old", "text"]
"""A workbook of which all can be seen; one of another kind (.xls, .et, .xlsb, .ods); text."""

MOST_UNPACKED = 200 << 20
"""Bytes of an archive's parts; what takes more would only cost time and memory."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPED = "请把内容填进本工具生成的表里，交那张表。"
_SAVED_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 再交。"
_STRANGERS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%PDF",), "这是 PDF，不是表格", _TYPED),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "这是图片，不是表格", _TYPED),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "这是压缩包", "请先解开，把里面的表拿出来。"),
)
_PICTURES_INSIDE = (b"ftypheic", b"ftypheix", b"ftypmif1", b"WEBP")
"""Where such a picture says what it is: not in its first bytes."""


def nature_of(content: bytes) -> Nature:
    """What a file is. Raises RefusedTableError where it is no table that can be read, and says what it is then."""
    if not content:
        raise RefusedTableError("文件是空的", "多半是没有传完，请重新取一份。")
    for beginnings, reason, mend in _STRANGERS:
        if content.startswith(beginnings):
            raise RefusedTableError(reason, mend)
    if any(each in content[:16] for each in _PICTURES_INSIDE):
        raise RefusedTableError("这是图片，不是表格", _TYPED)
    if content.startswith(b"PK"):
        return _of_archive(content)
    if content.startswith(_COMPOUND):
        return _of_compound(content)
    _refuse_markup(content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    return "text"


def _of_archive(content: bytes) -> Nature:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise RefusedTableError(
            "文件不完整", "多半是没有传完或没有下载完，请等传完再取一份；还打不开的，用 Excel、WPS 修复后另存。"
        ) from error
    if sum(each.file_size for each in listed) > MOST_UNPACKED:
        raise RefusedTableError(
            f"文件解开以后超过 {MOST_UNPACKED >> 20} MB", "填的表没有这么大，请检查是不是拿错了文件、插了图片。"
        )
    names = {each.filename for each in listed}
    if len(names) < len(listed):
        raise RefusedTableError("文件里有重名的部件，各程序打开看到的可能不一样", _SAVED_AS)
    if any(each.flag_bits & 1 for each in listed):
        raise RefusedTableError("文件加了密码", "请去掉密码，另存一份再交。")
    if any(name.startswith("Index") and name.endswith((".iwa", "Index.zip")) for name in names):
        raise RefusedTableError(
            "这是苹果的 Numbers 文件", "请在 Numbers 里用“文件 → 导出到 → Excel”，核对后交导出的 .xlsx。"
        )
    tops = {name.partition("/")[0].lower() for name in names}
    if "xl" in tops:
        return "old" if any(name.lower().endswith("workbook.bin") for name in names) else "xlsx"
    if "word" in tops:
        raise RefusedTableError("这是 Word 文档，不是表格", _TYPED)
    if "ppt" in tops:
        raise RefusedTableError("这是演示文稿，不是表格", _TYPED)
    if "content.xml" in names:
        return "old"
    raise RefusedTableError("这是压缩包", "请先解开，把里面的表拿出来。")


def _of_compound(content: bytes) -> Nature:
    """A .xls or .et; or a document of the same age, or a workbook of today behind a password."""
    for stream, reason, mend in (
        ("EncryptedPackage", "文件加了密码", "请去掉密码，另存一份再交。"),
        ("WordDocument", "这是 Word（WPS 文字）文档，不是表格", _TYPED),
        ("PowerPoint Document", "这是演示文稿，不是表格", _TYPED),
    ):
        if stream.encode("utf-16-le") in content:
            raise RefusedTableError(reason, mend)
    return "old"


def _refuse_markup(beginning: bytes) -> None:
    if beginning.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise RefusedTableError("这是改了名的网页，不是工作簿", _SAVED_AS)
    if beginning.startswith(b"<?xml"):
        raise RefusedTableError("这是 XML 文件，不是工作簿", _SAVED_AS)
    if beginning.startswith((b"{\\rtf", b"mime-version")):
        raise RefusedTableError("这是文档，不是工作簿", _SAVED_AS)
