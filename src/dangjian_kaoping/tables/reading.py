"""来表: a file as a table, or why it is none."""

from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of
from dangjian_kaoping.tables import older, text
from dangjian_kaoping.tables.nature import LOCK, MOST_BYTES, MOST_UNPACKED, Nature, nature_of
from dangjian_kaoping.tables.refusal import RefusedTableError

_UNSEEN = "这种文件里看不到公式、数的格式和隐藏的行；公式的结果当作填的数"
_BROKEN = "文件的格式部分坏了，只读了各格的内容"
_TYPED = "请把内容填进本工具生成的表里，交那张表。"
_SAVED_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 再交。"
_WORD = ("这是 Word（WPS 文字）文档，不是表格", _TYPED)
_NO_TABLE: Mapping[Nature, tuple[str, str]] = {
    "docx": _WORD,
    "doc": _WORD,
    "odt": ("这是文档，不是表格", _TYPED),
    "rtf": ("这是文档，不是工作簿", _SAVED_AS),
    "mail": ("这是文档，不是工作簿", _SAVED_AS),
    "pdf": ("这是 PDF，不是表格", _TYPED),
    "ofd": ("这是 OFD 版式文件，不是表格", _TYPED),
    "picture": ("这是图片，不是表格", _TYPED),
    "slides": ("这是演示文稿，不是表格", _TYPED),
    "numbers": ("这是苹果的 Numbers 文件", "请在 Numbers 里用“文件 → 导出到 → Excel”，核对后交导出的 .xlsx。"),
    "page": ("这是改了名的网页，不是工作簿", _SAVED_AS),
    "xml": ("这是 XML 文件，不是工作簿", _SAVED_AS),
    "packed": ("这是压缩包", "请先解开，把里面的表拿出来。"),
    "empty": ("文件是空的", "多半是没有传完，请重新取一份。"),
    "broken": (
        "文件不完整",
        "多半是没有传完或没有下载完，请等传完再取一份；还打不开的，用 Excel、WPS 修复后另存。",
    ),
    "locked": ("文件加了密码", "请去掉密码，另存一份再交。"),
    "huge": (
        f"文件解开以后超过 {MOST_UNPACKED >> 20} MB",
        "填的表没有这么大，请检查是不是拿错了文件、插了图片。",
    ),
    "doubled": ("文件里有重名的部件，各程序打开看到的可能不一样", _SAVED_AS),
}
"""What is no table: what it is instead, and what to do."""


def read(path: Path, file: str) -> Returned | Diagnostic:
    """A file that came back; `file` is what it is called where it is told of.

    Where it cannot be read, why (KP720): it is refused as a whole, and nothing of it is taken.
    """
    try:
        if path.name.startswith(LOCK):
            raise RefusedTableError(
                "这不是表，是表正开着时旁边的临时文件", "请关掉 Excel、WPS 里的表，交那张表；关掉以后它自己会消失。"
            )
        return _read(content_of(path, MOST_BYTES), file)
    except TooLargeError as error:
        fault = codes.KP720(
            reason=f"文件有 {-(-error.size >> 20)} MB，最多 {MOST_BYTES >> 20} MB",
            mend="填的表没有这么大，请检查是不是拿错了文件、插了图片。",
        )
    except OSError as error:
        fault = codes.KP720(reason=reason_of(error), mend="请检查文件的位置和权限；正开着的先关掉。")
    except RefusedTableError as error:
        fault = codes.KP720(reason=error.reason, mend=error.mend)
    return Diagnostic(fault, Place(file, 0))


def _read(content: bytes, file: str) -> Returned:
    nature = nature_of(content)
    if nature in _NO_TABLE:
        raise RefusedTableError(*_NO_TABLE[nature])
    if nature == "text":
        return Returned(file, "text", text.sheets_of(content))
    return workbook_of(content, file, seen=nature == "xlsx")


def workbook_of(content: bytes, file: str, *, seen: bool, as_printed: bool = False) -> Returned:
    """A workbook, of which all can be seen or not; `as_printed` as `workbook.sheets_of` has it.

    Raises RefusedTableError.
    """
    if not seen:
        return Returned(file, "old", older.sheets_of(content), (_UNSEEN,))
    from dangjian_kaoping.tables import workbook  # noqa: PLC0415

    try:
        sheets, remarks = workbook.sheets_of(content, as_printed=as_printed)
    except RefusedTableError:
        raise
    except Exception:  # openpyxl raises whatever a broken part leads to
        return Returned(file, "old", older.sheets_of(content), (_BROKEN, _UNSEEN))
    return Returned(file, "xlsx", sheets, remarks)
