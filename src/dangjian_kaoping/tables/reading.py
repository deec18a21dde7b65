"""来表: a file as a table, or why it is none."""

from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of
from dangjian_kaoping.tables import older, text
from dangjian_kaoping.tables.nature import Nature, nature_of
from dangjian_kaoping.tables.refusal import RefusedTableError

MOST_BYTES = 50 * 1024 * 1024
"""Of a file; a form has a hundredth of it."""
_LOCK = "~$"
"""How the file begins that Office and WPS lay beside a workbook that is open."""
_UNSEEN = "这种文件里看不到公式、数的格式和隐藏的行；公式的结果当作填的数"
_BROKEN = "文件的格式部分坏了，只读了各格的内容"


def read(path: Path, file: str) -> Returned | Diagnostic:
    """A file that came back; `file` is what it is called where it is told of.

    Where it cannot be read, why (KP720): it is refused as a whole, and nothing of it is taken.
    """
    try:
        if path.name.startswith(_LOCK):
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
    nature: Nature = nature_of(content)
    if nature == "text":
        return Returned(file, "text", text.sheets_of(content))
    if nature == "xlsx":
        from dangjian_kaoping.tables import workbook  # noqa: PLC0415

        try:
            sheets, remarks = workbook.sheets_of(content)
        except RefusedTableError:
            raise
        except Exception:  # openpyxl raises whatever a broken part leads to
            return Returned(file, "old", older.sheets_of(content), (_BROKEN, _UNSEEN))
        return Returned(file, "xlsx", sheets, remarks)
    return Returned(file, "old", older.sheets_of(content), (_UNSEEN,))
